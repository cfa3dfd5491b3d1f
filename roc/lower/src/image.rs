//! The whole way from LIR as it is built to an image.

use crate::borrow::borrow_parameters;
use crate::copies::remove_copies;
use crate::dead::remove_dead;
use crate::emit::{EmitError, emit};
use crate::lir::Program;
use crate::rc::insert_counts;
use crate::returns::return_early;
use crate::tail::loop_tail_calls;

/// Makes the counts of a program explicit. What [`emit`] wants; to be done once.
pub fn finish(program: &mut Program) {
    debug_assert_eq!(crate::lir::verify::verify(program), []);
    for (id, function) in program.functions.ids().iter().zip(program.functions.iter_mut()) {
        return_early(function);
        loop_tail_calls(id, function);
        remove_copies(function);
        remove_dead(function);
    }
    borrow_parameters(program);
    insert_counts(program);
    debug_assert_eq!(crate::lir::verify::verify(program), []);
}

/// The bytes of a program's image: counts, frames, instructions. Same program, same bytes.
pub fn write_image(mut program: Program) -> Result<Vec<u8>, EmitError> {
    finish(&mut program);
    emit(&program)
}
