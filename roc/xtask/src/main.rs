//! Chores for people who live in cargo: `cargo xtask help`. Bazel does the same by its own rules.
//!
//! Must not know: the language, how programs are linked.

mod archive;
mod build;
mod dist;
mod import_library;
mod shims;
mod stub_library;
mod symbols;
mod system;
mod tar;
mod test;

use std::fs;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

const HELP: &str = "\
usage: cargo xtask COMMAND [TARGET]

commands:
  shims    build the interpreter shim and the hosts, for `roc` to link, into target/shims/TARGET
  install  the same, and put each platform's link inputs into its targets/ folder
  dist     build the folder to hand to someone: target/dist with bin/roc and libexec/roc-backend
  test     all tests, on these tools; with arguments of `cargo test`, only those
  help     this text

targets: x64musl (the default), arm64musl, x64glibc, arm64glibc, x64mac, arm64mac, x64win

For Bazel, which makes the static libraries itself:
  pick-shim LIBRARY OBJECT        the shim's object out of its static library
  pick-host HOST LIBRARY ARCHIVE  the same for a host, as an archive
  pick-libc FILE TO               a file of the C library, without what it has for debuggers
  stub-library ARCH LIST LIBRARY  a shared library's names, for links; ARCH is x64 or arm64
  import-library DLL LIST LIBRARY the same for Windows
  copy FILE TO                    a file as it is
  tar ARCHIVE NAME=FILE...        a compressed archive of executables
";

/// What can go wrong, as a text for whoever typed the command.
type Result<T> = std::result::Result<T, String>;

fn main() -> ExitCode {
    let words: Vec<String> = std::env::args().skip(1).collect();
    let words: Vec<&str> = words.iter().map(String::as_str).collect();
    let done = match words.as_slice() {
        ["shims"] => shims::make("x64musl").map(drop),
        ["shims", target] => shims::make(target).map(drop),
        ["dist"] => dist::make().map(drop),
        ["test", arguments @ ..] => test::run_all(arguments),
        ["install"] => shims::install("x64musl"),
        ["install", target] => shims::install(target),
        ["pick-shim", library, object] => shims::pick_shim(Path::new(library), Path::new(object)),
        ["pick-host", host, library, archive] => {
            shims::pick_host(host, Path::new(library), Path::new(archive))
        }
        ["pick-libc", file, to] => system::pick_libc(Path::new(file), Path::new(to)),
        ["stub-library", arch, list, to] => system::stub_library(arch, Path::new(list), Path::new(to)),
        ["import-library", dll, list, to] => system::import_library(dll, Path::new(list), Path::new(to)),
        ["copy", file, to] => std::fs::copy(file, to).map(drop).map_err(on(Path::new(file))),
        ["tar", archive, files @ ..] => tar::make(Path::new(archive), files),
        ["help" | "--help" | "-h"] => {
            print!("{HELP}");
            Ok(())
        }
        _ => Err(format!("there is no such command\n\n{HELP}")),
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(message) => {
            eprintln!("cargo xtask: {message}");
            ExitCode::FAILURE
        }
    }
}

/// The repository's folder.
fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

/// Adds the file's name to what the system says.
fn on<'a>(path: &'a Path) -> impl FnOnce(std::io::Error) -> String + 'a {
    move |e| format!("{}: {e}", path.display())
}

/// Complete or not at all, and untouched if nothing changes.
fn write(path: &Path, bytes: &[u8]) -> Result<()> {
    if fs::read(path).is_ok_and(|old| old == bytes) {
        return Ok(());
    }
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder).map_err(on(folder))?;
    }
    let new = path.with_extension(format!("new{}", std::process::id()));
    fs::write(&new, bytes).map_err(on(&new))?;
    fs::rename(&new, path).map_err(on(path))
}
