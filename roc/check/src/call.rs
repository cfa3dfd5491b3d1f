//! Functions: lambdas, calls, method calls and operators.

use roc_canonical::ir::{DispatchOrigin, Expr, ExprId, LambdaId};

use crate::checker::{Checker, FunctionFrame};
use crate::names::is_number;
use crate::report::Wanted;
use crate::types::{Constraint, ConstraintKind, Node, Ty};

impl Checker<'_> {
    pub(crate) fn function(&mut self, params: &[Ty], ret: Ty, effect: Ty) -> Ty {
        let params = self.types.run(params);
        self.types.add(Node::Function(params, ret, effect))
    }

    /// Notes that the function around calls something with this effect.
    pub(crate) fn performs(&mut self, effect: Ty) {
        match self.functions.last_mut() {
            Some(frame) => frame.effects.push(effect),
            None => self.value_effects.push(effect),
        }
    }

    pub(crate) fn lambda(&mut self, id: LambdaId, hint: Option<Ty>) -> Ty {
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
    pub(crate) fn settle_effect(&mut self, effect: Ty, called: Vec<Ty>) {
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
    pub(crate) fn steer(&mut self, ret: Ty, hint: Option<Ty>) {
        if let Some(hint) = hint
            && matches!(self.types.node(ret), Node::Flex(_))
            && matches!(self.types.node(hint), Node::Apply(..))
        {
            let _ = self.unify(ret, hint);
            self.solve_woken();
        }
    }

    pub(crate) fn call(&mut self, id: ExprId, callee: ExprId, args: &[ExprId], hint: Option<Ty>) -> Ty {
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

    pub(crate) fn method(
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
    pub(crate) fn is_open_literal(&self, ty: Ty) -> bool {
        match self.types.node(ty) {
            Node::Flex(var) => self
                .types
                .constraints(var)
                .iter()
                .any(|&c| matches!(self.types.constraint(c).kind, ConstraintKind::Numeral(_))),
            _ => false,
        }
    }
}
