//! First pass over the top level and associated blocks: gives every definition, type and where alias its id and its
//! name, so that the order of declarations does not matter.

use roc_base::{Diagnostic, Span, Symbol};
use roc_syntax::ast::{self, Pattern, Stmt};

use crate::canon::Canon;
use crate::ir::{
    Def, DefId, DefRef, ModuleId, Slice, TyVarId, TypeDecl, TypeDeclId, TypeKind, TypeRef, WhereAlias,
    WhereAliasId, WhereAliasRef,
};
use crate::known;
use crate::scope::{Entry, TypeName, Value};

/// What stands at the top level, or in one associated block, in source order.
#[derive(Clone, Default)]
pub(crate) struct Items {
    pub(crate) defs: Vec<DefId>,
    pub(crate) types: Vec<TypeDeclId>,
    pub(crate) aliases: Vec<WhereAliasId>,
    pub(crate) expects: Vec<ast::StmtId>,
}

/// A type declaration's source and items.
pub(crate) struct Members {
    /// Absent for the types that a platform's header declares.
    pub(crate) ast: Option<ast::TypeDeclId>,
    pub(crate) items: Items,
}

/// A written type with its constraints.
#[derive(Clone, Copy)]
pub(crate) struct Signature {
    pub(crate) ty: ast::TypeId,
    pub(crate) constraints: ast::List<ast::WhereClause>,
    pub(crate) span: Span,
}

/// Where a definition's value comes from.
#[derive(Clone)]
pub(crate) enum Source {
    Value {
        signature: Option<Signature>,
        value: ast::ExprId,
    },
    /// Only a type is given; the value comes from the compiler or the host, or is missing.
    Signature {
        signature: Signature,
        expected: bool,
    },
    /// `pattern = value`: a tuple of the names' values; of a single name just that.
    Destructure {
        pattern: ast::PatId,
        value: ast::ExprId,
        names: Vec<Symbol>,
    },
    /// An item of such a tuple.
    Part {
        whole: DefId,
        index: u32,
    },
    /// An imported file's content.
    File(ast::ImportId),
}

impl Source {
    /// Whether a value was to be written and was not.
    pub(crate) fn lacks_value(&self) -> bool {
        matches!(self, Source::Signature { expected: false, .. })
    }
}

