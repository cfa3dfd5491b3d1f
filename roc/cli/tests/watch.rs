//! `roc check --watch` sees changes, and ends when it is told to.
#![cfg(unix)]

use std::fs;
use std::io::{BufRead, BufReader};
use std::os::unix::process::ExitStatusExt;
use std::process::{Command, Stdio};

#[test]
fn changes_are_checked_until_an_interrupt() {
    let folder = tempfile::tempdir().unwrap();
    let write = |name: &str, text: &str| fs::write(folder.path().join(name), text).unwrap();
    write("Other.roc", "Other := [].{\n\tx = 1.U8\n}\n");
    write("main.roc", "import Other\n\nmain! = |_| {\n\techo!(Other.x.to_str())\n\tOk({})\n}\n");
    let mut child = Command::new(std::path::absolute(env!("CARGO_BIN_EXE_roc")).unwrap())
        .args(["check", "--watch", "main.roc"])
        .current_dir(folder.path())
        .env("ROC_CACHE_DIR", folder.path().join(".cache"))
        .stdin(Stdio::null())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let mut lines = BufReader::new(child.stderr.take().unwrap()).lines();
    let mut until = |text: &str| {
        let mut seen = Vec::new();
        for line in lines.by_ref().map_while(Result::ok) {
            let found = line.contains(text);
            seen.push(line);
            if found {
                return seen.join("\n");
            }
        }
        panic!("no `{text}` in: {}", seen.join("\n"));
    };
    assert!(until("Watching 2 files").contains("No errors found"));
    write("Other.roc", "Other := [].{\n\ty = 1.U8\n}\n");
    until("Other.roc has changed");
    assert!(until("Watching 2 files").contains("does not exist"));
    write("Other.roc", "Other := [].{\n\tx = 2.U8\n}\n");
    until("Other.roc has changed");
    assert!(until("Watching 2 files").contains("No errors found"));
    let interrupted =
        Command::new("/bin/sh").args(["-c", &format!("kill -INT {}", child.id())]).status().unwrap();
    assert!(interrupted.success());
    assert_eq!(child.wait().unwrap().signal(), Some(2));
    let mut left: Vec<_> =
        fs::read_dir(folder.path()).unwrap().map(|file| file.unwrap().file_name()).collect();
    left.sort();
    assert_eq!(left, ["Other.roc", "main.roc"]);
}
