//! What the hand-over needs of the operating system, the same three functions on each: `take_variable`, `map`,
//! `make_read_only`.

#[cfg_attr(target_os = "linux", path = "linux.rs")]
#[cfg_attr(target_os = "macos", path = "macos.rs")]
#[cfg_attr(windows, path = "windows.rs")]
mod this;

pub use this::{make_read_only, map, take_variable};
