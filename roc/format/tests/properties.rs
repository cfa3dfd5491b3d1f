//! What holds for every file: the layout keeps the tree and all comments, and is its own layout. Checked on all Roc
//! files of the workspace, and on these with line breaks, blank lines and comments strewn in.

use std::fs;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use common::{FILE, Random, check, tree};
use roc_format::format;
use roc_syntax::{Token, TokenKind, tokenize};

mod common;

fn roc_files(folder: &Path, found: &mut Vec<PathBuf>) {
    let Ok(entries) = fs::read_dir(folder) else { return };
    for path in entries.map(|entry| entry.unwrap().path()) {
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        if path.is_dir() && !name.starts_with('.') && name != "target" {
            roc_files(&path, found);
        } else if path.extension().is_some_and(|extension| extension == "roc") {
            found.push(path);
        }
    }
}

/// The texts of all Roc files that parse, with their paths.
fn texts() -> Vec<(String, String)> {
    let mut paths = Vec::new();
    for part in ["examples", "hosts", "roc", "tests"] {
        roc_files(&[env!("CARGO_MANIFEST_DIR"), "..", "..", part].iter().collect::<PathBuf>(), &mut paths);
    }
    paths.sort();
    let mut found = Vec::new();
    for path in paths {
        let text = fs::read(&path).unwrap();
        match (format(FILE, &text), String::from_utf8(text)) {
            (Ok(_), Ok(text)) => found.push((path.display().to_string(), text)),
            (Ok(_), Err(_)) => panic!("{} is no text, but was formatted", path.display()),
            (Err(diagnostics), _) => assert!(!diagnostics.is_empty()),
        }
    }
    found
}

#[test]
fn every_file_keeps_its_tree_and_comments() {
    let texts = texts();
    assert!(texts.len() > 10);
    for (name, text) in texts {
        check(&name, &text);
        check(&name, &text.replace("\r\n", "\n").replace('\n', "\r\n"));
    }
}

/// How a text is changed without changing its tree.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Strew {
    /// Other white space at many of the places where there is some.
    Many,
    /// The same at a few places.
    Few,
    /// Commas in front of closing brackets.
    Commas,
    /// Spaces for line ends.
    Joined,
}

fn strewn(text: &str, random: &mut Random, strew: Strew) -> String {
    let tokens = tokenize(FILE, text, &mut Vec::new());
    let pieces =
        ["\n", "\n\n", "\n\n\n", " # c\n", "\n# c\n", "\n\n#c\n\n", " ", "\n## d\n", "\t#x\n\t# y\n"];
    let mut strewn = String::new();
    let mut before = Token { start: 0, end: 0, kind: TokenKind::Eof, marks: 0 };
    for token in tokens {
        let gap = &text[before.end as usize..token.start as usize];
        let spaced = token.has(Token::SPACED) && !gap.contains('#');
        let odds = match strew {
            Strew::Many => 4,
            Strew::Few => 60,
            Strew::Commas | Strew::Joined => 30,
        };
        let piece = match strew {
            Strew::Many | Strew::Few => Some(pieces[random.below(pieces.len())]).filter(|_| spaced),
            Strew::Joined => Some(" ").filter(|_| spaced && gap.contains('\n')),
            Strew::Commas => {
                use TokenKind::*;
                let closes = matches!(token.kind, CloseRound | CloseSquare | CloseCurly | Bar);
                let empty = matches!(before.kind, OpenRound | OpenSquare | OpenCurly | Comma | Bar);
                Some(",").filter(|_| closes && !empty)
            }
        };
        // The end of a multiline string is a line end.
        match piece {
            Some(piece)
                if random.below(odds) == 0
                    && (!gap.contains('\n') || piece != " " || strew == Strew::Joined) =>
            {
                strewn.push_str(piece);
            }
            _ => strewn.push_str(gap),
        }
        strewn.push_str(&text[token.start as usize..token.end as usize]);
        before = token;
    }
    strewn
}

#[test]
fn strewn_files_keep_their_tree_and_comments() {
    let rounds: usize = std::env::var("ROUNDS").ok().and_then(|rounds| rounds.parse().ok()).unwrap_or(1);
    let mut random = Random(0x9E37_79B9_7F4A_7C15);
    let texts = texts();
    for strew in [Strew::Many, Strew::Few, Strew::Commas, Strew::Joined] {
        let (mut tried, mut checked) = (0, 0);
        for (index, (name, text)) in texts.iter().enumerate() {
            // In a quick run each file is changed in one way.
            if rounds == 1 && index % 4 != strew as usize {
                continue;
            }
            let parsed = tree(text);
            for _ in 0..rounds {
                let strewn = strewn(text, &mut random, strew);
                tried += 1;
                // Line breaks count in a few places; what they change there is not the layout's fault.
                let found = tree(&strewn);
                if found.is_some() && (found == parsed || strew == Strew::Many) {
                    checked += 1;
                    check(&format!("{name}, strewn"), &strewn);
                }
            }
        }
        assert!(checked * 8 > tried, "only {checked} of {tried} were legal");
    }
}

