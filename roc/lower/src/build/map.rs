//! `map` that the compiler derives for a union: its one payload goes through a function.

use roc_check::types::Node;

use super::Builder;
use crate::lir::{Rhs, Terminator, Var};
use crate::mono::{Mono, MonoId};

impl Builder<'_, '_> {
    /// The union of type `to` with the payload of `value` (of type `from`) mapped.
    pub(crate) fn map_payload(&mut self, value: Var, from: MonoId, function: Var, to: MonoId) -> Var {
        let layout = self.layout(to);
        let union = self.l.monos.union_layout(from, &mut self.l.program.layouts);
        let result = self.f.var(layout);
        let join = self.f.block();
        let blocks: Vec<_> = union.tags.iter().map(|_| self.f.block()).collect();
        match blocks.as_slice() {
            [] => return self.crash("Missing Method", layout),
            &[only] => self.f.terminate(Terminator::Jump(only)),
            _ => {
                let kind = self.discriminant(value, from);
                let cases = union.tags.iter().zip(&blocks).map(|(t, &b)| (u64::from(t.index), b)).collect();
                self.f.terminate(Terminator::Switch { value: kind, cases, default: None });
            }
        }
        for (tag, block) in union.tags.iter().zip(blocks) {
            self.f.switch_to(block);
            let mapped = self.mapped_payload(from, tag.name);
            let new: Vec<MonoId> = self
                .find_tag(to, tag.name)
                .map(|(t, _)| t.payloads.iter().map(|p| p.0).collect())
                .unwrap_or_default();
            let mut parts = Vec::with_capacity(tag.payloads.len());
            for index in 0..tag.payloads.len() {
                let part = self.read_payload(value, tag, union.transparent, index);
                parts.push(match new.get(index) {
                    Some(&ty) if Some(index) == mapped => {
                        let layout = self.layout(ty);
                        self.f.push(layout, Rhs::CallClosure(function, Box::new([part])))
                    }
                    _ => part,
                });
            }
            let new = self.make_tag(to, tag.name, &parts);
            self.f.assign(result, Rhs::Copy(new));
            self.f.terminate(Terminator::Jump(join));
        }
        self.f.switch_to(join);
        result
    }

    /// Which payload of a tag is mapped: of a nominal type the one that is a parameter.
    fn mapped_payload(&self, ty: MonoId, tag: roc_base::Symbol) -> Option<usize> {
        let Mono::Nominal(nominal, _) = *self.l.monos.get(ty) else { return Some(0) };
        let store = &self.l.monos.checked[nominal.module];
        let scheme = store.backings[nominal.decl].as_ref()?;
        let Node::Tags(tags, ext) = store.types.node(scheme.ty) else { return None };
        let (tags, _) = store.types.gather_tags(tags, ext);
        let tag = tags.iter().find(|t| t.name == tag)?;
        store
            .types
            .tys(tag.args)
            .iter()
            .position(|&arg| matches!(store.types.node(arg), Node::Flex(_) | Node::Rigid(..)))
    }
}
