//! Running cargo and rustc for the crates that have no std: their own workspaces, profile and target folder.

use crate::{Result, root};
use std::env;
use std::ffi::OsString;
use std::path::{Path, PathBuf};
use std::process::Command;

/// A target: what `roc` calls it, and what Rust does.
#[derive(Clone, Copy)]
pub struct Target {
    pub name: &'static str,
    pub triple: &'static str,
    flags: &'static [&'static str],
}

const TARGETS: [Target; 2] = [
    Target { name: "x64musl", triple: "x86_64-unknown-linux-musl", flags: &[] },
    // Otherwise atomics become calls of functions that nothing in the link defines.
    Target {
        name: "arm64musl",
        triple: "aarch64-unknown-linux-musl",
        flags: &["-Ctarget-feature=-outline-atomics"],
    },
];

impl Target {
    pub fn named(name: &str) -> Result<Self> {
        TARGETS.into_iter().find(|target| target.name == name).ok_or_else(|| {
            let names: Vec<_> = TARGETS.iter().map(|target| target.name).collect();
            format!("there is no target {name}; choose one of {}", names.join(", "))
        })
    }

    /// Where this toolchain keeps the target's C library and start-up objects.
    pub fn link_inputs(&self) -> Result<PathBuf> {
        let output = output(Command::new(program("RUSTC", "rustc")).args(["--print", "sysroot"]))?;
        let sysroot = Path::new(output.trim());
        let folder = sysroot.join("lib/rustlib").join(self.triple).join("lib/self-contained");
        if folder.is_dir() {
            Ok(folder)
        } else {
            Err(format!(
                "the standard library for {0} is missing; install it: rustup target add {0}",
                self.triple
            ))
        }
    }
}

/// The target folder of the root workspace.
pub fn target_folder() -> PathBuf {
    env::var_os("CARGO_TARGET_DIR").map_or_else(|| root().join("target"), PathBuf::from)
}

/// Builds the static libraries of the workspace in `folder` and answers where they are. No path of this machine gets
/// into them.
pub fn static_libraries(folder: &str, target: Target) -> Result<PathBuf> {
    let libraries = target_folder().join("shims/build");
    let mut flags: Vec<OsString> = target.flags.iter().map(OsString::from).collect();
    let cargo_home = env::var_os("CARGO_HOME").map(PathBuf::from);
    let home = cargo_home.or_else(|| env::home_dir().map(|home| home.join(".cargo")));
    let real_root = root().canonicalize().map_err(crate::on(&root()))?;
    for (path, to) in [(Some(real_root), "."), (home, "cargo")] {
        if let Some(path) = path {
            let mut flag = OsString::from("--remap-path-prefix=");
            flag.push(path);
            flag.push("=");
            flag.push(to);
            flags.push(flag);
        }
    }
    let mut command = Command::new(program("CARGO", "cargo"));
    command.args(["build", "--quiet", "--release", "--locked", "--target", target.triple]);
    command.arg("--manifest-path").arg(root().join(folder).join("Cargo.toml"));
    command.arg("--target-dir").arg(&libraries);
    command.env("CARGO_ENCODED_RUSTFLAGS", flags.join(std::ffi::OsStr::new("\x1f")));
    let status = command.status().map_err(|e| format!("cannot start cargo: {e}"))?;
    if !status.success() {
        return Err(format!("the crates in {folder} don't build"));
    }
    Ok(libraries.join(target.triple).join("release"))
}

fn output(command: &mut Command) -> Result<String> {
    let output = command.output().map_err(|e| format!("cannot start {:?}: {e}", command.get_program()))?;
    if !output.status.success() {
        return Err(format!("{command:?} fails: {}", String::from_utf8_lossy(&output.stderr)));
    }
    String::from_utf8(output.stdout).map_err(|e| e.to_string())
}

/// Cargo tells its subcommands which programs it uses itself.
fn program(variable: &str, name: &str) -> OsString {
    env::var_os(variable).unwrap_or_else(|| name.into())
}
