//! What `cargo xtask shims` makes, linked with pieces in C. `ROC_SHIMS` names a folder that was made before; `CC` the C
//! compiler.

use std::env;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::OnceLock;

/// The folder of shim, hosts and link inputs for this machine.
pub fn shims() -> &'static Path {
    static FOLDER: OnceLock<PathBuf> = OnceLock::new();
    FOLDER.get_or_init(|| {
        if let Some(folder) = env::var_os("ROC_SHIMS") {
            return folder.into();
        }
        let status = Command::new(env!("CARGO_BIN_EXE_roc_xtask")).arg("shims").status().unwrap();
        assert!(status.success(), "`cargo xtask shims` fails");
        let target = env::var_os("CARGO_TARGET_DIR").map_or_else(|| root().join("target"), PathBuf::from);
        target.join("shims/x64musl")
    })
}

/// The repository.
pub fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

/// Compiles C sources (paths from the repository's folder, or flags) and links them with objects and archives of
/// `shims`, in this order, to a static executable.
pub fn link(name: &str, sources: &[&str], inputs: &[&str]) -> PathBuf {
    let program = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    let compiler = env::var_os("CC").unwrap_or_else(|| "cc".into());
    let mut command = Command::new(&compiler);
    command.current_dir(root());
    command.args(["-std=c11", "-Wall", "-Wextra", "-Werror", "-O1", "-Ihosts/include"]);
    command.args(["-U_FORTIFY_SOURCE", "-fno-stack-protector", "-fno-pie"]);
    command.args(["-no-pie", "-static", "-nostdlib", "-Wl,--gc-sections", "-o"]).arg(&program);
    command.arg(shims().join("crt1.o")).args(sources).args(inputs.iter().map(|input| shims().join(input)));
    command.arg(shims().join("libc.a"));
    let status = command
        .status()
        .unwrap_or_else(|e| panic!("this test needs a C compiler; cannot start {}: {e}", compiler.display()));
    assert!(status.success(), "{name} can't be linked");
    program
}
