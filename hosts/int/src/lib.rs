//! The host of the int platform: two entry points that take two integers each. Prints both results for some pairs.
#![no_std]

use core::ffi::{c_char, c_int};
use roc_host_common::{print, run};
use roc_shim_abi::RocOps;

/// The arguments, in declaration order.
#[repr(C)]
struct Pair {
    a: i64,
    b: i64,
}

unsafe extern "C" {
    /// `I64, I64 -> I64`
    fn roc__addInts(ops: *mut RocOps, ret: *mut i64, args: *mut Pair);
    /// `I64, I64 -> I64`
    fn roc__multiplyInts(ops: *mut RocOps, ret: *mut i64, args: *mut Pair);
}

type Entry = unsafe extern "C" fn(*mut RocOps, *mut i64, *mut Pair);

const PAIRS: [(i64, i64); 4] = [(6, 7), (-3, 5), (0, 0), (1 << 40, -(1 << 20))];

/// Start of the process.
///
/// # Safety
/// Called by the C library.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn main(count: c_int, words: *const *const c_char) -> c_int {
    let entries: [(&str, Entry); 2] = [("addInts", roc__addInts), ("multiplyInts", roc__multiplyInts)];
    // SAFETY: `main`'s own arguments.
    unsafe {
        run(count, words, |ops, _| {
            for (a, b) in PAIRS {
                for (name, entry) in entries {
                    let mut result = 0;
                    // SAFETY: the entry reads a pair and writes an integer.
                    entry(ops, &mut result, &mut Pair { a, b });
                    print(format_args!("{name}({a}, {b}) = {result}\n"));
                }
            }
            0
        })
    }
}
