//! What a checked module still has to say for itself: values whose type stayed open, and types of others that nobody
//! can name.

use roc_base::{Diagnostic, Id, Symbol};
use roc_canonical::ir::{Anno, AnnoId, ModuleId, ModuleKind, TypeDeclId, TypeKind, TypeRef};
use roc_canonical::walk::parts_of_type;

use crate::checker::{Checker, DefState};
use crate::types::{Node, Ty};

impl Checker<'_> {
    /// A value has one type. One that nothing in the module tells can't be made.
    pub(crate) fn check_values_are_concrete(&mut self) {
        let module = self.module;
        if module.id == ModuleId::BUILTIN {
            return;
        }
        for (id, def) in module.defs.iter_enumerated() {
            let DefState::Known(scheme) = &self.defs[id] else { continue };
            if def.annotation.is_some() || !scheme.vars.is_empty() || self.is_function(def.value) {
                continue;
            }
            let ty = scheme.ty;
            if !self.is_open(ty) {
                continue;
            }
            let printed = self.print(&[ty]).remove(0);
            let name = self.text(def.name);
            let message = format!("Nothing tells the whole type of `{name}`.");
            let diagnostic = Diagnostic::error("Polymorphic Value", def.span, message)
                .with_text("So far it is:")
                .with_block(printed)
                .with_hint(format!("Annotate it (`{name} : …`), or make it a function."));
            if let Some(value) = def.value {
                self.bad.insert(value, "Polymorphic Value");
            }
            self.diagnostics.push(diagnostic);
        }
    }

    /// Whether a variable stands for a part of a value of this type. What is only a variable belongs to code that
    /// never gives a value; the rest of a row may stay open.
    fn is_open(&mut self, root: Ty) -> bool {
        if matches!(self.types.node(root), Node::Flex(_)) {
            return false;
        }
        let mut open = false;
        let mut seen = rustc_hash::FxHashSet::default();
        let mut stack = vec![self.types.find(root)];
        while let Some(ty) = stack.pop() {
            let ty = self.types.find(ty);
            if !seen.insert(ty) {
                continue;
            }
            match self.types.node(ty) {
                Node::Error => return false,
                Node::Flex(_) => open = true,
                Node::Apply(_, args) | Node::Tuple(args) => stack.extend(self.types.tys(args)),
                Node::Function(params, ret, _) => {
                    stack.extend(self.types.tys(params));
                    stack.push(ret);
                }
                Node::Record(fields, ext, _) => {
                    stack.extend(self.types.gather_fields(fields, ext).0.iter().map(|field| field.ty));
                }
                Node::Tags(tags, ext) => {
                    for tag in self.types.gather_tags(tags, ext).0 {
                        stack.extend(self.types.tys(tag.args));
                    }
                }
                _ => {}
            }
        }
        open
    }

    /// The fields of a module's type can be read by others, so their types should have names there.
    pub(crate) fn check_exposed_fields(&mut self) {
        let module = self.module;
        let ModuleKind::Type { main } = module.kind else { return };
        let decl = &module.types[main];
        let Some(body) = decl.body.filter(|_| decl.kind == TypeKind::Nominal) else { return };
        let Anno::Record { fields, .. } = module.annos[body] else { return };
        for field in module.list(fields) {
            for (place, hidden) in self.private_types(field.ty, main) {
                let (field, owner) = (self.text(field.name), self.text(decl.name));
                let name = self.text(hidden);
                let message = format!(
                    "The field `{field}` of `{owner}` has the type `{name}`, which is private to this module."
                );
                let diagnostic =
                    Diagnostic::warning("Private Type In Exposed Field", module.anno_spans[place], message)
                        .with_hint(format!(
                            "Declare `{name}` inside of `{owner}`, or make `{owner}` opaque with `::`."
                        ));
                self.diagnostics.push(diagnostic);
            }
        }
    }

    /// Equality and hashing that a type of this module asks for, but its parts don't have.
    pub(crate) fn check_derived_methods(&mut self) {
        let module = self.module;
        for (id, decl) in module.types.iter_enumerated() {
            for &(name, span) in &decl.derived {
                if name != self.names.is_eq && name != self.names.to_hash {
                    continue;
                }
                let ty = TypeRef { module: module.id, decl: id };
                let params: Vec<Ty> = decl.params.iter().map(|_| self.fresh()).collect();
                let Some(backing) = self.backing_of(ty, &params) else { continue };
                if let Some(part) = self.part_without(backing, name, &mut vec![ty]) {
                    let printed = self.print(&[part]).remove(0);
                    let (method, owner) = (self.text(name), self.text(decl.name));
                    let message =
                        format!("`{method}` can't be derived for `{owner}`: a part of it doesn't have it.");
                    let diagnostic = Diagnostic::warning("Unsupported Generated Method", span, message)
                        .with_text("The part has the type:")
                        .with_block(printed)
                        .with_hint(format!("Write the method yourself: `{method} = |…| …`"));
                    self.diagnostics.push(diagnostic);
                }
            }
        }
    }

    /// A part of a type that lacks this method; `inside` are the nominal types that are being looked into.
    fn part_without(&mut self, ty: Ty, name: Symbol, inside: &mut Vec<TypeRef>) -> Option<Ty> {
        let parts = match self.types.node(ty) {
            Node::Function(..) => return Some(ty),
            Node::Apply(of, args) => {
                if inside.contains(&of) {
                    return None;
                }
                let args = self.types.tys(args).to_vec();
                if self.derives(of, name) {
                    inside.push(of);
                    let backing = self.backing_of(of, &args);
                    let found = backing.and_then(|backing| self.part_without(backing, name, inside));
                    inside.pop();
                    return found;
                }
                if self.find_method(of, name).is_none() {
                    return Some(ty);
                }
                // What a method of the program asks of parameters, its own uses tell.
                if of.module == ModuleId::BUILTIN { args } else { Vec::new() }
            }
            _ => self.components(ty),
        };
        parts.into_iter().find_map(|part| self.part_without(part, name, inside))
    }

    /// Where a written type mentions types of this module that others can't name.
    fn private_types(&self, root: AnnoId, main: TypeDeclId) -> Vec<(AnnoId, Symbol)> {
        let module = self.module;
        let mut found = Vec::new();
        let mut stack = vec![root];
        while let Some(id) = stack.pop() {
            if let Anno::Apply { ty: TypeRef { module: owner, decl }, .. } = module.annos[id]
                && owner == module.id
                && matches!(module.types[decl].kind, TypeKind::Nominal | TypeKind::Opaque)
                && module.types[decl].parent.is_none()
                && decl != main
            {
                found.push((id, module.types[decl].name));
            }
            parts_of_type(module, id, &mut stack);
        }
        found.sort_by_key(|(id, _)| id.index());
        found
    }
}
