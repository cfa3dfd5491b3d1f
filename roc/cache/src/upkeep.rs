//! How large the cache is, and emptying it.

use std::fs::{self, DirEntry};
use std::io;
use std::path::{Path, PathBuf};

use crate::unfinished;

/// What a cache holds.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Usage {
    /// Files.
    pub files: u64,
    /// Their bytes.
    pub bytes: u64,
}

impl Usage {
    /// Of a file; one that has just gone is none.
    fn of(file: &DirEntry) -> Self {
        file.metadata().map_or(Self::default(), |metadata| Self { files: 1, bytes: metadata.len() })
    }
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
            } else {
                let file = Usage::of(&entry);
                usage.files += file.files;
                usage.bytes += file.bytes;
            }
        }
    }
    Ok(usage)
}

/// Removes everything below a cache's root that this tool has put there, all versions; returns what that was.
/// Other files in the folder stay, and so does what another process is writing at this moment.
pub fn clean(root: &Path) -> io::Result<Usage> {
    let mut removed = Usage::default();
    for version in folders(root)? {
        let entries = version.join("entries");
        for kind in folders(&entries)? {
            for entry in fs::read_dir(&kind)?.flatten() {
                let path = entry.path();
                if unfinished::is_at_work(&path) {
                    continue;
                }
                let held = if path.is_dir() { usage(&path)? } else { Usage::of(&entry) };
                if unfinished::remove(&path).is_ok() {
                    removed.files += held.files;
                    removed.bytes += held.bytes;
                }
            }
            // Only if nothing else is in it.
            let _ = fs::remove_dir(&kind);
        }
        if fs::remove_dir(&entries).is_ok() {
            let _ = fs::remove_dir(&version);
        }
    }
    Ok(removed)
}

/// The folders in a folder; none if that is not there.
fn folders(folder: &Path) -> io::Result<Vec<PathBuf>> {
    match fs::read_dir(folder) {
        Ok(entries) => Ok(entries.flatten().map(|entry| entry.path()).filter(|path| path.is_dir()).collect()),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(Vec::new()),
        Err(error) => Err(error),
    }
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
