//! The reference counting pass: where values get one more owner and where they lose one.
//!
//! Backwards through each block with what is live: a variable that owns its value holds it exactly as long as it is
//! live. A consuming use of a variable that is still needed retains it before; a variable whose last use only borrows
//! is released behind it; one that dies on the way into a block is released there. So `$x = List.append($x, e)` hands
//! its only reference over and is done in place.
//!
//! Parts that are read from a struct or union which dies are moved out of it: only the other parts are released.
//!
//! It knows LIR only.

mod kinds;

use roc_base::{Id, IndexVec};

use crate::lir::operands::Ownership;
use crate::lir::{
    Block, BlockId, Field, Function, Layout, LayoutId, Layouts, Program, Rhs, Statement, Terminator, Var,
};
use crate::liveness::{Liveness, VarSet};
use kinds::{Kind, kinds};

/// Makes the counting of all functions explicit. To be run once, on functions without dead statements.
pub fn insert_counts(program: &mut Program) {
    let Program { layouts, functions, .. } = program;
    for function in functions.iter_mut() {
        count(function, layouts);
    }
}

/// Makes the counting of a function explicit.
fn count(function: &mut Function, layouts: &Layouts) {
    let counted = |&layout: &_| layouts.shape(layout).counted;
    if !function.vars.iter().any(counted) {
        return;
    }
    let (kinds, liveness) = kinds(function, layouts);
    let moves = Moves { layouts, views: views(function, &kinds), dying: Vec::new() };
    let vars = std::mem::take(&mut function.vars);
    let live = VarSet::default();
    let mut walk = Walk { kinds: &kinds, live, vars, moves, reversed: Vec::new() };
    for (id, block) in function.blocks.ids().iter().zip(function.blocks.iter_mut()) {
        walk.live = liveness.live_out[id].clone();
        block.terminator.operand().iter().for_each(|&var| walk.mark(var, &mut Vec::new()));
        for statement in std::mem::take(&mut block.statements).into_iter().rev() {
            if let Statement::Assign(target, rhs) = statement {
                walk.assign(target, rhs);
            }
        }
        block.statements = walk.finish_block();
    }
    function.vars = walk.vars;
    release_on_edges(function, layouts, &kinds, &liveness);
    release_unused_params(function, &kinds, &liveness);
}

/// For each view into a part of a struct or union: which part of which variable.
fn views(function: &Function, kinds: &IndexVec<Var, Kind>) -> IndexVec<Var, Option<(Var, u32)>> {
    let mut views = IndexVec::filled(None, function.vars.len());
    for statement in function.blocks.iter().flat_map(|block| &block.statements) {
        if let Statement::Assign(target, Rhs::Field(of, index) | Rhs::Payload { value: of, index, .. }) =
            statement
            && matches!(kinds[*target], Kind::View(_))
        {
            views[*target] = Some((*of, *index));
        }
    }
    views
}

/// Going backwards through a block.
struct Walk<'a> {
    kinds: &'a IndexVec<Var, Kind>,
    live: VarSet,
    vars: VarLayouts,
    moves: Moves<'a>,
    reversed: Reversed,
}

impl Walk<'_> {
    fn owned(&self, var: Var) -> bool {
        // Variables that this pass adds are not in the table.
        self.kinds.get(var).is_none_or(|kind| *kind == Kind::Owned)
    }

    fn parent(&self, var: Var) -> Option<Var> {
        match self.kinds.get(var) {
            Some(Kind::View(parent)) => *parent,
            _ => None,
        }
    }

    /// Makes it live, with what it looks into; adds to `fresh` what was not.
    fn mark(&mut self, var: Var, fresh: &mut Vec<Var>) {
        let mut next = Some(var);
        while let Some(var) = next.filter(|&var| !self.live.contains(var)) {
            self.live.insert(var);
            fresh.push(var);
            next = self.parent(var);
        }
    }

    fn assign(&mut self, target: Var, mut rhs: Rhs) {
        let needed = self.live.contains(target);
        self.live.remove(target);
        self.moves.used(target, &mut self.reversed, &mut self.vars);
        let renamed = self.keep_borrowed_target(target, &mut rhs);

        // With a view, everything that it looks into is borrowed.
        let (mut borrowed, mut consumed) = (Vec::new(), Vec::new());
        rhs.operands(|var, ownership| match ownership {
            Ownership::Owned => consumed.push(var),
            Ownership::Borrowed => borrowed.extend(std::iter::successors(Some(var), |&var| self.parent(var))),
        });
        if !matches!(rhs, Rhs::Field(..) | Rhs::Payload { .. } | Rhs::Discriminant(_)) {
            rhs.operands(|var, _| self.moves.used(var, &mut self.reversed, &mut self.vars));
        }
        let mut fresh = Vec::new();
        borrowed.iter().chain(&consumed).for_each(|&var| self.mark(var, &mut fresh));

        // Behind the statement: what was borrowed for the last time, then the result.
        for &var in &fresh {
            if self.owned(var) && borrowed.contains(&var) {
                self.moves.dies(var, &mut self.reversed, &self.vars);
            }
        }
        borrowed.iter().for_each(|&var| self.moves.seen(var));
        if self.owned(target) && self.is_counted(target) {
            match (needed, rhs.reads_part_of().is_some()) {
                (true, true) if !self.moves.move_out(&rhs) => self.reversed.push(Statement::Retain(target)),
                (false, false) => self.reversed.push(Statement::Release(target)),
                _ => {}
            }
        }
        self.reversed.push(Statement::Assign(target, rhs));

        // Before it: one more owner for each consuming use but the last one of all.
        for (at, &var) in consumed.iter().enumerate() {
            let is_last =
                fresh.contains(&var) && !borrowed.contains(&var) && !consumed[at + 1..].contains(&var);
            if self.owned(var) && !is_last {
                self.reversed.push(Statement::Retain(var));
            }
        }
        if let Some(old) = renamed {
            self.live.remove(old);
            self.mark(target, &mut Vec::new());
            self.reversed.push(Statement::Assign(old, Rhs::Copy(target)));
        }
    }

    fn is_counted(&self, var: Var) -> bool {
        self.moves.layouts.shape(self.vars[var]).counted
    }

    /// A borrowed operand that the same statement assigns gets another name, under which it can be released.
    fn keep_borrowed_target(&mut self, target: Var, rhs: &mut Rhs) -> Option<Var> {
        let mut found = false;
        rhs.operands(|var, ownership| found |= var == target && ownership == Ownership::Borrowed);
        if !found || !self.owned(target) {
            return None;
        }
        let old = self.vars.push(self.vars[target]);
        rhs.operands_mut(|var| {
            if *var == target {
                *var = old;
            }
        });
        Some(old)
    }

    fn finish_block(&mut self) -> Vec<Statement> {
        self.moves.finish(&mut self.reversed, &mut self.vars);
        self.reversed.reverse();
        std::mem::take(&mut self.reversed)
    }
}

