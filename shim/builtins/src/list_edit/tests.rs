//! Random edits of lists, compared with vectors; every list is shared, sliced or unique by chance.

use super::*;
use crate::list::{clear, release_excess_capacity, reserve, retain, sublist};
use crate::testing::{Random, TestElement, read_all, rounds, with_host};
use roc_shim_abi::RocStr;
use std::vec::Vec;

struct Model<T> {
    list: RawList,
    values: Vec<u64>,
    element: core::marker::PhantomData<T>,
}

/// One random edit of a list and of its model.
fn edit<T: TestElement>(
    cx: &mut Context<'_>,
    random: &mut Random,
    mut list: RawList,
    values: &mut Vec<u64>,
    others: &[Model<T>],
) -> RawList {
    let e = T::ELEMENT;
    let length = values.len();
    let any = |random: &mut Random| random.below(length as u64 + 1) as usize;
    let (i, j) = (any(random), any(random));
    let number = random.below(1000);
    let value = |cx: &Context<'_>| core::mem::ManuallyDrop::new(T::make(cx, number));
    // SAFETY: lists and elements are alive, of the right layout and given up; indices are checked.
    unsafe {
        match random.below(16) {
            0..3 => {
                values.push(number);
                append(cx, list, (&raw const *value(cx)).cast(), e).unwrap()
            }
            3 => {
                values.insert(i, number);
                insert(cx, list, i, (&raw const *value(cx)).cast(), e).unwrap()
            }
            4 if i < length => {
                values[i] = number;
                set(cx, list, i, (&raw const *value(cx)).cast(), e).unwrap()
            }
            5 if i < length && j < length => {
                values.swap(i, j);
                swap(cx, list, i, j, e).unwrap()
            }
            6 if i < length => {
                values.remove(i);
                drop_at(cx, list, i, e).unwrap()
            }
            7 => {
                values.reverse();
                rev(cx, list, e).unwrap()
            }
            8 => {
                let end = (i + j).min(length);
                *values = values[i..end].to_vec();
                sublist(cx, list, i, j, e)
            }
            9 if length < 200 => {
                let other = &others[random.below(others.len() as u64) as usize];
                values.extend(&other.values);
                retain(&other.list);
                concat(cx, list, other.list, e).unwrap()
            }
            10 if i < length => {
                let mut taken = core::mem::MaybeUninit::<T>::uninit();
                list = take(cx, list, i, taken.as_mut_ptr().cast(), e).unwrap();
                if random.below(2) == 0 {
                    put(&list, i, taken.as_ptr().cast(), e);
                    list
                } else {
                    values.swap_remove(i);
                    if e.counted {
                        cx.counting.release(e.layout, taken.as_mut_ptr().cast(), 1);
                    }
                    close(list, i, e)
                }
            }
            11 => reserve(cx, list, i, e).unwrap(),
            12 => release_excess_capacity(cx, list, e).unwrap(),
            13 if random.below(4) == 0 => {
                values.clear();
                clear(cx, list, e)
            }
            14 if i < length && length < 200 => {
                let count = random.below(10) as usize;
                for at in i..i + count {
                    values.push(values[at]);
                }
                append_within(cx, list, i, count, e).unwrap()
            }
            15 if length > 0 => {
                let count = random.below(length as u64 + 1) as usize;
                let (source, target) = (i.min(length - count), j.min(length - count));
                values.copy_within(source..source + count, target);
                copy_within(cx, list, target, source, count, e).unwrap()
            }
            _ => list,
        }
    }
}

