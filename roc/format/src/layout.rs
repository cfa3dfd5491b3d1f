//! Which parts of a file take several lines. Decided from the tree and the source text alone, before anything is
//! written: a trailing comma, a comment inside or a part that takes several lines make a construct do so, and where
//! line breaks of the source are kept, those do.
//!
//! Answers are kept, since every construct around a part asks for it. Recursion is as deep as the tree, which the
//! parser limits.

use roc_base::{Id, TextRange};
use roc_syntax::TokenKind;
use roc_syntax::ast::*;

use crate::source::Source;

/// Answers to "does it take several lines?"
pub(crate) struct Layout<'a> {
    ast: &'a Ast,
    source: &'a Source<'a>,
    exprs: Vec<Option<bool>>,
    grouped: Vec<Option<bool>>,
    patterns: Vec<Option<bool>>,
    types: Vec<Option<bool>>,
}

impl<'a> Layout<'a> {
    pub(crate) fn new(ast: &'a Ast, source: &'a Source<'a>) -> Self {
        Layout {
            ast,
            source,
            exprs: vec![None; ast.expr_count()],
            grouped: vec![None; ast.expr_count()],
            patterns: vec![None; ast.pattern_count()],
            types: vec![None; ast.type_count()],
        }
    }

    /// Whether a bracketed construct that ends at the end of this range is to have one item a line, whatever its items
    /// are.
    fn expanded(&self, range: TextRange) -> bool {
        self.source.trailing_comma(range.end) || self.source.has_comment(range)
    }

    fn ends_with_bracket(&self, range: TextRange) -> bool {
        self.source.text[..range.end as usize].ends_with(')')
    }

    fn any<T: Item>(&mut self, items: List<T>, mut takes_lines: impl FnMut(&mut Self, T) -> bool) -> bool {
        let ast = self.ast;
        ast[items].iter().any(|&item| takes_lines(self, item))
    }

    /// An expression.
    pub(crate) fn expr(&mut self, id: ExprId) -> bool {
        if let Some(known) = self.exprs[id.index()] {
            return known;
        }
        let answer = self.decide_expr(id);
        self.exprs[id.index()] = Some(answer);
        answer
    }

    fn decide_expr(&mut self, id: ExprId) -> bool {
        let range = self.ast.range(id);
        match self.ast[id] {
            Expr::Block(_) => true,
            Expr::Match { branches, .. } if !branches.is_empty() => true,
            Expr::List(items) | Expr::Tuple(items) => self.expanded(range) || self.any(items, Self::expr),
            Expr::Parens(inner) => self.source.has_comment(range) || self.expr(inner),
            Expr::Call { callee, args } => {
                self.expanded(range) || self.expr(callee) || self.any(args, Self::expr)
            }
            Expr::MethodCall { receiver, name, args } => {
                self.broken_before(receiver, name.start)
                    || self.expanded(range)
                    || self.expr(receiver)
                    || self.any(args, Self::expr)
            }
            Expr::Record { fields, base } => {
                self.expanded(range)
                    || base.is_some_and(|base| self.expr(base))
                    || self.any(fields, Self::field)
            }
            Expr::Builder { fields, .. } => self.builder_expanded(range) || self.any(fields, Self::field),
            Expr::Nominal { backing, .. } => self.nominal(backing),
            Expr::Qualified(_) | Expr::Tag(_) => self.source.has_comment(range),
            Expr::Unary { operand, .. } => self.source.has_comment(range) || self.expr(operand),
            Expr::Lambda { params, body } => {
                self.params(id) || self.expr(body) || self.any(params, Self::pattern)
            }
            _ => self.source.spans_lines(range) || self.any_child(id, Self::expr),
        }
    }

    /// What stands behind `Type.`. Parentheses there are a list also around a single item.
    pub(crate) fn nominal(&mut self, backing: ExprId) -> bool {
        match self.ast[backing] {
            Expr::Parens(inner) => self.expanded(self.ast.range(backing)) || self.expr(inner),
            _ => self.expr(backing),
        }
    }

    /// Whether there is a line end between the start of a receiver and the method or field behind it.
    fn broken_before(&self, receiver: ExprId, name: u32) -> bool {
        self.source.spans_lines(TextRange::new(self.ast.range(receiver).start, name))
    }

    /// As [`expanded`](Self::expanded), for the braces of a record builder, behind which a type's path stands.
    fn builder_expanded(&self, range: TextRange) -> bool {
        let close = self.source.closer(self.source.token_at(range.start));
        self.source.trailing_comma(self.source.tokens[close].end) || self.source.has_comment(range)
    }

    /// The parameters of a lambda.
    pub(crate) fn params(&mut self, lambda: ExprId) -> bool {
        let Expr::Lambda { params, body } = self.ast[lambda] else { return false };
        if params.is_empty() {
            return false;
        }
        let bar = self.source.tokens[self.source.token_at(self.ast.range(body).start) - 1];
        self.expanded(TextRange::new(self.ast.range(lambda).start, bar.end))
            || self.any(params, Self::pattern)
    }

