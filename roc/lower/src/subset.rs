//! Parts of a program: what some functions reach, and nothing else.

use roc_base::{Id, IndexVec};

use crate::lir::{
    Block, Constant, ConstantId, Entry, Function, FunctionId, Layouts, Program, Rhs, Signature, Statement,
    Terminator, Value,
};

/// What a call of a hosted function becomes in [`extract`].
pub const NO_HOST: &str = "a function of the host was called where there is none";

/// A part of a program, as a program of its own.
pub struct Part {
    /// It has an entry for each function that was asked for, and no hosted functions: their calls crash with
    /// [`NO_HOST`].
    pub program: Program,
    /// What each of its functions is in the whole.
    pub functions: IndexVec<FunctionId, FunctionId>,
}

/// The part that these functions reach. They take no arguments.
pub fn extract(program: &Program, roots: &[FunctionId]) -> Part {
    let reached = Reached::from(program, roots);
    let mut part = Program::new();
    part.layouts = program.layouts.clone();
    let (functions, constants) = (reached.functions.kept(), reached.constants.kept());
    part.functions = functions.iter().map(|&id| program.functions[id].clone()).collect();
    part.constants = constants.iter().map(|&id| program.constants[id].clone()).collect();
    reached.renumber(&mut part);
    let no_host = part.string(NO_HOST);
    let hosted = |statement: &Statement| matches!(statement, Statement::Assign(_, Rhs::CallHosted(..)));
    for block in part.functions.iter_mut().flat_map(|function| function.blocks.iter_mut()) {
        if let Some(at) = block.statements.iter().position(hosted) {
            block.statements.truncate(at);
            block.terminator = Terminator::CrashConstant(no_host);
        }
    }
    for &root in roots {
        let signature = Signature { params: Vec::new(), ret: program.functions[root].ret };
        let function = reached.functions.of(root);
        part.entries.push(Entry { name: String::new(), function, signature });
    }
    Part { program: part, functions }
}

/// Removes functions and constants that no entry reaches.
pub fn prune(program: &mut Program) {
    let roots: Vec<FunctionId> = program.entries.iter().map(|entry| entry.function).collect();
    let reached = Reached::from(program, &roots);
    if reached.functions.all() {
        return;
    }
    let mut part = Program::new();
    for id in reached.functions.kept().iter() {
        part.functions.push(std::mem::replace(&mut program.functions[*id], Function::nothing()));
    }
    for id in reached.constants.kept().iter() {
        let nothing = Constant { layout: Layouts::UNIT, value: Value::Struct(Box::new([])) };
        part.constants.push(std::mem::replace(&mut program.constants[*id], nothing));
    }
    reached.renumber(&mut part);
    part.layouts = std::mem::take(&mut program.layouts);
    part.hosted = std::mem::take(&mut program.hosted);
    part.entries = std::mem::take(&mut program.entries);
    part.entries.iter_mut().for_each(|entry| entry.function = reached.functions.of(entry.function));
    *program = part;
}

/// Functions that a body and the constants in it mention, and those constants.
pub fn mentions(
    program: &Program,
    function: FunctionId,
    functions: &mut impl FnMut(FunctionId),
    constants: &mut impl FnMut(ConstantId),
) {
    let mut constant = |id: ConstantId, functions: &mut dyn FnMut(FunctionId)| {
        constants(id);
        functions_in(&program.constants[id].value, functions);
    };
    for block in &program.functions[function].blocks {
        for statement in &block.statements {
            match statement {
                Statement::Assign(_, Rhs::Constant(id)) => constant(*id, functions),
                Statement::Assign(_, rhs) => rhs.function().into_iter().for_each(&mut *functions),
                Statement::Retain(_) | Statement::Release(_) => {}
            }
        }
        if let Terminator::CrashConstant(id) = block.terminator {
            constant(id, functions);
        }
    }
}

