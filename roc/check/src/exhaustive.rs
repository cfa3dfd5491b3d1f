//! Whether matches cover every value, and which branches are never reached.
//!
//! The usual algorithm over matrices of patterns (Maranget): a column is split by its constructors; what is missing is
//! given back as patterns. Runs after types are known, as the constructors of a column follow from its type.

use roc_base::{Diagnostic, Span, Symbol};
use roc_canonical::ir::{Expr, ExprId, ListRest, MatchOrigin, Pat, PatId, Stmt};

use crate::checker::Checker;
use crate::types::{Node, Run, Ty};

/// A pattern as far as covering goes.
#[derive(Clone, Debug)]
enum Cover {
    /// Everything.
    Any,
    /// A constructor with its parts.
    Make(Constructor, Vec<Cover>),
    /// Lists: elements before, whether more may follow, elements after.
    List(Vec<Cover>, bool, Vec<Cover>),
    Or(Vec<Cover>),
}

#[derive(Clone, Copy, Debug)]
enum Constructor {
    Tag(Symbol),
    /// A tuple; there is only one.
    Tuple,
    /// A record with these fields; there is only one.
    Record(Run),
    /// A number or string literal: its text. Other values always remain.
    Literal(Symbol),
    /// A list of exactly this length.
    Length(usize),
}

impl PartialEq for Constructor {
    fn eq(&self, other: &Self) -> bool {
        match (self, other) {
            (Constructor::Tag(a), Constructor::Tag(b)) => a == b,
            (Constructor::Literal(a), Constructor::Literal(b)) => a == b,
            (Constructor::Length(a), Constructor::Length(b)) => a == b,
            (Constructor::Tuple, Constructor::Tuple) | (Constructor::Record(_), Constructor::Record(_)) => {
                true
            }
            _ => false,
        }
    }
}

/// What a column of a matrix may hold.
enum Space {
    /// All constructors with the types of their parts.
    Known(Vec<(Constructor, Vec<Ty>)>),
    /// More values than literals can name.
    Endless,
    List(Ty),
}

/// Deeper patterns than this are taken for covered; no message is better than none in time.
const MAX_WORK: usize = 20_000;

struct Search<'c, 'a> {
    checker: &'c mut Checker<'a>,
    work: usize,
}

