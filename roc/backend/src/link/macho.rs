//! The command line for macOS. Apple silicon programs get LLD's ad-hoc signature, whose identifier is the name that
//! everything is linked under.

use super::{Job, argument};
use crate::error::Error;
use crate::target::Arch;

pub(super) fn command(job: &Job) -> Result<Vec<String>, Error> {
    let arch = match job.target.arch() {
        Arch::X64 => "x86_64",
        Arch::Arm64 => "arm64",
    };
    let mut words: Vec<&str> = vec!["ld64.lld", "-arch", arch, "-platform_version", "macos", "11.0", "14.0"];
    words.extend(["--threads=1", "--color-diagnostics=never", "--error-limit=0"]);
    // -S: the debug map would hold the inputs' paths.
    words.extend(["-dead_strip", "-S", "-x"]);
    let mut command: Vec<String> = words.into_iter().map(str::to_owned).collect();
    command.extend(["-o".to_owned(), argument(&job.output)?]);
    command.extend(job.file_arguments()?);
    Ok(command)
}
