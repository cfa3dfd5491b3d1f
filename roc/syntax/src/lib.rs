//! Source text to tokens to syntax tree. It knows grammar only: no names' meanings, no types, no other files.

pub mod ast;
mod number;
pub mod trivia;

pub use number::Number;

/// How deep a syntax tree may be, chains of operators and postfixes included. Deeper input is reported as
/// *Too Deeply Nested*.
pub const MAX_DEPTH: u32 = 500;
