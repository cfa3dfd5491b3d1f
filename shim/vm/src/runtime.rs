//! To be replaced by the runtime.
use roc_shim_builtins::{Crash, LowLevelFn};
use roc_shim_image::lowlevel::LowLevel;
pub(crate) fn function(_: LowLevel) -> Option<LowLevelFn> {
    None
}
pub(crate) mod dec {
    use super::Crash;
    pub fn add(x: i128, y: i128) -> Result<i128, Crash> {
        x.checked_add(y).ok_or(Crash("Decimal addition overflowed!"))
    }
    pub fn sub(x: i128, y: i128) -> Result<i128, Crash> {
        x.checked_sub(y).ok_or(Crash("Decimal subtraction overflowed!"))
    }
    pub fn mul(_: i128, _: i128) -> Result<i128, Crash> {
        Err(Crash("to come"))
    }
    pub fn div(_: i128, _: i128) -> Result<i128, Crash> {
        Err(Crash("to come"))
    }
}
