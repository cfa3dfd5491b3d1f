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
}

const TARGETS: [Target; 7] = [
    Target { name: "x64musl", triple: "x86_64-unknown-linux-musl" },
    Target { name: "arm64musl", triple: "aarch64-unknown-linux-musl" },
    Target { name: "x64glibc", triple: "x86_64-unknown-linux-gnu" },
    Target { name: "arm64glibc", triple: "aarch64-unknown-linux-gnu" },
    Target { name: "x64mac", triple: "x86_64-apple-darwin" },
    Target { name: "arm64mac", triple: "aarch64-apple-darwin" },
    Target { name: "x64win", triple: "x86_64-pc-windows-gnu" },
];

impl Target {
    pub fn named(name: &str) -> Result<Self> {
        TARGETS.into_iter().find(|target| target.name == name).ok_or_else(|| {
            let names: Vec<_> = TARGETS.iter().map(|target| target.name).collect();
            format!("there is no target {name}; choose one of {}", names.join(", "))
        })
    }

    /// Flags of all code that is linked for it.
    fn flags(&self) -> &'static [&'static str] {
        // Otherwise atomics become calls of functions that nothing in the link defines.
        match self.triple.starts_with("aarch64-unknown-linux") {
            true => &["-Ctarget-feature=-outline-atomics"],
            false => &[],
        }
    }

    /// What this toolchain has for the target: the standard library and what lies beside it.
    pub fn library_folder(&self) -> Result<PathBuf> {
        let output = output(Command::new(program("RUSTC", "rustc")).args(["--print", "sysroot"]))?;
        let folder = Path::new(output.trim()).join("lib/rustlib").join(self.triple).join("lib");
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
    let mut flags: Vec<OsString> = target.flags().iter().map(OsString::from).collect();
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

/// Compiles one source file that needs nothing but core to an object.
pub fn object(source: &Path, target: Target, to: &Path) -> Result<()> {
    let mut command = Command::new(program("RUSTC", "rustc"));
    command.args([
        "--crate-name=start",
        "--crate-type=lib",
        "--edition=2024",
        "-Copt-level=3",
        "-Cpanic=abort",
    ]);
    command.args(["-Ccodegen-units=1", "--target", target.triple]).args(target.flags()).arg(source);
    let mut remap = OsString::from("--remap-path-prefix=");
    remap.push(root());
    remap.push("=.");
    let mut emit = OsString::from("--emit=obj=");
    emit.push(to);
    output(command.arg(remap).arg(emit)).map(drop)
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
