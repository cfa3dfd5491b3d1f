//! Which parameters a function only looks at, so that its callers keep them.
//!
//! A parameter is borrowed where neither it nor a part of it is ever consumed. Functions that the host or a function
//! value calls own all of theirs; so does one of a ring of functions that is called last with what only the caller
//! could give up, because then nothing may be left to do after the call.
//!
//! After it, calls of functions with borrowed parameters are [`Rhs::CallBorrowing`].

use roc_base::IndexVec;

use crate::callee::is_function_value;
use crate::lir::operands::{Ownership, Part};
use crate::lir::{Function, FunctionId, Layouts, Program, Rhs, Statement, Terminator, Var};
use crate::recursion::groups;

/// Parameters beyond this index are owned.
const MOST: usize = 64;

/// A parameter: its function and its index.
type Param = (FunctionId, usize);

/// Finds borrowed parameters and marks them in functions and calls.
pub fn borrow_parameters(program: &mut Program) {
    let mut owned = Owned {
        by_function: program.functions.iter().map(|function| vec![false; function.params.len()]).collect(),
        implied: Vec::new(),
        waiting: Vec::new(),
    };
    for entry in &program.entries {
        owned.all(entry.function);
    }
    let values = is_function_value(program);
    let groups = groups(program);
    for (id, function) in program.functions.iter_enumerated() {
        if values[id] || function.captures.is_some() {
            owned.all(id);
        }
        owned.look_at(id, function, &program.layouts, &groups);
    }
    owned.spread();
    let borrowed: IndexVec<FunctionId, u64> = program
        .functions
        .iter_enumerated()
        .map(|(id, function)| {
            let is_borrowed = |&at: &usize| {
                let counted = program.layouts.shape(function.vars[function.params[at]]).counted;
                counted && !owned.by_function[id][at]
            };
            (0..function.params.len().min(MOST)).filter(is_borrowed).fold(0, |mask, at| mask | 1 << at)
        })
        .collect();
    for (id, function) in program.functions.ids().iter().zip(program.functions.iter_mut()) {
        function.borrowed = borrowed[id];
        for statement in function.blocks.iter_mut().flat_map(|block| &mut block.statements) {
            if let Statement::Assign(_, rhs) = statement
                && let Rhs::Call(callee, arguments) = rhs
                && borrowed[*callee] != 0
            {
                *rhs = Rhs::CallBorrowing(*callee, std::mem::take(arguments), borrowed[*callee]);
            }
        }
    }
}

/// What is known of parameters: at first only what must be owned, then all that follows.
struct Owned {
    by_function: IndexVec<FunctionId, Vec<bool>>,
    /// If the first is owned, so is the second.
    implied: Vec<(Param, Param)>,
    waiting: Vec<Param>,
}

impl Owned {
    fn all(&mut self, id: FunctionId) {
        (0..self.by_function[id].len()).for_each(|at| self.set((id, at)));
    }

    fn set(&mut self, param: Param) {
        if let Some(known) = self.by_function[param.0].get_mut(param.1)
            && !std::mem::replace(known, true)
        {
            self.waiting.push(param);
        }
    }

    fn look_at(
        &mut self,
        id: FunctionId,
        function: &Function,
        layouts: &Layouts,
        groups: &IndexVec<FunctionId, u32>,
    ) {
        let origins = origins(function);
        let counted = |var: Var| layouts.shape(function.vars[var]).counted;
        let mut params: IndexVec<Var, Option<usize>> = IndexVec::filled(None, function.vars.len());
        function.params.iter().enumerate().for_each(|(at, &param)| params[param] = Some(at));
        for block in &function.blocks {
            let last = block.statements.len().wrapping_sub(1);
            for (at, statement) in block.statements.iter().enumerate() {
                // One that gets other values holds them until its end.
                if let Some(param) = statement.target().and_then(|target| params[target]) {
                    self.set((id, param));
                }
                if let Statement::Assign(target, Rhs::Call(callee, arguments)) = statement {
                    let is_last = at == last
                        && block.terminator == Terminator::Return(*target)
                        && groups[*callee] == groups[id];
                    for (index, &argument) in arguments.iter().enumerate().filter(|a| counted(*a.1)) {
                        let passed = (*callee, index);
                        match origins[argument] {
                            Origin::Part(root) => match params[root] {
                                Some(param) => {
                                    self.implied.push((passed, (id, param)));
                                    if is_last {
                                        self.implied.push(((id, param), passed));
                                    }
                                }
                                None if is_last => self.set(passed),
                                None => {}
                            },
                            Origin::Static => {}
                            Origin::Own if is_last => self.set(passed),
                            Origin::Own => {}
                        }
                    }
                    continue;
                }
                statement.operands(|var, ownership| {
                    if ownership == Ownership::Owned && counted(var) {
                        self.consumed(id, &params, origins[var]);
                    }
                });
            }
            if let Terminator::Return(var) | Terminator::Crash(var) = block.terminator {
                self.consumed(id, &params, origins[var]);
            }
        }
    }

    fn consumed(&mut self, id: FunctionId, params: &IndexVec<Var, Option<usize>>, origin: Origin) {
        if let Origin::Part(root) = origin
            && let Some(param) = params[root]
        {
            self.set((id, param));
        }
    }

    fn spread(&mut self) {
        self.implied.sort_unstable();
        while let Some(param) = self.waiting.pop() {
            let from = self.implied.partition_point(|implication| implication.0 < param);
            let to = self.implied.partition_point(|implication| implication.0 <= param);
            for at in from..to {
                self.set(self.implied[at].1);
            }
        }
    }
}

/// Where a variable's value is from.
#[derive(Clone, Copy)]
enum Origin {
    /// It is this variable's, or a part of it.
    Part(Var),
    /// The program's data.
    Static,
    /// Made here.
    Own,
}

fn origins(function: &Function) -> IndexVec<Var, Origin> {
    let mut assigned: IndexVec<Var, Option<&Rhs>> = IndexVec::filled(None, function.vars.len());
    let mut often: IndexVec<Var, bool> = IndexVec::filled(false, function.vars.len());
    for statement in function.blocks.iter().flat_map(|block| &block.statements) {
        if let Statement::Assign(target, rhs) = statement {
            often[*target] |= assigned[*target].replace(rhs).is_some();
        }
    }
    let origin = |var: Var| {
        let mut root = var;
        for _ in 0..function.vars.len() {
            if often[root] {
                break;
            }
            match assigned[root] {
                None => return Origin::Part(root),
                Some(Rhs::Constant(_)) => return Origin::Static,
                Some(rhs) => match rhs.reads_part_of() {
                    Some(Part::Of(of)) => root = of,
                    _ => break,
                },
            }
        }
        if root == var { Origin::Own } else { Origin::Part(root) }
    };
    function.vars.ids().iter().map(origin).collect()
}
