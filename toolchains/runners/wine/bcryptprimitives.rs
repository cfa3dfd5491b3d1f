//! bcryptprimitives.dll, as far as Rust's standard library needs it: Windows has it, wine 8 lacks it.
#![no_std]

unsafe extern "system" {
    fn SystemFunction036(out: *mut u8, bytes: u32) -> u8;
}

/// Random bytes.
///
/// # Safety
/// There is room for that many bytes.
#[unsafe(no_mangle)]
pub unsafe extern "system" fn ProcessPrng(out: *mut u8, bytes: usize) -> i32 {
    // SAFETY: the caller's promise. Nobody asks for so many that the number is cut.
    i32::from(unsafe { SystemFunction036(out, bytes as u32) })
}

/// Nothing is to be done when the library is loaded.
#[unsafe(no_mangle)]
pub extern "system" fn DllMainCRTStartup(_module: usize, _reason: u32, _reserved: usize) -> i32 {
    1
}
