//! One entry: contents, then a trailer of 16 bytes: magic, length of the contents, their CRC-32.
//!
//! The trailer stands at the end, so that an executable with it can still be started, and so that a file that was cut
//! off is recognised.

use std::fs::{self, File, Metadata};
use std::io::{self, Read, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};
use std::time::SystemTime;

use crate::{Key, unfinished, upkeep};

const MAGIC: u32 = u32::from_le_bytes(*b"RocE");
const TRAILER: usize = 16;

/// Bytes that are read at once where they needn't be kept.
const CHUNK: usize = 32 << 10;

/// What kind of entry it is: decides the folder, the name and who may do what.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// What is known of a source file's earlier runs.
    Manifest,
    /// A checked source module.
    Module,
    /// A module image.
    Image,
    /// A linked executable.
    Executable,
    /// The digest of a large file, by its size, time and inode.
    Digest,
}

impl Kind {
    pub(crate) const ALL: [Kind; 5] =
        [Kind::Manifest, Kind::Module, Kind::Image, Kind::Executable, Kind::Digest];

    pub(crate) const fn folder(self) -> &'static str {
        match self {
            Kind::Manifest => "manifests",
            Kind::Module => "modules",
            Kind::Image => "images",
            Kind::Executable => "executables",
            Kind::Digest => "digests",
        }
    }

    pub(crate) fn file_name(self, key: Key) -> String {
        match self {
            Kind::Executable => format!("roc_run_{}", &key.hex()[..40]),
            _ => key.hex()[..40].to_owned(),
        }
    }

    /// Whether a file of this name is an entry, rather than somebody's own.
    pub(crate) fn owns(self, name: &str) -> bool {
        let digits = if self == Kind::Executable { name.strip_prefix("roc_run_") } else { Some(name) };
        digits.is_some_and(|digits| digits.len() == 40 && digits.bytes().all(|b| b.is_ascii_hexdigit()))
    }

    const fn mode(self) -> u32 {
        match self {
            Kind::Executable => 0o700,
            _ => 0o600,
        }
    }
}

/// Why something can't be stored.
#[derive(Debug, thiserror::Error)]
#[error("cannot write to the cache folder {}: {source}", folder.display())]
pub struct CacheError {
    /// The folder.
    pub folder: PathBuf,
    /// What the system said.
    #[source]
    pub source: io::Error,
}

impl CacheError {
    pub(crate) fn in_folder(folder: &Path) -> impl Fn(io::Error) -> Self + use<> {
        let folder = folder.to_owned();
        move |source| Self { folder: folder.clone(), source }
    }
}

/// Makes a folder, with its parents, that only its owner can use, and makes sure that it can be written.
pub(crate) fn private_folder(folder: &Path) -> Result<(), CacheError> {
    let failed = CacheError::in_folder(folder);
    let mut builder = fs::DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(folder).map_err(&failed)?;
    let metadata = fs::metadata(folder).map_err(&failed)?;
    if metadata.permissions().readonly() {
        return Err(failed(io::ErrorKind::PermissionDenied.into()));
    }
    Ok(())
}

fn trailer(contents: &[u8]) -> [u8; TRAILER] {
    trailer_of(contents.len() as u64, crc32fast::hash(contents))
}

fn trailer_of(length: u64, crc: u32) -> [u8; TRAILER] {
    let mut trailer = [0; TRAILER];
    trailer[..4].copy_from_slice(&MAGIC.to_le_bytes());
    trailer[4..12].copy_from_slice(&length.to_le_bytes());
    trailer[12..].copy_from_slice(&crc.to_le_bytes());
    trailer
}

/// The contents, if all is well.
pub(crate) fn read(path: &Path) -> Option<Vec<u8>> {
    let (bytes, file, metadata) = contents(path)?;
    note_use(&file, &metadata);
    Some(bytes)
}

/// The same, where the file's time is to stay.
pub(crate) fn read_unnoted(path: &Path) -> Option<Vec<u8>> {
    contents(path).map(|(bytes, ..)| bytes)
}

fn contents(path: &Path) -> Option<(Vec<u8>, File, Metadata)> {
    let mut bytes = Vec::new();
    let mut file = File::open(path).ok()?;
    let metadata = file.metadata().ok()?;
    bytes.reserve_exact(metadata.len() as usize);
    file.read_to_end(&mut bytes).ok()?;
    let at = bytes.len().checked_sub(TRAILER)?;
    let (contents, end) = bytes.split_at(at);
    if end != trailer(contents) {
        return None;
    }
    bytes.truncate(at);
    Some((bytes, file, metadata))
}

