//! Whether LIR makes sense: layouts agree, targets exist, variables have values when they are read.
//!
//! Run in tests and debug builds: a program that passes is one that the later steps can trust. They do not panic on
//! others, but what they make then means nothing.

use std::fmt;

use roc_base::{Id, IndexVec};
use roc_shim_image::lowlevel::{ElementOf, Ty};

use super::*;
use crate::liveness::VarSet;

/// What is wrong, and where.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct VerifyError {
    /// The function's name.
    pub function: String,
    /// The block.
    pub block: u32,
    /// The statement's index in the block; the number of statements means the terminator.
    pub statement: usize,
    /// What is wrong.
    pub message: String,
}

impl fmt::Display for VerifyError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}, block b{}, statement {}: {}", self.function, self.block, self.statement, self.message)
    }
}

impl std::error::Error for VerifyError {}

type Check = Result<(), String>;

/// Checks all functions, entries and constants. Returns the first error of each function.
pub fn verify(program: &Program) -> Vec<VerifyError> {
    let mut errors = Vec::new();
    let at_program =
        |message| VerifyError { function: "program".to_owned(), block: 0, statement: 0, message };
    for entry in &program.entries {
        if let Err(message) = check_entry(program, entry) {
            errors.push(at_program(format!("entry {:?}: {message}", entry.name)));
        }
    }
    for (id, constant) in program.constants.iter_enumerated() {
        if !fits(program, constant.layout, &constant.value) {
            errors.push(at_program(format!("constant {} does not fit its layout", id.index())));
        }
    }
    errors.extend(program.functions.ids().iter().filter_map(|id| verify_function(program, id).err()));
    errors
}

/// Checks one function; the first error.
pub fn verify_function(program: &Program, id: FunctionId) -> Result<(), VerifyError> {
    Verifier { program, function: &program.functions[id] }.function()
}

/// Whether an entry agrees with its function.
pub(crate) fn check_entry(program: &Program, entry: &Entry) -> Check {
    let function = program.functions.get(entry.function).ok_or("its function does not exist")?;
    if function.captures.is_some() {
        return Err("its function has captures".to_owned());
    }
    agree(program, &entry.signature.params, &function.param_layouts())?;
    agree(program, &[entry.signature.ret], &[function.ret])
}

/// Whether the platform's view and the program's have the same sizes.
fn agree(program: &Program, outside: &[LayoutId], inside: &[LayoutId]) -> Check {
    let shape = |&layout: &LayoutId| {
        let shape = program.layouts.shape(layout);
        (shape.size, shape.align)
    };
    match outside.iter().map(shape).eq(inside.iter().map(shape)) {
        true => Ok(()),
        false => Err("the signature has other sizes than the function".to_owned()),
    }
}

fn fits(program: &Program, layout: LayoutId, value: &Value) -> bool {
    let all = |fields: &[Field], values: &[Value]| {
        fields.len() == values.len()
            && fields.iter().zip(values).all(|(field, value)| fits(program, field.layout, value))
    };
    match (program.layouts.get(layout), value) {
        (Layout::Number(_) | Layout::Bool, Value::Bits(_)) => true,
        (Layout::Str, Value::Str(_)) => true,
        (Layout::List(element), Value::List(values)) => {
            values.iter().all(|value| fits(program, *element, value))
        }
        (Layout::List(element), Value::Bytes(bytes)) => {
            let shape = program.layouts.shape(*element);
            !shape.counted && shape.size > 0 && bytes.len() % shape.size as usize == 0
        }
        (Layout::Box(inner), Value::Box(value)) => fits(program, *inner, value),
        (Layout::Struct(fields), Value::Struct(values)) => all(fields, values),
        (Layout::Union(union), Value::Tag(tag, values)) => {
            union.tags.get(*tag as usize).is_some_and(|fields| all(fields, values))
        }
        (Layout::Closure, Value::Function(function, values)) => {
            let Some(function) = program.functions.get(*function) else { return false };
            match function.captures.map(|layout| program.layouts.get(layout)) {
                Some(Layout::Struct(fields)) => all(fields, values),
                Some(_) => false,
                None => values.is_empty(),
            }
        }
        _ => false,
    }
}

struct Verifier<'a> {
    program: &'a Program,
    function: &'a Function,
}