impl Canon<'_> {
    /// Declares what stands in a list of statements: the file's, or those of `owner`'s block.
    pub(crate) fn declare(&mut self, statements: ast::List<ast::StmtId>, owner: Option<TypeDeclId>) -> Items {
        let ast = self.ast;
        let all = &ast[statements];
        let mut items = Items::default();
        for (index, &id) in all.iter().enumerate() {
            match ast[id] {
                Stmt::Value { pattern, value } => {
                    let above = index.checked_sub(1).map(|before| ast[all[before]]);
                    self.declare_value(pattern, value, above, owner, &mut items);
                }
                Stmt::Annotation { name, ty, constraints } => {
                    let next = all.get(index + 1).map(|&next| ast[next]);
                    let defined = matches!(next, Some(Stmt::Value { pattern, .. })
                        if matches!(ast[pattern], Pattern::Name(next) if next == name.symbol));
                    if !defined {
                        self.declare_annotation(name, ty, constraints, owner, &mut items);
                    }
                }
                Stmt::TypeDecl(decl) => items.types.push(self.declare_type(decl, owner)),
                Stmt::WhereAlias(alias) => items.aliases.push(self.declare_where_alias(alias, owner)),
                Stmt::Expect(_) => items.expects.push(id),
                // Imports have a pass of their own; the others were reported as not allowed here.
                Stmt::Import(_)
                | Stmt::Var { .. }
                | Stmt::VarAnnotation { .. }
                | Stmt::Expr(_)
                | Stmt::Malformed => {}
            }
        }
        items
    }

    /// The types and where aliases of a block, with everything in them.
    pub(crate) fn declare_local_types(&mut self, statements: ast::List<ast::StmtId>) {
        let ast = self.ast;
        let mut items = Items::default();
        for &id in &ast[statements] {
            match ast[id] {
                Stmt::TypeDecl(decl) if self.type_variable_alias(decl) => {}
                Stmt::TypeDecl(decl) => items.types.push(self.declare_type(decl, None)),
                Stmt::WhereAlias(alias) => items.aliases.push(self.declare_where_alias(alias, None)),
                _ => {}
            }
        }
        if items.types.is_empty() && items.aliases.is_empty() {
            return;
        }
        let ty_vars = std::mem::take(&mut self.ty_vars);
        let (barrier, current) = (self.barrier, self.current);
        self.type_bodies(&items);
        self.barrier = self.functions.len();
        self.values(&items);
        (self.barrier, self.current, self.ty_vars) = (barrier, current, ty_vars);
    }

    /// `Name : a` in a block, for a type variable that is in scope.
    fn type_variable_alias(&mut self, decl: ast::TypeDeclId) -> bool {
        let ast::TypeDecl { name, params, kind: ast::TypeDeclKind::Alias, body, .. } = self.ast[decl] else {
            return false;
        };
        let ast::Type::Variable(variable) = self.ast[body] else { return false };
        let Some(var) = self.find_ty_var(variable).filter(|_| params.is_empty()) else { return false };
        let entry =
            Entry { what: TypeName::Variable(var), span: Some(self.name_span(name)), depth: self.depth };
        self.types.bind(name.symbol, entry);
        true
    }

    fn declare_value(
        &mut self,
        pattern: ast::PatId,
        value: ast::ExprId,
        above: Option<Stmt>,
        owner: Option<TypeDeclId>,
        items: &mut Items,
    ) {
        let ast = self.ast;
        if let Pattern::Name(name) = ast[pattern] {
            let signature = match above {
                Some(Stmt::Annotation { name: annotated, ty, constraints }) if annotated.symbol == name => {
                    Some(Signature { ty, constraints, span: ast.span(ty) })
                }
                _ => None,
            };
            let def = self.new_def(name, ast.span(pattern), owner, Source::Value { signature, value });
            return items.defs.push(def);
        }
        let mut names = Vec::new();
        self.pattern_names(pattern, &mut names);
        let symbols: Vec<Symbol> = names.iter().map(|(name, _)| *name).collect();
        let source = Source::Destructure { pattern, value, names: symbols };
        if let [(name, span)] = names[..] {
            let def = self.new_def(name, span, owner, source);
            return items.defs.push(def);
        }
        let hidden = self.known.underscore;
        let whole = self.push_def(hidden, ast.span(pattern), owner, source);
        items.defs.push(whole);
        for (index, (name, span)) in names.into_iter().enumerate() {
            let source = Source::Part { whole, index: index as u32 };
            let def = self.new_def(name, span, owner, source);
            items.defs.push(def);
        }
    }

    /// The names that a pattern binds, in source order, each once.
    fn pattern_names(&self, pattern: ast::PatId, names: &mut Vec<(Symbol, Span)>) {
        let ast = self.ast;
        let mut add = |name: Symbol, span: Span| {
            if !names.iter().any(|(known, _)| *known == name) {
                names.push((name, span));
            }
        };
        match ast[pattern] {
            Pattern::Name(name) => add(name, ast.span(pattern)),
            Pattern::Var(name) | Pattern::Rest(Some(name)) => add(name.symbol, self.name_span(name)),
            Pattern::As { pattern, name } => {
                self.pattern_names(pattern, names);
                names.push((name.symbol, self.name_span(name)));
            }
            Pattern::Nominal { backing, .. } | Pattern::Parens(backing) => self.pattern_names(backing, names),
            Pattern::Tag { args: items, .. }
            | Pattern::Tuple(items)
            | Pattern::List(items)
            | Pattern::Alternatives(items) => {
                ast[items].iter().for_each(|&item| self.pattern_names(item, names));
            }
            Pattern::Record { fields, rest } => {
                for field in &ast[fields] {
                    match field.pattern {
                        Some(pattern) => self.pattern_names(pattern, names),
                        None => names.push((field.name.symbol, self.name_span(field.name))),
                    }
                }
                if let Some(rest) = rest {
                    self.pattern_names(rest, names);
                }
            }
            Pattern::Str(parts) => {
                for part in &ast[parts] {
                    if let ast::StrPatternPart::Capture(capture) = *part {
                        self.pattern_names(capture, names);
                    }
                }
            }
            Pattern::Wildcard
            | Pattern::Number { .. }
            | Pattern::Char(_)
            | Pattern::Rest(None)
            | Pattern::Malformed => {}
        }
    }

    fn declare_annotation(
        &mut self,
        name: ast::Name,
        ty: ast::TypeId,
        constraints: ast::List<ast::WhereClause>,
        owner: Option<TypeDeclId>,
        items: &mut Items,
    ) {
        if let Some(owner) = owner
            && matches!(self.ast[ty], ast::Type::Infer)
            && self.known.is_derivable(name.symbol)
        {
            let span = self.name_span(name);
            return self.m.types[owner].derived.push((name.symbol, span));
        }
        let signature = Signature { ty, constraints, span: self.ast.span(ty) };
        let span = self.name_span(name);
        let source = Source::Signature { signature, expected: false };
        let def = self.new_def(name.symbol, span, owner, source);
        let path = self.m.defs[def].path;
        let expected = self.m.id == ModuleId::BUILTIN || self.imports.hosted.contains(&path);
        if expected {
            self.sources[def] = Source::Signature { signature, expected };
        } else {
            self.declaration_has_no_value(name.symbol, span);
        }
        items.defs.push(def);
    }

    /// A definition that others can name.
    pub(crate) fn new_def(
        &mut self,
        name: Symbol,
        span: Span,
        owner: Option<TypeDeclId>,
        source: Source,
    ) -> DefId {
        let def = self.push_def(name, span, owner, source);
        if let Some(Entry { span: Some(earlier), depth, .. }) = self.values.get(name)
            && depth == self.depth
        {
            self.duplicate_definition(name, span, earlier);
        }
        self.bind_def(def);
        if let Some(owner) = owner {
            self.m.types[owner].items.push((name, def));
        }
        def
    }

    pub(crate) fn bind_def(&mut self, def: DefId) {
        let Def { name, span, .. } = self.m.defs[def];
        let what = Value::Def(DefRef { module: self.m.id, def });
        self.values.bind(name, Entry { what, span: Some(span), depth: self.depth });
    }

    fn push_def(&mut self, name: Symbol, span: Span, owner: Option<TypeDeclId>, source: Source) -> DefId {
        let path = self.path_of(owner, name);
        self.sources.push(source);
        self.m.defs.push(Def { name, path, span, annotation: None, value: None, owner })
    }

    fn path_of(&mut self, owner: Option<TypeDeclId>, name: Symbol) -> Symbol {
        let Some(owner) = owner else { return name };
        let path = format!("{}.{}", self.str(self.m.types[owner].path), self.str(name));
        self.names.intern(&path)
    }

    /// A type with everything in its block.
    fn declare_type(&mut self, source: ast::TypeDeclId, owner: Option<TypeDeclId>) -> TypeDeclId {
        let ast::TypeDecl { name, kind, items, .. } = self.ast[source];
        let primitive = (self.m.id == ModuleId::BUILTIN && owner.is_none())
            .then(|| known::primitive(self.str(name.symbol)))
            .flatten();
        let kind = match (primitive, kind) {
            (Some(primitive), _) => TypeKind::Primitive(primitive),
            (None, ast::TypeDeclKind::Alias) => TypeKind::Alias,
            (None, ast::TypeDeclKind::Nominal) => TypeKind::Nominal,
            (None, ast::TypeDeclKind::Opaque) => TypeKind::Opaque,
        };
        let span = self.name_span(name);
        let decl = self.new_type(name.symbol, span, kind, owner, Some(source));
        let items = self.scoped(|this| this.declare(items, Some(decl)));
        self.members[decl].items = items;
        decl
    }

    pub(crate) fn new_type(
        &mut self,
        name: Symbol,
        span: Span,
        kind: TypeKind,
        owner: Option<TypeDeclId>,
        source: Option<ast::TypeDeclId>,
    ) -> TypeDeclId {
        let path = self.path_of(owner, name);
        self.members.push(Members { ast: source, items: Items::default() });
        let decl = self.m.types.push(TypeDecl {
            name,
            path,
            span,
            kind,
            params: Vec::new(),
            body: None,
            wheres: Slice::EMPTY,
            parent: owner,
            items: Vec::new(),
            types: Vec::new(),
            where_aliases: Vec::new(),
            derived: Vec::new(),
        });
        let what = TypeName::Type(TypeRef { module: self.m.id, decl });
        if self.bind_type(name, span, what)
            && let Some(owner) = owner
        {
            self.m.types[owner].types.push((name, decl));
        }
        decl
    }

    fn declare_where_alias(&mut self, source: ast::WhereAliasId, owner: Option<TypeDeclId>) -> WhereAliasId {
        let ast::WhereAlias { receiver, name, .. } = self.ast[source];
        let (span, name) = (self.name_span(name), name.symbol);
        let receiver = self.push_ty_var(receiver.symbol, span);
        self.alias_sources.push(source);
        let alias = self.m.where_aliases.push(WhereAlias {
            name,
            receiver,
            params: Vec::<TyVarId>::new(),
            clauses: Slice::EMPTY,
            span,
        });
        let what = TypeName::WhereAlias(WhereAliasRef { module: self.m.id, alias });
        if self.bind_type(name, span, what)
            && let Some(owner) = owner
        {
            self.m.types[owner].where_aliases.push((name, alias));
        }
        alias
    }

    /// Brings a declared type into scope; false if the scope already declares another one of the name.
    fn bind_type(&mut self, name: Symbol, span: Span, what: TypeName) -> bool {
        let text = self.str(name);
        match self.types.get(name) {
            Some(Entry { what: TypeName::Broken(_), .. }) => {}
            Some(Entry { span: Some(earlier), depth, what: before }) if depth == self.depth => {
                let kinds = [before, what].map(|what| self.kind_of(what));
                let title = match kinds {
                    [Some(TypeKind::Alias), Some(TypeKind::Alias)] => "Type Alias Redeclared",
                    [
                        Some(TypeKind::Nominal | TypeKind::Opaque),
                        Some(TypeKind::Nominal | TypeKind::Opaque),
                    ] => "Nominal Type Redeclared",
                    _ => "Type Redeclared",
                };
                let diagnostic =
                    Diagnostic::error(title, span, format!("The type `{text}` is declared already."))
                        .with_snippet(earlier, "The first declaration is here, and the one that counts:")
                        .with_hint("Give one of the two another name.");
                self.report(diagnostic);
                return false;
            }
            // Builtin's types may be called as others of it inside of theirs.
            Some(Entry { span: Some(earlier), .. }) if self.m.id != ModuleId::BUILTIN => {
                let message = format!("From here on `{text}` means this type, and no longer the outer one.");
                let diagnostic = Diagnostic::warning("Type Shadowed", span, message)
                    .with_snippet(earlier, "The outer one is here:");
                self.report(diagnostic);
            }
            Some(Entry { span: None, .. }) => {
                let message = format!("This type has the name of the builtin type `{text}` and hides it.");
                let diagnostic = Diagnostic::warning("Builtin Type Shadowed", span, message)
                    .with_hint("Give it another name.");
                self.report(diagnostic);
            }
            Some(_) | None => {}
        }
        self.types.bind(name, Entry { what, span: Some(span), depth: self.depth });
        true
    }

    fn kind_of(&self, what: TypeName) -> Option<TypeKind> {
        match what {
            TypeName::Type(ty) => self.decl(ty).map(|decl| decl.kind),
            _ => None,
        }
    }

    // Later passes.

    /// Brings the items of a type's block into scope, for the time of `body`.
    pub(crate) fn in_type<R>(&mut self, decl: TypeDeclId, body: impl FnOnce(&mut Self, &Items) -> R) -> R {
        let items = std::mem::take(&mut self.members[decl].items);
        let result = self.scoped(|this| {
            let module = this.m.id;
            for &def in &items.defs {
                if this.m.defs[def].name != this.known.underscore {
                    this.bind_def(def);
                }
            }
            for &decl in &items.types {
                let TypeDecl { name, span, .. } = this.m.types[decl];
                let what = TypeName::Type(TypeRef { module, decl });
                this.types.bind(name, Entry { what, span: Some(span), depth: this.depth });
            }
            for &alias in &items.aliases {
                let WhereAlias { name, span, .. } = this.m.where_aliases[alias];
                let what = TypeName::WhereAlias(WhereAliasRef { module, alias });
                this.types.bind(name, Entry { what, span: Some(span), depth: this.depth });
            }
            body(this, &items)
        });
        self.members[decl].items = items;
        result
    }

    /// The bodies of types and where aliases, and of those inside them.
    pub(crate) fn type_bodies(&mut self, items: &Items) {
        for &decl in &items.types {
            self.in_type(decl, |this, items| {
                this.type_body(decl);
                this.type_bodies(items);
            });
        }
        for &alias in &items.aliases {
            self.where_alias_body(alias);
        }
    }
}
