//! One executable for all tests of the back end: each would hold all of LLVM.

mod adapter;
mod command;
mod link;
mod programs;
mod request;
mod symbols;
