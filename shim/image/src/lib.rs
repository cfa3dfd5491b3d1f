//! To come.
#![no_std]
pub mod lowlevel;
