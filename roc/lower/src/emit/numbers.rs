//! Which instruction does which operation on which kind of number.

use roc_shim_image::op::Op;

use crate::lir::{Binary, Bits, Num, Unary, Var};

/// An operation with a number in the instruction.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Folded {
    /// The instruction.
    pub op: Op,
    /// The operand that is a variable.
    pub left: Var,
    /// The number.
    pub number: i64,
}

/// A comparison that is part of a jump.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Fused {
    /// Of two variables.
    Vars {
        /// The instruction that jumps when the comparison is true, with its operands.
        when_true: (Op, Var, Var),
        /// The instruction that jumps when it is false.
        when_false: (Op, Var, Var),
    },
    /// Of a variable and a number.
    Number {
        /// The variable.
        left: Var,
        /// The instruction that jumps when the comparison is true, with its number.
        when_true: (Op, i64),
        /// The instruction that jumps when it is false.
        when_false: (Op, i64),
    },
}

impl Fused {
    /// The variables that are read.
    pub fn operands(&self) -> [Option<Var>; 2] {
        match *self {
            Fused::Vars { when_true: (_, a, b), .. } => [Some(a), Some(b)],
            Fused::Number { left, .. } => [Some(left), None],
        }
    }
}

/// The instruction so many rows behind this one: families of instructions stand in the order of their types or
/// widths.
fn nth(first: Op, index: usize) -> Option<Op> {
    Op::from_number(first as u16 + index as u16)
}

/// The width's place among 1, 2, 4, 8, 16.
fn width(number: Num) -> usize {
    number.size().trailing_zeros() as usize
}

/// The instruction `a := op b`.
pub fn unary(op: Unary, from: Num) -> Option<Op> {
    match (op, from) {
        (Unary::Negate, Num::F32) => Some(Op::NegF32),
        (Unary::Negate, Num::F64) => Some(Op::NegF64),
        (Unary::Negate, number) if number.is_integer() && number.is_signed() => nth(Op::NegI8, width(number)),
        (Unary::Not, number) if number.is_integer() => nth(Op::Not1, width(number)),
        _ => None,
    }
}

/// The instruction that extends one integer to another, wider one.
pub fn extend(from: Num, to: Num) -> Option<Op> {
    let first = if from.is_signed() { Op::Sign1To2 } else { Op::Zero1To2 };
    let row = match width(from) {
        0 => 0,
        1 => 4,
        2 => 7,
        _ => 9,
    };
    nth(first, row + width(to).checked_sub(width(from) + 1)?)
}

/// The instruction `a := b op c` and whether its operands have to be exchanged.
pub fn binary(op: Binary, number: Num) -> Option<(Op, bool)> {
    use Binary::*;
    // Dec compares, adds and so on as a number of its own where it must, else as its I128.
    let integer = if number == Num::Dec { Num::I128 } else { number };
    let swapped = matches!(op, Greater | GreaterOrEqual);
    let float = |op32, op64| match number {
        Num::F32 => Some(op32),
        Num::F64 => Some(op64),
        _ => None,
    };
    let arithmetic = |first, op32, op64, dec| match number {
        Num::Dec => Some(dec),
        number if number.is_integer() => nth(first, number as usize),
        _ => float(op32, op64),
    };
    let compared = |first, op32, op64| float(op32, op64).or_else(|| nth(first, integer as usize));
    let op = match op {
        Add => arithmetic(Op::AddU8, Op::AddF32, Op::AddF64, Op::AddDec),
        Subtract => arithmetic(Op::SubU8, Op::SubF32, Op::SubF64, Op::SubDec),
        Multiply => arithmetic(Op::MulU8, Op::MulF32, Op::MulF64, Op::MulDec),
        Divide => arithmetic(Op::DivU8, Op::DivF32, Op::DivF64, Op::DivDec),
        Remainder => nth(Op::RemU8, number as usize),
        AddWrap => nth(Op::AddWrap1, width(number)),
        SubtractWrap => nth(Op::SubWrap1, width(number)),
        MultiplyWrap => nth(Op::MulWrap1, width(number)),
        And => nth(Op::And1, width(number)),
        Or => nth(Op::Or1, width(number)),
        Xor => nth(Op::Xor1, width(number)),
        ShiftLeft => nth(Op::Shl1, width(number)),
        ShiftRight if number.is_signed() => nth(Op::ShrI8, width(number)),
        ShiftRight | ShiftRightZeroFill => nth(Op::ShrU8, width(number)),
        Equal => float(Op::EqF32, Op::EqF64).or_else(|| nth(Op::Eq1, width(number))),
        // For floats the equality's result is turned.
        NotEqual => float(Op::EqF32, Op::EqF64).or_else(|| nth(Op::Ne1, width(number))),
        Less | Greater => compared(Op::LtU8, Op::LtF32, Op::LtF64),
        LessOrEqual | GreaterOrEqual => compared(Op::LeU8, Op::LeF32, Op::LeF64),
    }?;
    Some((op, swapped))
}

