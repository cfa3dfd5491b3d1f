//! Strings: making, slicing, joining, changing. Searching is in [`crate::text_search`].
//!
//! Functions take the strings that they consume by value and borrow the others. A string that is the only owner of its
//! memory grows in place, geometrically; parts of long strings share their memory.

use crate::context::{Context, Crash};
use crate::list::MOST_BYTES;
use core::ptr::{NonNull, copy_nonoverlapping};
use roc_shim_abi::counted::{self, grow_capacity};
use roc_shim_abi::{RawList, RocOps, RocStr, RocValue};

/// Gives a string up.
pub(crate) fn release(cx: &Context<'_>, text: RocStr) {
    // SAFETY: a string that a runtime function was given belongs to this host.
    unsafe { text.release(cx.ops) };
}

/// Bytes that are written one piece after the other, as many as were announced.
pub(crate) struct Writer {
    small: [u8; RocStr::SMALL_MAX],
    large: Option<NonNull<u8>>,
    length: usize,
    capacity: usize,
}

impl Writer {
    /// Room for so many bytes.
    pub(crate) fn new(ops: &RocOps, capacity: usize) -> Result<Self, Crash> {
        if capacity > MOST_BYTES {
            return Err(Crash::OUT_OF_MEMORY);
        }
        let large = (capacity > RocStr::SMALL_MAX).then(|| counted::alloc_counted(ops, capacity, 1, false));
        Ok(Self { small: [0; RocStr::SMALL_MAX], large, length: 0, capacity })
    }

    /// The next bytes; what is more than announced is left away.
    pub(crate) fn push(&mut self, bytes: &[u8]) {
        let bytes = &bytes[..bytes.len().min(self.capacity - self.length)];
        match self.large {
            // SAFETY: fresh memory of `capacity` bytes, of which `length` are written.
            Some(data) => unsafe {
                copy_nonoverlapping(bytes.as_ptr(), data.as_ptr().add(self.length), bytes.len());
            },
            None => self.small[self.length..][..bytes.len()].copy_from_slice(bytes),
        }
        self.length += bytes.len();
    }

    /// The text.
    ///
    /// # Safety
    /// What was written is UTF-8.
    pub(crate) unsafe fn finish(self, ops: &RocOps) -> RocStr {
        // SAFETY: the memory holds what was written; few bytes need no memory.
        unsafe {
            match self.large {
                Some(data) => RocStr::whole(data, self.length, self.capacity),
                None => RocStr::from_bytes(&self.small[..self.length], ops),
            }
        }
    }
}

/// The text of all pieces.
pub(crate) fn join<'a>(ops: &RocOps, pieces: impl Iterator<Item = &'a str> + Clone) -> Result<RocStr, Crash> {
    let length = pieces.clone().try_fold(0usize, |sum, piece| sum.checked_add(piece.len()));
    let mut writer = Writer::new(ops, length.ok_or(Crash::OUT_OF_MEMORY)?)?;
    pieces.for_each(|piece| writer.push(piece.as_bytes()));
    // SAFETY: pieces are UTF-8.
    Ok(unsafe { writer.finish(ops) })
}

/// The bytes from `start` on, `count` of them; small ones are copied, the others share the memory.
///
/// # Safety
/// The range is inside the text, between code points.
pub unsafe fn slice(cx: &Context<'_>, text: RocStr, start: usize, count: usize) -> RocStr {
    if count == text.len() {
        return text;
    }
    // SAFETY: the caller's promise; the memory's ownership goes to the slice.
    unsafe {
        match text.allocation() {
            Some(data) if count > RocStr::SMALL_MAX => {
                if start == 0 && !text.is_slice() {
                    return RocStr::whole(data, count, text.capacity());
                }
                let first = text.as_bytes().as_ptr().add(start).cast_mut();
                RocStr::slice(NonNull::new_unchecked(first), count, data)
            }
            _ => {
                let part = RocStr::from_bytes(&text.as_bytes()[start..start + count], cx.ops);
                release(cx, text);
                part
            }
        }
    }
}

/// The bytes of `part`, which lies in `text`.
pub(crate) fn part(cx: &Context<'_>, text: RocStr, part: &str) -> RocStr {
    let start = part.as_ptr().addr().wrapping_sub(text.as_bytes().as_ptr().addr());
    // SAFETY: a str inside the text begins and ends between code points.
    unsafe { slice(cx, text, start, part.len()) }
}

