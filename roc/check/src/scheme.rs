//! Copying types with some variables replaced: uses of schemes, backing types with their arguments.

use smallvec::SmallVec;

use crate::types::{Constraint, ConstraintKind, Field, Level, Node, Run, Scheme, Tag, Ty, Types};
use roc_base::Span;

/// Copies types from one store to another (or within one), replacing variables.
///
/// The two stores are given at each step as one `&mut Types` (the target) and an optional `&Types` (the source, where
/// it is another one).
pub struct Copier<'s> {
    source: Option<&'s Types>,
    /// Few, so that looking through them all is quickest.
    replaced: SmallVec<[(Ty, Ty); 8]>,
    level: Level,
}

impl<'s> Copier<'s> {
    /// A copier out of another store, or within the target's own.
    pub fn new(source: Option<&'s Types>, level: Level) -> Self {
        Self { source, replaced: SmallVec::new(), level }
    }

    /// Replaces a variable (a root of the source) by a type of the target.
    pub fn replace(&mut self, var: Ty, by: Ty) {
        self.replaced.push((var, by));
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
        if let Some(&(_, by)) = self.replaced.iter().find(|&&(var, _)| var == ty) {
            return by;
        }
        match self.from(target).node(ty) {
            // Of another, finished module: a variable that nothing pinned. Here: one that belongs to the module.
            Node::Flex(_) | Node::Rigid(..) if self.source.is_some() => {
                let copy = target.fresh(self.level);
                self.replace(ty, copy);
                copy
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
                let mut new: SmallVec<[Field; 8]> = SmallVec::new();
                let mut same = self.source.is_none();
                for i in 0..fields.len() {
                    let Field { name, ty, kind } = self.from(target).fields(fields)[i];
                    let copy = self.copy(target, ty);
                    same = same && copy == target.root(ty);
                    new.push(Field { name, ty: copy, kind: self.copy_kind(target, kind) });
                }
                let new_ext = self.copy(target, ext);
                if same && new_ext == target.root(ext) {
                    return ty;
                }
                let run = target.field_run(&mut new);
                target.add(Node::Record(run, new_ext, origin))
            }
            Node::Tags(tags, ext) => {
                let mut new: SmallVec<[Tag; 8]> = SmallVec::new();
                let mut same = self.source.is_none();
                for i in 0..tags.len() {
                    let Tag { name, args } = self.from(target).tags(tags)[i];
                    let copy = self.copy_run(target, args);
                    same &= copy.is_none();
                    new.push(Tag { name, args: copy.unwrap_or(args) });
                }
                let new_ext = self.copy(target, ext);
                if same && new_ext == target.root(ext) {
                    return ty;
                }
                let run = target.tag_run(&mut new);
                target.add(Node::Tags(run, new_ext))
            }
            node => match self.source {
                None => ty,
                Some(_) => target.add(node),
            },
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
        let mut same = self.source.is_none();
        let mut new: SmallVec<[Ty; 8]> = SmallVec::new();
        for i in 0..run.len() {
            let old = self.from(target).ty_at(run, i);
            let copy = self.copy(target, old);
            same = same && copy == target.root(old);
            new.push(copy);
        }
        if same { None } else { Some(target.run(&new)) }
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
                self.replace(root, fresh);
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
