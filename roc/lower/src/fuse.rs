//! Loops that carry a function value from round to round, as those over iterators do.
//!
//! An iterator's step gives an item and the rest, which is a new function value of the same function. Where a loop's
//! variable always holds one function's value, what that captures can be carried instead, in variables of their own: the
//! function is then known, put where it is called, and no function value is made.
//!
//! Whether it is so in every round is only seen when it has been done once: it is tried on a copy of the function.

use roc_base::IndexVec;

use crate::lir::{
    Block, BlockId, Function, FunctionId, Layout, LayoutId, Layouts, Rhs, Statement, Terminator, Var,
};
use crate::simplify::{Fact, Facts, simplify, visit_with_facts};

/// So many variables of a function are tried.
const TRIES: usize = 6;
/// A step inside of a step, and so on, up to so many.
const ROUNDS: usize = 12;
const MOST_LEAVES: usize = 32;
const MOST_DEPTH: usize = 12;

/// Changes a function. `inline` replaces calls of what is known by now, `finish` makes the function as short as it gets.
pub(crate) fn fuse_loops(
    function: &mut Function,
    layouts: &Layouts,
    inline: impl Fn(&mut Function),
    mut finish: impl FnMut(&mut Function),
) {
    for _ in 0..TRIES {
        let Some(better) = candidates(function, layouts)
            .into_iter()
            .find_map(|(var, shape)| attempt(function, layouts, var, &shape, &inline))
        else {
            return;
        };
        *function = better;
        finish(function);
    }
}

/// What a value is made of: function values of known functions, structs of such, and anything else.
#[derive(Clone, PartialEq, Eq, Debug)]
enum Shape {
    Leaf(LayoutId),
    Struct(LayoutId, Vec<Shape>),
    Closure(FunctionId, Vec<Shape>),
}

impl Shape {
    fn of(facts: &Facts, function: &Function, var: Var, depth: usize) -> Shape {
        let layout = function.vars[var];
        let all =
            |parts: &[Var]| parts.iter().map(|&part| Shape::of(facts, function, part, depth + 1)).collect();
        match facts.get(var) {
            _ if depth > MOST_DEPTH => Shape::Leaf(layout),
            Some(Fact::Closure(id, captures)) => Shape::Closure(*id, all(captures)),
            Some(Fact::Struct(parts)) => {
                let parts: Vec<Shape> = all(parts);
                match parts.iter().any(|part| !matches!(part, Shape::Leaf(_))) {
                    true => Shape::Struct(layout, parts),
                    false => Shape::Leaf(layout),
                }
            }
            _ => Shape::Leaf(layout),
        }
    }

    fn leaves(&self, out: &mut Vec<LayoutId>) {
        match self {
            Shape::Leaf(layout) => out.push(*layout),
            Shape::Struct(_, parts) | Shape::Closure(_, parts) => {
                parts.iter().for_each(|part| part.leaves(out))
            }
        }
    }

    /// The variables that hold the leaves of a value, if it has this shape.
    fn find(&self, facts: &Facts, function: &Function, var: Var, out: &mut Vec<Var>) -> bool {
        let mut all = |shapes: &[Shape], parts: &[Var]| {
            shapes.len() == parts.len()
                && shapes.iter().zip(parts).all(|(shape, &part)| shape.find(facts, function, part, out))
        };
        match (self, facts.get(var)) {
            (Shape::Struct(_, shapes), Some(Fact::Struct(parts))) => all(shapes, parts),
            (Shape::Closure(id, shapes), Some(Fact::Closure(found, parts))) => {
                id == found && all(shapes, parts)
            }
            (Shape::Leaf(layout), _) => {
                out.push(facts.original(var));
                function.vars[var] == *layout
            }
            _ => false,
        }
    }

    /// Statements that put a value of this shape together.
    fn build(
        &self,
        vars: &mut IndexVec<Var, LayoutId>,
        leaves: &mut impl Iterator<Item = Var>,
        out: &mut Vec<Statement>,
    ) -> Option<Var> {
        let (layout, rhs) = match self {
            Shape::Leaf(_) => return leaves.next(),
            Shape::Struct(layout, parts) => {
                let parts = parts.iter().map(|part| part.build(vars, leaves, out)).collect::<Option<_>>()?;
                (*layout, Rhs::Struct(parts))
            }
            Shape::Closure(id, parts) => {
                let parts = parts.iter().map(|part| part.build(vars, leaves, out)).collect::<Option<_>>()?;
                (Layouts::CLOSURE, Rhs::Closure(*id, parts))
            }
        };
        let var = vars.push(layout);
        out.push(Statement::Assign(var, rhs));
        Some(var)
    }

