//! The hash index of a `Dict`: an open-addressing table over its entries, as a `List(U64)` that Builtin keeps beside them.
//!
//! The length is a power of two (or 0). A slot is 0 when it is free, else the upper half of the entry's hash (its
//! *mark*) over the entry's number plus one; an entry's first slot is its mark modulo the length, and the next free
//! one is taken. At most three quarters are taken. So the table grows and closes gaps without hashing keys again.
//!
//! A *place* is a slot's number over an entry's number plus one; so [`NONE`] is no place.

use crate::context::{Context, Crash, Element};
use crate::list::{mutable, set_length, with_capacity};
use roc_shim_abi::RawList;

/// No place, and where a search starts.
pub const NONE: u64 = 0;

const WORD: Element = Element::plain(8, 8);
const LEAST_SLOTS: usize = 8;
/// So many entries can be numbered.
const MOST_ENTRIES: u64 = 1 << 30;

/// The slots of an index.
///
/// # Safety
/// It is a `List(U64)` and lives for `'a`.
unsafe fn slots<'a>(index: &RawList) -> &'a [u64] {
    if index.length == 0 {
        return &[];
    }
    // SAFETY: the caller's promise.
    unsafe { core::slice::from_raw_parts(index.elements.cast(), index.length) }
}

/// The same, to be changed.
///
/// # Safety
/// The list is unique besides.
unsafe fn slots_mut<'a>(index: &RawList) -> &'a mut [u64] {
    if index.length == 0 {
        return &mut [];
    }
    // SAFETY: the caller's promise.
    unsafe { core::slice::from_raw_parts_mut(index.elements.cast(), index.length) }
}

fn mark(hash: u64) -> u64 {
    hash >> 32
}

/// The entry's number plus one, of a slot or of a place.
fn entry(slot: u64) -> u64 {
    slot & 0xffff_ffff
}

/// The place of the next entry with this hash after the place `after`, or the first one.
///
/// # Safety
/// `index` is a `List(U64)`.
pub unsafe fn find(index: &RawList, hash: u64, after: u64) -> u64 {
    // SAFETY: the caller's promise.
    let slots = unsafe { slots(index) };
    let Some(mask) = slots.len().checked_sub(1) else { return NONE };
    let first = if after == NONE { mark(hash) as usize } else { (after >> 32) as usize + 1 };
    for step in 0..slots.len() {
        let at = first.wrapping_add(step) & mask;
        let Some(&slot) = slots.get(at) else { return NONE };
        if slot == 0 {
            return NONE;
        }
        if slot >> 32 == mark(hash) {
            return (at as u64) << 32 | entry(slot);
        }
    }
    NONE
}

/// Writes an entry to the first free slot for its mark.
fn place(slots: &mut [u64], slot: u64) {
    let mask = slots.len() - 1;
    let mut at = (slot >> 32) as usize & mask;
    while slots[at] != 0 {
        at = (at + 1) & mask;
    }
    slots[at] = slot;
}

/// An index with slots for so many entries.
///
/// # Safety
/// `index` is a `List(U64)` and given up.
pub unsafe fn reserve(cx: &mut Context<'_>, index: RawList, entries: u64) -> Result<RawList, Crash> {
    if entries > MOST_ENTRIES {
        return Err(Crash::OUT_OF_MEMORY);
    }
    let needed = (entries as usize * 4).div_ceil(3).next_power_of_two().max(LEAST_SLOTS);
    if entries == 0 || needed <= index.length {
        return Ok(index);
    }
    let mut larger = with_capacity(cx, needed, WORD)?;
    // SAFETY: fresh memory of that many words, zeroed before anything else; the old index is given up.
    unsafe {
        larger.elements.write_bytes(0, needed * 8);
        set_length(&mut larger, needed, WORD);
        let target = slots_mut(&larger);
        for &slot in slots(&index).iter().filter(|&&slot| slot != 0) {
            place(target, slot);
        }
        crate::list::release(cx, index, WORD);
    }
    Ok(larger)
}

