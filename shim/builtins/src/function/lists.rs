//! Lists of any elements.

use crate::args::{Args, put};
use crate::context::{Context, Crash, Element, LowLevelFn};
use crate::{list, list_edit};
use core::ptr::copy_nonoverlapping;
use roc_shim_abi::RawList;
use roc_shim_image::lowlevel::Op;

/// A [`LowLevelFn`] from a function of context, arguments and element layout that gives a list. Its body is unsafe.
macro_rules! list_function {
    (|$cx:ident, $args:ident, $element:ident| $body:block) => {{
        unsafe fn run(
            $cx: &mut Context<'_>,
            ret: *mut u8,
            args: *const u8,
            $element: Element,
        ) -> Result<(), Crash> {
            let $args = &mut Args::new(args);
            // SAFETY: the caller passes what the operation's declaration says.
            unsafe {
                let list: RawList = $body;
                put(ret, list);
            }
            Ok(())
        }
        Some(run as LowLevelFn)
    }};
}

/// An index or a count.
unsafe fn number(args: &mut Args) -> usize {
    // SAFETY: the caller's promise.
    unsafe { args.next::<u64>() as usize }
}

/// The tuple `(List, Element)`.
unsafe fn take(cx: &mut Context<'_>, ret: *mut u8, args: *const u8, element: Element) -> Result<(), Crash> {
    let args = &mut Args::new(args);
    // SAFETY: the caller passes what the operation's declaration says; the arguments are read before anything is
    // written, as the result may lie over them.
    unsafe {
        let (raw, index) = (args.next(), number(args));
        let list: RawList = list::writable(cx, raw, index + 1, element)?;
        let size = element.size as usize;
        let (list_at, element_at) = if element.align > 8 { (size, 0) } else { (0, size_of::<RawList>()) };
        copy_nonoverlapping(list::at(&list, index, element), ret.add(element_at), size);
        put(ret.add(list_at), list);
    }
    Ok(())
}

pub(super) const fn choose(op: Op) -> Option<LowLevelFn> {
    match op {
        Op::ListWithCapacity => {
            list_function!(|cx, args, element| { list::with_capacity(cx, number(args), element)? })
        }
        Op::ListReserve => list_function!(|cx, args, element| {
            let (list, count) = (args.next(), number(args));
            list::reserve(cx, list, count, element)?
        }),
        Op::ListReleaseExcessCapacity => {
            list_function!(|cx, args, element| { list::release_excess_capacity(cx, args.next(), element)? })
        }
        Op::ListAppend => list_function!(|cx, args, element| {
            let (list, value) = (args.next(), args.element(element));
            list_edit::append(cx, list, value, element)?
        }),
        Op::ListPrepend => list_function!(|cx, args, element| {
            let (list, value) = (args.next(), args.element(element));
            list_edit::insert(cx, list, 0, value, element)?
        }),
        Op::ListConcat => list_function!(|cx, args, element| {
            let (first, second) = (args.next(), args.next());
            list_edit::concat(cx, first, second, element)?
        }),
        Op::ListRepeat => list_function!(|cx, args, element| {
            let (value, count) = (args.element(element), number(args));
            list_edit::repeat(cx, value, count, element)?
        }),
        Op::ListRev => list_function!(|cx, args, element| { list_edit::rev(cx, args.next(), element)? }),
        Op::ListClear => list_function!(|cx, args, element| { list::clear(cx, args.next(), element) }),
        Op::ListSetUnchecked => list_function!(|cx, args, element| {
            let (list, index, value) = (args.next(), number(args), args.element(element));
            list_edit::set(cx, list, index, value, element)?
        }),
        Op::ListTakeUnchecked => Some(take as LowLevelFn),
        Op::ListPutUnchecked => list_function!(|cx, args, element| {
            let _ = cx;
            let (list, index, value) = (args.next(), number(args), args.element(element));
            list_edit::put(&list, index, value, element);
            list
        }),
        Op::ListCloseUnchecked => list_function!(|cx, args, element| {
            let _ = cx;
            let (list, index) = (args.next(), number(args));
            list_edit::close(list, index, element)
        }),
        Op::ListSwapUnchecked => list_function!(|cx, args, element| {
            let (list, i, j) = (args.next(), number(args), number(args));
            list_edit::swap(cx, list, i, j, element)?
        }),
        Op::ListInsertUnchecked => list_function!(|cx, args, element| {
            let (list, index, value) = (args.next(), number(args), args.element(element));
            list_edit::insert(cx, list, index, value, element)?
        }),
        Op::ListDropAtUnchecked => list_function!(|cx, args, element| {
            let (list, index) = (args.next(), number(args));
            list_edit::drop_at(cx, list, index, element)?
        }),
        Op::ListSublist => list_function!(|cx, args, element| {
            let (list, start, count) = (args.next(), number(args), number(args));
            list::sublist(cx, list, start, count, element)
        }),
        Op::ListCopyWithin => list_function!(|cx, args, element| {
            let (list, target, source, count) = (args.next(), number(args), number(args), number(args));
            list_edit::copy_within(cx, list, target, source, count, element)?
        }),
        Op::ListAppendWithin => list_function!(|cx, args, element| {
            let (list, start, count) = (args.next(), number(args), number(args));
            list_edit::append_within(cx, list, start, count, element)?
        }),
        _ => None,
    }
}
