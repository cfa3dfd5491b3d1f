//! Expressions: each form of the syntax tree becomes its canonical one.

use roc_base::{Diagnostic, Span, Symbol};
use roc_syntax::ast;
use rustc_hash::FxHashMap;

use crate::canon::{Canon, Function};
use crate::ir::{
    Branch, ChainStep, DispatchOrigin, Expr, ExprId, FieldInit, Lambda, LocalId, MatchOrigin, PatId, Slice,
};
use crate::path::Item;

impl Canon<'_> {
    /// An expression whose value is used.
    pub(crate) fn expr(&mut self, id: ast::ExprId) -> ExprId {
        let result = self.body(id);
        if matches!(self.ast[id], ast::Expr::If { otherwise: None, .. }) {
            let message = "This `if` has no `else`, so it has no value where its condition is false.";
            let diagnostic = Diagnostic::error("If Expression Without Else", self.ast.span(id), message)
                .with_hint("Add an `else` with the value for that case.");
            return self.broken(diagnostic);
        }
        result
    }

    /// An expression that may stand for its effect alone: a statement, or the body of a function, branch or loop.
    pub(crate) fn body(&mut self, id: ast::ExprId) -> ExprId {
        let ast = self.ast;
        let span = ast.span(id);
        match ast[id] {
            ast::Expr::Number { text, suffix } => {
                let value = self.number(text);
                let expr = match self.suffix(suffix) {
                    Ok(suffix) => Expr::Number { value, suffix },
                    Err(title) => Expr::Malformed { title },
                };
                self.push(expr, span)
            }
            ast::Expr::Char(char) => {
                let value = self.char_number(char);
                self.push(Expr::Number { value, suffix: None }, span)
            }
            ast::Expr::Str { parts, suffix } => self.string(parts, suffix, span),
            ast::Expr::Name(name) => self.value(name, span),
            ast::Expr::Qualified(path) => self.qualified_value(path, span),
            ast::Expr::Tag(path) => self.tag(path, Slice::EMPTY, span),
            ast::Expr::List(items) => {
                let items = self.exprs(items);
                self.push(Expr::List(items), span)
            }
            ast::Expr::Tuple(items) if items.is_empty() => {
                let diagnostic =
                    Diagnostic::error("Empty Tuple Not Allowed", span, "A tuple cannot be empty.")
                        .with_hint("The empty record is written `{}`.");
                self.broken(diagnostic)
            }
            ast::Expr::Tuple(items) => {
                let items = self.exprs(items);
                self.push(Expr::Tuple(items), span)
            }
            ast::Expr::Parens(inner) => self.expr(inner),
            ast::Expr::Record { fields, base } => self.record(fields, base, span),
            ast::Expr::Builder { fields, path } => self.record_builder(fields, path, span),
            ast::Expr::Nominal { path, backing } => {
                let backing = self.expr(backing);
                let expr = match self.concrete_type(&ast[path]) {
                    Ok(ty) => Expr::Nominal { ty, backing },
                    Err(title) => Expr::Malformed { title },
                };
                self.push(expr, span)
            }
            ast::Expr::Block(statements) => self.block(statements, span),
            ast::Expr::Lambda { params, body } => self.lambda(params, body, span, None),
            ast::Expr::If { condition, then, otherwise } => {
                let cond = self.expr(condition);
                let then = self.body(then);
                let otherwise = otherwise.map(|otherwise| self.body(otherwise));
                self.push(Expr::If { cond, then, otherwise }, span)
            }
            ast::Expr::Match { subject, branches } => self.match_(subject, branches, span),
            ast::Expr::Unary { op, operand } => {
                let receiver = self.expr(operand);
                let (name, sign) = match op {
                    ast::UnaryOp::Negate => (self.known.negate, "-"),
                    ast::UnaryOp::Not => (self.known.not, "!"),
                };
                self.method(receiver, name, Slice::EMPTY, DispatchOrigin::Unary(sign), span)
            }
            ast::Expr::Binary { op, left, right } => self.binary(op, left, right, span),
            ast::Expr::Call { callee, args } => self.call(callee, None, args, span),
            ast::Expr::Pipe { argument, callee, args } => {
                let first = self.expr(argument);
                self.call(callee, Some(first), args, span)
            }
            ast::Expr::MethodCall { receiver, name, args } => {
                let receiver = self.expr(receiver);
                let args = self.exprs(args);
                self.method(receiver, name.symbol, args, DispatchOrigin::Method, span)
            }
            ast::Expr::Field { .. } | ast::Expr::OptionalField { .. } => self.field_chain(id, span),
            ast::Expr::TupleElement { tuple, index } => {
                let tuple = self.expr(tuple);
                self.push(Expr::TupleItem { tuple, index }, span)
            }
            ast::Expr::Try(operand) => self.question(operand, None, span),
            ast::Expr::Dbg(operand) => {
                let operand = self.expr(operand);
                self.push(Expr::Dbg(operand), span)
            }
            ast::Expr::Crash(operand) => self.crash(operand, span),
            ast::Expr::Return(operand) => self.return_(operand, span),
            ast::Expr::Break => self.break_(span),
            ast::Expr::For { pattern, items, body } => self.for_(pattern, items, body, span),
            ast::Expr::While { condition, body } => self.while_(condition, body, span),
            ast::Expr::Ellipsis => {
                self.leaves_loops();
                self.push(Expr::Ellipsis, span)
            }
            ast::Expr::Malformed => self.malformed("Unexpected Expression Syntax", span),
        }
    }

    pub(crate) fn exprs(&mut self, list: ast::List<ast::ExprId>) -> Slice<ExprId> {
        self.args(None, list)
    }

    fn args(&mut self, first: Option<ExprId>, list: ast::List<ast::ExprId>) -> Slice<ExprId> {
        let start = self.start::<ExprId>();
        if let Some(first) = first {
            self.add(first);
        }
        let ast = self.ast;
        for &item in &ast[list] {
            let item = self.expr(item);
            self.add(item);
        }
        self.finish(start)
    }

    pub(crate) fn method(
        &mut self,
        receiver: ExprId,
        name: Symbol,
        args: Slice<ExprId>,
        origin: DispatchOrigin,
        span: Span,
    ) -> ExprId {
        self.push(Expr::Method { receiver, name, args, origin }, span)
    }

    /// `A.b` without a call.
    fn qualified_value(&mut self, path: ast::List<ast::Name>, span: Span) -> ExprId {
        let ast = self.ast;
        match self.qualified(&ast[path]) {
            Item::Def(def) => self.def(def, span),
            Item::Derived(name) => self.derived_value(name, &ast[path], span),
            Item::TypeMethod(..) => {
                let text = self.path_text(&ast[path]);
                let message = format!("The method `{text}` of a type variable can only be called.");
                let diagnostic = Diagnostic::error("Does Not Exist", span, message).with_hint(format!(
                    "Call it: `{text}(…)`, if need be inside a function `|x| {text}(x)`."
                ));
                self.broken(diagnostic)
            }
            Item::Broken(title) => self.malformed(title, span),
        }
    }

    /// A call; `first` is an argument before the written ones.
    fn call(
        &mut self,
        callee: ast::ExprId,
        first: Option<ExprId>,
        args: ast::List<ast::ExprId>,
        span: Span,
    ) -> ExprId {
        let ast = self.ast;
        match ast[callee] {
            ast::Expr::Tag(path) => {
                let args = self.args(first, args);
                self.tag(path, args, span)
            }
            ast::Expr::Qualified(path) => {
                let expr = match self.qualified(&ast[path]) {
                    Item::Def(def) => {
                        let callee = self.def(def, ast.span(callee));
                        Expr::Call { callee, args: self.args(first, args) }
                    }
                    Item::TypeMethod(var, name) => {
                        Expr::TypeMethod { var, name, args: self.args(first, args) }
                    }
                    Item::Derived(name) => {
                        let args = self.args(first, args);
                        match self.m.list(args).first() {
                            Some(&receiver) => {
                                let args = Slice::new(args.start + 1, args.len - 1);
                                Expr::Method { receiver, name, args, origin: DispatchOrigin::Method }
                            }
                            None => Expr::Malformed { title: "Too Few Args" },
                        }
                    }
                    Item::Broken(title) => {
                        // For what is wrong in them.
                        self.args(first, args);
                        Expr::Malformed { title }
                    }
                };
                self.push(expr, span)
            }
            _ => {
                let callee = self.expr(callee);
                let args = self.args(first, args);
                self.push(Expr::Call { callee, args }, span)
            }
        }
    }

    /// `Tag`, `Type.Tag`, with arguments.
    pub(crate) fn tag(&mut self, path: ast::List<ast::Name>, args: Slice<ExprId>, span: Span) -> ExprId {
        let ast = self.ast;
        let Some((&tag, types)) = ast[path].split_last() else {
            return self.malformed("Unrecognized Syntax", span);
        };
        let value = Expr::Tag { name: tag.symbol, args };
        if types.is_empty() {
            return self.push(value, span);
        }
        match self.concrete_type(types) {
            Ok(ty) => {
                let backing = self.push(value, span);
                self.push(Expr::Nominal { ty, backing }, span)
            }
            Err(title) => self.malformed(title, span),
        }
    }

    fn record(
        &mut self,
        fields: ast::List<ast::RecordField>,
        base: Option<ast::ExprId>,
        span: Span,
    ) -> ExprId {
        let base = base.map(|base| self.expr(base));
        let start = self.start::<FieldInit>();
        let mut seen = FxHashMap::default();
        let ast = self.ast;
        for field in &ast[fields] {
            let (name, at) = (field.name.symbol, self.name_span(field.name));
            let value = self.field_value(field);
            if fields.len() > 1
                && let Some(earlier) = seen.insert(name, at)
            {
                self.duplicate_field(name, at, earlier);
                continue;
            }
            self.add(FieldInit { name, span: at, value });
        }
        let fields = self.finish(start);
        let expr = match base {
            Some(base) => Expr::Update { base, fields },
            None => Expr::Record(fields),
        };
        self.push(expr, span)
    }

    pub(crate) fn field_value(&mut self, field: &ast::RecordField) -> ExprId {
        match field.value {
            Some(value) => self.expr(value),
            None => {
                let span = self.name_span(field.name);
                self.value(field.name.symbol, span)
            }
        }
    }

    /// A lambda; `name` is the local that it defines.
    pub(crate) fn lambda(
        &mut self,
        params: ast::List<ast::PatId>,
        body: ast::ExprId,
        span: Span,
        name: Option<LocalId>,
    ) -> ExprId {
        let parent = self.functions.get(self.barrier..).unwrap_or_default();
        let parent = parent.last().and_then(|function| function.lambda);
        // The row is filled in when the body is known; `body` is any expression until then.
        let placeholder = self.m.exprs.next_id();
        let id = self.m.lambdas.push(Lambda {
            params: Vec::new(),
            body: placeholder,
            captures: Vec::new(),
            name,
            parent,
        });
        self.functions.push(Function { lambda: Some(id), name, ..Function::default() });
        let ast = self.ast;
        let (params, body) = self.scoped(|this| {
            let params: Vec<PatId> = ast[params].iter().map(|&param| this.binding_pattern(param)).collect();
            (params, this.body(body))
        });
        let captures = self.functions.pop().map(|function| function.captures).unwrap_or_default();
        let lambda = &mut self.m.lambdas[id];
        (lambda.params, lambda.body, lambda.captures) = (params, body, captures);
        self.push(Expr::Lambda(id), span)
    }

    fn match_(&mut self, subject: ast::ExprId, branches: ast::List<ast::Branch>, span: Span) -> ExprId {
        let scrutinee = self.expr(subject);
        if branches.is_empty() {
            return self.malformed("Empty Match", span);
        }
        let start = self.start::<Branch>();
        let ast = self.ast;
        for branch in &ast[branches] {
            let branch = self.scoped(|this| {
                let pat = this.binding_pattern(branch.pattern);
                let guard = branch.guard.map(|guard| this.expr(guard));
                Branch { pat, guard, body: this.body(branch.body) }
            });
            self.add(branch);
        }
        let branches = self.finish(start);
        self.push(Expr::Match { scrutinee, branches, origin: MatchOrigin::Match }, span)
    }

    /// `r.a.b`, and chains with `.?`: from the first `.?` on they are one step.
    fn field_chain(&mut self, id: ast::ExprId, span: Span) -> ExprId {
        let ast = self.ast;
        let mut steps = Vec::new();
        let mut at = id;
        loop {
            let (record, name, optional) = match ast[at] {
                ast::Expr::Field { record, name } => (record, name, false),
                ast::Expr::OptionalField { record, name } => (record, name, true),
                _ => break,
            };
            steps.push((at, name.symbol, optional));
            at = record;
        }
        steps.reverse();
        let mut record = self.expr(at);
        let first = steps.iter().position(|(.., optional)| *optional).unwrap_or(steps.len());
        let (plain, chain) = steps.split_at(first);
        for &(node, name, _) in plain {
            record = self.push(Expr::Field { record, name }, ast.span(node));
        }
        if chain.is_empty() {
            return record;
        }
        let chain: Vec<ChainStep> =
            chain.iter().map(|&(_, name, optional)| ChainStep { name, optional }).collect();
        let path = self.m.pools.add(&chain);
        self.push(Expr::OptionalChain { record, path }, span)
    }

    fn crash(&mut self, operand: ast::ExprId, span: Span) -> ExprId {
        let ast = self.ast;
        let mut text = operand;
        while let ast::Expr::Parens(inner) = ast[text] {
            text = inner;
        }
        let message = self.expr(operand);
        self.leaves_loops();
        if !matches!(ast[text], ast::Expr::Str { .. } | ast::Expr::Malformed) {
            let diagnostic = Diagnostic::error(
                "Crash Expects String",
                ast.span(operand),
                "What follows `crash` must be a string literal.",
            )
            .with_hint("Put the value into a string: `crash \"… ${value}\"`");
            return self.broken(diagnostic);
        }
        self.push(Expr::Crash(message), span)
    }

    fn return_(&mut self, operand: ast::ExprId, span: Span) -> ExprId {
        let value = self.expr(operand);
        self.leaves_loops();
        if !self.in_lambda() {
            let diagnostic = Diagnostic::error(
                "Return Outside Function",
                span,
                "There is no function around this `return` that it could leave.",
            );
            return self.broken(diagnostic);
        }
        self.push(Expr::Return(value), span)
    }

    fn break_(&mut self, span: Span) -> ExprId {
        if let Some(leaves) = self.functions.last_mut().and_then(|function| function.loops.last_mut()) {
            *leaves = true;
            return self.push(Expr::Break, span);
        }
        let diagnostic = Diagnostic::error(
            "Break Outside Loop",
            span,
            "There is no loop around this `break` that it could leave.",
        )
        .with_hint("A `break` leaves the innermost `for` or `while` of the same function.");
        self.broken(diagnostic)
    }

    fn looped<R>(&mut self, body: impl FnOnce(&mut Self) -> R) -> (R, bool) {
        if let Some(function) = self.functions.last_mut() {
            function.loops.push(false);
        }
        let result = body(self);
        let leaves = self.functions.last_mut().and_then(|function| function.loops.pop());
        (result, leaves.unwrap_or(false))
    }

    fn for_(&mut self, pattern: ast::PatId, items: ast::ExprId, body: ast::ExprId, span: Span) -> ExprId {
        let iterable = self.expr(items);
        let ((pat, body), _) = self.looped(|this| {
            this.scoped(|this| {
                let pat = this.binding_pattern(pattern);
                (pat, this.body(body))
            })
        });
        self.push(Expr::For { pat, iterable, body }, span)
    }

    fn while_(&mut self, condition: ast::ExprId, body: ast::ExprId, span: Span) -> ExprId {
        let ((cond, body), leaves) = self.looped(|this| (this.expr(condition), this.body(body)));
        if !leaves && self.is_true(condition) {
            let diagnostic = Diagnostic::warning(
                "Infinite Loop Never Exits",
                span,
                "The condition of this loop is always true, and nothing in its body leaves it.",
            )
            .with_hint("Leave it with `break` or `return`, or give it a condition that can become false.");
            self.report(diagnostic);
        }
        self.push(Expr::While { cond, body }, span)
    }

    fn is_true(&self, id: ast::ExprId) -> bool {
        match self.ast[id] {
            ast::Expr::Tag(path) => self.ast[path].last().is_some_and(|name| name.symbol == self.known.true_),
            ast::Expr::Parens(inner) => self.is_true(inner),
            _ => false,
        }
    }
}
