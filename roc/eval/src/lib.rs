//! Programs run inside the tool, on the interpreter that also runs them in their executables: top-level expects,
//! constants, lines of the REPL.
//!
//! [`Executable`] is a lowered program made ready; [`run`](run::run) calls its entries, each on a host of its own
//! ([`host`]), and gives back what they returned as data. There is nothing of a platform here: no hosted function can be
//! called.
//!
//! Must not know: sources, types, files, terminals.

pub mod constants;
mod executable;
mod host;
mod memory;
pub mod run;
pub mod value;

pub use executable::{Executable, Refused};
pub use host::Event;
pub use run::{Limits, Run, Stop};
