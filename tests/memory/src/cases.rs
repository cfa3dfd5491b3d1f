//! The programs: those of `tests/conformance` that say what they write.

use std::path::{Path, PathBuf};
use std::process::Command;
use std::{env, fs};

/// A program with what it must do.
#[derive(Debug)]
pub struct Case {
    /// Its path below `tests/conformance`, without the extension.
    pub name: String,
    /// The root file.
    pub file: PathBuf,
    /// What it writes.
    pub output: Vec<u8>,
    /// Its exit code.
    pub code: i32,
}

impl Case {
    /// Compiles it. The path of the image and the exit code that its diagnostics ask for; nothing for what isn't to be
    /// run, such as mistakes of syntax; or what went wrong.
    pub fn image(&self, roc: &Path, scratch: &Path) -> Result<Option<(PathBuf, i32)>, String> {
        let image = scratch.join("image");
        let mut command = Command::new(roc);
        command.args(["build", "--emit=image", "--output"]).arg(&image).arg(&self.file);
        command.env("ROC_CACHE_DIR", scratch.join("cache")).env("HOME", scratch).env("NO_COLOR", "1");
        let _ = fs::remove_file(&image);
        let done = command.output().map_err(|error| error.to_string())?;
        let code = done.status.code().unwrap_or(1);
        if image.exists() {
            Ok(Some((image, code)))
        } else if self.output.is_empty() && code == self.code {
            Ok(None)
        } else {
            Err(String::from_utf8_lossy(&done.stderr).into_owned())
        }
    }
}

/// `roc` of the folder that `ROC_DIST` names; none, and a word about it, where it names none.
pub fn tools() -> Option<PathBuf> {
    match env::var_os("ROC_DIST").filter(|folder| !folder.is_empty()) {
        Some(folder) => Some(std::path::absolute(folder).expect("a path").join("bin/roc")),
        None => {
            eprintln!("skipped: ROC_DIST doesn't say which tools to test; use `cargo xtask test`");
            None
        }
    }
}

/// All cases, by name.
pub fn cases() -> Vec<Case> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../conformance");
    let root = std::path::absolute(root).expect("a path");
    let (mut cases, mut folders) = (Vec::new(), vec![root.clone()]);
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(&folder).expect("a folder of cases").flatten() {
            let path = entry.path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|extension| extension == "roc") {
                cases.extend(case(&root, &path));
            }
        }
    }
    cases.sort_by(|a, b| a.name.cmp(&b.name));
    cases
}

fn case(root: &Path, file: &Path) -> Option<Case> {
    let is_main = file.file_name()? == "main.roc";
    let beside = |extension: &str| match is_main {
        true => file.with_file_name(extension),
        false => file.with_extension(extension),
    };
    let output = fs::read(beside("stdout")).ok()?;
    let code = fs::read_to_string(beside("exit")).unwrap_or_default();
    let name = file.with_extension("").strip_prefix(root).ok()?.to_string_lossy().into_owned();
    Some(Case { name, file: file.to_owned(), output, code: code.trim().parse().unwrap_or(0) })
}
