//! Digests of files, remembered for large ones by size, time and inode.

use std::fs::{File, Metadata};
use std::io::{self, Read};
use std::path::Path;
use std::time::{Duration, SystemTime};

use crate::{Cache, Key, KeyBuilder, Kind};

/// Files below this size are read faster than their memory is looked up.
const SMALL: u64 = 32 << 10;

/// A file that was changed this recently could be changed again without its time telling.
const TOO_RECENT: Duration = Duration::from_secs(2);

/// The digest of a file's contents.
pub fn file_digest(path: &Path) -> io::Result<Key> {
    let mut hasher = blake3::Hasher::new();
    let mut file = File::open(path)?;
    let mut buffer = vec![0; 64 << 10];
    loop {
        match file.read(&mut buffer)? {
            0 => return Ok(Key::from_bytes(*hasher.finalize().as_bytes())),
            read => hasher.update(&buffer[..read]),
        };
    }
}

/// Digests of files through the cache's memory.
#[derive(Debug)]
pub struct FileDigests<'c> {
    cache: &'c Cache,
}

impl<'c> FileDigests<'c> {
    /// With this cache's memory.
    pub fn new(cache: &'c Cache) -> Self {
        Self { cache }
    }

    /// The digest of a file's contents.
    pub fn get(&self, path: &Path) -> io::Result<Key> {
        let metadata = std::fs::metadata(path)?;
        let Some(identity) = identity(&metadata) else { return file_digest(path) };
        if let Some(known) = self.cache.read(Kind::Digest, identity)
            && let Ok(bytes) = known.try_into()
        {
            return Ok(Key::from_bytes(bytes));
        }
        let digest = file_digest(path)?;
        // A memory that can't be kept costs time only.
        let _ = self.cache.write(Kind::Digest, identity, digest.bytes());
        Ok(digest)
    }
}

/// What tells this state of this file from others; nothing where it can't be trusted or isn't worth it.
fn identity(metadata: &Metadata) -> Option<Key> {
    let modified = metadata.modified().ok()?;
    let settled = SystemTime::now().duration_since(modified).is_ok_and(|age| age > TOO_RECENT);
    if metadata.len() < SMALL || !settled {
        return None;
    }
    #[cfg(unix)]
    {
        use std::os::unix::fs::MetadataExt;
        let changed = SystemTime::UNIX_EPOCH + Duration::from_secs(metadata.ctime().max(0) as u64);
        if !SystemTime::now().duration_since(changed).is_ok_and(|age| age > TOO_RECENT) {
            return None;
        }
        let numbers = [
            metadata.dev(),
            metadata.ino(),
            metadata.len(),
            metadata.mtime() as u64,
            metadata.mtime_nsec() as u64,
            metadata.ctime() as u64,
            metadata.ctime_nsec() as u64,
        ];
        Some(numbers.into_iter().fold(KeyBuilder::new("file"), KeyBuilder::number).finish())
    }
    #[cfg(not(unix))]
    {
        let _ = KeyBuilder::new("file");
        None
    }
}
