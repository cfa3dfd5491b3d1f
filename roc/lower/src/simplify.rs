//! What is known at a place makes the code there shorter: a part of a struct that was just put together, the tag of a
//! value that was just made or asked for, the way that a jump takes.
//!
//! Goes along blocks which have only one block before them, with what is known of variables. Before the counting pass.

use std::rc::Rc;

use roc_base::IndexVec;
use rustc_hash::FxHashMap;

use crate::lir::{
    Bits, Block, BlockId, Function, FunctionId, Layout, Layouts, Rhs, Statement, Terminator, Unary, Var,
};

/// A block of at most so many statements may be repeated where its switch is decided.
const THIN: usize = 4;
/// So many variables are known at a time; more would only cost time.
const MOST: usize = 128;
/// Copies of copies, and so on.
const LONGEST: usize = 64;
/// More rounds hardly find anything.
const ROUNDS: usize = 4;

/// Changes a function.
pub fn simplify(function: &mut Function, layouts: &Layouts) {
    for _ in 0..ROUNDS {
        skip_empty_blocks(function);
        let predecessors = count_predecessors(function);
        merge_blocks(function, &predecessors);
        if !(Walk { predecessors, layouts, changed: false }.run(function)) {
            break;
        }
    }
}

/// What is known of a variable until it is assigned anew.
#[derive(Clone, Debug)]
pub(crate) enum Fact {
    Number(Bits),
    Struct(Rc<[Var]>),
    Tag(u32, Rc<[Var]>),
    /// Only the tag, not its payload.
    IsTag(u32),
    /// A union that is not one of these tags, as bits.
    IsNot(u64),
    DiscriminantOf(Var),
    Not(Var),
    Closure(FunctionId, Rc<[Var]>),
    /// The same value as this variable.
    Alias(Var),
}

impl Fact {
    fn mentions(&self, var: Var) -> bool {
        match self {
            Fact::Struct(parts) | Fact::Tag(_, parts) | Fact::Closure(_, parts) => parts.contains(&var),
            Fact::DiscriminantOf(of) | Fact::Not(of) | Fact::Alias(of) => *of == var,
            Fact::Number(_) | Fact::IsTag(_) | Fact::IsNot(_) => false,
        }
    }
}

/// What is known at a place.
#[derive(Clone)]
pub(crate) struct Facts {
    known: FxHashMap<Var, Fact>,
    /// What holds everywhere: of variables that are assigned once, in terms of such.
    lasting: Rc<IndexVec<Var, Option<Fact>>>,
}

impl Facts {
    /// Where nothing else is known.
    fn new(function: &Function, layouts: &Layouts) -> Self {
        let mut assigned = IndexVec::filled(0u32, function.vars.len());
        function.params.iter().for_each(|&param| assigned[param] += 1);
        let statements = || function.blocks.iter().flat_map(|block| &block.statements);
        statements().filter_map(Statement::target).for_each(|var| assigned[var] += 1);
        let mut lasting = IndexVec::filled(None, function.vars.len());
        for statement in statements() {
            let Statement::Assign(target, rhs) = statement else { continue };
            let mut once = assigned[*target] == 1;
            rhs.operands(|var, _| once &= assigned[var] == 1);
            if once {
                lasting[*target] = fact(function, layouts, *target, rhs);
            }
        }
        Self { known: FxHashMap::default(), lasting: Rc::new(lasting) }
    }

    /// The same with nothing but what holds everywhere.
    fn fresh(&self) -> Self {
        Self { known: FxHashMap::default(), lasting: self.lasting.clone() }
    }

    fn fact(&self, var: Var) -> Option<&Fact> {
        self.known.get(&var).or_else(|| self.lasting.get(var)?.as_ref())
    }

    /// What is known of a variable.
    pub(crate) fn get(&self, var: Var) -> Option<&Fact> {
        self.fact(self.original(var)).filter(|fact| !matches!(fact, Fact::Alias(_)))
    }

    /// The variable that has this value too, if it is known to be another one's.
    pub(crate) fn original(&self, mut var: Var) -> Var {
        // Longer chains are hardly worth it; a ring is dead code.
        for _ in 0..LONGEST {
            match self.fact(var) {
                Some(Fact::Alias(of)) => var = *of,
                _ => break,
            }
        }
        var
    }

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
        match self.get(var)? {
            Fact::Tag(tag, _) | Fact::IsTag(tag) => Some(*tag),
            _ => None,
        }
    }

    /// The number of a variable, as a switch sees it.
    fn number(&self, var: Var) -> Option<u64> {
        match self.get(var)? {
            Fact::Number(bits) => Some(bits.low()),
            Fact::DiscriminantOf(of) => self.tag(*of).map(u64::from),
            Fact::Not(of) => self.number(*of).map(|bit| bit ^ 1),
            _ => None,
        }
    }

    /// What a statement's right side comes down to.
    fn better(&self, rhs: &Rhs) -> Option<Rhs> {
        match rhs {
            Rhs::Field(of, index) => match self.get(*of)? {
                Fact::Struct(parts) => Some(Rhs::Copy(*parts.get(*index as usize)?)),
                _ => None,
            },
            Rhs::Payload { value, tag, index } => match self.get(*value)? {
                Fact::Tag(known, parts) if known == tag => Some(Rhs::Copy(*parts.get(*index as usize)?)),
                _ => None,
            },
            Rhs::Discriminant(of) => Some(Rhs::Number(Bits::int(self.tag(*of)?.into()))),
            _ => None,
        }
    }

    fn assign(&mut self, function: &Function, layouts: &Layouts, target: Var, rhs: &Rhs) {
        let fact = match rhs {
            Rhs::Copy(of) => self.known.get(of).cloned().or(Some(Fact::Alias(*of))),
            rhs => fact(function, layouts, target, rhs),
        };
        self.forget(target);
        if let Some(fact) = fact {
            self.learn(target, fact);
        }
    }
}

