//! One function's code: instructions with operands by value, jumps to labels.

use super::{Frame, WriteError};
use crate::format::{MAX_FRAME, captures_at};
use crate::op::{Flow, Kind, MAX_WORDS, Op};
use std::vec::Vec;

/// A place in a function that jumps can name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Label(u32);

/// As an operand.
impl From<Label> for i64 {
    fn from(label: Label) -> i64 {
        label.0.into()
    }
}

/// A finished function.
#[derive(Clone, Debug)]
pub struct Code {
    pub(super) words: Vec<u64>,
    /// Words where instructions start, ascending.
    pub(super) starts: Vec<u32>,
    pub(super) frame: Frame,
}

/// Makes a function's code. Needs nothing else of the image, so functions may be made in any order and in parallel.
#[derive(Debug, Default)]
pub struct Assembler {
    words: Vec<u64>,
    starts: Vec<u32>,
    /// For each label its word.
    labels: Vec<Option<u32>>,
    jumps: Vec<Fixup>,
    error: Option<WriteError>,
}

/// A jump whose displacement is still to be written.
#[derive(Clone, Copy, Debug)]
struct Fixup {
    at: u32,
    label: Label,
    short: bool,
}

const SHORT_SHIFT: u32 = 48;
const LONG_SHIFT: u32 = 32;

impl Assembler {
    /// No code yet.
    pub fn new() -> Self {
        Self::default()
    }

    /// A label without a place.
    pub fn label(&mut self) -> Label {
        self.labels.push(None);
        Label(self.labels.len() as u32 - 1)
    }

    /// The next instruction is where the label is.
    pub fn bind(&mut self, label: Label) {
        self.labels[label.0 as usize] = Some(self.words.len() as u32);
    }

    /// Adds an instruction with the operands of its row in the table: frame offsets, numbers, ids, labels, each as a
    /// number. The table of a switch is as many `Jump`s, added next.
    pub fn emit(&mut self, op: Op, operands: &[i64]) {
        let info = op.info();
        let mut words = [0u64; MAX_WORDS];
        words[0] = op as u64;
        let at = self.words.len() as u32;
        for (index, (&kind, place)) in info.operands.iter().zip(info.places).enumerate() {
            let value = operands.get(index).copied();
            let short = kind == Kind::Jump16;
            let bits = match value {
                Some(label) if short || kind == Kind::Jump32 => {
                    self.jumps.push(Fixup { at, label: Label(label as u32), short });
                    0
                }
                Some(value) if fits(kind, value) => value as u64 & (u64::MAX >> (64 - kind.bits())),
                _ => {
                    self.error.get_or_insert(WriteError::Operand { op, index, value });
                    0
                }
            };
            words[usize::from(place.word)] |= bits << place.shift;
        }
        if let Some(&value) = operands.get(info.operands.len()) {
            let index = info.operands.len();
            self.error.get_or_insert(WriteError::Operand { op, index, value: Some(value) });
        }
        self.starts.push(at);
        self.words.extend_from_slice(&words[..usize::from(info.words)]);
    }

    /// Words so far.
    pub fn len(&self) -> usize {
        self.words.len()
    }

    /// Whether there is no instruction yet.
    pub fn is_empty(&self) -> bool {
        self.words.is_empty()
    }

    /// The function, with a frame of this size.
    pub fn finish(mut self, frame: Frame) -> Result<Code, WriteError> {
        if let Some(error) = self.error {
            return Err(error);
        }
        // A label at the very end, or code that runs out, would leave the function: the validator wants an end.
        let ended = self.starts.last().is_some_and(|&last| {
            Op::from_number(self.words[last as usize] as u16).is_some_and(|op| op.info().flow == Flow::End)
        });
        if !ended || self.labels.contains(&Some(self.words.len() as u32)) {
            self.starts.push(self.words.len() as u32);
            self.words.push(Op::Unreachable as u64);
        }
        if !self.write_jumps()? {
            self.widen();
            self.write_jumps()?;
        }
        if let Some(&size) = [frame.size, frame.args, frame.ret].iter().find(|&&size| size > MAX_FRAME - 16) {
            return Err(WriteError::Frame(size));
        }
        let args = if frame.captures { captures_at(frame.args) + 8 } else { frame.args };
        let size = frame.size.max(args).max(frame.ret).next_multiple_of(16);
        Ok(Code { words: self.words, starts: self.starts, frame: Frame { size, ..frame } })
    }

