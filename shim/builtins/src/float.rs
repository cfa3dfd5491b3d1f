//! F32 and F64: one software implementation for each width, so that results are the same everywhere.
//!
//! Arithmetic, comparisons and negation are the processor's; everything here needs more than that.

/// One of the two float types.
pub trait Float: Copy + PartialOrd {
    /// The crash of a square root of a negative number.
    const SQRT_OF_NEGATIVE: crate::Crash;
    /// 0.
    const ZERO: Self;

    /// The remainder of the truncated quotient.
    fn rem(self, divisor: Self) -> Self;
    /// Without the fraction.
    fn trunc(self) -> Self;
    /// Downwards.
    fn floor(self) -> Self;
    /// Upwards.
    fn ceil(self) -> Self;
    /// To the nearest, halves away from zero.
    fn round(self) -> Self;
    /// The power.
    fn pow(self, exponent: Self) -> Self;
    /// The square root.
    fn sqrt(self) -> Self;
    /// In radians.
    fn sin(self) -> Self;
    /// In radians.
    fn cos(self) -> Self;
    /// In radians.
    fn tan(self) -> Self;
    /// In radians.
    fn asin(self) -> Self;
    /// In radians.
    fn acos(self) -> Self;
    /// In radians.
    fn atan(self) -> Self;
    /// The quotient.
    fn div(self, divisor: Self) -> Self;
    /// Mantissa, exponent and sign of a finite number: ± mantissa · 2^exponent. None for others.
    fn parts(self) -> Option<(u64, i32, bool)>;
}

macro_rules! float {
    ($ty:ident $name:literal $trunc:ident $floor:ident $ceil:ident $round:ident $pow:ident $sqrt:ident
        $sin:ident $cos:ident $tan:ident $asin:ident $acos:ident $atan:ident $fraction:literal $bias:literal $bits:ident) => {
        impl Float for $ty {
            const SQRT_OF_NEGATIVE: crate::Crash = crate::Crash(concat!($name, ".sqrt of negative number"));
            const ZERO: Self = 0.0;

            fn rem(self, divisor: Self) -> Self {
                let (Some((a, a_exponent, negative)), Some((b, b_exponent, _))) =
                    (self.parts(), divisor.parts())
                else {
                    let same = self.is_finite() && divisor.is_infinite();
                    return if same { self } else { $ty::NAN };
                };
                if b == 0 {
                    return $ty::NAN;
                }
                if self.abs() < divisor.abs() {
                    return self;
                }
                // Not below the divisor's: then the number would be smaller.
                let rest = remainder(a, (a_exponent - b_exponent) as u32, b);
                // Exact: the divisor has that exponent and no fewer bits.
                let scale = match b_exponent + $bias {
                    small @ ..1 => 1 << (small + $fraction - 1),
                    normal => (normal as $bits) << $fraction,
                };
                let magnitude = rest as $ty * $ty::from_bits(scale);
                if negative { -magnitude } else { magnitude }
            }
            fn trunc(self) -> Self {
                libm::$trunc(self)
            }
            fn floor(self) -> Self {
                libm::$floor(self)
            }
            fn ceil(self) -> Self {
                libm::$ceil(self)
            }
            fn round(self) -> Self {
                libm::$round(self)
            }
            fn pow(self, exponent: Self) -> Self {
                libm::$pow(self, exponent)
            }
            fn sqrt(self) -> Self {
                libm::$sqrt(self)
            }
            fn sin(self) -> Self {
                libm::$sin(self)
            }
            fn cos(self) -> Self {
                libm::$cos(self)
            }
            fn tan(self) -> Self {
                libm::$tan(self)
            }
            fn asin(self) -> Self {
                libm::$asin(self)
            }
            fn acos(self) -> Self {
                libm::$acos(self)
            }
            fn atan(self) -> Self {
                libm::$atan(self)
            }
            fn div(self, divisor: Self) -> Self {
                self / divisor
            }
            fn parts(self) -> Option<(u64, i32, bool)> {
                let bits = u64::from(self.to_bits());
                let exponent = (bits >> $fraction) as i32 & (2 * $bias + 1);
                let fraction = bits & ((1 << $fraction) - 1);
                let mantissa = if exponent == 0 { fraction } else { fraction | 1 << $fraction };
                let finite = exponent != 2 * $bias + 1;
                finite.then_some((mantissa, exponent.max(1) - $bias - $fraction, self.is_sign_negative()))
            }
        }
    };
}

