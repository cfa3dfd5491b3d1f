//! Making images: [`Assembler`] for a function's code, [`Blob`] and [`Data`] for constants, [`Layout`] for what
//! releasing needs to know, [`ImageBuilder`] for the whole. Same calls, same bytes.
//!
//! Mistakes of the caller come back as a [`WriteError`] from `finish`; what the validator checks is not checked here.

mod assembler;
mod data;
mod layouts;

pub use assembler::{Assembler, Code, Label};
pub use data::{Blob, Data};
pub use layouts::{Layout, Layouts};

use crate::format::{
    ALIGN, FunctionRecord, Header, MAGIC, MAX_FRAME, MEANING, NONE, Relocation, Section, VERSION,
    captures_at, starts_words,
};
use crate::op::Op;
use core::fmt;
use std::string::String;
use std::vec;
use std::vec::Vec;
use zerocopy::{Immutable, IntoBytes};

/// A function of an image.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct FunctionId(pub u32);

/// A layout of an image.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct LayoutId(pub u32);

/// As an operand.
impl From<FunctionId> for i64 {
    fn from(id: FunctionId) -> i64 {
        id.0.into()
    }
}

/// As an operand.
impl From<LayoutId> for i64 {
    fn from(id: LayoutId) -> i64 {
        id.0.into()
    }
}

/// Bytes of a function's frame.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Frame {
    /// The whole frame; rounded up to a multiple of 16, and to hold arguments and result.
    pub size: u32,
    /// The arguments, at the start.
    pub args: u32,
    /// The result, at the start.
    pub ret: u32,
    /// Whether it is the code of a closure, which gets the pointer to its captures at [`captures_at`]`(args)`.
    pub captures: bool,
}

/// Why an image could not be made.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum WriteError {
    /// An operand doesn't fit into its bits, or there are too many or too few.
    Operand {
        /// The instruction.
        op: Op,
        /// Which one.
        index: usize,
        /// What was given, if anything.
        value: Option<i64>,
    },
    /// A label was used and not bound.
    UnboundLabel(Label),
    /// A function's frame has so many bytes, more than [`MAX_FRAME`].
    Frame(u32),
    /// A function was declared and not defined.
    UndefinedFunction(String),
    /// A layout was declared and not defined.
    UndefinedLayout(LayoutId),
    /// A layout holds itself without a pointer between, or is nested too deeply.
    EndlessLayout(LayoutId),
    /// The image would have more than 4 GiB.
    TooLarge,
}

impl fmt::Display for WriteError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Operand { op, index, value: Some(value) } => {
                write!(f, "operand {index} of {op:?} cannot be {value}")
            }
            Self::Operand { op, index, value: None } => write!(f, "operand {index} of {op:?} is missing"),
            Self::UnboundLabel(label) => write!(f, "{label:?} is used and not bound"),
            Self::Frame(size) => write!(f, "a function's frame has {size} bytes, more than {MAX_FRAME}"),
            Self::UndefinedFunction(name) => write!(f, "the function {name} is declared and not defined"),
            Self::UndefinedLayout(id) => write!(f, "layout {} is declared and not defined", id.0),
            Self::EndlessLayout(id) => write!(f, "layout {} holds itself or is nested too deeply", id.0),
            Self::TooLarge => f.write_str("the program's image would have more than 4 GiB"),
        }
    }
}

impl core::error::Error for WriteError {}

/// An image that is being made.
#[derive(Debug)]
pub struct ImageBuilder {
    /// Constants.
    pub data: Data,
    /// Layouts.
    pub layouts: Layouts,
    platform_digest: [u8; 32],
    hosted_count: u32,
    entries: Vec<u32>,
    functions: Vec<(String, Option<Code>)>,
}

impl ImageBuilder {
    /// An empty image for the platform with this digest and this many hosted functions.
    pub fn new(platform_digest: [u8; 32], hosted_count: u32) -> Self {
        Self {
            data: Data::default(),
            layouts: Layouts::default(),
            platform_digest,
            hosted_count,
            entries: Vec::new(),
            functions: Vec::new(),
        }
    }

    /// A function to be defined later. The name is for people.
    pub fn declare_function(&mut self, name: impl Into<String>) -> FunctionId {
        self.functions.push((name.into(), None));
        FunctionId(self.functions.len() as u32 - 1)
    }

    /// The code of a declared function.
    pub fn define_function(&mut self, id: FunctionId, code: Code) {
        self.functions[id.0 as usize].1 = Some(code);
    }

    /// The function of the platform's next entry.
    pub fn add_entry(&mut self, function: FunctionId) {
        self.entries.push(function.0);
    }

    /// The whole block, its length field included.
    pub fn finish(self) -> Result<Vec<u8>, WriteError> {
        let (layouts, items) = self.layouts.finish()?;
        let (data, relocations) = self.data.finish()?;
        let mut functions = Vec::with_capacity(self.functions.len());
        let (mut code, mut names) = (Vec::new(), Vec::new());
        let mut starts: Vec<u64> = Vec::new();
        for (name, body) in self.functions {
            let Some(body) = body else { return Err(WriteError::UndefinedFunction(name)) };
            let first = code.len();
            functions.push(FunctionRecord {
                code_start: fits(first)?,
                code_len: fits(body.words.len())?,
                frame_size: body.frame.size,
                args_size: body.frame.args,
                ret_size: body.frame.ret,
                name_start: fits(names.len())?,
                name_len: fits(name.len())?,
                captures_at: if body.frame.captures { captures_at(body.frame.args) } else { NONE },
            });
            code.extend_from_slice(&body.words);
            names.extend_from_slice(name.as_bytes());
            starts.resize(starts_words(code.len()), 0);
            for start in body.starts {
                let at = first + start as usize;
                starts[at / 64] |= 1 << (at % 64);
            }
        }
        let mut block = Block { bytes: vec![0; size_of::<Header>().next_multiple_of(ALIGN)] };
        let header = Header {
            length: 0,
            magic: MAGIC,
            version: VERSION,
            platform_digest: self.platform_digest,
            meaning: MEANING,
            hosted_count: self.hosted_count,
            entries: block.add(&self.entries)?,
            functions: block.add(&functions)?,
            code: block.add(&code)?,
            starts: block.add(&starts)?,
            layouts: block.add(&layouts)?,
            items: block.add(&items)?,
            data: block.add(&data)?,
            relocations: block.add::<Relocation>(&relocations)?,
            names: block.add(&names)?,
        };
        let mut bytes = block.bytes;
        let header = Header { length: (bytes.len() - 8) as u64, ..header };
        bytes[..size_of::<Header>()].copy_from_slice(header.as_bytes());
        Ok(bytes)
    }
}

struct Block {
    bytes: Vec<u8>,
}

impl Block {
    fn add<T: IntoBytes + Immutable>(&mut self, elements: &[T]) -> Result<Section, WriteError> {
        let section = Section { offset: fits(self.bytes.len())?, count: fits(elements.len())? };
        self.bytes.extend_from_slice(elements.as_bytes());
        self.bytes.resize(self.bytes.len().next_multiple_of(ALIGN), 0);
        Ok(section)
    }
}

fn fits(n: usize) -> Result<u32, WriteError> {
    u32::try_from(n).map_err(|_| WriteError::TooLarge)
}
