//! Linux without a C library: raw system calls, and the environment found without being told.

use crate::failure::Failure;
use core::arch::asm;
use core::{ptr, slice};
use roc_shim_abi::handover::{Handover, VARIABLE};

#[cfg(target_arch = "x86_64")]
mod number {
    pub const READ: usize = 0;
    pub const CLOSE: usize = 3;
    pub const FSTAT: usize = 5;
    pub const MMAP: usize = 9;
    pub const MPROTECT: usize = 10;
    pub const FCNTL: usize = 72;
    pub const OPENAT: usize = 257;
}
#[cfg(target_arch = "aarch64")]
mod number {
    pub const READ: usize = 63;
    pub const CLOSE: usize = 57;
    pub const FSTAT: usize = 80;
    pub const MMAP: usize = 222;
    pub const MPROTECT: usize = 226;
    pub const FCNTL: usize = 25;
    pub const OPENAT: usize = 56;
}

const EBADF: isize = 9;
const O_CLOEXEC: usize = 0o2000000;
const F_GET_SEALS: usize = 1034;
/// SEAL, SHRINK, GROW, WRITE
const SEALS: isize = 0xf;
const PROT_READ: usize = 1;
const PROT_WRITE: usize = 2;
/// Shared read-only maps of a write-sealed memfd are refused (EPERM) before Linux 6.7; private ones never. What is
/// written to a private map stays in this process.
const MAP_PRIVATE: usize = 2;

/// The kernel's answer: a value, or minus an error number.
///
/// # Safety
/// As the system call says.
unsafe fn call(n: usize, a: [usize; 6]) -> isize {
    let result;
    // SAFETY: the kernel changes only the registers named here, and the memory that the caller gave to it.
    #[cfg(target_arch = "x86_64")]
    unsafe {
        asm!("syscall", inlateout("rax") n as isize => result, in("rdi") a[0], in("rsi") a[1], in("rdx") a[2],
             in("r10") a[3], in("r8") a[4], in("r9") a[5], lateout("rcx") _, lateout("r11") _, options(nostack));
    }
    // SAFETY: as above.
    #[cfg(target_arch = "aarch64")]
    unsafe {
        asm!("svc 0", in("x8") n, inlateout("x0") a[0] as isize => result, in("x1") a[1], in("x2") a[2],
             in("x3") a[3], in("x4") a[4], in("x5") a[5], options(nostack));
    }
    result
}

/// Copies the variable's value and removes every mention of it from the environment array. A value that doesn't fit is
/// cut, which makes it malformed.
pub fn take_variable(out: &mut [u8]) -> Option<&[u8]> {
    // SAFETY: the array is ended by a null and holds terminated texts. In a constructor, or in the first call of a host
    // that runs none, nobody else changes it.
    unsafe {
        let mut from = environment()?;
        let mut to = from;
        let mut len = None;
        while !(*from).is_null() {
            match value(*from) {
                Some(text) => {
                    let mut n = 0;
                    while n < out.len() && *text.add(n) != 0 {
                        out[n] = *text.add(n);
                        n += 1;
                    }
                    len.get_or_insert(n);
                }
                None => {
                    *to = *from;
                    to = to.add(1);
                }
            }
            from = from.add(1);
        }
        *to = ptr::null();
        out.get(..len?)
    }
}

/// What follows `NAME=`, if the entry is the variable's.
///
/// # Safety
/// `entry` is a terminated text.
unsafe fn value(entry: *const u8) -> Option<*const u8> {
    for (i, &byte) in VARIABLE.as_bytes().iter().chain(b"=").enumerate() {
        // SAFETY: all bytes before were equal and not the terminator, so this one is still in the text.
        if unsafe { *entry.add(i) } != byte {
            return None;
        }
    }
    // SAFETY: after the last equal byte there is at least the terminator.
    Some(unsafe { entry.add(VARIABLE.len() + 1) })
}

type Entries = *mut *const u8;

/// libc's `environ` where there is one (a weak reference, null without libc), else what the kernel put on the initial
/// stack. The arguments of constructors are no help: glibc passes the environment, musl garbage.
fn environment() -> Option<Entries> {
    let variable: *const Entries;
    // SAFETY: reads an address from the linker's table.
    #[cfg(target_arch = "x86_64")]
    unsafe {
        asm!(".weak environ", "mov {}, qword ptr [rip + environ@GOTPCREL]", out(reg) variable,
             options(pure, readonly, nostack, preserves_flags));
    }
    // SAFETY: as above.
    #[cfg(target_arch = "aarch64")]
    unsafe {
        asm!(".weak environ", "adrp {0}, :got:environ", "ldr {0}, [{0}, :got_lo12:environ]", out(reg) variable,
             options(pure, readonly, nostack, preserves_flags));
    }
    // SAFETY: where libc is linked, this is its variable; it is null before libc has started.
    let entries = (!variable.is_null()).then(|| unsafe { *variable }).filter(|entries| !entries.is_null());
    entries.or_else(initial_stack)
}

