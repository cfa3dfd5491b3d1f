//! Packages: a folder with a header file, what it exposes, and what its header calls other packages.

use std::path::PathBuf;

use roc_base::{Diagnostic, Id, Span, Symbol};
use roc_syntax::ast::{self, DependencyKind, Header};
use rustc_hash::FxHashMap;

use crate::load::{Loader, Row, Wanted};
use crate::location;
use crate::order::{self, Edge};
use crate::remote::RemotePackage;

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
    /// The packages that its header names: the rows and places where it does.
    needs: Vec<Edge<(usize, Span)>>,
    /// The package with an address that its folder is in, or is. Nothing in it leads out of that.
    pub(crate) remote: Option<RemotePackage>,
}

impl<'a> Package<'a> {
    pub(crate) fn new(home: Home<'a>) -> Self {
        Package {
            confined: matches!(home, Home::Memory(..)),
            home,
            seen_from_root: String::new(),
            header: None,
            shorthands: FxHashMap::default(),
            needs: Vec::new(),
            remote: None,
        }
    }

    /// Whether a file on disk is where this package's files may be.
    fn may_reach(&self, file: &str) -> bool {
        let Some(remote) = &self.remote else { return true };
        let root = location::join(&slashes(&remote.folder.to_string_lossy()), "");
        file.strip_prefix(&root).is_some_and(|rest| rest.starts_with('/'))
    }

    /// Whether a path, seen from this package's folder, leads to a place where its files may be.
    pub(crate) fn may_read(&self, path: &str) -> bool {
        match &self.home {
            Home::Disk(folder) => self.may_reach(&location::join(folder, path)),
            Home::Memory(..) => true,
        }
    }
}

/// How a package was come by.
struct Place {
    /// Its header file, as [`Package::seen_from_root`].
    seen_from_root: String,
    remote: Option<RemotePackage>,
    /// Where it is named.
    span: Span,
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
        let text = self.names.resolve(reference.text).to_owned();
        let own = self.rows[row].package;
        let mapped = self.options.package_map.get(&text).map(|folder| slashes(&folder.to_string_lossy()));
        let Home::Disk(folder) = self.packages[own].home.clone() else { return None };
        let (file, remote) = match mapped {
            Some(path) if path.ends_with(".roc") => (location::join("", &path), None),
            Some(path) => (location::join(&path, location::file_name(&text)), None),
            None if text.contains("://") => {
                let remote = self.remote(row, reference.text, span)?;
                (self.main_file(&remote), Some(remote))
            }
            None => {
                self.is_relative(row, &text, span, platform)?;
                let file = location::join(&folder, &text);
                (file, self.packages[own].remote.clone())
            }
        };
        if remote.is_some() && !text.contains("://") && !self.packages[own].may_reach(&file) {
            let message = "This path leads out of the package that was downloaded.";
            self.report(row, Diagnostic::error("Invalid Bundle", span, message));
            return None;
        }
        let seen_from_root = location::join(&self.packages[own].seen_from_root, &text);
        let found = self.open_package(row, &file, Place { seen_from_root, remote, span }, platform)?;
        self.packages[own].needs.push(Edge { to: found.index(), tag: (row, span) });
        Some(found)
    }

    /// Reports a path that isn't.
    fn is_relative(&mut self, row: usize, text: &str, span: Span, platform: bool) -> Option<()> {
        if !location::is_absolute(text) {
            return Some(());
        }
        let (title, what) = match platform {
            true => ("Absolute Platform Path", "platform"),
            false => ("Absolute Package Path", "package"),
        };
        let message = format!("The path of a {what} must be relative to this file.");
        let diagnostic = Diagnostic::error(title, span, message)
            .with_text("An absolute path means something else on every computer.");
        self.report(row, diagnostic);
        None
    }

    /// The package of an address; what is wrong is reported at each place that names it.
    fn remote(&mut self, row: usize, url: Symbol, span: Span) -> Option<RemotePackage> {
        let (names, remote) = (&*self.names, self.options.remote);
        let fetched = self.fetched.entry(url).or_insert_with(|| remote.package(names.resolve(url)));
        match fetched.clone() {
            Ok(package) => Some(package),
            Err(failure) => {
                self.report(row, failure.diagnostic(span));
                None
            }
        }
    }

    /// `main.roc`, else the only Roc file in the package's folder.
    fn main_file(&self, package: &RemotePackage) -> String {
        let names = self.fs.names(&package.folder);
        let mut sources = names.iter().filter(|name| name.ends_with(".roc"));
        let name = match (names.iter().any(|name| name == "main.roc"), sources.next(), sources.next()) {
            (false, Some(only), None) => only,
            _ => "main.roc",
        };
        location::join(&slashes(&package.folder.to_string_lossy()), name)
    }

    /// Reports packages that need each other in a circle.
    pub(crate) fn package_cycles(&mut self) {
        let edges: Vec<_> = self.packages.iter().map(|package| package.needs.clone()).collect();
        let (_, cycles) = order::order(&edges, edges.len());
        for cycle in cycles {
            let (row, span) = cycle.tag;
            let files = cycle.path.iter().filter_map(|&package| {
                let header = self.packages[PackageId::from_index(package)].header?;
                Some(self.sources.path(self.rows[header].file).to_owned())
            });
            let mut files: Vec<String> = files.collect();
            files.extend(files.first().cloned());
            let diagnostic =
                Diagnostic::error("Import Cycle Detected", span, "Packages need each other in a circle.")
                    .with_block(files.join("\n  needs "))
                    .with_hint("Move what both need to a package that needs neither.");
            self.report(row, diagnostic);
        }
    }

    /// The package whose header file this is.
    fn open_package(&mut self, row: usize, file: &str, place: Place, platform: bool) -> Option<PackageId> {
        let Place { seen_from_root, remote, span } = place;
        let found = match self.package_of_file.get(file) {
            Some(&known) => known,
            None => {
                let package = self.packages.push(Package {
                    seen_from_root: location::folder(&seen_from_root).to_owned(),
                    confined: true,
                    remote,
                    ..Package::new(Home::Disk(location::folder(file).to_owned()))
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
                    let title = if platform { "Platform Not Found" } else { "File Not Found" };
                    let path = location::file_name(file).to_owned();
                    let diagnostic = self.unreadable(title, span, found, &path, error);
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
