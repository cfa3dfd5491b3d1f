//! What the tests share: a small random source, a host whose freed memory is poisoned, and counting for elements.

use crate::{Context, Counting, Element};
use roc_shim_abi::testing::TestHost;
use roc_shim_abi::{RawList, RocOps, RocStr, RocValue};
use std::vec::Vec;

/// SplitMix64.
pub(crate) struct Random(u64);

impl Random {
    pub(crate) fn new(seed: u64) -> Self {
        Self(seed)
    }

    pub(crate) fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let z = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    pub(crate) fn below(&mut self, limit: u64) -> u64 {
        self.next() % limit
    }
}

/// How often a random test goes round: far less often under an interpreter of Rust.
pub(crate) const fn rounds(often: u64) -> u64 {
    if cfg!(miri) { often / 200 } else { often }
}

/// Layout 1 is `Str`; others aren't counted.
pub(crate) struct Strs<'a>(pub(crate) &'a RocOps);

pub(crate) const STR: Element = Element { layout: 1, size: 24, align: 8, counted: true };

impl Counting for Strs<'_> {
    unsafe fn retain(&mut self, layout: u32, values: *const u8, count: usize) {
        assert_eq!(layout, STR.layout);
        for i in 0..count {
            // SAFETY: the caller's promise; retaining makes no other value.
            let _ = unsafe { &*values.cast::<RocStr>().add(i) }.retain();
        }
    }

    unsafe fn release(&mut self, layout: u32, values: *mut u8, count: usize) {
        assert_eq!(layout, STR.layout);
        for i in 0..count {
            // SAFETY: the caller's promise.
            unsafe { values.cast::<RocStr>().add(i).read().release(self.0) };
        }
    }
}

/// Runs `body` with a host, and checks that everything was freed.
pub(crate) fn with_host(body: impl FnOnce(&mut Context<'_>)) {
    let host = TestHost::new();
    let ops = host.ops();
    body(&mut Context { ops: &ops, counting: &mut Strs(&ops) });
    host.assert_all_freed();
}

/// Elements of tests.
pub(crate) trait TestElement: Sized {
    const ELEMENT: Element;
    fn make(cx: &Context<'_>, n: u64) -> Self;
    fn read(&self) -> u64;
}

impl TestElement for u64 {
    const ELEMENT: Element = Element::plain(8, 8);
    fn make(_cx: &Context<'_>, n: u64) -> Self {
        n
    }
    fn read(&self) -> u64 {
        *self
    }
}

impl TestElement for u128 {
    const ELEMENT: Element = Element::plain(16, 16);
    fn make(_cx: &Context<'_>, n: u64) -> Self {
        u128::from(n) << 64
    }
    fn read(&self) -> u64 {
        (*self >> 64) as u64
    }
}

/// Long strings, so that each is an allocation.
impl TestElement for RocStr {
    const ELEMENT: Element = STR;
    fn make(cx: &Context<'_>, n: u64) -> Self {
        RocStr::from_str(&std::format!("a string that needs memory: {n}"), cx.ops)
    }
    fn read(&self) -> u64 {
        self.as_str().rsplit(' ').next().unwrap().parse().unwrap()
    }
}

/// The elements of a list.
pub(crate) fn read_all<T: TestElement>(list: &RawList) -> Vec<u64> {
    // SAFETY: tests make lists of `T` only.
    (0..list.length).map(|i| unsafe { (*list.elements.cast::<T>().add(i)).read() }).collect()
}
