//! The frame: where each variable lies, so that as few moves as possible are needed.
//!
//! Variables that are not needed at the same time share bytes. Parts that are read from a struct stay where they are,
//! a struct is made where its parts already lie, arguments are made where the callee expects them and results are
//! used from there (`groups`). A call uses everything behind its arguments, so those lie behind all that is needed
//! after it (`place`).
//!
//! Knows LIR with explicit counts; no instructions.

mod demand;
mod groups;
mod place;
mod range;

use roc_base::{Id, IndexVec};
use roc_shim_image::format::{MAX_FRAME, captures_at};
use rustc_hash::FxHashMap;

use crate::callee::{Callee, Callees};
use crate::lir::{BlockId, Function, Layouts, Statement, Terminator, Var};
use crate::liveness::{VarSet, liveness};
use demand::{AreaResult, demand};
use groups::{Groups, Spec};
use place::Places;
use range::{Definition, Life, Node, Ranges};

/// A function's frame.
#[derive(Debug)]
pub struct Frame {
    places: IndexVec<Var, u16>,
    areas: FxHashMap<(BlockId, usize), u16>,
    /// Bytes of the frame, a multiple of 16.
    pub size: u32,
}

impl Frame {
    /// Where a variable lies; 0 for those that have no bytes or no place.
    pub fn place(&self, var: Var) -> u16 {
        self.places.get(var).copied().unwrap_or(0)
    }

    /// Where the arguments are of the call, runtime operation or closure in this statement of a block.
    pub fn area(&self, block: BlockId, statement: usize) -> u16 {
        self.areas.get(&(block, statement)).copied().unwrap_or(0)
    }
}

/// A frame needs so many bytes: more than instructions can address.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct FrameTooLarge(pub u64);

/// The most bytes of a frame. The rest up to [`MAX_FRAME`] is for what instructions need for a moment.
const LIMIT: u32 = MAX_FRAME - 32;

/// What the frame is made for.
pub struct Request<'a> {
    /// The function, with explicit counts.
    pub function: &'a Function,
    /// Layouts of the program.
    pub layouts: &'a Layouts,
    /// How the function itself is called.
    pub callee: &'a Callee,
    /// How all functions are called.
    pub callees: &'a Callees,
    /// The blocks that are written, in their order.
    pub order: &'a [BlockId],
    /// How many loops each block is in.
    pub depth: &'a IndexVec<BlockId, u32>,
    /// Variables that need no place, as their value stands in the instructions.
    pub placeless: &'a VarSet,
}

/// Finds a place for everything.
pub fn allocate(request: &Request<'_>) -> Result<Frame, FrameTooLarge> {
    let Wishes { lives, specs, start, mut affinities, areas } = Wishes::collect(request)?;
    let mut groups = Groups::new(&lives, &specs, start);
    for (&param, field) in request.function.params.iter().zip(&request.callee.params) {
        if specs[param.index()].size > 0 {
            groups.join(Node::of(param), start, field.offset as i32, true);
        }
    }
    if request.function.captures.is_some() {
        let pointer = Node(start.0 + 1);
        groups.join(pointer, start, captures_at(request.callee.args) as i32, true);
    }
    // Inner loops first; otherwise in the order of the code.
    affinities.sort_by_key(|affinity| (std::cmp::Reverse(affinity.depth), affinity.step));
    for Affinity { a, b, distance, .. } in affinities {
        groups.join(a, b, distance, false);
    }
    let used: Vec<Node> = (0..specs.len() as u32)
        .map(Node)
        .filter(|node| specs[node.0 as usize].size > 0 && !lives[node.0 as usize].definitions.is_empty())
        .collect();
    let places = Places::new(&lives, &groups, start, &used);
    let mut size = request.callee.area();
    for &node in &used {
        size = size.max(places.get(node).unwrap_or(0) as u32 + specs[node.0 as usize].size);
    }
    if size > LIMIT {
        return Err(FrameTooLarge(size.into()));
    }
    let place = |node: Node| places.get(node).unwrap_or(0) as u16;
    Ok(Frame {
        places: request.function.vars.ids().iter().map(|var| place(Node::of(var))).collect(),
        areas: areas.into_iter().map(|(at, node)| (at, place(node))).collect(),
        size: size.next_multiple_of(16),
    })
}

/// A wish: `a` lies `distance` behind `b`.
struct Affinity {
    a: Node,
    b: Node,
    distance: i32,
    depth: u32,
    step: u32,
}

/// Everything that has to be placed and what it wants.
struct Wishes {
    lives: Vec<Life>,
    specs: Vec<Spec>,
    start: Node,
    affinities: Vec<Affinity>,
    areas: Vec<((BlockId, usize), Node)>,
}

