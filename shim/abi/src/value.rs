//! Which Rust types stand for Roc values, and how their counts are kept.

use crate::{RocDec, RocOps};

/// A type whose Rust layout is the layout of a Roc type. Records and tag unions of a platform implement it by
/// passing `retain` and `release` on to their parts.
///
/// Values are owned: `release` takes one away, `retain` makes one more. Dropping a value without releasing it
/// leaks, which is safe; a host that wants to free everything releases what it receives and doesn't pass on.
///
/// # Safety
/// The layout is the one that the host ABI gives the Roc type. `COUNTED` is false only if `release` does nothing.
pub unsafe trait RocValue {
    /// Whether values hold counted memory.
    const COUNTED: bool;

    /// A second owner of the same value.
    #[must_use]
    fn retain(&self) -> Self;

    /// Gives the value up; the last owner frees its memory.
    ///
    /// # Safety
    /// `ops` is of the host whose program made the value.
    unsafe fn release(self, ops: &RocOps);
}

macro_rules! plain {
    ($($t:ty),*) => {$(
        // SAFETY: the same layout as in C, no memory of its own.
        unsafe impl RocValue for $t {
            const COUNTED: bool = false;
            fn retain(&self) -> Self {
                *self
            }
            unsafe fn release(self, _ops: &RocOps) {}
        }
    )*};
}

plain!((), bool, u8, i8, u16, i16, u32, i32, u64, i64, u128, i128, f32, f64, RocDec);
