//! Mistakes of those who write programs and platforms: each a clear word and exit code 1.
#![cfg(all(target_os = "linux", target_arch = "x86_64"))]

use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::Path;
use std::process::Command;

use roc_tests_run::{Sandbox, root, skip};

/// A platform's header, with its `targets:` section as given.
fn platform(targets: &str) -> String {
    format!(
        "platform \"p\"\n\trequires {{ process : Str -> Str }}\n\texposes []\n\tpackages {{}}\n\tprovides {{ \
         \"roc__process\": process_for_host }}\n\thosted {{}}\n{targets}\nprocess_for_host : Str -> \
         Str\nprocess_for_host = |text| process(text)\n"
    )
}

const APP: &str =
    "app [process] { pf: platform \"p/main.roc\" }\n\nprocess : Str -> Str\nprocess = |text| text\n";

#[test]
fn files_that_are_not_there() {
    let Some(sandbox) = Sandbox::new() else { return };
    let says = |stderr: &[&str]| sandbox.roc(&["app.roc"]).run().says("", 1, stderr);
    says(&["app.roc"]);
    fs::create_dir(sandbox.path("app.roc")).unwrap();
    says(&["app.roc"]);
    fs::remove_dir(sandbox.path("app.roc")).unwrap();

    sandbox.write("app.roc", APP);
    says(&["p/main.roc"]);
    sandbox.write("p/main.roc", "process = 5\n");
    says(&["p/main.roc"]);
    sandbox.write("p/main.roc", "");
    says(&["p/main.roc"]);
    sandbox.write("p/main.roc", &platform(""));
    says(&["targets"]);
    sandbox.write("p/main.roc", &platform("\ttargets: { arm64mac: { inputs: [\"libhost.a\", app] } }\n"));
    says(&["arm64mac"]);
    let inputs = "[\"crt1.o\", \"libhost.a\", app, \"libc.a\"]";
    sandbox.write("p/main.roc", &platform(&format!("\ttargets: {{ x64musl: {{ inputs: {inputs} }} }}\n")));
    says(&["error: ", "p/targets/x64musl/libhost.a", "hint: "]);
    sandbox.roc(&["app.roc", "--target=x64win"]).run().says("", 1, &["x64win", "x64musl"]);
    fs::create_dir_all(sandbox.path("p/targets/x64musl/libhost.a")).unwrap();
    says(&["error: ", "p/targets/x64musl/libhost.a"]);
    fs::remove_dir(sandbox.path("p/targets/x64musl/libhost.a")).unwrap();
    fs::copy(sandbox.part("str/libhost.a"), sandbox.path("p/targets/x64musl/libhost.a")).unwrap();
    let expected = sandbox.roc(&["app.roc", "--", "text"]).run();
    expected.clean("text\n", 0);

    // An imported module.
    sandbox.write("app.roc", &APP.replace("\nprocess :", "import Missing\n\nprocess :"));
    let outcome = sandbox.roc(&["app.roc", "--", "text"]).run();
    outcome.says("text\n", 1, &["Missing"]);
}

/// Modules have no `main!`; platforms have no app.
#[test]
fn files_that_are_no_apps() {
    let Some(sandbox) = Sandbox::with_examples() else { return };
    sandbox.write("Module.roc", "Module := [].{\n\ttext : Str\n\ttext = \"\"\n}\n");
    for file in ["Module.roc", "hosts/int/platform/main.roc"] {
        let outcome = sandbox.roc(&[file]).run();
        assert!(outcome.stdout.is_empty() && outcome.code == Some(1), "{outcome:#?}");
        assert!(!outcome.stderr.is_empty());
    }
    for bytes in [&b"\0\0\0\0"[..], b"\xff\xfe", b"\x7fELF\x02\x01\x01", b"{", b")"] {
        fs::write(sandbox.path("odd.roc"), bytes).unwrap();
        let outcome = sandbox.roc(&["odd.roc"]).run();
        assert!(outcome.stdout.is_empty() && outcome.code == Some(1), "{outcome:#?}");
        assert!(outcome.stderr.contains("odd.roc"), "{outcome:#?}");
    }
}

/// Without root's right to read everything.
#[test]
fn folders_that_may_not_be_read() {
    const BOUND: [&str; 2] = ["--bounding-set=-all", "--inh-caps=-all"];
    let Some(sandbox) = Sandbox::with_examples() else { return };
    let mode = |path: &Path, mode| fs::set_permissions(path, fs::Permissions::from_mode(mode)).unwrap();
    let secret = sandbox.write("secret", "");
    mode(&secret, 0o000);
    let reads = |program: &str, words: &[&str]| {
        Command::new(program).args(words).arg(&secret).output().is_ok_and(|o| o.status.success())
    };
    let is_root = reads("cat", &[]);
    if is_root
        && (!reads("setpriv", &[&BOUND[..], &["test", "-e"]].concat())
            || reads("setpriv", &[&BOUND[..], &["cat"]].concat()))
    {
        return skip("root can't give up its rights here");
    }
    let run = |words: &[&str]| {
        if is_root {
            let roc = sandbox.dist().join("bin/roc");
            sandbox
                .program(Path::new("setpriv"))
                .args(&BOUND)
                .args(&[roc.to_str().unwrap()])
                .args(words)
                .run()
        } else {
            sandbox.roc(words).run()
        }
    };
    let expected = fs::read_to_string(root().join("tests/run/expected/int.stdout")).unwrap();
    run(&["examples/int/main.roc"]).clean(&expected, 0);
    for (path, usual, told) in [
        ("hosts/int/platform", 0o755, &["hosts/int/platform/main.roc"][..]),
        ("hosts/int/platform/targets", 0o755, &["targets/x64musl/libhost.a", "Permission denied"]),
        (
            "hosts/int/platform/targets/x64musl/libhost.a",
            0o644,
            &["targets/x64musl/libhost.a", "Permission denied"],
        ),
        ("examples/int/main.roc", 0o644, &["examples/int/main.roc"]),
    ] {
        mode(&sandbox.path(path), 0o000);
        run(&["examples/int/main.roc"]).says("", 1, told);
        mode(&sandbox.path(path), usual);
        run(&["examples/int/main.roc"]).clean(&expected, 0);
    }

    // A cache that can't be written: at first with all that is needed in it, then empty.
    let chmod = |change: &str| {
        let status = Command::new("chmod").args(["-R", change]).arg(sandbox.cache()).status();
        assert!(status.is_ok_and(|s| s.success()));
    };
    chmod("a-w");
    run(&["examples/int/main.roc"]).clean(&expected, 0);
    chmod("u+w");
    fs::remove_dir_all(sandbox.cache()).unwrap();
    fs::create_dir(sandbox.cache()).unwrap();
    mode(&sandbox.cache(), 0o555);
    let outcome = run(&["examples/int/main.roc"]);
    outcome.says(&expected, 0, &["warning: ", "Permission denied", "nothing is kept"]);
    assert_eq!(outcome.stderr.lines().count(), 1, "{outcome:#?}");
    mode(&sandbox.cache(), 0o700);
}
