//! Structs that are put together only to be taken apart become variables of their own, one for each field.
//!
//! Of variables that get several values: what is assigned once, [`simplify`](crate::simplify) sees through. So the
//! state of a loop is never copied as a whole.

use roc_base::IndexVec;

use crate::lir::{BlockId, Function, Layout, Layouts, Rhs, Statement, Var};
use crate::simplify::{Fact, visit_with_facts};

/// Larger structs stay as they are.
const MOST_FIELDS: usize = 16;

/// Changes a function. Whether there was anything to do.
pub(crate) fn split_structs(function: &mut Function, layouts: &Layouts) -> bool {
    let mut splits = candidates(function, layouts);
    if !splits.iter().any(|&split| split) {
        return false;
    }
    // The parts that each assignment gives; whoever has one without known parts stays whole.
    let mut assignments: Vec<(BlockId, usize, Var, Vec<Var>)> = Vec::new();
    visit_with_facts(function, layouts, |facts, block, at| {
        let Statement::Assign(target, rhs) = &function.blocks[block].statements[at] else { return };
        if !splits[*target] {
            return;
        }
        let parts = match rhs {
            Rhs::Struct(parts) => Some(parts.to_vec()),
            Rhs::Copy(from) => match facts.get(*from) {
                Some(Fact::Struct(parts)) => Some(parts.to_vec()),
                _ => None,
            },
            _ => None,
        };
        match parts {
            Some(parts) => assignments.push((block, at, *target, parts)),
            None => splits[*target] = false,
        }
    });
    let mut fields: IndexVec<Var, Vec<Var>> = IndexVec::filled(Vec::new(), function.vars.len());
    for var in function.vars.ids() {
        if let (true, Layout::Struct(inside)) = (splits[var], layouts.get(function.vars[var])) {
            fields[var] = inside.iter().map(|field| function.vars.push(field.layout)).collect();
        }
    }
    // From behind, so that places stay right.
    assignments.sort_by_key(|(block, at, ..)| std::cmp::Reverse((*block, *at)));
    let mut changed = false;
    for (block, at, target, parts) in assignments {
        if !splits[target] {
            continue;
        }
        let (mut moves, mut late) = (Vec::new(), Vec::new());
        for (&field, part) in fields[target].iter().zip(parts) {
            // Through another variable, as fields may change places.
            let between = function.vars.push(function.vars[field]);
            moves.push(Statement::Assign(between, Rhs::Copy(part)));
            late.push(Statement::Assign(field, Rhs::Copy(between)));
        }
        moves.append(&mut late);
        function.blocks[block].statements.splice(at..=at, moves);
        changed = true;
    }
    for statement in function.blocks.iter_mut().flat_map(|block| &mut block.statements) {
        if let Statement::Assign(_, rhs) = statement
            && let Rhs::Field(of, index) = rhs
            && let Some(&field) = fields.get(*of).and_then(|fields| fields.get(*index as usize))
        {
            *rhs = Rhs::Copy(field);
        }
    }
    changed
}

/// Structs in variables that are assigned several times and of which only fields are read.
fn candidates(function: &Function, layouts: &Layouts) -> IndexVec<Var, bool> {
    let mut assigned = IndexVec::filled(0u32, function.vars.len());
    let mut whole = IndexVec::filled(false, function.vars.len());
    function.params.iter().for_each(|&param| whole[param] = true);
    for block in &function.blocks {
        for statement in &block.statements {
            statement.target().iter().for_each(|&var| assigned[var] += 1);
            if !matches!(statement, Statement::Assign(_, Rhs::Field(..))) {
                statement.operands(|var, _| whole[var] = true);
            }
        }
        block.terminator.operand().iter().for_each(|&var| whole[var] = true);
    }
    let fits = |var: Var| match layouts.get(function.vars[var]) {
        Layout::Struct(fields) => fields.len() <= MOST_FIELDS,
        _ => false,
    };
    function.vars.ids().iter().map(|var| assigned[var] > 1 && !whole[var] && fits(var)).collect()
}
