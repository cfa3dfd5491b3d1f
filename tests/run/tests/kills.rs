//! `kill -9` at any moment: nothing stays behind that the next run doesn't clear away, and nothing half-made is used.
#![cfg(all(target_os = "linux", target_arch = "x86_64"))]

use std::fs::{self, File};
use std::io::Read;
use std::path::Path;
use std::thread::sleep;
use std::time::{Duration, Instant, SystemTime};

use roc_tests_run::{Kind, Sandbox, children, eventually, is_running, shared_memory, signal};

const HELLO: &str = "main! = |_args| {\n\techo!(\"hello\\n\")\n\tOk({})\n}\n";

/// Makes what is left look as old as it will be.
fn age(sandbox: &Sandbox) {
    for path in sandbox.leftovers() {
        if let Ok(file) = File::open(&path) {
            file.set_modified(SystemTime::now() - Duration::from_secs(120)).unwrap();
        }
    }
}

/// From start to end of a run, in steps.
fn at_moments(sandbox: &Sandbox, steps: u32, prepare: impl Fn(), words: &[&str]) {
    prepare();
    let begun = Instant::now();
    sandbox.roc(words).run().says("hello\n", 0, &[]);
    let whole = begun.elapsed();
    for step in 0..steps {
        prepare();
        let mut child = sandbox.roc(words).spawn();
        sleep(whole * step / steps);
        child.kill().unwrap();
        // Ends when all who hold the pipes have ended: the program, and the linker.
        let output = child.wait_with_output().unwrap();
        assert!([&b""[..], b"hello\n"].contains(&output.stdout.as_slice()), "{output:?}");
        sandbox.roc(words).run().clean("hello\n", 0);
    }
}

#[test]
fn roc_while_it_makes_everything() {
    let Some(sandbox) = Sandbox::new() else { return };
    sandbox.write("main.roc", HELLO);
    let before = shared_memory();
    let empty = || drop(fs::remove_dir_all(sandbox.cache()));
    at_moments(&sandbox, 12, empty, &[]);
    assert_eq!(shared_memory(), before);
    // In the same cache each time, so that what is left adds up.
    at_moments(&sandbox, 12, || {}, &["--no-cache"]);
    age(&sandbox);
    sandbox.roc(&["--no-cache"]).run().clean("hello\n", 0);
    assert_eq!(sandbox.leftovers(), Vec::<std::path::PathBuf>::new());
    assert_eq!((sandbox.entries(Kind::Executables).len(), sandbox.entries(Kind::Images).len()), (1, 1));
}

#[test]
fn roc_while_everything_is_known() {
    let Some(sandbox) = Sandbox::new() else { return };
    sandbox.write("main.roc", HELLO);
    let before = shared_memory();
    at_moments(&sandbox, 40, || {}, &[]);
    assert_eq!(shared_memory(), before);
}

/// Where there is no cache, a temporary folder stands in for it.
#[test]
fn roc_without_a_cache() {
    let Some(sandbox) = Sandbox::new() else { return };
    sandbox.write("main.roc", HELLO);
    fs::remove_dir(sandbox.cache()).unwrap();
    fs::write(sandbox.cache(), "in the way").unwrap();
    for step in 0..8 {
        let mut child = sandbox.roc(&[]).spawn();
        sleep(Duration::from_millis(10 * step));
        child.kill().unwrap();
        child.wait_with_output().unwrap();
    }
    age(&sandbox);
    sandbox.roc(&[]).run().says("hello\n", 0, &["warning: ", "nothing is kept"]);
    assert_eq!(sandbox.leftovers(), Vec::<std::path::PathBuf>::new());
}

/// The program waits for its standard input; with something reported, `roc` waits for the program.
#[test]
fn roc_and_its_program() {
    let body = "\tLab.print!(\"ready\")\n\ttext = Lab.read!()\n\tLab.print!(text)\n\tcount";
    let Some(sandbox) = Sandbox::with_lab(body) else { return };
    sandbox.lab("warned.roc", &format!("\tunused = 5\n{body}"));
    let before = shared_memory();
    for cached in [true, false] {
        if !cached {
            fs::remove_dir_all(sandbox.cache()).unwrap();
            fs::write(sandbox.cache(), "in the way").unwrap();
        }
        for (file, of_program) in [("app.roc", false), ("warned.roc", false), ("warned.roc", true)] {
            let mut child = sandbox.roc(&[file]).spawn();
            let mut ready = [0; 5];
            child.stdout.as_mut().unwrap().read_exact(&mut ready).unwrap();
            // While it runs, nothing needs to be cleaned up any more.
            assert_eq!(sandbox.leftovers(), Vec::<std::path::PathBuf>::new(), "{file}");
            let program = match file {
                "app.roc" => child.id(),
                _ => eventually("the program", || children(child.id()).first().copied()),
            };
            signal(if of_program { program } else { child.id() }, "KILL");
            let output = child.wait_with_output().unwrap();
            if of_program {
                assert_eq!(output.status.code(), Some(137), "{output:?}");
            }
            eventually("the program's end", || (!is_running(program)).then_some(()));
        }
    }
    assert_eq!(shared_memory(), before);
}

/// A linker that hangs is no reason to hang for others, and it ends.
#[test]
fn the_linker() {
    let Some(sandbox) = Sandbox::new() else { return };
    sandbox.write("main.roc", HELLO);
    let script = sandbox.write("killed", "#!/bin/sh\nkill -9 $$\n");
    let mode = std::os::unix::fs::PermissionsExt::from_mode(0o755);
    fs::set_permissions(&script, mode).unwrap();
    let outcome = sandbox.roc(&[]).env("ROC_BACKEND", &script).run();
    outcome.says("", 1, &["error: ", "signal: 9"]);
    assert!(Path::new(&script).exists());
    sandbox.roc(&[]).run().clean("hello\n", 0);
}
