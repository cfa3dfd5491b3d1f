//! One executable for all tests of the back end: each would hold all of LLVM.

#[path = "backend/adapter.rs"]
mod adapter;
#[path = "backend/command.rs"]
mod command;
#[path = "backend/link.rs"]
mod link;
#[path = "backend/programs.rs"]
mod programs;
#[path = "backend/request.rs"]
mod request;
#[path = "backend/symbols.rs"]
mod symbols;
