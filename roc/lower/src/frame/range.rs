//! When each value of a frame is there: positions in the code, ranges of positions, places of definition.
//!
//! The code is numbered in the order in which it is written. Step `n` reads at position `2n` and has written at
//! `2n + 1`. A step that writes a value part by part writes it from `2n` on, while its operands are still there.

use roc_base::{Id, IndexVec};

use crate::lir::Var;

/// A value with a place in the frame: variables first, in order, then areas for arguments and others.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct Node(pub u32);

impl Node {
    /// The node of a variable.
    pub fn of(var: Var) -> Self {
        Node(var.index() as u32)
    }
}

/// A place where a node gets its value.
#[derive(Clone, Debug)]
pub struct Definition {
    /// The positions where what it overwrites must not be needed: one or two, from here on.
    pub from: u32,
    /// Where it ends.
    pub to: u32,
    /// Nodes whose bytes it makes: this node lies this far behind them if nothing has to be moved.
    pub copies: Vec<(Node, i32)>,
}

/// A node's whole life.
#[derive(Clone, Debug, Default)]
pub struct Life {
    /// Positions at which the value is needed, as ranges without their ends, ascending.
    pub ranges: Vec<(u32, u32)>,
    /// Where it gets its value.
    pub definitions: Vec<Definition>,
}

impl Life {
    /// Whether the value is needed at a position.
    pub fn covers(&self, position: u32) -> bool {
        let after = self.ranges.partition_point(|range| range.0 <= position);
        after > 0 && position < self.ranges[after - 1].1
    }

    /// From the first to the last position at which it is written or needed.
    pub fn hull(&self) -> (u32, u32) {
        let mut hull = (u32::MAX, 0);
        for definition in &self.definitions {
            hull = (hull.0.min(definition.from), hull.1.max(definition.to + 1));
        }
        if let (Some(first), Some(last)) = (self.ranges.first(), self.ranges.last()) {
            hull = (hull.0.min(first.0), hull.1.max(last.1));
        }
        hull
    }

    /// Sorts the ranges, which were found block by block, and joins neighbours.
    pub fn tidy(&mut self) {
        self.ranges.sort_unstable();
        let mut joined: Vec<(u32, u32)> = Vec::with_capacity(self.ranges.len());
        for &(start, end) in &self.ranges {
            match joined.last_mut() {
                Some(last) if last.1 >= start => last.1 = last.1.max(end),
                _ => joined.push((start, end)),
            }
        }
        self.ranges = joined;
    }
}

/// Whether two nodes with common bytes destroy each other. `distance` is how far `a` lies behind `b`.
pub fn conflict(lives: &[Life], a: Node, b: Node, distance: i32) -> bool {
    let (life_a, life_b) = (&lives[a.0 as usize], &lives[b.0 as usize]);
    destroys(life_a, life_b, b, distance) || destroys(life_b, life_a, a, distance.wrapping_neg())
}

/// Whether a definition of the first overwrites what the second still needs.
fn destroys(written: &Life, needed: &Life, node: Node, distance: i32) -> bool {
    written.definitions.iter().any(|definition| {
        (definition.from..=definition.to).any(|position| needed.covers(position))
            && !definition.copies.contains(&(node, distance))
    })
}

/// The lives of variables, found by going backwards through each block.
pub struct Ranges {
    lives: Vec<Life>,
    /// Where the range ends that each variable is in, going backwards; none if it isn't needed.
    open: IndexVec<Var, Option<u32>>,
    /// Those that were opened since the block's start, perhaps closed again.
    opened: Vec<Var>,
}

impl Ranges {
    /// No ranges yet for that many variables.
    pub fn new(vars: usize) -> Self {
        Ranges { lives: vec![Life::default(); vars], open: IndexVec::filled(None, vars), opened: Vec::new() }
    }

    /// The variable is needed up to this position, without it.
    pub fn needed(&mut self, var: Var, end: u32) {
        if self.open[var].is_none() {
            self.open[var] = Some(end);
            self.opened.push(var);
        }
    }

    /// The variable gets its value.
    pub fn defined(&mut self, var: Var, definition: Definition) {
        if let Some(end) = self.open[var].take() {
            self.lives[var.index()].ranges.push((definition.from, end));
        }
        self.lives[var.index()].definitions.push(definition);
    }

    /// The block starts here; what is still needed is needed from its start on.
    pub fn block_start(&mut self, position: u32) {
        for var in self.opened.drain(..) {
            if let Some(end) = self.open[var].take() {
                self.lives[var.index()].ranges.push((position, end));
            }
        }
    }

    /// The lives by variable.
    pub fn finish(mut self) -> Vec<Life> {
        self.lives.iter_mut().for_each(Life::tidy);
        self.lives
    }
}
