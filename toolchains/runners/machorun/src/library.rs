//! What programs get of libSystem: its functions by name, on those of this system. Numbers that the systems differ in are
//! translated; what is not named here is lacking.

use crate::thunk;
use nix::libc::{self, size_t, ssize_t};
use std::cell::Cell;
use std::ffi::{c_char, c_int, c_long, c_void};
use std::sync::atomic::{AtomicI32, AtomicPtr, Ordering};
use std::sync::{Condvar, Mutex, PoisonError};

type Vector = *const *const c_char;

static COUNT: AtomicI32 = AtomicI32::new(0);
static WORDS: AtomicPtr<*const c_char> = AtomicPtr::new(std::ptr::null_mut());

unsafe extern "C" {
    /// The C library's.
    static mut environ: Vector;
}

/// What the program gets told to be its command line. To be called once, before it runs.
pub fn set_arguments(count: c_int, words: Vector) {
    COUNT.store(count, Ordering::Release);
    WORDS.store(words.cast_mut(), Ordering::Release);
}

/// The environment, as it is now.
pub fn environment() -> Vector {
    // SAFETY: the program isn't running yet, and nothing else changes it.
    unsafe { environ }
}

/// A table of names and functions; the object's names have an underscore before those of C.
macro_rules! functions {
    ($name:ident: $($import:literal => $function:expr,)*) => {
        match $name {
            $($import => Some($function as *const c_void as usize),)*
            _ => None,
        }
    };
}

