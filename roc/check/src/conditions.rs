//! Conditions that are the same in every run, because they depend on nothing but constants.

use roc_base::Diagnostic;
use roc_canonical::ir::{Expr, ExprId, MatchOrigin, ModuleId};
use roc_canonical::walk::{children, descendants};

use crate::checker::Checker;
use crate::types::Node;

impl Checker<'_> {
    /// Warns of them, in functions: values and expects at the top level are constant as a whole.
    pub(crate) fn check_conditions(&mut self) {
        let module = self.module;
        for lambda in module.lambdas.iter().filter(|lambda| lambda.parent.is_none()) {
            descendants(module, lambda.body, &mut |id| self.check_condition(id));
        }
    }

    fn check_condition(&mut self, id: ExprId) {
        let (what, condition) = match self.module.exprs[id] {
            Expr::If { cond, .. } if !self.is_short_circuit(id) => ("if", cond),
            Expr::Match { scrutinee, origin: MatchOrigin::Match, .. } => ("match", scrutinee),
            _ => return,
        };
        if self.is_fixed(condition) {
            let message = format!("The condition of this `{what}` is the same in every run.");
            self.diagnostics.push(
                Diagnostic::warning("Unconditional Condition", self.span(condition), message).with_text(
                    "It depends on nothing but constants, so only one of the branches is ever taken.",
                ),
            );
        }
    }

    /// Whether this `if` was an `and` or an `or`: then the constant branch has no place of its own.
    fn is_short_circuit(&self, id: ExprId) -> bool {
        match self.module.exprs[id] {
            Expr::If { then, otherwise: Some(otherwise), .. } => {
                [then, otherwise].iter().any(|&branch| self.span(branch) == self.span(id))
            }
            _ => false,
        }
    }

    /// Whether an expression is made of nothing but constants, without effects.
    fn is_fixed(&self, id: ExprId) -> bool {
        let module = self.module;
        let here = match module.exprs[id] {
            Expr::Number { .. }
            | Expr::Str { .. }
            | Expr::Interpolation { .. }
            | Expr::List(_)
            | Expr::Tuple(_)
            | Expr::Record(_)
            | Expr::Update { .. }
            | Expr::Tag { .. }
            | Expr::Nominal { .. }
            | Expr::Field { .. }
            | Expr::TupleItem { .. } => true,
            Expr::Def(def) => {
                def.module == ModuleId::BUILTIN || self.modules[def.module].defs[def.def].value.is_some()
            }
            Expr::Call { callee, .. } => {
                let ty = self.expr_types[callee];
                ty.is_some_and(|ty| match self.types.node(ty) {
                    Node::Function(_, _, effect) => self.types.node(effect) != Node::Effectful,
                    _ => false,
                })
            }
            Expr::Method { name, .. } | Expr::TypeMethod { name, .. } => !self.text(name).ends_with('!'),
            Expr::If { .. } => self.is_short_circuit(id),
            _ => false,
        };
        let mut fixed = here && !self.bad.contains_key(&id);
        if fixed {
            children(module, id, &mut |child| fixed = fixed && self.is_fixed(child));
        }
        fixed
    }
}
