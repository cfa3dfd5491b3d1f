//! One call of a function of the program, with its stack.

use crate::closure::{self, Closure};
use crate::counting::Counter;
use crate::crash::Crash;
use crate::interpret::interpret;
use crate::program::Program;
use crate::stack::{Control, Crossing, Registers, Stack};
use core::ffi::c_void;
use core::mem::MaybeUninit;
use core::ptr;
use roc_shim_abi::RocOps;
use roc_shim_image::format::NONE;
use roc_shim_image::op::Op;

/// A call from outside.
#[derive(Clone, Copy, Debug)]
pub struct Call {
    /// The function.
    pub function: u32,
    /// Room for the result, aligned for it; anything where that is of no size.
    pub ret: *mut u8,
    /// The arguments as a C struct, which are given up; anything where there are none.
    pub args: *const u8,
    /// For the code of a closure: where its captures are. Else null.
    pub captures: *mut c_void,
}

/// How far a run may go.
#[derive(Clone, Copy, Debug)]
pub struct Limits {
    /// Bytes of stack from the host.
    pub stack: usize,
    /// Instructions.
    pub steps: u64,
}

impl Limits {
    /// What programs get: 256 MB of stack, and all the time in the world.
    pub const USUAL: Self = Self { stack: 256 << 20, steps: u64::MAX };
}

/// Bytes on the native stack for the first frames of a run, so that small calls from the host ask it for nothing.
/// Less than a page on Windows, where larger frames need a function of the C library.
const NATIVE: usize = if cfg!(windows) { 3 << 10 } else { 16 << 10 };

/// What a run has beside its registers.
pub(crate) struct Run<'p, 's> {
    pub program: &'p Program<'p>,
    pub ops: &'s RocOps,
    pub stack: Stack<'s>,
    pub steps: u64,
}

static LEAVE_RUN: u64 = Op::LeaveRun as u64;
static LEAVE_CHUNK: u64 = Op::LeaveChunk as u64;
static RETURN: u64 = Op::Return as u64;

impl Program<'_> {
    /// Calls a function as the host does: a crash ends in `roc_crashed`.
    ///
    /// # Safety
    /// As for [`run`](Self::run).
    pub unsafe fn enter(&self, ops: &RocOps, call: &Call) {
        // SAFETY: the caller's promise.
        if let Err(crash) = unsafe { self.run_with::<false>(ops, call, Limits::USUAL) } {
            ops.crash(crash.text());
        }
    }

    /// Calls a function; a crash is a value, after which the program can be used on.
    ///
    /// # Safety
    /// The function is one of the program's ([`entry`](Self::entry)). The call's arguments, its room for the result and
    /// its captures are what the function takes.
    pub unsafe fn run(&self, ops: &RocOps, call: &Call, limits: Limits) -> Result<(), Crash<'_>> {
        // SAFETY: the caller's promise.
        unsafe {
            if limits.steps == u64::MAX {
                self.run_with::<false>(ops, call, limits)
            } else {
                self.run_with::<true>(ops, call, limits)
            }
        }
    }

    #[inline(never)]
    unsafe fn run_with<const LIMITED: bool>(
        &self,
        ops: &RocOps,
        call: &Call,
        limits: Limits,
    ) -> Result<(), Crash<'_>> {
        let function = self.image.functions[call.function as usize];
        // Frames are used before they are written only by damaged images; then any bytes will do, which the
        // optimiser must not know better.
        let mut first = [const { MaybeUninit::<u8>::uninit() }; NATIVE];
        let first = core::hint::black_box(&mut first);
        let (stack, fp, csp) = Stack::new(ops, first, limits.stack);
        let mut run = Run { program: self, ops, stack, steps: limits.steps };
        let start = Registers { pc: &raw const LEAVE_RUN, fp: call.ret, csp };
        let args_size = function.args_size as usize;
        let (frame, csp, pc) = if Stack::fits(fp, csp, function.frame_size as usize) {
            // SAFETY: the frame has room for its arguments.
            unsafe {
                fp.copy_from_nonoverlapping(call.args, if call.args.is_null() { 0 } else { args_size })
            };
            (fp, csp, start.pc)
        } else {
            let crossing = Crossing {
                resume: start,
                args: call.args,
                args_size,
                result: call.ret,
                result_size: function.ret_size as usize,
                frame_size: function.frame_size as usize,
            };
            // SAFETY: the caller's promise.
            let (fp, csp) = unsafe { run.cross(&crossing)? };
            (fp, csp, &raw const LEAVE_CHUNK)
        };
        // SAFETY: there is room for a frame and a return address; code and frames are valid.
        unsafe {
            if function.captures_at != NONE {
                frame.add(function.captures_at as usize).cast::<*mut c_void>().write(call.captures);
            }
            let csp = csp.sub(1);
            csp.write(Control { pc, fp: frame });
            let pc = self.image.code.as_ptr().add(function.code_start as usize);
            let result = interpret::<LIMITED>(&mut run, Registers { pc, fp: frame, csp })?;
            // In a new chunk the result was copied on leaving it.
            if !ptr::eq(result, call.ret) {
                call.ret.copy_from_nonoverlapping(result, function.ret_size as usize);
            }
        }
        Ok(())
    }
}