impl Checker<'_> {
    /// Looks at every match and every destructuring of the module.
    pub(crate) fn check_coverage(&mut self) {
        let module = self.module;
        for id in module.exprs.ids() {
            match module.exprs[id] {
                Expr::Match { scrutinee, branches, origin } => {
                    self.check_match(id, scrutinee, module.list(branches), origin)
                }
                Expr::Lambda(lambda) => {
                    for &pat in &module.lambdas[lambda].params {
                        self.check_irrefutable(pat);
                    }
                }
                Expr::For { pat, .. } => self.check_irrefutable(pat),
                Expr::Block { stmts, .. } => {
                    for stmt in module.list(stmts) {
                        if let Stmt::Let { pat, .. } = *stmt {
                            self.check_irrefutable(pat);
                        }
                    }
                }
                _ => {}
            }
        }
    }

    fn check_match(
        &mut self,
        id: ExprId,
        scrutinee: ExprId,
        branches: &[roc_canonical::ir::Branch],
        origin: MatchOrigin,
    ) {
        let module = self.module;
        let Some(ty) = self.expr_types[scrutinee] else { return };
        if matches!(origin, MatchOrigin::Question | MatchOrigin::QuestionMap | MatchOrigin::Default)
            || self.types.node(ty) == Node::Error
        {
            return;
        }
        let wrong = branches.iter().any(|branch| self.is_wrong_pattern(branch.pat));
        let mut rows: Vec<Vec<Cover>> = Vec::new();
        for branch in branches {
            let cover = self.cover(branch.pat);
            if wrong {
                rows.push(vec![cover]);
                continue;
            }
            if self.matches_nothing(&cover, ty) {
                self.report_unmatchable(id, branch.pat, &cover);
                continue;
            }
            let mut search = Search { checker: self, work: 0 };
            if !search.useful(&rows, std::slice::from_ref(&cover), &[ty]) {
                let span = module.pat_spans[branch.pat];
                self.diagnostics.push(
                    Diagnostic::warning(
                        "Redundant Pattern",
                        self.span(id),
                        "A branch of this match is never reached.",
                    )
                    .with_snippet(span, "The branches before it cover everything that this pattern matches:")
                    .with_text(format!("The pattern is `{}`.", self.show(&cover)))
                    .with_hint("Remove the branch, or move it up."),
                );
            }
            if branch.guard.is_none() {
                rows.push(vec![cover]);
            }
        }
        let mut search = Search { checker: self, work: 0 };
        if let Some(missing) = search.missing(&rows, &[ty]) {
            let example = missing.first().map(|m| self.show(m)).unwrap_or_default();
            let printed = self.print(&[ty]).remove(0);
            let span = self.span(id);
            if origin == MatchOrigin::Destructure {
                self.report_refutable(span, &example, &printed);
                return;
            }
            self.diagnostics.push(
                Diagnostic::error("Non Exhaustive Match", span, "This match doesn't cover all values.")
                    .with_text("The value has the type:")
                    .with_block(printed)
                    .with_text("A missing case is:")
                    .with_block(example)
                    .with_hint("Add a branch for it, or one with `_` for everything else."),
            );
        }
    }

    /// Whether something was reported about a part of a pattern.
    fn is_wrong_pattern(&self, pat: PatId) -> bool {
        let spans = &self.module.pat_spans;
        let whole = spans[pat];
        let inside = |pat: PatId| whole.start <= spans[pat].start && spans[pat].end <= whole.end;
        self.bad_pats.iter().any(|&bad| inside(bad)) || self.malformed_pats.iter().any(|&bad| inside(bad))
    }

    /// Whether a pattern asks for a tag that no value can have, because there is no value of its payload's type.
    fn matches_nothing(&mut self, cover: &Cover, ty: Ty) -> bool {
        let parts = match cover {
            Cover::Any | Cover::Make(Constructor::Literal(_) | Constructor::Length(_), _) => return false,
            Cover::Or(alternatives) => {
                return !alternatives.is_empty()
                    && alternatives.iter().all(|one| self.matches_nothing(one, ty));
            }
            Cover::List(before, _, after) => {
                let Some(element) = self.list_element(ty) else { return false };
                return before.iter().chain(after).any(|one| self.matches_nothing(one, element));
            }
            Cover::Make(_, parts) => parts,
        };
        let types = match (cover, self.structure(ty)) {
            (Cover::Make(Constructor::Tag(name), _), Node::Tags(tags, ext)) => {
                let Some(tag) = self.types.find_tag(tags, ext, *name) else { return false };
                let types = self.types.tys(tag.args).to_vec();
                if types.iter().any(|&payload| self.is_uninhabited(payload)) {
                    return true;
                }
                types
            }
            (_, Node::Tuple(items)) => self.types.tys(items).to_vec(),
            (Cover::Make(Constructor::Record(run), _), Node::Record(..)) => {
                let fields = self.types.fields(*run).to_vec();
                fields.into_iter().map(|field| self.field_in_pattern(field)).collect()
            }
            _ => return false,
        };
        parts.iter().zip(types).any(|(part, ty)| self.matches_nothing(part, ty))
    }

    fn report_unmatchable(&mut self, id: ExprId, pat: PatId, cover: &Cover) {
        let diagnostic = Diagnostic::warning(
            "Unmatchable Pattern",
            self.span(id),
            "A branch of this match is never reached: no value has what its pattern asks for.",
        )
        .with_snippet(self.module.pat_spans[pat], "There is no value of the type of a payload here:")
        .with_text(format!("The pattern is `{}`.", self.show(cover)))
        .with_hint("Remove the branch.");
        self.diagnostics.push(diagnostic);
    }

    fn check_irrefutable(&mut self, pat: PatId) {
        let module = self.module;
        if matches!(module.pats[pat], Pat::Bind(_) | Pat::Wildcard) {
            return;
        }
        let Some(ty) = self.pat_types[pat] else { return };
        let rows = vec![vec![self.cover(pat)]];
        let mut search = Search { checker: self, work: 0 };
        if let Some(missing) = search.missing(&rows, &[ty]) {
            let example = missing.first().map(|m| self.show(m)).unwrap_or_default();
            let printed = self.print(&[ty]).remove(0);
            self.report_refutable(module.pat_spans[pat], &example, &printed);
        }
    }

    fn report_refutable(&mut self, span: Span, example: &str, printed: &str) {
        self.diagnostics.push(
            Diagnostic::error(
                "Non Exhaustive Destructure",
                span,
                "This pattern doesn't match every value that it may be given.",
            )
            .with_text("The value has the type:")
            .with_block(printed)
            .with_text("A value that it doesn't match is:")
            .with_block(example)
            .with_hint("Use `match`, and say what happens in the other cases."),
        );
    }

    fn covers(&mut self, pats: &[PatId]) -> Vec<Cover> {
        pats.iter().map(|&pat| self.cover(pat)).collect()
    }

    fn cover(&mut self, pat: PatId) -> Cover {
        let module = self.module;
        match module.pats[pat] {
            _ if self.bad_pats.contains(&pat) => Cover::Any,
            Pat::Wildcard | Pat::Bind(_) | Pat::Malformed { .. } => Cover::Any,
            Pat::As { pat, .. } | Pat::Nominal { backing: pat, .. } => self.cover(pat),
            Pat::Number { value, .. } => Cover::Make(Constructor::Literal(value.text), Vec::new()),
            Pat::Str(text) => Cover::Make(Constructor::Literal(text), Vec::new()),
            // A capture alone takes everything; with text around it, not all.
            Pat::StrParts { first, parts } => {
                let parts = module.list(parts);
                if self.text(first).is_empty() && parts.iter().all(|p| self.text(p.text).is_empty()) {
                    Cover::Any
                } else {
                    Cover::Or(Vec::new())
                }
            }
            Pat::Tag { name, args } => Cover::Make(Constructor::Tag(name), self.covers(module.list(args))),
            Pat::Tuple(items) => Cover::Make(Constructor::Tuple, self.covers(module.list(items))),
            Pat::List { before, rest, after } => Cover::List(
                self.covers(module.list(before)),
                rest != ListRest::None,
                self.covers(module.list(after)),
            ),
            Pat::Record { fields, .. } => {
                // In the order of the type's fields, which a column's space gives.
                let Some(ty) = self.pat_types[pat] else { return Cover::Any };
                let Node::Record(all, ext, _) = self.structure(ty) else { return Cover::Any };
                let run = self.types.whole_record(all, ext);
                let fields = module.list(fields);
                let mut parts = Vec::with_capacity(run.len());
                for field in self.types.fields(run).to_vec() {
                    let own = fields.iter().find(|f| f.name == field.name);
                    parts.push(own.map_or(Cover::Any, |f| self.cover(f.pat)));
                }
                Cover::Make(Constructor::Record(run), parts)
            }
            Pat::Or(alternatives) => Cover::Or(self.covers(module.list(alternatives))),
        }
    }

    fn show(&self, cover: &Cover) -> String {
        let list = |parts: &[Cover]| parts.iter().map(|p| self.show(p)).collect::<Vec<_>>().join(", ");
        match cover {
            Cover::Any => "_".to_owned(),
            Cover::Make(Constructor::Tag(name), parts) if parts.is_empty() => self.text(*name).to_owned(),
            Cover::Make(Constructor::Tag(name), parts) => format!("{}({})", self.text(*name), list(parts)),
            Cover::Make(Constructor::Tuple, parts) => format!("({})", list(parts)),
            Cover::Make(Constructor::Record(fields), parts) => {
                let mut fields: Vec<_> = self.types.fields(*fields).iter().zip(parts).collect();
                fields.sort_by_key(|(field, _)| self.text(field.name));
                let told = fields.iter().filter(|(_, part)| !matches!(part, Cover::Any));
                let mut shown: Vec<String> = told
                    .map(|(field, part)| format!("{}: {}", self.text(field.name), self.show(part)))
                    .collect();
                if shown.len() < fields.len() {
                    shown.push("..".to_owned());
                }
                format!("{{ {} }}", shown.join(", "))
            }
            Cover::Make(Constructor::Literal(text), _) => self.text(*text).to_owned(),
            Cover::Make(Constructor::Length(_), parts) => format!("[{}]", list(parts)),
            Cover::List(before, more, after) => {
                let mut parts: Vec<String> = before.iter().map(|p| self.show(p)).collect();
                if *more {
                    parts.push("..".to_owned());
                }
                parts.extend(after.iter().map(|p| self.show(p)));
                format!("[{}]", parts.join(", "))
            }
            Cover::Or(parts) => parts.iter().map(|p| self.show(p)).collect::<Vec<_>>().join(" | "),
        }
    }
}

