//! What is under test, and where this repository's files are.

use std::env;
use std::io::Write;
use std::path::{Path, PathBuf};

/// The examples: the folder below `examples/`, and the platform that it names, unless that is the default one.
pub const EXAMPLES: [(&str, Option<&str>); 5] = [
    ("hello", None),
    ("echo", Some("echo")),
    ("int", Some("int")),
    ("model", Some("model")),
    ("str", Some("str")),
];

/// The tools and what hosts are made of.
#[derive(Debug)]
pub struct Tools {
    /// Holds `bin/roc` and `libexec/roc-backend`.
    pub dist: PathBuf,
    /// Holds `<host>/libhost.a`, `crt1.o`, `libc.a`.
    pub parts: PathBuf,
}

impl Tools {
    /// As the environment says; nothing, and a word about it, where it doesn't.
    pub fn find() -> Option<Self> {
        let Some(dist) = folder("ROC_DIST") else {
            skip("ROC_DIST doesn't say which tools to test; use `cargo xtask test`");
            return None;
        };
        let parts = folder("ROC_SHIMS").unwrap_or_else(|| dist.with_file_name("shims").join("x64musl"));
        for file in [dist.join("bin/roc"), dist.join("libexec/roc-backend"), parts.join("echo/libhost.a")] {
            assert!(file.is_file(), "{} is missing", file.display());
        }
        Some(Self { dist, parts })
    }
}

fn folder(variable: &str) -> Option<PathBuf> {
    let value = env::var_os(variable).filter(|value| !value.is_empty())?;
    Some(std::path::absolute(value).unwrap())
}

/// The repository.
pub fn root() -> PathBuf {
    std::path::absolute(Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")).unwrap()
}

/// Says that something isn't tested here, also to those who don't ask for output.
pub fn skip(reason: &str) {
    let test = std::thread::current().name().unwrap_or("?").to_owned();
    let _ = writeln!(std::io::stderr(), "skipped: {test}: {reason}");
}
