//! Loads a file with all that it reaches and prints what its modules' diagnostics are, or with `--dump` the root's
//! canonical IR, or with `--time` how long each stage took: `… --example canon -- [--dump] [--time] FILE…`.

use std::collections::BTreeMap;
use std::path::Path;
use std::time::Instant;

use roc_base::{Diagnostic, IndexVec, Interner, Part, SourceMap};
use roc_modules::{DefaultPlatform, Graph, NoOutlines, Options, OsFileSystem, Purpose};

const ECHO: DefaultPlatform<'_> = DefaultPlatform {
    name: "echo",
    files: &[
        ("main.roc", include_str!("../../../hosts/echo/platform/main.roc")),
        ("Echo.roc", include_str!("../../../hosts/echo/platform/Echo.roc")),
    ],
    ambient: &[("echo!", "Echo", "Echo.echo!")],
};

fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let dump = arguments.iter().any(|argument| argument == "--dump");
    let time = arguments.iter().any(|argument| argument == "--time");
    let mut total = 0;
    for file in arguments.iter().filter(|argument| !argument.starts_with("--")) {
        total += check(file, dump, time);
    }
    println!("{total} diagnostics");
}

fn check(file: &str, dump: bool, time: bool) -> usize {
    let options = Options {
        root: Path::new(file),
        builtin_is_ready: false,
        outlines: &NoOutlines,
        purpose: Purpose::Run,
        default_platform: ECHO,
        package_map: &BTreeMap::new(),
        remote: &roc_modules::NoRemote,
    };
    let mut names = Interner::new();
    let start = Instant::now();
    let graph = match Graph::load(&options, &OsFileSystem, &mut names) {
        Ok(graph) => graph,
        Err(failure) => {
            show(&failure.sources, &failure.diagnostic);
            return 1;
        }
    };
    let mut modules = IndexVec::new();
    let loaded_after = start.elapsed();
    let mut count = 0;
    for id in graph.modules.ids() {
        let (module, diagnostics) = graph.canonicalize(id, &modules, &mut names);
        let loaded = &graph.modules[id];
        for diagnostic in loaded.syntax.iter().chain(&loaded.diagnostics).chain(&diagnostics) {
            show(&graph.sources, diagnostic);
            count += 1;
        }
        modules.push(module);
    }
    if time {
        println!("loaded and parsed {loaded_after:?}, then canonical {:?}", start.elapsed() - loaded_after);
    }
    if dump {
        print!("{}", roc_canonical::dump::dump(&modules[graph.root], &modules, &names));
    }
    count
}

fn show(sources: &SourceMap, diagnostic: &Diagnostic) {
    let (start, _) = sources.locate(diagnostic.span);
    let path = sources.path(diagnostic.span.file);
    let severity = if diagnostic.is_error() { "error" } else { "warning" };
    println!(
        "{path}:{}:{}: {severity}: {}: {}",
        start.line, start.column, diagnostic.title, diagnostic.message
    );
    for part in &diagnostic.body {
        match part {
            Part::Text(text) => println!("    {text}"),
            Part::Block(block) => block.lines().for_each(|line| println!("        {line}")),
            Part::Snippet { span, caption } => {
                let (start, _) = sources.locate(*span);
                println!("    {caption} {}:{}:{}", sources.path(span.file), start.line, start.column);
            }
        }
    }
    for hint in &diagnostic.hints {
        println!("    Hint: {hint}");
    }
}
