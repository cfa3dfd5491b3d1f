//! Types of expressions and statements.
//!
//! `infer` takes a hint: the type that the surroundings expect. It only steers (parameters of lambdas, literals);
//! whoever gives it compares afterwards and reports.

use roc_base::Span;
use roc_canonical::ir::{
    self, DispatchOrigin, Expr, ExprId, LambdaId, LocalId, MatchOrigin, Pat, PatId, Primitive, Stmt,
};

use crate::checker::{Checker, FunctionFrame, PurePlace};
use crate::names::is_number;
use crate::record::Use;
use crate::report::Wanted;
use crate::scheme::Copier;
use crate::types::{Constraint, ConstraintKind, Node, Origin, Scheme, Tag, Ty};

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

    fn function(&mut self, params: &[Ty], ret: Ty, effect: Ty) -> Ty {
        let params = self.types.run(params);
        self.types.add(Node::Function(params, ret, effect))
    }

    /// Notes that the function around calls something with this effect.
    fn performs(&mut self, effect: Ty) {
        match self.functions.last_mut() {
            Some(frame) => frame.effects.push(effect),
            None => self.value_effects.push(effect),
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
            Expr::If { cond, then, otherwise } => {
                let bool = self.bool();
                self.check(cond, bool, Wanted::Condition);
                match otherwise {
                    None => {
                        let unit = self.unit();
                        self.check(then, unit, Wanted::NoElse);
                        unit
                    }
                    Some(otherwise) => {
                        let (result, known) = self.branches_result(hint);
                        self.check(then, result, Wanted::Result);
                        let wanted = if known { Wanted::Result } else { Wanted::Branch(then) };
                        self.check(otherwise, result, wanted);
                        result
                    }
                }
            }
            Expr::Match { scrutinee, branches, origin } => {
                self.match_expr(scrutinee, module.list(branches), origin, hint)
            }
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
                let (tags, _) = self.types.gather_tags(tags, ext);
                tags.iter().find(|t| t.name == name).map(|t| self.types.tys(t.args).to_vec())
            }
            _ => None,
        }
    }

    /// Constraints that came along with an instantiated scheme are decided with this definition.
    fn watch(&mut self, vars: &[Ty]) {
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

    fn lambda(&mut self, id: LambdaId, hint: Option<Ty>) -> Ty {
        let module = self.module;
        let lambda = &module.lambdas[id];
        let (hints, ret_hint) = match hint.map(|h| self.types.node(h)) {
            Some(Node::Function(params, ret, _)) if params.len() == lambda.params.len() => {
                (self.types.tys(params).to_vec(), Some(ret))
            }
            _ => (Vec::new(), None),
        };
        let mut params = Vec::with_capacity(lambda.params.len());
        for (index, &pat) in lambda.params.iter().enumerate() {
            let ty = hints.get(index).copied().unwrap_or_else(|| self.fresh());
            self.pattern(pat, ty);
            self.close_later(ty, &[pat]);
            params.push(ty);
        }
        let ret = ret_hint.unwrap_or_else(|| self.fresh());
        self.functions.push(FunctionFrame { ret, effects: Vec::new(), expect: false });
        let body = self.infer(lambda.body, Some(ret));
        self.expect(lambda.body, body, ret, Wanted::Result);
        let frame = self.functions.pop();
        let effect = self.fresh();
        self.settle_effect(effect, frame.map(|f| f.effects).unwrap_or_default());
        self.function(&params, ret, effect)
    }

    /// A function is effectful if something that it calls is; unknown effects of callees become its own.
    fn settle_effect(&mut self, effect: Ty, called: Vec<Ty>) {
        let mut unknown = Vec::new();
        for callee in called {
            match self.types.node(callee) {
                Node::Effectful => {
                    let _ = self.unify(effect, callee);
                    return;
                }
                Node::Flex(_) => unknown.push(callee),
                _ => {}
            }
        }
        for callee in unknown {
            let _ = self.unify(callee, effect);
        }
    }

    /// A result that is still open takes the type that is expected, so that literals among the arguments know it.
    fn steer(&mut self, ret: Ty, hint: Option<Ty>) {
        if let Some(hint) = hint
            && matches!(self.types.node(ret), Node::Flex(_))
            && matches!(self.types.node(hint), Node::Apply(..))
        {
            let _ = self.unify(ret, hint);
            self.solve_woken();
        }
    }

    fn call(&mut self, id: ExprId, callee: ExprId, args: &[ExprId], hint: Option<Ty>) -> Ty {
        let callee_type = self.infer(callee, None);
        match self.types.node(callee_type) {
            Node::Function(params, ret, effect) => {
                self.performs(effect);
                self.steer(ret, hint);
                let params = self.types.tys(params).to_vec();
                self.arguments(id, Some(callee), &params, args, 0);
                ret
            }
            Node::Error => {
                for &arg in args {
                    let ty = self.infer(arg, None);
                    self.poison(ty);
                }
                self.error()
            }
            Node::Flex(_) => {
                let types: Vec<Ty> = args.iter().map(|&arg| self.infer(arg, None)).collect();
                let (ret, effect) = (self.fresh(), self.fresh());
                self.performs(effect);
                let wanted = self.function(&types, ret, effect);
                self.expect(callee, callee_type, wanted, Wanted::Callee);
                ret
            }
            _ => {
                args.iter().for_each(|&arg| {
                    self.infer(arg, None);
                });
                self.report_not_a_function(id, callee, callee_type);
                self.error()
            }
        }
    }

    /// Compares arguments with parameters: first those that aren't lambdas, whose types then help to type the lambdas.
    /// `skipped` parameters before are the receiver of a method call.
    fn arguments(
        &mut self,
        call: ExprId,
        callee: Option<ExprId>,
        params: &[Ty],
        args: &[ExprId],
        skipped: usize,
    ) {
        if params.len() != args.len() + skipped {
            args.iter().for_each(|&arg| {
                self.infer(arg, None);
            });
            self.report_arity(call, callee, params.len() - skipped.min(params.len()), args.len());
            return;
        }
        for lambdas in [false, true] {
            for (index, (&param, &arg)) in params[skipped..].iter().zip(args).enumerate() {
                if matches!(self.module.exprs[arg], Expr::Lambda(_)) == lambdas {
                    self.check(arg, param, Wanted::Argument { index: index + skipped, callee });
                }
            }
        }
    }

    fn method(
        &mut self,
        id: ExprId,
        receiver: ExprId,
        name: roc_base::Symbol,
        args: &[ExprId],
        origin: DispatchOrigin,
        hint: Option<Ty>,
    ) -> Ty {
        if let (DispatchOrigin::Binary(operator), &[right]) = (origin, args) {
            return self.binary(id, receiver, name, operator, right, hint);
        }
        let receiver_hint = if matches!(origin, DispatchOrigin::Unary(_)) { hint } else { None };
        let mut ty = self.infer(receiver, receiver_hint);
        if matches!(self.module.exprs[receiver], Expr::Str { suffix: None, .. }) {
            let root = self.types.find(ty);
            self.default_literal(root);
            ty = self.types.find(ty);
        }
        let span = self.span(id);
        if let Node::Apply(nominal, _) = self.types.node(ty)
            && let Some(method) = self.find_method(nominal, name)
        {
            let (actual, vars) = self.instantiate(method, span);
            self.watch(&vars);
            let actual = self.relax(actual);
            if let Node::Function(params, ret, effect) = self.types.node(actual) {
                self.performs(effect);
                let params = self.types.tys(params).to_vec();
                match params.first() {
                    Some(&first) => {
                        self.expect(receiver, ty, first, Wanted::Receiver(name));
                    }
                    None => self.report_no_receiver(id, name),
                }
                self.steer(ret, hint);
                self.arguments(id, None, &params, args, 1);
                return ret;
            }
        }
        let mut types = vec![ty];
        types.extend(args.iter().map(|&arg| self.infer(arg, None)));
        let ret = if matches!(origin, DispatchOrigin::Unary(_)) { ty } else { self.fresh() };
        let effect = self.fresh();
        self.performs(effect);
        let wanted = self.function(&types, ret, effect);
        let kind = ConstraintKind::Method { name, ty: wanted, origin };
        self.constrain(Constraint { receiver: ty, kind, span, expr: Some(id) });
        ret
    }

    /// Operators: the result of arithmetic has the left operand's type, comparisons compare equal types.
    fn binary(
        &mut self,
        id: ExprId,
        left: ExprId,
        name: roc_base::Symbol,
        operator: &'static str,
        right: ExprId,
        hint: Option<Ty>,
    ) -> Ty {
        let names = self.names;
        let arithmetic =
            [names.plus, names.minus, names.times, names.div_by, names.div_trunc_by, names.rem_by]
                .contains(&name);
        let comparison = [names.is_lt, names.is_lte, names.is_gt, names.is_gte, names.is_eq].contains(&name);
        let range = [names.range_exclusive_to, names.range_inclusive_to].contains(&name);
        let left_type = self.infer(left, if arithmetic { hint } else { None });
        let span = self.span(id);
        let primitive = match self.types.node(left_type) {
            Node::Apply(ty, _) => self.known.as_primitive(ty).filter(|&p| is_number(p)),
            _ => None,
        };
        if primitive.is_some() && (arithmetic || comparison || range) {
            self.check(right, left_type, Wanted::Operand(operator));
            return match (comparison, range) {
                (true, _) => self.bool(),
                (_, true) => self.known_type(self.known.range, &[left_type]),
                _ => left_type,
            };
        }
        let right_type = self.infer(right, Some(left_type));
        let literals = self.is_open_literal(left_type);
        if (comparison || range || literals)
            && !self.expect(right, right_type, left_type, Wanted::Operand(operator))
        {
            return if comparison { self.bool() } else { self.error() };
        }
        let ret = if comparison {
            self.bool()
        } else if arithmetic {
            left_type
        } else if range {
            self.known_type(self.known.range, &[left_type])
        } else {
            self.fresh()
        };
        let effect = self.fresh();
        self.performs(effect);
        let ty = self.function(&[left_type, right_type], ret, effect);
        let kind = ConstraintKind::Method { name, ty, origin: DispatchOrigin::Binary(operator) };
        self.constrain(Constraint { receiver: left_type, kind, span, expr: Some(id) });
        ret
    }

    /// Whether the type is an undecided number literal's: builtin numbers only combine with their own kind.
    fn is_open_literal(&self, ty: Ty) -> bool {
        match self.types.node(ty) {
            Node::Flex(var) => self
                .types
                .constraints(var)
                .iter()
                .any(|&c| matches!(self.types.constraint(c).kind, ConstraintKind::Numeral(_))),
            _ => false,
        }
    }

    fn match_expr(
        &mut self,
        scrutinee: ExprId,
        branches: &[ir::Branch],
        origin: MatchOrigin,
        hint: Option<Ty>,
    ) -> Ty {
        let scrutinee_type = self.infer(scrutinee, None);
        if matches!(origin, MatchOrigin::Question | MatchOrigin::QuestionMap | MatchOrigin::Default) {
            let (ok, err) = (self.fresh(), self.fresh());
            let wanted = self.known_type(self.known.r#try, &[ok, err]);
            self.expect(scrutinee, scrutinee_type, wanted, Wanted::Tried(origin));
        }
        let bool = self.bool();
        let (result, known) = self.branches_result(hint);
        let mut first: Option<ExprId> = None;
        let mut patterns = Vec::new();
        for branch in branches {
            self.pattern(branch.pat, scrutinee_type);
            if let Some(guard) = branch.guard {
                self.check(guard, bool, Wanted::Condition);
            } else {
                patterns.push(branch.pat);
            }
            let wanted = first.filter(|_| !known).map_or(Wanted::Result, Wanted::Branch);
            self.check(branch.body, result, wanted);
            first.get_or_insert(branch.body);
        }
        self.close_later(scrutinee_type, &patterns);
        result
    }

    /// The type of all branches, and whether the surroundings know it already.
    fn branches_result(&mut self, hint: Option<Ty>) -> (Ty, bool) {
        match hint {
            Some(hint) => (hint, !matches!(self.types.node(hint), Node::Flex(_))),
            None => (self.fresh(), false),
        }
    }

    fn statement(&mut self, stmt: Stmt) {
        let module = self.module;
        match stmt {
            Stmt::Let { pat, annotation, value } => self.let_statement(pat, annotation, value),
            Stmt::Var { local, annotation, value } => {
                let ty = match annotation {
                    Some(annotation) => self.own_annotation(annotation),
                    None => self.fresh(),
                };
                self.locals[local] = Some(Scheme { ty, vars: Vec::new() });
                if let Some(value) = value {
                    let actual = self.infer(value, Some(ty));
                    self.expect_annotated(value, actual, ty, module.locals[local].name, annotation);
                }
            }
            Stmt::Assign { local, value, .. } => {
                let ty = match &self.locals[local] {
                    Some(scheme) => scheme.ty,
                    None => self.error(),
                };
                self.check(value, ty, Wanted::Assigned(module.locals[local].name));
            }
            Stmt::Expr(value) => {
                let unit = self.unit();
                let actual = self.infer(value, None);
                self.expect(value, actual, unit, Wanted::Unused);
            }
            Stmt::Expect(value) => self.expect_statement(value),
        }
    }

    /// An `expect`, inline or at top level.
    pub(crate) fn expect_statement(&mut self, value: ExprId) {
        let bool = self.bool();
        let ret = self.fresh();
        self.functions.push(FunctionFrame { ret, effects: Vec::new(), expect: true });
        self.check(value, bool, Wanted::Expect);
        let effects = self.functions.pop().map(|frame| frame.effects).unwrap_or_default();
        self.pure_places.push(PurePlace { expr: value, effects, value: None });
    }

    fn let_statement(&mut self, pat: PatId, annotation: Option<ir::AnnotationId>, value: ExprId) {
        let module = self.module;
        let function = matches!(module.exprs[value], Expr::Lambda(_));
        if let Pat::Bind(local) = module.pats[pat]
            && (function || annotation.is_some())
        {
            self.let_general(local, pat, annotation, value);
            return;
        }
        let ty = match annotation {
            Some(annotation) => self.own_annotation(annotation),
            None => self.fresh(),
        };
        let actual = self.infer(value, annotation.map(|_| ty));
        if annotation.is_some() {
            self.expect(value, actual, ty, Wanted::Destructured);
        }
        self.pattern(pat, if annotation.is_some() { ty } else { actual });
        self.close_later(actual, &[pat]);
    }

    /// `name = lambda`, or an annotated name: generalised.
    fn let_general(
        &mut self,
        local: LocalId,
        pat: PatId,
        annotation: Option<ir::AnnotationId>,
        value: ExprId,
    ) {
        let name = self.module.locals[local].name;
        let mark = self.undecided.len();
        self.level += 1;
        let ty = match annotation {
            Some(annotation) => self.own_annotation(annotation),
            None => self.fresh(),
        };
        self.locals[local] = Some(Scheme { ty, vars: Vec::new() });
        let general = annotation
            .filter(|&a| !crate::checker::contains_wildcard(self.module, self.module.annotations[a].ty));
        if general.is_some() {
            self.level -= 1;
            let scheme = self.generalize(ty);
            self.locals[local] = Some(scheme);
            self.level += 1;
        }
        self.pat_types[pat] = Some(ty);
        let actual = self.infer(value, Some(ty));
        self.expect_annotated(value, actual, ty, name, annotation);
        self.level -= 1;
        self.decide(mark, &[ty], false);
        if general.is_none() {
            let scheme = self.generalize(ty);
            self.locals[local] = Some(scheme);
        }
    }

    /// Whether control never comes out of a statement.
    fn diverges(&self, stmt: Stmt) -> bool {
        matches!(stmt, Stmt::Expr(e) if self.expr_diverges(e))
    }

    fn expr_diverges(&self, id: ExprId) -> bool {
        let module = self.module;
        match module.exprs[id] {
            Expr::Return(_) | Expr::Break | Expr::Crash(_) | Expr::Ellipsis => true,
            Expr::Block { stmts, result } => {
                result.is_some_and(|r| self.expr_diverges(r))
                    || module.list(stmts).last().is_some_and(|&s| self.diverges(s))
            }
            Expr::If { then, otherwise: Some(otherwise), .. } => {
                self.expr_diverges(then) && self.expr_diverges(otherwise)
            }
            Expr::Match { branches, .. } => {
                branches.len > 0 && module.list(branches).iter().all(|b| self.expr_diverges(b.body))
            }
            _ => false,
        }
    }
}