impl<'p> Run<'p, '_> {
    /// What retains and releases.
    pub fn counter(&self) -> Counter<'_> {
        Counter { program: self.program, ops: self.ops }
    }

    /// Goes to a new chunk for a call.
    ///
    /// # Safety
    /// As for [`Stack::cross`].
    #[cold]
    #[inline(never)]
    pub unsafe fn cross(&mut self, crossing: &Crossing) -> Result<(*mut u8, *mut Control), Crash<'p>> {
        // SAFETY: the caller's promise.
        unsafe { self.stack.cross(crossing).ok_or(Crash::Runtime(crate::crash::STACK)) }
    }

    /// A call that doesn't fit into the chunk: the registers in the callee, its return address pushed.
    ///
    /// # Safety
    /// `resume` is the caller's state after the call, `area` where the arguments are and the result goes.
    #[cold]
    #[inline(never)]
    pub unsafe fn call_across(
        &mut self,
        function: u32,
        resume: Registers,
        area: *mut u8,
    ) -> Result<Registers, Crash<'p>> {
        let record = &self.program.image.functions[function as usize];
        let crossing = Crossing {
            resume,
            args: area,
            args_size: record.args_end() as usize,
            result: area,
            result_size: record.ret_size as usize,
            frame_size: record.frame_size as usize,
        };
        // SAFETY: the caller's promise; there is room for the return address.
        unsafe {
            let (fp, csp) = self.cross(&crossing)?;
            let csp = csp.sub(1);
            csp.write(Control { pc: &raw const LEAVE_CHUNK, fp });
            let pc = self.program.image.code.as_ptr().add(record.code_start as usize);
            Ok(Registers { pc, fp, csp })
        }
    }

    /// The same for a tail call, whose arguments are at the start of the frame already: when it returns, the frame
    /// does.
    ///
    /// # Safety
    /// As above.
    #[cold]
    #[inline(never)]
    pub unsafe fn tail_call_across(
        &mut self,
        function: u32,
        registers: Registers,
    ) -> Result<Registers, Crash<'p>> {
        let resume = Registers { pc: &raw const RETURN, ..registers };
        // SAFETY: the caller's promise.
        unsafe { self.call_across(function, resume, registers.fp) }
    }

    /// A function value of someone else is called natively.
    ///
    /// # Safety
    /// As for [`closure::call_foreign`].
    #[cold]
    #[inline(never)]
    pub unsafe fn call_foreign(&mut self, closure: *mut Closure, area: *mut u8, ret_size: usize) {
        // SAFETY: the caller's promise.
        unsafe { closure::call_foreign(self.ops, closure, area, ret_size) }
    }
}
