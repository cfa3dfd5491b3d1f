//! Every `cases/NAME.roc`: the types of its top-level values and the diagnostics are what `NAME.types` says.
//! `UPDATE=1` renews the latter.

use std::fmt::Write;
use std::path::Path;

use roc_base::{Diagnostic, IndexVec, Interner, SourceMap};
use roc_canonical::ir::{Module, ModuleId};
use roc_canonical::{BUILTIN_SOURCE, Imports, Input, Purpose};
use roc_check::names::{Known, Names};
use roc_check::{CheckedModule, Printer, Program, Requirements, check_module};

fn canonical(
    name: &str,
    text: &str,
    sources: &mut SourceMap,
    interner: &mut Interner,
    modules: &mut IndexVec<ModuleId, Module>,
) -> Vec<Diagnostic> {
    let file = sources.add(format!("{name}.roc"), text.as_bytes().to_vec());
    let (ast, mut diagnostics) = roc_syntax::parse(file, text.as_bytes(), interner);
    let imports = Imports { purpose: Purpose::Inspect, ..Imports::default() };
    let id = modules.next_id();
    let input = Input { id, name, ast: &ast, text: text.as_bytes(), imports: &imports, modules };
    let (module, more) = roc_canonical::canonicalize(&input, interner);
    diagnostics.extend(more);
    modules.push(module);
    diagnostics
}

fn report(text: &str) -> String {
    let (mut interner, mut sources) = (Interner::new(), SourceMap::new());
    let names = Names::new(&mut interner);
    let anonymous = interner.intern("_");
    let mut modules = IndexVec::new();
    canonical("Builtin", BUILTIN_SOURCE, &mut sources, &mut interner, &mut modules);
    let mut diagnostics = canonical("case", text, &mut sources, &mut interner, &mut modules);
    let known = Known::new(&modules[ModuleId::BUILTIN], &interner);
    let mut checked: IndexVec<ModuleId, CheckedModule> = IndexVec::new();
    let requirements = Requirements::default();
    for id in modules.ids() {
        let program = Program {
            modules: &modules,
            checked: &checked,
            interner: &interner,
            names: &names,
            known: &known,
            anonymous,
        };
        let (module, more) = check_module(&program, id, &requirements);
        diagnostics.extend(more);
        checked.push(module);
    }
    let case = ModuleId::new(1);
    let mut out = String::new();
    for (id, def) in modules[case].defs.iter_enumerated() {
        let ty = Printer::new(&checked[case].types, &modules, &interner).print(checked[case].defs[id].ty);
        writeln!(out, "{} : {ty}", interner.resolve(def.path)).unwrap();
    }
    for d in &diagnostics {
        let (start, _) = sources.locate(d.span);
        writeln!(out, "{}:{} {:?} {}: {}", start.line, start.column, d.severity, d.title, d.message).unwrap();
    }
    out
}

#[test]
fn types_and_diagnostics_are_as_written() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases");
    let mut cases: Vec<_> = std::fs::read_dir(&folder).unwrap().map(|e| e.unwrap().path()).collect();
    cases.retain(|path| path.extension().is_some_and(|e| e == "roc"));
    cases.sort();
    assert!(!cases.is_empty());
    let mut wrong = Vec::new();
    for path in cases {
        let actual = report(&std::fs::read_to_string(&path).unwrap());
        let expected = path.with_extension("types");
        if std::env::var_os("UPDATE").is_some() {
            std::fs::write(&expected, &actual).unwrap();
        } else if std::fs::read_to_string(&expected).unwrap_or_default() != actual {
            wrong.push(format!("{}:\n{actual}", path.display()));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
