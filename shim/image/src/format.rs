//! The module image: one block of bytes, little endian, that the interpreter uses as it is.
//!
//! The block begins with [`Header`]. All offsets are in bytes from the block's start; sections begin at multiples
//! of [`ALIGN`], as does the block itself in memory. Nothing in the block is a pointer except where
//! [`Relocation`]s say so, which are applied once, when the block is in its place.
//!
//! Must not know: how images are made or run.

use crate::lowlevel;
use crate::op::Op;
use zerocopy::{FromBytes, Immutable, IntoBytes, KnownLayout};

/// Alignment of the block in memory and of its sections in the block.
pub const ALIGN: usize = 16;

/// The first bytes after the length.
pub const MAGIC: [u8; 4] = *b"ROCI";

/// The version of the records below.
pub const VERSION: u32 = 1;

/// The version of what instructions and low-level operations mean: changes with their tables.
pub const MEANING: u32 = Op::DIGEST ^ lowlevel::DIGEST.rotate_left(1);

/// The largest frame of a function, in bytes: what operands can address.
pub const MAX_FRAME: u32 = 1 << 16;

/// The deepest nesting of values inside values without a pointer between.
pub const MAX_DEPTH: u16 = 255;

/// Where a layout or another id can be missing.
pub const NONE: u32 = u32::MAX;

/// The block's head.
#[repr(C)]
#[derive(Clone, Copy, Debug, FromBytes, IntoBytes, KnownLayout, Immutable)]
pub struct Header {
    /// Bytes of the block after this field.
    pub length: u64,
    /// [`MAGIC`].
    pub magic: [u8; 4],
    /// [`VERSION`].
    pub version: u32,
    /// Digest of the platform that the program was made for.
    pub platform_digest: [u8; 32],
    /// [`MEANING`].
    pub meaning: u32,
    /// Hosted functions of the platform; indices are below.
    pub hosted_count: u32,
    /// `u32` each: the function of each entry of the platform, in the order of `provides`.
    pub entries: Section,
    /// [`FunctionRecord`] each.
    pub functions: Section,
    /// `u64` each: the functions' instructions, one function after the other.
    pub code: Section,
    /// `u64` each: a bit for each word of code, from the lowest on, 1 where an instruction starts.
    pub starts: Section,
    /// [`LayoutRecord`] each.
    pub layouts: Section,
    /// `u32` each: the parts of the layouts.
    pub items: Section,
    /// Bytes: constants.
    pub data: Section,
    /// [`Relocation`] each.
    pub relocations: Section,
    /// Bytes: the functions' names in UTF-8.
    pub names: Section,
}

/// An array in the block.
#[repr(C)]
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, FromBytes, IntoBytes, KnownLayout, Immutable)]
pub struct Section {
    /// Bytes from the start of the block, a multiple of [`ALIGN`].
    pub offset: u32,
    /// Elements.
    pub count: u32,
}

/// A function.
#[repr(C)]
#[derive(Clone, Copy, Debug, PartialEq, Eq, FromBytes, IntoBytes, KnownLayout, Immutable)]
pub struct FunctionRecord {
    /// First word of code; functions follow each other without a gap.
    pub code_start: u32,
    /// Words of code, at least one.
    pub code_len: u32,
    /// Bytes of the frame, a multiple of 16, at most [`MAX_FRAME`].
    pub frame_size: u32,
    /// Bytes of the arguments, at the frame's start.
    pub args_size: u32,
    /// Bytes of the result, at the frame's start.
    pub ret_size: u32,
    /// First byte of the name.
    pub name_start: u32,
    /// Bytes of the name.
    pub name_len: u32,
    /// For the code of a closure: where in the frame the pointer to its captures is, which is behind the arguments
    /// ([`captures_at`]). Else [`NONE`].
    pub captures_at: u32,
}

