//! Names as small numbers: equal text, equal [`Symbol`].
//!
//! All text lies in one arena, so that interning allocates next to nothing. A symbol's number depends on the order in
//! which names were met: never sort by it, nor write it to an output, where the same inputs must give the same bytes.

use std::hash::Hasher;

use rustc_hash::FxHasher;

use crate::index::Id;

crate::define_id! {
    /// An interned name or piece of text. Only its own [`Interner`] can say what the text is.
    pub struct Symbol;
}

/// Owns the text of all [`Symbol`]s.
///
/// A hash table with linear probing: most of the parser's time with names is spent here, and a slot with half of the
/// hash in it finds the symbol nearly always without a look at another text.
#[derive(Clone)]
pub struct Interner {
    text: String,
    /// Where the text of each symbol starts, and where the last one ends.
    bounds: Vec<u32>,
    /// A power of two of slots, at most three quarters of them taken.
    slots: Vec<Option<Slot>>,
}

#[derive(Clone, Copy)]
struct Slot {
    hash: u32,
    symbol: Symbol,
}

const FIRST_SLOTS: usize = 1 << 10;

impl Interner {
    /// An empty interner.
    pub fn new() -> Self {
        Interner { text: String::new(), bounds: vec![0], slots: vec![None; FIRST_SLOTS] }
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
    #[inline]
    pub fn intern(&mut self, text: &str) -> Symbol {
        let hash = hash(text);
        match self.probe(text, hash) {
            Ok(symbol) => symbol,
            Err(slot) => self.add(text, hash, slot),
        }
    }

    /// The symbol of this text if it was interned.
    pub fn find(&self, text: &str) -> Option<Symbol> {
        self.probe(text, hash(text)).ok()
    }

    /// The text of a symbol; empty for a symbol of another, larger interner.
    #[inline]
    pub fn resolve(&self, symbol: Symbol) -> &str {
        self.bounds_of(symbol).and_then(|range| self.text.get(range)).unwrap_or_default()
    }

    /// How many different texts there are.
    pub fn len(&self) -> usize {
        self.bounds.len() - 1
    }

    /// Whether nothing was interned.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    #[inline]
    fn bounds_of(&self, symbol: Symbol) -> Option<std::ops::Range<usize>> {
        match self.bounds.get(symbol.index()..symbol.index() + 2) {
            Some(&[start, end]) => Some(start as usize..end as usize),
            _ => None,
        }
    }

    /// The symbol of a text, or the free slot where it belongs.
    #[inline]
    fn probe(&self, text: &str, hash: u32) -> Result<Symbol, usize> {
        let mask = self.slots.len() - 1;
        let mut at = hash as usize & mask;
        while let Some(slot) = self.slots[at] {
            if slot.hash == hash
                && let Some(range) = self.bounds_of(slot.symbol)
                && self.text.as_bytes()[range] == *text.as_bytes()
            {
                return Ok(slot.symbol);
            }
            at = (at + 1) & mask;
        }
        Err(at)
    }

    #[cold]
    fn add(&mut self, text: &str, hash: u32, slot: usize) -> Symbol {
        let symbol = Symbol::from_index(self.len());
        self.text.push_str(text);
        self.bounds.push(self.text.len() as u32);
        self.slots[slot] = Some(Slot { hash, symbol });
        if self.len() > self.slots.len() / 4 * 3 {
            self.grow();
        }
        symbol
    }

    fn grow(&mut self) {
        let mask = self.slots.len() * 2 - 1;
        let old = std::mem::replace(&mut self.slots, vec![None; mask + 1]);
        for slot in old.into_iter().flatten() {
            let mut at = slot.hash as usize & mask;
            while self.slots[at].is_some() {
                at = (at + 1) & mask;
            }
            self.slots[at] = Some(slot);
        }
    }
}

impl Default for Interner {
    fn default() -> Self {
        Interner::new()
    }
}

#[inline]
fn hash(text: &str) -> u32 {
    let mut hasher = FxHasher::default();
    hasher.write(text.as_bytes());
    let hash = hasher.finish();
    (hash ^ (hash >> 32)) as u32
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
        for number in 0..2000 {
            interner.intern(&number.to_string());
        }
        assert_eq!(interner.intern("größe"), word);
        assert_eq!((interner.resolve(word), interner.resolve(empty)), ("größe", ""));
        assert_eq!(interner.find("999").map(|symbol| interner.resolve(symbol)), Some("999"));
        assert_eq!(interner.find("absent"), None);
        assert_eq!(interner.resolve(Symbol::new(1_000_000)), "");
    }
}