float!(f32 "F32" truncf floorf ceilf roundf powf sqrtf sinf cosf tanf asinf acosf atanf 23 127 u32);
float!(f64 "F64" trunc floor ceil round pow sqrt sin cos tan asin acos atan 52 1023 u64);

/// a · 2^shift modulo b, for numbers below 2⁵³.
fn remainder(a: u64, mut shift: u32, b: u64) -> u64 {
    let mut rest = a % b;
    while shift > 0 && rest != 0 {
        let step = shift.min(11);
        rest = (rest << step) % b;
        shift -= step;
    }
    rest
}

/// `sqrt`; a crash for numbers below 0.
pub fn sqrt<T: Float>(number: T) -> Result<T, crate::Crash> {
    if number < T::ZERO { Err(T::SQRT_OF_NEGATIVE) } else { Ok(number.sqrt()) }
}

/// The whole part modulo 2¹²⁸; 0 for what isn't finite.
pub fn to_u128_wrap<T: Float>(number: T) -> u128 {
    let Some((mantissa, exponent, negative)) = number.parts() else { return 0 };
    let magnitude = match exponent {
        ..-63 => 0,
        -63..0 => u128::from(mantissa >> -exponent),
        0..128 => u128::from(mantissa) << exponent,
        _ => 0,
    };
    if negative { magnitude.wrapping_neg() } else { magnitude }
}

/// The bits; one pattern for all NaNs.
pub fn f32_to_bits(number: f32) -> u32 {
    if number.is_nan() { 0x7fc0_0000 } else { number.to_bits() }
}

/// The bits; one pattern for all NaNs.
pub fn f64_to_bits(number: f64) -> u64 {
    if number.is_nan() { 0x7ff8_0000_0000_0000 } else { number.to_bits() }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::{Random, rounds};

    #[test]
    fn whole_parts() {
        let mut random = Random::new(40);
        for _ in 0..rounds(10_000) {
            let number = f64::from_bits(random.next());
            if number.abs() < 1e38 {
                assert_eq!(to_u128_wrap(number) as i128, number as i128, "{number}");
            }
            let number = f32::from_bits(random.next() as u32);
            if number.abs() < 1e38 {
                assert_eq!(to_u128_wrap(number) as i128, number as i128, "{number}");
            }
        }
        for number in [f64::NAN, f64::INFINITY, f64::NEG_INFINITY, 2f64.powi(200)] {
            assert_eq!(to_u128_wrap(number), 0);
        }
        assert_eq!(to_u128_wrap(-5.9), 5u128.wrapping_neg());
        assert_eq!(to_u128_wrap(-5e-324), 0);
    }

    #[test]
    fn remainders() {
        let mut random = Random::new(42);
        let special =
            [0.0, -0.0, 1.0, f64::MIN_POSITIVE, 5e-324, f64::MAX, f64::INFINITY, f64::NAN, 0.1, 3.5];
        for _ in 0..rounds(20_000) {
            let any = |random: &mut Random| match random.below(4) {
                0 => special[random.below(10) as usize],
                1 => (random.next() as i64 >> random.below(64)) as f64,
                _ => f64::from_bits(random.next()),
            };
            let (a, b) = (any(&mut random), any(&mut random));
            assert_eq!(f64_to_bits(a.rem(b)), f64_to_bits(a % b), "{a} {b}");
            let (a, b) = (a as f32, b as f32);
            assert_eq!(f32_to_bits(a.rem(b)), f32_to_bits(a % b), "{a} {b}");
            let (a, b) = (f32::from_bits(random.next() as u32), f32::from_bits(random.next() as u32));
            assert_eq!(f32_to_bits(a.rem(b)), f32_to_bits(a % b), "{a} {b}");
        }
    }

    #[test]
    fn square_roots() {
        assert_eq!(sqrt(2f64), Ok(core::f64::consts::SQRT_2));
        assert_eq!(sqrt(-1f32), Err(crate::Crash("F32.sqrt of negative number")));
        assert!(sqrt(f64::NAN).is_ok_and(f64::is_nan));
    }
}
