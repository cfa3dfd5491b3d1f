//! The host of the echo platform: programs that write text and end with a code.
#![no_std]

use core::ffi::{c_char, c_int, c_void};
use roc_host_common::{Stream, run, write};
use roc_shim_abi::{RocList, RocOps, RocStr, RocValue};

unsafe extern "C" {
    /// `List(Str) => I32`
    fn roc__main(ops: *mut RocOps, ret: *mut i32, args: *mut RocList<RocStr>);
}

/// `Str => {}`: writes the text as it is.
///
/// # Safety
/// Called by the program, as the host ABI says.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn roc_host__echo(ops: *mut RocOps, _ret: *mut c_void, args: *mut RocStr) {
    // SAFETY: the program gives a string up, and passes the operations that it got.
    unsafe {
        let text = args.read();
        write(Stream::Stdout, text.as_bytes());
        text.release(&*ops);
    }
}

/// Start of the process.
///
/// # Safety
/// Called by the C library.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn main(count: c_int, words: *const *const c_char) -> c_int {
    // SAFETY: `main`'s own arguments; the entry gets what its type says and takes the list.
    unsafe {
        run(count, words, |ops, arguments| {
            let mut list = arguments.to_list(ops);
            let mut code = 0;
            roc__main(ops, &mut code, &mut list);
            code
        })
    }
}
