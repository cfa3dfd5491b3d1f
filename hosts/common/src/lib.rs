//! What the hosts of this repository have in common: memory, output, reports and the frame of `main`. No std; of the C
//! library only what `libc` declares.
//!
//! Must not know: any platform's entry points.
#![no_std]

mod arguments;
mod host;
mod libc;
mod output;

pub use arguments::Arguments;
pub use host::{Host, run};
pub use output::{Stream, print, write};

#[panic_handler]
fn panic(info: &core::panic::PanicInfo<'_>) -> ! {
    use core::fmt::Write;
    let _ = writeln!(Stream::Stderr, "{info}");
    libc::end(134)
}
