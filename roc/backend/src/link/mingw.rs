//! The command line for Windows, by LLD's MinGW driver.

use super::{Job, argument};
use crate::error::Error;

pub(super) fn command(job: &Job) -> Result<Vec<String>, Error> {
    let mut words: Vec<&str> = vec!["ld.lld", "-m", "i386pep", "-Bstatic", "--threads=1"];
    words.extend(["--error-limit=0"]);
    words.extend(["-e", "mainCRTStartup", "--subsystem", "console"]);
    words.extend(["--gc-sections", "--strip-all", "--no-insert-timestamp"]);
    let mut command: Vec<String> = words.into_iter().map(str::to_owned).collect();
    command.extend(["-o".to_owned(), argument(&job.output)?]);
    command.extend(job.file_arguments()?);
    Ok(command)
}
