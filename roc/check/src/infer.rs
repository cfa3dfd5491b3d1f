//! Types of expressions and statements.
//!
//! `infer` takes a hint: the type that the surroundings expect. It only steers (parameters of lambdas, literals);
//! whoever gives it compares afterwards and reports.

use roc_base::Span;
use roc_canonical::ir::{self, DispatchOrigin, Expr, ExprId, LocalId, Primitive};

use crate::checker::Checker;
use crate::names::is_number;
use crate::record::Use;
use crate::report::Wanted;
use crate::scheme::Copier;
use crate::types::{Constraint, ConstraintKind, Node, Origin, Tag, Ty};

impl Checker<'_> {
    /// The type of an expression, noted in `expr_types`.
    pub(crate) fn infer(&mut self, id: ExprId, hint: Option<Ty>) -> Ty {
        let ty = self.infer_expr(id, hint);
        self.expr_types[id] = Some(ty);
        ty
    }

    /// Infers an expression and compares it with the type that its place wants.
    pub(crate) fn check(&mut self, id: ExprId, expected: Ty, wanted: Wanted) {
        let actual = self.infer(id, Some(expected));
        self.expect(id, actual, expected, wanted);
    }

    /// A part of a value whose type is known: wrong parts are reported one by one.
    pub(crate) fn part(&mut self, id: ExprId, expected: Ty, wanted: Wanted) -> Ty {
        self.check(id, expected, wanted);
        expected
    }

    pub(crate) fn span(&self, id: ExprId) -> Span {
        self.module.expr_spans[id]
    }

    pub(crate) fn fresh(&mut self) -> Ty {
        self.types.fresh(self.level)
    }

    pub(crate) fn error(&mut self) -> Ty {
        self.types.add(Node::Error)
    }

    pub(crate) fn unit(&mut self) -> Ty {
        let closed = self.types.add(Node::Closed);
        let none = self.types.field_run(Vec::new());
        self.types.add(Node::Record(none, closed, Origin::Other))
    }

    pub(crate) fn bool(&mut self) -> Ty {
        self.known_type(self.known.bool, &[])
    }

    pub(crate) fn str(&mut self) -> Ty {
        self.known_type(self.known.primitive(Primitive::Str), &[])
    }

    pub(crate) fn list(&mut self, element: Ty) -> Ty {
        self.known_type(self.known.primitive(Primitive::List), &[element])
    }

    pub(crate) fn known_type(&mut self, ty: Option<ir::TypeRef>, args: &[Ty]) -> Ty {
        match ty {
            Some(ty) => self.applied(ty, args),
            None => self.error(),
        }
    }

    fn infer_expr(&mut self, id: ExprId, hint: Option<Ty>) -> Ty {
        let module = self.module;
        let span = self.span(id);
        match module.exprs[id] {
            Expr::Number { value, suffix } => {
                self.literal(id, ConstraintKind::Numeral(value.text), suffix, hint)
            }
            Expr::Str { suffix, .. } => self.literal(id, ConstraintKind::Quote, suffix, hint),
            Expr::Bytes(_) => {
                let element = self.known_type(self.known.primitive(Primitive::U8), &[]);
                self.list(element)
            }
            Expr::Interpolation { parts, suffix, .. } => {
                self.interpolation(id, module.list(parts), suffix, hint)
            }
            Expr::List(items) => {
                let element = self.fresh();
                if let Some(hint) = hint
                    && let Some(known) = self.list_element(hint)
                {
                    let _ = self.unify(element, known);
                }
                for (index, &item) in module.list(items).iter().enumerate() {
                    self.check(item, element, Wanted::Element(index));
                }
                self.list(element)
            }
            Expr::Tuple(items) => {
                let hints = match hint.map(|h| self.types.node(h)) {
                    Some(Node::Tuple(run)) if run.len() == items.len as usize => self.types.tys(run).to_vec(),
                    _ => Vec::new(),
                };
                let items = module.list(items);
                let part = |this: &mut Self, i| match hints.get(i) {
                    Some(&hint) => this.part(items[i], hint, Wanted::TuplePart(i)),
                    None => this.infer(items[i], None),
                };
                let types: Vec<Ty> = (0..items.len()).map(|i| part(self, i)).collect();
                let run = self.types.run(&types);
                self.types.add(Node::Tuple(run))
            }
            Expr::Record(fields) => self.record_literal(id, module.list(fields), hint),
            Expr::Update { base, fields } => {
                let base_type = self.infer(base, hint);
                for field in module.list(fields) {
                    let field_type = self.field_of(base, base_type, field.name, field.span, Use::Update);
                    self.check(field.value, field_type, Wanted::Field(field.name));
                }
                base_type
            }
            Expr::Tag { name, args } => {
                let args = module.list(args);
                let hints = hint.and_then(|h| self.known_payloads(h, name)).unwrap_or_default();
                let part = |this: &mut Self, i| match hints.get(i).filter(|_| hints.len() == args.len()) {
                    Some(&hint) => this.part(args[i], hint, Wanted::Payload(name, i)),
                    None => this.infer(args[i], None),
                };
                let types: Vec<Ty> = (0..args.len()).map(|i| part(self, i)).collect();
                let args = self.types.run(&types);
                let tags = self.types.tag_run(vec![Tag { name, args }]);
                let ext = self.fresh();
                self.types.add(Node::Tags(tags, ext))
            }
            Expr::Nominal { ty, backing } => {
                let decl = &self.modules[ty.module].types[ty.decl];
                let args: Vec<Ty> = decl.params.iter().map(|_| self.fresh()).collect();
                let nominal = self.applied(ty, &args);
                if self.is_opaque_elsewhere(ty) {
                    self.infer(backing, None);
                    self.report_opaque(id, ty);
                    return nominal;
                }
                match self.backing_of(ty, &args) {
                    Some(expected) => self.check(backing, expected, Wanted::Backing(ty)),
                    None => {
                        self.infer(backing, None);
                    }
                }
                nominal
            }
            Expr::Local(local) => self.local(id, local, span),
            Expr::Def(def) => {
                let (ty, vars) = self.instantiate(def, span);
                if !vars.is_empty() {
                    self.watch(&vars);
                    self.uses.insert(id, vars);
                }
                self.relax(ty)
            }
            Expr::Required(index) => {
                let ty = self.required_values.get(index as usize).copied();
                ty.unwrap_or_else(|| self.error())
            }
            Expr::Lambda(lambda) => self.lambda(lambda, hint),
            Expr::Call { callee, args } => self.call(id, callee, module.list(args), hint),
            Expr::Method { receiver, name, args, origin } => {
                self.method(id, receiver, name, module.list(args), origin, hint)
            }
            Expr::TypeMethod { var, name, args } => {
                let types: Vec<Ty> = module.list(args).iter().map(|&arg| self.infer(arg, None)).collect();
                let ret = self.fresh();
                let effect = self.fresh();
                self.performs(effect);
                let ty = self.function(&types, ret, effect);
                let receiver = match self.scope.get(&var) {
                    Some(&receiver) => receiver,
                    None => self.error(),
                };
                let kind = ConstraintKind::Method { name, ty, origin: DispatchOrigin::Method };
                self.constrain(Constraint { receiver, kind, span, expr: Some(id) });
                ret
            }
            Expr::Field { record, name } => {
                let ty = self.infer(record, None);
                self.field_of(record, ty, name, span, Use::Read)
            }
            Expr::OptionalChain { record, path } => self.optional_chain(id, record, module.list(path)),
            Expr::TupleItem { tuple, index } => {
                let ty = self.infer(tuple, None);
                match self.types.node(ty) {
                    Node::Tuple(items) if (index as usize) < items.len() => {
                        self.types.ty_at(items, index as usize)
                    }
                    Node::Error => self.error(),
                    _ => {
                        self.report_tuple_access(id, ty, index);
                        self.error()
                    }
                }
            }
            Expr::If { cond, then, otherwise: None } => {
                let bool = self.bool();
                self.check(cond, bool, Wanted::Condition);
                let unit = self.unit();
                self.check(then, unit, Wanted::NoElse);
                unit
            }
            Expr::If { .. } => self.if_else(id, hint),
            Expr::Match { .. } => self.match_expr(id, hint),
            Expr::Block { stmts, result } => {
                let stmts = module.list(stmts);
                for &stmt in stmts {
                    self.statement(stmt);
                }
                match result {
                    Some(result) => self.infer(result, hint),
                    None if stmts.last().is_some_and(|&s| self.diverges(s)) => self.fresh(),
                    None => self.unit(),
                }
            }
            Expr::Return(value) => {
                let Some(frame) = self.functions.last() else {
                    self.infer(value, None);
                    return self.fresh();
                };
                let (ret, expect) = (frame.ret, frame.expect);
                let actual = self.infer(value, Some(ret));
                if !expect {
                    self.expect(value, actual, ret, Wanted::Return);
                }
                self.fresh()
            }
            Expr::Break | Expr::Ellipsis => self.fresh(),
            Expr::Crash(message) => {
                let str = self.str();
                self.check(message, str, Wanted::CrashMessage);
                self.fresh()
            }
            Expr::Dbg(value) => {
                self.infer(value, None);
                self.unit()
            }
            Expr::For { pat, iterable, body } => {
                let ty = self.infer(iterable, None);
                let item = match self.list_element(ty) {
                    Some(element) => element,
                    None => self.iterated(iterable, ty),
                };
                self.pattern(pat, item);
                self.close_later(item, &[pat]);
                let unit = self.unit();
                self.check(body, unit, Wanted::LoopBody);
                self.unit()
            }
            Expr::While { cond, body } => {
                let bool = self.bool();
                self.check(cond, bool, Wanted::Condition);
                let unit = self.unit();
                self.check(body, unit, Wanted::LoopBody);
                self.unit()
            }
            Expr::Malformed { .. } => self.error(),
        }
    }

    /// An interpolated string: a `Str`, or what the `from_interpolation` of the wanted type makes of it.
    fn interpolation(
        &mut self,
        id: ExprId,
        parts: &[ir::InterpolationPart],
        suffix: Option<ir::TypeRef>,
        hint: Option<Ty>,
    ) -> Ty {
        let str = self.str();
        let wanted = suffix.or_else(|| match hint.map(|hint| self.types.node(hint)) {
            Some(Node::Apply(ty, _)) => Some(ty),
            _ => None,
        });
        let own = wanted.filter(|&ty| self.known.as_primitive(ty) != Some(Primitive::Str));
        let method = own.and_then(|ty| self.find_method(ty, self.names.from_interpolation));
        let Some(method) = method else {
            for part in parts {
                self.check(part.value, str, Wanted::Interpolated);
            }
            let Some(suffix) = suffix else { return str };
            let ty = self.applied(suffix, &[]);
            if own.is_some() {
                self.report_no_interpolation(id, ty);
            }
            return ty;
        };
        let (function, vars) = self.instantiate(method, self.span(id));
        self.watch(&vars);
        let (ret, part) = (self.fresh(), self.fresh());
        let pair = self.types.run(&[part, str]);
        let pair = self.types.add(Node::Tuple(pair));
        let iter = self.known_type(self.known.iter, &[pair]);
        let effect = self.fresh();
        let needed = self.function(&[str, iter], ret, effect);
        self.expect(id, function, needed, Wanted::Callee);
        if suffix.is_none() {
            self.steer(ret, hint);
        }
        for value in parts {
            self.check(value.value, part, Wanted::Interpolated);
        }
        self.uses.insert(id, vars);
        self.interpolations.insert(id, method);
        ret
    }

    /// A literal's type: its suffix, what the place wants, or a variable that is decided later.
    fn literal(
        &mut self,
        id: ExprId,
        kind: ConstraintKind,
        suffix: Option<ir::TypeRef>,
        hint: Option<Ty>,
    ) -> Ty {
        let span = self.span(id);
        if let Some(suffix) = suffix {
            let receiver = self.applied(suffix, &[]);
            self.constrain(Constraint { receiver, kind, span, expr: Some(id) });
            return receiver;
        }
        if let Some(hint) = hint
            && let Node::Apply(ty, _) = self.types.node(hint)
            && let Some(primitive) = self.known.as_primitive(ty)
        {
            let fits = match kind {
                ConstraintKind::Numeral(_) => is_number(primitive),
                _ => primitive == Primitive::Str,
            };
            if fits {
                self.constrain(Constraint { receiver: hint, kind, span, expr: Some(id) });
                return hint;
            }
        }
        let receiver = self.fresh();
        self.constrain(Constraint { receiver, kind, span, expr: Some(id) });
        receiver
    }

    pub(crate) fn list_element(&self, ty: Ty) -> Option<Ty> {
        match self.types.node(ty) {
            Node::Apply(name, args) if self.known.primitive(Primitive::List) == Some(name) => {
                self.types.tys(args).first().copied()
            }
            _ => None,
        }
    }

    /// What `for` gets from something that is no list.
    fn iterated(&mut self, iterable: ExprId, ty: Ty) -> Ty {
        let item = self.fresh();
        let iter = self.known_type(self.known.iter, &[item]);
        let effect = self.fresh();
        self.performs(effect);
        let wanted = self.function(&[ty], iter, effect);
        let kind = ConstraintKind::Method { name: self.names.iter, ty: wanted, origin: DispatchOrigin::For };
        let span = self.span(iterable);
        self.constrain(Constraint { receiver: ty, kind, span, expr: Some(iterable) });
        item
    }

    /// The structure that code of this module sees in a type.
    pub(crate) fn structure(&mut self, ty: Ty) -> Node {
        match self.types.node(ty) {
            Node::Apply(name, args) => {
                let args = self.types.tys(args).to_vec();
                match self.visible_backing(name, &args) {
                    Some(backing) => self.types.node(backing),
                    None => self.types.node(ty),
                }
            }
            node => node,
        }
    }

    /// Whether a type has no values, as far as one look tells: `[]`.
    pub(crate) fn is_uninhabited(&mut self, ty: Ty) -> bool {
        match self.structure(ty) {
            Node::Tags(tags, ext) => {
                let (tags, end) = self.types.gather_tags(tags, ext);
                tags.is_empty() && self.types.node(end) == Node::Closed
            }
            _ => false,
        }
    }

    fn known_payloads(&mut self, ty: Ty, name: roc_base::Symbol) -> Option<Vec<Ty>> {
        match self.structure(ty) {
            Node::Tags(tags, ext) => {
                self.types.find_tag(tags, ext, name).map(|tag| self.types.tys(tag.args).to_vec())
            }
            _ => None,
        }
    }

    /// Constraints that came along with an instantiated scheme are decided with this definition.
    pub(crate) fn watch(&mut self, vars: &[Ty]) {
        for &var in vars {
            let root = self.types.find(var);
            if let Node::Flex(v) = self.types.node(root) {
                self.undecided.extend_from_slice(self.types.constraints(v));
            }
        }
    }

    fn local(&mut self, id: ExprId, local: LocalId, span: Span) -> Ty {
        match self.locals[local].clone() {
            Some(scheme) if scheme.vars.is_empty() => {
                if self.module.locals[local].function {
                    self.relax(scheme.ty)
                } else {
                    scheme.ty
                }
            }
            Some(scheme) => {
                let (ty, vars) = Copier::new(None, self.level).instantiate(&mut self.types, &scheme, span);
                self.watch(&vars);
                self.uses.insert(id, vars);
                self.relax(ty)
            }
            None => self.error(),
        }
    }
}