/// The operation with one operand in the instruction, if there is such an instruction and the number fits.
pub fn fold(
    op: Binary,
    number: Option<Num>,
    a: Var,
    b: Var,
    known: &dyn Fn(Var) -> Option<Bits>,
) -> Option<Folded> {
    use Binary::*;
    let commutes = matches!(op, Add | Multiply | AddWrap);
    let (left, bits) = match known(b) {
        Some(bits) => (a, bits),
        None if commutes => (b, known(a)?),
        None => return None,
    };
    let value = bits.get();
    let (op, value) = match (op, number?) {
        (Add, Num::I64) => (Op::AddI64Imm, value),
        (Subtract, Num::I64) => (Op::SubI64Imm, value),
        (Multiply, Num::I64) => (Op::MulI64Imm, value),
        (Add, Num::U64) => (Op::AddU64Imm, value),
        (Subtract, Num::U64) => (Op::SubU64Imm, value),
        (Multiply, Num::U64) => (Op::MulU64Imm, value),
        (AddWrap, Num::I64 | Num::U64) => (Op::AddWrap8Imm, value),
        (SubtractWrap, Num::I64 | Num::U64) => (Op::AddWrap8Imm, value.checked_neg()?),
        _ => return None,
    };
    let unsigned = matches!(op, Op::AddU64Imm | Op::SubU64Imm | Op::MulU64Imm);
    Some(Folded { op, left, number: fitting(value, unsigned)? })
}

/// The comparison as part of a jump, if there is such an instruction.
pub fn fuse(
    op: Binary,
    number: Option<Num>,
    a: Var,
    b: Var,
    known: &dyn Fn(Var) -> Option<Bits>,
) -> Option<Fused> {
    use Binary::*;
    let number = number?;
    // With a number on the left the comparison is turned round.
    let (turned, left, bits) = match (known(b), known(a)) {
        (Some(bits), _) => (op, a, Some(bits)),
        (None, Some(bits)) => (turn(op), b, Some(bits)),
        (None, None) => (op, a, None),
    };
    if let Some(value) = bits.map(Bits::get) {
        let pair = |when_true, when_false, unsigned| {
            let value = fitting(value, unsigned)?;
            Some(Fused::Number { left, when_true: (when_true, value), when_false: (when_false, value) })
        };
        let fused = match (turned, number) {
            (Equal, Num::I64 | Num::U64) => pair(Op::JumpEq8Imm, Op::JumpNe8Imm, false),
            (NotEqual, Num::I64 | Num::U64) => pair(Op::JumpNe8Imm, Op::JumpEq8Imm, false),
            (Less, Num::I64) => pair(Op::JumpLtI64Imm, Op::JumpGeI64Imm, false),
            (LessOrEqual, Num::I64) => pair(Op::JumpLeI64Imm, Op::JumpGtI64Imm, false),
            (Greater, Num::I64) => pair(Op::JumpGtI64Imm, Op::JumpLeI64Imm, false),
            (GreaterOrEqual, Num::I64) => pair(Op::JumpGeI64Imm, Op::JumpLtI64Imm, false),
            (Less, Num::U64) => pair(Op::JumpLtU64Imm, Op::JumpGeU64Imm, true),
            (LessOrEqual, Num::U64) => pair(Op::JumpLeU64Imm, Op::JumpGtU64Imm, true),
            (Greater, Num::U64) => pair(Op::JumpGtU64Imm, Op::JumpLeU64Imm, true),
            (GreaterOrEqual, Num::U64) => pair(Op::JumpGeU64Imm, Op::JumpLtU64Imm, true),
            (Equal | NotEqual, Num::U8 | Num::I8) => {
                let value = i64::from(value as u8);
                let (when_true, when_false) = match turned {
                    Equal => (Op::JumpEq1Imm, Op::JumpNe1Imm),
                    _ => (Op::JumpNe1Imm, Op::JumpEq1Imm),
                };
                Some(Fused::Number { left, when_true: (when_true, value), when_false: (when_false, value) })
            }
            _ => None,
        };
        if fused.is_some() {
            return fused;
        }
    }
    let (less, less_or_equal) = match number {
        Num::I64 => (Op::JumpLtI64, Op::JumpLeI64),
        Num::U64 => (Op::JumpLtU64, Op::JumpLeU64),
        _ => return None,
    };
    let (when_true, when_false) = match op {
        Equal => ((Op::JumpEq8, a, b), (Op::JumpNe8, a, b)),
        NotEqual => ((Op::JumpNe8, a, b), (Op::JumpEq8, a, b)),
        Less => ((less, a, b), (less_or_equal, b, a)),
        LessOrEqual => ((less_or_equal, a, b), (less, b, a)),
        Greater => ((less, b, a), (less_or_equal, a, b)),
        GreaterOrEqual => ((less_or_equal, b, a), (less, a, b)),
        _ => return None,
    };
    Some(Fused::Vars { when_true, when_false })
}

