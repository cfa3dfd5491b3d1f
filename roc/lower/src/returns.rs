//! A jump to a mere return becomes that return.
//!
//! The value of an `if` or `match` is put into one variable at the end of each branch. Where that variable is then
//! returned, each branch can return its own value: which makes its last call a tail call.

use roc_base::IndexVec;

use crate::lir::{BlockId, Function, Rhs, Statement, Terminator, Var};

/// Changes a function.
pub fn return_early(function: &mut Function) {
    let mut jumpers: IndexVec<BlockId, Vec<BlockId>> = IndexVec::filled(Vec::new(), function.blocks.len());
    let mut returning = Vec::new();
    for (id, block) in function.blocks.iter_enumerated() {
        match block.terminator {
            Terminator::Jump(to) => jumpers[to].push(id),
            Terminator::Return(_) => returning.push(id),
            _ => {}
        }
    }
    while let Some(id) = returning.pop() {
        let block = &mut function.blocks[id];
        let Terminator::Return(mut returned) = block.terminator else { continue };
        while let Some(source) = copied_last(&block.statements, returned) {
            block.statements.pop();
            returned = source;
        }
        block.terminator = Terminator::Return(returned);
        if block.statements.is_empty() {
            for jumper in std::mem::take(&mut jumpers[id]) {
                function.blocks[jumper].terminator = Terminator::Return(returned);
                returning.push(jumper);
            }
        }
    }
}

/// What the last statement copies to this variable, if it does.
fn copied_last(statements: &[Statement], to: Var) -> Option<Var> {
    match statements.last()? {
        Statement::Assign(target, Rhs::Copy(source)) if *target == to => Some(*source),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use crate::lir::text::{parse, print};

    #[test]
    fn branches_return_their_own_values() {
        let text = "fn f(c: Bool, x: I64) -> I64 {\na:\n    branch c, b, d\nb:\n    y: I64 = call f(c, x)\n    r: I64 = copy y\n    jump e\nd:\n    r = copy x\n    jump e\ne:\n    s: I64 = copy r\n    jump g\ng:\n    return s\n}\n";
        let mut program = parse(text).unwrap();
        program.functions.iter_mut().for_each(super::return_early);
        let printed = print(&program);
        assert!(printed.contains("= call f(v0, v1)\n    return v2\n"), "{printed}");
        assert!(printed.contains("b2:\n    return v1\n"), "{printed}");
    }
}
