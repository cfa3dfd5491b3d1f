//! Floats as text: the shortest digits that give the number back, positional for decimal exponents -4 … 15, else with
//! an exponent; and back.

use core::fmt::{LowerExp, Write};
use core::str::FromStr;

/// The most bytes that a float needs.
pub const MAX_TEXT: usize = 32;

/// Text in a buffer of its own.
pub struct Text {
    bytes: [u8; MAX_TEXT],
    length: usize,
}

impl Text {
    fn new() -> Self {
        Self { bytes: [0; MAX_TEXT], length: 0 }
    }

    /// ASCII.
    pub fn bytes(&self) -> &[u8] {
        &self.bytes[..self.length]
    }
}

impl Write for Text {
    fn write_str(&mut self, text: &str) -> core::fmt::Result {
        let room = self.bytes.get_mut(self.length..self.length + text.len()).ok_or(core::fmt::Error)?;
        room.copy_from_slice(text.as_bytes());
        self.length += text.len();
        Ok(())
    }
}

/// The text of a number.
pub fn to_text<T: LowerExp + FromStr + PartialEq + Into<f64> + Copy>(number: T) -> Text {
    let mut text = Text::new();
    // Neither write can fail: the longest texts have 24 bytes.
    let wide: f64 = number.into();
    if wide.is_nan() || wide.is_infinite() {
        let name = if wide.is_nan() {
            "nan"
        } else if wide > 0.0 {
            "inf"
        } else {
            "-inf"
        };
        let _ = text.write_str(name);
        return text;
    }
    let mut scientific = Text::new();
    let _ = write!(scientific, "{number:e}");
    if let Some(even) = even_of_two(number, scientific.bytes()) {
        scientific = even;
    }
    let _ = arrange(&mut text, scientific.bytes());
    text
}

/// The fewest digits of a number that lies in the middle of two others.
const DIGITS_OF_MIDDLES: usize = 7;

/// The text of the same length whose last digit is even, where the number lies exactly in the middle of two texts that
/// both give it back. `core` takes the greater one for its shortest text, and the even one where it is told a length.
fn even_of_two<T: LowerExp + FromStr + PartialEq + Copy>(number: T, shortest: &[u8]) -> Option<Text> {
    let digits =
        shortest.iter().take_while(|&&byte| byte != b'e').filter(|byte| byte.is_ascii_digit()).count();
    if digits < DIGITS_OF_MIDDLES {
        return None;
    }
    let mut even = Text::new();
    write!(even, "{number:.*e}", digits - 1).ok()?;
    let back = core::str::from_utf8(even.bytes()).ok()?.parse::<T>().ok()?;
    (back == number).then_some(even)
}

/// Writes what `core` wrote as `-d.ddde-x` in the language's form.
fn arrange(text: &mut Text, scientific: &[u8]) -> core::fmt::Result {
    let scientific = core::str::from_utf8(scientific).unwrap_or_default();
    let (number, exponent) = scientific.split_once('e').unwrap_or((scientific, "0"));
    let exponent: i32 = exponent.parse().unwrap_or_default();
    let digits_of = number.trim_start_matches('-');
    if !(-4..16).contains(&exponent) {
        return text.write_str(scientific);
    }
    if number.starts_with('-') {
        text.write_str("-")?;
    }
    let (first, rest) = digits_of.split_at(1);
    let rest = rest.trim_start_matches('.');
    if exponent < 0 {
        text.write_str("0.")?;
        (1..-exponent).try_for_each(|_| text.write_str("0"))?;
        text.write_str(first)?;
        return text.write_str(rest);
    }
    text.write_str(first)?;
    let places = exponent as usize;
    if rest.len() > places {
        text.write_str(&rest[..places])?;
        text.write_str(".")?;
        return text.write_str(&rest[places..]);
    }
    text.write_str(rest)?;
    (rest.len()..places).try_for_each(|_| text.write_str("0"))
}

