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

/// As somebody who may not read everything, as root may.
#[test]
fn folders_that_may_not_be_read() {
    let Some(sandbox) = Sandbox::with_examples() else { return };
    let is_root = fs::metadata("/proc/self").is_ok_and(|m| std::os::unix::fs::MetadataExt::uid(&m) == 0);
    let nobody = ["--reuid=65534", "--regid=65534", "--clear-groups"];
    let allowed =
        || Command::new("setpriv").args(nobody).arg("true").output().is_ok_and(|o| o.status.success());
    if is_root && !allowed() {
        return skip("root can't become somebody else here");
    }
    let run = |words: &[&str]| {
        if is_root {
            let roc = sandbox.dist().join("bin/roc");
            sandbox
                .program(Path::new("setpriv"))
                .args(&nobody)
                .args(&[roc.to_str().unwrap()])
                .args(words)
                .run()
        } else {
            sandbox.roc(words).run()
        }
    };
    let mode = |path: &Path, mode| fs::set_permissions(path, fs::Permissions::from_mode(mode)).unwrap();
    let world = sandbox.path("").parent().unwrap().to_owned();
    mode(&world, 0o755);
    for folder in [sandbox.cache(), sandbox.temporary(), sandbox.path("")] {
        mode(&folder, 0o777);
    }
    let expected = fs::read_to_string(root().join("tests/run/expected/int.stdout")).unwrap();
    let first = run(&["examples/int/main.roc"]);
    if first.stderr.contains("Permission denied") && first.stderr.contains("setpriv") {
        return skip("others may not start the tools here");
    }
    first.clean(&expected, 0);

    let (platform, targets) =
        (sandbox.path("hosts/int/platform"), sandbox.path("hosts/int/platform/targets"));
    mode(&platform, 0o000);
    run(&["examples/int/main.roc"]).says("", 1, &["hosts/int/platform/main.roc"]);
    mode(&platform, 0o755);
    run(&["examples/int/main.roc"]).clean(&expected, 0);
    mode(&targets, 0o000);
    run(&["examples/int/main.roc"]).says("", 1, &["targets/x64musl/libhost.a", "Permission denied"]);
    mode(&targets, 0o755);
    mode(&sandbox.path("examples/int/main.roc"), 0o000);
    run(&["examples/int/main.roc"]).says("", 1, &["examples/int/main.roc"]);
    mode(&sandbox.path("examples/int/main.roc"), 0o644);

    // A cache of somebody else: what is in it can't be used, but nothing fails.
    fs::remove_dir_all(sandbox.cache()).unwrap();
    fs::create_dir(sandbox.cache()).unwrap();
    mode(&sandbox.cache(), if is_root { 0o755 } else { 0o555 });
    run(&["examples/int/main.roc"]).says(&expected, 0, &["warning: ", "nothing is kept"]);
    mode(&sandbox.cache(), 0o755);
}
