//! The executable itself: how it answers JSON and flags.

use crate::programs::{Folder, adapter, assemble, member};
use roc_backend::target::Target;
use std::io::Write;
use std::process::{Command, Output, Stdio};

const EXECUTABLE: &str = env!("CARGO_BIN_EXE_roc-backend");

fn run(arguments: &[&str], input: &str) -> Output {
    let mut child = Command::new(EXECUTABLE)
        .args(arguments)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    child.stdin.take().unwrap().write_all(input.as_bytes()).unwrap();
    child.wait_with_output().unwrap()
}

fn link_json(folder: &Folder, hosted: &str) -> String {
    serde_json::json!({
        "version": 1,
        "target": "x64musl",
        "platform": { "name": "demo", "file": "demo/main.roc" },
        "shim": folder.path("shim.o"),
        "adapter": { "make": {
            "entries": adapter().entries, "hosted": [hosted], "platform_digest": "07".repeat(32)
        } },
        "inputs": [{ "host": folder.path("libhost.a") }, "app"],
        "output": folder.path("program"),
    })
    .to_string()
}

#[test]
fn json_is_answered_by_the_exit_code_or_by_an_error() {
    let folder = Folder::new(Target::X64Musl);
    let done = run(&["link"], &link_json(&folder, "roc_host__give"));
    assert_eq!((done.status.code(), done.stdout, done.stderr), (Some(0), Vec::new(), Vec::new()));
    assert!(folder.path("program").exists());

    let request = folder.write("request.json", link_json(&folder, "roc_host__lost").as_bytes());
    let done = run(&["link", "--request", request.to_str().unwrap()], "");
    assert_eq!((done.status.code(), done.stderr), (Some(1), Vec::new()));
    let answer: serde_json::Value = serde_json::from_slice(&done.stdout).unwrap();
    assert_eq!(answer["error"]["kind"], "mismatch");
    assert_eq!(answer["error"]["symbols"], serde_json::json!(["roc_host__lost"]));
    assert!(answer["error"]["message"].as_str().unwrap().contains("roc_host__lost"));

    let done = run(&["adapter"], "{");
    assert_eq!(done.status.code(), Some(1));
    assert!(String::from_utf8(done.stdout).unwrap().starts_with("{\"error\":{\"kind\":\"request\""));
}

#[test]
fn flags_do_the_same() {
    let folder = Folder::new(Target::X64Musl);
    let path = |name: &str| folder.path(name).to_str().unwrap().to_owned();
    let names = [
        "--target",
        "x64musl",
        "--entry",
        "roc__init",
        "--entry",
        "roc__render",
        "--hosted",
        "roc_host__give",
    ];
    let object = path("adapter.o");
    let adapter = [&["adapter"][..], &names, &["-o", &object]].concat();
    assert_eq!(run(&adapter, "").status.code(), Some(0));
    let host = format!("host={}", path("libhost.a"));
    let link = |adapter: &[&str], output: &str| {
        let words = [
            &["link", "--target", "x64musl", "--shim", &path("shim.o"), "-o", &path(output)],
            adapter,
            &[&host, "app"],
        ];
        run(&words.concat(), "")
    };
    assert_eq!(link(&["--adapter", &object], "one").status.code(), Some(0));
    assert_eq!(link(&names[2..], "two").status.code(), Some(0));
    assert_eq!(std::fs::read(path("one")).unwrap(), std::fs::read(path("two")).unwrap());

    folder.write("libhost.a", &assemble(Target::X64Win, "define void @f() { ret void }"));
    let done = link(&names[2..], "three");
    assert_eq!((done.status.code(), done.stdout), (Some(1), Vec::new()));
    assert!(String::from_utf8(done.stderr).unwrap().contains("x86_64 Windows"), "told in prose");
}

/// LLD stumbles over an archive for macOS that has no index and a member that is no object.
#[test]
fn a_crash_of_the_linker_is_an_error() {
    let target = Target::Arm64Mac;
    let folder = Folder::new(target);
    let host = assemble(target, &Folder::host_ir(target));
    folder.write(
        "libhost.a",
        &[b"!<arch>\n".to_vec(), member("host.o/", &host), member("notes/", b"not code")].concat(),
    );
    let before = folder.names();
    let done = run(&["link"], &link_json(&folder, "roc_host__give").replace("x64musl", target.name()));
    assert_eq!(done.status.code(), Some(1), "{done:?}");
    let answer: serde_json::Value = serde_json::from_slice(&done.stdout).unwrap();
    assert_eq!(answer["error"]["kind"], "linker");
    assert_eq!(folder.names(), before);
}

#[test]
fn llvm_ir_goes_to_standard_output() {
    let done = run(&["adapter", "--target", "x64mac", "--entry", "roc__init", "--emit", "llvm-ir"], "");
    assert_eq!(done.status.code(), Some(0));
    assert!(String::from_utf8(done.stdout).unwrap().contains("define void @roc__init("));
    assert_eq!(run(&["adapter", "--target", "x64mac", "--emit", "bitcode"], "").status.code(), Some(1));
    assert_eq!(run(&["adapter", "--target", "vax"], "").status.code(), Some(2));
}
