//! Every host of this repository, and one in C, through the command line.
#![cfg(all(target_os = "linux", target_arch = "x86_64"))]

use std::fs;

use roc_tests_run::{EXAMPLES, Sandbox, root};

/// `UPDATE=1` writes what comes instead of comparing.
#[track_caller]
fn expect(name: &str, stdout: &str) {
    let file = root().join(format!("tests/run/expected/{name}.stdout"));
    if std::env::var_os("UPDATE").is_some() {
        fs::write(&file, stdout).unwrap();
    }
    assert_eq!(stdout, fs::read_to_string(&file).unwrap(), "{}", file.display());
}

#[test]
fn examples() {
    let Some(sandbox) = Sandbox::with_examples() else { return };
    for (name, _) in EXAMPLES {
        let words =
            if name == "echo" { vec!["--", "one", "", "größer als dreiundzwanzig"] } else { vec![] };
        let file = format!("examples/{name}/main.roc");
        let words = [vec![file.as_str()], words].concat();
        for round in ["first", "again"] {
            let outcome = sandbox.roc(&words).run();
            outcome.clean(&outcome.stdout, 0);
            expect(name, &outcome.stdout);
            println!("{name} {round}: {} bytes", outcome.stdout.len());
        }
    }
}

#[test]
fn arguments_are_the_hosts() {
    let Some(sandbox) = Sandbox::with_examples() else { return };
    let cases = [
        ("str", &["one", ""][..], "\"one\" has 3 bytes\n\n"),
        ("model", &["an event"], "0 events so far\n1 events so far\n  an event\n"),
        ("echo", &["--help", "-x", "main.roc"], "--help\n-x\nmain.roc\n"),
    ];
    for (name, arguments, stdout) in cases {
        let file = format!("examples/{name}/main.roc");
        sandbox.roc(&[&[file.as_str(), "--"], arguments].concat()).run().clean(stdout, 0);
        sandbox.roc(&[&["run", file.as_str(), "--"], arguments].concat()).run().clean(stdout, 0);
    }
}

#[test]
fn a_host_in_c() {
    let Some(sandbox) = Sandbox::new() else { return };
    sandbox.platform_in_c("tests/hosts/c", "platform");
    sandbox.write("main.roc", &fs::read_to_string(root().join("tests/hosts/c/main.roc")).unwrap());
    let outcome = sandbox.roc(&["main.roc"]).run();
    outcome.clean(&outcome.stdout, 0);
    expect("c", &outcome.stdout);
}
