//! What the tests of the layout share: the properties that hold for every text, and random numbers.

use roc_base::{FileId, Interner, TextRange};
use roc_format::format;
use roc_syntax::tokenize;
use roc_syntax::trivia::{self, Trivia};

/// The file that all texts are.
pub const FILE: FileId = FileId::new(0);

/// The tree as text, without what the layout may change: parentheses around numbers and pipes, and the place of the
/// platform among an app's packages. Nothing if there are mistakes.
pub fn tree(text: &str) -> Option<String> {
    let mut names = Interner::new();
    let (ast, diagnostics) = roc_syntax::parse(FILE, text.as_bytes(), &mut names);
    let accepted = |title| matches!(title, "Invalid Optional Field Syntax" | roc_syntax::MISSING_COMMA);
    let dump = roc_syntax::dump::dump(&ast, &names);
    (!ast.skipped && diagnostics.iter().all(|found| accepted(found.title)))
        .then(|| sort_packages(&without_parens(&dump)))
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
                let script = range.start == 0 && inside.starts_with('!');
                let spelled = if script || inside.is_empty() || inside.starts_with([' ', '#']) {
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

/// A text if it is short enough to be looked at.
fn short(text: &str) -> &str {
    if text.len() < 3000 { text } else { "" }
}

pub fn check(name: &str, text: &str) {
    let once = format(FILE, text.as_bytes()).unwrap_or_else(|found| panic!("{name}: {found:?}\n{text}"));
    let before = tree(text).unwrap();
    let after = tree(&once).unwrap_or_else(|| panic!("{name}: the layout doesn't parse\n{text}\n{once}"));
    let shown = difference(&before, &after);
    assert!(before == after, "{name}: the tree changed:\n{shown}\n====\n{}\n====\n{once}", short(text));
    let (before, after) = (comments(text).join("\n"), comments(&once).join("\n"));
    let shown = difference(&before, &after);
    assert!(before == after, "{name}: the comments changed:\n{shown}\n====\n{}\n====\n{once}", short(text));
    let twice = format(FILE, once.as_bytes()).unwrap();
    let shown = difference(&once, &twice);
    assert!(once == twice, "{name}: the layout is not its own layout:\n{shown}\n====\n{}", short(text));
    assert!(once.is_empty() || once.ends_with('\n'));
    let has_trailing_space = |line: &&str| line.ends_with([' ', '\t']) && !line.contains("\\\\");
    assert_eq!(once.lines().find(has_trailing_space), None, "{name}");
}

/// A small generator of reproducible numbers.
pub struct Random(pub u64);

impl Random {
    pub fn below(&mut self, bound: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 % bound.max(1) as u64) as usize
    }
}