/// The nearest number that a text without `_` says; none where it says none or a finite one that is too large.
fn parse_plain<T: FromStr + Into<f64> + Copy>(text: &str) -> Option<T> {
    let number: T = text.parse().ok()?;
    let wide: f64 = number.into();
    let named = text.bytes().any(|byte| byte.eq_ignore_ascii_case(&b'i'));
    (!wide.is_infinite() || named).then_some(number)
}

/// The longest text with `_` in it that is read.
const MAX_WITH_UNDERSCORES: usize = 1024;

/// The nearest number that a text says; `_` is skipped anywhere.
pub fn parse<T: FromStr + Into<f64> + Copy>(text: &str) -> Option<T> {
    if !text.contains('_') {
        return parse_plain(text);
    }
    let mut plain = [0; MAX_WITH_UNDERSCORES];
    let mut length = 0;
    for byte in text.bytes().filter(|&byte| byte != b'_') {
        *plain.get_mut(length)? = byte;
        length += 1;
    }
    parse_plain(core::str::from_utf8(&plain[..length]).ok()?)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::{Random, rounds};
    use std::string::String;

    fn text<T: LowerExp + FromStr + PartialEq + Into<f64> + Copy>(number: T) -> String {
        String::from_utf8(to_text(number).bytes().to_vec()).unwrap()
    }

    #[test]
    fn shapes() {
        for (number, expected) in [
            (0.0, "0"),
            (-0.0, "-0"),
            (1.0, "1"),
            (-17.0, "-17"),
            (0.1, "0.1"),
            (0.1 + 0.2, "0.30000000000000004"),
            (123456789.125, "123456789.125"),
            (0.0001220703125, "0.0001220703125"),
            (1e15, "1000000000000000"),
            (1e15 + 0.25, "1000000000000000.2"),
            (1e15 + 0.75, "1000000000000000.8"),
            (9007199254740993.0, "9007199254740992"),
            (1e16, "1e16"),
            (1.5e20, "1.5e20"),
            (-2.5e300, "-2.5e300"),
            (0.0001, "0.0001"),
            (0.00001, "1e-5"),
            (1.25e-9, "1.25e-9"),
            (5e-324, "5e-324"),
            (f64::NAN, "nan"),
            (f64::INFINITY, "inf"),
            (f64::NEG_INFINITY, "-inf"),
            (f64::MAX, "1.7976931348623157e308"),
        ] {
            assert_eq!(text(number), expected);
        }
        for (number, expected) in [
            (0.1f32 + 0.2, "0.3"),
            (1.0 / 3.0, "0.33333334"),
            (f32::MAX, "3.4028235e38"),
            (16777216.0, "16777216"),
            (2897940.0 + 0.25, "2897940.2"),
        ] {
            assert_eq!(text(number), expected);
        }
    }

    #[test]
    fn numbers_round_trip() {
        let mut random = Random::new(41);
        for _ in 0..rounds(5_000) {
            let number = f64::from_bits(random.next());
            if number.is_finite() {
                assert_eq!(parse::<f64>(&text(number)).map(f64::to_bits), Some(number.to_bits()));
            }
            let number = f32::from_bits(random.next() as u32);
            if number.is_finite() {
                assert_eq!(parse::<f32>(&text(number)).map(f32::to_bits), Some(number.to_bits()));
            }
        }
    }

    #[test]
    fn accepted_and_refused() {
        for (text, number) in [
            ("1_000.5", 1000.5),
            ("+.5e1", 5.0),
            ("5.", 5.0),
            ("-INF", f64::NEG_INFINITY),
            ("infinity", f64::INFINITY),
        ] {
            assert_eq!(parse::<f64>(text), Some(number), "{text}");
        }
        assert!(parse::<f64>("NaN").is_some_and(f64::is_nan));
        for text in ["", ".", "1e400", "-1e400", "1e", "abc", " 1", "0x1"] {
            assert_eq!(parse::<f64>(text), None, "{text}");
        }
        assert_eq!(parse::<f32>("1e39"), None);
    }
}
