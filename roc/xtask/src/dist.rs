//! `cargo xtask dist`: the folder to hand to someone, `target/dist`, with `bin/roc` and `libexec/roc-backend`.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::build::target_folder;
use crate::{Result, on, root, shims};

const TRIPLE: &str = "x86_64-unknown-linux-gnu";
const STATIC: &str = "--config=target.x86_64-unknown-linux-gnu.rustflags=['-Ctarget-feature=+crt-static', '-Crelocation-model=static', '-Cforce-unwind-tables=no']";

/// Builds everything and packs it.
pub fn make() -> Result<PathBuf> {
    let parts = shims::make("x64musl")?;
    run(cargo(&[
        "build",
        "--release",
        "--package=roc_cli",
        "--package=roc_backend",
        "--package=roc_launch",
        "--target",
        TRIPLE,
        STATIC,
    ]))?;
    let built = target_folder().join(TRIPLE).join("release");
    let folder = target_folder().join("dist");
    for sub in ["bin", "libexec"] {
        fs::create_dir_all(folder.join(sub)).map_err(on(&folder))?;
    }
    let backend = folder.join("libexec/roc-backend");
    replace(&built.join("roc-backend"), &backend)?;
    replace(&built.join("roc-launch"), &folder.join("libexec/roc-launch"))?;
    let fresh = folder.join("bin/roc.new");
    let mut pack = Command::new(built.join("roc"));
    pack.args(["internal", "pack", "--roc"]).arg(built.join("roc"));
    pack.arg("--backend").arg(&backend).arg("--output").arg(&fresh);
    for name in ["roc_shim.o", "crt1.o", "crti.o", "crtn.o", "libc.a"] {
        pack.arg(part(&format!("targets/x64musl/{name}"), &parts.join(name)));
    }
    pack.arg(part("platforms/echo/targets/x64musl/libhost.a", &parts.join("echo/libhost.a")));
    run(pack)?;
    let roc = folder.join("bin/roc");
    fs::rename(&fresh, &roc).map_err(on(&roc))?;
    Ok(folder)
}

fn part(name: &str, file: &Path) -> String {
    format!("{name}={}", file.display())
}

fn replace(from: &Path, to: &Path) -> Result<()> {
    let fresh = to.with_extension("new");
    fs::copy(from, &fresh).map_err(on(from))?;
    fs::rename(&fresh, to).map_err(on(to))
}

/// cargo in the repository, as the one that started this program.
pub fn cargo(arguments: &[&str]) -> Command {
    let mut cargo = Command::new(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
    cargo.current_dir(root()).args(arguments);
    cargo
}

/// Runs a command that says by itself what is wrong.
pub fn run(mut command: Command) -> Result<()> {
    let status = command.status().map_err(|e| format!("{}: {e}", command.get_program().to_string_lossy()))?;
    if status.success() { Ok(()) } else { Err(format!("{} failed", command.get_program().to_string_lossy())) }
}
