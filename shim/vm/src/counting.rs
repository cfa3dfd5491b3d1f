//! Retaining and releasing values whose layout is in the image's table. Deep values are released with a work list, so
//! that neither lists a million long nor trees a million deep need native stack; only parts of one flat value nest,
//! and validation bounds that.

use crate::closure::Closure;
use crate::program::Program;
use core::ptr::NonNull;
use roc_shim_abi::counted::{self, release_ptr, retain_ptr};
use roc_shim_abi::{RawList, RocOps, RocStr, RocValue};
use roc_shim_builtins::Counting;
use roc_shim_image::format::{LayoutKind, LayoutRecord, NONE};

/// Alignment of function values' allocations.
pub(crate) const CLOSURE_ALIGN: usize = 16;

/// A program's layouts at work.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Counter<'a> {
    pub program: &'a Program<'a>,
    pub ops: &'a RocOps,
}

impl Counting for Counter<'_> {
    unsafe fn retain(&mut self, layout: u32, values: *const u8, count: usize) {
        let record = self.layout(layout);
        for i in 0..count {
            // SAFETY: the caller's promise.
            unsafe { self.retain_value(record, values.add(i * record.size as usize)) };
        }
    }

    unsafe fn release(&mut self, layout: u32, values: *mut u8, count: usize) {
        let record = self.layout(layout);
        let mut dead = Pending::new(self.ops);
        for i in 0..count {
            // SAFETY: the caller's promise.
            unsafe { self.visit(layout, record, values.add(i * record.size as usize), &mut dead) };
        }
        self.bury(dead);
    }
}

impl Counter<'_> {
    fn layout(&self, id: u32) -> &LayoutRecord {
        debug_assert!((id as usize) < self.program.image.layouts.len());
        // SAFETY: ids are those of a validated image.
        unsafe { self.program.image.layouts.get_unchecked(id as usize) }
    }

    fn kind(record: &LayoutRecord) -> LayoutKind {
        debug_assert!(LayoutKind::from_number(record.kind).is_some());
        // SAFETY: validation has found each record to have a kind.
        unsafe { core::mem::transmute::<u32, LayoutKind>(record.kind) }
    }

    fn items(&self, record: &LayoutRecord) -> &[u32] {
        debug_assert!(self.program.image.items_of(record).len() == record.count as usize);
        let (first, count) = (record.first as usize, record.count as usize);
        // SAFETY: validation has found these items to be there.
        unsafe { self.program.image.items.get_unchecked(first..first + count) }
    }

    /// One more owner of every counted part.
    ///
    /// # Safety
    /// `value` is of this layout.
    pub unsafe fn retain_value(&self, record: &LayoutRecord, value: *const u8) {
        // SAFETY: values are what their layouts say.
        unsafe {
            match Self::kind(record) {
                LayoutKind::Plain => {}
                LayoutKind::Str => retain_some(value.cast::<RocStr>().read_unaligned().allocation()),
                LayoutKind::List => retain_some(value.cast::<RawList>().read_unaligned().allocation()),
                LayoutKind::Box | LayoutKind::Closure => {
                    retain_some(value.cast::<Option<NonNull<u8>>>().read_unaligned());
                }
                LayoutKind::Struct => {
                    for &[offset, part] in self.parts(record) {
                        self.retain_value(self.layout(part), value.add(offset as usize));
                    }
                }
                LayoutKind::Union => {
                    if let Some(payload) = self.payload(record, value) {
                        self.retain_value(self.layout(payload), value);
                    }
                }
            }
        }
    }

    /// One owner less of every counted part.
    ///
    /// # Safety
    /// `value` is of this layout, and an ownership of it is given up.
    pub unsafe fn release_value(&self, id: u32, value: *mut u8) {
        let record = self.layout(id);
        let mut dead = Pending::new(self.ops);
        // SAFETY: the caller's promise.
        unsafe { self.visit(id, record, value, &mut dead) };
        self.bury(dead);
    }

    fn parts(&self, record: &LayoutRecord) -> &[[u32; 2]] {
        self.items(record).as_chunks().0
    }

    /// The layout of the payload that a union has, if there is anything counted in it.
    unsafe fn payload(&self, record: &LayoutRecord, value: *const u8) -> Option<u32> {
        let ([offset, size], payloads) = self.items(record).split_first_chunk()?;
        // SAFETY: validation put the discriminant inside the value.
        let tag = unsafe {
            let at = value.add(*offset as usize);
            match size {
                0 => 0,
                1 => usize::from(at.read()),
                2 => usize::from(at.cast::<u16>().read_unaligned()),
                _ => at.cast::<u32>().read_unaligned() as usize,
            }
        };
        payloads.get(tag).copied().filter(|&id| id != NONE)
    }

    /// Takes an owner away from every counted part. What has none left and holds more to release is remembered, the
    /// rest is freed.
    unsafe fn visit(&self, id: u32, record: &LayoutRecord, value: *mut u8, dead: &mut Pending<'_>) {
        // SAFETY: values are what their layouts say.
        unsafe {
            match Self::kind(record) {
                LayoutKind::Plain => {}
                LayoutKind::Str => value.cast::<RocStr>().read_unaligned().release(self.ops),
                LayoutKind::List => {
                    let Some(data) = value.cast::<RawList>().read_unaligned().allocation() else { return };
                    if release_ptr(data) {
                        let element = self.layout(record.first);
                        if element.is_counted() {
                            dead.push(data, id);
                        } else {
                            counted::free_counted(self.ops, data, element.align.into(), false);
                        }
                    }
                }
                LayoutKind::Box => {
                    let Some(data) = value.cast::<Option<NonNull<u8>>>().read_unaligned() else { return };
                    if release_ptr(data) {
                        let inner = self.layout(record.first);
                        if inner.is_counted() {
                            dead.push(data, id);
                        } else {
                            counted::free_counted(self.ops, data, inner.align.into(), false);
                        }
                    }
                }
                LayoutKind::Closure => {
                    let Some(data) = value.cast::<Option<NonNull<u8>>>().read_unaligned() else { return };
                    if release_ptr(data) {
                        dead.push(data, id);
                    }
                }
                LayoutKind::Struct => {
                    for &[offset, part] in self.parts(record) {
                        self.visit(part, self.layout(part), value.add(offset as usize), dead);
                    }
                }
                LayoutKind::Union => {
                    if let Some(payload) = self.payload(record, value) {
                        self.visit(payload, self.layout(payload), value, dead);
                    }
                }
            }
        }
    }

    /// Releases what is in dead allocations, and frees them, until there are none.
    fn bury(&self, mut dead: Pending<'_>) {
        while let Some((data, id)) = dead.pop() {
            let record = self.layout(id);
            // SAFETY: `data` has no owner left, and is what its layout says.
            unsafe {
                match Self::kind(record) {
                    LayoutKind::List => {
                        let element = self.layout(record.first);
                        for i in 0..counted::element_count(data) {
                            let value = data.as_ptr().add(i * element.size as usize);
                            self.visit(record.first, element, value, &mut dead);
                        }
                        counted::free_counted(self.ops, data, element.align.into(), true);
                    }
                    LayoutKind::Box => {
                        let inner = self.layout(record.first);
                        self.visit(record.first, inner, data.as_ptr(), &mut dead);
                        counted::free_counted(self.ops, data, inner.align.into(), false);
                    }
                    _ => {
                        self.release_captures(data.cast(), &mut dead);
                        counted::free_counted(self.ops, data, CLOSURE_ALIGN, false);
                    }
                }
            }
        }
        dead.free();
    }

    unsafe fn release_captures(&self, closure: NonNull<Closure>, dead: &mut Pending<'_>) {
        // SAFETY: function values begin with a record, or at least with the part that the host ABI names.
        unsafe {
            if self.program.owns(closure.as_ptr()) {
                let id = (*closure.as_ptr()).captures;
                if id != NONE {
                    let values = closure.add(1).cast().as_ptr();
                    self.visit(id, self.layout(id), values, dead);
                }
            } else {
                crate::closure::drop_foreign(self.ops, closure.as_ptr());
            }
        }
    }
}

