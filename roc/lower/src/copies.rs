//! Variables that are only other names of variables vanish.
//!
//! Where both are assigned once, the copy is done wherever it is read, so both always have the same value there.

use roc_base::IndexVec;

use crate::lir::{Function, Rhs, Statement, Var};

/// Changes a function.
pub fn remove_copies(function: &mut Function) {
    let mut assignments: IndexVec<Var, u32> = IndexVec::filled(0, function.vars.len());
    function.params.iter().for_each(|&param| assignments[param] += 1);
    for statement in function.blocks.iter().flat_map(|block| &block.statements) {
        statement.target().iter().for_each(|&var| assignments[var] += 1);
    }
    let mut names: IndexVec<Var, Option<Var>> = IndexVec::filled(None, function.vars.len());
    let mut found = false;
    for statement in function.blocks.iter().flat_map(|block| &block.statements) {
        if let Statement::Assign(target, Rhs::Copy(source)) = statement
            && (assignments[*target], assignments[*source]) == (1, 1)
            && target != source
        {
            names[*target] = Some(*source);
            found = true;
        }
    }
    if !found {
        return;
    }
    let original = |mut var: Var| {
        // A chain longer than there are variables could only be a ring of dead code.
        for _ in 0..names.len() {
            match names[var] {
                Some(source) => var = source,
                None => break,
            }
        }
        var
    };
    for block in function.blocks.iter_mut() {
        block.statements.retain(|statement| statement.target().is_none_or(|target| names[target].is_none()));
        for statement in &mut block.statements {
            if let Statement::Assign(_, rhs) = statement {
                rhs.operands_mut(|var| *var = original(*var));
            }
        }
        if let Some(var) = block.terminator.operand_mut() {
            *var = original(*var);
        }
    }
}
