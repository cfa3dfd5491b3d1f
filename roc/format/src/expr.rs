//! Expressions but for what follows an operand.

use roc_syntax::TokenKind;
use roc_syntax::ast::*;

use crate::layout::Layout;
use crate::printer::Printer;

impl Printer<'_> {
    /// An expression. The indentation is afterwards what it was before.
    pub(crate) fn expr(&mut self, id: ExprId) {
        let indent = self.out.indent;
        match self.ast[id] {
            Expr::Name(_) | Expr::Char(_) | Expr::Break | Expr::Ellipsis => self.take(),
            Expr::Number { suffix, .. } => self.take_all(1 + usize::from(suffix.is_some())),
            Expr::Str { .. } => self.string_expr(id),
            Expr::Qualified(path) | Expr::Tag(path) => self.take_all(path.len()),
            Expr::List(items) | Expr::Tuple(items) => self.list(items, Layout::expr, Self::expr),
            Expr::Parens(inner) => self.parens(id, inner),
            Expr::Record { fields, base } => {
                let several_lines = self.layout.list(self.at, fields, Layout::field);
                self.record(several_lines, fields, base);
            }
            Expr::Builder { fields, path } => {
                let several_lines = self.layout.list(self.at, fields, Layout::field);
                self.record(several_lines, fields, None);
                self.take_all(path.len());
            }
            Expr::Nominal { path, backing } => {
                self.take_all(path.len() + 1);
                match self.ast[backing] {
                    Expr::Parens(inner) => {
                        let several_lines = self.layout.nominal(backing);
                        self.items(several_lines, 1, |printer| printer.expr(inner));
                    }
                    _ => self.expr(backing),
                }
            }
            Expr::Block(statements) => self.braces(statements),
            Expr::Lambda { params, body } => self.lambda(id, params, body),
            Expr::If { condition, then, otherwise } => self.if_expr(condition, then, otherwise),
            Expr::Match { subject, branches } => self.match_expr(subject, branches),
            Expr::Unary { operand, .. } => {
                self.take();
                self.expr(operand);
            }
            Expr::Binary { op, left, right } => self.binary(op, left, right),
            Expr::Call { callee, args } => {
                match self.ast[callee] {
                    Expr::Pipe { .. } => self.in_parens(callee),
                    _ => self.expr(callee),
                }
                self.arguments(args);
            }
            Expr::MethodCall { receiver, args, .. } => {
                self.access(id, receiver);
                self.take();
                self.arguments(args);
            }
            Expr::TupleElement { tuple, .. } => {
                self.access(id, tuple);
                self.take();
            }
            Expr::Field { .. } | Expr::OptionalField { .. } => self.fields(id),
            Expr::Try(inner) => self.try_expr(inner),
            Expr::Pipe { argument, callee, args } => self.pipe(id, argument, callee, args, false),
            Expr::Dbg(operand) | Expr::Crash(operand) | Expr::Return(operand) => {
                self.take();
                self.break_or_space();
                self.expr(operand);
            }
            Expr::For { pattern, items, body } => {
                self.take();
                self.break_or_space();
                self.pattern(pattern);
                self.break_or_space();
                self.take();
                self.break_or_space();
                self.expr(items);
                self.break_or_space();
                self.expr(body);
            }
            Expr::While { condition, body } => {
                self.take();
                self.break_or_space();
                self.expr(condition);
                self.break_or_space();
                self.expr(body);
            }
            Expr::Malformed => {}
        }
        self.out.indent = indent;
    }

    /// `(a)`
    fn parens(&mut self, id: ExprId, inner: ExprId) {
        let indent = self.out.indent;
        let several_lines = self.source.has_comment(self.ast.range(id)) || self.layout.grouped(inner);
        self.take();
        if several_lines {
            self.out.indent += 1;
            self.own_line();
        }
        self.expr(inner);
        self.skip_if(TokenKind::Comma);
        if several_lines {
            self.own_line();
        }
        self.out.indent = indent;
        self.take();
    }

    /// `{ ..base, x: 1, y }`
    fn record(&mut self, several_lines: bool, fields: List<RecordField>, base: Option<ExprId>) {
        let mut fields = self.ast[fields].iter();
        let count = fields.len() + usize::from(base.is_some());
        self.items(several_lines, count, |printer| match base {
            Some(base) if printer.is(TokenKind::DotDot) => {
                printer.take();
                if printer.is(TokenKind::Ellipsis) {
                    printer.out.space();
                }
                printer.expr(base);
            }
            _ => {
                if let Some(&field) = fields.next() {
                    printer.record_field(field);
                }
            }
        });
    }

    /// `x: 1`, `x`
    fn record_field(&mut self, field: RecordField) {
        self.take();
        if let Some(value) = field.value {
            self.take();
            self.out.space();
            self.expr(value);
        }
    }

    /// `|a, b| body`
    fn lambda(&mut self, id: ExprId, params: List<PatId>, body: ExprId) {
        let several_lines = self.layout.params(id);
        let mut rest = self.ast[params].iter();
        self.items(several_lines, params.len(), |printer| {
            if let Some(&param) = rest.next() {
                printer.pattern(param);
            }
        });
        self.break_or_space();
        self.expr(body);
    }

    /// `a + b`; the operator stays in front of its line if it was.
    fn binary(&mut self, op: BinaryOp, left: ExprId, right: ExprId) {
        self.expr(left);
        let mut broken = false;
        if self.keep_gap() || self.out.in_string_line() {
            self.out.indent += 1;
            broken = true;
        } else if !op.is_range() {
            self.out.space();
        }
        self.take();
        if self.keep_gap() {
            self.out.indent += usize::from(!broken);
        } else if !op.is_range() {
            self.out.space();
        }
        self.expr(right);
    }

    /// `if c a else b`. With a block among the branches, breaks add up; without, each part is indented once and `else`
    /// stands below `if`.
    fn if_expr(&mut self, condition: ExprId, then: ExprId, otherwise: Option<ExprId>) {
        let indent = self.out.indent;
        let is_block = |id: ExprId| matches!(self.ast[id], Expr::Block(_));
        let blocks = is_block(then) || otherwise.is_some_and(is_block);
        let reset = |printer: &mut Self| {
            if !blocks {
                printer.out.indent = indent;
            }
        };
        self.take();
        self.break_or_space();
        self.expr(condition);
        reset(self);
        self.break_or_space();
        self.expr(then);
        reset(self);
        if let Some(otherwise) = otherwise {
            self.break_or_space();
            reset(self);
            self.take();
            self.break_or_space();
            self.expr(otherwise);
        }
    }

    /// `match subject { … }`, one branch a line.
    fn match_expr(&mut self, subject: ExprId, branches: List<Branch>) {
        let indent = self.out.indent;
        self.take();
        self.out.space();
        self.expr(subject);
        self.out.space();
        self.take();
        for &branch in &self.ast[branches] {
            self.out.indent = indent + 1;
            self.own_line();
            self.branch(branch);
            self.skip_if(TokenKind::Comma);
        }
        if self.comment_ahead() {
            self.out.indent = indent + 1;
            self.keep_gap();
        }
        if !branches.is_empty() {
            self.out.ensure_newline();
        }
        self.out.indent = indent;
        self.take();
    }

    /// `pattern if guard => body`
    fn branch(&mut self, branch: Branch) {
        self.pattern(branch.pattern);
        if let Some(guard) = branch.guard {
            self.out.space();
            self.take();
            self.out.space();
            self.expr(guard);
        }
        self.break_or_space();
        self.take();
        self.break_or_space();
        self.expr(branch.body);
    }
}
