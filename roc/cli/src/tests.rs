//! Top-level expects: which there are, running them, and what each of them did.
//!
//! The values of what a failed expect mentions were inspected by the program itself; here they get the names that they
//! have in its source.

use std::sync::Arc;

use roc_base::{Diagnostic, Id, SourceMap, Span};
use roc_canonical::ir::{ExprId, ModuleId};
use roc_eval::run::run_and_tell;
use roc_eval::{Event, Executable, Limits, Run, Stop};
use roc_lower::build::Lowered;
use roc_lower::build::expect::{ExpectRef, FALSE, HELD};
use roc_lower::lir::Value;

use crate::args::Shard;
use crate::constants::is_sound;
use crate::program::Program;

/// What a single expect may use, and an input of the REPL.
pub const LIMITS: Limits = Limits { memory: 2 << 30, stack: 256 << 20, steps: u64::MAX };

/// Inspected values are cut after so many bytes.
const MAX_SHOWN: usize = 2000;

/// An expect that was run.
pub struct Outcome {
    /// Where it is.
    pub span: Span,
    /// Its doc comment.
    pub doc: Option<String>,
    /// Why it failed, if it did.
    pub failure: Option<Failure>,
    /// What `dbg` showed, in order.
    pub dbg: Vec<String>,
}

/// How an expect failed.
pub enum Failure {
    /// Its condition was false. Names and what else it mentions, with their values.
    False(Vec<(String, String)>),
    /// A `?` met this `Err`.
    Returned(String),
    /// It crashed with this message.
    Crash(String),
    /// `expect` statements failed in functions that it called.
    Inside(Vec<Span>),
}

/// All expects of a program, in the order of its modules and of their source.
pub struct Found {
    /// Those that can run.
    pub expects: Vec<ExpectRef>,
    /// How many can't, because there is an error in them or their file could not be read whole.
    pub broken: usize,
}

/// The expects of a program that a filter lets through, or this share of them.
pub fn find(program: &Program, filter: Option<&str>, shard: Option<Shard>) -> Found {
    let mut found = Found { expects: Vec::new(), broken: 0 };
    let mut others = 0..;
    let mut is_ours =
        || shard.zip(others.next()).is_none_or(|(shard, at): (_, usize)| at % shard.count == shard.index - 1);
    let errors: Vec<Span> =
        program.diagnostics.iter().filter(|d| d.is_error()).map(|diagnostic| diagnostic.span).collect();
    for (id, module) in program.modules.iter_enumerated().filter(|(id, _)| *id != ModuleId::BUILTIN) {
        for (index, expect) in module.expects.iter().enumerate() {
            let doc = expect.doc.map(|doc| program.interner.resolve(doc));
            if !filter.is_none_or(|filter| matches(filter, expect.span, doc, &program.sources)) || !is_ours()
            {
                continue;
            }
            let wrong = errors.iter().any(|error| expect.span.contains(*error));
            if wrong || program.unparsed.contains(&id) {
                found.broken += 1;
            } else {
                found.expects.push(ExpectRef { module: id, index });
            }
        }
    }
    found
}

fn matches(filter: &str, span: Span, doc: Option<&str>, sources: &SourceMap) -> bool {
    let place = format!("{}:{}", sources.path(span.file), sources.locate(span).0.line);
    // `a.roc:1` is not meant to be `a.roc:12`.
    let exact = filter.rsplit_once(':').is_some_and(|(_, line)| line.parse::<u32>().is_ok());
    let placed = if exact { place.ends_with(filter) } else { place.contains(filter) };
    placed || source(span, sources).contains(filter) || doc.is_some_and(|doc| doc.contains(filter))
}

