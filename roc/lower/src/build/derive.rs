//! Functions that the compiler makes for a type: equality and inspect text.

use roc_canonical::ir::DefRef;
use roc_shim_image::lowlevel::Op;

use super::Builder;
use crate::lir::{Binary, Layouts, LowLevel, Rhs, Terminator, Var};
use crate::mono::number_of;
use crate::mono::{Mono, MonoId};

impl Builder<'_, '_> {
    /// Whether two values of a type are equal, by its own `is_eq` where it has one.
    pub(crate) fn equal(&mut self, a: Var, b: Var, ty: MonoId) -> Var {
        match self.l.monos.get(ty) {
            Mono::Number(_) => return self.f.push(Layouts::BOOL, Rhs::Binary(Binary::Equal, a, b)),
            Mono::Str => return self.low_level(LowLevel::new(Op::StrIsEq, None), &[a, b], Layouts::BOOL),
            _ => {}
        }
        if self.layout(ty) == Layouts::BOOL {
            return self.f.push(Layouts::BOOL, Rhs::Binary(Binary::Equal, a, b));
        }
        if let Mono::Nominal(..) = self.l.monos.get(ty)
            && let Some(def) = self.l.monos.find_method(ty, self.l.monos.names.is_eq)
        {
            return self.own_equal(def, a, b, ty);
        }
        let function = self.l.equal_function(ty);
        self.f.call(Layouts::BOOL, function, &[a, b])
    }

    fn own_equal(&mut self, def: DefRef, a: Var, b: Var, ty: MonoId) -> Var {
        let bool = self.l.monos.bool();
        let function = self.l.monos.intern(Mono::Function(Box::new([ty, ty]), bool));
        let vars = self.l.monos.solve_vars(def, function);
        self.call_def(def, vars, function, &[a, b])
    }

    /// Returns `False` where the parts differ.
    fn require_equal(&mut self, a: Var, b: Var, ty: MonoId) {
        let equal = self.equal(a, b, ty);
        let (on, differ) = (self.f.block(), self.f.block());
        self.f.terminate(Terminator::Branch { condition: equal, then: on, otherwise: differ });
        self.f.switch_to(differ);
        self.return_bool(false);
        self.f.switch_to(on);
    }

    fn return_bool(&mut self, value: bool) {
        let value = self.bool(value);
        self.f.terminate(Terminator::Return(value));
    }

