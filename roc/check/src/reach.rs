//! Which definitions of the Builtin module a program can use.
//!
//! Builtin is a correct program (a test checks all of it), so at each compilation only the bodies that the program may
//! run are checked: those that are mentioned, and every method of a name that is called somewhere. Knows no types.

use roc_base::{IndexVec, Symbol};
use roc_canonical::ir::{DefId, Expr, ExprId, Module, ModuleId};
use roc_canonical::walk::descendants;
use rustc_hash::{FxHashMap, FxHashSet};

use crate::names::Names;

struct Reach<'a> {
    builtin: &'a Module,
    methods: FxHashMap<Symbol, Vec<DefId>>,
    names: FxHashSet<Symbol>,
    found: FxHashSet<DefId>,
    queue: Vec<DefId>,
}

/// The definitions of Builtin that the other modules can reach.
pub fn reachable_builtins(modules: &IndexVec<ModuleId, Module>, names: &Names) -> FxHashSet<DefId> {
    let Some(builtin) = modules.get(ModuleId::BUILTIN) else { return FxHashSet::default() };
    let mut methods: FxHashMap<Symbol, Vec<DefId>> = FxHashMap::default();
    for (id, def) in builtin.defs.iter_enumerated() {
        methods.entry(def.name).or_default().push(id);
    }
    let mut reach = Reach {
        builtin,
        methods,
        names: FxHashSet::default(),
        found: FxHashSet::default(),
        queue: Vec::new(),
    };
    // What lowering calls without being told.
    for name in [names.iter, names.next, names.is_eq, names.to_inspect, names.from_numeral, names.from_quote]
    {
        reach.name(name);
    }
    for module in modules.iter().filter(|m| m.id != ModuleId::BUILTIN) {
        for id in module.exprs.ids() {
            reach.mention(module.exprs[id]);
        }
    }
    while let Some(def) = reach.queue.pop() {
        if let Some(body) = builtin.defs[def].value {
            reach.body(body);
        }
    }
    reach.found
}

impl Reach<'_> {
    fn name(&mut self, name: Symbol) {
        if self.names.insert(name) {
            for def in self.methods.get(&name).cloned().unwrap_or_default() {
                self.def(def);
            }
        }
    }

    fn def(&mut self, def: DefId) {
        if self.found.insert(def) {
            self.queue.push(def);
        }
    }

    fn mention(&mut self, expr: Expr) {
        match expr {
            Expr::Def(def) if def.module == ModuleId::BUILTIN => self.def(def.def),
            Expr::Method { name, .. } | Expr::TypeMethod { name, .. } => self.name(name),
            _ => {}
        }
    }

    /// An expression of Builtin with everything inside.
    fn body(&mut self, root: ExprId) {
        let module = self.builtin;
        descendants(module, root, &mut |id| self.mention(module.exprs[id]));
    }
}
