//! Sugar whose meaning takes more than a line: operators, `?`, `??`, record builders, derived methods as values.

use roc_base::{Diagnostic, Span, Symbol};
use roc_syntax::ast::{self, BinaryOp};

use crate::canon::Canon;
use crate::ir::{
    Branch, DispatchOrigin, Expr, ExprId, FieldInit, Lambda, LocalId, MatchOrigin, Pat, PatId, Slice,
};

impl Canon<'_> {
    pub(crate) fn binary(
        &mut self,
        op: BinaryOp,
        left: ast::ExprId,
        right: ast::ExprId,
        span: Span,
    ) -> ExprId {
        let known = self.known;
        let name = match op {
            BinaryOp::Multiply => known.times,
            BinaryOp::Divide => known.div_by,
            BinaryOp::DivideTrunc => known.div_trunc_by,
            BinaryOp::Remainder => known.rem_by,
            BinaryOp::Add => known.plus,
            BinaryOp::Subtract => known.minus,
            BinaryOp::Equal | BinaryOp::NotEqual => known.is_eq,
            BinaryOp::Less => known.is_lt,
            BinaryOp::Greater => known.is_gt,
            BinaryOp::LessEqual => known.is_lte,
            BinaryOp::GreaterEqual => known.is_gte,
            BinaryOp::RangeExclusive => known.range_exclusive_to,
            BinaryOp::RangeInclusive => known.range_inclusive_to,
            BinaryOp::Default => return self.or_default(left, right, span),
            BinaryOp::MapError => return self.question(left, Some(right), span),
            BinaryOp::And | BinaryOp::Or => return self.short_circuit(op, left, right, span),
        };
        if op.is_range() {
            let is_range = |id| matches!(self.ast[id], ast::Expr::Binary { op, .. } if op.is_range());
            if is_range(left) || is_range(right) {
                let message = "Ranges cannot be chained: a range has one start and one end.";
                let diagnostic = Diagnostic::error("Chained Range", span, message)
                    .with_hint("Put parentheses around the range that is meant to be an end of the other.");
                return self.broken(diagnostic);
            }
        }
        let receiver = self.expr(left);
        let argument = self.expr(right);
        let args = self.m.pools.add(&[argument]);
        let result = self.method(receiver, name, args, DispatchOrigin::Binary(op.as_str()), span);
        if op == BinaryOp::NotEqual { self.negated(result, span) } else { result }
    }

    /// `Bool.not(value)`
    fn negated(&mut self, value: ExprId, span: Span) -> ExprId {
        let Some(not) = self.builtins.bool_not else {
            return self.method(value, self.known.not, Slice::EMPTY, DispatchOrigin::Unary("!="), span);
        };
        self.refer(not);
        let callee = self.push(Expr::Def(not), span);
        let args = self.m.pools.add(&[value]);
        self.push(Expr::Call { callee, args }, span)
    }

    fn short_circuit(&mut self, op: BinaryOp, left: ast::ExprId, right: ast::ExprId, span: Span) -> ExprId {
        let cond = self.expr(left);
        let right = self.expr(right);
        let (then, otherwise) = if op == BinaryOp::And {
            (right, self.bool_value(self.known.false_, span))
        } else {
            (self.bool_value(self.known.true_, span), right)
        };
        self.push(Expr::If { cond, then, otherwise: Some(otherwise) }, span)
    }

    fn bool_value(&mut self, name: Symbol, span: Span) -> ExprId {
        let backing = self.push(Expr::Tag { name, args: Slice::EMPTY }, span);
        match self.builtins.bool_ {
            Some(ty) => self.push(Expr::Nominal { ty, backing }, span),
            None => backing,
        }
    }

    // Try.

    /// `Ok(local)` or `Err(local)` as a pattern of `Try`.
    fn try_pattern(&mut self, name: Symbol, local: Option<LocalId>, span: Span) -> PatId {
        let pat = local.map_or(Pat::Wildcard, Pat::Bind);
        let arg = self.push_pat(pat, span);
        let args = self.m.pools.add(&[arg]);
        let backing = self.push_pat(Pat::Tag { name, args }, span);
        match self.builtins.try_ {
            Some(ty) => self.push_pat(Pat::Nominal { ty, backing }, span),
            None => backing,
        }
    }

    /// The branch `Ok(v) => v`.
    fn ok_branch(&mut self, span: Span) -> Branch {
        let value = self.hidden_local(self.known.hidden_ok, span);
        let pat = self.try_pattern(self.known.ok, Some(value), span);
        Branch { pat, guard: None, body: self.push(Expr::Local(value), span) }
    }

    /// `e ?? d`
    fn or_default(&mut self, left: ast::ExprId, right: ast::ExprId, span: Span) -> ExprId {
        let scrutinee = self.expr(left);
        let at = self.ast.span(left);
        let ok = self.ok_branch(at);
        let pat = self.try_pattern(self.known.err, None, at);
        let err = Branch { pat, guard: None, body: self.expr(right) };
        let branches = self.m.pools.add(&[ok, err]);
        self.push(Expr::Match { scrutinee, branches, origin: MatchOrigin::Default }, span)
    }

    /// `e?` and `e ? handler`
    pub(crate) fn question(
        &mut self,
        operand: ast::ExprId,
        handler: Option<ast::ExprId>,
        span: Span,
    ) -> ExprId {
        let scrutinee = self.expr(operand);
        let at = self.ast.span(operand);
        if !self.in_lambda() && !self.in_expect {
            let diagnostic = Diagnostic::error(
                "Try Operator Outside Function",
                span,
                "There is no function around this `?` that it could leave with the error.",
            )
            .with_hint("Use `match`, or `??` with a value for the error's case.");
            return self.broken(diagnostic);
        }
        self.leaves_loops();
        let ok = self.ok_branch(at);
        let error = self.hidden_local(self.known.hidden_err, at);
        let pat = self.try_pattern(self.known.err, Some(error), at);
        let mut payload = self.push(Expr::Local(error), at);
        if let Some(handler) = handler {
            payload = self.mapped_error(handler, payload);
        }
        let args = self.m.pools.add(&[payload]);
        let mut result = self.push(Expr::Tag { name: self.known.err, args }, span);
        if let Some(ty) = self.builtins.try_ {
            result = self.push(Expr::Nominal { ty, backing: result }, span);
        }
        let body = self.push(Expr::Return(result), span);
        let branches = self.m.pools.add(&[ok, Branch { pat, guard: None, body }]);
        let origin = if handler.is_some() { MatchOrigin::QuestionMap } else { MatchOrigin::Question };
        self.push(Expr::Match { scrutinee, branches, origin }, span)
    }

    /// `handler(error)`, where a bare tag is a function too.
    fn mapped_error(&mut self, handler: ast::ExprId, error: ExprId) -> ExprId {
        let span = self.ast.span(handler);
        let mut callee = handler;
        while let ast::Expr::Parens(inner) = self.ast[callee] {
            callee = inner;
        }
        if let ast::Expr::Tag(path) = self.ast[callee] {
            let args = self.m.pools.add(&[error]);
            return self.tag(path, args, span);
        }
        let callee = self.expr(handler);
        let args = self.m.pools.add(&[error]);
        self.push(Expr::Call { callee, args }, span)
    }

    // Lambdas that nobody wrote.

    /// A lambda over hidden locals that captures nothing.
    fn made_lambda(&mut self, params: Vec<PatId>, body: ExprId, span: Span) -> ExprId {
        let parent = self.functions.last().and_then(|function| function.lambda);
        let lambda = Lambda { params, body, captures: Vec::new(), name: None, parent };
        let id = self.m.lambdas.push(lambda);
        self.push(Expr::Lambda(id), span)
    }

    fn hidden_param(&mut self, name: Symbol, span: Span) -> (PatId, ExprId) {
        let local = self.hidden_local(name, span);
        (self.push_pat(Pat::Bind(local), span), self.push(Expr::Local(local), span))
    }

    /// `Type.is_eq` as a value, where the compiler derives `is_eq`.
    pub(crate) fn derived_value(&mut self, name: Symbol, path: &[ast::Name], span: Span) -> ExprId {
        if name != self.known.is_eq && name != self.known.to_hash {
            let text = self.path_text(path);
            let message = format!("The derived method `{text}` can only be called.");
            let diagnostic = Diagnostic::error("Does Not Exist", span, message)
                .with_hint(format!("Call it on a value: `value.{}(…)`", self.str(name)));
            return self.broken(diagnostic);
        }
        let (left_pat, left) = self.hidden_param(self.known.hidden_left, span);
        let (right_pat, right) = self.hidden_param(self.known.hidden_right, span);
        let args = self.m.pools.add(&[right]);
        let body = self.method(left, name, args, DispatchOrigin::Method, span);
        self.made_lambda(vec![left_pat, right_pat], body, span)
    }

    /// `{ a: p, b: q, c: r }.T` is `T.map2(p, T.map2(q, r, |b, c| (b, c)), |a, (b, c)| { a, b, c })`.
    pub(crate) fn record_builder(
        &mut self,
        fields: ast::List<ast::RecordField>,
        path: ast::List<ast::Name>,
        span: Span,
    ) -> ExprId {
        let ast = self.ast;
        let mut inits = Vec::with_capacity(fields.len());
        for field in &ast[fields] {
            let (name, at) = (field.name.symbol, self.name_span(field.name));
            if let Some(earlier) = inits.iter().find(|init: &&FieldInit| init.name == name) {
                let earlier = earlier.span;
                self.duplicate_field(name, at, earlier);
                continue;
            }
            let value = self.field_value(field);
            inits.push(FieldInit { name, span: at, value });
        }
        let ty = match self.concrete_type(&ast[path]) {
            Ok(ty) => ty,
            Err(title) => return self.malformed(title, span),
        };
        let text = self.path_text(&ast[path]);
        let at = self.path_span(path);
        let Some(map2) = self.item(ty, self.known.map2) else {
            let message = format!("`{text}` has no `map2`, so it cannot combine the fields of a record.");
            let diagnostic = Diagnostic::error("Record Builder Not Supported", at, message)
                .with_hint(format!("Give it one: `map2 : {text}(a), {text}(b), (a, b -> c) -> {text}(c)`"));
            return self.broken(diagnostic);
        };
        let Some((last, before)) = inits.split_last().filter(|(_, before)| !before.is_empty()) else {
            let message = "A record builder combines two fields or more.";
            return self.broken(Diagnostic::error("Record Builder Not Supported", span, message));
        };
        let mut value = last.value;
        // What the inner call gives, as the pattern of the parameter that takes it, and as an expression.
        let (mut pattern, mut tuple) = self.hidden_param(last.name, last.span);
        let mut all = vec![FieldInit { value: tuple, ..*last }];
        for (index, init) in before.iter().enumerate().rev() {
            let (first_pattern, first) = self.hidden_param(init.name, init.span);
            all.push(FieldInit { value: first, ..*init });
            let outermost = index == 0;
            let body = if outermost {
                all.reverse();
                let fields = self.m.pools.add(&all);
                self.push(Expr::Record(fields), span)
            } else {
                let items = self.m.pools.add(&[first, tuple]);
                self.push(Expr::Tuple(items), span)
            };
            let combine = self.made_lambda(vec![first_pattern, pattern], body, span);
            let callee = self.def(map2, at);
            let args = self.m.pools.add(&[init.value, value, combine]);
            value = self.push(Expr::Call { callee, args }, span);
            if outermost {
                break;
            }
            // The next lambda has locals of its own for what this one has combined.
            (pattern, tuple) = self.combined(&mut all, span);
        }
        value
    }

    /// New locals for fields that were combined already: the nested tuple of them as a pattern and as an expression.
    /// `fields` come last first.
    fn combined(&mut self, fields: &mut [FieldInit], span: Span) -> (PatId, ExprId) {
        let mut combined: Option<(PatId, ExprId)> = None;
        for field in fields {
            let (pat, value) = self.hidden_param(field.name, field.span);
            field.value = value;
            combined = Some(match combined {
                None => (pat, value),
                Some((rest_pat, rest)) => {
                    let pats = self.m.pools.add(&[pat, rest_pat]);
                    let values = self.m.pools.add(&[value, rest]);
                    (self.push_pat(Pat::Tuple(pats), span), self.push(Expr::Tuple(values), span))
                }
            });
        }
        combined.unwrap_or_else(|| self.hidden_param(self.known.hidden_value, span))
    }
}
