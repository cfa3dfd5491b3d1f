//! Compiler data as bytes: what ready modules are made of. Knows no stage's types; each stage says how its own are
//! written, mostly by listing fields with [`wire_struct!`](crate::wire_struct) and [`wire_enum!`](crate::wire_enum).
//!
//! Numbers are LEB128, as nearly all of them are small. What has another number in the program that reads goes through
//! a table: symbols by their text, modules by their place in a list that the caller names. Nothing says what the bytes
//! are: they must come from this very build of the compiler, and whoever keeps them vouches for both.

use std::hash::Hash;

use rustc_hash::FxHashMap;

use crate::index::{Id, IndexVec};
use crate::intern::{Interner, Symbol};
use crate::source::{FileId, Span};

/// A type that can be written and read.
pub trait Wire: Sized {
    /// Appends the value.
    fn put(&self, out: &mut Writer);
    /// The value at the reader's place; nothing if the bytes can't be one.
    fn take(input: &mut Reader<'_>) -> Option<Self>;
}

/// Collects the bytes of one module's data.
#[derive(Debug)]
pub struct Writer {
    bytes: Vec<u8>,
    file: FileId,
    /// The start of the last span: the next is mostly near.
    last: u32,
    symbols: FxHashMap<Symbol, u32>,
    outer: Vec<u32>,
    texts: &'static [&'static str],
    foreign: bool,
}

impl Writer {
    /// For data whose places are all in this file, and whose static texts are among these.
    pub fn new(file: FileId, texts: &'static [&'static str]) -> Self {
        Self {
            bytes: Vec::new(),
            file,
            texts,
            last: 0,
            symbols: FxHashMap::default(),
            outer: Vec::new(),
            foreign: false,
        }
    }

    /// Writes a byte.
    pub fn byte(&mut self, byte: u8) {
        self.bytes.push(byte);
    }

    /// Writes a number.
    pub fn number(&mut self, mut number: u32) {
        while number >= 0x80 {
            self.bytes.push(number as u8 | 0x80);
            number >>= 7;
        }
        self.bytes.push(number as u8);
    }

    /// Writes the number of something outside by its place in the list of such numbers.
    pub fn outer(&mut self, number: u32) {
        let known = self.outer.iter().position(|&n| n == number);
        let index = known.unwrap_or_else(|| {
            self.outer.push(number);
            self.outer.len() - 1
        });
        self.number(index as u32);
    }

    /// The bytes, and the outside numbers in the order in which a reader needs theirs. Nothing if part of the data
    /// only has a meaning in this program.
    pub fn finish(self, names: &Interner) -> Option<(Vec<u8>, Vec<u32>)> {
        if self.foreign {
            return None;
        }
        let mut symbols: Vec<(u32, Symbol)> =
            self.symbols.into_iter().map(|(symbol, n)| (n, symbol)).collect();
        symbols.sort_unstable();
        let mut head = Self::new(self.file, self.texts);
        head.number(symbols.len() as u32);
        for &(_, symbol) in &symbols {
            let text = names.resolve(symbol);
            head.number(text.len() as u32);
            head.bytes.extend_from_slice(text.as_bytes());
        }
        head.bytes.extend_from_slice(&self.bytes);
        Some((head.bytes, self.outer))
    }
}

/// Reads what a [`Writer`] wrote.
#[derive(Debug)]
pub struct Reader<'a> {
    bytes: &'a [u8],
    file: FileId,
    last: u32,
    symbols: Vec<Symbol>,
    outer: &'a [u32],
    texts: &'static [&'static str],
}

