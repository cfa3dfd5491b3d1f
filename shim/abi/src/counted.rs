//! Counted memory: the header before the data, and what may be done with it.
//!
//! An allocation is `[padding][element count: usize][count: isize][data…]`. Data is aligned to the larger of 8 and
//! the elements' alignment. The element count is there only in lists whose elements are themselves counted: it is
//! always the number of live elements in the whole allocation, because the last owner may be a slice that knows
//! only a part of them. Boxes and strings have none. The padding makes the header a multiple of the data's alignment.
//!
//! Count 1 is a unique value, which its owner may change in place; [`STATIC`] marks data that is never counted,
//! changed or freed. Counting is not atomic: a value belongs to one thread at a time.
//!
//! Data pointers here are always to the first byte of an allocation, never into it.

use crate::RocOps;
use core::ptr::NonNull;

/// Size and alignment of each of the two header fields, and the least alignment of data.
pub const WORD: usize = 8;

/// The count of data that is part of the program itself.
pub const STATIC: isize = 0;

/// The largest length of one allocation with its header: what `isize` can address.
pub const MAX_BYTES: usize = isize::MAX as usize;

/// What an allocation has to know of the elements in it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Element {
    /// Bytes of one element, a multiple of `align`; may be zero.
    pub size: usize,
    /// A power of two.
    pub align: usize,
    /// Whether elements hold counted memory themselves, so that the last owner has to release them.
    pub counted: bool,
}

impl Element {
    /// The bytes of a string.
    pub const BYTE: Self = Self { size: 1, align: 1, counted: false };
}

/// The alignment of data whose elements are aligned to `align`.
pub const fn data_align(align: usize) -> usize {
    if align > WORD { align } else { WORD }
}

/// Bytes before the data.
pub const fn header_size(align: usize, elements_counted: bool) -> usize {
    let fields = if elements_counted { 2 * WORD } else { WORD };
    fields.next_multiple_of(data_align(align))
}

/// Room for `bytes` bytes of data with count 1 (and element count 0). The data is uninitialised.
/// Crashes with "out of memory" where the host has none or the length can't be addressed.
pub fn alloc_counted(ops: &RocOps, bytes: usize, align: usize, elements_counted: bool) -> NonNull<u8> {
    let header = header_size(align, elements_counted);
    let base = ops.alloc(length(ops, header, bytes), data_align(align));
    // SAFETY: the allocation is at least `header` long; the fields lie in its last one or two words, aligned.
    unsafe {
        let data = base.add(header);
        count(data).write(1);
        if elements_counted {
            set_element_count(data, 0);
        }
        data
    }
}

/// The same allocation with room for `bytes` bytes of data, perhaps elsewhere; contents and header move along.
///
/// # Safety
/// `data` is a unique allocation ([`is_unique`]) made by this host with the same alignment and kind of elements.
pub unsafe fn realloc_counted(
    ops: &RocOps,
    data: NonNull<u8>,
    bytes: usize,
    align: usize,
    elements_counted: bool,
) -> NonNull<u8> {
    let header = header_size(align, elements_counted);
    // SAFETY: the header is part of the allocation, so both steps stay inside it.
    unsafe { ops.realloc(data.sub(header), length(ops, header, bytes), data_align(align)).add(header) }
}

/// Gives an allocation back, whatever its count. Its elements must be released before.
///
/// # Safety
/// `data` was allocated by this host with the same alignment and kind of elements, is not static and has no owner.
pub unsafe fn free_counted(ops: &RocOps, data: NonNull<u8>, align: usize, elements_counted: bool) {
    // SAFETY: the header is part of the allocation; the caller owns it.
    unsafe { ops.dealloc(data.sub(header_size(align, elements_counted)), data_align(align)) };
}

fn length(ops: &RocOps, header: usize, bytes: usize) -> usize {
    match bytes.checked_add(header) {
        Some(length) if length <= MAX_BYTES => length,
        _ => ops.crash("out of memory"),
    }
}

/// Where the count is.
///
/// # Safety
/// `data` is the data pointer of a counted allocation or of static data.
pub unsafe fn count(data: NonNull<u8>) -> NonNull<isize> {
    // SAFETY: the word before the data belongs to the header and is aligned, as data is aligned to a word.
    unsafe { data.sub(WORD).cast() }
}

/// Adds `n` owners; nothing for static data.
///
/// # Safety
/// As for [`count`]; the allocation is alive and belongs to this thread.
pub unsafe fn retain_ptr(data: NonNull<u8>, n: usize) {
    // SAFETY: the caller's promise.
    unsafe {
        let count = count(data);
        let old = count.read();
        if old != STATIC {
            count.write(old.wrapping_add_unsigned(n));
        }
    }
}