impl FunctionRecord {
    /// Bytes of the arguments with the pointer to the captures.
    pub fn args_end(&self) -> u32 {
        if self.captures_at == NONE { self.args_size } else { self.captures_at.saturating_add(8) }
    }
}

/// Where the pointer to the captures is behind arguments of this size.
pub const fn captures_at(args_size: u32) -> u32 {
    args_size.next_multiple_of(8)
}

/// A layout: what releasing, retaining and the runtime of lists need to know.
#[repr(C)]
#[derive(Clone, Copy, Debug, PartialEq, Eq, FromBytes, IntoBytes, KnownLayout, Immutable)]
pub struct LayoutRecord {
    /// Bytes of a value, a multiple of `align`.
    pub size: u32,
    /// A power of two, at most 16.
    pub align: u16,
    /// How many levels of parts are inside, 0 where there are none: the parts of a value have a smaller number, so
    /// that walking through a value ends.
    pub depth: u16,
    /// A [`LayoutKind`].
    pub kind: u32,
    /// For a list the layout of its elements, for a box of its inside; else the first item.
    pub first: u32,
    /// Items.
    pub count: u32,
}

/// What a layout is. Every kind but the first holds counted memory.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u32)]
pub enum LayoutKind {
    /// Bytes without counted memory.
    Plain,
    /// A string.
    Str,
    /// A list.
    List,
    /// A pointer to a counted allocation of one value.
    Box,
    /// A pointer to a counted allocation with code and captures.
    Closure,
    /// Two items a counted part: offset, layout.
    Struct,
    /// Items: offset of the discriminant, its size (0, 1, 2 or 4), then for each tag the layout of the payload, or
    /// [`NONE`] where nothing in it is counted.
    Union,
}

impl LayoutKind {
    /// All kinds by number.
    pub const ALL: [Self; 7] =
        [Self::Plain, Self::Str, Self::List, Self::Box, Self::Closure, Self::Struct, Self::Union];

    /// The kind with this number.
    pub fn from_number(number: u32) -> Option<Self> {
        Self::ALL.get(number as usize).copied()
    }
}

impl LayoutRecord {
    /// Whether values hold counted memory.
    pub fn is_counted(&self) -> bool {
        self.kind != LayoutKind::Plain as u32
    }
}

/// A place in the data that needs addresses.
#[repr(C)]
#[derive(Clone, Copy, Debug, PartialEq, Eq, FromBytes, IntoBytes, KnownLayout, Immutable)]
pub struct Relocation {
    /// Where, in bytes from the start of the data; a multiple of 8.
    pub offset: u32,
    /// For a pointer: what it points to, in bytes from the start of the data. For a closure: [`CLOSURE`].
    pub target: u32,
}

/// The target that marks a [`ClosureRecord`] rather than a pointer.
pub const CLOSURE: u32 = u32::MAX;

/// A function value's allocation, in data and on the heap. What the host ABI calls captures begins at `function`, and
/// that address is what code gets; the captured values begin behind the record. Allocations are aligned to 16.
#[repr(C)]
#[derive(Clone, Copy, Debug, PartialEq, Eq, FromBytes, IntoBytes, KnownLayout, Immutable)]
pub struct ClosureRecord {
    /// Address of the interpreter's function that calls a closure; zero in the image.
    pub call: u64,
    /// Address of the interpreter's function that releases captures; zero in the image.
    pub drop: u64,
    /// The code, as an id.
    pub function: u32,
    /// The layout of the captured values, as an id.
    pub captures: u32,
    /// Address of the program that both are of; zero in the image.
    pub program: u64,
}

impl ClosureRecord {
    /// Bytes before what the host ABI calls captures.
    pub const HEAD: usize = 16;
    /// Bytes from there to the captured values.
    pub const VALUES: usize = size_of::<Self>() - Self::HEAD;
}

/// Number of 64-bit words that hold a bit for each of `words`.
pub const fn starts_words(words: usize) -> usize {
    words.div_ceil(64)
}
