//! Bytes as text.

use crate::context::{Context, Element};
use crate::list;
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
pub unsafe fn from_utf8_lossy(cx: &mut Context<'_>, list: RawList) -> RocStr {
    // SAFETY: the caller's promise.
    unsafe {
        if core::str::from_utf8(bytes(&list)).is_ok() {
            return from_utf8_unchecked(cx, list);
        }
        let text = RocStr::from_utf8_lossy(bytes(&list), cx.ops);
        list::release(cx, list, Element::plain(1, 1));
        text
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
    let first = bytes[0];
    let (length, bits) = match first {
        0xc0..0xe0 => (2, first & 0x1f),
        0xe0..0xf0 => (3, first & 0x0f),
        0xf0..0xf8 => (4, first & 0x07),
        _ => return Utf8Problem::InvalidStartByte,
    };
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
