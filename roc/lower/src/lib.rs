//! Monomorphic, layouts fixed, reference counts explicit: LIR; writes module images.

pub mod lir;
pub mod liveness;
