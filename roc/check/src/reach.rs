//! Which definitions of the Builtin module a program can use.
//!
//! Builtin is a correct program (a test checks all of it), so at each compilation only the bodies that the program may
//! run are checked: those that are mentioned, and every method of a name that is called somewhere. Knows no types.

use roc_base::{IndexVec, Symbol};
use roc_canonical::ir::{DefId, Expr, ExprId, Module, ModuleId, Stmt};
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
        let mut stack = vec![root];
        while let Some(id) = stack.pop() {
            let expr = module.exprs[id];
            self.mention(expr);
            match expr {
                Expr::Interpolation { parts, .. } => stack.extend(module.list(parts).iter().map(|p| p.value)),
                Expr::List(items) | Expr::Tuple(items) => stack.extend(module.list(items)),
                Expr::Record(fields) => stack.extend(module.list(fields).iter().map(|f| f.value)),
                Expr::Update { base, fields } => {
                    stack.push(base);
                    stack.extend(module.list(fields).iter().map(|f| f.value));
                }
                Expr::Tag { args, .. } | Expr::TypeMethod { args, .. } => stack.extend(module.list(args)),
                Expr::Nominal { backing, .. } => stack.push(backing),
                Expr::Lambda(lambda) => stack.push(module.lambdas[lambda].body),
                Expr::Call { callee, args } => {
                    stack.push(callee);
                    stack.extend(module.list(args));
                }
                Expr::Method { receiver, args, .. } => {
                    stack.push(receiver);
                    stack.extend(module.list(args));
                }
                Expr::Field { record, .. } | Expr::OptionalChain { record, .. } => stack.push(record),
                Expr::TupleItem { tuple, .. } => stack.push(tuple),
                Expr::If { cond, then, otherwise } => {
                    stack.extend([cond, then]);
                    stack.extend(otherwise);
                }
                Expr::Match { scrutinee, branches, .. } => {
                    stack.push(scrutinee);
                    for branch in module.list(branches) {
                        stack.push(branch.body);
                        stack.extend(branch.guard);
                    }
                }
                Expr::Block { stmts, result } => {
                    for stmt in module.list(stmts) {
                        match *stmt {
                            Stmt::Let { value, .. } | Stmt::Assign { value, .. } => stack.push(value),
                            Stmt::Var { value, .. } => stack.extend(value),
                            Stmt::Expr(value) | Stmt::Expect(value) => stack.push(value),
                        }
                    }
                    stack.extend(result);
                }
                Expr::Return(value) | Expr::Crash(value) | Expr::Dbg(value) => stack.push(value),
                Expr::For { iterable, body, .. } => stack.extend([iterable, body]),
                Expr::While { cond, body } => stack.extend([cond, body]),
                Expr::Number { .. }
                | Expr::Str { .. }
                | Expr::Local(_)
                | Expr::Def(_)
                | Expr::Required(_)
                | Expr::Break
                | Expr::Ellipsis
                | Expr::Malformed { .. } => {}
            }
        }
    }
}
