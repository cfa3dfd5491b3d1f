//! What goes to the terminal: diagnostics and the tool's own messages.

use std::io::{self, IsTerminal, Write};
use std::sync::mpsc::{self, RecvTimeoutError};
use std::thread::JoinHandle;
use std::time::Duration;

use roc_base::Diagnostic;
use roc_report::{Style, Summary, json, terminal};

use crate::program::Program;

/// Whether standard error gets colours.
pub fn style(no_color: bool) -> Style {
    style_on(&io::stderr(), no_color)
}

/// Whether standard output gets colours.
pub fn result_style(no_color: bool) -> Style {
    style_on(&io::stdout(), no_color)
}

fn style_on(stream: &impl IsTerminal, no_color: bool) -> Style {
    let wanted = !no_color && std::env::var_os("NO_COLOR").is_none_or(|v| v.is_empty());
    if wanted && stream.is_terminal() { Style::COLORED } else { Style::PLAIN }
}

/// What `dbg` showed while the program's values were computed.
pub fn dbg(program: &Program) -> String {
    program.dbg.iter().map(|(_, text)| format!("[dbg] {text}\n")).collect()
}

/// All diagnostics as text, behind what `dbg` showed.
pub fn text(program: &Program, style: Style) -> String {
    let mut out = dbg(program);
    for diagnostic in &program.diagnostics {
        out.push_str(&terminal::render(diagnostic, &program.sources, style));
        out.push('\n');
    }
    out
}

/// All diagnostics as JSON, one object a line.
pub fn json(program: &Program) -> String {
    program.diagnostics.iter().map(|d| json::render(d, &program.sources)).collect()
}

/// How many there are.
pub fn summary(program: &Program) -> Summary {
    Summary::of(&program.diagnostics)
}

/// One diagnostic that isn't part of the program's.
pub fn one(diagnostic: &Diagnostic, program: &Program, style: Style) -> String {
    terminal::render(diagnostic, &program.sources, style)
}

/// Writes to standard error. Where that is closed there is nobody to tell.
pub fn report(text: &str) {
    let _ = io::stderr().write_all(text.as_bytes());
}

/// An error of the tool itself, with what to do next.
pub fn error(message: impl std::fmt::Display, hint: Option<&str>) {
    report(&format!("error: {message}\n"));
    if let Some(hint) = hint {
        report(&format!("hint: {hint}\n"));
    }
}

/// Something that the user should know.
pub fn warning(message: impl std::fmt::Display) {
    report(&format!("warning: {message}\n"));
}

/// Writes a result to standard output and answers the exit code: `code` if it could be written.
pub fn result(text: &str, code: u8) -> u8 {
    let mut stdout = io::stdout().lock();
    match stdout.write_all(text.as_bytes()).and_then(|()| stdout.flush()) {
        Ok(()) => code,
        // The reader has seen enough. Shells show the same of programs that its signal ends.
        Err(failed) if failed.kind() == io::ErrorKind::BrokenPipe => 128 + 13,
        Err(failed) => {
            error(format!("cannot write to standard output: {failed}"), None);
            1
        }
    }
}

/// A line on the terminal for as long as something takes, if that is long enough to wonder about.
pub struct Progress {
    done: Option<mpsc::Sender<()>>,
    shown: Option<JoinHandle<()>>,
}

/// How long people don't wonder what takes its time.
pub const WONDER: Duration = Duration::from_millis(300);

/// Takes the last line away, which has no line end yet.
pub fn clear_line() {
    report("\r\x1b[K");
}

impl Progress {
    /// From here on, until the value is dropped.
    pub fn new(text: String) -> Self {
        if !io::stderr().is_terminal() {
            return Self { done: None, shown: None };
        }
        let (sender, receiver) = mpsc::channel::<()>();
        let show = move || {
            if receiver.recv_timeout(WONDER) == Err(RecvTimeoutError::Timeout) {
                report(&text);
                let _ = receiver.recv();
                clear_line();
            }
        };
        Self { done: Some(sender), shown: Some(std::thread::spawn(show)) }
    }
}

impl Drop for Progress {
    fn drop(&mut self) {
        self.done = None;
        if let Some(thread) = self.shown.take() {
            let _ = thread.join();
        }
    }
}
