//! Hashing that the compiler derives: the parts of a value, written to a hasher one after the other.

use super::Builder;
use crate::lir::{Layouts, Rhs, Terminator, Var};
use crate::mono::{Mono, MonoId};

impl Builder<'_, '_> {
    /// The hasher after a value was written to it, by the type's own `to_hash` where it has one.
    pub(crate) fn hash(&mut self, value: Var, ty: MonoId, state: Var, hasher: MonoId) -> Var {
        let name = self.l.monos.names.to_hash;
        if self.l.monos.find_method(ty, name).is_some() {
            return self.dispatch(ty, name, &[ty, hasher], &[value, state], hasher);
        }
        let layout = self.layout(hasher);
        let function = self.l.hash_function(ty, hasher);
        self.f.call(layout, function, &[value, state])
    }

    pub(crate) fn hash_body(&mut self, ty: MonoId, value: Var, state: Var, hasher: MonoId) {
        if let Some(backing) = self.l.monos.backing(ty) {
            let state = self.hash(value, backing, state, hasher);
            self.f.terminate(Terminator::Return(state));
            return;
        }
        let mut state = state;
        match self.l.monos.get(ty).clone() {
            Mono::Record(fields) => {
                for &(name, field) in fields.iter() {
                    let part = self.read_field(value, ty, name, field);
                    state = self.hash(part, field, state, hasher);
                }
            }
            Mono::Tuple(items) => {
                for (index, &item) in items.iter().enumerate() {
                    let layout = self.layout(item);
                    let part = self.f.push(layout, Rhs::Field(value, index as u32));
                    state = self.hash(part, item, state, hasher);
                }
            }
            Mono::Box(item) => {
                let layout = self.layout(item);
                let inner = self.f.push(layout, Rhs::Unbox(value));
                state = self.hash(inner, item, state, hasher);
            }
            Mono::Tags(_) => {
                self.hash_tags(ty, value, state, hasher);
                return;
            }
            _ => {
                let layout = self.layout(hasher);
                self.crash("Missing Method", layout);
                return;
            }
        }
        self.f.terminate(Terminator::Return(state));
    }

    fn hash_tags(&mut self, ty: MonoId, value: Var, state: Var, hasher: MonoId) {
        let union = self.l.monos.union_layout(ty, &mut self.l.program.layouts);
        let blocks: Vec<_> = union.tags.iter().map(|_| self.f.block()).collect();
        match blocks.as_slice() {
            [] => {
                self.f.terminate(Terminator::Return(state));
                return;
            }
            &[only] => self.f.terminate(Terminator::Jump(only)),
            _ => {
                let kind = self.discriminant(value, ty);
                let cases = union.tags.iter().zip(&blocks).map(|(t, &b)| (u64::from(t.index), b)).collect();
                self.f.terminate(Terminator::Switch { value: kind, cases, default: None });
            }
        }
        let number = self.l.monos.intern(Mono::Number(roc_canonical::ir::Primitive::U64));
        for (tag, block) in union.tags.iter().zip(blocks) {
            self.f.switch_to(block);
            let index = self.f.int(Layouts::U64, i128::from(tag.index));
            let mut state = self.hash(index, number, state, hasher);
            for at in 0..tag.payloads.len() {
                let part = self.read_payload(value, tag, union.transparent, at);
                state = self.hash(part, tag.payloads[at].0, state, hasher);
            }
            self.f.terminate(Terminator::Return(state));
        }
    }
}
