//! `roc bundle` and `roc unbundle`: packages to files that others can name by address, and back.

use std::collections::BTreeSet;
use std::fs::{self, File};
use std::io::BufWriter;
use std::path::{Path, PathBuf};

use roc_modules::Purpose;
use roc_modules::targets::LinkInput;
use roc_packages::{Address, Limits};

use crate::args::{BundleArgs, UnbundleArgs};
use crate::commands::Failure;
use crate::program::{Program, load};
use crate::timings::Timings;
use crate::{output, packages, paths, system_inputs};

pub fn bundle(args: &BundleArgs) -> u8 {
    let packages = packages::open(&args.common);
    let program = load(&args.file, Purpose::Run, &args.common, &packages, &mut Timings::start());
    let style = output::style(args.common.no_color);
    output::report(&output::text(&program, style));
    let summary = output::summary(&program);
    if summary.errors > 0 {
        output::report(&summary.render(&args.file.to_string_lossy(), style));
        return 1;
    }
    match files(&program, args).and_then(|files| write(&files, &args.output_dir)) {
        Ok(path) => output::result(&format!("{}\n", path.display()), 0),
        Err((message, hint)) => {
            output::error(message, hint);
            1
        }
    }
}

/// All that the package consists of: what checking it read, what its platform is linked from, what was named; the
/// main file first.
fn files(program: &Program, args: &BundleArgs) -> Result<Vec<(PathBuf, String)>, Failure> {
    let folder = paths::folder(&args.file);
    let main = args.file.file_name().unwrap_or_default().to_string_lossy().into_owned();
    let mut names: BTreeSet<String> =
        program.reads.iter().filter(|(_, digest)| digest.is_some()).map(|(path, _)| path.clone()).collect();
    let own_platform = program.platform.as_ref().filter(|_| program.is_platform);
    for targets in own_platform.iter().filter_map(|platform| platform.targets.as_ref()) {
        let inputs_dir = Path::new(targets.inputs_dir.as_deref().unwrap_or("targets/"));
        for target in &targets.targets {
            for input in &target.inputs {
                let LinkInput::File(name) = input else { continue };
                let path = inputs_dir.join(&target.name).join(name);
                if paths::join(folder, &path).is_file() {
                    names.insert(paths::seen_from(folder, &folder.join(path)));
                } else if !system_inputs::contain(name) {
                    // The tool brings the others for platforms that don't.
                    let (path, target) = (path.display(), &target.name);
                    output::warning(format!("{path} is missing, so that nothing can be linked for {target}"));
                }
            }
        }
    }
    names.extend(args.files.iter().map(|file| paths::seen_from(folder, file)));
    names.remove(&main);
    let files = std::iter::once(main).chain(names).map(|name| {
        if name.starts_with("../") || Path::new(&name).is_absolute() {
            let message = format!("`{name}` is not in the folder of {}", args.file.display());
            return Err((message, Some("A package can only hold what is in its main file's folder.")));
        }
        Ok((paths::join(folder, Path::new(&name)), name))
    });
    files.collect()
}

fn write(files: &[(PathBuf, String)], folder: &Path) -> Result<PathBuf, Failure> {
    let failed = |error: &dyn std::fmt::Display| (error.to_string(), None);
    let unwritable =
        |path: &Path, error: std::io::Error| (format!("cannot write {}: {error}", path.display()), None);
    fs::create_dir_all(folder).map_err(|error| unwritable(folder, error))?;
    let mut file = tempfile::NamedTempFile::new_in(folder).map_err(|error| unwritable(folder, error))?;
    let digest =
        roc_packages::bundle(files, BufWriter::new(file.as_file_mut())).map_err(|error| failed(&error))?;
    let path = folder.join(roc_packages::file_name(&digest));
    make_readable(file.as_file()).map_err(|error| unwritable(&path, error))?;
    file.persist(&path).map_err(|error| unwritable(&path, error.error))?;
    Ok(path)
}

/// Temporary files are their owner's alone.
fn make_readable(file: &File) -> std::io::Result<()> {
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        file.set_permissions(fs::Permissions::from_mode(0o644))?;
    }
    #[cfg(not(unix))]
    let _ = file;
    Ok(())
}

pub fn unbundle(args: &UnbundleArgs) -> u8 {
    match unpack(&args.file, &args.output_dir) {
        Ok(folder) => output::result(&format!("{}\n", folder.display()), 0),
        Err((message, hint)) => {
            output::error(message, hint);
            1
        }
    }
}

/// Into a folder with the name of the archive's hash.
fn unpack(archive: &Path, folder: &Path) -> Result<PathBuf, Failure> {
    let name = archive.file_name().unwrap_or_default().to_string_lossy();
    let address = Address::parse(&format!("https://localhost/{name}"))
        .map_err(|_| (format!("the name of {} is no `<hash>.tar.zst`", archive.display()), None))?;
    let unreadable = |error| (format!("cannot read {}: {error}", archive.display()), None);
    if *roc_cache::file_digest(archive).map_err(unreadable)?.bytes() != address.digest {
        return Err((
            format!("{} is damaged: its content has another hash than its name", archive.display()),
            None,
        ));
    }
    let unwritable = |error| (format!("cannot write to {}: {error}", folder.display()), None);
    let target = folder.join(address.hash());
    if target.exists() {
        return Err((
            format!("{} exists", target.display()),
            Some("Remove it, or name another folder with `--output-dir`."),
        ));
    }
    fs::create_dir_all(folder).map_err(unwritable)?;
    let scratch = tempfile::tempdir_in(folder).map_err(unwritable)?;
    let whole = scratch.path().join("whole");
    fs::create_dir(&whole).map_err(unwritable)?;
    let file = File::open(archive).map_err(unreadable)?;
    roc_packages::unpack(file, &whole, &Limits::default()).map_err(|error| (error.to_string(), None))?;
    fs::rename(&whole, &target).map_err(unwritable)?;
    Ok(target)
}
