//! The static library that is linked with a host and an adapter: it takes the module image over, before any code of the
//! host runs if it can, and carries entry points out with the interpreter.
//!
//! The object's only global symbols are `roc_entrypoint` and `roc_shim_constructor`. It needs the adapter's
//! `roc_adapter` and `roc_embedded`, and memcpy and its like; no allocator, no C library.
//!
//! Must not know: how images are made, what hosts do.
#![no_std]

mod block;
mod constructor;
mod failure;
mod interpreter;
mod once;
mod system;
mod take;

use core::ffi::c_void;
use failure::{Failure, Text};
use once::Once;
use roc_shim_abi::{RocAdapter, RocEmbedded, RocOps};
use roc_shim_vm::Program;

unsafe extern "C" {
    /// Defined by the adapter.
    static roc_adapter: RocAdapter;
    /// Defined by the adapter.
    static roc_embedded: RocEmbedded;
}

/// The program that the image holds, made ready at the first call, because only a call has somebody to tell what is
/// wrong.
static PROGRAM: Once<Result<&'static Program<'static>, Failure>> = Once::new();

/// Runs entry point `index` of the platform's `provides`.
///
/// # Safety
/// Called by the adapter, with what the host passed to the entry point; the host keeps to the host ABI.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn roc_entrypoint(index: u32, ops: *mut RocOps, ret: *mut c_void, args: *mut c_void) {
    // SAFETY: the host passes a valid pointer.
    let ops = unsafe { &*ops };
    // SAFETY: called once, with the adapter of this program.
    let load = || unsafe { interpreter::load(take::block()?, &raw const roc_adapter) };
    let outcome = match PROGRAM.get_or_init(load) {
        // SAFETY: the host keeps to the ABI.
        Ok(program) => unsafe { interpreter::run(program, index, ops, ret, args) },
        Err(failure) => crash(ops, failure),
    };
    if let Err(failure) = outcome {
        crash(ops, &failure)
    }
}

fn crash(ops: &RocOps, failure: &Failure) -> ! {
    let mut text = Text::new();
    failure.describe(&mut text);
    ops.crash(text.as_str())
}

#[panic_handler]
fn panic(_: &core::panic::PanicInfo<'_>) -> ! {
    roc_shim_abi::trap()
}
