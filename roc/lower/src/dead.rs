//! Leaves out statements whose results nobody reads and that do nothing else.
//!
//! Before the counting pass: what is never read needs no count.

use crate::lir::Function;
use crate::liveness::{is_dead, liveness, step_back};

/// Removes them from a function.
pub fn remove_dead(function: &mut Function) {
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
