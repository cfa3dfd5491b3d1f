//! Content-addressed stores on disk and their upkeep. Must not know what an entry means.
//!
//! An entry is complete or absent: it is written beside its place, closed with a checksum, and renamed. Readers take
//! no lock; whatever looks wrong is a miss. Keys are digests over length-prefixed inputs, never over paths or times.
//!
//! Layout: `<root>/<version>/entries/{manifests,images,executables,digests}/<name>`, and `<root>/packages/<name>/` for
//! folders of files, which all versions share.

mod digests;
mod entry;
mod folder;
mod key;
mod location;
mod unfinished;
mod upkeep;

pub use digests::{FileDigests, file_digest};
pub use entry::{CacheError, Kind};
pub use folder::{Begun, Filling, Folders, Stored};
pub use key::{Key, KeyBuilder};
pub use location::{Location, LocationWarning};
pub use unfinished::Workplace;
pub use upkeep::{Usage, clean, usage};

use std::fs::File;
use std::io;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

/// How long to wait for others that make entries of the same kind.
const PATIENCE: Duration = Duration::from_secs(5);

/// How often to make a folder that others remove.
const TRIES: usize = 5;

/// The cache of one version of the tool.
#[derive(Debug)]
pub struct Cache {
    entries: PathBuf,
    /// A private folder that goes away with this value, where the usual place can't be used.
    temporary: Option<Workplace>,
}

