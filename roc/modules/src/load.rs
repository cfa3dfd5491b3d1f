//! Loading: a list of files that grows while their imports are followed, then put into order.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::path::Path;

use roc_base::{Diagnostic, FileId, Id, IndexVec, Interner, SourceMap, Span, Symbol, TextRange};
use roc_canonical::ir::ModuleId;
use roc_canonical::{Ambient, BUILTIN_SOURCE, FileKind, Imported, Imports, Purpose, file_kind};
use roc_syntax::ast::{self, Ast, Header, ImportId};
use rustc_hash::FxHashMap;

use roc_base::source::MAX_SOURCE_BYTES;

use crate::fs::{FileSystem, ReadError};
use crate::graph::{Digest, Graph, LoadFailure, LoadedModule, Options, Outline, Platform};
use crate::location;
use crate::order::{self, Edge};
use crate::package::{Home, Package, PackageId, disk_path, slashes};
use crate::remote::{RemoteFailure, RemotePackage};
use crate::targets;

/// A file that was read. Until the order is known, modules are named by their row.
pub(crate) struct Row {
    pub(crate) package: PackageId,
    /// Inside the package's folder.
    pub(crate) path: String,
    pub(crate) file: FileId,
    /// Of its bytes, where they lie on disk.
    digest: Option<Digest>,
    /// Whether only its imports were parsed.
    outlined: bool,
    pub(crate) ast: Ast,
    pub(crate) kind: FileKind,
    pub(crate) imports: Imports,
    pub(crate) syntax: Vec<Diagnostic>,
    pub(crate) diagnostics: Vec<Diagnostic>,
    /// The rows that it needs; those without an import are needed by the header.
    pub(crate) edges: Vec<Edge<Option<ImportId>>>,
}

impl Row {
    pub(crate) fn depends_on_platform(&mut self, platform: usize) {
        self.edges.insert(0, Edge { to: platform, tag: None });
    }
}

/// What a file is opened for.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Wanted {
    /// As a module.
    Module,
    /// For its header.
    Header,
}

pub(crate) struct Loader<'a> {
    pub(crate) options: &'a Options<'a>,
    pub(crate) fs: &'a dyn FileSystem,
    pub(crate) names: &'a mut Interner,
    pub(crate) sources: SourceMap,
    pub(crate) rows: Vec<Row>,
    /// The row of each file by package and path.
    row_of: FxHashMap<(PackageId, String), Result<usize, ReadError>>,
    pub(crate) packages: IndexVec<PackageId, Package<'a>>,
    /// Packages by the path of their header file.
    pub(crate) package_of_file: FxHashMap<String, PackageId>,
    pub(crate) reads: BTreeMap<String, Option<Digest>>,
    /// What was asked for by address: each once.
    pub(crate) fetched: FxHashMap<Symbol, Result<RemotePackage, RemoteFailure>>,
}

const BUILTIN_ROW: usize = 0;
const ROOT_ROW: usize = 1;

impl<'a> Loader<'a> {
    pub(crate) fn new(options: &'a Options<'a>, fs: &'a dyn FileSystem, names: &'a mut Interner) -> Self {
        Loader {
            options,
            fs,
            names,
            sources: SourceMap::new(),
            rows: Vec::new(),
            row_of: FxHashMap::default(),
            packages: IndexVec::new(),
            package_of_file: FxHashMap::default(),
            reads: BTreeMap::new(),
            fetched: FxHashMap::default(),
        }
    }

