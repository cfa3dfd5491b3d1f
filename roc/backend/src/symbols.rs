//! Compares a host's symbols with those of an adapter, before any link. Reads archives and objects; knows nothing of
//! linkers.

use crate::adapter::{EMBEDDED, ENTRYPOINT, TABLE};
use crate::error::{Error, Mismatch};
use crate::files;
use crate::request::Platform;
use crate::target::{Arch, Flavor, Target};
use object::read::archive::ArchiveFile;
use object::{Architecture, BinaryFormat, FileKind, Object, ObjectSymbol};
use rustc_hash::{FxHashMap, FxHashSet};
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

/// How entry symbols begin by convention; a host that needs one which its platform doesn't provide was built for another
/// version of the platform.
const ENTRY_PREFIX: &[u8] = b"roc__";

const HOST: &str = "host library";

/// The symbols that an adapter ties together.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct AdapterSymbols {
    /// What it defines for the host, sorted.
    pub entries: BTreeSet<String>,
    /// What it wants of the host, sorted.
    pub hosted: BTreeSet<String>,
}

impl AdapterSymbols {
    /// Reads them from an adapter object. `path` is for messages.
    pub fn of(target: Target, object: &[u8], path: &Path) -> Result<Self, Error> {
        let mut symbols = Self::default();
        let file = Source { role: "adapter", path, target };
        file.object(object, &mut |name, defined| {
            let name = String::from_utf8_lossy(name);
            match defined {
                true if name != TABLE && name != EMBEDDED => symbols.entries.insert(name.into_owned()),
                false if name != ENTRYPOINT => symbols.hosted.insert(name.into_owned()),
                _ => false,
            };
        })?;
        Ok(symbols)
    }
}

/// Reads all files of a host and reports every difference to the adapter at once.
pub fn check(
    target: Target,
    platform: &Platform,
    hosts: &[&Path],
    adapter: &AdapterSymbols,
) -> Result<(), Error> {
    let mut wanted: FxHashMap<&[u8], (bool, bool)> = FxHashMap::default();
    for name in adapter.entries.iter().chain(&adapter.hosted) {
        wanted.insert(name.as_bytes(), (false, false));
    }
    let mut other_needed: FxHashSet<Vec<u8>> = FxHashSet::default();
    let mut other_defined: FxHashSet<Vec<u8>> = FxHashSet::default();
    for path in hosts {
        let content = files::map(HOST, path)?;
        let file = Source { role: HOST, path, target };
        file.archive_or_object(&content, &mut |name, defined| {
            if let Some((is_defined, is_needed)) = wanted.get_mut(name) {
                *is_defined |= defined;
                *is_needed |= !defined;
            } else if name.starts_with(ENTRY_PREFIX) {
                if defined { &mut other_defined } else { &mut other_needed }.insert(name.to_owned());
            }
        })?;
    }

    let (mut unused_entries, mut defined_entries) = (Vec::new(), Vec::new());
    for name in &adapter.entries {
        match wanted.get(name.as_bytes()) {
            Some((true, _)) => defined_entries.push(name.clone()),
            Some((false, false)) => unused_entries.push(name.clone()),
            _ => {}
        }
    }
    let is_defined = |name: &&String| wanted.get(name.as_bytes()).is_some_and(|(defined, _)| *defined);
    let missing_hosted = adapter.hosted.iter().filter(|name| !is_defined(name)).cloned().collect();
    let text = |name: &Vec<u8>| String::from_utf8_lossy(name).into_owned();
    let mut unprovided: Vec<String> = other_needed.difference(&other_defined).map(text).collect();
    unprovided.sort();

    let mismatch = Mismatch {
        platform: platform.name.clone(),
        file: platform.file.clone(),
        hosts: hosts.iter().map(PathBuf::from).collect(),
        unused_entries,
        defined_entries,
        missing_hosted,
        unprovided,
    };
    if mismatch.is_empty() { Ok(()) } else { Err(Error::Mismatch(Box::new(mismatch))) }
}

/// Called with each global symbol: its name as C has it, and whether it is defined (or needed).
type Visit<'a> = &'a mut dyn FnMut(&[u8], bool);

