//! How large the cache is, and emptying it.

use std::fs;
use std::io;
use std::path::Path;

/// What a cache holds.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Usage {
    /// Files.
    pub files: u64,
    /// Their bytes.
    pub bytes: u64,
}

/// Adds up what is below a cache's root; a folder that is not there holds nothing.
pub fn usage(root: &Path) -> io::Result<Usage> {
    let mut usage = Usage::default();
    let mut folders = vec![root.to_owned()];
    while let Some(folder) = folders.pop() {
        let entries = match fs::read_dir(&folder) {
            Ok(entries) => entries,
            Err(error) if error.kind() == io::ErrorKind::NotFound => continue,
            Err(error) => return Err(error),
        };
        for entry in entries {
            let entry = entry?;
            let kind = entry.file_type()?;
            if kind.is_dir() {
                folders.push(entry.path());
            } else if let Ok(metadata) = entry.metadata() {
                usage.files += 1;
                usage.bytes += metadata.len();
            }
        }
    }
    Ok(usage)
}

/// Removes everything below a cache's root that this tool has put there, all versions; returns what that was.
/// Other files in the folder stay.
pub fn clean(root: &Path) -> io::Result<Usage> {
    let mut removed = Usage::default();
    let versions = match fs::read_dir(root) {
        Ok(versions) => versions,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(removed),
        Err(error) => return Err(error),
    };
    for version in versions {
        let version = version?.path();
        let entries = version.join("entries");
        if !entries.is_dir() {
            continue;
        }
        let below = usage(&entries)?;
        fs::remove_dir_all(&entries)?;
        removed.files += below.files;
        removed.bytes += below.bytes;
        // Only if nothing else is in it.
        let _ = fs::remove_dir(&version);
    }
    Ok(removed)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Cache, Key, Kind, Location};

    #[test]
    fn cleaning_leaves_foreign_files() {
        let root = tempfile::tempdir().unwrap();
        let (cache, warning) = Cache::open(Some(&Location::at(root.path())), "1.0").unwrap();
        assert!(warning.is_none());
        cache.write(Kind::Image, Key::of(b"x"), b"image").unwrap();
        fs::write(root.path().join("mine.txt"), "keep").unwrap();
        assert_eq!(usage(root.path()).unwrap().files, 2);
        assert_eq!(clean(root.path()).unwrap().files, 1);
        assert_eq!(usage(root.path()).unwrap(), Usage { files: 1, bytes: 4 });
        assert_eq!(usage(&root.path().join("absent")).unwrap(), Usage::default());
    }
}
