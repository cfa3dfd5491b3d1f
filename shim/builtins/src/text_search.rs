//! Strings: finding, splitting, replacing, trimming.

use crate::context::{Context, Crash};
use crate::text::{Writer, join, part, release};
use core::ptr::NonNull;
use roc_shim_abi::counted;
use roc_shim_abi::{RawList, RocStr, RocValue};

/// What the `find` functions of Builtin give for nothing.
pub const NOT_FOUND: u64 = u64::MAX;

/// The index as `Intrinsic.str_find_…` give it.
pub fn index(found: Option<usize>) -> u64 {
    found.map_or(NOT_FOUND, |index| index as u64)
}

/// `Str.trim`, `Str.trim_start`, `Str.trim_end`: what the function leaves of the text.
pub fn trim(cx: &Context<'_>, text: RocStr, trimmed: fn(&str) -> &str) -> RocStr {
    let kept = trimmed(text.as_str());
    let (start, length) = (kept.as_ptr().addr() - text.as_bytes().as_ptr().addr(), kept.len());
    // SAFETY: a trimmed text begins and ends between code points.
    unsafe { crate::text::slice(cx, text, start, length) }
}

/// What the trimming functions take away: Unicode whitespace, and the two marks of direction that Unicode counts as whitespace in patterns.
pub fn is_space(code_point: char) -> bool {
    code_point.is_whitespace() || matches!(code_point, '\u{200e}' | '\u{200f}')
}

/// `Str.drop_prefix`.
pub fn drop_prefix(cx: &Context<'_>, text: RocStr, prefix: &RocStr) -> RocStr {
    let (length, dropped) = (text.len(), prefix.len());
    if text.as_str().starts_with(prefix.as_str()) {
        // SAFETY: a text inside a text begins and ends between code points.
        return unsafe { crate::text::slice(cx, text, dropped, length - dropped) };
    }
    text
}

/// `Str.drop_suffix`.
pub fn drop_suffix(cx: &Context<'_>, text: RocStr, suffix: &RocStr) -> RocStr {
    let (length, dropped) = (text.len(), suffix.len());
    if text.as_str().ends_with(suffix.as_str()) {
        // SAFETY: as above.
        return unsafe { crate::text::slice(cx, text, 0, length - dropped) };
    }
    text
}

/// `Str.replace_each`; an empty needle leaves the text alone.
pub fn replace_each(cx: &Context<'_>, text: RocStr, needle: &str, by: &str) -> Result<RocStr, Crash> {
    let count = if needle.is_empty() { 0 } else { text.as_str().matches(needle).count() };
    if count == 0 {
        return Ok(text);
    }
    let kept = text.len() - count * needle.len();
    let length = by.len().checked_mul(count).and_then(|more| more.checked_add(kept));
    let mut writer = Writer::new(cx.ops, length.ok_or(Crash::OUT_OF_MEMORY)?)?;
    let mut pieces = text.as_str().split(needle);
    writer.push(pieces.next().unwrap_or_default().as_bytes());
    for piece in pieces {
        writer.push(by.as_bytes());
        writer.push(piece.as_bytes());
    }
    // SAFETY: pieces of texts.
    let replaced = unsafe { writer.finish(cx.ops) };
    release(cx, text);
    Ok(replaced)
}

/// The text with the `length` bytes at `found` replaced: `Str.replace_first`, `Str.replace_last`.
pub fn replace_at(
    cx: &Context<'_>,
    text: RocStr,
    found: Option<usize>,
    length: usize,
    by: &str,
) -> Result<RocStr, Crash> {
    let Some(start) = found.filter(|_| length > 0) else { return Ok(text) };
    let (before, after) = (&text.as_str()[..start], &text.as_str()[start + length..]);
    let replaced = join(cx.ops, [before, by, after].into_iter())?;
    release(cx, text);
    Ok(replaced)
}

/// `Str.split_on`: long pieces share the text's memory. An empty separator gives the text alone.
pub fn split_on(cx: &mut Context<'_>, text: RocStr, separator: &str) -> Result<RawList, Crash> {
    const SIZE: usize = size_of::<RocStr>();
    let count = if separator.is_empty() { 1 } else { text.as_str().matches(separator).count() + 1 };
    let bytes = count.checked_mul(SIZE).filter(|&bytes| bytes <= crate::list::MOST_BYTES);
    let data = counted::alloc_counted(cx.ops, bytes.ok_or(Crash::OUT_OF_MEMORY)?, 8, true);
    let mut made = 0;
    let mut add = |piece: RocStr| {
        // SAFETY: there is room for `count` strings.
        unsafe { data.cast::<RocStr>().add(made).write(piece) };
        made += 1;
    };
    if separator.is_empty() {
        add(text);
    } else {
        for piece in text.as_str().split(separator).take(count) {
            // A small text is only in `text` itself: its pieces are copied before it moves.
            let own = if text.is_small() {
                RocStr::from_str(piece, cx.ops)
            } else {
                part(cx, text.retain(), piece)
            };
            add(own);
        }
        release(cx, text);
    }
    // SAFETY: the list's own fresh memory.
    unsafe { counted::set_element_count(data, made) };
    Ok(RawList::whole(data, made, count))
}