/// Room for `needed` bytes in a string that owns its whole memory alone; `grow` asks for more for what comes later.
fn with_room(cx: &Context<'_>, text: RocStr, needed: usize, grow: bool) -> Result<RocStr, Crash> {
    let alone = !text.is_small() && !text.is_slice() && text.is_unique();
    if needed <= text.capacity() && alone {
        return Ok(text);
    }
    let capacity = if grow { grow_capacity(text.len(), needed, 1) } else { needed };
    if needed > MOST_BYTES {
        return Err(Crash::OUT_OF_MEMORY);
    }
    // SAFETY: the text alone owns its memory, or is copied to fresh memory; there is room for its bytes.
    unsafe {
        let length = text.len();
        if alone && let Some(data) = text.allocation() {
            let data = counted::realloc_counted(cx.ops, data, capacity, 1, false);
            return Ok(RocStr::whole(data, length, capacity));
        }
        let data = counted::alloc_counted(cx.ops, capacity, 1, false);
        copy_nonoverlapping(text.as_bytes().as_ptr(), data.as_ptr(), length);
        release(cx, text);
        Ok(RocStr::whole(data, length, capacity))
    }
}

/// `Str.concat`.
pub fn concat(cx: &Context<'_>, first: RocStr, second: &RocStr) -> Result<RocStr, Crash> {
    let (start, more) = (first.len(), second.len());
    if more == 0 {
        return Ok(first);
    }
    if start == 0 && first.is_small() {
        return Ok(second.retain());
    }
    let length = start.checked_add(more).ok_or(Crash::OUT_OF_MEMORY)?;
    if first.is_small() && length <= RocStr::SMALL_MAX {
        return join(cx.ops, [first.as_str(), second.as_str()].into_iter());
    }
    let whole = with_room(cx, first, length, true)?;
    match whole.allocation() {
        // SAFETY: the string alone owns the memory, with room for both; the second text is elsewhere.
        Some(data) => unsafe {
            copy_nonoverlapping(second.as_bytes().as_ptr(), data.as_ptr().add(start), more);
            Ok(RocStr::whole(data, length, whole.capacity()))
        },
        None => Ok(whole),
    }
}

/// `Str.with_capacity`.
pub fn with_capacity(cx: &Context<'_>, capacity: usize) -> Result<RocStr, Crash> {
    reserve(cx, RocStr::EMPTY, capacity)
}

/// `Str.reserve`.
pub fn reserve(cx: &Context<'_>, text: RocStr, spare: usize) -> Result<RocStr, Crash> {
    let needed = text.len().checked_add(spare).ok_or(Crash::OUT_OF_MEMORY)?;
    if text.is_small() && needed <= RocStr::SMALL_MAX { Ok(text) } else { with_room(cx, text, needed, false) }
}

/// `Str.release_excess_capacity`.
pub fn release_excess_capacity(cx: &Context<'_>, text: RocStr) -> RocStr {
    let exact = text.is_small() || (!text.is_slice() && text.capacity() == text.len());
    if exact {
        return text;
    }
    let copy = RocStr::from_str(text.as_str(), cx.ops);
    release(cx, text);
    copy
}

/// `Str.repeat`.
pub fn repeat(cx: &Context<'_>, text: &RocStr, count: usize) -> Result<RocStr, Crash> {
    if text.is_empty() {
        return Ok(RocStr::EMPTY);
    }
    let length = text.len().checked_mul(count).ok_or(Crash::OUT_OF_MEMORY)?;
    let mut writer = Writer::new(cx.ops, length)?;
    for _ in 0..count {
        writer.push(text.as_bytes());
    }
    // SAFETY: copies of a text.
    Ok(unsafe { writer.finish(cx.ops) })
}

/// `Str.with_ascii_lowercased`, `Str.with_ascii_uppercased`.
pub fn with_case(cx: &Context<'_>, text: RocStr, change: fn(&mut [u8])) -> Result<RocStr, Crash> {
    let mut bytes = [0; RocStr::SMALL_MAX];
    if text.len() <= RocStr::SMALL_MAX {
        let bytes = &mut bytes[..text.len()];
        bytes.copy_from_slice(text.as_bytes());
        change(bytes);
        release(cx, text);
        // SAFETY: ASCII letters were exchanged for others.
        return Ok(unsafe { RocStr::from_bytes(bytes, cx.ops) });
    }
    let length = text.len();
    let whole = with_room(cx, text, length, false)?;
    if let Some(data) = whole.allocation() {
        // SAFETY: the string alone owns its memory.
        change(unsafe { core::slice::from_raw_parts_mut(data.as_ptr(), length) });
    }
    Ok(whole)
}

