//! `if` and `match`: branches of one type, and where control never comes out.

use roc_canonical::ir::{Expr, ExprId, MatchOrigin, Stmt};

use crate::checker::Checker;
use crate::report::Wanted;
use crate::types::{Node, Ty};

impl Checker<'_> {
    /// `if a b else if c d else e`: however long, one row of branches.
    pub(crate) fn if_else(&mut self, id: ExprId, hint: Option<Ty>) -> Ty {
        let module = self.module;
        let bool = self.bool();
        let (result, known) = self.branches_result(hint);
        let mut first = None;
        let mut next = id;
        while let Expr::If { cond, then, otherwise: Some(otherwise) } = module.exprs[next] {
            self.expr_types[next] = Some(result);
            self.check(cond, bool, Wanted::Condition);
            self.branch(then, result, known, &mut first);
            next = otherwise;
        }
        self.branch(next, result, known, &mut first);
        result
    }

    pub(crate) fn match_expr(&mut self, id: ExprId, hint: Option<Ty>) -> Ty {
        let module = self.module;
        let Expr::Match { scrutinee, branches, origin } = module.exprs[id] else { return self.error() };
        let mut scrutinee_type = self.infer(scrutinee, None);
        if matches!(origin, MatchOrigin::Question | MatchOrigin::QuestionMap | MatchOrigin::Default) {
            let (ok, err) = (self.fresh(), self.fresh());
            let wanted = self.known_type(self.known.r#try, &[ok, err]);
            if !self.expect(scrutinee, scrutinee_type, wanted, Wanted::Tried(origin)) {
                scrutinee_type = self.error();
            }
        }
        let bool = self.bool();
        let (result, known) = self.branches_result(hint);
        let mut first: Option<ExprId> = None;
        let mut patterns = Vec::new();
        for branch in module.list(branches) {
            let around = self.matching.replace(id);
            self.pattern(branch.pat, scrutinee_type);
            self.matching = around;
            if let Some(guard) = branch.guard {
                self.check(guard, bool, Wanted::Condition);
            } else {
                patterns.push(branch.pat);
            }
            self.branch(branch.body, result, known, &mut first);
        }
        self.close_later(scrutinee_type, &patterns);
        result
    }

    /// A branch's value: what the surroundings want, or what the first branch gave.
    fn branch(&mut self, body: ExprId, result: Ty, known: bool, first: &mut Option<ExprId>) {
        let wanted = first.filter(|_| !known).map_or(Wanted::Result, Wanted::Branch);
        self.check(body, result, wanted);
        first.get_or_insert(body);
    }

    /// The type of all branches, and whether the surroundings know it already.
    fn branches_result(&mut self, hint: Option<Ty>) -> (Ty, bool) {
        match hint {
            Some(hint) => (hint, !matches!(self.types.node(hint), Node::Flex(_))),
            None => (self.fresh(), false),
        }
    }

    /// Whether control never comes out of a statement.
    pub(crate) fn diverges(&self, stmt: Stmt) -> bool {
        matches!(stmt, Stmt::Expr(e) if self.expr_diverges(e))
    }

    fn expr_diverges(&self, id: ExprId) -> bool {
        let module = self.module;
        match module.exprs[id] {
            Expr::Return(_) | Expr::Break | Expr::Crash(_) | Expr::Ellipsis => true,
            Expr::Block { stmts, result } => {
                result.is_some_and(|r| self.expr_diverges(r))
                    || module.list(stmts).last().is_some_and(|&s| self.diverges(s))
            }
            Expr::If { then, otherwise: Some(otherwise), .. } => {
                self.expr_diverges(then) && self.expr_diverges(otherwise)
            }
            Expr::Match { branches, .. } => {
                branches.len > 0 && module.list(branches).iter().all(|b| self.expr_diverges(b.body))
            }
            _ => false,
        }
    }
}
