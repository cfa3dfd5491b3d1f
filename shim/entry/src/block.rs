//! The image's block in this process's memory.

use crate::system;

/// A whole block, its length field first, aligned to 16, that only this process sees and may still change.
pub struct Block {
    pub bytes: &'static mut [u8],
    pages: Pages,
}

/// What is on the block's pages.
#[derive(Clone, Copy)]
pub enum Pages {
    /// The block alone: it was mapped.
    Own,
    /// Other data of the executable too.
    Shared,
}

/// What write-protects a block after it was changed for the last time.
pub struct Seal {
    first: *mut u8,
    len: usize,
    pages: Pages,
}

impl Block {
    pub fn new(bytes: &'static mut [u8], pages: Pages) -> Self {
        Self { bytes, pages }
    }

    /// To be closed when the block is in use.
    pub fn seal(&mut self) -> Seal {
        Seal { first: self.bytes.as_mut_ptr(), len: self.bytes.len(), pages: self.pages }
    }
}

impl Seal {
    /// From now on nothing in this process can change the block, if it has pages of its own.
    pub fn close(self) {
        if let Pages::Own = self.pages {
            system::make_read_only(self.first, self.len);
        }
    }
}
