//! Types.

use roc_syntax::TokenKind;
use roc_syntax::ast::{List, TagType, Type, TypeField, TypeId};

use crate::layout::Layout;
use crate::printer::Printer;

impl Printer<'_> {
    /// A type.
    pub(crate) fn ty(&mut self, id: TypeId) {
        let several_lines = self.layout.ty(id);
        self.type_over_lines(id, several_lines);
    }

    /// A type of which a function's arguments stand on several lines or not.
    pub(crate) fn type_over_lines(&mut self, id: TypeId, several_lines: bool) {
        match self.ast[id] {
            Type::Variable(_) | Type::Infer => self.take(),
            Type::Apply { path, args } => {
                self.take_all(path.len());
                if self.ast.range(id).end > self.source.tokens[self.at - 1].end {
                    self.list(args, Layout::ty, Self::ty);
                }
            }
            Type::Function { params, result, .. } => self.function(params, result, several_lines),
            Type::Parens(inner) => self.parens_type(inner, several_lines),
            Type::Tuple(items) => self.list(items, Layout::ty, Self::ty),
            Type::Record { fields, extension } => {
                let several_lines = self.layout.ty(id);
                self.open_list(several_lines, fields, extension, Self::type_field);
            }
            Type::TagUnion { tags, extension } => {
                let several_lines = self.layout.ty(id);
                self.open_list(several_lines, tags, extension, Self::tag);
            }
            Type::Open | Type::Malformed => {}
        }
    }

    /// `a, b -> c`
    fn function(&mut self, params: List<TypeId>, result: TypeId, several_lines: bool) {
        if params.is_empty() {
            self.take_all(2);
        }
        for (index, &param) in self.ast[params].iter().enumerate() {
            if index > 0 && several_lines {
                self.own_line();
            }
            self.ty(param);
            self.skip_if(TokenKind::Comma);
            if index + 1 < params.len() {
                self.out.text(",");
                self.out.space();
            }
        }
        self.out.space();
        self.take();
        self.break_if_or_space(several_lines);
        self.ty(result);
    }

    fn parens_type(&mut self, inner: TypeId, several_lines: bool) {
        let indent = self.out.indent;
        self.take();
        if several_lines {
            self.out.indent += 1;
            self.own_line();
        }
        self.ty(inner);
        self.skip_if(TokenKind::Comma);
        if several_lines {
            self.keep_gap();
        }
        self.out.indent = indent;
        self.take();
    }

    /// Fields or tags, and `..` or `..rest` behind them.
    fn open_list<T: roc_syntax::ast::Item>(
        &mut self,
        several_lines: bool,
        items: List<T>,
        extension: Option<TypeId>,
        mut item: impl FnMut(&mut Self, T),
    ) {
        let mut rest = self.ast[items].iter();
        let count = items.len() + usize::from(extension.is_some());
        self.items(several_lines, count, |printer| match rest.next() {
            Some(&next) => item(printer, next),
            None => {
                printer.take();
                if let Some(name) = extension {
                    printer.ty(name);
                }
            }
        });
    }

    /// `Tag`, `Tag(a, b)`
    fn tag(&mut self, tag: TagType) {
        self.take();
        if self.is(TokenKind::OpenRound) {
            self.list(tag.args, Layout::ty, Self::ty);
        }
    }

    /// `name : type`, `name ?: type`, `name : type ?? default`
    fn type_field(&mut self, field: TypeField) {
        let indent = self.out.indent;
        let keep = self.layout.type_field_breaks(field);
        self.take();
        self.break_if_or_space(keep);
        if field.optional {
            // An old spelling has the mark behind the colon.
            self.skip_if(TokenKind::Question);
            self.out.text("?");
            if keep && self.keep_gap() {
                self.out.indent += 1;
            }
        }
        self.take();
        if field.optional {
            self.skip_if(TokenKind::Question);
        }
        self.break_if_or_space(keep);
        self.ty(field.ty);
        if let Some(default) = field.default {
            self.break_if_or_space(keep);
            self.take();
            self.break_if_or_space(keep);
            self.expr(default);
        }
        self.out.indent = indent;
    }
}
