//! Dec: arithmetic on counts of 10⁻¹⁸, exact or truncated toward zero, with the language's crashes.
//!
//! `sin` to `atan`, and `pow` with a fraction as exponent, are computed as F64: about 15 digits are right.

use crate::context::Crash;
use crate::float::Float;
use crate::int::divide_i128;
use crate::int128::{divide_wide, multiply, square_root, with_sign};

/// Units in one.
pub const ONE: i128 = 1_000_000_000_000_000_000;

const ONE_MAGNITUDE: u128 = ONE as u128;
const TIMES_OVERFLOWED: Crash = Crash("Decimal multiplication overflowed!");
const DIVISION_OVERFLOWED: Crash = Crash("Decimal division overflow!");
const DIVISION_BY_ZERO: Crash = Crash("Decimal division by 0!");

/// `plus`.
pub fn plus(a: i128, b: i128) -> Result<i128, Crash> {
    a.checked_add(b).ok_or(Crash("Decimal addition overflowed!"))
}

/// `minus`.
pub fn minus(a: i128, b: i128) -> Result<i128, Crash> {
    a.checked_sub(b).ok_or(Crash("Decimal subtraction overflowed!"))
}

/// `times`. A product of the lowest value's magnitude overflows too.
pub fn times(a: i128, b: i128) -> Result<i128, Crash> {
    let (top, bottom) = multiply(a.unsigned_abs(), b.unsigned_abs());
    let (magnitude, _) = divide_wide(top, bottom, ONE_MAGNITUDE).ok_or(TIMES_OVERFLOWED)?;
    signed(magnitude, (a < 0) != (b < 0)).ok_or(TIMES_OVERFLOWED)
}

/// `div_by`.
pub fn div_by(a: i128, b: i128) -> Result<i128, Crash> {
    if b == 0 {
        return Err(DIVISION_BY_ZERO);
    }
    let (top, bottom) = multiply(a.unsigned_abs(), ONE_MAGNITUDE);
    let (magnitude, _) = divide_wide(top, bottom, b.unsigned_abs()).ok_or(DIVISION_OVERFLOWED)?;
    signed(magnitude, (a < 0) != (b < 0)).ok_or(DIVISION_OVERFLOWED)
}

fn signed(magnitude: u128, negative: bool) -> Option<i128> {
    if magnitude > i128::MAX as u128 { None } else { with_sign(magnitude, negative) }
}

/// `div_trunc_by`: the whole part of the quotient.
pub fn div_trunc_by(a: i128, b: i128) -> Result<i128, Crash> {
    if b == 0 {
        return Err(DIVISION_BY_ZERO);
    }
    let (quotient, _) = divide_i128(a, b);
    crate::int128::checked_multiply_signed(quotient, ONE)
        .filter(|_| !(a == i128::MIN && b == -1))
        .ok_or(DIVISION_OVERFLOWED)
}

/// `rem_by`.
pub fn rem_by(a: i128, b: i128) -> Result<i128, Crash> {
    if b == 0 { Err(Crash("Decimal remainder by 0!")) } else { Ok(divide_i128(a, b).1) }
}

/// `negate`.
pub fn negate(a: i128) -> Result<i128, Crash> {
    a.checked_neg().ok_or(Crash("Decimal negation overflow!"))
}

/// `times_saturated`.
pub fn times_saturated(a: i128, b: i128) -> i128 {
    times(a, b).unwrap_or(if (a < 0) != (b < 0) { i128::MIN } else { i128::MAX })
}

/// `pow`: whole exponents by repeated multiplication.
pub fn pow(base: i128, exponent: i128) -> Result<i128, Crash> {
    let (whole, fraction) = divide_i128(exponent, ONE);
    if fraction != 0 {
        if base <= 0 {
            return Err(Crash("Decimal power is undefined for non-positive base and fractional exponent!"));
        }
        return from_f64(to_f64(base).pow(to_f64(exponent))).ok_or(TIMES_OVERFLOWED);
    }
    let power = whole_pow(base, whole.unsigned_abs());
    if whole >= 0 {
        return power;
    }
    match power {
        // The inverse of what doesn't fit is less than one unit.
        Err(_) => Ok(0),
        Ok(0) if base != 0 => Err(TIMES_OVERFLOWED),
        Ok(power) => div_by(ONE, power),
    }
}

fn whole_pow(base: i128, mut exponent: u128) -> Result<i128, Crash> {
    let (mut result, mut square) = (ONE, base);
    while exponent != 0 {
        if exponent & 1 == 1 {
            result = times(result, square)?;
        }
        exponent >>= 1;
        if exponent != 0 {
            square = times(square, square)?;
        }
    }
    Ok(result)
}

/// `sqrt`, truncated.
pub fn sqrt(a: i128) -> Result<i128, Crash> {
    if a < 0 {
        return Err(Crash("Dec.sqrt of negative number"));
    }
    let (top, bottom) = multiply(a as u128, ONE_MAGNITUDE);
    Ok(square_root(top, bottom) as i128)
}

/// `sin`, `cos`, `tan`, `atan`.
pub fn by_f64(a: i128, function: fn(f64) -> f64) -> Result<i128, Crash> {
    from_f64(function(to_f64(a))).ok_or(TIMES_OVERFLOWED)
}

/// `asin`.
pub fn asin(a: i128) -> Result<i128, Crash> {
    if a.abs_diff(0) > ONE_MAGNITUDE {
        return Err(Crash("Decimal asin input is outside [-1, 1]!"));
    }
    by_f64(a, Float::asin)
}

