//! All conformance programs that run, with memory that is watched and with memory that ends. `ONLY=TEXT` chooses those
//! with this text in their names, `POINTS=N` at how many calls memory ends in each (4 otherwise).

use std::path::Path;
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};

use roc_tests_memory::{Case, Ended, Start, cases, run_if_asked, tools};

/// The test that starts itself again to run a program.
const CHILD: &str = "one_program";

#[test]
fn one_program() {
    run_if_asked();
}

#[test]
fn memory_is_used_while_it_is_there() {
    each_case(|case, start| {
        let ended = start.run(CHILD);
        let good = ended.is_clean() && ended.output == case.output && ended.code == Some(case.code);
        if good { Vec::new() } else { vec![told("it ends wrongly", &ended)] }
    });
}

#[test]
fn memory_may_end_anywhere() {
    let points = std::env::var("POINTS").ok().and_then(|points| points.parse().ok()).unwrap_or(4);
    each_case(|case, start| {
        let calls = start.run(CHILD).calls;
        let mut wrong = Vec::new();
        for end in spread(calls, points) {
            let ended = Start { end: Some(end), ..*start }.run(CHILD);
            let message = ended.errors.contains("crashed: out of memory");
            let good = ended.is_clean()
                && ended.code == Some(1)
                && message
                && case.output.starts_with(&ended.output);
            if !good {
                wrong.push(told(&format!("without memory from call {end} of {calls} on"), &ended));
            }
        }
        wrong
    });
}

/// So many numbers up to `last`: the first ones all, then further and further apart, and the last.
fn spread(last: u64, count: u64) -> Vec<u64> {
    let mut numbers: Vec<u64> = (1..=last.min(count / 2)).collect();
    let rest = count - count / 2;
    numbers.extend((1..=rest).map(|step| last * step / rest).filter(|&number| number > count / 2));
    numbers.dedup();
    numbers
}

fn told(what: &str, ended: &Ended) -> String {
    let output = String::from_utf8_lossy(&ended.output);
    let tail: String = output.chars().rev().take(200).collect::<Vec<_>>().into_iter().rev().collect();
    let errors: String = ended.errors.chars().take(600).collect();
    format!("{what}: exit code {:?}\n{errors}\n…{tail}", ended.code)
}

/// Compiles and looks at all cases, on two threads.
fn each_case(look: impl Fn(&Case, &Start<'_>) -> Vec<String> + Sync) {
    let Some(roc) = tools() else { return };
    let only = std::env::var("ONLY").unwrap_or_default();
    let mut all = cases();
    assert!(all.len() > 100, "where are the cases?");
    all.retain(|case| case.name.contains(&only));
    let (next, wrong) = (AtomicUsize::new(0), Mutex::new(Vec::new()));
    let work = || {
        let scratch = tempfile::tempdir().expect("a folder");
        while let Some(case) = all.get(next.fetch_add(1, Ordering::Relaxed)) {
            let found = one(case, &roc, scratch.path(), &look);
            let mut wrong = wrong.lock().expect("no panic elsewhere");
            wrong.extend(found.into_iter().map(|what| format!("{}: {what}", case.name)));
        }
    };
    std::thread::scope(|scope| {
        scope.spawn(work);
        scope.spawn(work);
    });
    let mut wrong = wrong.into_inner().expect("no panic elsewhere");
    wrong.sort();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

fn one(
    case: &Case,
    roc: &Path,
    scratch: &Path,
    look: impl Fn(&Case, &Start<'_>) -> Vec<String>,
) -> Vec<String> {
    match case.image(roc, scratch) {
        Ok(None) => Vec::new(),
        Ok(Some((image, told))) => look(case, &Start { image: &image, end: None, told, scratch }),
        Err(error) => vec![error],
    }
}
