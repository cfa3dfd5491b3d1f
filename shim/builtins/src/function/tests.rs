//! The table is complete, and functions keep to the calling convention.

use super::*;
use crate::testing::{STR, TestElement, read_all, with_host};
use crate::{Context, Crash, Element, list};
use roc_shim_abi::{RawList, RocStr, RocValue};
use roc_shim_image::lowlevel::How;

#[test]
fn there_is_a_function_for_each_row() {
    for low_level in LowLevel::all() {
        let expected = low_level.how() == How::Function;
        assert_eq!(function(low_level).is_some(), expected, "{low_level}");
    }
}

/// Memory for arguments, then for the result.
#[repr(align(16))]
struct Frame([u8; 256]);

/// Calls an operation by name. Arguments and result overlap.
///
/// # Safety
/// `args` is a C struct of its arguments, `R` its result.
unsafe fn call<A, R>(cx: &mut Context<'_>, name: &str, args: A, element: Element) -> Result<R, Crash> {
    let low_level = LowLevel::by_name(name).unwrap();
    let layout = low_level.frame(element.size as usize, element.align as usize).unwrap();
    assert!(layout.args_size <= size_of::<A>() && layout.args_size + 16 > size_of::<A>(), "{name}");
    assert_eq!(layout.result_size, size_of::<R>(), "{name}");
    let mut frame = Frame([0xaa; 256]);
    let at = frame.0.as_mut_ptr();
    // SAFETY: the frame is large and aligned enough; the rest is the caller's promise.
    unsafe {
        at.cast::<A>().write(args);
        function(low_level).unwrap()(cx, at, at, element)?;
        Ok(at.cast::<R>().read())
    }
}

const NONE: Element = Element::NONE;

#[repr(C)]
struct Pair<A, B>(A, B);

#[repr(C)]
struct Triple<A, B, C>(A, B, C);

#[test]
fn numbers() {
    with_host(|cx| {
        // SAFETY: arguments are of the operations' types.
        unsafe {
            assert_eq!(call::<_, u8>(cx, "U8.div_by", Pair(7u8, 2u8), NONE), Ok(3));
            assert_eq!(
                call::<_, i128>(cx, "I128.rem_by", Pair(7i128, 0i128), NONE),
                Err(Crash("I128 remainder by zero"))
            );
            let Pair(number, exact): Pair<i16, u8> =
                call(cx, "Intrinsic.i16_plus_checked", Pair(i16::MAX, 1i16), NONE).unwrap();
            assert_eq!((number, exact), (i16::MIN, 0));
            let text: RocStr = call(cx, "I64.to_str", i64::MIN, NONE).unwrap();
            assert_eq!(text.as_str(), "-9223372036854775808");
            let Pair(number, fine): Pair<u64, u8> = call(cx, "Intrinsic.u64_parse", text, NONE).unwrap();
            assert_eq!((number, fine), (0, 0));
            let text: RocStr = call(cx, "Dec.to_str", i128::MIN, NONE).unwrap();
            assert_eq!(text.as_str(), "-170141183460469231731.687303715884105728");
            text.release(cx.ops);
        }
    });
}

#[test]
fn texts() {
    with_host(|cx| {
        // SAFETY: arguments are of the operations' types.
        unsafe {
            let text = RocStr::from_str("a text, in which a comma is", cx.ops);
            let comma = RocStr::from_str(", ", cx.ops);
            let list: RawList = call(cx, "Str.split_on", Pair(text.retain(), comma.retain()), NONE).unwrap();
            assert_eq!(list.length, 2);
            let joined: RocStr = call(cx, "Str.join_with", Pair(list, comma.retain()), NONE).unwrap();
            let same: bool = call(cx, "Str.is_eq", Pair(text.retain(), joined.retain()), NONE).unwrap();
            assert!(same);
            let at: u64 = call(cx, "Intrinsic.str_find_last", Pair(text.retain(), comma), NONE).unwrap();
            assert_eq!(at, 6);
            list::release(cx, list, STR);
            // Besides the first owner, one each for what was borrowed.
            for _ in 0..3 {
                core::ptr::read(&raw const text).release(cx.ops);
            }
            for _ in 0..2 {
                core::ptr::read(&raw const joined).release(cx.ops);
            }
        }
    });
}

#[test]
fn lists() {
    with_host(|cx| {
        // SAFETY: arguments are of the operations' types; lists are given up or replaced.
        unsafe {
            let mut list = RawList::EMPTY;
            for n in 0..3 {
                let value = RocStr::make(cx, n);
                list = call(cx, "List.append", Pair(list, value), STR).unwrap();
            }
            let Pair(hollow, taken): Pair<RawList, RocStr> =
                call(cx, "Intrinsic.list_take_unchecked", Pair(list, 0u64), STR).unwrap();
            assert_eq!(taken.read(), 0);
            list = call(cx, "Intrinsic.list_put_unchecked", Triple(hollow, 0u64, RocStr::make(cx, 9)), STR)
                .unwrap();
            list = call(cx, "Intrinsic.list_set_unchecked", Triple(list, 1u64, taken), STR).unwrap();
            list = call(cx, "List.rev", list, STR).unwrap();
            assert_eq!(read_all::<RocStr>(&list), [2, 0, 9]);
            list::release(cx, list, STR);

            let wide = u128::ELEMENT;
            let list: RawList = call(cx, "List.repeat", Pair(5u128 << 64, 3u64), wide).unwrap();
            let Pair(taken, hollow): Pair<u128, RawList> =
                call(cx, "Intrinsic.list_take_unchecked", Pair(list, 1u64), wide).unwrap();
            assert_eq!(taken, 5 << 64);
            let list: RawList = call(cx, "Intrinsic.list_close_unchecked", Pair(hollow, 1u64), wide).unwrap();
            assert_eq!(read_all::<u128>(&list), [5, 5]);
            list::release(cx, list, wide);
        }
    });
}