    pub(crate) fn equal_body(&mut self, ty: MonoId, a: Var, b: Var) {
        // A type inside has equality of its own.
        if let Some(backing) = self.l.monos.backing(ty) {
            let equal = self.equal(a, b, backing);
            self.f.terminate(Terminator::Return(equal));
            return;
        }
        match self.l.monos.get(ty).clone() {
            Mono::Record(fields) => {
                for &(name, field) in fields.iter() {
                    let left = self.read_field(a, ty, name, field);
                    let right = self.read_field(b, ty, name, field);
                    self.require_equal(left, right, field);
                }
                self.return_bool(true);
            }
            Mono::Tuple(items) => {
                for (index, &item) in items.iter().enumerate() {
                    let layout = self.layout(item);
                    let left = self.f.push(layout, Rhs::Field(a, index as u32));
                    let right = self.f.push(layout, Rhs::Field(b, index as u32));
                    self.require_equal(left, right, item);
                }
                self.return_bool(true);
            }
            Mono::Tags(_) => {
                let union = self.l.monos.union_layout(ty, &mut self.l.program.layouts);
                if union.tags.len() > 1 {
                    let left = self.discriminant(a, ty);
                    let right = self.discriminant(b, ty);
                    let same = self.f.push(Layouts::BOOL, Rhs::Binary(Binary::Equal, left, right));
                    let (on, differ) = (self.f.block(), self.f.block());
                    self.f.terminate(Terminator::Branch { condition: same, then: on, otherwise: differ });
                    self.f.switch_to(differ);
                    self.return_bool(false);
                    self.f.switch_to(on);
                    let plain = self.f.block();
                    let mut cases = Vec::new();
                    let mut blocks = Vec::new();
                    for tag in union.tags.iter().filter(|t| !t.payloads.is_empty()) {
                        let block = self.f.block();
                        cases.push((u64::from(tag.index), block));
                        blocks.push((tag.clone(), block));
                    }
                    let cases = cases.into();
                    self.f.terminate(Terminator::Switch { value: left, cases, default: Some(plain) });
                    for (tag, block) in blocks {
                        self.f.switch_to(block);
                        self.equal_payloads(a, b, &tag, union.transparent);
                    }
                    self.f.switch_to(plain);
                    self.return_bool(true);
                } else if let Some(tag) = union.tags.first() {
                    self.equal_payloads(a, b, &tag.clone(), union.transparent);
                } else {
                    self.return_bool(true);
                }
            }
            Mono::List(item) => self.equal_lists(a, b, item),
            Mono::Box(item) => {
                let layout = self.layout(item);
                let left = self.f.push(layout, Rhs::Unbox(a));
                let right = self.f.push(layout, Rhs::Unbox(b));
                let equal = self.equal(left, right, item);
                self.f.terminate(Terminator::Return(equal));
            }
            Mono::Number(_) | Mono::Str => {
                let equal = self.equal(a, b, ty);
                self.f.terminate(Terminator::Return(equal));
            }
            Mono::Nominal(..) | Mono::Optional(_) | Mono::Function(..) | Mono::App => {
                self.crash("Type Does Not Support Equality", Layouts::BOOL);
            }
        }
    }

    fn equal_payloads(&mut self, a: Var, b: Var, tag: &crate::mono::TagLayout, transparent: bool) {
        for index in 0..tag.payloads.len() {
            let left = self.read_payload(a, tag, transparent, index);
            let right = self.read_payload(b, tag, transparent, index);
            self.require_equal(left, right, tag.payloads[index].0);
        }
        self.return_bool(true);
    }

    fn equal_lists(&mut self, a: Var, b: Var, item: MonoId) {
        let layout = self.layout(item);
        let length = self.f.push(Layouts::U64, Rhs::Length(a));
        let other = self.f.push(Layouts::U64, Rhs::Length(b));
        let same = self.f.push(Layouts::BOOL, Rhs::Binary(Binary::Equal, length, other));
        let (head, inside, all, differ) = (self.f.block(), self.f.block(), self.f.block(), self.f.block());
        let index = self.f.int(Layouts::U64, 0);
        self.f.terminate(Terminator::Branch { condition: same, then: head, otherwise: differ });
        self.f.switch_to(differ);
        self.return_bool(false);
        self.f.switch_to(head);
        let more = self.f.push(Layouts::BOOL, Rhs::Binary(Binary::Less, index, length));
        self.f.terminate(Terminator::Branch { condition: more, then: inside, otherwise: all });
        self.f.switch_to(all);
        self.return_bool(true);
        self.f.switch_to(inside);
        let left = self.f.push(layout, Rhs::Element(a, index));
        let right = self.f.push(layout, Rhs::Element(b, index));
        self.require_equal(left, right, item);
        let one = self.f.int(Layouts::U64, 1);
        self.f.assign(index, Rhs::Binary(Binary::AddWrap, index, one));
        self.f.terminate(Terminator::Jump(head));
    }

    /// The inspect text of a value.
    pub(crate) fn inspect(&mut self, value: Var, ty: MonoId) -> Var {
        match self.l.monos.get(ty) {
            &Mono::Number(number) => {
                let op = LowLevel::new(Op::ToStr, Some(number_of(number)));
                self.low_level(op, &[value], Layouts::STR)
            }
            Mono::Str => self.low_level(LowLevel::new(Op::StrQuote, None), &[value], Layouts::STR),
            Mono::Function(..) => self.string("<function>"),
            _ => {
                let function = self.l.inspect_function(ty);
                self.f.call(Layouts::STR, function, &[value])
            }
        }
    }

