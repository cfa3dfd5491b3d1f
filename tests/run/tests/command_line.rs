//! What `roc` takes and gives: files, arguments, streams, exit codes.
#![cfg(all(target_os = "linux", target_arch = "x86_64"))]

use std::fs::{self, File};
use std::path::Path;
use std::process::Stdio;

use roc_tests_run::{Kind, Outcome, Run, Sandbox, children, eventually, signal};

const HELLO: &str = "main! = |_args| {\n\techo!(\"hello\\n\")\n\tOk({})\n}\n";
const UNUSED: &str = "main! = |_args| {\n\tunused = 5\n\techo!(\"hello\\n\")\n\tOk({})\n}\n";
const WRONG: &str = "main! = |_args| {\n\techo!(\"hello\\n\")\n\techo!(5.U8)\n\tOk({})\n}\n";

#[test]
fn the_default_file_is_main() {
    let Some(sandbox) = Sandbox::new() else { return };
    sandbox.write("main.roc", HELLO);
    sandbox.roc(&[]).run().clean("hello\n", 0);
    sandbox.roc(&["run"]).run().clean("hello\n", 0);
    sandbox.roc(&["./main.roc"]).run().clean("hello\n", 0);
    fs::rename(sandbox.path("main.roc"), sandbox.path("other.roc")).unwrap();
    sandbox.roc(&[]).run().says("", 1, &["main.roc"]);
    sandbox.roc(&["other.roc"]).run().clean("hello\n", 0);
}

/// Each twice: made, and out of the cache.
#[test]
fn exit_codes() {
    let Some(sandbox) = Sandbox::new() else { return };
    let exit = |code: i32| format!("main! = |_args| {{\n\techo!(\"hello\\n\")\n\tErr(Exit({code}))\n}}\n");
    let exits_with_warning = exit(7).replacen("\techo", "\tunused = 5\n\techo", 1);
    let crash = "main! = |_args| {\n\techo!(\"hello\\n\")\n\tcrash \"it is over\"\n}\n";
    let expect = "main! = |_args| {\n\techo!(\"hello\\n\")\n\texpect 1.I64 == 2.I64\n\tOk({})\n}\n";
    let broken = "main! = |_args| {\n\techo!(\n";
    let cases = [
        ("ok", HELLO, "hello\n", 0, ""),
        ("own", &exit(7), "hello\n", 7, ""),
        ("minus", &exit(-1), "hello\n", 255, ""),
        ("crash", crash, "hello\n", 1, "Roc application crashed with this message:\n\n\tit is over"),
        ("expect", expect, "hello\n", 1, "Expect failed"),
        ("warning", UNUSED, "hello\n", 2, "unused"),
        ("warning_and_own", &exits_with_warning, "hello\n", 7, "unused"),
        ("error", WRONG, "hello\n", 1, "error.roc:3"),
        ("syntax", broken, "", 1, "syntax.roc"),
    ];
    for (name, text, stdout, code, stderr) in cases {
        let file = format!("{name}.roc");
        sandbox.write(&file, text);
        let first = sandbox.roc(&[&file]).run();
        first.says(stdout, code, &[stderr]);
        assert_eq!(first.stderr.is_empty(), stderr.is_empty(), "{first:#?}");
        let again = sandbox.roc(&[&file]).run();
        again.says(stdout, code, &[]);
        assert_eq!(again.stderr, first.stderr, "diagnostics are shown again");
    }
    sandbox.roc(&["--no-such-flag"]).run().says("", 64, &["--no-such-flag"]);
}

