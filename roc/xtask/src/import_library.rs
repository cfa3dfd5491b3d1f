//! Import libraries for Windows: the names of DLLs, each as a short import object.
//!
//! In a list, a line that starts at the margin is a DLL; indented lines below it are its names, `name` for a function,
//! `name=data` for a variable.

use crate::Result;
use crate::archive::{Member, archive};

/// `IMAGE_FILE_MACHINE_AMD64`
const MACHINE: u16 = 0x8664;
/// The name is the symbol's, without changes.
const IMPORT_NAME: u16 = 1 << 2;
const CODE: u16 = 0;
const DATA: u16 = 1;

/// The import library of one DLL of a list.
pub fn make(list: &str, dll: &str) -> Result<Vec<u8>> {
    let mut here = false;
    let mut members = Vec::new();
    for line in list.lines().filter(|line| !line.trim().is_empty() && !line.starts_with('#')) {
        if !line.starts_with(' ') {
            here = line == dll;
        } else if here {
            members.extend(line.split_whitespace().map(|word| member(dll, word)));
        }
    }
    if members.is_empty() { Err(format!("the list has no names of {dll}")) } else { Ok(archive(&members)) }
}

fn member(dll: &str, word: &str) -> Member {
    let (name, kind) = match word.strip_suffix("=data") {
        Some(name) => (name, DATA),
        None => (word, CODE),
    };
    let texts = format!("{name}\0{dll}\0");
    let mut data = [0, 0xffff, 0, MACHINE].map(u16::to_le_bytes).concat();
    // No time; the size; no hint.
    data.extend([0, texts.len() as u32].map(u32::to_le_bytes).concat());
    data.extend([0, kind | IMPORT_NAME].map(u16::to_le_bytes).concat());
    data.extend(texts.as_bytes());
    let mut symbols = vec![format!("__imp_{name}")];
    if kind == CODE {
        symbols.push(name.to_owned());
    }
    Member { name: "import".to_owned(), data, symbols }
}
