//! What a file's header, or the lack of one, asks of the file: the kinds of modules, `requires`, `provides`, `hosted`.

use roc_base::{Diagnostic, Id, Interner, Span, Symbol};
use roc_syntax::ast::{self, Ast, Header, Pattern, Stmt};
use rustc_hash::FxHashMap;

use crate::canon::Canon;
use crate::declare::{Items, Source};
use crate::imports::Purpose;
use crate::ir::{
    Annotation, AppHeader, DefRef, ModuleId, ModuleKind, PlatformHeader, Required, TyVarId, TypeDeclId,
    TypeKind,
};
use crate::path::Item;
use crate::scope::{Entry, Value};

/// What a file is by its looks alone; known before its imports are.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum FileKind {
    /// Declares the type that it is named after.
    Type,
    /// Has no header and defines `main!`.
    DefaultApp,
    /// Begins with `app`.
    App,
    /// Begins with `package`.
    Package,
    /// Begins with `platform`.
    Platform,
    /// Begins with the deprecated `module` or `hosted`.
    Module,
    /// None of these.
    Plain,
}

/// What kind of file this is; `name` is the file's name without `.roc`.
pub fn file_kind(ast: &Ast, name: &str, names: &Interner) -> FileKind {
    match &ast.header {
        Some(Header::App(_)) => return FileKind::App,
        Some(Header::Package(_)) => return FileKind::Package,
        Some(Header::Platform(_)) => return FileKind::Platform,
        Some(Header::Module(_) | Header::Hosted(_)) => return FileKind::Module,
        None => {}
    }
    let is = |symbol: Symbol, text: &str| names.resolve(symbol) == text;
    let statements = &ast[ast.statements];
    let declares_type = statements
        .iter()
        .any(|&id| matches!(ast[id], Stmt::TypeDecl(decl) if is(ast[decl].name.symbol, name)));
    if declares_type {
        return FileKind::Type;
    }
    let defines_main = statements.iter().any(|&id| {
        matches!(ast[id], Stmt::Value { pattern, .. }
            if matches!(ast[pattern], Pattern::Name(bound) if is(bound, "main!")))
    });
    if defines_main { FileKind::DefaultApp } else { FileKind::Plain }
}