/// Takes one owner away. True: that was the last one, and the caller has to release the elements and call
/// [`free_counted`]. Never true for static data.
///
/// # Safety
/// As for [`retain_ptr`]; the caller gives its ownership up.
pub unsafe fn release_ptr(data: NonNull<u8>) -> bool {
    // SAFETY: the caller's promise.
    unsafe {
        let count = count(data);
        let old = count.read();
        if old > 1 {
            count.write(old - 1);
        }
        old == 1
    }
}

/// Whether the one owner may change the data in place. Never so for static data.
///
/// # Safety
/// As for [`count`].
pub unsafe fn is_unique(data: NonNull<u8>) -> bool {
    // SAFETY: the caller's promise.
    unsafe { count(data).read() == 1 }
}

/// Whether the data is part of the program.
///
/// # Safety
/// As for [`count`].
pub unsafe fn is_static(data: NonNull<u8>) -> bool {
    // SAFETY: the caller's promise.
    unsafe { count(data).read() == STATIC }
}

/// The number of live elements in the whole allocation.
///
/// # Safety
/// As for [`count`], and the allocation is of a list with counted elements.
pub unsafe fn element_count(data: NonNull<u8>) -> usize {
    // SAFETY: such allocations have a second word in their header.
    unsafe { data.sub(2 * WORD).cast::<usize>().read() }
}

/// Writes the number of live elements. Whoever adds elements in place or takes them away keeps it true.
///
/// # Safety
/// As for [`element_count`]; the allocation is unique.
pub unsafe fn set_element_count(data: NonNull<u8>, n: usize) {
    // SAFETY: such allocations have a second word in their header.
    unsafe { data.sub(2 * WORD).cast::<usize>().write(n) };
}

/// The capacity, in elements, to ask for when `needed` elements don't fit into `capacity`: at least `needed`, at
/// least one and a half times the old one, and not less than a cache line of bytes. So appending one by one costs
/// a constant time each. Never more than can be addressed, unless `needed` itself is.
pub const fn grow_capacity(capacity: usize, needed: usize, element_size: usize) -> usize {
    const LEAST_BYTES: usize = 64;
    if element_size == 0 {
        return needed;
    }
    let most = MAX_BYTES / 2 / element_size;
    let mut wanted = capacity.saturating_add(capacity / 2);
    if wanted < LEAST_BYTES / element_size {
        wanted = LEAST_BYTES / element_size;
    }
    if wanted > most {
        wanted = most;
    }
    if wanted < needed { needed } else { wanted }
}

/// Bytes of `n` elements; crashes with "out of memory" where that can't be addressed.
pub fn bytes_of(ops: &RocOps, n: usize, element_size: usize) -> usize {
    match n.checked_mul(element_size) {
        Some(bytes) if bytes <= MAX_BYTES => bytes,
        _ => ops.crash("out of memory"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::TestHost;

    #[test]
    fn header_is_padded_to_the_data() {
        for (align, counted, size) in
            [(1, false, 8), (8, false, 8), (8, true, 16), (16, false, 16), (16, true, 16), (32, true, 32)]
        {
            assert_eq!(header_size(align, counted), size, "{align} {counted}");
        }
    }

    #[test]
    fn counts() {
        let host = TestHost::new();
        let ops = host.ops();
        for (align, counted) in [(1, false), (8, true), (16, false), (16, true)] {
            let data = alloc_counted(&ops, 40, align, counted);
            assert_eq!(data.as_ptr() as usize % data_align(align), 0);
            // SAFETY: `data` is a fresh allocation of this kind, released and freed once.
            unsafe {
                assert!(is_unique(data));
                retain_ptr(data, 2);
                assert!(!is_unique(data) && !release_ptr(data) && !release_ptr(data));
                if counted {
                    set_element_count(data, 5);
                }
                let data = realloc_counted(&ops, data, 4000, align, counted);
                assert!(is_unique(data) && (!counted || element_count(data) == 5));
                assert!(release_ptr(data));
                free_counted(&ops, data, align, counted);
            }
        }
        host.assert_all_freed();
    }

    #[test]
    fn static_data_is_left_alone() {
        #[repr(C)]
        struct Static(isize, [u8; 8]);
        static TEXT: Static = Static(STATIC, *b"constant");
        // SAFETY: stays inside the static.
        let data = unsafe { NonNull::from(&TEXT).cast::<u8>().add(WORD) };
        // SAFETY: the count lies before the data; it is never written as it is STATIC.
        unsafe {
            retain_ptr(data, 1);
            assert!(!release_ptr(data) && !is_unique(data) && is_static(data));
        }
    }

    #[test]
    fn growth() {
        assert_eq!(grow_capacity(0, 1, 1), 64);
        assert_eq!(grow_capacity(0, 1, 24), 2);
        assert_eq!(grow_capacity(0, 1, 100), 1);
        assert_eq!(grow_capacity(100, 101, 8), 150);
        assert_eq!(grow_capacity(100, 1000, 8), 1000);
        assert_eq!(grow_capacity(usize::MAX / 2, usize::MAX, 1), usize::MAX);
        assert_eq!(grow_capacity(7, 9, 0), 9);
    }
}
