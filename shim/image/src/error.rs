//! What can be wrong with an image, as values and as text.

use crate::format::{MEANING, VERSION};
use crate::op::Op;
use core::fmt;

/// Why an image can't be used.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ImageError {
    /// The block is shorter than a header, or isn't aligned to 16.
    Block,
    /// The length field says something else than the block's size.
    Length {
        /// Bytes by the length field, itself not counted.
        stated: u64,
        /// Bytes that are there.
        real: u64,
    },
    /// It isn't an image.
    Magic,
    /// It was made by another version of the tool.
    Version(u32),
    /// It was made by a tool with other instructions.
    Meaning(u32),
    /// A section is not inside the block, not aligned, or of another length than it must have.
    Section(&'static str),
    /// An entry has no function.
    Entry(u32),
    /// A function's record is wrong.
    Function(u32),
    /// An instruction is wrong.
    Instruction {
        /// The function.
        function: u32,
        /// The instruction's first word, from the function's start.
        word: u32,
        /// What is wrong.
        problem: Problem,
    },
    /// A layout is wrong.
    Layout(u32),
    /// A relocation is wrong.
    Relocation(u32),
}

/// What can be wrong with an instruction.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Problem {
    /// There is no such instruction, or none that an image may have.
    Unknown(u16),
    /// It reaches beyond the function's end.
    CutOff(Op),
    /// This operand is outside of what it refers to.
    Operand(Op, u8),
    /// The function goes on after its last instruction.
    NoEnd(Op),
    /// The table of a switch has something else than jumps.
    Table(Op),
    /// The list of instruction starts is wrong here.
    Starts,
}

impl fmt::Display for ImageError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the module image ")?;
        match *self {
            Self::Block => f.write_str("is too short or not aligned"),
            Self::Length { stated, real } => {
                write!(f, "is incomplete: it states a length of {stated} bytes and has {real}")
            }
            Self::Magic => f.write_str("is something else"),
            Self::Version(version) => {
                write!(f, "has format version {version}, but this interpreter knows {VERSION}")
            }
            Self::Meaning(meaning) => write!(
                f,
                "has instruction set {meaning:08x}, but this interpreter {MEANING:08x}: they were built from different versions"
            ),
            Self::Section(name) => write!(f, "is damaged: section {name}"),
            Self::Entry(index) => write!(f, "is damaged: entry {index}"),
            Self::Function(index) => write!(f, "is damaged: function {index}"),
            Self::Instruction { function, word, problem } => {
                write!(f, "is damaged: function {function}, word {word}: {problem}")
            }
            Self::Layout(index) => write!(f, "is damaged: layout {index}"),
            Self::Relocation(index) => write!(f, "is damaged: relocation {index}"),
        }
    }
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match *self {
            Self::Unknown(number) => write!(f, "no instruction has the number {number}"),
            Self::CutOff(op) => write!(f, "{} is cut off", op.info().name),
            Self::Operand(op, index) => write!(f, "operand {index} of {}", op.info().name),
            Self::NoEnd(op) => write!(f, "nothing follows {}", op.info().name),
            Self::Table(op) => write!(f, "{} in the table of a switch", op.info().name),
            Self::Starts => f.write_str("the table of instruction starts"),
        }
    }
}

impl core::error::Error for ImageError {}
