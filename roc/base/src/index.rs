//! Ids as newtypes over `u32`, and vectors which are indexed by them.
//!
//! Every table of the compiler owns its rows in an [`IndexVec`] and hands out ids, so that an expression's id cannot
//! be used to look up a pattern. Ids have a niche: `Option<ExprId>` takes four bytes. This file knows of no table.

use std::fmt;
use std::marker::PhantomData;
use std::ops::{Index, IndexMut};

/// An id which counts from zero. Made by [`define_id!`](crate::define_id).
pub trait Id: Copy + Eq + Ord + std::hash::Hash + fmt::Debug {
    /// The id of row `index`. Indices beyond `u32::MAX - 1` all become the last id; no table grows that far, since
    /// source files are limited to [`MAX_SOURCE_BYTES`](crate::source::MAX_SOURCE_BYTES).
    fn from_index(index: usize) -> Self;
    /// The row's index.
    fn index(self) -> usize;
}

/// Defines ids: `define_id! { /// What it names. pub struct ExprId; }`.
///
/// Each id is `Copy`, ordered, hashable, four bytes also inside an `Option`, and prints as `ExprId(3)`.
#[macro_export]
macro_rules! define_id {
    ($($(#[$attribute:meta])* $visibility:vis struct $name:ident;)+) => {$(
        $(#[$attribute])*
        #[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        $visibility struct $name(::std::num::NonZeroU32);

        impl $name {
            /// The id of row `index`, also for constants.
            #[inline]
            pub const fn new(index: u32) -> Self {
                Self(::std::num::NonZeroU32::MIN.saturating_add(index))
            }

            /// The row's index as it is stored in compact tables.
            #[inline]
            pub const fn as_u32(self) -> u32 {
                self.0.get() - 1
            }
        }

        impl $crate::index::Id for $name {
            #[inline]
            fn from_index(index: usize) -> Self {
                Self::new(index as u32)
            }

            #[inline]
            fn index(self) -> usize {
                self.as_u32() as usize
            }
        }

        impl ::std::fmt::Debug for $name {
            fn fmt(&self, f: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
                write!(f, concat!(stringify!($name), "({})"), self.as_u32())
            }
        }
    )+};
}

/// A vector whose rows are named by ids of type `I`.
#[derive(Clone, PartialEq, Eq)]
pub struct IndexVec<I, T> {
    rows: Vec<T>,
    id: PhantomData<fn(I)>,
}

impl<I: Id, T> IndexVec<I, T> {
    /// An empty table.
    pub const fn new() -> Self {
        IndexVec { rows: Vec::new(), id: PhantomData }
    }

    /// An empty table with room for `capacity` rows.
    pub fn with_capacity(capacity: usize) -> Self {
        IndexVec::from_vec(Vec::with_capacity(capacity))
    }

    /// A table of `count` rows, all equal to `value`: what a later stage notes beside an earlier stage's table.
    pub fn filled(value: T, count: usize) -> Self
    where
        T: Clone,
    {
        IndexVec::from_vec(vec![value; count])
    }

    /// A table of these rows.
    pub const fn from_vec(rows: Vec<T>) -> Self {
        IndexVec { rows, id: PhantomData }
    }

    /// Takes the last row away.
    pub fn pop(&mut self) -> Option<T> {
        self.rows.pop()
    }

    /// Adds a row and returns its id.
    #[inline]
    pub fn push(&mut self, row: T) -> I {
        let id = I::from_index(self.rows.len());
        self.rows.push(row);
        id
    }

    /// The id that the next [`push`](Self::push) will return.
    #[inline]
    pub fn next_id(&self) -> I {
        I::from_index(self.rows.len())
    }

    /// How many rows there are.
    #[inline]
    pub fn len(&self) -> usize {
        self.rows.len()
    }

    /// Whether there are no rows.
    #[inline]
    pub fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }

    /// The row, or nothing if the id is from a longer table.
    #[inline]
    pub fn get(&self, id: I) -> Option<&T> {
        self.rows.get(id.index())
    }

    /// The row, or nothing if the id is from a longer table.
    #[inline]
    pub fn get_mut(&mut self, id: I) -> Option<&mut T> {
        self.rows.get_mut(id.index())
    }

    /// All rows in order.
    pub fn iter(&self) -> std::slice::Iter<'_, T> {
        self.rows.iter()
    }

    /// All rows in order, to be changed.
    pub fn iter_mut(&mut self) -> std::slice::IterMut<'_, T> {
        self.rows.iter_mut()
    }

    /// All ids in order.
    pub fn ids(&self) -> IdRange<I> {
        IdRange::new(I::from_index(0), self.next_id())
    }

    /// All ids with their rows, in order.
    pub fn iter_enumerated(&self) -> impl ExactSizeIterator<Item = (I, &T)> + DoubleEndedIterator {
        self.rows.iter().enumerate().map(|(index, row)| (I::from_index(index), row))
    }

    /// The rows as a slice.
    pub fn as_slice(&self) -> &[T] {
        &self.rows
    }

    /// The rows of a range of ids; empty if the range does not lie in this table.
    #[inline]
    pub fn range(&self, range: IdRange<I>) -> &[T] {
        self.rows.get(range.start as usize..range.end as usize).unwrap_or(&[])
    }

    /// Forgets the rows from `len` on.
    pub fn truncate(&mut self, len: usize) {
        self.rows.truncate(len);
    }
}

