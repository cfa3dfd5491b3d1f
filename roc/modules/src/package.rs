//! Packages: a folder with a header file, what it exposes, and what its header calls other packages.

use std::path::PathBuf;

use roc_base::{Diagnostic, Span, Symbol};
use roc_syntax::ast::{self, DependencyKind, Header};
use rustc_hash::FxHashMap;

use crate::load::{Loader, Row, Wanted};
use crate::location;

roc_base::define_id! {
    /// A package of the loader.
    pub(crate) struct PackageId;
}

/// A folder of modules.
pub(crate) struct Package<'a> {
    pub(crate) home: Home<'a>,
    /// Its folder, seen from the root file's; only for packages on disk.
    pub(crate) seen_from_root: String,
    /// Whether imports may not lead out of the folder.
    pub(crate) confined: bool,
    /// The file with the header.
    pub(crate) header: Option<usize>,
    /// What the header calls other packages; nothing for those that are broken, which is reported.
    pub(crate) shorthands: FxHashMap<Symbol, Option<PackageId>>,
}

/// Where a package's files are.
#[derive(Clone)]
pub(crate) enum Home<'a> {
    /// A folder; relative to the current one or absolute.
    Disk(String),
    /// Files in memory, and what their paths begin with in reports.
    Memory(&'a str, &'a [(&'a str, &'a str)]),
}

impl<'a> Loader<'a> {
    /// Reads the packages that a row's header names, and what they name.
    pub(crate) fn dependencies(&mut self, row: usize) {
        if self.packages[self.rows[row].package].header != Some(row) {
            return;
        }
        let mut written: Vec<ast::Dependency> = Vec::new();
        match &self.rows[row].ast.header {
            Some(Header::App(header) | Header::Package(header)) => written.extend(&header.dependencies),
            Some(Header::Platform(header)) => written.extend(&header.packages),
            Some(Header::Module(_) | Header::Hosted(_)) | None => {}
        }
        for dependency in written {
            let span = self.name_span(row, dependency.name);
            let found = match dependency.kind {
                DependencyKind::Package(text) => self.dependency(row, text, false),
                DependencyKind::Platform(text) => {
                    let found = self.dependency(row, text, true);
                    if let Some(header) = found.and_then(|package| self.packages[package].header) {
                        self.rows[row].depends_on_platform(header);
                    }
                    found
                }
                DependencyKind::Glue => None,
            };
            let package = self.rows[row].package;
            let symbol = dependency.name.symbol;
            if self.packages[package].shorthands.insert(symbol, found).is_some() {
                let message =
                    format!("The header uses the name `{}` for two packages.", self.names.resolve(symbol));
                self.report(row, Diagnostic::error("Shorthand Conflict", span, message));
            }
        }
    }

    fn dependency(&mut self, row: usize, reference: ast::Text, platform: bool) -> Option<PackageId> {
        let span = reference.range.in_file(self.rows[row].file);
        let what = if platform { "platform" } else { "package" };
        let text = self.names.resolve(reference.text).to_owned();
        let package = self.rows[row].package;
        let mapped = self.options.package_map.get(&text).map(|folder| slashes(&folder.to_string_lossy()));
        if mapped.is_none() {
            if text.starts_with("http://") || text.starts_with("https://") {
                let message = format!("The {what} `{text}` is on the network, which is not supported yet.");
                let diagnostic = Diagnostic::error("Download Failed", span, message)
                    .with_hint("Unpack it into a folder and write the path of its main file here.");
                self.report(row, diagnostic);
                return None;
            }
            if location::is_absolute(&text) {
                let title = if platform { "Absolute Platform Path" } else { "Absolute Package Path" };
                let message = format!("The path of a {what} must be relative to this file.");
                let diagnostic = Diagnostic::error(title, span, message)
                    .with_text("An absolute path means something else on every computer.");
                self.report(row, diagnostic);
                return None;
            }
        }
        let Home::Disk(folder) = &self.packages[package].home else { return None };
        let file = match mapped {
            Some(path) if path.ends_with(".roc") => location::join("", &path),
            Some(path) => location::join(&path, location::file_name(&text)),
            None => location::join(folder, &text),
        };
        let seen_from_root = location::join(&self.packages[package].seen_from_root, &text);
        self.open_package(row, &file, &seen_from_root, span, platform)
    }

