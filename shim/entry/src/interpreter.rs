//! Where hand-over ends and interpreting begins: a block becomes the process's program, whose entry points run.

use crate::block::Block;
use crate::failure::Failure;
use core::cell::UnsafeCell;
use core::ffi::c_void;
use core::mem::MaybeUninit;
use core::ptr;
use roc_shim_abi::{ABI_VERSION, RocAdapter, RocOps};
use roc_shim_vm::{Call, Platform, Program};

/// Where the program stays, since its function values hold its address.
struct Slot(UnsafeCell<MaybeUninit<Program<'static>>>);

// SAFETY: only `load` looks inside, which runs once.
unsafe impl Sync for Slot {}

static SLOT: Slot = Slot(UnsafeCell::new(MaybeUninit::uninit()));

/// Checks everything once: that the image is one, that it belongs to this platform, and all that is in it; puts its
/// addresses in, and makes it read-only.
///
/// # Safety
/// To be called once. `adapter` is the whole table of this program's adapter.
pub unsafe fn load(
    mut block: Block,
    adapter: *const RocAdapter,
) -> Result<&'static Program<'static>, Failure> {
    // SAFETY: the table is constant and whole.
    let (head, hosted) = unsafe { (&*adapter, RocAdapter::hosted(adapter)) };
    if head.abi_version != ABI_VERSION {
        return Err(Failure::Adapter { version: head.abi_version });
    }
    let seal = block.seal();
    let platform = Platform { digest: head.platform_digest, hosted };
    // SAFETY: nobody else uses the slot, as this runs once. The digest stands for the layouts of entries and hosted
    // functions, and the compiler that made the image vouches for the rest.
    let program = unsafe { Program::load(&mut *SLOT.0.get(), block.bytes, platform) };
    let program = program.map_err(Failure::Load)?;
    seal.close();
    Ok(program)
}

/// Runs entry point `index`.
///
/// # Safety
/// `ret` and `args` are what the host ABI says for this entry.
pub unsafe fn run(
    program: &Program<'_>,
    index: u32,
    ops: &RocOps,
    ret: *mut c_void,
    args: *mut c_void,
) -> Result<(), Failure> {
    let Some(function) = program.entry(index) else {
        return Err(Failure::Index { index, count: program.entry_count() });
    };
    let call = Call { function, ret: ret.cast(), args: args.cast(), captures: ptr::null_mut() };
    // SAFETY: the caller's promise; the function is the entry's.
    unsafe { program.enter(ops, &call) };
    Ok(())
}
