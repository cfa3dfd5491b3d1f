//! Str: 24 bytes, in one of three forms.
//!
//! | form | recognised by | contents |
//! | --- | --- | --- |
//! | small | high bit of the last byte | up to 23 bytes from the first byte on; last byte = length with its high bit set |
//! | slice | else high bit of `length` | `capacity_or_alloc_ptr` = address of the allocation's first data byte, shifted right by one |
//! | whole | else | `capacity_or_alloc_ptr` = capacity of the allocation, in bytes |
//!
//! The empty string is small.

use crate::counted::{self, Element};
use crate::{RocOps, RocValue};
use core::fmt;
use core::mem::transmute;
use core::ptr::NonNull;

/// Text in UTF-8. An owned value: see [`RocValue`].
#[repr(C)]
pub struct RocStr {
    pub(crate) bytes: *mut u8,
    pub(crate) length: usize,
    pub(crate) capacity_or_alloc_ptr: usize,
}

/// The bit that marks a slice (in `length`) and a small string (in `capacity_or_alloc_ptr`).
const MARK: usize = 1 << 63;

impl RocStr {
    /// The most bytes that are stored in the value itself.
    pub const SMALL_MAX: usize = 23;

    /// The empty string.
    pub const EMPTY: Self = match Self::small(&[]) {
        Some(empty) => empty,
        None => unreachable!(),
    };

    /// A small string, if `bytes` (UTF-8) are few enough.
    const fn small(bytes: &[u8]) -> Option<Self> {
        if bytes.len() > Self::SMALL_MAX {
            return None;
        }
        let mut all = [0u8; 24];
        all.split_at_mut(bytes.len()).0.copy_from_slice(bytes);
        all[Self::SMALL_MAX] = bytes.len() as u8 ^ 0x80;
        // SAFETY: same size; every bit pattern is valid for the three words.
        Some(unsafe { transmute::<[u8; 24], Self>(all) })
    }

    /// A copy of `text`.
    pub fn from_str(text: &str, ops: &RocOps) -> Self {
        // SAFETY: a str is UTF-8.
        unsafe { Self::from_bytes(text.as_bytes(), ops) }
    }

    /// A copy of `bytes`.
    ///
    /// # Safety
    /// `bytes` are UTF-8.
    pub unsafe fn from_bytes(bytes: &[u8], ops: &RocOps) -> Self {
        if let Some(small) = Self::small(bytes) {
            return small;
        }
        let data = counted::alloc_counted(ops, bytes.len(), 1, false);
        // SAFETY: fresh memory of that length.
        unsafe {
            data.copy_from_nonoverlapping(NonNull::from(bytes).cast(), bytes.len());
            Self::whole(data, bytes.len(), bytes.len())
        }
    }

    /// A copy of `bytes`, each invalid sequence replaced by U+FFFD.
    pub fn from_utf8_lossy(bytes: &[u8], ops: &RocOps) -> Self {
        if let Ok(text) = core::str::from_utf8(bytes) {
            return Self::from_str(text, ops);
        }
        const REPLACEMENT: &str = "\u{FFFD}";
        let pieces = || {
            bytes
                .utf8_chunks()
                .flat_map(|chunk| [chunk.valid(), if chunk.invalid().is_empty() { "" } else { REPLACEMENT }])
        };
        let length = pieces().map(str::len).sum();
        let mut small = [0u8; Self::SMALL_MAX];
        let large = (length > Self::SMALL_MAX).then(|| counted::alloc_counted(ops, length, 1, false));
        let mut to = large.unwrap_or(NonNull::from(&mut small).cast());
        // SAFETY: the pieces are `length` bytes together, which is the room behind `to`; they are UTF-8.
        unsafe {
            for piece in pieces() {
                to.copy_from_nonoverlapping(NonNull::from(piece).cast(), piece.len());
                to = to.add(piece.len());
            }
            match large {
                Some(data) => Self::whole(data, length, length),
                None => Self::from_bytes(&small[..length], ops),
            }
        }
    }

    /// A string that owns a whole allocation of `capacity` bytes, the first `length` of them its text.
    ///
    /// # Safety
    /// `data` is such an allocation ([`counted::alloc_counted`] with alignment 1) or static data, and an ownership of
    /// it is given up. `length` is at most `capacity`; the text is UTF-8.
    pub unsafe fn whole(data: NonNull<u8>, length: usize, capacity: usize) -> Self {
        Self { bytes: data.as_ptr(), length, capacity_or_alloc_ptr: capacity }
    }

    /// A string that owns a part of an allocation.
    ///
    /// # Safety
    /// `allocation` is the data pointer of a string's allocation or of static data, and an ownership of it is given
    /// up. The `length` bytes from `bytes` on lie inside it and are UTF-8.
    pub unsafe fn slice(bytes: NonNull<u8>, length: usize, allocation: NonNull<u8>) -> Self {
        Self {
            bytes: bytes.as_ptr(),
            length: length | MARK,
            capacity_or_alloc_ptr: allocation.as_ptr().expose_provenance() >> 1,
        }
    }

    /// Whether the text is in the value itself.
    pub fn is_small(&self) -> bool {
        self.capacity_or_alloc_ptr & MARK != 0
    }