/// The right to make entries of a kind alone, as far as others ask for it.
#[derive(Debug)]
pub struct Turn(#[expect(dead_code, reason = "it is the lock")] Option<File>);

impl Cache {
    /// Opens the cache of a version (a word that is good as a folder name) at its place. Where that can't be made, a
    /// private temporary folder is used, and the warning says so. A folder that is there may still refuse to be
    /// written: then each write says so.
    pub fn open(
        location: Option<&Location>,
        version: &str,
    ) -> Result<(Self, Option<LocationWarning>), CacheError> {
        let reason = match location {
            Some(location) => match Self::at(location.root(), version) {
                Ok(cache) => return Ok((cache, None)),
                Err(error) => error.to_string(),
            },
            None => "there is no home folder for the cache".to_owned(),
        };
        Ok((Self::temporary(version)?, Some(LocationWarning { reason })))
    }

    /// A cache in a private folder that is removed with the value.
    pub fn temporary(version: &str) -> Result<Self, CacheError> {
        let folder = Workplace::temporary()?;
        let mut cache = Self::at(folder.path(), version)?;
        cache.temporary = Some(folder);
        Ok(cache)
    }

    fn at(root: &Path, version: &str) -> Result<Self, CacheError> {
        let entries = root.join(version).join("entries");
        if !entries.is_dir() {
            entry::private_folder(&entries)?;
        }
        Ok(Self { entries, temporary: None })
    }

    /// At most daily, in all versions: removes what wasn't used for a month.
    pub fn trim(&self) {
        if let Some(root) = self.entries.ancestors().nth(2)
            && !self.is_temporary()
        {
            upkeep::trim(root, &self.entries);
        }
    }

    /// Removes a temporary cache before its time; nothing can be stored any more.
    pub fn discard(&mut self) {
        if let Some(folder) = &mut self.temporary {
            folder.remove();
        }
    }

    /// Whether the cache goes away with this process, so that nothing that runs may need it longer.
    pub fn is_temporary(&self) -> bool {
        self.temporary.is_some()
    }

    /// Where an entry is, if it is there.
    pub fn path(&self, kind: Kind, key: Key) -> PathBuf {
        self.entries.join(kind.folder()).join(kind.file_name(key))
    }

    /// An entry's contents, if it is there and undamaged.
    pub fn read(&self, kind: Kind, key: Key) -> Option<Vec<u8>> {
        entry::read(&self.path(kind, key))
    }

    /// The path of an entry that is used in place (an executable), if it is there and undamaged.
    pub fn verified_path(&self, kind: Kind, key: Key) -> Option<PathBuf> {
        let path = self.path(kind, key);
        entry::verify(&path).then_some(path)
    }

    /// Stores an entry.
    pub fn write(&self, kind: Kind, key: Key, contents: &[u8]) -> Result<PathBuf, CacheError> {
        let path = self.path(kind, key);
        self.with_folder(kind, |_| entry::write(&path, contents, kind))?;
        Ok(path)
    }

    /// A folder, in the one of its kind, where another program writes a file before [`Cache::adopt`] makes it an entry.
    /// It is removed with the value; those that killed processes left are removed here.
    pub fn workplace(&self, kind: Kind) -> Result<Workplace, CacheError> {
        for other in Kind::ALL.iter().filter(|&&other| other != kind) {
            unfinished::sweep_beside(&self.entries.join(other.folder()));
        }
        self.with_folder(kind, Workplace::beside)
    }

    /// Makes a file that another program has written an entry.
    pub fn adopt(&self, kind: Kind, key: Key, file: &Path) -> Result<PathBuf, CacheError> {
        let path = self.path(kind, key);
        entry::adopt(file, &path, kind)?;
        Ok(path)
    }

    /// Waits, but not for long, until no other process has this turn. Entries are right without it; it only keeps many
    /// that need the same one from making it all at once. Look again whether it is there now.
    pub fn turn(&self, kind: Kind) -> Turn {
        let begun = Instant::now();
        let Ok(folder) = File::open(self.entries.join(kind.folder())) else { return Turn(None) };
        loop {
            match folder.try_lock() {
                Ok(()) => return Turn(Some(folder)),
                Err(std::fs::TryLockError::WouldBlock) if begun.elapsed() < PATIENCE => {
                    std::thread::sleep(Duration::from_millis(2));
                }
                Err(_) => return Turn(None),
            }
        }
    }

    /// Does something in the folder of a kind, which is made where it is missing; again if it has just been cleaned away.
    fn with_folder<T>(
        &self,
        kind: Kind,
        act: impl Fn(&Path) -> Result<T, CacheError>,
    ) -> Result<T, CacheError> {
        let folder = self.entries.join(kind.folder());
        for _ in 0..TRIES {
            match act(&folder) {
                Err(error) if error.source.kind() == io::ErrorKind::NotFound => {
                    entry::private_folder(&folder)?
                }
                other => return other,
            }
        }
        act(&folder)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn folders_come_with_the_first_entry() {
        let root = tempfile::tempdir().unwrap();
        let (cache, warning) = Cache::open(Some(&Location::at(root.path())), "1.0").unwrap();
        assert!(warning.is_none() && !cache.is_temporary());
        let key = Key::of(b"x");
        assert_eq!(cache.read(Kind::Image, key), None);
        cache.write(Kind::Image, key, b"image").unwrap();
        clean(root.path()).unwrap();
        assert_eq!(cache.read(Kind::Image, key), None);
        let work = cache.workplace(Kind::Executable).unwrap();
        std::fs::write(work.path().join("program"), "code").unwrap();
        let path = cache.adopt(Kind::Executable, key, &work.path().join("program")).unwrap();
        assert_eq!(cache.verified_path(Kind::Executable, key), Some(path));
    }

    #[test]
    fn a_place_that_cannot_be_used_is_replaced() {
        let root = tempfile::tempdir().unwrap();
        let file = root.path().join("file");
        std::fs::write(&file, "in the way").unwrap();
        for location in [Some(&Location::at(&file)), None] {
            let (cache, warning) = Cache::open(location, "1.0").unwrap();
            assert!(cache.is_temporary());
            assert!(warning.unwrap().to_string().contains("nothing is kept"));
            let path = cache.write(Kind::Image, Key::of(b"x"), b"image").unwrap();
            drop(cache);
            assert!(!path.exists());
        }
    }
}
