//! Each `cases/NAME.roc` is written as `cases/NAME.out`; `UPDATE=1` renews the outputs. The conformance suite's cases
//! of the formatter are checked as well, if it is there.

use std::fs;
use std::path::PathBuf;

use roc_base::FileId;

fn folder(path: &str) -> PathBuf {
    [env!("CARGO_MANIFEST_DIR"), path].iter().collect()
}

fn formatted(path: &PathBuf) -> String {
    match roc_format::format(FileId::new(0), &fs::read(path).unwrap()) {
        Ok(text) => text,
        Err(diagnostics) => diagnostics.iter().map(|found| format!("{}\n", found.title)).collect(),
    }
}

/// Paths with this ending, each with the path of its output.
fn cases(folder: PathBuf, input: &str, output: &str) -> Vec<(PathBuf, PathBuf)> {
    let Ok(entries) = fs::read_dir(folder) else { return Vec::new() };
    let mut paths: Vec<_> = entries
        .filter_map(|entry| {
            let path = entry.unwrap().path();
            let output = path.to_str()?.strip_suffix(input)?.to_owned() + output;
            Some((path, PathBuf::from(output)))
        })
        .collect();
    paths.sort();
    paths
}

#[test]
fn cases_have_their_layout() {
    let update = std::env::var_os("UPDATE").is_some();
    let mut wrong = Vec::new();
    let own = cases(folder("tests/cases"), ".roc", ".out");
    assert!(!own.is_empty());
    for (path, output) in own {
        let found = formatted(&path);
        if update {
            fs::write(&output, &found).unwrap();
        } else if fs::read_to_string(&output).unwrap_or_default() != found {
            wrong.push(format!("{}:\n{found}", path.display()));
        }
    }
    assert!(wrong.is_empty(), "these differ; UPDATE=1 renews them\n{}", wrong.join("\n"));
}

#[test]
fn conformance_cases_have_their_layout() {
    for (path, output) in cases(folder("../../tests/conformance/diagnostics/fmt"), ".in.roc", ".out.roc") {
        let Ok(wanted) = fs::read_to_string(&output) else { continue };
        assert_eq!(formatted(&path), wanted, "{}", path.display());
    }
}
