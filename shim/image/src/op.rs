//! The instructions: one table, read by the encoder, the validator, the disassembler and the interpreter's author.
//!
//! An instruction is one 64-bit word, `op:u16 a:u16 b:u16 c:u16` from the low bits up, and up to two words of
//! extension. Operands take their places in the order of the table: 16 bits the next of a, b, c; 32 bits b and c
//! together while both are free, otherwise the next half of an extension word; 64 bits a whole extension word.
//!
//! A frame operand is the byte offset of a value from the frame's start. Values lie in frames as the host ABI lays them
//! out, so a part of a value is an operand too, and cutting an integer off is reading its low bytes.

use crate::lowlevel;

use Kind::*;

/// What an operand means, which is what the validator checks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// 16 bits, a frame offset: this many bytes are written.
    Write(u8),
    /// 16 bits, a frame offset: this many bytes are read.
    Read(u8),
    /// 16 bits, a frame offset: as many bytes as the instruction's size or layout says are written.
    WriteSized,
    /// 16 bits, a frame offset: as many bytes as the instruction's size or layout says are read.
    ReadSized,
    /// 16 bits, a frame offset, multiple of 16: arguments of the called function, and its result after the call.
    Area,
    /// 16 bits, a frame offset, multiple of 16: arguments only.
    Arguments,
    /// 16 bits, a frame offset: the result of a hosted function or of a low-level operation.
    Result,
    /// 16 bits: a count of bytes.
    Size16,
    /// 16 bits: a signed number.
    Imm16,
    /// 16 bits: an unsigned number.
    Unsigned16,
    /// 16 bits: a count of bytes beyond a pointer.
    Offset,
    /// 16 bits: a jump, in words from the start of this instruction.
    Jump16,
    /// 16 bits: an index into the adapter's table of hosted functions.
    Hosted,
    /// 16 bits: an index of [`crate::lowlevel`].
    LowLevel,
    /// 32 bits: a jump, in words from the start of this instruction.
    Jump32,
    /// 32 bits: how many `Jump` instructions follow as the table of a switch.
    Cases,
    /// 32 bits: a function.
    Function,
    /// 32 bits: a function that gets a pointer to its captures behind its arguments.
    ClosureFunction,
    /// 32 bits: a layout.
    Layout,
    /// 32 bits: a layout, or [`crate::format::NONE`].
    OptionalLayout,
    /// 32 bits: the layout of a list.
    ListLayout,
    /// 32 bits: an offset into the data, followed by this many bytes.
    Data(u8),
    /// 32 bits: an offset into the data, followed by as many bytes as the instruction's size says.
    DataSized,
    /// 32 bits: a signed number.
    Imm32,
    /// 32 bits: a count of elements or bytes.
    Count32,
    /// 32 bits: bytes of the arguments.
    ArgumentsSize,
    /// 32 bits: bytes of the result.
    ResultSize,
    /// 64 bits of a constant.
    Word,
}

impl Kind {
    /// How many bits it takes.
    pub const fn bits(self) -> u32 {
        match self {
            Write(_) | Read(_) | WriteSized | ReadSized | Area | Arguments | Result | Size16 | Imm16
            | Unsigned16 | Offset | Jump16 | Hosted | LowLevel => 16,
            Jump32 | Cases | Function | ClosureFunction | Layout | OptionalLayout | ListLayout | Data(_)
            | DataSized | Imm32 | Count32 | ArgumentsSize | ResultSize => 32,
            Word => 64,
        }
    }

    /// Whether the number is to be read with a sign.
    pub const fn is_signed(self) -> bool {
        matches!(self, Imm16 | Imm32 | Jump16 | Jump32 | Word)
    }
}

/// Where an operand is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Place {
    /// Which word of the instruction.
    pub word: u8,
    /// Its lowest bit there.
    pub shift: u8,
}

/// The most operands of an instruction.
pub const MAX_OPERANDS: usize = 5;

