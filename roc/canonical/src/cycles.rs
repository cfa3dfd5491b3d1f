//! Aliases that stand for themselves, of types and of constraints: reported and cut, so that unfolding always ends.

use roc_base::{Diagnostic, Id, Span};

use crate::canon::Canon;
use crate::groups;
use crate::ir::{Anno, AnnoId, TypeDeclId, TypeKind, WhereClause};

impl Canon<'_> {
    pub(crate) fn alias_cycles(&mut self) {
        let mut mentions = Vec::new();
        for (alias, decl) in self.m.types.iter_enumerated() {
            if decl.kind == TypeKind::Alias
                && let Some(body) = decl.body
            {
                self.mentioned_aliases(body, &mut |anno, mentioned| mentions.push((alias, mentioned, anno)));
            }
        }
        for (cycle, inside) in cycles(self.m.types.len(), &mentions) {
            let Some(&first) = inside.first() else { continue };
            let title = self.recursive_alias(&cycle, self.m.anno_spans[first]);
            inside.into_iter().for_each(|anno| self.m.annos[anno] = Anno::Malformed { title });
        }
        self.where_alias_cycles();
    }

    /// All places in a written type that name an alias of this module.
    fn mentioned_aliases(&self, anno: AnnoId, found: &mut impl FnMut(AnnoId, TypeDeclId)) {
        match self.m.annos[anno] {
            Anno::Apply { ty, args } => {
                if ty.module == self.m.id && self.m.types[ty.decl].kind == TypeKind::Alias {
                    found(anno, ty.decl);
                }
                self.m.list(args).iter().for_each(|&arg| self.mentioned_aliases(arg, found));
            }
            Anno::Record { fields, .. } => {
                self.m.list(fields).iter().for_each(|field| self.mentioned_aliases(field.ty, found));
            }
            Anno::Tags { tags, .. } => {
                for tag in self.m.list(tags) {
                    self.m.list(tag.args).iter().for_each(|&arg| self.mentioned_aliases(arg, found));
                }
            }
            Anno::Tuple(items) => {
                self.m.list(items).iter().for_each(|&item| self.mentioned_aliases(item, found));
            }
            Anno::Function { params, ret, .. } => {
                self.m.list(params).iter().for_each(|&param| self.mentioned_aliases(param, found));
                self.mentioned_aliases(ret, found);
            }
            Anno::Var(_) | Anno::Wildcard | Anno::Malformed { .. } => {}
        }
    }

    fn recursive_alias(&mut self, cycle: &[TypeDeclId], span: Span) -> &'static str {
        let names: Vec<&str> = cycle.iter().map(|&decl| self.str(self.m.types[decl].name)).collect();
        let (title, message) = match names.as_slice() {
            [only] => (
                "Recursive Alias",
                format!("The alias `{only}` stands for a type that contains `{only}` again."),
            ),
            _ => (
                "Mutually Recursive Type Aliases",
                format!("The aliases `{}` stand for each other.", names.join("`, `")),
            ),
        };
        let diagnostic = Diagnostic::error(title, span, message)
            .with_text(
                "An alias is only another name for a type, and no type is written that contains itself.",
            )
            .with_hint(format!("Declare a type of its own, which may contain itself: `{} := …`", names[0]));
        self.report(diagnostic);
        title
    }

    fn where_alias_cycles(&mut self) {
        let mut mentions = Vec::new();
        for (from, alias) in self.m.where_aliases.iter_enumerated() {
            for clause in self.m.list(alias.clauses) {
                if let WhereClause::Alias { alias: to, span, .. } = *clause
                    && to.module == self.m.id
                {
                    mentions.push((from, to.alias, span));
                }
            }
        }
        for (cycle, inside) in cycles(self.m.where_aliases.len(), &mentions) {
            let Some(&span) = inside.first() else { continue };
            let name = self.str(self.m.where_aliases[cycle[0]].name);
            let diagnostic = Diagnostic::error(
                "Recursive Where Alias",
                span,
                format!("The where alias `{name}` refers to itself."),
            )
            .with_hint("List the methods that are meant.");
            self.report(diagnostic);
            for &alias in &cycle {
                let mut clauses = self.m.list(self.m.where_aliases[alias].clauses).to_vec();
                clauses.retain(|clause| match clause {
                    WhereClause::Alias { alias, .. } => {
                        alias.module != self.m.id || !cycle.contains(&alias.alias)
                    }
                    WhereClause::Method { .. } => true,
                });
                self.m.where_aliases[alias].clauses = self.m.pools.add(&clauses);
            }
        }
    }
}

/// The circles among `count` rows: their rows, and the places of the mentions `(from, to, place)` that close them.
fn cycles<I: Id, P: Copy>(count: usize, mentions: &[(I, I, P)]) -> Vec<(Vec<I>, Vec<P>)> {
    let pairs = mentions.iter().map(|&(from, to, _)| (from, to)).collect();
    let components = groups::components(count, pairs);
    let mut component_of = vec![0; count];
    for (index, component) in components.iter().enumerate() {
        component.iter().for_each(|row| component_of[row.index()] = index);
    }
    let mut places: Vec<Vec<P>> = vec![Vec::new(); components.len()];
    for &(from, to, place) in mentions {
        if component_of[from.index()] == component_of[to.index()] {
            places[component_of[from.index()]].push(place);
        }
    }
    components.into_iter().zip(places).filter(|(_, places)| !places.is_empty()).collect()
}
