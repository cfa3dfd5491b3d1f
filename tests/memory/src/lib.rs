//! Conformance programs on a host that watches memory: it finds what is used after its release, released twice, written
//! beside or not released at all, and it can say at any call that there is no more.
//!
//! A program is compiled by the tools in `ROC_DIST` and interpreted in a process of its own, as damage may end it.

mod cases;
mod child;
mod host;

pub use cases::{Case, cases, tools};
pub use child::{Ended, Start, run_if_asked};
