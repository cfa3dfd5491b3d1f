//! Records whose fields may be left out: literals, access, the defaults of declarations.

use roc_base::{Span, Symbol};
use roc_canonical::ir::{self, AnnoId, ChainStep, Expr, ExprId, FieldInit, FieldKind};
use rustc_hash::FxHashSet;

use crate::Filling;
use crate::annotation::{Scope, VarMode};
use crate::checker::Checker;
use crate::report::Wanted;
use crate::types::{Field, Node, Origin, Tag, Ty, Types};

/// What is done with a field.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Use {
    /// `record.field`: the field must always be there.
    Read,
    /// `{ ..record, field: value }`
    Update,
}

impl Checker<'_> {
    /// All fields of a record that are known, and whether there can be no others.
    fn known_fields(&mut self, ty: Ty) -> Option<(Vec<Field>, bool)> {
        match self.structure(ty) {
            Node::Record(fields, ext, _) => {
                let (fields, end) = self.types.gather_fields(fields, ext);
                let closed = self.types.node(end) == Node::Closed;
                Some((fields, closed))
            }
            _ => None,
        }
    }

    fn known_field(&mut self, ty: Ty, name: Symbol) -> Option<Field> {
        self.known_fields(ty)?.0.into_iter().find(|f| f.name == name)
    }

    /// A record expression. Fields that the place wants but allows to be left out are filled in.
    pub(crate) fn record_literal(&mut self, id: ExprId, inits: &[FieldInit], hint: Option<Ty>) -> Ty {
        let wanted = hint.and_then(|hint| self.known_fields(hint));
        let (wanted, closed) = wanted.unwrap_or_default();
        let mut fields = Vec::with_capacity(inits.len().max(wanted.len()));
        let mut given = FxHashSet::default();
        for init in inits {
            let known = wanted.binary_search_by_key(&init.name, |f| f.name).ok().map(|at| wanted[at]);
            let ty = match known {
                Some(field) => self.part(init.value, field.ty, Wanted::Field(init.name)),
                None => self.infer(init.value, None),
            };
            let kind = known.map_or_else(|| self.fresh(), |field| field.kind);
            fields.push(Field { name: init.name, ty, kind });
            given.insert(init.name);
        }
        let mut fillings = Vec::new();
        for field in wanted.into_iter().filter(|field| closed && !given.contains(&field.name)) {
            let filling = match self.types.node(field.kind) {
                Node::Optional => Filling::Missing,
                Node::Default(module, literal) => Filling::Default(module, literal),
                _ => continue,
            };
            fillings.push((field.name, filling));
            fields.push(field);
        }
        if !fillings.is_empty() {
            self.filled.insert(id, fillings);
        }
        let run = self.types.field_run(fields);
        let closed = self.types.add(Node::Closed);
        self.types.add(Node::Record(run, closed, Origin::Literal))
    }

    /// The type of a field of a record of this type.
    pub(crate) fn field_of(&mut self, record: ExprId, ty: Ty, name: Symbol, span: Span, used: Use) -> Ty {
        if let Some(known) = self.known_field(ty, name) {
            if used == Use::Read && self.kinds(known.kind, Types::REQUIRED).is_none() {
                self.report_optional_read(record, name, span);
                return self.error();
            }
            return known.ty;
        }
        self.probe(record, ty, name, span, Types::REQUIRED)
    }

    /// A field of a record that isn't known to have it.
    fn probe(&mut self, record: ExprId, ty: Ty, name: Symbol, span: Span, kind: Ty) -> Ty {
        let field = self.fresh();
        let run = self.types.field_run(vec![Field { name, ty: field, kind }]);
        let ext = self.fresh();
        let open = self.types.add(Node::Record(run, ext, Origin::Other));
        if self.unify(ty, open).is_err() {
            self.report_missing_field(record, ty, name, span);
            return self.error();
        }
        self.solve_woken();
        field
    }

    /// `record.?a.b.?c`: a `Try` of the last field.
    pub(crate) fn optional_chain(&mut self, id: ExprId, record: ExprId, path: &[ChainStep]) -> Ty {
        let span = self.span(id);
        let mut ty = self.infer(record, None);
        for step in path {
            if self.types.node(ty) == Node::Error {
                return ty;
            }
            ty = match self.known_field(ty, step.name) {
                _ if !step.optional => self.field_of(id, ty, step.name, span, Use::Read),
                Some(known) => match self.kinds(known.kind, Types::OPTIONAL) {
                    Some(_) => known.ty,
                    None => {
                        self.report_needless_query(id, step.name);
                        return self.error();
                    }
                },
                None => self.probe(id, ty, step.name, span, Types::OPTIONAL),
            };
        }
        self.maybe_missing(ty)
    }

    /// `Try(ty, [MissingField])`
    fn maybe_missing(&mut self, ty: Ty) -> Ty {
        let none = self.types.run(&[]);
        let tags = self.types.tag_run(vec![Tag { name: self.names.missing_field, args: none }]);
        let closed = self.types.add(Node::Closed);
        let missing = self.types.add(Node::Tags(tags, closed));
        self.known_type(self.known.r#try, &[ty, missing])
    }

    /// What a pattern for this field matches.
    pub(crate) fn field_in_pattern(&mut self, field: Field) -> Ty {
        match self.types.node(field.kind) {
            Node::Optional => self.maybe_missing(field.ty),
            Node::Flex(_) => {
                self.kinds(field.kind, Types::REQUIRED);
                field.ty
            }
            _ => field.ty,
        }
    }

    /// Checks the defaults that this module's types declare.
    pub(crate) fn check_defaults(&mut self) {
        let module = self.module;
        let mut defaults = Vec::new();
        for anno in &module.annos {
            let ir::Anno::Record { fields, .. } = *anno else { continue };
            for field in module.list(fields) {
                let FieldKind::Default(literal) = field.kind else { continue };
                if mentions_variable(module, field.ty) {
                    self.report_default_not_concrete(literal, field.name);
                    continue;
                }
                let ty = self.written(module, field.ty, VarMode::Flex, &mut Scope::default());
                self.check(literal, ty, Wanted::DefaultOf(field.name));
                defaults.push(literal);
            }
        }
        self.decide(0, &[], true);
        for &literal in &defaults {
            if self.fills_itself(literal) {
                self.report_recursive_default(literal);
            }
        }
    }

    /// Whether making a default needs that default.
    fn fills_itself(&self, default: ExprId) -> bool {
        let module = self.module;
        let (mut stack, mut seen) = (vec![default], FxHashSet::default());
        while let Some(id) = stack.pop() {
            for (_, filling) in self.filled.get(&id).into_iter().flatten() {
                if let &Filling::Default(from, literal) = filling
                    && from == module.id
                {
                    if literal == default {
                        return true;
                    }
                    if seen.insert(literal) {
                        stack.push(literal);
                    }
                }
            }
            match module.exprs[id] {
                Expr::List(items) | Expr::Tuple(items) | Expr::Tag { args: items, .. } => {
                    stack.extend(module.list(items));
                }
                Expr::Record(fields) => stack.extend(module.list(fields).iter().map(|f| f.value)),
                Expr::Nominal { backing, .. } => stack.push(backing),
                _ => {}
            }
        }
        false
    }
}

fn mentions_variable(module: &ir::Module, root: AnnoId) -> bool {
    let mut stack = vec![root];
    while let Some(id) = stack.pop() {
        match module.annos[id] {
            ir::Anno::Var(_) | ir::Anno::Wildcard => return true,
            ir::Anno::Apply { args, .. } | ir::Anno::Tuple(args) => stack.extend(module.list(args)),
            ir::Anno::Function { params, ret, .. } => {
                stack.extend(module.list(params));
                stack.push(ret);
            }
            ir::Anno::Record { fields, ext } => {
                stack.extend(module.list(fields).iter().map(|f| f.ty));
                if ext != ir::Ext::Closed {
                    return true;
                }
            }
            ir::Anno::Tags { tags, ext } => {
                for tag in module.list(tags) {
                    stack.extend(module.list(tag.args));
                }
                if ext != ir::Ext::Closed {
                    return true;
                }
            }
            ir::Anno::Malformed { .. } => {}
        }
    }
    false
}
