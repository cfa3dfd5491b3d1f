//! Statements of a block, and what generalises of local definitions.

use roc_canonical::ir::{self, Expr, ExprId, LocalId, Pat, PatId, Stmt};

use crate::checker::{Checker, FunctionFrame, PurePlace};
use crate::report::Wanted;
use crate::types::Scheme;

impl Checker<'_> {
    pub(crate) fn statement(&mut self, stmt: Stmt) {
        let module = self.module;
        match stmt {
            Stmt::Let { pat, annotation, value } => self.let_statement(pat, annotation, value),
            Stmt::Var { local, annotation, value } => {
                let ty = match annotation {
                    Some(annotation) => self.own_annotation(annotation),
                    None => self.fresh(),
                };
                self.locals[local] = Some(Scheme { ty, vars: Vec::new() });
                if let Some(value) = value {
                    let actual = self.infer(value, Some(ty));
                    self.expect_annotated(value, actual, ty, module.locals[local].name, annotation);
                }
            }
            Stmt::Assign { local, value, .. } => {
                let ty = match &self.locals[local] {
                    Some(scheme) => scheme.ty,
                    None => self.error(),
                };
                self.check(value, ty, Wanted::Assigned(module.locals[local].name));
            }
            Stmt::Expr(value) => {
                let unit = self.unit();
                let actual = self.infer(value, None);
                self.expect(value, actual, unit, Wanted::Unused);
            }
            Stmt::Expect(value) => self.expect_statement(value),
        }
    }

    /// An `expect`, inline or at top level.
    pub(crate) fn expect_statement(&mut self, value: ExprId) {
        let bool = self.bool();
        let ret = self.fresh();
        self.functions.push(FunctionFrame { ret, effects: Vec::new(), expect: true });
        self.check(value, bool, Wanted::Expect);
        let effects = self.functions.pop().map(|frame| frame.effects).unwrap_or_default();
        self.pure_places.push(PurePlace { expr: value, effects, value: None });
    }

    fn let_statement(&mut self, pat: PatId, annotation: Option<ir::AnnotationId>, value: ExprId) {
        let module = self.module;
        let function = matches!(module.exprs[value], Expr::Lambda(_));
        if let Pat::Bind(local) = module.pats[pat]
            && (function || annotation.is_some())
        {
            self.let_general(local, pat, annotation, value);
            return;
        }
        let ty = match annotation {
            Some(annotation) => self.own_annotation(annotation),
            None => self.fresh(),
        };
        let actual = self.infer(value, annotation.map(|_| ty));
        if annotation.is_some() {
            self.expect(value, actual, ty, Wanted::Destructured);
        }
        self.pattern(pat, if annotation.is_some() { ty } else { actual });
        self.close_later(actual, &[pat]);
    }

    /// `name = lambda`, or an annotated name: generalised.
    fn let_general(
        &mut self,
        local: LocalId,
        pat: PatId,
        annotation: Option<ir::AnnotationId>,
        value: ExprId,
    ) {
        let name = self.module.locals[local].name;
        let mark = self.undecided.len();
        self.level += 1;
        let ty = match annotation {
            Some(annotation) => self.own_annotation(annotation),
            None => self.fresh(),
        };
        self.locals[local] = Some(Scheme { ty, vars: Vec::new() });
        let general = annotation
            .filter(|&a| !crate::checker::contains_wildcard(self.module, self.module.annotations[a].ty));
        if general.is_some() {
            self.level -= 1;
            let scheme = self.generalize(ty);
            self.locals[local] = Some(scheme);
            self.level += 1;
        }
        self.pat_types[pat] = Some(ty);
        let actual = self.infer(value, Some(ty));
        self.expect_annotated(value, actual, ty, name, annotation);
        self.level -= 1;
        self.decide(mark, &[ty], false);
        if general.is_none() {
            let scheme = self.generalize(ty);
            self.locals[local] = Some(scheme);
        }
    }
}