    fn function(&self) -> Option<FunctionId> {
        match self {
            Shape::Leaf(_) => None,
            Shape::Struct(_, parts) => parts.iter().find_map(Shape::function),
            Shape::Closure(id, _) => Some(*id),
        }
    }
}

/// Variables that get several values, one of which has a known function in it.
fn candidates(function: &Function, layouts: &Layouts) -> Vec<(Var, Shape)> {
    let mut found: Vec<(Var, Shape)> = Vec::new();
    let holds = |var: Var| match layouts.get(function.vars[var]) {
        Layout::Closure => true,
        Layout::Struct(fields) => fields.iter().any(|field| field.layout == Layouts::CLOSURE),
        _ => false,
    };
    if !function.vars.ids().iter().any(holds) {
        return found;
    }
    let mut assigned = IndexVec::filled(0u32, function.vars.len());
    for statement in function.blocks.iter().flat_map(|block| &block.statements) {
        statement.target().iter().for_each(|&var| assigned[var] += 1);
    }
    let is_param = |var: Var| function.params.contains(&var);
    let wanted: IndexVec<Var, bool> =
        function.vars.ids().iter().map(|var| assigned[var] > 1 && holds(var) && !is_param(var)).collect();
    if !wanted.iter().any(|&wanted| wanted) {
        return found;
    }
    visit_with_facts(function, layouts, |facts, block, at| {
        if let Statement::Assign(target, rhs) = &function.blocks[block].statements[at]
            && wanted[*target]
            && !found.iter().any(|(var, _)| var == target)
        {
            let shape = match rhs {
                Rhs::Copy(from) => Shape::of(facts, function, *from, 0),
                Rhs::Struct(parts) => {
                    let parts = parts.iter().map(|&part| Shape::of(facts, function, part, 1)).collect();
                    Shape::Struct(function.vars[*target], parts)
                }
                _ => return,
            };
            let mut leaves = Vec::new();
            shape.leaves(&mut leaves);
            if shape.function().is_some() && leaves.len() <= MOST_LEAVES {
                found.push((*target, shape));
            }
        }
    });
    found
}

/// The function with the leaves of a variable's shape in place of the variable, if it always has that shape.
fn attempt(
    function: &Function,
    layouts: &Layouts,
    var: Var,
    shape: &Shape,
    inline: &impl Fn(&mut Function),
) -> Option<Function> {
    let outer = shape.function()?;
    let mut tried = function.clone();
    let mut leaves = Vec::new();
    shape.leaves(&mut leaves);
    let leaves: Vec<Var> = leaves.into_iter().map(|layout| tried.vars.push(layout)).collect();
    rebuild_at_uses(&mut tried, var, shape, &leaves)?;
    // As long as not all of their values are there, nobody may take the leaves for assigned once: a block that is never
    // reached says that they change.
    let changes = leaves.iter().map(|&leaf| Statement::Assign(leaf, Rhs::Copy(leaf))).collect();
    let reminder = tried.blocks.push(Block { statements: changes, terminator: Terminator::Unreachable });
    for _ in 0..ROUNDS {
        simplify(&mut tried, layouts);
        if resolve(&mut tried, layouts, var, shape, &leaves) == 0 {
            tried.blocks[reminder].statements.clear();
            drop_constant(&mut tried, &leaves);
            // Once more, as leaves that never change are known now.
            for _ in 0..2 {
                inline(&mut tried);
                simplify(&mut tried, layouts);
            }
            // A value that is still made is better made once.
            return (makes(&tried, outer) <= makes(function, outer)).then_some(tried);
        }
        let before = tried.blocks.len();
        inline(&mut tried);
        if tried.blocks.len() == before {
            break;
        }
    }
    None
}

/// How often function values of this function are called for, where someone looks at them.
fn makes(function: &Function, id: FunctionId) -> usize {
    let mut short = function.clone();
    crate::copies::remove_copies(&mut short);
    crate::dead::remove_dead(&mut short);
    let statements = short.blocks.iter().flat_map(|block| &block.statements);
    statements
        .filter(|statement| matches!(statement, Statement::Assign(_, Rhs::Closure(made, _)) if *made == id))
        .count()
}

