//! Runs functions of LIR programs in the interpreter and shows their results.
#![allow(dead_code, reason = "each test uses a part")]

use std::fmt::Write;
use std::mem::MaybeUninit;

use roc_lower::emit::emit;
use roc_lower::lir::{Field, FunctionBuilder, Layout, LayoutId, Layouts, Num, Program, Terminator};
use roc_shim_abi::testing::TestHost;
use roc_shim_abi::{HostFn, RocStr};
use roc_shim_vm::{Call, Limits, Platform};

/// A program with its image.
pub struct Loaded {
    program: Program,
    image: Vec<u8>,
}

/// What a run did.
pub struct Ran {
    /// `= value` or `crashes "text"`.
    pub outcome: String,
    /// How often it asked for memory.
    pub allocations: usize,
}

impl Loaded {
    /// Writes the image of a program with explicit counts.
    pub fn new(mut program: Program) -> Result<Self, String> {
        // For each result a function that takes it, and forgets it.
        for id in program.functions.ids() {
            let function = &program.functions[id];
            let (name, ret) = (format!("drop {}", function.name), function.ret);
            let mut builder = FunctionBuilder::new(name, Layouts::UNIT);
            let value = builder.param(ret);
            builder.statement(roc_lower::lir::Statement::Release(value));
            let unit = builder.unit();
            builder.terminate(Terminator::Return(unit));
            program.functions.push(builder.finish());
        }
        let image = emit(&program).map_err(|error| error.to_string())?;
        assert_eq!(emit(&program).as_ref(), Ok(&image), "the same program has two images");
        Ok(Loaded { program, image })
    }

