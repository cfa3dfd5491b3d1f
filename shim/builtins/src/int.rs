//! Arithmetic of the ten integer types, with the language's crashes.

use crate::context::Crash;
use crate::int128;

/// One of the integer types.
pub trait Int: Copy + Ord {
    /// Bits of a value.
    const BITS: u32;
    /// Whether values can be negative.
    const SIGNED: bool;
    /// The lowest value.
    const LOWEST: Self;
    /// The highest value.
    const HIGHEST: Self;
    /// 0.
    const ZERO: Self;
    /// 1.
    const ONE: Self;
    /// The crash of a division by zero.
    const DIVISION_BY_ZERO: Crash;
    /// The crash of a remainder by zero.
    const REMAINDER_BY_ZERO: Crash;

    /// The sum modulo 2ⁿ, and whether it is exact.
    fn plus(self, other: Self) -> (Self, bool);
    /// The difference modulo 2ⁿ, and whether it is exact.
    fn minus(self, other: Self) -> (Self, bool);
    /// The product modulo 2ⁿ, and whether it is exact.
    fn times(self, other: Self) -> (Self, bool);
    /// Quotient and remainder, truncated. The divisor is not 0; a divisor of -1 is not for the lowest value.
    fn divide(self, divisor: Self) -> (Self, Self);
    /// The bits, extended by the sign.
    fn extend(self) -> u128;
    /// The low bits.
    fn cut(bits: u128) -> Self;
    /// The nearest number, ties to even.
    fn to_f32(self) -> f32;
    /// The nearest number, ties to even.
    fn to_f64(self) -> f64;

    /// Whether it is below 0.
    fn is_negative(self) -> bool {
        self < Self::ZERO
    }

    /// The absolute value.
    fn magnitude(self) -> u128 {
        let bits = self.extend();
        if self.is_negative() { bits.wrapping_neg() } else { bits }
    }
}

macro_rules! int {
    ($($ty:ident $name:literal $signed:literal $times:expr, $divide:expr, $to_f32:expr, $to_f64:expr;)*) => {$(
        impl Int for $ty {
            const BITS: u32 = $ty::BITS;
            const SIGNED: bool = $signed;
            const LOWEST: Self = $ty::MIN;
            const HIGHEST: Self = $ty::MAX;
            const ZERO: Self = 0;
            const ONE: Self = 1;
            const DIVISION_BY_ZERO: Crash = Crash(concat!($name, " division by zero"));
            const REMAINDER_BY_ZERO: Crash = Crash(concat!($name, " remainder by zero"));

            fn plus(self, other: Self) -> (Self, bool) {
                let (sum, over) = self.overflowing_add(other);
                (sum, !over)
            }
            fn minus(self, other: Self) -> (Self, bool) {
                let (difference, over) = self.overflowing_sub(other);
                (difference, !over)
            }
            fn times(self, other: Self) -> (Self, bool) {
                $times(self, other)
            }
            fn divide(self, divisor: Self) -> (Self, Self) {
                $divide(self, divisor)
            }
            fn extend(self) -> u128 {
                self as u128
            }
            fn cut(bits: u128) -> Self {
                bits as $ty
            }
            fn to_f32(self) -> f32 {
                $to_f32(self)
            }
            fn to_f64(self) -> f64 {
                $to_f64(self)
            }
        }
    )*};
}

macro_rules! small {
    ($($ty:ident $name:literal $signed:literal;)*) => {
        int!($(
            $ty $name $signed
            |a: $ty, b| { let (product, over) = a.overflowing_mul(b); (product, !over) },
            |a: $ty, b: $ty| (a.wrapping_div(b), a.wrapping_rem(b)),
            |a| a as f32,
            |a| a as f64;
        )*);
    };
}

small! {
    u8 "U8" false;
    i8 "I8" true;
    u16 "U16" false;
    i16 "I16" true;
    u32 "U32" false;
    i32 "I32" true;
    u64 "U64" false;
    i64 "I64" true;
}