impl Canon<'_> {
    fn platform_header(&self) -> Option<&ast::PlatformHeader> {
        match &self.ast.header {
            Some(Header::Platform(header)) => Some(header),
            _ => None,
        }
    }

    /// The types and the names of `requires`, before anything refers to them.
    pub(crate) fn required_types(&mut self) {
        let ast = self.ast;
        let Some(Header::Platform(header)) = &ast.header else { return };
        for (index, requirement) in header.requires.iter().enumerate() {
            let span = self.name_span(requirement.name);
            let what = Value::Required(index as u32);
            self.values.bind(requirement.name.symbol, Entry { what, span: Some(span), depth: 0 });
            for required in &requirement.aliases {
                let span = self.name_span(required.alias);
                self.new_type(required.alias.symbol, span, TypeKind::Required, None, None);
            }
        }
    }

    /// The types of the required values.
    pub(crate) fn required_values(&mut self) {
        let ast = self.ast;
        let Some(Header::Platform(header)) = &ast.header else { return };
        let required: FxHashMap<Symbol, TypeDeclId> = self
            .m
            .types
            .iter_enumerated()
            .filter(|(_, decl)| decl.kind == TypeKind::Required)
            .map(|(id, decl)| (decl.name, id))
            .collect();
        let mut requires = Vec::with_capacity(header.requires.len());
        for requirement in &header.requires {
            self.ty_vars.clear();
            let mut types = Vec::new();
            for alias in &requirement.aliases {
                let span = self.name_span(alias.variable);
                let var = self.push_ty_var(alias.variable.symbol, span);
                self.ty_vars.push((alias.variable.symbol, var));
                if let Some(&decl) = required.get(&alias.alias.symbol) {
                    types.push((decl, var));
                }
            }
            let span = ast.span(requirement.ty);
            let annotation = self.annotation(requirement.ty, ast::List::EMPTY, span);
            let vars: Vec<TyVarId> = self.ty_vars.drain(..).map(|(_, var)| var).collect();
            let vars = self.m.pools.add(&vars);
            let row = &mut self.m.annotations[annotation];
            *row = Annotation { vars, ..*row };
            let name = requirement.name;
            requires.push(Required { name: name.symbol, span: self.name_span(name), annotation, types });
        }
        let header = PlatformHeader { requires, provides: Vec::new(), hosted: Vec::new() };
        self.m.kind = ModuleKind::Platform(header);
    }

    /// Settles the module's kind and checks the file as a whole.
    pub(crate) fn finish_kind(&mut self, items: &Items) {
        let ast = self.ast;
        match &ast.header {
            Some(Header::App(header)) => {
                self.check_version(header.roc_version);
                let exposes = self.exposed_values(header.exposes);
                self.m.kind = ModuleKind::App(AppHeader { exposes });
            }
            Some(Header::Package(_)) => self.m.kind = ModuleKind::Package,
            Some(Header::Platform(header)) => {
                self.check_version(header.roc_version);
                self.finish_platform();
            }
            Some(Header::Module(exposes) | Header::Hosted(exposes)) => self.finish_exposing(*exposes),
            None if self.m.id == ModuleId::BUILTIN => {}
            None => self.finish_headerless(items),
        }
    }

    /// A header may say for which version of the compiler the program was written.
    fn check_version(&mut self, pinned: Option<ast::Text>) {
        const OWN: &str = env!("CARGO_PKG_VERSION");
        let Some(version) = pinned else { return };
        let text = self.str(version.text);
        if text != OWN {
            let message =
                format!("This program asks for version {text} of the compiler, but this is version {OWN}.");
            let diagnostic =
                Diagnostic::warning("Roc Version Mismatch", version.range.in_file(self.ast.file), message)
                    .with_hint(
                        "If it works with this version, change or remove the entry `roc` of the header.",
                    );
            self.report(diagnostic);
        }
    }

    /// An app's exposed values, which must be defined.
    fn exposed_values(&mut self, exposes: ast::List<ast::Exposed>) -> Vec<(Symbol, Span)> {
        let ast = self.ast;
        let mut values: Vec<(Symbol, Span)> = Vec::new();
        for exposed in &ast[exposes] {
            let Some(&name) = ast[exposed.path].last() else { continue };
            let (symbol, span) = (name.symbol, self.name_span(name));
            if let Some(&(_, earlier)) = values.iter().find(|(known, _)| *known == symbol) {
                let message = format!("`{}` is exposed two times.", self.str(symbol));
                let diagnostic = Diagnostic::warning("Redundant Exposed", span, message)
                    .with_snippet(earlier, "It is exposed here already:");
                self.report(diagnostic);
                continue;
            }
            let is_value = self.m.top_level.iter().any(|(known, _)| *known == symbol);
            if is_value {
                values.push((symbol, span));
            } else if !self.m.top_types.iter().any(|(known, _)| *known == symbol) {
                self.exposed_but_not_defined(symbol, span);
            }
        }
        values
    }

    fn exposed_but_not_defined(&mut self, name: Symbol, span: Span) {
        let text = self.str(name);
        let message =
            format!("The header exposes `{text}`, but nothing of that name is defined in this file.");
        let diagnostic = Diagnostic::error("Exposed But Not Defined", span, message)
            .with_hint(format!("Define `{text}` at the top level, or remove it from the header."));
        self.report(diagnostic);
    }

    /// `module [a, B]`: only what is listed can be named from outside.
    fn finish_exposing(&mut self, exposes: ast::List<ast::Exposed>) {
        let ast = self.ast;
        let span = Span { file: ast.file, start: 0, end: 0 };
        let at = ast[exposes].first().and_then(|exposed| ast[exposed.path].first());
        let span = at.map_or(span, |name| self.name_span(*name));
        let diagnostic = Diagnostic::warning(
            "Module Header Deprecated",
            span,
            "Modules no longer have a header that lists what they expose.",
        )
        .with_hint("Declare a type with the file's name, and put what others may use into its block.");
        self.report(diagnostic);
        let mut listed = Vec::new();
        for exposed in &ast[exposes] {
            let Some(&name) = ast[exposed.path].last() else { continue };
            if listed.contains(&name.symbol) {
                let message = format!("`{}` is exposed two times.", self.str(name.symbol));
                let span = self.name_span(name);
                self.report(Diagnostic::warning("Redundant Exposed", span, message));
                continue;
            }
            let known = |(known, _): &(Symbol, _)| *known == name.symbol;
            if self.m.top_level.iter().any(known)
                || self.m.top_types.iter().any(|(known, _)| *known == name.symbol)
            {
                listed.push(name.symbol);
            } else {
                let span = self.name_span(name);
                self.exposed_but_not_defined(name.symbol, span);
            }
        }
        self.m.top_level.retain(|(name, _)| listed.contains(name));
        self.m.top_types.retain(|(name, _)| listed.contains(name));
    }

    fn finish_platform(&mut self) {
        let ast = self.ast;
        let Some(header) = self.platform_header() else { return };
        let (provides, hosted) = (header.provides.clone(), header.hosted.clone());
        let provides = provides
            .iter()
            .map(|mapping| {
                let def = self.provided(&ast[mapping.function]);
                (mapping.symbol.text, mapping.symbol.range.in_file(ast.file), def)
            })
            .collect();
        let mut listed: Vec<(DefRef, Span)> = Vec::new();
        let mut rows = Vec::with_capacity(hosted.len());
        for mapping in &hosted {
            let path = &ast[mapping.function];
            let span = self.names_span(path);
            let mut def = self.listed(path);
            if let Some(found) = def {
                if let Some(&(_, earlier)) = listed.iter().find(|(known, _)| *known == found) {
                    let message = format!("`{}` is listed two times.", self.path_text(path));
                    let diagnostic = Diagnostic::error("Invalid Hosted Section", span, message)
                        .with_snippet(earlier, "It is listed here already:");
                    self.report(diagnostic);
                } else if self.has_value(found) {
                    let message =
                        format!("`{}` has a body, so the host cannot provide it.", self.path_text(path));
                    let diagnostic = Diagnostic::error("Invalid Hosted Section", span, message)
                        .with_hint("A hosted function has a type and nothing else.");
                    self.report(diagnostic);
                    def = None;
                } else {
                    listed.push((found, span));
                }
            }
            rows.push((mapping.symbol.text, mapping.symbol.range.in_file(ast.file), def));
        }
        if let ModuleKind::Platform(header) = &mut self.m.kind {
            (header.provides, header.hosted) = (provides, rows);
        }
    }

    fn has_value(&self, def: DefRef) -> bool {
        if def.module == self.m.id {
            return !matches!(self.sources.get(def.def), Some(Source::Signature { .. }));
        }
        self.module(def.module)
            .and_then(|module| module.defs.get(def.def))
            .is_some_and(|def| def.value.is_some())
    }

    /// A definition that the header gives a linker symbol.
    fn provided(&mut self, path: &[ast::Name]) -> Option<DefRef> {
        if let [only] = path
            && let Some(Entry { what: Value::Required(_), .. }) = self.values.get(only.symbol)
        {
            let text = self.str(only.symbol);
            let message = format!("`{text}` comes from the app, so the platform cannot provide it directly.");
            let diagnostic = Diagnostic::error("Required Value in Provides", self.name_span(*only), message)
                .with_hint(format!(
                    "Define a function of the platform that calls `{text}`, and provide that."
                ));
            self.report(diagnostic);
            return None;
        }
        self.listed(path)
    }

    fn listed(&mut self, path: &[ast::Name]) -> Option<DefRef> {
        match path {
            [only] => match self.values.get(only.symbol) {
                Some(Entry { what: Value::Def(def), .. }) => Some(def),
                _ => {
                    let span = self.name_span(*only);
                    self.exposed_but_not_defined(only.symbol, span);
                    None
                }
            },
            _ => match self.qualified(path) {
                Item::Def(def) => Some(def),
                _ => None,
            },
        }
    }

    fn finish_headerless(&mut self, items: &Items) {
        if let ModuleKind::Type { main } = self.m.kind {
            if self.m.types[main].kind == TypeKind::Alias {
                let text = self.str(self.m.name);
                let message = format!("`{text}` is an alias, and a module's type must be one of its own.");
                let span = self.m.types[main].span;
                let diagnostic = Diagnostic::error("Type Module Requires Nominal Type", span, message)
                    .with_hint(format!("Declare it with `:=` or `::` instead: `{text} := …`"));
                self.report(diagnostic);
            }
            self.m.top_level.clear();
            self.m.top_types.retain(|(_, decl)| *decl == main);
            return;
        }
        let main = self.m.top_level.iter().rev().find(|(name, _)| *name == self.known.main_effectful);
        if main.is_some() {
            self.m.kind = ModuleKind::DefaultApp;
            return;
        }
        match self.imports.purpose {
            Purpose::Inspect => {}
            Purpose::Run if !self.str(self.m.name).starts_with(|c: char| c.is_ascii_uppercase()) => {
                self.missing_main();
            }
            Purpose::Run => self.missing_type(items),
            Purpose::Import => {
                self.missing_type(items);
                self.m.top_level.clear();
                self.m.top_types.clear();
            }
        }
    }

    fn missing_main(&mut self) {
        let span = self.first_statement();
        let message = "This file has no `main!`, so there is nothing to run.";
        let diagnostic = Diagnostic::error("Missing `main!` Function", span, message)
            .with_hint("Add one: `main! = |_args| { …; Ok({}) }`")
            .with_hint("A file that others import declares a type of its own name instead.");
        self.report(diagnostic);
    }

    fn missing_type(&mut self, items: &Items) {
        let name = self.str(self.m.name).to_owned();
        let other = items
            .types
            .iter()
            .map(|&decl| &self.m.types[decl])
            .find(|decl| self.str(decl.name).eq_ignore_ascii_case(&name));
        let diagnostic = if let Some(other) = other {
            let text = self.str(other.name);
            let message = format!("The file is called `{name}.roc`, but its type is called `{text}`.");
            Diagnostic::error("Type Name Case Mismatch", other.span, message)
                .with_hint("Give both the same name, upper and lower case included.")
        } else {
            let span = match items.types.first() {
                Some(&decl) if decl.index() == 0 => self.m.types[decl].span,
                _ => self.first_statement(),
            };
            let message = format!("The file `{name}.roc` does not declare a type called `{name}`.");
            Diagnostic::error("Type Module Missing Matching Type", span, message)
                .with_text("Other files see of a module only the type that it is named after.")
                .with_hint(format!("Declare it: `{name} := [].{{ … }}` can hold functions and values."))
        };
        self.report(diagnostic);
    }

    fn first_statement(&self) -> Span {
        let ast = self.ast;
        match ast[ast.statements].first() {
            Some(&first) => ast.span(first),
            None => Span { file: ast.file, start: 0, end: 0 },
        }
    }
}
