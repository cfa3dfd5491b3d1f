//! A diagnostic as data: what happened, where, why, what to do next.
//!
//! Stages make these values; the report crate alone knows how they look in a terminal or in JSON.

use crate::source::Span;

/// How bad it is.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Severity {
    /// The program means what it says all the same.
    Warning,
    /// The place crashes if it is reached; everything else still works.
    Error,
}

/// A piece of a diagnostic's body, below the first source excerpt.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Part {
    /// A paragraph, wrapped by the renderer.
    Text(String),
    /// Lines which keep their layout and are indented by four spaces: types, patterns, sample code.
    Block(String),
    /// A further source excerpt, with the sentence that introduces it.
    Snippet {
        /// The place to show.
        span: Span,
        /// The sentence above it.
        caption: String,
    },
}

/// One report to the programmer.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Diagnostic {
    /// Error or warning.
    pub severity: Severity,
    /// The kind of report, from a fixed list, in title case: `Type Mismatch`.
    pub title: &'static str,
    /// The place that is shown and whose start is the report's location.
    pub span: Span,
    /// The headline: one sentence that names the construct and the conflict.
    pub message: String,
    /// The explanation, in order.
    pub body: Vec<Part>,
    /// What to do next, one sentence or paragraph each, without the word `Hint:`.
    pub hints: Vec<String>,
}

impl Diagnostic {
    /// An error with a headline and nothing else yet.
    pub fn error(title: &'static str, span: Span, message: impl Into<String>) -> Self {
        let (body, hints) = (Vec::new(), Vec::new());
        Diagnostic { severity: Severity::Error, title, span, message: message.into(), body, hints }
    }

    /// A warning with a headline and nothing else yet.
    pub fn warning(title: &'static str, span: Span, message: impl Into<String>) -> Self {
        Diagnostic { severity: Severity::Warning, ..Diagnostic::error(title, span, message) }
    }

    /// Adds a paragraph.
    pub fn with_text(mut self, text: impl Into<String>) -> Self {
        self.body.push(Part::Text(text.into()));
        self
    }

    /// Adds lines that keep their layout, such as a type.
    pub fn with_block(mut self, block: impl Into<String>) -> Self {
        self.body.push(Part::Block(block.into()));
        self
    }

    /// Adds a second source excerpt.
    pub fn with_snippet(mut self, span: Span, caption: impl Into<String>) -> Self {
        self.body.push(Part::Snippet { span, caption: caption.into() });
        self
    }

    /// Adds a hint.
    pub fn with_hint(mut self, hint: impl Into<String>) -> Self {
        self.hints.push(hint.into());
        self
    }

    /// Whether it is an error.
    pub fn is_error(&self) -> bool {
        self.severity == Severity::Error
    }
}
