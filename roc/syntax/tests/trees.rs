//! Each `cases/NAME.roc` parses to `cases/NAME.tree`: the tree, then one line for each diagnostic. `UPDATE=1` renews
//! the trees.

use std::fmt::Write as _;
use std::fs;
use std::path::PathBuf;

use roc_base::{Interner, SourceMap};

fn cases() -> PathBuf {
    [env!("CARGO_MANIFEST_DIR"), "tests", "cases"].iter().collect()
}

#[test]
fn cases_parse_to_their_trees() {
    let update = std::env::var_os("UPDATE").is_some();
    let mut paths: Vec<_> = fs::read_dir(cases()).unwrap().map(|entry| entry.unwrap().path()).collect();
    paths.retain(|path| path.extension().is_some_and(|extension| extension == "roc"));
    paths.sort();
    assert!(!paths.is_empty());
    let mut wrong = Vec::new();
    for path in paths {
        let name = path.file_stem().unwrap().to_string_lossy().into_owned();
        let mut sources = SourceMap::new();
        let file = sources.add(format!("{name}.roc"), fs::read(&path).unwrap());
        let mut names = Interner::new();
        let (ast, diagnostics) = roc_syntax::parse(file, sources.text(file), &mut names);
        let mut shown = roc_syntax::dump::dump(&ast, &names);
        if !diagnostics.is_empty() {
            shown.push('\n');
        }
        for diagnostic in &diagnostics {
            let (start, end) = sources.locate(diagnostic.span);
            let place = format!("{}:{}-{}:{}", start.line, start.column, end.line, end.column);
            writeln!(shown, "{place} {}: {}", diagnostic.title, diagnostic.message).unwrap();
        }
        if name.starts_with("mistakes") == diagnostics.is_empty() {
            wrong.push(format!("{name} has mistakes or not, against its name:\n{shown}"));
        }
        let tree = path.with_extension("tree");
        if update {
            fs::write(&tree, &shown).unwrap();
        } else if fs::read_to_string(&tree).unwrap_or_default() != shown {
            wrong.push(format!("{name}:\n{shown}"));
        }
    }
    assert!(wrong.is_empty(), "these trees differ; UPDATE=1 renews them\n{}", wrong.join("\n"));
}
