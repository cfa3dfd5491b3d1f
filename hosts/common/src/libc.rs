//! The C library, as far as hosts use it.

use core::ffi::{c_char, c_int, c_void};

unsafe extern "C" {
    pub fn malloc(bytes: usize) -> *mut c_void;
    pub fn realloc(memory: *mut c_void, bytes: usize) -> *mut c_void;
    pub fn free(memory: *mut c_void);
    pub fn getenv(name: *const c_char) -> *const c_char;
    fn _exit(code: c_int) -> !;
    #[cfg(unix)]
    fn write(descriptor: c_int, bytes: *const u8, count: usize) -> isize;
    #[cfg(windows)]
    fn _write(descriptor: c_int, bytes: *const u8, count: u32) -> c_int;
    #[cfg(windows)]
    fn _setmode(descriptor: c_int, mode: c_int) -> c_int;
    #[cfg(unix)]
    fn poll(descriptors: *mut Poll, count: usize, milliseconds: c_int) -> c_int;
    #[cfg_attr(target_os = "linux", link_name = "__errno_location")]
    #[cfg_attr(target_os = "macos", link_name = "__error")]
    #[cfg_attr(windows, link_name = "_errno")]
    fn errno_location() -> *mut c_int;
}

pub const EINTR: c_int = 4;
pub const EPIPE: c_int = 32;
#[cfg(target_os = "macos")]
pub const EAGAIN: c_int = 35;
#[cfg(not(target_os = "macos"))]
pub const EAGAIN: c_int = 11;

/// struct pollfd.
#[cfg(unix)]
#[repr(C)]
struct Poll {
    descriptor: c_int,
    events: i16,
    answer: i16,
}

/// The error of the last failed call.
pub fn errno() -> c_int {
    // SAFETY: the address of this thread's errno.
    unsafe { *errno_location() }
}

/// Ends the process. There is nothing to be flushed: output isn't kept back.
pub fn end(code: c_int) -> ! {
    // SAFETY: doesn't come back.
    unsafe { _exit(code) }
}

/// How many bytes the system took, or nothing where it failed.
pub fn write_some(descriptor: c_int, bytes: &[u8]) -> Option<usize> {
    // SAFETY: the bytes are valid for their length.
    #[cfg(unix)]
    let taken = unsafe { write(descriptor, bytes.as_ptr(), bytes.len()) };
    // The mode is binary: no byte is changed on its way.
    // SAFETY: as above; the length is cut to what the type holds.
    #[cfg(windows)]
    let taken = unsafe {
        const BINARY: c_int = 0x8000;
        _setmode(descriptor, BINARY);
        _write(descriptor, bytes.as_ptr(), bytes.len().min(1 << 30) as u32)
    };
    usize::try_from(taken).ok()
}

/// Until a descriptor that doesn't block takes bytes again.
pub fn wait_for_room(descriptor: c_int) {
    #[cfg(unix)]
    {
        const POLLOUT: i16 = 4;
        let mut one = Poll { descriptor, events: POLLOUT, answer: 0 };
        // SAFETY: one struct. What it answers doesn't matter, as the next write shows it.
        unsafe { poll(&mut one, 1, -1) };
    }
    #[cfg(windows)]
    let _ = descriptor;
}
