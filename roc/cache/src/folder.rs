//! Entries that are folders of files: the files never change, and all versions of the tool share them.
//!
//! Layout: `<root>/packages/<name>/{index, files/}`. The index lists the files with sizes and checksums, and is itself
//! closed with one; it is written last, before the whole folder is renamed into its place.

use std::cell::{OnceCell, RefCell};
use std::collections::BTreeMap;
use std::fs::{self, File};
use std::io::{self, Read};
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant, SystemTime};

use crate::entry::{self, CacheError};
use crate::{Key, Kind, Location, LocationWarning, Workplace, unfinished, upkeep};

/// The folder below the cache's root.
pub(crate) const FOLDER: &str = "packages";

const INDEX: &str = "index";
const FILES: &str = "files";

/// How long to wait for another process that makes the same folder.
const PATIENCE: Duration = Duration::from_secs(60);

/// Folders of files by key.
#[derive(Debug)]
pub struct Folders {
    location: Option<Location>,
    /// Made when the first folder is stored: most programs need none.
    place: OnceCell<Place>,
    /// Those that were looked at, so that each is checked once.
    known: RefCell<BTreeMap<Key, Stored>>,
}

#[derive(Debug)]
struct Place {
    root: PathBuf,
    temporary: Option<Workplace>,
}

/// A folder of the cache.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stored {
    /// Where its files are.
    pub files: PathBuf,
    /// Their bytes, all together.
    pub bytes: u64,
}

/// A folder that is being filled; it is removed with the value unless it is stored.
#[derive(Debug)]
pub struct Filling {
    workplace: Workplace,
    _turn: Option<FolderTurn>,
}

impl Filling {
    /// Where the files go.
    pub fn files(&self) -> PathBuf {
        self.entry().join(FILES)
    }

    /// A folder beside, for what is needed on the way.
    pub fn scratch(&self) -> &Path {
        self.workplace.path()
    }

    fn entry(&self) -> PathBuf {
        self.workplace.path().join("entry")
    }
}

/// The right to make one folder alone: a locked file, which goes away with the value.
#[derive(Debug)]
struct FolderTurn {
    path: PathBuf,
    _lock: File,
}

impl Drop for FolderTurn {
    fn drop(&mut self) {
        let _ = fs::remove_file(&self.path);
    }
}

impl Folders {
    /// Those of a cache; nothing is looked at or made yet. Without a location, a private folder takes its place.
    pub fn new(location: Option<Location>) -> Self {
        Self { location, place: OnceCell::new(), known: RefCell::default() }
    }

    /// A folder's files, if they are all there and undamaged.
    pub fn find(&self, key: Key) -> Option<Stored> {
        if let Some(known) = self.known.borrow().get(&key) {
            return Some(known.clone());
        }
        let root = match (self.place.get(), &self.location) {
            (Some(place), _) => place.root.clone(),
            (None, Some(location)) => location.root().join(FOLDER),
            (None, None) => return None,
        };
        let found = verified(&root.join(name(key)))?;
        self.known.borrow_mut().insert(key, found.clone());
        Some(found)
    }

    /// Begins a folder that isn't there. If another process makes the same one now, waits for it, and answers its
    /// folder. The warning says that a private folder is used, which goes away with this value.
    pub fn begin(&self, key: Key) -> Result<(Begun, Option<LocationWarning>), CacheError> {
        let (place, warning) = self.place()?;
        let turn = turn(&place.root, key);
        if let Some(found) = self.find(key) {
            return Ok((Begun::Found(found), warning));
        }
        let workplace = Workplace::beside(&place.root)?;
        let filling = Filling { workplace, _turn: turn };
        entry::private_folder(&filling.files())?;
        Ok((Begun::Filling(filling), warning))
    }

    /// Makes a filled folder the entry of its key.
    pub fn store(&self, key: Key, filling: Filling) -> Result<Stored, CacheError> {
        let (place, _) = self.place()?;
        let entry = filling.entry();
        let failed = CacheError::in_folder(&place.root);
        let index = index(&filling.files()).map_err(&failed)?;
        entry::write(&entry.join(INDEX), index.as_bytes(), Kind::Manifest)?;
        let path = place.root.join(name(key));
        if fs::rename(&entry, &path).is_err() {
            // Another process was first, or what is there is damaged.
            if let Some(found) = self.find(key) {
                return Ok(found);
            }
            let _ = fs::rename(&path, filling.scratch().join("damaged"));
            fs::rename(&entry, &path).map_err(&failed)?;
        }
        self.find(key).ok_or_else(|| failed(io::ErrorKind::InvalidData.into()))
    }

