//! Function values: made here, called and released from outside, or from outside and called here.

use crate::counting::{CLOSURE_ALIGN, Counter};
use crate::program::Program;
use crate::run::Call;
use core::ffi::c_void;
use core::mem::offset_of;
use core::ptr::{self, NonNull};
use roc_shim_abi::{RocOps, counted};
use roc_shim_image::format::{ClosureRecord, NONE};

/// A function value's allocation: a [`ClosureRecord`] with its addresses.
#[repr(C)]
pub(crate) struct Closure {
    pub call: CallFn,
    pub drop: DropFn,
    // What follows is only in our own.
    pub function: u32,
    pub captures: u32,
    pub program: *const c_void,
}

const _: () = {
    assert!(size_of::<Closure>() == size_of::<ClosureRecord>());
    assert!(offset_of!(Closure, drop) == offset_of!(ClosureRecord, drop));
    assert!(offset_of!(Closure, function) == offset_of!(ClosureRecord, function));
    assert!(offset_of!(Closure, program) == offset_of!(ClosureRecord, program));
};

pub(crate) type CallFn = unsafe extern "C" fn(*mut RocOps, *mut c_void, *mut c_void, *mut c_void);
pub(crate) type DropFn = unsafe extern "C" fn(*mut RocOps, *mut c_void);

/// What stands in [`ClosureRecord::call`]: calls the code from outside.
pub(crate) unsafe extern "C" fn call_closure(
    ops: *mut RocOps,
    ret: *mut c_void,
    args: *mut c_void,
    captures: *mut c_void,
) {
    // SAFETY: captures follow the record's head, and the program outlives its function values; the caller passes
    // arguments and a place for the result as the host ABI says.
    unsafe {
        let record = captures.byte_sub(ClosureRecord::HEAD).cast::<Closure>();
        let program = &*(*record).program.cast::<Program<'_>>();
        let call = Call { function: (*record).function, ret: ret.cast(), args: args.cast(), captures };
        program.enter(&*ops, &call);
    }
}

/// What stands in [`ClosureRecord::drop`]: releases the captured values from outside.
pub(crate) unsafe extern "C" fn drop_captures(ops: *mut RocOps, captures: *mut c_void) {
    // SAFETY: as above; the caller was the last owner.
    unsafe {
        let record = captures.byte_sub(ClosureRecord::HEAD).cast::<Closure>();
        let program = &*(*record).program.cast::<Program<'_>>();
        if (*record).captures != NONE {
            let values = record.add(1).cast();
            Counter { program, ops: &*ops }.release_value((*record).captures, values);
        }
    }
}

/// A fresh function value with a copy of the captured values.
///
/// # Safety
/// `values` are of the layout `captures`; `function` is code of a closure that takes it.
pub(crate) unsafe fn make(
    program: &Program<'_>,
    ops: &RocOps,
    function: u32,
    captures: u32,
    values: *const u8,
) -> NonNull<u8> {
    let size = program.image.layouts[captures as usize].size as usize;
    let data = counted::alloc_counted(ops, size_of::<ClosureRecord>() + size, CLOSURE_ALIGN, false);
    let record = Closure {
        call: program.call_closure,
        drop: program.drop_captures,
        function,
        captures,
        program: ptr::from_ref(program).cast(),
    };
    // SAFETY: fresh memory for both, aligned to 16.
    unsafe {
        data.cast::<Closure>().write(record);
        data.add(size_of::<ClosureRecord>()).as_ptr().copy_from_nonoverlapping(values, size);
    }
    data
}

/// Calls a function value of someone else.
///
/// # Safety
/// It is a function value; `area` has arguments as it takes them, and room for its result of `ret_size` bytes.
#[cold]
#[inline(never)]
pub(crate) unsafe fn call_foreign(ops: &RocOps, closure: *mut Closure, area: *mut u8, ret_size: usize) {
    #[repr(C, align(16))]
    struct Small([u8; 256]);
    let mut small = Small([0; 256]);
    let large = (ret_size > size_of::<Small>()).then(|| ops.alloc(ret_size, 16));
    // The result has a place of its own: native code may write it before it has read its arguments.
    let ret = large.map_or((&raw mut small).cast(), NonNull::as_ptr);
    // SAFETY: the caller's promise.
    unsafe {
        let call = (&raw const (*closure).call).read();
        let captures = closure.cast::<c_void>().byte_add(ClosureRecord::HEAD);
        call(ptr::from_ref(ops).cast_mut(), ret.cast(), area.cast(), captures);
        area.copy_from_nonoverlapping(ret, ret_size);
        if let Some(large) = large {
            ops.dealloc(large, 16);
        }
    }
}

/// Releases the captures of a function value of someone else.
///
/// # Safety
/// It is a function value without owners, whose memory is freed afterwards.
#[cold]
#[inline(never)]
pub(crate) unsafe fn drop_foreign(ops: &RocOps, closure: *mut Closure) {
    // SAFETY: the caller's promise.
    unsafe {
        let drop = (&raw const (*closure).drop).read();
        drop(ptr::from_ref(ops).cast_mut(), closure.cast::<c_void>().byte_add(ClosureRecord::HEAD));
    }
}

/// What a function value is made of: its code, and where its captured values are.
///
/// # Safety
/// It is a function value that the interpreter made, or one of an image's data.
pub unsafe fn parts_of(closure: *const u8) -> (u32, *const u8) {
    let record = closure.cast::<Closure>();
    // SAFETY: the caller's promise. Captured values follow the record; without any, the address is its end.
    unsafe { ((*record).function, record.add(1).cast()) }
}
