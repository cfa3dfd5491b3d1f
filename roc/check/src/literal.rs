//! Number literals as exact values, and whether a builtin number type holds them. Knows nothing of types in a program.

use roc_canonical::ir::Primitive;

/// An exact number: `digits × 10^exponent`, or an integer of another base.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Exact {
    negative: bool,
    /// Decimal digits without leading or trailing zeros; empty for zero.
    digits: Vec<u8>,
    exponent: i64,
}

/// A magnitude beyond which no builtin type holds a number; keeps arithmetic on exponents small.
const EXPONENT_LIMIT: i64 = 1 << 20;

impl Exact {
    /// Reads the text of a literal: optional `-`, then decimal with fraction and exponent, or `0x`, `0o`, `0b`.
    /// Underscores are skipped. Nothing if the text is no number.
    pub fn parse(text: &str) -> Option<Self> {
        let (negative, text) = match text.strip_prefix('-') {
            Some(rest) => (true, rest),
            None => (false, text),
        };
        let radix = match text.get(..2).map(str::to_ascii_lowercase).as_deref() {
            Some("0x") => Some(16),
            Some("0o") => Some(8),
            Some("0b") => Some(2),
            _ => None,
        };
        let (mut digits, mut exponent) = (Vec::new(), 0i64);
        if let Some(radix) = radix {
            for c in text[2..].chars().filter(|&c| c != '_') {
                shift_in(&mut digits, radix, c.to_digit(radix)?);
            }
        } else {
            let (mantissa, power) = match text.split_once(['e', 'E']) {
                Some((mantissa, power)) => (mantissa, power.replace('_', "").parse::<i64>().ok()?),
                None => (text, 0),
            };
            exponent = power.clamp(-EXPONENT_LIMIT, EXPONENT_LIMIT);
            let mut fraction = false;
            for c in mantissa.bytes() {
                match c {
                    b'0'..=b'9' => {
                        digits.push(c - b'0');
                        exponent -= i64::from(fraction);
                    }
                    b'_' => {}
                    b'.' if !fraction => fraction = true,
                    _ => return None,
                }
            }
        }
        while digits.last() == Some(&0) {
            digits.pop();
            exponent += 1;
        }
        let zeros = digits.iter().take_while(|&&d| d == 0).count();
        digits.drain(..zeros);
        if digits.is_empty() {
            exponent = 0;
        }
        Some(Self { negative, digits, exponent })
    }

    /// Whether there is a minus sign (also of zero).
    pub fn is_negative(&self) -> bool {
        self.negative
    }

    /// The magnitude times `10^scale` as an integer, if it is one and fits 128 bits.
    fn scaled(&self, scale: i64) -> Option<u128> {
        if self.digits.is_empty() {
            return Some(0);
        }
        let zeros = self.exponent + scale;
        if !(0..=40).contains(&zeros) || self.digits.len() > 40 {
            return None;
        }
        let value =
            self.digits.iter().try_fold(0u128, |n, &d| n.checked_mul(10)?.checked_add(u128::from(d)))?;
        (0..zeros).try_fold(value, |n, _| n.checked_mul(10))
    }

    /// The value as the bits of an integer type, if that type holds it exactly: two's complement, sign extended.
    pub fn to_int(&self, ty: Primitive) -> Option<u128> {
        let (bits, signed) = int_shape(ty)?;
        self.to_signed(0, bits, signed)
    }

    fn to_signed(&self, scale: i64, bits: u32, signed: bool) -> Option<u128> {
        let magnitude = self.scaled(scale)?;
        let highest = if signed { (1u128 << (bits - 1)) - 1 } else { u128::MAX >> (128 - bits) };
        if self.negative && magnitude != 0 {
            (signed && magnitude <= highest + 1).then(|| magnitude.wrapping_neg())
        } else {
            (magnitude <= highest).then_some(magnitude)
        }
    }

    /// The value as a `Dec`: a count of 10⁻¹⁸, if exact and in range.
    pub fn to_dec(&self) -> Option<i128> {
        self.to_signed(18, 128, true).map(|bits| bits as i128)
    }

    /// The nearest `F64`, if finite.
    pub fn to_f64(&self) -> Option<f64> {
        self.decimal().parse::<f64>().ok().filter(|f| f.is_finite())
    }

    /// The nearest `F32`, if finite.
    pub fn to_f32(&self) -> Option<f32> {
        self.decimal().parse::<f32>().ok().filter(|f| f.is_finite())
    }

    fn decimal(&self) -> String {
        let mut text = String::from(if self.negative { "-" } else { "" });
        text.extend(self.digits.iter().map(|d| char::from(b'0' + d)));
        if self.digits.is_empty() {
            text.push('0');
        }
        text + &format!("e{}", self.exponent)
    }

    /// Whether a builtin number type holds the value.
    pub fn fits(&self, ty: Primitive) -> bool {
        match ty {
            Primitive::Dec => self.to_dec().is_some(),
            Primitive::F32 => self.to_f32().is_some(),
            Primitive::F64 => self.to_f64().is_some(),
            _ => self.to_int(ty).is_some(),
        }
    }
}

