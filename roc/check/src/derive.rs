//! Methods that the compiler derives: what they need of a type's parts, and their types.

use roc_base::Symbol;
use roc_canonical::ir::{DispatchOrigin, TypeRef};

use crate::checker::Checker;
use crate::types::{Constraint, ConstraintKind, Node, Tag, Ty};

impl Checker<'_> {
    /// The methods that the compiler derives for a type that asks for them.
    pub(crate) fn derives(&self, ty: TypeRef, name: Symbol) -> bool {
        self.modules[ty.module].types[ty.decl].derived.iter().any(|(known, _)| *known == name)
    }

    pub(crate) fn derive_nominal(
        &mut self,
        constraint: Constraint,
        name: Symbol,
        wanted: Ty,
        ty: TypeRef,
        args: &[Ty],
    ) {
        if self.is_map(name) {
            self.map_of_nominal(constraint, name, wanted, ty, args);
            return;
        }
        if self.is_codec(name) {
            self.derive_nominal_codec(constraint, name, wanted, ty, args);
            return;
        }
        let receiver = self.types.find(constraint.receiver);
        self.derived_signature(constraint, name, wanted, receiver);
        if self.deriving.contains(&(ty, name)) {
            return;
        }
        self.deriving.push((ty, name));
        if let Some(backing) = self.backing_of(ty, args) {
            let parts = match self.types.node(backing) {
                Node::Record(..) | Node::Tags(..) | Node::Tuple(..) => self.components(backing),
                _ => vec![backing],
            };
            self.need_of_all(constraint, name, &parts);
        }
        self.deriving.pop();
    }

    pub(crate) fn derived_signature(
        &mut self,
        constraint: Constraint,
        name: Symbol,
        wanted: Ty,
        receiver: Ty,
    ) {
        if name != self.names.is_eq {
            return;
        }
        let params = self.types.run(&[receiver, receiver]);
        let ret = self.bool();
        let effect = self.types.fresh(self.level);
        let actual = self.types.add(Node::Function(params, ret, effect));
        if let Err(mismatch) = self.unify(actual, wanted) {
            self.report_method_mismatch(constraint, name, actual, wanted, mismatch);
        }
    }

    pub(crate) fn components(&self, ty: Ty) -> Vec<Ty> {
        match self.types.node(ty) {
            Node::Record(fields, ext, _) => {
                self.types.gather_fields(fields, ext).0.iter().map(|f| f.ty).collect()
            }
            Node::Tags(tags, ext) => {
                let (tags, _) = self.types.gather_tags(tags, ext);
                tags.iter().flat_map(|t| self.types.tys(t.args).to_vec()).collect()
            }
            Node::Tuple(items) => self.types.tys(items).to_vec(),
            _ => Vec::new(),
        }
    }

    pub(crate) fn need_of_all(&mut self, constraint: Constraint, name: Symbol, parts: &[Ty]) {
        for &part in parts {
            let part = self.types.find(part);
            // `is_eq` of a part has the part's type on both sides; other methods have one operand of it.
            let Node::Function(params, ret, effect) = (match constraint.kind {
                ConstraintKind::Method { ty, .. } => self.types.node(ty),
                _ => return,
            }) else {
                return;
            };
            let mut own = self.types.tys(params).to_vec();
            let operands = if name == self.names.is_eq { 2 } else { 1 };
            own.iter_mut().take(operands).for_each(|p| *p = part);
            let params = self.types.run(&own);
            let ty = self.types.add(Node::Function(params, ret, effect));
            let kind = ConstraintKind::Method { name, ty, origin: DispatchOrigin::Method };
            let need = Constraint { receiver: part, kind, ..constraint };
            let id = self.types.add_constraint(need);
            if let Node::Flex(_) = self.types.node(part) {
                self.attach(part, id);
            } else {
                self.solve(id);
            }
        }
    }

    pub(crate) fn is_map(&self, name: Symbol) -> bool {
        name == self.names.map || name == self.names.map_effectful
    }

    /// `map` of a union with a single payload: a union whose payload has another type.
    pub(crate) fn map_of_union(&mut self, constraint: Constraint, name: Symbol, wanted: Ty) {
        let receiver = self.types.find(constraint.receiver);
        let Node::Tags(tags, ext) = self.types.node(receiver) else { return };
        let (mut tags, end) = self.types.gather_tags(tags, ext);
        let payloads: usize = tags.iter().map(|tag| tag.args.len()).sum();
        let Some(tag) = tags.iter_mut().find(|tag| !tag.args.is_empty()).filter(|_| payloads == 1) else {
            self.report_no_map(constraint, name);
            self.spoil(constraint);
            return;
        };
        let from = self.types.ty_at(tag.args, 0);
        let to = self.fresh();
        *tag = Tag { name: tag.name, args: self.types.run(&[to]) };
        let run = self.types.tag_run(tags);
        let result = self.types.add(Node::Tags(run, end));
        self.map_signature(constraint, name, wanted, (receiver, result), (from, to));
    }

    /// `map` of a nominal union: the one payload whose type is a parameter that nothing else mentions.
    fn map_of_nominal(&mut self, constraint: Constraint, name: Symbol, wanted: Ty, ty: TypeRef, args: &[Ty]) {
        // Deeper than all others, so that they can be told from them.
        let params: Vec<Ty> = args.iter().map(|_| self.types.fresh(self.level + 1)).collect();
        let backing = self.backing_of(ty, &params);
        let Some(position) = backing.and_then(|backing| self.mapped_parameter(backing, &params)) else {
            self.report_no_map(constraint, name);
            self.spoil(constraint);
            return;
        };
        let to = self.fresh();
        let mut new = args.to_vec();
        new[position] = to;
        let receiver = self.types.find(constraint.receiver);
        let result = self.applied(ty, &new);
        self.map_signature(constraint, name, wanted, (receiver, result), (args[position], to));
    }

    /// Which parameter is the type of exactly one payload, and stands nowhere else in the union.
    fn mapped_parameter(&mut self, backing: Ty, params: &[Ty]) -> Option<usize> {
        let Node::Tags(tags, ext) = self.types.node(backing) else { return None };
        let (tags, _) = self.types.gather_tags(tags, ext);
        let mut found = None;
        let payloads: Vec<Ty> = tags.iter().flat_map(|tag| self.types.tys(tag.args)).copied().collect();
        for payload in payloads {
            let root = self.types.find(payload);
            if let Some(position) = params.iter().position(|&param| param == root) {
                if found.replace(position).is_some() {
                    return None;
                }
            } else if self.reachable(&[root]).iter().any(|var| params.contains(var)) {
                return None;
            }
        }
        found
    }

    fn map_signature(
        &mut self,
        constraint: Constraint,
        name: Symbol,
        wanted: Ty,
        (receiver, result): (Ty, Ty),
        (from, to): (Ty, Ty),
    ) {
        let effect = if name == self.names.map { Node::Pure } else { Node::Effectful };
        let effect = self.types.add(effect);
        let param = self.types.run(&[from]);
        let function = self.types.add(Node::Function(param, to, effect));
        let params = self.types.run(&[receiver, function]);
        // A pure `map` doesn't make its caller effectful, nor needs it to be pure.
        let own = if name == self.names.map { self.fresh() } else { effect };
        let actual = self.types.add(Node::Function(params, result, own));
        if let Err(mismatch) = self.unify(actual, wanted) {
            self.report_method_mismatch(constraint, name, actual, wanted, mismatch);
            self.spoil(constraint);
        }
    }
}