impl Search<'_, '_> {
    fn space(&mut self, ty: Ty) -> Space {
        if let Some(element) = self.checker.list_element(ty) {
            return Space::List(element);
        }
        match self.checker.structure(ty) {
            Node::Tags(tags, ext) => {
                let (tags, end) = self.checker.types.gather_tags(tags, ext);
                let mut known = Vec::with_capacity(tags.len());
                for tag in tags {
                    let parts = self.checker.types.tys(tag.args).to_vec();
                    if !parts.iter().any(|&part| self.checker.is_uninhabited(part)) {
                        known.push((Constructor::Tag(tag.name), parts));
                    }
                }
                match self.checker.types.node(end) {
                    Node::Closed | Node::Sealed | Node::Error => Space::Known(known),
                    _ => Space::Endless,
                }
            }
            Node::Tuple(items) => {
                Space::Known(vec![(Constructor::Tuple, self.checker.types.tys(items).to_vec())])
            }
            Node::Record(fields, ext, _) => {
                let run = self.checker.types.whole_record(fields, ext);
                let fields = self.checker.types.fields(run).to_vec();
                let parts = fields.into_iter().map(|f| self.checker.field_in_pattern(f)).collect();
                Space::Known(vec![(Constructor::Record(run), parts)])
            }
            _ => Space::Endless,
        }
    }