    /// False where a jump is too far for its 16 bits.
    fn write_jumps(&mut self) -> Result<bool, WriteError> {
        for &Fixup { at, label, short } in &self.jumps {
            let Some(Some(target)) = self.labels.get(label.0 as usize) else {
                return Err(WriteError::UnboundLabel(label));
            };
            let displacement = i64::from(*target) - i64::from(at);
            let word = &mut self.words[at as usize];
            if !short {
                let low = *word & (u64::MAX >> LONG_SHIFT);
                *word = low | (displacement as u64) << LONG_SHIFT;
            } else if i16::try_from(displacement).is_ok() {
                let low = *word & (u64::MAX >> (64 - SHORT_SHIFT));
                *word = low | (displacement as u64) << SHORT_SHIFT;
            } else {
                return Ok(false);
            }
        }
        Ok(true)
    }

    /// Makes every short jump reach everywhere: `if … go +2; go +2; go far`. All of them, because functions that
    /// need it are huge and rare.
    fn widen(&mut self) {
        let short: Vec<u32> = self.jumps.iter().filter(|jump| jump.short).map(|jump| jump.at).collect();
        let moved = |at: u32| at + 2 * short.partition_point(|&jump| jump < at) as u32;
        let jump = |displacement: u64| Op::Jump as u64 | displacement << LONG_SHIFT;
        let mut words = Vec::with_capacity(self.words.len() + 2 * short.len());
        let mut starts = Vec::with_capacity(self.starts.len() + 2 * short.len());
        let mut next = short.iter().peekable();
        for (at, &word) in self.words.iter().enumerate() {
            if next.next_if(|&&jump| jump == at as u32).is_some() {
                let low = word & (u64::MAX >> (64 - SHORT_SHIFT));
                words.extend_from_slice(&[low | 2 << SHORT_SHIFT, jump(2), jump(0)]);
            } else {
                words.push(word);
            }
        }
        for &start in &self.starts {
            starts.push(moved(start));
            if short.binary_search(&start).is_ok() {
                starts.extend_from_slice(&[moved(start) + 1, moved(start) + 2]);
            }
        }
        for label in self.labels.iter_mut().flatten() {
            *label = moved(*label);
        }
        for jump in &mut self.jumps {
            let far = if jump.short { 2 } else { 0 };
            *jump = Fixup { at: moved(jump.at) + far, short: false, ..*jump };
        }
        (self.words, self.starts) = (words, starts);
    }
}

fn fits(kind: Kind, value: i64) -> bool {
    match (kind.bits(), kind.is_signed()) {
        (16, true) => i16::try_from(value).is_ok(),
        (16, false) => u16::try_from(value).is_ok(),
        (32, true) => i32::try_from(value).is_ok(),
        (32, false) => u32::try_from(value).is_ok(),
        _ => true,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::vec;

    const FRAME: Frame = Frame { size: 32, args: 8, ret: 8, captures: false };

    #[test]
    fn near_and_far_jumps() {
        for filling in [10, 40_000] {
            let mut code = Assembler::new();
            let (start, end) = (code.label(), code.label());
            code.bind(start);
            code.emit(Op::JumpEq8Imm, &[0, 7, end.into()]);
            for _ in 0..filling {
                code.emit(Op::Const8Wide, &[8, i64::MIN]);
            }
            code.emit(Op::JumpNe8, &[0, 8, start.into()]);
            code.bind(end);
            code.emit(Op::Return8, &[8]);
            let code = code.finish(FRAME).expect("good code");
            // The first jump, wherever it goes, ends at the return.
            let at = |word: usize| code.words[word];
            let short = (at(0) >> 48) as i16;
            let target = if filling == 10 { short as usize } else { 2 + (at(2) >> 32) as usize };
            assert_eq!(at(target) & 0xffff, Op::Return8 as u64);
            assert_eq!(target, code.words.len() - 1);
            assert!(code.starts.contains(&(target as u32)));
        }
    }

    #[test]
    fn mistakes_are_errors() {
        let mut code = Assembler::new();
        code.emit(Op::Const1, &[70_000, 1]);
        code.emit(Op::Move1, &[]);
        let error = WriteError::Operand { op: Op::Const1, index: 0, value: Some(70_000) };
        assert_eq!(code.finish(FRAME).err(), Some(error));
        let mut code = Assembler::new();
        let label = code.label();
        code.emit(Op::Jump, &[label.into()]);
        assert_eq!(code.finish(FRAME).err(), Some(WriteError::UnboundLabel(label)));
        assert_eq!(Assembler::new().finish(FRAME).map(|c| c.words), Ok(vec![Op::Unreachable as u64]));
    }
}
