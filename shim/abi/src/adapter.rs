//! What the adapter object defines for the shim, and the shape of the functions on both sides.

use crate::RocOps;
use core::ffi::c_void;

/// An entry point, `roc__name`: `(ops, ret, args)`.
///
/// `args` points to the arguments in declaration order as a C struct (null is allowed where there are none), `ret`
/// to room for the result (null is allowed where it is zero-sized). The callee owns the arguments, the caller the result.
pub type EntryFn = unsafe extern "C" fn(*mut RocOps, *mut c_void, *mut c_void);

/// A hosted function, `roc_host__name`; the same conventions.
pub type HostFn = unsafe extern "C" fn(*mut RocOps, *mut c_void, *mut c_void);

/// The table that the adapter defines as the hidden symbol `roc_adapter`.
#[repr(C)]
#[derive(Debug)]
pub struct RocAdapter {
    /// [`crate::ABI_VERSION`] of the tool that made it.
    pub abi_version: u32,
    /// Entries of the platform's `provides`; an entry's index is its position there.
    pub entry_count: u32,
    /// Entries of the platform's `hosted`, which is the length of the table at the end.
    pub hosted_count: u32,
    /// Zero.
    pub reserved: u32,
    /// Digest over the platform's entry and hosted names with their layouts; images carry the same.
    pub platform_digest: [u8; 32],
    /// The first of `hosted_count` functions, in the order of the section.
    hosted: [HostFn; 0],
}

impl RocAdapter {
    /// Where the functions begin.
    pub const HOSTED_OFFSET: usize = core::mem::offset_of!(Self, hosted);

    /// The hosted functions.
    ///
    /// # Safety
    /// `this` points to a whole table that lives and doesn't change for `'a`: the static that an adapter defines.
    pub unsafe fn hosted<'a>(this: *const Self) -> &'a [HostFn] {
        // SAFETY: the table's functions follow its head, as many as it says. The address is made from the pointer to
        // the whole, so it may reach beyond the head.
        unsafe {
            core::slice::from_raw_parts((&raw const (*this).hosted).cast(), (*this).hosted_count as usize)
        }
    }
}

// SAFETY: adapters are constant.
unsafe impl Sync for RocAdapter {}

/// The image inside the executable, the hidden symbol `roc_embedded` of the same object: a whole block, aligned to
/// 16, in memory that may be written; or null and 0 where the image is handed over at each start.
#[repr(C)]
#[derive(Debug)]
pub struct RocEmbedded {
    /// First byte of the block: its own length field.
    pub image: *const u8,
    /// Bytes of the whole block.
    pub bytes: u64,
}

// SAFETY: constant; the block it points to is taken over once.
unsafe impl Sync for RocEmbedded {}
