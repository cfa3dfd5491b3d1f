//! Types.

use crate::ast::{List, Name, TagType, Type, TypeField, TypeId};
use crate::parser::{ListRules, Parser};
use crate::token::{Token, TokenKind, TokenKind::*};

/// What may follow a comma behind a type: the next argument of a function, or something else of the list around it.
type NextIsArgument = fn(&Parser<'_>) -> bool;

impl Parser<'_> {
    /// A type that ends where its declaration or annotation ends: `a, b -> c` needs no parentheses.
    pub(crate) fn ty(&mut self) -> TypeId {
        self.type_in_list(|_| true)
    }

    /// A type in a list whose items are told from a function's arguments by `next_is_argument`, which is asked with a
    /// comma ahead.
    pub(crate) fn type_in_list(&mut self, next_is_argument: NextIsArgument) -> TypeId {
        let start = self.start();
        let Some(height) = self.enter() else { return self.add_type(start, Type::Malformed) };
        let ty = self.type_or_function(start, next_is_argument);
        self.leave(height);
        ty
    }

    fn type_or_function(&mut self, start: u32, next_is_argument: NextIsArgument) -> TypeId {
        if self.is(OpenRound) && self.peek(1).kind == CloseRound {
            self.bump();
            self.bump();
            if matches!(self.kind(), ThinArrow | FatArrow) {
                return self.function(start, List::EMPTY);
            }
            self.missing_arrow(start);
            return self.add_type(start, Type::Malformed);
        }
        let parens = self.is(OpenRound);
        let first = self.simple_type();
        let next = self.token();
        if parens && matches!(next.kind, Upper | Lower) && !next.has(Token::NEWLINE) && !self.silent {
            let message = "Between the types of a function's arguments and its result stands an arrow.";
            if let Some(diagnostic) = self.error_at("Missing Arrow", next.range(), message.to_owned()) {
                diagnostic.hints = vec!["Write `A, B -> C`, or `=>` for a function with effects.".to_owned()];
            }
            return self.add_type(start, Type::Malformed);
        }
        if self.silent || !matches!(self.kind(), Comma | ThinArrow | FatArrow) {
            return first;
        }
        if self.is(Comma) && !next_is_argument(self) {
            return first;
        }
        let list = self.list_start::<TypeId>();
        self.list_push(first);
        while !self.silent && self.is(Comma) && next_is_argument(self) {
            self.bump();
            if matches!(self.kind(), ThinArrow | FatArrow) {
                break;
            }
            let argument = self.simple_type();
            self.list_push(argument);
        }
        let params = self.list_end(list);
        if self.silent {
            return self.add_type(start, Type::Malformed);
        }
        if !matches!(self.kind(), ThinArrow | FatArrow) {
            self.error("Expected Function Arrow", "`->` or `=>` after the types of a function's arguments");
            return self.add_type(start, Type::Malformed);
        }
        self.function(start, params)
    }

    /// `()` without an arrow behind it.
    fn missing_arrow(&mut self, start: u32) {
        let message = "`()` is a type only in front of an arrow.".to_owned();
        if let Some(diagnostic) = self.error_at("Missing Arrow", self.since(start), message) {
            diagnostic.hints = vec!["The type with a single value is `{}`.".to_owned()];
        }
    }

    /// The arrow and the result of a function type.
    fn function(&mut self, start: u32, params: List<TypeId>) -> TypeId {
        let effectful = self.bump().kind == FatArrow;
        let result = self.simple_type();
        let function = self.add_type(start, Type::Function { params, result, effectful });
        if !self.silent && matches!(self.kind(), ThinArrow | FatArrow) {
            let message =
                "A function type has one arrow, unless parentheses say which belongs where.".to_owned();
            if let Some(diagnostic) = self.error_at("Ambiguous Function Type", self.token().range(), message)
            {
                diagnostic.hints =
                    vec!["For a function that returns a function, write `a -> (b -> c)`.".to_owned()];
            }
        }
        function
    }

    /// A type without an arrow at its top.
    fn simple_type(&mut self) -> TypeId {
        let start = self.start();
        let Some(height) = self.enter() else { return self.add_type(start, Type::Malformed) };
        let ty = match self.kind() {
            Lower if self.peek(1).kind == DotUpper && !self.peek(1).has(Token::SPACED) => self.named_type(),
            Upper => self.named_type(),
            Lower | NamedUnderscore => {
                self.check_type_variable();
                Type::Variable(self.take_name().symbol)
            }
            Underscore => {
                self.bump();
                Type::Infer
            }
            OpenRound => self.parens_type(start),
            OpenCurly => self.record_type(),
            OpenSquare => self.tag_union_type(),
            _ => {
                self.error("Unexpected Type Syntax", "a type");
                Type::Malformed
            }
        };
        self.leave(height);
        self.add_type(start, ty)
    }

    fn check_type_variable(&mut self) {
        let range = self.token().range();
        let text = self.source(range);
        if text.starts_with('$') {
            let message = format!("A type variable can't be called `{text}`.");
            self.report(
                "Unexpected Type Syntax",
                self.span(range),
                message,
                "Type variables are plain small names.",
            );
        }
    }

    /// `Name`, `pkg.Mod.Name`, `List(a)`
    fn named_type(&mut self) -> Type {
        let path = self.upper_path();
        if self.is_glued(OpenRound) {
            let open = self.bump();
            let args = self.items(open, &ARGUMENTS, |parser| parser.type_in_list(|_| false));
            return Type::Apply { path, args };
        }
        let next = self.token();
        let applied = matches!(next.kind, Upper | Lower) && !next.has(Token::NEWLINE) && {
            let after = self.peek(1).kind;
            !matches!(after, Colon | Equals | ColonEquals | DoubleColon | Question | DotLower)
        };
        if applied && !self.silent {
            let message = "The arguments of a type stand in parentheses directly behind its name.".to_owned();
            let written =
                format!("Write `{}({})`.", self.source(self.path_range(path)), self.source(next.range()));
            if let Some(diagnostic) =
                self.error_at("Type Application Needs Parentheses", next.range(), message)
            {
                diagnostic.hints = vec![written];
            }
            // It is plain what is meant, so nothing else needs to be said.
            self.silent = false;
            return Type::Apply { path, args: self.bare_arguments() };
        }
        Type::Apply { path, args: List::EMPTY }
    }

    /// `Str a` behind a type's name, where parentheses are missing.
    fn bare_arguments(&mut self) -> List<TypeId> {
        let list = self.list_start::<TypeId>();
        while matches!(self.kind(), Upper | Lower) && !self.token().has(Token::NEWLINE) && !self.silent {
            let start = self.start();
            let argument = if self.is(Lower) {
                Type::Variable(self.take_name().symbol)
            } else {
                let path = self.upper_path();
                let args = if self.is_glued(OpenRound) {
                    let open = self.bump();
                    self.items(open, &ARGUMENTS, |parser| parser.type_in_list(|_| false))
                } else {
                    List::EMPTY
                };
                Type::Apply { path, args }
            };
            let argument = self.add_type(start, argument);
            self.list_push(argument);
        }
        self.list_end(list)
    }

    fn path_range(&self, path: List<Name>) -> roc_base::TextRange {
        self.ast.path_span(path, self.names).range()
    }

    /// `(a)`, `(a, b)`, `(a, b -> c)`
    fn parens_type(&mut self, start: u32) -> Type {
        let open = self.bump();
        if self.is(CloseRound) {
            self.bump();
            self.missing_arrow(start);
            return Type::Malformed;
        }
        let inner_start = self.start();
        let items = self.items(open, &TUPLE, |parser| parser.type_in_list(|_| false));
        let only = match self.ast[items] {
            [only] => Some(only),
            _ => None,
        };
        if let Some(only) = only {
            return Type::Parens(only);
        }
        match self.function_of_last(items, inner_start) {
            Some(function) => Type::Parens(function),
            None => Type::Tuple(items),
        }
    }

    /// Types in parentheses of which the last is a function, `a, b -> c`, are together a function's arguments.
    fn function_of_last(&mut self, items: List<TypeId>, start: u32) -> Option<TypeId> {
        let (&last, before) = self.ast[items].split_last()?;
        let Type::Function { params, result, effectful } = self.ast[last] else { return None };
        if before.iter().any(|&ty| matches!(self.ast[ty], Type::Function { .. })) {
            return None;
        }
        let mut all = before.to_vec();
        all.extend_from_slice(&self.ast[params]);
        let end = self.ast.range(last).end;
        let params = self.list_of(&all);
        let function = self.add_type(start, Type::Function { params, result, effectful });
        self.ast.type_ranges[function] = roc_base::TextRange::new(start, end);
        Some(function)
    }

    /// `{ x : U8, y ?: U8, ..rest }`
    fn record_type(&mut self) -> Type {
        let open = self.bump();
        let mut extension = None;
        let list = self.list_start::<TypeField>();
        while !self.silent && !self.eat(CloseCurly) {
            if self.is(Eof) {
                self.unclosed(open, "Expected Closing Brace", CloseCurly, "a record type");
                break;
            }
            if self.is(DotDot) {
                extension = Some(self.extension(CloseCurly, "a record type"));
                continue;
            }
            let field = self.type_field();
            self.list_push(field);
            self.separator(open, &RECORD);
        }
        let fields = self.list_end(list);
        Type::Record { fields, extension }
    }

    /// `name : type`, `name ?: type`, `name : type ?? default`
    fn type_field(&mut self) -> TypeField {
        let token = self.token();
        self.check_field_name(token, 0);
        if !self.silent && !matches!(token.kind, Lower | NamedUnderscore | Underscore) {
            self.error("Expected Type Field", "the name of a field");
        }
        let name = if self.silent { self.missing_name() } else { self.take_name() };
        let mut optional = self.eat(Question);
        if optional && token.kind != Lower {
            let message = "A padding field can't be optional.";
            self.report("Optional Padding Field", self.span(token.range()), message, "Leave out the `?`.");
        }
        self.expect(Colon, "Expected Type Field", "`:` and the type of the field");
        if !self.silent && self.is(Question) {
            let message = "An optional field has its question mark in front of the colon.";
            let hint = format!("Write `{} ?: …`.", self.source(token.range()));
            self.report("Invalid Optional Field Syntax", self.span(self.token().range()), message, &hint);
            self.bump();
            optional = true;
        }
        if !self.silent && !self.kind().starts_type() {
            self.error("Expected Field Type", "the type of the field");
        }
        let ty = self.type_in_list(|parser| !parser.comma_then_field());
        let default = (!self.silent && self.eat(DoubleQuestion)).then(|| self.expr());
        TypeField { name, ty, optional, default }
    }

    /// Whether the comma ahead is followed by another field or the end of the record type.
    fn comma_then_field(&self) -> bool {
        match self.peek(1).kind {
            Lower | NamedUnderscore | Underscore => matches!(self.peek(2).kind, Colon | Question),
            CloseCurly | DotDot => true,
            _ => false,
        }
    }

    /// `[A, B(U8), ..rest]`
    fn tag_union_type(&mut self) -> Type {
        let open = self.bump();
        let mut extension = None;
        let list = self.list_start::<TagType>();
        while !self.silent && !self.eat(CloseSquare) {
            if self.is(Eof) {
                self.unclosed(open, "Expected Closing Bracket", CloseSquare, "a tag union type");
                break;
            }
            if self.is(DotDot) {
                extension = Some(self.extension(CloseSquare, "a tag union type"));
                continue;
            }
            let name = self.expect_name(
                Upper,
                "Unexpected Type Syntax",
                "a tag, which begins with a capital letter",
            );
            let args = if !self.silent && self.is_glued(OpenRound) {
                let open = self.bump();
                self.items(open, &ARGUMENTS, |parser| parser.type_in_list(|_| false))
            } else {
                List::EMPTY
            };
            self.list_push(TagType { name, args });
            self.separator(open, &TAG_UNION);
        }
        let tags = self.list_end(list);
        Type::TagUnion { tags, extension }
    }

    /// `..`, `..name`: the last thing in a record or tag union type.
    fn extension(&mut self, close: TokenKind, what: &str) -> TypeId {
        let start = self.start();
        self.bump();
        let extension = match self.kind() {
            Lower | NamedUnderscore => {
                let name = self.take_name();
                self.add_type(start, Type::Variable(name.symbol))
            }
            _ => self.add_type(start, Type::Open),
        };
        self.eat(Comma);
        if !self.is(close) {
            let title = if close == CloseCurly { RECORD.separator } else { TAG_UNION.separator };
            self.error(title, &format!("{} after `..`, which comes last in {what}", close.describe()));
        }
        extension
    }
}

const ARGUMENTS: ListRules = ListRules {
    close: CloseRound,
    separator: "Expected Type Argument End",
    unclosed: "Expected Type Argument End",
    what: "the type's arguments",
    starts: TokenKind::starts_type,
};

const TUPLE: ListRules = ListRules {
    close: CloseRound,
    separator: "Expected Type Separator",
    unclosed: "Expected Closing Parenthesis",
    what: "the parentheses",
    starts: TokenKind::starts_type,
};

const RECORD: ListRules = ListRules {
    close: CloseCurly,
    separator: "Expected Record Type Separator",
    unclosed: "Expected Closing Brace",
    what: "a record type",
    starts: |kind| matches!(kind, Lower | NamedUnderscore | Underscore | DotDot),
};

const TAG_UNION: ListRules = ListRules {
    close: CloseSquare,
    separator: "Expected Tag Union Separator",
    unclosed: "Expected Closing Bracket",
    what: "a tag union type",
    starts: |kind| matches!(kind, Upper | DotDot),
};
