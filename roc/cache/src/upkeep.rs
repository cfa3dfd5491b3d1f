//! How large the cache is, and emptying it, wholly or of what nobody uses any more.

use std::fs::{self, DirEntry, File};
use std::io;
use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime};

use crate::{Kind, folder, unfinished};

/// So often is looked for what nobody uses.
pub(crate) const DAY: Duration = Duration::from_secs(24 * 60 * 60);

/// What wasn't used for so long goes away.
const MONTH: Duration = Duration::from_secs(30 * 24 * 60 * 60);

/// What a cache holds.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Usage {
    /// Files.
    pub files: u64,
    /// Their bytes.
    pub bytes: u64,
}

impl Usage {
    fn add(&mut self, other: Self) {
        self.files += other.files;
        self.bytes += other.bytes;
    }

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
                usage.add(Usage::of(&entry));
            }
        }
    }
    Ok(usage)
}

/// Removes everything below a cache's root that this tool has put there, all versions; returns what that was.
/// Other files in the folder stay, and so does what another process is writing at this moment.
pub fn clean(root: &Path) -> io::Result<Usage> {
    remove(root, |_| true)
}

/// At most daily: removes what was not used for a month, all versions. `entries` is the folder of this version.
pub(crate) fn trim(root: &Path, entries: &Path) {
    let now = SystemTime::now();
    // The folder's own time tells when this was done last; where that can't be set, nothing is trimmed.
    let due =
        older_than(DAY, entries) && File::open(entries).and_then(|folder| folder.set_modified(now)).is_ok();
    if due {
        let _ = remove(root, |path| older_than(MONTH, path));
    }
}

pub(crate) fn older_than(age: Duration, path: &Path) -> bool {
    let modified = fs::symlink_metadata(path).and_then(|metadata| metadata.modified());
    modified.is_ok_and(|time| time.elapsed().is_ok_and(|elapsed| elapsed > age))
}

/// Removes those entries of all versions that are not wanted any more, and folders that become empty.
fn remove(root: &Path, unwanted: impl Fn(&Path) -> bool + Copy) -> io::Result<Usage> {
    let mut removed = Usage::default();
    for version in folders(root)? {
        let entries = version.join("entries");
        for kind in Kind::ALL {
            let folder = entries.join(kind.folder());
            for entry in files(&folder)? {
                let (path, name) = (entry.path(), entry.file_name());
                let ours = name.to_str().is_some_and(|name| kind.owns(name) || unfinished::owns(name));
                if ours && !unfinished::is_at_work(&path) && unwanted(&path) {
                    removed.add(remove_one(&entry)?);
                }
            }
            // Only if nothing else is in it.
            let _ = fs::remove_dir(&folder);
        }
        if fs::remove_dir(&entries).is_ok() {
            let _ = fs::remove_dir(&version);
        }
    }
    removed.add(remove_packages(root, unwanted)?);
    Ok(removed)
}

/// Removes those folders of files that are not wanted any more.
pub(crate) fn remove_packages(root: &Path, unwanted: impl Fn(&Path) -> bool) -> io::Result<Usage> {
    let mut removed = Usage::default();
    let packages = root.join(folder::FOLDER);
    for entry in files(&packages)? {
        let (path, name) = (entry.path(), entry.file_name());
        let ours = name.to_str().is_some_and(|name| folder::owns(name) || unfinished::owns(name));
        if ours && !unfinished::is_at_work(&path) && unwanted(&path) {
            removed.add(remove_one(&entry)?);
        }
    }
    let _ = fs::remove_dir(&packages);
    Ok(removed)
}

/// Removes a file or a folder, and says how much it was.
fn remove_one(entry: &DirEntry) -> io::Result<Usage> {
    let path = entry.path();
    let held = if path.is_dir() { usage(&path)? } else { Usage::of(entry) };
    Ok(if unfinished::remove(&path).is_ok() { held } else { Usage::default() })
}

fn folders(folder: &Path) -> io::Result<Vec<PathBuf>> {
    Ok(files(folder)?.iter().map(DirEntry::path).filter(|path| path.is_dir()).collect())
}

/// What is in a folder; nothing if it is not there.
fn files(folder: &Path) -> io::Result<Vec<DirEntry>> {
    match fs::read_dir(folder) {
        Ok(entries) => Ok(entries.flatten().collect()),
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
        let mine = root.path().join("blog/entries/images");
        fs::create_dir_all(&mine).unwrap();
        fs::write(mine.join("mine.txt"), "keep").unwrap();
        assert_eq!(usage(root.path()).unwrap().files, 2);
        assert_eq!(clean(root.path()).unwrap().files, 1);
        assert_eq!(usage(root.path()).unwrap(), Usage { files: 1, bytes: 4 });
        assert_eq!(usage(&root.path().join("absent")).unwrap(), Usage::default());
    }

    #[cfg(unix)]
    #[test]
    fn what_is_used_is_not_trimmed() {
        let root = tempfile::tempdir().unwrap();
        let open = |version| Cache::open(Some(&Location::at(root.path())), version).unwrap().0;
        let (old, cache) = (open("1.0"), open("1.1"));
        let ago = |path: &Path, days: u32| {
            let time = SystemTime::now() - DAY * days;
            File::open(path).unwrap().set_modified(time).unwrap();
        };
        let write = |cache: &Cache, text: &[u8], days| {
            let path = cache.write(Kind::Image, Key::of(text), text).unwrap();
            ago(&path, days);
            path
        };
        let paths = [
            write(&old, b"a", 31),
            write(&cache, b"b", 31),
            write(&cache, b"c", 29),
            write(&cache, b"d", 31),
        ];
        let there = || paths.each_ref().map(|path| path.exists());
        assert!(cache.read(Kind::Image, Key::of(b"d")).is_some());
        cache.trim();
        assert_eq!(there(), [true; 4], "not again on the same day");
        ago(&root.path().join("1.1/entries"), 2);
        cache.trim();
        assert_eq!(there(), [false, false, true, true]);
        assert!(!root.path().join("1.0").exists());
    }
}
