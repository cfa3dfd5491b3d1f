//! Bytes as text.

use crate::context::{Context, Crash, Element};
use crate::list;
use crate::text::Writer;
use roc_shim_abi::{RawList, RocStr};

/// The bytes of a `List(U8)`.
///
/// # Safety
/// It is one, and lives for `'a`.
pub(crate) unsafe fn bytes<'a>(list: &RawList) -> &'a [u8] {
    if list.length == 0 {
        return &[];
    }
    // SAFETY: the caller's promise.
    unsafe { core::slice::from_raw_parts(list.elements, list.length) }
}

/// The text of bytes that are UTF-8; long ones keep their memory.
///
/// # Safety
/// They are.
pub unsafe fn from_utf8_unchecked(cx: &mut Context<'_>, list: RawList) -> RocStr {
    // SAFETY: the caller's promise; a list of bytes has the same kind of memory as a string.
    unsafe {
        match list.allocation() {
            Some(data) if list.length > RocStr::SMALL_MAX => {
                if list.is_slice() {
                    let first = core::ptr::NonNull::new_unchecked(list.elements);
                    RocStr::slice(first, list.length, data)
                } else {
                    RocStr::whole(data, list.length, list.capacity_or_alloc_ptr)
                }
            }
            _ => {
                let text = RocStr::from_bytes(bytes(&list), cx.ops);
                list::release(cx, list, Element::plain(1, 1));
                text
            }
        }
    }
}

/// `Str.from_utf8_lossy`.
///
/// # Safety
/// The list is a `List(U8)` and given up.
pub unsafe fn from_utf8_lossy(cx: &mut Context<'_>, list: RawList) -> Result<RocStr, Crash> {
    // SAFETY: the caller's promise.
    unsafe {
        if core::str::from_utf8(bytes(&list)).is_ok() {
            return Ok(from_utf8_unchecked(cx, list));
        }
        let mut writer = Writer::new(cx.ops, pieces(bytes(&list)).map(str::len).sum())?;
        pieces(bytes(&list)).for_each(|piece| writer.push(piece.as_bytes()));
        list::release(cx, list, Element::plain(1, 1));
        Ok(writer.finish(cx.ops))
    }
}

/// The valid pieces of bytes, with U+FFFD for what is between them.
fn pieces(bytes: &[u8]) -> impl Iterator<Item = &str> {
    let mut rest = bytes;
    core::iter::from_fn(move || {
        if rest.is_empty() {
            return None;
        }
        let valid = core::str::from_utf8(rest).err().map_or(rest.len(), |error| error.valid_up_to());
        let (piece, invalid) = rest.split_at(valid);
        rest = &invalid[invalid_length(invalid)..];
        let replacement = if invalid.is_empty() { "" } else { "\u{FFFD}" };
        Some([core::str::from_utf8(piece).unwrap_or_default(), replacement])
    })
    .flatten()
}

/// How many of these bytes, which don't start with a code point, one U+FFFD stands for: a sequence as long as its first
/// byte says or up to the first byte that doesn't continue it, or all neighbouring bytes that can't be first ones.
fn invalid_length(bytes: &[u8]) -> usize {
    match bytes.first().map(|&first| announced(first)) {
        Some(Some((length, _))) => {
            let continued = bytes[1..].iter().take(length - 1).take_while(|&&byte| byte & 0xc0 == 0x80);
            1 + continued.count()
        }
        _ => bytes.iter().take_while(|&&byte| byte >= 0x80 && announced(byte).is_none()).count(),
    }
}

/// How long a sequence with this first byte is, and the bits of the code point that the byte has; none for ASCII and
/// for what is no first byte.
fn announced(first: u8) -> Option<(usize, u8)> {
    match first {
        0xc0..0xe0 => Some((2, first & 0x1f)),
        0xe0..0xf0 => Some((3, first & 0x0f)),
        0xf0..0xf8 => Some((4, first & 0x07)),
        _ => None,
    }
}

/// What is wrong with a byte sequence, in the order of `Str.Utf8Problem`'s numbers in Builtin.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
#[repr(u8)]
#[allow(missing_docs, reason = "named as in Builtin")]
pub enum Utf8Problem {
    InvalidStartByte,
    UnexpectedEndOfSequence,
    ExpectedContinuation,
    OverlongEncoding,
    CodepointTooLarge,
    EncodesSurrogateHalf,
}

/// The first problem and the index where its sequence starts; none for UTF-8.
pub fn problem(bytes: &[u8]) -> Option<(usize, Utf8Problem)> {
    let index = core::str::from_utf8(bytes).err()?.valid_up_to();
    Some((index, sequence_problem(&bytes[index..])))
}

/// The problem of the sequence at the start of these bytes.
fn sequence_problem(bytes: &[u8]) -> Utf8Problem {
    let Some((length, bits)) = announced(bytes[0]) else { return Utf8Problem::InvalidStartByte };
    let Some(rest) = bytes.get(1..length) else { return Utf8Problem::UnexpectedEndOfSequence };
    if rest.iter().any(|byte| byte & 0xc0 != 0x80) {
        return Utf8Problem::ExpectedContinuation;
    }
    let code = rest.iter().fold(u32::from(bits), |code, byte| code << 6 | u32::from(byte & 0x3f));
    match (length, code) {
        (_, 0xd800..0xe000) => Utf8Problem::EncodesSurrogateHalf,
        (_, 0x11_0000..) => Utf8Problem::CodepointTooLarge,
        _ => Utf8Problem::OverlongEncoding,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use Utf8Problem::*;
    use std::string::String;

    #[test]
    fn one_replacement_for_an_invalid_group() {
        for (bytes, expected) in [
            (&b"a\xffb"[..], "a\u{fffd}b"),
            (b"\xed\xa0\xbdc", "\u{fffd}c"),
            (b"\xc0\x80\xc0", "\u{fffd}\u{fffd}"),
            (b"\x80\x81\xff\xfe", "\u{fffd}"),
            (b"\xe2\x82A\xe2", "\u{fffd}A\u{fffd}"),
            (b"\xf4\x90\x80\x80", "\u{fffd}"),
            (b"\xf0\x9f\x98", "\u{fffd}"),
            (b"\xf0\x9f\x98\x80", "\u{1f600}"),
        ] {
            assert_eq!(pieces(bytes).collect::<String>(), expected, "{bytes:?}");
        }
    }

    #[test]
    fn problems() {
        for (bytes, expected) in [
            (&b"fine \xc3\xa4"[..], None),
            (b"ab\xffc", Some((2, InvalidStartByte))),
            (b"\x80", Some((0, InvalidStartByte))),
            (b"a\xe2\x82", Some((1, UnexpectedEndOfSequence))),
            (b"\xe2\x28\xa1", Some((0, ExpectedContinuation))),
            (b"\xc0\x80", Some((0, OverlongEncoding))),
            (b"\xf4\x90\x80\x80", Some((0, CodepointTooLarge))),
            (b"xyz\xed\xa0\x80", Some((3, EncodesSurrogateHalf))),
        ] {
            assert_eq!(problem(bytes), expected, "{bytes:?}");
        }
    }
}
