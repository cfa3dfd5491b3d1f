//! Names resolved, sugar removed: canonical IR. Must not know types of expressions, does no I/O.

pub mod ir;