    fn concat(&mut self, text: Var, more: Var) -> Var {
        self.low_level(LowLevel::new(Op::StrConcat, None), &[text, more], Layouts::STR)
    }

    fn concat_text(&mut self, text: Var, more: &str) -> Var {
        let more = self.string(more);
        self.concat(text, more)
    }

    pub(crate) fn inspect_body(&mut self, ty: MonoId, value: Var) {
        let text = self.inspect_text(ty, value);
        self.f.terminate(Terminator::Return(text));
    }

    fn inspect_text(&mut self, ty: MonoId, value: Var) -> Var {
        if let Mono::Nominal(..) = self.l.monos.get(ty) {
            if let Some(def) = self.l.monos.find_method(ty, self.l.monos.names.to_inspect) {
                let str = self.l.monos.intern(Mono::Str);
                let function = self.l.monos.intern(Mono::Function(Box::new([ty]), str));
                let vars = self.l.monos.solve_vars(def, function);
                return self.call_def(def, vars, function, &[value]);
            }
            if self.l.monos.is_opaque(ty) {
                return self.string("<opaque>");
            }
            if self.layout(ty) == Layouts::BOOL {
                return self.inspect_bool(value);
            }
            return match self.l.monos.backing(ty) {
                Some(backing) => self.inspect(value, backing),
                None => self.string("<opaque>"),
            };
        }
        match self.l.monos.get(ty).clone() {
            Mono::Record(fields) if fields.is_empty() => self.string("{}"),
            Mono::Record(fields) => {
                let mut text = self.string("{ ");
                for (index, &(name, field)) in fields.iter().enumerate() {
                    let label = format!("{}{}: ", if index == 0 { "" } else { ", " }, self.text(name));
                    text = self.concat_text(text, &label);
                    let part = self.read_field(value, ty, name, field);
                    let part = self.inspect(part, field);
                    text = self.concat(text, part);
                }
                self.concat_text(text, " }")
            }
            Mono::Tuple(items) => {
                let mut text = self.string("(");
                for (index, &item) in items.iter().enumerate() {
                    if index > 0 {
                        text = self.concat_text(text, ", ");
                    }
                    let layout = self.layout(item);
                    let part = self.f.push(layout, Rhs::Field(value, index as u32));
                    let part = self.inspect(part, item);
                    text = self.concat(text, part);
                }
                self.concat_text(text, ")")
            }
            Mono::Tags(_) => self.inspect_tags(ty, value),
            Mono::List(item) => self.inspect_list(value, item),
            Mono::Box(item) => {
                let layout = self.layout(item);
                if layout == Layouts::CLOSURE {
                    return self.string("Box(<function>)");
                }
                let text = self.string("Box(");
                let inner = self.f.push(layout, Rhs::Unbox(value));
                let inner = self.inspect(inner, item);
                let text = self.concat(text, inner);
                self.concat_text(text, ")")
            }
            Mono::Number(_) | Mono::Str | Mono::Function(..) => self.inspect(value, ty),
            Mono::Optional(item) => self.inspect_optional(ty, item, value),
            Mono::Nominal(..) | Mono::App => self.string("<opaque>"),
        }
    }

    fn inspect_bool(&mut self, value: Var) -> Var {
        let text = self.f.var(Layouts::STR);
        let (yes, no, join) = (self.f.block(), self.f.block(), self.f.block());
        self.f.terminate(Terminator::Branch { condition: value, then: yes, otherwise: no });
        for (block, name) in [(yes, "True"), (no, "False")] {
            self.f.switch_to(block);
            let name = self.string(name);
            self.f.assign(text, Rhs::Copy(name));
            self.f.terminate(Terminator::Jump(join));
        }
        self.f.switch_to(join);
        text
    }

