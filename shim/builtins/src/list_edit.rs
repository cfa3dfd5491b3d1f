//! Lists: adding, replacing, moving and removing elements. Memory is [`crate::list`]'s.
//!
//! Every function takes lists and elements over (unless it says that it borrows) and gives a list back. An element is
//! passed as a pointer to its bytes. Indices are inside the list, which the caller has checked.

use crate::context::{Context, Crash, Element};
use crate::list::{
    at, hand_over, is_unique, mutable, release, set_length, shift, with_capacity, with_room, writable,
};
use core::ptr::{copy_nonoverlapping, swap_nonoverlapping};
use roc_shim_abi::RawList;

type Made = Result<RawList, Crash>;

/// The length after adding so many.
fn longer(length: usize, more: usize) -> Result<usize, Crash> {
    length.checked_add(more).filter(|&length| length <= usize::MAX / 2).ok_or(Crash::OUT_OF_MEMORY)
}

/// `List.append`.
///
/// # Safety
/// The list is alive and of this element layout; it and the element are given up.
pub unsafe fn append(cx: &mut Context<'_>, list: RawList, value: *const u8, element: Element) -> Made {
    let length = longer(list.length, 1)?;
    // SAFETY: there is room for one more at the end.
    unsafe {
        let mut list = with_room(cx, list, length, element)?;
        copy_nonoverlapping(value, at(&list, length - 1, element), element.bytes(1));
        set_length(&mut list, length, element);
        Ok(list)
    }
}

/// `List.insert` at an index up to the length; `List.prepend` at 0.
///
/// # Safety
/// As for [`append`].
pub unsafe fn insert(
    cx: &mut Context<'_>,
    list: RawList,
    index: usize,
    value: *const u8,
    element: Element,
) -> Made {
    let length = longer(list.length, 1)?;
    // SAFETY: there is room for one more.
    unsafe {
        let mut list = with_room(cx, list, length, element)?;
        shift(&list, index, index + 1, length - 1 - index, element);
        copy_nonoverlapping(value, at(&list, index, element), element.bytes(1));
        set_length(&mut list, length, element);
        Ok(list)
    }
}

/// `List.concat`.
///
/// # Safety
/// As for [`append`], for both lists.
pub unsafe fn concat(cx: &mut Context<'_>, first: RawList, second: RawList, element: Element) -> Made {
    let length = longer(first.length, second.length)?;
    // SAFETY: there is room for the second list's elements, which are the first one's then.
    unsafe {
        if second.length == 0 {
            release(cx, second, element);
            return Ok(first);
        }
        if first.length == 0 && first.capacity() < length {
            release(cx, first, element);
            return Ok(second);
        }
        let mut list = with_room(cx, first, length, element)?;
        let end = at(&list, length - second.length, element);
        copy_nonoverlapping(second.elements, end, element.bytes(second.length));
        set_length(&mut list, length, element);
        if element.counted {
            hand_over(cx, second, element);
        } else {
            release(cx, second, element);
        }
        Ok(list)
    }
}

/// `List.repeat`.
///
/// # Safety
/// The element is of this layout and given up.
pub unsafe fn repeat(cx: &mut Context<'_>, value: *mut u8, count: usize, element: Element) -> Made {
    // SAFETY: there is room for `count` elements. One of them is the value itself, the others are new owners.
    unsafe {
        if count == 0 {
            if element.counted {
                cx.counting.release(element.layout, value, 1);
            }
            return Ok(RawList::EMPTY);
        }
        let mut list = with_capacity(cx, longer(count, 0)?, element)?;
        if element.size > 0 {
            copy_nonoverlapping(value, list.elements, element.bytes(1));
            let mut done = 1;
            while done < count {
                let more = done.min(count - done);
                copy_nonoverlapping(list.elements, at(&list, done, element), element.bytes(more));
                done += more;
            }
            if element.counted {
                cx.counting.retain(element.layout, at(&list, 1, element), count - 1);
            }
        }
        set_length(&mut list, count, element);
        Ok(list)
    }
}

/// `List.rev`.
///
/// # Safety
/// As for [`append`].
pub unsafe fn rev(cx: &mut Context<'_>, list: RawList, element: Element) -> Made {
    // SAFETY: two different elements each.
    unsafe {
        let list = mutable(cx, list, element)?;
        if element.size > 0 {
            for i in 0..list.length / 2 {
                exchange(&list, i, list.length - 1 - i, element);
            }
        }
        Ok(list)
    }
}

unsafe fn exchange(list: &RawList, i: usize, j: usize, element: Element) {
    // SAFETY: the caller's promise: two different elements, so their bytes don't overlap.
    unsafe { swap_nonoverlapping(at(list, i, element), at(list, j, element), element.bytes(1)) };
}

