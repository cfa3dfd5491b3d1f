//! Stub shared libraries for ELF: the names and versions of a system's library, enough to link against, and no code.
//!
//! A list begins with `soname NAME`. A line that starts at the margin is a version; indented lines below it are the names
//! of that version, `name` for a function, `name=BYTES` for a variable.

use crate::Result;
use std::collections::BTreeMap;

/// A processor that stubs can be made for.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Arch {
    X64,
    Arm64,
}

/// One list, read.
struct Library<'a> {
    soname: &'a str,
    /// In the order of the file.
    versions: Vec<&'a str>,
    symbols: Vec<Symbol<'a>>,
}

struct Symbol<'a> {
    name: &'a str,
    /// Index into the versions.
    version: usize,
    /// Bytes of a variable.
    variable: Option<u64>,
}

const TEXT: u16 = 1;
const DATA: u16 = 2;
/// An address for each symbol, far enough apart that none is taken for another's alias.
const SPACING: u64 = 16;

/// The shared library of a list, for an architecture.
pub fn make(list: &str, arch: Arch) -> Result<Vec<u8>> {
    let library = read(list, arch)?;
    let mut strings = Strings(vec![0]);
    let soname = strings.add(library.soname);

    // The first symbol is null by definition; version 0 is "local", 1 the library itself.
    let mut symbols = vec![0; 24];
    let mut symbol_versions = vec![0u8; 2];
    let mut addresses: BTreeMap<&str, u64> = BTreeMap::new();
    for symbol in &library.symbols {
        // environ and __environ are one variable.
        let next = (addresses.len() as u64 + 1) * SPACING;
        let address = *addresses.entry(symbol.name.trim_start_matches('_')).or_insert(next);
        let (kind, section, size) = match symbol.variable {
            Some(bytes) => (1, DATA, bytes),
            None => (2, TEXT, 0),
        };
        symbols.extend(strings.add(symbol.name).to_le_bytes());
        symbols.extend([1 << 4 | kind, 0]);
        symbols.extend(section.to_le_bytes());
        symbols.extend(address.to_le_bytes());
        symbols.extend(size.to_le_bytes());
        symbol_versions.extend((symbol.version as u16 + 2).to_le_bytes());
    }

    let names = [&[library.soname], library.versions.as_slice()].concat();
    let mut definitions = Vec::new();
    for (index, &name) in names.iter().enumerate() {
        // Version 1 of the format, the base flag, the index, one name; then that name.
        for half in [1, u16::from(index == 0), index as u16 + 1, 1] {
            definitions.extend(half.to_le_bytes());
        }
        let next = if index + 1 == names.len() { 0 } else { 28 };
        for word in [hash(name), 20, next, strings.add(name), 0] {
            definitions.extend(word.to_le_bytes());
        }
    }
    // DT_SONAME, the end.
    let dynamic: Vec<u8> = [14, u64::from(soname), 0, 0].iter().flat_map(|word| word.to_le_bytes()).collect();

    let nothing = Vec::new;
    Ok(file(
        arch,
        &[
            Section { align: SPACING, ..section(".text", 8, 2 | 4, nothing()) },
            Section { align: SPACING, ..section(".data", 8, 2 | 1, nothing()) },
            Section { link: 4, info: 1, entry: 24, ..section(".dynsym", 11, 2, symbols) },
            section(".dynstr", 3, 2, strings.0),
            Section { link: 3, entry: 2, ..section(".gnu.version", 0x6fff_ffff, 2, symbol_versions) },
            Section {
                link: 4,
                info: names.len() as u32,
                ..section(".gnu.version_d", 0x6fff_fffd, 2, definitions)
            },
            Section { link: 4, entry: 16, ..section(".dynamic", 6, 2 | 1, dynamic) },
        ],
    ))
}

