//! Strings, hashing, dict indices, bits of floats.

use crate::context::LowLevelFn;
use crate::{dict, float, hash, text, text_search, utf8};
use roc_shim_abi::{RawList, RocStr};
use roc_shim_image::lowlevel::Op;

pub(super) const fn choose(op: Op) -> Option<LowLevelFn> {
    match op {
        Op::StrConcat => low_level!(|cx, a: RocStr, b: RocStr| -> RocStr { text::concat(cx, a, &b)? }),
        Op::StrIsEq => low_level!(|cx, a: RocStr, b: RocStr| -> bool { a.as_bytes() == b.as_bytes() }),
        Op::StrIsEmpty => low_level!(|cx, a: RocStr| -> bool { a.is_empty() }),
        Op::StrCountUtf8Bytes => low_level!(|cx, a: RocStr| -> u64 { a.len() as u64 }),
        Op::StrContains => {
            low_level!(|cx, a: RocStr, b: RocStr| -> bool { a.as_str().contains(b.as_str()) })
        }
        Op::StrStartsWith => {
            low_level!(|cx, a: RocStr, b: RocStr| -> bool { a.as_bytes().starts_with(b.as_bytes()) })
        }
        Op::StrEndsWith => {
            low_level!(|cx, a: RocStr, b: RocStr| -> bool { a.as_bytes().ends_with(b.as_bytes()) })
        }
        Op::StrCaselessAsciiEquals => {
            low_level!(|cx, a: RocStr, b: RocStr| -> bool { a.as_bytes().eq_ignore_ascii_case(b.as_bytes()) })
        }
        Op::StrTrim => low_level!(|cx, a: RocStr| -> RocStr {
            text_search::trim(cx, a, |text| text.trim_matches(text_search::is_space))
        }),
        Op::StrTrimStart => low_level!(|cx, a: RocStr| -> RocStr {
            text_search::trim(cx, a, |text| text.trim_start_matches(text_search::is_space))
        }),
        Op::StrTrimEnd => low_level!(|cx, a: RocStr| -> RocStr {
            text_search::trim(cx, a, |text| text.trim_end_matches(text_search::is_space))
        }),
        Op::StrWithAsciiLowercased => {
            low_level!(|cx, a: RocStr| -> RocStr { text::with_case(cx, a, <[u8]>::make_ascii_lowercase)? })
        }
        Op::StrWithAsciiUppercased => {
            low_level!(|cx, a: RocStr| -> RocStr { text::with_case(cx, a, <[u8]>::make_ascii_uppercase)? })
        }
        Op::StrRepeat => {
            low_level!(|cx, a: RocStr, count: u64| -> RocStr { text::repeat(cx, &a, count as usize)? })
        }
        Op::StrDropPrefix => {
            low_level!(|cx, a: RocStr, b: RocStr| -> RocStr { text_search::drop_prefix(cx, a, &b) })
        }
        Op::StrDropSuffix => {
            low_level!(|cx, a: RocStr, b: RocStr| -> RocStr { text_search::drop_suffix(cx, a, &b) })
        }
        Op::StrReplaceEach => low_level!(|cx, a: RocStr, needle: RocStr, by: RocStr| -> RocStr {
            text_search::replace_each(cx, a, needle.as_str(), by.as_str())?
        }),
        Op::StrReplaceFirst => low_level!(|cx, a: RocStr, needle: RocStr, by: RocStr| -> RocStr {
            let found = a.as_str().find(needle.as_str());
            text_search::replace_at(cx, a, found, needle.len(), by.as_str())?
        }),
        Op::StrReplaceLast => low_level!(|cx, a: RocStr, needle: RocStr, by: RocStr| -> RocStr {
            let found = a.as_str().rfind(needle.as_str());
            text_search::replace_at(cx, a, found, needle.len(), by.as_str())?
        }),
        Op::StrWithCapacity => {
            low_level!(|cx, count: u64| -> RocStr { text::with_capacity(cx, count as usize)? })
        }
        Op::StrReserve => {
            low_level!(|cx, a: RocStr, count: u64| -> RocStr { text::reserve(cx, a, count as usize)? })
        }
        Op::StrReleaseExcessCapacity => {
            low_level!(|cx, a: RocStr| -> RocStr { text::release_excess_capacity(cx, a) })
        }
        Op::StrToUtf8 => low_level!(|cx, a: RocStr| -> RawList { text::to_utf8(cx, a)? }),
        Op::StrFromUtf8Lossy => {
            low_level!(|cx, list: RawList| -> RocStr { utf8::from_utf8_lossy(cx, list)? })
        }
        Op::StrSplitOn => low_level!(|cx, a: RocStr, separator: RocStr| -> RawList {
            text_search::split_on(cx, a, separator.as_str())?
        }),
        Op::StrJoinWith => low_level!(|cx, list: RawList, separator: RocStr| -> RocStr {
            text_search::join_with(cx, &list, separator.as_str())?
        }),
        Op::StrFindFirst => low_level!(|cx, a: RocStr, needle: RocStr| -> u64 {
            text_search::index(a.as_str().find(needle.as_str()))
        }),
        Op::StrFindLast => low_level!(|cx, a: RocStr, needle: RocStr| -> u64 {
            text_search::index(a.as_str().rfind(needle.as_str()))
        }),
        Op::StrSlice => low_level!(|cx, a: RocStr, start: u64, count: u64| -> RocStr {
            text::slice(cx, a, start as usize, count as usize)
        }),
        Op::StrIsBoundary => {
            low_level!(|cx, a: RocStr, at: u64| -> bool { a.as_str().is_char_boundary(at as usize) })
        }
        Op::StrByteUnchecked => low_level!(|cx, a: RocStr, at: u64| -> u8 {
            a.as_bytes().get(at as usize).copied().unwrap_or_default()
        }),
        Op::StrQuote => low_level!(|cx, a: RocStr| -> RocStr { text::quote(cx, a.as_str())? }),
        Op::Utf8Problem => low_level!(|cx, list: RawList| -> u64 {
            utf8::problem(utf8::bytes(&list)).map_or(u64::MAX, |(at, problem)| at as u64 * 8 + problem as u64)
        }),
        Op::StrFromUtf8Unchecked => {
            low_level!(|cx, list: RawList| -> RocStr { utf8::from_utf8_unchecked(cx, list) })
        }
        Op::Dbg => low_level!(|cx, a: RocStr| -> () { cx.ops.dbg(a.as_str()) }),
        Op::ExpectFailed => low_level!(|cx, a: RocStr| -> () { cx.ops.expect_failed(a.as_str()) }),
        Op::HashWord => low_level!(|cx, state: u64, word: u64| -> u64 { hash::word(state, word) }),
        Op::HashBytes => {
            low_level!(|cx, state: u64, list: RawList| -> u64 { hash::bytes(state, utf8::bytes(&list)) })
        }
        Op::HashStr => low_level!(|cx, state: u64, a: RocStr| -> u64 { hash::bytes(state, a.as_bytes()) }),
        Op::DictFirst => {
            low_level!(|cx, index: RawList, hash: u64| -> u64 { dict::find(&index, hash, dict::NONE) })
        }
        Op::DictFind => {
            low_level!(|cx, index: RawList, hash: u64, after: u64| -> u64 { dict::find(&index, hash, after) })
        }
        Op::DictAdd => low_level!(|cx, index: RawList, hash: u64, entry: u64| -> RawList {
            dict::add(cx, index, hash, entry)?
        }),
        Op::DictMove => low_level!(|cx, index: RawList, hash: u64, from: u64, to: u64| -> RawList {
            dict::renumber(cx, index, hash, from, to)?
        }),
        Op::DictRemove => {
            low_level!(|cx, index: RawList, place: u64| -> RawList { dict::remove(cx, index, place)? })
        }
        Op::DictReserve => {
            low_level!(|cx, index: RawList, entries: u64| -> RawList { dict::reserve(cx, index, entries)? })
        }
        Op::F32ToBits => low_level!(|cx, a: f32| -> u32 { float::f32_to_bits(a) }),
        Op::F64ToBits => low_level!(|cx, a: f64| -> u64 { float::f64_to_bits(a) }),
        Op::F32FromBits => low_level!(|cx, bits: u32| -> f32 { f32::from_bits(bits) }),
        Op::F64FromBits => low_level!(|cx, bits: u64| -> f64 { f64::from_bits(bits) }),
        _ => None,
    }
}