int! {
    u128 "U128" false
        |a: u128, b: u128| (a.wrapping_mul(b), int128::checked_multiply(a, b).is_some()),
        int128::divide,
        |a| nearest_f32(a, false),
        |a| nearest_f64(a, false);
    i128 "I128" true
        |a: i128, b: i128| (a.wrapping_mul(b), int128::checked_multiply_signed(a, b).is_some()),
        divide_i128,
        |a: i128| nearest_f32(a.unsigned_abs(), a < 0),
        |a: i128| nearest_f64(a.unsigned_abs(), a < 0);
}

/// Quotient and remainder, truncated; the lowest number by -1 wraps. The divisor is not zero.
pub fn divide_i128(a: i128, b: i128) -> (i128, i128) {
    let (quotient, rest) = int128::divide(a.unsigned_abs(), b.unsigned_abs());
    let quotient = quotient as i128;
    let rest = rest as i128;
    (
        if (a < 0) != (b < 0) { quotient.wrapping_neg() } else { quotient },
        if a < 0 { rest.wrapping_neg() } else { rest },
    )
}

/// The upper bits of a number, `keep` of them rounded to even, and how far they are from their place. `magnitude` has
/// more bits than that.
fn rounded(magnitude: u128, keep: u32) -> (u128, u32) {
    let shift = 128 - keep - magnitude.leading_zeros();
    let (upper, rest, half) = (magnitude >> shift, magnitude & ((1 << shift) - 1), 1 << (shift - 1));
    (upper + u128::from(rest > half || (rest == half && upper & 1 == 1)), shift)
}

/// The float nearest to a number, ties to even. Every such number is in the range of F64.
pub fn nearest_f64(magnitude: u128, negative: bool) -> f64 {
    let (upper, shift) = if magnitude >> 53 == 0 { (magnitude, 0) } else { rounded(magnitude, 53) };
    // A power of two up to 2⁷⁵: exact.
    let scale = f64::from_bits(u64::from(1023 + shift) << 52);
    let number = upper as u64 as f64 * scale;
    if negative { -number } else { number }
}

/// The float nearest to a number, ties to even; infinite where the number is too large.
pub fn nearest_f32(magnitude: u128, negative: bool) -> f32 {
    let (upper, shift) = if magnitude >> 24 == 0 { (magnitude, 0) } else { rounded(magnitude, 24) };
    let scale = f32::from_bits((127 + shift) << 23);
    let number = upper as u32 as f32 * scale;
    if negative { -number } else { number }
}

/// `div_by`, `div_trunc_by`.
pub fn divide<T: Int>(a: T, b: T) -> Result<T, Crash> {
    if b == T::ZERO {
        return Err(T::DIVISION_BY_ZERO);
    }
    if T::SIGNED && a == T::LOWEST && b.extend() == u128::MAX {
        return Err(Crash("Integer division overflowed"));
    }
    Ok(a.divide(b).0)
}

/// `rem_by`.
pub fn remainder<T: Int>(a: T, b: T) -> Result<T, Crash> {
    if b == T::ZERO {
        return Err(T::REMAINDER_BY_ZERO);
    }
    if T::SIGNED && b.extend() == u128::MAX {
        return Ok(T::ZERO);
    }
    Ok(a.divide(b).1)
}

/// `negate`.
pub fn negate<T: Int>(a: T) -> Result<T, Crash> {
    match T::ZERO.minus(a) {
        (negated, true) => Ok(negated),
        _ => Err(Crash("Integer negation overflowed")),
    }
}

/// The limit on the side of a sum, difference or product that isn't exact.
fn limit<T: Int>(negative: bool) -> T {
    if negative { T::LOWEST } else { T::HIGHEST }
}

/// `plus_saturated`.
pub fn plus_saturated<T: Int>(a: T, b: T) -> T {
    match a.plus(b) {
        (sum, true) => sum,
        _ => limit(a.is_negative()),
    }
}

/// `minus_saturated`.
pub fn minus_saturated<T: Int>(a: T, b: T) -> T {
    match a.minus(b) {
        (difference, true) => difference,
        _ => limit(!T::SIGNED || a.is_negative()),
    }
}

/// `times_saturated`.
pub fn times_saturated<T: Int>(a: T, b: T) -> T {
    match a.times(b) {
        (product, true) => product,
        _ => limit(a.is_negative() != b.is_negative()),
    }
}

