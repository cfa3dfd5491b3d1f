//! `for` and `while`. Loops over lists and over ranges of integers allocate nothing.

use roc_canonical::ir::{Expr, ExprId, PatId};

use super::Builder;
use crate::lir::{Binary, Layouts, Rhs, Terminator, Var};
use crate::mono::{Mono, MonoId};
use crate::specialize::Method;

impl Builder<'_, '_> {
    pub(crate) fn while_loop(&mut self, cond: ExprId, body: ExprId) -> Var {
        let (head, inside, exit) = (self.f.block(), self.f.block(), self.f.block());
        self.f.terminate(Terminator::Jump(head));
        self.f.switch_to(head);
        let condition = self.expr(cond);
        self.f.terminate(Terminator::Branch { condition, then: inside, otherwise: exit });
        self.f.switch_to(inside);
        self.loops.push(exit);
        self.expr(body);
        self.loops.pop();
        self.f.terminate(Terminator::Jump(head));
        self.f.switch_to(exit);
        self.f.unit()
    }

    pub(crate) fn for_loop(&mut self, pat: PatId, iterable: ExprId, body: ExprId) -> Var {
        if let Expr::Method { receiver, name, args, .. } = self.module.exprs[iterable]
            && let &[upper] = self.module.list(args)
            && !self.checked.bad.contains_key(&iterable)
        {
            let inclusive = match self.text(name) {
                "range_inclusive_to" => Some(true),
                "range_exclusive_to" => Some(false),
                _ => None,
            };
            let ty = self.expr_type(receiver);
            if let Some(inclusive) = inclusive
                && let &Mono::Number(number) = self.l.monos.get(ty)
                && roc_check::literal::int_shape(number).is_some()
            {
                return self.for_integers(pat, (receiver, upper), inclusive, ty, body);
            }
        }
        let ty = self.expr_type(iterable);
        match *self.l.monos.get(ty) {
            Mono::List(item) => self.for_list(pat, iterable, item, body),
            _ => self.for_iter(pat, iterable, ty, body),
        }
    }

    fn body_of_loop(&mut self, body: ExprId, exit: crate::lir::BlockId) {
        self.loops.push(exit);
        self.expr(body);
        self.loops.pop();
    }

    fn for_integers(
        &mut self,
        pat: PatId,
        bounds: (ExprId, ExprId),
        inclusive: bool,
        ty: MonoId,
        body: ExprId,
    ) -> Var {
        let layout = self.layout(ty);
        let lower = self.expr(bounds.0);
        let upper = self.expr(bounds.1);
        let at = self.f.push(layout, Rhs::Copy(lower));
        let (head, inside, next, exit) = (self.f.block(), self.f.block(), self.f.block(), self.f.block());
        let compare = if inclusive { Binary::LessOrEqual } else { Binary::Less };
        self.f.terminate(Terminator::Jump(head));
        self.f.switch_to(head);
        let more = self.f.push(Layouts::BOOL, Rhs::Binary(compare, at, upper));
        self.f.terminate(Terminator::Branch { condition: more, then: inside, otherwise: exit });
        self.f.switch_to(inside);
        let item = self.f.push(layout, Rhs::Copy(at));
        self.bind_pattern(pat, item, ty);
        self.body_of_loop(body, exit);
        if inclusive {
            // The upper bound may be the highest value: it is compared before it is passed.
            let last = self.f.push(Layouts::BOOL, Rhs::Binary(Binary::Equal, at, upper));
            self.f.terminate(Terminator::Branch { condition: last, then: exit, otherwise: next });
        } else {
            self.f.terminate(Terminator::Jump(next));
        }
        self.f.switch_to(next);
        let one = self.f.int(layout, 1);
        self.f.assign(at, Rhs::Binary(Binary::AddWrap, at, one));
        self.f.terminate(Terminator::Jump(head));
        self.f.switch_to(exit);
        self.f.unit()
    }

    fn for_list(&mut self, pat: PatId, iterable: ExprId, item: MonoId, body: ExprId) -> Var {
        let list = self.expr(iterable);
        let layout = self.layout(item);
        let length = self.f.push(Layouts::U64, Rhs::Length(list));
        let index = self.f.int(Layouts::U64, 0);
        let (head, inside, exit) = (self.f.block(), self.f.block(), self.f.block());
        self.f.terminate(Terminator::Jump(head));
        self.f.switch_to(head);
        let more = self.f.push(Layouts::BOOL, Rhs::Binary(Binary::Less, index, length));
        self.f.terminate(Terminator::Branch { condition: more, then: inside, otherwise: exit });
        self.f.switch_to(inside);
        let element = self.f.push(layout, Rhs::Element(list, index));
        let one = self.f.int(Layouts::U64, 1);
        self.f.assign(index, Rhs::Binary(Binary::AddWrap, index, one));
        self.bind_pattern(pat, element, item);
        self.body_of_loop(body, exit);
        self.f.terminate(Terminator::Jump(head));
        self.f.switch_to(exit);
        self.f.unit()
    }

