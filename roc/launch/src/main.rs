//! `roc-launch IMAGE PROGRAM [ARGUMENT…]`: hands a module image to a linked executable and becomes it (Unix) or waits for
//! it. For Bazel's run mode, where both are files that were built before, and for foreign targets, where PROGRAM is an
//! emulator and the executable its first argument.
//!
//! Must not know how either was made. Exit codes: the program's own; 127 when it could not be started.

use roc_ipc::{Ended, Image, Mode, start};
use std::env::args_os;
use std::ffi::OsString;
use std::path::Path;
use std::process::ExitCode;

const USAGE: &str = "\
usage: roc-launch [--wait] IMAGE PROGRAM [ARGUMENT...]

Hands the module image IMAGE to PROGRAM in shared memory and runs it.
With --wait, stays until PROGRAM has ended, passes signals on and ends PROGRAM when it is killed itself.
";

const FAILED: u8 = 127;

fn main() -> ExitCode {
    match run(args_os().skip(1).collect()) {
        Ok(ended) => {
            if let Ended::Signal { .. } = ended {
                eprintln!("roc-launch: {ended}");
            }
            exit(ended.code())
        }
        Err(text) => {
            eprintln!("roc-launch: {text}");
            ExitCode::from(FAILED)
        }
    }
}

/// `ExitCode` holds 8 bits, but a process on Windows can end with 32.
fn exit(code: i32) -> ExitCode {
    match u8::try_from(code) {
        Ok(code) => ExitCode::from(code),
        Err(_) => std::process::exit(code),
    }
}

fn run(mut words: Vec<OsString>) -> Result<Ended, String> {
    let wait = words.first().is_some_and(|word| word == "--wait");
    let rest = words.split_off(usize::from(wait));
    let [image, program, arguments @ ..] = rest.as_slice() else {
        return Err(format!("an image and a program are needed\n{USAGE}"));
    };
    let mode = if wait { Mode::Wait } else { Mode::Replace };
    let path = Path::new(image);
    let image = Image::from_file(path).map_err(|e| format!("{}: {e}", path.display()))?;
    start(image, program, arguments, mode).map_err(|e| e.to_string())
}
