//! Files, imports, packages, the module graph. All file access of the compiler goes through here; what names mean and
//! what types are is none of its business.
//!
//! [`Graph::load`] reads a root file and everything that it reaches; [`Graph::canonicalize`] then turns one module
//! after the other into canonical IR, in the order of their ids.

mod copies;
pub mod fs;
mod graph;
mod load;
mod location;
mod order;
mod package;
mod remote;
mod resolve;
pub mod targets;

pub use fs::{FileSystem, MemoryFileSystem, OsFileSystem, ReadError};
pub use graph::{
    BUILTIN_FILE, DefaultPlatform, Digest, Graph, LoadFailure, LoadedModule, NoOutlines, Options, Outline,
    Outlines, Platform,
};
pub use remote::{NoRemote, Remote, RemoteFailure, RemotePackage};
pub use roc_canonical::{FileKind, Purpose};
