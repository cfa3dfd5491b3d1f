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
        let image = Self {
            header,
            entries: array(block, "entries", header.entries)?,
            functions: array(block, "functions", header.functions)?,
            code: array(block, "code", header.code)?,
            starts: array(block, "starts", header.starts)?,
            layouts: array(block, "layouts", header.layouts)?,
            items: array(block, "items", header.items)?,
            data: array(block, "data", header.data)?,
            relocations: array(block, "relocations", header.relocations)?,
            names: array(block, "names", header.names)?,
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

fn array<'a, T: FromBytes + KnownLayout + Immutable>(
    block: &'a [u8],
    name: &'static str,
    section: Section,
) -> Result<&'a [T], ImageError> {
    let start = section.offset as usize;
    let bytes = section.count as usize * size_of::<T>();
    let part = block.get(start..).and_then(|rest| rest.get(..bytes));
    match part.map(<[T]>::ref_from_bytes) {
        Some(Ok(elements)) if start.is_multiple_of(ALIGN) => Ok(elements),
        _ => Err(ImageError::Section(name)),
    }
}
