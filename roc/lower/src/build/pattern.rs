//! Patterns: tests that jump to the next branch where they fail, and the names that they bind.

use roc_base::Symbol;
use roc_canonical::ir::{self, ExprId, ListRest, LocalId, Pat, PatId, RecordRest};
use roc_shim_image::lowlevel::Op;

use super::{Binding, Builder};
use crate::lir::{Binary, BlockId, Layouts, LowLevel, Rhs, Terminator, Var};
use crate::mono::{Mono, MonoId};

impl Builder<'_, '_> {
    /// A match. Each branch goes on to `join` with its value, or returns it where there is none.
    pub(crate) fn match_expr(
        &mut self,
        scrutinee: ExprId,
        branches: &[ir::Branch],
        join: Option<(Var, BlockId)>,
    ) {
        let ty = self.expr_type(scrutinee);
        let value = self.expr(scrutinee);
        for branch in branches {
            let next = self.f.block();
            self.test(branch.pat, value, ty, next);
            if let Some(guard) = branch.guard {
                let holds = self.expr(guard);
                let body = self.f.block();
                self.f.terminate(Terminator::Branch { condition: holds, then: body, otherwise: next });
                self.f.switch_to(body);
            }
            match join {
                Some((result, join)) => {
                    let body = self.expr(branch.body);
                    self.f.assign(result, Rhs::Copy(body));
                    self.f.terminate(Terminator::Jump(join));
                }
                None => self.tail(branch.body),
            }
            self.f.switch_to(next);
        }
        // The checker has made sure that one of them matched, or has reported it.
        let text = self.l.program.string("Non Exhaustive Match");
        self.f.terminate(Terminator::CrashConstant(text));
    }

    /// Binds a pattern that always matches; crashes where it doesn't after all.
    pub(crate) fn bind_pattern(&mut self, pat: PatId, value: Var, ty: MonoId) {
        if let Pat::Bind(local) = self.module.pats[pat]
            && !self.module.locals[local].reassignable
        {
            self.locals.insert(local, Binding::Var(value));
            return;
        }
        let (fail, on) = (self.f.block(), self.f.block());
        self.test(pat, value, ty, fail);
        self.f.terminate(Terminator::Jump(on));
        self.f.switch_to(fail);
        let text = self.l.program.string("Non Exhaustive Destructure");
        self.f.terminate(Terminator::CrashConstant(text));
        self.f.switch_to(on);
    }

    fn bind_local(&mut self, local: LocalId, value: Var) {
        let layout = self.f.layout(value);
        let var = match self.locals.get(&local) {
            // Another alternative of the same pattern binds it too.
            Some(&Binding::Var(var)) => var,
            _ => self.f.var(layout),
        };
        self.f.assign(var, Rhs::Copy(value));
        self.locals.insert(local, Binding::Var(var));
    }

    fn branch_on(&mut self, condition: Var, fail: BlockId) {
        let on = self.f.block();
        self.f.terminate(Terminator::Branch { condition, then: on, otherwise: fail });
        self.f.switch_to(on);
    }

    /// A union's tag as an integer.
    pub(crate) fn discriminant(&mut self, value: Var, ty: MonoId) -> Var {
        let union = self.l.monos.union_layout(ty, &mut self.l.program.layouts);
        let layout = match union.tags.len() {
            0..=0x100 => Layouts::U8,
            0x101..=0x1_0000 => Layouts::number(crate::lir::Num::U16),
            _ => Layouts::number(crate::lir::Num::U32),
        };
        self.f.push(layout, Rhs::Discriminant(value))
    }

