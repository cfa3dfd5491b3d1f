//! Sets of variables, and which variables hold a value that is still needed.
//!
//! Knows LIR only.

use roc_base::{Id, IndexVec};

use crate::lir::{BlockId, Function, Statement, Var};

/// A set of variables of one function, one bit each.
#[derive(Clone, PartialEq, Eq, Default, Debug)]
pub struct VarSet {
    words: Vec<u64>,
}

impl VarSet {
    /// No variables, with room for `vars` of them.
    pub fn new(vars: usize) -> Self {
        VarSet { words: vec![0; vars.div_ceil(64)] }
    }

    /// Adds a variable, also one that there was no room for.
    #[inline]
    pub fn insert(&mut self, var: Var) {
        let at = var.index() / 64;
        if at >= self.words.len() {
            self.words.resize(at + 1, 0);
        }
        self.words[at] |= 1 << (var.index() % 64);
    }

    /// Takes a variable out.
    #[inline]
    pub fn remove(&mut self, var: Var) {
        if let Some(word) = self.words.get_mut(var.index() / 64) {
            *word &= !(1 << (var.index() % 64));
        }
    }

    /// Whether the variable is in the set.
    #[inline]
    pub fn contains(&self, var: Var) -> bool {
        self.words.get(var.index() / 64).is_some_and(|word| word >> (var.index() % 64) & 1 == 1)
    }

    /// Adds all of `other`. Returns whether there was anything new.
    pub fn union(&mut self, other: &VarSet) -> bool {
        let mut changed = false;
        for (word, &other) in self.words.iter_mut().zip(&other.words) {
            changed |= other & !*word != 0;
            *word |= other;
        }
        changed
    }

    /// Keeps only what is in `other` too. Returns whether anything went.
    pub fn intersect(&mut self, other: &VarSet) -> bool {
        let mut changed = false;
        for (word, &other) in self.words.iter_mut().zip(&other.words) {
            changed |= *word & !other != 0;
            *word &= other;
        }
        changed
    }

    /// The variables in order.
    pub fn iter(&self) -> impl Iterator<Item = Var> + '_ {
        self.words.iter().enumerate().flat_map(|(at, &word)| {
            let mut rest = word;
            std::iter::from_fn(move || {
                let bit = rest.trailing_zeros() as usize;
                rest &= rest.wrapping_sub(1);
                (bit < 64).then(|| Var::from_index(at * 64 + bit))
            })
        })
    }
}

/// For each block the variables which are needed where it starts and where it ends.
#[derive(Debug)]
pub struct Liveness {
    /// At the start.
    pub live_in: IndexVec<BlockId, VarSet>,
    /// Behind the terminator.
    pub live_out: IndexVec<BlockId, VarSet>,
}

/// Calls `each` for the variables that a use of this one also uses, beside itself.
pub type Parent<'a> = &'a dyn Fn(Var) -> Option<Var>;

/// Marks `var` as live, and everything that it is a part of.
pub fn mark(live: &mut VarSet, var: Var, parent: Parent<'_>) {
    let mut next = Some(var);
    while let Some(var) = next {
        if live.contains(var) {
            break;
        }
        live.insert(var);
        next = parent(var);
    }
}

/// Computes liveness. `parent` names for an alias the variable that it points into: while the alias is live, that
/// variable is.
pub fn liveness(function: &Function, parent: Parent<'_>) -> Liveness {
    let vars = function.vars.len();
    let empty = IndexVec::filled(VarSet::new(vars), function.blocks.len());
    let mut result = Liveness { live_in: empty.clone(), live_out: empty };
    let mut predecessors: IndexVec<BlockId, Vec<BlockId>> =
        IndexVec::filled(Vec::new(), function.blocks.len());
    for (id, block) in function.blocks.iter_enumerated() {
        block.terminator.successors(|to| predecessors[to].push(id));
    }
    // Backwards, so that most blocks see their successors first.
    let mut waiting: Vec<BlockId> = function.blocks.ids().iter().collect();
    let mut is_waiting = IndexVec::filled(true, function.blocks.len());
    let mut visited = IndexVec::filled(false, function.blocks.len());
    while let Some(id) = waiting.pop() {
        is_waiting[id] = false;
        let block = &function.blocks[id];
        let mut live = result.live_out[id].clone();
        if let Some(var) = block.terminator.operand() {
            mark(&mut live, var, parent);
        }
        for statement in block.statements.iter().rev() {
            step_back(&mut live, statement, parent);
        }
        if result.live_in[id] != live || !std::mem::replace(&mut visited[id], true) {
            for &before in &predecessors[id] {
                if result.live_out[before].union(&live) && !is_waiting[before] {
                    is_waiting[before] = true;
                    waiting.push(before);
                }
            }
            result.live_in[id] = live;
        }
    }
    result
}

/// From what is live behind a statement to what is live before it. What a statement reads that is of no use itself is
/// not needed.
pub fn step_back(live: &mut VarSet, statement: &Statement, parent: Parent<'_>) {
    if is_dead(live, statement) {
        return;
    }
    if let Some(var) = statement.target() {
        live.remove(var);
    }
    statement.operands(|var, _| mark(live, var, parent));
}

/// Whether a statement does nothing but assign a variable that is not live behind it.
pub fn is_dead(live: &VarSet, statement: &Statement) -> bool {
    match statement {
        Statement::Assign(target, rhs) => !live.contains(*target) && rhs.is_pure(),
        _ => false,
    }
}
