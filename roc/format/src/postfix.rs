//! What follows an operand: arguments, fields, methods, `?` and pipes.
//!
//! Two receivers get parentheses that need not be in the source: numbers, and pipes that end on the line of the dot.
//! The latter keep the meaning, since without a space the dot would belong to the pipe's target.

use roc_base::TextRange;
use roc_syntax::TokenKind;
use roc_syntax::ast::{Expr, ExprId, List};

use crate::layout::Layout;
use crate::printer::Printer;

impl Printer<'_> {
    /// Arguments in parentheses. A single list, tuple or record over several lines shares their lines.
    pub(crate) fn arguments(&mut self, args: List<ExprId>) {
        if let [only] = self.ast[args]
            && self.shares_lines(only)
        {
            self.take();
            self.expr(only);
            self.skip_if(TokenKind::Comma);
            return self.take();
        }
        self.list(args, Layout::expr, Self::expr);
    }

    /// Whether a single argument takes several lines that its call's parentheses may join.
    fn shares_lines(&mut self, arg: ExprId) -> bool {
        let several_lines = match self.ast[arg] {
            Expr::Record { .. } | Expr::List(_) | Expr::Tuple(_) => self.layout.expr(arg),
            Expr::Parens(_) => self.layout.grouped(arg),
            _ => false,
        };
        let close = self.source.closer(self.at);
        let range = self.ast.range(arg);
        let before = TextRange::new(self.token_range().start, range.start);
        let behind = TextRange::new(range.end, self.source.tokens[close].start);
        several_lines && !self.source.has_comment(before) && !self.source.has_comment(behind)
    }

    /// An expression in parentheses that are not in the source.
    pub(crate) fn in_parens(&mut self, id: ExprId) {
        let several_lines = self.layout.expr(id) && !self.is_number(id);
        let indent = self.out.indent;
        if self.comment_ahead() {
            self.keep_gap();
        }
        self.out.text("(");
        if several_lines {
            self.out.indent += 1;
            self.out.ensure_newline();
        }
        self.expr(id);
        self.out.indent = indent;
        if several_lines {
            self.out.ensure_newline();
        }
        self.out.text(")");
    }

    fn is_number(&self, id: ExprId) -> bool {
        match self.ast[id] {
            Expr::Number { .. } => true,
            Expr::Unary { operand, .. } => self.is_number(operand),
            _ => false,
        }
    }

    /// The receiver of a field, method or tuple index, up to the dot.
    pub(crate) fn access(&mut self, whole: ExprId, receiver: ExprId) {
        let is_pipe = matches!(self.ast[receiver], Expr::Pipe { .. });
        if is_pipe && self.layout.expr(whole) {
            self.expr(receiver);
            self.own_line();
            self.out.indent += 1;
        } else if is_pipe || self.is_number(receiver) {
            self.in_parens(receiver);
            if self.comment_ahead() {
                self.dot_on_own_line();
            }
        } else {
            self.expr(receiver);
            self.dot_on_own_line();
        }
    }

    /// Keeps a line break in front of a dot.
    fn dot_on_own_line(&mut self) {
        if self.keep_gap() || self.out.in_string_line() {
            self.out.indent += 1;
        }
    }

    /// A chain of fields, `a.b.?c`, all indented alike.
    pub(crate) fn fields(&mut self, id: ExprId) {
        let indent = self.out.indent;
        let mut depth = 0;
        let mut first = id;
        while let Expr::Field { record, .. } | Expr::OptionalField { record, .. } = self.ast[first] {
            depth += 1;
            first = record;
        }
        self.access(id, first);
        self.take();
        for _ in 1..depth {
            self.out.indent = indent;
            self.dot_on_own_line();
            self.take();
        }
    }

    /// `a?`
    pub(crate) fn try_expr(&mut self, inner: ExprId) {
        match self.ast[inner] {
            Expr::Pipe { argument, callee, args } if self.has_call(inner, callee) => {
                let indent = self.out.indent;
                self.pipe(inner, argument, callee, args, true);
                self.out.indent = indent;
            }
            Expr::Pipe { .. } => self.in_parens(inner),
            _ => self.expr(inner),
        }
        self.take();
    }

    /// Whether a pipe's target has parentheses for arguments behind it.
    fn has_call(&self, pipe: ExprId, callee: ExprId) -> bool {
        self.ast.range(pipe).end != self.ast.range(callee).end
    }

    /// `a |> f(b)`. Empty parentheses are left out, unless `keep_call` says that what follows needs them. The old arrow
    /// becomes a pipe.
    pub(crate) fn pipe(
        &mut self,
        id: ExprId,
        argument: ExprId,
        callee: ExprId,
        args: List<ExprId>,
        keep_call: bool,
    ) {
        let broken = self.layout.expr(id);
        self.expr(argument);
        if broken {
            self.own_line();
            self.out.indent += 1;
        } else {
            self.out.space();
        }
        if self.comment_ahead() {
            self.keep_gap();
        }
        self.out.text("|>");
        self.skip();
        if !self.keep_gap() {
            self.out.space();
        }
        self.pipe_target(callee);
        if !self.has_call(id, callee) {
            return;
        }
        let inside = TextRange::new(self.ast.range(callee).end, self.ast.range(id).end);
        if args.is_empty() && !keep_call && !self.source.has_comment(inside) {
            self.skip();
            return self.skip();
        }
        self.arguments(args);
    }

    /// A pipe's function: parentheses there share the lines of what they hold.
    fn pipe_target(&mut self, callee: ExprId) {
        let Expr::Parens(inner) = self.ast[callee] else { return self.expr(callee) };
        if self.source.has_comment(self.ast.range(callee)) {
            return self.expr(callee);
        }
        self.take();
        self.expr(inner);
        self.skip_if(TokenKind::Comma);
        self.take();
    }
}
