//! The layout of Roc source: the same program, written the one way. It knows syntax only: no names' meanings, no types,
//! no files.
//!
//! What is decided by the writer stays: line breaks in chains, blank lines (one at most), and whether a list has one
//! item a line, which a trailing comma or a comment inside asks for. All else follows from the tree. Nothing is broken
//! because it is long.
//!
//! The result parses to the same tree, but for parentheses around numbers and pipes in front of a dot, and formats to
//! itself.

mod expr;
mod file;
mod header;
mod layout;
mod output;
mod pattern;
mod postfix;
mod printer;
mod source;
mod statement;
mod string;
mod types;

use roc_base::{Diagnostic, FileId, Interner};

use printer::Printer;
use source::Source;

/// Titles of mistakes that formatting mends.
const MENDED: [&str; 2] = ["Invalid Optional Field Syntax", roc_syntax::MISSING_COMMA];

/// The text of a file in its layout, or what is wrong with its syntax.
pub fn format(file: FileId, text: &[u8]) -> Result<String, Vec<Diagnostic>> {
    let (ast, diagnostics) = roc_syntax::parse(file, text, &mut Interner::new());
    let mended = |found: &Diagnostic| !found.is_error() || MENDED.contains(&found.title);
    // Text that is not UTF-8 has been reported.
    let text = match std::str::from_utf8(text) {
        Ok(text) if !ast.skipped && diagnostics.iter().all(mended) => text,
        _ => return Err(diagnostics),
    };
    let source = Source::new(file, text);
    let mut printer = Printer::new(&ast, &source);
    printer.file();
    Ok(printer.out.finish())
}
