//! Source text to tokens to syntax tree. It knows grammar only: no names' meanings, no types, no other files.
//!
//! [`parse`] takes any bytes and always returns a tree; what was wrong is in the diagnostics, in source order.

pub mod ast;
pub mod dump;
mod grammar;
mod habits;
mod lexer;
mod literal;
mod number;
mod parser;
mod token;
pub mod trivia;

use std::borrow::Cow;

use roc_base::source::MAX_SOURCE_BYTES;
use roc_base::{Diagnostic, FileId, Interner, TextRange};

pub use ast::Ast;
pub use lexer::tokenize;
pub use number::Number;
pub use token::{Token, TokenKind};

/// How deep a syntax tree may be, chains of operators and postfixes included. Deeper input is reported as
/// *Too Deeply Nested*.
pub const MAX_DEPTH: u32 = 500;

/// Parses the bytes of a file. Names and texts go into the interner; nothing else is touched.
pub fn parse(file: FileId, text: &[u8], names: &mut Interner) -> (Ast, Vec<Diagnostic>) {
    let mut diagnostics = Vec::new();
    let text = valid_text(file, text, &mut diagnostics);
    let tokens = tokenize(file, &text, &mut diagnostics);
    let mut parser = parser::Parser::new(file, &text, &tokens, names);
    parser.file();
    diagnostics.append(&mut parser.diagnostics);
    let ast = parser.ast;
    // Stable, so that of two reports at one place the lexer's comes first.
    diagnostics.sort_by_key(|diagnostic| diagnostic.span.start);
    (ast, diagnostics)
}

/// The text with invalid UTF-8 replaced by as many spaces, so that all offsets stay what they are.
fn valid_text<'a>(file: FileId, text: &'a [u8], diagnostics: &mut Vec<Diagnostic>) -> Cow<'a, str> {
    if text.len() > MAX_SOURCE_BYTES {
        let span = TextRange::new(0, 0).in_file(file);
        let message = format!("A source file can't be larger than {} MiB.", MAX_SOURCE_BYTES >> 20);
        diagnostics
            .push(Diagnostic::error("File Too Large", span, message).with_hint("Split it into modules."));
        return Cow::Borrowed("");
    }
    if let Ok(text) = std::str::from_utf8(text) {
        return Cow::Borrowed(text);
    }
    let mut valid = String::with_capacity(text.len());
    for chunk in text.utf8_chunks() {
        valid.push_str(chunk.valid());
        if chunk.invalid().is_empty() {
            continue;
        }
        let (start, end) = (valid.len() as u32, (valid.len() + chunk.invalid().len()) as u32);
        valid.extend(chunk.invalid().iter().map(|_| ' '));
        match diagnostics.last_mut() {
            Some(previous) if previous.span.end == start => previous.span.end = end,
            _ => {
                let span = TextRange::new(start, end).in_file(file);
                let message = "These bytes are not valid UTF-8.";
                let hint = "Save the file as UTF-8.";
                diagnostics.push(Diagnostic::error("Invalid UTF-8", span, message).with_hint(hint));
            }
        }
    }
    Cow::Owned(valid)
}
