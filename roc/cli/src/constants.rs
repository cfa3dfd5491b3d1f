//! Top-level values are computed here, before the program is written: what that tells becomes diagnostics.

use roc_base::{Diagnostic, Span};
use roc_eval::constants::{Finding, LIMITS, evaluate as compute};
use roc_eval::{Event, Refused, Stop};
use roc_lower::build::{Lowered, Origin};
use roc_lower::lir::{FunctionId, verify};
use roc_lower::specialize::Literal;
use roc_lower::subset::prune;

use crate::program::Program;
use crate::tests::statement;

/// How a name out of a module crashes that could not be loaded, for whatever reason.
const FAILED_IMPORT: &str = "Module Not Found";

/// What is missing because bytes were no text crashes too, without a report of its own.
const NOT_UTF8: &str = "Invalid UTF-8";

/// How many threads can work at the same time.
pub fn processors() -> usize {
    std::thread::available_parallelism().map_or(1, |count| count.get())
}

/// Computes the values of a lowered program and leaves out what then nothing needs. Adds to the program what there is to
/// say about them.
pub fn evaluate(program: &mut Program, lowered: &mut Lowered) {
    if lowered.values.is_empty() || !is_sound(program, lowered) {
        return;
    }
    let functions: Vec<FunctionId> = lowered.values.iter().map(|&(_, function)| function).collect();
    match compute(&mut lowered.program, &functions, LIMITS, processors()) {
        Ok(findings) => {
            for finding in findings {
                report(program, lowered.values[finding.value].0, finding);
            }
            prune(&mut lowered.program);
        }
        // One of them is too large for an image; so is the program, which says so when it is written.
        Err(Refused::Emit(_) | Refused::Load(_)) => {}
    }
}

/// Whether a lowered program may run in the compiler's own process. Code with errors crashes where they are and is sound
/// around them; this takes no chances.
pub fn is_sound(program: &Program, lowered: &Lowered) -> bool {
    !program.diagnostics.iter().any(Diagnostic::is_error) || verify::verify(&lowered.program).is_empty()
}

fn report(program: &mut Program, origin: Origin, finding: Finding) {
    let (span, what) = match origin {
        Origin::Def(def) => {
            let module = &program.modules[def.module];
            let found = &module.defs[def.def];
            let span = found.value.map_or(found.span, |value| module.expr_spans[value]);
            // A pattern's value has no name of its own.
            (
                span,
                match program.interner.resolve(found.path) {
                    "_" => "This value".to_owned(),
                    name => format!("The value of `{name}`"),
                },
            )
        }
        Origin::Literal(literal) => (literal.span, "This literal".to_owned()),
        Origin::Expr(module, expr) => (program.modules[module].expr_spans[expr], "This".to_owned()),
    };
    let mut diagnostics = Vec::new();
    for event in finding.events {
        match event {
            Event::Dbg(text) => program.dbg.push((span, text)),
            Event::ExpectFailed(place) => {
                let place = statement(program, &place);
                diagnostics.push(failed_expect(&what, span, place));
            }
        }
    }
    // An error that has been reported stops computing too.
    let mut errors = program.diagnostics.iter().filter(|d| d.is_error());
    let mut reported =
        |message: &str| errors.any(|d| d.title == message || message == FAILED_IMPORT || d.title == NOT_UTF8);
    match finding.stop {
        Some(Stop::Crash(message)) if !reported(&message) => {
            if let Origin::Literal(literal) = origin {
                diagnostics.push(refused(literal, message));
                program.diagnostics.extend(diagnostics);
                return;
            }
            let (headline, hint) = match origin {
                Origin::Expr(..) => ("This always crashes.".to_owned(), None),
                _ => {
                    let hint = "Values at the top level are computed once, when the program is compiled.";
                    (format!("{what} can't be computed: this crashes."), Some(hint))
                }
            };
            let crash = Diagnostic::error("Compile Time Crash", span, headline)
                .with_text("The message is:")
                .with_block(message);
            diagnostics.push(match hint {
                Some(hint) => crash.with_hint(hint),
                None => crash,
            });
        }
        Some(Stop::Steps) => {
            let headline = format!("{what} takes long to compute, so it is not part of the program.");
            diagnostics.push(
                Diagnostic::warning("Value Not Computed", span, headline)
                    .with_text("The program computes it whenever it uses it.")
                    .with_hint("Compute it once in `main!`, and hand it on."),
            );
        }
        // What is too large or too deep to be part of the program is computed where it is used.
        Some(Stop::Crash(_) | Stop::Unreadable) | None => {}
    }
    program.diagnostics.extend(diagnostics);
}

/// A literal that its type's own method refuses.
fn refused(literal: Literal, message: String) -> Diagnostic {
    let (title, what, method) = match literal.quoted {
        true => ("Invalid String", "string", "from_quote"),
        false => ("Invalid Number", "number", "from_numeral"),
    };
    Diagnostic::error(title, literal.span, format!("This {what} is no value of its type."))
        .with_text(format!("The type's `{method}` says:"))
        .with_block(message)
}

fn failed_expect(what: &str, span: Span, place: Option<Span>) -> Diagnostic {
    let message = format!("{what} can be computed, but an `expect` fails on the way.");
    let diagnostic = Diagnostic::error("Compile Time Expect Failed", span, message);
    match place {
        Some(place) => diagnostic.with_snippet(place, "It is this one:"),
        None => diagnostic,
    }
}
