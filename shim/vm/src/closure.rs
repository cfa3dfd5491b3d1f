//! Function values: made here, called and released from outside, or from outside and called here.

use crate::counting::{CLOSURE_ALIGN, Counter};
use crate::program::Program;
use crate::run::Call;
use core::ffi::c_void;
use core::ptr::{self, NonNull};
use roc_shim_abi::{RocOps, counted};
use roc_shim_image::format::{ClosureRecord, NONE};

type CallFn = unsafe extern "C" fn(*mut RocOps, *mut c_void, *mut c_void, *mut c_void);
type DropFn = unsafe extern "C" fn(*mut RocOps, *mut c_void);

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
        let record = captures.byte_sub(ClosureRecord::HEAD).cast::<ClosureRecord>();
        let program = &*ptr::with_exposed_provenance::<Program<'_>>((*record).program as usize);
        let call = Call { function: (*record).function, ret: ret.cast(), args: args.cast(), captures };
        program.enter(&*ops, &call);
    }
}

/// What stands in [`ClosureRecord::drop`]: releases the captured values from outside.
pub(crate) unsafe extern "C" fn drop_captures(ops: *mut RocOps, captures: *mut c_void) {
    // SAFETY: as above; the caller was the last owner.
    unsafe {
        let record = captures.byte_sub(ClosureRecord::HEAD).cast::<ClosureRecord>();
        let program = &*ptr::with_exposed_provenance::<Program<'_>>((*record).program as usize);
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
    let record = ClosureRecord {
        call: program.call_address,
        drop: program.drop_address,
        function,
        captures,
        program: program.address(),
    };
    // SAFETY: fresh memory for both, aligned to 16.
    unsafe {
        data.cast::<ClosureRecord>().write(record);
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
pub(crate) unsafe fn call_foreign(ops: &RocOps, closure: *mut ClosureRecord, area: *mut u8, ret_size: usize) {
    #[repr(C, align(16))]
    struct Small([u8; 256]);
    let mut small = Small([0; 256]);
    let large = (ret_size > size_of::<Small>()).then(|| ops.alloc(ret_size, 16));
    // The result has a place of its own: native code may write it before it has read its arguments.
    let ret = large.map_or((&raw mut small).cast(), NonNull::as_ptr);
    // SAFETY: the caller's promise.
    unsafe {
        let call: CallFn = core::mem::transmute(ptr::with_exposed_provenance::<()>((*closure).call as usize));
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
pub(crate) unsafe fn drop_foreign(ops: &RocOps, closure: *mut ClosureRecord) {
    // SAFETY: the caller's promise.
    unsafe {
        let drop: DropFn = core::mem::transmute(ptr::with_exposed_provenance::<()>((*closure).drop as usize));
        drop(ptr::from_ref(ops).cast_mut(), closure.cast::<c_void>().byte_add(ClosureRecord::HEAD));
    }
}