/// The address of an import.
pub fn find(name: &str) -> Option<usize> {
    let name = name.strip_prefix('_')?;
    functions! { name:
        // Variables.
        "environ" => &raw mut environ,
        "__stack_chk_guard" => &raw const GUARD,

        // Memory.
        "malloc" => libc::malloc as unsafe extern "C" fn(_) -> _,
        "calloc" => libc::calloc as unsafe extern "C" fn(_, _) -> _,
        "realloc" => libc::realloc as unsafe extern "C" fn(_, _) -> _,
        "free" => libc::free as unsafe extern "C" fn(_),
        "posix_memalign" => libc::posix_memalign as unsafe extern "C" fn(_, _, _) -> _,
        "memcpy" => libc::memcpy as unsafe extern "C" fn(_, _, _) -> _,
        "memmove" => libc::memmove as unsafe extern "C" fn(_, _, _) -> _,
        "memset" => libc::memset as unsafe extern "C" fn(_, _, _) -> _,
        "memcmp" => libc::memcmp as unsafe extern "C" fn(_, _, _) -> _,
        "memchr" => libc::memchr as unsafe extern "C" fn(_, _, _) -> _,
        "bzero" => bzero as unsafe extern "C" fn(_, _),
        "__bzero" => bzero as unsafe extern "C" fn(_, _),
        "strlen" => libc::strlen as unsafe extern "C" fn(_) -> _,
        "mmap" => mmap as unsafe extern "C" fn(_, _, _, _, _, _) -> _,
        "munmap" => munmap as unsafe extern "C" fn(_, _) -> _,
        "mprotect" => mprotect as unsafe extern "C" fn(_, _, _) -> _,

        // Files.
        "read" => read as unsafe extern "C" fn(_, _, _) -> _,
        "write" => write as unsafe extern "C" fn(_, _, _) -> _,
        "writev" => writev as unsafe extern "C" fn(_, _, _) -> _,
        "close" => close as unsafe extern "C" fn(_) -> _,
        "poll" => poll as unsafe extern "C" fn(_, _, _) -> _,
        "fstat" => fstat as unsafe extern "C" fn(_, _) -> _,
        "fstat$INODE64" => fstat as unsafe extern "C" fn(_, _) -> _,
        "isatty" => libc::isatty as unsafe extern "C" fn(_) -> _,
        "getcwd" => libc::getcwd as unsafe extern "C" fn(_, _) -> _,

        // The process.
        "getenv" => libc::getenv as unsafe extern "C" fn(_) -> _,
        "unsetenv" => libc::unsetenv as unsafe extern "C" fn(_) -> _,
        "setenv" => libc::setenv as unsafe extern "C" fn(_, _, _) -> _,
        "_NSGetEnviron" => ns_get_environ as extern "C" fn() -> _,
        "_NSGetArgc" => ns_get_argc as extern "C" fn() -> _,
        "_NSGetArgv" => ns_get_argv as extern "C" fn() -> _,
        "__error" => error as extern "C" fn() -> _,
        "exit" => libc::exit as unsafe extern "C" fn(_) -> _,
        "_exit" => libc::_exit as unsafe extern "C" fn(_) -> _,
        "abort" => libc::abort as unsafe extern "C" fn() -> _,
        "__stack_chk_fail" => libc::abort as unsafe extern "C" fn() -> _,
        "getpid" => libc::getpid as unsafe extern "C" fn() -> _,
        "sysconf" => sysconf as extern "C" fn(_) -> _,
        "atexit" => nothing as extern "C" fn() -> _,
        // The runtime of Rust catches stack overflows and broken pipes with these; here they stay what they are.
        "signal" => nothing as extern "C" fn() -> _,
        "sigaction" => nothing as extern "C" fn() -> _,
        "sigaltstack" => nothing as extern "C" fn() -> _,

        // Threads. Locks are larger there than here, so this system's fit into them.
        "_tlv_bootstrap" => thunk::tlv_bootstrap as unsafe extern "C" fn(),
        "_tlv_atexit" => nothing as extern "C" fn() -> _,
        "pthread_self" => libc::pthread_self as unsafe extern "C" fn() -> _,
        "pthread_threadid_np" => pthread_threadid_np as unsafe extern "C" fn(_, _) -> _,
        "pthread_get_stackaddr_np" => nothing as extern "C" fn() -> _,
        "pthread_get_stacksize_np" => nothing as extern "C" fn() -> _,
        "pthread_setname_np" => nothing as extern "C" fn() -> _,
        "pthread_key_create" => pthread_key_create as unsafe extern "C" fn(_, _) -> _,
        "pthread_key_delete" => pthread_key_delete as unsafe extern "C" fn(_) -> _,
        "pthread_getspecific" => pthread_getspecific as unsafe extern "C" fn(_) -> _,
        "pthread_setspecific" => pthread_setspecific as unsafe extern "C" fn(_, _) -> _,
        "pthread_attr_init" => libc::pthread_attr_init as unsafe extern "C" fn(_) -> _,
        "pthread_attr_setstacksize" => libc::pthread_attr_setstacksize as unsafe extern "C" fn(_, _) -> _,
        "pthread_attr_destroy" => libc::pthread_attr_destroy as unsafe extern "C" fn(_) -> _,
        "pthread_create" => libc::pthread_create as unsafe extern "C" fn(_, _, _, _) -> _,
        "pthread_join" => libc::pthread_join as unsafe extern "C" fn(_, _) -> _,
        "pthread_detach" => libc::pthread_detach as unsafe extern "C" fn(_) -> _,
        "sched_yield" => libc::sched_yield as unsafe extern "C" fn() -> _,
        "dispatch_semaphore_create" => semaphore_create as extern "C" fn(_) -> _,
        "dispatch_semaphore_signal" => semaphore_signal as unsafe extern "C" fn(_) -> _,
        "dispatch_semaphore_wait" => semaphore_wait as unsafe extern "C" fn(_, _) -> _,
        "dispatch_release" => semaphore_release as unsafe extern "C" fn(_),
        "pthread_mutexattr_init" => libc::pthread_mutexattr_init as unsafe extern "C" fn(_) -> _,
        "pthread_mutexattr_settype" => pthread_mutexattr_settype as unsafe extern "C" fn(_, _) -> _,
        "pthread_mutexattr_destroy" => libc::pthread_mutexattr_destroy as unsafe extern "C" fn(_) -> _,
        "pthread_mutex_init" => libc::pthread_mutex_init as unsafe extern "C" fn(_, _) -> _,
        "pthread_mutex_destroy" => libc::pthread_mutex_destroy as unsafe extern "C" fn(_) -> _,
        "pthread_mutex_lock" => libc::pthread_mutex_lock as unsafe extern "C" fn(_) -> _,
        "pthread_mutex_trylock" => libc::pthread_mutex_trylock as unsafe extern "C" fn(_) -> _,
        "pthread_mutex_unlock" => libc::pthread_mutex_unlock as unsafe extern "C" fn(_) -> _,
    }
}

