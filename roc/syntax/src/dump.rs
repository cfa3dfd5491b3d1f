//! The tree as text, one S-expression a statement: for tests and for people who want to see how something parses.

use roc_base::{Interner, Symbol};

use crate::ast::*;

/// The tree as text.
pub fn dump(ast: &Ast, names: &Interner) -> String {
    let mut dumper = Dumper { ast, names, out: String::new(), indent: 0 };
    if let Some(header) = &ast.header {
        dumper.header(header);
        dumper.out.push('\n');
    }
    for &statement in &ast[ast.statements] {
        dumper.statement(statement);
        dumper.out.push('\n');
    }
    dumper.out
}

struct Dumper<'a> {
    ast: &'a Ast,
    names: &'a Interner,
    out: String,
    indent: usize,
}

impl Dumper<'_> {
    fn word(&mut self, text: &str) {
        if !self.out.is_empty() && !self.out.ends_with(['(', ' ', '\n']) {
            self.out.push(' ');
        }
        self.out.push_str(text);
    }

    fn node(&mut self, head: &str, inside: impl FnOnce(&mut Self)) {
        self.word("(");
        self.out.push_str(head);
        inside(self);
        self.out.push(')');
    }

    fn symbol(&mut self, symbol: Symbol) {
        let text = self.names.resolve(symbol);
        self.word(if text.is_empty() { "<missing>" } else { text });
    }

    fn text(&mut self, symbol: Symbol) {
        let text = format!("{:?}", self.names.resolve(symbol));
        self.word(&text);
    }

    fn path(&mut self, path: List<Name>) {
        let names: Vec<_> = self.ast[path].iter().map(|name| self.names.resolve(name.symbol)).collect();
        self.word(&names.join("."));
    }

    fn list<T: Item>(&mut self, list: List<T>, mut item: impl FnMut(&mut Self, T)) {
        for &entry in &self.ast[list] {
            item(self, entry);
        }
    }

    /// Runs `inside` on a line of its own, one level deeper.
    fn line(&mut self, inside: impl FnOnce(&mut Self)) {
        self.indent += 1;
        self.out.push('\n');
        self.out.push_str(&"  ".repeat(self.indent));
        inside(self);
        self.indent -= 1;
    }

    fn optional<T>(&mut self, label: &str, value: Option<T>, show: impl FnOnce(&mut Self, T)) {
        if let Some(value) = value {
            self.node(label, |d| show(d, value));
        }
    }

    fn statement(&mut self, id: StmtId) {
        match self.ast[id] {
            Stmt::Value { pattern, value } => self.node("value", |d| {
                d.pattern(pattern);
                d.expr(value);
            }),
            Stmt::Annotation { name, ty, constraints } => self.node("annotation", |d| {
                d.symbol(name.symbol);
                d.ty(ty);
                d.constraints(constraints);
            }),
            Stmt::Var { name, value } => self.node("var", |d| {
                d.symbol(name.symbol);
                if let Some(value) = value {
                    d.expr(value);
                }
            }),
            Stmt::VarAnnotation { name, ty } => self.node("var-annotation", |d| {
                d.symbol(name.symbol);
                d.ty(ty);
            }),
            Stmt::TypeDecl(decl) => self.type_decl(self.ast[decl]),
            Stmt::WhereAlias(alias) => {
                let WhereAlias { receiver, name, params, constraints } = self.ast[alias];
                self.node("where-alias", |d| {
                    d.symbol(receiver.symbol);
                    d.symbol(name.symbol);
                    d.list(params, |d, name| d.symbol(name.symbol));
                    d.constraints(constraints);
                });
            }
            Stmt::Expect(expr) => self.node("expect", |d| d.expr(expr)),
            Stmt::Import(import) => self.import(self.ast[import]),
            Stmt::Expr(expr) => self.expr(expr),
            Stmt::Malformed => self.word("<malformed statement>"),
        }
    }

    fn type_decl(&mut self, decl: TypeDecl) {
        let kind = match decl.kind {
            TypeDeclKind::Alias => "alias",
            TypeDeclKind::Nominal => "nominal",
            TypeDeclKind::Opaque => "opaque",
        };
        self.node(kind, |d| {
            d.symbol(decl.name.symbol);
            if !decl.params.is_empty() {
                d.node("params", |d| d.list(decl.params, |d, name| d.symbol(name.symbol)));
            }
            d.ty(decl.body);
            d.constraints(decl.constraints);
            d.list(decl.items, |d, item| d.line(|d| d.statement(item)));
        });
    }

    fn constraints(&mut self, constraints: List<WhereClause>) {
        if constraints.is_empty() {
            return;
        }
        self.node("where", |d| {
            d.list(constraints, |d, clause| match clause {
                WhereClause::Method { receiver, method, ty } => d.node("method", |d| {
                    d.symbol(receiver.symbol);
                    d.symbol(method.symbol);
                    d.ty(ty);
                }),
                WhereClause::Alias { receiver, path, args } => d.node("use", |d| {
                    d.symbol(receiver.symbol);
                    d.path(path);
                    d.list(args, Self::ty);
                }),
            });
        });
    }

    fn import(&mut self, import: Import) {
        self.node("import", |d| {
            match import.target {
                ImportTarget::Package { package, path } => d.node("package", |d| {
                    d.symbol(package.symbol);
                    d.path(path);
                }),
                ImportTarget::Local { base, folders, path } => d.node("local", |d| {
                    match base {
                        ImportBase::Here => {}
                        ImportBase::Root => d.word("/"),
                        ImportBase::Up(count) => d.word(&format!("up-{count}")),
                    }
                    d.list(folders, |d, name| {
                        d.symbol(name.symbol);
                        d.out.push('/');
                    });
                    d.path(path);
                }),
                ImportTarget::File { path, name, kind } => d.node("file", |d| {
                    d.text(path.text);
                    d.symbol(name.symbol);
                    d.word(match kind {
                        FileImportKind::Str => "Str",
                        FileImportKind::Bytes => "List(U8)",
                    });
                }),
                ImportTarget::Malformed => d.word("<malformed import>"),
            }
            d.optional("as", import.alias, |d, name| d.symbol(name.symbol));
            d.exposing(import.exposing);
        });
    }

    fn exposing(&mut self, exposed: List<Exposed>) {
        if exposed.is_empty() {
            return;
        }
        self.node("exposing", |d| {
            d.list(exposed, |d, entry| {
                d.path(entry.path);
                if entry.all {
                    d.out.push_str(".*");
                }
                d.optional("as", entry.alias, |d, name| d.symbol(name.symbol));
            });
        });
    }

    fn parts<T: Item>(&mut self, head: &str, parts: List<T>, part: impl FnMut(&mut Self, T)) {
        self.node(head, |d| d.list(parts, part));
    }

    fn expr(&mut self, id: ExprId) {
        match self.ast[id] {
            Expr::Number { text, suffix } => self.number(text, suffix),
            Expr::Str { parts, suffix } => self.node("str", |d| {
                d.list(parts, |d, part| match part {
                    StrPart::Text(text) => d.text(text),
                    StrPart::Interpolation(expr) => d.expr(expr),
                });
                d.optional("type", suffix, |d, name| d.symbol(name.symbol));
            }),
            Expr::Char(value) => self.word(&format!("{value:?}")),
            Expr::Name(name) => self.symbol(name),
            Expr::Qualified(path) => self.path(path),
            Expr::Tag(path) => self.path(path),
            Expr::List(items) => self.parts("list", items, Self::expr),
            Expr::Tuple(items) => self.parts("tuple", items, Self::expr),
            Expr::Parens(inner) => self.node("parens", |d| d.expr(inner)),
            Expr::Record { fields, base } => self.node("record", |d| {
                d.optional("base", base, Self::expr);
                d.fields(fields);
            }),
            Expr::Builder { fields, path } => self.node("builder", |d| {
                d.path(path);
                d.fields(fields);
            }),
            Expr::Nominal { path, backing } => self.node("of", |d| {
                d.path(path);
                d.expr(backing);
            }),
            Expr::Block(statements) => {
                self.node("block", |d| d.list(statements, |d, item| d.line(|d| d.statement(item))));
            }
            Expr::Lambda { params, body } => self.node("lambda", |d| {
                d.parts("", params, Self::pattern);
                d.expr(body);
            }),
            Expr::If { condition, then, otherwise } => self.node("if", |d| {
                d.expr(condition);
                d.expr(then);
                if let Some(otherwise) = otherwise {
                    d.expr(otherwise);
                }
            }),
            Expr::Match { subject, branches } => self.node("match", |d| {
                d.expr(subject);
                d.list(branches, |d, branch| {
                    d.line(|d| {
                        d.node("branch", |d| {
                            d.pattern(branch.pattern);
                            d.optional("if", branch.guard, Self::expr);
                            d.expr(branch.body);
                        });
                    });
                });
            }),
            Expr::Unary { op, operand } => {
                let head = if op == UnaryOp::Negate { "negate" } else { "not" };
                self.node(head, |d| d.expr(operand));
            }
            Expr::Binary { op, left, right } => self.node(op.as_str(), |d| {
                d.expr(left);
                d.expr(right);
            }),
            Expr::Call { callee, args } => self.node("call", |d| {
                d.expr(callee);
                d.list(args, Self::expr);
            }),
            Expr::MethodCall { receiver, name, args } => self.node("method", |d| {
                d.expr(receiver);
                d.symbol(name.symbol);
                d.list(args, Self::expr);
            }),
            Expr::Field { record, name } => self.node("field", |d| {
                d.expr(record);
                d.symbol(name.symbol);
            }),
            Expr::OptionalField { record, name } => self.node("field?", |d| {
                d.expr(record);
                d.symbol(name.symbol);
            }),
            Expr::TupleElement { tuple, index } => self.node("element", |d| {
                d.expr(tuple);
                d.word(&index.to_string());
            }),
            Expr::Try(inner) => self.node("try", |d| d.expr(inner)),
            Expr::Pipe { argument, callee, args } => self.node("pipe", |d| {
                d.expr(argument);
                d.expr(callee);
                d.list(args, Self::expr);
            }),
            Expr::Dbg(inner) => self.node("dbg", |d| d.expr(inner)),
            Expr::Crash(inner) => self.node("crash", |d| d.expr(inner)),
            Expr::Return(inner) => self.node("return", |d| d.expr(inner)),
            Expr::Break => self.word("(break)"),
            Expr::For { pattern, items, body } => self.node("for", |d| {
                d.pattern(pattern);
                d.expr(items);
                d.expr(body);
            }),
            Expr::While { condition, body } => self.node("while", |d| {
                d.expr(condition);
                d.expr(body);
            }),
            Expr::Ellipsis => self.word("(...)"),
            Expr::Malformed => self.word("<malformed expression>"),
        }
    }

    fn number(&mut self, text: Symbol, suffix: Option<Name>) {
        match suffix {
            None => self.symbol(text),
            Some(suffix) => self.node("number", |d| {
                d.symbol(text);
                d.symbol(suffix.symbol);
            }),
        }
    }

    fn fields(&mut self, fields: List<RecordField>) {
        self.list(fields, |d, field| {
            d.node("", |d| {
                d.symbol(field.name.symbol);
                if let Some(value) = field.value {
                    d.expr(value);
                }
            });
        });
    }

    fn pattern(&mut self, id: PatId) {
        match self.ast[id] {
            Pattern::Wildcard => self.word("_"),
            Pattern::Name(name) => self.symbol(name),
            Pattern::Var(name) => self.node("var", |d| d.symbol(name.symbol)),
            Pattern::Number { text, suffix } => self.number(text, suffix),
            Pattern::Str(parts) => self.parts("str", parts, |d, part| match part {
                StrPatternPart::Text(text) => d.text(text),
                StrPatternPart::Capture(pattern) => d.pattern(pattern),
            }),
            Pattern::Char(value) => self.word(&format!("{value:?}")),
            Pattern::Tag { path, args } if args.is_empty() => self.path(path),
            Pattern::Tag { path, args } => self.node("tag", |d| {
                d.path(path);
                d.list(args, Self::pattern);
            }),
            Pattern::Nominal { path, backing } => self.node("of", |d| {
                d.path(path);
                d.pattern(backing);
            }),
            Pattern::Parens(inner) => self.node("parens", |d| d.pattern(inner)),
            Pattern::Tuple(items) => self.parts("tuple", items, Self::pattern),
            Pattern::List(items) => self.parts("list", items, Self::pattern),
            Pattern::Record { fields, rest } => self.node("record", |d| {
                d.list(fields, |d, field| {
                    d.node("", |d| {
                        d.symbol(field.name.symbol);
                        if let Some(pattern) = field.pattern {
                            d.pattern(pattern);
                        }
                    });
                });
                if let Some(rest) = rest {
                    d.pattern(rest);
                }
            }),
            Pattern::Rest(name) => self.node("rest", |d| {
                if let Some(name) = name {
                    d.symbol(name.symbol);
                }
            }),
            Pattern::Alternatives(patterns) => self.parts("or", patterns, Self::pattern),
            Pattern::As { pattern, name } => self.node("as", |d| {
                d.pattern(pattern);
                d.symbol(name.symbol);
            }),
            Pattern::Malformed => self.word("<malformed pattern>"),
        }
    }

    fn ty(&mut self, id: TypeId) {
        match self.ast[id] {
            Type::Variable(name) => self.symbol(name),
            Type::Infer => self.word("_"),
            Type::Apply { path, args } if args.is_empty() => self.path(path),
            Type::Apply { path, args } => self.node("apply", |d| {
                d.path(path);
                d.list(args, Self::ty);
            }),
            Type::Function { params, result, effectful } => {
                self.node(if effectful { "=>" } else { "->" }, |d| {
                    d.list(params, Self::ty);
                    d.ty(result);
                });
            }
            Type::Parens(inner) => self.node("parens", |d| d.ty(inner)),
            Type::Tuple(items) => self.parts("tuple", items, Self::ty),
            Type::Record { fields, extension } => self.node("record", |d| {
                d.list(fields, |d, field| {
                    d.node(if field.optional { "?" } else { "" }, |d| {
                        d.symbol(field.name.symbol);
                        d.ty(field.ty);
                        d.optional("default", field.default, Self::expr);
                    });
                });
                d.optional("open", extension, Self::ty);
            }),
            Type::TagUnion { tags, extension } => self.node("tags", |d| {
                d.list(tags, |d, tag| {
                    if tag.args.is_empty() {
                        return d.symbol(tag.name.symbol);
                    }
                    d.node("", |d| {
                        d.symbol(tag.name.symbol);
                        d.list(tag.args, Self::ty);
                    });
                });
                d.optional("open", extension, Self::ty);
            }),
            Type::Open => self.word(".."),
            Type::Malformed => self.word("<malformed type>"),
        }
    }

    fn header(&mut self, header: &Header) {
        match header {
            Header::App(app) => self.package_header("app", app),
            Header::Package(package) => self.package_header("package", package),
            Header::Platform(platform) => self.platform_header(platform),
            Header::Module(exposed) => self.node("module", |d| d.exposing(*exposed)),
            Header::Hosted(exposed) => self.node("hosted", |d| d.exposing(*exposed)),
        }
    }

    fn package_header(&mut self, head: &str, header: &PackageHeader) {
        self.node(head, |d| {
            d.exposing(header.exposes);
            d.dependencies(&header.dependencies, header.roc_version);
        });
    }

    fn dependencies(&mut self, dependencies: &[Dependency], roc_version: Option<Text>) {
        for dependency in dependencies {
            self.line(|d| match dependency.kind {
                DependencyKind::Package(path) => d.dependency("dependency", dependency.name, Some(path)),
                DependencyKind::Platform(path) => d.dependency("platform", dependency.name, Some(path)),
                DependencyKind::Glue => d.dependency("glue", dependency.name, None),
            });
        }
        if let Some(version) = roc_version {
            self.line(|d| d.node("roc", |d| d.text(version.text)));
        }
    }

    fn dependency(&mut self, head: &str, name: Name, path: Option<Text>) {
        self.node(head, |d| {
            d.symbol(name.symbol);
            if let Some(path) = path {
                d.text(path.text);
            }
        });
    }

    fn platform_header(&mut self, header: &PlatformHeader) {
        self.node("platform", |d| {
            d.text(header.name.text);
            for requirement in &header.requires {
                d.line(|d| {
                    d.node("requires", |d| {
                        for alias in &requirement.aliases {
                            d.node("type", |d| {
                                d.symbol(alias.alias.symbol);
                                d.symbol(alias.variable.symbol);
                            });
                        }
                        d.symbol(requirement.name.symbol);
                        d.ty(requirement.ty);
                    });
                });
            }
            if !header.exposes.is_empty() {
                d.line(|d| d.exposing(header.exposes));
            }
            d.dependencies(&header.packages, header.roc_version);
            for (head, mappings) in [("provides", &header.provides), ("hosted", &header.hosted)] {
                for mapping in mappings {
                    d.line(|d| {
                        d.node(head, |d| {
                            d.text(mapping.symbol.text);
                            d.path(mapping.function);
                        });
                    });
                }
            }
            if let Some(targets) = &header.targets {
                d.targets(targets);
            }
        });
    }

    fn targets(&mut self, targets: &Targets) {
        if let Some(folder) = targets.inputs_dir {
            self.line(|d| d.node("inputs-dir", |d| d.text(folder.text)));
        }
        for target in &targets.targets {
            self.line(|d| {
                d.node("target", |d| {
                    d.symbol(target.name.symbol);
                    for field in &target.fields {
                        d.node("", |d| {
                            d.symbol(field.name.symbol);
                            if let Some(value) = &field.value {
                                d.config_value(value);
                            }
                        });
                    }
                });
            });
        }
    }

    fn config_value(&mut self, value: &ConfigValue) {
        match value {
            ConfigValue::Text(text) => self.text(text.text),
            ConfigValue::Int(text) => self.symbol(*text),
            ConfigValue::Name(name) => self.symbol(name.symbol),
            ConfigValue::App => self.word("app"),
            ConfigValue::List(values) => self.node("list", |d| {
                for value in values {
                    d.config_value(value);
                }
            }),
        }
    }
}