/// How a power came out, as `Intrinsic.…_pow_checked` says it.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
#[repr(u8)]
pub enum Power {
    /// It fits.
    Exact,
    /// It doesn't fit.
    TooLarge,
    /// It is between -1 and 1, without being 0.
    TooSmall,
}

/// A power; of a negative exponent only for the bases 1 and -1.
pub fn pow<T: Int>(base: T, exponent: T) -> (T, Power) {
    let mut left = exponent.magnitude();
    if exponent.is_negative() && base.magnitude() != 1 {
        let power = if base == T::ZERO { Power::TooLarge } else { Power::TooSmall };
        return (T::ZERO, power);
    }
    let (mut result, mut square) = (T::ONE, base);
    let mut exact = true;
    while left != 0 {
        if left & 1 == 1 {
            let (product, fits) = result.times(square);
            exact &= fits;
            result = product;
        }
        left >>= 1;
        if left != 0 {
            let (product, fits) = square.times(square);
            exact &= fits;
            square = product;
        }
        if !exact {
            return (T::ZERO, Power::TooLarge);
        }
    }
    (result, Power::Exact)
}

/// Leading zeros, trailing zeros and ones among the bits.
pub fn count_bits<T: Int>(a: T) -> (u8, u8, u8) {
    let bits = if T::BITS == 128 { a.extend() } else { a.extend() & ((1 << T::BITS) - 1) };
    let leading = bits.leading_zeros() - (128 - T::BITS);
    (leading as u8, bits.trailing_zeros().min(T::BITS) as u8, bits.count_ones() as u8)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::{Random, rounds};

    #[test]
    fn crashes() {
        assert_eq!(divide(7i64, 0), Err(Crash("I64 division by zero")));
        assert_eq!(remainder(7u8, 0), Err(Crash("U8 remainder by zero")));
        assert_eq!(divide(i128::MIN, -1), Err(Crash("Integer division overflowed")));
        assert_eq!(remainder(i8::MIN, -1), Ok(0));
        assert_eq!(negate(i16::MIN), Err(Crash("Integer negation overflowed")));
        assert_eq!((divide(-7i128, 2), remainder(-7i32, 2)), (Ok(-3), Ok(-1)));
    }

    #[test]
    fn saturation_in_eight_bits() {
        for a in i8::MIN..=i8::MAX {
            for b in i8::MIN..=i8::MAX {
                assert_eq!(plus_saturated(a, b), a.saturating_add(b));
                assert_eq!(minus_saturated(a, b), a.saturating_sub(b));
                assert_eq!(times_saturated(a, b), a.saturating_mul(b));
                let (a, b) = (a as u8, b as u8);
                assert_eq!(plus_saturated(a, b), a.saturating_add(b));
                assert_eq!(minus_saturated(a, b), a.saturating_sub(b));
                assert_eq!(times_saturated(a, b), a.saturating_mul(b));
            }
        }
    }

    #[test]
    fn powers() {
        assert_eq!(pow(-2i16, 15), (i16::MIN, Power::Exact));
        assert_eq!(pow(2i16, 15), (0, Power::TooLarge));
        assert_eq!(pow(3u8, 5), (243, Power::Exact));
        assert_eq!(pow(0u64, 0), (1, Power::Exact));
        assert_eq!(pow(-1i64, -3), (-1, Power::Exact));
        assert_eq!(pow(2i64, -1), (0, Power::TooSmall));
        assert_eq!(pow(0i64, -1), (0, Power::TooLarge));
        assert_eq!(pow(2u128, 127), (1 << 127, Power::Exact));
        assert_eq!(pow(10i128, 39), (0, Power::TooLarge));
    }

    #[test]
    fn nearest_floats() {
        let mut random = Random::new(4);
        for _ in 0..rounds(10_000) {
            let n = (u128::from(random.next()) << 64 | u128::from(random.next())) >> random.below(128);
            for n in [n, n & !0xff, u128::MAX - n] {
                assert_eq!(nearest_f64(n, false), n as f64, "{n}");
                assert_eq!(nearest_f32(n, true), -(n as f32), "{n}");
            }
        }
    }

    #[test]
    fn bits() {
        assert_eq!(count_bits(-1i8), (0, 0, 8));
        assert_eq!(count_bits(0u16), (16, 16, 0));
        assert_eq!(count_bits(0b1000u128), (124, 3, 1));
    }
}
