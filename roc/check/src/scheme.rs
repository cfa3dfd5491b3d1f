//! Copying types with some variables replaced: uses of schemes, backing types with their arguments.

use rustc_hash::FxHashMap;

use crate::types::{Constraint, ConstraintKind, Field, Level, Node, Run, Scheme, Tag, Ty, Types};
use roc_base::Span;

/// Copies types from one store to another (or within one), replacing variables.
///
/// The two stores are given at each step as one `&mut Types` (the target) and an optional `&Types` (the source, where
/// it is another one).
pub struct Copier<'s> {
    source: Option<&'s Types>,
    replaced: FxHashMap<Ty, Ty>,
    level: Level,
}

impl<'s> Copier<'s> {
    /// A copier out of another store, or within the target's own.
    pub fn new(source: Option<&'s Types>, level: Level) -> Self {
        Self { source, replaced: FxHashMap::default(), level }
    }

    /// Replaces a variable (a root of the source) by a type of the target.
    pub fn replace(&mut self, var: Ty, by: Ty) {
        self.replaced.insert(var, by);
    }

    fn from<'a>(&self, target: &'a Types) -> &'a Types
    where
        's: 'a,
    {
        self.source.unwrap_or(target)
    }

    /// The copy.
    pub fn copy(&mut self, target: &mut Types, ty: Ty) -> Ty {
        let ty = self.from(target).root(ty);
        if let Some(&by) = self.replaced.get(&ty) {
            return by;
        }
        match self.from(target).node(ty) {
            node @ (Node::Flex(_) | Node::Rigid(..)) => {
                // Of another, finished module: a variable that nothing pinned. Here: one that belongs to the module.
                if self.source.is_none() {
                    return ty;
                }
                let _ = node;
                let copy = target.fresh(self.level);
                self.replaced.insert(ty, copy);
                copy
            }
            node @ (Node::Closed
            | Node::Sealed
            | Node::Pure
            | Node::Effectful
            | Node::Required
            | Node::Optional
            | Node::Default(..)
            | Node::Error
            | Node::Link(_)) => {
                if self.source.is_none() {
                    ty
                } else {
                    target.add(node)
                }
            }
            Node::Apply(name, args) => match self.copy_run(target, args) {
                None => ty,
                Some(args) => target.add(Node::Apply(name, args)),
            },
            Node::Tuple(items) => match self.copy_run(target, items) {
                None => ty,
                Some(items) => target.add(Node::Tuple(items)),
            },
            Node::Function(params, ret, effect) => {
                let new_params = self.copy_run(target, params);
                let new_ret = self.copy(target, ret);
                let new_effect = self.copy(target, effect);
                if self.source.is_none()
                    && new_params.is_none()
                    && new_ret == target.root(ret)
                    && new_effect == target.root(effect)
                {
                    return ty;
                }
                target.add(Node::Function(new_params.unwrap_or(params), new_ret, new_effect))
            }
            Node::Record(fields, ext, origin) => {
                let old: Vec<Field> = self.from(target).fields(fields).to_vec();
                let new: Vec<Field> = old
                    .iter()
                    .map(|f| Field {
                        name: f.name,
                        ty: self.copy(target, f.ty),
                        kind: self.copy_kind(target, f.kind),
                    })
                    .collect();
                let new_ext = self.copy(target, ext);
                if self.source.is_none()
                    && new_ext == target.root(ext)
                    && old.iter().zip(&new).all(|(o, n)| target.root(o.ty) == n.ty)
                {
                    return ty;
                }
                let run = target.field_run(new);
                target.add(Node::Record(run, new_ext, origin))
            }
            Node::Tags(tags, ext) => {
                let old: Vec<Tag> = self.from(target).tags(tags).to_vec();
                let mut same = self.source.is_none();
                let mut new = Vec::with_capacity(old.len());
                for tag in &old {
                    let args = self.copy_run(target, tag.args);
                    same &= args.is_none();
                    new.push(Tag { name: tag.name, args: args.unwrap_or(tag.args) });
                }
                let new_ext = self.copy(target, ext);
                if same && new_ext == target.root(ext) {
                    return ty;
                }
                let run = target.tag_run(new);
                target.add(Node::Tags(run, new_ext))
            }
        }
    }

    fn copy_kind(&self, target: &mut Types, kind: Ty) -> Ty {
        let Some(source) = self.source else { return kind };
        match source.node(kind) {
            Node::Optional => Types::OPTIONAL,
            node @ Node::Default(..) => target.add(node),
            _ => Types::REQUIRED,
        }
    }

    /// Nothing if the copy would be the same run of the same store.
    fn copy_run(&mut self, target: &mut Types, run: Run) -> Option<Run> {
        let old: Vec<Ty> = self.from(target).tys(run).to_vec();
        let new: Vec<Ty> = old.iter().map(|&t| self.copy(target, t)).collect();
        if self.source.is_none() && old.iter().zip(&new).all(|(&o, &n)| target.root(o) == n) {
            return None;
        }
        Some(target.run(&new))
    }

    /// The scheme's type with fresh variables, and those in the order of the scheme's. Their constraints come along,
    /// asked for by `span`.
    pub fn instantiate(&mut self, target: &mut Types, scheme: &Scheme, span: Span) -> (Ty, Vec<Ty>) {
        let fresh: Vec<Ty> = scheme
            .vars
            .iter()
            .map(|&var| {
                let fresh = target.fresh(self.level);
                let root = self.from(target).root(var);
                self.replaced.insert(root, fresh);
                fresh
            })
            .collect();
        for (&var, &fresh) in scheme.vars.iter().zip(&fresh) {
            let constraints: Vec<Constraint> = match self.from(target).node(var) {
                Node::Flex(v) | Node::Rigid(v, _) => {
                    let from = self.from(target);
                    from.constraints(v).iter().map(|&id| from.constraint(id)).collect()
                }
                _ => Vec::new(),
            };
            for constraint in constraints {
                let kind = match constraint.kind {
                    ConstraintKind::Method { name, ty, origin } => {
                        ConstraintKind::Method { name, ty: self.copy(target, ty), origin }
                    }
                    kind => kind,
                };
                let id = target.add_constraint(Constraint { receiver: fresh, kind, span, expr: None });
                target.attach(fresh, id);
            }
        }
        (self.copy(target, scheme.ty), fresh)
    }
}
