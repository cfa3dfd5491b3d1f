//! From a folder's files to a `.tar.zst`: the same files always give the same bytes.

use std::fs::File;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use ruzstd::encoding::{CompressionLevel, FrameCompressor};
use tar::{Builder, EntryType, Header};

/// Why there is no archive.
#[derive(Debug, thiserror::Error)]
pub enum BundleError {
    /// A file can't be read.
    #[error("cannot read {}: {source}", path.display())]
    Read {
        /// The file.
        path: PathBuf,
        /// What the system said.
        source: io::Error,
    },
    /// The archive can't be written.
    #[error("cannot write the archive: {0}")]
    Write(#[source] io::Error),
}

/// Writes an archive of files: each with its path on disk and in the archive (with `/` between its parts). Answers the
/// BLAKE3 digest of the archive. Times, owners and permissions of the files don't matter.
pub fn bundle(files: &[(PathBuf, String)], to: impl Write) -> Result<[u8; 32], BundleError> {
    let mut archive = Builder::new(Vec::new());
    for (path, name) in files {
        add(&mut archive, path, name)?;
    }
    let archive = archive.into_inner().map_err(BundleError::Write)?;
    let mut hashed = Hashed { inner: to, hasher: blake3::Hasher::new(), failed: Ok(()) };
    let mut compressor = FrameCompressor::new(CompressionLevel::Fastest);
    compressor.set_source(&archive[..]);
    compressor.set_drain(&mut hashed);
    compressor.compress();
    hashed.failed.map_err(BundleError::Write)?;
    hashed.inner.flush().map_err(BundleError::Write)?;
    Ok(*hashed.hasher.finalize().as_bytes())
}

fn add(archive: &mut Builder<Vec<u8>>, path: &Path, name: &str) -> Result<(), BundleError> {
    let unreadable = |source| BundleError::Read { path: path.to_owned(), source };
    let file = File::open(path).map_err(unreadable)?;
    let mut header = Header::new_gnu();
    header.set_entry_type(EntryType::Regular);
    header.set_size(file.metadata().map_err(unreadable)?.len());
    header.set_mode(0o644);
    header.set_uid(0);
    header.set_gid(0);
    header.set_mtime(0);
    archive.append_data(&mut header, name, file).map_err(unreadable)
}

/// Passes on what is written and hashes it. The compressor can't be told of errors, so the first one is kept.
struct Hashed<W> {
    inner: W,
    hasher: blake3::Hasher,
    failed: io::Result<()>,
}

impl<W: Write> Write for Hashed<W> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.hasher.update(bytes);
        if self.failed.is_ok() {
            self.failed = self.inner.write_all(bytes);
        }
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}
