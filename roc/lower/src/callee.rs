//! How each function is called: what its callers and its own code must agree on.

use roc_base::IndexVec;
use roc_shim_image::format::captures_at;

use crate::lir::{Field, Function, FunctionId, Layouts, Program, Rhs, Shape, Statement, Value};

/// Where a function's arguments and result lie in its frame.
#[derive(Clone, Debug)]
pub struct Callee {
    /// The arguments, from the start of the frame.
    pub params: Box<[Field]>,
    /// Bytes of the arguments.
    pub args: u32,
    /// Whether it gets the pointer to its captures behind the arguments, at [`captures_at`]`(args)`: so does every
    /// function that is made a function value anywhere, also if it has no captures.
    pub captures: bool,
    /// Bytes of the result.
    pub ret: u32,
}

impl Callee {
    /// Bytes of the arguments with the pointer to the captures.
    pub fn args_end(&self) -> u32 {
        if self.captures { captures_at(self.args).saturating_add(8) } else { self.args }
    }

    /// Bytes that a caller needs for a call.
    pub fn area(&self) -> u32 {
        self.args_end().max(self.ret)
    }
}

/// All functions' calls.
pub type Callees = IndexVec<FunctionId, Callee>;

/// Looks through a program.
pub fn callees(program: &Program) -> Callees {
    let mut callees: Callees =
        program.functions.iter().map(|function| callee(function, &program.layouts)).collect();
    for (callee, is_value) in callees.iter_mut().zip(&is_function_value(program)) {
        callee.captures |= is_value;
    }
    callees
}

/// For each function whether a function value is made of it anywhere.
pub fn is_function_value(program: &Program) -> IndexVec<FunctionId, bool> {
    let mut values = IndexVec::filled(false, program.functions.len());
    for constant in &program.constants {
        mark_values(&constant.value, &mut values);
    }
    for block in program.functions.iter().flat_map(|function| &function.blocks) {
        for statement in &block.statements {
            if let Statement::Assign(_, Rhs::Closure(id, _)) = statement {
                values[*id] = true;
            }
        }
    }
    values
}

fn callee(function: &Function, layouts: &Layouts) -> Callee {
    let (params, args) = arguments(&function.param_layouts(), layouts);
    Callee { params, args, captures: function.captures.is_some(), ret: layouts.size(function.ret) }
}

/// Offsets of arguments, and their bytes without padding at the end.
pub fn arguments(arguments: &[crate::lir::LayoutId], layouts: &Layouts) -> (Box<[Field]>, u32) {
    let (fields, _): (_, Shape) = layouts.arguments(arguments);
    let end = fields.last().map_or(0, |field| field.offset.saturating_add(layouts.size(field.layout)));
    (fields, end)
}

fn mark_values(value: &Value, values: &mut IndexVec<FunctionId, bool>) {
    match value {
        Value::Function(id, captures) => {
            values[*id] = true;
            captures.iter().for_each(|part| mark_values(part, values));
        }
        Value::List(parts) | Value::Struct(parts) | Value::Tag(_, parts) => {
            parts.iter().for_each(|part| mark_values(part, values));
        }
        Value::Box(inner) => mark_values(inner, values),
        Value::Bits(_) | Value::Str(_) | Value::Bytes(_) => {}
    }
}
