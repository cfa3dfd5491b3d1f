//! What names mean: plain ones, and qualified ones by walking from a type through the types nested in it.

use roc_base::{Diagnostic, Span, Symbol};
use roc_syntax::ast::{self, Name};

use crate::canon::{Canon, Title, with_hint};
use crate::ir::{DefRef, Expr, ExprId, ModuleKind, TyVarId, TypeKind, TypeRef, WhereAliasRef};
use crate::scope::{TypeName, Value};
use crate::suggest;

/// What a qualified value name means.
#[derive(Clone, Copy)]
pub(crate) enum Item {
    Def(DefRef),
    /// A method that the compiler derives: it can only be called on a value.
    Derived(Symbol),
    /// `Num.default` where `Num` stands for a type variable.
    TypeMethod(TyVarId, Symbol),
    Broken(Title),
}

impl Canon<'_> {
    pub(crate) fn names_span(&self, path: &[Name]) -> Span {
        match path {
            [] => Span { file: self.ast.file, start: 0, end: 0 },
            [first, .., last] => self.name_span(*first).to(self.name_span(*last)),
            [only] => self.name_span(*only),
        }
    }

    // Values.

    /// A plain lower name as an expression.
    pub(crate) fn value(&mut self, name: Symbol, span: Span) -> ExprId {
        let Some(entry) = self.values.get(name) else {
            return self.unknown_value(name, span);
        };
        match entry.what {
            Value::Local(local) => {
                if (self.owners[local] as usize) < self.barrier {
                    let text = self.str(name);
                    let message =
                        format!("The local `{text}` cannot be used inside the items of a local type.");
                    let diagnostic = Diagnostic::error("Name Not In Scope", span, message)
                        .with_text("The items of a type are no closures: they see names of the file, not of the function around the type.")
                        .with_hint("Pass the value as an argument.");
                    return self.broken(diagnostic);
                }
                if self.str(name).starts_with('_') {
                    self.underscore_used(name, span, entry.span);
                }
                self.mention(local);
                self.push(Expr::Local(local), span)
            }
            Value::Def(def) => self.def(def, span),
            Value::Required(index) => self.push(Expr::Required(index), span),
            Value::Missing => self.no_value(name, span, entry.span),
            Value::Broken(title) => self.push(Expr::Malformed { title }, span),
        }
    }

    /// A definition as an expression.
    pub(crate) fn def(&mut self, def: DefRef, span: Span) -> ExprId {
        if def.module == self.m.id && self.sources.get(def.def).is_some_and(|source| source.lacks_value()) {
            let (name, at) = (self.m.defs[def.def].name, self.m.defs[def.def].span);
            return self.no_value(name, span, Some(at));
        }
        self.refer(def);
        self.push(Expr::Def(def), span)
    }

    fn underscore_used(&mut self, name: Symbol, span: Span, declared: Option<Span>) {
        let text = self.str(name);
        let plain = text.trim_start_matches('_');
        let hint = format!("Call it `{plain}`, since it is used.");
        let mut diagnostic = Diagnostic::warning(
            "Underscore Variable Used",
            span,
            format!("The name `{text}` says that it is not used, but it is used here."),
        )
        .with_hint(hint);
        if let Some(declared) = declared {
            diagnostic = diagnostic.with_snippet(declared, "It gets its name here:");
        }
        self.report(diagnostic);
    }

    fn no_value(&mut self, name: Symbol, span: Span, declared: Option<Span>) -> ExprId {
        let text = self.str(name);
        let mut diagnostic = Diagnostic::error(
            "Reference Has No Value",
            span,
            format!("The name `{text}` has a type but no value, so it cannot be used."),
        );
        if let Some(declared) = declared {
            diagnostic = diagnostic.with_snippet(declared, "Only its type is given, here:");
        }
        let hint = format!("Define it directly below its type: `{text} = …`");
        self.broken(diagnostic.with_hint(hint))
    }

    fn unknown_value(&mut self, name: Symbol, span: Span) -> ExprId {
        if name == self.known.empty {
            // The parser has reported that a name is missing.
            return self.malformed("Unexpected Expression Syntax", span);
        }
        if let Some(diagnostic) = self.defined_later(name, span) {
            self.wanted_early.insert(name);
            return self.broken(diagnostic);
        }
        let mut hint = self.near_values(name);
        let text = self.str(name);
        let diagnostic = Diagnostic::error(
            "Name Not In Scope",
            span,
            format!("Nothing called `{text}` is in scope here."),
        );
        if hint.is_none() && text.starts_with('$') {
            hint = Some(format!("Declare it before its first use: `var {text} = …`"));
        }
        self.broken(with_hint(diagnostic, hint))
    }

    // Types and qualifiers.

    /// What a path of upper names means as a type; the error is reported.
    pub(crate) fn type_path(&mut self, path: &[Name]) -> TypeName {
        self.path(path, path.len() > 1)
    }

    /// `qualifies`: whether the first name stands before a dot.
    fn path(&mut self, path: &[Name], qualifies: bool) -> TypeName {
        let Some((&first, mut rest)) = path.split_first() else {
            return TypeName::Broken("Malformed Type");
        };
        let mut found = if self.str(first.symbol).starts_with(|c: char| c.is_ascii_lowercase()) {
            let Some((&module, after)) = rest.split_first() else {
                return TypeName::Broken("Malformed Type");
            };
            rest = after;
            self.package_type(first, module)
        } else {
            self.first_type(first, qualifies)
        };
        for &name in rest {
            found = self.nested_type(found, name, path);
        }
        found
    }

    fn first_type(&mut self, name: Name, qualifies: bool) -> TypeName {
        if let Some(entry) = self.types.get(name.symbol) {
            return entry.what;
        }
        let near = self.near_types(name.symbol);
        let (text, span) = (self.str(name.symbol), self.name_span(name));
        let diagnostic = if qualifies {
            Diagnostic::error(
                "Module Not Imported",
                span,
                format!("There is no type or module `{text}` in scope here."),
            )
        } else {
            let message = format!("There is no type called `{text}` in scope here.");
            Diagnostic::error("Undeclared Type", span, message)
        };
        let hint = near.unwrap_or_else(|| {
            format!("If it is in a file `{text}.roc`, import it at the top of this file: `import {text}`")
        });
        let title = diagnostic.title;
        self.report(diagnostic.with_hint(hint));
        TypeName::Broken(title)
    }

    /// `pkg.Name` in a type, where some import names that module.
    fn package_type(&mut self, package: Name, module: Name) -> TypeName {
        let ast = self.ast;
        for &statement in &ast[ast.statements] {
            let ast::Stmt::Import(import) = ast[statement] else { continue };
            if let ast::ImportTarget::Package { package: imported, path } = ast[import].target
                && imported.symbol == package.symbol
                && let [only] = &ast[path]
                && only.symbol == module.symbol
            {
                return self.import_target(import);
            }
        }
        let (package_text, text) = (self.str(package.symbol), self.str(module.symbol));
        let diagnostic = Diagnostic::error(
            "Module Not Imported",
            self.names_span(&[package, module]),
            format!("The module `{text}` of the package `{package_text}` is not imported."),
        )
        .with_hint(format!("Import it at the top of this file: `import {package_text}.{text}`"));
        self.report(diagnostic);
        TypeName::Broken("Module Not Imported")
    }

    /// The type called `name` inside of another one, or exposed by a module.
    pub(crate) fn nested_type(&mut self, outer: TypeName, name: Name, path: &[Name]) -> TypeName {
        let found = match outer {
            TypeName::Broken(_) => return outer,
            TypeName::Type(ty) => self.type_in(self.follow_alias(ty), name.symbol),
            TypeName::Module(module) => self.module(module).and_then(|module| {
                let (_, decl) = *module.top_types.iter().find(|(known, _)| *known == name.symbol)?;
                Some(TypeName::Type(TypeRef { module: module.id, decl }))
            }),
            TypeName::WhereAlias(_) | TypeName::Variable(_) => None,
        };
        if let Some(found) = found {
            return found;
        }
        let before = path.iter().take_while(|part| part.start < name.start).copied().collect::<Vec<_>>();
        let text = self.str(name.symbol);
        let message = match self.path_text(&before) {
            owner if owner.is_empty() => format!("There is no type called `{text}` in what is imported."),
            owner => format!("`{owner}` has no type called `{text}` in it."),
        };
        let diagnostic = Diagnostic::error("Missing Nested Type", self.name_span(name), message);
        let hint = match outer {
            TypeName::Type(ty) => {
                let types =
                    self.decl(self.follow_alias(ty)).map(|decl| decl.types.as_slice()).unwrap_or_default();
                suggest::hint(&suggest::near(text, types.iter().map(|&(name, _)| self.str(name))))
            }
            _ => None,
        };
        self.report(with_hint(diagnostic, hint));
        TypeName::Broken("Missing Nested Type")
    }

    /// A type or where alias in the associated block of a type.
    pub(crate) fn type_in(&self, ty: TypeRef, name: Symbol) -> Option<TypeName> {
        let decl = self.decl(ty)?;
        if let Some(&(_, decl)) = decl.types.iter().find(|(known, _)| *known == name) {
            return Some(TypeName::Type(TypeRef { module: ty.module, decl }));
        }
        let (_, alias) = *decl.where_aliases.iter().find(|(known, _)| *known == name)?;
        Some(TypeName::WhereAlias(WhereAliasRef { module: ty.module, alias }))
    }

    /// The type that a path names, for a literal's suffix, a qualified tag or a nominal construction. Aliases are
    /// followed. The error is reported.
    pub(crate) fn concrete_type(&mut self, path: &[Name]) -> Result<TypeRef, Title> {
        match self.type_path(path) {
            TypeName::Type(ty) => {
                let ty = self.follow_alias(ty);
                match self.decl(ty).map(|decl| decl.kind) {
                    Some(TypeKind::Alias) => {
                        Err(self
                            .expected_nominal(path, "it is an alias of a type that has no name of its own"))
                    }
                    _ => Ok(ty),
                }
            }
            TypeName::Broken(title) => Err(title),
            TypeName::WhereAlias(_) => Err(self.expected_nominal(path, "it is a where alias")),
            TypeName::Module(_) => Err(self.expected_nominal(path, "it is a module")),
            TypeName::Variable(_) => Err(self.expected_nominal(path, "it stands for a type variable")),
        }
    }

    fn expected_nominal(&mut self, path: &[Name], why: &str) -> Title {
        let text = self.path_text(path);
        let diagnostic = Diagnostic::error(
            "Expected Nominal Type",
            self.names_span(path),
            format!("`{text}` cannot be used to make or match a value: {why}."),
        )
        .with_hint("Only types declared with `:=` or `::` can stand before the value's parts.");
        self.report(diagnostic);
        "Expected Nominal Type"
    }

    // Qualified values.

    /// What `A.B.c` means; the error is reported.
    pub(crate) fn qualified(&mut self, path: &[Name]) -> Item {
        let Some((&last, types)) = path.split_last() else {
            return Item::Broken("Does Not Exist");
        };
        let name = last.symbol;
        match self.path(types, true) {
            TypeName::Broken(title) => Item::Broken(title),
            TypeName::Variable(var) => Item::TypeMethod(var, name),
            TypeName::Type(ty) => {
                let ty = self.follow_alias(ty);
                if let Some(def) = self.item(ty, name) {
                    return Item::Def(def);
                }
                if self.decl(ty).is_some_and(|decl| decl.derived.iter().any(|(known, _)| *known == name)) {
                    return Item::Derived(name);
                }
                let candidates = self.decl(ty).map(|decl| decl.items.as_slice()).unwrap_or_default();
                let hint = suggest::near(self.str(name), candidates.iter().map(|&(name, _)| self.str(name)));
                let hint = suggest::hint(&hint);
                self.does_not_exist(path, hint)
            }
            TypeName::Module(module) => {
                let found = self.module(module).and_then(|module| {
                    let (_, def) = *module.top_level.iter().find(|(known, _)| *known == name)?;
                    Some(DefRef { module: module.id, def })
                });
                match found {
                    Some(def) => Item::Def(def),
                    None => self.does_not_exist(path, None),
                }
            }
            TypeName::WhereAlias(_) => self.does_not_exist(path, None),
        }
    }

    fn does_not_exist(&mut self, path: &[Name], hint: Option<String>) -> Item {
        let (Some(last), text) = (path.last(), self.path_text(path)) else {
            return Item::Broken("Does Not Exist");
        };
        let owner = self.path_text(&path[..path.len() - 1]);
        let message = format!("`{owner}` has nothing called `{}`.", self.str(last.symbol));
        let diagnostic = Diagnostic::error("Does Not Exist", self.names_span(path), message);
        let hint = hint.or_else(|| {
            let private = self.values.get(last.symbol).is_some();
            private.then(|| {
                format!("A plain `{}` is in scope here; `{text}` is another name.", self.str(last.symbol))
            })
        });
        self.report(with_hint(diagnostic, hint));
        Item::Broken("Does Not Exist")
    }

    /// What an import's own name stands for.
    pub(crate) fn import_target(&mut self, import: ast::ImportId) -> TypeName {
        use crate::imports::Imported;
        let ast = self.ast;
        let imports = self.imports;
        let (path, span) = match ast[import].target {
            ast::ImportTarget::Package { path, .. } | ast::ImportTarget::Local { path, .. } => {
                (&ast[path], self.path_span(path))
            }
            _ => return TypeName::Broken("Module Not Found"),
        };
        let Some(Imported::Module { module, inside }) = imports.targets.get(import) else {
            return TypeName::Broken("Module Not Found");
        };
        let Some(target) = self.modules.get(*module) else {
            return TypeName::Broken("Module Not Found");
        };
        let first = path.first().map(|name| name.symbol);
        let mut inside = inside.as_slice();
        let mut found = match target.kind {
            ModuleKind::Type { main } => TypeName::Type(TypeRef { module: *module, decl: main }),
            ModuleKind::Package | ModuleKind::Platform(_) => {
                let first = inside.split_off_first().copied().or(first);
                let decl = target.top_types.iter().find(|(known, _)| Some(*known) == first);
                match decl {
                    Some(&(_, decl)) => TypeName::Type(TypeRef { module: *module, decl }),
                    None => TypeName::Broken("Type Not Exposed"),
                }
            }
            ModuleKind::Plain if !target.top_level.is_empty() || !target.top_types.is_empty() => {
                TypeName::Module(*module)
            }
            ModuleKind::DefaultApp | ModuleKind::App(_) => {
                let text = first.map(|name| self.str(name)).unwrap_or_default();
                let message = format!("The file of `{text}` is an app, and apps cannot be imported.");
                let diagnostic = Diagnostic::error("Cannot Import Default App", span, message).with_hint(
                    "Move what both need to a file of its own, which declares a type of the file's name.",
                );
                self.report(diagnostic);
                return TypeName::Broken("Cannot Import Default App");
            }
            ModuleKind::Plain => TypeName::Broken("Type Module Missing Matching Type"),
        };
        for &name in inside {
            found = match found {
                TypeName::Type(ty) => {
                    self.type_in(ty, name).unwrap_or(TypeName::Broken("Missing Nested Type"))
                }
                other => other,
            };
        }
        for &name in path.get(1..).unwrap_or_default() {
            found = self.nested_type(found, name, path);
        }
        found
    }
}
