//! Content-addressed stores on disk and their upkeep. Must not know what an entry means.
//!
//! An entry is complete or absent: it is written beside its place, closed with a checksum, and renamed. Readers take
//! no lock; whatever looks wrong is a miss. Keys are digests over length-prefixed inputs, never over paths or times.
//!
//! Layout: `<root>/<version>/entries/{manifests,images,executables,digests}/<name>`.

mod digests;
mod entry;
mod key;
mod location;
mod upkeep;

pub use digests::{FileDigests, file_digest};
pub use entry::{CacheError, Kind};
pub use key::{Key, KeyBuilder};
pub use location::{Location, LocationWarning};
pub use upkeep::{Usage, clean, usage};

use std::path::{Path, PathBuf};

/// The cache of one version of the tool.
#[derive(Debug)]
pub struct Cache {
    entries: PathBuf,
    /// A private folder that goes away with this value, where the usual place can't be used.
    temporary: Option<tempfile::TempDir>,
}

impl Cache {
    /// Opens the cache of a version (a word that is good as a folder name) at its place. Where that can't be written,
    /// a private temporary folder is used, and the warning says so.
    pub fn open(location: &Location, version: &str) -> Result<(Self, Option<LocationWarning>), CacheError> {
        match Self::at(location.root(), version) {
            Ok(cache) => Ok((cache, None)),
            Err(error) => {
                let warning = LocationWarning { root: location.root().to_owned(), reason: error.to_string() };
                Ok((Self::temporary(version)?, Some(warning)))
            }
        }
    }

    /// A cache in a private folder that is removed with the value.
    pub fn temporary(version: &str) -> Result<Self, CacheError> {
        let folder = tempfile::Builder::new()
            .prefix("roc-")
            .tempdir()
            .map_err(CacheError::in_folder(&std::env::temp_dir()))?;
        let mut cache = Self::at(folder.path(), version)?;
        cache.temporary = Some(folder);
        Ok(cache)
    }

    fn at(root: &Path, version: &str) -> Result<Self, CacheError> {
        let entries = root.join(version).join("entries");
        for kind in Kind::ALL {
            entry::private_folder(&entries.join(kind.folder()))?;
        }
        Ok(Self { entries, temporary: None })
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
        entry::write(&path, contents, kind)?;
        Ok(path)
    }

    /// A file, in the folder of its kind, that another program writes before [`Cache::adopt`] makes it an entry. It is
    /// removed with the value.
    pub fn workplace(&self, kind: Kind) -> Result<tempfile::TempDir, CacheError> {
        let folder = self.entries.join(kind.folder());
        tempfile::Builder::new()
            .prefix(entry::UNFINISHED)
            .tempdir_in(&folder)
            .map_err(CacheError::in_folder(&folder))
    }

    /// Makes a file that another program has written an entry.
    pub fn adopt(&self, kind: Kind, key: Key, file: &Path) -> Result<PathBuf, CacheError> {
        let path = self.path(kind, key);
        entry::adopt(file, &path, kind)?;
        Ok(path)
    }
}
