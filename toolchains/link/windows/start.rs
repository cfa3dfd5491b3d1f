//! crt2.o: where a program for Windows starts, on msvcrt.dll, which every Windows has. `main` gets its arguments as
//! UTF-8, whatever the code page is.
#![no_std]
#![allow(non_upper_case_globals)]

use core::arch::naked_asm;
use core::ffi::{c_char, c_int, c_void};
use core::ptr::{null, null_mut};

unsafe extern "C" {
    fn main(count: c_int, words: *const *const c_char, environment: *const *const c_char) -> c_int;
    fn __wgetmainargs(
        count: *mut c_int,
        words: *mut *const *const u16,
        environment: *mut *const *const u16,
        wildcards: c_int,
        mode: *mut c_int,
    ) -> c_int;
    fn malloc(bytes: usize) -> *mut c_void;
    fn exit(code: c_int) -> !;
    // Made by the linker out of the sections of all objects: a number, functions, null.
    static __CTOR_LIST__: Option<unsafe extern "C" fn()>;
}

unsafe extern "system" {
    fn WideCharToMultiByte(
        code_page: u32,
        flags: u32,
        from: *const u16,
        units: c_int,
        to: *mut c_char,
        room: c_int,
        fallback: *const c_char,
        used_fallback: *mut c_int,
    ) -> c_int;
}

type Initialiser = Option<unsafe extern "C" fn() -> c_int>;

// Sections are sorted by what follows the dollar sign: initialisers of C, then those of C++.
#[unsafe(link_section = ".CRT$XIA")]
static FIRST_OF_C: Initialiser = None;
#[unsafe(link_section = ".CRT$XIZ")]
static LAST_OF_C: Initialiser = None;
#[unsafe(link_section = ".CRT$XCA")]
static FIRST_OF_CPP: Initialiser = None;
#[unsafe(link_section = ".CRT$XCZ")]
static LAST_OF_CPP: Initialiser = None;

/// Start of the process.
///
/// # Safety
/// Called by the system.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn mainCRTStartup() -> ! {
    // SAFETY: these are the bounds of what the linker has put together; the arguments are those of the C runtime.
    unsafe {
        for (mut at, end) in
            [(&raw const FIRST_OF_C, &raw const LAST_OF_C), (&raw const FIRST_OF_CPP, &raw const LAST_OF_CPP)]
        {
            while at < end {
                // Volatile: the compiler sees one variable, not the section that it begins.
                if let Some(run) = at.read_volatile() {
                    run();
                }
                at = at.add(1);
            }
        }
        let (mut count, mut mode) = (0, 0);
        let (mut wide, mut wide_environment) = (null(), null());
        __wgetmainargs(&mut count, &mut wide, &mut wide_environment, 0, &mut mode);
        let words = utf8(wide, count as usize);
        let mut variables = 0;
        while !(*wide_environment.add(variables)).is_null() {
            variables += 1;
        }
        let environment = utf8(wide_environment, variables);
        exit(main(count, words, environment))
    }
}

/// The same texts in UTF-8, ended by null. What isn't Unicode is replaced.
///
/// # Safety
/// There are that many texts.
unsafe fn utf8(wide: *const *const u16, count: usize) -> *const *const c_char {
    const UTF8: u32 = 65001;
    // SAFETY: room is asked for before it is used; without memory a program can't start, and the system says so.
    unsafe {
        let texts: *mut *const c_char = malloc((count + 1) * size_of::<*const c_char>()).cast();
        for i in 0..count {
            let from = *wide.add(i);
            let bytes = WideCharToMultiByte(UTF8, 0, from, -1, null_mut(), 0, null(), null_mut());
            let to: *mut c_char = malloc(bytes as usize).cast();
            WideCharToMultiByte(UTF8, 0, from, -1, to, bytes, null(), null_mut());
            *texts.add(i) = to;
        }
        *texts.add(count) = null();
        texts
    }
}

/// Compilers let `main` begin with a call of this: constructors, the last first.
///
/// # Safety
/// Called by `main`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn __main() {
    // SAFETY: the linker's list.
    unsafe {
        let first = (&raw const __CTOR_LIST__).add(1);
        let mut end = first;
        while end.read_volatile().is_some() {
            end = end.add(1);
        }
        while end > first {
            end = end.sub(1);
            if let Some(run) = end.read_volatile() {
                run();
            }
        }
    }
}

/// Touches each page of a large frame, so that the stack grows: rax bytes below the caller's frame. Keeps all registers.
///
/// # Safety
/// Called by compiled code.
#[unsafe(naked)]
#[unsafe(no_mangle)]
pub unsafe extern "C" fn ___chkstk_ms() {
    naked_asm!(
        "push rcx",
        "push rax",
        "lea rcx, [rsp + 24]",
        "2:",
        "cmp rax, 4096",
        "jb 3f",
        "sub rcx, 4096",
        "or qword ptr [rcx], 0",
        "sub rax, 4096",
        "jmp 2b",
        "3:",
        "sub rcx, rax",
        "or qword ptr [rcx], 0",
        "pop rax",
        "pop rcx",
        "ret",
    )
}

/// IMAGE_TLS_DIRECTORY64
#[repr(C)]
pub struct ThreadLocals {
    start: *const c_void,
    end: *const c_void,
    index: *const u32,
    callbacks: *const Callback,
    zeros: u32,
    flags: u32,
}

// SAFETY: constant.
unsafe impl Sync for ThreadLocals {}

type Callback = Option<unsafe extern "system" fn(*mut c_void, u32, *mut c_void)>;

#[unsafe(link_section = ".tls")]
static FIRST_LOCAL: u64 = 0;
#[unsafe(link_section = ".tls$ZZZ")]
static LAST_LOCAL: u64 = 0;
#[unsafe(link_section = ".CRT$XLA")]
static FIRST_CALLBACK: Callback = None;
#[used]
#[unsafe(link_section = ".CRT$XLZ")]
static LAST_CALLBACK: Callback = None;

/// Which of a thread's areas is this program's; the system writes it.
#[unsafe(no_mangle)]
pub static mut _tls_index: u32 = 0;

/// What the linker makes known to the system.
#[unsafe(no_mangle)]
pub static _tls_used: ThreadLocals = ThreadLocals {
    start: (&raw const FIRST_LOCAL).cast(),
    end: (&raw const LAST_LOCAL).cast(),
    index: &raw const _tls_index,
    // SAFETY: the linker puts the callbacks between the two, so there is something behind the first.
    callbacks: unsafe { (&raw const FIRST_CALLBACK).add(1) },
    zeros: 0,
    flags: 0,
};