/// A number literal as `from_numeral` receives it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Numeral {
    /// Whether there is a minus sign.
    pub negative: bool,
    /// The integer before the point, in base 256, most significant first.
    pub before: Vec<u8>,
    /// The integer that the digits after the point form, likewise.
    pub after: Vec<u8>,
    /// How many decimal digits there are after the point.
    pub fraction_digits: u64,
}

impl Numeral {
    /// Reads the text of a literal. Nothing if it is no number, or has thousands of digits by its exponent.
    pub fn parse(text: &str) -> Option<Self> {
        let exact = Exact::parse(text)?;
        let plain = text.trim_start_matches('-').replace('_', "");
        let decimal = plain.bytes().all(|b| b.is_ascii_digit() || b == b'.');
        let (before, after) = if decimal {
            let (before, after) = plain.split_once('.').unwrap_or((&plain, ""));
            let digits = |text: &str| text.bytes().map(|b| b - b'0').collect::<Vec<u8>>();
            (digits(before), digits(after))
        } else if (0..4096).contains(&exact.exponent) {
            let mut digits = exact.digits.clone();
            digits.resize(digits.len() + exact.exponent as usize, 0);
            (digits, Vec::new())
        } else if (-4096..0).contains(&exact.exponent) {
            let places = exact.exponent.unsigned_abs() as usize;
            let mut digits = vec![0; places.saturating_sub(exact.digits.len())];
            digits.extend_from_slice(&exact.digits);
            let after = digits.split_off(digits.len() - places);
            (digits, after)
        } else {
            return None;
        };
        let fraction_digits = after.len() as u64;
        Some(Self {
            negative: exact.negative,
            before: base_256(&before),
            after: base_256(&after),
            fraction_digits,
        })
    }
}

/// Decimal digits as an integer in base 256, most significant first, without leading zeros.
fn base_256(decimal: &[u8]) -> Vec<u8> {
    let mut bytes: Vec<u8> = Vec::new();
    for &digit in decimal {
        let mut carry = u32::from(digit);
        for byte in bytes.iter_mut().rev() {
            let value = u32::from(*byte) * 10 + carry;
            *byte = value as u8;
            carry = value >> 8;
        }
        if carry > 0 {
            bytes.insert(0, carry as u8);
        }
    }
    bytes
}

/// `digits = digits × radix + digit`, in decimal.
fn shift_in(digits: &mut Vec<u8>, radix: u32, digit: u32) {
    let mut carry = digit;
    for d in digits.iter_mut().rev() {
        let value = u32::from(*d) * radix + carry;
        *d = (value % 10) as u8;
        carry = value / 10;
    }
    while carry > 0 {
        digits.insert(0, (carry % 10) as u8);
        carry /= 10;
    }
}

/// Width in bits and signedness of an integer type.
pub fn int_shape(ty: Primitive) -> Option<(u32, bool)> {
    Some(match ty {
        Primitive::U8 => (8, false),
        Primitive::I8 => (8, true),
        Primitive::U16 => (16, false),
        Primitive::I16 => (16, true),
        Primitive::U32 => (32, false),
        Primitive::I32 => (32, true),
        Primitive::U64 => (64, false),
        Primitive::I64 => (64, true),
        Primitive::U128 => (128, false),
        Primitive::I128 => (128, true),
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_are_exact() {
        let int = |text: &str, ty| Exact::parse(text).and_then(|e| e.to_int(ty));
        assert_eq!(int("0xFFFF_FFFF_FFFF_FFFF", Primitive::U64), Some(u128::from(u64::MAX)));
        assert_eq!(int("340282366920938463463374607431768211455", Primitive::U128), Some(u128::MAX));
        assert_eq!(int("340282366920938463463374607431768211456", Primitive::U128), None);
        assert_eq!(int("-128", Primitive::I8), Some((-128i128) as u128));
        assert_eq!(int("-129", Primitive::I8), None);
        assert_eq!(int("-1", Primitive::U8), None);
        assert_eq!(int("1e3", Primitive::U16), Some(1000));
        assert_eq!(int("1.0", Primitive::U16), Some(1));
        assert_eq!(int("1.5", Primitive::U16), None);
        assert_eq!(int("-0b1_0000_0000_0000", Primitive::I64), Some((-4096i128) as u128));
        assert_eq!(Exact::parse("0.99").unwrap().to_dec(), Some(990_000_000_000_000_000));
        assert_eq!(Exact::parse("0.0000000000000000001").unwrap().to_dec(), None);
        assert_eq!(Exact::parse("2.5e-1").unwrap().to_f64(), Some(0.25));
        assert_eq!(Exact::parse("1e999999999999").unwrap().to_f64(), None);
        assert!(Exact::parse("1x").is_none());
    }

    #[test]
    fn numerals_are_in_base_256() {
        let numeral = Numeral::parse("-356.5170").unwrap();
        let expected =
            Numeral { negative: true, before: vec![1, 100], after: vec![20, 50], fraction_digits: 4 };
        assert_eq!(numeral, expected);
        assert_eq!(Numeral::parse("0x164").unwrap().before, [1, 100]);
        assert_eq!(Numeral::parse("25e-1").unwrap().after, [5]);
    }
}
