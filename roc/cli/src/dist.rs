//! What this executable carries behind its own code: the parts of targets and the platforms that it brings.
//!
//! `roc internal pack` appends them: the files, then an index in JSON, then a footer of 24 bytes. Reading costs two
//! small reads; nothing is unpacked before a link needs it. A bare executable (out of a plain `cargo build`) has none
//! and can check, but not link.

use std::fs::File;
use std::io::{self, Read, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};

use lz4_flex::block;
use roc_cache::Key;
use serde::{Deserialize, Serialize};

use crate::args::NamedPath;

const MAGIC: [u8; 8] = *b"RocDist4";
const FOOTER: u64 = 24;

/// A packed file.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Part {
    /// `targets/x64musl/crt1.o`, `platforms/echo/targets/x64musl/libhost.a`.
    pub name: String,
    offset: u64,
    /// As it is stored.
    size: u64,
    /// Whether it is stored as an LZ4 block behind its length: links on empty caches wait for the unpacking.
    is_packed: bool,
    /// BLAKE3 of its contents, in hexadecimal.
    digest: String,
}

#[derive(Debug, Serialize, Deserialize)]
struct Index {
    /// Covers compiler, backend and parts.
    tool: String,
    parts: Vec<Part>,
}

/// The parts of this executable.
#[derive(Debug)]
pub struct Dist {
    executable: PathBuf,
    index: Option<Index>,
}

impl Dist {
    /// Reads the index of this executable. Only an executable that can't be read is an error.
    pub fn open() -> io::Result<Self> {
        let executable = std::env::current_exe()?;
        let index = read_index(&executable)?;
        Ok(Self { executable, index })
    }

    /// A word for cache folders: the version, and a digest of everything that decides what an entry means.
    pub fn version(&self) -> io::Result<String> {
        let tool = match &self.index {
            Some(index) => index.tool.clone(),
            None => roc_cache::file_digest(&self.executable)?.hex(),
        };
        Ok(format!("{}-{}", env!("CARGO_PKG_VERSION"), &tool[..tool.len().min(16)]))
    }

    /// A part, if this executable has it.
    pub fn find(&self, name: &str) -> Option<&Part> {
        self.index.as_ref()?.parts.iter().find(|part| part.name == name)
    }

    /// The digest of a part's contents.
    pub fn digest(&self, name: &str) -> Option<Key> {
        Key::from_hex(&self.find(name)?.digest)
    }

    /// Whether any parts are there.
    pub fn is_packed(&self) -> bool {
        self.index.is_some()
    }

    /// A part's contents, if this executable has it.
    pub fn read(&self, name: &str) -> Option<Vec<u8>> {
        self.contents(self.find(name)?).ok()
    }

    /// Copies a part to a file.
    pub fn extract(&self, part: &Part, to: &Path) -> io::Result<()> {
        std::fs::write(to, self.contents(part)?)
    }

    /// Unpacks all parts of targets into a folder, as TARGET/FILE and TARGET/PLATFORM/FILE.
    pub fn extract_targets(&self, to: &Path) -> io::Result<()> {
        let Some(index) = &self.index else {
            return Err(io::Error::other("this `roc` brings nothing along: it is not out of a distribution"));
        };
        for part in &index.parts {
            let words: Vec<&str> = part.name.split('/').collect();
            let path = match words[..] {
                ["targets", target, file] => to.join(target).join(file),
                ["platforms", platform, "targets", target, file] => to.join(target).join(platform).join(file),
                _ => continue,
            };
            std::fs::create_dir_all(path.parent().unwrap_or(to))?;
            self.extract(part, &path)?;
        }
        Ok(())
    }

    fn contents(&self, part: &Part) -> io::Result<Vec<u8>> {
        let mut file = File::open(&self.executable)?;
        file.seek(SeekFrom::Start(part.offset))?;
        let mut stored = Vec::new();
        file.take(part.size).read_to_end(&mut stored)?;
        match part.is_packed {
            true => block::decompress_size_prepended(&stored)
                .map_err(|e| io::Error::new(io::ErrorKind::InvalidData, e)),
            false => Ok(stored),
        }
    }