/// `Str.join_with`.
///
/// # Safety
/// The list is a `List(Str)`.
pub unsafe fn join_with(cx: &Context<'_>, list: &RawList, separator: &str) -> Result<RocStr, Crash> {
    let first = NonNull::new(list.elements).unwrap_or(NonNull::<RocStr>::dangling().cast());
    // SAFETY: the caller's promise.
    let strings = unsafe { core::slice::from_raw_parts(first.cast::<RocStr>().as_ptr(), list.length) };
    let pieces = strings.iter().enumerate().flat_map(|(i, string)| {
        let before = if i == 0 { "" } else { separator };
        [before, string.as_str()]
    });
    join(cx.ops, pieces)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::{STR, with_host};
    use std::string::{String, ToString};
    use std::vec::Vec;

    const LONG: &str = "one long text, which needs memory, and is split at commas";

    #[test]
    fn splitting_and_joining() {
        with_host(|cx| {
            for (text, separator) in [
                ("a,b,,c,", ","),
                (",x", ","),
                ("abc", ";"),
                ("", ","),
                ("one<>two<>three", "<>"),
                ("aaaa", "aa"),
                (LONG, ","),
                (LONG, " "),
            ] {
                let list = split_on(cx, RocStr::from_str(text, cx.ops), separator).unwrap();
                let pieces: Vec<String> = (0..list.length)
                    // SAFETY: a list of strings.
                    .map(|i| unsafe { (*list.elements.cast::<RocStr>().add(i)).as_str().to_string() })
                    .collect();
                assert_eq!(pieces, text.split(separator).collect::<Vec<_>>());
                // SAFETY: a list of strings, given up at the end.
                unsafe {
                    let joined = join_with(cx, &list, separator).unwrap();
                    assert_eq!(joined.as_str(), text);
                    release(cx, joined);
                    crate::list::release(cx, list, STR);
                }
            }
            let list = split_on(cx, RocStr::from_str(LONG, cx.ops), "").unwrap();
            assert_eq!(list.length, 1);
            // SAFETY: given up.
            unsafe { crate::list::release(cx, list, STR) };
        });
    }

    #[test]
    fn replacing() {
        with_host(|cx| {
            for (text, needle, by) in [
                ("banana", "an", "AN"),
                ("banana", "a", ""),
                ("banana", "x", "y"),
                (LONG, ",", " and then"),
                (LONG, "e", ""),
            ] {
                let replaced = replace_each(cx, RocStr::from_str(text, cx.ops), needle, by).unwrap();
                assert_eq!(replaced.as_str(), text.replace(needle, by));
                release(cx, replaced);
                let string = RocStr::from_str(text, cx.ops);
                let found = text.rfind(needle);
                let replaced = replace_at(cx, string, found, needle.len(), by).unwrap();
                let last = match text.rsplit_once(needle) {
                    Some((before, after)) => [before, by, after].concat(),
                    None => text.to_string(),
                };
                assert_eq!(replaced.as_str(), last);
                release(cx, replaced);
            }
            let same = replace_each(cx, RocStr::from_str("abc", cx.ops), "", "-").unwrap();
            assert_eq!(same.as_str(), "abc");
        });
    }

    #[test]
    fn ends() {
        with_host(|cx| {
            for text in ["", "  ", " a ", "\u{3000}in the middle of wide spaces\u{a0}", LONG] {
                for (trimmed, like) in [
                    (str::trim as fn(&str) -> &str, text.trim()),
                    (str::trim_start, text.trim_start()),
                    (str::trim_end, text.trim_end()),
                ] {
                    let string = trim(cx, RocStr::from_str(text, cx.ops), trimmed);
                    assert_eq!(string.as_str(), like);
                    release(cx, string);
                }
            }
            let affix = RocStr::from_str("one", cx.ops);
            let string = drop_prefix(cx, RocStr::from_str(LONG, cx.ops), &affix);
            assert_eq!(string.as_str(), &LONG[3..]);
            let string = drop_suffix(cx, string, &affix);
            assert_eq!(string.as_str(), &LONG[3..]);
            release(cx, string);
        });
    }
}