/// Adds the entry with this number, the number of entries so far.
///
/// # Safety
/// As for [`reserve`].
pub unsafe fn add(cx: &mut Context<'_>, index: RawList, hash: u64, number: u64) -> Result<RawList, Crash> {
    // SAFETY: the caller's promise; after `mutable` the list is unique. It has a free slot.
    unsafe {
        let index = reserve(cx, index, number + 1)?;
        let index = mutable(cx, index, WORD)?;
        place(slots_mut(&index), mark(hash) << 32 | (number + 1));
        Ok(index)
    }
}

/// Gives the entry `from` with this hash the number `to`.
///
/// # Safety
/// As for [`reserve`].
pub unsafe fn renumber(
    cx: &mut Context<'_>,
    index: RawList,
    hash: u64,
    from: u64,
    to: u64,
) -> Result<RawList, Crash> {
    // SAFETY: the caller's promise.
    unsafe {
        let index = mutable(cx, index, WORD)?;
        let mut place = find(&index, hash, NONE);
        while place != NONE && entry(place) != from + 1 {
            place = find(&index, hash, place);
        }
        if place != NONE
            && let Some(slot) = slots_mut(&index).get_mut((place >> 32) as usize)
        {
            *slot = mark(hash) << 32 | (to + 1);
        }
        Ok(index)
    }
}

/// Takes the entry at this place out, and moves those up that could not have its slot.
///
/// # Safety
/// As for [`reserve`].
pub unsafe fn remove(cx: &mut Context<'_>, index: RawList, place: u64) -> Result<RawList, Crash> {
    // SAFETY: the caller's promise.
    let index = unsafe { mutable(cx, index, WORD)? };
    // SAFETY: unique now.
    let slots = unsafe { slots_mut(&index) };
    let mut gap = (place >> 32) as usize;
    if place == NONE || gap >= slots.len() {
        return Ok(index);
    }
    let mask = slots.len() - 1;
    let mut at = gap;
    loop {
        at = (at + 1) & mask;
        let slot = slots[at];
        if slot == 0 || at == (place >> 32) as usize {
            break;
        }
        let first = (slot >> 32) as usize & mask;
        if at.wrapping_sub(first) & mask >= at.wrapping_sub(gap) & mask {
            slots[gap] = slot;
            gap = at;
        }
    }
    slots[gap] = 0;
    Ok(index)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::list::{release, retain};
    use crate::testing::{Random, rounds, with_host};
    use std::vec::Vec;

    fn place_of(index: &RawList, hash: u64, number: u64) -> u64 {
        let mut place = NONE;
        loop {
            // SAFETY: a list of words.
            place = unsafe { find(index, hash, place) };
            if place == NONE || entry(place) == number + 1 {
                return place;
            }
        }
    }

    #[test]
    fn random_entries() {
        with_host(|cx| {
            let random = &mut Random::new(30);
            let mut index = RawList::EMPTY;
            let mut hashes: Vec<u64> = Vec::new();
            for round in 0..rounds(4_000) {
                // Few different marks, so that many collide.
                let hash =
                    random.below(if round % 2 == 0 { 8 } else { 1 << 20 }) << 32 | random.below(1 << 32);
                // SAFETY: a list of words, given up and replaced.
                unsafe {
                    if random.below(if round < 2_000 { 3 } else { 2 }) > 0 {
                        index = add(cx, index, hash, hashes.len() as u64).unwrap();
                        hashes.push(hash);
                    } else if !hashes.is_empty() {
                        let number = random.below(hashes.len() as u64);
                        let place = place_of(&index, hashes[number as usize], number);
                        assert_ne!(place, NONE);
                        retain(&index);
                        let before = index;
                        index = remove(cx, index, place).unwrap();
                        release(cx, before, WORD);
                        let last = hashes.len() as u64 - 1;
                        if number != last {
                            index = renumber(cx, index, hashes[last as usize], last, number).unwrap();
                        }
                        hashes.swap_remove(number as usize);
                    }
                }
                if round % 100 == 0 {
                    for (number, &hash) in hashes.iter().enumerate() {
                        assert_ne!(place_of(&index, hash, number as u64), NONE);
                    }
                    // SAFETY: a list of words.
                    let taken = unsafe { slots(&index) }.iter().filter(|&&slot| slot != 0).count();
                    assert_eq!(taken, hashes.len());
                    assert!(taken * 4 <= index.length * 3);
                }
            }
            // SAFETY: given up.
            unsafe { release(cx, index, WORD) };
        });
    }
}