/// What an assignment says of its variable.
fn fact(function: &Function, layouts: &Layouts, target: Var, rhs: &Rhs) -> Option<Fact> {
    Some(match rhs {
        Rhs::Number(bits) if layouts.size(function.vars[target]) <= 8 => Fact::Number(*bits),
        Rhs::Struct(parts) => Fact::Struct(Rc::from(&parts[..])),
        Rhs::Tag(tag, parts) => Fact::Tag(*tag, Rc::from(&parts[..])),
        Rhs::Closure(id, captures) => Fact::Closure(*id, Rc::from(&captures[..])),
        Rhs::Discriminant(of) if is_union(layouts, function, *of) => Fact::DiscriminantOf(*of),
        Rhs::Unary(Unary::Not, of) if function.vars[*of] == Layouts::BOOL => Fact::Not(*of),
        Rhs::Copy(of) => Fact::Alias(*of),
        _ => return None,
    })
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
        let nothing = Facts::new(function, self.layouts);
        let mut waiting = vec![(BlockId::new(0), nothing.clone())];
        while let Some((id, mut facts)) = waiting.pop() {
            if std::mem::replace(&mut seen[id], true) {
                continue;
            }
            self.block(function, id, &mut facts);
            let block = &function.blocks[id];
            block.terminator.successors(|to| {
                if !seen[to] {
                    let facts = match self.predecessors[to] {
                        1 => self.on_edge(function, &block.terminator, to, &facts),
                        _ => nothing.fresh(),
                    };
                    waiting.push((to, facts));
                }
            });
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
            let before = self.changed;
            steps.iter_mut().for_each(|statement| self.statement(function, &mut ahead, statement));
            let mut end = function.blocks[to].terminator.clone();
            // A mere jump is of use where what was just made is taken apart.
            let opens = matches!(end, Terminator::Jump(_)) && opens(&function.blocks[to].statements, facts);
            if !opens && (matches!(end, Terminator::Jump(_)) || !self.decide(&mut end, &ahead)) {
                self.changed = before;
                break;
            }
            self.changed = true;
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
                    if let Some(Fact::Not(of)) = facts.fact(*condition) {
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
                let Some(&Fact::DiscriminantOf(of)) = facts.fact(*value) else { return facts };
                let Layout::Union(union) = self.layouts.get(function.vars[of]) else { return facts };
                let count = union.tags.len();
                let mut mine = cases.iter().filter(|case| case.1 == to);
                if let Some(case) = mine.next() {
                    facts.learn(of, Fact::IsTag(case.0 as u32));
                } else if count <= 64 {
                    let excluded = match facts.fact(of) {
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

/// Whether statements read a part of something that was made where this is known.
fn opens(statements: &[Statement], facts: &Facts) -> bool {
    statements.iter().any(|statement| match statement {
        Statement::Assign(_, rhs @ (Rhs::Field(..) | Rhs::Payload { .. })) => facts.better(rhs).is_some(),
        _ => false,
    })
}

/// Calls `visit` for each statement that can be reached, with what is known before it.
pub(crate) fn visit_with_facts(
    function: &Function,
    layouts: &Layouts,
    mut visit: impl FnMut(&Facts, BlockId, usize),
) {
    let walk = Walk { predecessors: count_predecessors(function), layouts, changed: false };
    let mut seen = IndexVec::filled(false, function.blocks.len());
    let nothing = Facts::new(function, layouts);
    let mut waiting = vec![(BlockId::new(0), nothing.clone())];
    while let Some((id, mut facts)) = waiting.pop() {
        if std::mem::replace(&mut seen[id], true) {
            continue;
        }
        let block = &function.blocks[id];
        for (at, statement) in block.statements.iter().enumerate() {
            visit(&facts, id, at);
            if let Statement::Assign(target, rhs) = statement {
                facts.assign(function, layouts, *target, rhs);
            }
        }
        block.terminator.successors(|to| {
            if !seen[to] {
                let facts = match walk.predecessors[to] {
                    1 => walk.on_edge(function, &block.terminator, to, &facts),
                    _ => nothing.fresh(),
                };
                waiting.push((to, facts));
            }
        });
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

/// Puts a block behind the only one that jumps to it, which changes no other block's number of predecessors.
fn merge_blocks(function: &mut Function, predecessors: &IndexVec<BlockId, u32>) {
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
        }
    }
}
