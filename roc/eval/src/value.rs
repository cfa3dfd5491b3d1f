//! Values in memory as trees of data.

use roc_lower::lir::{Bits, Field, FunctionId, Layout, LayoutId, Layouts, Num, Value};
use roc_shim_abi::RocStr;

use crate::executable::Executable;

/// Values that are deeper than this are not read. What handles the tree later uses the native stack, some hundred bytes a
/// level.
pub const MAX_DEPTH: usize = 20_000;

/// How many bytes may be read, so that a value with shared parts can't become a tree that is too large.
pub const MAX_BYTES: usize = 128 << 20;

/// What a part counts for beside the bytes in it.
const PART: usize = 16;

/// Reads values of one program.
pub struct Reader<'a> {
    executable: &'a Executable,
    layouts: &'a Layouts,
    left: usize,
}

impl<'a> Reader<'a> {
    /// For values of this program.
    pub fn new(executable: &'a Executable) -> Self {
        Self { executable, layouts: executable.layouts(), left: MAX_BYTES }
    }

    /// The value at an address; none if it is too large or too deep. Functions are named by their ids in the program.
    ///
    /// # Safety
    /// There is a value of this layout, made by the interpreter, aligned, and alive during the call.
    pub unsafe fn read(&mut self, layout: LayoutId, at: *const u8) -> Option<Value> {
        // SAFETY: the caller's promise.
        unsafe { self.value(layout, at, MAX_DEPTH) }
    }

    fn take(&mut self, bytes: usize) -> Option<()> {
        self.left = self.left.checked_sub(bytes)?;
        Some(())
    }

    /// # Safety
    /// As for [`read`](Self::read).
    unsafe fn value(&mut self, layout: LayoutId, at: *const u8, depth: usize) -> Option<Value> {
        let depth = depth.checked_sub(1)?;
        self.take(PART)?;
        // SAFETY: the caller's promise; parts of a value are values where the layout says.
        unsafe {
            Some(match self.layouts.get(layout) {
                Layout::Bool => Value::Bits(Bits::int(i128::from(at.read()))),
                &Layout::Number(number) => Value::Bits(self::number(number, at)),
                Layout::Str => {
                    let text = (*at.cast::<RocStr>()).as_str();
                    self.take(text.len())?;
                    Value::Str(text.into())
                }
                &Layout::List(element) => {
                    let first = at.cast::<*const u8>().read();
                    let length = at.add(size_of::<usize>()).cast::<usize>().read();
                    self.list(element, first, length, depth)?
                }
                &Layout::Box(inner) => {
                    let inside = at.cast::<*const u8>().read();
                    Value::Box(Box::new(self.value(inner, inside, depth)?))
                }
                Layout::Struct(fields) => Value::Struct(self.fields(fields, at, depth)?),
                Layout::Union(union) => {
                    let place = at.add(union.discriminant_offset as usize);
                    let tag = match union.discriminant_size {
                        0 => 0,
                        1 => u32::from(place.read()),
                        2 => u32::from(place.cast::<u16>().read()),
                        _ => place.cast::<u32>().read(),
                    };
                    let fields = union.tags.get(tag as usize)?;
                    Value::Tag(tag, self.fields(fields, at, depth)?)
                }
                Layout::Closure => {
                    let (function, captured) = roc_shim_vm::parts_of(at.cast::<*const u8>().read());
                    let function = FunctionId::new(function);
                    let captures = match self.executable.captures(function) {
                        None => Box::default(),
                        Some(layout) => match self.value(layout, captured, depth)? {
                            Value::Struct(captures) => captures,
                            _ => return None,
                        },
                    };
                    Value::Function(function, captures)
                }
                Layout::Opaque => return None,
            })
        }
    }

    /// # Safety
    /// As for [`read`](Self::read).
    unsafe fn list(
        &mut self,
        element: LayoutId,
        first: *const u8,
        length: usize,
        depth: usize,
    ) -> Option<Value> {
        let size = self.layouts.size(element) as usize;
        self.take(length.checked_mul(size.max(1))?)?;
        if matches!(self.layouts.get(element), Layout::Number(_) | Layout::Bool) && length > 0 {
            // SAFETY: the caller's promise; numbers have no padding.
            let bytes = unsafe { std::slice::from_raw_parts(first, length * size) };
            return Some(Value::Bytes(bytes.into()));
        }
        let mut values = Vec::with_capacity(length.min(1 << 16));
        for index in 0..length {
            // SAFETY: as above; elements lie one after the other.
            values.push(unsafe { self.value(element, first.add(index * size), depth)? });
        }
        Some(Value::List(values.into()))
    }

    /// # Safety
    /// As for [`read`](Self::read).
    unsafe fn fields(&mut self, fields: &[Field], at: *const u8, depth: usize) -> Option<Box<[Value]>> {
        let mut values = Vec::with_capacity(fields.len());
        for field in fields {
            // SAFETY: the caller's promise.
            values.push(unsafe { self.value(field.layout, at.add(field.offset as usize), depth)? });
        }
        Some(values.into())
    }
}

/// # Safety
/// There is a number of this type.
unsafe fn number(number: Num, at: *const u8) -> Bits {
    // SAFETY: the caller's promise.
    unsafe {
        Bits::int(match number {
            Num::U8 => at.read().into(),
            Num::I8 => at.cast::<i8>().read().into(),
            Num::U16 => at.cast::<u16>().read().into(),
            Num::I16 => at.cast::<i16>().read().into(),
            Num::U32 | Num::F32 => at.cast::<u32>().read().into(),
            Num::I32 => at.cast::<i32>().read().into(),
            Num::U64 | Num::F64 => at.cast::<u64>().read().into(),
            Num::I64 => at.cast::<i64>().read().into(),
            Num::U128 | Num::I128 | Num::Dec => at.cast::<i128>().read(),
        })
    }
}
