//! Layouts of monomorphic types.
//!
//! A payload of a tag that contains the tag's own union by value is boxed: that is where recursion stops. Which
//! payloads these are depends on the types alone, not on which was asked for first.

use roc_base::Symbol;
use roc_canonical::ir::Primitive;
use rustc_hash::FxHashSet;

use super::{Mono, MonoId, Monos, Progress};
use crate::lir::{LayoutId, Layouts, Num};

/// Where a record's or tuple's parts are.
#[derive(Clone, Debug, Default)]
pub struct RecordLayout {
    /// Names with types, sorted by name; empty names for tuples.
    pub fields: Vec<(Symbol, MonoId)>,
    /// For each field its index in the layout's struct.
    pub indices: Vec<u32>,
}

/// A tag of a union.
#[derive(Clone, Debug)]
pub struct TagLayout {
    /// Its name.
    pub name: Symbol,
    /// Its index in the layout, which is the discriminant.
    pub index: u32,
    /// Payload types, each with whether the payload is stored in a box.
    pub payloads: Vec<(MonoId, bool)>,
}

/// Where a union's tags are.
#[derive(Clone, Debug, Default)]
pub struct UnionLayout {
    /// By name.
    pub tags: Vec<TagLayout>,
    /// One tag with one payload: the value is the payload.
    pub transparent: bool,
}

/// More types by value than any program has inside one; reached only by types that grow without end.
const MAX_PARTS: usize = 4096;

