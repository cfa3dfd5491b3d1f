//! The instructions: one table, read by the encoder, the validator, the disassembler and the interpreter's author.
//!
//! An instruction is one 64-bit word, `op:u16 a:u16 b:u16 c:u16` from the low bits up, and up to two words of
//! extension. Operands take their places in the order of the table: 16 bits the next of a, b, c; 32 bits b and c
//! together while both are free, otherwise the next half of an extension word; 64 bits a whole extension word.
//!
//! A frame operand is the byte offset of a value from the frame's start. Values lie in frames as the host ABI lays them
//! out, so a part of a value is an operand too, and cutting an integer off is reading its low bytes.

mod lowlevel;
mod table;

pub use table::Op;

use Kind::*;
use table::TABLE;

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

impl Op {
    /// The row of this instruction.
    pub const fn info(self) -> &'static Info {
        &TABLE[self as usize]
    }

    /// The instruction with this number.
    pub fn from_number(number: u16) -> Option<Op> {
        Self::ALL.get(usize::from(number)).copied()
    }

    /// A digest over the table: an image made with another one must not be run.
    pub const DIGEST: u32 = {
        const fn fold(digest: u32, byte: u8) -> u32 {
            (digest ^ byte as u32).wrapping_mul(0x0100_0193)
        }
        let (mut digest, mut i) = (0x811c_9dc5, 0);
        while i < TABLE.len() {
            let info = &TABLE[i];
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
