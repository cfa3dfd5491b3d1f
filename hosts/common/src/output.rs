//! Standard output and standard error, without a buffer: what was written is there, also after a crash.

use crate::libc;
use core::fmt::{self, Write};

/// Where to write.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stream {
    /// Descriptor 1.
    Stdout = 1,
    /// Descriptor 2.
    Stderr = 2,
}

/// Writes everything. When that is impossible the program ends with code 1: quietly if nobody reads any more, else
/// with a message.
pub fn write(stream: Stream, mut bytes: &[u8]) {
    while !bytes.is_empty() {
        if let Some(taken) = libc::write_some(stream as i32, bytes) {
            bytes = bytes.get(taken..).unwrap_or_default();
            continue;
        }
        match libc::errno() {
            libc::EINTR => {}
            libc::EAGAIN => libc::wait_for_room(stream as i32),
            libc::EPIPE => libc::end(1),
            code => {
                if stream == Stream::Stdout {
                    let _ = writeln!(Stream::Stderr, "cannot write to standard output (system error {code})");
                }
                libc::end(1)
            }
        }
    }
}

/// Writes formatted text to standard output.
pub fn print(text: fmt::Arguments<'_>) {
    // Writing either succeeds or ends the program.
    let _ = Stream::Stdout.write_fmt(text);
}

impl Write for Stream {
    fn write_str(&mut self, text: &str) -> fmt::Result {
        write(*self, text.as_bytes());
        Ok(())
    }
}
