//! A module image on its way to a child: a whole block, `[u64 length][length bytes]`, in a file or in memory.

use roc_shim_abi::handover::{HEAD, MAX_BLOCK, stated_length};
use std::fs::File;
use std::io::{self, Read, Seek};
use std::path::Path;

/// A block whose length field was checked against its size.
#[derive(Debug)]
pub struct Image<'a> {
    pub(crate) source: Source<'a>,
    pub(crate) bytes: u64,
}

/// Where the block is.
#[derive(Debug)]
pub(crate) enum Source<'a> {
    /// Positioned at the start; not read into this process where the system can copy by itself.
    File(File),
    Bytes(&'a [u8]),
}

/// Why something can't be used as an image.
#[derive(Debug, thiserror::Error)]
pub enum ImageError {
    /// The file can't be opened or read.
    #[error("cannot read the module image: {0}")]
    Read(#[source] io::Error),
    /// The block is damaged, cut off, or something else.
    #[error("not a whole module image: its length field says that {stated} bytes follow it, but {real} do")]
    Length {
        /// The field's value.
        stated: u64,
        /// What is there after the field.
        real: u64,
    },
    /// There isn't even a length field, or far too much.
    #[error("not a module image: {bytes} bytes can't be one")]
    Size {
        /// The whole size.
        bytes: u64,
    },
}

impl Image<'static> {
    /// The block that is the whole contents of a file.
    pub fn from_file(path: &Path) -> Result<Self, ImageError> {
        let failed = ImageError::Read;
        let mut file = File::open(path).map_err(failed)?;
        let metadata = file.metadata().map_err(failed)?;
        if !metadata.is_file() {
            return Err(failed(io::Error::new(io::ErrorKind::InvalidInput, "not a regular file")));
        }
        let mut head = Vec::with_capacity(HEAD as usize);
        (&mut file).take(HEAD).read_to_end(&mut head).map_err(failed)?;
        file.rewind().map_err(failed)?;
        let bytes = metadata.len();
        checked(&head, bytes)?;
        Ok(Self { source: Source::File(file), bytes })
    }
}

impl<'a> Image<'a> {
    /// The block that these bytes are.
    pub fn from_bytes(block: &'a [u8]) -> Result<Self, ImageError> {
        let bytes = block.len() as u64;
        checked(block, bytes)?;
        Ok(Self { source: Source::Bytes(block), bytes })
    }

    /// Bytes of the whole block.
    pub fn bytes(&self) -> u64 {
        self.bytes
    }
}

impl Source<'_> {
    /// Fills `to`, which is as long as the block.
    #[cfg(not(target_os = "linux"))]
    pub(crate) fn read_into(self, to: &mut [u8]) -> io::Result<()> {
        match self {
            Self::File(mut file) => file.read_exact(to),
            Self::Bytes(block) => {
                to.copy_from_slice(block);
                Ok(())
            }
        }
    }
}

fn checked(start: &[u8], bytes: u64) -> Result<(), ImageError> {
    match stated_length(start) {
        Some(_) if bytes > MAX_BLOCK => Err(ImageError::Size { bytes }),
        Some(stated) if stated != bytes - HEAD => Err(ImageError::Length { stated, real: bytes - HEAD }),
        Some(_) => Ok(()),
        None => Err(ImageError::Size { bytes }),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_length_must_fit() {
        let block = |stated: u64, real: usize| [&stated.to_le_bytes()[..], &vec![7; real]].concat();
        assert_eq!(Image::from_bytes(&block(100, 100)).unwrap().bytes(), 108);
        assert!(matches!(Image::from_bytes(&block(0, 0)), Ok(Image { bytes: 8, .. })));
        assert!(matches!(
            Image::from_bytes(&block(100, 99)),
            Err(ImageError::Length { stated: 100, real: 99 })
        ));
        assert!(matches!(Image::from_bytes(b"short"), Err(ImageError::Size { bytes: 5 })));
    }
}
