//! Cache entries and link inputs that aren't what they should be.
#![cfg(all(target_os = "linux", target_arch = "x86_64"))]

use std::fs;
use std::path::Path;

use roc_tests_run::{Kind, Sandbox, Starts};

const HELLO: &str = "main! = |_args| {\n\techo!(\"hello\\n\")\n\tOk({})\n}\n";

/// What can happen to a file.
fn damages(bytes: &[u8]) -> Vec<(&'static str, Vec<u8>)> {
    let flipped = |at: usize| {
        let mut bytes = bytes.to_vec();
        bytes[at] ^= 0x10;
        bytes
    };
    vec![
        ("a bit at the start", flipped(0)),
        ("a bit in the middle", flipped(bytes.len() / 2)),
        ("a bit at the end", flipped(bytes.len() - 1)),
        ("half of it", bytes[..bytes.len() / 2].to_vec()),
        ("one byte less", bytes[..bytes.len() - 1].to_vec()),
        ("one byte more", [bytes, &[0]].concat()),
        ("nothing", Vec::new()),
        ("another entry's trailer", [&bytes[..bytes.len() / 2], &bytes[bytes.len() - 16..]].concat()),
    ]
}

#[test]
fn damaged_entries_are_not_used() {
    let Some(sandbox) = Sandbox::new() else { return };
    let starts = Starts::new(&sandbox);
    sandbox.write("main.roc", HELLO);
    let run = || {
        sandbox.roc(&[]).env("ROC_BACKEND", starts.script()).run().clean("hello\n", 0);
        starts.take()
    };
    assert_eq!(run(), 1);
    for kind in [Kind::Manifests, Kind::Images, Kind::Executables] {
        let [entry] = sandbox.entries(kind).try_into().unwrap();
        let whole = fs::read(&entry).unwrap();
        for (what, damaged) in damages(&whole) {
            fs::write(&entry, damaged).unwrap();
            let links = run();
            assert_eq!(links, usize::from(kind == Kind::Executables), "{kind:?}, {what}");
            assert!(fs::read(&entry).unwrap() == whole, "{kind:?}, {what}: made again");
        }
        fs::remove_file(&entry).unwrap();
        run();
        assert!(fs::read(&entry).unwrap() == whole, "{kind:?}");
    }
}

#[test]
fn damaged_hosts_are_told() {
    let Some(sandbox) = Sandbox::with_examples() else { return };
    let host = sandbox.path("hosts/int/platform/targets/x64musl/libhost.a");
    let whole = fs::read(&host).unwrap();
    let expected = sandbox.roc(&["examples/int/main.roc"]).run().stdout;
    let mut cases = vec![
        ("a tenth of it", whole[..whole.len() / 10].to_vec()),
        ("its magic", whole[..8].to_vec()),
        ("nothing", Vec::new()),
        ("text", b"this is no archive\n".to_vec()),
        ("one byte less", whole[..whole.len() - 1].to_vec()),
    ];
    for at in (8..whole.len()).step_by(whole.len() / 12) {
        cases.push(("a part of it", whole[..at].to_vec()));
    }
    for (what, bytes) in cases {
        fs::write(&host, bytes).unwrap();
        let outcome = sandbox.roc(&["examples/int/main.roc"]).run();
        // Padding at the end may be missing.
        if what != "one byte less" || outcome.code != Some(0) {
            outcome.says("", 1, &["error: ", "libhost.a"]);
        }
    }
    fs::write(&host, &whole).unwrap();
    sandbox.roc(&["examples/int/main.roc"]).run().clean(&expected, 0);
}

/// The header says one thing, the host another.
#[test]
fn hosts_that_do_not_fit_are_told() {
    let Some(sandbox) = Sandbox::with_examples() else { return };
    let put = |from: &str, to: &str| {
        let to = sandbox.path(&format!("hosts/{to}/platform/targets/x64musl/libhost.a"));
        fs::copy(sandbox.part(&format!("{from}/libhost.a")), to).unwrap();
    };
    put("str", "int");
    let told = sandbox.roc(&["examples/int/main.roc"]).run();
    told.says(
        "",
        1,
        &["error: ", "roc__addInts", "roc__multiplyInts", "roc__process", "hosts/int/platform/main.roc"],
    );
    put("str", "echo");
    let told = sandbox.roc(&["examples/echo/main.roc"]).run();
    told.says("", 1, &["roc_host__echo", "hosts/echo/platform/main.roc"]);

    // A host that needs what nobody has.
    let needy = sandbox.write("needy.c", "extern int nowhere(void);\nextern void roc__process(void *, void *, void *);\nint main(void) { roc__process(0, 0, 0); return nowhere(); }\n");
    sandbox.compile(&needy, &sandbox.path("hosts/str/platform/targets/x64musl/libhost.a"));
    sandbox.roc(&["examples/str/main.roc"]).run().says("", 1, &["error: ", "nowhere"]);
}

#[test]
fn damaged_tools_are_told() {
    let Some(sandbox) = Sandbox::new() else { return };
    sandbox.write("main.roc", HELLO);
    let missing = sandbox.roc(&[]).env("ROC_BACKEND", "/nowhere/roc-backend").run();
    missing.says("", 1, &["/nowhere/roc-backend", "hint: "]);
    let script = sandbox.write("backend", "#!/bin/sh\nexit 3\n");
    fs::set_permissions(&script, std::os::unix::fs::PermissionsExt::from_mode(0o755)).unwrap();
    sandbox.roc(&[]).env("ROC_BACKEND", &script).run().says("", 1, &["error: ", "exit status: 3"]);

    // An index of parts that is no more what it was.
    let roc = sandbox.path("roc");
    let mut bytes = fs::read(sandbox.dist().join("bin/roc")).unwrap();
    let at = bytes.len() - 40;
    bytes[at] ^= 1;
    fs::write(&roc, bytes).unwrap();
    fs::set_permissions(&roc, std::os::unix::fs::PermissionsExt::from_mode(0o755)).unwrap();
    sandbox.program(Path::new(&roc)).run().says("", 1, &["error: ", "damaged"]);
}
