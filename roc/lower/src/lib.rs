//! Monomorphic, layouts fixed, reference counts explicit: LIR; writes module images.

pub mod callee;
pub mod build;
pub mod dead;
pub mod frame;
pub mod lir;
pub mod liveness;
pub mod mono;
pub mod order;
pub mod rc;
pub mod specialize;
