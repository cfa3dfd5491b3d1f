//! `roc run`, the default: a known image and executable are used as they are, else made.

use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use roc_cache::{Cache, CacheError, Key, Kind, Location};
use roc_ipc::{Ended, Image, Mode, StartError};
use roc_modules::{FileSystem, OsFileSystem};
use roc_packages::Packages;

use crate::args::RunArgs;
use crate::commands::Failure;
use crate::compile::{Compiled, compile};
use crate::dist::Dist;
use crate::link::{LinkError, LinkPlan};
use crate::manifest::{self, FileRead, Variant};
use crate::source::Places;
use crate::stack::with_large_stack;
use crate::timings::Timings;
use crate::{output, packages, paths};

pub fn run(args: &RunArgs) -> u8 {
    let mut timings = Timings::start();
    prepare_and_run(args, &mut timings).unwrap_or_else(|(message, hint)| {
        output::error(message, hint);
        1
    })
}

fn prepare_and_run(args: &RunArgs, timings: &mut Timings) -> Result<u8, Failure> {
    let dist = Dist::open().map_err(|e| (format!("cannot read this executable: {e}"), None))?;
    let version = dist.version().map_err(|e| (format!("cannot read this executable: {e}"), None))?;
    let mut store = Store::open(version, args)?;
    timings.stage("open");
    let Some(ready) = ready(args, &mut store, timings)? else { return Ok(1) };
    let executable = executable(&ready.plan, args, &dist, &mut store)?;
    timings.stage("link");
    if args.common.timings {
        timings.print();
    }
    start(args, &ready, &executable, &dist, &mut store)
}

/// The cache, and what takes its place where it can't be written.
struct Store {
    cache: Cache,
    version: String,
    packages: Packages,
}

impl Store {
    fn open(version: String, args: &RunArgs) -> Result<Self, Failure> {
        let location = Location::from_environment();
        let (cache, warning) = Cache::open(location.as_ref(), &version).map_err(cache_failure)?;
        if let Some(warning) = warning {
            output::warning(warning);
        }
        Ok(Self { cache, version, packages: packages::open(&args.common) })
    }

    /// From here on a private folder that goes away with the value.
    fn fall_back(&mut self) -> Result<(), Failure> {
        self.cache = Cache::temporary(&self.version).map_err(cache_failure)?;
        Ok(())
    }
}

fn cache_failure(error: CacheError) -> Failure {
    (error.to_string(), Some("ROC_CACHE_DIR, or TMPDIR, can name a folder that can be written."))
}

/// A program that is ready to start.
struct Ready {
    image: Vec<u8>,
    plan: LinkPlan,
    errors: usize,
    warnings: usize,
}

/// The image and the plan: from the manifest, else by compiling. Nothing if the program can't run.
fn ready(args: &RunArgs, store: &mut Store, timings: &mut Timings) -> Result<Option<Ready>, Failure> {
    let style = output::style(args.common.no_color);
    let key = manifest_key(args);
    if !args.common.no_cache
        && let Some(key) = key
        && let Some((variant, image)) =
            manifest::find(&store.cache, &store.packages, key, paths::folder(&args.file))
    {
        output::report(&variant.diagnostics[usize::from(style.color)]);
        timings.stage("manifest");
        let Variant { plan, errors, warnings, .. } = variant;
        return Ok(Some(Ready { image, plan, errors, warnings }));
    }
    // Lent as a whole: packages are not for several threads.
    let (packages, stages) = (&mut store.packages, &mut *timings);
    let mut compiled = with_large_stack(move || compile(&args.file, &args.common, packages, stages));
    let shown =
        [roc_report::Style::PLAIN, roc_report::Style::COLORED].map(|s| output::text(&compiled.program, s));
    output::report(&shown[usize::from(style.color)]);
    let summary = output::summary(&compiled.program);
    let Some(outcome) = compiled.outcome.take() else {
        if summary.errors == 0 {
            let message = format!("{} has no platform, so nothing can run it", args.file.display());
            return Err((
                message,
                Some("An app's header names its platform; `roc check` checks any module."),
            ));
        }
        output::report(&summary.render(&args.file.to_string_lossy(), style));
        return Ok(None);
    };
    let plan = match outcome.plan {
        Ok(plan) => plan,
        Err(diagnostic) => {
            output::report(&output::one(&diagnostic, &compiled.program, style));
            return Ok(None);
        }
    };
    let ready = Ready { image: outcome.image, plan, errors: summary.errors, warnings: summary.warnings };
    if let Some(key) = key
        && !store.cache.is_temporary()
        && !store.packages.is_temporary()
        && !compiled.program.lacks_packages
        && let Err(error) = remember(args, &store.cache, key, &compiled, &ready, shown)
    {
        output::warning(format!("{error}; nothing is kept for the next run"));
        store.fall_back()?;
    }
    timings.stage("store");
    Ok(Some(ready))
}

/// Only for whole files: what comes out of a pipe can't be read twice.
fn manifest_key(args: &RunArgs) -> Option<Key> {
    let root = if args.file.is_file() { OsFileSystem.read(&args.file).ok()? } else { return None };
    let name = args.file.file_name()?.to_string_lossy();
    let mut options = vec![args.common.target.as_deref().unwrap_or_default()];
    let map: Vec<String> = args.common.package_map.iter().map(ToString::to_string).collect();
    options.extend(map.iter().map(String::as_str));
    options.push(&name);
    Some(manifest::key(&root, &options))
}

