//! List: 24 bytes, typed ([`RocList`]) for hosts and untyped ([`RawList`]) for the runtime.
//!
//! A list that owns a whole allocation has its capacity, in elements, in `capacity_or_alloc_ptr`. A slice has the high
//! bit set there, over the address of the allocation's first data byte shifted right by one. An empty list without
//! capacity and every list of zero-sized elements owns no memory; its `elements` is null.

use crate::counted::{self, Element};
use crate::{RocOps, RocValue};
use core::fmt;
use core::marker::PhantomData;
use core::ptr::NonNull;

const MARK: usize = 1 << 63;

/// The three words of any list. Copying it makes no owner.
#[repr(C)]
#[derive(Clone, Copy, Debug)]
pub struct RawList {
    /// First element; null where the list owns no memory.
    pub elements: *mut u8,
    /// Elements.
    pub length: usize,
    /// Capacity in elements, or the mark over half the allocation's address.
    pub capacity_or_alloc_ptr: usize,
}

impl RawList {
    /// No elements, no memory.
    pub const EMPTY: Self = Self { elements: core::ptr::null_mut(), length: 0, capacity_or_alloc_ptr: 0 };

    /// The words of a list that owns a whole allocation.
    pub const fn whole(data: NonNull<u8>, length: usize, capacity: usize) -> Self {
        Self { elements: data.as_ptr(), length, capacity_or_alloc_ptr: capacity }
    }

    /// The words of a list that owns a part of an allocation.
    pub fn slice(elements: NonNull<u8>, length: usize, allocation: NonNull<u8>) -> Self {
        let half = allocation.as_ptr().expose_provenance() >> 1;
        Self { elements: elements.as_ptr(), length, capacity_or_alloc_ptr: half | MARK }
    }

    /// Whether this is a part of an allocation.
    pub const fn is_slice(&self) -> bool {
        self.capacity_or_alloc_ptr & MARK != 0
    }

    /// Elements that fit without moving; a slice can't grow.
    pub const fn capacity(&self) -> usize {
        if self.is_slice() { self.length } else { self.capacity_or_alloc_ptr }
    }

    /// The data pointer of the counted allocation; none where the list owns no memory.
    pub fn allocation(&self) -> Option<NonNull<u8>> {
        NonNull::new(if self.is_slice() {
            core::ptr::with_exposed_provenance_mut(self.capacity_or_alloc_ptr << 1)
        } else {
            self.elements
        })
    }
}

/// A list of values. An owned value: see [`RocValue`].
#[repr(transparent)]
pub struct RocList<T> {
    raw: RawList,
    elements: PhantomData<T>,
}

impl<T> RocList<T> {
    /// No elements, no memory.
    pub const EMPTY: Self = Self { raw: RawList::EMPTY, elements: PhantomData };

    /// The list with these words.
    ///
    /// # Safety
    /// They are a list of `T`, and an ownership of it is given up.
    pub const unsafe fn from_raw(raw: RawList) -> Self {
        Self { raw, elements: PhantomData }
    }

    /// The list's words; the ownership goes with them.
    pub const fn into_raw(self) -> RawList {
        self.raw
    }

    /// Elements.
    pub const fn len(&self) -> usize {
        self.raw.length
    }

    /// Whether there are no elements.
    pub const fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Whether this is a part of an allocation.
    pub const fn is_slice(&self) -> bool {
        self.raw.is_slice()
    }

    /// The elements.
    pub fn as_slice(&self) -> &[T] {
        let first = NonNull::new(self.raw.elements).unwrap_or(NonNull::<T>::dangling().cast());
        // SAFETY: whoever made the value vouched for its elements, and the value owns a part in them; without memory
        // there are none, or they are zero-sized.
        unsafe { core::slice::from_raw_parts(first.cast().as_ptr(), self.len()) }
    }

    /// Whether the elements may be changed in place.
    pub fn is_unique(&self) -> bool {
        // SAFETY: the value owns a part in its allocation.
        self.raw.allocation().is_none_or(|data| unsafe { counted::is_unique(data) })
    }
}

