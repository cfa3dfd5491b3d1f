//! Layouts, each stored once, reduced to what holds counted memory.

use super::{LayoutId, WriteError};
use crate::format::{LayoutKind, LayoutRecord, MAX_DEPTH, NONE};
use std::collections::BTreeMap;
use std::vec;
use std::vec::Vec;

/// A layout as the caller knows it. Sizes and offsets are in bytes.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
#[allow(missing_docs, reason = "the same words as in the format")]
pub enum Layout {
    /// Nothing counted inside.
    Plain { size: u32, align: u16 },
    /// A string.
    Str,
    /// A list of elements of this layout.
    List(LayoutId),
    /// A pointer to a counted allocation of one value of this layout.
    Box(LayoutId),
    /// A function value.
    Closure,
    /// Parts with their offsets. Parts that hold nothing counted may be left out.
    Struct { size: u32, align: u16, parts: Vec<(u32, LayoutId)> },
    /// For each tag the layout of its payload at offset 0, if there is anything counted in it.
    Union {
        size: u32,
        align: u16,
        discriminant_offset: u32,
        discriminant_size: u32,
        payloads: Vec<Option<LayoutId>>,
    },
}

/// All layouts.
#[derive(Debug, Default)]
pub struct Layouts {
    all: Vec<Option<Layout>>,
    known: BTreeMap<Layout, LayoutId>,
}

impl Layouts {
    /// The id of a layout, the same for equal ones.
    pub fn add(&mut self, layout: Layout) -> LayoutId {
        if let Some(&id) = self.known.get(&layout) {
            return id;
        }
        let id = self.declare();
        self.define(id, layout.clone());
        self.known.insert(layout, id);
        id
    }

    /// An id for a layout that holds itself behind a pointer, to be [defined](Self::define) before the end.
    pub fn declare(&mut self) -> LayoutId {
        self.all.push(None);
        LayoutId(self.all.len() as u32 - 1)
    }

    /// Says what a declared layout is.
    pub fn define(&mut self, id: LayoutId, layout: Layout) {
        self.all[id.0 as usize] = Some(layout);
    }

    pub(super) fn finish(self) -> Result<(Vec<LayoutRecord>, Vec<u32>), WriteError> {
        let mut reduced =
            Reduced { done: vec![State::Untouched; self.all.len()], all: &self.all, items: Vec::new() };
        let mut records = Vec::with_capacity(self.all.len());
        for id in 0..self.all.len() as u32 {
            records.push(reduced.record(LayoutId(id))?);
        }
        Ok((records, reduced.items))
    }
}

#[derive(Clone, Copy)]
enum State {
    Untouched,
    Active,
    Done(LayoutRecord),
}

struct Reduced<'a> {
    all: &'a [Option<Layout>],
    done: Vec<State>,
    items: Vec<u32>,
}

