//! Numbers and strings as nodes.

use roc_base::{Symbol, TextRange};

use crate::ast::{Expr, ExprId, Name, PatId, Pattern, StrPart, StrPatternPart};
use crate::literal::capitalised;
use crate::parser::Parser;
use crate::token::{Token, TokenKind::*};

impl Parser<'_> {
    /// A number's text and type suffix.
    pub(crate) fn number(&mut self) -> (Symbol, Option<Name>) {
        let token = self.bump();
        let (number, glued) = self.check_number(token.range(), token.kind == NumberWithSuffix);
        let text = self.source(number);
        let text = self.names.intern(text);
        let suffix = match glued {
            Some(suffix) => {
                let name = capitalised(self.source(suffix));
                Some(Name { symbol: self.names.intern(&name), start: suffix.start })
            }
            None => self.literal_suffix(false),
        };
        (text, suffix)
    }

    /// `.Upper` behind a literal; with `spaced` also on the next line.
    fn literal_suffix(&mut self, spaced: bool) -> Option<Name> {
        let token = self.token();
        if token.kind != DotUpper || (token.has(Token::SPACED) && !spaced) {
            return None;
        }
        self.bump();
        Some(self.name_in(token, 1))
    }

    /// A string expression.
    pub(crate) fn string(&mut self, start: u32) -> ExprId {
        let list = self.list_start::<StrPart>();
        let multiline = self.is(MultilineStart);
        self.string_parts(|parser, part| {
            let part = match part {
                Part::Text(text) => StrPart::Text(text),
                Part::Open => StrPart::Interpolation(parser.expr()),
            };
            parser.list_push(part);
        });
        let parts = self.list_end(list);
        let suffix = if self.silent { None } else { self.literal_suffix(multiline) };
        self.add_expr(start, Expr::Str { parts, suffix })
    }

    /// A string pattern.
    pub(crate) fn string_pattern(&mut self, start: u32) -> PatId {
        let list = self.list_start::<StrPatternPart>();
        self.string_parts(|parser, part| {
            let part = match part {
                Part::Text(text) => StrPatternPart::Text(text),
                Part::Open => StrPatternPart::Capture(parser.capture()),
            };
            parser.list_push(part);
        });
        let parts = self.list_end(list);
        self.add_pattern(start, Pattern::Str(parts))
    }

    /// The name inside `${ }` of a string pattern.
    fn capture(&mut self) -> PatId {
        let start = self.start();
        match self.kind() {
            Lower | NamedUnderscore => {
                let name = self.take_name();
                self.add_pattern(start, Pattern::Name(name.symbol))
            }
            Underscore => {
                self.bump();
                self.add_pattern(start, Pattern::Wildcard)
            }
            _ => {
                self.error("Unexpected Pattern Syntax", "a name or `_` inside `${ }`");
                self.add_pattern(start, Pattern::Malformed)
            }
        }
    }

    /// Takes a whole string literal, all lines of a multiline one, and hands out its parts in order.
    fn string_parts(&mut self, mut part: impl FnMut(&mut Self, Part)) {
        let mut text = std::mem::take(&mut self.buffer);
        text.clear();
        let first = self.bump();
        match first.kind {
            Str => self.decode(TextRange::new(first.start + 1, first.end - 1), &mut text),
            _ => {
                // Interpolated expressions may hold strings, which need the buffer, too.
                self.cut_string(first, &mut text, &mut part);
            }
        }
        self.flush(&mut text, &mut part);
        self.buffer = text;
    }

    fn cut_string(&mut self, first: Token, text: &mut String, part: &mut impl FnMut(&mut Self, Part)) {
        let in_guard = std::mem::replace(&mut self.in_guard, false);
        loop {
            let token = self.token();
            match token.kind {
                StrPart => {
                    self.bump();
                    self.decode(token.range(), text);
                }
                InterpolationOpen => {
                    self.flush(text, part);
                    self.bump();
                    part(self, Part::Open);
                    let wanted = "`}` at the end of the interpolation";
                    if !self.expect(InterpolationClose, "Expected Interpolation End", wanted) {
                        break;
                    }
                }
                MultilineStart if first.kind == MultilineStart => {
                    self.bump();
                    text.push('\n');
                }
                StrEnd if first.kind == StrStart => {
                    self.bump();
                    if token.range().is_empty() {
                        self.unclosed_string(TextRange::new(first.start, token.end));
                    }
                    break;
                }
                _ => break,
            }
        }
        self.in_guard = in_guard;
    }

    fn unclosed_string(&mut self, range: TextRange) {
        let message = "This string has no closing quote on its line.".to_owned();
        if let Some(diagnostic) = self.error_at("Unclosed String", range, message) {
            let hint = "Begin each line of a text over several lines with `\\\\`, or write `\\n`.";
            diagnostic.hints = vec![hint.to_owned()];
        }
    }

    fn flush(&mut self, text: &mut String, part: &mut impl FnMut(&mut Self, Part)) {
        if !text.is_empty() {
            let symbol = self.names.intern(text);
            text.clear();
            part(self, Part::Text(symbol));
        }
    }
}

/// What comes next in a string literal.
enum Part {
    /// Decoded text.
    Text(Symbol),
    /// `${` was taken; the receiver takes what is inside, up to the brace.
    Open,
}
