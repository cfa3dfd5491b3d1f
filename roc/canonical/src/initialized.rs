//! `var $x` without a first value: every path to a reading of it must assign it before.
//!
//! Runs over the finished expressions, once for each such variable, which are rare.

use roc_base::Diagnostic;

use crate::canon::Canon;
use crate::ir::{Expr, ExprId, FieldInit, LocalId, Slice, Stmt};

/// Whether the variable has a value at a point of the program; a point that is never reached counts as yes.
type Assigned = bool;

/// The walk for one variable.
struct Walk<'a, 'b> {
    canon: &'a Canon<'b>,
    local: LocalId,
    /// For each enclosing loop, whether the variable has a value at all its `break`s so far.
    breaks: Vec<Assigned>,
    /// Readings without a value.
    wrong: Vec<ExprId>,
}

impl Canon<'_> {
    pub(crate) fn uninitialized_vars(&mut self) {
        let uninitialized = |stmt: &Stmt| matches!(stmt, Stmt::Var { value: None, .. });
        if !self.m.pools.stmts.iter().any(uninitialized) {
            return;
        }
        let mut wrong = Vec::new();
        for expr in &self.m.exprs {
            let Expr::Block { stmts, result } = *expr else { continue };
            let stmts = self.m.list(stmts);
            for (index, stmt) in stmts.iter().enumerate() {
                let Stmt::Var { local, value: None, .. } = *stmt else { continue };
                let mut walk = Walk { canon: self, local, breaks: Vec::new(), wrong: Vec::new() };
                let after = walk.stmts(&stmts[index + 1..], false);
                result.into_iter().fold(after, |after, result| walk.expr(result, after));
                wrong.extend(walk.wrong.into_iter().map(|expr| (expr, local)));
            }
        }
        for (expr, local) in wrong {
            let declared = self.m.locals[local];
            let text = self.str(declared.name);
            let message =
                format!("`{text}` is read here, but on some path to this place nothing was assigned to it.");
            let diagnostic = Diagnostic::error("Reading Uninitialized Var", self.m.expr_spans[expr], message)
                .with_snippet(declared.span, "It is declared without a value here:")
                .with_hint(format!("Give it a first value: `var {text} = …`"));
            self.m.exprs[expr] = Expr::Malformed { title: diagnostic.title };
            self.report(diagnostic);
        }
    }
}

impl Walk<'_, '_> {
    fn stmts(&mut self, stmts: &[Stmt], before: Assigned) -> Assigned {
        stmts.iter().fold(before, |assigned, stmt| match *stmt {
            Stmt::Assign { local, value, .. } => self.expr(value, assigned) || local == self.local,
            Stmt::Let { value, .. } => self.expr(value, assigned),
            Stmt::Var { value, .. } => value.map_or(assigned, |value| self.expr(value, assigned)),
            Stmt::Expr(expr) | Stmt::Expect(expr) => self.expr(expr, assigned),
        })
    }

    fn exprs(&mut self, list: Slice<ExprId>, before: Assigned) -> Assigned {
        let canon = self.canon;
        canon.m.list(list).iter().fold(before, |assigned, &item| self.expr(item, assigned))
    }

    fn fields(&mut self, fields: Slice<FieldInit>, before: Assigned) -> Assigned {
        let canon = self.canon;
        canon.m.list(fields).iter().fold(before, |assigned, field| self.expr(field.value, assigned))
    }

    /// A loop: its `break`s join what follows, and unless it is endless so does its condition.
    fn looped(&mut self, endless: bool, after_condition: Assigned, body: ExprId) -> Assigned {
        self.breaks.push(true);
        self.expr(body, after_condition);
        let breaks = self.breaks.pop().unwrap_or(true);
        breaks && (endless || after_condition)
    }

    /// Whether the variable has a value after the expression.
    fn expr(&mut self, id: ExprId, before: Assigned) -> Assigned {
        let canon = self.canon;
        match canon.m.exprs[id] {
            Expr::Local(local) => {
                if local == self.local && !before {
                    self.wrong.push(id);
                }
                before
            }
            Expr::Lambda(lambda) => {
                if canon.m.lambdas[lambda].captures.contains(&self.local) && !before {
                    self.wrong.push(id);
                }
                before
            }
            Expr::If { cond, then, otherwise } => {
                let before = self.expr(cond, before);
                let then = self.expr(then, before);
                then & otherwise.map_or(before, |otherwise| self.expr(otherwise, before))
            }
            Expr::Match { scrutinee, branches, .. } => {
                let before = self.expr(scrutinee, before);
                canon.m.list(branches).iter().fold(true, |all, branch| {
                    let before = branch.guard.map_or(before, |guard| self.expr(guard, before));
                    self.expr(branch.body, before) && all
                })
            }
            Expr::Block { stmts, result } => {
                let after = self.stmts(canon.m.list(stmts), before);
                result.map_or(after, |result| self.expr(result, after))
            }
            Expr::For { iterable, body, .. } => {
                let before = self.expr(iterable, before);
                self.looped(false, before, body)
            }
            Expr::While { cond, body } => {
                let endless = self.is_true_value(cond);
                let after_condition = self.expr(cond, before);
                self.looped(endless, after_condition, body)
            }
            Expr::Break => {
                if let Some(breaks) = self.breaks.last_mut() {
                    *breaks &= before;
                }
                true
            }
            Expr::Return(value) | Expr::Crash(value) => {
                self.expr(value, before);
                true
            }
            Expr::Ellipsis | Expr::Malformed { .. } => true,
            Expr::Interpolation { parts, .. } => {
                canon.m.list(parts).iter().fold(before, |assigned, part| self.expr(part.value, assigned))
            }
            Expr::List(items) | Expr::Tuple(items) | Expr::Tag { args: items, .. } => {
                self.exprs(items, before)
            }
            Expr::TypeMethod { args, .. } => self.exprs(args, before),
            Expr::Record(fields) => self.fields(fields, before),
            Expr::Update { base, fields } => {
                let before = self.expr(base, before);
                self.fields(fields, before)
            }
            Expr::Call { callee: first, args } | Expr::Method { receiver: first, args, .. } => {
                let before = self.expr(first, before);
                self.exprs(args, before)
            }
            Expr::Nominal { backing: inner, .. }
            | Expr::Field { record: inner, .. }
            | Expr::OptionalChain { record: inner, .. }
            | Expr::TupleItem { tuple: inner, .. }
            | Expr::Dbg(inner) => self.expr(inner, before),
            Expr::Number { .. } | Expr::Str { .. } | Expr::Bytes(_) | Expr::Def(_) | Expr::Required(_) => {
                before
            }
        }
    }

    fn is_true_value(&self, id: ExprId) -> bool {
        match self.canon.m.exprs[id] {
            Expr::Tag { name, .. } => name == self.canon.known.true_,
            Expr::Nominal { backing, .. } => self.is_true_value(backing),
            _ => false,
        }
    }
}
