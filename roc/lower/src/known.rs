//! Functions without parameters whose results are known: putting the constants where they are called, and finding
//! those that only put constants together.

use roc_base::IndexVec;

use crate::lir::{
    Block, BlockId, ConstantId, Function, FunctionId, Program, Rhs, Statement, Terminator, Value, Var,
};

/// The constants that functions are known to return.
pub type Known = IndexVec<FunctionId, Option<ConstantId>>;

/// What a function without parameters returns, if it does nothing but to put constants together.
pub fn plain_result(program: &Program, function: FunctionId, known: &Known) -> Option<Value> {
    let Function { blocks, vars, .. } = &program.functions[function];
    // What is jumped over is never reached.
    let start: &Block = blocks.get(BlockId::new(0))?;
    let Terminator::Return(result) = start.terminator else { return None };
    let mut values: IndexVec<Var, Option<Value>> = IndexVec::filled(None, vars.len());
    for statement in &start.statements {
        let Statement::Assign(var, rhs) = statement else { return None };
        let all =
            |parts: &[Var]| parts.iter().map(|&part| values[part].clone()).collect::<Option<Box<[_]>>>();
        let value = match rhs {
            Rhs::Number(bits) => Value::Bits(*bits),
            Rhs::Constant(id) => program.constants[*id].value.clone(),
            Rhs::Copy(from) => values[*from].clone()?,
            Rhs::Struct(parts) => Value::Struct(all(parts)?),
            Rhs::Tag(tag, parts) => Value::Tag(*tag, all(parts)?),
            Rhs::List(parts) => Value::List(all(parts)?),
            Rhs::Box(inner) => Value::Box(Box::new(values[*inner].clone()?)),
            Rhs::Call(callee, parts) if parts.is_empty() => {
                program.constants[(*known.get(*callee)?)?].value.clone()
            }
            _ => return None,
        };
        values[*var] = Some(value);
    }
    values[result].take()
}

/// Makes a function return a constant.
pub fn define(program: &mut Program, function: FunctionId, constant: ConstantId) {
    let Function { vars, blocks, ret, .. } = &mut program.functions[function];
    *vars = IndexVec::new();
    let result = vars.push(*ret);
    let statements = vec![Statement::Assign(result, Rhs::Constant(constant))];
    *blocks = IndexVec::from_vec(vec![Block { statements, terminator: Terminator::Return(result) }]);
}

/// Puts known constants where functions are called for them.
pub fn replace_calls(program: &mut Program, known: &Known) {
    for block in program.functions.iter_mut().flat_map(|function| function.blocks.iter_mut()) {
        for statement in &mut block.statements {
            if let Statement::Assign(_, rhs) = statement
                && let Rhs::Call(callee, arguments) = rhs
                && arguments.is_empty()
                && let Some(constant) = known[*callee]
            {
                *rhs = Rhs::Constant(constant);
            }
        }
    }
}
