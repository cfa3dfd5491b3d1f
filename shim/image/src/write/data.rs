//! Constants: bytes that may hold pointers to other constants.

use super::{FunctionId, LayoutId, WriteError};
use crate::format::{CLOSURE, ClosureRecord, NONE, Relocation};
use std::collections::BTreeMap;
use std::vec;
use std::vec::Vec;
use zerocopy::IntoBytes;

/// Bytes of one constant, with the places in it that are pointers.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Blob {
    /// The bytes; what stands at a pointer is of no importance.
    pub bytes: Vec<u8>,
    /// Place in `bytes` (a multiple of 8) and what it points to: an offset that [`Data::add`] or
    /// [`Data::add_counted`] gave.
    pub pointers: Vec<(u32, u32)>,
}

impl Blob {
    /// Bytes without pointers.
    pub fn plain(bytes: &[u8]) -> Self {
        Self { bytes: bytes.to_vec(), pointers: Vec::new() }
    }

    /// Zeros, to be filled by [`put`](Self::put).
    pub fn zeros(size: usize) -> Self {
        Self { bytes: vec![0; size], pointers: Vec::new() }
    }

    /// Writes a part at an offset. Bytes that are missing are added.
    pub fn put(&mut self, offset: usize, part: &Blob) {
        let end = offset + part.bytes.len();
        if self.bytes.len() < end {
            self.bytes.resize(end, 0);
        }
        self.bytes[offset..end].copy_from_slice(&part.bytes);
        self.pointers.extend(part.pointers.iter().map(|&(at, target)| (at + offset as u32, target)));
    }

    /// Eight bytes that are a pointer.
    pub fn pointer(target: u32) -> Self {
        Self { bytes: vec![0; 8], pointers: vec![(0, target)] }
    }
}

/// All constants. Equal ones are stored once.
#[derive(Debug, Default)]
pub struct Data {
    bytes: Vec<u8>,
    relocations: BTreeMap<u32, u32>,
    known: BTreeMap<(Blob, usize, usize), u32>,
}

/// Constants are aligned to at least a word.
const WORD: usize = 8;

impl Data {
    /// Stores a constant; the offset of its first byte. `align` is a power of two up to 16.
    pub fn add(&mut self, blob: Blob, align: usize) -> u32 {
        self.place(blob, align, 0)
    }

    /// Stores what counted pointers point to: a count of 0, which marks static data, goes before it, and the
    /// number of elements if it is the contents of a list of counted elements. The offset of the data itself.
    pub fn add_counted(&mut self, contents: Blob, align: usize, elements: Option<u64>) -> u32 {
        let header = if elements.is_some() { 2 * WORD } else { WORD };
        let header = header.next_multiple_of(align.max(WORD));
        let mut blob = Blob::zeros(header);
        if let Some(count) = elements {
            blob.put(header - 2 * WORD, &Blob::plain(&count.to_le_bytes()));
        }
        blob.put(header, &contents);
        self.place(blob, align, header)
    }

    /// The 24 bytes of a constant string.
    pub fn str_value(&mut self, text: &str) -> Blob {
        const SMALL: usize = 23;
        if text.len() <= SMALL {
            let mut value = Blob::plain(text.as_bytes());
            value.bytes.resize(SMALL, 0);
            value.bytes.push(text.len() as u8 ^ 0x80);
            return value;
        }
        let bytes = self.add_counted(Blob::plain(text.as_bytes()), 1, None);
        Self::three_words(bytes, text.len() as u64)
    }

    /// The 24 bytes of a constant list with `length` elements of `align`, whose bytes are `contents`. `counted`:
    /// whether the elements hold counted memory.
    pub fn list_value(&mut self, contents: Blob, length: u64, align: usize, counted: bool) -> Blob {
        if contents.bytes.is_empty() {
            let mut value = Blob::zeros(24);
            value.put(8, &Blob::plain(&length.to_le_bytes()));
            return value;
        }
        let elements = self.add_counted(contents, align, counted.then_some(length));
        Self::three_words(elements, length)
    }

    /// A function value, perhaps with captures: their layout and their struct. The target of its pointer.
    pub fn add_closure(&mut self, function: FunctionId, captures: Option<(LayoutId, Blob)>) -> u32 {
        let layout = captures.as_ref().map_or(NONE, |(layout, _)| layout.0);
        let record = ClosureRecord { call: 0, drop: 0, function: function.0, captures: layout, program: 0 };
        let mut blob = Blob::plain(record.as_bytes());
        if let Some((_, values)) = captures {
            blob.put(size_of::<ClosureRecord>(), &values);
        }
        let target = self.add_counted(blob, 16, None);
        self.relocations.insert(target, CLOSURE);
        target
    }

    fn three_words(target: u32, length: u64) -> Blob {
        let mut value = Blob::pointer(target);
        value.put(8, &Blob::plain(&length.to_le_bytes()));
        value.put(16, &Blob::plain(&length.to_le_bytes()));
        value
    }

    /// The offset `skip` bytes into the blob, which is what has to be aligned.
    fn place(&mut self, blob: Blob, align: usize, skip: usize) -> u32 {
        let align = align.max(WORD);
        if let Some(&at) = self.known.get(&(blob.clone(), align, skip)) {
            return at;
        }
        let start = self.bytes.len().next_multiple_of(align);
        self.bytes.resize(start, 0);
        self.bytes.extend_from_slice(&blob.bytes);
        for &(at, target) in &blob.pointers {
            self.relocations.insert(start as u32 + at, target);
        }
        let at = (start + skip) as u32;
        self.known.insert((blob, align, skip), at);
        at
    }

    pub(super) fn finish(self) -> Result<(Vec<u8>, Vec<Relocation>), WriteError> {
        if u32::try_from(self.bytes.len()).is_err() {
            return Err(WriteError::TooLarge);
        }
        let relocations =
            self.relocations.into_iter().map(|(offset, target)| Relocation { offset, target }).collect();
        Ok((self.bytes, relocations))
    }
}
