//! Every `cases/NAME.case`: what commands of `roc` write and answer is what `NAME.out` says. `UPDATE=1` renews the
//! latter.
//!
//! A case has lines `$ roc …` first, perhaps with ` < FILE` for standard input, then files, each behind a line
//! `//- path`; `//- path/` is a folder, `//- path -> target` a link, `//- path escaped` a file with `\xFF` for bytes and
//! without its last line's end, `//- path of 9 bytes` one of zeros. Times are replaced by `TIME`. Only commands that need no parts of a distribution can be in it.

use std::fmt::Write;
use std::path::Path;
use std::process::{Command, Stdio};

fn run(case: &str) -> String {
    let folder = tempfile::tempdir().unwrap();
    let (commands, files) = case.split_once("//- ").unwrap_or((case, ""));
    for file in files.split("//- ") {
        let (path, content) = file.split_once('\n').unwrap_or((file, ""));
        if !path.trim().is_empty() {
            make(folder.path(), path.trim(), content);
        }
    }
    let mut out = String::new();
    for line in commands.lines().filter_map(|line| line.strip_prefix("$ ")) {
        let (command, input) = line.split_once(" < ").unwrap_or((line, ""));
        let stdin = match input {
            "" => Stdio::null(),
            file => std::fs::File::open(folder.path().join(file)).unwrap().into(),
        };
        let roc = std::path::absolute(env!("CARGO_BIN_EXE_roc")).unwrap();
        let output = Command::new(roc)
            .args(command.split_whitespace().skip(1))
            .current_dir(folder.path())
            .env("ROC_CACHE_DIR", folder.path().join(".cache"))
            .stdin(stdin)
            .output()
            .unwrap();
        writeln!(out, "$ {line}").unwrap();
        out.push_str(&without_times(&String::from_utf8_lossy(&output.stdout)));
        for line in without_times(&String::from_utf8_lossy(&output.stderr)).lines() {
            writeln!(out, "{}", format!("2| {line}").trim_end()).unwrap();
        }
        match output.status.code() {
            Some(0) => {}
            Some(code) => writeln!(out, "exit {code}").unwrap(),
            None => out.push_str("killed\n"),
        }
    }
    out
}

/// A file as a case describes it.
fn make(folder: &Path, described: &str, content: &str) {
    let (name, how) = described.split_once(' ').unwrap_or((described, ""));
    let path = folder.join(name);
    std::fs::create_dir_all(path.parent().unwrap()).unwrap();
    if name.ends_with('/') {
        std::fs::create_dir_all(path).unwrap();
    } else if let Some(target) = how.strip_prefix("-> ") {
        #[cfg(unix)]
        std::os::unix::fs::symlink(target, path).unwrap();
        #[cfg(not(unix))]
        let _ = target;
    } else if let Some(size) = how.strip_prefix("of ").and_then(|size| size.strip_suffix(" bytes")) {
        std::fs::File::create(path).unwrap().set_len(size.parse().unwrap()).unwrap();
    } else if how == "escaped" {
        std::fs::write(path, unescaped(content.trim_end_matches('\n'))).unwrap();
    } else {
        std::fs::write(path, content).unwrap();
    }
}

/// `\xFF` is a byte.
fn unescaped(text: &str) -> Vec<u8> {
    let mut parts = text.split("\\x");
    let mut bytes = parts.next().unwrap_or_default().as_bytes().to_vec();
    for part in parts {
        let (digits, rest) = part.split_at(2);
        bytes.push(u8::from_str_radix(digits, 16).unwrap());
        bytes.extend_from_slice(rest.as_bytes());
    }
    bytes
}

/// `1.5 ms` and `2.0 s` are `TIME`.
fn without_times(text: &str) -> String {
    let mut out = String::new();
    for line in text.split_inclusive('\n') {
        let unit = [" ms", " s"].iter().filter_map(|unit| line.find(unit)).min();
        let time = unit.and_then(|end| {
            let start = line[..end].rfind(' ')? + 1;
            line[start..end].parse::<f64>().ok().filter(|_| line[..start].ends_with(" in "))?;
            Some((start, end))
        });
        match time {
            Some((start, end)) => {
                let rest = line[end + 1..].trim_start_matches(|c: char| c.is_ascii_alphabetic());
                write!(out, "{}TIME{rest}", &line[..start]).unwrap();
            }
            None => out.push_str(line),
        }
    }
    out
}

#[test]
fn commands_answer_as_written() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases");
    let mut cases: Vec<_> = std::fs::read_dir(&folder).unwrap().map(|e| e.unwrap().path()).collect();
    cases.retain(|path| path.extension().is_some_and(|e| e == "case"));
    cases.sort();
    assert!(!cases.is_empty());
    // Most of their time is that of processes.
    let outputs: Vec<String> = std::thread::scope(|scope| {
        let start = |path| scope.spawn(move || run(&std::fs::read_to_string(path).unwrap()));
        let threads: Vec<_> = cases.iter().map(start).collect();
        threads.into_iter().map(|thread| thread.join().unwrap()).collect()
    });
    let mut wrong = Vec::new();
    for (path, actual) in cases.into_iter().zip(outputs) {
        let expected = path.with_extension("out");
        if std::env::var_os("UPDATE").is_some() {
            std::fs::write(&expected, &actual).unwrap();
        } else if std::fs::read_to_string(&expected).unwrap_or_default() != actual {
            println!("{}:\n{actual}", path.display());
            wrong.push(path);
        }
    }
    assert!(wrong.is_empty(), "other outputs: {wrong:?}");
}
