//! What is known of modules from earlier compilations is used where it holds, and nowhere else.
#![cfg(all(target_os = "linux", target_arch = "x86_64"))]

use std::os::unix::fs::MetadataExt;
use std::path::PathBuf;

use roc_tests_run::{Kind, Sandbox};

const MAIN: &str =
    "import Middle\n\nmain! = |_args| {\n\techo!(\"${Middle.twice(20).to_str()}\\n\")\n\tOk({})\n}\n";
const MIDDLE: &str = "import Low\n\nMiddle := [].{\n\ttwice : U64 -> U64\n\ttwice = |n| Low.base(n) + n\n}\n";
const LOW: &str = "Low := [].{\n\tbase : U64 -> U64\n\tbase = |n| n + 1\n}\n";

/// Name and inode of each kept module: an entry that is made anew has another inode.
fn kept(sandbox: &Sandbox) -> Vec<(String, u64)> {
    let mut kept: Vec<(String, u64)> = sandbox
        .entries(Kind::Modules)
        .iter()
        .map(|path| {
            let name = path.file_name().expect("a name").to_string_lossy().into_owned();
            (name, path.metadata().expect("a file").ino())
        })
        .collect();
    kept.sort();
    kept
}

#[test]
fn only_what_a_change_reaches_is_checked_again() {
    let Some(sandbox) = Sandbox::new() else { return };
    let main = sandbox.write("main.roc", MAIN);
    sandbox.write("Middle.roc", MIDDLE);
    sandbox.write("Low.roc", LOW);
    let run = || sandbox.roc(&[main.to_str().expect("UTF-8")]).run();
    run().clean("41\n", 0);
    let first = kept(&sandbox);
    assert_eq!(first.len(), 2, "Middle and Low are kept");

    // A body: Low has a new entry, Middle's stays.
    sandbox.write("Low.roc", &LOW.replace("n + 1", "n + 2"));
    run().clean("42\n", 0);
    let second = kept(&sandbox);
    assert_eq!(second.len(), 3);
    assert!(first.iter().all(|entry| second.contains(entry)), "nothing is made anew");

    // A new definition that moves the others: Middle is checked again.
    let moved =
        LOW.replace("\tbase :", "\tmore : U64\n\tmore = 100\n\n\tbase :").replace("n + 1", "n + more");
    sandbox.write("Low.roc", &moved.replace("+ more", "+ Low.more"));
    run().clean("140\n", 0);
    let third = kept(&sandbox);
    assert_eq!(third.len(), 4);
    let again = first.iter().filter(|entry| !third.contains(entry)).count();
    assert_eq!(again, 1, "Middle's entry is made anew");

    // A change of type is a mistake in Middle, though its file is the same.
    sandbox.write("Low.roc", &LOW.replace("U64 -> U64", "U64 -> I8").replace("n + 1", "1"));
    let checked = sandbox.roc(&["check", main.to_str().expect("UTF-8")]).run();
    checked.says("", 1, &["type mismatch", "Middle.roc:5"]);
    sandbox.write("Low.roc", LOW);
    run().clean("41\n", 0);
}

#[test]
fn damaged_modules_are_compiled_again() {
    let Some(sandbox) = Sandbox::new() else { return };
    let main = sandbox.write("main.roc", MAIN);
    sandbox.write("Middle.roc", MIDDLE);
    sandbox.write("Low.roc", LOW);
    let check = || sandbox.roc(&["check", main.to_str().expect("UTF-8")]).run();
    check().says("", 0, &["No errors"]);
    for damage in [&b""[..], b"x", &[0xff; 4000]] {
        for entry in sandbox.entries(Kind::Modules) {
            std::fs::write(entry, damage).expect("the cache is ours");
        }
        check().says("", 0, &["No errors"]);
    }
    sandbox.write("Low.roc", &LOW.replace("n + 1", "n + \"\""));
    check().says("", 1, &["Low.roc:3"]);
    assert_eq!(sandbox.leftovers(), Vec::<PathBuf>::new());
}
