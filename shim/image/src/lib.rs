//! The module image: what travels from the compiler to the interpreter.
//!
//! [`format`] has the records, [`op`] the instructions, [`lowlevel`] the operations of the runtime. An image is made
//! with [`write`] (feature `write`), checked once with [`Image::validate`] and then read in place through [`Image`].
//!
//! Must not know: Roc, how images travel, how instructions are carried out.
#![no_std]

#[cfg(any(test, feature = "write"))]
extern crate std;

mod disasm;
mod error;
pub mod format;
pub mod lowlevel;
pub mod op;
mod read;
mod validate;
#[cfg(any(test, feature = "write"))]
pub mod write;

pub use disasm::Disassembly;
pub use error::{ImageError, Problem};
pub use read::Image;

#[cfg(not(target_endian = "little"))]
compile_error!("images are little endian and used as they are");
