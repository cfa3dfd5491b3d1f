//! The image's block in this process's memory.

use crate::system;

/// A whole block, its length field first, aligned to 16, that only this process sees and may still change.
pub struct Block {
    bytes: &'static mut [u8],
    /// Whether it has pages of its own. An embedded image shares them with other data.
    own_pages: bool,
}

impl Block {
    /// A block that was mapped.
    pub fn mapped(bytes: &'static mut [u8]) -> Self {
        Self { bytes, own_pages: true }
    }

    /// A block in the executable.
    pub fn embedded(bytes: &'static mut [u8]) -> Self {
        Self { bytes, own_pages: false }
    }

    /// The bytes.
    pub fn bytes(&self) -> &[u8] {
        self.bytes
    }

    /// The bytes, to be relocated.
    #[expect(dead_code, reason = "for the interpreter")]
    pub fn bytes_mut(&mut self) -> &mut [u8] {
        self.bytes
    }

    /// From now on nothing in this process can change it, if it has pages of its own.
    pub fn freeze(self) -> &'static [u8] {
        let bytes: &'static [u8] = self.bytes;
        if self.own_pages {
            system::make_read_only(bytes);
        }
        bytes
    }
}
