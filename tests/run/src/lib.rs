//! Tests of the run path as its users meet it: the folder that is handed out (`ROC_DIST`, with `bin/roc` and
//! `libexec/roc-backend`) in a world of its own for each test. `cargo xtask test` and Bazel say where the folder is;
//! without it each test says on standard error that it is skipped.
//!
//! Must not know the crates that it tests.

mod outcome;
mod processes;
mod sandbox;
mod starts;
mod tools;

pub use outcome::{Outcome, Run};
pub use processes::{children, eventually, is_running, shared_memory, signal};
pub use sandbox::{Kind, Sandbox};
pub use starts::Starts;
pub use tools::{EXAMPLES, root, skip};