    /// Over anything that has `iter`: by `next` until it says `Done`.
    fn for_iter(&mut self, pat: PatId, iterable: ExprId, ty: MonoId, body: ExprId) -> Var {
        let names = self.l.monos.names;
        let item = self.pat_type(pat);
        let source = self.expr(iterable);
        let Some(iter_type) = self.l.monos.known.iter else {
            return self.crash("Missing Method", Layouts::UNIT);
        };
        let iter_type = self.l.monos.intern(Mono::Nominal(iter_type, Box::new([item])));
        let iter =
            if ty == iter_type { source } else { self.dispatch(ty, names.iter, &[ty], &[source], iter_type) };
        // The type of a step is what `Iter.next` returns.
        let step_type = match self.l.monos.find_method(iter_type, names.next) {
            Some(def) => {
                let unit = self.l.monos.unit();
                let wanted = self.l.monos.intern(Mono::Function(Box::new([iter_type]), unit));
                let vars = self.l.monos.solve_vars(def, wanted);
                let mut env = self.l.monos.def_env(def, &vars);
                let scheme = self.l.monos.checked[def.module].defs[def.def].ty;
                let function = self.l.monos.convert(scheme, &mut env);
                self.l.function_type(function).1
            }
            None => return self.crash("Missing Method", Layouts::UNIT),
        };
        let (head, exit) = (self.f.block(), self.f.block());
        let iter_layout = self.layout(iter_type);
        let current = self.f.push(iter_layout, Rhs::Copy(iter));
        self.f.terminate(Terminator::Jump(head));
        self.f.switch_to(head);
        let step = match self.next(iter_type, step_type, current) {
            Some(step) => step,
            None => return self.crash("Missing Method", Layouts::UNIT),
        };
        let find = |this: &mut Self, name: &str| {
            let symbol = this.l.monos.interner.find(name)?;
            this.find_tag(step_type, symbol)
        };
        let (Some((one, transparent)), Some((skip, _)), Some((done, _))) =
            (find(self, "One"), find(self, "Skip"), find(self, "Done"))
        else {
            return self.crash("Missing Method", Layouts::UNIT);
        };
        let (found, skipped) = (self.f.block(), self.f.block());
        let kind = self.discriminant(step, step_type);
        let cases =
            [(u64::from(one.index), found), (u64::from(skip.index), skipped), (u64::from(done.index), exit)];
        self.f.terminate(Terminator::Switch { value: kind, cases: cases.into(), default: None });
        let (item_name, rest_name) = (self.l.monos.interner.find("item"), self.l.monos.interner.find("rest"));
        self.f.switch_to(skipped);
        if let (Some(rest_name), Some(&(record, _))) = (rest_name, skip.payloads.first()) {
            let payload = self.read_payload(step, &skip, transparent, 0);
            let rest = self.read_field(payload, record, rest_name, iter_type);
            self.f.assign(current, Rhs::Copy(rest));
        }
        self.f.terminate(Terminator::Jump(head));
        self.f.switch_to(found);
        if let (Some(item_name), Some(rest_name), Some(&(record, _))) =
            (item_name, rest_name, one.payloads.first())
        {
            let payload = self.read_payload(step, &one, transparent, 0);
            let rest = self.read_field(payload, record, rest_name, iter_type);
            self.f.assign(current, Rhs::Copy(rest));
            let value = self.read_field(payload, record, item_name, item);
            self.bind_pattern(pat, value, item);
        }
        self.body_of_loop(body, exit);
        self.f.terminate(Terminator::Jump(head));
        self.f.switch_to(exit);
        self.f.unit()
    }

    fn next(&mut self, iter: MonoId, step: MonoId, current: Var) -> Option<Var> {
        let name = self.l.monos.names.next;
        let function = self.l.monos.intern(Mono::Function(Box::new([iter]), step));
        match self.l.monos.method(iter, name, function) {
            Method::Def(def, vars) => Some(self.call_def(def, vars, function, &[current])),
            _ => None,
        }
    }
}
