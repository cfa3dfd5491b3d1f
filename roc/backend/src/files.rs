//! Reading inputs and storing results. A result appears whole or not at all.

use crate::error::Error;
use memmap2::Mmap;
use std::fs::{self, File};
use std::io::{self, Read};
use std::path::{Path, PathBuf};
use tempfile::TempDir;

/// A folder of its own beside a result, where the result is made under a fixed name: linkers put their output's name
/// into it. Goes away with the value, whatever happened.
#[derive(Debug)]
pub struct Staging {
    folder: TempDir,
    output: PathBuf,
}

impl Staging {
    /// A new folder beside `output`.
    pub fn beside(output: &Path) -> Result<Self, Error> {
        let parent = match output.parent() {
            Some(parent) if parent != Path::new("") => parent,
            _ => Path::new("."),
        };
        let folder = tempfile::Builder::new().prefix(".roc-backend-").tempdir_in(parent);
        Ok(Self { folder: folder.map_err(|e| Error::output(output, &e))?, output: output.to_owned() })
    }

    /// The path of a file of this folder.
    pub fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    /// Writes a file of this folder.
    pub fn write(&self, name: &str, content: &[u8]) -> Result<PathBuf, Error> {
        let path = self.path(name);
        fs::write(&path, content).map_err(|e| Error::output(&self.output, &e))?;
        Ok(path)
    }

    /// Whether so many bytes can be written here, by trying; the error is that of a result.
    pub fn has_room_for(&self, bytes: u64) -> Result<(), Error> {
        let probe = self.path("probe");
        let written =
            File::create(&probe).and_then(|mut file| io::copy(&mut io::repeat(0).take(bytes), &mut file));
        let _ = fs::remove_file(&probe);
        written.map(drop).map_err(|e| Error::output(&self.output, &e))
    }

    /// Makes a file of this folder the result, in one step.
    pub fn commit(self, name: &str) -> Result<(), Error> {
        fs::rename(self.path(name), &self.output).map_err(|e| Error::output(&self.output, &e))
    }
}

/// Stores a result that is in memory.
pub fn store(output: &Path, content: &[u8]) -> Result<(), Error> {
    let staging = Staging::beside(output)?;
    staging.write("output", content)?;
    staging.commit("output")
}

/// A whole file in memory. `role` says what it is for.
pub fn read(role: &'static str, path: &Path) -> Result<Vec<u8>, Error> {
    fs::read(path).map_err(|e| Error::input(role, path, &e))
}

/// A file's content, of which only the touched pages are read.
pub fn map(role: &'static str, path: &Path) -> Result<Mmap, Error> {
    let failed = |e| Error::input(role, path, &e);
    let file = File::open(path).map_err(failed)?;
    if !file.metadata().map_err(failed)?.is_file() {
        return Err(Error::Malformed { role, path: path.to_owned(), reason: "is not a file".to_owned() });
    }
    // SAFETY: a request's inputs are not changed while it is served: its sender's duty, on which LLD, which maps the
    // same files, relies as well.
    unsafe { Mmap::map(&file) }.map_err(failed)
}

/// A module image, which begins with the length of what follows it.
pub fn read_image(path: &Path) -> Result<Vec<u8>, Error> {
    let image = read("module image", path)?;
    let stated = image.first_chunk().map(|head| u64::from_le_bytes(*head));
    if stated.and_then(|length| length.checked_add(8)) != Some(image.len() as u64) {
        let reason = "is cut short: its length field doesn't match its size".to_owned();
        return Err(Error::Malformed { role: "module image", path: path.to_owned(), reason });
    }
    Ok(image)
}