/// Structs and unions that die further down in the block, seen from below, and which of their parts were moved out.
struct Moves<'a> {
    layouts: &'a Layouts,
    /// For each view which part of which variable it looks at.
    views: IndexVec<Var, Option<(Var, u32)>>,
    dying: Vec<Dying>,
}

struct Dying {
    var: Var,
    /// The tag whose payload was moved out of a union.
    tag: Option<u32>,
    moved: Vec<u32>,
    /// Parts that must stay in place until it dies, as views into them are used below.
    viewed: Vec<u32>,
    /// Where in the reversed statements its release is.
    release: usize,
}

type Reversed = Vec<Statement>;
type VarLayouts = IndexVec<Var, LayoutId>;

impl Moves<'_> {
    /// The variable is released here; perhaps only in part.
    fn dies(&mut self, var: Var, reversed: &mut Reversed, vars: &VarLayouts) {
        if matches!(self.layouts.get(vars[var]), Layout::Struct(_) | Layout::Union(_)) {
            self.dying.push(Dying {
                var,
                tag: None,
                moved: Vec::new(),
                viewed: Vec::new(),
                release: reversed.len(),
            });
        }
        reversed.push(Statement::Release(var));
    }

    /// Whether this read can take the part with it, and if so, notes it.
    fn move_out(&mut self, rhs: &Rhs) -> bool {
        let (var, tag, index) = match *rhs {
            Rhs::Field(var, index) => (var, None, index),
            Rhs::Payload { value, tag, index } => (value, Some(tag), index),
            _ => return false,
        };
        let Some(dying) = self.dying.iter_mut().find(|dying| dying.var == var) else { return false };
        let known_tag = dying.moved.is_empty() || dying.tag == tag;
        if !known_tag || dying.moved.contains(&index) || dying.viewed.contains(&index) {
            return false;
        }
        dying.tag = tag;
        dying.moved.push(index);
        true
    }

    /// A view is used here.
    fn seen(&mut self, view: Var) {
        if let Some(&Some((of, index))) = self.views.get(view)
            && let Some(dying) = self.dying.iter_mut().find(|dying| dying.var == of)
        {
            dying.viewed.push(index);
        }
    }

    /// The variable is used as a whole or assigned: what is further up cannot be moved.
    fn used(&mut self, var: Var, reversed: &mut Reversed, vars: &mut VarLayouts) {
        if let Some(at) = self.dying.iter().position(|dying| dying.var == var) {
            let dying = self.dying.remove(at);
            self.release_rest(dying, reversed, vars);
        }
    }

    fn finish(&mut self, reversed: &mut Reversed, vars: &mut VarLayouts) {
        while let Some(dying) = self.dying.pop() {
            self.release_rest(dying, reversed, vars);
        }
    }

    /// Replaces the release of the whole by releases of the parts that stayed.
    fn release_rest(&mut self, dying: Dying, reversed: &mut Reversed, vars: &mut VarLayouts) {
        let Dying { var, tag, moved, release, .. } = dying;
        if moved.is_empty() {
            return;
        }
        let fields: &[Field] = match (self.layouts.get(vars[var]), tag) {
            (Layout::Struct(fields), None) => fields,
            (Layout::Union(union), Some(tag)) => union.tags.get(tag as usize).map_or(&[], |fields| fields),
            _ => &[],
        };
        let mut rest = Vec::new();
        for (index, field) in (0..).zip(fields) {
            if self.layouts.shape(field.layout).counted && !moved.contains(&index) {
                let part = vars.push(field.layout);
                let read = match tag {
                    None => Rhs::Field(var, index),
                    Some(tag) => Rhs::Payload { value: var, tag, index },
                };
                rest.extend([Statement::Release(part), Statement::Assign(part, read)]);
            }
        }
        let change = rest.len() as isize - 1;
        reversed.splice(release..=release, rest);
        for other in &mut self.dying {
            if other.release > release {
                other.release = other.release.wrapping_add_signed(change);
            }
        }
    }
}

