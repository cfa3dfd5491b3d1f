//! Monomorphic types: what is left of checked types when every variable has been replaced.
//!
//! Equal types have equal ids. Knows how checked types become monomorphic ones, and how those are laid out; knows
//! nothing of code.

mod arrange;
mod convert;

use roc_base::{IndexVec, Interner, Symbol, define_id};
use roc_canonical::ir::{self, ModuleId, Primitive, TypeRef};
use roc_check::CheckedModule;
use roc_check::names::{Known, Names};
use rustc_hash::FxHashMap;

pub(crate) use arrange::number_of;
pub use arrange::{RecordLayout, TagLayout, UnionLayout};
pub use convert::Env;

use crate::lir::LayoutId;

define_id!(
    /// A monomorphic type of [`Monos`].
    pub struct MonoId;
);

/// A monomorphic type.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Mono {
    /// A number type.
    Number(Primitive),
    /// `Str`
    Str,
    /// `List(item)`
    List(MonoId),
    /// `Box(item)`
    Box(MonoId),
    /// A nominal or opaque type with its arguments.
    Nominal(TypeRef, Box<[MonoId]>),
    /// The place of a record field that may be missing; lies as `Try(type, [MissingField])` does.
    Optional(MonoId),
    /// Fields sorted by name.
    Record(Box<[(Symbol, MonoId)]>),
    /// Tags sorted by name.
    Tags(Box<[(Symbol, Box<[MonoId]>)]>),
    /// Two or more elements.
    Tuple(Box<[MonoId]>),
    /// Parameters and result.
    Function(Box<[MonoId]>, MonoId),
    /// A type that only the app knows, in a platform's own view of its signatures.
    App,
}

/// How far the layout of a type is.
#[derive(Clone, Copy, Debug)]
enum Progress {
    /// Has an id that others may point to; not computed.
    Declared(LayoutId),
    /// Being computed; may be pointed to.
    Running(LayoutId),
    Done(LayoutId),
}

/// All monomorphic types of a program, with their layouts as far as they were asked for.
pub struct Monos<'a> {
    pub(crate) modules: &'a IndexVec<ModuleId, ir::Module>,
    pub(crate) checked: &'a IndexVec<ModuleId, CheckedModule>,
    pub(crate) interner: &'a Interner,
    pub(crate) names: &'a Names,
    pub(crate) known: &'a Known,
    types: IndexVec<MonoId, Mono>,
    ids: FxHashMap<Mono, MonoId>,
    backings: FxHashMap<MonoId, Option<MonoId>>,
    progress: FxHashMap<MonoId, Progress>,
    recursive: FxHashMap<MonoId, bool>,
    waiting: Vec<MonoId>,
    records: FxHashMap<MonoId, RecordLayout>,
    unions: FxHashMap<MonoId, UnionLayout>,
}

impl<'a> Monos<'a> {
    /// No types yet.
    pub fn new(
        modules: &'a IndexVec<ModuleId, ir::Module>,
        checked: &'a IndexVec<ModuleId, CheckedModule>,
        interner: &'a Interner,
        names: &'a Names,
        known: &'a Known,
    ) -> Self {
        Self {
            modules,
            checked,
            interner,
            names,
            known,
            types: IndexVec::new(),
            ids: FxHashMap::default(),
            backings: FxHashMap::default(),
            progress: FxHashMap::default(),
            recursive: FxHashMap::default(),
            waiting: Vec::new(),
            records: FxHashMap::default(),
            unions: FxHashMap::default(),
        }
    }

    /// Whether something in the program was reported: its types may not fit together.
    pub fn has_errors(&self) -> bool {
        self.checked.iter().any(|checked| checked.wrong)
    }

    /// The id of a type.
    pub fn intern(&mut self, mono: Mono) -> MonoId {
        if let Some(&id) = self.ids.get(&mono) {
            return id;
        }
        let id = self.types.push(mono.clone());
        self.ids.insert(mono, id);
        id
    }

    /// The type of an id.
    pub fn get(&self, id: MonoId) -> &Mono {
        &self.types[id]
    }

    /// `{}`
    pub fn unit(&mut self) -> MonoId {
        self.intern(Mono::Record(Box::new([])))
    }

    /// `Bool`
    pub fn bool(&mut self) -> MonoId {
        match self.known.bool {
            Some(ty) => self.intern(Mono::Nominal(ty, Box::new([]))),
            None => self.unit(),
        }
    }