/// `Str.to_utf8`: long texts keep their memory.
pub fn to_utf8(cx: &Context<'_>, text: RocStr) -> Result<RawList, Crash> {
    let length = text.len();
    match text.allocation() {
        Some(data) if text.is_slice() => {
            // SAFETY: a slice's bytes are in memory.
            let first = unsafe { NonNull::new_unchecked(text.as_bytes().as_ptr().cast_mut()) };
            Ok(RawList::slice(first, length, data))
        }
        Some(data) => Ok(RawList::whole(data, length, text.capacity())),
        None if length == 0 => Ok(RawList::EMPTY),
        None => {
            let data = counted::alloc_counted(cx.ops, length, 1, false);
            // SAFETY: fresh memory of that length.
            unsafe { copy_nonoverlapping(text.as_bytes().as_ptr(), data.as_ptr(), length) };
            Ok(RawList::whole(data, length, length))
        }
    }
}

/// The text of an inspected string: in quotes, with `"` and `\` escaped.
pub fn quote(cx: &Context<'_>, text: &str) -> Result<RocStr, Crash> {
    let pieces = text.split_inclusive(['"', '\\']).flat_map(|piece| match piece.char_indices().next_back() {
        Some((at, '"')) => [&piece[..at], "\\\""],
        Some((at, '\\')) => [&piece[..at], "\\\\"],
        _ => [piece, ""],
    });
    join(cx.ops, ["\""].into_iter().chain(pieces).chain(["\""]))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::{Random, rounds, with_host};
    use std::string::String;
    use std::vec::Vec;

    #[test]
    fn random_strings() {
        with_host(|cx| {
            let random = &mut Random::new(20);
            let mut strings: Vec<RocStr> = Vec::new();
            let mut models: Vec<String> = Vec::new();
            for _ in 0..20 {
                strings.push(RocStr::EMPTY);
                models.push(String::new());
            }
            for _ in 0..rounds(4_000) {
                let from = random.below(20) as usize;
                let other = random.below(20) as usize;
                let mut model = models[from].clone();
                let text = strings[from].retain();
                let text = match random.below(9) {
                    0 => {
                        model.push('ä');
                        concat(cx, text, &RocStr::from_str("ä", cx.ops)).unwrap()
                    }
                    1 => {
                        let piece = "an even longer piece of text";
                        model.push_str(piece);
                        let piece = RocStr::from_str(piece, cx.ops);
                        let text = concat(cx, text, &piece).unwrap();
                        release(cx, piece);
                        text
                    }
                    2 if model.len() < 200 => {
                        model.push_str(&models[other]);
                        concat(cx, text, &strings[other]).unwrap()
                    }
                    3 => {
                        let start = model.floor_char_boundary(random.below(model.len() as u64 + 1) as usize);
                        let end = model.floor_char_boundary(random.below(model.len() as u64 + 1) as usize);
                        let (start, end) = (start.min(end), start.max(end));
                        model = model[start..end].into();
                        // SAFETY: between code points.
                        unsafe { slice(cx, text, start, end - start) }
                    }
                    4 => {
                        model.make_ascii_uppercase();
                        with_case(cx, text, |bytes| bytes.make_ascii_uppercase()).unwrap()
                    }
                    5 => reserve(cx, text, random.below(50) as usize).unwrap(),
                    6 => release_excess_capacity(cx, text),
                    7 => {
                        let bytes = to_utf8(cx, text).unwrap();
                        // SAFETY: bytes of a text.
                        unsafe { crate::utf8::from_utf8_unchecked(cx, bytes) }
                    }
                    _ if model.len() < 100 => {
                        model = model.repeat(3);
                        let repeated = repeat(cx, &text, 3).unwrap();
                        release(cx, text);
                        repeated
                    }
                    _ => text,
                };
                assert_eq!(text.as_str(), model);
                let old = core::mem::replace(&mut strings[from], text);
                release(cx, old);
                models[from] = model;
                for (string, model) in strings.iter().zip(&models) {
                    assert_eq!(string.as_str(), model);
                }
            }
            strings.into_iter().for_each(|string| release(cx, string));
        });
    }

    #[test]
    fn quotes() {
        with_host(|cx| {
            for (text, quoted) in [
                ("", r#""""#),
                ("a", r#""a""#),
                (r#"say "hi" \o/"#, r#""say \"hi\" \\o/""#),
                ("tab\tä\n", "\"tab\tä\n\""),
            ] {
                let string = quote(cx, text).unwrap();
                assert_eq!(string.as_str(), quoted);
                release(cx, string);
            }
        });
    }

    #[test]
    fn impossible_sizes_crash() {
        with_host(|cx| {
            let text = RocStr::from_str("ab", cx.ops);
            for count in [usize::MAX, usize::MAX / 2, usize::MAX / 3] {
                assert_eq!(repeat(cx, &text, count).err(), Some(Crash::OUT_OF_MEMORY));
                assert_eq!(with_capacity(cx, count).err(), Some(Crash::OUT_OF_MEMORY));
            }
        });
    }
}
