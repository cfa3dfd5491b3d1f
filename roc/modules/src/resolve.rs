//! What each `import` of a file means: the file that it leads to, followed through folders and packages.

use roc_base::{Diagnostic, Id, Interner, Span, Symbol};
use roc_canonical::Imported;
use roc_canonical::ir::ModuleId;
use roc_syntax::ast::{self, Ast, FileImportKind, Header, ImportBase, ImportId, ImportTarget, Stmt};

use crate::load::{Loader, Wanted};
use crate::location;
use crate::order::Edge;
use crate::package::{Exposed, PackageId, Target};

impl Loader<'_> {
    /// Follows the imports of a row; a root package or platform also needs all that it exposes.
    pub(crate) fn imports(&mut self, row: usize) {
        let Ast { statements, .. } = self.rows[row].ast;
        for index in 0..statements.len() {
            let ast = &self.rows[row].ast;
            let Stmt::Import(import) = ast[ast[statements][index]] else { continue };
            let imported = self.follow(row, import);
            let targets = &mut self.rows[row].imports.targets;
            while targets.len() <= import.index() {
                targets.push(Imported::Failed);
            }
            targets[import] = imported;
        }
        let package = self.rows[row].package;
        if self.packages[package].header == Some(row) && self.is_root(row) {
            for name in self.exposed_names(package) {
                self.exposed_module(row, package, name);
            }
        }
    }

    fn is_root(&self, row: usize) -> bool {
        row == 1
    }

    fn follow(&mut self, row: usize, import: ImportId) -> Imported {
        let ast = &self.rows[row].ast;
        match ast[import].target {
            ImportTarget::Local { base, folders, path } => {
                let folders: Vec<Symbol> = ast[folders].iter().map(|name| name.symbol).collect();
                let Some(&first) = ast[path].first() else { return Imported::Failed };
                let span = ast.path_span(path, self.names);
                self.local(row, import, base, &folders, first.symbol, span)
            }
            ImportTarget::Package { package, path } => {
                let Some(&first) = ast[path].first() else { return Imported::Failed };
                let span = self.name_span(row, first);
                self.package_module(row, import, package, first.symbol, span)
            }
            ImportTarget::File { path, kind, .. } => self.file(row, path, kind),
            ImportTarget::Malformed => Imported::Failed,
        }
    }

    fn local(
        &mut self,
        row: usize,
        import: ImportId,
        base: ImportBase,
        folders: &[Symbol],
        module: Symbol,
        span: Span,
    ) -> Imported {
        let here = location::folder(&self.rows[row].path);
        let mut relative = match base {
            ImportBase::Here => String::new(),
            ImportBase::Root => String::from("/"),
            ImportBase::Up(levels) => "../".repeat(levels as usize),
        };
        for &folder in folders {
            relative.push_str(self.names.resolve(folder));
            relative.push('/');
        }
        relative.push_str(self.names.resolve(module));
        relative.push_str(".roc");
        let path = match base {
            ImportBase::Root => location::join("", relative.trim_start_matches('/')),
            _ => location::join(here, &relative),
        };
        let package = self.rows[row].package;
        if location::leads_out(&path) && self.packages[package].confined {
            let message = "This import leads out of the folder of its package.";
            let diagnostic = Diagnostic::error("Module Not Found", span, message)
                .with_hint("Name the other folder's package in the header, and import from that.");
            self.report(row, diagnostic);
            return Imported::Failed;
        }
        self.module_file(row, import, package, &path, Vec::new(), span)
    }

    /// The module in a file of a package.
    fn module_file(
        &mut self,
        row: usize,
        import: ImportId,
        package: PackageId,
        path: &str,
        inside: Vec<Symbol>,
        span: Span,
    ) -> Imported {
        match self.open(package, path, Wanted::Module) {
            Ok(found) => {
                if let Some(real) = self.case_mismatch(package, path) {
                    let message = format!("The file is called `{real}`, with other upper and lower case.");
                    let diagnostic = Diagnostic::error("Module Not Found", span, message)
                        .with_hint("Write the import and the file's name alike: not every system takes them for the same.");
                    self.report(row, diagnostic);
                }
                self.rows[row].edges.push(Edge { to: found, tag: Some(import) });
                Imported::Module { module: ModuleId::from_index(found), inside }
            }
            Err(error) => {
                let mut diagnostic = self.unreadable("File Not Found", span, package, path, error);
                if diagnostic.hints.is_empty() {
                    let name = location::stem(path);
                    diagnostic = diagnostic.with_hint(format!(
                        "The module `{name}` is expected in a file of that name, relative to this one."
                    ));
                }
                self.report(row, diagnostic);
                Imported::Failed
            }
        }
    }

    /// The name of a file that differs from the one that found it.
    fn case_mismatch(&self, package: PackageId, path: &str) -> Option<String> {
        if !self.fs.ignores_case() {
            return None;
        }
        let shown = self.shown(package, path);
        let names = self.fs.names(location::folder(&shown).as_ref());
        let name = location::file_name(path);
        if names.iter().any(|known| known == name) {
            return None;
        }
        names.into_iter().find(|known| known.eq_ignore_ascii_case(name))
    }

    fn package_module(
        &mut self,
        row: usize,
        import: ImportId,
        shorthand: ast::Name,
        module: Symbol,
        span: Span,
    ) -> Imported {
        let own = self.rows[row].package;
        let package = match self.packages[own].shorthands.get(&shorthand.symbol) {
            Some(&Some(package)) => package,
            Some(None) => return Imported::Failed,
            None => {
                let text = self.names.resolve(shorthand.symbol);
                let message = format!("The header names no package `{text}`.");
                let mut known: Vec<&str> =
                    self.packages[own].shorthands.keys().map(|&name| self.names.resolve(name)).collect();
                known.sort_unstable();
                let hint = match known[..] {
                    [] => format!("Add it to the header: `{text}: \"path/to/main.roc\"`"),
                    _ => format!("The header has: `{}`", known.join("`, `")),
                };
                let span = self.name_span(row, shorthand);
                self.report(row, Diagnostic::error("Unknown Shorthand", span, message).with_hint(hint));
                return Imported::Failed;
            }
        };
        match self.exposed(package, module) {
            Some(exposed) => self.exposed_target(row, import, package, exposed, span),
            None => {
                let names = self.exposed_names(package);
                let names: Vec<&str> = names.into_iter().map(|name| self.names.resolve(name)).collect();
                let message = format!(
                    "The package `{}` exposes no module `{}`.",
                    self.names.resolve(shorthand.symbol),
                    self.names.resolve(module)
                );
                let mut diagnostic = Diagnostic::error("Module Not Found", span, message);
                if !names.is_empty() {
                    diagnostic = diagnostic.with_hint(format!("It exposes `{}`.", names.join("`, `")));
                }
                self.report(row, diagnostic);
                Imported::Failed
            }
        }
    }

    fn exposed_target(
        &mut self,
        row: usize,
        import: ImportId,
        package: PackageId,
        exposed: Exposed,
        span: Span,
    ) -> Imported {
        let Exposed { target, inside } = exposed;
        let found = match target {
            Target::File(path) => return self.module_file(row, import, package, &path, inside, span),
            Target::Row(found) => found,
            // The header's row may come later; its import means the same file in any case.
            Target::Import(header, target) => {
                let ast = &self.rows[header].ast;
                let ImportTarget::Local { base, folders, path } = ast[target].target else {
                    return Imported::Failed;
                };
                let mut file = match base {
                    ImportBase::Up(levels) => "../".repeat(levels as usize),
                    ImportBase::Here | ImportBase::Root => String::new(),
                };
                for name in ast[folders].iter().chain(ast[path].first()) {
                    file.push_str(self.names.resolve(name.symbol));
                    file.push('/');
                }
                let file = format!("{}.roc", file.trim_end_matches('/'));
                return self.module_file(row, import, package, &location::join("", &file), inside, span);
            }
        };
        self.rows[row].edges.push(Edge { to: found, tag: Some(import) });
        Imported::Module { module: ModuleId::from_index(found), inside }
    }

    /// Loads what a header exposes, although nothing imports it.
    fn exposed_module(&mut self, row: usize, package: PackageId, name: Symbol) {
        let Some(Exposed { target: Target::File(path), .. }) = self.exposed(package, name) else { return };
        match self.open(package, &path, Wanted::Module) {
            Ok(found) => self.rows[row].edges.push(Edge { to: found, tag: None }),
            Err(error) => {
                let span = self.exposed_span(row, name);
                let diagnostic = self.unreadable("File Not Found", span, package, &path, error);
                self.report(row, diagnostic);
            }
        }
    }

    fn exposed_span(&self, row: usize, name: Symbol) -> Span {
        let ast = &self.rows[row].ast;
        let exposes = match &ast.header {
            Some(Header::Package(header)) => header.exposes,
            Some(Header::Platform(header)) => header.exposes,
            _ => ast::List::EMPTY,
        };
        let names = ast[exposes].iter().filter_map(|exposed| ast[exposed.path].last());
        let found = names.into_iter().find(|exposed| exposed.symbol == name);
        found.map_or(Span { file: ast.file, start: 0, end: 0 }, |found| self.name_span(row, *found))
    }

    pub(crate) fn import_span(&self, row: usize, import: ImportId) -> Span {
        let ast = &self.rows[row].ast;
        let statement =
            ast[ast.statements].iter().find(|&&id| matches!(ast[id], Stmt::Import(found) if found == import));
        statement.map_or(Span { file: ast.file, start: 0, end: 0 }, |&id| ast.span(id))
    }

    // Imported files.

    fn file(&mut self, row: usize, path: ast::Text, kind: FileImportKind) -> Imported {
        let span = path.range.in_file(self.rows[row].file);
        let written = self.names.resolve(path.text).to_owned();
        if location::is_absolute(&written) {
            let message = "The path of an imported file must be relative to this file.";
            self.report(row, Diagnostic::error("Absolute File Import", span, message));
            return Imported::Failed;
        }
        let package = self.rows[row].package;
        let path = location::join(location::folder(&self.rows[row].path), &written);
        if !self.packages[package].may_read(&path) {
            let message = "This path leads out of the package that was downloaded.";
            self.report(row, Diagnostic::error("File Import Error", span, message));
            return Imported::Failed;
        }
        let bytes = match self.read(package, &path) {
            Ok(bytes) => bytes,
            Err(error) => {
                let diagnostic = self.unreadable("File Not Found", span, package, &path, error);
                self.report(row, diagnostic);
                return Imported::Failed;
            }
        };
        match kind {
            FileImportKind::Bytes => Imported::Bytes(bytes.into_boxed_slice()),
            FileImportKind::Str => match std::str::from_utf8(&bytes) {
                Ok(text) => Imported::Text(self.names.intern(text)),
                Err(error) => {
                    let at = error.valid_up_to();
                    let message = format!(
                        "The file `{written}` is not valid UTF-8: its byte {at} is the first wrong one."
                    );
                    let diagnostic = Diagnostic::error("File Not UTF-8", span, message)
                        .with_hint("Import it as `List(U8)`, which can be anything.");
                    self.report(row, diagnostic);
                    Imported::Failed
                }
            },
        }
    }

    // Platforms.

    /// Tells each module of a platform which of its definitions the host provides.
    pub(crate) fn hosted(&mut self) {
        let mut hosted = Vec::new();
        for (row, platform) in self.rows.iter().enumerate() {
            let Some(Header::Platform(header)) = &platform.ast.header else { continue };
            for mapping in &header.hosted {
                let path: Vec<Symbol> =
                    platform.ast[mapping.function].iter().map(|name| name.symbol).collect();
                hosted.extend(self.hosted_path(row, &path));
            }
        }
        for (row, path) in hosted {
            let path = self.names.intern(&path);
            self.rows[row].imports.hosted.push(path);
        }
    }

    /// The row of a definition that a platform's header names, and its path there.
    fn hosted_path(&self, row: usize, path: &[Symbol]) -> Option<(usize, String)> {
        let platform = &self.rows[row];
        let ast = &platform.ast;
        let (&first, rest) = path.split_first()?;
        for &statement in &ast[ast.statements] {
            let Stmt::Import(import) = ast[statement] else { continue };
            let (ImportTarget::Local { path: imported, .. } | ImportTarget::Package { path: imported, .. }) =
                ast[import].target
            else {
                continue;
            };
            let imported = &ast[imported];
            let named = ast[import].alias.or(imported.last().copied());
            if named.is_none_or(|named| named.symbol != first) || rest.is_empty() {
                continue;
            }
            let Some(Imported::Module { module, inside }) = platform.imports.targets.get(import) else {
                return None;
            };
            let target = &self.rows[module.index()];
            let nested = inside.iter().copied().chain(imported.iter().skip(1).map(|name| name.symbol));
            let names = nested.chain(rest.iter().copied());
            let path = std::iter::once(location::stem(&target.path))
                .chain(names.map(|name| self.names.resolve(name)));
            return Some((module.index(), path.collect::<Vec<_>>().join(".")));
        }
        Some((row, join(path, self.names)))
    }
}

fn join(path: &[Symbol], names: &Interner) -> String {
    path.iter().map(|&name| names.resolve(name)).collect::<Vec<_>>().join(".")
}