/// The most words of an instruction.
pub const MAX_WORDS: usize = 3;

/// A row of the table.
#[derive(Clone, Copy, Debug)]
pub struct Info {
    /// The instruction's name.
    pub name: &'static str,
    /// Its operands, in order.
    pub operands: &'static [Kind],
    /// Where they are; as many as there are operands.
    pub places: [Place; MAX_OPERANDS],
    /// Words that it takes.
    pub words: u8,
    /// What may follow.
    pub flow: Flow,
    /// For each of a, b, c: how many bytes of the frame it refers to, 0 where it doesn't or where that isn't fixed.
    pub lanes: [u8; 3],
    /// Whether there is nothing to check but that.
    pub simple: bool,
    /// Whether operands say how large others are.
    pub sized: bool,
    /// Whether it stays inside stack and data whatever the frame holds: it follows no pointer found there.
    pub plain: bool,
}

/// What may be executed after an instruction.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Flow {
    /// The next one, or the jump's target.
    Next,
    /// Not the next one: jumps, returns, crashes. A function ends with such an instruction.
    End,
    /// Only the jumps that follow it.
    Switch,
    /// Only made by the interpreter; invalid in images.
    Internal,
}

const fn row(name: &'static str, operands: &'static [Kind], flow: Flow, plain: bool) -> Info {
    let mut places = [Place { word: 0, shift: 0 }; MAX_OPERANDS];
    // The lowest free bit of the first word and of the extensions.
    let (mut first, mut next) = (16, 64);
    let mut lanes = [0; 3];
    let mut simple = matches!(flow, Flow::Next);
    let mut sized = false;
    let mut i = 0;
    while i < operands.len() {
        let bits = operands[i].bits();
        match operands[i] {
            Write(bytes) | Read(bytes) => lanes[first as usize / 16 - 1] = bytes,
            Imm16 | Unsigned16 | Offset | Imm32 | Count32 | Word => {}
            Size16 | Layout | Function | ArgumentsSize | ResultSize | LowLevel => {
                simple = false;
                sized = true;
            }
            _ => simple = false,
        }
        let at = match bits {
            16 => {
                first += 16;
                first - 16
            }
            32 if first <= 32 => {
                first = 64;
                32
            }
            _ => {
                next += bits;
                next - bits
            }
        };
        places[i] = Place { word: (at / 64) as u8, shift: (at % 64) as u8 };
        i += 1;
    }
    assert!(first <= 64, "too many operands");
    Info { name, operands, places, words: next.div_ceil(64) as u8, flow, lanes, simple, sized, plain }
}