/// Before each use of the variable its value is put together from what the leaves are then.
fn rebuild_at_uses(function: &mut Function, var: Var, shape: &Shape, leaves: &[Var]) -> Option<()> {
    let vars = &mut function.vars;
    let mut build = |out: &mut Vec<Statement>| {
        let mut now = Vec::with_capacity(leaves.len());
        for &leaf in leaves {
            let copy = vars.push(vars[leaf]);
            out.push(Statement::Assign(copy, Rhs::Copy(leaf)));
            now.push(copy);
        }
        shape.build(vars, &mut now.into_iter(), out)
    };
    for block in function.blocks.iter_mut() {
        let mut statements = Vec::with_capacity(block.statements.len() + 8);
        for mut statement in std::mem::take(&mut block.statements) {
            if let Statement::Assign(_, rhs) = &mut statement {
                let mut used = false;
                rhs.operands(|operand, _| used |= operand == var);
                if used {
                    let value = build(&mut statements)?;
                    rhs.operands_mut(|operand| {
                        if *operand == var {
                            *operand = value;
                        }
                    });
                }
            }
            statements.push(statement);
        }
        if let Terminator::Return(returned) = &mut block.terminator
            && *returned == var
        {
            *returned = build(&mut statements)?;
        }
        block.statements = statements;
    }
    Some(())
}

/// Replaces assignments of the variable by assignments of the leaves where the value is known to have the shape. How many
/// are left.
fn resolve(function: &mut Function, layouts: &Layouts, var: Var, shape: &Shape, leaves: &[Var]) -> usize {
    let mut found: Vec<(BlockId, usize, Vec<Var>)> = Vec::new();
    let mut left = 0;
    visit_with_facts(function, layouts, |facts, block, at| {
        let Statement::Assign(target, rhs) = &function.blocks[block].statements[at] else { return };
        if *target != var {
            return;
        }
        let mut parts = Vec::new();
        let known = match (rhs, shape) {
            (Rhs::Copy(from), shape) => shape.find(facts, function, *from, &mut parts),
            (Rhs::Struct(given), Shape::Struct(_, shapes)) => {
                given.iter().zip(shapes).all(|(&part, shape)| shape.find(facts, function, part, &mut parts))
            }
            _ => false,
        };
        match known {
            true => found.push((block, at, parts)),
            false => left += 1,
        }
    });
    // From behind, so that places stay right.
    found.sort_by_key(|(block, at, _)| std::cmp::Reverse((*block, *at)));
    for (block, at, parts) in found {
        let mut moves = Vec::new();
        let mut late = Vec::new();
        for (&leaf, part) in leaves.iter().zip(parts) {
            if leaf == part {
                continue;
            }
            // Through another variable, as leaves may change places.
            let between = function.vars.push(function.vars[leaf]);
            moves.push(Statement::Assign(between, Rhs::Copy(part)));
            late.push(Statement::Assign(leaf, Rhs::Copy(between)));
        }
        moves.append(&mut late);
        function.blocks[block].statements.splice(at..=at, moves);
    }
    left
}

/// Removes assignments that give leaves the values that they have already, where those are all but the first.
fn drop_constant(function: &mut Function, leaves: &[Var]) {
    let mut assigned = IndexVec::filled(0u32, function.vars.len());
    let mut copied: IndexVec<Var, Option<Var>> = IndexVec::filled(None, function.vars.len());
    for statement in function.blocks.iter().flat_map(|block| &block.statements) {
        if let Statement::Assign(target, rhs) = statement {
            assigned[*target] += 1;
            copied[*target] = if let Rhs::Copy(from) = rhs { Some(*from) } else { None };
        }
    }
    // A variable that is assigned once, as a copy of the leaf, holds what the leaf still is.
    let is_same = |mut var: Var, leaf: Var| {
        for _ in 0..copied.len() {
            match copied[var].filter(|_| assigned[var] == 1) {
                _ if var == leaf => return true,
                Some(from) => var = from,
                None => return false,
            }
        }
        false
    };
    let mut others = IndexVec::filled(0u32, function.vars.len());
    for statement in function.blocks.iter().flat_map(|block| &block.statements) {
        if let Statement::Assign(target, rhs) = statement
            && leaves.contains(target)
            && !matches!(rhs, Rhs::Copy(from) if is_same(*from, *target))
        {
            others[*target] += 1;
        }
    }
    for block in function.blocks.iter_mut() {
        block.statements.retain(|statement| match statement {
            Statement::Assign(target, Rhs::Copy(from)) if leaves.contains(target) && others[*target] == 1 => {
                !is_same(*from, *target)
            }
            _ => true,
        });
    }
}
