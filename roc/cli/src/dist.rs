//! What this executable carries behind its own code: the parts of its own target and the platforms that it brings. The
//! other targets' parts are in a file of their own, `../libexec/roc-targets`, which is looked at when one is asked for.
//!
//! `roc internal pack` appends them: the files, then an index in JSON, then a footer of 24 bytes. Reading costs two
//! small reads; nothing is unpacked before a link needs it. A bare executable (out of a plain `cargo build`) has none
//! and can check, but not link.

use std::fs::File;
use std::io::{self, Read, Seek, SeekFrom};
use std::path::{Path, PathBuf};
use std::sync::OnceLock;

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

/// A file with an index at its end.
#[derive(Debug)]
struct Pack {
    file: PathBuf,
    index: Index,
}

/// The parts of this executable.
#[derive(Debug)]
pub struct Dist {
    executable: PathBuf,
    own: Option<Pack>,
    /// Of other targets; found when asked for.
    others: OnceLock<Option<Pack>>,
}

/// A part and where it is.
#[derive(Clone, Copy, Debug)]
pub struct Found<'a> {
    pack: &'a Pack,
    part: &'a Part,
}

impl Dist {
    /// Reads the index of this executable. Only an executable that can't be read is an error.
    pub fn open() -> io::Result<Self> {
        let executable = std::env::current_exe()?;
        let index = read_index(&executable)?;
        let own = index.map(|index| Pack { file: executable.clone(), index });
        Ok(Self { executable, own, others: OnceLock::new() })
    }

    /// A word for cache folders: the version, and a digest of everything that decides what an entry means.
    pub fn version(&self) -> io::Result<String> {
        let tool = match &self.own {
            Some(pack) => pack.index.tool.clone(),
            None => roc_cache::file_digest(&self.executable)?.hex(),
        };
        Ok(format!("{}-{}", env!("CARGO_PKG_VERSION"), &tool[..tool.len().min(16)]))
    }

    /// A part, if this executable has it or the file of other targets beside it.
    pub fn find(&self, name: &str) -> Option<Found<'_>> {
        let own = self.own.as_ref()?;
        own.find(name).or_else(|| self.others.get_or_init(|| self.open_others()).as_ref()?.find(name))
    }

    /// A file that can't be read is as good as none.
    fn open_others(&self) -> Option<Pack> {
        let file = self.libexec().join("roc-targets");
        let index = read_index(&file).ok()??;
        Some(Pack { file, index })
    }

    /// Whether any parts are there.
    pub fn is_packed(&self) -> bool {
        self.own.is_some()
    }

    /// Unpacks all parts of targets into a folder, as TARGET/FILE and TARGET/PLATFORM/FILE.
    pub fn extract_targets(&self, to: &Path) -> io::Result<()> {
        let Some(own) = &self.own else {
            return Err(io::Error::other("this `roc` brings nothing along: it is not out of a distribution"));
        };
        let others = self.others.get_or_init(|| self.open_others());
        for (pack, part) in [Some(own), others.as_ref()]
            .into_iter()
            .flatten()
            .flat_map(|pack| pack.index.parts.iter().map(move |part| (pack, part)))
        {
            let words: Vec<&str> = part.name.split('/').collect();
            let path = match words[..] {
                ["targets", target, file] => to.join(target).join(file),
                ["platforms", platform, "targets", target, file] => to.join(target).join(platform).join(file),
                _ => continue,
            };
            std::fs::create_dir_all(path.parent().unwrap_or(to))?;
            Found { pack, part }.extract(&path)?;
        }
        Ok(())
    }

    fn libexec(&self) -> PathBuf {
        let folder = self.executable.parent().and_then(Path::parent).unwrap_or(Path::new("/"));
        folder.join("libexec")
    }

    /// `roc-backend`: beside this executable in `../libexec`, or where `ROC_BACKEND` says.
    pub fn backend(&self) -> PathBuf {
        let usual = || self.libexec().join(format!("roc-backend{}", std::env::consts::EXE_SUFFIX));
        self.other_backend().unwrap_or_else(usual)
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
        let own = Some(Pack { file: PathBuf::new(), index });
        Self { executable: PathBuf::new(), own, others: OnceLock::new() }
    }
}

impl Pack {
    fn find(&self, name: &str) -> Option<Found<'_>> {
        let part = self.index.parts.iter().find(|part| part.name == name)?;
        Some(Found { pack: self, part })
    }
}

impl Found<'_> {
    /// The digest of its contents.
    pub fn digest(&self) -> Option<Key> {
        Key::from_hex(&self.part.digest)
    }

    /// Copies it to a file.
    pub fn extract(&self, to: &Path) -> io::Result<()> {
        std::fs::write(to, self.contents()?)
    }

    /// Its contents.
    pub fn contents(&self) -> io::Result<Vec<u8>> {
        let part = self.part;
        let mut file = File::open(&self.pack.file)?;
        file.seek(SeekFrom::Start(part.offset))?;
        let mut stored = Vec::new();
        file.take(part.size).read_to_end(&mut stored)?;
        match part.is_packed {
            true => block::decompress_size_prepended(&stored)
                .map_err(|e| io::Error::new(io::ErrorKind::InvalidData, e)),
            false => Ok(stored),
        }
    }
}

fn read_index(packed: &Path) -> io::Result<Option<Index>> {
    let mut file = File::open(packed)?;
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
    let bytes = std::fs::read(bare)?;
    let tool = roc_cache::KeyBuilder::new("tool").bytes(&bytes).key(roc_cache::file_digest(backend)?);
    let mut files = read_all(files)?;
    let builtin = crate::builtin::make().map_err(io::Error::other)?;
    files.push((crate::builtin::PART, builtin));
    std::fs::write(output, packed(bytes, tool, files)?)?;
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        std::fs::set_permissions(output, std::fs::Permissions::from_mode(0o755))?;
    }
    Ok(())
}

/// Writes the file with the parts of other targets.
pub fn pack_targets(files: &[NamedPath], output: &Path) -> io::Result<()> {
    let tool = roc_cache::KeyBuilder::new("targets");
    std::fs::write(output, packed(Vec::new(), tool, read_all(files)?)?)
}

fn read_all(files: &[NamedPath]) -> io::Result<Vec<(&str, Vec<u8>)>> {
    let read = |NamedPath { path, .. }: &'_ NamedPath| {
        let contents = std::fs::read(path);
        contents.map_err(|e| io::Error::new(e.kind(), format!("cannot read {}: {e}", path.display())))
    };
    files.iter().map(|file| Ok((file.name.as_str(), read(file)?))).collect()
}

/// The files behind these bytes, and the index. `tool` gets to know the parts.
fn packed(
    mut bytes: Vec<u8>,
    mut tool: roc_cache::KeyBuilder,
    mut files: Vec<(&str, Vec<u8>)>,
) -> io::Result<Vec<u8>> {
    let mut parts = Vec::new();
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
    Ok(bytes)
}
