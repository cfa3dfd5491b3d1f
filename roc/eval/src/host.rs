//! The host of one run: gives memory up to a limit, and notes what the program reports.

use std::cell::RefCell;
use std::ffi::c_void;
use std::ptr::{self, NonNull};

use roc_shim_abi::{HostFunctions, RocAllocArgs, RocDeallocArgs, RocOps, RocReallocArgs, RocText};

use crate::memory::Memory;

/// What a program reported while it ran.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Event {
    /// `dbg` showed this.
    Dbg(String),
    /// An `expect` statement failed; the text that it was compiled with.
    ExpectFailed(String),
}

/// Texts of one run are kept up to this many bytes together.
const MAX_TEXT: usize = 4 << 20;

/// Called with the message and what was reported so far where the program ends inside of an operation, which is only
/// when there is no more memory.
pub(crate) type End = Box<dyn FnOnce(String, Vec<Event>)>;

pub(crate) struct Host(Box<RefCell<State>>);

struct State {
    memory: Memory,
    events: Vec<Event>,
    text: usize,
    end: Option<End>,
}

impl Host {
    /// A host with so much memory.
    pub fn new(memory: usize, end: End) -> Self {
        let state = State { memory: Memory::new(memory), events: Vec::new(), text: 0, end: Some(end) };
        Self(Box::new(RefCell::new(state)))
    }

    /// What a program gets. Must not be used after the host is dropped.
    pub fn ops(&self) -> RocOps {
        let functions =
            HostFunctions { roc_alloc, roc_dealloc, roc_realloc, roc_dbg, roc_expect_failed, roc_crashed };
        // SAFETY: the functions below take a pointer to this cell, which nobody else uses during a call, and do what
        // is asked; `roc_crashed` doesn't come back.
        unsafe { RocOps::new((&raw const *self.0).cast_mut().cast(), functions) }
    }

    /// What was reported.
    pub fn into_events(self) -> Vec<Event> {
        std::mem::take(&mut self.0.borrow_mut().events)
    }
}

impl State {
    fn note(&mut self, event: Event) {
        let (Event::Dbg(text) | Event::ExpectFailed(text)) = &event;
        self.text = self.text.saturating_add(text.len());
        if self.text <= MAX_TEXT {
            self.events.push(event);
        }
    }
}

/// # Safety
/// `env` is what [`Host::ops`] gave.
unsafe fn state<'a>(env: *mut c_void) -> &'a RefCell<State> {
    // SAFETY: the caller's promise.
    unsafe { &*env.cast_const().cast() }
}

/// # Safety
/// A text as `RocOps` passes it.
unsafe fn text(text: *mut RocText) -> String {
    // SAFETY: the caller's promise.
    String::from_utf8_lossy(unsafe { (*text).as_bytes() }).into_owned()
}

fn address(memory: Option<NonNull<u8>>) -> *mut c_void {
    memory.map_or(ptr::null_mut(), |memory| memory.as_ptr().cast())
}

unsafe extern "C" fn roc_alloc(args: *mut RocAllocArgs, env: *mut c_void) {
    // SAFETY: called by `RocOps` only, with this host's pointer.
    unsafe {
        let memory = state(env).borrow_mut().memory.alloc((*args).length, (*args).alignment);
        (*args).answer = address(memory);
    }
}

unsafe extern "C" fn roc_dealloc(args: *mut RocDeallocArgs, env: *mut c_void) {
    // SAFETY: as above; the program gives back what it got.
    unsafe {
        if let Some(data) = NonNull::new((*args).ptr.cast()) {
            state(env).borrow_mut().memory.dealloc(data);
        }
    }
}

unsafe extern "C" fn roc_realloc(args: *mut RocReallocArgs, env: *mut c_void) {
    // SAFETY: as above.
    unsafe {
        let Some(data) = NonNull::new((*args).answer.cast()) else { return };
        let memory = state(env).borrow_mut().memory.realloc(data, (*args).new_length);
        (*args).answer = address(memory);
    }
}

unsafe extern "C" fn roc_dbg(shown: *mut RocText, env: *mut c_void) {
    // SAFETY: as above.
    unsafe { state(env).borrow_mut().note(Event::Dbg(text(shown))) }
}

unsafe extern "C" fn roc_expect_failed(shown: *mut RocText, env: *mut c_void) {
    // SAFETY: as above.
    unsafe { state(env).borrow_mut().note(Event::ExpectFailed(text(shown))) }
}

/// The interpreter gives crashes of the program as values. Only an operation that finds no memory comes here, in the
/// middle of its work, and must not be returned to: its thread stops for good. What it had is given back, as it never
/// looks at it again.
unsafe extern "C" fn roc_crashed(shown: *mut RocText, env: *mut c_void) {
    // SAFETY: as above.
    let (state, message) = unsafe { (state(env), text(shown)) };
    let (end, events) = {
        let mut state = state.borrow_mut();
        state.memory.clear();
        (state.end.take(), std::mem::take(&mut state.events))
    };
    if let Some(end) = end {
        end(message, events);
    }
    loop {
        std::thread::park();
    }
}
