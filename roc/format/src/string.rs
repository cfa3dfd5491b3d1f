//! String literals: their text is never touched, only what is interpolated.

use roc_syntax::TokenKind;
use roc_syntax::ast::{Expr, ExprId, StrPart};

use crate::printer::Printer;

impl Printer<'_> {
    /// A string expression.
    pub(crate) fn string_expr(&mut self, id: ExprId) {
        let Expr::Str { parts, suffix } = self.ast[id] else { return };
        let ast = self.ast;
        let mut exprs = ast[parts].iter().filter_map(|part| match part {
            StrPart::Text(_) => None,
            StrPart::Interpolation(expr) => Some(*expr),
        });
        self.string(parts.len(), |printer, close| {
            if let Some(expr) = exprs.next() {
                printer.interpolation(expr, close);
            }
        });
        if suffix.is_some() {
            self.take();
        }
    }

    /// The tokens of a string literal of so many parts. `inside` writes what is between `${` and the closing brace of
    /// this index.
    pub(crate) fn string(&mut self, parts: usize, mut inside: impl FnMut(&mut Self, usize)) {
        match self.kind() {
            TokenKind::MultilineStart => return self.multiline_string(inside),
            TokenKind::StrStart if parts > 0 => {}
            _ => return self.take(),
        }
        self.take();
        while !self.is(TokenKind::StrEnd) {
            self.string_part(&mut inside);
        }
        self.take();
    }

    fn string_part(&mut self, inside: &mut impl FnMut(&mut Self, usize)) {
        if !self.is(TokenKind::InterpolationOpen) {
            return self.take();
        }
        let close = self.source.closer(self.at);
        self.take();
        inside(self, close);
        self.take();
    }

    /// Lines that begin with `\\`. Where the first one stands behind other text, the others are indented;
    /// the indentation is for the caller to restore.
    fn multiline_string(&mut self, mut inside: impl FnMut(&mut Self, usize)) {
        if !self.out.at_line_start() && !self.out.in_string_line() {
            self.out.indent += 1;
        }
        self.take();
        loop {
            match self.kind() {
                TokenKind::MultilineStart => {
                    self.own_line();
                    self.take();
                }
                TokenKind::StrPart | TokenKind::InterpolationOpen => self.string_part(&mut inside),
                _ => break,
            }
        }
        self.out.end_string_line();
    }

    /// An interpolated expression: tight between the braces, or on lines of its own if there are breaks.
    fn interpolation(&mut self, expr: ExprId, close: usize) {
        let indent = self.out.indent;
        let braces = self.source.range(self.at - 1, close);
        if !self.source.spans_lines(braces) && !self.layout.expr(expr) {
            return self.expr(expr);
        }
        self.own_line();
        self.out.indent += 1;
        self.expr(expr);
        self.own_line();
        self.out.indent = indent;
    }
}
