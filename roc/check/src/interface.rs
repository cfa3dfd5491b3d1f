//! What other modules can see of a module, as bytes: equal bytes, nothing that depends on the module has to be checked
//! again. Knows nothing of bodies.
//!
//! Ids that others may hold (definitions, declarations, literals of defaulted fields) are part of it, as are types; places
//! in the text are not. Rows are put in the order of their names' text, as symbols have other numbers each time.

use roc_base::wire::{Wire, Writer};
use roc_base::{Interner, Symbol};
use roc_canonical::ir::{self, Anno, ModuleId, ModuleKind};
use roc_canonical::wire::TEXTS;
use rustc_hash::FxHashMap;

use crate::CheckedModule;
use crate::types::{ConstraintKind, Field, Node, Run, Scheme, Tag, Ty, Types};

/// The interface's bytes, and the modules that it mentions in the order in which it does.
pub fn interface(
    module: &ir::Module,
    checked: &CheckedModule,
    names: &Interner,
) -> Option<(Vec<u8>, Vec<ModuleId>)> {
    let mut out = Outline {
        types: &checked.types,
        names,
        out: Writer::new(module.file, TEXTS),
        vars: FxHashMap::default(),
    };
    if let ModuleKind::Type { main } = module.kind {
        main.put(&mut out.out);
    }
    module.top_level.put(&mut out.out);
    module.top_types.put(&mut out.out);
    out.number(module.types.len());
    for decl in &module.types {
        let ir::TypeDecl {
            name,
            path,
            kind,
            params,
            wheres,
            parent,
            items,
            types,
            where_aliases,
            derived,
            ..
        } = decl;
        (*name, *path, *kind).put(&mut out.out);
        (*wheres, *parent, params.clone()).put(&mut out.out);
        items.put(&mut out.out);
        types.put(&mut out.out);
        where_aliases.put(&mut out.out);
        derived.iter().map(|(name, _)| *name).collect::<Vec<Symbol>>().put(&mut out.out);
    }
    out.number(module.where_aliases.len());
    for alias in &module.where_aliases {
        (alias.name, alias.receiver, alias.params.clone()).put(&mut out.out);
        alias.clauses.put(&mut out.out);
    }
    // Where aliases and defaulted fields are read by others as they were written.
    if !module.where_aliases.is_empty() {
        out.written(module);
    }
    for field in &module.pools.anno_fields {
        if let ir::FieldKind::Default(value) = field.kind {
            (field.name, value).put(&mut out.out);
        }
    }
    out.number(module.defs.len());
    for (id, def) in module.defs.iter_enumerated() {
        (def.name, def.owner, def.value.is_some()).put(&mut out.out);
        out.scheme(&checked.defs[id]);
    }
    for backing in &checked.backings {
        match backing {
            Some(scheme) => out.scheme(scheme),
            None => out.number(0),
        }
    }
    let (bytes, modules) = out.out.finish(names)?;
    Some((bytes, modules.into_iter().map(ModuleId::new).collect()))
}

struct Outline<'a> {
    types: &'a Types,
    names: &'a Interner,
    out: Writer,
    /// In the order in which they are met.
    vars: FxHashMap<Ty, u32>,
}

impl Outline<'_> {
    fn number(&mut self, number: usize) {
        self.out.number(number as u32);
    }

    /// All written types, with the places of their parts in the pools.
    fn written(&mut self, module: &ir::Module) {
        let out = &mut self.out;
        module
            .annos
            .iter()
            .filter(|anno| !matches!(anno, Anno::Malformed { .. }))
            .for_each(|anno| anno.put(out));
        module.pools.annos.put(out);
        for field in &module.pools.anno_fields {
            (field.name, field.ty, field.kind).put(out);
        }
        for tag in &module.pools.anno_tags {
            (tag.name, tag.args).put(out);
        }
        for clause in &module.pools.wheres {
            match *clause {
                ir::WhereClause::Method { var, name, ty, .. } => (var, name, ty).put(out),
                ir::WhereClause::Alias { var, alias, args, .. } => (var, alias, args).put(out),
            }
        }
    }

    fn scheme(&mut self, scheme: &Scheme) {
        self.vars.clear();
        self.number(scheme.vars.len() + 1);
        for &var in &scheme.vars {
            self.ty(var);
        }
        self.ty(scheme.ty);
    }

    fn tys(&mut self, run: Run) {
        self.number(run.len());
        for i in 0..run.len() {
            self.ty(self.types.ty_at(run, i));
        }
    }

    fn ty(&mut self, ty: Ty) {
        let root = self.types.root(ty);
        match self.types.node(root) {
            Node::Flex(var) | Node::Rigid(var, _) => {
                self.out.byte(0);
                let next = self.vars.len() as u32;
                if let Some(&known) = self.vars.get(&root) {
                    self.out.number(known);
                    return;
                }
                self.vars.insert(root, next);
                self.out.number(next);
                let constraints = self.types.constraints(var);
                self.number(constraints.len());
                for &id in constraints {
                    match self.types.constraint(id).kind {
                        ConstraintKind::Method { name, ty, .. } => {
                            name.put(&mut self.out);
                            self.ty(ty);
                        }
                        ConstraintKind::Numeral(text) => text.put(&mut self.out),
                        ConstraintKind::Quote => self.out.byte(1),
                    }
                }
            }
            Node::Apply(name, args) => {
                self.out.byte(1);
                name.put(&mut self.out);
                self.tys(args);
            }
            Node::Tuple(items) => {
                self.out.byte(2);
                self.tys(items);
            }
            Node::Function(params, ret, effect) => {
                self.out.byte(3);
                self.tys(params);
                self.ty(ret);
                self.ty(effect);
            }
            Node::Record(fields, ext, _) => {
                self.out.byte(4);
                let (mut fields, end) = self.types.gather_fields(fields, ext);
                fields.sort_by_key(|field| self.text(field.name));
                self.number(fields.len());
                for Field { name, ty, kind } in fields {
                    name.put(&mut self.out);
                    self.ty(ty);
                    self.ty(kind);
                }
                self.ty(end);
            }
            Node::Tags(tags, ext) => {
                self.out.byte(5);
                let (mut tags, end) = self.types.gather_tags(tags, ext);
                tags.sort_by_key(|tag| self.text(tag.name));
                self.number(tags.len());
                for Tag { name, args } in tags {
                    name.put(&mut self.out);
                    self.tys(args);
                }
                self.ty(end);
            }
            Node::Default(module, value) => {
                self.out.byte(6);
                (module, value).put(&mut self.out);
            }
            Node::Closed | Node::Sealed => self.out.byte(7),
            Node::Pure => self.out.byte(8),
            Node::Effectful => self.out.byte(9),
            Node::Required => self.out.byte(10),
            Node::Optional => self.out.byte(11),
            Node::Error | Node::Link(_) => self.out.byte(12),
        }
    }

    fn text(&self, name: Symbol) -> &str {
        self.names.resolve(name)
    }
}