macro_rules! ops {
    ($($name:ident [$($kind:expr),*] $doc:literal $($flow:ident)?;)*) => {
        /// An instruction.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        #[repr(u16)]
        pub enum Op { $(#[doc = $doc] $name,)* }

        impl Op {
            /// All instructions by number.
            pub const ALL: &[Op] = &[$(Op::$name,)*];

            const TABLE: &[Info] = &[$(row(
                stringify!($name),
                &[$($kind),*],
                ops!(@flow $($flow)?),
                ops!(@plain $($flow)?),
            ),)*];
        }
    };
    (@flow) => { Flow::Next };
    (@flow memory) => { Flow::Next };
    (@flow end) => { Flow::End };
    (@flow leave) => { Flow::End };
    (@flow switch) => { Flow::Switch };
    (@flow internal) => { Flow::Internal };
    (@plain) => { true };
    (@plain end) => { true };
    (@plain switch) => { true };
    (@plain $other:ident) => { false };
}

impl Op {
    /// The row of this instruction.
    pub const fn info(self) -> &'static Info {
        &Self::TABLE[self as usize]
    }

    /// The instruction with this number.
    pub fn from_number(number: u16) -> Option<Op> {
        Self::ALL.get(usize::from(number)).copied()
    }

    /// The instruction that carries out an operation of the runtime: `LowLevelCall`, or a quicker one with the same
    /// operands.
    pub fn calling(low_level: lowlevel::LowLevel) -> Op {
        match low_level.op() {
            lowlevel::Op::ListAppend => Op::ListAppend,
            lowlevel::Op::ListSetUnchecked => Op::ListSet,
            _ => Op::LowLevelCall,
        }
    }

    /// The instruction that does the same as an operation of the runtime on numbers anywhere in the frame, if there
    /// is one: the result's operand comes first, then one for each argument.
    pub fn instead_of(low_level: lowlevel::LowLevel) -> Option<Op> {
        use lowlevel::{Num, Op::*};
        let op = match low_level.op() {
            // On integers all division truncates.
            IntDivBy => DivTruncBy,
            op => op,
        };
        Some(match (op, low_level.num()?) {
            (DivTruncBy, Num::U8) => Op::DivU8,
            (DivTruncBy, Num::I8) => Op::DivI8,
            (DivTruncBy, Num::U16) => Op::DivU16,
            (DivTruncBy, Num::I16) => Op::DivI16,
            (DivTruncBy, Num::U32) => Op::DivU32,
            (DivTruncBy, Num::I32) => Op::DivI32,
            (DivTruncBy, Num::U64) => Op::DivU64,
            (DivTruncBy, Num::I64) => Op::DivI64,
            (RemBy, Num::U8) => Op::RemU8,
            (RemBy, Num::I8) => Op::RemI8,
            (RemBy, Num::U16) => Op::RemU16,
            (RemBy, Num::I16) => Op::RemI16,
            (RemBy, Num::U32) => Op::RemU32,
            (RemBy, Num::I32) => Op::RemI32,
            (RemBy, Num::U64) => Op::RemU64,
            (RemBy, Num::I64) => Op::RemI64,
            (Negate, Num::I8) => Op::NegI8,
            (Negate, Num::I16) => Op::NegI16,
            (Negate, Num::I32) => Op::NegI32,
            (Negate, Num::I64) => Op::NegI64,
            (Negate, Num::I128) => Op::NegI128,
            _ => return None,
        })
    }

    /// A digest over the table: an image made with another one must not be run.
    pub const DIGEST: u32 = {
        const fn fold(digest: u32, byte: u8) -> u32 {
            (digest ^ byte as u32).wrapping_mul(0x0100_0193)
        }
        let (mut digest, mut i) = (0x811c_9dc5, 0);
        while i < Self::TABLE.len() {
            let info = &Self::TABLE[i];
            let name = info.name.as_bytes();
            let mut at = 0;
            while at < name.len() {
                digest = fold(digest, name[at]);
                at += 1;
            }
            at = 0;
            while at < info.operands.len() {
                digest = fold(digest, info.operands[at].bits() as u8 | info.places[at].shift);
                at += 1;
            }
            i += 1;
        }
        digest
    };
}

const W1: Kind = Write(1);
const W2: Kind = Write(2);
const W4: Kind = Write(4);
const W8: Kind = Write(8);
const W16: Kind = Write(16);
const W24: Kind = Write(24);
const R1: Kind = Read(1);
const R2: Kind = Read(2);
const R4: Kind = Read(4);
const R8: Kind = Read(8);
const R16: Kind = Read(16);
const R24: Kind = Read(24);

ops! {
    // Moves and constants.
    Move1 [W1, R1] "a := b";
    Move2 [W2, R2] "a := b";
    Move4 [W4, R4] "a := b";
    Move8 [W8, R8] "a := b";
    Move16 [W16, R16] "a := b";
    Move24 [W24, R24] "a := b";
    MoveN [WriteSized, ReadSized, Size16] "a := b, that many bytes; they may overlap";
    Const1 [W1, Imm16] "a := the number's low byte";
    Const2 [W2, Imm16] "a := the number";
    Const4 [W4, Imm32] "a := the number";
    Const8 [W8, Imm32] "a := the number, sign-extended";
    Const16 [W16, Imm32] "a := the number, sign-extended";
    Const8Wide [W8, Word] "a := the word";
    Const16Wide [W16, Word, Word] "a := the words, low one first";
    ConstData24 [W24, Data(24)] "a := those bytes of the data: a constant Str or List";
    ConstDataN [WriteSized, Size16, DataSized] "a := those bytes of the data";
    DataAddress [W8, Data(0)] "a := the address in the data: a constant Box or function value";

    // Integers: checked arithmetic, crashing.
    AddU8 [W1, R1, R1] "a := b + c";
    AddI8 [W1, R1, R1] "a := b + c";
    AddU16 [W2, R2, R2] "a := b + c";
    AddI16 [W2, R2, R2] "a := b + c";
    AddU32 [W4, R4, R4] "a := b + c";
    AddI32 [W4, R4, R4] "a := b + c";
    AddU64 [W8, R8, R8] "a := b + c";
    AddI64 [W8, R8, R8] "a := b + c";
    AddU128 [W16, R16, R16] "a := b + c";
    AddI128 [W16, R16, R16] "a := b + c";
    SubU8 [W1, R1, R1] "a := b - c";
    SubI8 [W1, R1, R1] "a := b - c";
    SubU16 [W2, R2, R2] "a := b - c";
    SubI16 [W2, R2, R2] "a := b - c";
    SubU32 [W4, R4, R4] "a := b - c";
    SubI32 [W4, R4, R4] "a := b - c";
    SubU64 [W8, R8, R8] "a := b - c";
    SubI64 [W8, R8, R8] "a := b - c";
    SubU128 [W16, R16, R16] "a := b - c";
    SubI128 [W16, R16, R16] "a := b - c";
    MulU8 [W1, R1, R1] "a := b * c";
    MulI8 [W1, R1, R1] "a := b * c";
    MulU16 [W2, R2, R2] "a := b * c";
    MulI16 [W2, R2, R2] "a := b * c";
    MulU32 [W4, R4, R4] "a := b * c";
    MulI32 [W4, R4, R4] "a := b * c";
    MulU64 [W8, R8, R8] "a := b * c";
    MulI64 [W8, R8, R8] "a := b * c";
    MulU128 [W16, R16, R16] "a := b * c";
    MulI128 [W16, R16, R16] "a := b * c";
    AddI64Imm [W8, R8, Imm16] "a := b + the number";
    SubI64Imm [W8, R8, Imm16] "a := b - the number";
    MulI64Imm [W8, R8, Imm16] "a := b * the number";
    AddU64Imm [W8, R8, Unsigned16] "a := b + the number";
    SubU64Imm [W8, R8, Unsigned16] "a := b - the number";
    MulU64Imm [W8, R8, Unsigned16] "a := b * the number";
    NegI8 [W1, R1] "a := -b";
    NegI16 [W2, R2] "a := -b";
    NegI32 [W4, R4] "a := -b";
    NegI64 [W8, R8] "a := -b";
    NegI128 [W16, R16] "a := -b";
    DivU8 [W1, R1, R1] "a := b / c, truncated";
    DivI8 [W1, R1, R1] "a := b / c, truncated";
    DivU16 [W2, R2, R2] "a := b / c, truncated";
    DivI16 [W2, R2, R2] "a := b / c, truncated";
    DivU32 [W4, R4, R4] "a := b / c, truncated";
    DivI32 [W4, R4, R4] "a := b / c, truncated";
    DivU64 [W8, R8, R8] "a := b / c, truncated";
    DivI64 [W8, R8, R8] "a := b / c, truncated";
    RemU8 [W1, R1, R1] "a := b rem c, sign of b";
    RemI8 [W1, R1, R1] "a := b rem c, sign of b";
    RemU16 [W2, R2, R2] "a := b rem c, sign of b";
    RemI16 [W2, R2, R2] "a := b rem c, sign of b";
    RemU32 [W4, R4, R4] "a := b rem c, sign of b";
    RemI32 [W4, R4, R4] "a := b rem c, sign of b";
    RemU64 [W8, R8, R8] "a := b rem c, sign of b";
    RemI64 [W8, R8, R8] "a := b rem c, sign of b";

    // Integers: wrapping arithmetic and bits, by width.
    AddWrap1 [W1, R1, R1] "a := b + c";
    AddWrap2 [W2, R2, R2] "a := b + c";
    AddWrap4 [W4, R4, R4] "a := b + c";
    AddWrap8 [W8, R8, R8] "a := b + c";
    AddWrap16 [W16, R16, R16] "a := b + c";
    SubWrap1 [W1, R1, R1] "a := b - c";
    SubWrap2 [W2, R2, R2] "a := b - c";
    SubWrap4 [W4, R4, R4] "a := b - c";
    SubWrap8 [W8, R8, R8] "a := b - c";
    SubWrap16 [W16, R16, R16] "a := b - c";
    MulWrap1 [W1, R1, R1] "a := b * c";
    MulWrap2 [W2, R2, R2] "a := b * c";
    MulWrap4 [W4, R4, R4] "a := b * c";
    MulWrap8 [W8, R8, R8] "a := b * c";
    MulWrap16 [W16, R16, R16] "a := b * c";
    AddWrap8Imm [W8, R8, Imm16] "a := b + the number";
    And1 [W1, R1, R1] "a := b & c";
    And2 [W2, R2, R2] "a := b & c";
    And4 [W4, R4, R4] "a := b & c";
    And8 [W8, R8, R8] "a := b & c";
    And16 [W16, R16, R16] "a := b & c";
    Or1 [W1, R1, R1] "a := b | c";
    Or2 [W2, R2, R2] "a := b | c";
    Or4 [W4, R4, R4] "a := b | c";
    Or8 [W8, R8, R8] "a := b | c";
    Or16 [W16, R16, R16] "a := b | c";
    Xor1 [W1, R1, R1] "a := b ^ c";
    Xor2 [W2, R2, R2] "a := b ^ c";
    Xor4 [W4, R4, R4] "a := b ^ c";
    Xor8 [W8, R8, R8] "a := b ^ c";
    Xor16 [W16, R16, R16] "a := b ^ c";
    Not1 [W1, R1] "a := all bits of b turned";
    Not2 [W2, R2] "a := all bits of b turned";
    Not4 [W4, R4] "a := all bits of b turned";
    Not8 [W8, R8] "a := all bits of b turned";
    Not16 [W16, R16] "a := all bits of b turned";
    NotBool [W1, R1] "a := 1 if b is 0, else 0";
    Shl1 [W1, R1, R1] "a := b shifted left; the count, a byte, is taken modulo the width";
    Shl2 [W2, R2, R1] "a := b shifted left";
    Shl4 [W4, R4, R1] "a := b shifted left";
    Shl8 [W8, R8, R1] "a := b shifted left";
    Shl16 [W16, R16, R1] "a := b shifted left";
    ShrU8 [W1, R1, R1] "a := b shifted right, filled with zeros";
    ShrU16 [W2, R2, R1] "a := b shifted right, filled with zeros";
    ShrU32 [W4, R4, R1] "a := b shifted right, filled with zeros";
    ShrU64 [W8, R8, R1] "a := b shifted right, filled with zeros";
    ShrU128 [W16, R16, R1] "a := b shifted right, filled with zeros";
    ShrI8 [W1, R1, R1] "a := b shifted right, filled with its sign";
    ShrI16 [W2, R2, R1] "a := b shifted right, filled with its sign";
    ShrI32 [W4, R4, R1] "a := b shifted right, filled with its sign";
    ShrI64 [W8, R8, R1] "a := b shifted right, filled with its sign";
    ShrI128 [W16, R16, R1] "a := b shifted right, filled with its sign";
    Zero1To2 [W2, R1] "a := b, filled with zeros";
    Zero1To4 [W4, R1] "a := b, filled with zeros";
    Zero1To8 [W8, R1] "a := b, filled with zeros";
    Zero1To16 [W16, R1] "a := b, filled with zeros";
    Zero2To4 [W4, R2] "a := b, filled with zeros";
    Zero2To8 [W8, R2] "a := b, filled with zeros";
    Zero2To16 [W16, R2] "a := b, filled with zeros";
    Zero4To8 [W8, R4] "a := b, filled with zeros";
    Zero4To16 [W16, R4] "a := b, filled with zeros";
    Zero8To16 [W16, R8] "a := b, filled with zeros";
    Sign1To2 [W2, R1] "a := b, filled with its sign";
    Sign1To4 [W4, R1] "a := b, filled with its sign";
    Sign1To8 [W8, R1] "a := b, filled with its sign";
    Sign1To16 [W16, R1] "a := b, filled with its sign";
    Sign2To4 [W4, R2] "a := b, filled with its sign";
    Sign2To8 [W8, R2] "a := b, filled with its sign";
    Sign2To16 [W16, R2] "a := b, filled with its sign";
    Sign4To8 [W8, R4] "a := b, filled with its sign";
    Sign4To16 [W16, R4] "a := b, filled with its sign";
    Sign8To16 [W16, R8] "a := b, filled with its sign";

    // Comparisons; the result is a Bool. Dec is compared as I128.
    Eq1 [W1, R1, R1] "a := b == c";
    Eq2 [W1, R2, R2] "a := b == c";
    Eq4 [W1, R4, R4] "a := b == c";
    Eq8 [W1, R8, R8] "a := b == c";
    Eq16 [W1, R16, R16] "a := b == c";
    Ne1 [W1, R1, R1] "a := b != c";
    Ne2 [W1, R2, R2] "a := b != c";
    Ne4 [W1, R4, R4] "a := b != c";
    Ne8 [W1, R8, R8] "a := b != c";
    Ne16 [W1, R16, R16] "a := b != c";
    LtU8 [W1, R1, R1] "a := b < c";
    LtI8 [W1, R1, R1] "a := b < c";
    LtU16 [W1, R2, R2] "a := b < c";
    LtI16 [W1, R2, R2] "a := b < c";
    LtU32 [W1, R4, R4] "a := b < c";
    LtI32 [W1, R4, R4] "a := b < c";
    LtU64 [W1, R8, R8] "a := b < c";
    LtI64 [W1, R8, R8] "a := b < c";
    LtU128 [W1, R16, R16] "a := b < c";
    LtI128 [W1, R16, R16] "a := b < c";
    LeU8 [W1, R1, R1] "a := b <= c";
    LeI8 [W1, R1, R1] "a := b <= c";
    LeU16 [W1, R2, R2] "a := b <= c";
    LeI16 [W1, R2, R2] "a := b <= c";
    LeU32 [W1, R4, R4] "a := b <= c";
    LeI32 [W1, R4, R4] "a := b <= c";
    LeU64 [W1, R8, R8] "a := b <= c";
    LeI64 [W1, R8, R8] "a := b <= c";
    LeU128 [W1, R16, R16] "a := b <= c";
    LeI128 [W1, R16, R16] "a := b <= c";
    EqF32 [W1, R4, R4] "a := b == c";
    EqF64 [W1, R8, R8] "a := b == c";
    LtF32 [W1, R4, R4] "a := b < c";
    LtF64 [W1, R8, R8] "a := b < c";
    LeF32 [W1, R4, R4] "a := b <= c";
    LeF64 [W1, R8, R8] "a := b <= c";

    // Floats and Dec.
    AddF32 [W4, R4, R4] "a := b + c";
    AddF64 [W8, R8, R8] "a := b + c";
    SubF32 [W4, R4, R4] "a := b - c";
    SubF64 [W8, R8, R8] "a := b - c";
    MulF32 [W4, R4, R4] "a := b * c";
    MulF64 [W8, R8, R8] "a := b * c";
    DivF32 [W4, R4, R4] "a := b / c";
    DivF64 [W8, R8, R8] "a := b / c";
    NegF32 [W4, R4] "a := -b";
    NegF64 [W8, R8] "a := -b";
    AddDec [W16, R16, R16] "a := b + c";
    SubDec [W16, R16, R16] "a := b - c";
    MulDec [W16, R16, R16] "a := b * c";
    DivDec [W16, R16, R16] "a := b / c";

    // Jumps.
    Jump [Jump32] "go there" end;
    JumpIf [R1, Jump32] "if a is not 0";
    JumpIfNot [R1, Jump32] "if a is 0";
    JumpEq1Imm [R1, Unsigned16, Jump16] "if a == the number";
    JumpNe1Imm [R1, Unsigned16, Jump16] "if a != the number";
    JumpEq8 [R8, R8, Jump16] "if a == b";
    JumpNe8 [R8, R8, Jump16] "if a != b";
    JumpLtI64 [R8, R8, Jump16] "if a < b";
    JumpLeI64 [R8, R8, Jump16] "if a <= b";
    JumpLtU64 [R8, R8, Jump16] "if a < b";
    JumpLeU64 [R8, R8, Jump16] "if a <= b";
    JumpEq8Imm [R8, Imm16, Jump16] "if a == the number, sign-extended";
    JumpNe8Imm [R8, Imm16, Jump16] "if a != the number, sign-extended";
    JumpLtI64Imm [R8, Imm16, Jump16] "if a < the number";
    JumpLeI64Imm [R8, Imm16, Jump16] "if a <= the number";
    JumpGtI64Imm [R8, Imm16, Jump16] "if a > the number";
    JumpGeI64Imm [R8, Imm16, Jump16] "if a >= the number";
    JumpLtU64Imm [R8, Unsigned16, Jump16] "if a < the number";
    JumpLeU64Imm [R8, Unsigned16, Jump16] "if a <= the number";
    JumpGtU64Imm [R8, Unsigned16, Jump16] "if a > the number";
    JumpGeU64Imm [R8, Unsigned16, Jump16] "if a >= the number";
    Switch1 [R1, Cases] "take the jump number a of those that follow, the last one if a is larger" switch;
    Switch2 [R2, Cases] "the same for two bytes" switch;
    Switch4 [R4, Cases] "the same for four bytes" switch;
    Switch8 [R8, Cases] "the same for eight bytes" switch;

    // Calls.
    Call [Area, Function] "call with the arguments at a; the result is at a afterwards";
    TailCall [Area, Function] "move the arguments at a to the start of this frame and continue in that function" end;
    CallClosure [R8, Area, ArgumentsSize, ResultSize] "call the function value a, which is borrowed; the area has room for the pointer to the captures behind the arguments" memory;
    CallHosted [Result, Arguments, Hosted, ArgumentsSize, ResultSize] "call the host with the arguments at b; a and b must not overlap" memory;
    LowLevelCall [Result, Arguments, LowLevel, OptionalLayout] "a := that operation on the arguments at b, for elements of the layout" memory;
    ListAppend [Result, Arguments, LowLevel, OptionalLayout] "the same for List.append, quicker" memory;
    ListSet [Result, Arguments, LowLevel, OptionalLayout] "the same for Intrinsic.list_set_unchecked, quicker" memory;
    Return [] "return; the result is at the start of the frame already" end;
    Return1 [R1] "return a" end;
    Return2 [R2] "return a" end;
    Return4 [R4] "return a" end;
    Return8 [R8] "return a" end;
    Return16 [R16] "return a" end;
    Return24 [R24] "return a" end;
    ReturnN [ReadSized, Size16] "return a" end;
    Crash [R24] "crash with the Str a, which is consumed" leave;
    CrashData [Size16, DataSized] "crash with a text of the data" end;
    Unreachable [] "crash: the compiler said that this is never reached" end;

    // Memory. Pointers in frames are trusted: they were made by instructions.
    MakeBox [W8, ReadSized, Layout] "a := a fresh allocation, holding b" memory;
    TakeBox [WriteSized, R8, Layout] "a := what is in the Box b, which is consumed" memory;
    Load1 [W1, R8, Offset] "a := the bytes at pointer b + offset" memory;
    Load2 [W2, R8, Offset] "a := the bytes at pointer b + offset" memory;
    Load4 [W4, R8, Offset] "a := the bytes at pointer b + offset" memory;
    Load8 [W8, R8, Offset] "a := the bytes at pointer b + offset" memory;
    Load16 [W16, R8, Offset] "a := the bytes at pointer b + offset" memory;
    Load24 [W24, R8, Offset] "a := the bytes at pointer b + offset" memory;
    LoadN [WriteSized, R8, Size16, Imm32] "a := the bytes at pointer b + the number" memory;
    Store1 [R8, R1, Offset] "the bytes at pointer a + offset := b" memory;
    Store2 [R8, R2, Offset] "the bytes at pointer a + offset := b" memory;
    Store4 [R8, R4, Offset] "the bytes at pointer a + offset := b" memory;
    Store8 [R8, R8, Offset] "the bytes at pointer a + offset := b" memory;
    Store16 [R8, R16, Offset] "the bytes at pointer a + offset := b" memory;
    Store24 [R8, R24, Offset] "the bytes at pointer a + offset := b" memory;
    StoreN [R8, ReadSized, Size16, Imm32] "the bytes at pointer a + the number := b" memory;
    MakeList [W24, ListLayout, Count32] "a := a list of the layout with room for that many elements and that length; the elements are stored next" memory;
    ListLoad1 [W1, R8, R8] "a := element c of the list at b, unchecked" memory;
    ListLoad2 [W2, R8, R8] "a := element c of the list at b, unchecked" memory;
    ListLoad4 [W4, R8, R8] "a := element c of the list at b, unchecked" memory;
    ListLoad8 [W8, R8, R8] "a := element c of the list at b, unchecked" memory;
    ListLoad16 [W16, R8, R8] "a := element c of the list at b, unchecked" memory;
    ListLoad24 [W24, R8, R8] "a := element c of the list at b, unchecked" memory;
    ListLoadN [WriteSized, R8, R8, Layout] "a := element c of the list at b, unchecked; the layout is the element's" memory;
    MakeClosure [W8, ReadSized, ClosureFunction, Layout] "a := a function value with the captures b of the layout" memory;
    RetainStr [R24] "one more owner" memory;
    RetainList [R24] "one more owner" memory;
    RetainPointer [R8] "one more owner of a Box or a function value" memory;
    Retain [ReadSized, Layout] "one more owner of all counted parts" memory;
    ReleaseStr [R24] "one owner fewer" memory;
    Release [ReadSized, Layout] "one owner fewer of all counted parts" memory;

    // Pushed by the interpreter as return addresses.
    LeaveRun [] "end of a run" internal;
    LeaveChunk [] "back to the stack's chunk before" internal;
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn operands_have_places() {
        for &op in Op::ALL {
            let info = op.info();
            assert_eq!(Op::from_number(op as u16), Some(op));
            assert!(usize::from(info.words) <= MAX_WORDS && info.operands.len() <= MAX_OPERANDS, "{op:?}");
            let mut used = [0u64; MAX_WORDS];
            used[0] = 0xffff;
            for (kind, place) in info.operands.iter().zip(info.places) {
                let mask = (u64::MAX >> (64 - kind.bits())) << place.shift;
                let word = &mut used[usize::from(place.word)];
                assert!(*word & mask == 0, "{op:?}: {kind:?} overlaps");
                *word |= mask;
            }
        }
        assert_eq!(Op::from_number(Op::ALL.len() as u16), None);
    }
}