impl<I: Id, T> Default for IndexVec<I, T> {
    fn default() -> Self {
        IndexVec::new()
    }
}

impl<I: Id, T> Index<I> for IndexVec<I, T> {
    type Output = T;
    #[inline]
    fn index(&self, id: I) -> &T {
        &self.rows[id.index()]
    }
}

impl<I: Id, T> IndexMut<I> for IndexVec<I, T> {
    #[inline]
    fn index_mut(&mut self, id: I) -> &mut T {
        &mut self.rows[id.index()]
    }
}

impl<I: Id, T> Extend<T> for IndexVec<I, T> {
    fn extend<S: IntoIterator<Item = T>>(&mut self, rows: S) {
        self.rows.extend(rows);
    }
}

impl<I: Id, T> FromIterator<T> for IndexVec<I, T> {
    fn from_iter<S: IntoIterator<Item = T>>(rows: S) -> Self {
        IndexVec::from_vec(rows.into_iter().collect())
    }
}

impl<'a, I: Id, T> IntoIterator for &'a IndexVec<I, T> {
    type Item = &'a T;
    type IntoIter = std::slice::Iter<'a, T>;
    fn into_iter(self) -> Self::IntoIter {
        self.iter()
    }
}

impl<I: Id, T: fmt::Debug> fmt::Debug for IndexVec<I, T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_list().entries(&self.rows).finish()
    }
}

/// Neighbouring ids: from `start` up to but not including `end`. Eight bytes.
pub struct IdRange<I> {
    start: u32,
    end: u32,
    id: PhantomData<fn(I)>,
}

impl<I: Id> IdRange<I> {
    /// The ids from `start` up to but not including `end`.
    #[inline]
    pub fn new(start: I, end: I) -> Self {
        let start = start.index() as u32;
        IdRange { start, end: (end.index() as u32).max(start), id: PhantomData }
    }

    /// No ids.
    pub const EMPTY: Self = IdRange { start: 0, end: 0, id: PhantomData };

    /// How many ids there are.
    #[inline]
    pub fn len(self) -> usize {
        (self.end - self.start) as usize
    }

    /// Whether there are no ids.
    #[inline]
    pub fn is_empty(self) -> bool {
        self.start == self.end
    }

    /// The `n`th id from the start.
    #[inline]
    pub fn get(self, n: usize) -> Option<I> {
        (n < self.len()).then(|| I::from_index(self.start as usize + n))
    }

    /// Whether the id is one of these.
    #[inline]
    pub fn contains(self, id: I) -> bool {
        (self.start as usize..self.end as usize).contains(&id.index())
    }

    /// The ids in order.
    pub fn iter(self) -> impl ExactSizeIterator<Item = I> + DoubleEndedIterator {
        (self.start as usize..self.end as usize).map(I::from_index)
    }
}

impl<I: Id> IntoIterator for IdRange<I> {
    type Item = I;
    type IntoIter = std::iter::Map<std::ops::Range<usize>, fn(usize) -> I>;
    fn into_iter(self) -> Self::IntoIter {
        (self.start as usize..self.end as usize).map(I::from_index)
    }
}

impl<I> Clone for IdRange<I> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<I> Copy for IdRange<I> {}

impl<I> PartialEq for IdRange<I> {
    fn eq(&self, other: &Self) -> bool {
        (self.start, self.end) == (other.start, other.end)
    }
}

impl<I> Eq for IdRange<I> {}

impl<I> fmt::Debug for IdRange<I> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}..{}", self.start, self.end)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    define_id! {
        /// A row of the test table.
        struct RowId;
    }

    #[test]
    fn ids_have_a_niche_and_count_from_zero() {
        assert_eq!(size_of::<Option<RowId>>(), 4);
        let mut table: IndexVec<RowId, &str> = IndexVec::new();
        let first = table.push("a");
        let rest_start = table.push("b");
        table.push("c");
        assert_eq!((first.index(), table[first]), (0, "a"));
        let rest = IdRange::new(rest_start, table.next_id());
        assert_eq!(table.range(rest), ["b", "c"]);
        assert_eq!(rest.iter().map(|id| table[id]).collect::<Vec<_>>(), ["b", "c"]);
        assert!(!rest.contains(first) && rest.contains(rest_start));
        assert_eq!(format!("{:?} {:?}", first, rest), "RowId(0) 1..3");
    }
}