    pub(crate) fn run(mut self) -> Result<Graph, Box<LoadFailure>> {
        let builtin = self.add_package(Home::Memory("builtin", &[]));
        // What was parsed long ago has its text for reports only.
        let outline = self.options.builtin_is_ready.then_some(Outline { imports_end: 0 });
        self.add(builtin, "Builtin.roc", BUILTIN_SOURCE.as_bytes(), outline, Purpose::Import);
        let path = slashes(&self.options.root.to_string_lossy());
        let (folder, file) = (location::folder(&path).to_owned(), location::file_name(&path).to_owned());
        let root = self.add_package(Home::Disk(folder));
        if let Err(error) = self.open(root, &file, Wanted::Header) {
            let span = TextRange::new(0, 0).in_file(self.sources.add(path.clone(), Vec::new()));
            let diagnostic = self.unreadable("File Not Found", span, root, &file, error);
            return Err(self.fail(diagnostic));
        }
        self.packages[root].header = Some(ROOT_ROW);
        self.packages[root].confined = self.rows[ROOT_ROW].ast.header.is_some();
        self.package_of_file.insert(location::join("", &path), root);
        self.rows[ROOT_ROW].imports.purpose = self.options.purpose;
        if self.rows[ROOT_ROW].kind == FileKind::DefaultApp {
            self.default_platform();
        }
        // Rows come to the end while imports are followed.
        let mut next = 0;
        while next < self.rows.len() {
            self.dependencies(next);
            self.imports(next);
            next += 1;
        }
        self.hosted();
        Ok(self.finish())
    }

    fn fail(self, diagnostic: Diagnostic) -> Box<LoadFailure> {
        Box::new(LoadFailure { sources: self.sources, diagnostic, reads: self.reads })
    }

    fn add_package(&mut self, home: Home<'a>) -> PackageId {
        self.packages.push(Package::new(home))
    }

    /// Gives an app without a header the platform of such apps.
    fn default_platform(&mut self) {
        let default = self.options.default_platform;
        let package = self.add_package(Home::Memory(default.name, default.files));
        let Ok(header) = self.open(package, "main.roc", Wanted::Header) else { return };
        self.packages[package].header = Some(header);
        self.rows[ROOT_ROW].depends_on_platform(header);
        for &(name, module, path) in default.ambient {
            let Ok(row) = self.open(package, &format!("{module}.roc"), Wanted::Module) else { continue };
            self.rows[ROOT_ROW].edges.push(Edge { to: row, tag: None });
            let ambient = Ambient {
                name: self.names.intern(name),
                module: ModuleId::from_index(row),
                path: self.names.intern(path),
            };
            self.rows[ROOT_ROW].imports.ambient.push(ambient);
        }
    }

    pub(crate) fn report(&mut self, row: usize, diagnostic: Diagnostic) {
        self.rows[row].diagnostics.push(diagnostic);
    }

    pub(crate) fn name_span(&self, row: usize, name: ast::Name) -> Span {
        name.range(self.names).in_file(self.rows[row].file)
    }

    // Files.

    /// The row of a file, which is read if it wasn't before.
    pub(crate) fn open(
        &mut self,
        package: PackageId,
        path: &str,
        wanted: Wanted,
    ) -> Result<usize, ReadError> {
        let key = (package, path.to_owned());
        if let Some(known) = self.row_of.get(&key) {
            return known.clone();
        }
        let purpose = if wanted == Wanted::Module { Purpose::Import } else { Purpose::Run };
        let row = self.read_with_digest(package, path).map(|(bytes, digest)| {
            let outline = digest
                .filter(|_| wanted == Wanted::Module)
                .and_then(|digest| self.options.outlines.outline(location::stem(path), &digest));
            let row = self.add(package, path, bytes, outline, purpose);
            self.rows[row].digest = digest;
            row
        });
        self.row_of.insert(key, row.clone());
        row
    }

    /// Parses a file; where it is known, only as far as it imports.
    fn add(
        &mut self,
        package: PackageId,
        path: &str,
        text: impl Into<Cow<'static, [u8]>>,
        outline: Option<Outline>,
        purpose: Purpose,
    ) -> usize {
        let file = self.sources.add(self.shown(package, path), text);
        let text = self.sources.text(file);
        let parsed = outline.map_or(text.len(), |outline| text.len().min(outline.imports_end as usize));
        let (ast, syntax) = roc_syntax::parse(file, &text[..parsed], self.names);
        let kind = match outline {
            Some(_) => FileKind::Type,
            None => file_kind(&ast, location::stem(path), self.names),
        };
        self.rows.push(Row {
            package,
            path: path.to_owned(),
            file,
            digest: None,
            outlined: outline.is_some(),
            ast,
            kind,
            imports: Imports { purpose, ..Imports::default() },
            syntax,
            diagnostics: Vec::new(),
            edges: Vec::new(),
        });
        self.rows.len() - 1
    }