/// Field 28 of /proc/self/stat is the address of argc; argv and the environment follow it.
fn initial_stack() -> Option<Entries> {
    const AT_FDCWD: usize = -100isize as usize;
    let path = c"/proc/self/stat".as_ptr() as usize;
    let mut text = [0u8; 1024];
    // SAFETY: opens, reads into `text` within its length, closes what was opened.
    let read = unsafe {
        let fd = usize::try_from(call(number::OPENAT, [AT_FDCWD, path, O_CLOEXEC, 0, 0, 0])).ok()?;
        let read = call(number::READ, [fd, text.as_mut_ptr() as usize, text.len(), 0, 0, 0]);
        call(number::CLOSE, [fd, 0, 0, 0, 0, 0]);
        read
    };
    let text = text.get(..usize::try_from(read).ok()?)?;
    // The second field is a file name in parentheses and may hold anything; the third follows ") ".
    let after = text.iter().rposition(|&byte| byte == b')')? + 2;
    let field = text.get(after..)?.split(|&byte| byte == b' ').nth(28 - 3)?;
    let address = core::str::from_utf8(field).ok()?.parse::<usize>().ok()?;
    if address == 0 || address % 8 != 0 {
        return None; // hidden from us
    }
    // SAFETY: the kernel's layout of the initial stack: argc, that many pointers, null, the environment, null.
    unsafe {
        let count = *(address as *const usize);
        let after_arguments = (address as Entries).add(1 + count);
        (*after_arguments).is_null().then(|| after_arguments.add(1))
    }
}

/// Maps the block, for this process alone, and closes the descriptor.
pub fn map(handover: &Handover) -> Result<&'static mut [u8], Failure> {
    let descriptor = handover.descriptor;
    if descriptor > i32::MAX as u64 {
        return Err(Failure::Malformed);
    }
    let fd = descriptor as usize;
    // Seals first: they make the size that is read next final, so no access can raise SIGBUS.
    // SAFETY: asks, whatever is open there.
    let seals = unsafe { call(number::FCNTL, [fd, F_GET_SEALS, 0, 0, 0, 0]) };
    if seals == -EBADF {
        return Err(Failure::Closed { descriptor, code: EBADF as u32 });
    }
    if seals < 0 || seals & SEALS != SEALS {
        return Err(Failure::Unsealed { descriptor });
    }
    let outcome = map_sealed(fd, handover.bytes);
    // SAFETY: the descriptor was made for this process to take.
    unsafe { call(number::CLOSE, [fd, 0, 0, 0, 0, 0]) };
    outcome
}

fn map_sealed(fd: usize, bytes: u64) -> Result<&'static mut [u8], Failure> {
    // struct stat: 144 bytes (x86_64) or 128 (aarch64); st_size is at offset 48 in both.
    let mut stat = [0u64; 18];
    // SAFETY: the struct has room.
    let failed = unsafe { call(number::FSTAT, [fd, stat.as_mut_ptr() as usize, 0, 0, 0, 0]) };
    if failed < 0 {
        return Err(Failure::Map { code: -failed as u32 });
    }
    let real = stat[48 / 8];
    if real != bytes {
        return Err(Failure::Size { announced: bytes, real });
    }
    let protection = PROT_READ | PROT_WRITE;
    // SAFETY: a new map at a place that the kernel chooses.
    let address = unsafe { call(number::MMAP, [0, bytes as usize, protection, MAP_PRIVATE, fd, 0]) };
    if (-4095..0).contains(&address) {
        return Err(Failure::Map { code: -address as u32 });
    }
    // SAFETY: mapped just now, private, never unmapped, and the object behind it can't shrink.
    Ok(unsafe { slice::from_raw_parts_mut(address as *mut u8, bytes as usize) })
}

/// Write-protects a block that `map` gave. If the system refuses, it stays as it is: nothing writes to it anyway.
pub fn make_read_only(first: *mut u8, len: usize) {
    // SAFETY: the block has whole pages of its own, and nobody may write to it any more.
    unsafe { call(number::MPROTECT, [first as usize, len, PROT_READ, 0, 0, 0]) };
}
