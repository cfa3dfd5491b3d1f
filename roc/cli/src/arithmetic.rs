//! Arithmetic on nothing but constants inside of functions: where it is evaluated in any case, whether it crashes is
//! known while compiling. Knows nothing of how it is computed.

use roc_base::IndexVec;
use roc_canonical::ir::{Expr, ExprId, Module, ModuleId, Primitive, Stmt, TypeKind};
use roc_canonical::walk::children;
use roc_check::CheckedModule;
use roc_check::types::Node;

/// The largest such expressions of the program's own modules, in the order of their source.
pub fn find(
    modules: &IndexVec<ModuleId, Module>,
    checked: &IndexVec<ModuleId, CheckedModule>,
) -> Vec<(ModuleId, ExprId)> {
    let mut found = Vec::new();
    for (id, module) in modules.iter_enumerated().filter(|(id, _)| *id != ModuleId::BUILTIN) {
        let mut finder =
            Finder { builtin: &modules[ModuleId::BUILTIN], module, checked: &checked[id], found: &mut found };
        for lambda in module.lambdas.iter().filter(|lambda| lambda.parent.is_none()) {
            finder.search(lambda.body);
        }
    }
    found
}

struct Finder<'a> {
    builtin: &'a Module,
    module: &'a Module,
    checked: &'a CheckedModule,
    found: &'a mut Vec<(ModuleId, ExprId)>,
}

impl Finder<'_> {
    /// Looks through what is evaluated whenever this expression is.
    fn search(&mut self, id: ExprId) {
        if self.is_operation(id) && self.is_fixed(id) {
            self.found.push((self.checked.id, id));
            return;
        }
        match self.module.exprs[id] {
            Expr::If { cond, .. } => self.search(cond),
            Expr::Match { scrutinee, .. } => self.search(scrutinee),
            Expr::For { iterable, .. } => self.search(iterable),
            Expr::While { cond, .. } => self.search(cond),
            Expr::Block { stmts, result } => {
                for stmt in self.module.list(stmts) {
                    match *stmt {
                        Stmt::Let { value, .. } | Stmt::Assign { value, .. } => self.search(value),
                        Stmt::Var { value, .. } => value.iter().for_each(|&value| self.search(value)),
                        Stmt::Expr(value) | Stmt::Expect(value) => {
                            self.search(value);
                            if self.leaves(value) {
                                return;
                            }
                        }
                    }
                }
                result.iter().for_each(|&result| self.search(result));
            }
            _ => {
                let mut inside = Vec::new();
                children(self.module, id, &mut |child| inside.push(child));
                inside.into_iter().for_each(|child| self.search(child));
            }
        }
    }

    /// Whether what follows the statement may not be evaluated.
    fn leaves(&self, id: ExprId) -> bool {
        if matches!(self.module.exprs[id], Expr::Return(_) | Expr::Break | Expr::Crash(_)) {
            return true;
        }
        let mut leaves = false;
        if !matches!(self.module.exprs[id], Expr::Lambda(_)) {
            children(self.module, id, &mut |child| leaves = leaves || self.leaves(child));
        }
        leaves
    }

    fn is_operation(&self, id: ExprId) -> bool {
        matches!(self.module.exprs[id], Expr::Method { .. } | Expr::Call { .. })
    }

    /// Whether it is a number that is made of numbers alone.
    fn is_fixed(&self, id: ExprId) -> bool {
        let checked = self.checked;
        if checked.bad.contains_key(&id) {
            return false;
        }
        let number = match checked.types.node(checked.expr_types[id]) {
            Node::Apply(name, _) if name.module == ModuleId::BUILTIN => {
                let kind = self.builtin.types[name.decl].kind;
                matches!(kind, TypeKind::Primitive(p) if !matches!(p, Primitive::Str | Primitive::List | Primitive::Box))
            }
            _ => false,
        };
        number
            && match self.module.exprs[id] {
                Expr::Number { .. } => true,
                Expr::Method { receiver, args, .. } => {
                    self.is_fixed(receiver) && self.module.list(args).iter().all(|&arg| self.is_fixed(arg))
                }
                Expr::Call { callee, args } => {
                    let of_builtin = matches!(self.module.exprs[callee], Expr::Def(def) if def.module == ModuleId::BUILTIN);
                    of_builtin && self.module.list(args).iter().all(|&arg| self.is_fixed(arg))
                }
                _ => false,
            }
    }
}