    /// A field of a record.
    pub(crate) fn field(&mut self, field: RecordField) -> bool {
        let Some(value) = field.value else { return false };
        let range = TextRange::new(field.name.start, self.ast.range(value).end);
        self.source.has_comment(range) || self.expr(value)
    }

    /// Asks for the direct parts of expressions that own no bracketed list.
    fn any_child(&mut self, id: ExprId, mut ask: impl FnMut(&mut Self, ExprId) -> bool) -> bool {
        match self.ast[id] {
            Expr::Str { parts, .. } => {
                self.is_multiline_string(id)
                    || self.any(parts, |layout, part| match part {
                        StrPart::Text(_) => false,
                        StrPart::Interpolation(expr) => ask(layout, expr),
                    })
            }
            Expr::If { condition, then, otherwise } => {
                ask(self, condition)
                    || ask(self, then)
                    || otherwise.is_some_and(|otherwise| ask(self, otherwise))
            }
            Expr::Unary { operand: inner, .. }
            | Expr::Field { record: inner, .. }
            | Expr::OptionalField { record: inner, .. }
            | Expr::TupleElement { tuple: inner, .. }
            | Expr::Try(inner)
            | Expr::Dbg(inner)
            | Expr::Crash(inner)
            | Expr::Return(inner) => ask(self, inner),
            Expr::Binary { left, right, .. } => ask(self, left) || ask(self, right),
            Expr::Pipe { argument, callee, args } => {
                self.call_expanded(id, callee)
                    || ask(self, argument)
                    || ask(self, callee)
                    || self.any(args, |layout, arg| ask(layout, arg))
            }
            Expr::For { items, body, .. } => ask(self, items) || ask(self, body),
            Expr::While { condition, body } => ask(self, condition) || ask(self, body),
            _ => false,
        }
    }

    fn call_expanded(&self, pipe: ExprId, callee: ExprId) -> bool {
        let (pipe, callee) = (self.ast.range(pipe), self.ast.range(callee));
        pipe.end != callee.end && self.expanded(TextRange::new(callee.end, pipe.end))
    }

    fn is_multiline_string(&self, id: ExprId) -> bool {
        let first = self.source.token_at(self.ast.range(id).start);
        self.source.tokens[first].kind == TokenKind::MultilineStart
    }

    /// An expression alone in parentheses: whether these stand on lines of their own. Breaks between operators don't
    /// ask for that.
    pub(crate) fn grouped(&mut self, id: ExprId) -> bool {
        if let Some(known) = self.grouped[id.index()] {
            return known;
        }
        let answer = self.decide_grouped(id);
        self.grouped[id.index()] = Some(answer);
        answer
    }

    fn decide_grouped(&mut self, id: ExprId) -> bool {
        let range = self.ast.range(id);
        match self.ast[id] {
            Expr::Parens(inner) => self.source.has_comment(range) || self.grouped(inner),
            Expr::List(_) | Expr::Tuple(_) | Expr::Builder { .. } | Expr::Block(_) | Expr::Pipe { .. } => {
                self.expr(id)
            }
            Expr::Match { .. } => false,
            Expr::Call { callee, args } => {
                self.expanded(range) || self.grouped(callee) || self.any(args, Self::expr)
            }
            Expr::MethodCall { receiver, name, args } => {
                self.dot_breaks(receiver, name)
                    || self.expanded(range)
                    || self.grouped_receiver(receiver)
                    || self.any(args, Self::expr)
            }
            Expr::Field { record, .. } | Expr::OptionalField { record, .. } => self.grouped_receiver(record),
            Expr::Record { fields, base } => {
                self.expanded(range)
                    || base.is_some_and(|base| self.grouped(base))
                    || self.any(fields, Self::field)
            }
            Expr::Nominal { backing, .. } => match self.ast[backing] {
                Expr::Record { .. } => self.grouped(backing),
                _ => self.nominal(backing),
            },
            Expr::Lambda { params, body } => {
                self.params(id) || self.grouped(body) || self.any(params, Self::pattern)
            }
            Expr::Str { .. } => self.is_multiline_string(id),
            _ => self.any_child(id, Self::grouped),
        }
    }

    /// Whether a method's dot stands on another line than what is in front of it.
    fn dot_breaks(&self, receiver: ExprId, name: Name) -> bool {
        self.source.spans_lines(TextRange::new(self.ast.range(receiver).end, name.start))
    }

    fn grouped_receiver(&mut self, receiver: ExprId) -> bool {
        match self.ast[receiver] {
            Expr::Pipe { .. } => self.expr(receiver),
            _ => self.grouped(receiver),
        }
    }

    /// A pattern.
    pub(crate) fn pattern(&mut self, id: PatId) -> bool {
        if let Some(known) = self.patterns[id.index()] {
            return known;
        }
        let answer = self.decide_pattern(id);
        self.patterns[id.index()] = Some(answer);
        answer
    }

