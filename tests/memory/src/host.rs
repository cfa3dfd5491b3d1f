//! The host: memory that is watched.
//!
//! Each block has a margin on both sides. A block that is given back is filled with a pattern and kept, so that who
//! still writes to it or counts in it is found; who reads it gets numbers and pointers that can't be right.

use std::alloc::{Layout, alloc, dealloc};
use std::cell::RefCell;
use std::collections::{BTreeMap, VecDeque};
use std::ffi::c_void;
use std::ptr;

use roc_shim_abi::{
    HostFunctions, RocAllocArgs, RocDeallocArgs, RocOps, RocReallocArgs, RocStr, RocText, RocValue,
};

/// Bytes on both sides of a block; a multiple of all alignments.
const MARGIN: usize = 64;
const AROUND: u8 = 0xa7;
/// What fresh memory holds: nobody may count on zeros.
const FRESH: u8 = 0xc5;
const RELEASED: u8 = 0xdb;
/// Released blocks are kept up to so many bytes.
const KEPT: usize = 128 << 20;

/// What a run did beside its result.
#[derive(Default)]
pub(crate) struct Host {
    state: RefCell<State>,
}

#[derive(Default)]
struct State {
    blocks: BTreeMap<usize, Block>,
    released: VecDeque<usize>,
    kept: usize,
    live: usize,
    calls: u64,
    /// From which call on there is no memory.
    end: Option<u64>,
    wrong: Vec<String>,
    output: Vec<u8>,
    expects_failed: bool,
}

struct Block {
    size: usize,
    align: usize,
    released: bool,
}

impl Block {
    fn layout(&self) -> Layout {
        Layout::from_size_align(self.size + 2 * MARGIN, MARGIN).expect("a size that was allocated")
    }
}

impl Host {
    /// With memory for all calls but the one with this number, from 1 on, and those behind it.
    pub fn new(end: Option<u64>) -> Self {
        let host = Self::default();
        host.state.borrow_mut().end = end;
        host
    }

    /// What a program gets. Must not be used after the host is dropped.
    pub fn ops(&self) -> RocOps {
        let functions =
            HostFunctions { roc_alloc, roc_dealloc, roc_realloc, roc_dbg, roc_expect_failed, roc_crashed };
        // SAFETY: the functions below take a pointer to the host and do what is asked; `roc_crashed` ends the process.
        unsafe { RocOps::new(ptr::from_ref(self).cast_mut().cast(), functions) }
    }

    /// What was written so far.
    pub fn output(&self) -> Vec<u8> {
        self.state.borrow().output.clone()
    }

    /// Calls for memory so far.
    pub fn calls(&self) -> u64 {
        self.state.borrow().calls
    }

    /// Whether an `expect` statement failed.
    pub fn expects_failed(&self) -> bool {
        self.state.borrow().expects_failed
    }

    /// What was wrong, once everything has been looked at again; with `all`, also what was not given back.
    pub fn wrong(&self, all: bool) -> Vec<String> {
        let mut state = self.state.borrow_mut();
        let addresses: Vec<usize> = state.blocks.keys().copied().collect();
        addresses.into_iter().for_each(|address| state.look_at(address));
        if all && state.live > 0 {
            let live = state.live;
            state.wrong.push(format!("{live} blocks were not given back"));
        }
        state.wrong.clone()
    }
}

impl State {
    fn take(&mut self, size: usize, align: usize) -> *mut u8 {
        self.calls += 1;
        if self.end.is_some_and(|end| self.calls >= end) {
            return ptr::null_mut();
        }
        if size == 0 || align > MARGIN || !align.is_power_of_two() {
            self.wrong.push(format!("{size} bytes aligned to {align} were wanted"));
        }
        let block = Block { size, align, released: false };
        // SAFETY: the size is not zero; the memory has room for the block with its margins.
        let data = unsafe {
            let memory = alloc(block.layout());
            if memory.is_null() {
                return memory;
            }
            memory.write_bytes(AROUND, size + 2 * MARGIN);
            let data = memory.add(MARGIN);
            data.write_bytes(FRESH, size);
            data
        };
        self.live += 1;
        self.blocks.insert(data.addr(), block);
        data
    }

