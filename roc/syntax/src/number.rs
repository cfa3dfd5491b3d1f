//! The value of a number literal, at any precision.

/// A number literal taken apart: `digits × 10^exponent`, negative or not.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Number {
    /// Whether a minus stands in front.
    pub negative: bool,
    /// What the digits count in: 2, 8, 10 or 16.
    pub radix: u32,
    /// The significant digits in lower case, without underscores and leading zeros; `0` for zero. For decimal numbers
    /// with a fraction or an exponent also without trailing zeros.
    pub digits: String,
    /// The power of ten that the digits are multiplied with; zero for other radices. Absurd exponents are clamped to
    /// ±1,000,000,000.
    pub exponent: i64,
    /// Whether it is written with a fraction or an exponent, as in `1.0` or `1e3`.
    pub fractional: bool,
}

const EXPONENT_LIMIT: i64 = 1_000_000_000;

impl Number {
    /// Takes the text of a number literal apart, as in [`Expr::Number`](crate::ast::Expr::Number). Any other text gives
    /// some number, but never a panic.
    pub fn parse(text: &str) -> Number {
        let (negative, text) = match text.strip_prefix('-') {
            Some(rest) => (true, rest),
            None => (false, text),
        };
        let radix = match text.as_bytes() {
            [b'0', b'x' | b'X', ..] => 16,
            [b'0', b'o' | b'O', ..] => 8,
            [b'0', b'b' | b'B', ..] => 2,
            _ => 10,
        };
        if radix != 10 {
            let digits = text.get(2..).unwrap_or_default();
            let digits = digits.chars().filter(|c| c.is_digit(radix)).map(|c| c.to_ascii_lowercase());
            return Number {
                negative,
                radix,
                digits: without_leading_zeros(digits),
                exponent: 0,
                fractional: false,
            };
        }
        let (mantissa, power) = match text.find(['e', 'E']) {
            Some(at) => (&text[..at], parse_exponent(&text[at + 1..])),
            None => (text, 0),
        };
        let (whole, fraction) = mantissa.split_once('.').unwrap_or((mantissa, ""));
        let is_digit = |c: &char| c.is_ascii_digit();
        let fraction_digits = fraction.chars().filter(is_digit).count() as i64;
        let mut digits = without_leading_zeros(whole.chars().chain(fraction.chars()).filter(is_digit));
        let mut exponent = power - fraction_digits;
        let fractional = text.contains(['.', 'e', 'E']);
        if fractional {
            let kept = digits.trim_end_matches('0').len().max(1);
            exponent += (digits.len() - kept) as i64;
            digits.truncate(kept);
        }
        if digits == "0" {
            exponent = 0;
        }
        Number { negative, radix, digits, exponent, fractional }
    }
}

fn without_leading_zeros(digits: impl Iterator<Item = char>) -> String {
    let digits: String = digits.skip_while(|&c| c == '0').collect();
    if digits.is_empty() { "0".to_owned() } else { digits }
}

fn parse_exponent(text: &str) -> i64 {
    let magnitude = text.bytes().filter(u8::is_ascii_digit).fold(0, |value: i64, digit| {
        (value.saturating_mul(10).saturating_add(i64::from(digit - b'0'))).min(EXPONENT_LIMIT)
    });
    if text.starts_with('-') { -magnitude } else { magnitude }
}

#[cfg(test)]
mod tests {
    use super::Number;

    #[test]
    fn numbers_are_taken_apart() {
        let show = |text: &str| {
            let number = Number::parse(text);
            let sign = if number.negative { "-" } else { "" };
            format!(
                "{sign}{}r{}e{}{}",
                number.digits,
                number.radix,
                number.exponent,
                if number.fractional { "f" } else { "" }
            )
        };
        let cases = [
            ("0", "0r10e0"),
            ("-1_000", "-1000r10e0"),
            ("0xF_f", "ffr16e0"),
            ("-0b0101", "-101r2e0"),
            ("1.50", "15r10e-1f"),
            ("-0.0", "-0r10e0f"),
            ("1.5e3", "15r10e2f"),
            ("100e-2", "1r10e0f"),
            ("0.001", "1r10e-3f"),
            ("1e99999999999999999999", "1r10e1000000000f"),
            ("", "0r10e0"),
            ("é", "0r10e0"),
        ];
        for (text, expected) in cases {
            assert_eq!(show(text), expected, "{text}");
        }
    }
}
