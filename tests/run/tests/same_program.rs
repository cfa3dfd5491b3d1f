//! The same program in other words: formatted, with other names, with its top level in another order, it writes the same
//! and ends with the same code. The programs are those of `tests/conformance`; `ONLY=TEXT` chooses some.
#![cfg(all(target_os = "linux", target_arch = "x86_64"))]

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use roc_tests_run::{Sandbox, root};

#[test]
fn formatted() {
    let Some(sandbox) = Sandbox::new() else { return };
    each("formatted", &sandbox, |text| {
        let outcome = sandbox.roc(&["fmt", "--stdin"]).stdin(text.as_bytes()).run();
        (outcome.code == Some(0)).then_some(outcome.stdout)
    });
}

#[test]
fn renamed() {
    let Some(sandbox) = Sandbox::new() else { return };
    each("renamed", &sandbox, |text| Some(rename(text)));
}

#[test]
fn reordered() {
    let Some(sandbox) = Sandbox::new() else { return };
    each("reordered", &sandbox, |text| Some(reorder(text)));
}

/// Changes each program, runs it, and compares; a good part of them must have become another text.
fn each(what: &str, sandbox: &Sandbox, change: impl Fn(&str) -> Option<String>) {
    let only = std::env::var("ONLY").unwrap_or_default();
    let (mut wrong, mut changed, mut count) = (Vec::new(), 0, 0);
    for file in programs() {
        let name = file.display().to_string();
        if !name.contains(&only) {
            continue;
        }
        let text = fs::read_to_string(&file).unwrap();
        let Some(other) = change(&text) else { continue };
        count += 1;
        if other == text {
            continue;
        }
        changed += 1;
        sandbox.write("same.roc", &other);
        let outcome = sandbox.roc(&["same.roc"]).run();
        let expected = fs::read_to_string(file.with_extension("stdout")).unwrap();
        let code = fs::read_to_string(file.with_extension("exit")).unwrap_or_default();
        let code = code.trim().parse().unwrap_or(0);
        // In another order a name may hide another one, which is a warning.
        let found = if code == 0 && outcome.code == Some(2) { Some(0) } else { outcome.code };
        if (outcome.stdout.as_str(), found) != (expected.as_str(), Some(code)) {
            let errors: String = outcome.stderr.chars().take(500).collect();
            wrong.push(format!("{name}, {what}: exit code {:?}\n{errors}\n{other}", outcome.code));
        }
    }
    assert!(wrong.is_empty(), "{} of {changed}:\n{}", wrong.len(), wrong.join("\n"));
    assert!(!only.is_empty() || changed > 20 && count > 100, "{changed} of {count} changed");
}

/// Programs of one file without a header.
fn programs() -> Vec<PathBuf> {
    let mut found = Vec::new();
    for folder in ["builtins", "language", "programs", "scalars", "types"] {
        let folder = root().join("tests/conformance").join(folder);
        for entry in fs::read_dir(&folder).unwrap() {
            let path = entry.unwrap().path();
            let is_program = |path: &Path| {
                path.extension().is_some_and(|extension| extension == "roc")
                    && path.with_extension("stdout").exists()
            };
            if is_program(&path) {
                found.push(path);
            }
        }
    }
    found.sort();
    found
}