impl Wishes {
    fn collect(request: &Request<'_>) -> Result<Self, FrameTooLarge> {
        let &Request { function, layouts, callee, .. } = request;
        let has_place =
            |var: &Var| !request.placeless.contains(*var) && layouts.size(function.vars[*var]) > 0;
        let mut specs = Vec::with_capacity(function.vars.len() + 16);
        for (var, &layout) in function.vars.iter_enumerated() {
            let shape = layouts.shape(layout);
            if shape.size > LIMIT {
                return Err(FrameTooLarge(shape.size.into()));
            }
            let size = if has_place(&var) { shape.size } else { 0 };
            specs.push(Spec { size, align: shape.align, across: None });
        }
        if callee.area() > LIMIT {
            return Err(FrameTooLarge(callee.area().into()));
        }
        let start = Node(specs.len() as u32);
        specs.push(Spec { size: 0, align: 16, across: None });
        specs.push(Spec { size: 8, align: 8, across: None });
        // The pointer to the captures stays where it is all the time.
        let life = Life { ranges: vec![(0, u32::MAX)], definitions: Vec::new() };
        let mut others =
            vec![Life::default(), if function.captures.is_some() { life } else { Life::default() }];

        let no_parent = |_| None;
        let live = liveness(function, &no_parent);
        let mut ranges = Ranges::new(function.vars.len());
        let mut affinities = Vec::new();
        let mut areas = Vec::new();
        let mut next_step = 1;
        for &id in request.order {
            let block = &function.blocks[id];
            let first_step = next_step;
            let last_step = first_step + block.statements.len() as u32;
            next_step = last_step + 1;
            let depth = request.depth[id];
            let mut live = live.live_out[id].clone();
            live.iter().for_each(|var| ranges.needed(var, 2 * last_step + 2));
            if let Some(var) = block.terminator.operand() {
                live.insert(var);
                ranges.needed(var, 2 * last_step + 1);
                if matches!(block.terminator, Terminator::Return(_)) && has_place(&var) {
                    affinities.push(Affinity {
                        a: Node::of(var),
                        b: start,
                        distance: 0,
                        depth,
                        step: last_step,
                    });
                }
            }
            for (at, statement) in block.statements.iter().enumerate().rev() {
                let step = first_step + at as u32;
                if let Statement::Assign(target, rhs) = statement {
                    let wants = demand(rhs, function.vars[*target], function, layouts, request.callees);
                    let affinity = |a, b, distance| Affinity { a, b, distance, depth, step };
                    live.remove(*target);
                    let mut copies = Vec::new();
                    for &(source, distance) in wants.copies.iter().filter(|copy| has_place(&copy.0)) {
                        copies.push((Node::of(source), distance));
                        if has_place(target) {
                            affinities.push(affinity(Node::of(*target), Node::of(source), distance));
                        }
                    }
                    let from = if wants.by_parts { 2 * step } else { 2 * step + 1 };
                    ranges.defined(*target, Definition { from, to: 2 * step + 1, copies });
                    if let Some(area) = wants.area {
                        let node = Node(specs.len() as u32);
                        if area.size > LIMIT {
                            return Err(FrameTooLarge(area.size.into()));
                        }
                        areas.push(((id, at), node));
                        let parts: Vec<(Node, i32)> = area
                            .parts
                            .iter()
                            .filter(|part| has_place(&part.0))
                            .map(|&(var, offset)| (Node::of(var), -(offset as i32)))
                            .collect();
                        affinities
                            .extend(parts.iter().map(|&(part, distance)| affinity(node, part, distance)));
                        let at_start = area.result == AreaResult::AtStart;
                        if area.result != AreaResult::Apart && has_place(target) {
                            affinities.push(affinity(Node::of(*target), node, 0));
                        }
                        let captures = function.captures.map(|_| Node(start.0 + 1));
                        let across = live.iter().filter(has_place).map(Node::of).chain(captures).collect();
                        specs.push(Spec {
                            size: area.size.max(1),
                            align: 16,
                            across: at_start.then_some(across),
                        });
                        let end = if area.result == AreaResult::Apart { 2 * step + 2 } else { 2 * step + 1 };
                        others.push(Life {
                            ranges: vec![(2 * step, end)],
                            definitions: vec![Definition { from: 2 * step, to: 2 * step, copies: parts }],
                        });
                    }
                }
                statement.operands(|var, _| {
                    live.insert(var);
                    ranges.needed(var, 2 * step + 1);
                });
            }
            ranges.block_start(2 * first_step);
        }
        for &param in &function.params {
            let definition = Definition { from: 1, to: 1, copies: Vec::new() };
            ranges.defined(param, definition);
        }
        let mut lives = ranges.finish();
        lives.append(&mut others);
        Ok(Wishes { lives, specs, start, affinities, areas })
    }
}
