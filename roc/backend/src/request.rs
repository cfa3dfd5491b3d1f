//! What can be asked for: the JSON of `roc-backend adapter` and `roc-backend link`. Unknown fields are refused.

use crate::error::Error;
use crate::target::Target;
use serde::de::{DeserializeOwned, Error as _};
use serde::{Deserialize, Deserializer};
use std::path::PathBuf;

/// The version of the protocol, in every request.
pub const VERSION: u32 = 1;

/// Makes the adapter of a platform.
///
/// ```json
/// {
///   "version": 1,
///   "target": "x64musl",
///   "adapter": {
///     "entries": ["roc__init", "roc__update"],
///     "hosted": ["roc_host__stdout_line"],
///     "platform_digest": "<64 hex digits>"
///   },
///   "emit": "object",
///   "output": "adapter.o"
/// }
/// ```
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AdapterRequest {
    /// [`VERSION`].
    pub version: u32,
    /// What to make it for.
    pub target: Target,
    /// What it holds.
    pub adapter: Adapter,
    /// In which form.
    #[serde(default)]
    pub emit: Emit,
    /// Where to; replaced at once if it exists.
    pub output: PathBuf,
}

/// What an adapter holds.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Adapter {
    /// The symbols of the header's `provides`, in its order: position is index.
    pub entries: Vec<String>,
    /// The symbols of the header's `hosted`, in its order.
    pub hosted: Vec<String>,
    /// Covers entry and hosted names with their layouts; images carry the same. 64 hex digits.
    #[serde(deserialize_with = "digest")]
    pub platform_digest: [u8; 32],
    /// A module image to put into the executable.
    #[serde(default)]
    pub image: Option<PathBuf>,
}

/// The form in which a module is written.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Emit {
    /// An object file of the target.
    #[default]
    Object,
    /// LLVM's textual form.
    LlvmIr,
    /// LLVM's binary form.
    Bitcode,
}

/// Links host, shim and adapter to a program.
///
/// ```json
/// {
///   "version": 1,
///   "target": "x64musl",
///   "platform": { "name": "model", "file": "platform/main.roc" },
///   "shim": "shim.o",
///   "adapter": { "make": { "entries": ["roc__init"], "hosted": [], "platform_digest": "…" } },
///   "inputs": [{ "file": "crt1.o" }, { "host": "libhost.a" }, "app", { "file": "libc.a" }],
///   "output": "program"
/// }
/// ```
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LinkRequest {
    /// [`VERSION`].
    pub version: u32,
    /// What to link for.
    pub target: Target,
    /// Whose host it is; for messages only.
    pub platform: Platform,
    /// The shim's object.
    pub shim: PathBuf,
    /// The adapter.
    pub adapter: AdapterSource,
    /// Everything else, in the order of the platform's `targets:` section.
    pub inputs: Vec<Input>,
    /// Where to; replaced at once if it exists.
    pub output: PathBuf,
}

/// A platform as messages name it.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Platform {
    /// Its name; may be empty.
    pub name: String,
    /// The file with its header.
    pub file: String,
}

/// Where the adapter of a link comes from.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "lowercase", deny_unknown_fields)]
pub enum AdapterSource {
    /// An object that `roc-backend adapter` wrote.
    File(PathBuf),
    /// Made in passing.
    Make(Adapter),
}

/// A link input.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "lowercase", deny_unknown_fields)]
pub enum Input {
    /// The app's place; exactly one.
    App,
    /// An archive or object of the host; at least one. Its symbols are compared with the platform's.
    Host(PathBuf),
    /// An archive or object of the system.
    File(PathBuf),
}

/// Reads a request and checks its version.
pub fn parse<Request: DeserializeOwned>(json: &[u8]) -> Result<Request, Error> {
    #[derive(Deserialize)]
    #[serde(expecting = "an object with a version")]
    struct Head {
        version: u32,
    }
    // The version first: another version's fields are not worth a message.
    let wrong =
        |e: serde_json::Error| Error::Request(format!("The request is not what is expected here: {e}."));
    let head: Head = serde_json::from_slice(json).map_err(wrong)?;
    if head.version != VERSION {
        return Err(Error::Request(format!(
            "The request has version {}, this roc-backend knows version {VERSION}. \
             roc and roc-backend must be of the same release.",
            head.version
        )));
    }
    serde_json::from_slice(json).map_err(wrong)
}

/// 32 bytes from 64 hex digits.
pub fn parse_digest(text: &str) -> Result<[u8; 32], String> {
    let mut bytes = [0; 32];
    let hex = text.len() == 64 && text.bytes().all(|b| b.is_ascii_hexdigit());
    if !hex {
        return Err(format!("a digest is 64 hex digits, not “{text}”"));
    }
    for (byte, pair) in bytes.iter_mut().zip(text.as_bytes().chunks_exact(2)) {
        let digit = |b: u8| (b as char).to_digit(16).unwrap_or_default() as u8;
        *byte = digit(pair[0]) << 4 | digit(pair[1]);
    }
    Ok(bytes)
}

fn digest<'de, D: Deserializer<'de>>(from: D) -> Result<[u8; 32], D::Error> {
    parse_digest(&String::deserialize(from)?).map_err(D::Error::custom)
}