/// Whether it is of no use to release anything before this block: it only crashes.
fn only_crashes(block: &Block) -> bool {
    block.statements.is_empty()
        && matches!(block.terminator, Terminator::CrashConstant(_) | Terminator::Unreachable)
}

/// The union that a block's switch is about, if its discriminant is read in the block.
fn switched_union(block: &Block) -> Option<Var> {
    let Terminator::Switch { value, .. } = block.terminator else { return None };
    let assigned = |var: Var| block.statements.iter().rposition(|statement| statement.target() == Some(var));
    let at = assigned(value)?;
    match block.statements[at] {
        Statement::Assign(_, Rhs::Discriminant(union)) if assigned(union).is_none_or(|last| last < at) => {
            Some(union)
        }
        _ => None,
    }
}

/// Whether a union holds nothing counted on the way from its switch to this block.
fn is_empty_there(block: &Block, to: BlockId, layout: &Layout, layouts: &Layouts) -> bool {
    let (Terminator::Switch { cases, default, .. }, Layout::Union(union)) = (&block.terminator, layout)
    else {
        return false;
    };
    let plain = |tag: usize| {
        let fields = union.tags.get(tag).map_or(&[][..], |fields| fields);
        fields.iter().all(|field| !layouts.shape(field.layout).counted)
    };
    (0..union.tags.len()).all(|tag| {
        let case = cases.iter().find(|case| case.0 == tag as u64);
        let target = case.map(|case| case.1).or(*default);
        target != Some(to) || plain(tag)
    })
}

/// Releases what one way out of a block needs and another does not, at the start of the latter.
fn release_on_edges(
    function: &mut Function,
    layouts: &Layouts,
    kinds: &IndexVec<Var, Kind>,
    liveness: &Liveness,
) {
    let mut predecessors: IndexVec<BlockId, Vec<BlockId>> =
        IndexVec::filled(Vec::new(), function.blocks.len());
    for (id, block) in function.blocks.iter_enumerated() {
        block.terminator.successors(|to| {
            if !predecessors[to].contains(&id) {
                predecessors[to].push(id);
            }
        });
    }
    for id in liveness.live_in.ids() {
        let mut targets = Vec::new();
        function.blocks[id].terminator.successors(|to| {
            if !targets.contains(&to) {
                targets.push(to);
            }
        });
        if targets.len() < 2 {
            continue;
        }
        let union = switched_union(&function.blocks[id]);
        for to in targets {
            let block = &function.blocks[id];
            let empty =
                union.filter(|&union| is_empty_there(block, to, layouts.get(function.vars[union]), layouts));
            let dead: Vec<Statement> = liveness.live_out[id]
                .iter()
                .filter(|&var| kinds[var] == Kind::Owned && !liveness.live_in[to].contains(var))
                .filter(|&var| Some(var) != empty)
                .map(Statement::Release)
                .collect();
            if dead.is_empty() || only_crashes(&function.blocks[to]) {
                continue;
            }
            if predecessors[to].len() == 1 && to.index() != 0 {
                function.blocks[to].statements.splice(0..0, dead);
            } else {
                let between =
                    function.blocks.push(Block { statements: dead, terminator: Terminator::Jump(to) });
                function.blocks[id].terminator.successors_mut(|target| {
                    if *target == to {
                        *target = between;
                    }
                });
            }
        }
    }
}

fn release_unused_params(function: &mut Function, kinds: &IndexVec<Var, Kind>, liveness: &Liveness) {
    let start = BlockId::new(0);
    let unused = |var: &&Var| kinds[**var] == Kind::Owned && !liveness.live_in[start].contains(**var);
    let dead: Vec<Statement> =
        function.params.iter().filter(unused).map(|&var| Statement::Release(var)).collect();
    if dead.is_empty() || only_crashes(&function.blocks[start]) {
        return;
    }
    let mut entered_again = false;
    for block in &function.blocks {
        block.terminator.successors(|to| entered_again |= to == start);
    }
    if !entered_again {
        function.blocks[start].statements.splice(0..0, dead);
        return;
    }
    let first = Block { statements: dead, terminator: Terminator::Jump(start) };
    let old = std::mem::replace(&mut function.blocks[start], first);
    let moved = function.blocks.push(old);
    for block in function.blocks.iter_mut() {
        block.terminator.successors_mut(|to| {
            if *to == start {
                *to = moved;
            }
        });
    }
}
