//! Snapshots: each `cases/*.roc` becomes the canonical IR and the diagnostics in the `.canonical` file beside it.
//!
//! A case is one module, or several behind lines `//- Name`, dependencies first; the last one is shown. An import means
//! the case's module of that name. `UPDATE=1` writes the snapshots anew.

use std::fmt::Write;
use std::fs;
use std::path::Path;

use roc_base::{Diagnostic, Id, IndexVec, Interner, Part, SourceMap};
use roc_canonical::ir::{Module, ModuleId};
use roc_canonical::{Imported, Imports, Input, Purpose, canonicalize, dump};
use roc_syntax::ast::{Ast, ImportTarget, Stmt};

#[test]
fn cases() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases");
    let mut paths: Vec<_> = fs::read_dir(&folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    paths.retain(|path| path.extension().is_some_and(|extension| extension == "roc"));
    paths.sort();
    assert!(!paths.is_empty());
    let mut program = Program::new();
    let mut wrong = Vec::new();
    for path in paths {
        let text = fs::read_to_string(&path).unwrap();
        let found = program.case(path.file_stem().unwrap().to_str().unwrap(), &text);
        let snapshot = path.with_extension("canonical");
        if std::env::var_os("UPDATE").is_some() {
            fs::write(&snapshot, found).unwrap();
        } else if fs::read_to_string(&snapshot).unwrap_or_default() != found {
            wrong.push(format!("{}\n{found}", path.display()));
        }
    }
    assert!(wrong.is_empty(), "snapshots differ (UPDATE=1 renews them):\n{}", wrong.join("\n"));
}

/// The Builtin module has no diagnostics, and all that sugar needs is in it.
#[test]
fn builtin_is_clean() {
    let program = Program::new();
    assert_eq!(program.reports, "");
}

/// Broken text gives diagnostics, never a panic: every case cut short, and with a hole.
#[test]
fn broken_text_is_survived() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases");
    let mut program = Program::new();
    for entry in fs::read_dir(&folder).unwrap() {
        let path = entry.unwrap().path();
        if path.extension().is_none_or(|extension| extension != "roc") {
            continue;
        }
        let text = fs::read_to_string(&path).unwrap().replace("//- ", "# ");
        for at in (0..text.len()).step_by(23).filter(|&at| text.is_char_boundary(at)) {
            program.case("cut", &text[..at]);
            let rest = (at + 5..text.len()).find(|&rest| text.is_char_boundary(rest)).unwrap_or(text.len());
            program.case("hole", &format!("{}{}", &text[..at], &text[rest..]));
        }
    }
}

struct Program {
    names: Interner,
    sources: SourceMap,
    modules: IndexVec<ModuleId, Module>,
    reports: String,
}

impl Program {
    fn new() -> Self {
        let mut program = Program {
            names: Interner::new(),
            sources: SourceMap::new(),
            modules: IndexVec::new(),
            reports: String::new(),
        };
        program.module("Builtin", roc_canonical::BUILTIN_SOURCE, Purpose::Import);
        program
    }

    fn case(&mut self, name: &str, text: &str) -> String {
        self.modules.truncate(1);
        self.reports.clear();
        let parts: Vec<&str> = text.split("//- ").collect();
        match &parts[..] {
            [only] => self.module(name, only, Purpose::Inspect),
            [_, files @ ..] => {
                for file in files {
                    let (name, text) = file.split_once('\n').unwrap_or((file, ""));
                    self.module(name.trim(), text, Purpose::Import);
                }
            }
            [] => {}
        }
        let last = self.modules.iter().last().unwrap();
        let mut out = dump::dump(last, &self.modules, &self.names);
        if !self.reports.is_empty() {
            let _ = write!(out, "\n{}", self.reports);
        }
        out
    }

    fn module(&mut self, name: &str, text: &str, purpose: Purpose) {
        let file = self.sources.add(format!("{name}.roc"), text.as_bytes().to_vec());
        let (ast, syntax) = roc_syntax::parse(file, text.as_bytes(), &mut self.names);
        let hosted = vec![self.names.intern("Term.write!")];
        let imports = Imports { targets: self.imports(&ast), purpose, hosted, ..Imports::default() };
        let id = self.modules.next_id();
        let input =
            Input { id, name, ast: &ast, text: text.as_bytes(), imports: &imports, modules: &self.modules };
        let (module, diagnostics) = canonicalize(&input, &mut self.names);
        self.modules.push(module);
        syntax.iter().chain(&diagnostics).for_each(|diagnostic| self.report(diagnostic));
    }

    fn imports(&self, ast: &Ast) -> IndexVec<roc_syntax::ast::ImportId, Imported> {
        let mut targets = IndexVec::new();
        for &statement in &ast[ast.statements] {
            let Stmt::Import(import) = ast[statement] else { continue };
            let target = match ast[import].target {
                ImportTarget::Local { path, .. } | ImportTarget::Package { path, .. } => {
                    let name = ast[path][0].symbol;
                    let module = self.modules.iter().find(|module| module.name == name);
                    module.map_or(Imported::Failed, |module| Imported::Module {
                        module: module.id,
                        inside: Vec::new(),
                    })
                }
                ImportTarget::File { path, .. } => match self.names.resolve(path.text) {
                    "bytes" => Imported::Bytes(Box::new([1, 2, 1])),
                    _ => Imported::Text(path.text),
                },
                ImportTarget::Malformed => Imported::Failed,
            };
            while targets.len() <= import.index() {
                targets.push(Imported::Failed);
            }
            targets[import] = target;
        }
        targets
    }

    fn report(&mut self, diagnostic: &Diagnostic) {
        let place = |span| {
            let (start, end) = self.sources.locate(span);
            format!("{}:{}-{}:{}", start.line, start.column, end.line, end.column)
        };
        let severity = if diagnostic.is_error() { "error" } else { "warning" };
        let (title, message) = (diagnostic.title, &diagnostic.message);
        let mut text = format!("{} {severity} {title}: {message}\n", place(diagnostic.span));
        for part in &diagnostic.body {
            let _ = match part {
                Part::Text(paragraph) => writeln!(text, "  {paragraph}"),
                Part::Block(block) => writeln!(text, "    {}", block.replace('\n', "\n    ")),
                Part::Snippet { span, caption } => writeln!(text, "  {caption} {}", place(*span)),
            };
        }
        for hint in &diagnostic.hints {
            let _ = writeln!(text, "  hint: {hint}");
        }
        self.reports.push_str(&text);
    }
}
