//! Counts how often `roc-backend` is started, by a script in its place that writes a line and becomes it.

use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};

use crate::Sandbox;

/// The count, for runs that get [`Starts::script`] as `ROC_BACKEND`.
#[derive(Debug)]
pub struct Starts {
    script: PathBuf,
    log: PathBuf,
}

impl Starts {
    /// In this sandbox.
    pub fn new(sandbox: &Sandbox) -> Self {
        let log = sandbox.path("starts.log");
        let real = sandbox.dist().join("libexec/roc-backend");
        let text =
            format!("#!/bin/sh\necho \"$@\" >>'{}'\nexec '{}' \"$@\"\n", log.display(), real.display());
        let script = sandbox.write("roc-backend", &text);
        fs::set_permissions(&script, fs::Permissions::from_mode(0o755)).unwrap();
        Self { script, log }
    }

    /// The value of `ROC_BACKEND`.
    pub fn script(&self) -> &Path {
        &self.script
    }

    /// How often since the last time that this was asked.
    pub fn take(&self) -> usize {
        let lines = fs::read_to_string(&self.log).unwrap_or_default().lines().count();
        let _ = fs::remove_file(&self.log);
        lines
    }
}
