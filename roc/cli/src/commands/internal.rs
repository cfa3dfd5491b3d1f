//! `roc internal`: what build rules call.

use std::path::{Path, PathBuf};

use serde_json::json;

use crate::args::InternalCommand;
use crate::compile::compile;
use crate::dist;
use crate::output;
use crate::program::load;
use crate::timings::Timings;

pub fn internal(command: InternalCommand) -> u8 {
    let outcome = match command {
        InternalCommand::Image { file, output, common } => return image(&file, &output, &common),
        InternalCommand::Platform { file, output, common } => return platform(&file, &output, &common),
        InternalCommand::Pack { roc, backend, output, parts } => parse_parts(&parts)
            .and_then(|parts| dist::pack(&roc, &backend, &parts, &output).map_err(|e| e.to_string())),
    };
    match outcome {
        Ok(()) => 0,
        Err(message) => {
            output::error(message, None);
            1
        }
    }
}

fn parse_parts(parts: &[String]) -> Result<Vec<(String, PathBuf)>, String> {
    parts
        .iter()
        .map(|part| match part.split_once('=') {
            Some((name, file)) => Ok((name.to_owned(), file.into())),
            None => Err(format!("`{part}` is not NAME=FILE")),
        })
        .collect()
}

/// Warnings don't fail a build action; errors do.
fn image(file: &Path, to: &Path, common: &crate::args::Common) -> u8 {
    let mut timings = Timings::start();
    let compiled = compile(file, common, &mut timings);
    output::report(&output::text(&compiled.program, output::style(common.no_color)));
    let Some(outcome) = compiled.outcome.filter(|_| output::summary(&compiled.program).errors == 0) else {
        return 1;
    };
    write(to, &outcome.image)
}

/// Entries, hosted functions and their digest, as an adapter request has them.
fn platform(file: &Path, to: &Path, common: &crate::args::Common) -> u8 {
    let mut timings = Timings::start();
    let program = load(file, &Default::default(), &mut timings);
    output::report(&output::text(&program, output::style(common.no_color)));
    if output::summary(&program).errors > 0 {
        return 1;
    }
    let Some((lir, _)) = program.lower() else {
        output::error(format!("{} is no platform", file.display()), None);
        return 1;
    };
    let digest: String = lir.platform_digest().iter().map(|b| format!("{b:02x}")).collect();
    let targets = program.platform.as_ref().and_then(|p| p.targets.as_ref());
    let targets: serde_json::Map<String, serde_json::Value> = targets
        .iter()
        .flat_map(|t| &t.targets)
        .map(|target| {
            let inputs: Vec<String> = target
                .inputs
                .iter()
                .map(|input| match input {
                    roc_modules::targets::LinkInput::App => "app".to_owned(),
                    roc_modules::targets::LinkInput::File(name) => name.clone(),
                })
                .collect();
            (target.name.clone(), json!(inputs))
        })
        .collect();
    let spec = json!({
        "name": program.platform_name(),
        "adapter": {
            "entries": lir.entries.iter().map(|e| &e.name).collect::<Vec<_>>(),
            "hosted": lir.hosted.iter().map(|h| &h.name).collect::<Vec<_>>(),
            "platform_digest": digest,
        },
        "targets": targets,
    });
    write(to, spec.to_string().as_bytes())
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