impl Reduced<'_> {
    fn record(&mut self, id: LayoutId) -> Result<LayoutRecord, WriteError> {
        let at = id.0 as usize;
        match self.done.get(at) {
            Some(State::Done(record)) => return Ok(*record),
            Some(State::Untouched) => self.done[at] = State::Active,
            Some(State::Active) => return Err(WriteError::EndlessLayout(id)),
            None => return Err(WriteError::UndefinedLayout(id)),
        }
        let all = self.all;
        let Some(layout) = &all[at] else { return Err(WriteError::UndefinedLayout(id)) };
        let record = self.reduce(layout)?;
        if record.depth > MAX_DEPTH {
            return Err(WriteError::EndlessLayout(id));
        }
        self.done[at] = State::Done(record);
        Ok(record)
    }

    fn reduce(&mut self, layout: &Layout) -> Result<LayoutRecord, WriteError> {
        let leaf = |kind, size, align, first| LayoutRecord {
            size,
            align,
            depth: 0,
            kind: kind as u32,
            first,
            count: 0,
        };
        Ok(match layout {
            Layout::Plain { size, align } => leaf(LayoutKind::Plain, *size, *align, 0),
            Layout::Str => leaf(LayoutKind::Str, 24, 8, 0),
            Layout::List(element) => leaf(LayoutKind::List, 24, 8, element.0),
            Layout::Box(inner) => leaf(LayoutKind::Box, 8, 8, inner.0),
            Layout::Closure => leaf(LayoutKind::Closure, 8, 8, 0),
            Layout::Struct { size, align, parts } => {
                let (mut items, mut depth) = (Vec::new(), 0);
                for &(offset, part) in parts {
                    let record = self.record(part)?;
                    match LayoutKind::from_number(record.kind) {
                        Some(LayoutKind::Plain) => {}
                        // The parts of a part, without the step between.
                        Some(LayoutKind::Struct) => {
                            for item in 0..record.count / 2 {
                                let at = (record.first + 2 * item) as usize;
                                let (inside, part) = (self.items[at], self.items[at + 1]);
                                items.extend_from_slice(&[offset.saturating_add(inside), part]);
                            }
                            depth = depth.max(record.depth);
                        }
                        _ => {
                            items.extend_from_slice(&[offset, part.0]);
                            depth = depth.max(record.depth.saturating_add(1));
                        }
                    }
                }
                if items.is_empty() {
                    return Ok(leaf(LayoutKind::Plain, *size, *align, 0));
                }
                self.with_items(LayoutKind::Struct, *size, *align, depth, &items)
            }
            Layout::Union { size, align, discriminant_offset, discriminant_size, payloads } => {
                let mut items = vec![*discriminant_offset, *discriminant_size];
                let mut depth = 0;
                for &payload in payloads {
                    let mut item = NONE;
                    if let Some(payload) = payload {
                        let record = self.record(payload)?;
                        if record.is_counted() {
                            item = payload.0;
                            depth = depth.max(record.depth.saturating_add(1));
                        }
                    }
                    items.push(item);
                }
                if items[2..].iter().all(|&item| item == NONE) {
                    return Ok(leaf(LayoutKind::Plain, *size, *align, 0));
                }
                self.with_items(LayoutKind::Union, *size, *align, depth, &items)
            }
        })
    }

    fn with_items(
        &mut self,
        kind: LayoutKind,
        size: u32,
        align: u16,
        depth: u16,
        items: &[u32],
    ) -> LayoutRecord {
        let first = self.items.len() as u32;
        self.items.extend_from_slice(items);
        LayoutRecord { size, align, depth, kind: kind as u32, first, count: items.len() as u32 }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_counted_parts_remain() {
        let mut layouts = Layouts::default();
        let word = layouts.add(Layout::Plain { size: 8, align: 8 });
        let text = layouts.add(Layout::Str);
        let inner = layouts.add(Layout::Struct { size: 32, align: 8, parts: vec![(0, text), (24, word)] });
        layouts.add(Layout::Struct { size: 64, align: 8, parts: vec![(0, inner), (32, inner)] });
        layouts.add(Layout::Struct { size: 16, align: 8, parts: vec![(0, word), (8, word)] });
        // node : [Leaf, Node (Box node) Str]
        let node = layouts.declare();
        let link = layouts.add(Layout::Box(node));
        let pair = layouts.add(Layout::Struct { size: 32, align: 8, parts: vec![(0, link), (8, text)] });
        let payloads = vec![None, Some(pair)];
        let union = Layout::Union {
            size: 40,
            align: 8,
            discriminant_offset: 32,
            discriminant_size: 1,
            payloads: payloads.clone(),
        };
        layouts.define(node, union);
        let (records, items) = layouts.finish().expect("good layouts");
        assert_eq!((records[3].count, records[3].depth), (4, 1));
        assert_eq!(records[4].kind, LayoutKind::Plain as u32);
        let union = records[node.0 as usize];
        assert_eq!(union.depth, 2);
        assert_eq!(items[union.first as usize..][..4], [32, 1, NONE, pair.0]);
    }

    #[test]
    fn endless_layouts_are_errors() {
        let mut layouts = Layouts::default();
        let id = layouts.declare();
        layouts.define(id, Layout::Struct { size: 8, align: 8, parts: vec![(0, id)] });
        assert_eq!(layouts.finish().err(), Some(WriteError::EndlessLayout(id)));
        let mut layouts = Layouts::default();
        let id = layouts.declare();
        assert_eq!(layouts.finish().err(), Some(WriteError::UndefinedLayout(id)));
    }
}
