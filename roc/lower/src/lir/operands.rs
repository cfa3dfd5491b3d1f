//! Which variables a statement reads, and what becomes of them.

pub use roc_shim_image::lowlevel::Ownership;

use super::{BlockId, Rhs, Statement, Terminator, Var};
use Ownership::{Borrowed, Owned};

impl Rhs {
    /// Calls `visit` for each operand in order, with what happens to its counted value: [`Owned`] is consumed,
    /// [`Borrowed`] only read. A variable can come several times.
    pub fn operands(&self, mut visit: impl FnMut(Var, Ownership)) {
        let mut all = |vars: &[Var], ownership| vars.iter().for_each(|&var| visit(var, ownership));
        match self {
            Rhs::Number(_) | Rhs::Constant(_) | Rhs::Capture(_) => {}
            Rhs::Copy(var) | Rhs::Box(var) => all(&[*var], Owned),
            Rhs::Unary(_, var)
            | Rhs::Field(var, _)
            | Rhs::Payload { value: var, .. }
            | Rhs::Discriminant(var)
            | Rhs::Unbox(var)
            | Rhs::Length(var) => all(&[*var], Borrowed),
            Rhs::Binary(_, a, b) | Rhs::Element(a, b) => all(&[*a, *b], Borrowed),
            Rhs::Struct(vars)
            | Rhs::Tag(_, vars)
            | Rhs::List(vars)
            | Rhs::Call(_, vars)
            | Rhs::CallHosted(_, vars)
            | Rhs::Closure(_, vars) => all(vars, Owned),
            Rhs::CallBorrowing(_, vars, borrowed) => {
                for (at, &var) in vars.iter().enumerate() {
                    let is_borrowed = at < 64 && borrowed >> at & 1 == 1;
                    visit(var, if is_borrowed { Borrowed } else { Owned });
                }
            }
            Rhs::CallClosure(closure, vars) => {
                all(&[*closure], Borrowed);
                all(vars, Owned);
            }
            Rhs::LowLevel(operation, vars) => {
                for (at, &var) in vars.iter().enumerate() {
                    let row = operation.args().get(at);
                    visit(var, row.map_or(Owned, |arg| arg.ownership));
                }
            }
        }
    }

    /// Calls `change` for each operand in order.
    pub fn operands_mut(&mut self, mut change: impl FnMut(&mut Var)) {
        match self {
            Rhs::Number(_) | Rhs::Constant(_) | Rhs::Capture(_) => {}
            Rhs::Copy(var)
            | Rhs::Box(var)
            | Rhs::Unary(_, var)
            | Rhs::Field(var, _)
            | Rhs::Payload { value: var, .. }
            | Rhs::Discriminant(var)
            | Rhs::Unbox(var)
            | Rhs::Length(var) => change(var),
            Rhs::Binary(_, a, b) | Rhs::Element(a, b) => {
                change(a);
                change(b);
            }
            Rhs::CallClosure(closure, vars) => {
                change(closure);
                vars.iter_mut().for_each(change);
            }
            Rhs::Struct(vars)
            | Rhs::Tag(_, vars)
            | Rhs::List(vars)
            | Rhs::Call(_, vars)
            | Rhs::CallBorrowing(_, vars, _)
            | Rhs::CallHosted(_, vars)
            | Rhs::Closure(_, vars)
            | Rhs::LowLevel(_, vars) => vars.iter_mut().for_each(change),
        }
    }

    /// The value that this reads a part of, without making a new one: the result is an alias into it. Captures are
    /// aliases into the closure, which no variable holds.
    pub fn reads_part_of(&self) -> Option<Part> {
        match self {
            Rhs::Field(var, _) | Rhs::Payload { value: var, .. } | Rhs::Unbox(var) | Rhs::Element(var, _) => {
                Some(Part::Of(*var))
            }
            Rhs::Capture(_) => Some(Part::OfCaptures),
            _ => None,
        }
    }

    /// Whether leaving it out changes nothing but its result: no crash, no effect.
    pub fn is_pure(&self) -> bool {
        use super::Binary::*;
        match self {
            Rhs::Unary(op, _) => *op != super::Unary::Negate,
            Rhs::Binary(op, ..) => !matches!(op, Add | Subtract | Multiply | Divide | Remainder),
            Rhs::Call(..) | Rhs::CallBorrowing(..) | Rhs::CallClosure(..) | Rhs::CallHosted(..) => false,
            Rhs::LowLevel(operation, _) => {
                !operation.can_crash() && operation.result() != roc_shim_image::lowlevel::Ty::Unit
            }
            _ => true,
        }
    }
}

/// Whose part a read gives.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Part {
    /// A variable's.
    Of(Var),
    /// The captures' of the function that runs.
    OfCaptures,
}

impl Statement {
    /// Calls `visit` for each variable that is read.
    pub fn operands(&self, mut visit: impl FnMut(Var, Ownership)) {
        match self {
            Statement::Assign(_, rhs) => rhs.operands(visit),
            Statement::Retain(var) => visit(*var, Borrowed),
            Statement::Release(var) => visit(*var, Owned),
        }
    }

    /// The variable that is assigned.
    pub fn target(&self) -> Option<Var> {
        match self {
            Statement::Assign(var, _) => Some(*var),
            _ => None,
        }
    }
}

impl Terminator {
    /// The variable that is read.
    pub fn operand(&self) -> Option<Var> {
        match self {
            Terminator::Branch { condition: var, .. }
            | Terminator::Switch { value: var, .. }
            | Terminator::Return(var)
            | Terminator::Crash(var) => Some(*var),
            Terminator::Jump(_) | Terminator::CrashConstant(_) | Terminator::Unreachable => None,
        }
    }

    /// The variable that is read, to be changed.
    pub fn operand_mut(&mut self) -> Option<&mut Var> {
        match self {
            Terminator::Branch { condition: var, .. }
            | Terminator::Switch { value: var, .. }
            | Terminator::Return(var)
            | Terminator::Crash(var) => Some(var),
            Terminator::Jump(_) | Terminator::CrashConstant(_) | Terminator::Unreachable => None,
        }
    }

    /// Calls `visit` for each block that can be next, in order; one block can come several times.
    pub fn successors(&self, mut visit: impl FnMut(BlockId)) {
        match self {
            Terminator::Jump(to) => visit(*to),
            Terminator::Branch { then, otherwise, .. } => {
                visit(*then);
                visit(*otherwise);
            }
            Terminator::Switch { cases, default, .. } => {
                cases.iter().for_each(|case| visit(case.1));
                default.iter().for_each(|&to| visit(to));
            }
            _ => {}
        }
    }

    /// Calls `change` for each block that can be next, in the order of [`successors`](Self::successors).
    pub fn successors_mut(&mut self, mut change: impl FnMut(&mut BlockId)) {
        match self {
            Terminator::Jump(to) => change(to),
            Terminator::Branch { then, otherwise, .. } => {
                change(then);
                change(otherwise);
            }
            Terminator::Switch { cases, default, .. } => {
                cases.iter_mut().for_each(|case| change(&mut case.1));
                default.iter_mut().for_each(change);
            }
            _ => {}
        }
    }
}