    /// The bytes of a file; what was looked for is noted.
    pub(crate) fn read(&mut self, package: PackageId, path: &str) -> Result<Vec<u8>, ReadError> {
        self.read_with_digest(package, path).map(|(bytes, _)| bytes)
    }

    /// The same, with the digest of what lies on disk.
    fn read_with_digest(
        &mut self,
        package: PackageId,
        path: &str,
    ) -> Result<(Vec<u8>, Option<Digest>), ReadError> {
        let Package { home, seen_from_root, remote, .. } = &self.packages[package];
        let folder = match home {
            Home::Memory(_, files) => {
                let found = files.iter().find(|(known, _)| *known == path);
                return found.map(|(_, text)| (text.as_bytes().to_vec(), None)).ok_or(ReadError::Absent);
            }
            Home::Disk(folder) => folder,
        };
        let on_disk = on_disk(folder, path);
        let seen = location::join(seen_from_root, path);
        let result = self.fs.read(Path::new(&on_disk));
        let digest = result.as_ref().ok().map(|bytes| *blake3::hash(bytes).as_bytes());
        if remote.is_none() {
            self.reads.insert(seen, digest);
        }
        result.map(|bytes| (bytes, digest))
    }

    /// A file's path for people.
    pub(crate) fn shown(&self, package: PackageId, path: &str) -> String {
        match &self.packages[package].home {
            Home::Memory(name, _) => format!("{name}/{path}"),
            Home::Disk(folder) => on_disk(folder, path),
        }
    }

    /// The report of a file that could not be read.
    pub(crate) fn unreadable(
        &self,
        title: &'static str,
        span: Span,
        package: PackageId,
        path: &str,
        error: ReadError,
    ) -> Diagnostic {
        let shown = self.shown(package, path);
        let message = match &error {
            ReadError::Absent => format!("There is no file `{shown}`."),
            ReadError::Dangling => format!("`{shown}` is a link to a file that isn't there."),
            ReadError::Folder => format!("`{shown}` is a folder, not a file."),
            ReadError::TooLarge => {
                format!("The file `{shown}` is too large: {} MB is the most.", MAX_SOURCE_BYTES / 1_000_000)
            }
            ReadError::Other(reason) => format!("The file `{shown}` cannot be read: {reason}."),
        };
        let absent = matches!(error, ReadError::Absent | ReadError::Dangling);
        let title = if absent { title } else { "Could Not Read File" };
        let mut diagnostic = Diagnostic::error(title, span, message);
        if let (ReadError::Absent, Home::Disk(folder)) = (&error, &self.packages[package].home) {
            let folder = location::join(folder, location::folder(path));
            let name = location::file_name(path);
            let names = self.fs.names(&disk_path(&folder));
            if let Some(near) = names.iter().find(|other| *other != name && other.eq_ignore_ascii_case(name))
            {
                let hint =
                    format!("There is a file `{near}` in that folder: upper and lower case must agree.");
                diagnostic = diagnostic.with_hint(hint);
            }
        }
        if error == ReadError::Folder {
            let names = self.fs.names(&disk_path(&shown));
            if names.iter().any(|name| name == "main.roc") {
                diagnostic =
                    diagnostic.with_hint(format!("It holds a file `main.roc`; write `{shown}/main.roc`."));
            }
        }
        diagnostic
    }

    // The end.

