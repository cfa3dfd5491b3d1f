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
pub use parser::MISSING_COMMA;
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
    // What is missing right behind bytes that were taken away is no other mistake.
    let bad_ends: Vec<u32> = diagnostics.iter().filter(|d| d.title == NOT_UTF8).map(|d| d.span.end).collect();
    let follows = |found: &Diagnostic| {
        let at = bad_ends.partition_point(|&end| end <= found.span.start);
        let end = at.checked_sub(1).map(|at| bad_ends[at] as usize);
        let between = end.and_then(|end| text.get(end..found.span.start as usize));
        between.is_some_and(|between| between.trim().is_empty())
    };
    diagnostics.extend(parser.diagnostics.drain(..).filter(|found| !follows(found)));
    let mut ast = parser.ast;
    // Stable, so that of two reports at one place the lexer's comes first.
    diagnostics.sort_by_key(|diagnostic| diagnostic.span.start);
    ast.broken = broken_items(&ast, &diagnostics, &text);
    (ast, diagnostics)
}

/// The items of the top level that these diagnostics, in source order, are about.
fn broken_items(ast: &Ast, diagnostics: &[Diagnostic], text: &str) -> Vec<TextRange> {
    let items = &ast[ast.statements];
    let start = |index: usize| items.get(index).map_or(text.len() as u32, |&item| ast.span(item).start);
    let mut broken: Vec<TextRange> = Vec::new();
    let mut index = 0;
    for diagnostic in diagnostics.iter().filter(|diagnostic| diagnostic.is_error()) {
        let at = diagnostic.span.start;
        while index + 1 < items.len() && start(index + 1) <= at {
            index += 1;
        }
        if items.is_empty() || at < start(index) || broken.last().is_some_and(|item| at < item.end) {
            continue;
        }
        // A mistake right behind an item, on the same line, is about that one.
        let first = match index.checked_sub(1).map(|before| ast.span(items[before])) {
            Some(before) if at == start(index) && !text[before.end as usize..at as usize].contains('\n') => {
                index - 1
            }
            _ => index,
        };
        // The definition that a broken annotation is for is no more to be judged.
        let annotation = (first..=index).any(|item| matches!(ast[items[item]], ast::Stmt::Annotation { .. }));
        broken.push(TextRange::new(start(first), start(index + 1 + usize::from(annotation))));
    }
    broken
}

const NOT_UTF8: &str = "Invalid UTF-8";

/// The text with invalid UTF-8 replaced by as many spaces, so that all offsets stay what they are; nothing of what is no
/// text at all.
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
    if text.contains(&0) {
        let first = text.utf8_chunks().next().map_or(0, |chunk| chunk.valid().len() as u32);
        let span = TextRange::new(first, first + 1).in_file(file);
        let message = match text {
            [0xff, 0xfe, ..] | [0xfe, 0xff, ..] => "This file is UTF-16.",
            _ => "This file is no text.",
        };
        diagnostics.push(Diagnostic::error(NOT_UTF8, span, message).with_hint("Save the file as UTF-8."));
        return Cow::Borrowed("");
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
                diagnostics.push(Diagnostic::error(NOT_UTF8, span, message).with_hint(hint));
            }
        }
    }
    Cow::Owned(valid)
}