/// Damage at random places: what still parses is laid out like anything else.
#[test]
fn damaged_files_are_refused_or_keep_their_tree() {
    let rounds: usize = std::env::var("ROUNDS").ok().and_then(|rounds| rounds.parse().ok()).unwrap_or(1);
    let pieces = [
        "(", ")", "{", "}", "[", "]", ",", "|", ".a", "->", "|>", "?", "-", "!", "..", "#", "\n", "\\\\",
        "\"", "A", "if ",
    ];
    let mut random = Random(0x2545_F491_4F6C_DD1D);
    let mut checked = 0;
    for (name, text) in texts() {
        // Short pieces of text parse more often, and quicker.
        let text: String = text.split_inclusive("\n\n").filter(|_| random.below(3) == 0).collect();
        for _ in 0..rounds {
            let mut damaged = text.clone();
            for _ in 0..=random.below(2) {
                let (mut from, len) = (random.below(damaged.len() + 1), random.below(6));
                while !damaged.is_char_boundary(from) {
                    from -= 1;
                }
                let mut to = (from + len).min(damaged.len());
                while !damaged.is_char_boundary(to) {
                    to += 1;
                }
                damaged.replace_range(from..to, pieces[random.below(pieces.len())]);
            }
            if format(FILE, damaged.as_bytes()).is_ok() {
                checked += 1;
                check(&format!("{name}, damaged"), &damaged);
            }
        }
    }
    assert!(checked > 0);
}

#[test]
fn long_lines_and_files_take_linear_time() {
    let line = "\"a ${b} c\", { x: f(1, 2), y }, ";
    for (start, piece, end) in [
        ("x = [", line, "]\n"),
        ("x = f(", line, ")\n"),
        ("", "f = |a, b| match a.b(c) { Ok(x) => if x { 1 } else { b + 2 }, _ => [1, 2,] }\n", ""),
        ("x = {", " a = 1 # c\n\n", "}"),
        ("", "# comment\n", ""),
        ("x = [", "# comment\n", "1]"),
        ("", "\n", ""),
        ("x = ", "\\\\line ${f(1)}\n", ""),
        ("A : {", "a : List(U8), ", "}"),
        ("A := [", "B(U8),\n", "].{}"),
        ("x = match y {", "Ok(a) | Err(a) if a => b\n", "}"),
        ("import A exposing [", "a, ", "]"),
    ] {
        let time = |bytes: usize| {
            let text = format!("{start}{}{end}", piece.repeat(bytes / piece.len()));
            let begun = Instant::now();
            let formatted = format(FILE, text.as_bytes());
            assert!(formatted.is_ok(), "{start}{piece}: {:?}", formatted.unwrap_err().first());
            begun.elapsed()
        };
        let (small, large) = ((0..3).map(|_| time(20_000)).min().unwrap(), time(200_000));
        assert!(large < small * 100 + Duration::from_millis(300), "{start}{piece}: {small:?}, {large:?}");
    }
}

#[test]
fn deep_text_is_formatted_or_refused() {
    for (start, piece, end) in [
        ("x = ", "(", ")"),
        ("x = ", "{\n", "}"),
        ("x = ", "[", "]"),
        ("x = ", "|a| ", ""),
        ("x = ", "if a b else ", ""),
        ("x = a", ".b()", ""),
        ("x = a", ".b", ""),
        ("x = ", "\"${", "}\""),
        ("x : ", "List(", ")"),
        ("x = a", " |> b(", ")"),
        ("x = ", "match a { b => ", "}"),
        ("x = |", "(", ")"),
        ("A := [].{", "A := [].{", "}"),
    ] {
        for depth in [100, 490, 100_000] {
            let inside = if start == "A := [].{" { "" } else { "a" };
            let mut text = format!("{start}{}{inside}{}", piece.repeat(depth), end.repeat(depth));
            text.push_str(if start == "x = |" {
                "| a"
            } else if inside.is_empty() {
                "}"
            } else {
                ""
            });
            if let Ok(formatted) = format(FILE, text.as_bytes()) {
                assert_eq!(format(FILE, formatted.as_bytes()).as_ref(), Ok(&formatted), "{start}{piece}");
            }
        }
    }
}