impl<'a> Reader<'a> {
    /// For data whose places are in `file`, whose outside numbers are now these, and whose static texts were written
    /// with the same list.
    pub fn new(
        bytes: &'a [u8],
        file: FileId,
        outer: &'a [u32],
        texts: &'static [&'static str],
        names: &mut Interner,
    ) -> Option<Self> {
        let mut reader = Self { bytes, file, last: 0, symbols: Vec::new(), outer, texts };
        let count = reader.count()?;
        reader.symbols.reserve_exact(count);
        for _ in 0..count {
            let length = reader.number()? as usize;
            let (text, rest) = reader.bytes.split_at_checked(length)?;
            reader.bytes = rest;
            reader.symbols.push(names.intern(std::str::from_utf8(text).ok()?));
        }
        Some(reader)
    }

    /// Whether everything was read.
    pub fn is_at_end(&self) -> bool {
        self.bytes.is_empty()
    }

    /// Reads a byte.
    #[inline]
    pub fn byte(&mut self) -> Option<u8> {
        let (&byte, rest) = self.bytes.split_first()?;
        self.bytes = rest;
        Some(byte)
    }

    /// Reads a number.
    #[inline]
    pub fn number(&mut self) -> Option<u32> {
        let first = self.byte()?;
        if first < 0x80 {
            return Some(u32::from(first));
        }
        let mut number = u32::from(first & 0x7f);
        for shift in [7, 14, 21, 28] {
            let byte = self.byte()?;
            number |= u32::from(byte & 0x7f) << shift;
            if byte < 0x80 {
                return Some(number);
            }
        }
        None
    }

    /// Reads the number of something outside.
    pub fn outer(&mut self) -> Option<u32> {
        let index = self.number()? as usize;
        self.outer.get(index).copied()
    }

    /// How many items follow. No item takes less than a byte, so that damage can't ask for much memory.
    fn count(&mut self) -> Option<usize> {
        let count = self.number()? as usize;
        (count <= self.bytes.len()).then_some(count)
    }
}

impl Wire for u32 {
    fn put(&self, out: &mut Writer) {
        out.number(*self);
    }
    #[inline]
    fn take(input: &mut Reader<'_>) -> Option<Self> {
        input.number()
    }
}

impl Wire for u8 {
    fn put(&self, out: &mut Writer) {
        out.byte(*self);
    }
    #[inline]
    fn take(input: &mut Reader<'_>) -> Option<Self> {
        input.byte()
    }
}

impl Wire for bool {
    fn put(&self, out: &mut Writer) {
        out.byte(u8::from(*self));
    }
    #[inline]
    fn take(input: &mut Reader<'_>) -> Option<Self> {
        Some(input.byte()? != 0)
    }
}

impl Wire for Symbol {
    fn put(&self, out: &mut Writer) {
        let next = out.symbols.len() as u32;
        let index = *out.symbols.entry(*self).or_insert(next);
        out.number(index);
    }
    #[inline]
    fn take(input: &mut Reader<'_>) -> Option<Self> {
        let index = input.number()? as usize;
        input.symbols.get(index).copied()
    }
}

impl Wire for FileId {
    fn put(&self, out: &mut Writer) {
        out.foreign |= *self != out.file;
    }
    #[inline]
    fn take(input: &mut Reader<'_>) -> Option<Self> {
        Some(input.file)
    }
}

impl Wire for Span {
    fn put(&self, out: &mut Writer) {
        self.file.put(out);
        let step = self.start.wrapping_sub(out.last) as i32;
        out.last = self.start;
        out.number(((step << 1) ^ (step >> 31)) as u32);
        out.number(self.end - self.start);
    }
    #[inline]
    fn take(input: &mut Reader<'_>) -> Option<Self> {
        let step = input.number()?;
        let step = (step >> 1) ^ (step & 1).wrapping_neg();
        let start = input.last.wrapping_add(step);
        input.last = start;
        Some(Span { file: input.file, start, end: start.checked_add(input.number()?)? })
    }
}

impl Wire for &'static str {
    fn put(&self, out: &mut Writer) {
        match out.texts.iter().position(|text| text == self) {
            Some(index) => out.number(index as u32),
            None => out.foreign = true,
        }
    }
    fn take(input: &mut Reader<'_>) -> Option<Self> {
        let index = input.number()? as usize;
        input.texts.get(index).copied()
    }
}

