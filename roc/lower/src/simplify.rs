//! What is known at a place makes the code there shorter: a part of a struct that was just put together, the tag of a
//! value that was just made or asked for, the way that a jump takes.
//!
//! Goes along blocks which have only one block before them, with what is known of variables. Before the counting pass.

use roc_base::IndexVec;
use rustc_hash::FxHashMap;

use crate::lir::{Bits, Block, BlockId, Function, Layout, Layouts, Rhs, Statement, Terminator, Unary, Var};

/// A block of at most so many statements may be repeated where its switch is decided.
const THIN: usize = 4;
/// So many variables are known at a time; more would only cost time.
const MOST: usize = 64;
/// More rounds hardly find anything.
const ROUNDS: usize = 4;

/// Changes a function.
pub fn simplify(function: &mut Function, layouts: &Layouts) {
    for _ in 0..ROUNDS {
        skip_empty_blocks(function);
        let predecessors = count_predecessors(function);
        let changed = Walk { predecessors, layouts, changed: false }.run(function);
        let merged = merge_blocks(function);
        if !changed && !merged {
            break;
        }
    }
}

/// What is known of a variable until it is assigned anew.
#[derive(Clone, Debug)]
enum Fact {
    Number(Bits),
    Struct(Box<[Var]>),
    Tag(u32, Box<[Var]>),
    /// Only the tag, not its payload.
    IsTag(u32),
    /// A union that is not one of these tags, as bits.
    IsNot(u64),
    DiscriminantOf(Var),
    Not(Var),
}

impl Fact {
    fn mentions(&self, var: Var) -> bool {
        match self {
            Fact::Struct(parts) | Fact::Tag(_, parts) => parts.contains(&var),
            Fact::DiscriminantOf(of) | Fact::Not(of) => *of == var,
            Fact::Number(_) | Fact::IsTag(_) | Fact::IsNot(_) => false,
        }
    }
}

#[derive(Clone, Default)]
struct Facts {
    known: FxHashMap<Var, Fact>,
}

impl Facts {
    fn forget(&mut self, var: Var) {
        self.known.remove(&var);
        self.known.retain(|_, fact| !fact.mentions(var));
    }

    fn learn(&mut self, var: Var, fact: Fact) {
        if self.known.len() < MOST && !fact.mentions(var) {
            self.known.insert(var, fact);
        }
    }

    fn tag(&self, var: Var) -> Option<u32> {
        match self.known.get(&var)? {
            Fact::Tag(tag, _) | Fact::IsTag(tag) => Some(*tag),
            _ => None,
        }
    }

    /// The number of a variable, as a switch sees it.
    fn number(&self, var: Var) -> Option<u64> {
        match self.known.get(&var)? {
            Fact::Number(bits) => Some(bits.low()),
            Fact::DiscriminantOf(of) => self.tag(*of).map(u64::from),
            Fact::Not(of) => self.number(*of).map(|bit| bit ^ 1),
            _ => None,
        }
    }

    /// What a statement's right side comes down to.
    fn better(&self, rhs: &Rhs) -> Option<Rhs> {
        match rhs {
            Rhs::Field(of, index) => match self.known.get(of)? {
                Fact::Struct(parts) => Some(Rhs::Copy(*parts.get(*index as usize)?)),
                _ => None,
            },
            Rhs::Payload { value, tag, index } => match self.known.get(value)? {
                Fact::Tag(known, parts) if known == tag => Some(Rhs::Copy(*parts.get(*index as usize)?)),
                _ => None,
            },
            Rhs::Discriminant(of) => Some(Rhs::Number(Bits::int(self.tag(*of)?.into()))),
            _ => None,
        }
    }

    fn assign(&mut self, function: &Function, layouts: &Layouts, target: Var, rhs: &Rhs) {
        let fact = match rhs {
            Rhs::Number(bits) if layouts.size(function.vars[target]) <= 8 => Some(Fact::Number(*bits)),
            Rhs::Struct(parts) => Some(Fact::Struct(parts.clone())),
            Rhs::Tag(tag, parts) => Some(Fact::Tag(*tag, parts.clone())),
            Rhs::Discriminant(of) if is_union(layouts, function, *of) => Some(Fact::DiscriminantOf(*of)),
            Rhs::Unary(Unary::Not, of) if function.vars[*of] == Layouts::BOOL => Some(Fact::Not(*of)),
            Rhs::Copy(of) => self.known.get(of).cloned(),
            _ => None,
        };
        self.forget(target);
        if let Some(fact) = fact {
            self.learn(target, fact);
        }
    }
}

