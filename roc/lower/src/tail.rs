//! A function that calls itself last becomes a loop.
//!
//! Before the counting pass, so that the arguments' counts are those of assignments.

use roc_base::Id;

use crate::lir::{Block, BlockId, Function, FunctionId, Rhs, Statement, Terminator, Var};

/// Turns the tail calls of function `id` to itself into jumps to its start.
pub fn loop_tail_calls(id: FunctionId, function: &mut Function) {
    let start = BlockId::new(0);
    let mut found = false;
    for at in 0..function.blocks.len() {
        let block = &mut function.blocks[BlockId::from_index(at)];
        let Terminator::Return(returned) = block.terminator else { continue };
        let arguments = match block.statements.last() {
            Some(Statement::Assign(target, Rhs::Call(callee, arguments)))
                if *target == returned && *callee == id && arguments.len() == function.params.len() =>
            {
                arguments.clone()
            }
            _ => continue,
        };
        block.statements.pop();
        // Arguments that are other parameters are put aside, as those get new values.
        let params = &function.params;
        let moves: Vec<(Var, Var)> =
            params.iter().copied().zip(arguments).filter(|(param, argument)| param != argument).collect();
        let mut late = Vec::new();
        for &(param, argument) in &moves {
            let source = if params.contains(&argument) {
                let copy = function.vars.push(function.vars[argument]);
                block.statements.push(Statement::Assign(copy, Rhs::Copy(argument)));
                copy
            } else {
                argument
            };
            late.push(Statement::Assign(param, Rhs::Copy(source)));
        }
        block.statements.append(&mut late);
        block.terminator = Terminator::Jump(start);
        found = true;
    }
    if found {
        // The start block must not be a jump's target for those who put things before it.
        let body = std::mem::replace(
            &mut function.blocks[start],
            Block { statements: Vec::new(), terminator: Terminator::Unreachable },
        );
        let body = function.blocks.push(body);
        function.blocks[start].terminator = Terminator::Jump(body);
        for at in 1..function.blocks.len() {
            function.blocks[BlockId::from_index(at)].terminator.successors_mut(|to| {
                if *to == start {
                    *to = body;
                }
            });
        }
    }
}