impl<T: Wire> Wire for Option<T> {
    fn put(&self, out: &mut Writer) {
        self.is_some().put(out);
        if let Some(value) = self {
            value.put(out);
        }
    }
    #[inline]
    fn take(input: &mut Reader<'_>) -> Option<Self> {
        Some(if bool::take(input)? { Some(T::take(input)?) } else { None })
    }
}

impl<T: Wire> Wire for Vec<T> {
    fn put(&self, out: &mut Writer) {
        out.number(self.len() as u32);
        for item in self {
            item.put(out);
        }
    }
    #[inline]
    fn take(input: &mut Reader<'_>) -> Option<Self> {
        let count = input.count()?;
        let mut items = Vec::with_capacity(count);
        for _ in 0..count {
            items.push(T::take(input)?);
        }
        Some(items)
    }
}

impl<I: Id, T: Wire> Wire for IndexVec<I, T> {
    fn put(&self, out: &mut Writer) {
        out.number(self.len() as u32);
        for item in self {
            item.put(out);
        }
    }
    fn take(input: &mut Reader<'_>) -> Option<Self> {
        Vec::take(input).map(IndexVec::from_vec)
    }
}

impl<K: Wire + Copy + Ord + Hash, V: Wire> Wire for FxHashMap<K, V> {
    fn put(&self, out: &mut Writer) {
        let mut rows: Vec<(&K, &V)> = self.iter().collect();
        rows.sort_unstable_by_key(|&(key, _)| *key);
        out.number(rows.len() as u32);
        for (key, value) in rows {
            key.put(out);
            value.put(out);
        }
    }
    fn take(input: &mut Reader<'_>) -> Option<Self> {
        let count = input.count()?;
        let mut map = FxHashMap::with_capacity_and_hasher(count, Default::default());
        for _ in 0..count {
            let key = K::take(input)?;
            map.insert(key, V::take(input)?);
        }
        Some(map)
    }
}

impl<A: Wire, B: Wire> Wire for (A, B) {
    fn put(&self, out: &mut Writer) {
        self.0.put(out);
        self.1.put(out);
    }
    #[inline]
    fn take(input: &mut Reader<'_>) -> Option<Self> {
        Some((A::take(input)?, B::take(input)?))
    }
}

impl<A: Wire, B: Wire, C: Wire> Wire for (A, B, C) {
    fn put(&self, out: &mut Writer) {
        self.0.put(out);
        self.1.put(out);
        self.2.put(out);
    }
    #[inline]
    fn take(input: &mut Reader<'_>) -> Option<Self> {
        Some((A::take(input)?, B::take(input)?, C::take(input)?))
    }
}

/// Ids that are written as they are: those of tables that are written too.
#[macro_export]
macro_rules! wire_ids {
    ($($name:ident),* $(,)?) => {$(
        impl $crate::wire::Wire for $name {
            fn put(&self, out: &mut $crate::wire::Writer) {
                out.number(self.as_u32());
            }
            #[inline]
            fn take(input: &mut $crate::wire::Reader<'_>) -> Option<Self> {
                Some($name::new(input.number()?))
            }
        }
    )*};
}

/// A struct by its fields: `wire_struct!(Branch { pat, guard, body });`
#[macro_export]
macro_rules! wire_struct {
    ($($name:ident { $($field:ident),* $(,)? }),* $(,)?) => {$(
        impl $crate::wire::Wire for $name {
            fn put(&self, out: &mut $crate::wire::Writer) {
                let $name { $($field),* } = self;
                $($field.put(out);)*
            }
            #[inline]
            fn take(input: &mut $crate::wire::Reader<'_>) -> Option<Self> {
                $(let $field = $crate::wire::Wire::take(input)?;)*
                Some($name { $($field),* })
            }
        }
    )*};
}

