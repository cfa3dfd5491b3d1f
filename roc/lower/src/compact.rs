//! Leaves out blocks that nothing jumps to and variables that nothing mentions, which later steps would take time for.

use roc_base::IndexVec;

use crate::lir::{Block, BlockId, Function, Statement, Terminator, Var};

/// Changes a function. What is left keeps its order.
pub fn compact(function: &mut Function) {
    let mut reached: IndexVec<BlockId, Option<BlockId>> = IndexVec::filled(None, function.blocks.len());
    let mut waiting = vec![BlockId::new(0)];
    while let Some(id) = waiting.pop() {
        if reached[id].replace(id).is_none() {
            function.blocks[id].terminator.successors(|to| waiting.push(to));
        }
    }
    let mut blocks = IndexVec::new();
    for (id, block) in function.blocks.ids().iter().zip(function.blocks.iter_mut()) {
        if let Some(new) = &mut reached[id] {
            let nothing = Block { statements: Vec::new(), terminator: Terminator::Unreachable };
            *new = blocks.push(std::mem::replace(block, nothing));
        }
    }
    let mut kept: IndexVec<Var, Option<Var>> = IndexVec::filled(None, function.vars.len());
    let mut vars = IndexVec::new();
    let mut rename = |var: &mut Var| {
        *var = *kept[*var].get_or_insert_with(|| vars.push(function.vars[*var]));
    };
    function.params.iter_mut().for_each(&mut rename);
    for block in blocks.iter_mut() {
        for statement in &mut block.statements {
            match statement {
                Statement::Assign(target, rhs) => {
                    rename(target);
                    rhs.operands_mut(&mut rename);
                }
                Statement::Retain(var) | Statement::Release(var) => rename(var),
            }
        }
        block.terminator.operand_mut().into_iter().for_each(&mut rename);
        block.terminator.successors_mut(|to| *to = reached[*to].unwrap_or(*to));
    }
    function.blocks = blocks;
    function.vars = vars;
}
