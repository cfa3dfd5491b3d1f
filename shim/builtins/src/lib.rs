//! The runtime of the builtins: strings, lists, numbers, hashing. Used by the VM and by compiled code alike.
//!
//! For each operation of [`roc_shim_image::lowlevel`] that is carried out by a function, [`function`] gives it; all
//! have one shape, [`LowLevelFn`]. Beside them the modules offer the plain Rust functions behind it.
//!
//! Must not know: instructions, frames, images. It needs no symbols but memcpy, memmove, memset and memcmp: 128-bit
//! division, conversions between floats and 128-bit integers and the float remainder are its own.
#![no_std]

#[cfg(test)]
extern crate std;

mod args;
mod context;
pub mod dec;
pub mod dec_text;
pub mod dict;
pub mod float;
pub mod float_text;
mod function;
pub mod hash;
pub mod int;
pub mod int128;
pub mod int_text;
pub mod list;
pub mod list_edit;
#[cfg(test)]
mod testing;
pub mod text;
pub mod text_search;
pub mod utf8;

pub use context::{Context, Counting, Crash, Element, LowLevelFn};
pub use function::function;