/// A file that is being read, for messages, and what it should be made for.
struct Source<'a> {
    role: &'static str,
    path: &'a Path,
    target: Target,
}

impl Source<'_> {
    fn malformed(&self, reason: impl Into<String>) -> Error {
        Error::Malformed { role: self.role, path: self.path.to_owned(), reason: reason.into() }
    }

    fn damaged(&self, error: object::Error) -> Error {
        self.malformed(format!("is cut short or damaged ({error})"))
    }

    fn archive_or_object(&self, content: &[u8], visit: Visit) -> Result<(), Error> {
        if !content.starts_with(b"!<arch>\n") && !content.starts_with(b"!<thin>\n") {
            return self.object(content, visit);
        }
        let archive = ArchiveFile::parse(content).map_err(|e| self.damaged(e))?;
        if archive.is_thin() {
            return Err(self.malformed("is a thin archive, which only refers to its members"));
        }
        let has_index = archive.symbols().map_err(|e| self.damaged(e))?.is_some();
        if self.target.flavor() == Flavor::Windows && !has_index {
            return Err(self.malformed(
                "has no index, without which no linker finds anything in it; run `ranlib` on it",
            ));
        }
        for member in archive.members() {
            let member = member.map_err(|e| self.damaged(e))?;
            let content = member.data(content).map_err(|e| self.damaged(e))?;
            // Archives may hold other things than objects: metadata, notes.
            if is_bitcode(content) || FileKind::parse(content).is_ok() {
                self.object(content, visit)?;
            }
        }
        Ok(())
    }

    fn object(&self, content: &[u8], visit: Visit) -> Result<(), Error> {
        if is_bitcode(content) {
            return Err(self.malformed("holds LLVM bitcode instead of machine code, as compilers write it for link-time optimisation"));
        }
        match FileKind::parse(content) {
            Ok(FileKind::CoffImport) => return Ok(()),
            Ok(FileKind::MachOFat32 | FileKind::MachOFat64) => {
                return Err(self
                    .malformed("is a universal file; take this target's part out of it with `lipo -thin`"));
            }
            Ok(_) => {}
            Err(_) => return Err(self.malformed("is neither an archive nor an object file")),
        }
        let file = object::File::parse(content).map_err(|e| self.damaged(e))?;
        let (format, architecture) = expected(self.target);
        if file.format() != format || file.architecture() != architecture {
            let found = format!("{} {}", machine_name(file.architecture()), format_name(file.format()));
            let (role, path) = (self.role, self.path.to_owned());
            return Err(Error::WrongMachine { role, path, found, target: self.target });
        }
        for symbol in file.symbols().filter(|symbol| symbol.is_global()) {
            let Ok(name) = symbol.name_bytes() else {
                return Err(self.malformed("is damaged (a symbol without a name)"));
            };
            let name = match self.target.flavor() {
                Flavor::MacOs => name.strip_prefix(b"_").unwrap_or(name),
                _ => name,
            };
            visit(name, !symbol.is_undefined());
        }
        Ok(())
    }
}

fn is_bitcode(content: &[u8]) -> bool {
    content.starts_with(b"BC\xC0\xDE") || content.starts_with(b"\xDE\xC0\x17\x0B")
}

fn expected(target: Target) -> (BinaryFormat, Architecture) {
    let format = match target.flavor() {
        Flavor::Musl | Flavor::Glibc => BinaryFormat::Elf,
        Flavor::MacOs => BinaryFormat::MachO,
        Flavor::Windows => BinaryFormat::Coff,
    };
    let architecture = match target.arch() {
        Arch::X64 => Architecture::X86_64,
        Arch::Arm64 => Architecture::Aarch64,
    };
    (format, architecture)
}

fn machine_name(architecture: Architecture) -> String {
    match architecture {
        Architecture::X86_64 => "x86_64".to_owned(),
        Architecture::Aarch64 => "aarch64".to_owned(),
        other => format!("{other:?}").to_lowercase(),
    }
}

fn format_name(format: BinaryFormat) -> &'static str {
    match format {
        BinaryFormat::Elf => "Linux (ELF)",
        BinaryFormat::MachO => "macOS (Mach-O)",
        BinaryFormat::Coff | BinaryFormat::Pe => "Windows (COFF)",
        _ => "another system",
    }
}
