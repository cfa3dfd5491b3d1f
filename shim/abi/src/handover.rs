//! What the launching process and its child agree on to hand a module image over: a variable's name, its value,
//! the block's head. Knows nothing of operating systems or of what an image holds.

use core::fmt;

/// The variable that the launcher sets and the child removes before any host code runs.
pub const VARIABLE: &str = "ROC_MODULE_IMAGE";

/// First field of the variable's value; a child that doesn't know the number refuses.
pub const VERSION: u64 = 1;

/// Bytes of the length field with which a block begins. The block is `[u64 length][length bytes]`, little endian.
pub const HEAD: u64 = 8;

/// Nothing longer is mapped; keeps every later sum inside `u64` and `isize`.
pub const MAX_BLOCK: u64 = 1 << 40;

/// The variable's value, `1:<descriptor or handle>:<bytes of the whole block>`, all decimal.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Handover {
    /// The inherited descriptor (Unix) or handle (Windows).
    pub descriptor: u64,
    /// Bytes of the whole block, its length field included: [`HEAD`] to [`MAX_BLOCK`].
    pub bytes: u64,
}

impl fmt::Display for Handover {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{VERSION}:{}:{}", self.descriptor, self.bytes)
    }
}

impl Handover {
    /// Reads exactly the form that `Display` writes; nothing else is accepted.
    pub fn parse(value: &[u8]) -> Option<Self> {
        let mut fields = value.split(|&b| b == b':').map(number);
        let (version, descriptor, bytes) = (fields.next()??, fields.next()??, fields.next()??);
        let complete = fields.next().is_none() && version == VERSION;
        (complete && (HEAD..=MAX_BLOCK).contains(&bytes)).then_some(Self { descriptor, bytes })
    }
}

fn number(digits: &[u8]) -> Option<u64> {
    if digits.is_empty() || (digits[0] == b'0' && digits.len() > 1) {
        return None;
    }
    digits.iter().try_fold(0u64, |n, &d| {
        if !d.is_ascii_digit() {
            return None;
        }
        n.checked_mul(10)?.checked_add(u64::from(d - b'0'))
    })
}

/// The length that a block's first field states, or `None` if the block is too short to have one. It is right if it
/// is `HEAD` less than the block's real size.
pub fn stated_length(block: &[u8]) -> Option<u64> {
    block.first_chunk().map(|head| u64::from_le_bytes(*head))
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::string::ToString;

    #[test]
    fn round_trip() {
        let handover = Handover { descriptor: 200, bytes: 65_544 };
        assert_eq!(handover.to_string(), "1:200:65544");
        assert_eq!(Handover::parse(b"1:200:65544"), Some(handover));
    }

    #[test]
    fn refuses_everything_else() {
        for bad in [
            "",
            "1",
            "1:2",
            "1:2:7",
            "2:200:64",
            "1:200:64:",
            "1:200:64:0",
            "1:+200:64",
            "1: 200:64",
            "1:0200:64",
            "1:-1:64",
            "1:99999999999999999999:64",
            "1:200:1099511627777",
            "1:a:64",
        ] {
            assert_eq!(Handover::parse(bad.as_bytes()), None, "{bad}");
        }
    }
}
