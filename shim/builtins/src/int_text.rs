//! Integers as text: decimal digits out; digits with a sign, `_` between digits and the prefixes 0x, 0o, 0b in.

use crate::int::Int;
use crate::int128;

/// The most bytes that an integer needs.
pub const MAX_TEXT: usize = 40;

/// Decimal digits, written from the end of a buffer.
pub struct Digits {
    bytes: [u8; MAX_TEXT],
    start: usize,
}

impl Digits {
    /// Those of a number; `0` for zero.
    pub fn of(mut magnitude: u128) -> Self {
        const CHUNK: u64 = 10_000_000_000_000_000_000;
        let mut digits = Self { bytes: [b'0'; MAX_TEXT], start: MAX_TEXT };
        while magnitude >> 64 != 0 {
            let (rest, chunk) = int128::divide_small(magnitude, CHUNK);
            let end = digits.start;
            digits.push(chunk);
            digits.start = end - 19;
            magnitude = rest;
        }
        digits.push(magnitude as u64);
        if digits.start == MAX_TEXT {
            digits.start -= 1;
        }
        digits
    }

    fn push(&mut self, mut number: u64) {
        while number != 0 {
            self.start -= 1;
            self.bytes[self.start] = b'0' + (number % 10) as u8;
            number /= 10;
        }
    }

    /// ASCII digits, without leading zeros.
    pub fn bytes(&self) -> &[u8] {
        &self.bytes[self.start..]
    }

    /// The same after a minus sign where there is one.
    pub fn signed(&mut self, negative: bool) -> &[u8] {
        if negative {
            self.start -= 1;
            self.bytes[self.start] = b'-';
        }
        self.bytes()
    }
}

/// The number that a text says, if it is one of the type.
pub fn parse<T: Int>(text: &str) -> Option<T> {
    let (negative, digits) = split_sign(text.as_bytes());
    let magnitude = match digits {
        [b'0', b'x' | b'X', rest @ ..] => magnitude(rest, 16)?,
        [b'0', b'o' | b'O', rest @ ..] => magnitude(rest, 8)?,
        [b'0', b'b' | b'B', rest @ ..] => magnitude(rest, 2)?,
        _ => magnitude(digits, 10)?,
    };
    let bits = if negative { magnitude.wrapping_neg() } else { magnitude };
    let number = T::cut(bits);
    (number.magnitude() == magnitude && (magnitude == 0 || number.is_negative() == negative))
        .then_some(number)
}

/// Whether there is a minus sign, and what follows the sign.
pub fn split_sign(text: &[u8]) -> (bool, &[u8]) {
    match text {
        [b'-', rest @ ..] => (true, rest),
        [b'+', rest @ ..] => (false, rest),
        _ => (false, text),
    }
}

/// Digits of a radix, single `_` allowed between them.
fn magnitude(digits: &[u8], radix: u32) -> Option<u128> {
    let mut value = 0u128;
    let mut after_digit = false;
    for &byte in digits {
        if byte == b'_' && after_digit {
            after_digit = false;
            continue;
        }
        let digit = char::from(byte).to_digit(radix)?;
        value = int128::checked_multiply(value, radix.into())?.checked_add(digit.into())?;
        after_digit = true;
    }
    after_digit.then_some(value)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::{Random, rounds};
    use std::string::{String, ToString};

    #[test]
    fn numbers_round_trip() {
        let mut random = Random::new(5);
        for _ in 0..rounds(5_000) {
            let n =
                ((u128::from(random.next()) << 64 | u128::from(random.next())) >> random.below(128)) as i128;
            for n in [n, n.wrapping_neg(), i128::MIN, i128::MAX, 0] {
                let mut digits = Digits::of(n.unsigned_abs());
                let text = String::from_utf8(digits.signed(n < 0).to_vec()).unwrap();
                assert_eq!(text, n.to_string());
                assert_eq!(parse::<i128>(&text), Some(n));
                assert_eq!(parse::<i8>(&text), i8::try_from(n).ok());
                assert_eq!(parse::<u64>(&text), u64::try_from(n).ok());
            }
        }
        let n = 100_000_000_000_000_000_000_000_000_000_000_000u128;
        assert_eq!(Digits::of(n).bytes(), n.to_string().as_bytes());
    }

    #[test]
    fn accepted_and_refused() {
        for (text, number) in [
            ("+7", 7),
            ("-0", 0),
            ("007", 7),
            ("1_000", 1000),
            ("0xFf", 255),
            ("-0x80", -128),
            ("0b1_01", 5),
            ("0O17", 15),
        ] {
            assert_eq!(parse::<i16>(text), Some(number), "{text}");
        }
        for text in [
            "", "+", "-", "_1", "1_", "1__0", " 1", "1 ", "4.0", "1e3", "0x", "0x_1", "--1", "+-1", "32768",
            "a",
        ] {
            assert_eq!(parse::<i16>(text), None, "{text}");
        }
        assert_eq!(parse::<u8>("-1"), None);
        assert_eq!(parse::<u8>("256"), None);
        assert_eq!(parse::<u128>("340282366920938463463374607431768211456"), None);
    }
}
