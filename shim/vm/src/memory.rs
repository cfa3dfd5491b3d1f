//! Instructions that allocate, count or call the runtime: what is too long for the loop.

use crate::crash::{self, Crash};
use crate::run::Run;
use core::mem::MaybeUninit;
use core::ptr::NonNull;
use roc_shim_abi::{RawList, RocStr, RocValue, counted};
use roc_shim_builtins::{Context, Element};
use roc_shim_image::format::LayoutRecord;
use roc_shim_image::lowlevel::LowLevel;

/// Bytes that are moved as they are, be they numbers or pointers.
pub(crate) type Bytes<T> = MaybeUninit<T>;

/// An operation of the runtime.
#[inline(never)]
pub(crate) unsafe fn low_level<'p>(
    run: &Run<'p, '_>,
    index: u16,
    ret: *mut u8,
    args: *const u8,
    layout: u32,
) -> Result<(), Crash<'p>> {
    let element = match run.program.image.layouts.get(layout as usize) {
        None => Element::NONE,
        Some(record) => {
            Element { layout, size: record.size, align: record.align.into(), counted: record.is_counted() }
        }
    };
    let Some(function) = LowLevel::from_index(index).and_then(roc_shim_builtins::function) else {
        return crash::stop(crash::UNREACHABLE);
    };
    let mut counting = run.counter();
    let mut context = Context { ops: run.ops, counting: &mut counting };
    // SAFETY: the arguments are the operation's, as the compiler vouches.
    unsafe { function(&mut context, ret, args, element).map_err(|crash| Crash::Runtime(crash.0)) }
}

/// The layout of elements that need no counting, if they are such.
fn plain_element<'p>(run: &Run<'p, '_>, layout: u32) -> Option<&'p LayoutRecord> {
    run.program.image.layouts.get(layout as usize).filter(|element| !element.is_counted() && element.size > 0)
}

/// Whether the elements may be changed in place.
unsafe fn is_unique(list: &RawList) -> bool {
    // SAFETY: a list that is no slice points to its allocation.
    !list.is_slice() && NonNull::new(list.elements).is_some_and(|data| unsafe { counted::is_unique(data) })
}

/// A copy for sizes that are mostly a few words.
unsafe fn copy_few(from: *const u8, to: *mut u8, size: usize) {
    // SAFETY: the caller's promise.
    unsafe {
        match size {
            8 => to.cast::<Bytes<u64>>().write_unaligned(from.cast::<Bytes<u64>>().read_unaligned()),
            1 => to.write(from.read()),
            _ => to.copy_from_nonoverlapping(from, size),
        }
    }
}

/// The common case of `List.append`: room in a list of its own, elements without counts. False: nothing was done.
#[inline(always)]
pub(crate) unsafe fn append(run: &Run<'_, '_>, ret: *mut u8, args: *const u8, layout: u32) -> bool {
    let Some(element) = plain_element(run, layout) else { return false };
    let size = element.size as usize;
    // SAFETY: the arguments are a list and an element of this layout; there is room for one more element.
    unsafe {
        let mut list = args.cast::<RawList>().read_unaligned();
        if list.length >= list.capacity_or_alloc_ptr || !is_unique(&list) {
            return false;
        }
        let value = args.add(size_of::<RawList>().next_multiple_of(usize::from(element.align)));
        copy_few(value, list.elements.add(list.length * size), size);
        list.length += 1;
        ret.cast::<RawList>().write_unaligned(list);
    }
    true
}

/// The same for `Intrinsic.list_set_unchecked`.
#[inline(always)]
pub(crate) unsafe fn set(run: &Run<'_, '_>, ret: *mut u8, args: *const u8, layout: u32) -> bool {
    let Some(element) = plain_element(run, layout) else { return false };
    let size = element.size as usize;
    // SAFETY: the arguments are a list, an index in it and an element of this layout.
    unsafe {
        let list = args.cast::<RawList>().read_unaligned();
        if !is_unique(&list) {
            return false;
        }
        let index = args.add(size_of::<RawList>()).cast::<usize>().read_unaligned();
        let value = args.add((size_of::<RawList>() + 8).next_multiple_of(usize::from(element.align)));
        copy_few(value, list.elements.add(index * size), size);
        ret.cast::<RawList>().write_unaligned(list);
    }
    true
}

/// Moves a box's contents out, or copies them if the box has other owners.
#[inline(never)]
pub(crate) unsafe fn take_box(run: &Run<'_, '_>, layout: u32, to: *mut u8, data: *mut u8) {
    let record = &run.program.image.layouts[layout as usize];
    let (Some(data), size) = (NonNull::new(data), record.size as usize) else { return };
    // SAFETY: the box holds a value of this layout, and the frame gives an ownership of it up.
    unsafe {
        copy_few(data.as_ptr(), to, size);
        if counted::release_ptr(data) {
            counted::free_counted(run.ops, data, record.align.into(), false);
        } else {
            run.counter().retain_value(record, to);
        }
    }
}

/// The address of a fresh allocation with count 1 that holds a copy of the value.
#[inline(never)]
pub(crate) unsafe fn make_box(run: &Run<'_, '_>, layout: u32, value: *const u8) -> *const u8 {
    let record = &run.program.image.layouts[layout as usize];
    let data = counted::alloc_counted(run.ops, record.size as usize, record.align.into(), false);
    // SAFETY: fresh memory of that size.
    unsafe { copy_few(value, data.as_ptr(), record.size as usize) };
    data.as_ptr()
}

/// A list with that many elements, which are still to be written.
#[inline(never)]
pub(crate) fn make_list(run: &Run<'_, '_>, layout: u32, count: usize) -> RawList {
    let layouts = run.program.image.layouts;
    let element = &layouts[layouts[layout as usize].first as usize];
    if element.size == 0 || count == 0 {
        return RawList { length: count, ..RawList::EMPTY };
    }
    let bytes = counted::bytes_of(run.ops, count, element.size as usize);
    let data = counted::alloc_counted(run.ops, bytes, element.align.into(), element.is_counted());
    if element.is_counted() {
        // SAFETY: allocated with an element count.
        unsafe { counted::set_element_count(data, count) };
    }
    RawList::whole(data, count, count)
}

#[inline(never)]
pub(crate) unsafe fn retain(run: &Run<'_, '_>, layout: u32, value: *const u8) {
    let record = &run.program.image.layouts[layout as usize];
    // SAFETY: the value is of that layout, as the compiler vouches.
    unsafe { run.counter().retain_value(record, value) };
}

#[inline(never)]
pub(crate) unsafe fn release(run: &Run<'_, '_>, layout: u32, value: *mut u8) {
    // SAFETY: as above, and the frame gives an ownership up.
    unsafe { run.counter().release_value(layout, value) };
}

#[inline(never)]
pub(crate) unsafe fn release_str(run: &Run<'_, '_>, value: *const u8) {
    // SAFETY: as above.
    unsafe { value.cast::<RocStr>().read_unaligned().release(run.ops) };
}
