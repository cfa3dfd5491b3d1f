//! Patterns.

use roc_syntax::TokenKind;
use roc_syntax::ast::{FieldPattern, List, PatId, Pattern};

use crate::layout::Layout;
use crate::printer::Printer;

impl Printer<'_> {
    /// A pattern.
    pub(crate) fn pattern(&mut self, id: PatId) {
        let indent = self.out.indent;
        match self.ast[id] {
            Pattern::Wildcard | Pattern::Name(_) | Pattern::Char(_) => self.take(),
            Pattern::Number { suffix, .. } => self.take_all(1 + usize::from(suffix.is_some())),
            Pattern::Var(_) => {
                self.take();
                self.out.space();
                self.take();
            }
            Pattern::Str(parts) => self.string(self.ast[parts].len(), |printer, _| printer.take()),
            Pattern::Tag { path, args } => {
                self.take_all(path.len());
                if self.ast.range(id).end > self.source.tokens[self.at - 1].end {
                    self.list(args, Layout::pattern, Self::pattern);
                }
            }
            Pattern::Nominal { path, backing } => {
                self.take_all(path.len() + 1);
                self.pattern(backing);
            }
            Pattern::Parens(inner) => {
                let several_lines = self.layout.pattern(id);
                self.items(several_lines, 1, |printer| printer.pattern(inner));
            }
            Pattern::Tuple(items) | Pattern::List(items) => self.list(items, Layout::pattern, Self::pattern),
            Pattern::Record { fields, rest } => {
                let several_lines = self.layout.pattern(id);
                self.record_pattern(several_lines, fields, rest);
            }
            Pattern::Rest(name) => {
                self.take();
                if name.is_some() && self.is(TokenKind::As) {
                    self.break_or_space();
                    self.take();
                    self.break_or_space();
                }
                if name.is_some() {
                    if self.keep_gap() {
                        self.out.indent += 1;
                    }
                    self.take();
                }
            }
            Pattern::Alternatives(patterns) => self.alternatives(id, patterns),
            Pattern::As { pattern, .. } => {
                self.pattern(pattern);
                self.out.space();
                self.take();
                self.out.space();
                self.take();
            }
            Pattern::Malformed => {}
        }
        self.out.indent = indent;
    }

    /// `p | q`, or with breaks one alternative a line.
    fn alternatives(&mut self, id: PatId, patterns: List<PatId>) {
        let indent = self.out.indent;
        let broken = self.layout.pattern(id);
        for (index, &pattern) in self.ast[patterns].iter().enumerate() {
            if index > 0 {
                if broken {
                    self.own_line();
                } else {
                    self.out.space();
                }
                self.take();
                self.break_if_or_space(broken);
            }
            self.pattern(pattern);
            self.out.indent = indent;
        }
    }

    /// `{ a, b: p, ..rest }`; the rest may stand anywhere.
    fn record_pattern(&mut self, several_lines: bool, fields: List<FieldPattern>, rest: Option<PatId>) {
        let mut fields = self.ast[fields].iter();
        let count = fields.len() + usize::from(rest.is_some());
        self.items(several_lines, count, |printer| match rest {
            Some(rest) if printer.is(TokenKind::DotDot) => printer.pattern(rest),
            _ => {
                if let Some(&field) = fields.next() {
                    printer.field_pattern(field);
                }
            }
        });
    }

    fn field_pattern(&mut self, field: FieldPattern) {
        let indent = self.out.indent;
        let keep = self.layout.field_pattern(field);
        self.take();
        if let Some(pattern) = field.pattern {
            if keep && self.keep_gap() {
                self.out.indent += 1;
            }
            self.take();
            self.break_if_or_space(keep);
            self.pattern(pattern);
        }
        self.out.indent = indent;
    }
}
