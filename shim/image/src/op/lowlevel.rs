//! Which instructions carry operations of the runtime out.

use super::Op;
use crate::lowlevel::{self, LowLevel, Num};

impl Op {
    /// The instruction that carries out an operation of the runtime: `LowLevelCall`, or a quicker one with the same
    /// operands.
    pub fn calling(low_level: LowLevel) -> Op {
        match low_level.op() {
            lowlevel::Op::ListAppend => Op::ListAppend,
            lowlevel::Op::ListSetUnchecked => Op::ListSet,
            _ => Op::LowLevelCall,
        }
    }

    /// The instruction that does the same as an operation of the runtime on values anywhere in the frame, if there
    /// is one: the result's operand comes first, then one for each argument.
    pub fn instead_of(low_level: LowLevel) -> Option<Op> {
        use lowlevel::Op::*;
        match low_level.op() {
            HashWord => return Some(Op::HashWord),
            DictFirst => return Some(Op::DictFirst),
            _ => {}
        }
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
}
