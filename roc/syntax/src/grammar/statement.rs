//! Statements at the top level, in associated blocks and in bodies.

use crate::ast::{ExprId, Stmt, StmtId};
use crate::parser::Parser;
use crate::token::{Token, TokenKind::*};

/// Where a statement stands.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Place {
    TopLevel,
    Associated,
    Body,
}

impl Parser<'_> {
    /// A statement at the top level of a file.
    pub(crate) fn top_level(&mut self) -> StmtId {
        self.statement(Place::TopLevel)
    }

    /// An item of a type's associated block.
    pub(crate) fn associated_item(&mut self) -> StmtId {
        self.statement(Place::Associated)
    }

    /// A statement in a block.
    pub(crate) fn body_statement(&mut self) -> StmtId {
        self.statement(Place::Body)
    }

    fn statement(&mut self, place: Place) -> StmtId {
        let token = self.token();
        let start = token.start;
        match token.kind {
            Lower | NamedUnderscore | Underscore => match self.peek(1).kind {
                Equals => self.definition(start),
                Colon if token.kind != Underscore => self.annotation(start),
                DotUpper if token.kind == Lower && !self.peek(1).has(Token::SPACED) => {
                    self.where_alias(start)
                }
                _ => self.other(start, place),
            },
            Upper if self.is_destructuring() => self.definition(start),
            Upper if place != Place::Body || self.is_type_decl() => self.type_decl(start),
            OpenCurly | OpenRound if token.has(Token::DEFINES) => self.definition(start),
            Expect => {
                self.bump();
                let condition = self.expr();
                self.add_stmt(start, Stmt::Expect(condition))
            }
            Import => {
                if place != Place::TopLevel {
                    let message = "An `import` can only stand at the top level of a file.";
                    let hint = "Move it to the top of the file.";
                    self.report("Import Must Be Top Level", self.span(token.range()), message, hint);
                }
                self.import(start)
            }
            Var => {
                if place != Place::Body {
                    let message = "A `var` can only be declared in the body of a function.";
                    let hint = "Names outside of functions never change; leave out `var`.";
                    self.report("Var Outside Body", self.span(token.range()), message, hint);
                }
                self.var(start)
            }
            While => {
                let first = self.at;
                let Some(height) = self.enter() else { return self.add_stmt(start, Stmt::Malformed) };
                let expr = self.while_expr(start);
                self.leave(height);
                self.only_in_bodies(place, first, expr);
                self.add_stmt(start, Stmt::Expr(expr))
            }
            _ => self.other(start, place),
        }
    }

    /// An expression, or nothing that makes sense here.
    fn other(&mut self, start: u32, place: Place) -> StmtId {
        if !self.kind().starts_expr() {
            let (title, wanted) = match place {
                Place::Body => ("Unexpected Expression Syntax", "a statement or an expression"),
                _ => ("Unexpected Statement", "a definition, a type or another statement"),
            };
            let keyword = self.kind().is_keyword().then(|| self.source(self.token().range()));
            if let Some(diagnostic) = self.error(title, wanted)
                && let Some(keyword) = keyword
            {
                diagnostic.hints.push(format!("`{keyword}` is a reserved word and can't be a name."));
            }
            return self.add_stmt(start, Stmt::Malformed);
        }
        let first = self.at;
        if place == Place::Body {
            self.pun_at = first;
        }
        let expr = self.expr();
        self.only_in_bodies(place, first, expr);
        self.add_stmt(start, Stmt::Expr(expr))
    }

    /// Reports an expression, from token `first` on, that is a statement outside of a body.
    fn only_in_bodies(&mut self, place: Place, first: usize, expr: ExprId) {
        let (title, message) = match place {
            Place::Body => return,
            Place::TopLevel => ("Invalid Statement", "An expression can't stand at the top level of a file."),
            Place::Associated => {
                ("Unexpected Associated Expression", "The associated items of a type are definitions.")
            }
        };
        let habit = self.habit(first);
        if let Some(diagnostic) = self.error_at(title, self.ast.range(expr), message.to_owned()) {
            if diagnostic.hints.is_empty() {
                diagnostic.hints.extend(habit);
            }
            if diagnostic.hints.is_empty() {
                diagnostic.hints.push("Give its value a name: `name = …`.".to_owned());
            }
        }
    }

    /// Whether an upper name ahead begins a pattern in front of `=`.
    fn is_destructuring(&self) -> bool {
        let mut ahead = 1;
        while self.peek(ahead).kind == DotUpper && !self.peek(ahead).has(Token::SPACED) {
            ahead += 1;
        }
        if self.peek(ahead).kind == Dot {
            ahead += 1;
        }
        let open = self.peek(ahead);
        matches!(open.kind, OpenRound | OpenCurly) && open.has(Token::DEFINES) && !open.has(Token::SPACED)
    }

    /// `pattern = expr`
    fn definition(&mut self, start: u32) -> StmtId {
        let pattern = self.pattern();
        self.expect(Equals, "Unexpected Statement", "`=` and a value");
        let value = self.expr();
        self.add_stmt(start, Stmt::Value { pattern, value })
    }

    /// `name : type where […]`
    fn annotation(&mut self, start: u32) -> StmtId {
        let name_range = self.token().range();
        let name = self.take_name();
        self.bump();
        // `name :` directly above the definition of that name.
        if self.begins_definition() && self.source(self.token().range()) == self.source(name_range) {
            self.error("Unexpected Type Syntax", "a type after the colon");
        }
        let ty = self.ty();
        if self.source(name_range).starts_with('$') {
            let title = "Var Annotation Needs Keyword";
            let message = "The annotation of a reassignable name begins with `var`.";
            let hint = format!("Write `var {} : …`.", self.source(name_range));
            self.report(title, self.span(name_range), message, &hint);
            return self.add_stmt(start, Stmt::VarAnnotation { name, ty });
        }
        let constraints = self.optional_where();
        self.add_stmt(start, Stmt::Annotation { name, ty, constraints })
    }

    /// `var $name = expr`, `var $name`, `var $name : type`
    fn var(&mut self, start: u32) -> StmtId {
        self.bump();
        let name = self.expect_name(Lower, "Expected Var Name", "a name after `var`");
        if self.silent {
            return self.add_stmt(start, Stmt::Malformed);
        }
        match self.kind() {
            Equals => {
                self.bump();
                if !self.kind().starts_expr() {
                    self.error("Expected Var Initializer", "the first value of the `var`");
                }
                let value = Some(self.expr());
                self.add_stmt(start, Stmt::Var { name, value })
            }
            Colon => {
                self.bump();
                let ty = self.ty();
                self.add_stmt(start, Stmt::VarAnnotation { name, ty })
            }
            _ => self.add_stmt(start, Stmt::Var { name, value: None }),
        }
    }
}
