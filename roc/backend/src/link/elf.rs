//! The command line for Linux: static with musl, position independent and dynamic with glibc.

use super::{Job, argument};
use crate::error::Error;
use crate::target::{Arch, Flavor};

pub(super) fn command(job: &Job) -> Result<Vec<String>, Error> {
    let arch = job.target.arch();
    let machine = match arch {
        Arch::X64 => "elf_x86_64",
        Arch::Arm64 => "aarch64linux",
    };
    let mut words: Vec<&str> = vec!["ld.lld", "-m", machine];
    // Only what the command line names; one thread is quickest for programs of this size.
    words.extend(["-nostdlib", "--threads=1", "--color-diagnostics=never", "--error-limit=0"]);
    words.extend(["--gc-sections", "--strip-all", "--build-id=none", "--hash-style=gnu", "--eh-frame-hdr"]);
    words.extend(["-z", "noexecstack", "-z", "relro", "-z", "now"]);
    if job.target.flavor() == Flavor::Musl {
        words.push("-static");
    } else {
        let loader = match arch {
            Arch::X64 => "/lib64/ld-linux-x86-64.so.2",
            Arch::Arm64 => "/lib/ld-linux-aarch64.so.1",
        };
        words.extend(["-pie", "-dynamic-linker", loader, "--as-needed"]);
    }
    let mut command: Vec<String> = words.into_iter().map(str::to_owned).collect();
    command.extend(["-o".to_owned(), argument(&job.output)?]);
    command.extend(job.file_arguments()?);
    Ok(command)
}
