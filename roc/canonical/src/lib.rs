//! Names resolved, sugar removed: canonical IR. Must not know types of expressions, does no I/O.
//!
//! [`canonicalize`] reads one module's syntax tree after all modules that it imports. Which module an `import` means,
//! and what else the file's surroundings say, comes in as [`Imports`]; the crate that knows files fills it in.

mod block;
mod canon;
mod cycles;
mod declare;
pub mod dump;
mod expr;
mod groups;
mod header;
pub mod imports;
mod initialized;
pub mod ir;
mod known;
mod literal;
mod module;
mod path;
mod pattern;
mod scope;
mod sugar;
pub mod suggest;
mod types;
pub mod walk;
pub mod wire;

use roc_base::{Diagnostic, IndexVec, Interner};
use roc_syntax::Ast;

pub use header::{FileKind, file_kind};
pub use imports::{Ambient, Imported, Imports, Purpose};
use ir::{Module, ModuleId};

/// The source of the Builtin module.
pub const BUILTIN_SOURCE: &str = include_str!("../builtin/Builtin.roc");

/// One module to canonicalise.
#[derive(Clone, Copy)]
pub struct Input<'a> {
    /// Its id.
    pub id: ModuleId,
    /// The file's name without `.roc`: `Stack`, `main`. A module whose file declares a type of this name is that type.
    pub name: &'a str,
    /// Its syntax tree.
    pub ast: &'a Ast,
    /// The bytes that the tree was made from.
    pub text: &'a [u8],
    /// What its imports mean.
    pub imports: &'a Imports,
    /// The modules before it: at least Builtin and all that it imports, each at its own id.
    pub modules: &'a IndexVec<ModuleId, Module>,
}

/// Resolves the names of a module and removes its sugar.
///
/// The module is complete whatever is wrong with it: a wrong place is a `Malformed` node. The diagnostics are in source
/// order.
pub fn canonicalize(input: &Input<'_>, names: &mut Interner) -> (Module, Vec<Diagnostic>) {
    canon::Canon::new(input, names).run()
}
