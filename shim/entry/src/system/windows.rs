//! Windows: kernel32 imports only. The handle allows reading and nothing else, and the section's size is fixed.

use crate::failure::Failure;
use core::ffi::c_void;
use core::{ptr, slice};
use roc_shim_abi::handover::{Handover, VARIABLE};

type Handle = *mut c_void;

/// MEMORY_BASIC_INFORMATION.
#[repr(C)]
struct Region {
    base: *mut c_void,
    allocation: *mut c_void,
    allocation_protection: u32,
    partition: u16,
    size: usize,
    state: u32,
    protection: u32,
    kind: u32,
}

unsafe extern "system" {
    fn GetEnvironmentVariableW(name: *const u16, out: *mut u16, room: u32) -> u32;
    fn SetEnvironmentVariableW(name: *const u16, value: *const u16) -> i32;
    fn MapViewOfFile(section: Handle, access: u32, high: u32, low: u32, bytes: usize) -> *mut c_void;
    fn UnmapViewOfFile(view: *mut c_void) -> i32;
    fn VirtualQuery(at: *const c_void, out: *mut Region, room: usize) -> usize;
    fn VirtualProtect(at: *mut c_void, bytes: usize, protection: u32, old: *mut u32) -> i32;
    fn CloseHandle(handle: Handle) -> i32;
    fn GetLastError() -> u32;
}

/// Pages are shared until they are written to; what is written stays in this process.
const FILE_MAP_COPY: u32 = 1;
const PAGE_READONLY: u32 = 2;
const MEM_MAPPED: u32 = 0x40000;
const ERROR_INVALID_HANDLE: u32 = 6;

/// Copies the variable's value and removes it from the environment.
pub fn take_variable(out: &mut [u8]) -> Option<&[u8]> {
    let mut name = [0u16; 32];
    for (to, from) in name.iter_mut().zip(VARIABLE.bytes()) {
        *to = u16::from(from);
    }
    let mut wide = [0u16; 64];
    // SAFETY: the name is terminated, and the room is the buffer's.
    let len =
        unsafe { GetEnvironmentVariableW(name.as_ptr(), wide.as_mut_ptr(), wide.len() as u32) } as usize;
    if len == 0 {
        return None;
    }
    // SAFETY: the name is terminated.
    unsafe { SetEnvironmentVariableW(name.as_ptr(), ptr::null()) };
    // Too long for the buffer: the answer is the needed room; an empty value is malformed, not absent.
    let text = wide.get(..len).unwrap_or_default();
    for (to, &from) in out.iter_mut().zip(text) {
        *to = u8::try_from(from).unwrap_or(b'?');
    }
    out.get(..text.len())
}

/// Maps the block, for this process alone, and closes the handle.
pub fn map(handover: &Handover) -> Result<&'static mut [u8], Failure> {
    let Handover { descriptor, bytes } = *handover;
    let handle = descriptor as usize as Handle;
    // Asking for exactly the announced bytes fails if the section is smaller.
    // SAFETY: a new view at a place that the system chooses.
    let view = unsafe { MapViewOfFile(handle, FILE_MAP_COPY, 0, 0, bytes as usize) };
    // SAFETY: asks.
    let code = unsafe { GetLastError() };
    if view.is_null() && code == ERROR_INVALID_HANDLE {
        return Err(Failure::Closed { descriptor, code });
    }
    // SAFETY: the handle was made for this process to take.
    unsafe { CloseHandle(handle) };
    if view.is_null() {
        return Err(Failure::Map { code });
    }
    // SAFETY: the region has room; the view is unmapped at most once, and not used then.
    unsafe {
        let mut region = core::mem::zeroed::<Region>();
        VirtualQuery(view, &mut region, size_of::<Region>());
        if region.kind != MEM_MAPPED || (region.size as u64) < bytes {
            UnmapViewOfFile(view);
            return Err(Failure::Size { announced: bytes, real: region.size as u64 });
        }
        Ok(slice::from_raw_parts_mut(view.cast(), bytes as usize))
    }
}

/// Write-protects a block that `map` gave. If the system refuses, it stays as it is: nothing writes to it anyway.
pub fn make_read_only(first: *mut u8, len: usize) {
    let mut old = 0;
    // SAFETY: the view has whole pages of its own, and nobody may write to it any more.
    unsafe { VirtualProtect(first.cast(), len, PAGE_READONLY, &mut old) };
}
