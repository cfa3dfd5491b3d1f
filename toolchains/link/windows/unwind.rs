//! unwind.o: how panics and C++ exceptions of objects made for x86_64-pc-windows-gnu go up the stack, on the system's
//! own unwinding.
//!
//! Compilers name `_GCC_specific_handler` as the system's handler of each frame that has something to do, through a small
//! function that adds the language's personality. The system calls it twice for each frame: while it looks for who catches
//! (phase 1), and while frames are taken away (phase 2). A personality that wants a landing pad to run answers
//! `INSTALL_CONTEXT`; then the stack is unwound to that frame, and execution goes on there. A landing pad that has cleaned
//! up calls `_Unwind_Resume`.
#![no_std]

use core::ffi::{c_int, c_void};
use core::ptr::{null, null_mut};

/// What is thrown; languages put their own data behind it.
#[repr(C)]
pub struct Exception {
    class: u64,
    cleanup: Option<unsafe extern "C" fn(c_int, *mut Exception)>,
    /// Here: the frame that catches, in the first word.
    private: [u64; 6],
}

/// What personalities get of a frame.
#[repr(C)]
pub struct Context {
    /// Where execution is, or shall go on.
    ip: u64,
    /// The two registers that a landing pad gets.
    registers: [u64; 2],
    dispatcher: *mut Dispatcher,
}

type Personality = unsafe extern "C" fn(c_int, c_int, u64, *mut Exception, *mut Context) -> c_int;

/// EXCEPTION_RECORD
#[repr(C)]
pub struct Record {
    code: u32,
    flags: u32,
    nested: *mut Record,
    address: *mut c_void,
    count: u32,
    information: [u64; 15],
}

/// DISPATCHER_CONTEXT
#[repr(C)]
pub struct Dispatcher {
    control_pc: u64,
    image: u64,
    function: *const u32,
    frame: u64,
    target: u64,
    registers: *mut Registers,
    handler: *const c_void,
    handler_data: *const c_void,
    history: *mut c_void,
}

/// CONTEXT
#[repr(C, align(16))]
pub struct Registers {
    before: [u8; 0x88],
    rdx: u64,
    after: [u8; 1232 - 0x90],
}

unsafe extern "system" {
    fn RaiseException(code: u32, flags: u32, count: u32, information: *const u64);
    fn RtlUnwindEx(
        frame: *mut c_void,
        ip: *mut c_void,
        record: *mut Record,
        value: *mut c_void,
        registers: *mut Registers,
        history: *mut c_void,
    );
    fn RtlCaptureContext(registers: *mut Registers);
}

unsafe extern "C" {
    fn abort() -> !;
}

// The codes that programs made by GCC use, so that debuggers know them.
const THROW: u32 = 0x2047_4343;
const UNWIND: u32 = 0x2147_4343;

// Flags of records.
const UNWINDING: u32 = 2 | 4;
const AT_TARGET: u32 = 0x20;
const NONCONTINUABLE: u32 = 1;

// What handlers answer to the system.
const CONTINUE_SEARCH: c_int = 1;

// What personalities are asked, and answer.
const SEARCH: c_int = 1;
const CLEANUP: c_int = 2;
const CATCH: c_int = 4;
const FOREIGN_CAUGHT: c_int = 1;
const END_OF_STACK: c_int = 5;
const HANDLER_FOUND: c_int = 6;
const INSTALL_CONTEXT: c_int = 7;
const CONTINUE_UNWIND: c_int = 8;

// Where a record has what belongs to an unwinding: the exception, the frame that catches, the landing pad on the way to
// which the stack is just now (or zero), its second register.
const EXCEPTION: usize = 0;
const CATCHER: usize = 1;
const PAD: usize = 2;
const SECOND: usize = 3;

/// Throws; comes back only if nobody catches.
///
/// # Safety
/// The exception is the language's own.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn _Unwind_RaiseException(exception: *mut Exception) -> c_int {
    // SAFETY: the caller's promise.
    unsafe {
        (*exception).private = [0; 6];
        RaiseException(THROW, 0, 1, &(exception as u64));
    }
    END_OF_STACK
}

/// Goes on with phase 2 after a landing pad.
///
/// # Safety
/// Called by compiled code, with the exception that the landing pad got.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn _Unwind_Resume(exception: *mut Exception) -> ! {
    // SAFETY: the exception is on its way to a frame that is known; plain data may be zero.
    unsafe {
        let mut registers: Registers = core::mem::zeroed();
        // UNWIND_HISTORY_TABLE has 216 bytes.
        let mut history = [0u64; 32];
        let mut record: Record = core::mem::zeroed();
        record.code = UNWIND;
        record.flags = NONCONTINUABLE;
        record.count = 4;
        record.information[EXCEPTION] = exception as u64;
        record.information[CATCHER] = (*exception).private[0];
        let frame = (*exception).private[0] as *mut c_void;
        RtlCaptureContext(&mut registers);
        RtlUnwindEx(frame, null_mut(), &mut record, null_mut(), &mut registers, history.as_mut_ptr().cast());
        abort()
    }
}

