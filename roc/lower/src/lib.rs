//! Monomorphic, layouts fixed, reference counts explicit: LIR; writes module images.

pub mod borrow;
pub mod build;
pub mod callee;
pub mod copies;
pub mod dead;
pub mod emit;
pub mod frame;
pub mod image;
pub mod lir;
pub mod liveness;
pub mod mono;
pub mod order;
pub mod prepare;
pub mod rc;
pub mod recursion;
pub mod returns;
pub mod specialize;
pub mod tail;
