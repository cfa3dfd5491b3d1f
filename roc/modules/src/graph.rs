//! The result of loading: all modules that a root file reaches, in dependency order, and every file that was read.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use roc_base::{Diagnostic, FileId, IndexVec, Interner, SourceMap, Symbol};
use roc_canonical::ir::{Module, ModuleId};
use roc_canonical::{FileKind, Imports, Input, Purpose};
use roc_syntax::Ast;
use roc_syntax::ast::Stmt;

use crate::fs::FileSystem;
use crate::load::Loader;
use crate::remote::{Remote, RemotePackage};
use crate::targets::Targets;

/// The file of the Builtin module, in every program.
pub const BUILTIN_FILE: FileId = FileId::new(0);

/// The BLAKE3 digest of a file's bytes.
pub type Digest = [u8; 32];

/// What to load.
#[derive(Clone, Copy)]
pub struct Options<'a> {
    /// The root file: absolute, or relative to the current folder.
    pub root: &'a Path,
    /// What the root file is wanted for.
    pub purpose: Purpose,
    /// Whether the caller has the Builtin module, canonical and checked: then it isn't parsed.
    pub builtin_is_ready: bool,
    /// Files that needn't be parsed beyond their imports.
    pub outlines: &'a dyn Outlines,
    /// The platform of root files that name none.
    pub default_platform: DefaultPlatform<'a>,
    /// The folders of packages by the reference that headers write for them (`../platform/main.roc`), instead of where
    /// the reference itself leads.
    pub package_map: &'a BTreeMap<String, PathBuf>,
    /// Where packages come from that headers name by address.
    pub remote: &'a dyn Remote,
}

/// A platform that lies in memory.
#[derive(Clone, Copy, Debug)]
pub struct DefaultPlatform<'a> {
    /// What its files' paths begin with in reports: `echo`.
    pub name: &'a str,
    /// Path inside the platform's folder, and content; its root is `main.roc`.
    pub files: &'a [(&'a str, &'a str)],
    /// What is in scope of the app without an import: the name, its module, and its path there
    /// (`echo!`, `Echo`, `Echo.echo!`).
    pub ambient: &'a [(&'a str, &'a str, &'a str)],
}

/// All modules of a program.
#[derive(Debug)]
pub struct Graph {
    /// The text of all files. Paths begin with the root file's folder as it was given.
    pub sources: SourceMap,
    /// Dependencies first; the Builtin module is [`ModuleId::BUILTIN`].
    pub modules: IndexVec<ModuleId, LoadedModule>,
    /// The root file's module.
    pub root: ModuleId,
    /// The platform of an app, or the root itself if it is a platform.
    pub platform: Option<Platform>,
    /// Every file on disk that was looked for, by its path relative to the root file's folder (`/` between parts), with
    /// the digest of its bytes, or nothing if there was none. A package from the package map counts as lying where the
    /// reference leads. Builtin, the default platform and packages with an address, which never change, are not in it.
    pub reads: BTreeMap<String, Option<Digest>>,
    /// Whether a package with an address couldn't be had, which may be otherwise the next time.
    pub lacks_packages: bool,
}

/// What is known from another time of a file that declares a type.
#[derive(Clone, Copy, Debug)]
pub struct Outline {
    /// Where its last import ends, in bytes.
    pub imports_end: u32,
}

/// Knows files from another time.
pub trait Outlines {
    /// The outline of a module of this name in a file with this digest.
    fn outline(&self, name: &str, digest: &Digest) -> Option<Outline>;
}

/// Knows none.
pub struct NoOutlines;

impl Outlines for NoOutlines {
    fn outline(&self, _: &str, _: &Digest) -> Option<Outline> {
        None
    }
}

/// A module that was read and parsed.
#[derive(Debug)]
pub struct LoadedModule {
    /// The file's name without `.roc`.
    pub name: String,
    /// Its text in [`Graph::sources`].
    pub file: FileId,
    /// The digest of its bytes, where they lie on disk.
    pub digest: Option<Digest>,
    /// Whether only its imports were parsed; [`Graph::parse`] does the rest.
    pub outlined: bool,
    /// Its syntax tree.
    pub ast: Ast,
    /// What it is by its looks.
    pub kind: FileKind,
    /// What its imports mean.
    pub imports: Imports,
    /// What was wrong with its syntax, in source order.
    pub syntax: Vec<Diagnostic>,
    /// What was wrong with its imports and packages.
    pub diagnostics: Vec<Diagnostic>,
}

/// The platform of a program.
#[derive(Clone, Debug)]
pub struct Platform {
    /// Its root module.
    pub module: ModuleId,
    /// As its header names it; may be empty.
    pub name: Symbol,
    /// The folder of its root file on disk; nothing for the default platform.
    pub folder: Option<PathBuf>,
    /// The package with an address that the folder is in, or is.
    pub remote: Option<RemotePackage>,
    /// What it is linked from; nothing if its header doesn't say.
    pub targets: Option<Targets>,
}

/// The root file could not be read.
#[derive(Debug)]
pub struct LoadFailure {
    /// Holds the root file's path, without text.
    pub sources: SourceMap,
    /// Why.
    pub diagnostic: Diagnostic,
    /// As [`Graph::reads`].
    pub reads: BTreeMap<String, Option<Digest>>,
}

impl Graph {
    /// Reads the root file and everything that it reaches. Fails only if the root file itself cannot be read; anything
    /// else that is wrong is a diagnostic of the module that asked for it.
    pub fn load(
        options: &Options<'_>,
        fs: &dyn FileSystem,
        names: &mut Interner,
    ) -> Result<Graph, Box<LoadFailure>> {
        Loader::new(options, fs, names).run()
    }

    /// Parses all of a module that was only outlined.
    pub fn parse(&mut self, id: ModuleId, names: &mut Interner) {
        let module = &mut self.modules[id];
        (module.ast, module.syntax) = roc_syntax::parse(module.file, self.sources.text(module.file), names);
        module.outlined = false;
    }

    /// Where a module's last import ends, in bytes.
    pub fn imports_end(&self, id: ModuleId) -> u32 {
        let ast = &self.modules[id].ast;
        let imports = ast[ast.statements].iter().filter(|&&stmt| matches!(ast[stmt], Stmt::Import(_)));
        imports.map(|&stmt| ast.span(stmt).end).next_back().unwrap_or(0)
    }

    /// Canonicalises a module. `modules` are those before it; push the result there.
    pub fn canonicalize(
        &self,
        id: ModuleId,
        modules: &IndexVec<ModuleId, Module>,
        names: &mut Interner,
    ) -> (Module, Vec<Diagnostic>) {
        let LoadedModule { name, file, ast, imports, .. } = &self.modules[id];
        let text = self.sources.text(*file);
        roc_canonical::canonicalize(&Input { id, name, ast, text, imports, modules }, names)
    }
}
