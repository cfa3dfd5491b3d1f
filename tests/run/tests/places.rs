//! Caches in places that are no good: a private temporary folder takes their place, and a warning says so.
#![cfg(all(target_os = "linux", target_arch = "x86_64"))]

use std::fs;

use roc_tests_run::{Outcome, Sandbox};

const HELLO: &str = "main! = |_args| {\n\techo!(\"hello\\n\")\n\tOk({})\n}\n";

/// Runs twice in a cache that is mounted with these options; `$before` is done on it first.
fn mounted(sandbox: &Sandbox, options: &str, before: &str) -> Option<Outcome> {
    sandbox.write("main.roc", HELLO);
    let cache = sandbox.cache();
    let script = format!(
        "mount -t tmpfs -o size=20m,mode=755 none '{cache}'\n{before}\nmount -o remount,{options} none '{cache}'\n\
         \"$ROC\" main.roc\n\"$ROC\" main.roc || exit\nls -A \"$TMPDIR\"\n",
        cache = cache.display()
    );
    Some(sandbox.script_that_mounts(&script)?.run())
}

const TWICE: &str = "hello\nhello\n";

#[test]
fn something_in_the_way() {
    let Some(sandbox) = Sandbox::new() else { return };
    sandbox.write("main.roc", HELLO);
    fs::remove_dir(sandbox.cache()).unwrap();
    fs::write(sandbox.cache(), "in the way").unwrap();
    let outcome = sandbox.roc(&[]).run();
    outcome.says("hello\n", 0, &["warning: ", "nothing is kept for the next run"]);
    assert_eq!(outcome.stderr.lines().count(), 1, "{outcome:#?}");
    sandbox.roc(&["cache", "size"]).run().says("", 1, &["error: "]);
    sandbox.roc(&["cache", "clean"]).run().says("", 1, &["error: "]);
}

#[test]
fn no_home() {
    let Some(sandbox) = Sandbox::new() else { return };
    sandbox.write("main.roc", HELLO);
    let mut run = sandbox.roc(&[]);
    run.command.env_remove("HOME").env_remove("ROC_CACHE_DIR");
    run.run().says("hello\n", 0, &["warning: ", "ROC_CACHE_DIR"]);
    let mut run = sandbox.roc(&[]);
    run.command.env("HOME", "/proc").env_remove("ROC_CACHE_DIR");
    run.run().says("hello\n", 0, &["warning: ", "/proc/.cache/roc"]);
}

#[test]
fn read_only() {
    let Some(sandbox) = Sandbox::new() else { return };
    let Some(outcome) = mounted(&sandbox, "ro", "") else { return };
    outcome.says(TWICE, 0, &["warning: ", "Read-only file system"]);
    assert_eq!(outcome.stderr.lines().count(), 2, "a warning each: {outcome:#?}");
}

/// What is there is used without a word.
#[test]
fn read_only_but_full_of_what_is_needed() {
    let Some(sandbox) = Sandbox::new() else { return };
    let Some(outcome) = mounted(&sandbox, "ro", "\"$ROC\" main.roc >/dev/null") else { return };
    outcome.clean(TWICE, 0);
}

#[test]
fn read_only_with_another_program() {
    let Some(sandbox) = Sandbox::new() else { return };
    let before = "\"$ROC\" main.roc >/dev/null; sed -i s/hello/other/ main.roc";
    let Some(outcome) = mounted(&sandbox, "ro", before) else { return };
    outcome.says("other\nother\n", 0, &["warning: ", "Read-only file system"]);
    assert_eq!(outcome.stderr.lines().count(), 2, "a warning each: {outcome:#?}");
}

#[test]
fn not_for_executables() {
    let Some(sandbox) = Sandbox::new() else { return };
    let Some(outcome) = mounted(&sandbox, "noexec", "") else { return };
    outcome.says(TWICE, 0, &["warning: ", "can't be executed"]);
    assert_eq!(outcome.stderr.lines().count(), 2, "a warning each: {outcome:#?}");
}

#[test]
fn nowhere_for_executables() {
    let Some(sandbox) = Sandbox::new() else { return };
    let before = "mount -t tmpfs -o noexec none \"$TMPDIR\"";
    let Some(outcome) = mounted(&sandbox, "noexec", before) else { return };
    outcome.says("", 1, &["error: cannot start ", "Permission denied", "hint: ROC_CACHE_DIR, or TMPDIR,"]);
}

/// From no room at all to nearly enough.
#[test]
fn full() {
    let Some(sandbox) = Sandbox::new() else { return };
    for kilobytes in [4, 16, 64, 300, 1000, 4000, 7000] {
        let before = format!("mount -o remount,size={kilobytes}k none '{}'", sandbox.cache().display());
        let Some(outcome) = mounted(&sandbox, "rw", &before) else { return };
        assert_eq!((outcome.stdout.as_str(), outcome.code), (TWICE, Some(0)), "{kilobytes} kB: {outcome:#?}");
        assert!(
            outcome.stderr.lines().all(|line| line.starts_with("warning: ")),
            "{kilobytes} kB: {outcome:#?}"
        );
        assert!(kilobytes > 300 || outcome.stderr.contains("No space left"), "{kilobytes} kB: {outcome:#?}");
    }
}

#[test]
fn full_everywhere() {
    let Some(sandbox) = Sandbox::new() else { return };
    sandbox.write("main.roc", HELLO);
    for kilobytes in [4, 16, 300, 1000, 4000] {
        let script = format!(
            "for place in '{}' '{}'; do mount -t tmpfs -o size={kilobytes}k none \"$place\"; done\n\"$ROC\" main.roc && exit 9\n\
             code=$?\nls -A \"$TMPDIR\"; find '{0}' -name '.*'; exit $code\n",
            sandbox.cache().display(),
            sandbox.temporary().display(),
        );
        let Some(run) = sandbox.script_that_mounts(&script) else { return };
        run.run().says("", 1, &["error: ", "No space left"]);
    }
}

/// `roc build` writes all or nothing.
#[test]
fn no_room_for_a_built_executable() {
    let Some(sandbox) = Sandbox::new() else { return };
    sandbox.write("main.roc", HELLO);
    fs::create_dir(sandbox.path("full")).unwrap();
    let script = "mount -t tmpfs -o size=64k none full\n\"$ROC\" build main.roc -o full/main && exit 9\n\
                  code=$?\nfind full \"$TMPDIR\" -mindepth 1; exit $code\n";
    let Some(run) = sandbox.script_that_mounts(script) else { return };
    run.run().says("", 1, &["error: ", "No space left"]);
}
