//! The order in which blocks are written: what follows a jump comes next where it can.

use roc_base::{Id, IndexVec};

use crate::lir::{BlockId, Function, Terminator};

/// All blocks that can be reached, the start first.
pub fn order(function: &Function) -> Vec<BlockId> {
    let mut placed = IndexVec::filled(false, function.blocks.len());
    let mut order = Vec::with_capacity(function.blocks.len());
    let mut waiting = vec![BlockId::from_index(0)];
    while let Some(block) = waiting.pop() {
        let mut next = Some(block);
        while let Some(block) = next.filter(|&block| !std::mem::replace(&mut placed[block], true)) {
            order.push(block);
            next = match &function.blocks[block].terminator {
                Terminator::Jump(to) => Some(*to),
                Terminator::Branch { then, otherwise, .. } => {
                    let (first, second) = if crashes(function, *then) || placed[*then] {
                        (otherwise, then)
                    } else {
                        (then, otherwise)
                    };
                    waiting.push(*second);
                    Some(*first)
                }
                terminator => {
                    let from = waiting.len();
                    terminator.successors(|to| waiting.push(to));
                    waiting[from..].reverse();
                    None
                }
            };
        }
    }
    order
}

fn crashes(function: &Function, block: BlockId) -> bool {
    matches!(
        function.blocks[block].terminator,
        Terminator::Crash(_) | Terminator::CrashConstant(_) | Terminator::Unreachable
    )
}

/// How many loops each block is in, as far as that can be seen from jumps back in the order.
pub fn loop_depth(function: &Function, order: &[BlockId]) -> IndexVec<BlockId, u32> {
    let mut place = IndexVec::filled(usize::MAX, function.blocks.len());
    order.iter().enumerate().for_each(|(at, &block)| place[block] = at);
    let mut starts = vec![0u32; order.len() + 1];
    let mut ends = vec![0u32; order.len() + 1];
    let mut seen = IndexVec::filled(usize::MAX, function.blocks.len());
    for (at, &block) in order.iter().enumerate().rev() {
        function.blocks[block].terminator.successors(|to| {
            // One loop for each head: from it to the last jump back.
            if place[to] <= at && seen[to] == usize::MAX {
                seen[to] = at;
                starts[place[to]] += 1;
                ends[at + 1] += 1;
            }
        });
    }
    let mut depth = IndexVec::filled(0, function.blocks.len());
    let mut current = 0;
    for (at, &block) in order.iter().enumerate() {
        current = current + starts[at] - ends[at];
        depth[block] = current;
    }
    depth
}
