//! What follows an operand: calls, fields, methods, `?`, pipes.

use crate::ast::{Expr, ExprId, List, Name};
use crate::parser::Parser;
use crate::token::{Token, TokenKind::*};

impl Parser<'_> {
    /// Applies all postfixes to an operand that began at `start`. With `glued`, only those without a space in front and
    /// no pipes, as in the target of a pipe.
    pub(crate) fn postfixes(&mut self, mut operand: ExprId, start: u32, glued: bool) -> ExprId {
        while !self.silent {
            let token = self.token();
            let spaced = token.has(Token::SPACED);
            if glued && (spaced || matches!(token.kind, Pipe | ThinArrow)) {
                break;
            }
            let postfix = match token.kind {
                OpenRound if !spaced => {
                    let args = self.arguments();
                    Expr::Call { callee: operand, args }
                }
                DotLower => self.field_or_method(operand),
                DotQuestionLower => self.optional_field(operand, start),
                DotInt => {
                    self.bump();
                    let digits = self.source(token.range()).replace(['.', '_'], "");
                    Expr::TupleElement { tuple: operand, index: digits.parse().unwrap_or(u32::MAX) }
                }
                Question if !spaced => {
                    self.bump();
                    Expr::Try(operand)
                }
                Pipe => self.pipe(operand),
                ThinArrow if !self.in_guard => self.arrow(operand),
                Dot | DotStar | DotUpper => {
                    if token.kind != DotUpper {
                        self.bump();
                    }
                    self.error("Expected Record Accessor", "the name of a field or method after the dot");
                    break;
                }
                _ => break,
            };
            operand = self.add_expr(start, postfix);
            if !self.grow() {
                break;
            }
        }
        operand
    }

    /// `.name`, or `.name( … )` without a space between, which is always a method call.
    fn field_or_method(&mut self, operand: ExprId) -> Expr {
        let token = self.bump();
        let name = self.name_in(token, 1);
        self.check_field_name(token, 1);
        if self.is_glued(OpenRound) {
            let args = self.arguments();
            return Expr::MethodCall { receiver: operand, name, args };
        }
        Expr::Field { record: operand, name }
    }

    /// `.?name`, which can't be called directly.
    fn optional_field(&mut self, operand: ExprId, start: u32) -> Expr {
        let token = self.bump();
        let name = self.name_in(token, 2);
        let field = Expr::OptionalField { record: operand, name };
        if !self.is_glued(OpenRound) {
            return field;
        }
        let span = self.span(self.since(token.start));
        let message = "An optional field can't be called directly, since it may be missing.";
        let hint = "Take it apart first: `match record.?name { Ok(function) => …, Err(_) => … }`.";
        self.report("Optional Field Query Cannot Be Called Directly", span, message, hint);
        let callee = self.add_expr(start, field);
        let args = self.arguments();
        Expr::Call { callee, args }
    }

    /// `|> target`: a name or parentheses with the postfixes that are glued to it. One call there takes the argument;
    /// any other chain makes the function that is called.
    fn pipe(&mut self, argument: ExprId) -> Expr {
        self.bump();
        let start = self.start();
        let callee = self.pipe_target("Expected Pipe Target", "a function after `|>`");
        if !self.is_glued(OpenRound) {
            let callee = self.postfixes(callee, start, true);
            return Expr::Pipe { argument, callee, args: List::EMPTY };
        }
        let args = self.arguments();
        let next = self.token();
        let goes_on = !next.has(Token::SPACED)
            && matches!(next.kind, OpenRound | DotLower | DotQuestionLower | DotInt | Dot | DotUpper);
        if !goes_on {
            return Expr::Pipe { argument, callee, args };
        }
        let call = self.add_expr(start, Expr::Call { callee, args });
        self.grow();
        let callee = self.postfixes(call, start, true);
        Expr::Pipe { argument, callee, args: List::EMPTY }
    }

    /// `->target`: the older spelling, with at most one call.
    fn arrow(&mut self, argument: ExprId) -> Expr {
        self.bump();
        let callee = self.pipe_target("Expected Arrow Target", "a function after `->`");
        let args = if self.is_glued(OpenRound) { self.arguments() } else { List::EMPTY };
        Expr::Pipe { argument, callee, args }
    }

    /// `name`, `Type.name`, `Tag`, `(expr)`
    fn pipe_target(&mut self, title: &'static str, wanted: &str) -> ExprId {
        let start = self.start();
        match self.kind() {
            Lower | NamedUnderscore if !self.begins_definition() => {
                let name = self.take_name();
                self.add_expr(start, Expr::Name(name.symbol))
            }
            Upper => {
                let list = self.list_start::<Name>();
                let first = self.take_name();
                self.list_push(first);
                while self.is_glued(DotUpper) || self.is_glued(DotLower) {
                    let token = self.bump();
                    let name = self.name_in(token, 1);
                    self.list_push(name);
                    if token.kind == DotLower {
                        let path = self.list_end(list);
                        return self.add_expr(start, Expr::Qualified(path));
                    }
                }
                let path = self.list_end(list);
                self.add_expr(start, Expr::Tag(path))
            }
            OpenRound => self.parens_expr(start),
            _ => {
                self.error(title, wanted);
                self.add_expr(start, Expr::Malformed)
            }
        }
    }
}
