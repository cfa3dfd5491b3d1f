//! A run's memory for frames and return addresses.
//!
//! It consists of chunks. In each, frames grow from the front and return addresses from the back, so one comparison
//! shows whether a call fits. Where it doesn't, the call goes to a new chunk: the arguments are copied there, and the
//! callee returns to the instruction `LeaveChunk`, which copies the result back. Frames never move.
//!
//! The first chunk is the caller's, usually on the native stack; the others come from the host.

use core::mem::MaybeUninit;
use core::ptr::{self, NonNull};
use roc_shim_abi::RocOps;

/// Where a call returns to.
#[repr(C)]
#[derive(Clone, Copy, Debug)]
pub(crate) struct Control {
    /// The next instruction.
    pub pc: *const u64,
    /// The caller's frame.
    pub fp: *mut u8,
}

/// The interpreter's registers.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Registers {
    pub pc: *const u64,
    pub fp: *mut u8,
    /// The newest return address.
    pub csp: *mut Control,
}

/// What begins a chunk.
#[repr(C, align(16))]
struct Head {
    previous: *mut Head,
    /// Bytes of the chunk.
    bytes: usize,
    /// Where its first call returns to.
    resume: Registers,
    /// Where the result of the first call goes.
    result: *mut u8,
    result_size: usize,
}

/// A call that needs a new chunk.
pub(crate) struct Crossing {
    /// Where it returns to.
    pub resume: Registers,
    /// Where its arguments are.
    pub args: *const u8,
    pub args_size: usize,
    /// Where its result goes.
    pub result: *mut u8,
    pub result_size: usize,
    pub frame_size: usize,
}

/// The chunks of one run.
#[derive(Debug)]
pub(crate) struct Stack<'a> {
    ops: &'a RocOps,
    current: *mut Head,
    /// A chunk that was left last, for the next call that needs one.
    spare: *mut Head,
    /// Bytes of all chunks from the host.
    used: usize,
    limit: usize,
}

const ALIGN: usize = 16;
const SMALLEST: usize = 64 << 10;
const LARGEST: usize = 16 << 20;

/// Bytes of a chunk that aren't frames: its head and one return address.
const OVERHEAD: usize = size_of::<Head>() + size_of::<Control>();

impl<'a> Stack<'a> {
    /// A stack that begins in `first`. At most `limit` bytes are taken from the host.
    /// Also where frames begin in it, and the end of its return addresses.
    ///
    /// # Panics
    /// `first` is too small for a head; it is never used outside of this crate with less than a kilobyte.
    pub fn new(
        ops: &'a RocOps,
        first: &'a mut [MaybeUninit<u8>],
        limit: usize,
    ) -> (Self, *mut u8, *mut Control) {
        let memory: *mut u8 = first.as_mut_ptr().cast();
        let skip = memory.align_offset(ALIGN);
        let bytes = first.len().saturating_sub(skip) & !(ALIGN - 1);
        assert!(bytes >= OVERHEAD);
        // SAFETY: the memory is aligned now and has room for the head.
        let (head, fp, csp) = unsafe { Self::prepare(memory.add(skip), bytes) };
        (Self { ops, current: head, spare: ptr::null_mut(), used: 0, limit }, fp, csp)
    }

    /// # Safety
    /// `memory` is aligned and has `bytes` bytes, at least [`OVERHEAD`], a multiple of [`ALIGN`].
    unsafe fn prepare(memory: *mut u8, bytes: usize) -> (*mut Head, *mut u8, *mut Control) {
        let head: *mut Head = memory.cast();
        // SAFETY: the caller's promise.
        unsafe {
            (&raw mut (*head).previous).write(ptr::null_mut());
            (&raw mut (*head).bytes).write(bytes);
            (head, memory.add(size_of::<Head>()), memory.add(bytes).cast())
        }
    }

    /// Whether a frame at `fp` and one more return address fit.
    #[inline(always)]
    pub fn fits(fp: *mut u8, csp: *mut Control, frame_size: usize) -> bool {
        csp.addr().wrapping_sub(fp.addr()) >= frame_size + size_of::<Control>()
    }

    /// A new chunk for a call: its frame, with the arguments, and the place for its return address (still to be
    /// pushed). None where the stack has reached its limit.
    ///
    /// # Safety
    /// The pointers of the crossing are valid for the sizes that it states.
    #[cold]
    #[inline(never)]
    pub unsafe fn cross(&mut self, crossing: &Crossing) -> Option<(*mut u8, *mut Control)> {
        let need = (crossing.frame_size + OVERHEAD).next_multiple_of(ALIGN);
        // SAFETY: chunks have heads; the new frame has room for its arguments.
        unsafe {
            let (head, fp, csp) = self.chunk(need)?;
            (*head).previous = self.current;
            (*head).resume = crossing.resume;
            (*head).result = crossing.result;
            (*head).result_size = crossing.result_size;
            self.current = head;
            fp.copy_from_nonoverlapping(crossing.args, crossing.args_size);
            Some((fp, csp))
        }
    }

    unsafe fn chunk(&mut self, need: usize) -> Option<(*mut Head, *mut u8, *mut Control)> {
        // SAFETY: the spare is a chunk of its own size, and so is fresh memory.
        unsafe {
            if !self.spare.is_null() {
                let spare = core::mem::replace(&mut self.spare, ptr::null_mut());
                if (*spare).bytes >= need {
                    return Some(Self::prepare(spare.cast(), (*spare).bytes));
                }
                self.free(spare);
            }
            let bytes = ((*self.current).bytes * 2).clamp(SMALLEST, LARGEST).max(need);
            if self.used + bytes > self.limit {
                return None;
            }
            self.used += bytes;
            Some(Self::prepare(self.ops.alloc(bytes, ALIGN).as_ptr(), bytes))
        }
    }

    /// Leaves the newest chunk, whose first call has left its result at `fp`. Where to go on.
    ///
    /// # Safety
    /// The chunk came from [`Self::cross`], and all its calls have returned.
    #[cold]
    #[inline(never)]
    pub unsafe fn leave(&mut self, fp: *const u8) -> Registers {
        // SAFETY: the caller's promise; the crossing's pointers are still valid, as they are in older chunks or with
        // the run's caller.
        unsafe {
            let head = self.current;
            (*head).result.copy_from_nonoverlapping(fp, (*head).result_size);
            let resume = (*head).resume;
            self.current = (*head).previous;
            if !self.spare.is_null() {
                self.free(self.spare);
            }
            self.spare = head;
            resume
        }
    }

    unsafe fn free(&mut self, head: *mut Head) {
        // SAFETY: chunks but the first are from the host.
        unsafe {
            self.used -= (*head).bytes;
            self.ops.dealloc(NonNull::new_unchecked(head.cast()), ALIGN);
        }
    }
}

impl Drop for Stack<'_> {
    fn drop(&mut self) {
        // SAFETY: all chunks but the first are from the host, and nothing uses them any more.
        unsafe {
            while !(*self.current).previous.is_null() {
                let head = self.current;
                self.current = (*head).previous;
                self.free(head);
            }
            if !self.spare.is_null() {
                self.free(self.spare);
            }
        }
    }
}