#[test]
fn signals() {
    let print = "\tLab.print!(\"hello\\n\")\n\tLab.raise!(count)\n\t3";
    let Some(sandbox) = Sandbox::with_lab(print) else { return };
    sandbox.lab("warned.roc", &print.replacen("\tLab", "\tunused = 5\n\tLab", 1));
    // SIGTERM by default, SIGSEGV, SIGKILL: as many arguments as the signal's number.
    for number in [15, 11, 9] {
        let arguments = vec!["x"; number];
        let outcome = sandbox.roc(&[&["app.roc", "--"], arguments.as_slice()].concat()).run();
        assert_eq!(
            (outcome.stdout.as_str(), outcome.signal),
            ("hello\n", Some(number as i32)),
            "{outcome:#?}"
        );
        let outcome = sandbox.roc(&[&["warned.roc", "--"], arguments.as_slice()].concat()).run();
        let told = format!("ended by signal {number} (SIG");
        outcome.says("hello\n", 128 + number as i32, &[&told]);
    }
}

/// A signal that comes from outside reaches the program in both ways of running.
#[test]
fn signals_from_outside() {
    let Some(sandbox) =
        Sandbox::with_lab("\tLab.print!(\"ready\")\n\ttext = Lab.read!()\n\tLab.print!(text)\n\tcount")
    else {
        return;
    };
    sandbox.lab(
        "warned.roc",
        "\tunused = 5\n\tLab.print!(\"ready\")\n\ttext = Lab.read!()\n\tLab.print!(text)\n\tcount",
    );
    for file in ["app.roc", "warned.roc"] {
        let mut child = sandbox.roc(&[file]).spawn();
        // Open until the end: at its end the program would stop by itself.
        let _input = child.stdin.take();
        let mut ready = [0; 5];
        std::io::Read::read_exact(child.stdout.as_mut().unwrap(), &mut ready).unwrap();
        let program = if file == "app.roc" {
            child.id()
        } else {
            eventually("the program", || children(child.id()).first().copied())
        };
        assert_ne!(program == child.id(), file == "warned.roc");
        signal(child.id(), "TERM");
        let outcome = Outcome::of(child.wait_with_output().unwrap());
        let ended = (outcome.signal, outcome.code);
        assert_eq!(
            ended,
            if file == "app.roc" { (Some(15), None) } else { (None, Some(143)) },
            "{outcome:#?}"
        );
    }
}

#[test]
fn standard_input_and_environment_are_the_programs() {
    let Some(sandbox) =
        Sandbox::with_lab("\ttext = Lab.read!()\n\tLab.print!(text)\n\tLab.variables!() + count")
    else {
        return;
    };
    let text = "line\nline without end".repeat(1000);
    let variables = |run: &Run| run.command.get_envs().count() as i32;
    for _ in 0..2 {
        let run = sandbox.roc(&["app.roc"]).stdin(text.as_bytes());
        // The image's own variable is gone before the host begins.
        let expected = variables(&run);
        run.run().clean(&text, expected);
    }
}

#[test]
fn no_cache_makes_all_anew_and_keeps_it() {
    let Some(sandbox) = Sandbox::new() else { return };
    let starts = roc_tests_run::Starts::new(&sandbox);
    sandbox.write("main.roc", HELLO);
    let run = |words: &[&str]| {
        sandbox.roc(words).env("ROC_BACKEND", starts.script()).run().clean("hello\n", 0);
        starts.take()
    };
    assert_eq!(run(&["--no-cache"]), 1);
    assert_eq!(run(&[]), 0);
    assert_eq!(run(&["--no-cache", "main.roc"]), 1);
    assert_eq!(sandbox.entries(Kind::Executables).len(), 1);
}

