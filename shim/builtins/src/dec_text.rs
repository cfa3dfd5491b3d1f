//! Dec as text: always a point and at least one digit after it, without needless zeros; and back, exactly.

use crate::dec::ONE;
use crate::int_text::{Digits, split_sign};
use crate::int128::{checked_multiply, divide_small};

/// Digits after the point.
const PLACES: usize = 18;

/// Text in a buffer of its own.
pub struct Text {
    bytes: [u8; 48],
    length: usize,
}

impl Text {
    /// ASCII.
    pub fn bytes(&self) -> &[u8] {
        &self.bytes[..self.length]
    }

    fn push(&mut self, bytes: &[u8]) {
        self.bytes[self.length..][..bytes.len()].copy_from_slice(bytes);
        self.length += bytes.len();
    }
}

/// The text of a number: at most 41 bytes.
pub fn to_text(number: i128) -> Text {
    let (whole, fraction) = divide_small(number.unsigned_abs(), ONE as u64);
    let mut text = Text { bytes: [b'0'; 48], length: 0 };
    text.push(Digits::of(whole).signed(number < 0));
    text.push(b".");
    let digits = Digits::of(fraction.into());
    let digits = digits.bytes();
    // Zeros are there already.
    text.length += PLACES - digits.len();
    text.push(digits);
    let zeros = text.bytes().iter().rev().take(PLACES - 1).take_while(|&&byte| byte == b'0').count();
    text.length -= zeros;
    text
}

/// The number that a text says, if it is exactly one: sign, digits with single `_` between them, a point with digits
/// on at least one side, an exponent.
pub fn parse(text: &str) -> Option<i128> {
    let (negative, unsigned) = split_sign(text.as_bytes());
    let (number, exponent) = match unsigned.iter().position(|byte| matches!(byte, b'e' | b'E')) {
        Some(at) => (&unsigned[..at], parse_exponent(&unsigned[at + 1..])?),
        None => (unsigned, 0),
    };
    let (whole, fraction) = match number.iter().position(|&byte| byte == b'.') {
        Some(at) => (&number[..at], &number[at + 1..]),
        None => (number, &[][..]),
    };
    let mut mantissa = Mantissa { value: 0, zeros: 0, fits: true };
    let before = mantissa.read(whole)?;
    let after = mantissa.read(fraction)?;
    if before + after == 0 {
        return None;
    }
    if mantissa.value == 0 {
        return Some(0);
    }
    // 10^scale is what the mantissa is to be multiplied with, not counting the zeros that it leaves away.
    let scale = exponent - after as i64 + mantissa.zeros as i64 + PLACES as i64;
    if !mantissa.fits || !(0..=38).contains(&scale) {
        return None;
    }
    let magnitude = (0..scale).try_fold(mantissa.value, |value, _| checked_multiply(value, 10))?;
    let number = if negative { (magnitude as i128).wrapping_neg() } else { magnitude as i128 };
    (number.unsigned_abs() == magnitude && (number < 0) == negative).then_some(number)
}

/// Digits so far, without the zeros at their end.
struct Mantissa {
    value: u128,
    zeros: usize,
    fits: bool,
}

impl Mantissa {
    /// Adds digits; how many there were, or none where they are no such sequence.
    fn read(&mut self, digits: &[u8]) -> Option<usize> {
        let mut count = 0;
        let mut after_digit = false;
        for &byte in digits {
            match byte {
                b'_' if after_digit => after_digit = false,
                b'0'..=b'9' => {
                    count += 1;
                    after_digit = true;
                    self.digit(byte - b'0');
                }
                _ => return None,
            }
        }
        (after_digit || digits.is_empty()).then_some(count)
    }

    fn digit(&mut self, digit: u8) {
        if digit == 0 {
            self.zeros += usize::from(self.value != 0);
            return;
        }
        for _ in 0..=self.zeros.min(40) {
            match checked_multiply(self.value, 10) {
                Some(value) => self.value = value,
                None => self.fits = false,
            }
        }
        self.zeros = 0;
        self.value = self.value.wrapping_add(digit.into());
        self.fits &= self.value >> 127 == 0 || self.value == 1 << 127;
    }
}

/// A whole number with a sign; far too large ones come out as some number that is too large.
fn parse_exponent(text: &[u8]) -> Option<i64> {
    let (negative, digits) = split_sign(text);
    let mut after_digit = false;
    let mut value = 0i64;
    for &byte in digits {
        match byte {
            b'_' if after_digit => after_digit = false,
            b'0'..=b'9' => {
                after_digit = true;
                value = (value * 10 + i64::from(byte - b'0')).min(1 << 40);
            }
            _ => return None,
        }
    }
    after_digit.then_some(if negative { -value } else { value })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::{Random, rounds};
    use std::string::String;

    fn text(number: i128) -> String {
        String::from_utf8(to_text(number).bytes().to_vec()).unwrap()
    }

    #[test]
    fn shapes() {
        for (number, expected) in [
            (0, "0.0"),
            (ONE, "1.0"),
            (-ONE / 2, "-0.5"),
            (1, "0.000000000000000001"),
            (100 * ONE, "100.0"),
            (i128::MAX, "170141183460469231731.687303715884105727"),
            (i128::MIN, "-170141183460469231731.687303715884105728"),
        ] {
            assert_eq!(text(number), expected);
        }
    }

    #[test]
    fn numbers_round_trip() {
        let mut random = Random::new(50);
        for _ in 0..rounds(5_000) {
            let n =
                ((u128::from(random.next()) << 64 | u128::from(random.next())) >> random.below(128)) as i128;
            for n in [n, n.wrapping_neg(), i128::MIN, i128::MAX, n / ONE * ONE] {
                assert_eq!(parse(&text(n)), Some(n), "{}", text(n));
            }
        }
    }

    #[test]
    fn accepted_and_refused() {
        for (text, number) in [
            ("3", 3 * ONE),
            ("+1_000.5", 1000 * ONE + ONE / 2),
            (".5", ONE / 2),
            ("5.", 5 * ONE),
            ("1e3", 1000 * ONE),
            ("1.5E-1", ONE * 15 / 100),
            ("-0", 0),
            ("0.1000000000000000000000", ONE / 10),
            ("100000000000000000000000e-5", 1_000_000_000_000_000_000 * ONE),
            ("0e99999999999999999999", 0),
        ] {
            assert_eq!(parse(text), Some(number), "{text}");
        }
        for text in [
            "",
            ".",
            "+",
            "e5",
            "1e",
            "1__0",
            "_1",
            "1_",
            "1._5",
            "0.0000000000000000001",
            "1e21",
            " 1",
            "0x1",
            "1.2.3",
            "170141183460469231731.687303715884105728",
            "1e-19",
            "99999999999999999999999999999999999999999999",
        ] {
            assert_eq!(parse(text), None, "{text}");
        }
    }
}
