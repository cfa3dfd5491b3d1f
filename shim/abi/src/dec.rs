//! Dec: decimal numbers with eighteen digits after the point.

/// A decimal number as a count of 10⁻¹⁸. 16 bytes, aligned to 16.
#[repr(transparent)]
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct RocDec(i128);

impl RocDec {
    /// Units in one.
    pub const ONE_UNITS: i128 = 1_000_000_000_000_000_000;

    /// The number that is `units` times 10⁻¹⁸.
    pub const fn from_units(units: i128) -> Self {
        Self(units)
    }

    /// The count of 10⁻¹⁸ that this number is.
    pub const fn units(self) -> i128 {
        self.0
    }
}

impl From<i64> for RocDec {
    fn from(whole: i64) -> Self {
        // At most 2⁶³ · 10¹⁸ < 2¹²³.
        Self(whole as i128 * Self::ONE_UNITS)
    }
}
