//! A diagnostic as text for a terminal.
//!
//! ```text
//! ── ✗ type mismatch ───────────────────────────────────────────── Demo.roc:1:13
//!
//! The headline, one sentence.
//!
//! total = 1 + "x"
//!             ^^^
//!
//! Explanation, types as indented blocks, further excerpts.
//!
//! Hint: What to do next.
//! ```

use std::fmt::Write as _;

use roc_base::{Diagnostic, Part, Severity, SourceMap, Span};
use unicode_width::UnicodeWidthStr;

use crate::Style;
use crate::excerpt::excerpt;
use crate::wrap::{WIDTH, wrap};

/// Headers with a long path may get this wide.
const WIDEST_HEADER: usize = 120;

/// The text of a diagnostic, ending in an empty line.
pub fn render(diagnostic: &Diagnostic, sources: &SourceMap, style: Style) -> String {
    let (glyph, color) = match diagnostic.severity {
        Severity::Error => ("✗", "1;31"),
        Severity::Warning => ("●", "1;33"),
    };
    let title = format!("{glyph} {}", diagnostic.title.to_lowercase());
    let mut out = header(&title, color, &location(diagnostic.span, sources), style);
    out.push('\n');
    out.push_str(&wrap(&diagnostic.message, 0));
    show_source(&mut out, diagnostic.span, sources, color, style);
    for part in &diagnostic.body {
        out.push('\n');
        match part {
            Part::Text(text) => out.push_str(&wrap(text, 0)),
            Part::Block(block) => {
                for line in block.lines() {
                    let line = if line.is_empty() { String::new() } else { format!("    {line}") };
                    out.push_str(&line);
                    out.push('\n');
                }
            }
            Part::Snippet { span, caption } => {
                out.push_str(&wrap(caption, 0));
                if span.file != diagnostic.span.file {
                    let _ = writeln!(out, "\n{}", style.paint("2", &location(*span, sources)));
                }
                show_source(&mut out, *span, sources, "1;36", style);
            }
        }
    }
    for hint in &diagnostic.hints {
        out.push('\n');
        let text = wrap(&format!("Hint: {hint}"), 0);
        out.push_str(&style.paint("1;36", "Hint:"));
        out.push_str(&text["Hint:".len()..]);
    }
    out.push('\n');
    out
}

/// `── ✗ title ───── right`, as wide as the text is.
pub(crate) fn header(title: &str, color: &str, right: &str, style: Style) -> String {
    let taken = 3 + title.width() + 2 + right.width();
    let width = if taken + 3 <= WIDTH { WIDTH } else { WIDEST_HEADER };
    let dashes = width.saturating_sub(taken).max(3);
    let dim = |text: &str| style.paint("2", text);
    format!("{} {} {} {right}\n", dim("──"), style.paint(color, title), dim(&"─".repeat(dashes)))
}

fn show_source(out: &mut String, span: Span, sources: &SourceMap, color: &str, style: Style) {
    let Some(file) = sources.get(span.file) else { return };
    if !file.text().trim_ascii().is_empty() {
        out.push('\n');
        out.push_str(&excerpt(file, span, color, style));
    }
}

/// `path:line:column`; the path alone for a file without text.
pub(crate) fn location(span: Span, sources: &SourceMap) -> String {
    let (start, _) = sources.locate(span);
    format!("{}:{}:{}", sources.path(span.file), start.line, start.column)
}
