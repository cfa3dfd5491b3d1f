//! The Builtin module: made ready when the executable is packed, read back at each compilation.
//!
//! A bare executable has none and compiles it from its source each time, to the same effect.

use roc_base::{FileId, IndexVec, Interner};
use roc_canonical::ir::{self, ModuleId};
use roc_canonical::{BUILTIN_SOURCE, Imports, Input, Purpose, canonicalize};
use roc_check::names::{Known, Names};
use roc_check::{CheckedModule, Requirements, check_module, ready};

use crate::dist::Dist;

/// Its name among the executable's parts.
pub const PART: &str = "Builtin";

/// The ready module, its text in `file`, if this executable carries it.
pub fn ready(dist: &Dist, file: FileId, names: &mut Interner) -> Option<(ir::Module, CheckedModule)> {
    ready::read(&dist.read(PART)?, file, &[ModuleId::BUILTIN], names)
}

/// Makes the ready module out of its source. Fails only if that has errors.
pub fn make() -> Result<Vec<u8>, String> {
    let mut interner = Interner::new();
    let names = Names::new(&mut interner);
    let anonymous = interner.intern("_");
    let text = BUILTIN_SOURCE.as_bytes();
    let (ast, mut diagnostics) = roc_syntax::parse(FileId::new(0), text, &mut interner);
    let input = Input {
        id: ModuleId::BUILTIN,
        name: "Builtin",
        ast: &ast,
        text,
        imports: &Imports { purpose: Purpose::Import, ..Imports::default() },
        modules: &IndexVec::new(),
    };
    let (module, more) = canonicalize(&input, &mut interner);
    diagnostics.extend(more);
    let modules = IndexVec::from_vec(vec![module]);
    let program = roc_check::Program {
        modules: &modules,
        checked: &IndexVec::new(),
        interner: &interner,
        names: &names,
        known: &Known::new(&modules[ModuleId::BUILTIN], &interner),
        anonymous,
    };
    let (checked, more) = check_module(&program, ModuleId::BUILTIN, &Requirements::default());
    diagnostics.extend(more);
    match diagnostics.iter().find(|diagnostic| diagnostic.is_error()) {
        Some(error) => {
            Err(format!("the Builtin module has an error at byte {}: {}", error.span.start, error.message))
        }
        None => ready::write(&modules[ModuleId::BUILTIN], &checked, &interner)
            .map(|(bytes, _)| bytes)
            .ok_or_else(|| "the Builtin module can't be written down".to_owned()),
    }
}

#[cfg(test)]
mod tests {
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
