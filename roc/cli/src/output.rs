//! What goes to the terminal: diagnostics and the tool's own messages.

use std::io::IsTerminal;

use roc_base::Diagnostic;
use roc_report::{Style, Summary, json, terminal};

use crate::program::Program;

/// Whether standard error gets colours.
pub fn style(no_color: bool) -> Style {
    let wanted = !no_color && std::env::var_os("NO_COLOR").is_none_or(|v| v.is_empty());
    if wanted && std::io::stderr().is_terminal() { Style::COLORED } else { Style::PLAIN }
}

/// All diagnostics as text.
pub fn text(program: &Program, style: Style) -> String {
    let mut out = String::new();
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

/// An error of the tool itself, with what to do next.
pub fn error(message: impl std::fmt::Display, hint: Option<&str>) {
    eprintln!("error: {message}");
    if let Some(hint) = hint {
        eprintln!("hint: {hint}");
    }
}

/// Something that the user should know.
pub fn warning(message: impl std::fmt::Display) {
    eprintln!("warning: {message}");
}
