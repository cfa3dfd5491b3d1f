//! What LLD says, as errors of ours. The three drivers word undefined and duplicate symbols alike:
//!
//! ```text
//! ld.lld: error: undefined symbol: name
//! >>> referenced by host.c:12
//! >>>               host.o:(function) in archive path/libhost.a
//! ```

use crate::error::{Error, SymbolUse};
use crate::target::{Flavor, Target};
use std::path::Path;

/// So much of what can't be translated is shown.
const DETAIL_LINES: usize = 4;
/// So many places of a symbol are shown.
const PLACES: usize = 3;

/// The error in LLD's text. `output` is a name that no one but this process knows.
pub(super) fn explain(target: Target, text: &str, output: &Path) -> Error {
    let (mut undefined, mut duplicate, mut other) = (Vec::new(), Vec::new(), Vec::new());
    let mut lines = text.lines().peekable();
    while let Some(line) = lines.next() {
        let Some((_, error)) = line.split_once("error: ") else { continue };
        let mut notes = Vec::new();
        while let Some(note) = lines.peek().and_then(|line| line.strip_prefix(">>>")) {
            notes.push(note);
            lines.next();
        }
        let symbol = |name: &str| SymbolUse { name: plain(target, name), places: places(&notes) };
        if let Some(name) = after_symbol(error, "undefined ") {
            undefined.push(symbol(name));
        } else if let Some(name) = after_symbol(error, "duplicate ") {
            duplicate.push(symbol(name));
        } else {
            other.push(error.replace(&output.display().to_string(), "the program"));
        }
    }
    if !undefined.is_empty() {
        Error::Undefined { symbols: undefined }
    } else if !duplicate.is_empty() {
        Error::Duplicate { symbols: duplicate }
    } else if other.is_empty() {
        // Neither is it an error of its own wording: it has crashed.
        Error::Linker { detail: "It crashed on these inputs.".to_owned() }
    } else {
        other.truncate(DETAIL_LINES);
        Error::Linker { detail: other.join("\n") }
    }
}

/// The name in `undefined symbol: name`, also `undefined hidden symbol: name`.
fn after_symbol<'a>(error: &'a str, start: &str) -> Option<&'a str> {
    let (kind, name) = error.strip_prefix(start)?.split_once("symbol: ")?;
    (kind.is_empty() || !kind.trim_end().contains(' ')).then_some(name)
}

/// The name as C has it.
fn plain(target: Target, name: &str) -> String {
    match target.flavor() {
        Flavor::MacOs => name.strip_prefix('_').unwrap_or(name).to_owned(),
        _ => name.to_owned(),
    }
}

/// The objects in the notes below an error, each once. A note's last line has the object, an earlier one the source.
fn places(notes: &[&str]) -> Vec<String> {
    let starts =
        |note: &str| ["referenced by", "defined at", "defined in"].iter().any(|s| note.trim().starts_with(s));
    let mut places: Vec<String> = Vec::new();
    for (position, note) in notes.iter().enumerate() {
        let last = notes.get(position + 1).is_none_or(|next| starts(next));
        if let Some(place) = last.then(|| place(note)).flatten()
            && !places.contains(&place)
        {
            places.push(place);
        }
    }
    places.truncate(PLACES);
    places
}

/// `libhost.a(host.o)` of `referenced by dir/host.o:(function) in archive dir/libhost.a`.
fn place(note: &str) -> Option<String> {
    let mut note = note.trim();
    if note.ends_with(" more times") {
        return None;
    }
    for start in ["referenced by ", "defined at ", "defined in "] {
        note = note.strip_prefix(start).unwrap_or(note);
    }
    let (object, archive) = match note.rsplit_once(" in archive ") {
        Some((object, archive)) => (object, Some(archive)),
        None => (note, None),
    };
    let object = base_name(object.split_once(":(").map_or(object, |(object, _)| object));
    Some(match archive {
        Some(archive) => format!("{}({object})", base_name(archive)),
        None => object.to_owned(),
    })
}

fn base_name(path: &str) -> &str {
    path.rsplit(['/', '\\']).next().unwrap_or(path)
}
