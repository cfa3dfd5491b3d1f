//! What a program gets from these hosts, and the frame in which a host's own code runs.
//!
//! | event | on standard error | exit code |
//! | --- | --- | --- |
//! | `crash` | `Roc application crashed with this message:`, an empty line, a tab and the message, an empty line | 1, at once |
//! | `dbg` | `[dbg] ` and the value | |
//! | a failed `expect` | `Expect failed: ` and the text | 1 at the end, if it would be 0 |
//! | memory not freed, if `ROC_HOST_CHECK_LEAKS` is set | the number of allocations | 1 at the end, if it would be 0 |

use crate::output::{Stream, write};
use crate::{Arguments, libc};
use core::cell::Cell;
use core::ffi::{c_char, c_int, c_void};
use core::fmt::Write;
use roc_shim_abi::{HostFunctions, RocAllocArgs, RocDeallocArgs, RocOps, RocReallocArgs, RocText};

/// malloc's memory is aligned to this, which is enough for every Roc value.
const ALIGNMENT: usize = 16;

/// What the host counts while the program runs.
#[derive(Debug, Default)]
pub struct Host {
    live: Cell<isize>,
    expect_failed: Cell<bool>,
}

/// Runs a host: makes its operations, calls `body` and gives the exit code for `main`: `body`'s, as a byte, or 1 as above.
///
/// # Safety
/// `count` and `words` are the arguments of a C `main`.
pub unsafe fn run(
    count: c_int,
    words: *const *const c_char,
    body: impl FnOnce(&mut RocOps, Arguments<'_>) -> i32,
) -> c_int {
    let host = Host::default();
    let functions =
        HostFunctions { roc_alloc, roc_dealloc, roc_realloc, roc_dbg, roc_expect_failed, roc_crashed };
    // SAFETY: the functions below do what is asked, with a pointer to the host, which outlives the operations.
    let mut ops = unsafe { RocOps::new((&raw const host).cast_mut().cast(), functions) };
    // SAFETY: the caller's promise.
    let code = body(&mut ops, unsafe { Arguments::new(count, words) }) & 0xff;
    host.finish(code)
}

impl Host {
    fn finish(&self, code: i32) -> i32 {
        // SAFETY: the name is terminated.
        let asked = unsafe { !libc::getenv(c"ROC_HOST_CHECK_LEAKS".as_ptr()).is_null() };
        let leaked = asked && self.live.get() != 0;
        if leaked {
            let _ = writeln!(Stream::Stderr, "allocations not freed: {}", self.live.get());
        }
        if code == 0 && (leaked || self.expect_failed.get()) { 1 } else { code }
    }

    fn count(&self, change: isize) {
        self.live.set(self.live.get() + change);
    }
}

/// # Safety
/// `env` is what `run` made.
unsafe fn host<'a>(env: *mut c_void) -> &'a Host {
    // SAFETY: the caller's promise.
    unsafe { &*env.cast_const().cast() }
}

unsafe extern "C" fn roc_alloc(args: *mut RocAllocArgs, env: *mut c_void) {
    // SAFETY: the program passes a filled struct; `run` made the operations.
    unsafe {
        let (args, host) = (&mut *args, host(env));
        if args.alignment <= ALIGNMENT {
            args.answer = libc::malloc(args.length);
        }
        host.count(isize::from(!args.answer.is_null()));
    }
}

unsafe extern "C" fn roc_dealloc(args: *mut RocDeallocArgs, env: *mut c_void) {
    // SAFETY: the program passes memory of `roc_alloc`.
    unsafe {
        libc::free((*args).ptr);
        host(env).count(-1);
    }
}

unsafe extern "C" fn roc_realloc(args: *mut RocReallocArgs, _env: *mut c_void) {
    // SAFETY: the program passes memory of `roc_alloc`, so the alignment is malloc's.
    unsafe { (*args).answer = libc::realloc((*args).answer, (*args).new_length) }
}

unsafe extern "C" fn roc_dbg(text: *mut RocText, _env: *mut c_void) {
    // SAFETY: the program passes a text.
    unsafe { report("[dbg] ", &*text, "\n") };
}

unsafe extern "C" fn roc_expect_failed(text: *mut RocText, env: *mut c_void) {
    // SAFETY: the program passes a text; `run` made the operations.
    unsafe {
        report("Expect failed: ", &*text, "\n");
        host(env).expect_failed.set(true);
    }
}

unsafe extern "C" fn roc_crashed(text: *mut RocText, _env: *mut c_void) {
    // SAFETY: the program passes a text.
    unsafe { report("Roc application crashed with this message:\n\n\t", &*text, "\n\n") };
    libc::end(1)
}

/// # Safety
/// `text` is what a program passed.
unsafe fn report(before: &str, text: &RocText, after: &str) {
    write(Stream::Stderr, before.as_bytes());
    // SAFETY: the caller's promise.
    write(Stream::Stderr, unsafe { text.as_bytes() });
    write(Stream::Stderr, after.as_bytes());
}