    /// Goes on where the pattern matches, to `fail` where it doesn't.
    fn test(&mut self, pat: PatId, value: Var, ty: MonoId, fail: BlockId) {
        let module = self.module;
        match module.pats[pat] {
            Pat::Wildcard => {}
            Pat::Bind(local) => self.bind_local(local, value),
            Pat::As { pat, local } => {
                self.test(pat, value, ty, fail);
                self.bind_local(local, value);
            }
            Pat::Number { value: number, .. } => {
                let wanted = self.number(self.module.pat_spans[pat], number.text, ty);
                let equal = self.equal(value, wanted, ty);
                self.branch_on(equal, fail);
            }
            Pat::Str(text) => {
                let wanted = match self.l.monos.get(ty) {
                    Mono::Str => self.string(self.text(text)),
                    _ => self.own_literal(self.module.pat_spans[pat], text, true, ty),
                };
                let equal = self.equal(value, wanted, ty);
                self.branch_on(equal, fail);
            }
            Pat::StrParts { first, parts } => self.test_parts(first, module.list(parts), value, fail),
            Pat::Tag { name, args } => self.test_tag(name, module.list(args), value, ty, fail),
            Pat::Nominal { backing, .. } => self.test(backing, value, ty, fail),
            Pat::Tuple(items) => {
                for (index, &item) in module.list(items).iter().enumerate() {
                    if matches!(module.pats[item], Pat::Wildcard) {
                        continue;
                    }
                    let item_type = self.pat_type(item);
                    let layout = self.layout(item_type);
                    let part = self.f.push(layout, Rhs::Field(value, index as u32));
                    self.test(item, part, item_type, fail);
                }
            }
            Pat::List { before, rest, after } => {
                self.test_list(module.list(before), rest, module.list(after), value, ty, fail);
            }
            Pat::Record { fields, rest } => {
                for field in module.list(fields) {
                    let field_type = self.pat_type(field.pat);
                    let part = self.read_field(value, ty, field.name, field_type);
                    self.test(field.pat, part, field_type, fail);
                }
                if let RecordRest::Bind(local) = rest {
                    let rest_type = self.mono(self.checked.locals[local].ty);
                    let others = self.l.monos.record_layout(rest_type, &mut self.l.program.layouts);
                    let values: Vec<(Symbol, Var)> = others
                        .fields
                        .iter()
                        .map(|&(name, field)| (name, self.read_field(value, ty, name, field)))
                        .collect();
                    let record = self.make_record(rest_type, &values);
                    self.bind_local(local, record);
                }
            }
            Pat::Or(alternatives) => {
                let done = self.f.block();
                for &alternative in module.list(alternatives) {
                    let next = self.f.block();
                    self.test(alternative, value, ty, next);
                    self.f.terminate(Terminator::Jump(done));
                    self.f.switch_to(next);
                }
                self.f.terminate(Terminator::Jump(fail));
                self.f.switch_to(done);
            }
            Pat::Malformed { title } => {
                self.crash(title, Layouts::UNIT);
            }
        }
    }

    fn test_tag(&mut self, name: Symbol, args: &[PatId], value: Var, ty: MonoId, fail: BlockId) {
        if self.layout(ty) == Layouts::BOOL {
            let on = self.f.block();
            let wanted = self.text(name) == "True";
            let (then, otherwise) = if wanted { (on, fail) } else { (fail, on) };
            self.f.terminate(Terminator::Branch { condition: value, then, otherwise });
            self.f.switch_to(on);
            return;
        }
        let Some((tag, transparent)) =
            self.find_tag(ty, name).filter(|(t, _)| t.payloads.len() == args.len())
        else {
            // A tag that values of this type never have.
            self.f.terminate(Terminator::Jump(fail));
            let dead = self.f.block();
            self.f.switch_to(dead);
            return;
        };
        let union = self.l.monos.union_layout(ty, &mut self.l.program.layouts);
        if union.tags.len() > 1 {
            let kind = self.discriminant(value, ty);
            let on = self.f.block();
            let cases = [(u64::from(tag.index), on)];
            self.f.terminate(Terminator::Switch { value: kind, cases: cases.into(), default: Some(fail) });
            self.f.switch_to(on);
        }
        for (index, &arg) in args.iter().enumerate() {
            if matches!(self.module.pats[arg], Pat::Wildcard) {
                continue;
            }
            let part = self.read_payload(value, &tag, transparent, index);
            self.test(arg, part, tag.payloads[index].0, fail);
        }
    }