/// Its time of change tells when an entry was last used, to a day.
fn note_use(file: &File, metadata: &Metadata) {
    let now = SystemTime::now();
    if metadata.modified().is_ok_and(|time| now.duration_since(time).is_ok_and(|age| age > upkeep::DAY)) {
        // In a cache that can't be written nothing is trimmed either.
        let _ = file.set_modified(now);
    }
}

/// Whether an entry is there and undamaged. Its contents stay on disk.
pub(crate) fn verify(path: &Path) -> bool {
    is_whole(path).unwrap_or(false)
}

fn is_whole(path: &Path) -> io::Result<bool> {
    let mut file = File::open(path)?;
    let metadata = file.metadata()?;
    let length = metadata.len().saturating_sub(TRAILER as u64);
    let mut hasher = crc32fast::Hasher::new();
    let mut buffer = [0; CHUNK];
    let mut left = length;
    while left > 0 {
        let chunk = &mut buffer[..left.min(CHUNK as u64) as usize];
        file.read_exact(chunk)?;
        hasher.update(chunk);
        left -= chunk.len() as u64;
    }
    let mut end = [0; TRAILER];
    file.read_exact(&mut end)?;
    let whole = end == trailer_of(length, hasher.finalize());
    if whole {
        note_use(&file, &metadata);
    }
    Ok(whole)
}

/// Writes beside, then renames.
pub(crate) fn write(path: &Path, contents: &[u8], kind: Kind) -> Result<(), CacheError> {
    let folder = path.parent().unwrap_or(Path::new("."));
    let failed = CacheError::in_folder(folder);
    let mut file = unfinished::file(folder).map_err(&failed)?;
    file.write_all(contents).map_err(&failed)?;
    file.write_all(&trailer(contents)).map_err(&failed)?;
    set_mode(file.as_file(), kind).map_err(&failed)?;
    file.persist(path).map_err(|e| failed(e.error))?;
    Ok(())
}

/// Closes a file that another program wrote with a trailer, and renames it. It must be on the cache's file system.
pub(crate) fn adopt(from: &Path, path: &Path, kind: Kind) -> Result<(), CacheError> {
    let failed = CacheError::in_folder(path.parent().unwrap_or(Path::new(".")));
    let mut file = File::options().read(true).write(true).open(from).map_err(&failed)?;
    let mut contents = Vec::new();
    file.read_to_end(&mut contents).map_err(&failed)?;
    file.seek(SeekFrom::End(0)).map_err(&failed)?;
    file.write_all(&trailer(&contents)).map_err(&failed)?;
    set_mode(&file, kind).map_err(&failed)?;
    drop(file);
    fs::rename(from, path).map_err(&failed)
}

fn set_mode(file: &File, kind: Kind) -> io::Result<()> {
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        file.set_permissions(fs::Permissions::from_mode(kind.mode()))?;
    }
    #[cfg(not(unix))]
    let _ = (file, kind.mode());
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn damage_is_a_miss() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("entry");
        write(&path, b"contents", Kind::Image).unwrap();
        assert_eq!(read(&path).as_deref(), Some(&b"contents"[..]));
        let whole = fs::read(&path).unwrap();
        for at in 0..whole.len() {
            let mut damaged = whole.clone();
            damaged[at] ^= 0x40;
            fs::write(&path, &damaged).unwrap();
            assert_eq!((read(&path), verify(&path)), (None, false), "byte {at}");
            fs::write(&path, &whole[..at]).unwrap();
            assert_eq!((read(&path), verify(&path)), (None, false), "cut at {at}");
        }
        let long: Vec<u8> = (0..3 * CHUNK + 5).map(|n| n as u8).collect();
        write(&path, &long, Kind::Image).unwrap();
        assert!(verify(&path));
        fs::write(&path, b"other program's output").unwrap();
        adopt(&path, &folder.path().join("adopted"), Kind::Executable).unwrap();
        assert_eq!(read(&folder.path().join("adopted")).as_deref(), Some(&b"other program's output"[..]));
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1, "nothing is left beside");
    }
}
