//! Which variables own what they hold.
//!
//! A variable that is only a view into another one, which lives at least as long, needs no counting of its own; nor
//! does one that always holds constants.

use roc_base::IndexVec;

use crate::lir::operands::{Ownership, Part};
use crate::lir::{Function, Layouts, Rhs, Statement, Terminator, Var};
use crate::liveness::{Liveness, liveness, mark, step_back};

/// What a variable's value means for counting.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Kind {
    /// Nothing counted inside.
    Plain,
    /// Parts of the program's data, whose counts mean nothing.
    Static,
    /// A view into this variable, or into what the caller keeps: captures, a borrowed argument. It is never consumed.
    View(Option<Var>),
    /// It owns its value.
    Owned,
}

/// How a variable gets its values.
#[derive(Clone, Copy)]
enum Source {
    Nothing,
    /// From one place, as a part of a variable or of the captures.
    Part(Part),
    /// From data only.
    Constants,
    Other,
}

/// Kinds of all variables, with the liveness in which a view keeps alive what it looks into.
pub fn kinds(function: &Function, layouts: &Layouts) -> (IndexVec<Var, Kind>, Liveness) {
    let sources = sources(function);
    let consumed = consumed(function);
    let mut kinds: IndexVec<Var, Kind> = IndexVec::filled(Kind::Plain, function.vars.len());
    // Chains are short and mostly in order, so that few rounds are needed; what is not reached stays owned.
    for (at, &param) in function.params.iter().enumerate().take(64) {
        if function.borrowed >> at & 1 == 1 {
            kinds[param] = Kind::View(None);
        }
    }
    for (var, &layout) in function.vars.iter_enumerated() {
        if kinds[var] == Kind::Plain && layouts.shape(layout).counted {
            kinds[var] = match sources[var] {
                Source::Constants => Kind::Static,
                Source::Part(Part::Of(of)) if kinds[of] == Kind::Static => Kind::Static,
                Source::Part(Part::Of(of)) if !consumed[var] => Kind::View(Some(of)),
                Source::Part(Part::OfCaptures) if !consumed[var] => Kind::View(None),
                _ => Kind::Owned,
            };
        }
    }
    loop {
        let parent = |var: Var| match kinds[var] {
            Kind::View(parent) => parent,
            _ => None,
        };
        let live = liveness(function, &parent);
        let harmful = harmful_views(function, &kinds, &sources, &live);
        if harmful.is_empty() {
            return (kinds, live);
        }
        harmful.iter().for_each(|&var| kinds[var] = Kind::Owned);
    }
}

fn sources(function: &Function) -> IndexVec<Var, Source> {
    let mut sources = IndexVec::filled(Source::Nothing, function.vars.len());
    function.params.iter().for_each(|&param| sources[param] = Source::Other);
    for statement in function.blocks.iter().flat_map(|block| &block.statements) {
        if let Statement::Assign(var, rhs) = statement {
            sources[*var] = match (sources[*var], rhs) {
                (Source::Nothing | Source::Constants, Rhs::Constant(_)) => Source::Constants,
                (Source::Nothing, rhs) => match rhs.reads_part_of() {
                    Some(part) if part != Part::Of(*var) => Source::Part(part),
                    _ => Source::Other,
                },
                _ => Source::Other,
            };
        }
    }
    sources
}

fn consumed(function: &Function) -> IndexVec<Var, bool> {
    let mut consumed = IndexVec::filled(false, function.vars.len());
    for block in &function.blocks {
        for statement in &block.statements {
            statement.operands(|var, ownership| consumed[var] |= ownership == Ownership::Owned);
        }
        if let Terminator::Return(var) | Terminator::Crash(var) = block.terminator {
            consumed[var] = true;
        }
    }
    consumed
}

/// The views that must not be, or that do harm: those which are needed when what they look into is assigned anew, also
/// for the very value that is assigned, and those which keep it alive while a part of it is consumed that could have been the only owner.
fn harmful_views(
    function: &Function,
    kinds: &IndexVec<Var, Kind>,
    sources: &IndexVec<Var, Source>,
    live: &Liveness,
) -> Vec<Var> {
    let views: Vec<Var> = kinds
        .iter_enumerated()
        .filter(|(_, kind)| matches!(kind, Kind::View(Some(_))))
        .map(|v| v.0)
        .collect();
    if views.is_empty() {
        return views;
    }
    let parent = |var: Var| match kinds[var] {
        Kind::View(parent) => parent,
        _ => None,
    };
    // What a value was once a part of. A chain longer than there are variables is a ring.
    let root = |mut var: Var| {
        for _ in 0..function.vars.len() {
            match sources[var] {
                Source::Part(Part::Of(of)) => var = of,
                _ => break,
            }
        }
        var
    };
    let mut harmful = Vec::new();
    for (id, block) in function.blocks.iter_enumerated() {
        let mut live = live.live_out[id].clone();
        if let Some(var) = block.terminator.operand() {
            mark(&mut live, var, &parent);
        }
        for statement in block.statements.iter().rev() {
            if let Some(target) = statement.target() {
                let into_target = |view: &Var| kinds[*view] == Kind::View(Some(target));
                harmful.extend(views.iter().filter(|view| into_target(view) && live.contains(**view)));
                // What the statement itself reads must outlive the assignment.
                statement.operands(|var, _| {
                    harmful.extend(std::iter::successors(Some(var), |&var| parent(var)).find(into_target));
                });
                live.remove(target);
            }
            statement.operands(|var, ownership| {
                if ownership == Ownership::Owned && kinds[var] == Kind::Owned {
                    let root_of_consumed = root(var);
                    let shares = |view: &&Var| live.contains(**view) && root(**view) == root_of_consumed;
                    harmful.extend(views.iter().filter(shares));
                }
            });
            step_back(&mut live, statement, &parent);
        }
    }
    harmful
}
