//! Snapshots: each `cases/*.txt` holds the files of a program behind lines `//- path`, the root first; what is loaded
//! stands in the `.graph` file beside it. `# map REFERENCE = FOLDER` is an entry of the package map, `# url ADDRESS = FOLDER` a
//! package that can be downloaded. `UPDATE=1` writes the snapshots anew.

use std::collections::BTreeMap;
use std::fmt::Write;
use std::fs;
use std::path::{Path, PathBuf};

use roc_base::{Diagnostic, Id, IndexVec, Interner, SourceMap};
use roc_canonical::Imported;
use roc_modules::{
    DefaultPlatform, Graph, MemoryFileSystem, NoOutlines, NoRemote, Options, OsFileSystem, Purpose, Remote,
    RemoteFailure, RemotePackage,
};

const ECHO: DefaultPlatform<'_> = DefaultPlatform {
    name: "echo",
    files: &[("main.roc", ECHO_MAIN), ("Echo.roc", "Echo := [].{\n\techo! : Str => {}\n}\n")],
    ambient: &[("echo!", "Echo", "Echo.echo!")],
};

const ECHO_MAIN: &str = r#"
platform "echo"
	requires { main! : List(Str) => Try(_, [Exit(I8), ..]) }
	exposes [Echo]
	packages {}
	provides { "roc__main": start! }
	hosted { "roc_host__echo": Echo.echo! }

import Echo

start! = |args| main!(args)
"#;

#[test]
fn cases() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases");
    let mut paths: Vec<_> = fs::read_dir(&folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    paths.retain(|path| path.extension().is_some_and(|extension| extension == "txt"));
    paths.sort();
    assert!(!paths.is_empty());
    let mut wrong = Vec::new();
    for path in paths {
        let found = case(&fs::read_to_string(&path).unwrap());
        let snapshot = path.with_extension("graph");
        if std::env::var_os("UPDATE").is_some() {
            fs::write(&snapshot, found).unwrap();
        } else if fs::read_to_string(&snapshot).unwrap_or_default() != found {
            wrong.push(format!("{}\n{found}", path.display()));
        }
    }
    assert!(wrong.is_empty(), "snapshots differ (UPDATE=1 renews them):\n{}", wrong.join("\n"));
}

/// The packages of `# url` lines.
struct Urls(BTreeMap<String, PathBuf>);

impl Remote for Urls {
    fn package(&self, url: &str) -> Result<RemotePackage, RemoteFailure> {
        let found = self.0.get(url).map(|folder| RemotePackage { folder: folder.clone(), digest: [1; 32] });
        found.ok_or_else(|| RemoteFailure {
            title: "Download Failed",
            message: "There is no such package.".to_owned(),
            block: None,
            hint: Some("Look elsewhere.".to_owned()),
        })
    }
}

/// The entries of lines that begin with a word: `# map a = b`.
fn entries(fixture: &str, word: &str) -> BTreeMap<String, PathBuf> {
    let lines = fixture.lines().filter_map(|line| line.strip_prefix("# ")?.strip_prefix(word));
    let entries = lines.filter_map(|entry| entry.trim().split_once(" = "));
    entries.map(|(written, folder)| (written.to_owned(), PathBuf::from(folder))).collect()
}

fn case(fixture: &str) -> String {
    let files = MemoryFileSystem::from_fixture(fixture);
    let root = fixture.lines().find_map(|line| line.strip_prefix("//- ")).unwrap_or_default();
    let options = Options {
        root: Path::new(root.trim()),
        builtin_is_ready: false,
        outlines: &NoOutlines,
        purpose: Purpose::Run,
        default_platform: ECHO,
        package_map: &entries(fixture, "map "),
        remote: &Urls(entries(fixture, "url ")),
    };
    let mut names = Interner::new();
    match Graph::load(&options, &files, &mut names) {
        Ok(graph) => show(&graph, &mut names),
        Err(failure) => {
            let mut out = String::new();
            report(&mut out, &failure.sources, &failure.diagnostic);
            let _ = writeln!(out, "reads {:?}", failure.reads.keys().collect::<Vec<_>>());
            out
        }
    }
}

