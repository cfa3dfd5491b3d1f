//! Lists: memory, growth and ownership. The operations on elements are in [`crate::list_edit`].
//!
//! A list that is the only owner of its whole allocation is changed in place; anything else is copied first. Growth is
//! geometric. Lists of zero-sized elements own no memory, so only their length is ever touched.

use crate::context::{Context, Crash, Element};
use core::ptr::{NonNull, copy, copy_nonoverlapping};
use roc_shim_abi::RawList;
use roc_shim_abi::counted::{self, grow_capacity};

/// More bytes than this in one allocation are refused.
pub(crate) const MOST_BYTES: usize = counted::MAX_BYTES / 2;

impl Element {
    pub(crate) fn bytes(self, count: usize) -> usize {
        self.size as usize * count
    }
}

/// Fresh memory for so many elements, with count 1.
fn allocate(cx: &Context<'_>, capacity: usize, element: Element) -> Result<NonNull<u8>, Crash> {
    let bytes = capacity.checked_mul(element.size as usize).filter(|&bytes| bytes <= MOST_BYTES);
    let bytes = bytes.ok_or(Crash::OUT_OF_MEMORY)?;
    Ok(counted::alloc_counted(cx.ops, bytes, element.align as usize, element.counted))
}

/// An empty list with room for so many elements.
pub fn with_capacity(cx: &Context<'_>, capacity: usize, element: Element) -> Result<RawList, Crash> {
    if capacity == 0 || element.size == 0 {
        return Ok(RawList::EMPTY);
    }
    Ok(RawList::whole(allocate(cx, capacity, element)?, 0, capacity))
}

/// Whether this is the only owner of its allocation. (Not so for a list without memory.)
///
/// # Safety
/// The list is alive.
pub(crate) unsafe fn is_unique(list: &RawList) -> bool {
    // SAFETY: a list's allocation is alive as long as the list.
    list.allocation().is_some_and(|data| unsafe { counted::is_unique(data) })
}

/// One more owner.
///
/// # Safety
/// The list is alive.
pub unsafe fn retain(list: &RawList) {
    if let Some(data) = list.allocation() {
        // SAFETY: the caller's promise.
        unsafe { counted::retain_ptr(data, 1) };
    }
}

/// Gives a list up.
///
/// # Safety
/// The list is alive, of this element layout, and an ownership of it is given up.
pub unsafe fn release(cx: &mut Context<'_>, list: RawList, element: Element) {
    let Some(data) = list.allocation() else { return };
    // SAFETY: the caller's promise; the last owner releases what lives in the allocation.
    unsafe {
        if counted::release_ptr(data) {
            if element.counted {
                cx.counting.release(element.layout, data.as_ptr(), counted::element_count(data));
            }
            counted::free_counted(cx.ops, data, element.align as usize, element.counted);
        }
    }
}

/// Sets the length of a list that is the only owner of its whole allocation (or owns no memory).
///
/// # Safety
/// So many elements are alive in it.
pub(crate) unsafe fn set_length(list: &mut RawList, length: usize, element: Element) {
    list.length = length;
    if element.counted
        && let Some(data) = NonNull::new(list.elements)
    {
        // SAFETY: the caller's promise; the allocation has an element count as its elements are counted.
        unsafe { counted::set_element_count(data, length) };
    }
}

/// Gives a list up whose elements have been copied to where they are owned now.
///
/// # Safety
/// As for [`release`].
pub(crate) unsafe fn hand_over(cx: &mut Context<'_>, list: RawList, element: Element) {
    let Some(data) = list.allocation() else { return };
    // SAFETY: the caller's promise. If nothing else owns the old elements, they have moved.
    unsafe {
        if element.counted && !list.is_slice() && counted::is_unique(data) {
            counted::free_counted(cx.ops, data, element.align as usize, element.counted);
            return;
        }
        if element.counted {
            cx.counting.retain(element.layout, list.elements, list.length);
        }
        release(cx, list, element);
    }
}

/// Where an element is.
///
/// # Safety
/// `index` is at most the length; there is memory.
pub(crate) unsafe fn at(list: &RawList, index: usize, element: Element) -> *mut u8 {
    // SAFETY: inside the allocation, or at its end.
    unsafe { list.elements.add(element.bytes(index)) }
}

/// The same elements in a list that is the only owner of its whole allocation, with room for at least `capacity`.
/// Elements that the result shares with other owners are retained.
///
/// # Safety
/// The list is alive, of this element layout, and an ownership of it is given up.
pub(crate) unsafe fn writable(
    cx: &mut Context<'_>,
    list: RawList,
    capacity: usize,
    element: Element,
) -> Result<RawList, Crash> {
    if element.size == 0 {
        return Ok(list);
    }
    // SAFETY: the caller's promise; `copied` and `grown` say what they need.
    unsafe {
        if list.is_slice() || !is_unique(&list) {
            return copied(cx, list, capacity.max(list.length), element);
        }
        if capacity <= list.capacity_or_alloc_ptr {
            return Ok(list);
        }
        resized(cx, list, capacity, element)
    }
}

/// As [`writable`], with geometric growth: for appending.
///
/// # Safety
/// As for [`writable`].
pub(crate) unsafe fn with_room(
    cx: &mut Context<'_>,
    list: RawList,
    needed: usize,
    element: Element,
) -> Result<RawList, Crash> {
    let wanted = if needed <= list.capacity() && !list.is_slice() {
        needed
    } else {
        grow_capacity(list.capacity(), needed, element.size as usize)
    };
    // SAFETY: the caller's promise.
    unsafe { writable(cx, list, wanted, element) }
}

