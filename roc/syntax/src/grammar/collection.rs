//! Parentheses, tuples, records, record builders and blocks.

use roc_base::TextRange;

use crate::ast::{Expr, ExprId, RecordField};
use crate::parser::{ListRules, Parser};
use crate::token::{Token, TokenKind, TokenKind::*};

impl Parser<'_> {
    /// `(a)`, `(a, b)`, `()`
    pub(crate) fn parens_expr(&mut self, start: u32) -> ExprId {
        let open = self.bump();
        let items = self.items(open, &TUPLE, |parser| parser.expr());
        let only = match self.ast[items] {
            [only] => Some(only),
            _ => None,
        };
        self.add_expr(start, only.map_or(Expr::Tuple(items), Expr::Parens))
    }

    /// A record, a record builder or a block, whichever this brace opens.
    pub(crate) fn braces_expr(&mut self, start: u32) -> ExprId {
        if self.is_record() {
            return self.record(start);
        }
        let open = self.bump();
        let in_guard = std::mem::replace(&mut self.in_guard, false);
        let statements = self.statements(true, |parser| parser.body_statement());
        self.in_guard = in_guard;
        if !self.eat(CloseCurly) {
            self.unclosed(open, "Expected Closing Brace", CloseCurly, "a block");
        }
        self.add_expr(start, Expr::Block(statements))
    }

    /// Whether the brace ahead opens a record and not a block.
    fn is_record(&self) -> bool {
        match self.peek(1).kind {
            CloseCurly | DotDot => true,
            Lower => match self.peek(2).kind {
                Comma => true,
                Colon => !self.token().has(Token::ASSIGNS),
                CloseCurly => {
                    let builder = self.peek(3).kind == DotUpper && !self.peek(3).has(Token::SPACED);
                    self.at == self.pun_at || builder
                }
                _ => false,
            },
            _ => false,
        }
    }

    /// `{ ..base, x: 1, y }` from the brace on, with the type of a record builder if there is one.
    pub(crate) fn record(&mut self, start: u32) -> ExprId {
        let open = self.bump();
        let mut base = None;
        if self.eat(DotDot) {
            base = Some(self.expr());
            self.separator(open, &RECORD);
        }
        let fields = self.items::<RecordField>(open, &RECORD, |parser| parser.record_field());
        if base.is_none() && self.is_glued(DotUpper) && !self.silent {
            let path = self.dotted_path();
            return self.add_expr(start, Expr::Builder { fields, path });
        }
        self.add_expr(start, Expr::Record { fields, base })
    }

    /// `x: 1`, `x`
    fn record_field(&mut self) -> RecordField {
        if self.is(DotDot) {
            let range = self.token().range();
            let message = "The record to update must come first, and only once.".to_owned();
            self.error_at("Expected Record Field", range, message);
        }
        self.check_field_name(self.token(), 0);
        let name = self.expect_name(Lower, "Expected Record Field", "the name of a field");
        if self.silent || !self.eat(Colon) {
            return RecordField { name, value: None };
        }
        self.pun_at = self.at;
        let value = Some(self.expr());
        RecordField { name, value }
    }

    /// Reports a field name that begins with a dollar sign; the first `prefix` bytes of the token are dots.
    pub(crate) fn check_field_name(&mut self, token: Token, prefix: u32) {
        let range = TextRange::new(token.start + prefix, token.end);
        if !self.silent && matches!(token.kind, Lower | DotLower | DotQuestionLower) {
            let text = self.source(range);
            if let Some(plain) = text.strip_prefix('$') {
                let message = format!("A field can't be called `{text}`.");
                let hint = format!("Only names declared with `var` begin with `$`; write `{plain}`.");
                self.report("Invalid Record Field Name", self.span(range), message, &hint);
            }
        }
    }
}

const TUPLE: ListRules = ListRules {
    close: CloseRound,
    separator: "Expected Tuple Separator",
    unclosed: "Expected Closing Parenthesis",
    what: "the parentheses",
    starts: TokenKind::starts_expr,
};

const RECORD: ListRules = ListRules {
    close: CloseCurly,
    separator: "Expected Record Separator",
    unclosed: "Expected Closing Brace",
    what: "a record",
    starts: |kind| matches!(kind, Lower),
};