/// `List.swap`.
///
/// # Safety
/// As for [`append`].
pub unsafe fn swap(cx: &mut Context<'_>, list: RawList, i: usize, j: usize, element: Element) -> Made {
    if i == j {
        return Ok(list);
    }
    // SAFETY: two different elements of a list that may be changed.
    unsafe {
        let list = mutable(cx, list, element)?;
        exchange(&list, i, j, element);
        Ok(list)
    }
}

/// `List.set`.
///
/// # Safety
/// As for [`append`].
pub unsafe fn set(
    cx: &mut Context<'_>,
    list: RawList,
    index: usize,
    value: *const u8,
    element: Element,
) -> Made {
    // SAFETY: the old element is given up before it is overwritten.
    unsafe {
        let list = mutable(cx, list, element)?;
        if element.counted {
            cx.counting.release(element.layout, at(&list, index, element), 1);
        }
        put(&list, index, value, element);
        Ok(list)
    }
}

/// Moves an element out, to `value`, and leaves a hole for [`put`] or [`close`].
///
/// # Safety
/// As for [`append`]; `value` has room for an element.
pub unsafe fn take(
    cx: &mut Context<'_>,
    list: RawList,
    index: usize,
    value: *mut u8,
    element: Element,
) -> Made {
    // SAFETY: the element's ownership goes to `value`; its old bytes are not looked at again.
    unsafe {
        let list = writable(cx, list, list.length, element)?;
        copy_nonoverlapping(at(&list, index, element), value, element.bytes(1));
        Ok(list)
    }
}

/// Fills the hole that [`take`] left.
///
/// # Safety
/// The list came from [`take`] with this index; the element is given up.
pub unsafe fn put(list: &RawList, index: usize, value: *const u8, element: Element) {
    // SAFETY: the caller's promise.
    unsafe { copy_nonoverlapping(value, at(list, index, element), element.bytes(1)) };
}

/// Closes the hole that [`take`] left, with the last element.
///
/// # Safety
/// The list came from [`take`] with this index.
pub unsafe fn close(mut list: RawList, index: usize, element: Element) -> RawList {
    let last = list.length - 1;
    // SAFETY: the last element moves; what is left behind is beyond the length.
    unsafe {
        shift(&list, last, index, 1, element);
        set_length(&mut list, last, element);
    }
    list
}

/// `List.drop_at`.
///
/// # Safety
/// As for [`append`].
pub unsafe fn drop_at(cx: &mut Context<'_>, list: RawList, index: usize, element: Element) -> Made {
    let last = list.length - 1;
    // SAFETY: the element is given up; those behind it move down.
    unsafe {
        if !is_unique(&list) && (index == 0 || index == last) {
            return Ok(crate::list::sublist(cx, list, usize::from(index == 0), last, element));
        }
        let mut list = writable(cx, list, list.length, element)?;
        if element.counted {
            cx.counting.release(element.layout, at(&list, index, element), 1);
        }
        shift(&list, index + 1, index, last - index, element);
        set_length(&mut list, last, element);
        Ok(list)
    }
}

/// `List.copy_range_within`.
///
/// # Safety
/// As for [`append`]; both ranges are inside the list.
pub unsafe fn copy_within(
    cx: &mut Context<'_>,
    list: RawList,
    target: usize,
    source: usize,
    count: usize,
    element: Element,
) -> Made {
    // SAFETY: the copies get their owners before what they overwrite is given up, as the ranges may overlap.
    unsafe {
        let list = mutable(cx, list, element)?;
        if element.counted {
            cx.counting.retain(element.layout, at(&list, source, element), count);
            cx.counting.release(element.layout, at(&list, target, element), count);
        }
        shift(&list, source, target, count, element);
        Ok(list)
    }
}

/// `List.append_range_within`: `count` elements from `start` on, which may run into those that are appended.
///
/// # Safety
/// As for [`append`]; `start` is inside the list where `count` isn't 0.
pub unsafe fn append_within(
    cx: &mut Context<'_>,
    list: RawList,
    start: usize,
    count: usize,
    element: Element,
) -> Made {
    if count == 0 {
        return Ok(list);
    }
    let old = list.length;
    let length = longer(old, count)?;
    // SAFETY: there is room for `count` more; each step copies what is there already.
    unsafe {
        let mut list = with_room(cx, list, length, element)?;
        let mut done = 0;
        while done < count && element.size > 0 {
            let more = (old - start + done).min(count - done);
            copy_nonoverlapping(
                at(&list, start, element),
                at(&list, old + done, element),
                element.bytes(more),
            );
            done += more;
        }
        if element.counted {
            cx.counting.retain(element.layout, at(&list, old, element), count);
        }
        set_length(&mut list, length, element);
        Ok(list)
    }
}

#[cfg(test)]
mod tests;