static GUARD: usize = 0x5bd1_e995_a7c1_3d00;

thread_local!(static ERROR: Cell<c_int> = const { Cell::new(0) });

extern "C" fn error() -> *mut c_int {
    ERROR.with(Cell::as_ptr)
}

/// The answer of a system call, after its error was noted by the number that it has on macOS.
fn noted<T: PartialOrd + Default>(answer: T) -> T {
    if answer < T::default() {
        let number = std::io::Error::last_os_error().raw_os_error().unwrap_or(0);
        ERROR.set(match number {
            libc::EAGAIN => 35,
            libc::EDEADLK => 11,
            libc::ENOSYS => 78,
            same => same,
        });
    }
    answer
}

extern "C" fn nothing() -> c_int {
    0
}

extern "C" fn ns_get_environ() -> *mut Vector {
    &raw mut environ
}

extern "C" fn ns_get_argc() -> *mut c_int {
    COUNT.as_ptr()
}

extern "C" fn ns_get_argv() -> *mut Vector {
    WORDS.as_ptr().cast()
}

extern "C" fn sysconf(name: c_int) -> c_long {
    const PAGE_SIZE: c_int = 29;
    const PROCESSORS: c_int = 58;
    match name {
        PAGE_SIZE if cfg!(target_arch = "aarch64") => 0x4000,
        PAGE_SIZE => 0x1000,
        PROCESSORS => 1,
        _ => -1,
    }
}

// SAFETY of all functions below: they are called as C's, and what they are given they pass on.

unsafe extern "C" fn bzero(at: *mut c_void, bytes: size_t) {
    // SAFETY: see above.
    unsafe { libc::memset(at, 0, bytes) };
}

unsafe extern "C" fn mmap(
    at: *mut c_void,
    size: size_t,
    protection: c_int,
    flags: c_int,
    fd: c_int,
    offset: i64,
) -> *mut c_void {
    const ANONYMOUS: c_int = 0x1000;
    const FIXED: c_int = 0x10;
    // Shared read-only maps of sealed memory are refused before Linux 6.7; private ones show the same.
    let mut own = if flags & 1 != 0 && protection & libc::PROT_WRITE != 0 {
        libc::MAP_SHARED
    } else {
        libc::MAP_PRIVATE
    };
    if flags & ANONYMOUS != 0 {
        own |= libc::MAP_ANONYMOUS;
    }
    own |= flags & FIXED;
    // SAFETY: see above.
    let got = unsafe { libc::mmap(at, size, protection, own, fd, offset) };
    noted(if got == libc::MAP_FAILED { -1 } else { 0 });
    got
}

unsafe extern "C" fn munmap(at: *mut c_void, size: size_t) -> c_int {
    // SAFETY: see above.
    noted(unsafe { libc::munmap(at, size) })
}

unsafe extern "C" fn mprotect(at: *mut c_void, size: size_t, protection: c_int) -> c_int {
    // SAFETY: see above.
    noted(unsafe { libc::mprotect(at, size, protection) })
}

unsafe extern "C" fn read(fd: c_int, to: *mut c_void, bytes: size_t) -> ssize_t {
    // SAFETY: see above.
    noted(unsafe { libc::read(fd, to, bytes) })
}

unsafe extern "C" fn write(fd: c_int, from: *const c_void, bytes: size_t) -> ssize_t {
    // SAFETY: see above.
    noted(unsafe { libc::write(fd, from, bytes) })
}

unsafe extern "C" fn writev(fd: c_int, vector: *const libc::iovec, count: c_int) -> ssize_t {
    // SAFETY: see above.
    noted(unsafe { libc::writev(fd, vector, count) })
}

