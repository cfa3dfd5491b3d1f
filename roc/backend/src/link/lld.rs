//! LLD in this process. It has global state: one link at a time.

use std::ffi::{CString, c_char, c_int, c_void};
use std::sync::{Mutex, PoisonError};

/// How a run of LLD ended.
#[derive(Debug)]
pub struct Outcome {
    /// Whether it wrote its output.
    pub success: bool,
    /// All that it printed: errors, warnings.
    pub text: String,
}

// SAFETY: cpp/lld_wrapper.cpp defines it so.
unsafe extern "C" {
    fn roc_lld(
        argv: *const *const c_char,
        argc: usize,
        sink: unsafe extern "C" fn(*mut c_void, *const c_char, usize),
        context: *mut c_void,
        can_run_again: *mut c_int,
    ) -> c_int;
}

/// Held during a link; false once LLD has said that it can't be called again.
static USABLE: Mutex<bool> = Mutex::new(true);

unsafe extern "C" fn collect(context: *mut c_void, text: *const c_char, length: usize) {
    // SAFETY: `run` passes a `Vec<u8>` that nothing else touches during the call; the wrapper passes `length` bytes.
    let (out, bytes) =
        unsafe { (&mut *context.cast::<Vec<u8>>(), std::slice::from_raw_parts(text.cast::<u8>(), length)) };
    out.extend_from_slice(bytes);
}

/// Runs LLD with a command line whose first word selects the driver: `ld.lld` or `ld64.lld`.
pub fn run(command: &[String]) -> Outcome {
    let failed = |text: &str| Outcome { success: false, text: text.to_owned() };
    let Ok(words) = command.iter().map(|word| CString::new(word.as_str())).collect::<Result<Vec<_>, _>>()
    else {
        return failed("a file name contains a zero byte");
    };
    let pointers: Vec<*const c_char> = words.iter().map(|word| word.as_ptr()).collect();
    let mut text: Vec<u8> = Vec::new();
    let mut can_run_again = 0;
    let mut usable = USABLE.lock().unwrap_or_else(PoisonError::into_inner);
    if !*usable {
        return failed("an earlier link in this process left the linker unusable");
    }
    // SAFETY: the lock keeps other threads out; words, pointers and text outlive the call, and LLD copies what it keeps.
    let code = unsafe {
        roc_lld(pointers.as_ptr(), pointers.len(), collect, (&raw mut text).cast(), &raw mut can_run_again)
    };
    *usable = can_run_again != 0;
    Outcome { success: code == 0, text: String::from_utf8_lossy(&text).into_owned() }
}
