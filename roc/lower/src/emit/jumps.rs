//! How blocks end: jumps, branches, switches, returns, crashes.

use roc_shim_image::op::Op;
use roc_shim_image::write::{Blob, Label};

use super::function::{Body, SCRATCH};
use super::numbers::{Fused, fuse};
use crate::lir::{Bits, BlockId, ConstantId, FunctionId, Rhs, Statement, Terminator, Value, Var};

/// Up to so many cases are compared one after the other.
const FEW_CASES: usize = 3;

/// A loop's head of at most so many statements is repeated at the loop's end, which saves a jump each time.
const SMALL_HEAD: usize = 3;

impl Body<'_, '_> {
    /// The call that this block's return hands its result on from, with its arguments.
    pub(super) fn tail_call(&self, id: BlockId) -> Option<(FunctionId, &[Var])> {
        let block = &self.function.blocks[id];
        match (block.statements.last()?, &block.terminator) {
            (
                Statement::Assign(
                    target,
                    Rhs::Call(callee, arguments) | Rhs::CallBorrowing(callee, arguments, _),
                ),
                Terminator::Return(returned),
            ) if target == returned => Some((*callee, arguments)),
            _ => None,
        }
    }

    /// The end of a block; `next` is written right behind it.
    pub(super) fn end(&mut self, id: BlockId, next: Option<BlockId>) {
        let function = self.function;
        match &function.blocks[id].terminator {
            Terminator::Jump(to) => self.jump(*to, next),
            Terminator::Branch { .. } => self.branch(id, next),
            Terminator::Switch { value, cases, default } => self.switch(*value, cases, *default, next),
            Terminator::Return(var) => self.give(id, *var),
            Terminator::Crash(var) => self.code.emit(Op::Crash, &[self.at(*var)]),
            Terminator::CrashConstant(text) => self.crash(*text),
            Terminator::Unreachable => self.code.emit(Op::Unreachable, &[]),
        }
    }

    fn label(&self, block: BlockId) -> Label {
        self.labels[block]
    }

    fn goto(&mut self, to: BlockId, next: Option<BlockId>) {
        if next != Some(to) {
            self.code.emit(Op::Jump, &[self.label(to).into()]);
        }
    }

    fn jump(&mut self, to: BlockId, next: Option<BlockId>) {
        let head = &self.function.blocks[to];
        let is_small = head.statements.len() <= SMALL_HEAD
            && matches!(head.terminator, Terminator::Branch { .. })
            && next != Some(to);
        if is_small && self.written[to] {
            self.statements(to);
            self.branch(to, next);
        } else {
            self.goto(to, next);
        }
    }

    fn branch(&mut self, id: BlockId, next: Option<BlockId>) {
        let function = self.function;
        let block = &function.blocks[id];
        let Terminator::Branch { condition, then, otherwise } = block.terminator else { return };
        if then == otherwise {
            return self.goto(then, next);
        }
        // The jump that is taken leads to where the code does not run on by itself, or else stays in the loop.
        let taken_if = match next {
            Some(next) if next == then => false,
            Some(next) if next == otherwise => true,
            _ => self.depth[then] >= self.depth[otherwise],
        };
        let (taken, other) = if taken_if { (then, otherwise) } else { (otherwise, then) };
        let label = i64::from(self.label(taken));
        let fused = match block.statements.last() {
            Some(Statement::Assign(_, Rhs::Binary(op, a, b))) if self.prepared.fused[id] => {
                let numbers = &self.prepared.numbers;
                fuse(*op, self.kind(*a), *a, *b, &|var| numbers[var])
            }
            _ => None,
        };
        match fused {
            Some(Fused::Vars { when_true, when_false }) => {
                let (op, a, b) = if taken_if { when_true } else { when_false };
                self.code.emit(op, &[self.at(a), self.at(b), label]);
            }
            Some(Fused::Number { left, when_true, when_false }) => {
                let (op, number) = if taken_if { when_true } else { when_false };
                self.code.emit(op, &[self.at(left), number, label]);
            }
            None => {
                let op = if taken_if { Op::JumpIf } else { Op::JumpIfNot };
                self.code.emit(op, &[self.at(condition), label]);
            }
        }
        self.goto(other, next);
    }

