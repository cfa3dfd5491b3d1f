//! Unix: the program is exec'ed here, or in a child that is waited for.

use crate::memory::Shared;
use crate::signals::Forwarding;
use crate::start::{Ended, Mode, StartError, cannot_start};
use nix::errno::Errno;
use nix::fcntl::{FcntlArg, FdFlag, fcntl};
use nix::libc;
use nix::sys::signal::{Signal, kill, raise};
use nix::unistd::Pid;
use roc_shim_abi::handover::{Handover, VARIABLE};
use std::ffi::{OsStr, OsString};
use std::io;
use std::os::fd::{AsRawFd, BorrowedFd, FromRawFd, OwnedFd};
use std::os::unix::process::{CommandExt, ExitStatusExt};
use std::process::{Child, Command, ExitStatus};

pub(crate) fn run(
    shared: Shared,
    program: &OsStr,
    arguments: &[OsString],
    mode: Mode,
) -> Result<Ended, StartError> {
    let descriptor = raised(shared.descriptor).map_err(|e| StartError::Share(e.into()))?;
    let number = descriptor.as_raw_fd();
    let handover = Handover { descriptor: number as u64, bytes: shared.bytes };
    let mut command = Command::new(program);
    command.args(arguments).env(VARIABLE, handover.to_string());
    if mode == Mode::Replace {
        inheritable(number).map_err(|e| StartError::Share(e.into()))?;
        return Err(cannot_start(program)(command.exec()));
    }
    let parent = nix::unistd::getpid();
    // SAFETY: the closure runs between fork and exec and makes system calls only; the descriptor is open until after spawn.
    unsafe {
        command.pre_exec(move || {
            end_with(parent)?;
            Ok(inheritable(number)?)
        });
    }
    let forwarding = Forwarding::begin().map_err(|e| cannot_start(program)(e.into()))?;
    let child = command.spawn().map_err(cannot_start(program))?;
    drop(descriptor);
    wait(&child, &forwarding).map_err(StartError::Wait)
}

/// The descriptor at a number above those that programs and shells use by hand; lower where the limit on open files is
/// low. Closed on exec.
fn raised(object: OwnedFd) -> nix::Result<OwnedFd> {
    let mut last = Errno::EINVAL;
    for lowest in [200, 50, 10, 3] {
        match fcntl(&object, FcntlArg::F_DUPFD_CLOEXEC(lowest)) {
            // SAFETY: a fresh descriptor that nobody else owns.
            Ok(number) => return Ok(unsafe { OwnedFd::from_raw_fd(number) }),
            Err(e) => last = e, // EINVAL: at or above the limit; EMFILE: nothing free above
        }
    }
    Err(last)
}

fn inheritable(number: i32) -> nix::Result<()> {
    // SAFETY: the caller holds the descriptor open.
    let descriptor = unsafe { BorrowedFd::borrow_raw(number) };
    fcntl(descriptor, FcntlArg::F_SETFD(FdFlag::empty())).map(drop)
}

/// In the child: it ends with the thread that started it, also when that is killed.
#[cfg(target_os = "linux")]
fn end_with(parent: Pid) -> nix::Result<()> {
    nix::sys::prctl::set_pdeathsig(Signal::SIGKILL)?;
    // It may have died before the line above.
    if nix::unistd::getppid() == parent { Ok(()) } else { Err(Errno::ESRCH) }
}

/// Other systems have nothing like it: a program whose launcher is killed goes on.
#[cfg(not(target_os = "linux"))]
fn end_with(_parent: Pid) -> nix::Result<()> {
    Ok(())
}

/// Until the child has ended. When it stops, this process stops too, so that the shell sees its job stopped.
fn wait(child: &Child, forwarding: &Forwarding) -> io::Result<Ended> {
    let pid = Pid::from_raw(child.id() as i32);
    forwarding.to(pid);
    loop {
        let mut status = 0;
        // SAFETY: writes the status and nothing else.
        let answer = unsafe { libc::waitpid(pid.as_raw(), &mut status, libc::WUNTRACED) };
        match Errno::result(answer) {
            Ok(_) => {}
            Err(Errno::EINTR) => continue,
            Err(e) => return Err(e.into()),
        }
        let status = ExitStatus::from_raw(status);
        // The number is free from here to the end of the forwarding, but no system gives one out again that soon.
        if let Some(number) = status.signal() {
            let name = Signal::try_from(number).map_or("a signal without a name", Signal::as_str);
            return Ok(Ended::Signal { number, name });
        }
        if let Some(code) = status.code() {
            return Ok(Ended::Exit(code));
        }
        if status.stopped_signal().is_some() {
            raise(Signal::SIGSTOP)?;
            // Continued again, and so may the child.
            kill(pid, Signal::SIGCONT)?;
        }
    }
}