/// Stores the image, and the manifest that leads to it.
fn remember(
    args: &RunArgs,
    cache: &Cache,
    key: Key,
    compiled: &Compiled,
    ready: &Ready,
    shown: [String; 2],
) -> Result<(), CacheError> {
    let image_key = Key::of(&ready.image);
    cache.write(Kind::Image, image_key, &ready.image)?;
    let name = args.file.file_name().unwrap_or_default().to_string_lossy();
    let reads = compiled.program.reads.iter().filter(|(path, _)| **path != name);
    let file = |(path, digest): (&String, &Option<_>)| FileRead {
        path: path.clone(),
        digest: digest.map(|d| Key::from_bytes(d).hex()),
    };
    let variant = Variant {
        files: reads.map(file).collect(),
        image: image_key.hex(),
        plan: ready.plan.clone(),
        shown_from: (!shown[0].is_empty()).then(|| paths::folder(&args.file).to_owned()),
        diagnostics: shown,
        errors: ready.errors,
        warnings: ready.warnings,
    };
    manifest::store(cache, key, variant)?;
    cache.trim();
    Ok(())
}

/// The linked executable: from the cache, else made; in a temporary folder if the cache's can't hold it.
fn executable(plan: &LinkPlan, args: &RunArgs, dist: &Dist, store: &mut Store) -> Result<PathBuf, Failure> {
    let base = paths::folder(&args.file);
    let failed = |error: LinkError| (error.to_string(), error.hint());
    let places = Places { base, dist, packages: &store.packages };
    let error = match plan.executable(args.common.no_cache, &places, &store.cache) {
        Ok(path) => return Ok(path),
        Err(error) => error,
    };
    if !error.is_of_the_place() || store.cache.is_temporary() {
        return Err(failed(error));
    }
    store.fall_back()?;
    let places = Places { base, dist, packages: &store.packages };
    let path = plan.executable(true, &places, &store.cache).map_err(failed)?;
    output::warning(format!("{error}; a temporary folder is used, and nothing is kept for the next run"));
    Ok(path)
}

fn start(
    args: &RunArgs,
    ready: &Ready,
    executable: &Path,
    dist: &Dist,
    store: &mut Store,
) -> Result<u8, Failure> {
    let mut ended = launch(args, ready, executable, store);
    if let Err(StartError::Start { source, .. }) = &ended
        && !store.cache.is_temporary()
    {
        match source.kind() {
            // The cache is on a file system that refuses to execute.
            ErrorKind::PermissionDenied => {
                let copy = elsewhere(executable, store)?;
                output::warning(format!(
                    "{} can't be executed; a temporary copy is used",
                    executable.display()
                ));
                ended = launch(args, ready, &copy, store);
            }
            // Another process has emptied the cache at this moment, and may do so again.
            ErrorKind::NotFound if !executable.exists() => {
                store.fall_back()?;
                let again = self::executable(&ready.plan, args, dist, store)?;
                ended = launch(args, ready, &again, store);
            }
            _ => {}
        }
    }
    let ended = ended.map_err(|error| {
        let refused = matches!(&error, StartError::Start { source, .. } if source.kind() == ErrorKind::PermissionDenied);
        let hint = "ROC_CACHE_DIR, or TMPDIR, can name a folder on a file system that allows to execute.";
        (error.to_string(), refused.then_some(hint))
    })?;
    if let Ended::Signal { .. } = ended {
        output::error(ended, None);
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

/// A copy of an executable in a temporary folder.
fn elsewhere(executable: &Path, store: &mut Store) -> Result<PathBuf, Failure> {
    let bytes = std::fs::read(executable)
        .map_err(|e| (format!("cannot read {}: {e}", executable.display()), None))?;
    store.fall_back()?;
    store.cache.write(Kind::Executable, Key::of(&bytes), &bytes).map_err(cache_failure)
}

fn launch(args: &RunArgs, ready: &Ready, executable: &Path, store: &mut Store) -> Result<Ended, StartError> {
    let image = Image::from_bytes(&ready.image).map_err(|e| StartError::Share(std::io::Error::other(e)))?;
    let reported = ready.errors + ready.warnings > 0;
    let temporary = store.cache.is_temporary();
    let nameless = if temporary { nameless(executable) } else { None };
    store.packages.discard();
    let program = match &nameless {
        Some((_open, path)) => {
            store.cache.discard();
            path
        }
        None => executable,
    };
    // With nothing to add to the program's exit code, and nothing to clean up, this process becomes the program.
    let mode = if reported || temporary && nameless.is_none() { Mode::Wait } else { Mode::Replace };
    let ended = roc_ipc::start(image, program.as_os_str(), &args.arguments, mode);
    ended.map_err(|error| match error {
        StartError::Start { source, .. } => StartError::Start { program: executable.to_owned(), source },
        other => other,
    })
}

/// An executable that can be started as long as it is open here, also when its file is removed.
#[cfg(target_os = "linux")]
fn nameless(executable: &Path) -> Option<(std::fs::File, PathBuf)> {
    use std::os::fd::AsRawFd;
    let file = std::fs::File::open(executable).ok()?;
    let path = PathBuf::from(format!("/proc/self/fd/{}", file.as_raw_fd()));
    path.exists().then_some((file, path))
}

/// Other systems start programs by name only.
#[cfg(not(target_os = "linux"))]
fn nameless(_executable: &Path) -> Option<(std::fs::File, PathBuf)> {
    None
}
