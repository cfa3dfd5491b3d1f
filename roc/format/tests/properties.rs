//! What holds for every file: the layout keeps the tree and all comments, and is its own layout. Checked on all Roc
//! files of the workspace, and on these with line breaks, blank lines and comments strewn in.

use std::fs;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use roc_base::{FileId, Interner, TextRange};
use roc_format::format;
use roc_syntax::trivia::{self, Trivia};
use roc_syntax::{Token, TokenKind, tokenize};

const FILE: FileId = FileId::new(0);

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

/// The tree as text, without what the layout may change: parentheses around numbers and pipes, and the place of the
/// platform among an app's packages. Nothing if there are mistakes.
fn tree(text: &str) -> Option<String> {
    let mut names = Interner::new();
    let (ast, diagnostics) = roc_syntax::parse(FILE, text.as_bytes(), &mut names);
    let accepted = |title| title == "Invalid Optional Field Syntax";
    let dump = roc_syntax::dump::dump(&ast, &names);
    diagnostics.iter().all(|found| accepted(found.title)).then(|| sort_packages(&without_parens(&dump)))
}

fn without_parens(dump: &str) -> String {
    let mut kept = String::new();
    let mut rest = dump;
    let mut drops = Vec::new();
    while let Some(next) = rest.chars().next() {
        let mut len = next.len_utf8();
        match next {
            '"' | '\'' if kept.ends_with(['(', ' ', '\n']) => {
                let mut escaped = false;
                let end = rest[1..].char_indices().find(|&(_, c)| {
                    let closes = c == next && !escaped;
                    escaped = c == '\\' && !escaped;
                    closes
                });
                len = end.map_or(len, |(end, _)| end + 2);
            }
            '(' => {
                let inside = rest.strip_prefix("(parens ").filter(|inside| {
                    let number = inside.trim_start_matches(['(', '-']).trim_start_matches("number ");
                    inside.starts_with("(pipe")
                        || inside.starts_with("(negate")
                        || inside.starts_with("(not")
                        || number.trim_start_matches('-').starts_with(|c: char| c.is_ascii_digit())
                });
                drops.push(inside.is_some());
                if let Some(inside) = inside {
                    rest = inside;
                    continue;
                }
            }
            ')' if drops.pop() == Some(true) => {
                rest = &rest[1..];
                continue;
            }
            _ => {}
        }
        kept.push_str(&rest[..len]);
        rest = &rest[len..];
    }
    kept
}

fn sort_packages(dump: &str) -> String {
    let is_package = |line: &&str| line.starts_with("  (platform") || line.starts_with("  (dependency");
    let mut packages: Vec<_> =
        dump.lines().filter(is_package).map(|line| line.trim_end_matches(')')).collect();
    packages.sort_unstable();
    let others = dump.lines().filter(|line| !is_package(line));
    others.chain(packages).collect::<Vec<_>>().join("\n").replace("  (roc", "(roc").replace(")))", "))")
}

/// All comments in order, as the layout spells them.
fn comments(text: &str) -> Vec<String> {
    let mut found = Vec::new();
    let mut start = 0;
    for token in tokenize(FILE, text, &mut Vec::new()) {
        for trivia in trivia::between(text.as_bytes(), TextRange::new(start, token.start)) {
            if let Trivia::Comment(range) = trivia {
                let comment = text[range.start as usize..range.end as usize].trim_end();
                let inside = &comment[1..];
                let spelled = if inside.is_empty() || inside.starts_with([' ', '#', '!']) {
                    comment.to_owned()
                } else {
                    format!("# {inside}")
                };
                found.push(spelled);
            }
        }
        start = token.end;
    }
    found
}

/// The first line at which two texts differ, with its neighbours in both.
fn difference(left: &str, right: &str) -> String {
    let (left, right): (Vec<_>, Vec<_>) = (left.lines().collect(), right.lines().collect());
    let at = left.iter().zip(&right).take_while(|(left, right)| left == right).count();
    let shown = |lines: &[&str]| lines[at.saturating_sub(4)..lines.len().min(at + 8)].join("\n");
    format!("{}\n----\n{}", shown(&left), shown(&right))
}

fn check(name: &str, text: &str) {
    let once = format(FILE, text.as_bytes()).unwrap_or_else(|found| panic!("{name}: {found:?}\n{text}"));
    let before = tree(text).unwrap();
    let after = tree(&once).unwrap_or_else(|| panic!("{name}: the layout doesn't parse\n{text}\n{once}"));
    assert!(before == after, "{name}: the tree changed:\n{}", difference(&before, &after));
    let (before, after) = (comments(text).join("\n"), comments(&once).join("\n"));
    assert!(before == after, "{name}: the comments changed:\n{}", difference(&before, &after));
    let twice = format(FILE, once.as_bytes()).unwrap();
    assert!(once == twice, "{name}: the layout is not its own layout:\n{}", difference(&once, &twice));
    assert!(once.is_empty() || once.ends_with('\n'));
    let has_trailing_space = |line: &&str| line.ends_with([' ', '\t']) && !line.contains("\\\\");
    assert_eq!(once.lines().find(has_trailing_space), None, "{name}");
}

#[test]
fn every_file_keeps_its_tree_and_comments() {
    let texts = texts();
    assert!(texts.len() > 10);
    for (name, text) in texts {
        check(&name, &text);
        check(&name, &text.replace('\n', "\r\n"));
    }
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
        for (name, text) in &texts {
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
