//! What canonicalisation must be told about other files: which module each import means, and what a file's package asks
//! of it. The module graph fills these values in; nothing here opens a file.

use roc_base::{IndexVec, Symbol};
use roc_syntax::ast::ImportId;

use crate::ir::ModuleId;

/// The surroundings of one file.
#[derive(Clone, Debug, Default)]
pub struct Imports {
    /// What each `import` statement means. A statement without a row is taken for [`Imported::Failed`].
    pub targets: IndexVec<ImportId, Imported>,
    /// Values in scope without an import, such as `echo!` of a default app.
    pub ambient: Vec<Ambient>,
    /// Paths (`Stdout.line!`) of the definitions of this module that the host provides.
    pub hosted: Vec<Symbol>,
    /// What the file is wanted for.
    pub purpose: Purpose,
}

/// What an `import` statement means.
#[derive(Clone, Debug)]
pub enum Imported {
    /// A module, and in it the types to go through before the rest of the written path (all after the first upper name).
    Module {
        /// The module.
        module: ModuleId,
        /// Where the first name of the written path stands in that module: names from the module's own type inwards.
        /// Empty for the module's own type.
        inside: Vec<Symbol>,
    },
    /// The content of a file that is imported as `Str`.
    Text(Symbol),
    /// The content of a file that is imported as `List(U8)`.
    Bytes(Box<[u8]>),
    /// Nothing was found, which is already reported: uses of the name are silent.
    Failed,
}

/// A value that is in scope of a module without being imported.
#[derive(Clone, Copy, Debug)]
pub struct Ambient {
    /// The name in scope.
    pub name: Symbol,
    /// Where it is defined.
    pub module: ModuleId,
    /// The path of the definition in its module, e.g. `Stdout.write!`.
    pub path: Symbol,
}

/// What a file is wanted for; decides which shapes of a file without a header are errors.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum Purpose {
    /// Another module imports it, so it must declare the type that it is named after.
    #[default]
    Import,
    /// It is to be checked or run: a type module, an app, a package or a platform.
    Run,
    /// Only its definitions count (tests, REPL, tools).
    Inspect,
}