    fn switch(
        &mut self,
        value: Var,
        cases: &[(u64, BlockId)],
        default: Option<BlockId>,
        next: Option<BlockId>,
    ) {
        let size = self.size(value);
        let mask = u64::MAX >> (64 - 8 * size.clamp(1, 8));
        // Without a default the last case is what all other values would be.
        let (cases, default) = match (default, cases) {
            (Some(default), cases) => (cases, default),
            (None, [rest @ .., last]) => (rest, last.1),
            (None, []) => return self.code.emit(Op::Unreachable, &[]),
        };
        let largest = cases.iter().map(|case| case.0 & mask).max().unwrap_or(0);
        let is_dense = largest < 4 * cases.len() as u64 + 4;
        if cases.len() > FEW_CASES && is_dense || matches!(size, 2 | 4) && is_dense && !cases.is_empty() {
            return self.table(value, size, mask, cases, default, largest);
        }
        for &(case, to) in cases {
            self.jump_if_equal(value, size, case & mask, self.label(to));
        }
        self.goto(default, next);
    }

    fn table(
        &mut self,
        value: Var,
        size: u32,
        mask: u64,
        cases: &[(u64, BlockId)],
        default: BlockId,
        largest: u64,
    ) {
        let op = match size {
            1 => Op::Switch1,
            2 => Op::Switch2,
            4 => Op::Switch4,
            _ => Op::Switch8,
        };
        let mut targets = vec![default; largest as usize + 2];
        for &(case, to) in cases {
            targets[(case & mask) as usize] = to;
        }
        self.code.emit(op, &[self.at(value), targets.len() as i64]);
        for to in targets {
            self.code.emit(Op::Jump, &[self.label(to).into()]);
        }
    }

    fn jump_if_equal(&mut self, value: Var, size: u32, case: u64, to: Label) {
        let at = self.at(value);
        match (size, i16::try_from(case as i64)) {
            (1, _) => self.code.emit(Op::JumpEq1Imm, &[at, case as i64, to.into()]),
            (8, Ok(number)) => self.code.emit(Op::JumpEq8Imm, &[at, number.into(), to.into()]),
            _ => {
                self.scratch = true;
                let scratch = i64::from(self.frame.size);
                self.number(scratch, size, Bits::int(i128::from(case as i64)));
                if size == 8 {
                    return self.code.emit(Op::JumpEq8, &[at, scratch, to.into()]);
                }
                let result = scratch + i64::from(SCRATCH) - 1;
                let op = if size == 2 { Op::Eq2 } else { Op::Eq4 };
                self.code.emit(op, &[result, at, scratch]);
                self.code.emit(Op::JumpIf, &[result, to.into()]);
            }
        }
    }

    fn give(&mut self, id: BlockId, var: Var) {
        if let Some((callee, vars)) = self.tail_call(id) {
            let vars: Vec<Var> = vars.to_vec();
            let statement = self.function.blocks[id].statements.len() - 1;
            let area = i64::from(self.frame.area(id, statement));
            self.arguments(area, &vars);
            return self.code.emit(Op::TailCall, &[area, self.tables.functions[callee].into()]);
        }
        let (at, size) = (self.at(var), self.size(var));
        let op = match size {
            _ if at == 0 => Op::Return,
            0 => Op::Return,
            1 => Op::Return1,
            2 => Op::Return2,
            4 => Op::Return4,
            8 => Op::Return8,
            16 => Op::Return16,
            24 => Op::Return24,
            _ => return self.code.emit(Op::ReturnN, &[at, size.into()]),
        };
        let operands = [at];
        self.code.emit(op, if op == Op::Return { &[] } else { &operands });
    }

    fn crash(&mut self, text: ConstantId) {
        let text = match &self.tables.program.constants[text].value {
            Value::Str(text) => text.as_bytes(),
            _ => b"",
        };
        // Longer texts than the instruction can say end early, at a character's start.
        let mut length = text.len().min(u16::MAX as usize);
        while length < text.len() && text[length] & 0xc0 == 0x80 {
            length -= 1;
        }
        let data = self.tables.builder.data.add(Blob::plain(&text[..length]), 1);
        self.code.emit(Op::CrashData, &[length as i64, data.into()]);
    }
}