#[test]
fn cache_commands() {
    let Some(sandbox) = Sandbox::new() else { return };
    sandbox.write("main.roc", HELLO);
    let folder = sandbox.cache();
    sandbox.roc(&["cache", "dir"]).run().clean(&format!("{}\n", folder.display()), 0);
    sandbox.roc(&["cache", "size"]).run().clean("0 B in 0 files\n", 0);
    sandbox.roc(&[]).run().clean("hello\n", 0);
    fs::write(folder.join("mine"), "keep").unwrap();
    let size = sandbox.roc(&["cache", "size"]).run();
    assert!(size.stdout.ends_with(" kB in 4 files\n"), "{size:#?}");
    let clean = sandbox.roc(&["cache", "clean"]).run();
    assert!(clean.stdout.starts_with("Removed ") && clean.stdout.ends_with(" in 3 files\n"), "{clean:#?}");
    sandbox.roc(&["cache", "size"]).run().clean("4 B in 1 files\n", 0);
    sandbox.roc(&[]).run().clean("hello\n", 0);

    let home = |words: &[&str]| {
        let mut run = sandbox.roc(words);
        run.command.env_remove("ROC_CACHE_DIR").env("XDG_CACHE_HOME", sandbox.path("xdg"));
        run
    };
    home(&["cache", "dir"]).run().clean(&format!("{}\n", sandbox.path("xdg/roc").display()), 0);
    home(&[]).run().clean("hello\n", 0);
    assert!(sandbox.path("xdg/roc").is_dir());
}

/// Nobody reads, the disk is full, or the stream was never there: no accident.
#[test]
fn closed_streams() {
    let Some(sandbox) = Sandbox::new() else { return };
    sandbox.write("main.roc", UNUSED);
    let roc = sandbox.dist().join("bin/roc");
    let shell = |script: &str| {
        let script = format!("roc='{}'; {script}", roc.display());
        sandbox.program(Path::new("/bin/sh")).args(&["-c", &script]).run()
    };
    for words in [
        "check --format=json",
        "cache dir",
        "version",
        "build --emit=lir",
        "build --emit=disassembly",
        "--help",
    ] {
        let full = shell(&format!("\"$roc\" {words} >/dev/full"));
        assert!(words == "--help" || full.code == Some(1), "{words}: {full:#?}");
        let closed = shell(&format!("\"$roc\" {words} 2>&1 | true"));
        assert_eq!(closed.code, Some(0), "{words}: {closed:#?}");
        shell(&format!("\"$roc\" {words} >&- 2>&-"));
    }
    for streams in [">&-", "2>&-", "<&-", "<&- >&- 2>&-", "2>/dev/full"] {
        let outcome = shell(&format!("\"$roc\" main.roc {streams}"));
        assert_eq!(outcome.code, Some(2), "{streams}: {outcome:#?}");
    }
    let mut run = sandbox.roc(&["main.roc"]);
    run.command.stdin(Stdio::null()).stdout(File::create("/dev/full").unwrap()).stderr(Stdio::null());
    assert_eq!(run.command.status().unwrap().code(), Some(1), "the host says that it can't write");
}

/// An executable with its image inside needs nothing else.
#[test]
fn build() {
    let Some(sandbox) = Sandbox::with_examples() else { return };
    let output = sandbox.path("elsewhere");
    for name in ["hello", "model"] {
        let file = format!("examples/{name}/main.roc");
        let words = ["build", "--opt=interpreter", &file, "--output", output.to_str().unwrap()];
        sandbox.roc(&words).run().clean("", 0);
        let expected = sandbox.roc(&[&file]).run();
        let mut run = sandbox.program(&output);
        run.command.current_dir("/").env_clear();
        run.run().clean(&expected.stdout, 0);
        let first = fs::read(&output).unwrap();
        sandbox.roc(&words).run().clean("", 0);
        assert!(first == fs::read(&output).unwrap(), "same inputs, same bytes");
    }
    let words = ["build", "examples/hello/main.roc", "--output", "/nowhere/hello"];
    sandbox.roc(&words).run().says("", 1, &["/nowhere/hello", "No such file or directory"]);
    fs::copy(sandbox.path("examples/hello/main.roc"), sandbox.path("hello")).unwrap();
    sandbox.roc(&["build", "hello"]).run().says("", 1, &["take the place of hello", "--output"]);
    fs::create_dir(sandbox.path("folder")).unwrap();
    sandbox.roc(&["build", "hello", "-o", "folder"]).run().says("", 1, &["folder"]);
}