/// The text of a place in the source, on one line.
fn source(span: Span, sources: &SourceMap) -> String {
    let text = String::from_utf8_lossy(span.range().of(sources.text(span.file)));
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Runs the expects that a program was lowered for, on so many threads. What each of them did, in the same order.
/// `waiting` is called for those that run for long, again and again.
pub fn run_expects(
    program: &Program,
    lowered: Lowered,
    expects: &[ExpectRef],
    threads: usize,
    waiting: &mut dyn FnMut(Span),
) -> Result<Vec<Outcome>, Diagnostic> {
    if expects.is_empty() {
        return Ok(Vec::new());
    }
    let span = Span { file: program.root_file(), start: 0, end: 0 };
    if !is_sound(program, &lowered) {
        let message = "No tests were run: the errors go too far.";
        return Err(Diagnostic::error("Compilation Failed", span, message).with_hint("Mend them first."));
    }
    let executable = Executable::new(lowered.program).map_err(|error| {
        let message = format!("This program is too large in one place: {error}.");
        Diagnostic::error("Compilation Failed", span, message)
    })?;
    let entries: Vec<usize> = (0..expects.len()).collect();
    let place = |expect: ExpectRef| program.modules[expect.module].expects[expect.index].span;
    let runs = run_and_tell(&Arc::new(executable), &entries, LIMITS, threads, &mut |at| {
        waiting(place(expects[at]));
    });
    let outcomes = expects.iter().zip(&lowered.mentioned).zip(runs);
    Ok(outcomes.map(|((&expect, mentioned), run)| outcome(program, expect, mentioned, run)).collect())
}

fn outcome(program: &Program, expect: ExpectRef, mentioned: &[Span], run: Run) -> Outcome {
    let found = &program.modules[expect.module].expects[expect.index];
    let (mut dbg, mut inside) = (Vec::new(), Vec::new());
    for event in run.events {
        match event {
            Event::Dbg(text) => dbg.push(text),
            Event::ExpectFailed(place) => inside.extend(statement(program, &place)),
        }
    }
    inside.dedup();
    let failure = match run.result {
        Err(Stop::Crash(message)) => Some(Failure::Crash(message)),
        Err(Stop::Steps) => Some(Failure::Crash("It took too many steps.".to_owned())),
        Err(Stop::Unreadable) => Some(Failure::False(Vec::new())),
        Ok(value) => failure(value, mentioned, &program.sources),
    };
    let inside = Some(inside).filter(|inside| !inside.is_empty()).map(Failure::Inside);
    Outcome {
        span: found.span,
        doc: found.doc.map(|doc| program.interner.resolve(doc).to_owned()),
        failure: failure.or(inside),
        dbg,
    }
}

/// What an expect's function returned: how it ended, and texts.
fn failure(value: Value, mentioned: &[Span], sources: &SourceMap) -> Option<Failure> {
    let Value::Struct(parts) = value else { return None };
    let [Value::Bits(how), Value::List(texts)] = &*parts else { return None };
    let texts = texts.iter().map(|text| match text {
        Value::Str(text) => cut(text),
        _ => String::new(),
    });
    match how.low() as u8 {
        HELD => None,
        FALSE => {
            Some(Failure::False(mentioned.iter().map(|&span| source(span, sources)).zip(texts).collect()))
        }
        _ => Some(Failure::Returned(texts.collect())),
    }
}

fn cut(text: &str) -> String {
    match text.len() > MAX_SHOWN {
        true => format!("{}…", &text[..text.floor_char_boundary(MAX_SHOWN)]),
        false => text.to_owned(),
    }
}

/// The place of an `expect` statement, of which lowering gives module and condition.
pub fn statement(program: &Program, place: &str) -> Option<Span> {
    let (module, condition) = place.split_once(':')?;
    let module = program.modules.get(ModuleId::from_index(module.parse().ok()?))?;
    module.expr_spans.get(ExprId::from_index(condition.parse().ok()?)).copied()
}

/// A failed expect as a report.
pub fn report(outcome: &Outcome) -> Option<Diagnostic> {
    let failure = outcome.failure.as_ref()?;
    let error = |message: &str| Diagnostic::error("Failed", outcome.span, message);
    let mut report = match failure {
        Failure::False(values) if values.is_empty() => error("This expect is False."),
        Failure::False(values) => {
            let lines: Vec<String> = values.iter().map(|(name, value)| format!("{name} = {value}")).collect();
            error("This expect is False.").with_text("Mentioned values:").with_block(lines.join("\n"))
        }
        Failure::Returned(value) => {
            error("A `?` in this expect met an `Err`.").with_text("The value was:").with_block(value)
        }
        Failure::Crash(message) => {
            error("This expect crashed.").with_text("The message was:").with_block(message)
        }
        Failure::Inside(places) => {
            let report = error("An `expect` failed in code that this expect runs.");
            places.iter().fold(report, |report, &place| report.with_snippet(place, "It is this one:"))
        }
    };
    if let Some(doc) = &outcome.doc {
        report.body.insert(0, roc_base::Part::Block(doc.clone()));
    }
    Some(report)
}