    /// The types of a constructor's parts.
    fn parts(&mut self, constructor: Constructor, ty: Ty) -> Vec<Ty> {
        match (constructor, self.checker.structure(ty)) {
            (Constructor::Tag(name), Node::Tags(tags, ext)) => {
                let tag = self.checker.types.find_tag(tags, ext, name);
                tag.map_or_else(Vec::new, |tag| self.checker.types.tys(tag.args).to_vec())
            }
            (Constructor::Tag(_), _) => Vec::new(),
            _ => match self.space(ty) {
                Space::Known(known) => known.into_iter().next().map_or_else(Vec::new, |(_, parts)| parts),
                _ => Vec::new(),
            },
        }
    }

    /// The rows that remain when the first column is this constructor with this many parts.
    fn specialize(rows: &[Vec<Cover>], constructor: Constructor, arity: usize) -> Vec<Vec<Cover>> {
        let mut out = Vec::new();
        for row in rows {
            let Some((first, rest)) = row.split_first() else { continue };
            Self::specialize_row(first, rest, constructor, arity, &mut out);
        }
        out
    }

    fn specialize_row(
        first: &Cover,
        rest: &[Cover],
        constructor: Constructor,
        arity: usize,
        out: &mut Vec<Vec<Cover>>,
    ) {
        let mut push = |parts: Vec<Cover>| {
            let mut row = parts;
            row.resize(arity, Cover::Any);
            row.extend_from_slice(rest);
            out.push(row);
        };
        match first {
            Cover::Any => push(Vec::new()),
            Cover::Make(own, parts) if *own == constructor => push(parts.clone()),
            Cover::Make(..) => {}
            Cover::List(before, more, after) => {
                let Constructor::Length(length) = constructor else { return };
                let fixed = before.len() + after.len();
                if fixed == length || (*more && fixed < length) {
                    let mut parts = before.clone();
                    parts.resize(length - after.len(), Cover::Any);
                    parts.extend_from_slice(after);
                    push(parts);
                }
            }
            Cover::Or(alternatives) => {
                for alternative in alternatives {
                    Self::specialize_row(alternative, rest, constructor, arity, out);
                }
            }
        }
    }

    /// The rows that match whatever the first column is.
    fn defaults(rows: &[Vec<Cover>]) -> Vec<Vec<Cover>> {
        fn catches_all(cover: &Cover) -> bool {
            match cover {
                Cover::Any => true,
                Cover::Or(alternatives) => alternatives.iter().any(catches_all),
                _ => false,
            }
        }
        rows.iter().filter(|row| row.first().is_some_and(catches_all)).map(|row| row[1..].to_vec()).collect()
    }

    /// One more than the longest list that the column's patterns tell apart.
    fn longest(rows: &[Vec<Cover>]) -> usize {
        fn length(cover: &Cover) -> usize {
            match cover {
                Cover::List(before, _, after) => before.len() + after.len() + 1,
                Cover::Or(alternatives) => alternatives.iter().map(length).max().unwrap_or(0),
                _ => 0,
            }
        }
        rows.iter().filter_map(|row| row.first()).map(length).max().unwrap_or(0)
    }