/// `acos`.
pub fn acos(a: i128) -> Result<i128, Crash> {
    if a.abs_diff(0) > ONE_MAGNITUDE {
        return Err(Crash("Decimal acos input is outside [-1, 1]!"));
    }
    by_f64(a, Float::acos)
}

/// The nearest float.
pub fn to_f64(a: i128) -> f64 {
    nearest(a).unwrap_or_default()
}

/// The nearest float.
pub fn to_f32(a: i128) -> f32 {
    nearest(a).unwrap_or_default()
}

fn nearest<T: core::str::FromStr>(a: i128) -> Option<T> {
    core::str::from_utf8(crate::dec_text::to_text(a).bytes()).ok()?.parse().ok()
}

/// The nearest number; none for what isn't finite or is too large.
fn from_f64(number: f64) -> Option<i128> {
    let (mantissa, exponent, negative) = number.parts()?;
    // Below 2¹¹³.
    let scaled = u128::from(mantissa) * ONE_MAGNITUDE;
    let magnitude = match exponent {
        ..-127 => 0,
        -127..0 => ((scaled >> (-exponent - 1)) + 1) >> 1,
        0..16 if scaled.leading_zeros() as i32 > exponent => scaled << exponent,
        _ => return None,
    };
    signed(magnitude, negative)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::dec_text::{parse, to_text};
    use std::string::String;

    fn dec(text: &str) -> i128 {
        parse(text).unwrap_or_else(|| panic!("{text}"))
    }

    fn text(result: Result<i128, Crash>) -> String {
        match result {
            Ok(number) => String::from_utf8(to_text(number).bytes().to_vec()).unwrap(),
            Err(Crash(message)) => message.into(),
        }
    }

    #[test]
    fn arithmetic() {
        for (a, b, product, quotient) in [
            ("1.1", "1.1", "1.21", "1.0"),
            ("1", "3", "3.0", "0.333333333333333333"),
            ("-1", "3", "-3.0", "-0.333333333333333333"),
            ("0.000000001", "0.000000001", "0.000000000000000001", "1.0"),
            ("0.000000001", "0.0000000001", "0.0", "10.0"),
            ("123456789.123456789", "1000.001", "123456912580.245912456789", "123456.665666791122208877"),
            (
                "170141183460469231731.687303715884105727",
                "1.000000000000000001",
                "Decimal multiplication overflowed!",
                "170141183460469231561.546120255414874165",
            ),
            (
                "-170141183460469231731.687303715884105728",
                "1",
                "Decimal multiplication overflowed!",
                "Decimal division overflow!",
            ),
            ("13043817825332782212.0", "13043817825332782212.0", "Decimal multiplication overflowed!", "1.0"),
            ("5", "0", "0.0", "Decimal division by 0!"),
        ] {
            assert_eq!(text(times(dec(a), dec(b))), product, "{a} * {b}");
            assert_eq!(text(div_by(dec(a), dec(b))), quotient, "{a} / {b}");
        }
    }

    #[test]
    fn whole_quotients() {
        assert_eq!(text(div_trunc_by(dec("-7.25"), dec("2"))), "-3.0");
        assert_eq!(text(rem_by(dec("-7.25"), dec("2"))), "-1.25");
        assert_eq!(text(rem_by(1, 0)), "Decimal remainder by 0!");
        assert_eq!(text(div_trunc_by(i128::MIN, -1)), "Decimal division overflow!");
        assert_eq!(text(div_trunc_by(i128::MAX, 1)), "Decimal division overflow!");
        assert_eq!(text(negate(i128::MIN)), "Decimal negation overflow!");
    }

    #[test]
    fn powers_and_roots() {
        assert_eq!(text(pow(dec("2.5"), dec("3"))), "15.625");
        assert_eq!(text(pow(dec("2"), dec("-2"))), "0.25");
        assert_eq!(text(pow(dec("10"), dec("-30"))), "0.0");
        assert_eq!(text(pow(dec("0"), dec("-1"))), "Decimal division by 0!");
        assert_eq!(text(pow(dec("10"), dec("21"))), "Decimal multiplication overflowed!");
        assert!(text(pow(dec("2"), dec("0.5"))).starts_with("1.41421356237309"));
        assert_eq!(text(sqrt(dec("2"))), "1.414213562373095048");
        assert_eq!(text(sqrt(dec("2.25"))), "1.5");
        assert_eq!(text(sqrt(i128::MAX)), "13043817825.332782212349571806");
        assert_eq!(text(sqrt(-1)), "Dec.sqrt of negative number");
        assert_eq!(text(asin(dec("1.5"))), "Decimal asin input is outside [-1, 1]!");
    }

    #[test]
    fn floats() {
        for number in ["0.1", "-2.5", "170141183460469231731.687303715884105727", "0.000000000000000001"] {
            assert_eq!(to_f64(dec(number)), number.parse::<f64>().unwrap());
            assert_eq!(to_f32(dec(number)), number.parse::<f32>().unwrap());
        }
        assert_eq!(from_f64(0.5), Some(ONE / 2));
        assert_eq!(from_f64(-3.0), Some(-3 * ONE));
        assert_eq!(from_f64(1e20), Some(100_000_000_000_000_000_000 * ONE));
        assert_eq!(from_f64(1e21), None);
        assert_eq!(from_f64(f64::NAN), None);
        assert_eq!(from_f64(1e-30), Some(0));
    }
}
