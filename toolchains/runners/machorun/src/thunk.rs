//! Machine code: how thread-local variables are found, and what stands in for imports that are not there.

use nix::libc;
use std::arch::naked_asm;
use std::cell::Cell;
use std::ffi::{c_char, c_void};
use std::sync::OnceLock;

/// Start values of thread-local variables.
static THREAD_LOCALS: OnceLock<&[u8]> = OnceLock::new();

/// Each thread that starts from here on gets a copy of these.
pub fn set_thread_locals(start: &'static [u8]) {
    // A process has one program.
    let _ = THREAD_LOCALS.set(start);
}

thread_local!(static OWN: Cell<*mut u8> = const { Cell::new(std::ptr::null_mut()) });

/// The third word of a variable's descriptor is its offset.
extern "C" fn thread_local_address(descriptor: *const u64) -> *mut u8 {
    OWN.with(|own| {
        if own.get().is_null() {
            let start = THREAD_LOCALS.get().copied().unwrap_or_default();
            // As the program's own variables, these stay until the process ends.
            let copy: &'static mut [u128] = vec![0u128; start.len() / 16 + 1].leak();
            let first = copy.as_mut_ptr().cast::<u8>();
            // SAFETY: the copy is at least as long.
            unsafe { std::ptr::copy_nonoverlapping(start.as_ptr(), first, start.len()) };
            own.set(first);
        }
        // SAFETY: the linker's offset into the thread's area.
        unsafe { own.get().add(*descriptor.add(2) as usize) }
    })
}

/// What all descriptors begin with: called with one, gives the variable's address and changes no other register.
///
/// # Safety
/// Called by compiled code.
#[cfg(target_arch = "x86_64")]
#[unsafe(naked)]
pub unsafe extern "C" fn tlv_bootstrap() {
    naked_asm!(
        "push rbp", "mov rbp, rsp",
        "push rdi", "push rsi", "push rdx", "push rcx", "push r8", "push r9", "push r10", "push r11",
        "sub rsp, 256",
        "movups [rsp], xmm0", "movups [rsp + 16], xmm1", "movups [rsp + 32], xmm2", "movups [rsp + 48], xmm3",
        "movups [rsp + 64], xmm4", "movups [rsp + 80], xmm5", "movups [rsp + 96], xmm6", "movups [rsp + 112], xmm7",
        "movups [rsp + 128], xmm8", "movups [rsp + 144], xmm9", "movups [rsp + 160], xmm10",
        "movups [rsp + 176], xmm11", "movups [rsp + 192], xmm12", "movups [rsp + 208], xmm13",
        "movups [rsp + 224], xmm14", "movups [rsp + 240], xmm15",
        "call {find}",
        "movups xmm0, [rsp]", "movups xmm1, [rsp + 16]", "movups xmm2, [rsp + 32]", "movups xmm3, [rsp + 48]",
        "movups xmm4, [rsp + 64]", "movups xmm5, [rsp + 80]", "movups xmm6, [rsp + 96]", "movups xmm7, [rsp + 112]",
        "movups xmm8, [rsp + 128]", "movups xmm9, [rsp + 144]", "movups xmm10, [rsp + 160]",
        "movups xmm11, [rsp + 176]", "movups xmm12, [rsp + 192]", "movups xmm13, [rsp + 208]",
        "movups xmm14, [rsp + 224]", "movups xmm15, [rsp + 240]",
        "add rsp, 256",
        "pop r11", "pop r10", "pop r9", "pop r8", "pop rcx", "pop rdx", "pop rsi", "pop rdi",
        "pop rbp",
        "ret",
        find = sym thread_local_address,
    )
}

