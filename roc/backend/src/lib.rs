//! The back end of `roc`: adapter objects made with LLVM, programs linked with LLD, both in this process.
//!
//! A [`request`] comes in, a file goes out, or an [`error`] that a person can act on. The order is the order of the
//! modules: a [`target`] from the table, an [`adapter`] by a code [`machine`], its [`symbols`] compared with the host's,
//! a [`link`](mod@link).
//!
//! Must not know: Roc source, types, module images (an embedded one is bytes with a length), caches, platforms' files.

pub mod adapter;
pub mod error;
mod files;
pub mod link;
pub mod machine;
pub mod request;
pub mod symbols;
pub mod target;

use crate::error::Error;
use crate::request::AdapterRequest;

/// Makes an adapter and stores it.
pub fn write_adapter(request: &AdapterRequest) -> Result<(), Error> {
    let bytes = adapter_bytes(request)?;
    files::store(&request.output, &bytes)
}

/// Makes an adapter.
pub fn adapter_bytes(request: &AdapterRequest) -> Result<Vec<u8>, Error> {
    let image = request.adapter.image.as_deref().map(files::read_image).transpose()?;
    adapter::make(request.target, &request.adapter, image.as_deref(), request.emit)
}
