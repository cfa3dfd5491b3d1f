//! Memory of one run: counted against a limit, and given back as a whole when the run ends, also what a crash left
//! behind.

use std::alloc::{Layout, alloc, dealloc, realloc};
use std::ptr::{self, NonNull};

/// What stands before each block's data, so that all blocks form a ring and each knows its size.
#[repr(C)]
struct Head {
    previous: *mut Head,
    next: *mut Head,
    /// Bytes that the program asked for.
    length: usize,
    alignment: usize,
}

/// The blocks of a run.
pub(crate) struct Memory {
    /// Not a block itself; where the ring begins. Owned.
    ring: NonNull<Head>,
    used: usize,
    limit: usize,
}

impl Memory {
    /// No blocks; at most `limit` bytes may be in use.
    pub fn new(limit: usize) -> Self {
        let head = Head { previous: ptr::null_mut(), next: ptr::null_mut(), length: 0, alignment: 1 };
        let ring = NonNull::from(Box::leak(Box::new(head)));
        let end = ring.as_ptr();
        // SAFETY: the head is alive until the value is dropped.
        unsafe {
            (*end).previous = end;
            (*end).next = end;
        }
        Self { ring, used: 0, limit }
    }

    /// A block of `length` bytes, or none where that is over the limit or there is no more memory. `alignment` is a
    /// power of two.
    pub fn alloc(&mut self, length: usize, alignment: usize) -> Option<NonNull<u8>> {
        self.admit(0, length)?;
        let layout = layout(length, alignment)?;
        // SAFETY: the layout has room for a head, so it isn't empty.
        let base = NonNull::new(unsafe { alloc(layout) })?;
        let end = self.ring.as_ptr();
        // SAFETY: the head lies directly before the data, in the fresh block, aligned as blocks are to at least a
        // head's alignment and data begins at a multiple of it. The ring's neighbours are alive.
        unsafe {
            let data = base.add(offset(alignment));
            let head = head(data);
            let previous = (*end).previous;
            head.write(Head { previous, next: end, length, alignment });
            (*previous).next = head;
            (*end).previous = head;
            self.used += length;
            Some(data)
        }
    }

    /// Gives a block back.
    ///
    /// # Safety
    /// `data` came from `alloc` or `realloc` of this value and was not given back.
    pub unsafe fn dealloc(&mut self, data: NonNull<u8>) {
        // SAFETY: the block is alive, with its head and its neighbours; it was allocated with this layout.
        unsafe {
            let Head { previous, next, length, alignment } = head(data).read();
            (*previous).next = next;
            (*next).previous = previous;
            self.used -= length;
            if let Some(layout) = layout(length, alignment) {
                dealloc(data.as_ptr().sub(offset(alignment)), layout);
            }
        }
    }

    /// The block with another length, perhaps elsewhere, or none, and then it is as it was.
    ///
    /// # Safety
    /// As for `dealloc`.
    pub unsafe fn realloc(&mut self, data: NonNull<u8>, length: usize) -> Option<NonNull<u8>> {
        // SAFETY: as in `dealloc`; after moving, the neighbours are told where the head is now.
        unsafe {
            let Head { previous, next, length: old, alignment } = head(data).read();
            self.admit(old, length)?;
            let (old_layout, new_layout) = (layout(old, alignment)?, layout(length, alignment)?);
            let base = data.as_ptr().sub(offset(alignment));
            let data = NonNull::new(realloc(base, old_layout, new_layout.size()))?.add(offset(alignment));
            let head = head(data);
            (*head).length = length;
            (*previous).next = head;
            (*next).previous = head;
            self.used = self.used - old + length;
            Some(data)
        }
    }

    /// Gives everything back.
    pub fn clear(&mut self) {
        let end = self.ring.as_ptr();
        // SAFETY: every head in the ring but the ring's own is that of a block.
        unsafe {
            while !ptr::eq((*end).next, end) {
                self.dealloc(NonNull::new_unchecked((*end).next.add(1).cast()));
            }
        }
    }

    fn admit(&self, old: usize, new: usize) -> Option<()> {
        (self.used - old).checked_add(new).filter(|&used| used <= self.limit).map(drop)
    }
}

impl Drop for Memory {
    fn drop(&mut self) {
        self.clear();
        // SAFETY: leaked from a box in `new`; no block points to it any more.
        drop(unsafe { Box::from_raw(self.ring.as_ptr()) });
    }
}

/// From a block's start to its data.
fn offset(alignment: usize) -> usize {
    size_of::<Head>().next_multiple_of(alignment.max(align_of::<Head>()))
}

fn layout(length: usize, alignment: usize) -> Option<Layout> {
    let size = length.checked_add(offset(alignment))?;
    Layout::from_size_align(size, alignment.max(align_of::<Head>())).ok()
}

/// # Safety
/// `data` is the data of a block.
unsafe fn head(data: NonNull<u8>) -> *mut Head {
    // SAFETY: the head is in the same block, directly before its data.
    unsafe { data.cast::<Head>().sub(1).as_ptr() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keeps_contents_and_limit() {
        let mut memory = Memory::new(1000);
        let first = memory.alloc(100, 8).expect("room");
        let second = memory.alloc(200, 64).expect("room");
        assert_eq!(second.as_ptr() as usize % 64, 0);
        assert!(memory.alloc(701, 8).is_none());
        // SAFETY: blocks of these sizes; each given back at most once.
        unsafe {
            first.write_bytes(7, 100);
            second.write_bytes(9, 200);
            assert!(memory.realloc(first, 801).is_none());
            let first = memory.realloc(first, 800).expect("room");
            assert_eq!(first.add(99).read(), 7);
            memory.dealloc(first);
            assert_eq!(second.add(199).read(), 9);
        }
        assert_eq!(memory.used, 200);
        memory.clear();
        assert_eq!(memory.used, 0);
        assert!(memory.alloc(1000, 1).is_some());
    }
}
