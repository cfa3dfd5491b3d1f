//! LIR as text, for people and tests: [`print`](print()) and [`parse`](parse()).
//!
//! ```text
//! # A comment ends with its line.
//! type Model = { I64, List(Str) }
//! type Tree = [(), (I64, Box(Tree))]
//! hosted "roc_host__put" (Str) -> {}
//! entry "roc__init" (I64) -> Box(Opaque) = init
//!
//! fn init(count: I64) -> Box(Model) {
//! start:
//!     log: List(Str) = list
//!     model: Model = struct count, log
//!     boxed: Box(Model) = box model
//!     return boxed
//! }
//! ```
//!
//! Arguments that the callee only borrows have a `&`. The layout of a variable stands at its first assignment. Struct fields are written by index, with `@offset` where
//! a field is not where C would put it. What is printed can be parsed again; only names are lost.

mod lex;
mod parse;
mod print;

pub use parse::{ParseError, parse};
pub use print::print;

use super::{Binary, Unary};

/// The word of each operation with one operand.
const UNARY: [(&str, Unary); 3] =
    [("negate", Unary::Negate), ("not", Unary::Not), ("convert", Unary::Convert)];

/// The word of each operation with two operands.
const BINARY: [(&str, Binary); 20] = [
    ("add", Binary::Add),
    ("subtract", Binary::Subtract),
    ("multiply", Binary::Multiply),
    ("divide", Binary::Divide),
    ("remainder", Binary::Remainder),
    ("add_wrap", Binary::AddWrap),
    ("subtract_wrap", Binary::SubtractWrap),
    ("multiply_wrap", Binary::MultiplyWrap),
    ("and", Binary::And),
    ("or", Binary::Or),
    ("xor", Binary::Xor),
    ("shift_left", Binary::ShiftLeft),
    ("shift_right", Binary::ShiftRight),
    ("shift_right_zero_fill", Binary::ShiftRightZeroFill),
    ("equal", Binary::Equal),
    ("not_equal", Binary::NotEqual),
    ("less", Binary::Less),
    ("less_or_equal", Binary::LessOrEqual),
    ("greater", Binary::Greater),
    ("greater_or_equal", Binary::GreaterOrEqual),
];
