//! The interpreter of module images.
//!
//! [`Program::load`] checks an image and puts its addresses in; [`Program::enter`] is what an entry point does,
//! [`Program::run`] the same with a crash as a value. Instructions work on unboxed values in frames, so hosted
//! functions and callers from outside get pointers right into them. A call of the program never uses the native stack;
//! only a hosted function that calls an entry point again does.
//!
//! What is `unsafe` here rests on validation (code, frames, tables, data) and on the image's writer (pointers and
//! counts in values).
//!
//! Must not know: Roc, how images travel, operating systems. No global state.
#![no_std]

#[cfg(test)]
extern crate std;

mod closure;
mod counting;
mod crash;
mod interpret;
mod memory;
mod program;
mod run;
mod stack;

pub use closure::parts_of;
pub use crash::Crash;
pub use program::{LoadError, Platform, Program};
pub use run::{Call, Limits};