    fn with_program<T>(&self, each: impl FnOnce(&roc_shim_vm::Program<'_>) -> T) -> T {
        let mut block = vec![0u128; self.image.len().div_ceil(16)];
        // SAFETY: the bytes of numbers, all of them, as bytes.
        let bytes =
            unsafe { std::slice::from_raw_parts_mut(block.as_mut_ptr().cast::<u8>(), block.len() * 16) };
        bytes[..self.image.len()].copy_from_slice(&self.image);
        let hosted: [HostFn; 1] = [roc_host_twice];
        let platform =
            Platform { digest: self.program.platform_digest(), hosted: &hosted[..self.program.hosted.len()] };
        let mut slot = MaybeUninit::uninit();
        // SAFETY: the image was made by the compiler, for this platform.
        let program =
            unsafe { roc_shim_vm::Program::load(&mut slot, &mut bytes[..self.image.len()], platform) };
        each(program.unwrap_or_else(|error| panic!("the image is not valid: {error:?}")))
    }

    /// Instructions of a function.
    pub fn instructions(&self, function: &str) -> usize {
        let mut block = vec![0u128; self.image.len().div_ceil(16)];
        // SAFETY: the bytes of numbers, all of them, as bytes.
        let bytes =
            unsafe { std::slice::from_raw_parts_mut(block.as_mut_ptr().cast::<u8>(), block.len() * 16) };
        bytes[..self.image.len()].copy_from_slice(&self.image);
        let image = roc_shim_image::Image::read(&bytes[..self.image.len()]).unwrap();
        let record = image.functions.iter().find(|record| image.name(record) == function).unwrap();
        let words = record.code_start as usize..(record.code_start + record.code_len) as usize;
        words.filter(|word| image.starts[word / 64] >> (word % 64) & 1 == 1).count()
    }

    /// Calls a function without arguments and gives its result back.
    pub fn run(&self, name: &str) -> Ran {
        let Some((_, function)) = self.program.functions.iter_enumerated().find(|f| f.1.name == name) else {
            panic!("there is no function {name}");
        };
        assert!(function.params.is_empty(), "{name} has parameters");
        let layout = function.ret;
        self.with_program(|program| {
            let host = TestHost::new();
            let ops = host.ops();
            let mut result = vec![0u128; self.program.layouts.size(layout).div_ceil(16) as usize + 1];
            let place = result.as_mut_ptr().cast::<u8>();
            let call = |function: &str, ret, args| {
                let function = program.function_named(function).unwrap();
                let call = Call { function, ret, args, captures: std::ptr::null_mut() };
                let limits = Limits { steps: 10_000_000, ..Limits::USUAL };
                // SAFETY: the function takes what is given: nothing, or its own result.
                unsafe { program.run(&ops, &call, limits) }
            };
            let nothing = std::ptr::null_mut::<u8>();
            match call(name, place, nothing) {
                Ok(()) => {
                    let allocations = host.allocations();
                    let mut text = "= ".to_owned();
                    // SAFETY: the function has written a value of this layout.
                    unsafe { show(&self.program.layouts, layout, place, &mut text) };
                    call(&format!("drop {name}"), nothing, place).unwrap();
                    host.assert_all_freed();
                    Ran { outcome: text, allocations }
                }
                Err(crash) => {
                    let outcome = format!("crashes {:?}", crash.text());
                    // SAFETY: of this run.
                    unsafe { crash.release(&ops) };
                    Ran { outcome, allocations: host.allocations() }
                }
            }
        })
    }
}

/// Doubles an I64.
unsafe extern "C" fn roc_host_twice(
    _: *mut roc_shim_abi::RocOps,
    ret: *mut std::ffi::c_void,
    args: *mut std::ffi::c_void,
) {
    // SAFETY: called with an I64 and room for one.
    unsafe { *ret.cast::<i64>() = *args.cast::<i64>() * 2 };
}

/// Shows a value as the text form writes constants.
///
/// # Safety
/// There is a value of this layout.
unsafe fn show(layouts: &Layouts, layout: LayoutId, at: *const u8, out: &mut String) {
    macro_rules! number {
        ($type:ty) => {
            write!(out, "{:?}", at.cast::<$type>().read_unaligned()).unwrap()
        };
    }
    // SAFETY: the caller's promise, passed on to the parts.
    unsafe {
        match layouts.get(layout) {
            Layout::Bool => number!(bool),
            Layout::Number(kind) => match kind {
                Num::U8 => number!(u8),
                Num::I8 => number!(i8),
                Num::U16 => number!(u16),
                Num::I16 => number!(i16),
                Num::U32 => number!(u32),
                Num::I32 => number!(i32),
                Num::U64 => number!(u64),
                Num::I64 => number!(i64),
                Num::U128 => number!(u128),
                Num::I128 | Num::Dec => number!(i128),
                Num::F32 => number!(f32),
                Num::F64 => number!(f64),
            },
            Layout::Str => write!(out, "{:?}", (*at.cast::<RocStr>()).as_str()).unwrap(),
            Layout::List(element) => {
                let [elements, length] = *at.cast::<[usize; 2]>();
                let size = layouts.size(*element) as usize;
                out.push('[');
                for index in 0..length {
                    out.push_str(if index > 0 { ", " } else { "" });
                    let element_at = std::ptr::with_exposed_provenance::<u8>(elements).add(index * size);
                    show(layouts, *element, element_at, out);
                }
                out.push(']');
            }
            Layout::Box(inner) => {
                out.push_str("box ");
                show(layouts, *inner, *at.cast::<*const u8>(), out);
            }
            Layout::Struct(fields) => {
                out.push('{');
                fields_of(layouts, fields, at, out);
                out.push('}');
            }
            Layout::Union(union) => {
                let place = at.add(union.discriminant_offset as usize);
                let tag = match union.discriminant_size {
                    0 => 0,
                    1 => usize::from(*place),
                    2 => usize::from(*place.cast::<u16>()),
                    _ => *place.cast::<u32>() as usize,
                };
                write!(out, "tag {tag} (").unwrap();
                fields_of(layouts, &union.tags[tag], at, out);
                out.push(')');
            }
            Layout::Closure => out.push_str("fn"),
            Layout::Opaque => out.push('?'),
        }
    }
}

/// # Safety
/// The fields are there.
unsafe fn fields_of(layouts: &Layouts, fields: &[Field], at: *const u8, out: &mut String) {
    for (index, field) in fields.iter().enumerate() {
        out.push_str(if index > 0 { ", " } else { "" });
        // SAFETY: the caller's promise.
        unsafe { show(layouts, field.layout, at.add(field.offset as usize), out) };
    }
}