fn show(graph: &Graph, names: &mut Interner) -> String {
    let mut out = String::new();
    let mut reports = String::new();
    let mut modules = IndexVec::new();
    for id in graph.modules.ids() {
        let loaded = &graph.modules[id];
        let (module, diagnostics) = graph.canonicalize(id, &modules, names);
        modules.push(module);
        for diagnostic in loaded.syntax.iter().chain(&loaded.diagnostics).chain(&diagnostics) {
            report(&mut reports, &graph.sources, diagnostic);
        }
        let imports = loaded.imports.targets.iter().map(|target| match target {
            Imported::Module { module, inside } => {
                let inside = inside.iter().map(|&name| format!(".{}", names.resolve(name)));
                format!("{}{}", graph.modules[*module].name, inside.collect::<String>())
            }
            Imported::Text(text) => format!("{:?}", names.resolve(*text)),
            Imported::Bytes(bytes) => format!("{bytes:?}"),
            Imported::Failed => "failed".to_owned(),
        });
        let imports: Vec<String> = imports.collect();
        let _ = write!(out, "{} {:?} {}", id.index(), loaded.kind, graph.sources.path(loaded.file));
        let _ = write!(out, " [{}]", imports.join(", "));
        for hosted in &loaded.imports.hosted {
            let _ = write!(out, " hosted:{}", names.resolve(*hosted));
        }
        out.push_str(if id == graph.root { " root\n" } else { "\n" });
    }
    if let Some(platform) = &graph.platform {
        let _ = write!(out, "platform {} in {:?}", platform.module.index(), platform.folder);
        let remote = platform.remote.iter().map(|remote| format!(" of the download {:?}", remote.folder));
        let _ = writeln!(out, "{}", remote.collect::<String>());
        for target in platform.targets.iter().flat_map(|targets| &targets.targets) {
            let _ = writeln!(out, "  {} {:?} {:?}", target.name, target.inputs, target.output);
        }
    }
    for (path, digest) in &graph.reads {
        let _ = writeln!(out, "{} {path}", if digest.is_some() { "read" } else { "absent" });
    }
    out + &reports
}

fn report(out: &mut String, sources: &SourceMap, diagnostic: &Diagnostic) {
    let (start, _) = sources.locate(diagnostic.span);
    let path = sources.path(diagnostic.span.file);
    let (title, message) = (diagnostic.title, &diagnostic.message);
    let _ = writeln!(out, "{path}:{}:{} {title}: {message}", start.line, start.column);
    diagnostic.hints.iter().for_each(|hint| {
        let _ = writeln!(out, "  hint: {hint}");
    });
}

/// What only a real file system can do wrong: a folder for a file, a circle of links, a missing or unreadable file.
#[cfg(unix)]
#[test]
fn odd_files_are_reported() {
    let folder = std::env::temp_dir().join(format!("roc-modules-{}", std::process::id()));
    fs::create_dir_all(folder.join("Folder.roc")).unwrap();
    std::os::unix::fs::symlink("Loop.roc", folder.join("Loop.roc")).unwrap();
    fs::write(folder.join("Bytes.roc"), b"Bytes := [\xff]\n").unwrap();
    let main = "import Folder\nimport Loop\nimport Gone\nimport Bytes\nimport \"Bytes.roc\" as b : Str\n";
    fs::write(folder.join("main.roc"), format!("{main}main! = |_| Ok({{}})\n")).unwrap();
    let titles = |root: &str| {
        let root = folder.join(root);
        let package_map = BTreeMap::new();
        let options = Options {
            root: &root,
            builtin_is_ready: false,
            outlines: &NoOutlines,
            purpose: Purpose::Run,
            default_platform: ECHO,
            package_map: &package_map,
            remote: &NoRemote,
        };
        match Graph::load(&options, &OsFileSystem, &mut Interner::new()) {
            Ok(graph) => {
                let modules = graph.modules.iter();
                modules.flat_map(|module| module.diagnostics.iter().map(|found| found.title)).collect()
            }
            Err(failure) => vec![failure.diagnostic.title],
        }
    };
    let unreadable = "Could Not Read File";
    assert_eq!(titles("main.roc"), [unreadable, unreadable, "File Not Found", "File Not UTF-8"]);
    assert_eq!(titles("Folder.roc"), [unreadable]);
    assert_eq!(titles("Loop.roc"), [unreadable]);
    assert_eq!(titles("Gone.roc"), ["File Not Found"]);
    fs::remove_dir_all(&folder).unwrap();
}
