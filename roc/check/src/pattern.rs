//! Types of patterns, and which unions a match closes.

use roc_canonical::ir::{ListRest, LocalId, Pat, PatId, RecordRest};

use crate::checker::Checker;
use crate::types::{Constraint, ConstraintKind, Field, Node, Origin, Scheme, Tag, Ty};

impl Checker<'_> {
    /// Compares a pattern with the type of what it takes apart; its names get their types.
    pub(crate) fn pattern(&mut self, id: PatId, expected: Ty) {
        let module = self.module;
        self.pat_types[id] = Some(expected);
        match module.pats[id] {
            Pat::Wildcard | Pat::Malformed { .. } => {}
            Pat::Bind(local) => self.bind_local(id, local, expected),
            Pat::As { pat, local } => {
                self.pattern(pat, expected);
                self.bind_local(id, local, expected);
            }
            Pat::Number { value, suffix } => {
                let receiver = match suffix {
                    Some(ty) => self.applied(ty, &[]),
                    None => self.fresh(),
                };
                self.expect_pattern(id, receiver, expected);
                let span = module.pat_spans[id];
                let kind = ConstraintKind::Numeral(value.text);
                self.constrain(Constraint { receiver, kind, span, expr: None });
            }
            Pat::Str(_) => {
                let receiver = self.fresh();
                self.expect_pattern(id, receiver, expected);
                let span = module.pat_spans[id];
                self.constrain(Constraint { receiver, kind: ConstraintKind::Quote, span, expr: None });
            }
            Pat::StrParts { parts, .. } => {
                let str = self.str();
                self.expect_pattern(id, str, expected);
                for part in module.list(parts) {
                    if let Some(local) = part.local {
                        self.bind_local(id, local, str);
                    }
                }
            }
            Pat::Tag { name, args } => {
                let args = module.list(args);
                let types: Vec<Ty> = args.iter().map(|_| self.fresh()).collect();
                let run = self.types.run(&types);
                let tags = self.types.tag_run(vec![Tag { name, args: run }]);
                let ext = self.fresh();
                let ty = self.types.add(Node::Tags(tags, ext));
                self.expect_pattern(id, ty, expected);
                for (&arg, ty) in args.iter().zip(types) {
                    self.pattern(arg, ty);
                }
            }
            Pat::Nominal { ty, backing } => {
                let decl = &self.modules[ty.module].types[ty.decl];
                let args: Vec<Ty> = decl.params.iter().map(|_| self.fresh()).collect();
                let nominal = self.applied(ty, &args);
                self.expect_pattern(id, nominal, expected);
                let inner = if self.is_opaque_elsewhere(ty) {
                    self.report_opaque_pattern(id, ty);
                    None
                } else {
                    self.backing_of(ty, &args)
                };
                let inner = inner.unwrap_or_else(|| self.error());
                self.pattern(backing, inner);
            }
            Pat::Tuple(items) => {
                let items = module.list(items);
                let types: Vec<Ty> = items.iter().map(|_| self.fresh()).collect();
                let run = self.types.run(&types);
                let ty = self.types.add(Node::Tuple(run));
                self.expect_pattern(id, ty, expected);
                for (&item, ty) in items.iter().zip(types) {
                    self.pattern(item, ty);
                }
            }
            Pat::List { before, rest, after } => {
                let element = self.fresh();
                let ty = self.list(element);
                self.expect_pattern(id, ty, expected);
                for &item in module.list(before).iter().chain(module.list(after)) {
                    self.pattern(item, element);
                }
                if let ListRest::Bind(local) = rest {
                    self.bind_local(id, local, ty);
                }
            }
            Pat::Record { fields, rest } => {
                let fields = module.list(fields);
                let typed: Vec<Field> = fields
                    .iter()
                    .map(|f| Field { name: f.name, ty: self.fresh(), kind: self.fresh() })
                    .collect();
                let run = self.types.field_run(typed.clone());
                let ext = match rest {
                    RecordRest::None => self.types.add(Node::Closed),
                    RecordRest::Ignored | RecordRest::Bind(_) => self.fresh(),
                };
                let ty = self.types.add(Node::Record(run, ext, Origin::Literal));
                self.expect_pattern(id, ty, expected);
                for (field, typed) in fields.iter().zip(typed) {
                    let ty = self.field_in_pattern(typed);
                    self.pattern(field.pat, ty);
                }
                if let RecordRest::Bind(local) = rest {
                    let none = self.types.field_run(Vec::new());
                    let others = self.types.add(Node::Record(none, ext, Origin::Other));
                    self.bind_local(id, local, others);
                }
            }
            Pat::Or(alternatives) => {
                for &alternative in module.list(alternatives) {
                    self.pattern(alternative, expected);
                }
            }
        }
    }

    /// A name of a pattern; alternatives bind the same name at the same type.
    fn bind_local(&mut self, pat: PatId, local: LocalId, ty: Ty) {
        match self.locals[local].clone() {
            Some(earlier) => {
                if let Err(mismatch) = self.unify(ty, earlier.ty) {
                    self.report_pattern(pat, ty, earlier.ty, mismatch);
                }
                self.solve_woken();
            }
            None => self.locals[local] = Some(Scheme { ty, vars: Vec::new() }),
        }
    }

    fn expect_pattern(&mut self, pat: PatId, actual: Ty, expected: Ty) {
        if let Err(mismatch) = self.unify(actual, expected) {
            self.report_pattern(pat, actual, expected, mismatch);
        }
        self.solve_woken();
    }

    /// A union that the patterns take apart without a catch-all has exactly their tags. It is closed when the
    /// definition ends: until then it may turn out to be a nominal type.
    pub(crate) fn close_later(&mut self, ty: Ty, patterns: &[PatId]) {
        let module = self.module;
        let mut column: Vec<PatId> = Vec::new();
        for &pattern in patterns {
            self.flatten(pattern, &mut column);
        }
        if column
            .iter()
            .any(|&p| matches!(module.pats[p], Pat::Wildcard | Pat::Bind(_) | Pat::Malformed { .. }))
        {
            return;
        }
        let mut groups: Vec<(Option<roc_base::Symbol>, usize, Vec<PatId>)> = Vec::new();
        let mut put = |key, index: usize, pat| match groups.iter_mut().find(|g| g.0 == key && g.1 == index) {
            Some(group) => group.2.push(pat),
            None => groups.push((key, index, vec![pat])),
        };
        let mut tags = false;
        for &pat in &column {
            match module.pats[pat] {
                Pat::Tag { name, args } => {
                    tags = true;
                    module.list(args).iter().enumerate().for_each(|(i, &arg)| put(Some(name), i, arg));
                }
                Pat::Tuple(items) => {
                    module.list(items).iter().enumerate().for_each(|(i, &item)| put(None, i, item));
                }
                Pat::Record { fields, .. } => {
                    module.list(fields).iter().for_each(|f| put(Some(f.name), 0, f.pat));
                }
                Pat::List { before, after, .. } => {
                    let items = module.list(before).iter().chain(module.list(after));
                    items.for_each(|&item| put(None, 0, item));
                }
                _ => {}
            }
        }
        if tags {
            self.to_close.push(ty);
        }
        for (_, _, inner) in groups {
            if let Some(&first) = inner.first()
                && let Some(ty) = self.pat_types[first]
            {
                self.close_later(ty, &inner);
            }
        }
    }

    fn flatten(&self, pat: PatId, out: &mut Vec<PatId>) {
        match self.module.pats[pat] {
            Pat::Or(alternatives) => {
                self.module.list(alternatives).iter().for_each(|&p| self.flatten(p, out));
            }
            Pat::As { pat, .. } | Pat::Nominal { backing: pat, .. } => self.flatten(pat, out),
            _ => out.push(pat),
        }
    }
}
