//! The words of the command line.

use core::ffi::{CStr, c_char, c_int};
use roc_shim_abi::{RocList, RocOps, RocStr};

/// What `main` gets.
#[derive(Clone, Copy, Debug)]
pub struct Arguments<'a>(&'a [*const c_char]);

impl Arguments<'_> {
    /// # Safety
    /// `count` and `words` are the arguments of a C `main`.
    pub unsafe fn new(count: c_int, words: *const *const c_char) -> Self {
        let count = usize::try_from(count).unwrap_or(0);
        if words.is_null() || count == 0 {
            return Self(&[]);
        }
        // SAFETY: the caller's promise.
        Self(unsafe { core::slice::from_raw_parts(words, count) })
    }

    /// The words after the program's own name, as bytes.
    pub fn words(&self) -> impl ExactSizeIterator<Item = &[u8]> {
        // SAFETY: `main`'s arguments are terminated texts that live as long as the process.
        self.0.iter().skip(1).map(|word| unsafe { CStr::from_ptr(*word) }.to_bytes())
    }

    /// The same as a list. What isn't UTF-8 is replaced.
    pub fn to_list(&self, ops: &RocOps) -> RocList<RocStr> {
        RocList::from_values(self.words().map(|word| RocStr::from_utf8_lossy(word, ops)), ops)
    }
}
