//! macOS: libSystem imports only. There are no seals; the object is nameless by now, its size was fixed by the one
//! ftruncate that the system allows, and the descriptor that we get is read-only. Such a descriptor gives no map that may
//! be written, not even a private one, so the block is copied.

use crate::failure::Failure;
use core::ffi::{c_char, c_int, c_void};
use core::{ptr, slice};
use roc_shim_abi::handover::{Handover, VARIABLE};

unsafe extern "C" {
    fn getenv(name: *const c_char) -> *const c_char;
    fn unsetenv(name: *const c_char) -> c_int;
    // Without the suffix, x86_64 gets the old layout with 32-bit inode numbers.
    #[cfg_attr(target_arch = "x86_64", link_name = "fstat$INODE64")]
    fn fstat(fd: c_int, stat: *mut u64) -> c_int;
    fn mmap(
        at: *mut c_void,
        len: usize,
        protection: c_int,
        flags: c_int,
        fd: c_int,
        offset: i64,
    ) -> *mut c_void;
    fn munmap(at: *mut c_void, len: usize) -> c_int;
    fn mprotect(at: *mut c_void, len: usize, protection: c_int) -> c_int;
    fn close(fd: c_int) -> c_int;
    fn __error() -> *mut c_int;
}

const EBADF: u32 = 9;
const PROT_READ: c_int = 1;
const PROT_WRITE: c_int = 2;
const MAP_SHARED: c_int = 1;
const MAP_PRIVATE: c_int = 2;
const MAP_ANON: c_int = 0x1000;

fn code() -> u32 {
    // SAFETY: the address of this thread's errno.
    unsafe { *__error() as u32 }
}

/// Copies the variable's value and removes it from the environment. A value that doesn't fit is cut, which makes it
/// malformed.
pub fn take_variable(out: &mut [u8]) -> Option<&[u8]> {
    let mut name = [0u8; 32];
    name[..VARIABLE.len()].copy_from_slice(VARIABLE.as_bytes());
    let name = name.as_ptr().cast();
    // SAFETY: the name is terminated, and so is the value, which is read before it is removed. In a constructor nobody
    // else changes the environment.
    unsafe {
        let text = getenv(name).cast::<u8>();
        if text.is_null() {
            return None;
        }
        let mut n = 0;
        while n < out.len() && *text.add(n) != 0 {
            out[n] = *text.add(n);
            n += 1;
        }
        unsetenv(name);
        out.get(..n)
    }
}

/// Copies the block and closes the descriptor.
pub fn map(handover: &Handover) -> Result<&'static mut [u8], Failure> {
    let descriptor = handover.descriptor;
    let fd = c_int::try_from(descriptor).map_err(|_| Failure::Malformed)?;
    // struct stat (64-bit inodes) has 144 bytes; st_size is at offset 96.
    let mut stat = [0u64; 18];
    // SAFETY: the struct has room.
    if unsafe { fstat(fd, stat.as_mut_ptr()) } < 0 {
        return Err(Failure::Closed { descriptor, code: code() });
    }
    let outcome = copy(fd, handover.bytes, stat[96 / 8]);
    // SAFETY: the descriptor was made for this process to take.
    unsafe { close(fd) };
    outcome
}

fn copy(fd: c_int, bytes: u64, real: u64) -> Result<&'static mut [u8], Failure> {
    // The system rounds the object up to whole pages (16 kB at most); the block's own length is checked later.
    if real < bytes || real - bytes >= 0x4000 {
        return Err(Failure::Size { announced: bytes, real });
    }
    let bytes = bytes as usize;
    let from = new_map(bytes, PROT_READ, MAP_SHARED, fd)?;
    let to = new_map(bytes, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANON, -1);
    // SAFETY: both maps have that many bytes and are apart; the first is unmapped once, the second never.
    unsafe {
        let block = to.map(|to| {
            to.copy_from_nonoverlapping(from, bytes);
            slice::from_raw_parts_mut(to, bytes)
        });
        munmap(from.cast(), bytes);
        block
    }
}

fn new_map(bytes: usize, protection: c_int, flags: c_int, fd: c_int) -> Result<*mut u8, Failure> {
    // SAFETY: a new map at a place that the system chooses.
    let address = unsafe { mmap(ptr::null_mut(), bytes, protection, flags, fd, 0) };
    if address.addr() == usize::MAX {
        let code = code();
        return Err(match code {
            EBADF => Failure::Closed { descriptor: fd as u64, code },
            code => Failure::Map { code },
        });
    }
    Ok(address.cast())
}

/// Write-protects a block that `map` gave. If the system refuses, it stays as it is: nothing writes to it anyway.
pub fn make_read_only(first: *mut u8, len: usize) {
    // SAFETY: the block has whole pages of its own, and nobody may write to it any more.
    unsafe { mprotect(first.cast(), len, PROT_READ) };
}