/// Whether it is a union in the variable itself, not behind a pointer.
fn is_union(layouts: &Layouts, function: &Function, var: Var) -> bool {
    matches!(layouts.get(function.vars[var]), Layout::Union(_))
}

struct Walk<'a> {
    predecessors: IndexVec<BlockId, u32>,
    layouts: &'a Layouts,
    changed: bool,
}

impl Walk<'_> {
    fn run(mut self, function: &mut Function) -> bool {
        let mut seen = IndexVec::filled(false, function.blocks.len());
        let mut waiting = vec![(BlockId::new(0), Facts::default())];
        while let Some((id, mut facts)) = waiting.pop() {
            if std::mem::replace(&mut seen[id], true) {
                continue;
            }
            self.block(function, id, &mut facts);
            let block = &function.blocks[id];
            let mut next = Vec::new();
            block.terminator.successors(|to| next.push(to));
            for to in next {
                if !seen[to] {
                    let facts = match self.predecessors[to] {
                        1 => self.on_edge(function, &block.terminator, to, &facts),
                        _ => Facts::default(),
                    };
                    waiting.push((to, facts));
                }
            }
        }
        self.changed
    }

    fn block(&mut self, function: &mut Function, id: BlockId, facts: &mut Facts) {
        let mut statements = std::mem::take(&mut function.blocks[id].statements);
        for statement in &mut statements {
            self.statement(function, facts, statement);
        }
        let mut terminator = std::mem::replace(&mut function.blocks[id].terminator, Terminator::Unreachable);
        self.decide(&mut terminator, facts);
        // Over blocks whose way is known from here. Each step leaves one behind; a ring of them would be endless.
        for _ in 0..THIN {
            let Terminator::Jump(to) = terminator else { break };
            let Some(mut steps) = self.thin(function, to, id) else { break };
            let mut ahead = facts.clone();
            steps.iter_mut().for_each(|statement| self.statement(function, &mut ahead, statement));
            let mut end = function.blocks[to].terminator.clone();
            if matches!(end, Terminator::Jump(_)) || !self.decide(&mut end, &ahead) {
                break;
            }
            *facts = ahead;
            statements.append(&mut steps);
            terminator = end;
            // What was found out on the other way to there holds on this one too, but not the reverse.
            terminator.successors(|to| self.predecessors[to] += 1);
        }
        let block = &mut function.blocks[id];
        block.statements = statements;
        block.terminator = terminator;
    }

    fn statement(&mut self, function: &Function, facts: &mut Facts, statement: &mut Statement) {
        let Statement::Assign(target, rhs) = statement else { return };
        if let Some(better) = facts.better(rhs)
            && better != Rhs::Copy(*target)
            && fits(function, self.layouts, *target, &better)
        {
            *rhs = better;
            self.changed = true;
        }
        facts.assign(function, self.layouts, *target, rhs);
    }

    /// Makes a jump of what is decided. Whether it was.
    fn decide(&mut self, terminator: &mut Terminator, facts: &Facts) -> bool {
        let to = match terminator {
            Terminator::Branch { condition, then, otherwise } => match facts.number(*condition) {
                Some(bit) => Some(if bit & 1 == 1 { *then } else { *otherwise }),
                None => {
                    if let Some(Fact::Not(of)) = facts.known.get(condition) {
                        *condition = *of;
                        std::mem::swap(then, otherwise);
                        self.changed = true;
                    }
                    None
                }
            },
            Terminator::Switch { value, cases, default } => facts.number(*value).and_then(|number| {
                let case = cases.iter().find(|case| case.0 == number).map(|case| case.1);
                case.or(*default)
            }),
            _ => None,
        };
        if let Some(to) = to {
            *terminator = Terminator::Jump(to);
            self.changed = true;
        }
        to.is_some()
    }

    /// The statements of a block with several blocks before it that may be repeated in `from`.
    fn thin(&self, function: &Function, to: BlockId, from: BlockId) -> Option<Vec<Statement>> {
        let block = &function.blocks[to];
        let pure = |statement: &Statement| matches!(statement, Statement::Assign(_, rhs) if rhs.is_pure());
        let thin = to != from
            && self.predecessors[to] > 1
            && block.statements.len() <= THIN
            && block.statements.iter().all(pure);
        thin.then(|| block.statements.clone())
    }

    /// What is known behind a terminator, on the way to a block that has no other way to it.
    fn on_edge(&self, function: &Function, terminator: &Terminator, to: BlockId, facts: &Facts) -> Facts {
        let mut facts = facts.clone();
        match terminator {
            Terminator::Branch { condition, then, .. } => {
                facts.learn(*condition, Fact::Number(Bits::int((*then == to).into())));
            }
            Terminator::Switch { value, cases, .. } => {
                let Some(&Fact::DiscriminantOf(of)) = facts.known.get(value) else { return facts };
                let Layout::Union(union) = self.layouts.get(function.vars[of]) else { return facts };
                let count = union.tags.len();
                let mut mine = cases.iter().filter(|case| case.1 == to);
                if let Some(case) = mine.next() {
                    facts.learn(of, Fact::IsTag(case.0 as u32));
                } else if count <= 64 {
                    let excluded = match facts.known.get(&of) {
                        Some(Fact::IsNot(tags)) => *tags,
                        _ => 0,
                    };
                    let excluded =
                        cases.iter().filter(|case| case.0 < 64).fold(excluded, |all, case| all | 1 << case.0);
                    let left = !excluded & (u64::MAX >> (64 - count.max(1)));
                    let fact = match left.count_ones() {
                        1 => Fact::IsTag(left.trailing_zeros()),
                        _ => Fact::IsNot(excluded),
                    };
                    facts.learn(of, fact);
                }
            }
            _ => {}
        }
        facts
    }
}