/// The handler of all frames.
///
/// # Safety
/// Called by the system, with the personality added.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn _GCC_specific_handler(
    record: *mut Record,
    frame: *mut c_void,
    _original: *mut Registers,
    dispatcher: *mut Dispatcher,
    personality: Personality,
) -> c_int {
    // SAFETY: the system's own data, which live as long as this call; the personality belongs to the frame.
    unsafe {
        let information = &mut (*record).information;
        if (*record).code != THROW && (*record).code != UNWIND {
            return CONTINUE_SEARCH;
        }
        if (*record).flags & AT_TARGET != 0 && information[PAD] != 0 {
            // The system itself sets the first register and the address.
            (*(*dispatcher).registers).rdx = information[SECOND];
            return CONTINUE_SEARCH;
        }
        let exception = information[EXCEPTION] as *mut Exception;
        let mut context = Context { ip: (*dispatcher).control_pc, registers: [0; 2], dispatcher };
        let history = (*dispatcher).history;
        // Of the unwinding that starts here. The other one's are still needed by the system.
        let mut registers: Registers = core::mem::zeroed();
        if (*record).flags & UNWINDING == 0 {
            return match personality(1, SEARCH, (*exception).class, exception, &mut context) {
                HANDLER_FOUND => {
                    (*exception).private[0] = frame as u64;
                    (*record).count = 4;
                    information[CATCHER] = frame as u64;
                    information[PAD] = 0;
                    RtlUnwindEx(frame, null_mut(), record, null_mut(), &mut registers, history);
                    abort()
                }
                CONTINUE_UNWIND => CONTINUE_SEARCH,
                _ => abort(),
            };
        }
        let is_catcher = information[CATCHER] == frame as u64;
        let actions = if is_catcher { CLEANUP | CATCH } else { CLEANUP };
        match personality(1, actions, (*exception).class, exception, &mut context) {
            INSTALL_CONTEXT => {
                information[PAD] = context.ip;
                information[SECOND] = context.registers[1];
                let value = context.registers[0] as *mut c_void;
                RtlUnwindEx(frame, context.ip as *mut c_void, record, value, &mut registers, history);
                abort()
            }
            CONTINUE_UNWIND if !is_catcher => CONTINUE_SEARCH,
            _ => abort(),
        }
    }
}

/// Gives up an exception that another language has caught.
///
/// # Safety
/// The exception is whole.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn _Unwind_DeleteException(exception: *mut Exception) {
    // SAFETY: the caller's promise.
    unsafe {
        if let Some(cleanup) = (*exception).cleanup {
            cleanup(FOREIGN_CAUGHT, exception);
        }
    }
}

/// There is none.
#[unsafe(no_mangle)]
pub extern "C" fn _Unwind_GetDataRelBase(_context: *mut Context) -> *const c_void {
    null()
}

/// What a personality asks of a frame, or sets.
macro_rules! accessors {
    ($($name:ident($context:ident $(, $argument:ident: $kind:ty)*) $(-> $answer:ty)? { $body:expr })*) => {$(
        /// # Safety
        /// Called by a personality, with the context that it got.
        #[unsafe(no_mangle)]
        pub unsafe extern "C" fn $name($context: *mut Context $(, $argument: $kind)*) $(-> $answer)? {
            // SAFETY: the caller's promise.
            unsafe { $body }
        }
    )*};
}

accessors! {
    _Unwind_GetLanguageSpecificData(context) -> *const c_void { (*(*context).dispatcher).handler_data }
    _Unwind_GetRegionStart(context) -> u64 {
        (*(*context).dispatcher).image + u64::from(*(*(*context).dispatcher).function)
    }
    _Unwind_GetTextRelBase(context) -> u64 { (*(*context).dispatcher).image }
    _Unwind_GetIP(context) -> u64 { (*context).ip }
    _Unwind_GetIPInfo(context, before: *mut c_int) -> u64 { { *before = 0; (*context).ip } }
    _Unwind_GetCFA(context) -> u64 { (*(*context).dispatcher).frame }
    _Unwind_GetGR(context, index: c_int) -> u64 { (&(*context).registers)[index as usize & 1] }
    _Unwind_SetGR(context, index: c_int, value: u64) { (&mut (*context).registers)[index as usize & 1] = value }
    _Unwind_SetIP(context, ip: u64) { (*context).ip = ip }
}
