//! `roc test`: runs top-level expects.

use std::io::IsTerminal;
use std::num::NonZeroUsize;
use std::time::{Duration, Instant};

use roc_base::Span;
use roc_modules::Purpose;
use roc_report::{Style, Summary};
use serde_json::{Map, Value, json};

use crate::args::{Format, TestArgs};
use crate::constants;
use crate::junit::{self, Case};
use crate::program::{Program, load};
use crate::tests::{self, Failure, Outcome};
use crate::timings::Timings;
use crate::watch::{self, Reads};
use crate::{output, packages};

pub fn test(args: &TestArgs) -> u8 {
    if !args.watch {
        return once(args, &mut Reads::new());
    }
    watch::repeat(&args.file, || {
        let mut reads = Reads::new();
        (once(args, &mut reads), reads)
    })
}

/// Answers the exit code; notes in `reads` what was read.
fn once(args: &TestArgs, reads: &mut Reads) -> u8 {
    let mut timings = Timings::start();
    let begun = Instant::now();
    let packages = packages::open(&args.common);
    let mut program = load(&args.file, Purpose::Inspect, &args.common, &packages, &mut timings);
    reads.clone_from(&program.reads);
    let shown = args.file.display().to_string();
    let text_style = output::style(args.common.no_color);
    let report = |program: &Program| match args.format {
        Format::Text => {
            output::report(&output::text(program, text_style));
            String::new()
        }
        Format::Json => {
            output::report(&output::dbg(program));
            output::json(program)
        }
    };
    if program.broken {
        let diagnostics = report(&program);
        if args.format == Format::Text {
            output::error(format!("no tests were run: {shown} can't be read"), None);
        }
        return output::result(&diagnostics, 1);
    }
    let found = tests::find(&program, args.filter.as_deref(), args.shard);
    let mut lowered = program.lower_expects(&found.expects);
    timings.stage("lower");
    constants::evaluate(&mut program, &mut lowered);
    timings.stage("constants");
    let errors = output::summary(&program);
    let diagnostics = report(&program);
    let threads = args.jobs.map_or_else(constants::processors, NonZeroUsize::get);
    let mut progress = Some(output::Progress::new(format!("running the tests of {shown} …")));
    // A person wants to know soon; a log should not depend on how busy the machine was.
    let patience = if std::io::stderr().is_terminal() { Duration::ZERO } else { Duration::from_secs(60) };
    let started = Instant::now();
    let mut told: Vec<Span> = Vec::new();
    let mut waiting = |span: Span| {
        if started.elapsed() >= patience && !told.contains(&span) {
            told.push(span);
            progress = None;
            let line = program.sources.locate(span).0.line;
            output::report(&format!("still running: {}:{line}\n", program.sources.path(span.file)));
        }
    };
    let outcomes = tests::run_expects(&program, lowered, &found.expects, threads, &mut waiting);
    drop(progress);
    let outcomes = match outcomes {
        Ok(outcomes) => outcomes,
        Err(diagnostic) => {
            output::report(&output::one(&diagnostic, &program, text_style));
            return output::result(&diagnostics, 1);
        }
    };
    timings.stage("test");
    let failed = outcomes.iter().filter(|outcome| outcome.failure.is_some()).count();
    let code = if failed > 0 { 1 } else { errors.exit_code() };
    for text in outcomes.iter().flat_map(|outcome| &outcome.dbg) {
        output::report(&format!("[dbg] {text}\n"));
    }
    let text = match args.format {
        Format::Json => diagnostics + &json_lines(&outcomes, failed, found.broken, &program),
        Format::Text => {
            let style = output::result_style(args.common.no_color);
            let reports = outcomes.iter().filter_map(tests::report);
            let mut text: String =
                reports.map(|report| output::one(&report, &program, style) + "\n").collect();
            let counts = Counts { passed: outcomes.len() - failed, failed, broken: found.broken };
            text += &summary(counts, errors, begun.elapsed(), args, &shown);
            text
        }
    };
    let mut code = output::result(&text, code);
    if let Some(file) = &args.junit
        && let Err(error) = std::fs::write(file, junit(&outcomes, &program, &shown))
    {
        output::error(format!("cannot write {}: {error}", file.display()), None);
        code = 1;
    }
    if args.common.timings {
        timings.print();
    }
    code
}

