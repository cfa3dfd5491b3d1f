//! A run of a tool, and what came of it.

use std::io::Write;
use std::os::unix::process::ExitStatusExt;
use std::process::{Child, Command, Output, Stdio};

/// A command that is being put together.
#[derive(Debug)]
pub struct Run {
    /// For what the methods below don't do.
    pub command: Command,
    stdin: Vec<u8>,
}

impl Run {
    pub(crate) fn new(command: Command) -> Self {
        Self { command, stdin: Vec::new() }
    }

    /// Words of the command line.
    pub fn args(mut self, words: &[&str]) -> Self {
        self.command.args(words);
        self
    }

    /// A variable of the environment.
    pub fn env(mut self, name: &str, value: impl AsRef<std::ffi::OsStr>) -> Self {
        self.command.env(name, value);
        self
    }

    /// The whole standard input.
    pub fn stdin(mut self, bytes: &[u8]) -> Self {
        self.stdin = bytes.to_owned();
        self
    }

    /// Starts it, with pipes.
    pub fn spawn(&mut self) -> Child {
        self.command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
        self.command.spawn().unwrap_or_else(|e| panic!("cannot start {:?}: {e}", self.command))
    }

    /// Runs it to its end.
    #[track_caller]
    pub fn run(mut self) -> Outcome {
        let mut child = self.spawn();
        // Nobody has to read it.
        let _ = child.stdin.take().unwrap().write_all(&self.stdin);
        Outcome::of(child.wait_with_output().unwrap())
    }
}

/// How a run ended.
#[derive(Debug)]
pub struct Outcome {
    /// The exit code, where it ended by itself.
    pub code: Option<i32>,
    /// The signal, where one ended it.
    pub signal: Option<i32>,
    /// All of standard output.
    pub stdout: String,
    /// All of standard error.
    pub stderr: String,
}

impl Outcome {
    /// Whatever came of it, it must not look like an accident.
    #[track_caller]
    pub fn of(output: Output) -> Self {
        let text = |bytes: Vec<u8>| String::from_utf8(bytes).expect("output is UTF-8");
        let outcome = Self {
            code: output.status.code(),
            signal: output.status.signal(),
            stdout: text(output.stdout),
            stderr: text(output.stderr),
        };
        for sign in ["panicked at", "backtrace", "LLVM ERROR", "Stack dump", "not freed"] {
            assert!(!outcome.stderr.contains(sign), "{outcome:#?}");
        }
        outcome
    }

    /// Ended with this code and this on standard output, and silent on standard error.
    #[track_caller]
    pub fn clean(&self, stdout: &str, code: i32) {
        assert_eq!((self.stdout.as_str(), self.code), (stdout, Some(code)), "{self:#?}");
        assert_eq!(self.stderr, "");
    }

    /// Ended with this code and this on standard output, and standard error has all these texts.
    #[track_caller]
    pub fn says(&self, stdout: &str, code: i32, stderr: &[&str]) {
        assert_eq!((self.stdout.as_str(), self.code), (stdout, Some(code)), "{self:#?}");
        for text in stderr {
            assert!(self.stderr.contains(text), "standard error lacks `{text}`: {self:#?}");
        }
    }
}