/// An enum by its variants: `wire_enum!(Ext { Closed, Open, Var(name) });` A variant's number is its place in the list.
#[macro_export]
macro_rules! wire_enum {
    ($($name:ident {
        $($variant:ident $(( $($item:ident),* ))? $({ $($field:ident),* $(,)? })?),* $(,)?
    }),* $(,)?) => {$(
        impl $crate::wire::Wire for $name {
            fn put(&self, out: &mut $crate::wire::Writer) {
                #[repr(u8)]
                enum Number { $($variant),* }
                match self {
                    $($name::$variant $(( $($item),* ))? $({ $($field),* })? => {
                        out.byte(Number::$variant as u8);
                        $($($item.put(out);)*)?
                        $($($field.put(out);)*)?
                    })*
                }
            }
            #[inline]
            fn take(input: &mut $crate::wire::Reader<'_>) -> Option<Self> {
                #[repr(u8)]
                enum Number { $($variant),* }
                let number = input.byte()?;
                $(if number == Number::$variant as u8 {
                    $($(let $item = $crate::wire::Wire::take(input)?;)*)?
                    $($(let $field = $crate::wire::Wire::take(input)?;)*)?
                    return Some($name::$variant $(( $($item),* ))? $({ $($field),* })?);
                })*
                None
            }
        }
    )*};
}

#[cfg(test)]
mod tests {
    use super::*;

    #[derive(Debug, PartialEq, Clone, Copy)]
    enum Shape {
        Dot,
        Line(Symbol, u32),
        Box { wide: bool, at: Span },
    }
    wire_enum!(Shape { Dot, Line(name, length), Box { wide, at } });

    #[test]
    fn reads_what_was_written_with_other_symbols() {
        let mut names = Interner::new();
        let (a, b) = (names.intern("a"), names.intern("größe"));
        let file = FileId::new(3);
        let at = |start, end| Span { file, start, end };
        let shapes = vec![
            Shape::Line(b, 7),
            Shape::Dot,
            Shape::Box { wide: true, at: at(500, 501) },
            Shape::Box { wide: false, at: at(20, 1_000_000) },
            Shape::Line(a, u32::MAX),
        ];
        let mut out = Writer::new(file, &[]);
        shapes.put(&mut out);
        out.outer(12);
        let (bytes, outer) = out.finish(&names).expect("all is in the file");
        assert_eq!(outer, [12]);

        let mut others = Interner::with_names(&["x", "größe"]);
        let mut input = Reader::new(&bytes, FileId::new(9), &[77], &[], &mut others).expect("a table");
        let read = Vec::<Shape>::take(&mut input).expect("shapes");
        assert_eq!((input.outer(), input.is_at_end()), (Some(77), true));
        let [Shape::Line(name, 7), Shape::Dot, _, Shape::Box { wide: false, at }, _] = read[..] else {
            panic!("other shapes: {read:?}")
        };
        assert_eq!(others.resolve(name), "größe");
        assert_eq!((at.file, at.start, at.end), (FileId::new(9), 20, 1_000_000));

        // Damage: a cut anywhere is noticed, no byte's change panics.
        for cut in 0..bytes.len() {
            let mut names = Interner::new();
            let read = Reader::new(&bytes[..cut], file, &[1], &[], &mut names)
                .and_then(|mut input| Vec::<Shape>::take(&mut input)?.pop().and(input.outer()));
            assert_eq!(read, None, "cut at {cut}");
        }
        for at in 0..bytes.len() {
            let mut bytes = bytes.clone();
            bytes[at] ^= 0x41;
            let mut names = Interner::new();
            if let Some(mut input) = Reader::new(&bytes, file, &[1], &[], &mut names) {
                let _ = Vec::<Shape>::take(&mut input);
            }
        }
    }

    #[test]
    fn refuses_places_of_other_files() {
        let mut out = Writer::new(FileId::new(1), &[]);
        Span { file: FileId::new(2), start: 0, end: 1 }.put(&mut out);
        assert!(out.finish(&Interner::new()).is_none());
    }
}