impl<T: RocValue> RocList<T> {
    /// What allocations have to know of `T`.
    pub const ELEMENT: Element =
        Element { size: size_of::<T>(), align: align_of::<T>(), counted: T::COUNTED };

    /// A list of what `values` gives.
    pub fn from_values(values: impl ExactSizeIterator<Item = T>, ops: &RocOps) -> Self {
        let Element { size, align, counted } = Self::ELEMENT;
        let capacity = values.len();
        if size == 0 || capacity == 0 {
            let raw = RawList { length: values.count(), ..RawList::EMPTY };
            return Self { raw: if size == 0 { raw } else { RawList::EMPTY }, elements: PhantomData };
        }
        let data = counted::alloc_counted(ops, counted::bytes_of(ops, capacity, size), align, counted);
        let mut length = 0;
        // An iterator's length is a claim: what it gives beyond it is not taken.
        for value in values.take(capacity) {
            // SAFETY: room for `capacity` elements.
            unsafe { data.cast::<T>().add(length).write(value) };
            length += 1;
        }
        if counted {
            // SAFETY: allocated with an element count just now.
            unsafe { counted::set_element_count(data, length) };
        }
        Self { raw: RawList::whole(data, length, capacity), elements: PhantomData }
    }
}

// SAFETY: the layout is the ABI's.
unsafe impl<T: RocValue> RocValue for RocList<T> {
    const COUNTED: bool = true;

    fn retain(&self) -> Self {
        if let Some(data) = self.raw.allocation() {
            // SAFETY: the value owns a part in its allocation.
            unsafe { counted::retain_ptr(data, 1) };
        }
        Self { raw: self.raw, elements: PhantomData }
    }

    unsafe fn release(self, ops: &RocOps) {
        let Some(data) = self.raw.allocation() else { return };
        // SAFETY: the value gives its ownership up. The last owner releases every live element of the allocation once,
        // also those outside its own part.
        unsafe {
            if counted::release_ptr(data) {
                if T::COUNTED {
                    for i in 0..counted::element_count(data) {
                        data.cast::<T>().add(i).read().release(ops);
                    }
                }
                counted::free_counted(ops, data, Self::ELEMENT.align, T::COUNTED);
            }
        }
    }
}

impl<T: fmt::Debug> fmt::Debug for RocList<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(self.as_slice(), f)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::RocStr;
    use crate::testing::TestHost;

    const WORDS: [&str; 3] = ["small", "a string that needs memory", "another one that needs memory"];

    #[test]
    fn plain_elements() {
        let host = TestHost::new();
        let ops = host.ops();
        let list = RocList::from_values([1u128, 2, 3].into_iter(), &ops);
        assert_eq!(list.as_slice(), [1, 2, 3]);
        let second = list.retain();
        // SAFETY: each value is released once.
        unsafe {
            list.release(&ops);
            assert!(second.is_unique());
            second.release(&ops);
        }
        host.assert_all_freed();
    }

    #[test]
    fn a_slice_releases_the_elements_it_cannot_see() {
        let host = TestHost::new();
        let ops = host.ops();
        let list = RocList::from_values(WORDS.iter().map(|w| RocStr::from_str(w, &ops)), &ops);
        let raw = list.into_raw();
        let data = raw.allocation().unwrap();
        // SAFETY: the part lies inside; the list's own ownership becomes the slice's.
        unsafe {
            let part = RawList::slice(data.add(size_of::<RocStr>()), 1, data);
            let slice = RocList::<RocStr>::from_raw(part);
            assert!(slice.is_slice());
            assert_eq!(slice.as_slice()[0].as_str(), WORDS[1]);
            slice.release(&ops);
        }
        host.assert_all_freed();
    }

    #[test]
    fn no_memory_for_nothing() {
        let host = TestHost::new();
        let ops = host.ops();
        let units = RocList::from_values([(), (), ()].into_iter(), &ops);
        let empty = RocList::from_values([0u64; 0].into_iter(), &ops);
        assert_eq!((units.as_slice().len(), empty.as_slice().len()), (3, 0));
        assert_eq!(host.allocations(), 0);
        // SAFETY: each value is released once.
        unsafe {
            units.release(&ops);
            empty.release(&ops);
        }
    }
}