    /// The package whose header file this is.
    fn open_package(
        &mut self,
        row: usize,
        file: &str,
        seen_from_root: &str,
        span: Span,
        platform: bool,
    ) -> Option<PackageId> {
        let found = match self.package_of_file.get(file) {
            Some(&known) => known,
            None => {
                let package = self.packages.push(Package {
                    home: Home::Disk(location::folder(file).to_owned()),
                    seen_from_root: location::folder(seen_from_root).to_owned(),
                    confined: true,
                    header: None,
                    shorthands: FxHashMap::default(),
                });
                self.package_of_file.insert(file.to_owned(), package);
                package
            }
        };
        let header = match self.packages[found].header {
            Some(header) => header,
            None => match self.open(found, location::file_name(file), Wanted::Header) {
                Ok(header) => {
                    self.packages[found].header = Some(header);
                    header
                }
                Err(error) => {
                    let (title, what) = if platform {
                        ("Platform Not Found", "platform")
                    } else {
                        ("File Not Found", "package")
                    };
                    let path = location::file_name(file).to_owned();
                    let diagnostic = self.unreadable(title, span, found, &path, error, what);
                    self.report(row, diagnostic);
                    return None;
                }
            },
        };
        let wrong = match (&self.rows[header].ast.header, platform) {
            (Some(Header::Platform(_)), true) | (Some(Header::Package(_)), false) => return Some(found),
            (_, true) => ("No Platform Found", "platform"),
            (_, false) => ("Expected Package Header", "package"),
        };
        let message = format!("This file is no {}: it does not begin with `{}`.", wrong.1, wrong.1);
        self.report(row, Diagnostic::error(wrong.0, span, message));
        None
    }

    /// Where a package keeps what it exposes under this name: the file, and the types to go through in it.
    pub(crate) fn exposed(&mut self, package: PackageId, name: Symbol) -> Option<Exposed> {
        let header = self.packages[package].header?;
        let Row { ast, .. } = &self.rows[header];
        let exposes = match &ast.header {
            Some(Header::Package(header)) => header.exposes,
            Some(Header::Platform(header)) => header.exposes,
            _ => return None,
        };
        let entry = ast[exposes].iter().find(|exposed| {
            let named = exposed.alias.or(ast[exposed.path].last().copied());
            named.is_some_and(|named| named.symbol == name)
        })?;
        let path: Vec<Symbol> = ast[entry.path].iter().map(|name| name.symbol).collect();
        let (&first, inner) = path.split_first()?;
        // The header's own file may declare the type, or import it from somewhere inside of the package.
        for &statement in &ast[ast.statements] {
            match ast[statement] {
                ast::Stmt::TypeDecl(decl) if ast[decl].name.symbol == first => {
                    return Some(Exposed { target: Target::Row(header), inside: path });
                }
                ast::Stmt::Import(import) => {
                    let ast::ImportTarget::Local { path: imported, .. } = ast[import].target else {
                        continue;
                    };
                    let named = ast[import].alias.or(ast[imported].last().copied());
                    if named.is_some_and(|named| named.symbol == first) {
                        let nested = ast[imported].iter().skip(1).map(|name| name.symbol);
                        let inside = nested.chain(inner.iter().copied()).collect();
                        return Some(Exposed { target: Target::Import(header, import), inside });
                    }
                }
                _ => {}
            }
        }
        let file = format!("{}.roc", self.names.resolve(first));
        Some(Exposed { target: Target::File(file), inside: inner.to_vec() })
    }

    /// The names that a package exposes.
    pub(crate) fn exposed_names(&self, package: PackageId) -> Vec<Symbol> {
        let Some(header) = self.packages[package].header else { return Vec::new() };
        let ast = &self.rows[header].ast;
        let exposes = match &ast.header {
            Some(Header::Package(header)) => header.exposes,
            Some(Header::Platform(header)) => header.exposes,
            _ => return Vec::new(),
        };
        let names = ast[exposes].iter();
        names
            .filter_map(|exposed| exposed.alias.or(ast[exposed.path].last().copied()))
            .map(|name| name.symbol)
            .collect()
    }
}

/// Where something that a package exposes is.
pub(crate) struct Exposed {
    pub(crate) target: Target,
    pub(crate) inside: Vec<Symbol>,
}

/// The file of something exposed.
pub(crate) enum Target {
    /// This one.
    Row(usize),
    /// What an import of this row means.
    Import(usize, ast::ImportId),
    /// A file in the package's folder.
    File(String),
}

/// A path with `/` between its parts, whatever the system writes.
pub(crate) fn slashes(path: &str) -> String {
    if cfg!(windows) { path.replace('\\', "/") } else { path.to_owned() }
}

/// The path of a folder on disk.
pub(crate) fn disk_path(folder: &str) -> PathBuf {
    PathBuf::from(folder)
}