    fn finish(mut self) -> Graph {
        self.package_cycles();
        let edges: Vec<Vec<Edge<Option<ImportId>>>> =
            self.rows.iter_mut().map(|row| std::mem::take(&mut row.edges)).collect();
        let (order, cycles) = order::order(&edges, ROOT_ROW);
        for cycle in cycles {
            self.cycle(cycle.from, cycle.tag, &cycle.path);
        }
        let stands_for = self.copies(&order, ROOT_ROW);
        let order: Vec<usize> = order.into_iter().filter(|&row| stands_for[row] == row).collect();
        let mut ids = vec![ModuleId::BUILTIN; self.rows.len()];
        for (index, &row) in order.iter().enumerate() {
            ids[row] = ModuleId::from_index(index);
        }
        // What a row stands for comes before it.
        for row in 0..ids.len() {
            ids[row] = ids[stands_for[row]];
        }
        let platform = self.platform(&edges, &ids);
        let packages = &self.packages;
        let mut rows: Vec<Option<LoadedModule>> =
            self.rows.into_iter().map(|row| Some(loaded(row, &ids, packages))).collect();
        let modules = order.iter().filter_map(|&row| rows[row].take()).collect();
        let lacks_packages = self.fetched.values().any(Result::is_err);
        let (sources, reads) = (self.sources, self.reads);
        Graph { sources, modules, root: ids[ROOT_ROW], platform, reads, lacks_packages }
    }

    fn platform(&self, edges: &[Vec<Edge<Option<ImportId>>>], ids: &[ModuleId]) -> Option<Platform> {
        let is_platform = |row: usize| self.rows[row].kind == FileKind::Platform;
        let needed = edges[ROOT_ROW].iter().find(|edge| edge.tag.is_none() && is_platform(edge.to));
        let row = needed.map(|edge| edge.to).or(is_platform(ROOT_ROW).then_some(ROOT_ROW))?;
        let Row { package, file, ast, .. } = &self.rows[row];
        let Some(Header::Platform(header)) = &ast.header else { return None };
        let folder = match &self.packages[*package].home {
            Home::Disk(folder) => Some(disk_path(folder)),
            Home::Memory(..) => None,
        };
        let remote = self.packages[*package].remote.clone();
        let targets = targets::read(*file, header, self.names);
        Some(Platform { module: ids[row], name: header.name.text, folder, remote, targets })
    }

    fn cycle(&mut self, from: usize, import: Option<ImportId>, path: &[usize]) {
        let Some(import) = import else { return };
        if let Some(target) = self.rows[from].imports.targets.get_mut(import) {
            *target = Imported::Failed;
        }
        let names: Vec<&str> = path.iter().map(|&row| location::stem(&self.rows[row].path)).collect();
        let Some(first) = names.first() else { return };
        let span = self.import_span(from, import);
        let message = match names.len() {
            1 => format!("The module `{first}` imports itself."),
            _ => format!("The modules `{}` import each other in a circle.", names.join("`, `")),
        };
        let diagnostic = Diagnostic::error("Import Cycle Detected", span, message)
            .with_block(names.iter().chain([first]).copied().collect::<Vec<_>>().join("\n  imports "))
            .with_hint("Move what both need to a module that imports neither.");
        self.report(from, diagnostic);
    }
}

fn loaded(row: Row, ids: &[ModuleId], packages: &IndexVec<PackageId, Package<'_>>) -> LoadedModule {
    let Row { package, path, file, digest, outlined, ast, kind, mut imports, syntax, diagnostics, .. } = row;
    let in_order = |module: &mut ModuleId| *module = ids[module.index()];
    for target in imports.targets.iter_mut() {
        if let Imported::Module { module, .. } = target {
            in_order(module);
        }
    }
    imports.ambient.iter_mut().for_each(|ambient| in_order(&mut ambient.module));
    debug_assert!(packages.get(package).is_some());
    LoadedModule {
        name: location::stem(&path).to_owned(),
        file,
        digest,
        outlined,
        ast,
        kind,
        imports,
        syntax,
        diagnostics,
    }
}

/// Without simplifying what the user wrote in front.
fn on_disk(folder: &str, path: &str) -> String {
    match folder {
        "" => path.to_owned(),
        _ if folder.ends_with('/') => format!("{folder}{path}"),
        _ if location::leads_out(path) => location::join(folder, path),
        _ => format!("{folder}/{path}"),
    }
}

/// The row of the Builtin module is the first to be put into order, since it depends on nothing.
const _: () = assert!(BUILTIN_ROW == 0);
