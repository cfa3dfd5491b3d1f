//! The boundary between a Roc program and its platform host, version [`ABI_VERSION`], as Rust types:
//! the host's operations ([`RocOps`]), counted memory ([`counted`]), the values that cross the boundary
//! ([`RocStr`], [`RocList`], [`RocBox`], [`RocDec`]), the adapter's tables, and the hand-over of a module image.
//!
//! `hosts/include/roc_host.h` says the same in C; [`layout::LAYOUT`] is compared with it.
//!
//! Must not know: instructions, images' contents, operating systems. Everything here is for 64-bit
//! little-endian targets.
#![no_std]

#[cfg(any(test, feature = "testing"))]
extern crate std;

mod adapter;
mod boxed;
pub mod counted;
mod dec;
pub mod handover;
pub mod layout;
mod list;
mod ops;
mod string;
#[cfg(any(test, feature = "testing"))]
pub mod testing;
mod value;

pub use adapter::{EntryFn, HostFn, RocAdapter, RocEmbedded};
pub use boxed::{Opaque, RocBox};
pub use dec::RocDec;
pub use list::{RawList, RocList};
pub use ops::{HostFunctions, RocAllocArgs, RocDeallocArgs, RocOps, RocReallocArgs, RocText, trap};
pub use string::RocStr;
pub use value::RocValue;

/// The version of the boundary; adapter tables and images carry it.
pub const ABI_VERSION: u32 = 1;

#[cfg(not(all(target_pointer_width = "64", target_endian = "little")))]
compile_error!("the host ABI is defined for 64-bit little-endian targets");
