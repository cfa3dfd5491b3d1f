//! The text of an image's functions, for people.

use crate::format::{FunctionRecord, NONE};
use crate::op::{Info, Kind, Op};
use crate::read::Image;
use core::fmt;

/// All functions of an image, as [`fmt::Display`]. The image should be valid; another one gives a text too.
#[derive(Clone, Copy, Debug)]
pub struct Disassembly<'a>(pub &'a Image<'a>);

impl fmt::Display for Disassembly<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.functions.iter().try_for_each(|function| self.function(f, function))
    }
}

impl Disassembly<'_> {
    fn function(&self, f: &mut fmt::Formatter<'_>, function: &FunctionRecord) -> fmt::Result {
        let FunctionRecord { frame_size, args_size, ret_size, captures_at, .. } = *function;
        write!(f, "{}: frame {frame_size}, arguments {args_size}, result {ret_size}", self.0.name(function))?;
        if captures_at != NONE {
            write!(f, ", captures at {captures_at}")?;
        }
        f.write_str("\n")?;
        let code = self.0.code_of(function);
        let mut at = 0;
        while let Some(&word) = code.get(at) {
            let Some(op) = Op::from_number(word as u16) else {
                return writeln!(f, "{at:>6}  ? {word:016x}");
            };
            let info = op.info();
            write!(f, "{at:>6}  {}", info.name)?;
            self.operands(f, info, code, at)?;
            f.write_str("\n")?;
            at += usize::from(info.words);
        }
        Ok(())
    }

    fn operands(&self, f: &mut fmt::Formatter<'_>, info: &Info, code: &[u64], at: usize) -> fmt::Result {
        for (index, (&kind, place)) in info.operands.iter().zip(info.places).enumerate() {
            f.write_str(if index == 0 { " " } else { ", " })?;
            let word = code.get(at + usize::from(place.word)).copied().unwrap_or(0);
            let bits = (word >> place.shift) & (u64::MAX >> (64 - kind.bits()));
            let unused = 64 - kind.bits();
            let number = if kind.is_signed() { (bits << unused) as i64 >> unused } else { bits as i64 };
            match kind {
                Kind::Write(_)
                | Kind::Read(_)
                | Kind::WriteSized
                | Kind::ReadSized
                | Kind::Area
                | Kind::Arguments
                | Kind::Result => write!(f, "[{bits}]"),
                Kind::Jump16 | Kind::Jump32 => write!(f, "->{}", at as i64 + number),
                Kind::Function | Kind::ClosureFunction => match self.0.functions.get(bits as usize) {
                    Some(function) => f.write_str(self.0.name(function)),
                    None => write!(f, "function {bits}"),
                },
                Kind::LowLevel => match crate::lowlevel::LowLevel::from_index(bits as u16) {
                    Some(low_level) => write!(f, "{low_level}"),
                    None => write!(f, "low-level {bits}"),
                },
                Kind::OptionalLayout if bits as u32 == NONE => f.write_str("no layout"),
                Kind::Layout | Kind::OptionalLayout | Kind::ListLayout => write!(f, "layout {bits}"),
                Kind::Data(_) | Kind::DataSized => write!(f, "data {bits}"),
                Kind::Hosted => write!(f, "hosted {bits}"),
                _ => write!(f, "{number}"),
            }?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::write::{Assembler, Frame, ImageBuilder};
    use std::string::ToString;

    #[test]
    fn functions_as_text() {
        let mut builder = ImageBuilder::new([0; 32], 0);
        let id = builder.declare_function("count");
        let mut code = Assembler::new();
        let again = code.label();
        code.bind(again);
        code.emit(Op::Const8Wide, &[8, -1]);
        code.emit(Op::JumpLtI64Imm, &[0, -5, again.into()]);
        code.emit(Op::Call, &[16, id.into()]);
        code.emit(Op::Return8, &[8]);
        let frame = Frame { size: 32, args: 8, ret: 8, captures: false };
        builder.define_function(id, code.finish(frame).expect("code"));
        let bytes = builder.finish().expect("image");
        let mut words = std::vec![0u128; bytes.len().div_ceil(16)];
        let block = &mut zerocopy::IntoBytes::as_mut_bytes(&mut words[..])[..bytes.len()];
        block.copy_from_slice(&bytes);
        let image = Image::read(block).expect("image");
        let expected = "\
count: frame 32, arguments 8, result 8
     0  Const8Wide [8], -1
     2  JumpLtI64Imm [0], -5, ->0
     3  Call [16], count
     4  Return8 [8]
";
        assert_eq!(Disassembly(&image).to_string(), expected);
    }
}
