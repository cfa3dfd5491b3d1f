//! File headers: `app`, `package`, `platform`, and the older `module` and `hosted`.

use roc_base::TextRange;

use crate::ast::{
    ConfigValue, Dependency, DependencyKind, Header, List, Name, PackageHeader, PlatformHeader,
    RequiredAlias, Requirement, SymbolMapping, Target, TargetField, Targets, Text,
};
use crate::parser::Parser;
use crate::token::{Token, TokenKind, TokenKind::*};

impl Parser<'_> {
    /// The header of the file, if it begins with one.
    pub(crate) fn header(&mut self) {
        let first = self.at;
        self.ast.header = match self.kind() {
            App => Some(Header::App(self.package_header(true))),
            Package => Some(Header::Package(self.package_header(false))),
            Platform => Some(Header::Platform(Box::new(self.platform_header()))),
            Module => {
                self.bump();
                Some(Header::Module(self.exposed_list()))
            }
            Hosted => {
                self.bump();
                Some(Header::Hosted(self.exposed_list()))
            }
            _ => None,
        };
        if self.silent {
            self.recover(first, 0, false);
        }
    }

    /// `app [main!] { pf: platform "…" }`, `package [A] { dep: "…" }`
    fn package_header(&mut self, app: bool) -> PackageHeader {
        let keyword = self.bump();
        let exposes = self.exposed_list();
        let mut packages = PackageList::default();
        if !self.silent && (app || self.is(OpenCurly)) {
            packages = self.packages("Expected Packages");
        }
        let platforms = |dependency: &&Dependency| !matches!(dependency.kind, DependencyKind::Package(_));
        let mut platforms = packages.dependencies.iter().filter(platforms);
        let (first, second) = (platforms.next(), platforms.next());
        if app && !self.silent && first.is_none() {
            let message = "An app needs a platform.";
            let hint = "Name one of the packages so: `pf: platform \"path/to/platform/main.roc\"`.";
            self.report("Missing Platform", self.span(keyword.range()), message, hint);
        }
        if let Some(second) = second {
            let span = self.ast.name_span(second.name, self.names);
            self.report(
                "Multiple Platforms",
                span,
                "An app has only one platform.",
                "Leave out one of them.",
            );
        }
        PackageHeader { exposes, dependencies: packages.dependencies, roc_version: packages.roc_version }
    }

    /// `{ name: "…", pf: platform "…" }`
    fn packages(&mut self, title: &'static str) -> PackageList {
        let mut packages = PackageList::default();
        self.entries(title, "`{` and the packages", |parser| parser.package(&mut packages));
        packages
    }

    fn package(&mut self, packages: &mut PackageList) {
        let name = self.expect_name(Lower, "Expected Dependency Name", "a name for the package");
        self.expect(Colon, "Expected Dependency Colon", "`:` and the package's path");
        let span = self.ast.name_span(name, self.names);
        if self.names.resolve(name.symbol) == "roc" {
            return self.roc_version(span, packages);
        }
        let kind = match self.kind() {
            Platform => {
                self.bump();
                if self.is(Lower) && self.source(self.token().range()) == "glue" {
                    self.bump();
                    Some(DependencyKind::Glue)
                } else {
                    let wanted = "the platform's path in quotes";
                    self.text("Expected Platform Reference", wanted).map(DependencyKind::Platform)
                }
            }
            _ => {
                let wanted = "the package's path in quotes";
                self.text("Expected Package Path", wanted).map(DependencyKind::Package)
            }
        };
        packages.dependencies.extend(kind.map(|kind| Dependency { name, kind }));
    }

    /// What follows `roc:`, a version of the compiler.
    fn roc_version(&mut self, name: roc_base::Span, packages: &mut PackageList) {
        if !self.is(Str) {
            let message = "`roc` stands for the version of the compiler and can't name a package.";
            self.report("Reserved Dependency Name", name, message, "Choose another name, such as `pf`.");
            self.eat(Platform);
            self.text("Expected Package Path", "the package's path in quotes");
            return;
        }
        let Some(version) = self.text("Expected Package Path", "a version in quotes") else { return };
        if packages.roc_version.is_some() {
            let message = "The version of the compiler is given twice.";
            self.report("Duplicate Roc Version", name, message, "Leave out one of them.");
        } else if !is_version(self.names.resolve(version.text)) {
            let message = "This is not a version of the compiler.";
            let hint = "Write a release such as `1.2.3`, or the name of a nightly build.";
            self.report("Invalid Roc Version", self.span(version.range), message, hint);
        }
        packages.roc_version = Some(version);
    }

    fn platform_header(&mut self) -> PlatformHeader {
        self.bump();
        let nothing = Text { text: self.names.intern(""), range: TextRange::new(self.start(), self.start()) };
        let mut header = PlatformHeader {
            name: nothing,
            requires: Vec::new(),
            exposes: List::EMPTY,
            packages: Vec::new(),
            roc_version: None,
            provides: Vec::new(),
            hosted: Vec::new(),
            targets: None,
        };
        if let Some(name) = self.text("Expected Platform Name", "the platform's name in quotes") {
            header.name = name;
        }
        self.expect(Requires, "Expected Requires", "`requires`");
        if !self.silent
            && self.is(OpenCurly)
            && self.peek(1).kind == CloseCurly
            && self.peek(2).kind == OpenCurly
        {
            self.bump();
            self.bump();
        }
        let wanted = "`{` and what the app must define";
        self.entries("Expected Requires Entries", wanted, |parser| {
            header.requires.extend(parser.requirement());
        });
        self.expect(Exposes, "Expected Exposes", "`exposes`");
        header.exposes = if self.silent { List::EMPTY } else { self.exposed_list() };
        self.expect(Packages, "Expected Packages", "`packages`");
        let packages = self.packages("Expected Packages");
        (header.packages, header.roc_version) = (packages.dependencies, packages.roc_version);
        self.expect(Provides, "Expected Provides", "`provides`");
        header.provides = self.symbol_map("Expected Provides List");
        if !self.silent && self.eat(Hosted) {
            header.hosted = self.symbol_map("Expected Hosted Map");
        }
        if !self.silent && self.eat(Targets) {
            self.expect(Colon, "Expected Targets Colon", "`:` after `targets`");
            header.targets = Some(self.targets());
        }
        header
    }

    /// `[State : state] for name : type`
    fn requirement(&mut self) -> Option<Requirement> {
        let mut aliases = Vec::new();
        if self.is(OpenSquare) {
            let open = self.bump();
            while !self.silent && !self.eat(CloseSquare) {
                let alias = self.expect_name(Upper, "Expected Alias Name", "the capitalised name of a type");
                self.expect(Colon, "Expected Alias Colon", "`:` and a type variable");
                let variable = self.expect_name(Lower, "Expected Type Variable", "a type variable");
                aliases.push(RequiredAlias { alias, variable });
                self.comma_or(open, CloseSquare, "Expected Closing Bracket", "the aliases");
            }
            self.expect(For, "Expected For", "`for` and the value that the app must define");
        }
        let name = self.expect_name(Lower, "Expected Entrypoint Name", "the name of a value of the app");
        self.expect(Colon, "Expected Entrypoint Type", "`:` and the value's type");
        let ty = self.type_in_list(|parser| !parser.comma_then_requirement());
        (!self.silent).then_some(Requirement { aliases, name, ty })
    }

    /// Whether the comma ahead is followed by another requirement or the end of the list.
    fn comma_then_requirement(&self) -> bool {
        match self.peek(1).kind {
            Lower => self.peek(2).kind == Colon,
            OpenSquare => self.peek(2).kind == Upper && self.peek(3).kind == Colon,
            CloseCurly => true,
            _ => false,
        }
    }

    /// `{ "symbol": Type.function!, … }`
    fn symbol_map(&mut self, title: &'static str) -> Vec<SymbolMapping> {
        let mut mappings = Vec::new();
        self.entries(title, "`{` and linker symbols", |parser| {
            let symbol = parser.text("Expected Host Symbol", "a linker symbol in quotes");
            parser.expect(Colon, "Expected Symbol Colon", "`:` and a function");
            let function = parser.function_path();
            mappings.extend(symbol.map(|symbol| SymbolMapping { symbol, function }));
        });
        mappings
    }

    /// `name`, `Type.name`, `Mod.Type.name`
    fn function_path(&mut self) -> List<Name> {
        let list = self.list_start::<Name>();
        let mut complete = self.is(Lower);
        if !self.silent && matches!(self.kind(), Lower | Upper) {
            let first = self.take_name();
            self.list_push(first);
            while !complete && (self.is_glued(DotUpper) || self.is_glued(DotLower)) {
                let token = self.bump();
                complete = token.kind == DotLower;
                let name = self.name_in(token, 1);
                self.list_push(name);
            }
        }
        if !complete {
            self.error("Expected Roc Function", "the name of a function");
        }
        self.list_end(list)
    }

    /// `{ inputs_dir: "…", x64musl: { … } }`
    fn targets(&mut self) -> Targets {
        let mut targets = Targets { inputs_dir: None, targets: Vec::new() };
        self.entries("Expected Targets Record", "`{` and the targets", |parser| {
            let name = parser.expect_name(Lower, "Expected Target Name", "the name of a target");
            parser.expect(Colon, "Expected Targets Colon", "`:` and the target's settings");
            if parser.names.resolve(name.symbol) == "inputs_dir" {
                targets.inputs_dir = parser.text("Expected Targets Field Value", "a folder in quotes");
                return;
            }
            let mut fields = Vec::new();
            parser.entries("Expected Target Config", "`{` and the target's settings", |parser| {
                fields.extend(parser.target_field());
            });
            targets.targets.push(Target { name, fields });
        });
        targets
    }

    /// `inputs: [ … ]`, `output: Exe`, `flag`
    fn target_field(&mut self) -> Option<TargetField> {
        let name = self.expect_name(Lower, "Expected Targets Field", "the name of a setting");
        let value = (!self.silent && self.eat(Colon)).then(|| self.config_value()).flatten();
        (!self.silent).then_some(TargetField { name, value })
    }

    fn config_value(&mut self) -> Option<ConfigValue> {
        let token = self.token();
        match token.kind {
            Str => self.plain_string().map(ConfigValue::Text),
            Number => Some(ConfigValue::Int(self.number().0)),
            Lower | Upper => Some(ConfigValue::Name(self.take_name())),
            App => {
                self.bump();
                Some(ConfigValue::App)
            }
            OpenSquare => self.config_list(token),
            _ => {
                self.error("Expected Targets Field Value", "a value");
                None
            }
        }
    }

    fn config_list(&mut self, open: Token) -> Option<ConfigValue> {
        let height = self.enter()?;
        self.bump();
        let mut values = Vec::new();
        while !self.silent && !self.eat(CloseSquare) {
            if !matches!(self.kind(), Str | Number | Lower | Upper | App | OpenSquare) {
                let title = if self.is(Eof) { "Unclosed Target File" } else { "Expected Target File" };
                self.error(title, "a file name in quotes, `app` or `]`");
                break;
            }
            values.extend(self.config_value());
            self.comma_or(open, CloseSquare, "Expected Input List End", "the list");
        }
        self.leave(height);
        Some(ConfigValue::List(values))
    }

    /// A string, or a report with this title.
    fn text(&mut self, title: &'static str, wanted: &str) -> Option<Text> {
        if self.silent || self.is(Str) {
            return if self.silent { None } else { self.plain_string() };
        }
        self.error(title, wanted);
        None
    }

    /// `{ entry, entry }`
    fn entries(&mut self, title: &'static str, wanted: &str, mut entry: impl FnMut(&mut Self)) {
        let open = self.token();
        if !self.expect(OpenCurly, title, wanted) {
            return;
        }
        while !self.silent && !self.eat(CloseCurly) {
            if self.is(Eof) {
                return self.unclosed(open, "Expected Closing Brace", CloseCurly, "this part of the header");
            }
            entry(self);
            self.comma_or(open, CloseCurly, "Expected Closing Brace", "this part of the header");
        }
    }

    /// Takes the comma behind an entry, unless the closing bracket is next.
    fn comma_or(&mut self, open: Token, close: TokenKind, unclosed: &'static str, what: &str) {
        if self.silent || self.eat(Comma) || self.is(close) {
            return;
        }
        if self.is(Eof) {
            return self.unclosed(open, unclosed, close, what);
        }
        self.error("Expected Comma", &format!("a comma or {}", close.describe()));
    }
}

/// What stands between the braces of a list of packages.
#[derive(Default)]
struct PackageList {
    dependencies: Vec<Dependency>,
    roc_version: Option<Text>,
}

/// `X.Y.Z`, or the name of a nightly build.
fn is_version(text: &str) -> bool {
    let numbers: Vec<&str> = text.split('.').collect();
    let release =
        numbers.len() == 3 && numbers.iter().all(|n| !n.is_empty() && n.bytes().all(|b| b.is_ascii_digit()));
    release || text.starts_with("nightly")
}
