//! Scrt1.o: where a program for glibc starts, and the few functions that glibc before 2.33 linked into every program
//! instead of having them in its library.
//!
//! Programs that start here run with glibc 2.17 and all later ones: those before 2.34 leave a program's constructors to
//! what it passes as `init`.
#![no_std]

use core::arch::naked_asm;
use core::ffi::{c_char, c_int, c_void};

type Constructor = extern "C" fn(c_int, *const *const c_char, *const *const c_char);

unsafe extern "C" {
    // Defined by the linker.
    static __init_array_start: Constructor;
    static __init_array_end: Constructor;

    fn __xstat64(version: c_int, path: *const c_char, out: *mut c_void) -> c_int;
    fn __lxstat64(version: c_int, path: *const c_char, out: *mut c_void) -> c_int;
    fn __fxstat64(version: c_int, fd: c_int, out: *mut c_void) -> c_int;
    fn __fxstatat64(version: c_int, fd: c_int, path: *const c_char, out: *mut c_void, flags: c_int) -> c_int;
    fn __xmknod(version: c_int, path: *const c_char, mode: u32, device: *const u64) -> c_int;
    fn __cxa_atexit(run: extern "C" fn(*mut c_void), with: *mut c_void, object: *const c_void) -> c_int;
    fn __cxa_at_quick_exit(run: extern "C" fn(*mut c_void), object: *const c_void) -> c_int;
    fn __register_atfork(
        prepare: Option<extern "C" fn()>,
        parent: Option<extern "C" fn()>,
        child: Option<extern "C" fn()>,
        object: *const c_void,
    ) -> c_int;
}

/// The kernel puts argc at the stack's top, argv behind it; the first argument register holds what the loader wants to be
/// called at exit.
///
/// # Safety
/// Called by the loader.
#[cfg(target_arch = "x86_64")]
#[unsafe(naked)]
#[unsafe(no_mangle)]
pub unsafe extern "C" fn _start() -> ! {
    naked_asm!(
        "xor ebp, ebp",
        "mov r9, rdx",
        "pop rsi",
        "mov rdx, rsp",
        "and rsp, -16",
        "push rax",
        "push rsp",
        "xor r8d, r8d",
        "lea rcx, [rip + {init}]",
        "mov rdi, qword ptr [rip + main@GOTPCREL]",
        "call qword ptr [rip + __libc_start_main@GOTPCREL]",
        "hlt",
        init = sym init,
    )
}

/// As above.
///
/// # Safety
/// Called by the loader.
#[cfg(target_arch = "aarch64")]
#[unsafe(naked)]
#[unsafe(no_mangle)]
pub unsafe extern "C" fn _start() -> ! {
    naked_asm!(
        "mov x29, #0",
        "mov x30, #0",
        "mov x5, x0",
        "ldr x1, [sp]",
        "add x2, sp, #8",
        "mov x6, sp",
        "adrp x0, :got:main",
        "ldr x0, [x0, :got_lo12:main]",
        "adrp x3, {init}",
        "add x3, x3, :lo12:{init}",
        "mov x4, #0",
        "bl __libc_start_main",
        "brk #1",
        init = sym init,
    )
}

/// Calls the program's constructors, in order.
extern "C" fn init(count: c_int, words: *const *const c_char, environment: *const *const c_char) {
    let mut at = &raw const __init_array_start;
    let end = &raw const __init_array_end;
    while at != end {
        // SAFETY: between the linker's two symbols lie the constructors' addresses.
        unsafe {
            (*at)(count, words, environment);
            at = at.add(1);
        }
    }
}

/// Stands for this program where a library asks which one registers something.
#[unsafe(no_mangle)]
pub static __dso_handle: usize = 0;

const THIS: *const c_void = (&raw const __dso_handle).cast();

/// The version of `struct stat` that these functions ask for.
const STAT: c_int = if cfg!(target_arch = "x86_64") { 1 } else { 0 };

/// Functions that call another with something before their own arguments.
macro_rules! forward {
    ($($name:ident $other:ident ($($argument:ident: $kind:ty),*) => $to:ident($($value:expr),*);)*) => {$(
        /// # Safety
        /// As in C.
        #[unsafe(no_mangle)]
        pub unsafe extern "C" fn $name($($argument: $kind),*) -> c_int {
            // SAFETY: the caller's promise.
            unsafe { $to($($value),*) }
        }
        /// # Safety
        /// As in C.
        #[unsafe(no_mangle)]
        pub unsafe extern "C" fn $other($($argument: $kind),*) -> c_int {
            // SAFETY: the caller's promise.
            unsafe { $to($($value),*) }
        }
    )*};
}

forward! {
    stat stat64(path: *const c_char, out: *mut c_void) => __xstat64(STAT, path, out);
    lstat lstat64(path: *const c_char, out: *mut c_void) => __lxstat64(STAT, path, out);
    fstat fstat64(fd: c_int, out: *mut c_void) => __fxstat64(STAT, fd, out);
    fstatat fstatat64(fd: c_int, path: *const c_char, out: *mut c_void, flags: c_int) =>
        __fxstatat64(STAT, fd, path, out, flags);
}

/// # Safety
/// As in C.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn mknod(path: *const c_char, mode: u32, device: u64) -> c_int {
    // SAFETY: the caller's promise.
    unsafe { __xmknod(0, path, mode, &device) }
}

/// # Safety
/// As in C.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn atexit(run: extern "C" fn(*mut c_void)) -> c_int {
    // SAFETY: a function without arguments may be given one.
    unsafe { __cxa_atexit(run, core::ptr::null_mut(), THIS) }
}

/// # Safety
/// As in C.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn at_quick_exit(run: extern "C" fn(*mut c_void)) -> c_int {
    // SAFETY: as above.
    unsafe { __cxa_at_quick_exit(run, THIS) }
}

/// # Safety
/// As in C.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn pthread_atfork(
    prepare: Option<extern "C" fn()>,
    parent: Option<extern "C" fn()>,
    child: Option<extern "C" fn()>,
) -> c_int {
    // SAFETY: the caller's promise.
    unsafe { __register_atfork(prepare, parent, child, THIS) }
}
