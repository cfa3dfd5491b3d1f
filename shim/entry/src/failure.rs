//! Every way in which a program can fail before its first instruction, and its text.

use core::fmt::{self, Write};
use roc_shim_abi::ABI_VERSION;
use roc_shim_abi::handover::VARIABLE;
use roc_shim_vm::LoadError;

#[allow(dead_code, reason = "each system uses its own part")]
pub enum Failure {
    /// The variable is not there, and nothing is embedded.
    Absent,
    /// The variable's value is not of the form that this version writes.
    Malformed,
    /// The descriptor or handle is not open, or nothing that can be mapped.
    Closed { descriptor: u64, code: u32 },
    /// Open, but somebody could still write or shorten it.
    Unsealed { descriptor: u64 },
    /// The object's size is not the announced one.
    Size { announced: u64, real: u64 },
    /// The system refused the mapping.
    Map { code: u32 },
    /// The block's own length field disagrees with the block.
    Length { stated: u64, real: u64 },
    /// The adapter was made by another version of the tool.
    Adapter { version: u32 },
    /// The image is damaged, or of another version or platform.
    Load(LoadError),
    /// The host asks for an entry that there isn't.
    Index { index: u32, count: usize },
}

impl Failure {
    /// Writes the text for the host's `roc_crashed`.
    pub fn describe(&self, out: &mut Text) {
        // Text takes what fits and never fails.
        let _ = match self {
            Self::Absent => out.write_str(
                "this program holds no Roc app by itself: start it with `roc`, which hands it a module image",
            ),
            Self::Malformed => write!(
                out,
                "the variable {VARIABLE} has a form that this program does not know: it was linked by another version of `roc`, or set by hand"
            ),
            Self::Closed { descriptor, code } => write!(
                out,
                "the module image should be at descriptor {descriptor}, but nothing that can be mapped is open there (system error {code})"
            ),
            Self::Unsealed { descriptor } => write!(
                out,
                "descriptor {descriptor} is not a sealed module image: its contents could still change"
            ),
            Self::Size { announced, real } => {
                write!(out, "the module image should have {announced} bytes, but has {real}")
            }
            Self::Map { code } => {
                write!(out, "the module image could not be mapped into memory (system error {code})")
            }
            Self::Length { stated, real } => {
                write!(out, "the module image says that it holds {stated} bytes, but holds {real}")
            }
            Self::Adapter { version } => write!(
                out,
                "this program was linked by another version of `roc`: its adapter has version {version}, the interpreter {ABI_VERSION}"
            ),
            Self::Load(error) => write!(out, "{error}"),
            Self::Index { index, count } => {
                write!(out, "the host called entry point {index}, but the platform provides {count}")
            }
        };
    }
}

/// A line of text without an allocator; what doesn't fit is dropped.
pub struct Text {
    bytes: [u8; 400],
    len: usize,
}

impl Text {
    pub fn new() -> Self {
        Self { bytes: [0; 400], len: 0 }
    }

    pub fn as_str(&self) -> &str {
        let bytes = self.bytes.get(..self.len).unwrap_or_default();
        // Cut between characters only, so this never fails.
        core::str::from_utf8(bytes).unwrap_or_default()
    }
}

impl Write for Text {
    fn write_str(&mut self, text: &str) -> fmt::Result {
        let room = self.bytes.len() - self.len;
        let text = &text[..text.floor_char_boundary(room)];
        self.bytes[self.len..][..text.len()].copy_from_slice(text.as_bytes());
        self.len += text.len();
        Ok(())
    }
}
