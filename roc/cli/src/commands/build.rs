//! `roc build`

use std::fs;
use std::path::{Path, PathBuf};

use roc_cache::Workplace;
use roc_packages::Packages;

use crate::args::{BuildArgs, Emit};
use crate::commands::Failure;
use crate::compile::{Compiled, Outcome, compile, lir_text};
use crate::dist::Dist;
use crate::link::LinkPlan;
use crate::source::Places;
use crate::timings::Timings;
use crate::{output, packages, paths};

pub fn build(args: &BuildArgs) -> u8 {
    let mut timings = Timings::start();
    let style = output::style(args.common.no_color);
    let packages = packages::open(&args.common);
    if args.emit == Emit::Lir {
        let (program, text) = lir_text(&args.file, &args.common, &packages, &mut timings);
        output::report(&output::text(&program, style));
        return output::result(&text.unwrap_or_default(), output::summary(&program).exit_code());
    }
    let mut compiled = compile(&args.file, &args.common, &packages, &mut timings);
    output::report(&output::text(&compiled.program, style));
    let summary = output::summary(&compiled.program);
    let Some(outcome) = compiled.outcome.take() else {
        output::report(&summary.render(&args.file.to_string_lossy(), style));
        return 1;
    };
    let code = emit(args, &compiled, &outcome, &packages, summary.exit_code());
    timings.stage("link");
    if args.common.timings {
        timings.print();
    }
    code.unwrap_or_else(|(message, hint)| {
        output::error(message, hint);
        1
    })
}

/// Writes what is asked for; answers the exit code, which is `code` if all goes well.
fn emit(
    args: &BuildArgs,
    compiled: &Compiled,
    outcome: &Outcome,
    packages: &Packages,
    code: u8,
) -> Result<u8, Failure> {
    let stem = PathBuf::from(args.file.file_stem().unwrap_or_default());
    let output = |usual: PathBuf| {
        let path = args.output.clone().unwrap_or(usual);
        match (path.canonicalize(), args.file.canonicalize()) {
            (Ok(to), Ok(from)) if to == from => {
                let message = format!("the result would take the place of {}", args.file.display());
                Err((message, Some("Name another file with `--output`.")))
            }
            _ => Ok(path),
        }
    };
    match args.emit {
        Emit::Disassembly => {
            let image = roc_shim_image::Image::read(&outcome.image)
                .map_err(|e| (format!("the image can't be read back: {e}"), None))?;
            Ok(output::result(&roc_shim_image::Disassembly(&image).to_string(), code))
        }
        Emit::Image => {
            let path = output(stem.with_extension("image"))?;
            fs::write(&path, &outcome.image).map_err(cannot_write(&path))?;
            Ok(code)
        }
        Emit::Exe | Emit::Lir => {
            let plan = match &outcome.plan {
                Ok(plan) => plan,
                Err(diagnostic) => {
                    let style = output::style(args.common.no_color);
                    output::report(&output::one(diagnostic, &compiled.program, style));
                    return Ok(1);
                }
            };
            let dist = Dist::open().map_err(|e| (format!("cannot read this executable: {e}"), None))?;
            let places = Places { base: paths::folder(&args.file), dist: &dist, packages };
            executable(plan, &outcome.image, &output(stem)?, &places)?;
            Ok(code)
        }
    }
}

fn executable(plan: &LinkPlan, image: &[u8], path: &Path, places: &Places<'_>) -> Result<(), Failure> {
    let scratch = Workplace::temporary().map_err(|e| (e.to_string(), None))?;
    let image_file = scratch.path().join("image");
    fs::write(&image_file, image).map_err(cannot_write(&image_file))?;
    plan.link_to(path, Some(&image_file), places, scratch.path()).map_err(|e| (e.to_string(), e.hint()))
}

fn cannot_write(path: &Path) -> impl Fn(std::io::Error) -> Failure {
    move |error| (format!("cannot write {}: {error}", path.display()), None)
}
