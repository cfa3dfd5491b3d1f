//! Operations on numbers, and how Builtin's low-level operations are said in LIR.

use roc_shim_image::lowlevel::Op;

use super::{LowLevel, Num, Rhs, Var};

/// Operations with one operand.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Unary {
    /// Floats, signed integers (the lowest value crashes). (Dec: a low-level operation.)
    Negate,
    /// `Bool` (negation) and integers (all bits).
    Not,
    /// From any integer or Bool to any integer: modulo 2ⁿ, extended by the operand's sign. Between I128 and Dec, and
    /// between layouts with equal bytes: the same bits.
    Convert,
}

/// Operations with two operands of equal layouts; the result has the same unless said otherwise.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Binary {
    /// Integers and Dec: crashes on overflow. Floats.
    Add,
    /// As `Add`.
    Subtract,
    /// As `Add`.
    Multiply,
    /// Integers of at most 64 bits, truncated; zero crashes, as does the lowest value by −1. Dec crashes alike. Floats.
    /// (128-bit integers: a low-level operation.)
    Divide,
    /// Integers of at most 64 bits, with the sign of the dividend; zero crashes.
    Remainder,
    /// Integers, modulo 2ⁿ.
    AddWrap,
    /// Integers, modulo 2ⁿ.
    SubtractWrap,
    /// Integers, modulo 2ⁿ.
    MultiplyWrap,
    /// Integers, Bool.
    And,
    /// Integers, Bool.
    Or,
    /// Integers, Bool.
    Xor,
    /// Integers by a U8, taken modulo the width.
    ShiftLeft,
    /// Integers by a U8, modulo the width; copies the sign of signed ones.
    ShiftRight,
    /// Integers by a U8, modulo the width; zeros come in.
    ShiftRightZeroFill,
    /// To Bool, from numbers and Bool; IEEE for floats.
    Equal,
    /// To Bool.
    NotEqual,
    /// To Bool, from numbers.
    Less,
    /// To Bool, from numbers.
    LessOrEqual,
    /// To Bool, from numbers.
    Greater,
    /// To Bool, from numbers.
    GreaterOrEqual,
}

impl Binary {
    /// Whether the result is a Bool whatever the operands are.
    pub const fn compares(self) -> bool {
        use Binary::*;
        matches!(self, Equal | NotEqual | Less | LessOrEqual | Greater | GreaterOrEqual)
    }
}

impl Rhs {
    /// An operation of Builtin by its table row: the read or the operation on numbers that it is, where it is one, else
    /// a [`Rhs::LowLevel`]. Operations which are [`Generated`](roc_shim_image::lowlevel::How::Generated) must have been
    /// replaced by calls before.
    pub fn operation(operation: LowLevel, arguments: &[Var]) -> Rhs {
        match *arguments {
            [a] => Self::with_one(operation, a),
            [a, b] => Self::with_two(operation, a, b),
            _ => None,
        }
        .unwrap_or_else(|| Rhs::LowLevel(operation, arguments.into()))
    }

    fn with_one(operation: LowLevel, a: Var) -> Option<Rhs> {
        Some(match operation.op() {
            Op::ListLen => Rhs::Length(a),
            Op::BoxBox => Rhs::Box(a),
            Op::BoxUnbox => Rhs::Unbox(a),
            Op::FloatNegate => Rhs::Unary(Unary::Negate, a),
            Op::Negate if operation.num().is_some_and(Num::is_integer) => Rhs::Unary(Unary::Negate, a),
            Op::BitwiseNot | Op::BoolNot => Rhs::Unary(Unary::Not, a),
            Op::DecToAttos | Op::DecFromAttos => Rhs::Unary(Unary::Convert, a),
            _ if operation.conversion().is_some() => Rhs::Unary(Unary::Convert, a),
            _ => return None,
        })
    }

    fn with_two(operation: LowLevel, a: Var, b: Var) -> Option<Rhs> {
        let small = operation.num().is_some_and(|num| num.is_integer() && num.size() <= 8);
        let binary = match operation.op() {
            Op::ListGetUnchecked => return Some(Rhs::Element(a, b)),
            Op::Plus => Binary::Add,
            Op::Minus => Binary::Subtract,
            Op::Times => Binary::Multiply,
            Op::DecFloatDivBy => Binary::Divide,
            Op::IntDivBy | Op::DivTruncBy if small => Binary::Divide,
            Op::RemBy if small => Binary::Remainder,
            Op::PlusWrap => Binary::AddWrap,
            Op::MinusWrap => Binary::SubtractWrap,
            Op::TimesWrap => Binary::MultiplyWrap,
            Op::IsEq | Op::IsFloatEq => Binary::Equal,
            Op::IsLt => Binary::Less,
            Op::IsLte => Binary::LessOrEqual,
            Op::IsGt => Binary::Greater,
            Op::IsGte => Binary::GreaterOrEqual,
            Op::BitwiseAnd => Binary::And,
            Op::BitwiseOr => Binary::Or,
            Op::BitwiseXor => Binary::Xor,
            Op::ShlWrap => Binary::ShiftLeft,
            Op::ShrWrap => Binary::ShiftRight,
            Op::ShrZfWrap => Binary::ShiftRightZeroFill,
            _ => return None,
        };
        Some(Rhs::Binary(binary, a, b))
    }
}
