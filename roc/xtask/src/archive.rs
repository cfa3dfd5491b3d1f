//! Static libraries: finding the one object in rustc's that matters, and writing one with only that.

use crate::Result;
use object::read::archive::ArchiveFile;
use object::{Object, ObjectSection, ObjectSymbol};
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

fn symbols(file: &object::File) -> Symbols {
    let mut symbols = Symbols { defined: BTreeSet::new(), undefined: BTreeSet::new() };
    for symbol in file.symbols().filter(|symbol| symbol.is_global()) {
        let Ok(name @ [_, ..]) = symbol.name_bytes() else { continue };
        let to = if symbol.is_undefined() { &mut symbols.undefined } else { &mut symbols.defined };
        to.insert(String::from_utf8_lossy(name).into_owned());
    }
    symbols
}

/// An archive of one object, with the index that linkers want: `ar rcsD`.
pub fn with_one_object(name: &str, object: &[u8], symbols: &Symbols) -> Vec<u8> {
    const MAGIC: &[u8] = b"!<arch>\n";
    const HEAD: usize = 60;
    // The index: how many symbols, where each one's member is, the names. Numbers are big endian.
    let names: Vec<u8> = symbols.defined.iter().flat_map(|name| [name.as_bytes(), b"\0"].concat()).collect();
    let count = symbols.defined.len();
    let index_size = 4 + 4 * count + names.len();
    let member = MAGIC.len() + HEAD + index_size.next_multiple_of(2);
    let mut index = (count as u32).to_be_bytes().to_vec();
    index.extend((0..count).flat_map(|_| (member as u32).to_be_bytes()));
    index.extend(names);

    let mut archive = MAGIC.to_vec();
    for (name, data) in [("/", index.as_slice()), (&format!("{name}/"), object)] {
        // Name, time, user, group, mode, size.
        let head = format!("{name:<16}{:<12}{:<6}{:<6}{:<8}{:<10}`\n", 0, 0, 0, 644, data.len());
        debug_assert_eq!(head.len(), HEAD);
        archive.extend(head.as_bytes());
        archive.extend(data);
        if data.len() % 2 == 1 {
            archive.push(b'\n');
        }
    }
    archive
}