    fn decide_pattern(&mut self, id: PatId) -> bool {
        let range = self.ast.range(id);
        match self.ast[id] {
            Pattern::Tag { args, .. } => {
                self.ends_with_bracket(range) && (self.expanded(range) || self.any(args, Self::pattern))
            }
            Pattern::Tuple(items) | Pattern::List(items) => {
                self.expanded(range) || self.any(items, Self::pattern)
            }
            Pattern::Parens(inner) => self.expanded(range) || self.pattern(inner),
            Pattern::Record { fields, .. } => self.expanded(range) || self.any(fields, Self::field_pattern),
            Pattern::Nominal { backing, .. } => self.pattern(backing),
            Pattern::Alternatives(patterns) => {
                self.source.spans_lines(range) || self.any(patterns, Self::pattern)
            }
            Pattern::As { pattern, .. } => self.source.has_comment(range) || self.pattern(pattern),
            Pattern::Rest(_) => self.source.spans_lines(range),
            _ => self.source.has_comment(range),
        }
    }

    /// A field of a record pattern.
    pub(crate) fn field_pattern(&mut self, field: FieldPattern) -> bool {
        let Some(pattern) = field.pattern else { return false };
        let range = TextRange::new(field.name.start, self.ast.range(pattern).end);
        self.source.has_comment(range) || self.pattern(pattern)
    }

    /// A type.
    pub(crate) fn ty(&mut self, id: TypeId) -> bool {
        if let Some(known) = self.types[id.index()] {
            return known;
        }
        let answer = self.decide_type(id);
        self.types[id.index()] = Some(answer);
        answer
    }

    fn decide_type(&mut self, id: TypeId) -> bool {
        let range = self.ast.range(id);
        match self.ast[id] {
            Type::Apply { args, .. } => {
                if args.is_empty() {
                    return self.source.has_comment(range);
                }
                self.expanded(range) || self.any(args, Self::ty)
            }
            Type::Tuple(items) => self.expanded(range) || self.any(items, Self::ty),
            Type::Record { fields, .. } => self.expanded(range) || self.any(fields, Self::type_field),
            Type::TagUnion { tags, .. } => self.expanded(range) || self.any(tags, Self::tag),
            Type::Function { params, result, .. } => {
                self.source.has_comment(range) || self.any(params, Self::ty) || self.ty(result)
            }
            Type::Parens(inner) => self.source.spans_lines(range) || self.ty(inner),
            _ => self.source.spans_lines(range),
        }
    }

    /// A field of a record type.
    pub(crate) fn type_field(&mut self, field: TypeField) -> bool {
        self.type_field_breaks(field) || field.default.is_some_and(|default| self.expr(default))
    }

    /// Whether line breaks between the parts of a record type's field are kept.
    pub(crate) fn type_field_breaks(&mut self, field: TypeField) -> bool {
        let last = field.default.map_or(self.ast.range(field.ty), |default| self.ast.range(default));
        self.source.has_comment(TextRange::new(field.name.start, last.end)) || self.ty(field.ty)
    }

    /// A tag of a union.
    pub(crate) fn tag(&mut self, tag: TagType) -> bool {
        self.args_of(tag.name) || self.any(tag.args, Self::ty)
    }

    /// Whether the list in parentheses behind a name, if there is one, is to have one item a line, whatever its items
    /// are.
    pub(crate) fn args_of(&self, name: Name) -> bool {
        let open = self.source.token_at(name.start + 1);
        self.source.tokens[open].kind == TokenKind::OpenRound
            && self.expanded(self.source.range(open, self.source.closer(open)))
    }

    /// A constraint of a `where` list.
    pub(crate) fn clause(&mut self, clause: WhereClause) -> bool {
        match clause {
            WhereClause::Method { receiver, ty, .. } => {
                let range = TextRange::new(receiver.start, self.ast.range(ty).end);
                self.source.spans_lines(range) || self.ty(ty)
            }
            WhereClause::Alias { receiver, path, args } => {
                let last = self.ast[args].last().map(|&arg| self.ast.range(arg).end);
                let name = self.ast[path].last().map(|name| name.start);
                let end = last.or(name).unwrap_or(receiver.start);
                self.source.spans_lines(TextRange::new(receiver.start, end)) || self.any(args, Self::ty)
            }
        }
    }

    /// An entry of an exposing list.
    pub(crate) fn exposed(&mut self, exposed: Exposed) -> bool {
        let path = &self.ast[exposed.path];
        let (Some(first), Some(last)) = (path.first(), path.last()) else { return false };
        let end = exposed.alias.map_or(last.start, |alias| alias.start);
        self.source.spans_lines(TextRange::new(first.start, end))
    }

    /// A bracketed list from its opening to its closing token.
    pub(crate) fn list<T: Item>(
        &mut self,
        open: usize,
        items: List<T>,
        takes_lines: impl FnMut(&mut Self, T) -> bool,
    ) -> bool {
        let close = self.source.closer(open);
        self.expanded(self.source.range(open, close)) || self.any(items, takes_lines)
    }
}
