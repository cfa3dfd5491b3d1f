//! A host for tests (feature `testing`): its memory is std's, and it knows what was not given back.
//! It checks alignments and lengths, and ends the process with a message on any wrong use or on a crash.

use crate::{HostFunctions, RocAllocArgs, RocDeallocArgs, RocOps, RocReallocArgs, RocText};
use core::cell::{Cell, RefCell};
use core::ffi::c_void;
use std::alloc::{Layout, alloc, dealloc};
use std::boxed::Box;
use std::collections::BTreeMap;
use std::string::String;
use std::vec::Vec;

/// The host's state.
#[derive(Debug, Default)]
pub struct TestHost(Box<State>);

#[derive(Debug, Default)]
struct State {
    live: RefCell<BTreeMap<usize, Layout>>,
    allocations: Cell<usize>,
    dbg: RefCell<Vec<String>>,
    failed: Cell<usize>,
}

impl TestHost {
    /// A host without any memory handed out.
    pub fn new() -> Self {
        Self::default()
    }

    /// What a program gets. Must not be used after the host is dropped.
    pub fn ops(&self) -> RocOps {
        let functions =
            HostFunctions { roc_alloc, roc_dealloc, roc_realloc, roc_dbg, roc_expect_failed, roc_crashed };
        // SAFETY: the functions below take a pointer to the state and do what is asked; `roc_crashed` ends the process.
        unsafe { RocOps::new((&raw const *self.0).cast_mut().cast(), functions) }
    }

    /// Calls of `roc_alloc` and `roc_realloc` so far.
    pub fn allocations(&self) -> usize {
        self.0.allocations.get()
    }

    /// Allocations that were not given back.
    pub fn live(&self) -> usize {
        self.0.live.borrow().len()
    }

    /// Fails the test if something was not given back.
    pub fn assert_all_freed(&self) {
        assert!(self.live() == 0, "not freed: {:?}", self.0.live.borrow());
    }

    /// Texts of `dbg` so far.
    pub fn dbg_texts(&self) -> Vec<String> {
        self.0.dbg.borrow().clone()
    }

    /// Failed `expect`s so far.
    pub fn failed_expects(&self) -> usize {
        self.0.failed.get()
    }
}

impl State {
    fn take(&self, length: usize, alignment: usize) -> *mut c_void {
        let layout = Layout::from_size_align(length, alignment).unwrap_or_else(|_| wrong("layout"));
        if length == 0 {
            wrong("allocation of nothing");
        }
        // SAFETY: the length is not zero.
        let memory = unsafe { alloc(layout) };
        self.live.borrow_mut().insert(memory as usize, layout);
        self.allocations.set(self.allocations.get() + 1);
        memory.cast()
    }

    fn give(&self, memory: *mut c_void, alignment: usize) -> usize {
        match self.live.borrow_mut().remove(&(memory as usize)) {
            Some(layout) if layout.align() == alignment => {
                // SAFETY: allocated by `take` with this layout, and given back once.
                unsafe { dealloc(memory.cast(), layout) };
                layout.size()
            }
            Some(_) => wrong("alignment"),
            None => wrong("pointer that is not allocated"),
        }
    }
}

fn wrong(what: &str) -> ! {
    std::eprintln!("test host: wrong {what}");
    std::process::abort()
}

/// # Safety
/// `env` is what `TestHost::ops` gave.
unsafe fn state<'a>(env: *mut c_void) -> &'a State {
    // SAFETY: the caller's promise.
    unsafe { &*env.cast_const().cast() }
}

unsafe extern "C" fn roc_alloc(args: *mut RocAllocArgs, env: *mut c_void) {
    // SAFETY: called by `RocOps::alloc` only.
    unsafe { (*args).answer = state(env).take((*args).length, (*args).alignment) }
}

unsafe extern "C" fn roc_dealloc(args: *mut RocDeallocArgs, env: *mut c_void) {
    // SAFETY: called by `RocOps::dealloc` only.
    unsafe { state(env).give((*args).ptr, (*args).alignment) };
}

/// Always moves, so that a forgotten old pointer is found.
unsafe extern "C" fn roc_realloc(args: *mut RocReallocArgs, env: *mut c_void) {
    // SAFETY: called by `RocOps::realloc` only; both memories are valid for the smaller length.
    unsafe {
        let (state, args) = (state(env), &mut *args);
        let old = args.answer.cast::<u8>();
        let size = state.live.borrow().get(&(old as usize)).map_or(0, Layout::size);
        args.answer = state.take(args.new_length, args.alignment);
        old.copy_to_nonoverlapping(args.answer.cast(), size.min(args.new_length));
        state.give(old.cast(), args.alignment);
    }
}

unsafe extern "C" fn roc_dbg(text: *mut RocText, env: *mut c_void) {
    // SAFETY: called by `RocOps::dbg` only.
    unsafe { state(env).dbg.borrow_mut().push(String::from_utf8_lossy((*text).as_bytes()).into_owned()) };
}

unsafe extern "C" fn roc_expect_failed(_text: *mut RocText, env: *mut c_void) {
    // SAFETY: called by `RocOps::expect_failed` only.
    let failed = unsafe { &state(env).failed };
    failed.set(failed.get() + 1);
}

unsafe extern "C" fn roc_crashed(text: *mut RocText, _env: *mut c_void) {
    // SAFETY: called by `RocOps::crash` only.
    std::eprintln!("test host: crashed: {}", String::from_utf8_lossy(unsafe { (*text).as_bytes() }));
    std::process::abort()
}
