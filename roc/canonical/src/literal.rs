//! Literals: numbers kept exactly, strings with their interpolations.

use roc_base::{Span, Symbol};
use roc_syntax::ast;

use crate::canon::Canon;
use crate::ir::{Expr, ExprId, InterpolationPart, Number};

impl Canon<'_> {
    /// A number without underscores, its letters in lower case.
    pub(crate) fn number(&mut self, text: Symbol) -> Number {
        let written = self.str(text);
        if !written.bytes().any(|byte| byte == b'_' || byte.is_ascii_uppercase()) {
            return Number { text };
        }
        let plain: String = written.chars().filter(|&c| c != '_').map(|c| c.to_ascii_lowercase()).collect();
        Number { text: self.names.intern(&plain) }
    }

    /// A character literal's code point.
    pub(crate) fn char_number(&mut self, char: char) -> Number {
        Number { text: self.names.intern(&u32::from(char).to_string()) }
    }

    pub(crate) fn string(
        &mut self,
        parts: ast::List<ast::StrPart>,
        suffix: Option<ast::Name>,
        span: Span,
    ) -> ExprId {
        let suffix = self.suffix(suffix);
        let ast = self.ast;
        let (first, rest) = match &ast[parts] {
            [] => (self.known.empty, [].as_slice()),
            [ast::StrPart::Text(text), rest @ ..] => (*text, rest),
            parts => (self.known.empty, parts),
        };
        let start = self.start::<InterpolationPart>();
        for (index, part) in rest.iter().enumerate() {
            let ast::StrPart::Interpolation(value) = *part else { continue };
            let value = self.expr(value);
            let text = match rest.get(index + 1) {
                Some(ast::StrPart::Text(text)) => *text,
                _ => self.known.empty,
            };
            self.add(InterpolationPart { value, text });
        }
        let parts = self.finish(start);
        let expr = match suffix {
            Err(title) => Expr::Malformed { title },
            Ok(suffix) if rest.is_empty() => Expr::Str { text: first, suffix },
            Ok(suffix) => Expr::Interpolation { first, parts, suffix },
        };
        self.push(expr, span)
    }
}