    /// `roc-backend`: beside this executable in `../libexec`, or where `ROC_BACKEND` says.
    pub fn backend(&self) -> PathBuf {
        self.other_backend().unwrap_or_else(|| {
            let folder = self.executable.parent().and_then(Path::parent).unwrap_or(Path::new("/"));
            folder.join("libexec").join(format!("roc-backend{}", std::env::consts::EXE_SUFFIX))
        })
    }

    /// A `roc-backend` that isn't the one that came with this executable.
    pub fn other_backend(&self) -> Option<PathBuf> {
        std::env::var_os("ROC_BACKEND").filter(|path| !path.is_empty()).map(PathBuf::from)
    }

    /// With these contents of parts, for tests of keys.
    #[cfg(test)]
    pub fn with_parts<'a>(parts: impl IntoIterator<Item = (&'a str, &'a str)>) -> Self {
        let part = |(name, contents): (&str, &str)| Part {
            name: name.to_owned(),
            offset: 0,
            size: 0,
            is_packed: false,
            digest: Key::of(contents.as_bytes()).hex(),
        };
        let index = Index { tool: String::new(), parts: parts.into_iter().map(part).collect() };
        Self { executable: PathBuf::new(), index: Some(index) }
    }
}

fn read_index(executable: &Path) -> io::Result<Option<Index>> {
    let mut file = File::open(executable)?;
    let size = file.metadata()?.len();
    if size < FOOTER {
        return Ok(None);
    }
    file.seek(SeekFrom::Start(size - FOOTER))?;
    let mut footer = [0u8; FOOTER as usize];
    file.read_exact(&mut footer)?;
    let number = |at: usize| footer[at..at + 8].iter().rev().fold(0u64, |n, &b| n << 8 | u64::from(b));
    let (length, checksum) = (number(8), number(16));
    if footer[..8] != MAGIC || length > size - FOOTER {
        return Ok(None);
    }
    file.seek(SeekFrom::Start(size - FOOTER - length))?;
    let mut json = vec![0; length as usize];
    file.read_exact(&mut json)?;
    if u64::from(crc32fast::hash(&json)) != checksum {
        return Err(io::Error::new(io::ErrorKind::InvalidData, "the index of its parts is damaged"));
    }
    serde_json::from_slice(&json).map(Some).map_err(io::Error::from)
}

/// Writes an executable with parts behind it: same inputs, same bytes. The Builtin module is one of them, as this very
/// compiler reads it.
pub fn pack(bare: &Path, backend: &Path, files: &[NamedPath], output: &Path) -> io::Result<()> {
    let mut bytes = std::fs::read(bare)?;
    let mut tool = roc_cache::KeyBuilder::new("tool").bytes(&bytes).key(roc_cache::file_digest(backend)?);
    let mut parts = Vec::new();
    let mut files = files
        .iter()
        .map(|NamedPath { name, path }| match std::fs::read(path) {
            Ok(contents) => Ok((name.as_str(), contents)),
            Err(e) => Err(io::Error::new(e.kind(), format!("cannot read {}: {e}", path.display()))),
        })
        .collect::<io::Result<Vec<_>>>()?;
    let builtin = crate::builtin::make().map_err(io::Error::other)?;
    files.push((crate::builtin::PART, builtin));
    files.sort();
    for (name, contents) in files {
        let digest = Key::of(&contents);
        tool = tool.text(name).key(digest);
        bytes.resize(bytes.len().next_multiple_of(16), 0);
        // What each compilation reads is at hand at once; what links need is small.
        let is_packed = name != crate::builtin::PART;
        let stored = if is_packed { block::compress_prepend_size(&contents) } else { contents };
        let (offset, size) = (bytes.len() as u64, stored.len() as u64);
        parts.push(Part { name: name.to_owned(), offset, size, is_packed, digest: digest.hex() });
        bytes.extend_from_slice(&stored);
    }
    let json = serde_json::to_vec(&Index { tool: tool.finish().hex(), parts })?;
    bytes.extend_from_slice(&json);
    bytes.extend_from_slice(&MAGIC);
    bytes.extend_from_slice(&(json.len() as u64).to_le_bytes());
    bytes.extend_from_slice(&u64::from(crc32fast::hash(&json)).to_le_bytes());
    let mut file = File::create(output)?;
    file.write_all(&bytes)?;
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        file.set_permissions(std::fs::Permissions::from_mode(0o755))?;
    }
    Ok(())
}
