//! `roc build`

use std::fs;
use std::path::PathBuf;

use crate::args::{BuildArgs, Emit};
use crate::compile::{compile, lir_text};
use crate::dist::Dist;
use crate::output;
use crate::timings::Timings;

pub fn build(args: &BuildArgs) -> u8 {
    let mut timings = Timings::start();
    let style = output::style(args.common.no_color);
    let dist = match Dist::open() {
        Ok(dist) => dist,
        Err(error) => {
            output::error(format!("cannot read this executable: {error}"), None);
            return 1;
        }
    };
    if args.emit == Emit::Lir {
        let (program, text) = lir_text(&args.file, &args.common, &mut timings);
        eprint!("{}", output::text(&program, style));
        print!("{}", text.unwrap_or_default());
        return output::summary(&program).exit_code();
    }
    let compiled = compile(&args.file, &args.common, &dist, &mut timings);
    eprint!("{}", output::text(&compiled.program, style));
    let summary = output::summary(&compiled.program);
    let Some(outcome) = compiled.outcome else {
        eprint!("{}", summary.render(&args.file.to_string_lossy(), style));
        return 1;
    };
    let stem = args.file.file_stem().unwrap_or_default().to_owned();
    let done = match args.emit {
        Emit::Disassembly => {
            match roc_shim_image::Image::read(&outcome.image) {
                Ok(image) => print!("{}", roc_shim_image::Disassembly(&image)),
                Err(error) => output::error(format!("the image can't be read back: {error}"), None),
            }
            Ok(())
        }
        Emit::Image => {
            let path = args.output.clone().unwrap_or_else(|| PathBuf::from(&stem).with_extension("image"));
            fs::write(&path, &outcome.image).map_err(|e| (format!("cannot write {}: {e}", path.display()), None))
        }
        Emit::Exe | Emit::Lir => {
            let plan = match &outcome.plan {
                Ok(plan) => plan,
                Err(diagnostic) => {
                    eprint!("{}", output::one(diagnostic, &compiled.program, style));
                    return 1;
                }
            };
            let path = args.output.clone().unwrap_or_else(|| PathBuf::from(&stem));
            let base = args.file.parent().unwrap_or(std::path::Path::new("")).to_owned();
            executable(plan, &outcome.image, &path, &base, &dist)
        }
    };
    timings.stage("link");
    if args.common.timings {
        timings.print();
    }
    match done {
        Ok(()) => summary.exit_code(),
        Err((message, hint)) => {
            output::error(message, hint);
            1
        }
    }
}

type Failure = (String, Option<&'static str>);

fn executable(
    plan: &crate::link::LinkPlan,
    image: &[u8],
    path: &std::path::Path,
    base: &std::path::Path,
    dist: &Dist,
) -> Result<(), Failure> {
    let scratch = tempfile::tempdir().map_err(|e| (format!("cannot make a temporary folder: {e}"), None))?;
    let image_file = scratch.path().join("image");
    fs::write(&image_file, image).map_err(|e| (format!("cannot write {}: {e}", image_file.display()), None))?;
    let parts = scratch.path().join("parts");
    fs::create_dir(&parts).map_err(|e| (format!("cannot write {}: {e}", parts.display()), None))?;
    plan.link_to(path, Some(&image_file), base, dist, &parts).map_err(|e| (e.to_string(), e.hint()))
}
