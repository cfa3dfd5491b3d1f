//! Patterns.

use crate::ast::{FieldPattern, List, Name, PatId, Pattern};
use crate::parser::{ListRules, Parser};
use crate::token::{Token, TokenKind, TokenKind::*};

impl Parser<'_> {
    /// `p | q | r`, or one pattern.
    pub(crate) fn pattern_alternatives(&mut self) -> PatId {
        let start = self.start();
        let first = self.pattern();
        if self.silent || !self.is(Bar) {
            return first;
        }
        let list = self.list_start::<PatId>();
        self.list_push(first);
        while !self.silent && self.eat(Bar) {
            let next = self.pattern();
            self.list_push(next);
        }
        let patterns = self.list_end(list);
        self.add_pattern(start, Pattern::Alternatives(patterns))
    }

    /// A pattern without alternatives at its top: `simple`, `simple as name`.
    pub(crate) fn pattern(&mut self) -> PatId {
        let start = self.start();
        let Some(height) = self.enter() else { return self.add_pattern(start, Pattern::Malformed) };
        let pattern = self.simple_pattern(start);
        let mut pattern = self.add_pattern(start, pattern);
        while !self.silent && self.eat(As) {
            let name = self.expect_name(Lower, "Expected Pattern Name", "a name after `as`");
            pattern = self.add_pattern(start, Pattern::As { pattern, name });
            if !self.grow() {
                break;
            }
        }
        self.leave(height);
        pattern
    }

    fn simple_pattern(&mut self, start: u32) -> Pattern {
        let token = self.token();
        match token.kind {
            Lower | NamedUnderscore => Pattern::Name(self.take_name().symbol),
            Underscore => {
                self.bump();
                Pattern::Wildcard
            }
            Upper => self.tag_pattern(),
            Number | NumberWithSuffix => {
                let (text, suffix) = self.number();
                Pattern::Number { text, suffix }
            }
            Str | StrStart | MultilineStart => {
                let string = self.string_pattern(start);
                self.ast[string]
            }
            Char | UnclosedChar => {
                self.bump();
                Pattern::Char(self.decode_char_literal(token.range(), token.kind == Char))
            }
            OpenRound => self.parens_pattern(),
            OpenSquare => {
                let open = self.bump();
                Pattern::List(self.items(open, &LIST, |parser| parser.list_item_pattern()))
            }
            OpenCurly => self.record_pattern(),
            Var => {
                self.bump();
                Pattern::Var(self.expect_name(Lower, "Expected Var Name", "a name after `var`"))
            }
            Eof => {
                self.error("Unfinished Pattern", "a pattern");
                Pattern::Malformed
            }
            _ => {
                self.error("Unexpected Pattern Syntax", "a pattern");
                Pattern::Malformed
            }
        }
    }

    /// `Tag`, `Type.Tag(p)`, `Type.( … )`, `Type.{ … }`
    fn tag_pattern(&mut self) -> Pattern {
        let path = self.upper_path();
        if self.is_glued(OpenRound) {
            let open = self.bump();
            let args = self.items(open, &ARGUMENTS, |parser| parser.pattern_alternatives());
            return Pattern::Tag { path, args };
        }
        let after = self.peek(1);
        if !self.is_glued(Dot) || !matches!(after.kind, OpenCurly | OpenRound) || after.has(Token::SPACED) {
            return Pattern::Tag { path, args: List::EMPTY };
        }
        self.bump();
        let start = self.start();
        let backing = if self.is(OpenCurly) { self.record_pattern() } else { self.parens_pattern() };
        let backing = self.add_pattern(start, backing);
        Pattern::Nominal { path, backing }
    }

    fn parens_pattern(&mut self) -> Pattern {
        let open = self.bump();
        let items = self.items(open, &TUPLE, |parser| parser.pattern_alternatives());
        match self.ast[items] {
            [only] => Pattern::Parens(only),
            _ => Pattern::Tuple(items),
        }
    }

    fn list_item_pattern(&mut self) -> PatId {
        let start = self.start();
        if !self.eat(DotDot) {
            return self.pattern_alternatives();
        }
        let name = if self.eat(As) {
            Some(self.expect_name(Lower, "Expected Pattern Name", "a name after `as`"))
        } else if matches!(self.kind(), Lower | NamedUnderscore) {
            let token = self.token();
            let name = self.take_name();
            let message = "The rest of a list is named with `as`.";
            let hint = format!("Write `.. as {}`.", self.source(token.range()));
            self.report("Old List Rest Pattern", self.span(self.since(start)), message, &hint);
            Some(name)
        } else {
            None
        };
        self.add_pattern(start, Pattern::Rest(name))
    }

    /// `{ a, b: p, ..rest }` from the brace on.
    fn record_pattern(&mut self) -> Pattern {
        let open = self.bump();
        let mut rest = None;
        let list = self.list_start::<FieldPattern>();
        while !self.silent && !self.eat(CloseCurly) {
            if self.is(Eof) {
                self.unclosed(open, "Unfinished Pattern", CloseCurly, "a record pattern");
                break;
            }
            let start = self.start();
            if self.eat(DotDot) {
                let name: Option<Name> = self.is(Lower).then(|| self.take_name());
                rest = Some(self.add_pattern(start, Pattern::Rest(name)));
            } else {
                let field = self.field_pattern();
                self.list_push(field);
            }
            self.separator(open, &RECORD);
        }
        let fields = self.list_end(list);
        Pattern::Record { fields, rest }
    }

    fn field_pattern(&mut self) -> FieldPattern {
        self.check_field_name(self.token(), 0);
        let name = self.expect_name(Lower, "Expected Pattern Field", "the name of a field");
        let pattern = match self.kind() {
            Colon if !self.silent => {
                self.bump();
                Some(self.pattern_alternatives())
            }
            Equals => {
                self.error("Expected Pattern Field Colon", "`:` between field and pattern");
                None
            }
            _ => None,
        };
        FieldPattern { name, pattern }
    }
}

const LIST: ListRules = ListRules {
    close: CloseSquare,
    separator: "Expected List Separator",
    unclosed: "Unfinished Pattern",
    what: "a list pattern",
    starts: |kind| kind.starts_pattern() || matches!(kind, DotDot),
};

const ARGUMENTS: ListRules = ListRules {
    close: CloseRound,
    separator: "Expected Closing Parenthesis",
    unclosed: "Unfinished Pattern",
    what: "the tag's patterns",
    starts: TokenKind::starts_pattern,
};

const TUPLE: ListRules = ListRules {
    close: CloseRound,
    separator: "Expected Tuple Separator",
    unclosed: "Unfinished Pattern",
    what: "a tuple pattern",
    starts: TokenKind::starts_pattern,
};

const RECORD: ListRules = ListRules {
    close: CloseCurly,
    separator: "Expected Record Separator",
    unclosed: "Unfinished Pattern",
    what: "a record pattern",
    starts: |kind| matches!(kind, Lower | DotDot),
};