fn random_edits<T: TestElement>(seed: u64) {
    with_host(|cx| {
        let random = &mut Random::new(seed);
        let mut models: Vec<Model<T>> = (0..4)
            .map(|_| Model { list: RawList::EMPTY, values: Vec::new(), element: core::marker::PhantomData })
            .collect();
        for _ in 0..rounds(3_000) {
            let from = random.below(4) as usize;
            let to = random.below(4) as usize;
            let (list, mut values) = (models[from].list, models[from].values.clone());
            // SAFETY: either the model's own list is taken, or one more owner is made.
            unsafe {
                if from != to {
                    retain(&list);
                } else {
                    models[from].list = RawList::EMPTY;
                    models[from].values.clear();
                }
            }
            let list = edit(cx, random, list, &mut values, &models);
            assert_eq!(read_all::<T>(&list), values);
            // SAFETY: the old list is given up.
            unsafe { release(cx, models[to].list, T::ELEMENT) };
            models[to] = Model { list, values, element: core::marker::PhantomData };
            for model in &models {
                assert_eq!(read_all::<T>(&model.list), model.values);
            }
        }
        for model in models {
            // SAFETY: given up.
            unsafe { release(cx, model.list, T::ELEMENT) };
        }
    });
}

#[test]
fn plain_elements() {
    random_edits::<u64>(10);
}

#[test]
fn wide_elements() {
    random_edits::<u128>(11);
}

#[test]
fn counted_elements() {
    random_edits::<RocStr>(12);
}

#[test]
fn repeated_elements() {
    with_host(|cx| {
        for count in [0, 1, 2, 7, 100] {
            let mut value = RocStr::make(cx, 5);
            // SAFETY: the value and the list are given up once.
            unsafe {
                let list = repeat(cx, (&raw mut value).cast(), count, RocStr::ELEMENT).unwrap();
                assert_eq!(read_all::<RocStr>(&list), std::vec![5; count]);
                release(cx, list, RocStr::ELEMENT);
            }
        }
    });
}

#[test]
fn nothing_takes_no_memory() {
    with_host(|cx| {
        let unit = Element::NONE;
        let nothing = core::ptr::NonNull::<u8>::dangling().as_ptr();
        // SAFETY: elements have no bytes.
        unsafe {
            let list = repeat(cx, nothing, 1 << 40, unit).unwrap();
            let list = append(cx, list, nothing, unit).unwrap();
            let list = swap(cx, list, 0, 5, unit).unwrap();
            let list = rev(cx, list, unit).unwrap();
            let list = drop_at(cx, list, 3, unit).unwrap();
            let list = concat(cx, list, list, unit).unwrap();
            let list = sublist(cx, list, 7, usize::MAX, unit);
            assert_eq!((list.length, list.elements.is_null()), ((1 << 41) - 7, true));
        }
    });
}

#[test]
fn impossible_sizes_crash() {
    with_host(|cx| {
        let element = u64::ELEMENT;
        assert_eq!(with_capacity(cx, usize::MAX / 4, element).err(), Some(Crash::OUT_OF_MEMORY));
        let mut value = 1u64;
        // SAFETY: plain elements.
        unsafe {
            let repeated = repeat(cx, (&raw mut value).cast(), usize::MAX, element);
            assert_eq!(repeated.err(), Some(Crash::OUT_OF_MEMORY));
            assert_eq!(reserve(cx, RawList::EMPTY, usize::MAX, element).err(), Some(Crash::OUT_OF_MEMORY));
        }
    });
}

#[test]
fn appending_is_in_place_and_grows_geometrically() {
    let host = roc_shim_abi::testing::TestHost::new();
    let ops = host.ops();
    let cx = &mut Context { ops: &ops, counting: &mut crate::testing::Strs(&ops) };
    let mut list = RawList::EMPTY;
    for n in 0..10_000u64 {
        // SAFETY: plain elements; the list is given up and replaced.
        list = unsafe { append(cx, list, (&raw const n).cast(), u64::ELEMENT).unwrap() };
    }
    assert_eq!(list.length, 10_000);
    assert!(host.allocations() < 25, "{}", host.allocations());
    // SAFETY: given up.
    unsafe { release(cx, list, u64::ELEMENT) };
    host.assert_all_freed();
}
