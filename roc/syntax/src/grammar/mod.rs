//! The grammar: one file a construct, each rule a method of the parser.

mod collection;
mod expr;
mod header;
mod import;
mod literal;
mod matching;
mod pattern;
mod postfix;
mod statement;
mod type_decl;
mod types;
mod where_clause;

use crate::ast::{List, Name};
use crate::parser::Parser;
use crate::token::TokenKind::*;

impl Parser<'_> {
    /// A whole file.
    pub(crate) fn file(&mut self) {
        self.header();
        self.ast.statements = self.statements(false, |parser| parser.top_level());
    }

    /// `Upper.Upper…` from an upper name on, as long as the dots follow directly.
    fn upper_path(&mut self) -> List<Name> {
        let start = self.list_start::<Name>();
        let first = self.take_name();
        self.list_push(first);
        while self.is_glued(DotUpper) {
            let token = self.bump();
            let name = self.name_in(token, 1);
            self.list_push(name);
        }
        self.list_end(start)
    }
}