/// Whether a variable can get this: layouts of copies are equal, discriminants small numbers.
fn fits(function: &Function, layouts: &Layouts, target: Var, rhs: &Rhs) -> bool {
    match rhs {
        Rhs::Copy(from) => function.vars[*from] == function.vars[target],
        Rhs::Number(_) => layouts.size(function.vars[target]) <= 8,
        _ => false,
    }
}

fn count_predecessors(function: &Function) -> IndexVec<BlockId, u32> {
    let mut predecessors = IndexVec::filled(0, function.blocks.len());
    // The start has one that isn't seen.
    predecessors[BlockId::new(0)] = 1;
    let mut seen = IndexVec::filled(false, function.blocks.len());
    let mut waiting = vec![BlockId::new(0)];
    while let Some(id) = waiting.pop() {
        if !std::mem::replace(&mut seen[id], true) {
            function.blocks[id].terminator.successors(|to| {
                predecessors[to] += 1;
                waiting.push(to);
            });
        }
    }
    predecessors
}

/// Leads jumps to blocks that only jump on to where those go.
fn skip_empty_blocks(function: &mut Function) {
    let onward: IndexVec<BlockId, BlockId> = function
        .blocks
        .iter_enumerated()
        .map(|(id, block)| match block.terminator {
            Terminator::Jump(to) if block.statements.is_empty() => to,
            _ => id,
        })
        .collect();
    for block in function.blocks.iter_mut() {
        block.terminator.successors_mut(|to| {
            // Not round and round in a ring of empty blocks.
            for _ in 0..onward.len() {
                if onward[*to] == *to {
                    break;
                }
                *to = onward[*to];
            }
        });
    }
}

/// Puts a block behind the only one that jumps to it.
fn merge_blocks(function: &mut Function) -> bool {
    let predecessors = count_predecessors(function);
    let mut merged = false;
    for id in function.blocks.ids() {
        while let Terminator::Jump(to) = function.blocks[id].terminator {
            // Blocks that can't be reached jump too, but don't count.
            if predecessors[id] == 0 || predecessors[to] != 1 || to == id {
                break;
            }
            let nothing = Block { statements: Vec::new(), terminator: Terminator::Unreachable };
            let mut next = std::mem::replace(&mut function.blocks[to], nothing);
            let block = &mut function.blocks[id];
            block.statements.append(&mut next.statements);
            block.terminator = next.terminator;
            merged = true;
        }
    }
    merged
}
