//! Programs with errors: whatever does not fit together crashes where it is reached.
//!
//! A type that could not be found has no layout of its own, so a value of it may meet places of any other. The checker
//! has reported it; here the code is cut off before the first step that does not verify.

use roc_base::Id;

use crate::lir::verify::{check_entry, verify_function};
use crate::lir::{BlockId, FunctionBuilder, FunctionId, LayoutId, Program, Terminator};

const MESSAGE: &str = "Erroneous Value Use";

/// Makes a program verify.
pub(crate) fn repair(program: &mut Program) {
    let functions: Vec<FunctionId> = program.functions.ids().iter().collect();
    for id in functions {
        cut(program, id);
    }
    for index in 0..program.entries.len() {
        let entry = &program.entries[index];
        if check_entry(program, entry).is_err() {
            let (params, ret) = (entry.signature.params.clone(), entry.signature.ret);
            let function = crashing(program, "entry", &params, ret);
            program.entries[index].function = program.functions.push(function);
        }
    }
}

fn cut(program: &mut Program, id: FunctionId) {
    let message = program.string(MESSAGE);
    while let Err(error) = verify_function(program, id) {
        let block = BlockId::from_index(error.block as usize);
        let function = &mut program.functions[id];
        match function.blocks.get_mut(block) {
            Some(block)
                if !matches!(block.terminator, Terminator::CrashConstant(_))
                    || error.statement < block.statements.len() =>
            {
                block.statements.truncate(error.statement);
                block.terminator = Terminator::CrashConstant(message);
            }
            // Not a step of it is wrong, but the whole.
            _ => {
                let (name, ret) = (function.name.clone(), function.ret);
                let params = function.param_layouts();
                program.functions[id] = crashing(program, &name, &params, ret);
                return;
            }
        }
    }
}

fn crashing(program: &mut Program, name: &str, params: &[LayoutId], ret: LayoutId) -> crate::lir::Function {
    let message = program.string(MESSAGE);
    let mut builder = FunctionBuilder::new(name, ret);
    for &param in params {
        builder.param(param);
    }
    builder.terminate(Terminator::CrashConstant(message));
    builder.finish()
}