struct Counts {
    passed: usize,
    failed: usize,
    broken: usize,
}

/// The closing line.
fn summary(counts: Counts, errors: Summary, time: Duration, args: &TestArgs, file: &str) -> String {
    let Counts { passed, failed, broken } = counts;
    let total = passed + failed;
    let plural = |count: usize| if count == 1 { "" } else { "s" };
    let mut text = match (total, &args.filter) {
        (0, _) if broken > 0 => "No tests were run.".to_owned(),
        (0, Some(filter)) => format!("No test of {file} matches `{filter}`."),
        (0, None) => format!(
            "No tests in {file} or the modules that it imports: a test is a line such as `expect double(4) == 8`."
        ),
        (1, _) if failed == 0 => format!("The 1 test passed in {}.", duration(time)),
        _ if failed == 0 => format!("All {total} tests passed in {}.", duration(time)),
        _ => format!(
            "Ran {total} test{} in {}: {passed} passed, {failed} failed.",
            plural(total),
            duration(time)
        ),
    };
    if broken > 0 {
        let were = if broken == 1 { "was" } else { "were" };
        text += &format!(" {broken} test{} {were} not run because of errors in the source.", plural(broken));
    }
    text.push('\n');
    if errors.errors + errors.warnings > 0 {
        text += &format!("{} in {file}.\n", errors.counts());
    }
    text
}

fn duration(time: Duration) -> String {
    match time.as_secs_f64() {
        seconds if seconds < 1.0 => format!("{:.1} ms", seconds * 1e3),
        seconds => format!("{seconds:.1} s"),
    }
}

/// All outcomes, each named by its line.
fn junit(outcomes: &[Outcome], program: &Program, suite: &str) -> String {
    let case = |outcome: &Outcome| Case {
        class: program.sources.path(outcome.span.file),
        name: format!("line {}", program.sources.locate(outcome.span).0.line),
        failure: tests::report(outcome).map(|report| output::one(&report, program, Style::PLAIN)),
    };
    junit::document(suite, &outcomes.iter().map(case).collect::<Vec<_>>())
}

/// One object an expect, and a last one with the counts.
fn json_lines(outcomes: &[Outcome], failed: usize, broken: usize, program: &Program) -> String {
    let expects = outcomes.iter().map(|outcome| json_line(outcome, program));
    let summary = json!({
        "event": "summary", "passed": outcomes.len() - failed, "failed": failed, "not_run": broken,
    });
    expects.chain([summary]).map(|line| format!("{line}\n")).collect()
}

fn json_line(outcome: &Outcome, program: &Program) -> Value {
    let (start, end) = program.sources.locate(outcome.span);
    let mut line = Map::new();
    let mut put = |name: &str, value: Value| line.insert(name.to_owned(), value);
    put("event", json!("expect"));
    put("status", json!(if outcome.failure.is_some() { "failed" } else { "passed" }));
    put("path", json!(program.sources.path(outcome.span.file)));
    put("line", json!(start.line));
    put("column", json!(start.column));
    put("end_line", json!(end.line));
    put("end_column", json!(end.column));
    if let Some(doc) = &outcome.doc {
        put("doc", json!(doc));
    }
    match &outcome.failure {
        None => {}
        Some(Failure::False(values)) => {
            let value = |(name, value): &(String, String)| json!({ "name": name, "value": value });
            put("reason", json!("false"));
            put("values", values.iter().map(value).collect());
        }
        Some(Failure::Returned(value)) => {
            put("reason", json!("returned"));
            put("value", json!(value));
        }
        Some(Failure::Crash(message)) => {
            put("reason", json!("crash"));
            put("message", json!(message));
        }
        Some(Failure::Inside(places)) => {
            let place = |span: &Span| {
                json!({
                    "path": program.sources.path(span.file),
                    "line": program.sources.locate(*span).0.line,
                })
            };
            put("reason", json!("expect"));
            put("expects", places.iter().map(place).collect());
        }
    }
    if !outcome.dbg.is_empty() {
        put("dbg", json!(outcome.dbg));
    }
    Value::Object(line)
}
