//! Types as a programmer writes them.

use std::fmt::Write;

use roc_base::IndexVec;
use roc_base::{Interner, Symbol};
use roc_canonical::ir::{Expr, ExprId, Module, ModuleId, TypeRef};
use rustc_hash::FxHashMap;

use crate::types::{ConstraintKind, Node, Ty, Types};

/// Prints types of one store; gives the same variable the same name as long as it lives.
pub struct Printer<'a> {
    types: &'a Types,
    modules: &'a IndexVec<ModuleId, Module>,
    interner: &'a Interner,
    names: FxHashMap<Ty, String>,
    /// The variables that were printed, in order.
    met: Vec<Ty>,
}

/// Nothing deeper is printed; types this deep are not read by anybody.
const MAX_DEPTH: usize = 40;

impl<'a> Printer<'a> {
    /// A printer that has named no variable yet.
    pub fn new(types: &'a Types, modules: &'a IndexVec<ModuleId, Module>, interner: &'a Interner) -> Self {
        Self { types, modules, interner, names: FxHashMap::default(), met: Vec::new() }
    }

    /// The type's text on one line.
    pub fn print(&mut self, ty: Ty) -> String {
        let mut out = String::new();
        self.write(&mut out, ty, false, 0);
        out
    }

    /// The type's text on one line, with what is asked of its variables: `a -> Str where [a.to_str : a -> Str]`.
    pub fn print_whole(&mut self, ty: Ty) -> String {
        self.met.clear();
        let mut out = self.print(ty);
        let mut clauses: Vec<String> = Vec::new();
        let mut next = 0;
        // What is asked may mention further variables.
        while let Some(&var) = self.met.get(next) {
            next += 1;
            let (Node::Flex(v) | Node::Rigid(v, _)) = self.types.node(var) else { continue };
            for &id in self.types.constraints(v) {
                let name = self.print(var);
                let clause = match self.types.constraint(id).kind {
                    ConstraintKind::Method { name: method, ty, .. } => {
                        format!("{name}.{} : {}", self.text(method), self.print(ty))
                    }
                    ConstraintKind::Numeral(_) => {
                        format!("{name}.from_numeral : Numeral -> Try({name}, [InvalidNumeral(Str)])")
                    }
                    ConstraintKind::Quote => {
                        format!("{name}.from_quote : Str -> Try({name}, [BadQuotedBytes(Str)])")
                    }
                };
                if !clauses.contains(&clause) {
                    clauses.push(clause);
                }
            }
        }
        if !clauses.is_empty() {
            let _ = write!(out, " where [{}]", clauses.join(", "));
        }
        out
    }

