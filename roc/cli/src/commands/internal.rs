//! `roc internal`: what build rules call.

use std::path::Path;

use crate::args::{FmtArgs, InternalCommand, ValidCommand};
use crate::commands::check::checked;
use crate::commands::fmt::fmt;
use crate::commands::platform::platform;
use crate::compile::compile;
use crate::dist;
use crate::timings::Timings;
use crate::{output, packages};

pub fn internal(command: InternalCommand) -> u8 {
    let outcome = match command {
        InternalCommand::Image { file, output, common } => return image(&file, &output, &common),
        InternalCommand::Platform(args) => return platform(&args),
        InternalCommand::Valid { what } => return valid(what),
        InternalCommand::Parts { output } => {
            dist::Dist::open().and_then(|dist| dist.extract_targets(&output)).map_err(|e| e.to_string())
        }
        InternalCommand::Pack { roc, backend, output, parts } => {
            dist::pack(&roc, &backend, &parts, &output).map_err(|e| e.to_string())
        }
        InternalCommand::PackTargets { output, parts } => {
            dist::pack_targets(&parts, &output).map_err(|e| e.to_string())
        }
    };
    match outcome {
        Ok(()) => 0,
        Err(message) => {
            output::error(message, None);
            1
        }
    }
}

/// Warnings don't fail a build action; errors do.
fn image(file: &Path, to: &Path, common: &crate::args::Common) -> u8 {
    let mut timings = Timings::start();
    let compiled = compile(file, common, &packages::open(common), &mut timings);
    output::report(&output::text(&compiled.program, output::style(common.no_color)));
    let Some(outcome) = compiled.outcome.filter(|_| output::summary(&compiled.program).errors == 0) else {
        return 1;
    };
    write(to, &outcome.image)
}

fn valid(what: ValidCommand) -> u8 {
    let (code, output) = match what {
        ValidCommand::Check { file, output, common } => {
            let program = checked(&file, &common, &mut Timings::start());
            output::report(&output::text(&program, output::style(common.no_color)));
            (u8::from(output::summary(&program).errors > 0), output)
        }
        ValidCommand::Format { files, output } => {
            let args = FmtArgs { paths: files, check: true, stdin: false, no_color: false };
            let code = fmt(&args);
            if code != 0 {
                output::error("these files are not laid out as `roc fmt` does", None);
            }
            (code, output)
        }
    };
    if code == 0 { write(&output, &[]) } else { code }
}

fn write(to: &Path, contents: &[u8]) -> u8 {
    match std::fs::write(to, contents) {
        Ok(()) => 0,
        Err(error) => {
            output::error(format!("cannot write {}: {error}", to.display()), None);
            1
        }
    }
}
