//! The whole way from LIR as it is built to an image.

use crate::borrow::borrow_parameters;
use crate::compact::compact;
use crate::copies::remove_copies;
use crate::dead::remove_dead;
use crate::emit::{EmitError, emit};
use crate::inline::inline_calls;
use crate::lir::{Function, FunctionId, Layouts, Program};
use crate::rc::insert_counts;
use crate::returns::return_early;
use crate::simplify::simplify;
use crate::split::split_structs;
use crate::subset::prune;
use crate::tail::loop_tail_calls;

/// Makes a program quicker and its counts explicit. What [`emit`] wants; to be done once.
pub fn finish(program: &mut Program) {
    optimize(program);
    count(program);
}

/// Makes a program quicker: no call of a small function is left.
pub fn optimize(program: &mut Program) {
    debug_assert_eq!(crate::lir::verify::verify(program), []);
    let layouts = std::mem::take(&mut program.layouts);
    inline_calls(program, &layouts, |id, function| shorten(id, function, &layouts));
    program.layouts = layouts;
}

/// Makes each function shorter by itself: the least that [`count`] needs, as what is never read must not be counted.
pub fn shorten_all(program: &mut Program) {
    let Program { layouts, functions, .. } = program;
    for (id, function) in functions.ids().iter().zip(functions.iter_mut()) {
        shorten(id, function, layouts);
    }
}

/// Makes the counts explicit.
pub fn count(program: &mut Program) {
    debug_assert_eq!(crate::lir::verify::verify(program), []);
    borrow_parameters(program);
    insert_counts(program);
    debug_assert_eq!(crate::lir::verify::verify(program), []);
}

fn shorten(id: FunctionId, function: &mut Function, layouts: &Layouts) {
    return_early(function);
    loop_tail_calls(id, function);
    simplify(function, layouts);
    if split_structs(function, layouts) {
        simplify(function, layouts);
    }
    compact(function);
    remove_copies(function);
    remove_dead(function);
    compact(function);
}

/// The bytes of a program's image: counts, frames, instructions. Same program, same bytes.
pub fn write_image(mut program: Program) -> Result<Vec<u8>, EmitError> {
    optimize(&mut program);
    prune(&mut program);
    count(&mut program);
    emit(&program)
}
