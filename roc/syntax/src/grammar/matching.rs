//! `match`.

use crate::ast::{Branch, Expr, ExprId};
use crate::parser::Parser;
use crate::token::TokenKind::*;

impl Parser<'_> {
    /// `match subject { pattern if guard => body … }`
    pub(crate) fn match_expr(&mut self, start: u32) -> ExprId {
        let keyword = self.bump();
        let subject = self.expr();
        let open = self.token();
        self.expect(OpenCurly, "Expected Match Body", "`{` and the branches of the `match`");
        let in_guard = std::mem::replace(&mut self.in_guard, false);
        let list = self.list_start::<Branch>();
        while !self.silent && !self.eat(CloseCurly) {
            if self.is(Eof) {
                self.unclosed(open, "Unclosed Match", CloseCurly, "the branches of a `match`");
                break;
            }
            let branch = self.branch();
            self.list_push(branch);
        }
        self.in_guard = in_guard;
        let branches = self.list_end(list);
        if branches.is_empty() && !self.silent {
            let message = "This `match` has no branches.";
            let hint = "A branch is a pattern and a result: `Ok(value) => value`.";
            self.report("Empty Match", self.span(keyword.range()), message, hint);
        }
        self.add_expr(start, Expr::Match { subject, branches })
    }

    fn branch(&mut self) -> Branch {
        let pattern = self.pattern_alternatives();
        let guard = (!self.silent && self.eat(If)).then(|| {
            let in_guard = std::mem::replace(&mut self.in_guard, true);
            let guard = self.expr();
            self.in_guard = in_guard;
            guard
        });
        if !self.silent && !self.eat(FatArrow) {
            self.other_arrow();
        }
        let body = self.expr();
        if !self.silent {
            self.eat(Comma);
        }
        Branch { pattern, guard, body }
    }

    /// Between pattern and result stands something else than `=>`.
    #[cold]
    fn other_arrow(&mut self) {
        let range = self.token().range();
        if self.is(ThinArrow) {
            let message = "The branches of a `match` are written with `=>`.";
            self.report("Wrong Match Arrow", self.span(range), message, "Write `=>` in place of `->`.");
            self.bump();
        } else if self.kind().starts_expr() {
            let message = "There is no `=>` between the pattern and the result of this branch.";
            let hint = "A branch looks like this: `Ok(value) => value`.";
            if !self.follows(range.start) {
                self.report("Missing Match Arrow", self.span(range), message, hint);
            }
        } else {
            self.error("Missing Match Arrow", "`=>` after the pattern");
        }
    }
}
