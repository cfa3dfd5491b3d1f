//! How many errors and warnings there were: the closing line, and the exit code that follows from it.

use roc_base::{Diagnostic, Severity};

use crate::Style;
use crate::terminal::header;

/// Counts of reports.
#[derive(Clone, Copy, Default, PartialEq, Eq, Debug)]
pub struct Summary {
    /// Reports of errors.
    pub errors: usize,
    /// Reports of warnings.
    pub warnings: usize,
}

impl Summary {
    /// Counts these reports.
    pub fn of<'a>(diagnostics: impl IntoIterator<Item = &'a Diagnostic>) -> Summary {
        let mut summary = Summary::default();
        for diagnostic in diagnostics {
            match diagnostic.severity {
                Severity::Error => summary.errors += 1,
                Severity::Warning => summary.warnings += 1,
            }
        }
        summary
    }

    /// The exit code of a command that only checks: 1 with errors, 2 with nothing but warnings, else 0.
    pub fn exit_code(self) -> u8 {
        match self {
            Summary { errors: 1.., .. } => 1,
            Summary { warnings: 1.., .. } => 2,
            _ => 0,
        }
    }

    /// `2 errors and 1 warning`, `1 error`, `3 warnings`, `No errors`.
    pub fn counts(self) -> String {
        let count =
            |number: usize, what: &str| format!("{number} {what}{}", if number == 1 { "" } else { "s" });
        match (self.errors, self.warnings) {
            (0, 0) => "No errors".to_owned(),
            (errors, 0) => count(errors, "error"),
            (0, warnings) => count(warnings, "warning"),
            (errors, warnings) => format!("{} and {}", count(errors, "error"), count(warnings, "warning")),
        }
    }

    /// The closing line for what was checked: `── 2 errors and 1 warning ───── path`, or `No errors found in path.`
    pub fn render(self, path: &str, style: Style) -> String {
        let color = match self.exit_code() {
            0 => return format!("{} found in {path}.\n", style.paint("1;32", &self.counts())),
            1 => "1;31",
            _ => "1;33",
        };
        header(&self.counts(), color, path, style)
    }
}
