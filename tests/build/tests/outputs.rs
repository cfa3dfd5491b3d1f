//! `roc build --target=NAME` for each target and example: what comes out has the right structure, is the same from another
//! folder, and prints what it should where it can be run.
//!
//! Needs `ROC_DIST` (the tools) and `ROC_PARTS` (a folder with a folder of parts for each target). `ROC_RUNNER_<target>` is
//! what stands before a program on a command line, `-` where there is no runner.

use roc_tests_build::{TARGETS, Target, faults};
use std::env;
use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::Command;

const EXAMPLES: [&str; 4] = ["echo", "int", "model", "str"];

fn root() -> PathBuf {
    std::path::absolute(Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")).unwrap()
}

fn folder(variable: &str) -> Option<PathBuf> {
    env::var_os(variable).filter(|value| !value.is_empty()).map(|value| std::path::absolute(value).unwrap())
}

/// To the log, also of a test that passes.
fn say(line: &str) {
    let _ = writeln!(std::io::stderr(), "{line}");
}

/// An example with its platform and host in a folder of its own; answers the program.
fn build(dist: &Path, parts: &Path, target: Target, example: &str, place: &Path) -> Vec<u8> {
    for (from, to) in [("examples", ""), ("hosts", "platform")] {
        let (from, to) = (root().join(from).join(example).join(to), place.join(from).join(example).join(to));
        fs::create_dir_all(&to).unwrap();
        for entry in fs::read_dir(&from).unwrap().map(|entry| entry.unwrap().path()) {
            if entry.extension().is_some_and(|extension| extension == "roc") {
                fs::write(to.join(entry.file_name().unwrap()), fs::read(&entry).unwrap()).unwrap();
            }
        }
    }
    let host = place.join("hosts").join(example).join("platform/targets").join(target.name);
    fs::create_dir_all(&host).unwrap();
    let library = parts.join(target.name).join(example).join("libhost.a");
    fs::write(host.join("libhost.a"), fs::read(&library).unwrap()).unwrap();

    let mut roc = Command::new(dist.join("bin/roc"));
    roc.current_dir(place).env("ROC_CACHE_DIR", place.join("cache"));
    roc.args(["build", "--output", "result", &format!("--target={}", target.name)]);
    let output = roc.arg(format!("examples/{example}/main.roc")).output().unwrap();
    let said = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{example} for {}: {said}", target.name);
    fs::read(place.join("result")).unwrap()
}

/// What the program prints; nothing where it can't be run.
fn run(target: Target, example: &str, place: &Path) -> Option<String> {
    let runner = env::var(format!("ROC_RUNNER_{}", target.name)).ok().filter(|runner| runner != "-")?;
    let mut words: Vec<PathBuf> = runner.split_whitespace().map(PathBuf::from).collect();
    for word in words.iter_mut().filter(|word| !word.starts_with("-") && word.exists()) {
        *word = std::path::absolute(&*word).unwrap();
    }
    words.push(place.join("result"));
    let mut command = Command::new(&words[0]);
    command.args(&words[1..]);
    if example == "echo" {
        command.args(["one", "", "größer"]);
    }
    let output = command.output().unwrap();
    let said = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{example} for {}: {:?} {said}", target.name, output.status);
    Some(String::from_utf8_lossy(&output.stdout).into_owned())
}

#[test]
fn programs_of_all_targets() {
    let (Some(dist), Some(parts)) = (folder("ROC_DIST"), folder("ROC_PARTS")) else {
        return say("skipped: ROC_DIST and ROC_PARTS don't say what to test");
    };
    let mut wrong = Vec::new();
    say(&format!("{:<12}{:<8}{:>9}  {:<11}result", "target", "host", "bytes", "run"));
    for target in TARGETS {
        for example in EXAMPLES {
            let [here, there] = ["here", "elsewhere/under a longer name"].map(|name| {
                let folder = tempfile::Builder::new().prefix("build-test-").tempdir().unwrap();
                let place = folder.path().join(name);
                fs::create_dir_all(&place).unwrap();
                let program = build(&dist, &parts, target, example, &place);
                (folder, place, program)
            });
            let program = &here.2;
            let mut found = faults(
                target,
                program,
                &["build-test-", "bazel-out", "execroot", "/toolchains/", "/root/", "/home/"],
            );
            if target.name == "arm64mac" {
                // The check itself can fail: another byte in the code.
                let mut other = program.clone();
                other[0x4000] ^= 1;
                assert!(!faults(target, &other, &[]).is_empty(), "a changed page has a good signature");
            }
            if *program != there.2 {
                found.push("is another one when it is made elsewhere".to_owned());
            }
            let ran = run(target, example, &here.1);
            let expected = match example {
                "echo" => "one\n\ngrößer\n".to_owned(),
                _ => fs::read_to_string(root().join("examples").join(example).join("expected.txt")).unwrap(),
            };
            if ran.as_ref().is_some_and(|printed| *printed != expected) {
                found.push(format!("prints {ran:?}"));
            }
            let run = if ran.is_some() { "run" } else { "no runner" };
            let result = if found.is_empty() { "good".to_owned() } else { found.join("; ") };
            say(&format!("{:<12}{example:<8}{:>9}  {run:<11}{result}", target.name, program.len()));
            wrong.extend(found.iter().map(|fault| format!("{example} for {} {fault}", target.name)));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
