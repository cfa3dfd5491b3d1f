//! Declared types that contain themselves without an end, by way of records, tuples and other declared types.
//!
//! The arguments of an applied type are parts where its declaration has its parameters as parts: not behind a tag, nor
//! behind a type of which there may be none, such as `List`.

use std::collections::VecDeque;

use roc_base::IndexVec;
use roc_canonical::ir::{Anno, AnnoId, Module, ModuleId, TypeDeclId, TypeKind, TypeRef};
use rustc_hash::FxHashMap;

use crate::annotation::Backing;
use crate::checker::Checker;
use crate::types::Scheme;

/// How deep declarations are followed for what their parameters are to them.
const DEEPEST: usize = 50;

impl Checker<'_> {
    /// Reports types that could never have a value of finite size, one of each circle.
    pub(crate) fn check_sizes_of_types(&mut self) {
        let module = self.module;
        let mut parameters = Parameters { modules: self.modules, known: FxHashMap::default() };
        let mut parts: IndexVec<TypeDeclId, Vec<TypeDeclId>> = IndexVec::with_capacity(module.types.len());
        for decl in &module.types {
            parts.push(decl.body.map_or_else(Vec::new, |body| parameters.types_inside(module, body)));
        }
        let mut told = IndexVec::filled(false, module.types.len());
        for id in without_leaves(&parts) {
            let decl = &module.types[id];
            let inside = reachable(&parts, id);
            if !inside[id] || !matches!(decl.kind, TypeKind::Nominal | TypeKind::Opaque) {
                continue;
            }
            // Nobody may look for an end of it.
            let ty = self.error();
            self.backings[id] = Backing::Closed(Scheme { ty, vars: Vec::new() });
            if !told[id] {
                for other in module.types.ids() {
                    told[other] |= inside[other];
                }
                self.report_endless_type(decl.span, decl.path);
            }
        }
    }
}

/// The types that are left when those without parts are taken away again and again.
fn without_leaves(parts: &IndexVec<TypeDeclId, Vec<TypeDeclId>>) -> Vec<TypeDeclId> {
    let mut missing: IndexVec<TypeDeclId, usize> = IndexVec::with_capacity(parts.len());
    let mut wholes: IndexVec<TypeDeclId, Vec<TypeDeclId>> = IndexVec::filled(Vec::new(), parts.len());
    let mut leaves = VecDeque::new();
    for (id, inside) in parts.iter_enumerated() {
        missing.push(inside.len());
        if inside.is_empty() {
            leaves.push_back(id);
        }
        for &part in inside {
            wholes[part].push(id);
        }
    }
    while let Some(leaf) = leaves.pop_front() {
        for &whole in &wholes[leaf] {
            missing[whole] -= 1;
            if missing[whole] == 0 {
                leaves.push_back(whole);
            }
        }
    }
    parts.ids().into_iter().filter(|&id| missing[id] > 0).collect()
}

/// Which types are inside of one, at any depth.
fn reachable(parts: &IndexVec<TypeDeclId, Vec<TypeDeclId>>, from: TypeDeclId) -> IndexVec<TypeDeclId, bool> {
    let mut found = IndexVec::filled(false, parts.len());
    let mut stack = vec![from];
    while let Some(id) = stack.pop() {
        for &part in &parts[id] {
            if !std::mem::replace(&mut found[part], true) {
                stack.push(part);
            }
        }
    }
    found
}

/// What the parameters of declared types are to them.
struct Parameters<'m> {
    modules: &'m IndexVec<ModuleId, Module>,
    /// For each parameter whether it is a part; all false while the declaration is being looked into.
    known: FxHashMap<TypeRef, Vec<bool>>,
}

impl Parameters<'_> {
    /// The types of the same module that are parts of a written type.
    fn types_inside(&mut self, module: &Module, body: AnnoId) -> Vec<TypeDeclId> {
        let mut found = Vec::new();
        self.walk(module, body, 0, &mut |anno| {
            if let Anno::Apply { ty, .. } = anno
                && ty.module == module.id
            {
                found.push(ty.decl);
            }
        });
        found
    }

    fn of(&mut self, ty: TypeRef, depth: usize) -> Vec<bool> {
        if let Some(known) = self.known.get(&ty) {
            return known.clone();
        }
        let modules = self.modules;
        let module = &modules[ty.module];
        let decl = &module.types[ty.decl];
        let mut parts = vec![false; decl.params.len()];
        self.known.insert(ty, parts.clone());
        if let Some(body) = decl.body.filter(|_| depth < DEEPEST) {
            self.walk(module, body, depth + 1, &mut |anno| {
                if let Anno::Var(var) = anno
                    && let Some(index) = decl.params.iter().position(|&param| param == var)
                {
                    parts[index] = true;
                }
            });
        }
        self.known.insert(ty, parts.clone());
        parts
    }

    /// Visits all parts of a written type.
    fn walk(&mut self, module: &Module, root: AnnoId, depth: usize, visit: &mut dyn FnMut(Anno)) {
        let mut stack = vec![root];
        while let Some(id) = stack.pop() {
            let anno = module.annos[id];
            visit(anno);
            match anno {
                Anno::Record { fields, .. } => stack.extend(module.list(fields).iter().map(|field| field.ty)),
                Anno::Tuple(items) => stack.extend(module.list(items)),
                Anno::Apply { ty, args } => {
                    let parts = self.of(ty, depth);
                    let args = module.list(args).iter().zip(parts);
                    stack.extend(args.filter(|(_, part)| *part).map(|(&arg, _)| arg));
                }
                _ => {}
            }
        }
    }
}
