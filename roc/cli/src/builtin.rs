//! The Builtin module: made ready when the executable is packed, read back at each compilation.
//!
//! A bare executable has none and compiles it from its source each time, to the same effect.

use roc_base::{Diagnostic, IndexVec, Interner};
use roc_canonical::ir::{self, ModuleId};
use roc_canonical::{BUILTIN_SOURCE, Imports, Input, Purpose, canonicalize};
use roc_check::names::{Known, Names};
use roc_check::{CheckedModule, Requirements, check_module, ready};
use roc_modules::BUILTIN_FILE;

use crate::dist::Dist;

/// Its name among the executable's parts.
pub const PART: &str = "Builtin";

/// The modules of a program that has only this one, and their types.
pub type Tables = (IndexVec<ModuleId, ir::Module>, IndexVec<ModuleId, CheckedModule>);

/// The module and its types: what this executable carries, else made from the source.
pub fn load(dist: Option<&Dist>, names: &mut Interner) -> Tables {
    let packed = dist.and_then(|dist| dist.find(PART)?.contents().ok());
    match packed.and_then(|bytes| ready::read(&bytes, BUILTIN_FILE, &[ModuleId::BUILTIN], names)) {
        Some((module, checked)) => (IndexVec::from_vec(vec![module]), IndexVec::from_vec(vec![checked])),
        None => compile(names).0,
    }
}

/// The bytes of the ready module. Fails only if its source has errors.
pub fn make() -> Result<Vec<u8>, String> {
    let mut interner = Interner::new();
    let ((modules, checked), diagnostics) = compile(&mut interner);
    if let Some(error) = diagnostics.iter().find(|diagnostic| diagnostic.is_error()) {
        return Err(format!(
            "the Builtin module has an error at byte {}: {}",
            error.span.start, error.message
        ));
    }
    let written = ready::write(&modules[ModuleId::BUILTIN], &checked[ModuleId::BUILTIN], &interner);
    written.map(|(bytes, _)| bytes).ok_or_else(|| "the Builtin module can't be written down".to_owned())
}

fn compile(interner: &mut Interner) -> (Tables, Vec<Diagnostic>) {
    let names = Names::new(interner);
    let anonymous = interner.intern("_");
    let text = BUILTIN_SOURCE.as_bytes();
    let (ast, mut diagnostics) = roc_syntax::parse(BUILTIN_FILE, text, interner);
    let input = Input {
        id: ModuleId::BUILTIN,
        name: "Builtin",
        ast: &ast,
        text,
        imports: &Imports { purpose: Purpose::Import, ..Imports::default() },
        modules: &IndexVec::new(),
    };
    let (module, more) = canonicalize(&input, interner);
    diagnostics.extend(more);
    let modules = IndexVec::from_vec(vec![module]);
    let program = roc_check::Program {
        modules: &modules,
        checked: &IndexVec::new(),
        interner,
        names: &names,
        known: &Known::new(&modules[ModuleId::BUILTIN], interner),
        anonymous,
    };
    let (checked, more) = check_module(&program, ModuleId::BUILTIN, &Requirements::default());
    diagnostics.extend(more);
    ((modules, IndexVec::from_vec(vec![checked])), diagnostics)
}

#[cfg(test)]
mod tests {
    use roc_base::FileId;
    use roc_check::interface;

    use super::*;

    #[test]
    fn is_the_same_when_read_back() {
        let bytes = make().expect("Builtin has no errors");
        let read = |before: &[&str]| {
            let mut names = Interner::with_names(before);
            let read = ready::read(&bytes, FileId::new(5), &[ModuleId::BUILTIN], &mut names);
            let (module, checked) = read.expect("a module");
            assert_eq!(
                (module.exprs.len(), module.defs.len()),
                (checked.expr_types.len(), checked.defs.len())
            );
            interface(&module, &checked, &names).expect("no errors").0
        };
        // Other names first: the symbols have other numbers then.
        assert!(read(&[]) == read(&["zebra", "to_str"]), "the interface depends on how symbols are numbered");
    }
}
