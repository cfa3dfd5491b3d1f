//! Type declarations, their associated blocks, and where aliases.

use crate::ast::{List, Name, Stmt, StmtId, TypeDecl, TypeDeclKind, WhereAlias};
use crate::parser::{ListRules, Parser};
use crate::token::{Token, TokenKind::*};

impl Parser<'_> {
    /// Whether what is ahead, in a block, declares a type: `Name(params) :=` and the start of a type.
    pub(crate) fn is_type_decl(&self) -> bool {
        let mut ahead = 1;
        if self.peek(ahead).kind == OpenRound && !self.peek(ahead).has(Token::SPACED) {
            ahead += 1;
            while matches!(self.peek(ahead).kind, Lower | NamedUnderscore | Underscore | Comma) {
                ahead += 1;
            }
            if self.peek(ahead).kind != CloseRound {
                return false;
            }
            ahead += 1;
        }
        matches!(self.peek(ahead).kind, Colon | ColonEquals | DoubleColon)
            && self.peek(ahead + 1).kind.starts_type()
    }

    /// `Name(params) := type where […].{ items }`
    pub(crate) fn type_decl(&mut self, start: u32) -> StmtId {
        let name = self.take_name();
        let params = self.type_params();
        let kind = match self.kind() {
            Colon => TypeDeclKind::Alias,
            ColonEquals => TypeDeclKind::Nominal,
            DoubleColon => TypeDeclKind::Opaque,
            _ => {
                self.error("Unexpected Statement", "`:`, `:=` or `::` in a type declaration");
                return self.add_stmt(start, Stmt::Malformed);
            }
        };
        if !self.silent {
            self.bump();
        }
        let body = self.ty();
        let constraints = self.optional_where();
        let message = "A type alias can't have associated items, since it is not a type of its own.";
        let hint = "Declare the type with `:=` in place of `:`.";
        let refused =
            (kind == TypeDeclKind::Alias).then_some(("Type Alias With Associated Items", message, hint));
        let items = self.associated_block(refused);
        let decl = self.ast.type_decls.push(TypeDecl { name, params, kind, body, constraints, items });
        self.add_stmt(start, Stmt::TypeDecl(decl))
    }

    /// `receiver.Name(params) : where […]`
    pub(crate) fn where_alias(&mut self, start: u32) -> StmtId {
        let receiver = self.take_name();
        let token = self.bump();
        let name = self.name_in(token, 1);
        let params = self.type_params();
        self.expect(Colon, "Expected Where Clause", "`:` and `where`");
        self.expect(Where, "Expected Where Clause", "`where` and the constraints");
        let constraints = if self.silent { List::EMPTY } else { self.where_list() };
        let message = "A where alias can't have associated items, since it is not a type.";
        self.associated_block(Some(("Where Alias With Associated Items", message, "Leave out the block.")));
        let alias = self.ast.where_aliases.push(WhereAlias { receiver, name, params, constraints });
        self.add_stmt(start, Stmt::WhereAlias(alias))
    }

    fn type_params(&mut self) -> List<Name> {
        if self.silent || !self.is_glued(OpenRound) {
            return List::EMPTY;
        }
        let open = self.bump();
        self.items(open, &PARAMS, |parser| {
            if matches!(parser.kind(), Lower | NamedUnderscore | Underscore) {
                return parser.take_name();
            }
            parser.error("Expected Type Variable", "a type parameter, which begins with a small letter");
            parser.missing_name()
        })
    }

    /// `.{ items }` if it is there. Where it is refused, it is reported with this title, message and hint.
    fn associated_block(&mut self, refused: Option<(&'static str, &str, &str)>) -> List<StmtId> {
        if self.silent || !self.is_glued(Dot) || self.peek(1).kind != OpenCurly {
            return List::EMPTY;
        }
        let dot = self.bump();
        if let Some((title, message, hint)) = refused {
            self.report(title, self.span(dot.range()), message, hint);
        }
        let Some(height) = self.enter() else { return List::EMPTY };
        let open = self.bump();
        let items = self.statements(true, |parser| parser.associated_item());
        if !self.eat(CloseCurly) {
            self.unclosed(open, "Expected Closing Brace", CloseCurly, "the associated items");
        }
        self.leave(height);
        items
    }
}

const PARAMS: ListRules = ListRules {
    close: CloseRound,
    separator: "Expected Type Argument End",
    unclosed: "Expected Type Argument End",
    what: "the type's parameters",
    starts: |kind| matches!(kind, Lower | NamedUnderscore | Underscore),
};
