//! `where` lists.

use crate::ast::{List, Type, TypeId, WhereClause};
use crate::parser::{ListRules, Parser};
use crate::token::{Token, TokenKind::*};

impl Parser<'_> {
    /// `where [ … ]` if it is there.
    pub(crate) fn optional_where(&mut self) -> List<WhereClause> {
        if self.silent || !self.eat(Where) {
            return List::EMPTY;
        }
        self.where_list()
    }

    /// `[ … ]` behind `where`.
    pub(crate) fn where_list(&mut self) -> List<WhereClause> {
        let open = self.token();
        if !self.expect(OpenSquare, "Expected Where Clause List", "`[` and the constraints") {
            return List::EMPTY;
        }
        self.items(open, &WHERE, |parser| parser.where_clause())
    }

    /// `a.method : type`, `a.Alias(b)`
    fn where_clause(&mut self) -> WhereClause {
        let receiver = self.expect_name(Lower, "Expected Type Variable", "a type variable");
        let token = self.token();
        match token.kind {
            DotLower if !self.silent => {
                self.bump();
                let method = self.name_in(token, 1);
                self.expect(Colon, "Expected Where Constraint", "`:` and the type of the method");
                if !self.silent && !self.kind().starts_type() {
                    self.error("Expected Constraint Type", "the type of the method");
                }
                let ty = self.type_in_list(|parser| !parser.comma_then_clause());
                WhereClause::Method { receiver, method, ty }
            }
            DotUpper if !self.silent => {
                let path = self.dotted_path();
                let args = if self.is_glued(OpenRound) { self.where_arguments() } else { List::EMPTY };
                WhereClause::Alias { receiver, path, args }
            }
            _ => {
                self.error("Expected Method Or Alias", "`.method` or `.Alias` after the type variable");
                let start = self.start();
                let ty = self.add_type(start, Type::Malformed);
                WhereClause::Method { receiver, method: receiver, ty }
            }
        }
    }

    fn where_arguments(&mut self) -> List<TypeId> {
        let open = self.bump();
        self.items(open, &ARGUMENTS, |parser| parser.type_in_list(|_| false))
    }

    /// Whether the comma ahead is followed by another constraint or the end of the list.
    fn comma_then_clause(&self) -> bool {
        match self.peek(1).kind {
            Lower => {
                let dotted = self.peek(2);
                matches!(dotted.kind, DotLower | DotUpper) && !dotted.has(Token::SPACED)
            }
            CloseSquare => true,
            _ => false,
        }
    }
}

const WHERE: ListRules = ListRules {
    close: CloseSquare,
    separator: "Expected Where Clause End",
    unclosed: "Expected Where Clause End",
    what: "the constraints",
    starts: |kind| matches!(kind, Lower),
};

const ARGUMENTS: ListRules = ListRules {
    close: CloseRound,
    separator: "Expected Type Argument End",
    unclosed: "Expected Type Argument End",
    what: "the alias's arguments",
    starts: |kind| kind.starts_type(),
};
