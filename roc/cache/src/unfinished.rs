//! What is being written: files and folders beside the entries, under names that no entry has, until they are whole.
//!
//! Whoever writes holds a lock on its file or folder, which the system takes away when the process ends, however that
//! happens. So what a killed process left can be told from what another one still works on. Where there are no such
//! locks (folders on Windows, some network file systems), nothing is ever taken for abandoned.

use std::fs::{self, File};
use std::io;
use std::path::{Path, PathBuf};
use std::time::Duration;

use tempfile::{NamedTempFile, TempDir};

use crate::CacheError;

/// Names of files and folders that are being written begin with it.
const PREFIX: &str = ".unfinished-";

/// The same in the system's folder for temporary files, where others have names too.
const TEMPORARY: &str = ".roc-unfinished-";

/// Between its creation and its lock, something looks abandoned; nothing this young is.
const YOUNG: Duration = Duration::from_secs(60);

/// A folder for files that are on their way; it is removed with the value.
#[derive(Debug)]
pub struct Workplace {
    folder: TempDir,
    _lock: Option<File>,
}

impl Workplace {
    /// In the system's folder for temporary files.
    pub fn temporary() -> Result<Self, CacheError> {
        Self::new(&std::env::temp_dir(), TEMPORARY)
    }

    /// In a folder of the cache, and thus on its file system.
    pub(crate) fn beside(folder: &Path) -> Result<Self, CacheError> {
        Self::new(folder, PREFIX)
    }

    fn new(parent: &Path, prefix: &str) -> Result<Self, CacheError> {
        sweep(parent, prefix);
        let folder = tempfile::Builder::new()
            .prefix(prefix)
            .tempdir_in(parent)
            .map_err(CacheError::in_folder(parent))?;
        let lock = File::open(folder.path()).ok().filter(|folder| folder.try_lock().is_ok());
        Ok(Self { folder, _lock: lock })
    }

    /// Removes the folder before its time.
    pub(crate) fn remove(&mut self) {
        let _ = std::fs::remove_dir_all(self.folder.path());
    }

    /// The folder.
    pub fn path(&self) -> &Path {
        self.folder.path()
    }
}

/// A file on its way to be an entry of this folder.
pub(crate) fn file(folder: &Path) -> io::Result<NamedTempFile> {
    let file = tempfile::Builder::new().prefix(PREFIX).tempfile_in(folder)?;
    let _ = file.as_file().try_lock();
    Ok(file)
}

/// A name of this kind.
pub(crate) fn name(what: &str) -> String {
    format!("{PREFIX}{what}")
}

/// Whether a file or folder of this name is one of these.
pub(crate) fn owns(name: &str) -> bool {
    name.starts_with(PREFIX) || name.starts_with(TEMPORARY)
}

/// Removes what processes that were killed have left in a folder of the cache.
pub(crate) fn sweep_beside(folder: &Path) {
    sweep(folder, PREFIX);
}

fn sweep(folder: &Path, prefix: &str) {
    for path in beginning_with(folder, prefix) {
        if !is_at_work(&path) {
            // Another process may do the same at this moment.
            let _ = remove(&path);
        }
    }
}

/// Removes a file, or a folder with all that is in it.
pub(crate) fn remove(path: &Path) -> io::Result<()> {
    if path.is_dir() { fs::remove_dir_all(path) } else { fs::remove_file(path) }
}

/// Whether this is unfinished, and a process will go on with it, as far as can be told.
pub(crate) fn is_at_work(path: &Path) -> bool {
    if !path.file_name().is_some_and(|name| owns(&name.to_string_lossy())) {
        return false;
    }
    let Ok(metadata) = fs::symlink_metadata(path) else { return false };
    let old = metadata.modified().is_ok_and(|time| time.elapsed().is_ok_and(|age| age > YOUNG));
    let free = || File::open(path).is_ok_and(|file| file.try_lock().is_ok());
    metadata.is_symlink() || !old || !free()
}

fn beginning_with(folder: &Path, prefix: &str) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).into_iter().flatten().flatten();
    entries
        .filter(|entry| entry.file_name().to_str().is_some_and(|name| name.starts_with(prefix)))
        .map(|entry| entry.path())
        .collect()
}

#[cfg(all(test, unix))]
mod tests {
    use super::*;
    use std::time::SystemTime;

    fn age(path: &Path) {
        File::open(path).unwrap().set_modified(SystemTime::now() - 2 * YOUNG).unwrap();
    }

    #[test]
    fn only_what_nobody_works_on_is_swept() {
        let root = tempfile::tempdir().unwrap();
        let folder = root.path();
        let names = || fs::read_dir(folder).unwrap().count();

        let at_work = Workplace::beside(folder).unwrap();
        let writing = file(folder).unwrap();
        let young = folder.join(".unfinished-young");
        let left = folder.join(".unfinished-left");
        let file_left = folder.join(".unfinished-file");
        for path in [&young, &left] {
            fs::create_dir(path).unwrap();
            fs::write(path.join("program"), "half").unwrap();
        }
        fs::write(&file_left, "half").unwrap();
        fs::write(folder.join("an entry"), "whole").unwrap();
        for path in [at_work.path(), writing.path(), &left, &file_left, &folder.join("an entry")] {
            age(path);
        }
        assert_eq!(names(), 6);
        let next = Workplace::beside(folder).unwrap();
        assert!(!left.exists() && !file_left.exists());
        assert!(young.exists() && at_work.path().exists() && writing.path().exists());
        drop((next, at_work, writing));
        assert_eq!(names(), 2, "the young one and the entry");
    }
}
