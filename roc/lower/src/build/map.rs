//! Unions made anew, tag by tag. `map` that the compiler derives for one: its one payload goes through a function.

use roc_check::types::Node;

use super::Builder;
use crate::lir::{Rhs, Terminator, Var};
use crate::mono::{Mono, MonoId, TagLayout};

impl Builder<'_, '_> {
    /// The union of type `to` with the payload of `value` (of type `from`) mapped.
    pub(crate) fn map_payload(&mut self, value: Var, from: MonoId, function: Var, to: MonoId) -> Var {
        self.rebuild_union(value, from, to, "Missing Method", |builder, tag, mut parts| {
            let mapped = builder.mapped_payload(from, tag.name);
            let new = builder.find_tag(to, tag.name).map(|(tag, _)| tag);
            if let Some(index) = mapped
                && let Some(part) = parts.get_mut(index)
                && let Some(&(ty, _)) = new.as_ref().and_then(|tag| tag.payloads.get(index))
            {
                let layout = builder.layout(ty);
                *part = builder.f.push(layout, Rhs::CallClosure(function, Box::new([*part])));
            }
            parts
        })
    }

    /// A union of type `from` as one of type `to`, which has all of its tags: `parts` makes the payloads of the new tag
    /// from those of the old one. A union without tags has no values; `crash` is said where there is one.
    pub(super) fn rebuild_union(
        &mut self,
        value: Var,
        from: MonoId,
        to: MonoId,
        crash: &'static str,
        parts: impl Fn(&mut Self, &TagLayout, Vec<Var>) -> Vec<Var>,
    ) -> Var {
        let layout = self.layout(to);
        let union = self.l.monos.union_layout(from, &mut self.l.program.layouts);
        let result = self.f.var(layout);
        let join = self.f.block();
        let blocks: Vec<_> = union.tags.iter().map(|_| self.f.block()).collect();
        match blocks.as_slice() {
            [] => return self.crash(crash, layout),
            &[only] => self.f.terminate(Terminator::Jump(only)),
            _ => {
                let kind = self.discriminant(value, from);
                let cases = union.tags.iter().zip(&blocks).map(|(t, &b)| (u64::from(t.index), b)).collect();
                self.f.terminate(Terminator::Switch { value: kind, cases, default: None });
            }
        }
        for (tag, block) in union.tags.iter().zip(blocks) {
            self.f.switch_to(block);
            let old = (0..tag.payloads.len())
                .map(|index| self.read_payload(value, tag, union.transparent, index))
                .collect();
            let new = parts(self, tag, old);
            let new = self.make_tag(to, tag.name, &new);
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