    /// A record of these fields, in any order.
    pub fn record(&mut self, mut fields: Vec<(Symbol, MonoId)>) -> MonoId {
        fields.sort_by_key(|&(name, _)| self.interner.resolve(name));
        fields.dedup_by_key(|&mut (name, _)| name);
        self.intern(Mono::Record(fields.into()))
    }

    /// A union of these tags, in any order.
    pub fn tags(&mut self, mut tags: Vec<(Symbol, Box<[MonoId]>)>) -> MonoId {
        tags.sort_by_key(|(name, _)| self.interner.resolve(*name));
        tags.dedup_by_key(|&mut (name, _)| name);
        // Equal in memory; so there is one type of truth values.
        if let [(no, none), (yes, nothing)] = tags.as_slice()
            && none.is_empty()
            && nothing.is_empty()
            && self.interner.resolve(*no) == "False"
            && self.interner.resolve(*yes) == "True"
        {
            return self.bool();
        }
        self.intern(Mono::Tags(tags.into()))
    }

    /// The type behind a nominal one; other types are their own. Stops at types without a backing.
    pub fn structure(&mut self, mut id: MonoId) -> MonoId {
        // A nominal type may be backed by a nominal type, and so on; a cycle was reported by the checker.
        for _ in 0..64 {
            match self.backing(id) {
                Some(backing) => id = backing,
                None => return id,
            }
        }
        id
    }

    /// What directly stands behind a nominal type; nothing behind `Bool`, which is as basic as a number here.
    pub fn backing(&mut self, id: MonoId) -> Option<MonoId> {
        if let &Mono::Optional(inner) = self.get(id) {
            return self.maybe_missing(inner);
        }
        let Mono::Nominal(ty, args) = self.get(id).clone() else { return None };
        if Some(ty) == self.known.bool {
            return None;
        }
        if let Some(&known) = self.backings.get(&id) {
            return known;
        }
        let checked = self.checked.get(ty.module)?;
        let backing = checked.backings.get(ty.decl).and_then(Option::as_ref).map(|scheme| {
            let mut env = Env::new(ty.module);
            for (&var, &arg) in scheme.vars.iter().zip(args.iter()) {
                env.set(&checked.types, var, arg);
            }
            self.convert(scheme.ty, &mut env)
        });
        self.backings.insert(id, backing);
        backing
    }

    /// `Try(type, [MissingField])`
    pub fn maybe_missing(&mut self, ty: MonoId) -> Option<MonoId> {
        let missing = self.tags(vec![(self.names.missing_field, Box::new([]))]);
        let r#try = self.known.r#try?;
        Some(self.intern(Mono::Nominal(r#try, Box::new([ty, missing]))))
    }

    /// A short text for names of functions and for debugging.
    pub fn describe(&self, id: MonoId) -> String {
        self.describe_to(id, 3)
    }

    fn describe_to(&self, id: MonoId, depth: usize) -> String {
        if depth == 0 {
            return "…".to_owned();
        }
        let list = |items: &[MonoId]| {
            items.iter().map(|&item| self.describe_to(item, depth - 1)).collect::<Vec<_>>().join(", ")
        };
        match self.get(id) {
            Mono::Number(p) => format!("{p:?}"),
            Mono::Str => "Str".to_owned(),
            Mono::List(item) => format!("List({})", list(&[*item])),
            Mono::Box(item) => format!("Box({})", list(&[*item])),
            Mono::Nominal(ty, args) => {
                let name = self.interner.resolve(self.modules[ty.module].types[ty.decl].path);
                if args.is_empty() { name.to_owned() } else { format!("{name}({})", list(args)) }
            }
            Mono::Record(fields) => {
                let fields: Vec<String> = fields
                    .iter()
                    .map(|&(n, t)| {
                        format!("{}: {}", self.interner.resolve(n), self.describe_to(t, depth - 1))
                    })
                    .collect();
                format!("{{ {} }}", fields.join(", "))
            }
            Mono::Tags(tags) => {
                let tags: Vec<&str> = tags.iter().map(|(n, _)| self.interner.resolve(*n)).collect();
                format!("[{}]", tags.join(", "))
            }
            Mono::Optional(item) => format!("?{}", list(&[*item])),
            Mono::Tuple(items) => format!("({})", list(items)),
            Mono::Function(params, ret) => format!("({} -> {})", list(params), list(&[*ret])),
            Mono::App => "app type".to_owned(),
        }
    }
}
