//! `roc fmt`: which files it changes, what it says, its exit codes.
#![cfg(all(target_os = "linux", target_arch = "x86_64"))]

use std::fs;
use std::os::unix::fs::{MetadataExt, PermissionsExt, symlink};

use roc_tests_run::Sandbox;

const LOOSE: &str = "a=[1,2]\nb = a.map(|n|n+1)\n";
const NEAT: &str = "a = [1, 2]\n\nb = a.map(|n| n + 1)\n";
const BROKEN: &str = "a = 1 +\nb = 2\n";

fn sandbox() -> Option<Sandbox> {
    let sandbox = Sandbox::new()?;
    for (name, text) in [
        ("loose.roc", LOOSE),
        ("neat.roc", NEAT),
        ("sub/loose.roc", LOOSE),
        ("sub/.hidden/loose.roc", LOOSE),
        ("note.txt", LOOSE),
    ] {
        sandbox.write(name, text);
    }
    Some(sandbox)
}

#[test]
fn folders_are_walked_and_only_loose_files_written() {
    let Some(sandbox) = sandbox() else { return };
    let text = |name: &str| fs::read_to_string(sandbox.path(name)).unwrap();
    let number = |name: &str| fs::metadata(sandbox.path(name)).unwrap().ino();
    let untouched = number("neat.roc");
    sandbox.roc(&["fmt", "--check"]).run().clean("loose.roc\nsub/loose.roc\n", 1);
    assert_eq!(text("loose.roc"), LOOSE);
    let outcome = sandbox.roc(&["fmt"]).run();
    outcome.says("", 0, &["formatted loose.roc\nformatted sub/loose.roc\n"]);
    for name in ["loose.roc", "sub/loose.roc", "neat.roc"] {
        assert_eq!(text(name), NEAT, "{name}");
    }
    for name in ["sub/.hidden/loose.roc", "note.txt"] {
        assert_eq!(text(name), LOOSE, "{name}");
    }
    assert_eq!(number("neat.roc"), untouched);
    sandbox.roc(&["fmt", "--check"]).run().clean("", 0);
    sandbox.roc(&["fmt"]).run().clean("", 0);
}

#[test]
fn mistakes_leave_a_file_as_it_is() {
    let Some(sandbox) = sandbox() else { return };
    sandbox.write("broken.roc", BROKEN);
    fs::write(sandbox.path("bytes.roc"), b"a = \"\xff\"\n").unwrap();
    let outcome =
        sandbox.roc(&["fmt", "bytes.roc", "broken.roc", "loose.roc", "missing.roc", "/dev/null"]).run();
    let told = [
        "broken.roc:2:1",
        "broken.roc can't be formatted, since its syntax is wrong; it was left as it is",
        "bytes.roc:1:6",
        "error: missing.roc: No such file",
        "error: /dev/null is neither a file nor a folder",
        "formatted loose.roc",
    ];
    outcome.says("", 1, &told);
    assert_eq!(fs::read_to_string(sandbox.path("broken.roc")).unwrap(), BROKEN);
    sandbox.roc(&["fmt", "--check", "broken.roc"]).run().says("", 1, &["broken.roc:2:1"]);
}

#[test]
fn standard_input_goes_to_standard_output() {
    let Some(sandbox) = sandbox() else { return };
    sandbox.roc(&["fmt", "--stdin"]).stdin(LOOSE.as_bytes()).run().clean(NEAT, 0);
    sandbox.roc(&["fmt", "--stdin"]).stdin(NEAT.as_bytes()).run().clean(NEAT, 0);
    sandbox.roc(&["fmt", "--stdin"]).stdin(b"").run().clean("", 0);
    sandbox.roc(&["fmt", "--stdin", "--check"]).stdin(LOOSE.as_bytes()).run().clean("", 1);
    sandbox.roc(&["fmt", "--stdin", "--check"]).stdin(NEAT.as_bytes()).run().clean("", 0);
    let outcome = sandbox.roc(&["fmt", "--stdin"]).stdin(BROKEN.as_bytes()).run();
    outcome.says("", 1, &["standard input:2:1", "nothing was written"]);
    sandbox.roc(&["fmt", "--stdin", "loose.roc"]).run().says("", 64, &["--stdin"]);
}

#[test]
fn links_and_permissions_stay() {
    let Some(sandbox) = sandbox() else { return };
    let (file, link) = (sandbox.path("sub/loose.roc"), sandbox.path("link.roc"));
    fs::set_permissions(&file, fs::Permissions::from_mode(0o750)).unwrap();
    symlink("sub/loose.roc", &link).unwrap();
    symlink(".", sandbox.path("sub/loop")).unwrap();
    sandbox.roc(&["fmt", ".", "link.roc"]).run().says("", 0, &["formatted link.roc\nformatted loose.roc\n"]);
    assert!(fs::symlink_metadata(&link).unwrap().is_symlink());
    assert_eq!(fs::read_to_string(&file).unwrap(), NEAT);
    assert_eq!(fs::metadata(&file).unwrap().permissions().mode() & 0o777, 0o750);
}