fn read(list: &str, arch: Arch) -> Result<Library<'_>> {
    let mut lines = list.lines().filter(|line| !line.trim().is_empty() && !line.starts_with('#'));
    let soname = lines.next().and_then(|line| line.strip_prefix("soname "));
    let soname = soname.ok_or("the list doesn't begin with `soname NAME`")?;
    let mut library = Library { soname, versions: Vec::new(), symbols: Vec::new() };
    let mut version = None;
    for line in lines {
        if !line.starts_with(' ') {
            let name = on(arch, line);
            let known = library.versions.iter().position(|known| *known == name);
            version = Some(known.unwrap_or_else(|| {
                library.versions.push(name);
                library.versions.len() - 1
            }));
            continue;
        }
        let version = version.ok_or_else(|| format!("no version stands above `{}`", line.trim()))?;
        for word in line.split_whitespace() {
            let (name, variable) = match word.split_once('=') {
                None => (word, None),
                Some((name, bytes)) => {
                    (name, Some(bytes.parse().map_err(|_| format!("`{word}` has no size"))?))
                }
            };
            library.symbols.push(Symbol { name, version, variable });
        }
    }
    Ok(library)
}

/// glibc came to aarch64 with 2.17: all that is older has that version there.
fn on(arch: Arch, version: &str) -> &str {
    match arch {
        Arch::Arm64 if version.starts_with("GLIBC_") => "GLIBC_2.17",
        _ => version,
    }
}

/// The hash of ELF's version tables.
fn hash(name: &str) -> u32 {
    name.bytes().fold(0u32, |hash, byte| {
        let hash = (hash << 4).wrapping_add(byte.into());
        let high = hash & 0xf000_0000;
        (hash ^ high >> 24) & !high
    })
}

/// A table of texts, each ended by a zero.
struct Strings(Vec<u8>);

impl Strings {
    fn add(&mut self, text: &str) -> u32 {
        let at = self.0.len() as u32;
        self.0.extend(text.as_bytes());
        self.0.push(0);
        at
    }
}

struct Section {
    name: &'static str,
    kind: u32,
    flags: u64,
    data: Vec<u8>,
    link: u32,
    info: u32,
    align: u64,
    entry: u64,
}

fn section(name: &'static str, kind: u32, flags: u64, data: Vec<u8>) -> Section {
    Section { name, kind, flags, data, link: 0, info: 0, align: 8, entry: 0 }
}

/// Header, contents, section headers. Linkers look at nothing else; nothing is ever loaded.
fn file(arch: Arch, sections: &[Section]) -> Vec<u8> {
    const HEADER: usize = 64;
    let mut names = Strings(vec![0]);
    let mut bytes = vec![0; HEADER];
    let mut headers = vec![0; 64];
    let mut header = |section: &Section, name: u32, offset: usize| {
        headers.extend([name, section.kind].map(u32::to_le_bytes).concat());
        headers.extend(
            [section.flags, 0, offset as u64, section.data.len() as u64].map(u64::to_le_bytes).concat(),
        );
        headers.extend([section.link, section.info].map(u32::to_le_bytes).concat());
        headers.extend([section.align, section.entry].map(u64::to_le_bytes).concat());
    };
    for section in sections {
        bytes.resize(bytes.len().next_multiple_of(8), 0);
        header(section, names.add(section.name), bytes.len());
        bytes.extend(&section.data);
    }
    let name = names.add(".shstrtab");
    header(&section(".shstrtab", 3, 0, names.0.clone()), name, bytes.len());
    bytes.extend(names.0);
    bytes.resize(bytes.len().next_multiple_of(8), 0);
    let table = bytes.len() as u64;
    bytes.extend(headers);

    // 64 bits, little endian, version 1.
    let mut start = b"\x7fELF\x02\x01\x01".to_vec();
    start.resize(16, 0);
    let machine: u16 = match arch {
        Arch::X64 => 62,
        Arch::Arm64 => 183,
    };
    start.extend([3, machine].map(u16::to_le_bytes).concat());
    start.extend(1u32.to_le_bytes());
    start.extend([0, 0, table].map(u64::to_le_bytes).concat());
    start.extend(0u32.to_le_bytes());
    let count = sections.len() as u16 + 2;
    start.extend([HEADER as u16, 56, 0, 64, count, count - 1].map(u16::to_le_bytes).concat());
    bytes[..HEADER].copy_from_slice(&start);
    bytes
}
