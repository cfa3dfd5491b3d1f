//! The layouts by number: every size, alignment and offset of what crosses the boundary.

use crate::{
    ABI_VERSION, HostFunctions, RawList, RocAdapter, RocAllocArgs, RocBox, RocDeallocArgs, RocDec,
    RocEmbedded, RocOps, RocReallocArgs, RocStr, RocText,
};
use core::mem::offset_of;

/// One line of the table. For a type: its size and alignment. For a field `Type.field`: its offset and size.
/// For a constant: its value and 0.
pub type Line = (&'static str, usize, usize);

/// Everything that `roc_host.h` states too.
pub const LAYOUT: &[Line] = &[
    ("ROC_ABI_VERSION", ABI_VERSION as usize, 0),
    ("RocAllocArgs", size_of::<RocAllocArgs>(), align_of::<RocAllocArgs>()),
    ("RocAllocArgs.alignment", offset_of!(RocAllocArgs, alignment), 8),
    ("RocAllocArgs.length", offset_of!(RocAllocArgs, length), 8),
    ("RocAllocArgs.answer", offset_of!(RocAllocArgs, answer), 8),
    ("RocDeallocArgs", size_of::<RocDeallocArgs>(), align_of::<RocDeallocArgs>()),
    ("RocDeallocArgs.alignment", offset_of!(RocDeallocArgs, alignment), 8),
    ("RocDeallocArgs.ptr", offset_of!(RocDeallocArgs, ptr), 8),
    ("RocReallocArgs", size_of::<RocReallocArgs>(), align_of::<RocReallocArgs>()),
    ("RocReallocArgs.alignment", offset_of!(RocReallocArgs, alignment), 8),
    ("RocReallocArgs.new_length", offset_of!(RocReallocArgs, new_length), 8),
    ("RocReallocArgs.answer", offset_of!(RocReallocArgs, answer), 8),
    ("RocText", size_of::<RocText>(), align_of::<RocText>()),
    ("RocText.utf8", offset_of!(RocText, utf8), 8),
    ("RocText.len", offset_of!(RocText, len), 8),
    ("RocOps", size_of::<RocOps>(), align_of::<RocOps>()),
    ("RocOps.env", offset_of!(RocOps, env), 8),
    ("RocOps.roc_alloc", offset_of!(RocOps, functions) + offset_of!(HostFunctions, roc_alloc), 8),
    ("RocOps.roc_dealloc", offset_of!(RocOps, functions) + offset_of!(HostFunctions, roc_dealloc), 8),
    ("RocOps.roc_realloc", offset_of!(RocOps, functions) + offset_of!(HostFunctions, roc_realloc), 8),
    ("RocOps.roc_dbg", offset_of!(RocOps, functions) + offset_of!(HostFunctions, roc_dbg), 8),
    (
        "RocOps.roc_expect_failed",
        offset_of!(RocOps, functions) + offset_of!(HostFunctions, roc_expect_failed),
        8,
    ),
    ("RocOps.roc_crashed", offset_of!(RocOps, functions) + offset_of!(HostFunctions, roc_crashed), 8),
    ("RocStr", size_of::<RocStr>(), align_of::<RocStr>()),
    ("RocStr.bytes", offset_of!(RocStr, bytes), 8),
    ("RocStr.length", offset_of!(RocStr, length), 8),
    ("RocStr.capacity_or_alloc_ptr", offset_of!(RocStr, capacity_or_alloc_ptr), 8),
    ("RocList", size_of::<RawList>(), align_of::<RawList>()),
    ("RocList.elements", offset_of!(RawList, elements), 8),
    ("RocList.length", offset_of!(RawList, length), 8),
    ("RocList.capacity_or_alloc_ptr", offset_of!(RawList, capacity_or_alloc_ptr), 8),
    ("RocBox", size_of::<RocBox<()>>(), align_of::<RocBox<()>>()),
    ("RocDec", size_of::<RocDec>(), align_of::<RocDec>()),
    ("u128", size_of::<u128>(), align_of::<u128>()),
    ("RocAdapter", size_of::<RocAdapter>(), align_of::<RocAdapter>()),
    ("RocAdapter.abi_version", offset_of!(RocAdapter, abi_version), 4),
    ("RocAdapter.entry_count", offset_of!(RocAdapter, entry_count), 4),
    ("RocAdapter.hosted_count", offset_of!(RocAdapter, hosted_count), 4),
    ("RocAdapter.reserved", offset_of!(RocAdapter, reserved), 4),
    ("RocAdapter.platform_digest", offset_of!(RocAdapter, platform_digest), 32),
    ("RocAdapter.hosted", RocAdapter::HOSTED_OFFSET, 0),
    ("RocEmbedded", size_of::<RocEmbedded>(), align_of::<RocEmbedded>()),
    ("RocEmbedded.image", offset_of!(RocEmbedded, image), 8),
    ("RocEmbedded.bytes", offset_of!(RocEmbedded, bytes), 8),
    ("header of bytes", crate::counted::header_size(1, false), crate::counted::data_align(1)),
    ("header of u128", crate::counted::header_size(16, false), crate::counted::data_align(16)),
    ("header of counted elements", crate::counted::header_size(8, true), crate::counted::data_align(8)),
    (
        "header of aligned counted elements",
        crate::counted::header_size(16, true),
        crate::counted::data_align(16),
    ),
];