fn functions_in(value: &Value, each: &mut dyn FnMut(FunctionId)) {
    match value {
        Value::Function(id, captures) => {
            each(*id);
            captures.iter().for_each(|part| functions_in(part, each));
        }
        Value::List(parts) | Value::Struct(parts) | Value::Tag(_, parts) => {
            parts.iter().for_each(|part| functions_in(part, each));
        }
        Value::Box(inner) => functions_in(inner, each),
        Value::Bits(_) | Value::Str(_) | Value::Bytes(_) => {}
    }
}

impl Value {
    /// Changes the ids of all functions in it.
    pub fn renumber(&mut self, of: &mut dyn FnMut(FunctionId) -> FunctionId) {
        match self {
            Value::Function(id, captures) => {
                *id = of(*id);
                captures.iter_mut().for_each(|part| part.renumber(of));
            }
            Value::List(parts) | Value::Struct(parts) | Value::Tag(_, parts) => {
                parts.iter_mut().for_each(|part| part.renumber(of));
            }
            Value::Box(inner) => inner.renumber(of),
            Value::Bits(_) | Value::Str(_) | Value::Bytes(_) => {}
        }
    }
}

impl Rhs {
    /// The function that it calls or makes a value of.
    pub fn function(&self) -> Option<FunctionId> {
        match self {
            Rhs::Call(id, _) | Rhs::CallBorrowing(id, ..) | Rhs::Closure(id, _) => Some(*id),
            _ => None,
        }
    }

    fn function_mut(&mut self) -> Option<&mut FunctionId> {
        match self {
            Rhs::Call(id, _) | Rhs::CallBorrowing(id, ..) | Rhs::Closure(id, _) => Some(id),
            _ => None,
        }
    }
}

/// Which rows of a table are kept, and their new ids, in the same order.
struct Kept<I> {
    new: IndexVec<I, Option<I>>,
}

impl<I: Id> Kept<I> {
    fn new(len: usize) -> Self {
        Self { new: IndexVec::filled(None, len) }
    }

    /// Whether it was not marked before.
    fn mark(&mut self, id: I) -> bool {
        let first = self.new[id].is_none();
        self.new[id] = Some(id);
        first
    }

    fn number(&mut self) {
        let kept = self.new.iter_mut().flatten();
        kept.enumerate().for_each(|(index, id)| *id = I::from_index(index));
    }

    fn of(&self, id: I) -> I {
        self.new[id].unwrap_or(id)
    }

    fn all(&self) -> bool {
        self.new.iter().all(Option::is_some)
    }

    /// By new id the old one.
    fn kept(&self) -> IndexVec<I, I> {
        self.new.iter_enumerated().filter(|(_, new)| new.is_some()).map(|(old, _)| old).collect()
    }
}

struct Reached {
    functions: Kept<FunctionId>,
    constants: Kept<ConstantId>,
}

impl Reached {
    fn from(program: &Program, roots: &[FunctionId]) -> Self {
        let (mut functions, mut constants) =
            (Kept::new(program.functions.len()), Kept::new(program.constants.len()));
        let mut stack: Vec<FunctionId> = roots.iter().copied().filter(|&id| functions.mark(id)).collect();
        while let Some(id) = stack.pop() {
            let mut function = |id| {
                if functions.mark(id) {
                    stack.push(id);
                }
            };
            mentions(program, id, &mut function, &mut |id| {
                constants.mark(id);
            });
        }
        functions.number();
        constants.number();
        Self { functions, constants }
    }

    fn renumber(&self, part: &mut Program) {
        for Block { statements, terminator } in part.functions.iter_mut().flat_map(|f| f.blocks.iter_mut()) {
            for statement in statements {
                let Statement::Assign(_, rhs) = statement else { continue };
                if let Rhs::Constant(id) = rhs {
                    *id = self.constants.of(*id);
                }
                if let Some(id) = rhs.function_mut() {
                    *id = self.functions.of(*id);
                }
            }
            if let Terminator::CrashConstant(id) = terminator {
                *id = self.constants.of(*id);
            }
        }
        for constant in part.constants.iter_mut() {
            constant.value.renumber(&mut |id| self.functions.of(id));
        }
    }
}