    /// Whether folders go away with this process.
    pub fn is_temporary(&self) -> bool {
        self.place.get().is_some_and(|place| place.temporary.is_some())
    }

    /// Removes temporary folders before their time; nothing can be stored any more.
    pub fn discard(&mut self) {
        if let Some(Place { temporary: Some(folder), .. }) = self.place.get_mut() {
            folder.remove();
        }
    }

    fn place(&self) -> Result<(&Place, Option<LocationWarning>), CacheError> {
        if let Some(place) = self.place.get() {
            return Ok((place, None));
        }
        let (place, warning) = match self.location.as_ref().map(usual_place) {
            Some(Ok(root)) => (Place { root, temporary: None }, None),
            unusable => {
                let reason = match unusable {
                    Some(Err(error)) => error.to_string(),
                    _ => "there is no home folder for the cache".to_owned(),
                };
                let folder = Workplace::temporary()?;
                let place = Place { root: folder.path().to_owned(), temporary: Some(folder) };
                (place, Some(LocationWarning { reason }))
            }
        };
        Ok((self.place.get_or_init(|| place), warning))
    }
}

/// What [`Folders::begin`] leads to.
#[derive(Debug)]
pub enum Begun {
    /// Another process has made it meanwhile.
    Found(Stored),
    /// It is to be filled.
    Filling(Filling),
}

fn usual_place(location: &Location) -> Result<PathBuf, CacheError> {
    let root = location.root().join(FOLDER);
    entry::private_folder(&root)?;
    // A folder may be there and yet refuse to be written.
    drop(Workplace::beside(&root)?);
    Ok(root)
}

fn name(key: Key) -> String {
    key.hex()[..40].to_owned()
}

/// Whether a folder of this name is an entry.
pub(crate) fn owns(name: &str) -> bool {
    name.len() == 40 && name.bytes().all(|b| b.is_ascii_hexdigit())
}

fn turn(root: &Path, key: Key) -> Option<FolderTurn> {
    let path = root.join(unfinished::name(&format!("turn-{}", name(key))));
    let begun = Instant::now();
    let lock = File::create(&path).ok()?;
    loop {
        match lock.try_lock() {
            Ok(()) => return Some(FolderTurn { path, _lock: lock }),
            Err(fs::TryLockError::WouldBlock) if begun.elapsed() < PATIENCE => {
                std::thread::sleep(Duration::from_millis(5));
            }
            Err(_) => return None,
        }
    }
}

/// One line a file: size, CRC-32, path with `/` between its parts; sorted.
fn index(files: &Path) -> io::Result<String> {
    let mut lines = Vec::new();
    let mut folders = vec![(files.to_owned(), String::new())];
    while let Some((folder, prefix)) = folders.pop() {
        for entry in fs::read_dir(folder)? {
            let entry = entry?;
            let name = entry.file_name();
            let name = name.to_str().ok_or(io::ErrorKind::InvalidData)?;
            let path = format!("{prefix}{name}");
            if entry.file_type()?.is_dir() {
                folders.push((entry.path(), format!("{path}/")));
            } else {
                lines.push((path, entry.metadata()?.len(), checksum(&entry.path())?));
            }
        }
    }
    lines.sort();
    Ok(lines.iter().map(|(path, size, crc)| format!("{size} {crc} {path}\n")).collect())
}

fn checksum(path: &Path) -> io::Result<u32> {
    let mut file = File::open(path)?;
    let mut hasher = crc32fast::Hasher::new();
    let mut buffer = vec![0; 64 << 10];
    loop {
        match file.read(&mut buffer)? {
            0 => return Ok(hasher.finalize()),
            count => hasher.update(&buffer[..count]),
        }
    }
}

/// A stored folder, if all is well. A file of the right size that is not younger than the index is what was stored;
/// any other is read.
fn verified(folder: &Path) -> Option<Stored> {
    let index_path = folder.join(INDEX);
    let stored = fs::metadata(&index_path).and_then(|metadata| metadata.modified()).ok()?;
    let index = String::from_utf8(entry::read_unnoted(&index_path)?).ok()?;
    let files = folder.join(FILES);
    let mut bytes = 0;
    for line in index.lines() {
        let mut fields = line.splitn(3, ' ');
        let size: u64 = fields.next()?.parse().ok()?;
        let crc: u32 = fields.next()?.parse().ok()?;
        let path = files.join(fields.next()?);
        let metadata = fs::symlink_metadata(&path).ok()?;
        let untouched = metadata.modified().is_ok_and(|time| time <= stored);
        let whole = metadata.is_file() && metadata.len() == size;
        if !whole || !untouched && checksum(&path).ok()? != crc {
            return None;
        }
        bytes += size;
    }
    note_use(folder);
    Some(Stored { files, bytes })
}

