//! The embedded Builtin module is a correct program.

use roc_base::{IndexVec, Interner, SourceMap};
use roc_canonical::ir::ModuleId;
use roc_canonical::{BUILTIN_SOURCE, Imports, Input, Purpose};
use roc_check::names::{Known, Names};
use roc_check::{Program, Requirements, check_module};

#[test]
fn builtin_is_clean() {
    let mut interner = Interner::new();
    let mut sources = SourceMap::new();
    let file = sources.add("Builtin.roc", BUILTIN_SOURCE.as_bytes());
    let (ast, mut diagnostics) = roc_syntax::parse(file, BUILTIN_SOURCE.as_bytes(), &mut interner);
    let imports = Imports { purpose: Purpose::Inspect, ..Imports::default() };
    let mut modules = IndexVec::new();
    let input = Input {
        id: ModuleId::BUILTIN,
        name: "Builtin",
        ast: &ast,
        text: BUILTIN_SOURCE.as_bytes(),
        imports: &imports,
        modules: &modules,
    };
    let (builtin, more) = roc_canonical::canonicalize(&input, &mut interner);
    diagnostics.extend(more);
    let names = Names::new(&mut interner);
    let anonymous = interner.intern("_");
    let known = Known::new(&builtin, &interner);
    modules.push(builtin);
    let checked = IndexVec::new();
    let program = Program {
        modules: &modules,
        checked: &checked,
        interner: &interner,
        names: &names,
        known: &known,
        anonymous,
    };
    let (_, more) = check_module(&program, ModuleId::BUILTIN, &Requirements::default());
    diagnostics.extend(more);
    // `Crypto.SHA256.Hasher` is meant to have the name of another type.
    let lines: Vec<String> = diagnostics
        .iter()
        .filter(|d| d.title != "Type Shadowed")
        .map(|d| {
            let (start, _) = sources.locate(d.span);
            format!("{}:{} {}: {} {:?} {:?}", start.line, start.column, d.title, d.message, d.body, d.hints)
        })
        .collect();
    assert!(lines.is_empty(), "{} diagnostics\n{}", lines.len(), lines.join("\n"));
}