fn turn(op: Binary) -> Binary {
    use Binary::*;
    match op {
        Less => Greater,
        LessOrEqual => GreaterOrEqual,
        Greater => Less,
        GreaterOrEqual => LessOrEqual,
        same => same,
    }
}

fn fitting(value: i128, unsigned: bool) -> Option<i64> {
    if unsigned { u16::try_from(value).ok().map(i64::from) } else { i16::try_from(value).ok().map(i64::from) }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Families are found by their order in the table, so the names must be what the types say.
    #[test]
    fn families_are_in_order() {
        use Binary::*;
        for number in Num::ALL {
            let name = number.name();
            let bytes = number.size();
            let found = |op| binary(op, number).map(|(op, _)| format!("{op:?}"));
            assert_eq!(found(Add), Some(format!("Add{name}")));
            assert_eq!(found(Subtract), Some(format!("Sub{name}")));
            assert_eq!(found(Multiply), Some(format!("Mul{name}")));
            let compared = if number == Num::Dec { "I128" } else { name };
            assert_eq!(found(Less), Some(format!("Lt{compared}")));
            assert_eq!(found(GreaterOrEqual), Some(format!("Le{compared}")));
            if !number.is_float() {
                assert_eq!(found(Equal), Some(format!("Eq{bytes}")));
                assert_eq!(found(NotEqual), Some(format!("Ne{bytes}")));
            }
            if !number.is_integer() {
                assert_eq!(found(Divide), Some(format!("Div{name}")));
                continue;
            }
            for (op, prefix) in [
                (AddWrap, "AddWrap"),
                (SubtractWrap, "SubWrap"),
                (MultiplyWrap, "MulWrap"),
                (And, "And"),
                (Or, "Or"),
                (Xor, "Xor"),
                (ShiftLeft, "Shl"),
            ] {
                assert_eq!(found(op), Some(format!("{prefix}{bytes}")));
            }
            assert_eq!(found(ShiftRight), Some(format!("Shr{name}")));
            assert_eq!(found(ShiftRightZeroFill), Some(format!("ShrU{}", bytes * 8)));
            if bytes <= 8 {
                assert_eq!(found(Divide), Some(format!("Div{name}")));
                assert_eq!(found(Remainder), Some(format!("Rem{name}")));
            }
            let one = |op| unary(op, number).map(|op| format!("{op:?}"));
            assert_eq!(one(Unary::Not), Some(format!("Not{bytes}")));
            assert_eq!(one(Unary::Negate), number.is_signed().then(|| format!("Neg{name}")));
            for to in Num::ALL.into_iter().filter(|to| to.is_integer() && to.size() > bytes) {
                let prefix = if number.is_signed() { "Sign" } else { "Zero" };
                let expected = format!("{prefix}{bytes}To{}", to.size());
                assert_eq!(extend(number, to).map(|op| format!("{op:?}")), Some(expected));
            }
        }
    }
}