/// The folder's own time tells when it was last used, to a day.
fn note_use(folder: &Path) {
    if upkeep::older_than(upkeep::DAY, folder) {
        let _ = File::open(folder).and_then(|folder| folder.set_modified(SystemTime::now()));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn filled(folders: &Folders, key: Key) -> Filling {
        match folders.begin(key).unwrap() {
            (Begun::Filling(filling), None) => {
                fs::create_dir(filling.files().join("sub")).unwrap();
                fs::write(filling.files().join("sub/a.roc"), "content").unwrap();
                filling
            }
            other => panic!("{other:?}"),
        }
    }

    fn names(root: &Path) -> Vec<String> {
        let entries = fs::read_dir(root.join(FOLDER)).unwrap();
        entries.map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect()
    }

    #[test]
    fn folders_are_complete_or_absent() {
        let root = tempfile::tempdir().unwrap();
        let open = || Folders::new(Some(Location::at(root.path())));
        let key = Key::of(b"x");
        assert_eq!(open().find(key), None);
        assert_eq!(fs::read_dir(root.path()).unwrap().count(), 0, "looking makes nothing");

        let folders = open();
        drop(filled(&folders, key));
        assert_eq!(names(root.path()), [""; 0], "what isn't stored leaves nothing");
        let filling = filled(&folders, key);
        let stored = folders.store(key, filling).unwrap();
        assert_eq!(stored.bytes, 7);
        assert_eq!(names(root.path()), [name(key)]);
        assert_eq!(open().find(key), Some(stored.clone()));
        assert!(matches!(open().begin(key).unwrap().0, Begun::Found(_)));

        let file = stored.files.join("sub/a.roc");
        fs::write(&file, "CONTENT").unwrap();
        let later = SystemTime::now() + Duration::from_secs(5);
        File::options().write(true).open(&file).unwrap().set_modified(later).unwrap();
        assert_eq!(open().find(key), None, "another content");
        let filling = filled(&open(), key);
        assert_eq!(
            fs::read_to_string(open().store(key, filling).unwrap().files.join("sub/a.roc")).unwrap(),
            "content"
        );
        fs::write(&file, "").unwrap();
        assert_eq!(open().find(key), None, "cut off");
        fs::write(&file, "content").unwrap();
        assert!(open().find(key).is_some(), "only younger");
        fs::remove_file(&file).unwrap();
        assert_eq!(open().find(key), None, "gone");
    }

    #[test]
    fn cleaning_and_trimming_take_them_too() {
        let root = tempfile::tempdir().unwrap();
        let folders = Folders::new(Some(Location::at(root.path())));
        let keys = [b"a", b"b"].map(|bytes| Key::of(bytes));
        for key in keys {
            folders.store(key, filled(&folders, key)).unwrap();
        }
        let old = root.path().join(FOLDER).join(name(keys[0]));
        File::open(&old).unwrap().set_modified(SystemTime::now() - upkeep::DAY * 31).unwrap();
        upkeep::remove_packages(root.path(), |path| upkeep::older_than(upkeep::DAY * 30, path)).unwrap();
        assert_eq!(names(root.path()), [name(keys[1])]);
        assert_eq!(crate::clean(root.path()).unwrap().files, 2);
        assert!(!root.path().join(FOLDER).exists());
    }

    #[test]
    fn a_place_that_cannot_be_used_is_replaced() {
        let root = tempfile::tempdir().unwrap();
        let file = root.path().join("file");
        fs::write(&file, "in the way").unwrap();
        let folders = Folders::new(Some(Location::at(&file)));
        let (Begun::Filling(filling), Some(_)) = folders.begin(Key::of(b"x")).unwrap() else { panic!() };
        let stored = folders.store(Key::of(b"x"), filling).unwrap();
        assert!(folders.is_temporary() && stored.files.exists());
        drop(folders);
        assert!(!stored.files.exists());
    }
}
