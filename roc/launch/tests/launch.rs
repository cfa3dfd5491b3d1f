//! `roc-launch` as its users meet it, with a shell script in the program's place. (What a program does with a wrong
//! hand-over is tested with the shim.)
#![cfg(target_os = "linux")]

use std::fs;
use std::io::{BufRead, BufReader, Write};
use std::os::unix::process::ExitStatusExt;
use std::path::PathBuf;
use std::process::{Child, Command, Output, Stdio};
use std::thread::sleep;
use std::time::{Duration, Instant};

const BOTH: [&[&str]; 2] = [&[], &["--wait"]];
const KILL: i32 = 9;

/// A whole block with this text in it, as a file of this test.
fn image(test: &str, text: &str) -> PathBuf {
    let path = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(format!("{test}.image"));
    fs::write(&path, [&(text.len() as u64).to_le_bytes(), text.as_bytes()].concat()).unwrap();
    path
}

fn launch(mode: &[&str], image: &PathBuf, script: &str, arguments: &[&str]) -> Command {
    let program = std::env::var_os("ROC_LAUNCH").unwrap_or_else(|| env!("CARGO_BIN_EXE_roc-launch").into());
    let mut command = Command::new(program);
    command.args(mode).arg(image).args(["/bin/sh", "-c", script, "sh"]).args(arguments);
    command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    command
}

fn output(mut command: Command) -> Output {
    command.spawn().unwrap().wait_with_output().unwrap()
}

/// The program's first line, and the launcher that still runs.
fn started(mut command: Command) -> (Child, BufReader<std::process::ChildStdout>, String) {
    let mut child = command.spawn().unwrap();
    let mut from = BufReader::new(child.stdout.take().unwrap());
    let mut line = String::new();
    from.read_line(&mut line).unwrap();
    (child, from, line.trim().to_owned())
}

fn signal(process: u32, name: &str) {
    let status = Command::new("/bin/sh").args(["-c", &format!("kill -{name} {process}")]).status().unwrap();
    assert!(status.success());
}

/// R, S, T, Z and so on; none when there is no such process.
fn state(process: &str) -> Option<char> {
    let stat = fs::read_to_string(format!("/proc/{process}/stat")).ok()?;
    stat.rsplit(')').next()?.trim().chars().next()
}

fn eventually(what: &str, mut done: impl FnMut() -> bool) {
    let end = Instant::now() + Duration::from_secs(20);
    while !done() {
        assert!(Instant::now() < end, "{what} does not happen");
        sleep(Duration::from_millis(2));
    }
}

