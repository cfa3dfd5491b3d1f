//! Static libraries: finding the one object in rustc's that matters, writing new ones.

use crate::Result;
use object::read::archive::ArchiveFile;
use object::{BinaryFormat, FileKind, LittleEndian, Object, ObjectSection, ObjectSymbol, SymbolKind};
use std::collections::BTreeSet;

/// An object's global symbols.
pub struct Symbols {
    pub defined: BTreeSet<String>,
    pub undefined: BTreeSet<String>,
}

/// The object that defines `symbol`. What else is in the archive is the compiler's own library.
pub fn object_with<'data>(archive: &'data [u8], symbol: &str) -> Result<(&'data [u8], Symbols)> {
    let wrong = |e: object::Error| format!("the static library is not readable: {e}");
    let mut found = None;
    for member in ArchiveFile::parse(archive).map_err(wrong)?.members() {
        let data = member.map_err(wrong)?.data(archive).map_err(wrong)?;
        // There are members that are no objects.
        let Ok(file) = object::File::parse(data) else { continue };
        let symbols = symbols(&file);
        if symbols.defined.contains(symbol) && found.replace((data, symbols)).is_some() {
            return Err(format!("two objects define {symbol}"));
        }
    }
    found.ok_or_else(|| format!("no object defines {symbol}"))
}

/// The same archive with zeros in place of what is for debuggers: no link keeps that, and zeros pack well.
pub fn without_debug_info(archive: &[u8]) -> Result<Vec<u8>> {
    let wrong = |e: object::Error| format!("the static library is not readable: {e}");
    let mut bytes = archive.to_vec();
    for member in ArchiveFile::parse(archive).map_err(wrong)?.members() {
        let member = member.map_err(wrong)?;
        let Ok(file) = object::File::parse(member.data(archive).map_err(wrong)?) else { continue };
        let (start, _) = member.file_range();
        for section in file.sections() {
            let name = section.name().map_err(wrong)?;
            let is_debug = [".debug_", ".rela.debug_"].iter().any(|prefix| name.starts_with(prefix));
            if let Some((offset, size)) = section.file_range().filter(|_| is_debug) {
                let from = (start + offset) as usize;
                bytes[from..from + size as usize].fill(0);
            }
        }
    }
    Ok(bytes)
}

/// Global symbols as C has them.
fn symbols(file: &object::File) -> Symbols {
    let mut symbols = Symbols { defined: BTreeSet::new(), undefined: BTreeSet::new() };
    for symbol in file.symbols().filter(|symbol| symbol.is_global()) {
        let Ok(name @ [_, ..]) = symbol.name_bytes() else { continue };
        let name = String::from_utf8_lossy(name);
        let name = match file.format() {
            // A suffix tells old layouts of structs from new ones.
            BinaryFormat::MachO => name.strip_prefix('_').unwrap_or(&name).trim_end_matches("$INODE64"),
            // How objects for Windows reach data of others: a pointer, one a program.
            BinaryFormat::Coff if name.starts_with(".refptr.") => continue,
            _ => &name,
        };
        let to = if symbol.is_undefined() { &mut symbols.undefined } else { &mut symbols.defined };
        to.insert(name.to_owned());
    }
    symbols
}

/// The object with zeros in place of the source file's name that it may hold: rustc puts its output's path there.
pub fn without_file_name(object: &[u8]) -> Result<Vec<u8>> {
    const SYMBOL: usize = 18;
    let mut bytes = object.to_vec();
    let Ok(file) = object::coff::CoffFile::<&[u8]>::parse(object) else { return Ok(bytes) };
    let table = file.coff_header().pointer_to_symbol_table.get(LittleEndian) as usize;
    for symbol in file.symbols().filter(|symbol| symbol.kind() == SymbolKind::File) {
        let at = table + symbol.index().0 * SYMBOL;
        let auxiliary = usize::from(bytes[at + SYMBOL - 1]);
        bytes[at + SYMBOL..at + SYMBOL * (1 + auxiliary)].fill(0);
    }
    Ok(bytes)
}

/// A file of an archive.
pub struct Member {
    pub name: String,
    pub data: Vec<u8>,
    /// What the index says of it: symbols as the object has them.
    pub symbols: Vec<String>,
}

/// An archive of one object, with the index that linkers want: `ar rcsD`.
pub fn with_one_object(name: &str, object: Vec<u8>, symbols: &Symbols) -> Vec<u8> {
    let underscore = matches!(FileKind::parse(&*object), Ok(FileKind::MachO64));
    let symbols = symbols.defined.iter();
    let symbols = symbols.map(|name| if underscore { format!("_{name}") } else { name.clone() }).collect();
    archive(&[Member { name: name.to_owned(), data: object, symbols }])
}

/// An archive with an index.
pub fn archive(members: &[Member]) -> Vec<u8> {
    const MAGIC: &[u8] = b"!<arch>\n";
    const HEAD: usize = 60;
    // The index: how many symbols, where each one's member is, the names. Numbers are big endian.
    let names: Vec<u8> = members
        .iter()
        .flat_map(|member| &member.symbols)
        .flat_map(|n| [n.as_bytes(), b"\0"].concat())
        .collect();
    let count: usize = members.iter().map(|member| member.symbols.len()).sum();
    let index_size = 4 + 4 * count + names.len();
    let mut place = MAGIC.len() + HEAD + index_size.next_multiple_of(2);
    let mut index = (count as u32).to_be_bytes().to_vec();
    for member in members {
        index.extend(member.symbols.iter().flat_map(|_| (place as u32).to_be_bytes()));
        place += HEAD + member.data.len().next_multiple_of(2);
    }
    index.extend(names);

    let mut archive = MAGIC.to_vec();
    let mut add = |name: &str, data: &[u8]| {
        // Name, time, user, group, mode, size.
        let head = format!("{name:<16}{:<12}{:<6}{:<6}{:<8}{:<10}`\n", 0, 0, 0, 644, data.len());
        debug_assert_eq!(head.len(), HEAD);
        archive.extend(head.as_bytes());
        archive.extend(data);
        if data.len() % 2 == 1 {
            archive.push(b'\n');
        }
    };
    add("/", &index);
    for member in members {
        add(&format!("{}/", member.name), &member.data);
    }
    archive
}
