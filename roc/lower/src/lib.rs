//! Monomorphic, layouts fixed, reference counts explicit: LIR; writes module images.
//!
//! Checked code is specialised ([`specialize`], [`mono`]) and built as [`lir`] ([`build`]). [`image`] runs what follows,
//! each step once: [`inline`], [`returns`], [`tail`], [`simplify`], `split`, [`copies`], [`dead`] and [`compact`] make functions
//! shorter; [`borrow`] and [`rc`] make counting explicit; then, function by function, [`prepare`], [`frame`] and [`emit`] make instructions.

pub mod borrow;
pub mod build;
pub mod callee;
pub mod compact;
pub mod copies;
pub mod dead;
pub mod emit;
pub mod frame;
pub mod fuse;
pub mod image;
pub mod inline;
pub mod known;
pub mod lir;
pub mod liveness;
pub mod mono;
pub mod order;
pub mod prepare;
pub mod rc;
pub mod recursion;
mod repair;
pub mod returns;
pub mod simplify;
pub mod specialize;
mod split;
pub mod subset;
pub mod tail;
