//! Leaves out statements whose results nobody reads and that do nothing else.
//!
//! Before the counting pass: what is never read needs no count.

use roc_base::IndexVec;

use crate::lir::{Block, BlockId, Function, Statement, Terminator, Var};
use crate::liveness::{VarSet, is_dead, liveness, step_back};

/// Removes them from a function.
pub fn remove_dead(function: &mut Function) {
    if may_loop(function) {
        remove_idle(function);
    }
    let no_parent = |_| None;
    let liveness = liveness(function, &no_parent);
    for id in function.blocks.ids() {
        let block = &mut function.blocks[id];
        let mut live = liveness.live_out[id].clone();
        block.terminator.operand().iter().for_each(|&var| live.insert(var));
        let mut kept = Vec::with_capacity(block.statements.len());
        for statement in std::mem::take(&mut block.statements).into_iter().rev() {
            if !is_dead(&live, &statement) {
                step_back(&mut live, &statement, &no_parent);
                kept.push(statement);
            }
        }
        kept.reverse();
        block.statements = kept;
    }
}

/// Removes what only serves to compute itself, round after round of a loop; also with the branches on the way that only
/// choose between such steps.
fn remove_idle(function: &mut Function) {
    let mut diamonds = diamonds(function);
    let useful = loop {
        let useful = useful(function, &diamonds);
        let idle = |block: &BlockId| {
            let statements = &function.blocks[*block].statements;
            statements.iter().all(|statement| statement.target().is_some_and(|var| !useful.contains(var)))
        };
        let before = diamonds.len();
        diamonds.retain(|diamond| diamond.arms.iter().all(idle));
        if diamonds.len() == before {
            break useful;
        }
    };
    for diamond in &diamonds {
        function.blocks[diamond.at].terminator = Terminator::Jump(diamond.end);
    }
    for block in function.blocks.iter_mut() {
        block.statements.retain(|statement| match statement {
            Statement::Assign(target, rhs) => useful.contains(*target) || !rhs.is_pure(),
            _ => true,
        });
    }
}

/// Every ring of blocks has a jump back in their order.
fn may_loop(function: &Function) -> bool {
    let mut back = false;
    for (id, block) in function.blocks.iter_enumerated() {
        block.terminator.successors(|to| back |= to <= id);
    }
    back
}

/// A branch or switch whose ways come together again after steps that do nothing but assign.
struct Diamond {
    at: BlockId,
    arms: Vec<BlockId>,
    end: BlockId,
}

fn diamonds(function: &Function) -> Vec<Diamond> {
    let is_arm = |block: &Block| {
        let pure = |statement: &Statement| matches!(statement, Statement::Assign(_, rhs) if rhs.is_pure());
        matches!(block.terminator, Terminator::Jump(_)) && block.statements.iter().all(pure)
    };
    let mut found = Vec::new();
    for (at, block) in function.blocks.iter_enumerated() {
        if !matches!(block.terminator, Terminator::Branch { .. } | Terminator::Switch { .. }) {
            continue;
        }
        let (mut arms, mut ends) = (Vec::new(), Vec::new());
        block.terminator.successors(|to| match &function.blocks[to] {
            arm if is_arm(arm) => {
                arms.push(to);
                arm.terminator.successors(|end| ends.push(end));
            }
            _ => ends.push(to),
        });
        if let Some(&end) = ends.first()
            && ends.iter().all(|&other| other == end)
            && !arms.contains(&end)
        {
            found.push(Diamond { at, arms, end });
        }
    }
    found
}

/// The variables that something else than these branches needs in the end.
fn useful(function: &Function, diamonds: &[Diamond]) -> VarSet {
    let mut useful = VarSet::new(function.vars.len());
    let mut waiting: Vec<Var> = Vec::new();
    let mut sources: IndexVec<Var, Vec<Var>> = IndexVec::filled(Vec::new(), function.vars.len());
    let mut skipped = IndexVec::filled(false, function.blocks.len());
    diamonds.iter().for_each(|diamond| skipped[diamond.at] = true);
    for (id, block) in function.blocks.iter_enumerated() {
        for statement in &block.statements {
            match statement {
                Statement::Assign(target, rhs) if rhs.is_pure() => {
                    rhs.operands(|var, _| sources[*target].push(var));
                }
                statement => statement.operands(|var, _| waiting.push(var)),
            }
        }
        if !skipped[id] {
            waiting.extend(block.terminator.operand());
        }
    }
    while let Some(var) = waiting.pop() {
        if !useful.contains(var) {
            useful.insert(var);
            waiting.append(&mut sources[var]);
        }
    }
    useful
}
