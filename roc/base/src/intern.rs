//! Names as small numbers: equal text, equal [`Symbol`].
//!
//! All text lies in one arena, so that interning allocates next to nothing. A symbol's number depends on the order in
//! which names were met: never sort by it, nor write it to an output, where the same inputs must give the same bytes.

use std::hash::Hasher;

use hashbrown::HashTable;
use rustc_hash::FxHasher;

use crate::index::{Id, IndexVec};

crate::define_id! {
    /// An interned name or piece of text. Only its own [`Interner`] can say what the text is.
    pub struct Symbol;
}

/// Owns the text of all [`Symbol`]s.
#[derive(Default, Clone)]
pub struct Interner {
    text: String,
    /// Where each symbol's text ends; it begins where the one before ends.
    ends: IndexVec<Symbol, u32>,
    symbols: HashTable<Symbol>,
}

impl Interner {
    /// An empty interner.
    pub fn new() -> Self {
        Interner::default()
    }

    /// An interner in which `names[i]` is `Symbol::new(i)`, so that stages can have constants for names which they
    /// know. The names must be distinct.
    pub fn with_names(names: &[&str]) -> Self {
        let mut interner = Interner::new();
        for name in names {
            interner.intern(name);
        }
        debug_assert_eq!(interner.len(), names.len(), "a name was given twice");
        interner
    }

    /// The symbol of this text, a new one if the text was not seen before.
    pub fn intern(&mut self, text: &str) -> Symbol {
        let hash = hash(text);
        let (arena, ends) = (&self.text, &self.ends);
        if let Some(symbol) = self.symbols.find(hash, |&symbol| resolve(arena, ends, symbol) == text) {
            return *symbol;
        }
        self.text.push_str(text);
        let symbol = self.ends.push(self.text.len() as u32);
        let (arena, ends) = (&self.text, &self.ends);
        self.symbols.insert_unique(hash, symbol, |&symbol| self::hash(resolve(arena, ends, symbol)));
        symbol
    }

    /// The symbol of this text if it was interned.
    pub fn find(&self, text: &str) -> Option<Symbol> {
        self.symbols.find(hash(text), |&symbol| self.resolve(symbol) == text).copied()
    }

    /// The text of a symbol; empty for a symbol of another, larger interner.
    #[inline]
    pub fn resolve(&self, symbol: Symbol) -> &str {
        resolve(&self.text, &self.ends, symbol)
    }

    /// How many different texts there are.
    pub fn len(&self) -> usize {
        self.ends.len()
    }

    /// Whether nothing was interned.
    pub fn is_empty(&self) -> bool {
        self.ends.is_empty()
    }
}

#[inline]
fn resolve<'a>(arena: &'a str, ends: &IndexVec<Symbol, u32>, symbol: Symbol) -> &'a str {
    let start = match symbol.index() {
        0 => 0,
        index => ends.get(Symbol::from_index(index - 1)).map_or(0, |&end| end as usize),
    };
    let end = ends.get(symbol).map_or(start, |&end| end as usize);
    arena.get(start..end).unwrap_or_default()
}

#[inline]
fn hash(text: &str) -> u64 {
    let mut hasher = FxHasher::default();
    hasher.write(text.as_bytes());
    hasher.finish()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn equal_text_is_equal_symbol() {
        let mut interner = Interner::with_names(&["plus", "Ok"]);
        assert_eq!(interner.intern("Ok"), Symbol::new(1));
        let empty = interner.intern("");
        let word = interner.intern("größe");
        for number in 0..1000 {
            interner.intern(&number.to_string());
        }
        assert_eq!(interner.intern("größe"), word);
        assert_eq!((interner.resolve(word), interner.resolve(empty)), ("größe", ""));
        assert_eq!(interner.find("999").map(|symbol| interner.resolve(symbol)), Some("999"));
        assert_eq!(interner.find("absent"), None);
        assert_eq!(interner.resolve(Symbol::new(1_000_000)), "");
    }
}
