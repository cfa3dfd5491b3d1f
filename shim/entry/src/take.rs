//! Takes the image over exactly once and keeps the outcome for the first call from the host.

use crate::block::{Block, Pages};
use crate::failure::Failure;
use crate::once::Once;
use crate::{roc_embedded, system};
use core::cell::Cell;
use roc_shim_abi::handover::{HEAD, Handover, stated_length};

/// The block until somebody takes it.
struct Slot(Cell<Option<Result<Block, Failure>>>);

// SAFETY: emptied under the lock of `PROGRAM` in lib.rs, which calls `block` once; before that only `Once` writes it.
unsafe impl Sync for Slot {}
// SAFETY: a block is plain memory that any thread may use.
unsafe impl Send for Slot {}

static TAKEN: Once<Slot> = Once::new();

/// From the constructor: maps the image, closes the descriptor and removes the variable, so that nothing that the host
/// starts later inherits either.
pub fn early() {
    TAKEN.get_or_init(|| Slot(Cell::new(Some(take()))));
}

/// The block; to be called once.
pub fn block() -> Result<Block, Failure> {
    let slot = TAKEN.get_or_init(|| Slot(Cell::new(Some(take()))));
    slot.0.take().unwrap_or(Err(Failure::Absent))
}

fn take() -> Result<Block, Failure> {
    let block = match embedded() {
        Some(block) => block,
        None => handed_over()?,
    };
    let real = (block.bytes.len() as u64).saturating_sub(HEAD);
    match stated_length(block.bytes) {
        Some(stated) if stated == real => Ok(block),
        stated => Err(Failure::Length { stated: stated.unwrap_or(0), real }),
    }
}

fn embedded() -> Option<Block> {
    // SAFETY: the adapter of this program defines it, and it is constant.
    let embedded = unsafe { &roc_embedded };
    if embedded.image.is_null() {
        return None;
    }
    let (first, bytes) = (embedded.image.cast_mut(), embedded.bytes as usize);
    // SAFETY: the adapter embeds a whole block in memory that may be written, for this function alone, which runs once.
    Some(Block::new(unsafe { core::slice::from_raw_parts_mut(first, bytes) }, Pages::Shared))
}

fn handed_over() -> Result<Block, Failure> {
    let mut value = [0u8; 64];
    let value = system::take_variable(&mut value).ok_or(Failure::Absent)?;
    let handover = Handover::parse(value).ok_or(Failure::Malformed)?;
    system::map(&handover).map(|bytes| Block::new(bytes, Pages::Own))
}