/// As above.
///
/// # Safety
/// Called by compiled code.
#[cfg(target_arch = "aarch64")]
#[unsafe(naked)]
pub unsafe extern "C" fn tlv_bootstrap() {
    naked_asm!(
        "stp x29, x30, [sp, #-16]!", "mov x29, sp",
        "stp x1, x2, [sp, #-16]!", "stp x3, x4, [sp, #-16]!", "stp x5, x6, [sp, #-16]!", "stp x7, x8, [sp, #-16]!",
        "stp x9, x10, [sp, #-16]!", "stp x11, x12, [sp, #-16]!", "stp x13, x14, [sp, #-16]!",
        "stp x15, x16, [sp, #-16]!", "stp x17, x18, [sp, #-16]!",
        "stp q0, q1, [sp, #-32]!", "stp q2, q3, [sp, #-32]!", "stp q4, q5, [sp, #-32]!", "stp q6, q7, [sp, #-32]!",
        "stp q16, q17, [sp, #-32]!", "stp q18, q19, [sp, #-32]!", "stp q20, q21, [sp, #-32]!",
        "stp q22, q23, [sp, #-32]!", "stp q24, q25, [sp, #-32]!", "stp q26, q27, [sp, #-32]!",
        "stp q28, q29, [sp, #-32]!", "stp q30, q31, [sp, #-32]!",
        "bl {find}",
        "ldp q30, q31, [sp], #32", "ldp q28, q29, [sp], #32", "ldp q26, q27, [sp], #32", "ldp q24, q25, [sp], #32",
        "ldp q22, q23, [sp], #32", "ldp q20, q21, [sp], #32", "ldp q18, q19, [sp], #32", "ldp q16, q17, [sp], #32",
        "ldp q6, q7, [sp], #32", "ldp q4, q5, [sp], #32", "ldp q2, q3, [sp], #32", "ldp q0, q1, [sp], #32",
        "ldp x17, x18, [sp], #16", "ldp x15, x16, [sp], #16", "ldp x13, x14, [sp], #16",
        "ldp x11, x12, [sp], #16", "ldp x9, x10, [sp], #16", "ldp x7, x8, [sp], #16", "ldp x5, x6, [sp], #16",
        "ldp x3, x4, [sp], #16", "ldp x1, x2, [sp], #16",
        "ldp x29, x30, [sp], #16",
        "ret",
        find = sym thread_local_address,
    )
}

/// Code that ends the program with the name of the import that it has called.
pub fn lacking(name: &str) -> usize {
    let name = std::ffi::CString::new(name).unwrap_or_default().into_raw() as usize;
    let end = end as extern "C" fn(*const c_char) -> ! as usize;
    #[cfg(target_arch = "x86_64")]
    let code = {
        // mov rdi, NAME; mov rax, END; and rsp, -16; push rax; jmp rax
        let mut code = vec![0x48, 0xbf];
        code.extend(name.to_le_bytes());
        code.extend([0x48, 0xb8]);
        code.extend(end.to_le_bytes());
        code.extend([0x48, 0x83, 0xe4, 0xf0, 0x50, 0xff, 0xe0]);
        code
    };
    #[cfg(target_arch = "aarch64")]
    let code = {
        // ldr x0, NAME; ldr x16, END; br x16; nop; NAME; END
        let mut code = [0x5800_0080u32, 0x5800_00b0, 0xd61f_0200, 0xd503_201f].map(u32::to_le_bytes).concat();
        code.extend(name.to_le_bytes());
        code.extend(end.to_le_bytes());
        code
    };
    // SAFETY: a new page, written before it becomes code. (A page each: programs lack few imports.)
    unsafe {
        let flags = libc::MAP_PRIVATE | libc::MAP_ANONYMOUS;
        let page = libc::mmap(std::ptr::null_mut(), 4096, libc::PROT_READ | libc::PROT_WRITE, flags, -1, 0);
        assert!(page != libc::MAP_FAILED, "no memory");
        std::ptr::copy_nonoverlapping(code.as_ptr(), page.cast(), code.len());
        libc::mprotect(page, 4096, libc::PROT_READ | libc::PROT_EXEC);
        page as *const c_void as usize
    }
}

extern "C" fn end(name: *const c_char) -> ! {
    // SAFETY: `lacking`'s text, which is never freed.
    let name = unsafe { std::ffi::CStr::from_ptr(name) };
    eprintln!("machorun: the program calls {}, which is not there", name.to_string_lossy());
    std::process::exit(125)
}