    fn test_list(
        &mut self,
        before: &[PatId],
        rest: ListRest,
        after: &[PatId],
        value: Var,
        ty: MonoId,
        fail: BlockId,
    ) {
        let &Mono::List(item) = self.l.monos.get(ty) else {
            self.crash("Type Mismatch", Layouts::UNIT);
            return;
        };
        let layout = self.layout(item);
        let fixed = before.len() + after.len();
        let length = self.f.push(Layouts::U64, Rhs::Length(value));
        let needed = self.f.int(Layouts::U64, fixed as i128);
        let compare = if rest == ListRest::None { Binary::Equal } else { Binary::GreaterOrEqual };
        let fits = self.f.push(Layouts::BOOL, Rhs::Binary(compare, length, needed));
        self.branch_on(fits, fail);
        for (index, &pat) in before.iter().enumerate() {
            if matches!(self.module.pats[pat], Pat::Wildcard) {
                continue;
            }
            let at = self.f.int(Layouts::U64, index as i128);
            let element = self.f.push(layout, Rhs::Element(value, at));
            self.test(pat, element, item, fail);
        }
        for (index, &pat) in after.iter().enumerate() {
            if matches!(self.module.pats[pat], Pat::Wildcard) {
                continue;
            }
            let from_end = self.f.int(Layouts::U64, (after.len() - index) as i128);
            let at = self.f.push(Layouts::U64, Rhs::Binary(Binary::SubtractWrap, length, from_end));
            let element = self.f.push(layout, Rhs::Element(value, at));
            self.test(pat, element, item, fail);
        }
        if let ListRest::Bind(local) = rest {
            let start = self.f.int(Layouts::U64, before.len() as i128);
            let count = self.f.push(Layouts::U64, Rhs::Binary(Binary::SubtractWrap, length, needed));
            let list = self.f.layout(value);
            let middle = self.low_level(LowLevel::new(Op::ListSublist, None), &[value, start, count], list);
            self.bind_local(local, middle);
        }
    }

    /// `"pre${a}mid${_}post"`: each capture ends at the first occurrence of the text after it; a last text ends the
    /// string.
    fn test_parts(&mut self, first: Symbol, parts: &[ir::StrPatPart], value: Var, fail: BlockId) {
        let op = |op| LowLevel::new(op, None);
        let mut rest = value;
        let mut length = self.low_level(op(Op::StrCountUtf8Bytes), &[rest], Layouts::U64);
        let first = self.text(first);
        if !first.is_empty() {
            let prefix = self.string(first);
            let starts = self.low_level(op(Op::StrStartsWith), &[rest, prefix], Layouts::BOOL);
            self.branch_on(starts, fail);
            let skip = self.f.int(Layouts::U64, first.len() as i128);
            length = self.f.push(Layouts::U64, Rhs::Binary(Binary::SubtractWrap, length, skip));
            rest = self.low_level(op(Op::StrSlice), &[rest, skip, length], Layouts::STR);
        }
        for (index, part) in parts.iter().enumerate() {
            let text = self.text(part.text);
            let zero = self.f.int(Layouts::U64, 0);
            let (captured, after) = if text.is_empty() {
                (length, None)
            } else {
                let needle = self.string(text);
                let at = self.low_level(op(Op::StrFindFirst), &[rest, needle], Layouts::U64);
                let none = self.f.int(Layouts::U64, i128::from(u64::MAX));
                let found = self.f.push(Layouts::BOOL, Rhs::Binary(Binary::NotEqual, at, none));
                self.branch_on(found, fail);
                let size = self.f.int(Layouts::U64, text.len() as i128);
                let after = self.f.push(Layouts::U64, Rhs::Binary(Binary::AddWrap, at, size));
                (at, Some(after))
            };
            if let Some(local) = part.local {
                let capture = self.low_level(op(Op::StrSlice), &[rest, zero, captured], Layouts::STR);
                self.bind_local(local, capture);
            }
            let last = index + 1 == parts.len();
            match after {
                Some(after) if last => {
                    let ends = self.f.push(Layouts::BOOL, Rhs::Binary(Binary::Equal, after, length));
                    self.branch_on(ends, fail);
                }
                Some(after) => {
                    length = self.f.push(Layouts::U64, Rhs::Binary(Binary::SubtractWrap, length, after));
                    rest = self.low_level(op(Op::StrSlice), &[rest, after, length], Layouts::STR);
                }
                // A capture without text after it takes all that is left.
                None if !last => {
                    length = zero;
                    rest = self.string("");
                }
                None => {}
            }
        }
    }
}
