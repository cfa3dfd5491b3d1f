//! Signals that another process sends to this one, for as long as a child does its work, go to that child.
//!
//! A signal from the terminal goes to the whole process group, so the child has it already: those are not passed on.
//! The only global state of the crate is here, because a signal handler has no other way to know its child.

use nix::errno::Errno;
use nix::libc;
use nix::sys::signal::{SaFlags, SigAction, SigHandler, SigSet, Signal, kill, sigaction};
use nix::unistd::Pid;
use std::sync::atomic::{AtomicI32, AtomicU32, Ordering::SeqCst};

const FORWARDED: [Signal; 7] = [
    Signal::SIGHUP,
    Signal::SIGINT,
    Signal::SIGQUIT,
    Signal::SIGTERM,
    Signal::SIGTSTP,
    Signal::SIGUSR1,
    Signal::SIGUSR2,
];

/// The child's number, or 0.
static CHILD: AtomicI32 = AtomicI32::new(0);
/// Bit n: signal n came and is to be passed on.
static PENDING: AtomicU32 = AtomicU32::new(0);

/// While it lives, this process's handlers are replaced; it ends when the child has ended.
pub(crate) struct Forwarding {
    old: Vec<(Signal, SigAction)>,
}

impl Forwarding {
    /// Signals are kept from here on. Those that this process was told to ignore stay ignored, in the child too.
    pub fn begin() -> nix::Result<Self> {
        PENDING.store(0, SeqCst);
        let mut forwarding = Self { old: Vec::new() };
        let action = SigAction::new(SigHandler::SigAction(forward), SaFlags::SA_RESTART, SigSet::empty());
        for signal in FORWARDED {
            // SAFETY: the handler only uses atomics and `kill`, which are allowed at any moment.
            let old = unsafe { sigaction(signal, &action) }?;
            if matches!(old.handler(), SigHandler::SigIgn) {
                // SAFETY: puts back what was there.
                unsafe { sigaction(signal, &old) }?;
            } else {
                forwarding.old.push((signal, old));
            }
        }
        Ok(forwarding)
    }

    /// From here on they go to this child, and those that came meanwhile too.
    pub fn to(&self, child: Pid) {
        CHILD.store(child.as_raw(), SeqCst);
        pass_on();
    }
}

impl Drop for Forwarding {
    fn drop(&mut self) {
        CHILD.store(0, SeqCst);
        for (signal, old) in &self.old {
            // SAFETY: puts back what was there.
            let _ = unsafe { sigaction(*signal, old) };
        }
    }
}

extern "C" fn forward(signal: libc::c_int, info: *mut libc::siginfo_t, _context: *mut libc::c_void) {
    // SAFETY: the system fills it for handlers of this kind.
    let from_a_process = unsafe { (*info).si_code } <= 0;
    if from_a_process {
        PENDING.fetch_or(1 << signal, SeqCst);
        pass_on();
    }
}

fn pass_on() {
    let child = CHILD.load(SeqCst);
    if child == 0 {
        return;
    }
    let error = Errno::last_raw();
    let pending = PENDING.swap(0, SeqCst);
    for signal in FORWARDED {
        if pending & (1 << signal as i32) != 0 {
            let _ = kill(Pid::from_raw(child), signal);
        }
    }
    Errno::set_raw(error);
}
