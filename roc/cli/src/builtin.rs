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
pub fn ready(file: FileId, names: &mut Interner) -> Option<(ir::Module, CheckedModule)> {
    let bytes = Dist::open().ok()?.read(PART)?;
    ready::read(&bytes, file, &[ModuleId::BUILTIN], names)
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
    use super::*;

    #[test]
    fn is_the_same_when_read_back() {
        let bytes = make().expect("Builtin has no errors");
        let mut interner = Interner::new();
        // Other names first: the symbols have other numbers now.
        interner.intern("zebra");
        interner.intern("to_str");
        let (module, checked) =
            ready::read(&bytes, FileId::new(5), &[ModuleId::BUILTIN], &mut interner).expect("a module");
        let (again, _) = ready::write(&module, &checked, &interner).expect("no errors");
        let mut others = Interner::new();
        let (module, checked) =
            ready::read(&again, FileId::new(0), &[ModuleId::BUILTIN], &mut others).expect("a module");
        assert_eq!((module.exprs.len(), module.defs.len()), (checked.expr_types.len(), checked.defs.len()));

        // In the numbering of the first, byte by byte.
        let mut interner = Interner::new();
        let _ = Names::new(&mut interner);
        interner.intern("_");
        let (module, checked) =
            ready::read(&bytes, FileId::new(0), &[ModuleId::BUILTIN], &mut interner).expect("a module");
        let (again, _) = ready::write(&module, &checked, &interner).expect("no errors");
        assert!(again == bytes, "writing what was read gives other bytes");
    }
}