/// A small name in code, not in a text or a comment: where it is.
fn names(text: &str) -> Vec<(usize, usize)> {
    let bytes = text.as_bytes();
    let (mut found, mut at) = (Vec::new(), 0);
    // For each string that we are in the braces that its interpolation has open; code at the bottom.
    let mut strings: Vec<usize> = Vec::new();
    let mut in_string = false;
    let mut line_string = false;
    let is_word = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'_';
    while at < bytes.len() {
        let byte = bytes[at];
        if !byte.is_ascii() {
            at += 1;
            continue;
        }
        let rest = &text[at..];
        if in_string {
            if rest.starts_with("${") {
                strings.push(0);
                in_string = false;
                at += 1;
            } else if byte == b'\\' && !line_string {
                at += 1;
            } else if line_string && byte == b'\n' || !line_string && byte == b'"' {
                (in_string, line_string) = (false, false);
            }
            at += 1;
            continue;
        }
        match byte {
            b'#' => at += rest.find('\n').unwrap_or(rest.len()),
            b'"' => (in_string, at) = (true, at + 1),
            b'\\' if rest.starts_with("\\\\") => (in_string, line_string, at) = (true, true, at + 2),
            b'\'' => at += 2 + bytes[at + 1..].iter().position(|&byte| byte == b'\'').unwrap_or(0).max(1),
            b'{' => {
                strings.last_mut().into_iter().for_each(|open| *open += 1);
                at += 1;
            }
            b'}' => {
                match strings.last_mut() {
                    Some(0) => {
                        strings.pop();
                        in_string = true;
                    }
                    Some(open) => *open -= 1,
                    None => {}
                }
                at += 1;
            }
            _ if is_word(byte) => {
                let length = rest.bytes().take_while(|&byte| is_word(byte)).count();
                let end = at + length + usize::from(rest[length..].starts_with('!'));
                if byte.is_ascii_lowercase() {
                    found.push((at, end));
                }
                at = end;
            }
            _ => at += 1,
        }
    }
    found
}

/// Gives top-level definitions other names, as far as it is plain that only they are meant.
fn rename(text: &str) -> String {
    let all = names(text);
    let mut top = BTreeSet::new();
    let mut unclear = BTreeSet::from(["main!"]);
    for &(start, end) in &all {
        let (name, before, after) = (&text[start..end], &text[..start], text[end..].trim_start());
        let at_left = before.is_empty() || before.ends_with('\n');
        let last = before.trim_end().chars().next_back().unwrap_or(' ');
        let next = after.chars().next().unwrap_or(' ');
        if at_left && (after.starts_with("= ") || after.starts_with(": ")) {
            top.insert(name);
        } else if before.ends_with(['.', '$', '@'])
            || next == ':'
            || last == '{'
            || last == ',' && ",}".contains(next)
        {
            // Perhaps a field, a method or a variable of its own.
            unclear.insert(name);
        }
    }
    let keywords = ["expect", "import", "if", "match", "for", "while", "return", "crash", "dbg", "var"];
    let mut new = BTreeMap::new();
    for name in top.difference(&unclear).filter(|name| !keywords.contains(*name)) {
        let (stem, mark) = name.strip_suffix('!').map_or((*name, ""), |stem| (stem, "!"));
        new.insert(*name, format!("other_{stem}{mark}"));
    }
    let (mut result, mut copied) = (String::new(), 0);
    for &(start, end) in &all {
        if let Some(name) = new.get(&text[start..end]) {
            result.push_str(&text[copied..start]);
            result.push_str(name);
            copied = end;
        }
    }
    result + &text[copied..]
}

/// Puts the top-level items of a program into the reverse order; what comes before the first of them stays.
fn reorder(text: &str) -> String {
    let (mut head, mut items): (String, Vec<String>) = (String::new(), Vec::new());
    // Comments, and an annotation, belong to what follows.
    let mut waiting = String::new();
    for line in text.split_inclusive('\n') {
        let first = line.chars().next().unwrap_or('\n');
        let begins = first.is_alphanumeric() || first == '_' || first == '(' || first == '{';
        let words: Vec<&str> = line.split_whitespace().collect();
        if first == '#' || begins && words.get(1) == Some(&":") && first.is_lowercase() {
            waiting.push_str(line);
        } else if begins && words[0] == "import" {
            head.push_str(&std::mem::take(&mut waiting));
            head.push_str(line);
        } else if begins {
            items.push(std::mem::take(&mut waiting) + line);
        } else if !waiting.is_empty() {
            // Lines of an annotation, or blank ones.
            waiting.push_str(line);
        } else {
            items.last_mut().unwrap_or(&mut head).push_str(line);
        }
    }
    items.reverse();
    let items: Vec<String> = items.iter().map(|item| format!("{}\n\n", item.trim_end())).collect();
    format!("{head}\n{}{waiting}", items.concat())
}
