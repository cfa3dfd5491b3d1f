//! A diagnostic as one line of JSON.

use roc_base::{Diagnostic, Part, Severity, SourceMap};
use serde::Serialize;

use crate::terminal::location;

#[derive(Serialize)]
struct Record<'a> {
    severity: &'static str,
    title: &'static str,
    path: &'a str,
    line: u32,
    column: u32,
    end_line: u32,
    end_column: u32,
    message: String,
    hints: &'a [String],
}

/// One JSON object and a line end: `severity` (`"error"` or `"warning"`), `title`, `path`, `line`, `column`, `end_line`,
/// `end_column`, `message`, `hints`. Lines and columns count from one, columns in bytes; the end is the place behind
/// the last byte. The message is the headline and the explanation, with empty lines between its paragraphs.
pub fn render(diagnostic: &Diagnostic, sources: &SourceMap) -> String {
    let (start, end) = sources.locate(diagnostic.span);
    let mut message = diagnostic.message.clone();
    for part in &diagnostic.body {
        message.push_str("\n\n");
        match part {
            Part::Text(text) => message.push_str(text),
            Part::Block(block) => {
                let lines: Vec<_> = block.lines().map(|line| format!("    {line}")).collect();
                message.push_str(&lines.join("\n"));
            }
            Part::Snippet { span, caption } => {
                message.push_str(&format!("{caption} {}", location(*span, sources)));
            }
        }
    }
    let record = Record {
        severity: match diagnostic.severity {
            Severity::Error => "error",
            Severity::Warning => "warning",
        },
        title: diagnostic.title,
        path: sources.path(diagnostic.span.file),
        line: start.line,
        column: start.column,
        end_line: end.line,
        end_column: end.column,
        message,
        hints: &diagnostic.hints,
    };
    // A record of strings and numbers can always be written.
    let mut line = serde_json::to_string(&record).unwrap_or_default();
    line.push('\n');
    line
}
