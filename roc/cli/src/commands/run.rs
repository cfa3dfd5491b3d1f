//! `roc run`, the default: a known image and executable are used as they are, else made.

use std::path::{Path, PathBuf};
use std::time::Duration;

use roc_cache::{Cache, FileDigests, Key, Kind, Location};
use roc_ipc::{Ended, Image, Mode, StartError};

use crate::args::RunArgs;
use crate::compile::compile;
use crate::dist::Dist;
use crate::link::{LinkError, LinkPlan};
use crate::manifest::{self, FileRead, Variant};
use crate::output;
use crate::timings::Timings;

/// A program that is ready to start.
struct Ready {
    image: Vec<u8>,
    plan: LinkPlan,
    errors: usize,
    warnings: usize,
}

pub fn run(args: &RunArgs) -> u8 {
    let mut timings = Timings::start();
    match prepare_and_run(args, &mut timings) {
        Ok(code) => code,
        Err((message, hint)) => {
            output::error(message, hint);
            1
        }
    }
}

type Failure = (String, Option<&'static str>);

fn prepare_and_run(args: &RunArgs, timings: &mut Timings) -> Result<u8, Failure> {
    let dist = Dist::open().map_err(|e| (format!("cannot read this executable: {e}"), None))?;
    let version = dist.version().map_err(|e| (format!("cannot read this executable: {e}"), None))?;
    let (mut cache, warning) =
        Cache::open(&Location::from_environment(), &version).map_err(|e| (e.to_string(), None))?;
    if let Some(warning) = warning {
        output::warning(warning);
    }
    timings.stage("open");
    let folder = args.file.parent().unwrap_or(Path::new(""));
    let folder = if folder.as_os_str().is_empty() { Path::new(".") } else { folder };
    let Some(ready) = ready(args, folder, &dist, &mut cache, timings)? else { return Ok(1) };

    let executable = match executable(&ready.plan, args.no_cache, folder, &dist, &cache) {
        Ok(path) => path,
        Err(LinkError::Cache(error)) if !cache.is_temporary() => {
            output::warning(format!("{error}; a temporary folder is used, and nothing is kept for the next run"));
            cache = Cache::temporary(&version).map_err(|e| (e.to_string(), None))?;
            executable(&ready.plan, true, folder, &dist, &cache).map_err(|e| (e.to_string(), e.hint()))?
        }
        Err(error) => return Err((error.to_string(), error.hint())),
    };
    timings.stage("link");
    if args.common.timings {
        timings.print();
    }
    start(args, &ready, &executable, &mut cache, &version)
}

/// The image and the plan: from the manifest, else by compiling. Nothing if the program can't run.
fn ready(
    args: &RunArgs,
    folder: &Path,
    dist: &Dist,
    cache: &mut Cache,
    timings: &mut Timings,
) -> Result<Option<Ready>, Failure> {
    let style = output::style(args.common.no_color);
    let target = args.common.target.as_deref().unwrap_or_default();
    let mut options = vec![target];
    options.extend(args.common.package_map.iter().map(String::as_str));
    let name = args.file.file_name().unwrap_or_default().to_string_lossy().into_owned();
    options.push(&name);
    let root = std::fs::read(&args.file).ok();
    let key = root.as_deref().map(|root| manifest::key(root, &options));
    if !args.no_cache
        && let Some(key) = key
        && let Some((variant, image)) = manifest::find(cache, key, folder)
    {
        eprint!("{}", variant.diagnostics[usize::from(style.color)]);
        timings.stage("manifest");
        let Variant { plan, errors, warnings, .. } = variant;
        return Ok(Some(Ready { image, plan, errors, warnings }));
    }
    let mut compiled = compile(&args.file, &args.common, dist, timings);
    let shown = [roc_report::Style::PLAIN, roc_report::Style::COLORED].map(|s| output::text(&compiled.program, s));
    eprint!("{}", shown[usize::from(style.color)]);
    let summary = output::summary(&compiled.program);
    let Some(outcome) = compiled.outcome.take() else {
        if summary.errors == 0 {
            return Err((format!("{} has no platform, so nothing can run it", args.file.display()), Some("An app's header names its platform; `roc check` checks any module.")));
        }
        eprint!("{}", summary.render(&args.file.to_string_lossy(), style));
        return Ok(None);
    };
    let plan = match outcome.plan {
        Ok(plan) => plan,
        Err(diagnostic) => {
            eprint!("{}", output::one(&diagnostic, &compiled.program, style));
            return Ok(None);
        }
    };
    if let Some(key) = key {
        let image_key = Key::of(&outcome.image);
        match cache.write(Kind::Image, image_key, &outcome.image) {
            Ok(_) => {
                let files = compiled
                    .program
                    .reads
                    .iter()
                    .filter(|(path, _)| **path != name)
                    .map(|(path, digest)| FileRead { path: path.clone(), digest: digest.map(|d| Key::from_bytes(d).hex()) })
                    .collect();
                let variant = Variant {
                    files,
                    image: image_key.hex(),
                    plan: plan.clone(),
                    diagnostics: shown,
                    errors: summary.errors,
                    warnings: summary.warnings,
                };
                manifest::store(cache, key, variant);
            }
            Err(error) if !cache.is_temporary() => output::warning(format!("{error}; nothing is kept for the next run")),
            Err(_) => {}
        }
    }
    timings.stage("store");
    Ok(Some(Ready { image: outcome.image, plan, errors: summary.errors, warnings: summary.warnings }))
}

/// The linked executable: from the cache, else made.
fn executable(plan: &LinkPlan, anew: bool, folder: &Path, dist: &Dist, cache: &Cache) -> Result<PathBuf, LinkError> {
    let key = plan.key(folder, dist, &FileDigests::new(cache))?;
    if !anew && let Some(path) = cache.verified_path(Kind::Executable, key) {
        return Ok(path);
    }
    plan.link(key, folder, dist, cache)
}

fn start(args: &RunArgs, ready: &Ready, executable: &Path, cache: &mut Cache, version: &str) -> Result<u8, Failure> {
    let reported = ready.errors + ready.warnings > 0;
    // With nothing to add to the program's exit code, and nothing to clean up, this process becomes the program.
    let mode = if reported || cache.is_temporary() { Mode::Wait } else { Mode::Replace };
    let failed = |error: StartError| (error.to_string(), None);
    let ended = match launch(ready, executable, args, mode) {
        Err(StartError::Start { source, .. }) if source.kind() == std::io::ErrorKind::PermissionDenied => {
            // The cache is on a file system that refuses to execute.
            output::warning(format!("{} can't be executed; a temporary copy is used", executable.display()));
            *cache = Cache::temporary(version).map_err(|e| (e.to_string(), None))?;
            let copy = cache.path(Kind::Executable, Key::of(b"copy"));
            std::fs::copy(executable, &copy).map_err(|e| (format!("cannot write {}: {e}", copy.display()), None))?;
            launch(ready, &copy, args, Mode::Wait).map_err(failed)?
        }
        // Another process has the file open for writing for the moment that it takes to start a child of its own.
        Err(StartError::Start { source, .. }) if source.kind() == std::io::ErrorKind::ExecutableFileBusy => {
            std::thread::sleep(Duration::from_millis(20));
            launch(ready, executable, args, mode).map_err(failed)?
        }
        other => other.map_err(failed)?,
    };
    if let Ended::Signal { .. } = ended {
        output::error(&ended, None);
    }
    let own = ended.code().clamp(0, 255) as u8;
    Ok(if ready.errors > 0 {
        1
    } else if own != 0 {
        own
    } else if ready.warnings > 0 {
        2
    } else {
        0
    })
}

fn launch(ready: &Ready, executable: &Path, args: &RunArgs, mode: Mode) -> Result<Ended, StartError> {
    let image = match Image::from_bytes(&ready.image) {
        Ok(image) => image,
        Err(error) => return Err(StartError::Share(std::io::Error::other(error))),
    };
    roc_ipc::start(image, executable.as_os_str(), &args.arguments, mode)
}
