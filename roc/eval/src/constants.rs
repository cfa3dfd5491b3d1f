//! Values that are computed once, by the compiler: functions without parameters become constants.
//!
//! What only puts constants together is made without the interpreter. The others are run after what they need, with
//! what is known by then in place, so that nothing is computed twice. What crashes, takes too long or can't be said as
//! data stays as it is, and is computed where the program uses it.

use std::sync::Arc;

use roc_base::IndexVec;
use roc_lower::known::{Known, define, plain_result, replace_calls};
use roc_lower::lir::{FunctionId, Program, Value};
use roc_lower::subset::{NO_HOST, extract, mentions};

use crate::executable::{Executable, Refused};
use crate::host::Event;
use crate::run::{Limits, Stop, run};

/// What the computing of a value led to that someone should know.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// Which of the values.
    pub value: usize,
    /// Why there is no constant, if there is none.
    pub stop: Option<Stop>,
    /// What was reported on the way.
    pub events: Vec<Event>,
}

/// The usual limits of each value. The steps take some ten seconds.
pub const LIMITS: Limits = Limits { memory: 1 << 30, stack: 256 << 20, steps: 3_000_000_000 };

/// Computes what these functions return, and puts it where they are called. They take no arguments.
///
/// The findings are in the order of the functions. Same program, same result, on any number of threads.
pub fn evaluate(
    program: &mut Program,
    values: &[FunctionId],
    limits: Limits,
    threads: usize,
) -> Result<Vec<Finding>, Refused> {
    let needs = needs(program, values);
    let mut known: Known = IndexVec::filled(None, program.functions.len());
    let mut crashed = vec![false; values.len()];
    let mut findings = Vec::new();
    for level in levels(&needs) {
        let mut to_run = Vec::new();
        for value in level {
            // What needs a value that crashed would crash for the same reason.
            crashed[value] = needs[value].iter().any(|&need| crashed[need]);
            match plain_result(program, values[value], &known) {
                Some(data) => learn(program, &mut known, values[value], data),
                None if crashed[value] => {}
                None => to_run.push(value),
            }
        }
        if to_run.is_empty() {
            continue;
        }
        let roots: Vec<FunctionId> = to_run.iter().map(|&value| values[value]).collect();
        let part = extract(program, &roots);
        let executable = Arc::new(Executable::new(part.program)?);
        let entries: Vec<usize> = (0..roots.len()).collect();
        for (value, run) in to_run.into_iter().zip(run(&executable, &entries, limits, threads)) {
            let stop = match run.result {
                Ok(mut data) => {
                    data.renumber(&mut |id| part.functions[id]);
                    learn(program, &mut known, values[value], data);
                    None
                }
                Err(Stop::Crash(text)) if text == NO_HOST => None,
                Err(stop) => Some(stop),
            };
            // Another one that needs it may still end in time.
            crashed[value] = matches!(stop, Some(Stop::Crash(_)));
            if stop.is_some() || !run.events.is_empty() {
                findings.push(Finding { value, stop, events: run.events });
            }
        }
    }
    replace_calls(program, &known);
    findings.sort_by_key(|finding| finding.value);
    Ok(findings)
}

fn learn(program: &mut Program, known: &mut Known, function: FunctionId, data: Value) {
    let layout = program.functions[function].ret;
    let constant = program.constant(layout, data);
    define(program, function, constant);
    known[function] = Some(constant);
}

/// For each value the values that it may ask for, by index.
fn needs(program: &Program, values: &[FunctionId]) -> Vec<Vec<usize>> {
    let mut index_of: IndexVec<FunctionId, Option<usize>> = IndexVec::filled(None, program.functions.len());
    for (index, &function) in values.iter().enumerate() {
        index_of[function] = Some(index);
    }
    // For each function the last value from which it was reached.
    let mut seen: IndexVec<FunctionId, usize> = IndexVec::filled(usize::MAX, program.functions.len());
    let mut all = Vec::with_capacity(values.len());
    for (index, &function) in values.iter().enumerate() {
        let mut needs = Vec::new();
        let mut stack = vec![function];
        while let Some(function) = stack.pop() {
            let mut meet = |callee: FunctionId| {
                if std::mem::replace(&mut seen[callee], index) == index {
                    return;
                }
                match index_of[callee] {
                    Some(value) => needs.push(value),
                    None => stack.push(callee),
                }
            };
            mentions(program, function, &mut meet, &mut |_| {});
        }
        all.push(needs);
    }
    all
}

/// The values in groups, each after the groups of what it needs. Values that need themselves are in none.
fn levels(needs: &[Vec<usize>]) -> Vec<Vec<usize>> {
    let mut users: Vec<Vec<usize>> = vec![Vec::new(); needs.len()];
    let mut missing: Vec<usize> = needs.iter().map(Vec::len).collect();
    for (value, needs) in needs.iter().enumerate() {
        needs.iter().for_each(|&need| users[need].push(value));
    }
    let mut levels = Vec::new();
    let mut level: Vec<usize> = (0..needs.len()).filter(|&value| missing[value] == 0).collect();
    while !level.is_empty() {
        let mut next = Vec::new();
        for &user in level.iter().flat_map(|&value| &users[value]) {
            missing[user] -= 1;
            if missing[user] == 0 {
                next.push(user);
            }
        }
        next.sort_unstable();
        levels.push(std::mem::replace(&mut level, next));
    }
    levels
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_needed_comes_first() {
        let needs = [vec![1, 2], vec![], vec![1], vec![4], vec![3], vec![0, 1]];
        assert_eq!(levels(&needs), [vec![1], vec![2], vec![0], vec![5]]);
    }
}