    fn name_of(&self, ty: TypeRef) -> &'a str {
        self.modules
            .get(ty.module)
            .and_then(|m| m.types.get(ty.decl))
            .map_or("?", |d| self.interner.resolve(d.path))
    }

    fn text(&self, symbol: Symbol) -> &'a str {
        self.interner.resolve(symbol)
    }

    fn write(&mut self, out: &mut String, ty: Ty, inside: bool, depth: usize) {
        if depth > MAX_DEPTH {
            out.push('…');
            return;
        }
        let ty = self.types.root(ty);
        match self.types.node(ty) {
            Node::Link(_) => {}
            Node::Flex(_) => {
                let next = self.names.len();
                let name = self.names.entry(ty).or_insert_with(|| variable_name(next));
                out.push_str(name);
                self.meet(ty);
            }
            Node::Rigid(_, name) => {
                out.push_str(self.text(name));
                self.meet(ty);
            }
            Node::Apply(name, args) => {
                out.push_str(self.name_of(name));
                if !args.is_empty() {
                    self.list(out, "(", self.types.tys(args), ")", depth);
                }
            }
            Node::Tuple(items) => self.list(out, "(", self.types.tys(items), ")", depth),
            Node::Function(params, ret, effect) => {
                if inside {
                    out.push('(');
                }
                let params = self.types.tys(params);
                if params.is_empty() {
                    out.push_str("()");
                }
                for (i, &param) in params.iter().enumerate() {
                    out.push_str(if i == 0 { "" } else { ", " });
                    self.write(out, param, true, depth + 1);
                }
                let arrow = if self.types.node(effect) == Node::Effectful { " => " } else { " -> " };
                out.push_str(arrow);
                self.write(out, ret, true, depth + 1);
                if inside {
                    out.push(')');
                }
            }
            Node::Record(fields, ext, _) => {
                let (mut fields, end) = self.types.gather_fields(fields, ext);
                fields.sort_by_key(|f| self.text(f.name));
                out.push('{');
                for (i, field) in fields.iter().enumerate() {
                    let kind = self.types.node(field.kind);
                    let colon = if kind == Node::Optional { " ?:" } else { ":" };
                    let comma = if i == 0 { " " } else { ", " };
                    let _ = write!(out, "{comma}{}{colon} ", self.text(field.name));
                    self.write(out, field.ty, false, depth + 1);
                    if let Node::Default(module, literal) = kind {
                        out.push_str(" ?? ");
                        self.literal(out, module, literal);
                    }
                }
                self.end(out, end, fields.is_empty(), depth);
                out.push_str(if fields.is_empty() { "}" } else { " }" });
            }
            Node::Tags(tags, ext) => {
                let (mut tags, end) = self.types.gather_tags(tags, ext);
                tags.sort_by_key(|t| self.text(t.name));
                out.push('[');
                for (i, tag) in tags.iter().enumerate() {
                    let _ = write!(out, "{}{}", if i == 0 { "" } else { ", " }, self.text(tag.name));
                    if !tag.args.is_empty() {
                        self.list(out, "(", self.types.tys(tag.args), ")", depth);
                    }
                }
                self.end(out, end, tags.is_empty(), depth);
                out.push(']');
            }
            Node::Closed | Node::Sealed => out.push_str("{}"),
            Node::Pure => out.push_str("->"),
            Node::Effectful => out.push_str("=>"),
            Node::Required | Node::Optional | Node::Default(..) => {}
            Node::Error => out.push('?'),
        }
    }

    fn meet(&mut self, var: Ty) {
        if !self.met.contains(&var) {
            self.met.push(var);
        }
    }

    /// A default, where it is short.
    fn literal(&self, out: &mut String, module: ModuleId, literal: ExprId) {
        let text = self.modules.get(module).map_or("…", |module| match module.exprs[literal] {
            Expr::Number { value, .. } => self.text(value.text),
            Expr::Tag { name, args } if args.is_empty() => self.text(name),
            Expr::Record(fields) if fields.is_empty() => "{}",
            Expr::List(items) if items.is_empty() => "[]",
            Expr::Str { text, .. } if self.text(text).is_empty() => "\"\"",
            _ => "…",
        });
        out.push_str(text);
    }

    fn list(&mut self, out: &mut String, open: &str, items: &[Ty], close: &str, depth: usize) {
        out.push_str(open);
        for (i, &item) in items.iter().enumerate() {
            out.push_str(if i == 0 { "" } else { ", " });
            self.write(out, item, items.len() > 1 || depth == 0, depth + 1);
        }
        out.push_str(close);
    }

    fn end(&mut self, out: &mut String, end: Ty, alone: bool, depth: usize) {
        let separator = if alone { "" } else { ", " };
        match self.types.node(end) {
            Node::Flex(_) => {
                let _ = write!(out, "{separator}..");
            }
            Node::Rigid(..) => {
                let _ = write!(out, "{separator}..");
                let mut name = String::new();
                self.write(&mut name, end, false, depth + 1);
                if !name.starts_with('_') {
                    out.push_str(&name);
                }
            }
            _ => {}
        }
    }
}

fn variable_name(index: usize) -> String {
    let letter = char::from(b'a' + (index % 26) as u8);
    match index / 26 {
        0 => letter.to_string(),
        n => format!("{letter}{n}"),
    }
}
