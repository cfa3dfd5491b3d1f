//! How a run ends early, and the texts of the crashes that instructions make themselves.

use roc_shim_abi::{RocOps, RocStr, RocValue};

/// The end of a run that didn't return. What it owned is lost, except its stack.
#[derive(Debug)]
pub enum Crash<'a> {
    /// The program said so with a text made at run time, which is owned.
    Message(RocStr),
    /// The program said so with a constant text.
    Constant(&'a [u8]),
    /// An operation can't go on.
    Runtime(&'static str),
    /// The limit of steps is reached; only where one was set.
    Steps,
}

impl Crash<'_> {
    /// The message.
    pub fn text(&self) -> &str {
        match self {
            Self::Message(text) => text.as_str(),
            Self::Constant(bytes) => core::str::from_utf8(bytes).unwrap_or("crash with a damaged message"),
            Self::Runtime(text) => text,
            Self::Steps => "the program took too many steps",
        }
    }

    /// Frees the message.
    ///
    /// # Safety
    /// `ops` is what the run had.
    pub unsafe fn release(self, ops: &RocOps) {
        if let Self::Message(text) = self {
            // SAFETY: the run gave it up, and its host made it.
            unsafe { text.release(ops) };
        }
    }
}

pub(crate) const ADD: &str = "Integer addition overflowed";
pub(crate) const SUB: &str = "Integer subtraction overflowed";
pub(crate) const MUL: &str = "Integer multiplication overflowed";
pub(crate) const NEG: &str = "Integer negation overflowed";
pub(crate) const DIV: &str = "Integer division overflowed";
pub(crate) const STACK: &str = "stack overflow";
pub(crate) const UNREACHABLE: &str = "reached code that the compiler took for unreachable";

/// A crash that an instruction makes itself.
#[cold]
#[inline(never)]
pub(crate) fn stop<'p, T>(text: &'static str) -> Result<T, Crash<'p>> {
    Err(Crash::Runtime(text))
}