impl Verifier<'_> {
    fn error(&self, block: BlockId, statement: usize, message: String) -> VerifyError {
        let block = block.index() as u32;
        VerifyError { function: self.function.name.clone(), block, statement, message }
    }

    fn function(&self) -> Result<(), VerifyError> {
        let start = BlockId::new(0);
        if self.function.blocks.is_empty() {
            return Err(self.error(start, 0, "a function without blocks".to_owned()));
        }
        for (at, param) in self.function.params.iter().enumerate() {
            if self.function.params[..at].contains(param) || self.function.vars.get(*param).is_none() {
                return Err(self.error(start, 0, "parameters must be different variables".to_owned()));
            }
        }
        for (id, block) in self.function.blocks.iter_enumerated() {
            for (at, statement) in block.statements.iter().enumerate() {
                self.statement(statement).map_err(|message| self.error(id, at, message))?;
            }
            let end = block.statements.len();
            self.terminator(&block.terminator).map_err(|message| self.error(id, end, message))?;
        }
        self.assigned_before_use()
    }

    fn layouts(&self) -> &Layouts {
        &self.program.layouts
    }

    fn var(&self, var: Var) -> Result<LayoutId, String> {
        let layout = self.function.vars.get(var).copied();
        layout.ok_or_else(|| format!("there is no variable v{}", var.index()))
    }

    fn shape(&self, var: Var) -> Result<&Layout, String> {
        Ok(self.layouts().get(self.var(var)?))
    }

    fn same(&self, what: &str, a: LayoutId, b: LayoutId) -> Check {
        match self.layouts().same(a, b) {
            true => Ok(()),
            false => Err(format!(
                "{what}: {:?} where {:?} is expected",
                self.layouts().get(a),
                self.layouts().get(b)
            )),
        }
    }

    fn is(&self, what: &str, var: Var, layout: LayoutId) -> Check {
        self.same(&format!("{what} v{}", var.index()), self.var(var)?, layout)
    }

    fn all(&self, what: &str, vars: &[Var], layouts: &[LayoutId]) -> Check {
        if vars.len() != layouts.len() {
            return Err(format!("{what}: {} values where {} are expected", vars.len(), layouts.len()));
        }
        vars.iter().zip(layouts).try_for_each(|(&var, &layout)| self.is(what, var, layout))
    }

    fn parts(&self, what: &str, vars: &[Var], fields: &[Field]) -> Check {
        let layouts: Vec<LayoutId> = fields.iter().map(|field| field.layout).collect();
        self.all(what, vars, &layouts)
    }

    /// The layout of a variable, or of what is in it if it is a box.
    fn through_box(&self, var: Var) -> Result<&Layout, String> {
        Ok(match self.shape(var)? {
            Layout::Box(inner) => self.layouts().get(*inner),
            other => other,
        })
    }

    fn statement(&self, statement: &Statement) -> Check {
        match statement {
            Statement::Retain(var) | Statement::Release(var) => self.var(*var).map(|_| ()),
            Statement::Assign(target, rhs) => self.rhs(self.var(*target)?, rhs),
        }
    }

    fn rhs(&self, target: LayoutId, rhs: &Rhs) -> Check {
        let result = |layout| self.same("the result", target, layout);
        let shape = self.layouts().get(target);
        let wrong = |message: &str| Err(message.to_owned());
        match rhs {
            Rhs::Number(_) => match shape {
                Layout::Number(_) | Layout::Bool => Ok(()),
                _ => wrong("a number needs a variable of a number's layout"),
            },
            Rhs::Constant(id) => match self.program.constants.get(*id) {
                Some(constant) => result(constant.layout),
                None => wrong("there is no such constant"),
            },
            Rhs::Copy(var) => result(self.var(*var)?),
            Rhs::Unary(op, var) => self.unary(*op, target, self.var(*var)?),
            Rhs::Binary(op, a, b) => self.binary(*op, target, *a, *b),
            Rhs::Field(var, index) => match self.through_box(*var)? {
                Layout::Struct(fields) => match fields.get(*index as usize) {
                    Some(field) => result(field.layout),
                    None => wrong("there is no such field"),
                },
                _ => wrong("a field of what is no struct"),
            },
            Rhs::Struct(parts) => match shape {
                Layout::Struct(fields) => self.parts("field", parts, fields),
                _ => wrong("a struct needs a variable of a struct's layout"),
            },
            Rhs::Tag(tag, payload) => match shape {
                Layout::Union(union) => match union.tags.get(*tag as usize) {
                    Some(fields) => self.parts("payload", payload, fields),
                    None => wrong("there is no such tag"),
                },
                _ => wrong("a tag needs a variable of a union's layout"),
            },
            Rhs::Payload { value, tag, index } => match self.through_box(*value)? {
                Layout::Union(union) => {
                    match union.tags.get(*tag as usize).and_then(|fields| fields.get(*index as usize)) {
                        Some(field) => result(field.layout),
                        None => wrong("there is no such tag or payload"),
                    }
                }
                _ => wrong("a payload of what is no union"),
            },
            Rhs::Discriminant(var) => match self.through_box(*var)? {
                Layout::Union(union) => result(Layouts::number(match union.discriminant_size {
                    0 | 1 => Num::U8,
                    2 => Num::U16,
                    _ => Num::U32,
                })),
                _ => wrong("a discriminant of what is no union"),
            },
            Rhs::Box(var) => match shape {
                Layout::Box(inner) => self.is("the boxed value", *var, *inner),
                _ => wrong("a box needs a variable of a box's layout"),
            },
            Rhs::Unbox(var) => match self.shape(*var)? {
                Layout::Box(inner) => result(*inner),
                _ => wrong("unboxing what is no box"),
            },
            Rhs::CallBorrowing(id, _, borrowed)
                if self.program.functions.get(*id).is_none_or(|callee| callee.borrowed != *borrowed) =>
            {
                wrong("the callee borrows other parameters")
            }
            Rhs::Call(id, _)
                if self.program.functions.get(*id).is_some_and(|callee| callee.borrowed != 0) =>
            {
                wrong("the callee borrows parameters")
            }
            Rhs::Call(id, arguments) | Rhs::CallBorrowing(id, arguments, _) => {
                match self.program.functions.get(*id) {
                    Some(callee) if callee.captures.is_some() => wrong("a direct call of a closure's code"),
                    Some(callee) => {
                        self.all("argument", arguments, &callee.param_layouts())?;
                        result(callee.ret)
                    }
                    None => wrong("there is no such function"),
                }
            }
            Rhs::CallClosure(closure, arguments) => {
                arguments.iter().try_for_each(|&var| self.var(var).map(|_| ()))?;
                self.is("the function value", *closure, Layouts::CLOSURE)
            }
            Rhs::CallHosted(index, arguments) => match self.program.hosted.get(*index as usize) {
                Some(hosted) => {
                    let inside: Result<Vec<_>, _> = arguments.iter().map(|&var| self.var(var)).collect();
                    agree(self.program, &hosted.signature.params, &inside?)?;
                    agree(self.program, &[hosted.signature.ret], &[target])
                }
                None => wrong("there is no such hosted function"),
            },
            Rhs::Closure(id, captures) => match self.program.functions.get(*id) {
                Some(callee) => {
                    let fields = match callee.captures.map(|layout| self.layouts().get(layout)) {
                        Some(Layout::Struct(fields)) => fields,
                        Some(_) => return wrong("captures that are no struct"),
                        None => &Box::default(),
                    };
                    self.parts("capture", captures, fields)?;
                    result(Layouts::CLOSURE)
                }
                None => wrong("there is no such function"),
            },
            Rhs::Capture(index) => match self.function.captures.map(|layout| self.layouts().get(layout)) {
                Some(Layout::Struct(fields)) => match fields.get(*index as usize) {
                    Some(field) => result(field.layout),
                    None => wrong("there is no such capture"),
                },
                _ => wrong("a capture in a function without captures"),
            },
            Rhs::LowLevel(operation, arguments) => self.low_level(target, *operation, arguments),
            Rhs::List(elements) => match shape {
                Layout::List(element) => {
                    elements.iter().try_for_each(|&var| self.is("element", var, *element))
                }
                _ => wrong("a list needs a variable of a list's layout"),
            },
            Rhs::Element(list, index) => {
                self.is("the index", *index, Layouts::U64)?;
                match self.shape(*list)? {
                    Layout::List(element) => result(*element),
                    _ => wrong("an element of what is no list"),
                }
            }
            Rhs::Length(list) => match self.shape(*list)? {
                Layout::List(_) => result(Layouts::U64),
                _ => wrong("the length of what is no list"),
            },
        }
    }

    fn number(&self, layout: LayoutId) -> Option<Num> {
        match self.layouts().get(layout) {
            Layout::Number(number) => Some(*number),
            _ => None,
        }
    }

    fn unary(&self, op: Unary, target: LayoutId, operand: LayoutId) -> Check {
        let (from, to) = (self.number(operand), self.number(target));
        let is_bool = operand == Layouts::BOOL;
        let integer = |number: Option<Num>| number.is_some_and(Num::is_integer);
        let fine = match op {
            Unary::Negate => from == to && from.is_some_and(|n| n.is_signed() && n != Num::Dec),
            Unary::Not => operand == target && (is_bool || integer(from)),
            Unary::Convert => {
                let bits = |number| matches!(number, Some(Num::I128 | Num::Dec));
                integer(to) && (is_bool || integer(from)) || bits(from) && bits(to)
            }
        };
        if fine { Ok(()) } else { Err(format!("{op:?} is not for these layouts")) }
    }

    fn binary(&self, op: Binary, target: LayoutId, a: Var, b: Var) -> Check {
        use Binary::*;
        let operand = self.var(a)?;
        let number = self.number(operand);
        let integer = number.is_some_and(Num::is_integer);
        let is_bool = operand == Layouts::BOOL;
        let wide = number.is_some_and(|number| number.size() > 8);
        let fine = match op {
            Add | Subtract | Multiply => number.is_some(),
            Divide => number.is_some() && !(integer && wide),
            Remainder => integer && !wide,
            AddWrap | SubtractWrap | MultiplyWrap => integer,
            And | Or | Xor => integer || is_bool,
            ShiftLeft | ShiftRight | ShiftRightZeroFill => integer,
            Equal | NotEqual => number.is_some() || is_bool,
            Less | LessOrEqual | Greater | GreaterOrEqual => number.is_some(),
        };
        if !fine {
            return Err(format!("{op:?} is not for these layouts"));
        }
        let shifts = matches!(op, ShiftLeft | ShiftRight | ShiftRightZeroFill);
        self.is("the second operand", b, if shifts { Layouts::U8 } else { operand })?;
        self.same("the result", target, if op.compares() { Layouts::BOOL } else { operand })
    }

    fn low_level(&self, target: LayoutId, operation: LowLevel, arguments: &[Var]) -> Check {
        let rows = operation.args();
        if rows.len() != arguments.len() {
            return Err(format!("{operation} takes {} arguments", rows.len()));
        }
        let element = low_level_element(self.program, self.function, target, operation, arguments);
        let fits = |layout: LayoutId, ty: Ty| match (ty, self.layouts().get(layout)) {
            (Ty::This, Layout::Number(number)) => Some(*number) == operation.num(),
            (Ty::Number(wanted), Layout::Number(number)) => *number == wanted,
            (Ty::Bool, Layout::Bool) | (Ty::Str, Layout::Str) | (Ty::Box, Layout::Box(_)) => true,
            (Ty::Unit, _) => layout == Layouts::UNIT,
            (Ty::List, Layout::List(e)) => element.is_some_and(|element| self.layouts().same(*e, element)),
            (Ty::Bytes, Layout::List(e)) => *e == Layouts::U8,
            (Ty::Words, Layout::List(e)) => *e == Layouts::U64,
            (Ty::Strs, Layout::List(e)) => *e == Layouts::STR,
            (Ty::Element, _) => element.is_some_and(|element| self.layouts().same(layout, element)),
            (Ty::Checked, Layout::Struct(fields)) => match (&fields[..], operation.num()) {
                ([value, byte], Some(number)) => {
                    value.layout == Layouts::number(number)
                        && value.offset == 0
                        && (byte.layout == Layouts::U8 || byte.layout == Layouts::BOOL)
                        && byte.offset == number.size() as u32
                }
                _ => false,
            },
            (Ty::ListAndElement, Layout::Struct(fields)) => match (&fields[..], element) {
                ([list, value], Some(element)) => {
                    matches!(self.layouts().get(list.layout), Layout::List(e) if self.layouts().same(*e, element))
                        && self.layouts().same(value.layout, element)
                }
                _ => false,
            },
            (Ty::Any, _) => true,
            _ => false,
        };
        for (at, (&var, row)) in arguments.iter().zip(rows).enumerate() {
            if !fits(self.var(var)?, row.ty) {
                return Err(format!("argument {at} of {operation} is not a {:?}", row.ty));
            }
        }
        match fits(target, operation.result()) {
            true => Ok(()),
            false => Err(format!("the result of {operation} is not a {:?}", operation.result())),
        }
    }

    fn terminator(&self, terminator: &Terminator) -> Check {
        let mut missing = false;
        terminator.successors(|to| missing |= self.function.blocks.get(to).is_none());
        if missing {
            return Err("a jump to a block that does not exist".to_owned());
        }
        match terminator {
            Terminator::Branch { condition, .. } => self.is("the condition", *condition, Layouts::BOOL),
            Terminator::Switch { value, .. } => match self.number(self.var(*value)?) {
                Some(number) if number.is_integer() && number.size() <= 8 => Ok(()),
                _ => Err("a switch needs an integer of at most 64 bits".to_owned()),
            },
            Terminator::Return(var) => self.is("the returned value", *var, self.function.ret),
            Terminator::Crash(var) => self.is("the crash text", *var, Layouts::STR),
            Terminator::CrashConstant(id) => match self.program.constants.get(*id) {
                Some(constant) if constant.layout == Layouts::STR => Ok(()),
                _ => Err("the crash text is not a string".to_owned()),
            },
            Terminator::Jump(_) | Terminator::Unreachable => Ok(()),
        }
    }

    /// Every variable has a value on all paths to where it is read.
    fn assigned_before_use(&self) -> Result<(), VerifyError> {
        let blocks = &self.function.blocks;
        let mut at_start: IndexVec<BlockId, Option<VarSet>> = IndexVec::filled(None, blocks.len());
        let mut params = VarSet::new(self.function.vars.len());
        self.function.params.iter().for_each(|&param| params.insert(param));
        let start = BlockId::new(0);
        at_start[start] = Some(params);
        let mut waiting = vec![start];
        // First to the fixed point, then the check: sets only shrink on the way.
        while let Some(id) = waiting.pop() {
            let Some(mut assigned) = at_start[id].clone() else { continue };
            blocks[id].statements.iter().filter_map(Statement::target).for_each(|var| assigned.insert(var));
            blocks[id].terminator.successors(|to| {
                let changed = match &mut at_start[to] {
                    Some(known) => known.intersect(&assigned),
                    unknown => {
                        *unknown = Some(assigned.clone());
                        true
                    }
                };
                if changed {
                    waiting.push(to);
                }
            });
        }
        for (id, block) in blocks.iter_enumerated() {
            let Some(mut assigned) = at_start[id].clone() else { continue };
            for (at, statement) in block.statements.iter().enumerate() {
                let mut missing = None;
                statement.operands(|var, _| {
                    if !assigned.contains(var) {
                        missing = Some(var);
                    }
                });
                if let Some(var) = missing {
                    return Err(self.error(id, at, format!("v{} may have no value", var.index())));
                }
                statement.target().iter().for_each(|&var| assigned.insert(var));
            }
            if let Some(var) = block.terminator.operand().filter(|&var| !assigned.contains(var)) {
                let message = format!("v{} may have no value", var.index());
                return Err(self.error(id, block.statements.len(), message));
            }
        }
        Ok(())
    }
}

/// The layout of the elements that a low-level operation works on, where it works on any.
pub fn low_level_element(
    program: &Program,
    function: &Function,
    target: LayoutId,
    operation: LowLevel,
    arguments: &[Var],
) -> Option<LayoutId> {
    let element = |list: LayoutId| match program.layouts.get(list) {
        Layout::List(element) => Some(*element),
        _ => None,
    };
    let argument = |at: usize| arguments.get(at).and_then(|&var| function.vars.get(var)).copied();
    match operation.element()? {
        ElementOf::ArgList(at) => argument(at).and_then(element),
        ElementOf::Arg(at) => argument(at),
        ElementOf::ResultList => element(target),
    }
}
