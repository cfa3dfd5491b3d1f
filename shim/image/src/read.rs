//! Reading an image in place.

use crate::error::ImageError;
use crate::format::{
    ALIGN, FunctionRecord, Header, LayoutRecord, MAGIC, MEANING, Relocation, Section, VERSION, starts_words,
};
use core::ops::Range;
use zerocopy::{FromBytes, Immutable, KnownLayout};

/// An image's parts, as they lie in its block. Only the header and the sections' places are checked;
/// [`Image::validate`] checks what is in them.
#[derive(Clone, Copy, Debug)]
#[allow(missing_docs, reason = "the words of the header")]
pub struct Image<'a> {
    pub header: &'a Header,
    pub entries: &'a [u32],
    pub functions: &'a [FunctionRecord],
    pub code: &'a [u64],
    pub starts: &'a [u64],
    pub layouts: &'a [LayoutRecord],
    pub items: &'a [u32],
    pub data: &'a [u8],
    pub relocations: &'a [Relocation],
    pub names: &'a [u8],
}

impl<'a> Image<'a> {
    /// The image in this block, which begins with its length field and is aligned to 16.
    pub fn read(block: &'a [u8]) -> Result<Self, ImageError> {
        let aligned = block.as_ptr().addr().is_multiple_of(ALIGN);
        let header = match block.get(..size_of::<Header>()).map(Header::ref_from_bytes) {
            Some(Ok(header)) if aligned => header,
            _ => return Err(ImageError::Block),
        };
        let real = block.len() as u64 - 8;
        if header.magic != MAGIC {
            return Err(ImageError::Magic);
        }
        if header.length != real {
            return Err(ImageError::Length { stated: header.length, real });
        }
        if header.version != VERSION {
            return Err(ImageError::Version(header.version));
        }
        if header.meaning != MEANING {
            return Err(ImageError::Meaning(header.meaning));
        }
        let mut block = Sections { block, end: size_of::<Header>() };
        let image = Self {
            header,
            entries: block.array("entries", header.entries)?,
            functions: block.array("functions", header.functions)?,
            code: block.array("code", header.code)?,
            starts: block.array("starts", header.starts)?,
            layouts: block.array("layouts", header.layouts)?,
            items: block.array("items", header.items)?,
            data: block.array("data", header.data)?,
            relocations: block.array("relocations", header.relocations)?,
            names: block.array("names", header.names)?,
        };
        if image.starts.len() != starts_words(image.code.len()) {
            return Err(ImageError::Section("starts"));
        }
        Ok(image)
    }

    /// Where the data is in the block.
    pub fn data_range(&self) -> Range<usize> {
        let start = self.header.data.offset as usize;
        start..start + self.data.len()
    }

    /// A function's name.
    pub fn name(&self, function: &FunctionRecord) -> &'a str {
        let (start, len) = (function.name_start as usize, function.name_len as usize);
        let bytes = self.names.get(start..).and_then(|rest| rest.get(..len));
        bytes.and_then(|bytes| core::str::from_utf8(bytes).ok()).unwrap_or("?")
    }

    /// A function's code.
    pub fn code_of(&self, function: &FunctionRecord) -> &'a [u64] {
        let (start, len) = (function.code_start as usize, function.code_len as usize);
        self.code.get(start..).and_then(|rest| rest.get(..len)).unwrap_or(&[])
    }

    /// The items of a layout.
    pub fn items_of(&self, layout: &LayoutRecord) -> &'a [u32] {
        let (start, len) = (layout.first as usize, layout.count as usize);
        self.items.get(start..).and_then(|rest| rest.get(..len)).unwrap_or(&[])
    }
}

/// The block, whose sections come one after the other in the order of the header.
struct Sections<'a> {
    block: &'a [u8],
    /// The end of the last one.
    end: usize,
}

impl<'a> Sections<'a> {
    fn array<T: FromBytes + KnownLayout + Immutable>(
        &mut self,
        name: &'static str,
        section: Section,
    ) -> Result<&'a [T], ImageError> {
        let start = section.offset as usize;
        let bytes = section.count as usize * size_of::<T>();
        let sound = start >= self.end && start.is_multiple_of(ALIGN);
        self.end = start.saturating_add(bytes);
        match self.block.get(start..self.end).map(<[T]>::ref_from_bytes) {
            Some(Ok(elements)) if sound => Ok(elements),
            _ => Err(ImageError::Section(name)),
        }
    }
}
