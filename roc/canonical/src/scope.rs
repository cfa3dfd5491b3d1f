//! What names mean at the place that is being read: one table for values, one for types, each with an undo log, so that
//! leaving a scope costs what entering it did.

use roc_base::{Span, Symbol};
use rustc_hash::FxHashMap;

use crate::ir::{DefRef, LocalId, ModuleId, TyVarId, TypeRef, WhereAliasRef};

/// What a lower name means.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Value {
    Local(LocalId),
    Def(DefRef),
    /// Index into the platform's `requires`.
    Required(u32),
    /// Annotated, never defined.
    Missing,
    /// Already reported under this title.
    Broken(&'static str),
}

/// What an upper name means where a type or a qualifier is wanted.
#[derive(Clone, Copy, Debug)]
pub(crate) enum TypeName {
    Type(TypeRef),
    WhereAlias(WhereAliasRef),
    /// A module with a `module [...]` header: its exposed names are reached through it.
    Module(ModuleId),
    /// `Name : a` in a block, for a type variable `a`.
    Variable(TyVarId),
    /// Already reported under this title.
    Broken(&'static str),
}

/// A name's meaning, and where this file gave it.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Entry<T> {
    pub(crate) what: T,
    /// Absent for names that no line of this file declares.
    pub(crate) span: Option<Span>,
    /// How deep the scope that declares it is nested; the file's own is 0.
    pub(crate) depth: u32,
}

/// The names in scope.
pub(crate) struct Table<T> {
    names: FxHashMap<Symbol, Entry<T>>,
    undo: Vec<(Symbol, Option<Entry<T>>)>,
}

impl<T: Copy> Table<T> {
    pub(crate) fn new() -> Self {
        Table { names: FxHashMap::default(), undo: Vec::new() }
    }

    pub(crate) fn get(&self, name: Symbol) -> Option<Entry<T>> {
        self.names.get(&name).copied()
    }

    /// Gives a name a meaning until the scope is left.
    pub(crate) fn bind(&mut self, name: Symbol, entry: Entry<T>) {
        let before = self.names.insert(name, entry);
        self.undo.push((name, before));
    }

    /// To be given to [`Table::leave`].
    pub(crate) fn enter(&self) -> usize {
        self.undo.len()
    }

    /// Forgets everything that was bound since.
    pub(crate) fn leave(&mut self, mark: usize) {
        while self.undo.len() > mark {
            match self.undo.pop() {
                Some((name, Some(before))) => self.names.insert(name, before),
                Some((name, None)) => self.names.remove(&name),
                None => return,
            };
        }
    }

    /// All names in scope, in no particular order.
    pub(crate) fn names(&self) -> impl Iterator<Item = Symbol> + '_ {
        self.names.keys().copied()
    }
}
