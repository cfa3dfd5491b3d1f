//! Reading arguments and writing results of [`LowLevelFn`](crate::LowLevelFn)s.

use crate::context::Element;

/// Reads arguments one after the other, each at its alignment from the first one.
#[derive(Clone, Copy)]
pub(crate) struct Args {
    first: *const u8,
    offset: usize,
}

impl Args {
    pub(crate) fn new(first: *const u8) -> Self {
        Self { first, offset: 0 }
    }

    /// Where the next argument is, with this size and alignment.
    ///
    /// # Safety
    /// There is such an argument.
    pub(crate) unsafe fn skip(&mut self, size: usize, align: usize) -> *const u8 {
        let offset = self.offset.next_multiple_of(align);
        self.offset = offset + size;
        // SAFETY: inside the arguments.
        unsafe { self.first.add(offset) }
    }

    /// The next argument.
    ///
    /// # Safety
    /// It is a `T`.
    pub(crate) unsafe fn next<T>(&mut self) -> T {
        // SAFETY: the caller's promise.
        unsafe { self.skip(size_of::<T>(), align_of::<T>()).cast::<T>().read_unaligned() }
    }

    /// The bytes of the next argument, an element.
    ///
    /// # Safety
    /// It is one of that layout.
    pub(crate) unsafe fn element(&mut self, element: Element) -> *mut u8 {
        // SAFETY: the caller's promise.
        unsafe { self.skip(element.size as usize, element.align as usize) }.cast_mut()
    }
}

/// Writes a result.
///
/// # Safety
/// There is room for a `T`.
pub(crate) unsafe fn put<T>(ret: *mut u8, value: T) {
    // SAFETY: the caller's promise.
    unsafe { ret.cast::<T>().write_unaligned(value) };
}
