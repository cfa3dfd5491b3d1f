//! What a host hands to the program: memory, `dbg`, `expect` and `crash`. Nothing else reaches the outside world
//! except the platform's hosted functions.

use core::ffi::c_void;
use core::ptr::NonNull;

/// Argument of [`HostFunctions::roc_alloc`].
#[repr(C)]
#[derive(Debug)]
pub struct RocAllocArgs {
    /// In: a power of two.
    pub alignment: usize,
    /// In: bytes, never zero.
    pub length: usize,
    /// Out: the memory, or null when there is none.
    pub answer: *mut c_void,
}

/// Argument of [`HostFunctions::roc_dealloc`].
#[repr(C)]
#[derive(Debug)]
pub struct RocDeallocArgs {
    /// In: the alignment that the memory was allocated with.
    pub alignment: usize,
    /// In: what `roc_alloc` or `roc_realloc` answered.
    pub ptr: *mut c_void,
}

/// Argument of [`HostFunctions::roc_realloc`].
#[repr(C)]
#[derive(Debug)]
pub struct RocReallocArgs {
    /// In: the alignment that the memory was allocated with.
    pub alignment: usize,
    /// In: bytes, never zero.
    pub new_length: usize,
    /// In: the old memory. Out: the new memory with the old contents as far as they fit, or null when there is
    /// none (the old memory is still valid then).
    pub answer: *mut c_void,
}

/// Argument of the three functions that take a text: UTF-8, not terminated, valid only during the call.
#[repr(C)]
#[derive(Debug)]
pub struct RocText {
    /// First byte.
    pub utf8: *const u8,
    /// Bytes.
    pub len: usize,
}

/// The host's functions. Each is called with its argument struct and [`RocOps`]'s `env`.
#[repr(C)]
#[derive(Clone, Copy, Debug)]
pub struct HostFunctions {
    /// Fresh memory.
    pub roc_alloc: unsafe extern "C" fn(*mut RocAllocArgs, *mut c_void),
    /// Gives memory back.
    pub roc_dealloc: unsafe extern "C" fn(*mut RocDeallocArgs, *mut c_void),
    /// Makes memory larger or smaller, perhaps elsewhere.
    pub roc_realloc: unsafe extern "C" fn(*mut RocReallocArgs, *mut c_void),
    /// Shows what `dbg` was given, already inspected.
    pub roc_dbg: unsafe extern "C" fn(*mut RocText, *mut c_void),
    /// Notes that an inline `expect` failed; the program goes on.
    pub roc_expect_failed: unsafe extern "C" fn(*mut RocText, *mut c_void),
    /// Reports the end of the program; must not return to Roc.
    pub roc_crashed: unsafe extern "C" fn(*mut RocText, *mut c_void),
}

/// The first argument of every entry point and of every hosted function.
#[repr(C)]
#[derive(Debug)]
pub struct RocOps {
    pub(crate) env: *mut c_void,
    pub(crate) functions: HostFunctions,
}

impl RocOps {
    /// `env` is passed to each of `functions` and never looked into.
    ///
    /// # Safety
    /// For as long as the value lives, each function can be called with `env` and an argument struct that is
    /// filled as its type says, and does what its description says; `roc_crashed` does not return.
    pub const unsafe fn new(env: *mut c_void, functions: HostFunctions) -> Self {
        Self { env, functions }
    }

    /// The host's own pointer.
    pub fn env(&self) -> *mut c_void {
        self.env
    }

    /// Fresh memory of `length` bytes, uninitialised. `length` is not zero, `alignment` a power of two.
    /// Crashes with "out of memory" where the host has none.
    pub fn alloc(&self, length: usize, alignment: usize) -> NonNull<u8> {
        let mut args = RocAllocArgs { alignment, length, answer: core::ptr::null_mut() };
        // SAFETY: `new` promises that the function takes this struct and this env.
        unsafe { (self.functions.roc_alloc)(&mut args, self.env) };
        self.memory(args.answer)
    }

    /// Gives memory back.
    ///
    /// # Safety
    /// `ptr` came from `alloc` or `realloc` of the same host with the same alignment, and is not used again.
    pub unsafe fn dealloc(&self, ptr: NonNull<u8>, alignment: usize) {
        let mut args = RocDeallocArgs { alignment, ptr: ptr.as_ptr().cast() };
        // SAFETY: as in `alloc`; the caller vouches for the memory.
        unsafe { (self.functions.roc_dealloc)(&mut args, self.env) };
    }

    /// Memory of `new_length` bytes with the old contents as far as they fit. Crashes with "out of memory" where
    /// the host has none.
    ///
    /// # Safety
    /// As for `dealloc`; `new_length` is not zero.
    pub unsafe fn realloc(&self, ptr: NonNull<u8>, new_length: usize, alignment: usize) -> NonNull<u8> {
        let mut args = RocReallocArgs { alignment, new_length, answer: ptr.as_ptr().cast() };
        // SAFETY: as in `alloc`; the caller vouches for the memory.
        unsafe { (self.functions.roc_realloc)(&mut args, self.env) };
        self.memory(args.answer)
    }

    fn memory(&self, answer: *mut c_void) -> NonNull<u8> {
        match NonNull::new(answer.cast()) {
            Some(memory) => memory,
            None => self.crash("out of memory"),
        }
    }

    /// Shows an inspected value.
    pub fn dbg(&self, text: &str) {
        // SAFETY: as in `alloc`.
        unsafe { (self.functions.roc_dbg)(&mut RocText::new(text), self.env) };
    }

    /// Notes a failed inline `expect`.
    pub fn expect_failed(&self, text: &str) {
        // SAFETY: as in `alloc`.
        unsafe { (self.functions.roc_expect_failed)(&mut RocText::new(text), self.env) };
    }

    /// Ends the program with a message. A host that returns from its `roc_crashed` is stopped here.
    pub fn crash(&self, message: &str) -> ! {
        // SAFETY: as in `alloc`.
        unsafe { (self.functions.roc_crashed)(&mut RocText::new(message), self.env) };
        trap()
    }
}

impl RocText {
    /// Borrows `text` for one call.
    pub fn new(text: &str) -> Self {
        Self { utf8: text.as_ptr(), len: text.len() }
    }

    /// The text again, for a host that got it.
    ///
    /// # Safety
    /// The value came from a caller that filled it as described, and the text is used during that call only.
    pub unsafe fn as_bytes<'a>(&self) -> &'a [u8] {
        // SAFETY: the caller's promise.
        unsafe { core::slice::from_raw_parts(self.utf8, self.len) }
    }
}

/// Stops the process at once, without the C library.
pub fn trap() -> ! {
    #[cfg(all(target_arch = "x86_64", not(miri)))]
    // SAFETY: an instruction that the processor refuses; control does not come back.
    unsafe {
        core::arch::asm!("ud2", options(noreturn, nostack))
    }
    #[cfg(all(target_arch = "aarch64", not(miri)))]
    // SAFETY: as above.
    unsafe {
        core::arch::asm!("brk #1", options(noreturn, nostack))
    }
    #[cfg(any(miri, not(any(target_arch = "x86_64", target_arch = "aarch64"))))]
    panic!("the host returned from roc_crashed")
}
