//! The host of the str platform: passes texts in and prints what comes back, a line each. The texts are those of the
//! command line, else an empty one, small ones up to the longest that needs no memory, and larger ones.
#![no_std]

use core::ffi::{c_char, c_int};
use roc_host_common::{print, run};
use roc_shim_abi::{RocOps, RocStr, RocValue};

unsafe extern "C" {
    /// `Str -> Str`
    fn roc__process(ops: *mut RocOps, ret: *mut RocStr, args: *mut RocStr);
}

const TEXTS: [&str; 5] = [
    "",
    "small",
    "twenty-three bytes here",
    "twenty-four bytes, large",
    "a text that is much too long to be stored in the three words of a string: größer als nötig",
];

fn process(ops: &mut RocOps, text: &[u8]) {
    let mut text = RocStr::from_utf8_lossy(text, ops);
    let mut answer = RocStr::EMPTY;
    // SAFETY: the entry takes the text and writes a string, which is ours.
    unsafe {
        roc__process(ops, &mut answer, &mut text);
        print(format_args!("{}\n", answer.as_str()));
        answer.release(ops);
    }
}

/// Start of the process.
///
/// # Safety
/// Called by the C library.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn main(count: c_int, words: *const *const c_char) -> c_int {
    // SAFETY: `main`'s own arguments.
    unsafe {
        run(count, words, |ops, arguments| {
            if arguments.words().len() == 0 {
                TEXTS.iter().for_each(|text| process(ops, text.as_bytes()));
            } else {
                arguments.words().for_each(|text| process(ops, text));
            }
            0
        })
    }
}