#[test]
fn the_program_gets_image_arguments_and_stdin() {
    let image = image("gets", "an image");
    let script = r#"
        bytes=${ROC_MODULE_IMAGE##*:}; rest=${ROC_MODULE_IMAGE%:*}; descriptor=${rest#1:}
        tail -c +9 /proc/self/fd/$descriptor
        (echo more >>/proc/self/fd/$descriptor) 2>/dev/null && echo changed
        echo " $bytes $(test $descriptor -ge 200 && echo high)"
        for argument; do echo "[$argument]"; done
        cat; echo to stderr >&2; exit 7"#;
    for mode in BOTH {
        let mut child = launch(mode, &image, script, &["a b", "", "c"]).spawn().unwrap();
        child.stdin.take().unwrap().write_all(b"from stdin\n").unwrap();
        let output = child.wait_with_output().unwrap();
        let text = String::from_utf8(output.stdout).unwrap();
        assert_eq!(text, "an image 16 high\n[a b]\n[]\n[c]\nfrom stdin\n", "{mode:?}");
        assert_eq!(String::from_utf8(output.stderr).unwrap(), "to stderr\n");
        assert_eq!(output.status.code(), Some(7));
    }
}

#[test]
fn a_signal_that_ends_the_program_is_told() {
    let image = image("signal", "");
    let output = output(launch(&["--wait"], &image, "kill -SEGV $$", &[]));
    assert_eq!(output.status.code(), Some(128 + 11));
    let text = String::from_utf8(output.stderr).unwrap();
    assert_eq!(text, "roc-launch: the program was ended by signal 11 (SIGSEGV)\n");
}

#[test]
fn signals_reach_the_program() {
    let image = image("forward", "");
    for (name, code) in [("TERM", 15), ("INT", 2), ("USR1", 10)] {
        let script = format!("trap 'exit {code}' {name}; echo ready; while :; do sleep 0.01; done");
        for mode in BOTH {
            let (mut child, _stdout, line) = started(launch(mode, &image, &script, &[]));
            assert_eq!(line, "ready");
            signal(child.id(), name);
            assert_eq!(child.wait().unwrap().code(), Some(code), "{mode:?} {name}");
        }
    }
}

#[test]
fn the_launcher_stops_and_continues_with_the_program() {
    let image = image("stop", "");
    let (mut child, _stdout, line) =
        started(launch(&["--wait"], &image, "echo $$; kill -STOP $$; exit 3", &[]));
    let launcher = child.id().to_string();
    eventually("the launcher's stop", || state(&launcher) == Some('T'));
    assert_eq!(state(&line), Some('T'));
    signal(child.id(), "CONT");
    assert_eq!(child.wait().unwrap().code(), Some(3));
}

#[test]
fn a_killed_launcher_leaves_nothing() {
    let image = image("kill", "to be found by nobody");
    let shared = || fs::read_dir("/dev/shm").map_or(0, Iterator::count);
    let before = shared();
    for mode in BOTH {
        let (mut child, _stdout, program) =
            started(launch(mode, &image, "echo $$; while :; do sleep 0.01; done", &[]));
        child.kill().unwrap();
        assert_eq!(child.wait().unwrap().signal(), Some(KILL));
        eventually("the program's end", || matches!(state(&program), None | Some('Z')));
    }
    // At any moment of its short life. The script tells its number before anything else.
    for delay in (0..3000).step_by(150) {
        let mut command = launch(&["--wait"], &image, "echo $$; exec sleep 20", &[]);
        let mut child = command.stdin(Stdio::null()).spawn().unwrap();
        sleep(Duration::from_micros(delay));
        child.kill().unwrap();
        let output = child.wait_with_output().unwrap(); // returns when the program's end of the pipe is closed too
        let program = String::from_utf8(output.stdout).unwrap();
        if program.is_empty() {
            continue; // killed before it began
        }
        eventually("the program's end", || matches!(state(program.trim()), None | Some('Z')));
    }
    assert_eq!(shared(), before);
}

#[test]
fn what_can_go_wrong_is_told() {
    let good = image("good", "x");
    let short = image("short", "").with_extension("short");
    fs::write(&short, b"12").unwrap();
    let cut = short.with_extension("cut");
    fs::write(&cut, [9, 0, 0, 0, 0, 0, 0, 0, 1, 2]).unwrap();
    let missing = PathBuf::from("/nowhere/image");
    let cases = [
        (&missing, "/bin/true", "cannot read the module image: No such file or directory"),
        (&PathBuf::from("/"), "/bin/true", "cannot read the module image: not a regular file"),
        (&short, "/bin/true", "not a module image: 2 bytes can't be one"),
        (&cut, "/bin/true", "its length field says that 9 bytes follow it, but 2 do"),
        (&good, "/nowhere/program", "cannot start /nowhere/program: No such file or directory"),
        (&good, "/etc/passwd", "cannot start /etc/passwd: Permission denied"),
    ];
    for mode in BOTH {
        for (image, program, expected) in cases {
            let command = launch(mode, image, "", &[]);
            let mut other = Command::new(command.get_program());
            let output = other.args(mode).arg(image).arg(program).output().unwrap();
            let text = String::from_utf8(output.stderr).unwrap();
            assert!(text.starts_with("roc-launch: ") && text.contains(expected), "{text}");
            assert_eq!((output.status.code(), output.stdout.len()), (Some(127), 0));
        }
    }
    let none = Command::new(launch(&[], &good, "", &[]).get_program()).output().unwrap();
    assert!(String::from_utf8(none.stderr).unwrap().contains("usage: roc-launch"));
    assert_eq!(none.status.code(), Some(127));
}