unsafe fn retain_some(data: Option<NonNull<u8>>) {
    if let Some(data) = data {
        // SAFETY: the caller's value owns a part in its allocation.
        unsafe { retain_ptr(data, 1) };
    }
}

/// Allocations without owners whose contents are still to be released, with their layouts. The first few on the
/// native stack.
struct Pending<'a> {
    ops: &'a RocOps,
    few: [(*mut u8, u32); FEW],
    many: *mut (*mut u8, u32),
    capacity: usize,
    len: usize,
}

const FEW: usize = 8;

impl<'a> Pending<'a> {
    fn new(ops: &'a RocOps) -> Self {
        Self { ops, few: [(core::ptr::null_mut(), 0); FEW], many: core::ptr::null_mut(), capacity: 0, len: 0 }
    }

    fn push(&mut self, data: NonNull<u8>, layout: u32) {
        let entry = (data.as_ptr(), layout);
        if self.len < FEW {
            self.few[self.len] = entry;
        } else {
            if self.len - FEW == self.capacity {
                self.grow();
            }
            // SAFETY: there is room for `capacity` entries.
            unsafe { self.many.add(self.len - FEW).write(entry) };
        }
        self.len += 1;
    }

    fn pop(&mut self) -> Option<(NonNull<u8>, u32)> {
        self.len = self.len.checked_sub(1)?;
        let (data, layout) = match self.len.checked_sub(FEW) {
            None => self.few[self.len],
            // SAFETY: below the length, so written.
            Some(at) => unsafe { self.many.add(at).read() },
        };
        Some((NonNull::new(data)?, layout))
    }

    #[cold]
    fn grow(&mut self) {
        let capacity = (self.capacity * 2).max(64);
        let (bytes, align) = (capacity * size_of::<(*mut u8, u32)>(), align_of::<(*mut u8, u32)>());
        self.many = match NonNull::new(self.many.cast::<u8>()) {
            None => self.ops.alloc(bytes, align),
            // SAFETY: our own memory, with the same alignment.
            Some(old) => unsafe { self.ops.realloc(old, bytes, align) },
        }
        .as_ptr()
        .cast();
        self.capacity = capacity;
    }

    fn free(self) {
        if let Some(many) = NonNull::new(self.many.cast::<u8>()) {
            // SAFETY: our own memory, used no more.
            unsafe { self.ops.dealloc(many, align_of::<(*mut u8, u32)>()) };
        }
    }
}