    /// The value of a field that may be missing, bare where it is there.
    fn inspect_optional(&mut self, ty: MonoId, item: MonoId, value: Var) -> Var {
        let result = self.f.var(Layouts::STR);
        let join = self.f.block();
        let missing = self.unless_missing(ty, value, |this, inner| {
            let text = this.inspect(inner, item);
            this.f.assign(result, Rhs::Copy(text));
            this.f.terminate(Terminator::Jump(join));
        });
        self.f.switch_to(missing);
        let text = self.string("<missing>");
        self.f.assign(result, Rhs::Copy(text));
        self.f.terminate(Terminator::Jump(join));
        self.f.switch_to(join);
        result
    }

    fn inspect_tags(&mut self, ty: MonoId, value: Var) -> Var {
        let union = self.l.monos.union_layout(ty, &mut self.l.program.layouts);
        let result = self.f.var(Layouts::STR);
        let join = self.f.block();
        let blocks: Vec<_> = union.tags.iter().map(|_| self.f.block()).collect();
        match blocks.as_slice() {
            [] => return self.string(""),
            &[only] => self.f.terminate(Terminator::Jump(only)),
            _ => {
                let kind = self.discriminant(value, ty);
                let cases = union.tags.iter().zip(&blocks).map(|(t, &b)| (u64::from(t.index), b)).collect();
                self.f.terminate(Terminator::Switch { value: kind, cases, default: None });
            }
        }
        for (tag, block) in union.tags.iter().zip(blocks) {
            self.f.switch_to(block);
            let name = self.text(tag.name);
            let mut text = self.string(name);
            for index in 0..tag.payloads.len() {
                text = self.concat_text(text, if index == 0 { "(" } else { ", " });
                let part = self.read_payload(value, tag, union.transparent, index);
                let part = self.inspect(part, tag.payloads[index].0);
                text = self.concat(text, part);
            }
            if !tag.payloads.is_empty() {
                text = self.concat_text(text, ")");
            }
            self.f.assign(result, Rhs::Copy(text));
            self.f.terminate(Terminator::Jump(join));
        }
        self.f.switch_to(join);
        result
    }

    fn inspect_list(&mut self, list: Var, item: MonoId) -> Var {
        let layout = self.layout(item);
        let open = self.string("[");
        let text = self.f.push(Layouts::STR, Rhs::Copy(open));
        let length = self.f.push(Layouts::U64, Rhs::Length(list));
        let index = self.f.int(Layouts::U64, 0);
        let (head, inside, comma, element, exit) =
            (self.f.block(), self.f.block(), self.f.block(), self.f.block(), self.f.block());
        self.f.terminate(Terminator::Jump(head));
        self.f.switch_to(head);
        let more = self.f.push(Layouts::BOOL, Rhs::Binary(Binary::Less, index, length));
        self.f.terminate(Terminator::Branch { condition: more, then: inside, otherwise: exit });
        self.f.switch_to(inside);
        let zero = self.f.int(Layouts::U64, 0);
        let first = self.f.push(Layouts::BOOL, Rhs::Binary(Binary::Equal, index, zero));
        self.f.terminate(Terminator::Branch { condition: first, then: element, otherwise: comma });
        self.f.switch_to(comma);
        let with_comma = self.concat_text(text, ", ");
        self.f.assign(text, Rhs::Copy(with_comma));
        self.f.terminate(Terminator::Jump(element));
        self.f.switch_to(element);
        let value = self.f.push(layout, Rhs::Element(list, index));
        let part = self.inspect(value, item);
        let longer = self.concat(text, part);
        self.f.assign(text, Rhs::Copy(longer));
        let one = self.f.int(Layouts::U64, 1);
        self.f.assign(index, Rhs::Binary(Binary::AddWrap, index, one));
        self.f.terminate(Terminator::Jump(head));
        self.f.switch_to(exit);
        self.concat_text(text, "]")
    }
}
