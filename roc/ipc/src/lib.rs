//! Hands a module image to a program in shared memory and starts it: [`Image`], then [`start`].
//!
//! The image goes into an object without a name that only this process and its child can reach: a sealed memfd
//! (Linux), an unlinked shared memory object (macOS), an unnamed section (Windows). The child inherits one descriptor
//! or handle and learns its number from one variable (`roc_shim_abi::handover`). Nothing remains behind, whenever
//! either process ends.
//!
//! Must not know what an image holds beyond its length field, nor where programs and images come from.

mod image;
mod start;

#[cfg(unix)]
mod signals;
#[cfg(unix)]
mod unix;
#[cfg(unix)]
use unix as system;

#[cfg(windows)]
mod command_line;
#[cfg(windows)]
mod windows;
#[cfg(windows)]
use windows as system;

#[cfg(target_os = "linux")]
#[path = "memory_linux.rs"]
mod memory;
#[cfg(all(unix, not(target_os = "linux")))]
#[path = "memory_macos.rs"]
mod memory;
#[cfg(windows)]
#[path = "memory_windows.rs"]
mod memory;

pub use image::{Image, ImageError};
pub use start::{Ended, Mode, StartError, start};
