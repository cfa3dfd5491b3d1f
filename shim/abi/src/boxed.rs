//! Box: a pointer to a counted allocation of one value, without an element count.

use crate::counted;
use crate::{RocOps, RocValue};
use core::marker::PhantomData;
use core::ptr::NonNull;

/// A value on the heap. An owned value: see [`RocValue`].
///
/// `RocBox<Opaque>` is a box whose contents only the program knows. A host can hold it, make more owners of it and pass
/// it on; it can't release it itself, since what is inside may own memory too, so a platform whose host has to give
/// one up has an entry that takes it.
#[repr(transparent)]
#[derive(Debug)]
pub struct RocBox<T> {
    data: NonNull<u8>,
    contents: PhantomData<T>,
}

/// Contents that only the program knows.
#[derive(Debug)]
pub enum Opaque {}

impl<T> RocBox<T> {
    /// One more owner of the same value.
    #[must_use]
    pub fn retain(&self) -> Self {
        // SAFETY: the value owns a part in its allocation.
        unsafe { counted::retain_ptr(self.data, 1) };
        Self { ..*self }
    }

    /// The data pointer; the ownership goes with it.
    pub fn into_raw(self) -> NonNull<u8> {
        self.data
    }

    /// The box with this data pointer.
    ///
    /// # Safety
    /// It is a box of `T`, and an ownership of it is given up.
    pub unsafe fn from_raw(data: NonNull<u8>) -> Self {
        Self { data, contents: PhantomData }
    }

    /// Whether there is no other owner.
    pub fn is_unique(&self) -> bool {
        // SAFETY: the value owns a part in its allocation.
        unsafe { counted::is_unique(self.data) }
    }
}

impl<T: RocValue> RocBox<T> {
    /// Puts `value` into fresh memory.
    pub fn new(value: T, ops: &RocOps) -> Self {
        let data = counted::alloc_counted(ops, size_of::<T>(), align_of::<T>(), false);
        // SAFETY: fresh memory of that size and alignment.
        unsafe { data.cast::<T>().write(value) };
        Self { data, contents: PhantomData }
    }

    /// The value inside.
    pub fn get(&self) -> &T {
        // SAFETY: whoever made the box vouched for it, and it owns a part in its allocation.
        unsafe { self.data.cast().as_ref() }
    }
}

// SAFETY: the layout is the ABI's.
unsafe impl<T: RocValue> RocValue for RocBox<T> {
    const COUNTED: bool = true;

    fn retain(&self) -> Self {
        RocBox::retain(self)
    }

    unsafe fn release(self, ops: &RocOps) {
        // SAFETY: the value gives its ownership up; the last owner releases the contents once.
        unsafe {
            if counted::release_ptr(self.data) {
                self.data.cast::<T>().read().release(ops);
                counted::free_counted(ops, self.data, align_of::<T>(), false);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::TestHost;
    use crate::{RocList, RocStr};

    #[test]
    fn releases_what_is_inside() {
        let host = TestHost::new();
        let ops = host.ops();
        let text = RocStr::from_str("a string that needs memory", &ops);
        let inner = RocBox::new(RocList::from_values([text].into_iter(), &ops), &ops);
        let second = inner.retain();
        assert_eq!(second.get().as_slice()[0].len(), 26);
        // SAFETY: each value is released once.
        unsafe {
            inner.release(&ops);
            assert!(second.is_unique());
            second.release(&ops);
        }
        host.assert_all_freed();
    }

    #[test]
    fn zero_sized_contents_have_a_header() {
        let host = TestHost::new();
        let ops = host.ops();
        let unit = RocBox::new((), &ops);
        assert!(unit.is_unique());
        // SAFETY: released once.
        unsafe { unit.release(&ops) };
        host.assert_all_freed();
    }
}
