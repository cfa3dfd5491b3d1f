//! The hosts, each with a C program in the app's place.
#![cfg(all(target_os = "linux", target_arch = "x86_64"))]

mod common;

use common::link;
use std::ffi::OsStr;
use std::fs::{self, File};
use std::os::unix::ffi::OsStrExt;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

fn host(name: &str) -> PathBuf {
    link(name, &[&format!("tests/hosts/fake/{name}.c")], &[&format!("{name}/libhost.a")])
}

fn run(program: &Path, arguments: &[&str]) -> Output {
    Command::new(program).args(arguments).env("ROC_HOST_CHECK_LEAKS", "1").output().unwrap()
}

#[track_caller]
fn check(output: Output, stdout: &str, stderr: &str, code: i32) {
    assert_eq!(String::from_utf8_lossy(&output.stdout), stdout);
    assert_eq!(String::from_utf8_lossy(&output.stderr), stderr);
    assert_eq!(output.status.code(), Some(code));
}

#[test]
fn echo() {
    let echo = host("echo");
    check(run(&echo, &[]), "", "", 0);
    check(
        run(&echo, &["args", "", "a", "größer als dreiundzwanzig"]),
        "[][a][größer als dreiundzwanzig]",
        "",
        0,
    );
    check(run(&echo, &["exit"]), "", "", 255);
    check(run(&echo, &["dbg", "{ a: 1 }"]), "", "[dbg] { a: 1 }\n", 0);
    check(run(&echo, &["expect", "expect failed"]), "goes on\n", "Expect failed: expect failed\n", 1);
    let crash = "Roc application crashed with this message:\n\n\tit is over\n\n";
    check(run(&echo, &["crash", "it is over"]), "before\n", crash, 1);
    check(run(&echo, &["leak"]), "", "allocations not freed: 1\n", 1);
    check(Command::new(&echo).arg("leak").output().unwrap(), "", "", 0);
    let output = Command::new(&echo).arg("args").arg(OsStr::from_bytes(b"a\xffb")).output().unwrap();
    check(output, "[a\u{FFFD}b]", "", 0);
}

#[test]
fn echo_output_is_complete_or_an_error() {
    let echo = host("echo");
    let many = |to: Stdio| Command::new(&echo).arg("many").stdout(to).stderr(Stdio::piped()).spawn().unwrap();
    let output = many(Stdio::piped()).wait_with_output().unwrap();
    assert_eq!((output.stdout.len(), output.status.code()), (20000 * 38, Some(0)));

    let full = File::options().write(true).open("/dev/full").unwrap();
    let text = "cannot write to standard output (system error 28)\n";
    check(many(full.into()).wait_with_output().unwrap(), "", text, 1);

    // Nobody reads any more: ended by the signal, or with code 1 where that is ignored.
    let mut child = many(Stdio::piped());
    drop(child.stdout.take());
    let status = child.wait().unwrap();
    assert!(!status.success(), "{status}");
    let script = r#"trap '' PIPE; { "$0" many; echo "$?" >"$1"; } | true"#;
    let code = Path::new(env!("CARGO_TARGET_TMPDIR")).join("pipe.code");
    let output = Command::new("/bin/sh").args(["-c", script]).arg(&echo).arg(&code).output().unwrap();
    assert_eq!(String::from_utf8_lossy(&output.stderr), "");
    assert_eq!(fs::read_to_string(&code).unwrap(), "1\n");
}

#[test]
fn str() {
    let str = host("str");
    let expected = "\nsmall\ntwenty-three bytes here\nwenty-four bytes, large\n text that is much too long to be stored \
                    in the three words of a string: größer als nötig\n";
    check(run(&str, &[]), expected, "", 0);
    check(run(&str, &["one", "two"]), "one\ntwo\n", "", 0);
}

#[test]
fn int() {
    let expected = "\
addInts(6, 7) = 13
multiplyInts(6, 7) = 42
addInts(-3, 5) = 2
multiplyInts(-3, 5) = -15
addInts(0, 0) = 0
multiplyInts(0, 0) = 0
addInts(1099511627776, -1048576) = 1099510579200
multiplyInts(1099511627776, -1048576) = -1152921504606846976
";
    check(run(&host("int"), &[]), expected, "", 0);
}

#[test]
fn model() {
    let model = host("model");
    let first = "event 0\n  no event so far, which is a long text\n";
    let others = "event 1\n  one\nevent 2\n  two\nevent 3\n  a third event with a longer name\n";
    check(run(&model, &[]), &[first, others].concat(), "", 0);
    check(
        run(&model, &["an event from the command line"]),
        &format!("{first}event 1\n  an event from the command line\n"),
        "",
        0,
    );
}

#[test]
fn c() {
    let expected = "C\nsomebody with a longer name\nlog 7: the sum of all the numbers\nreport = 1429\n";
    check(run(&link("c", &["tests/hosts/c/host.c", "tests/hosts/fake/c.c"], &[]), &[]), expected, "", 0);
}
