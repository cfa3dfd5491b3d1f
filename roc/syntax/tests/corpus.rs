//! Whole programs: those of the conformance suite parse without diagnostics, and no damage to any text makes the
//! parser panic, leave the text, or report without end.

use std::fs;
use std::path::{Path, PathBuf};

use roc_base::{FileId, Interner, TextRange};
use roc_syntax::ast::{Ast, ExprId};
use roc_syntax::{parse, tokenize};

/// A folder of the workspace.
fn folder(path: &str) -> PathBuf {
    [env!("CARGO_MANIFEST_DIR"), "..", "..", path].iter().collect()
}

fn roc_files(folder: &Path, found: &mut Vec<PathBuf>) {
    let Ok(entries) = fs::read_dir(folder) else { return };
    for path in entries.map(|entry| entry.unwrap().path()) {
        if path.is_dir() {
            roc_files(&path, found);
        } else if path.extension().is_some_and(|extension| extension == "roc") {
            found.push(path);
        }
    }
    found.sort();
}

/// Conformance programs outside of diagnostics/, if the suite is there.
fn programs() -> Vec<PathBuf> {
    let mut found = Vec::new();
    for part in ["scalars", "types", "programs"] {
        roc_files(&folder("tests/conformance").join(part), &mut found);
    }
    found
}

#[test]
fn programs_parse_without_diagnostics() {
    for path in programs() {
        let (_, diagnostics) = parse(FileId::new(0), &fs::read(&path).unwrap(), &mut Interner::new());
        assert!(diagnostics.is_empty(), "{}: {diagnostics:?}", path.display());
    }
}

/// Parses and checks what holds for any text.
fn check(text: &[u8]) -> Ast {
    let mut names = Interner::new();
    let (ast, diagnostics) = parse(FileId::new(0), text, &mut names);
    let len = text.len() as u32;
    for diagnostic in &diagnostics {
        assert!(diagnostic.span.end <= len, "{diagnostic:?} in {:?}", String::from_utf8_lossy(text));
    }
    for index in 0..ast.expr_count() {
        assert!(ast.range(ExprId::new(index as u32)).end <= len);
    }
    assert!(diagnostics.len() <= text.len() + 1);
    roc_syntax::dump::dump(&ast, &names);
    ast
}

/// A small generator of reproducible numbers.
struct Random(u64);

impl Random {
    fn below(&mut self, bound: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 % bound.max(1) as u64) as usize
    }
}

#[test]
fn damaged_text_never_panics() {
    let mut files = programs();
    roc_files(&folder("roc/syntax/tests/cases"), &mut files);
    assert!(!files.is_empty());
    let pieces = [
        "{",
        "}",
        "(",
        ")",
        "[",
        "]",
        "\"",
        "${",
        "'",
        "\\",
        "|",
        "=",
        ":",
        ",",
        ".",
        "..",
        "->",
        "=>",
        "?",
        "if ",
        "match ",
        "where ",
        "var ",
        "for ",
        "$",
        "\n",
        "\0",
        "\u{e9}",
        "0x",
        "#",
        "-",
        "!",
        "_",
        "A",
        "import ",
        "platform ",
        "|>",
    ];
    let mut random = Random(0x9E37_79B9_7F4A_7C15);
    for path in files {
        let text = fs::read(&path).unwrap();
        for _ in 0..12 {
            let mut damaged = text.clone();
            for _ in 0..=random.below(4) {
                let at = random.below(damaged.len());
                match random.below(3) {
                    0 => damaged.truncate(at),
                    1 => {
                        let end = (at + random.below(20)).min(damaged.len());
                        damaged.drain(at..end);
                    }
                    _ => {
                        let piece = pieces[random.below(pieces.len())];
                        damaged.splice(at..at, piece.bytes());
                    }
                }
            }
            check(&damaged);
        }
    }
    for _ in 0..2000 {
        let soup: String = (0..random.below(40)).map(|_| pieces[random.below(pieces.len())]).collect();
        check(soup.as_bytes());
    }
}

/// A token left out, doubled or replaced: nearly always that is told once.
#[test]
fn one_mistake_gives_one_message() {
    let mut random = Random(0x2545_F491_4F6C_DD1D);
    let (mut wrong, mut told_once) = (0, 0);
    for path in programs() {
        let text = fs::read_to_string(&path).unwrap();
        let tokens = tokenize(FileId::new(0), &text, &mut Vec::new());
        for _ in 0..6 {
            let place = tokens[random.below(tokens.len())].range();
            let other = tokens[random.below(tokens.len())].range();
            let of = |range: TextRange| &text[range.start as usize..range.end as usize];
            let piece = match random.below(3) {
                0 => String::new(),
                1 => format!("{0} {0}", of(place)),
                _ => of(other).to_owned(),
            };
            let damaged = format!("{}{piece}{}", &text[..place.start as usize], &text[place.end as usize..]);
            let (_, diagnostics) = parse(FileId::new(0), damaged.as_bytes(), &mut Interner::new());
            wrong += usize::from(!diagnostics.is_empty());
            told_once += usize::from(diagnostics.len() == 1);
        }
    }
    assert!(told_once * 100 >= wrong * 90, "{told_once} of {wrong} were told once");
}

#[test]
fn deep_and_long_input_is_refused_in_linear_time() {
    let repeated = [
        ("x = ", "("),
        ("x = ", "{"),
        ("x = ", "{\n"),
        ("x = ", "["),
        ("x = ", "|a| "),
        ("x = 1", " + 1"),
        ("x = a", ".b"),
        ("x = a", "(1)"),
        ("x = a", " |> (a"),
        ("x = ", "!"),
        ("x = ", "if a b else "),
        ("x = ", "match a { b => "),
        ("x = ", "\"${"),
        ("x : ", "List("),
        ("x : ", "{ a : "),
        ("x = |", "("),
        ("x = match a { b", " as c"),
        ("A := [].{", "A := [].{"),
        ("platform \"\" requires {} exposes [] packages {} provides {} targets: { a: { b: ", "["),
    ];
    for (start, piece) in repeated {
        let text = format!("{start}{}", piece.repeat(30_000));
        let (_, diagnostics) = parse(FileId::new(0), text.as_bytes(), &mut Interner::new());
        assert_eq!(diagnostics[0].title, "Too Deeply Nested", "{start}{piece}");
        assert!(diagnostics.len() <= 2, "{start}{piece}: {}", diagnostics.len());
        check(format!("{start}{}", piece.repeat(400)).as_bytes());
    }
    for piece in
        ["{ ; } ", "{ a = ; b = ; } ", "=\n", "{ a } = ", "$", "\u{1} ", "'", "\"\n", "a : ", "|", "match "]
    {
        check(format!("x = {{{}", piece.repeat(20_000)).as_bytes());
    }
}