unsafe extern "C" fn close(fd: c_int) -> c_int {
    // SAFETY: see above.
    noted(unsafe { libc::close(fd) })
}

unsafe extern "C" fn poll(descriptors: *mut libc::pollfd, count: u32, milliseconds: c_int) -> c_int {
    // SAFETY: see above.
    noted(unsafe { libc::poll(descriptors, libc::nfds_t::from(count), milliseconds) })
}

/// `struct stat` with inode numbers of 64 bits: 144 bytes, the mode at 4, the size at 96.
unsafe extern "C" fn fstat(fd: c_int, out: *mut u8) -> c_int {
    // SAFETY: see above; an all-zero struct is one.
    unsafe {
        let mut own: libc::stat = std::mem::zeroed();
        let answer = noted(libc::fstat(fd, &mut own));
        if answer == 0 {
            out.write_bytes(0, 144);
            out.add(4).cast::<u16>().write_unaligned(own.st_mode as u16);
            out.add(96).cast::<i64>().write_unaligned(own.st_size);
        }
        answer
    }
}

unsafe extern "C" fn pthread_threadid_np(_thread: *mut c_void, out: *mut u64) -> c_int {
    // SAFETY: see above.
    unsafe { out.write(libc::gettid() as u64) };
    0
}

/// How many may pass, and who waits.
struct Semaphore {
    count: Mutex<c_long>,
    more: Condvar,
}

extern "C" fn semaphore_create(count: c_long) -> *mut Semaphore {
    Box::into_raw(Box::new(Semaphore { count: Mutex::new(count), more: Condvar::new() }))
}

unsafe extern "C" fn semaphore_signal(semaphore: *const Semaphore) -> c_long {
    // SAFETY: see above; it is one of `semaphore_create`.
    let semaphore = unsafe { &*semaphore };
    *semaphore.count.lock().unwrap_or_else(PoisonError::into_inner) += 1;
    semaphore.more.notify_one();
    0
}

/// Waits as long as it takes: no program that is tested sets a limit.
unsafe extern "C" fn semaphore_wait(semaphore: *const Semaphore, _until: u64) -> c_long {
    // SAFETY: as above.
    let semaphore = unsafe { &*semaphore };
    let mut count = semaphore.count.lock().unwrap_or_else(PoisonError::into_inner);
    while *count == 0 {
        count = semaphore.more.wait(count).unwrap_or_else(PoisonError::into_inner);
    }
    *count -= 1;
    0
}

unsafe extern "C" fn semaphore_release(semaphore: *mut Semaphore) {
    // SAFETY: as above; its owner gives it up.
    drop(unsafe { Box::from_raw(semaphore) });
}

/// Keys are longs there.
unsafe extern "C" fn pthread_key_create(
    out: *mut u64,
    end: Option<unsafe extern "C" fn(*mut c_void)>,
) -> c_int {
    let mut key = 0;
    // SAFETY: see above. Keys of zero mean none to some programs.
    unsafe {
        let answer = libc::pthread_key_create(&mut key, end);
        out.write(u64::from(key) + 1);
        answer
    }
}

unsafe extern "C" fn pthread_key_delete(key: u64) -> c_int {
    // SAFETY: see above.
    unsafe { libc::pthread_key_delete(key as u32 - 1) }
}

unsafe extern "C" fn pthread_getspecific(key: u64) -> *mut c_void {
    // SAFETY: see above.
    unsafe { libc::pthread_getspecific(key as u32 - 1) }
}

unsafe extern "C" fn pthread_setspecific(key: u64, value: *const c_void) -> c_int {
    // SAFETY: see above.
    unsafe { libc::pthread_setspecific(key as u32 - 1, value) }
}

unsafe extern "C" fn pthread_mutexattr_settype(
    attributes: *mut libc::pthread_mutexattr_t,
    _kind: c_int,
) -> c_int {
    // SAFETY: see above. Normal, whatever number that is there.
    unsafe { libc::pthread_mutexattr_settype(attributes, libc::PTHREAD_MUTEX_NORMAL) }
}