    fn give(&mut self, data: *mut u8, align: usize) {
        let address = data.addr();
        match self.blocks.get_mut(&address) {
            None => return self.wrong.push("something was given back that was never given out".to_owned()),
            Some(block) if block.released => {
                return self.wrong.push("a block was given back twice".to_owned());
            }
            Some(block) => {
                if block.align != align {
                    let text = format!("a block aligned to {} was given back as to {align}", block.align);
                    self.wrong.push(text);
                }
                block.released = true;
                self.kept += block.size;
                // SAFETY: a block of this size that was given out.
                unsafe { data.write_bytes(RELEASED, block.size) };
            }
        }
        self.live -= 1;
        self.released.push_back(address);
        while self.kept > KEPT
            && let Some(oldest) = self.released.pop_front()
        {
            self.look_at(oldest);
            if let Some(block) = self.blocks.remove(&oldest) {
                self.kept -= block.size;
                let memory = ptr::with_exposed_provenance_mut::<u8>(oldest).wrapping_sub(MARGIN);
                // SAFETY: allocated with this layout, and not given back to std before.
                unsafe { dealloc(memory, block.layout()) };
            }
        }
    }

    /// Notes whether something was written where nothing should be.
    fn look_at(&mut self, address: usize) {
        let Some(block) = self.blocks.get(&address) else { return };
        let start = ptr::with_exposed_provenance::<u8>(address).wrapping_sub(MARGIN);
        // SAFETY: the block with its margins, all of which is initialised.
        let bytes = unsafe { std::slice::from_raw_parts(start, block.size + 2 * MARGIN) };
        let (before, rest) = bytes.split_at(MARGIN);
        let (data, behind) = rest.split_at(block.size);
        if before.iter().chain(behind).any(|&byte| byte != AROUND) {
            self.wrong.push(format!("beside a block of {} bytes something was written", block.size));
        }
        if block.released
            && let Some(at) = data.iter().position(|&byte| byte != RELEASED)
        {
            self.wrong.push(format!("a block of {} bytes was used after its release, at {at}", block.size));
        }
    }
}

/// # Safety
/// `env` is what [`Host::ops`] gave.
unsafe fn state<'a>(env: *mut c_void) -> &'a RefCell<State> {
    // SAFETY: the caller's promise.
    unsafe { &(*env.cast_const().cast::<Host>()).state }
}

/// # Safety
/// A text as `RocOps` passes it.
unsafe fn text(text: *mut RocText) -> String {
    // SAFETY: the caller's promise.
    String::from_utf8_lossy(unsafe { (*text).as_bytes() }).into_owned()
}

unsafe extern "C" fn roc_alloc(args: *mut RocAllocArgs, env: *mut c_void) {
    // SAFETY: called by `RocOps` only.
    unsafe {
        let data = state(env).borrow_mut().take((*args).length, (*args).alignment);
        data.expose_provenance();
        (*args).answer = data.cast();
    }
}

unsafe extern "C" fn roc_dealloc(args: *mut RocDeallocArgs, env: *mut c_void) {
    // SAFETY: as above.
    unsafe { state(env).borrow_mut().give((*args).ptr.cast(), (*args).alignment) }
}

/// Always moves.
unsafe extern "C" fn roc_realloc(args: *mut RocReallocArgs, env: *mut c_void) {
    // SAFETY: as above; both blocks have room for the smaller size.
    unsafe {
        let (mut state, args) = (state(env).borrow_mut(), &mut *args);
        let old = args.answer.cast::<u8>();
        let size = state.blocks.get(&old.addr()).map_or(0, |block| block.size);
        let new = state.take(args.new_length, args.alignment);
        args.answer = new.cast();
        if !new.is_null() {
            new.expose_provenance();
            old.copy_to_nonoverlapping(new, size.min(args.new_length));
            state.give(old, args.alignment);
        }
    }
}

unsafe extern "C" fn roc_dbg(shown: *mut RocText, _env: *mut c_void) {
    // SAFETY: as above.
    eprintln!("{}", unsafe { text(shown) });
}

unsafe extern "C" fn roc_expect_failed(shown: *mut RocText, env: *mut c_void) {
    // SAFETY: as above.
    unsafe {
        state(env).borrow_mut().expects_failed = true;
        eprintln!("{}", text(shown));
    }
}

/// Only an operation that finds no memory comes here, in the middle of its work.
unsafe extern "C" fn roc_crashed(shown: *mut RocText, env: *mut c_void) {
    // SAFETY: as above.
    unsafe {
        let host = &*env.cast_const().cast::<Host>();
        crate::child::crashed(host, &text(shown))
    }
}

/// The echo platform's hosted function.
pub(crate) unsafe extern "C" fn echo(ops: *mut RocOps, _ret: *mut c_void, args: *mut c_void) {
    // SAFETY: the program gives a string up, and passes the operations that it got.
    unsafe {
        let shown = args.cast::<RocStr>().read_unaligned();
        state((*ops).env()).borrow_mut().output.extend_from_slice(shown.as_bytes());
        shown.release(&*ops);
    }
}