    /// Whether this is a part of an allocation.
    pub fn is_slice(&self) -> bool {
        !self.is_small() && self.length & MARK != 0
    }

    /// Bytes.
    pub fn len(&self) -> usize {
        if self.is_small() { (self.capacity_or_alloc_ptr >> 56) ^ 0x80 } else { self.length & !MARK }
    }

    /// Whether there are no bytes.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Bytes that fit without moving; a slice can't grow.
    pub fn capacity(&self) -> usize {
        match (self.is_small(), self.is_slice()) {
            (true, _) => Self::SMALL_MAX,
            (_, true) => self.len(),
            _ => self.capacity_or_alloc_ptr,
        }
    }

    /// The bytes.
    pub fn as_bytes(&self) -> &[u8] {
        let first = if self.is_small() { (&raw const *self).cast() } else { self.bytes.cast_const() };
        // SAFETY: small: the bytes are in the value, which is borrowed. Else whoever made the value vouched for them,
        // and the value owns a part in them.
        unsafe { core::slice::from_raw_parts(first, self.len()) }
    }

    /// The text.
    pub fn as_str(&self) -> &str {
        // SAFETY: whoever made the value vouched for it.
        unsafe { core::str::from_utf8_unchecked(self.as_bytes()) }
    }

    /// The data pointer of the counted allocation; none for small strings.
    pub fn allocation(&self) -> Option<NonNull<u8>> {
        match (self.is_small(), self.is_slice()) {
            (true, _) => None,
            (_, true) => {
                NonNull::new(core::ptr::with_exposed_provenance_mut(self.capacity_or_alloc_ptr << 1))
            }
            _ => NonNull::new(self.bytes),
        }
    }

    /// Whether the bytes may be changed in place: small, or the only owner of its allocation.
    pub fn is_unique(&self) -> bool {
        // SAFETY: the value owns a part in its allocation.
        self.allocation().is_none_or(|data| unsafe { counted::is_unique(data) })
    }
}

// SAFETY: the layout is the ABI's.
unsafe impl RocValue for RocStr {
    const COUNTED: bool = true;

    fn retain(&self) -> Self {
        if let Some(data) = self.allocation() {
            // SAFETY: the value owns a part in its allocation.
            unsafe { counted::retain_ptr(data, 1) };
        }
        Self { ..*self }
    }

    unsafe fn release(self, ops: &RocOps) {
        if let Some(data) = self.allocation() {
            // SAFETY: the value gives its ownership up; strings' allocations have alignment 1.
            unsafe {
                if counted::release_ptr(data) {
                    counted::free_counted(ops, data, Element::BYTE.align, Element::BYTE.counted);
                }
            }
        }
    }
}

impl fmt::Debug for RocStr {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(self.as_str(), f)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::TestHost;
    use std::string::String;

    fn text(length: usize) -> String {
        "abcdefghijklmnopqrstuvwxyz".chars().cycle().take(length).collect()
    }

    #[test]
    fn small_up_to_23_bytes() {
        let host = TestHost::new();
        let ops = host.ops();
        for length in [0, 1, 22, 23, 24, 100] {
            let s = RocStr::from_str(&text(length), &ops);
            assert_eq!((s.is_small(), s.len(), s.as_str()), (length <= 23, length, text(length).as_str()));
            assert!(s.is_unique() && !s.is_slice() && s.capacity() >= length);
            // SAFETY: made by this host.
            unsafe { s.release(&ops) };
        }
        host.assert_all_freed();
        assert!(RocStr::EMPTY.is_small() && RocStr::EMPTY.is_empty());
    }

    #[test]
    fn the_last_owner_frees() {
        let host = TestHost::new();
        let ops = host.ops();
        let whole = RocStr::from_str(&text(50), &ops);
        let data = whole.allocation().unwrap();
        // SAFETY: the part lies inside; `retain` makes the ownership that the slice takes.
        let slice = unsafe {
            counted::retain_ptr(data, 1);
            RocStr::slice(data.add(3), 40, data)
        };
        assert_eq!((slice.as_str(), slice.is_slice(), slice.is_small()), (&text(50)[3..43], true, false));
        assert_eq!(slice.allocation(), Some(data));
        assert!(!whole.is_unique());
        let second = slice.retain();
        // SAFETY: each value is released once.
        unsafe {
            whole.release(&ops);
            slice.release(&ops);
            assert!(second.is_unique());
            assert_eq!(second.as_str(), &text(50)[3..43]);
            second.release(&ops);
        }
        host.assert_all_freed();
    }

    #[test]
    fn invalid_utf8_is_replaced() {
        let host = TestHost::new();
        let ops = host.ops();
        for bytes in [&b"ab\xffcd"[..], b"\xf0\x9f", b"a long one \xc3( with \xe2\x82 broken parts \x80"] {
            let s = RocStr::from_utf8_lossy(bytes, &ops);
            assert_eq!(s.as_str(), String::from_utf8_lossy(bytes));
            // SAFETY: made by this host.
            unsafe { s.release(&ops) };
        }
        host.assert_all_freed();
    }
}
