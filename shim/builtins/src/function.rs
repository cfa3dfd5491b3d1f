//! The functions by operation: the calling convention around the plain functions of the other modules.

#[macro_use]
mod shape;
mod lists;
mod numbers;
mod texts;

use crate::context::LowLevelFn;
use roc_shim_image::lowlevel::{LowLevel, Num, Op};

static FUNCTIONS: [Option<LowLevelFn>; LowLevel::COUNT] = {
    let mut functions = [None; LowLevel::COUNT];
    let mut index = 0;
    while index < LowLevel::COUNT {
        if let Some(low_level) = LowLevel::from_index(index as u16) {
            functions[index] = choose(low_level.op(), low_level.num());
        }
        index += 1;
    }
    functions
};

/// The function that carries an operation out; none for those which are instructions or generated.
pub fn function(low_level: LowLevel) -> Option<LowLevelFn> {
    FUNCTIONS[low_level.index() as usize]
}

const fn choose(op: Op, num: Option<Num>) -> Option<LowLevelFn> {
    if let Some(num) = num {
        return numbers::choose(op, num);
    }
    match texts::choose(op) {
        None => lists::choose(op),
        some => some,
    }
}

#[cfg(test)]
mod tests;
