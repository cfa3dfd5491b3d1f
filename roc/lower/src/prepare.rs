//! What is known of a function before its frame is made: numbers that can stand in instructions, comparisons that
//! can be part of a jump.

use roc_base::IndexVec;
use roc_shim_image::op::Op;

use crate::emit::numbers::{Folded, fold, fuse};
use crate::lir::{Bits, BlockId, Function, Layout, Layouts, Num, Rhs, Statement, Terminator, Var};
use crate::liveness::VarSet;

/// What is known.
#[derive(Debug)]
pub struct Prepared {
    /// Variables that always hold this number.
    pub numbers: IndexVec<Var, Option<Bits>>,
    /// Variables that need no place in the frame.
    pub placeless: VarSet,
    /// Blocks whose last statement is a comparison which their branch makes itself.
    pub fused: IndexVec<BlockId, bool>,
}

/// Moves comparisons to the branches that use them and notes what is known.
pub fn prepare(function: &mut Function, layouts: &Layouts) -> Prepared {
    let (uses, assignments) = count(function);
    let mut fused = IndexVec::filled(false, function.blocks.len());
    for (id, block) in function.blocks.ids().iter().zip(function.blocks.iter_mut()) {
        if let Terminator::Branch { condition, .. } = block.terminator
            && (uses[condition], assignments[condition]) == (1, 1)
        {
            fused[id] = sink_comparison(&mut block.statements, condition);
        }
    }
    let numbers = numbers(function, layouts);
    let number = |var: Var| match layouts.get(function.vars[var]) {
        Layout::Number(number) => Some(*number),
        Layout::Bool => Some(Num::U8),
        _ => None,
    };
    let known = |var: Var| numbers[var];
    let mut placeless = VarSet::new(function.vars.len());
    for (var, bits) in numbers.iter_enumerated() {
        if bits.is_some() {
            placeless.insert(var);
        }
    }
    for (id, block) in function.blocks.iter_enumerated() {
        let last = block.statements.len().wrapping_sub(1);
        for (at, statement) in block.statements.iter().enumerate() {
            let Statement::Assign(target, rhs) = statement else { continue };
            if fused[id] && at == last {
                let jump = match rhs {
                    Rhs::Binary(op, a, b) => fuse(*op, number(*a), *a, *b, &known),
                    _ => None,
                };
                fused[id] = jump.is_some();
                if let Some(jump) = jump {
                    placeless.insert(*target);
                    need(&mut placeless, jump.operands());
                    continue;
                }
            }
            match rhs {
                Rhs::LowLevel(operation, arguments) if Op::instead_of(*operation).is_some() => {
                    arguments.iter().for_each(|&var| placeless.remove(var));
                }
                // Numbers are written directly where they are wanted.
                Rhs::Copy(_)
                | Rhs::Struct(_)
                | Rhs::Tag(..)
                | Rhs::Call(..)
                | Rhs::CallBorrowing(..)
                | Rhs::CallHosted(..)
                | Rhs::LowLevel(..)
                | Rhs::Closure(..) => {}
                Rhs::Binary(op, a, b) => match fold(*op, number(*a), *a, *b, &known) {
                    Some(Folded { left, .. }) => need(&mut placeless, [Some(left), None]),
                    None => need(&mut placeless, [Some(*a), Some(*b)]),
                },
                rhs => rhs.operands(|var, _| placeless.remove(var)),
            }
        }
        if let Some(var) = block.terminator.operand()
            && !fused[id]
        {
            placeless.remove(var);
        }
    }
    Prepared { numbers, placeless, fused }
}

fn need(placeless: &mut VarSet, operands: [Option<Var>; 2]) {
    operands.into_iter().flatten().for_each(|var| placeless.remove(var));
}

/// How often each variable is read and assigned.
fn count(function: &Function) -> (IndexVec<Var, u32>, IndexVec<Var, u32>) {
    let mut uses = IndexVec::filled(0, function.vars.len());
    let mut assignments = uses.clone();
    function.params.iter().for_each(|&param| assignments[param] += 1);
    for block in &function.blocks {
        for statement in &block.statements {
            statement.operands(|var, _| uses[var] += 1);
            statement.target().iter().for_each(|&var| assignments[var] += 1);
        }
        block.terminator.operand().iter().for_each(|&var| uses[var] += 1);
    }
    (uses, assignments)
}

/// Makes the comparison that gives this condition the last statement, if it is in the block and can move.
fn sink_comparison(statements: &mut [Statement], condition: Var) -> bool {
    let Some(at) = statements.iter().rposition(|statement| statement.target() == Some(condition)) else {
        return false;
    };
    let Statement::Assign(_, Rhs::Binary(op, a, b)) = &statements[at] else { return false };
    let (a, b) = (*a, *b);
    let changes =
        statements[at + 1..].iter().any(|statement| statement.target().is_some_and(|t| t == a || t == b));
    if !op.compares() || changes {
        return false;
    }
    statements[at..].rotate_left(1);
    true
}

/// The variables that are assigned once, an integer of at most 64 bits or a Bool.
fn numbers(function: &Function, layouts: &Layouts) -> IndexVec<Var, Option<Bits>> {
    let mut numbers = IndexVec::filled(None, function.vars.len());
    let mut assigned = VarSet::new(function.vars.len());
    function.params.iter().for_each(|&param| assigned.insert(param));
    for block in &function.blocks {
        for statement in &block.statements {
            let Statement::Assign(var, rhs) = statement else { continue };
            numbers[*var] = match rhs {
                Rhs::Number(bits) if !assigned.contains(*var) && layouts.size(function.vars[*var]) <= 8 => {
                    Some(*bits)
                }
                _ => None,
            };
            assigned.insert(*var);
        }
    }
    numbers
}
