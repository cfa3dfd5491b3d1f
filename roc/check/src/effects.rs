//! How functions with effects are named.

use roc_base::{Diagnostic, Span, Symbol};
use roc_canonical::ir::{Expr, Pat, Stmt};

use crate::checker::{Checker, DefState};
use crate::types::{Node, Ty};

impl Checker<'_> {
    /// Functions with effects have names that end in `!`.
    pub(crate) fn check_names(&mut self) {
        let module = self.module;
        for (id, def) in module.defs.iter_enumerated() {
            let DefState::Known(scheme) = &self.defs[id] else { continue };
            let ty = scheme.ty;
            if def.value.is_some() {
                self.check_name(def.name, def.span, ty);
            }
        }
        for id in module.exprs.ids() {
            let Expr::Block { stmts, .. } = module.exprs[id] else { continue };
            for stmt in module.list(stmts) {
                if let Stmt::Let { pat, .. } = *stmt
                    && let Pat::Bind(local) = module.pats[pat]
                    && let Some(scheme) = &self.locals[local]
                {
                    let (local, ty) = (module.locals[local], scheme.ty);
                    self.check_name(local.name, local.span, ty);
                }
            }
        }
    }

    fn check_name(&mut self, name: Symbol, span: Span, ty: Ty) {
        let text = self.text(name);
        if let Node::Function(_, _, effect) = self.types.node(ty)
            && self.types.node(effect) == Node::Effectful
            && !text.ends_with('!')
        {
            let message = format!("`{text}` is a function with effects, but its name doesn't say so.");
            let hint = format!("Name it `{text}!`.");
            self.diagnostics
                .push(Diagnostic::warning("Effectful Function Name", span, message).with_hint(hint));
        }
    }
}
