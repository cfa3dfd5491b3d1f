//! The file system as the compiler sees it: whole files and the names in a folder, nothing else.

use std::collections::BTreeMap;
use std::fs::File;
use std::io::{ErrorKind, Read};
use std::path::{Path, PathBuf};

use roc_base::source::MAX_SOURCE_BYTES;

/// Why a file could not be read.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum ReadError {
    /// There is no file of this name.
    Absent,
    /// It is a link that leads to nothing.
    Dangling,
    /// It is a folder.
    Folder,
    /// It is larger than [`MAX_SOURCE_BYTES`].
    TooLarge,
    /// The operating system's reason.
    Other(String),
}

/// Where files come from.
pub trait FileSystem {
    /// The bytes of a file.
    fn read(&self, path: &Path) -> Result<Vec<u8>, ReadError>;

    /// The names in a folder, sorted; none if it cannot be listed.
    fn names(&self, folder: &Path) -> Vec<String>;

    /// Whether a file is also found under its name in other upper and lower case.
    fn ignores_case(&self) -> bool;
}

/// The files of this computer.
#[derive(Clone, Copy, Debug, Default)]
pub struct OsFileSystem;

impl FileSystem for OsFileSystem {
    fn read(&self, path: &Path) -> Result<Vec<u8>, ReadError> {
        let error = |error: std::io::Error| match error.kind() {
            ErrorKind::NotFound | ErrorKind::NotADirectory => ReadError::Absent,
            ErrorKind::IsADirectory => ReadError::Folder,
            _ => ReadError::Other(error.to_string()),
        };
        let file = match File::open(path) {
            Ok(file) => file,
            // Some systems refuse to open a folder with another reason.
            Err(_) if path.is_dir() => return Err(ReadError::Folder),
            Err(reason) if reason.kind() == ErrorKind::NotFound && path.is_symlink() => {
                return Err(ReadError::Dangling);
            }
            Err(reason) => return Err(error(reason)),
        };
        let metadata = file.metadata().map_err(error)?;
        if metadata.is_dir() {
            return Err(ReadError::Folder);
        }
        if metadata.len() > MAX_SOURCE_BYTES as u64 {
            return Err(ReadError::TooLarge);
        }
        let mut bytes = Vec::with_capacity(metadata.len().min(MAX_SOURCE_BYTES as u64) as usize);
        // A device or a pipe doesn't say how much comes.
        file.take(MAX_SOURCE_BYTES as u64 + 1).read_to_end(&mut bytes).map_err(error)?;
        if bytes.len() > MAX_SOURCE_BYTES { Err(ReadError::TooLarge) } else { Ok(bytes) }
    }

    fn names(&self, folder: &Path) -> Vec<String> {
        let folder = if folder.as_os_str().is_empty() { Path::new(".") } else { folder };
        let entries = std::fs::read_dir(folder).into_iter().flatten().flatten();
        let mut names: Vec<String> =
            entries.filter_map(|entry| entry.file_name().into_string().ok()).collect();
        names.sort();
        names
    }

    fn ignores_case(&self) -> bool {
        cfg!(any(windows, target_os = "macos"))
    }
}

/// Files in memory: for tests, and for sources that come in over a pipe.
#[derive(Clone, Debug, Default)]
pub struct MemoryFileSystem {
    files: BTreeMap<PathBuf, Vec<u8>>,
}

impl MemoryFileSystem {
    /// No files.
    pub fn new() -> Self {
        MemoryFileSystem::default()
    }

    /// Adds a file or replaces it. The path is used as it is: relative ones stay relative.
    pub fn add(&mut self, path: impl Into<PathBuf>, bytes: impl Into<Vec<u8>>) {
        self.files.insert(path.into(), bytes.into());
    }

    /// The files of one text, each behind a line `//- path`.
    pub fn from_fixture(text: &str) -> Self {
        let mut files = MemoryFileSystem::new();
        for part in text.split("//- ").skip(1) {
            let (path, content) = part.split_once('\n').unwrap_or((part, ""));
            files.add(path.trim(), content);
        }
        files
    }
}

impl FileSystem for MemoryFileSystem {
    fn read(&self, path: &Path) -> Result<Vec<u8>, ReadError> {
        match self.files.get(path) {
            Some(bytes) => Ok(bytes.clone()),
            None if self.files.keys().any(|file| file.starts_with(path)) => Err(ReadError::Folder),
            None => Err(ReadError::Absent),
        }
    }

    fn names(&self, folder: &Path) -> Vec<String> {
        let mut names: Vec<String> = self
            .files
            .keys()
            .filter_map(|file| file.strip_prefix(folder).ok()?.components().next())
            .map(|name| name.as_os_str().to_string_lossy().into_owned())
            .collect();
        names.dedup();
        names
    }

    fn ignores_case(&self) -> bool {
        false
    }
}
