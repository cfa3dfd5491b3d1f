//! `cargo xtask test`: all tests that live in cargo, with the tools that the whole-system tests want.

use std::process::Command;

use crate::dist::{self, cargo, run};
use crate::{Result, on, root};

/// Makes the tools, then runs `cargo test` with these arguments (by default on all crates) and the conformance cases.
pub fn run_all(arguments: &[&str]) -> Result<()> {
    let dist = dist::make()?;
    let dist = dist.canonicalize().map_err(on(&dist))?;
    let mut tests = cargo(&["test"]);
    tests.args(if arguments.is_empty() { &["--workspace"] } else { arguments });
    tests.env("ROC_DIST", &dist).env("ROC_SHIMS", dist.with_file_name("shims").join("x64musl"));
    run(tests)?;
    if arguments.is_empty() {
        let mut conformance = Command::new("python3");
        conformance.arg("-B").arg(root().join("tests/conformance/check_list.py")).arg("--dist").arg(&dist);
        run(conformance)?;
    }
    Ok(())
}