/// As [`writable`], but a unique slice stays a slice: for changes that keep the length.
///
/// # Safety
/// As for [`writable`].
pub(crate) unsafe fn mutable(
    cx: &mut Context<'_>,
    list: RawList,
    element: Element,
) -> Result<RawList, Crash> {
    // SAFETY: the caller's promise.
    unsafe {
        if element.size == 0 || is_unique(&list) {
            Ok(list)
        } else {
            writable(cx, list, list.length, element)
        }
    }
}

/// A copy with this capacity, in place of a list that has other owners or is a slice.
unsafe fn copied(
    cx: &mut Context<'_>,
    list: RawList,
    capacity: usize,
    element: Element,
) -> Result<RawList, Crash> {
    let mut copy = with_capacity(cx, capacity, element)?;
    // SAFETY: there is room for the elements, which are the copy's then.
    unsafe {
        if list.length > 0 {
            copy_nonoverlapping(list.elements, copy.elements, element.bytes(list.length));
            set_length(&mut copy, list.length, element);
        }
        hand_over(cx, list, element);
    }
    Ok(copy)
}

/// Another capacity for a list that is the only owner of its whole allocation. Not 0, not below the length.
unsafe fn resized(
    cx: &mut Context<'_>,
    list: RawList,
    capacity: usize,
    element: Element,
) -> Result<RawList, Crash> {
    let bytes = capacity.checked_mul(element.size as usize).filter(|&bytes| bytes <= MOST_BYTES);
    let bytes = bytes.ok_or(Crash::OUT_OF_MEMORY)?;
    // SAFETY: the list's allocation is unique and was made for these elements; the contents move along.
    let data = unsafe {
        let data = NonNull::new_unchecked(list.elements);
        counted::realloc_counted(cx.ops, data, bytes, element.align as usize, element.counted)
    };
    Ok(RawList::whole(data, list.length, capacity))
}

/// `List.reserve`: room for so many more.
///
/// # Safety
/// As for [`writable`].
pub unsafe fn reserve(
    cx: &mut Context<'_>,
    list: RawList,
    spare: usize,
    element: Element,
) -> Result<RawList, Crash> {
    let needed = list.length.checked_add(spare).ok_or(Crash::OUT_OF_MEMORY)?;
    if needed == 0 {
        return Ok(list);
    }
    // SAFETY: the caller's promise.
    unsafe { writable(cx, list, needed, element) }
}

/// `List.release_excess_capacity`. A list with other owners stays as it is, unless it is a slice.
///
/// # Safety
/// As for [`writable`].
pub unsafe fn release_excess_capacity(
    cx: &mut Context<'_>,
    list: RawList,
    element: Element,
) -> Result<RawList, Crash> {
    // SAFETY: the caller's promise.
    unsafe {
        if element.size == 0 || list.elements.is_null() {
            return Ok(list);
        }
        if list.is_slice() {
            return copied(cx, list, list.length, element);
        }
        if list.length == list.capacity_or_alloc_ptr || !is_unique(&list) {
            return Ok(list);
        }
        if list.length == 0 {
            release(cx, list, element);
            return Ok(RawList::EMPTY);
        }
        resized(cx, list, list.length, element)
    }
}

/// `List.clear`: no elements; the memory stays where nothing else owns it.
///
/// # Safety
/// As for [`writable`].
pub unsafe fn clear(cx: &mut Context<'_>, mut list: RawList, element: Element) -> RawList {
    // SAFETY: the caller's promise; the elements are given up with the length.
    unsafe {
        if list.is_slice() || !is_unique(&list) {
            release(cx, list, element);
            return RawList::EMPTY;
        }
        let length = list.length;
        set_length(&mut list, 0, element);
        if element.counted {
            cx.counting.release(element.layout, list.elements, length);
        }
        list
    }
}

/// The elements from `start` on, at most `count`; clamped to the list. Nothing is copied.
///
/// # Safety
/// As for [`writable`].
pub unsafe fn sublist(
    cx: &mut Context<'_>,
    mut list: RawList,
    start: usize,
    count: usize,
    element: Element,
) -> RawList {
    let start = start.min(list.length);
    let count = count.min(list.length - start);
    if count == list.length {
        return list;
    }
    if element.size == 0 {
        list.length = count;
        return list;
    }
    // SAFETY: the caller's promise; the range is inside the list.
    unsafe {
        if count == 0 {
            release(cx, list, element);
            return RawList::EMPTY;
        }
        if start == 0 && !list.is_slice() && is_unique(&list) {
            let dropped = list.length - count;
            set_length(&mut list, count, element);
            if element.counted {
                cx.counting.release(element.layout, at(&list, count, element), dropped);
            }
            return list;
        }
        match list.allocation() {
            Some(allocation) => {
                RawList::slice(NonNull::new_unchecked(at(&list, start, element)), count, allocation)
            }
            None => RawList::EMPTY,
        }
    }
}

/// Moves `count` elements inside a list's memory; the places may overlap.
///
/// # Safety
/// Both ranges are inside the allocation.
pub(crate) unsafe fn shift(list: &RawList, from: usize, to: usize, count: usize, element: Element) {
    if count > 0 && element.size > 0 {
        // SAFETY: the caller's promise.
        unsafe { copy(at(list, from, element), at(list, to, element), element.bytes(count)) };
    }
}