    /// Values that no row matches, one pattern a column.
    fn missing(&mut self, rows: &[Vec<Cover>], types: &[Ty]) -> Option<Vec<Cover>> {
        self.work += 1;
        if self.work > MAX_WORK {
            return None;
        }
        let Some((&ty, others)) = types.split_first() else {
            return if rows.is_empty() { Some(Vec::new()) } else { None };
        };
        // Something was reported about it.
        if self.checker.types.node(ty) == Node::Error {
            return None;
        }
        let constructors = match self.space(ty) {
            Space::Known(constructors) => constructors,
            Space::List(element) => {
                (0..=Self::longest(rows)).map(|n| (Constructor::Length(n), vec![element; n])).collect()
            }
            Space::Endless => {
                let rest = self.missing(&Self::defaults(rows), others)?;
                let mut found = vec![Cover::Any];
                found.extend(rest);
                return Some(found);
            }
        };
        // Nothing in this column is told apart: one look is enough.
        if rows.iter().all(|row| matches!(row.first(), Some(Cover::Any))) && !constructors.is_empty() {
            let rest = self.missing(&Self::defaults(rows), others)?;
            let mut found = vec![Cover::Any];
            found.extend(rest);
            return Some(found);
        }
        for (constructor, parts) in constructors {
            let mut inner = parts.clone();
            inner.extend_from_slice(others);
            let specialized = Self::specialize(rows, constructor, parts.len());
            if let Some(mut found) = self.missing(&specialized, &inner) {
                let rest = found.split_off(parts.len().min(found.len()));
                let mut all = vec![Cover::Make(constructor, found)];
                all.extend(rest);
                return Some(all);
            }
        }
        None
    }

    /// Whether a row matches something that the rows before it don't.
    fn useful(&mut self, rows: &[Vec<Cover>], row: &[Cover], types: &[Ty]) -> bool {
        self.work += 1;
        if self.work > MAX_WORK {
            return true;
        }
        let (Some((first, rest)), Some((&ty, others))) = (row.split_first(), types.split_first()) else {
            return rows.is_empty();
        };
        if rows.is_empty() {
            return true;
        }
        match first {
            // Nothing in this column is told apart.
            Cover::Any if rows.iter().all(|row| matches!(row.first(), Some(Cover::Any))) => {
                self.useful(&Self::defaults(rows), rest, others)
            }
            // Text with captures is not compared with other text.
            Cover::Or(alternatives) if alternatives.is_empty() => true,
            Cover::Or(alternatives) => alternatives.iter().any(|alternative| {
                let mut row = vec![alternative.clone()];
                row.extend_from_slice(rest);
                self.useful(rows, &row, types)
            }),
            Cover::Make(constructor, parts) => {
                let mut inner = self.parts(*constructor, ty);
                if inner.len() != parts.len() {
                    inner = parts.iter().map(|_| ty).collect();
                    if !parts.is_empty() {
                        return true;
                    }
                }
                inner.extend_from_slice(others);
                let mut own = parts.clone();
                own.extend_from_slice(rest);
                self.useful(&Self::specialize(rows, *constructor, parts.len()), &own, &inner)
            }
            Cover::List(before, more, after) => {
                let Space::List(element) = self.space(ty) else { return true };
                let fixed = before.len() + after.len();
                let last = if *more { Self::longest(rows).max(fixed) } else { fixed };
                (fixed..=last).any(|length| {
                    let mut inner = vec![element; length];
                    inner.extend_from_slice(others);
                    let constructor = Constructor::Length(length);
                    let mut own = Vec::new();
                    Self::specialize_row(first, rest, constructor, length, &mut own);
                    own.iter()
                        .any(|row| self.useful(&Self::specialize(rows, constructor, length), row, &inner))
                })
            }
            Cover::Any => match self.space(ty) {
                Space::Endless => self.useful(&Self::defaults(rows), rest, others),
                Space::Known(known) => known.into_iter().any(|(constructor, parts)| {
                    let mut own = vec![Cover::Any; parts.len()];
                    own.extend_from_slice(rest);
                    let specialized = Self::specialize(rows, constructor, parts.len());
                    let mut inner = parts;
                    inner.extend_from_slice(others);
                    self.useful(&specialized, &own, &inner)
                }),
                Space::List(element) => (0..=Self::longest(rows)).any(|length| {
                    let mut own = vec![Cover::Any; length];
                    own.extend_from_slice(rest);
                    let mut inner = vec![element; length];
                    inner.extend_from_slice(others);
                    self.useful(&Self::specialize(rows, Constructor::Length(length), length), &own, &inner)
                }),
            },
        }
    }
}
