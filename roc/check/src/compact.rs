//! A finished module's types without what inference left behind: each type once, no links, no variable that nothing
//! mentions. Knows nothing of expressions.

use rustc_hash::FxHashMap;

use crate::CheckedModule;
use crate::types::{Constraint, ConstraintKind, Field, Node, Run, Scheme, Tag, Ty, Types, Var};

/// The same module with a store that is as small as can be.
pub(crate) fn compact(module: &CheckedModule) -> CheckedModule {
    let mut mover = Mover {
        old: &module.types,
        new: Types::default(),
        moved: FxHashMap::default(),
        known: FxHashMap::default(),
        runs: FxHashMap::default(),
        field_runs: FxHashMap::default(),
        tag_runs: FxHashMap::default(),
    };
    let mut uses: Vec<_> = module.uses.iter().collect();
    uses.sort_unstable_by_key(|&(expr, _)| *expr);
    let mut ty_vars: Vec<_> = module.ty_vars.iter().collect();
    ty_vars.sort_unstable();
    CheckedModule {
        id: module.id,
        defs: module.defs.iter().map(|scheme| mover.scheme(scheme)).collect(),
        backings: module.backings.iter().map(|s| s.as_ref().map(|s| mover.scheme(s))).collect(),
        expr_types: module.expr_types.iter().map(|&ty| mover.ty(ty)).collect(),
        pat_types: module.pat_types.iter().map(|&ty| mover.ty(ty)).collect(),
        locals: module.locals.iter().map(|scheme| mover.scheme(scheme)).collect(),
        uses: uses.into_iter().map(|(&expr, tys)| (expr, mover.tys(tys))).collect(),
        bad: module.bad.clone(),
        wrong: module.wrong,
        filled: module.filled.clone(),
        defaults: module.defaults.iter().map(|&(ty, field)| (mover.ty(ty), field)).collect(),
        interpolations: module.interpolations.clone(),
        ty_vars: ty_vars.into_iter().map(|(&var, &ty)| (var, mover.ty(ty))).collect(),
        types: mover.new,
    }
}

struct Mover<'a> {
    old: &'a Types,
    new: Types,
    /// Roots of the old store.
    moved: FxHashMap<Ty, Ty>,
    /// What is in the new store, but for variables.
    known: FxHashMap<Node, Ty>,
    runs: FxHashMap<Vec<Ty>, Run>,
    field_runs: FxHashMap<Vec<Field>, Run>,
    tag_runs: FxHashMap<Vec<Tag>, Run>,
}

impl Mover<'_> {
    fn scheme(&mut self, scheme: &Scheme) -> Scheme {
        Scheme { ty: self.ty(scheme.ty), vars: self.tys(&scheme.vars) }
    }

    fn tys(&mut self, tys: &[Ty]) -> Vec<Ty> {
        tys.iter().map(|&ty| self.ty(ty)).collect()
    }

    fn ty(&mut self, ty: Ty) -> Ty {
        let root = self.old.root(ty);
        if let Some(&moved) = self.moved.get(&root) {
            return moved;
        }
        let node = match self.old.node(root) {
            Node::Flex(var) => return self.variable(root, var, Node::Flex),
            Node::Rigid(var, name) => return self.variable(root, var, |var| Node::Rigid(var, name)),
            Node::Apply(name, args) => Node::Apply(name, self.run(args)),
            Node::Tuple(items) => Node::Tuple(self.run(items)),
            Node::Function(params, ret, effect) => {
                Node::Function(self.run(params), self.ty(ret), self.ty(effect))
            }
            Node::Record(fields, ext, origin) => {
                let fields = self
                    .old
                    .fields(fields)
                    .iter()
                    .map(|f| Field { name: f.name, ty: self.ty(f.ty), kind: self.ty(f.kind) })
                    .collect::<Vec<_>>();
                let run = match self.field_runs.get(&fields) {
                    Some(&run) => run,
                    None => {
                        let run = self.new.field_run(fields.clone());
                        self.field_runs.insert(fields, run);
                        run
                    }
                };
                Node::Record(run, self.ty(ext), origin)
            }
            Node::Tags(tags, ext) => {
                let tags = self
                    .old
                    .tags(tags)
                    .iter()
                    .map(|t| Tag { name: t.name, args: self.run(t.args) })
                    .collect::<Vec<_>>();
                let run = match self.tag_runs.get(&tags) {
                    Some(&run) => run,
                    None => {
                        let run = self.new.tag_run(tags.clone());
                        self.tag_runs.insert(tags, run);
                        run
                    }
                };
                Node::Tags(run, self.ty(ext))
            }
            // A root is no link.
            node @ (Node::Link(_)
            | Node::Closed
            | Node::Sealed
            | Node::Pure
            | Node::Effectful
            | Node::Required
            | Node::Optional
            | Node::Default(..)
            | Node::Error) => node,
        };
        let moved = match self.known.get(&node) {
            Some(&known) => known,
            None => {
                let moved = self.new.add(node);
                self.known.insert(node, moved);
                moved
            }
        };
        self.moved.insert(root, moved);
        moved
    }

    /// A variable's constraints may mention it, so it moves before them.
    fn variable(&mut self, root: Ty, var: Var, node: impl Fn(Var) -> Node) -> Ty {
        let moved = self.new.add(node(Var { level: var.level, constraints: None }));
        self.moved.insert(root, moved);
        for &id in self.old.constraints(var) {
            let constraint = self.old.constraint(id);
            let kind = match constraint.kind {
                ConstraintKind::Method { name, ty, origin } => {
                    ConstraintKind::Method { name, ty: self.ty(ty), origin }
                }
                kind => kind,
            };
            let receiver = self.ty(constraint.receiver);
            let id = self.new.add_constraint(Constraint { receiver, kind, ..constraint });
            self.new.attach(moved, id);
        }
        moved
    }

    fn run(&mut self, run: Run) -> Run {
        let items = self.tys(self.old.tys(run));
        if items.is_empty() {
            return Run::EMPTY;
        }
        if let Some(&run) = self.runs.get(&items) {
            return run;
        }
        let run = self.new.run(&items);
        self.runs.insert(items, run);
        run
    }
}
