//! Patterns: what they match, which locals they bind.
//!
//! While a pattern is read its names are collected; they come into scope when it is complete.

use roc_base::{Diagnostic, Span, Symbol};
use roc_syntax::ast::{self, Pattern};
use rustc_hash::FxHashMap;

use crate::canon::{Canon, Title};
use crate::ir::{FieldPat, ListRest, LocalId, Pat, PatId, RecordRest, Slice, StrPatPart};

/// A name that a pattern binds.
#[derive(Clone, Copy)]
pub(crate) struct Bound {
    pub(crate) name: Symbol,
    pub(crate) local: LocalId,
    pub(crate) span: Span,
}

impl Canon<'_> {
    /// A whole pattern; its names come into the current scope.
    pub(crate) fn binding_pattern(&mut self, id: ast::PatId) -> PatId {
        let (pat, bound) = self.whole_pattern(id);
        for name in bound {
            self.bind_local(name.local);
        }
        pat
    }

    /// A whole pattern, and its names in source order, not yet in scope.
    pub(crate) fn whole_pattern(&mut self, id: ast::PatId) -> (PatId, Vec<Bound>) {
        let outer = std::mem::take(&mut self.bound);
        let pat = self.pattern(id);
        let bound = std::mem::replace(&mut self.bound, outer);
        (pat, bound)
    }

    fn pattern(&mut self, id: ast::PatId) -> PatId {
        let span = self.ast.span(id);
        let ast = self.ast;
        let pat = match ast[id] {
            Pattern::Wildcard => Pat::Wildcard,
            Pattern::Name(name) => Pat::Bind(self.bind_name(name, span, false)),
            Pattern::Var(name) => {
                let span = self.name_span(name);
                Pat::Bind(self.bind_name(name.symbol, span, true))
            }
            Pattern::Number { text, suffix } => match self.suffix(suffix) {
                Ok(suffix) => Pat::Number { value: self.number(text), suffix },
                Err(title) => Pat::Malformed { title },
            },
            Pattern::Char(char) => Pat::Number { value: self.char_number(char), suffix: None },
            Pattern::Str(parts) => self.string_pattern(parts),
            Pattern::Tag { path, args } => self.tag_pattern(path, args, span),
            Pattern::Nominal { path, backing } => {
                let backing = self.pattern(backing);
                match self.concrete_type(&ast[path]) {
                    Ok(ty) => Pat::Nominal { ty, backing },
                    Err(title) => Pat::Malformed { title },
                }
            }
            Pattern::Parens(inner) => return self.pattern(inner),
            Pattern::Tuple(items) if items.is_empty() => {
                let message = "An empty tuple matches nothing.";
                let diagnostic = Diagnostic::error("Empty Tuple Not Allowed", span, message)
                    .with_hint("The empty record is written `{}`.");
                self.bad_pattern(diagnostic)
            }
            Pattern::Tuple(items) => Pat::Tuple(self.patterns(&ast[items])),
            Pattern::List(items) => self.list_pattern(items),
            Pattern::Record { fields, rest } => self.record_pattern(fields, rest),
            Pattern::Rest(_) => {
                let message = "`..` stands for the rest of a list or of a record, nothing else.";
                self.bad_pattern(Diagnostic::error("Invalid Pattern", span, message))
            }
            Pattern::Alternatives(alternatives) => self.alternatives(alternatives),
            Pattern::As { pattern, name } => {
                let pat = self.pattern(pattern);
                let span = self.name_span(name);
                Pat::As { pat, local: self.bind_name(name.symbol, span, false) }
            }
            Pattern::Malformed => Pat::Malformed { title: "Unexpected Pattern Syntax" },
        };
        self.push_pat(pat, span)
    }

    fn bad_pattern(&mut self, diagnostic: Diagnostic) -> Pat {
        let title = diagnostic.title;
        self.report(diagnostic);
        Pat::Malformed { title }
    }

    fn patterns(&mut self, items: &[ast::PatId]) -> Slice<PatId> {
        let start = self.start::<PatId>();
        for &item in items {
            let pat = self.pattern(item);
            self.add(pat);
        }
        self.finish(start)
    }

    fn bind_name(&mut self, name: Symbol, span: Span, reassignable: bool) -> LocalId {
        let shared = self.shared.iter().rev().find(|bound| bound.name == name);
        let local = match shared {
            Some(bound) => bound.local,
            None => self.new_local(name, span, reassignable),
        };
        self.bound.push(Bound { name, local, span });
        local
    }

    fn tag_pattern(&mut self, path: ast::List<ast::Name>, args: ast::List<ast::PatId>, span: Span) -> Pat {
        let ast = self.ast;
        let args = self.patterns(&ast[args]);
        let Some((&tag, types)) = ast[path].split_last() else {
            return Pat::Malformed { title: "Invalid Pattern" };
        };
        let pat = Pat::Tag { name: tag.symbol, args };
        if types.is_empty() {
            return pat;
        }
        match self.concrete_type(types) {
            Ok(ty) => Pat::Nominal { ty, backing: self.push_pat(pat, span) },
            Err(title) => Pat::Malformed { title },
        }
    }

    fn list_pattern(&mut self, items: ast::List<ast::PatId>) -> Pat {
        let ast = self.ast;
        let items = &ast[items];
        let is_rest = |item: &ast::PatId| matches!(ast[*item], Pattern::Rest(_));
        let Some(at) = items.iter().position(is_rest) else {
            let before = self.patterns(items);
            return Pat::List { before, rest: ListRest::None, after: Slice::EMPTY };
        };
        let (before, after) = (&items[..at], &items[at + 1..]);
        if let Some(&second) = after.iter().find(|item| is_rest(item)) {
            let message = "A list pattern can have `..` only once.";
            let diagnostic = Diagnostic::error("Invalid Pattern", ast.span(second), message)
                .with_snippet(ast.span(items[at]), "The first one is here:");
            // The names are in scope all the same.
            for &item in items.iter().filter(|item| !is_rest(item)) {
                self.pattern(item);
            }
            return self.bad_pattern(diagnostic);
        }
        let before = self.patterns(before);
        let rest = match ast[items[at]] {
            Pattern::Rest(Some(name)) => {
                let span = self.name_span(name);
                ListRest::Bind(self.bind_name(name.symbol, span, false))
            }
            _ => ListRest::Ignored,
        };
        let after = self.patterns(after);
        Pat::List { before, rest, after }
    }

    fn record_pattern(&mut self, fields: ast::List<ast::FieldPattern>, rest: Option<ast::PatId>) -> Pat {
        let ast = self.ast;
        let start = self.start::<FieldPat>();
        let mut seen = FxHashMap::default();
        for field in &ast[fields] {
            let (name, span) = (field.name.symbol, self.name_span(field.name));
            let pat = match field.pattern {
                Some(pattern) => self.pattern(pattern),
                None => {
                    let pat = Pat::Bind(self.bind_name(name, span, false));
                    self.push_pat(pat, span)
                }
            };
            if fields.len() > 1
                && let Some(earlier) = seen.insert(name, span)
            {
                self.duplicate_field(name, span, earlier);
                continue;
            }
            self.add(FieldPat { name, span, pat });
        }
        let fields = self.finish(start);
        let rest = match rest.map(|rest| ast[rest]) {
            None => RecordRest::None,
            Some(Pattern::Rest(Some(name))) => {
                let span = self.name_span(name);
                RecordRest::Bind(self.bind_name(name.symbol, span, false))
            }
            Some(_) => RecordRest::Ignored,
        };
        Pat::Record { fields, rest }
    }

    fn string_pattern(&mut self, parts: ast::List<ast::StrPatternPart>) -> Pat {
        let ast = self.ast;
        let parts = &ast[parts];
        let (first, rest) = match parts {
            [] => return Pat::Str(self.known.empty),
            [ast::StrPatternPart::Text(text)] => return Pat::Str(*text),
            [ast::StrPatternPart::Text(text), rest @ ..] => (*text, rest),
            _ => (self.known.empty, parts),
        };
        let start = self.start::<StrPatPart>();
        let mut before_was_capture = false;
        for (index, part) in rest.iter().enumerate() {
            let ast::StrPatternPart::Capture(capture) = *part else {
                before_was_capture = false;
                continue;
            };
            let span = ast.span(capture);
            if before_was_capture {
                let message = "The capture before this one takes everything, so this one is always empty.";
                let diagnostic = Diagnostic::warning("Unreachable Pattern Capture", span, message)
                    .with_hint("Put text between the two, or remove one.");
                self.report(diagnostic);
            }
            before_was_capture = true;
            let local = match ast[capture] {
                Pattern::Name(name) => Some(self.bind_name(name, span, false)),
                _ => None,
            };
            let text = match rest.get(index + 1) {
                Some(ast::StrPatternPart::Text(text)) => *text,
                _ => self.known.empty,
            };
            self.add(StrPatPart { local, text });
        }
        Pat::StrParts { first, parts: self.finish(start) }
    }

    /// `a | b`: the locals of the first alternative are those of all.
    fn alternatives(&mut self, alternatives: ast::List<ast::PatId>) -> Pat {
        let ast = self.ast;
        let start = self.start::<PatId>();
        let outer = std::mem::take(&mut self.bound);
        let shared = self.shared.len();
        let mut all: Vec<Bound> = Vec::new();
        let mut agree = true;
        for (index, &alternative) in ast[alternatives].iter().enumerate() {
            let pat = self.pattern(alternative);
            self.add(pat);
            let bound = std::mem::take(&mut self.bound);
            if index == 0 {
                self.shared.extend(&bound);
                all = bound;
                continue;
            }
            agree &= self.same_names(&all, &bound, alternative);
            for bound in bound {
                if !all.iter().any(|known| known.name == bound.name) {
                    all.push(bound);
                }
            }
        }
        self.shared.truncate(shared);
        self.bound = outer;
        self.bound.extend(all);
        let pats = self.finish(start);
        if agree { Pat::Or(pats) } else { Pat::Malformed { title: "Invalid Pattern" } }
    }

    fn same_names(&mut self, first: &[Bound], other: &[Bound], alternative: ast::PatId) -> bool {
        let has = |names: &[Bound], name| names.iter().any(|bound| bound.name == name);
        let missing = first.iter().find(|bound| !has(other, bound.name));
        let extra = other.iter().find(|bound| !has(first, bound.name));
        let (span, name, which) = match (missing, extra) {
            (None, None) => return true,
            (Some(missing), _) => (self.ast.span(alternative), missing.name, "another one binds"),
            (None, Some(extra)) => (extra.span, extra.name, "the first one does not bind"),
        };
        let message = format!("All alternatives must bind the same names, and {which} `{}`.", self.str(name));
        let diagnostic = Diagnostic::error("Invalid Pattern", span, message)
            .with_hint("Write two branches, or `_` where the value is not needed.");
        self.report(diagnostic);
        false
    }

    /// The type after a literal's dot.
    pub(crate) fn suffix(&mut self, suffix: Option<ast::Name>) -> Result<Option<crate::ir::TypeRef>, Title> {
        suffix.map(|name| self.concrete_type(&[name])).transpose()
    }
}