impl Monos<'_> {
    /// The layout of a type.
    pub fn layout(&mut self, id: MonoId, layouts: &mut Layouts) -> LayoutId {
        let layout = self.layout_inner(id, layouts);
        while let Some(next) = self.waiting.pop() {
            self.layout_inner(next, layouts);
        }
        layout
    }

    /// A nominal type lies as its backing does; `Bool` has a layout of its own.
    fn representative(&mut self, id: MonoId) -> MonoId {
        match self.get(id) {
            Mono::Nominal(ty, _) if Some(*ty) == self.known.bool => id,
            Mono::Nominal(..) | Mono::Optional(_) => {
                let backing = self.backing(id);
                backing.map_or(id, |backing| self.representative(backing))
            }
            _ => id,
        }
    }

    fn layout_inner(&mut self, id: MonoId, layouts: &mut Layouts) -> LayoutId {
        let id = self.representative(id);
        match self.progress.get(&id) {
            Some(&Progress::Done(layout) | &Progress::Running(layout)) => return layout,
            Some(&Progress::Declared(declared)) => {
                self.progress.insert(id, Progress::Running(declared));
                let computed = self.compute(id, layouts);
                layouts.define(declared, computed);
                self.progress.insert(id, Progress::Done(declared));
                return declared;
            }
            None => {}
        }
        if self.is_recursive(id) {
            let declared = layouts.declare();
            self.progress.insert(id, Progress::Declared(declared));
            return self.layout_inner(id, layouts);
        }
        let layout = self.compute(id, layouts);
        self.progress.insert(id, Progress::Done(layout));
        layout
    }

    /// A layout that something points to: it need not be known yet.
    fn pointed_to(&mut self, id: MonoId, layouts: &mut Layouts) -> LayoutId {
        let id = self.representative(id);
        match self.progress.get(&id).copied() {
            Some(Progress::Done(layout) | Progress::Running(layout) | Progress::Declared(layout)) => layout,
            None if self.is_recursive(id) => {
                let declared = layouts.declare();
                self.progress.insert(id, Progress::Declared(declared));
                self.waiting.push(id);
                declared
            }
            None => self.layout_inner(id, layouts),
        }
    }

    fn compute(&mut self, id: MonoId, layouts: &mut Layouts) -> LayoutId {
        match self.get(id).clone() {
            Mono::Number(number) => Layouts::number(number_of(number)),
            Mono::Str => Layouts::STR,
            Mono::List(item) => {
                let item = self.pointed_to(item, layouts);
                layouts.list(item)
            }
            Mono::Box(item) => {
                if matches!(self.get(item), Mono::Function(..)) {
                    return Layouts::CLOSURE;
                }
                let item = self.pointed_to(item, layouts);
                layouts.boxed(item)
            }
            Mono::Function(..) => Layouts::CLOSURE,
            Mono::App => Layouts::OPAQUE,
            Mono::Nominal(ty, _) if Some(ty) == self.known.bool => Layouts::BOOL,
            Mono::Nominal(..) | Mono::Optional(_) => Layouts::UNIT,
            Mono::Record(fields) => {
                let parts: Vec<LayoutId> =
                    fields.iter().map(|&(_, ty)| self.layout_inner(ty, layouts)).collect();
                let named: Vec<(&str, LayoutId)> = fields
                    .iter()
                    .zip(&parts)
                    .map(|(&(name, _), &part)| (self.interner.resolve(name), part))
                    .collect();
                let arranged = layouts.record(&named);
                let record = RecordLayout { fields: fields.to_vec(), indices: arranged.indices };
                self.records.insert(id, record);
                arranged.layout
            }
            Mono::Tuple(items) => {
                let parts: Vec<LayoutId> = items.iter().map(|&ty| self.layout_inner(ty, layouts)).collect();
                layouts.tuple(&parts)
            }
            Mono::Tags(tags) => {
                let mut infos = Vec::with_capacity(tags.len());
                let mut parts: Vec<Vec<LayoutId>> = Vec::with_capacity(tags.len());
                for (name, payloads) in tags.iter() {
                    let mut info = TagLayout { name: *name, index: 0, payloads: Vec::new() };
                    let mut own = Vec::with_capacity(payloads.len());
                    for &payload in payloads.iter() {
                        let boxed = self.contains(payload, id);
                        info.payloads.push((payload, boxed));
                        own.push(if boxed {
                            let inner = self.pointed_to(payload, layouts);
                            layouts.boxed(inner)
                        } else {
                            self.layout_inner(payload, layouts)
                        });
                    }
                    infos.push(info);
                    parts.push(own);
                }
                let named: Vec<(&str, &[LayoutId])> = infos
                    .iter()
                    .zip(&parts)
                    .map(|(i, p)| (self.interner.resolve(i.name), p.as_slice()))
                    .collect();
                let arranged = layouts.union(&named);
                for (info, index) in infos.iter_mut().zip(&arranged.indices) {
                    info.index = *index;
                }
                self.unions.insert(id, UnionLayout { tags: infos, transparent: arranged.transparent });
                arranged.layout
            }
        }
    }

    /// Where the fields of a record (or of a nominal type backed by one) are. Empty for other types.
    pub fn record_layout(&mut self, id: MonoId, layouts: &mut Layouts) -> RecordLayout {
        self.layout(id, layouts);
        let id = self.structure(id);
        self.layout(id, layouts);
        self.records.get(&id).cloned().unwrap_or_default()
    }

    /// Where the tags of a union (or of a nominal type backed by one) are. Empty for other types.
    pub fn union_layout(&mut self, id: MonoId, layouts: &mut Layouts) -> UnionLayout {
        self.layout(id, layouts);
        let id = self.structure(id);
        self.layout(id, layouts);
        self.unions.get(&id).cloned().unwrap_or_default()
    }

    /// The types that a value of this type holds by value.
    fn parts(&mut self, id: MonoId) -> Vec<MonoId> {
        match self.get(id).clone() {
            Mono::Nominal(..) | Mono::Optional(_) => self.backing(id).into_iter().collect(),
            Mono::Record(fields) => fields.iter().map(|&(_, ty)| ty).collect(),
            Mono::Tuple(items) => items.to_vec(),
            Mono::Tags(tags) => tags.iter().flat_map(|(_, payloads)| payloads.iter().copied()).collect(),
            _ => Vec::new(),
        }
    }

    /// Whether values of `whole` would contain values of `part` by value, recursion not broken.
    fn contains(&mut self, whole: MonoId, part: MonoId) -> bool {
        self.search(whole, part, false)
    }

    fn is_recursive(&mut self, id: MonoId) -> bool {
        if let Some(&known) = self.recursive.get(&id) {
            return known;
        }
        let recursive = match self.get(id).clone() {
            Mono::Number(_) | Mono::Str | Mono::Function(..) | Mono::App => false,
            _ => self.search(id, id, true),
        };
        self.recursive.insert(id, recursive);
        recursive
    }

    /// Whether `target` can be reached from `from` in at least one step (`from` itself counts where `proper` is not
    /// asked for).
    fn search(&mut self, from: MonoId, target: MonoId, through_pointers: bool) -> bool {
        let mut seen = FxHashSet::default();
        let mut stack = vec![from];
        let mut first = true;
        while let Some(id) = stack.pop() {
            if id == target && !(first && through_pointers) {
                return true;
            }
            first = false;
            if !seen.insert(id) {
                continue;
            }
            if seen.len() > MAX_PARTS {
                return true;
            }
            if through_pointers && let Mono::List(item) | Mono::Box(item) = *self.get(id) {
                if item == target {
                    return true;
                }
                stack.push(item);
            }
            for part in self.parts(id) {
                if part == target {
                    return true;
                }
                stack.push(part);
            }
        }
        false
    }
}

/// The runtime's name of a number type.
pub(crate) fn number_of(primitive: Primitive) -> Num {
    match primitive {
        Primitive::U8 => Num::U8,
        Primitive::I8 => Num::I8,
        Primitive::U16 => Num::U16,
        Primitive::I16 => Num::I16,
        Primitive::U32 => Num::U32,
        Primitive::I32 => Num::I32,
        Primitive::U64 => Num::U64,
        Primitive::I64 => Num::I64,
        Primitive::U128 => Num::U128,
        Primitive::I128 => Num::I128,
        Primitive::F32 => Num::F32,
        Primitive::F64 => Num::F64,
        Primitive::Dec | Primitive::Str | Primitive::List | Primitive::Box => Num::Dec,
    }
}
