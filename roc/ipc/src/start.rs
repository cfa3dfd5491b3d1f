//! The one way to start a program with an image, and how it ended.

use crate::{Image, memory, system};
use std::ffi::{OsStr, OsString};
use std::fmt;
use std::io;
use std::path::PathBuf;

/// What becomes of this process.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mode {
    /// It becomes the program: nothing to wait for, nothing to orphan. Where the system can't do that (Windows), as `Wait`.
    Replace,
    /// It waits for the program, passes signals on, and takes the program with it when it ends itself.
    Wait,
}

/// How the program ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ended {
    /// By itself, with this code (Unix: 0 to 255; Windows: any 32 bits).
    Exit(i32),
    /// By a signal.
    Signal {
        /// The signal's number.
        number: i32,
        /// `SIGSEGV` and the like.
        name: &'static str,
    },
}

impl Ended {
    /// What a shell would show: the program's own code, or 128 and the signal's number.
    pub fn code(&self) -> i32 {
        match *self {
            Self::Exit(code) => code,
            Self::Signal { number, .. } => 128 + number,
        }
    }
}

impl fmt::Display for Ended {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Exit(code) => write!(f, "the program ended with exit code {code}"),
            Self::Signal { number, name } => write!(f, "the program was ended by signal {number} ({name})"),
        }
    }
}

/// Why the program doesn't run.
#[derive(Debug, thiserror::Error)]
pub enum StartError {
    /// No shared memory.
    #[error("cannot put the module image into shared memory: {0}")]
    Share(#[source] io::Error),
    /// The program can't be started.
    #[error("cannot start {}: {source}", program.display())]
    Start {
        /// The program.
        program: PathBuf,
        /// What the system said.
        source: io::Error,
    },
    /// The program was started, but the system doesn't tell how it ended.
    #[error("cannot wait for the program: {0}")]
    Wait(#[source] io::Error),
}

/// Starts `program` (a path; a name without a slash is searched for as a shell would) with `arguments`, this process's
/// environment and standard streams, and the image.
///
/// Returns when the program has ended ([`Mode::Wait`]) or not at all ([`Mode::Replace`] that succeeds).
///
/// While it waits, the handlers of the signals that it forwards are its own, so one call at a time in a process. With
/// `Replace`, no other thread may be starting a process meanwhile, or that one inherits the image too.
pub fn start(
    image: Image<'_>,
    program: &OsStr,
    arguments: &[OsString],
    mode: Mode,
) -> Result<Ended, StartError> {
    let shared = memory::publish(image).map_err(StartError::Share)?;
    system::run(shared, program, arguments, mode)
}

pub(crate) fn cannot_start(program: &OsStr) -> impl Fn(io::Error) -> StartError + '_ {
    |source| StartError::Start { program: program.into(), source }
}
