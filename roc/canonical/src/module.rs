//! One module from its syntax tree: imports, declarations, types, values, and what the file as a whole must satisfy.

use roc_base::{Diagnostic, Id, Span, Symbol};
use roc_syntax::ast;
use roc_syntax::trivia;

use crate::canon::{Canon, Function, with_hint};
use crate::declare::{Items, Signature, Source};
use crate::groups;
use crate::imports::Imported;
use crate::ir::{
    Branch, DefId, DefRef, Expect, Expr, ExprId, MatchOrigin, Module, ModuleId, ModuleKind, Slice, TypeRef,
};
use crate::known;
use crate::scope::{Entry, TypeName, Value};
use crate::suggest;

impl Canon<'_> {
    /// Does everything; the diagnostics are in source order.
    pub(crate) fn run(mut self) -> (Module, Vec<Diagnostic>) {
        let ast = self.ast;
        self.builtin_names();
        let files = self.import_names();
        self.required_types();
        let mut items = self.declare(ast.statements, None);
        items.defs.extend(files);
        self.export(&items);
        self.find_builtins();
        self.type_bodies(&items);
        self.alias_cycles();
        self.required_values();
        self.values(&items);
        self.m.expects.sort_by_key(|expect| expect.span.start);
        self.uninitialized_vars();
        self.unused_locals();
        self.group();
        self.finish_kind(&items);
        self.diagnostics.retain(|diagnostic| !self.m.is_broken(diagnostic.span));
        self.diagnostics.sort_by_key(|diagnostic| diagnostic.span.start);
        (self.m, self.diagnostics)
    }

    // Names from elsewhere.

    fn builtin_names(&mut self) {
        if let Some(builtin) = self.modules.get(ModuleId::BUILTIN).filter(|_| self.m.id != ModuleId::BUILTIN)
        {
            for &name in known::AUTO_IMPORTED {
                let name = self.names.intern(name);
                if let Some(&(_, decl)) = builtin.top_types.iter().find(|(known, _)| *known == name) {
                    let what = TypeName::Type(TypeRef { module: ModuleId::BUILTIN, decl });
                    self.types.bind(name, Entry { what, span: None, depth: 0 });
                }
            }
        }
        let imports = self.imports;
        for ambient in &imports.ambient {
            let Some(module) = self.modules.get(ambient.module) else { continue };
            let found = module.defs.iter_enumerated().find(|(_, def)| def.path == ambient.path);
            if let Some((def, _)) = found {
                let what = Value::Def(DefRef { module: ambient.module, def });
                self.values.bind(ambient.name, Entry { what, span: None, depth: 0 });
            }
        }
    }

    /// Brings what is imported into scope; imported files become definitions of this module.
    fn import_names(&mut self) -> Vec<DefId> {
        let ast = self.ast;
        let mut files = Vec::new();
        for &statement in &ast[ast.statements] {
            let ast::Stmt::Import(id) = ast[statement] else { continue };
            let import = ast[id];
            match import.target {
                ast::ImportTarget::Package { .. } | ast::ImportTarget::Local { .. } => {
                    let target = self.import_target(id);
                    if let Some(name) = self.imported_name(id) {
                        let span = self.name_span(name);
                        self.types.bind(name.symbol, Entry { what: target, span: Some(span), depth: 0 });
                    }
                    for &exposed in &ast[import.exposing] {
                        self.expose(target, exposed);
                    }
                }
                ast::ImportTarget::File { name, .. } => {
                    let span = self.name_span(name);
                    match self.imports.targets.get(id) {
                        Some(Imported::Text(_) | Imported::Bytes(_)) => {
                            files.push(self.new_def(name.symbol, span, None, Source::File(id)));
                        }
                        _ => {
                            let what = Value::Broken("File Import Error");
                            self.values.bind(name.symbol, Entry { what, span: Some(span), depth: 0 });
                        }
                    }
                }
                ast::ImportTarget::Malformed => {}
            }
        }
        files
    }

    /// The upper name that an import brings into scope.
    pub(crate) fn imported_name(&self, import: ast::ImportId) -> Option<ast::Name> {
        let ast = self.ast;
        match ast[import].target {
            ast::ImportTarget::Package { path, .. } | ast::ImportTarget::Local { path, .. } => {
                ast[import].alias.or(ast[path].last().copied())
            }
            ast::ImportTarget::File { .. } | ast::ImportTarget::Malformed => None,
        }
    }

    /// One entry of an import's `exposing` list.
    fn expose(&mut self, target: TypeName, exposed: ast::Exposed) {
        let ast = self.ast;
        let path = &ast[exposed.path];
        let Some((&last, before)) = path.split_last() else { return };
        let lower = self.str(last.symbol).starts_with(|c: char| c.is_ascii_lowercase() || c == '_');
        let mut found = target;
        for &name in before {
            found = self.nested_type(found, name, path);
        }
        let bound = exposed.alias.unwrap_or(last);
        let span = self.name_span(bound);
        let is_type = exposed
            .alias
            .map_or(!lower, |alias| self.str(alias.symbol).starts_with(|c: char| c.is_uppercase()));
        if lower {
            let what = self.exposed_value(found, last);
            return self.values.bind(bound.symbol, Entry { what, span: Some(span), depth: 0 });
        }
        let what = self.exposed_type(found, last, path);
        if exposed.all {
            return self.expose_all(what, span);
        }
        if is_type {
            self.types.bind(bound.symbol, Entry { what, span: Some(span), depth: 0 });
        } else {
            let message = format!("A type cannot be renamed to `{}`.", self.str(bound.symbol));
            let diagnostic = Diagnostic::error("Invalid Type Rename", span, message)
                .with_hint("Types have names that begin with an upper-case letter.");
            self.report(diagnostic);
        }
    }

    fn exposed_value(&mut self, owner: TypeName, name: ast::Name) -> Value {
        let title = "Value Not Exposed";
        let (found, candidates) = match owner {
            TypeName::Broken(title) => return Value::Broken(title),
            TypeName::Type(ty) => {
                let ty = self.follow_alias(ty);
                let items = self.decl(ty).map(|decl| decl.items.as_slice()).unwrap_or_default();
                (self.item(ty, name.symbol), items)
            }
            TypeName::Module(module) => {
                let items = self.module(module).map(|module| module.top_level.as_slice()).unwrap_or_default();
                let found = items.iter().find(|(known, _)| *known == name.symbol);
                (found.map(|&(_, def)| DefRef { module, def }), items)
            }
            TypeName::WhereAlias(_) | TypeName::Variable(_) => (None, [].as_slice()),
        };
        if let Some(def) = found {
            return Value::Def(def);
        }
        let text = self.str(name.symbol);
        let near = suggest::near(text, candidates.iter().map(|&(name, _)| self.str(name)));
        let message = format!("The imported module has no value `{text}` that others can use.");
        let diagnostic = Diagnostic::error(title, self.name_span(name), message);
        self.report(with_hint(diagnostic, suggest::hint(&near)));
        Value::Broken(title)
    }

    fn exposed_type(&mut self, owner: TypeName, name: ast::Name, path: &[ast::Name]) -> TypeName {
        let title = "Type Not Exposed";
        if path.len() > 1 {
            return self.nested_type(owner, name, path);
        }
        let found = match owner {
            TypeName::Broken(_) => return owner,
            TypeName::Type(ty) => self.type_in(self.follow_alias(ty), name.symbol),
            TypeName::Module(module) => self.module(module).and_then(|found| {
                let (_, decl) = *found.top_types.iter().find(|(known, _)| *known == name.symbol)?;
                Some(TypeName::Type(TypeRef { module, decl }))
            }),
            TypeName::WhereAlias(_) | TypeName::Variable(_) => None,
        };
        found.unwrap_or_else(|| {
            let text = self.str(name.symbol);
            let message = format!("The imported module has no type `{text}` that others can use.");
            let diagnostic = Diagnostic::error(title, self.name_span(name), message);
            self.report(diagnostic);
            TypeName::Broken(title)
        })
    }

    fn expose_all(&mut self, owner: TypeName, span: Span) {
        let TypeName::Type(ty) = owner else { return };
        let ty = self.follow_alias(ty);
        let Some(decl) = self.decl(ty) else { return };
        let (items, types) = (decl.items.clone(), decl.types.clone());
        for (name, def) in items {
            let what = Value::Def(DefRef { module: ty.module, def });
            self.values.bind(name, Entry { what, span: Some(span), depth: 0 });
        }
        for (name, decl) in types {
            let what = TypeName::Type(TypeRef { module: ty.module, decl });
            self.types.bind(name, Entry { what, span: Some(span), depth: 0 });
        }
    }

    // Values.

    /// The values and expects of these items, and of the types among them.
    pub(crate) fn values(&mut self, items: &Items) {
        let functions = std::mem::take(&mut self.functions);
        // A local type's items must not see the locals around it: their indices lie below the barrier.
        self.functions.resize_with(self.barrier, Function::default);
        for &def in &items.defs {
            self.define(def);
        }
        for &expect in &items.expects {
            self.expect(expect);
        }
        for &decl in &items.types {
            self.in_type(decl, |this, items| this.values(items));
        }
        self.functions = functions;
    }

    /// Runs `body` outside of all functions, as a part of a definition.
    fn outside<R>(&mut self, def: Option<DefId>, body: impl FnOnce(&mut Self) -> R) -> R {
        let current = std::mem::replace(&mut self.current, def);
        let in_expect = std::mem::replace(&mut self.in_expect, def.is_none());
        let blocks = std::mem::take(&mut self.blocks);
        self.functions.push(Function::default());
        let result = body(self);
        self.functions.pop();
        (self.current, self.in_expect, self.blocks) = (current, in_expect, blocks);
        result
    }

    fn define(&mut self, def: DefId) {
        let span = self.m.defs[def].span;
        self.outside(Some(def), |this| {
            let mark = this.ty_vars.len();
            let (annotation, value) = match this.sources[def].clone() {
                Source::Value { signature, value } => {
                    let annotation = signature.map(|signature| this.signature(signature));
                    (annotation, Some(this.expr(value)))
                }
                Source::Signature { signature, .. } => (Some(this.signature(signature)), None),
                Source::Destructure { pattern, value, names } => {
                    (None, Some(this.destructured(pattern, value, &names, span)))
                }
                Source::Part { whole, index } => {
                    let whole = DefRef { module: this.m.id, def: whole };
                    let tuple = this.def(whole, span);
                    (None, Some(this.push(Expr::TupleItem { tuple, index }, span)))
                }
                Source::File(import) => this.imported_file(import, span),
            };
            this.ty_vars.truncate(mark);
            let def = &mut this.m.defs[def];
            (def.annotation, def.value) = (annotation, value);
        });
    }

    fn signature(&mut self, Signature { ty, constraints, span }: Signature) -> crate::ir::AnnotationId {
        self.annotation(ty, constraints, span)
    }

    /// `match value { pattern => (names…) }`
    fn destructured(
        &mut self,
        pattern: ast::PatId,
        value: ast::ExprId,
        names: &[Symbol],
        span: Span,
    ) -> ExprId {
        let scrutinee = self.expr(value);
        let (pat, bound) = self.whole_pattern(pattern);
        let mut items = Vec::with_capacity(names.len());
        for &name in names {
            let Some(bound) = bound.iter().rev().find(|bound| bound.name == name) else { continue };
            items.push(self.push(Expr::Local(bound.local), bound.span));
        }
        bound.iter().for_each(|bound| self.used[bound.local] = true);
        let body = match items[..] {
            [only] => only,
            [] => self.push(Expr::Record(Slice::EMPTY), span),
            _ => {
                let items = self.m.pools.add(&items);
                self.push(Expr::Tuple(items), span)
            }
        };
        let branches = self.m.pools.add(&[Branch { pat, guard: None, body }]);
        let span = self.ast.span(pattern).to(self.ast.span(value));
        self.push(Expr::Match { scrutinee, branches, origin: MatchOrigin::Destructure }, span)
    }

    /// `import "file" as name : Str`
    fn imported_file(
        &mut self,
        import: ast::ImportId,
        span: Span,
    ) -> (Option<crate::ir::AnnotationId>, Option<ExprId>) {
        let imports = self.imports;
        let builtins = self.builtins;
        match imports.targets.get(import) {
            Some(&Imported::Text(text)) => {
                let types: Vec<TypeRef> = builtins.str_.into_iter().collect();
                let annotation = self.builtin_annotation(&types, span);
                (annotation, Some(self.push(Expr::Str { text, suffix: builtins.str_ }, span)))
            }
            Some(Imported::Bytes(bytes)) => {
                let types: Vec<TypeRef> = builtins.list.into_iter().chain(builtins.u8_).collect();
                let annotation = self.builtin_annotation(&types, span);
                let bytes = self.m.pools.add(bytes);
                (annotation, Some(self.push(Expr::Bytes(bytes), span)))
            }
            _ => (None, None),
        }
    }

    fn expect(&mut self, id: ast::StmtId) {
        let ast::Stmt::Expect(body) = self.ast[id] else { return };
        let span = self.ast.span(id);
        let body = self.outside(None, |this| this.expr(body));
        let doc = self.doc_comment(span.start);
        self.m.expects.push(Expect { body, span, doc });
    }

    fn doc_comment(&mut self, start: u32) -> Option<Symbol> {
        let range = trivia::doc_comment(self.text, start)?;
        let text = String::from_utf8_lossy(range.of(self.text));
        let lines: Vec<&str> = text
            .lines()
            .map(|line| line.trim_start().trim_start_matches("##"))
            .map(|line| line.strip_prefix(' ').unwrap_or(line).trim_end())
            .collect();
        Some(self.names.intern(&lines.join("\n")))
    }

    // The whole file.

    fn unused_locals(&mut self) {
        for (id, local) in self.m.locals.iter_enumerated() {
            let text = self.names.resolve(local.name);
            if self.used[id]
                || self.wanted_early.contains(&local.name)
                || text.trim_start_matches('$').starts_with('_')
            {
                continue;
            }
            let diagnostic = Diagnostic::warning(
                "Unused Variable",
                local.span,
                format!("The name `{text}` is never used."),
            )
            .with_hint(format!(
                "Remove it, or call it `_{}` to say that it is not needed.",
                text.trim_start_matches('$')
            ));
            self.diagnostics.push(diagnostic);
        }
    }

    /// Orders the definitions; a value that needs itself becomes an error.
    fn group(&mut self) {
        let references = std::mem::take(&mut self.references);
        let mut needs_itself = vec![false; self.m.defs.len()];
        for &(from, to) in &references {
            needs_itself[from.index()] |= from == to;
        }
        let groups = groups::components(self.m.defs.len(), references);
        for group in &groups {
            if group.len() == 1 && !needs_itself[group[0].index()] {
                continue;
            }
            let is_function = |def: &DefId| match self.m.defs[*def].value {
                Some(value) => matches!(self.m.exprs[value], Expr::Lambda(_)),
                None => true,
            };
            let circular: Vec<DefId> = group.iter().copied().filter(|def| !is_function(def)).collect();
            let Some(&first) = circular.first() else { continue };
            let name = |def: DefId| self.str(self.m.defs[def].name);
            let span = self.m.defs[first].span;
            let mut diagnostic = Diagnostic::error(
                "Circular Value Definition",
                span,
                format!("The value of `{}` depends on itself, so it can never be computed.", name(first)),
            );
            if group.len() > 1 {
                let names: Vec<&str> = group.iter().map(|&def| name(def)).collect();
                diagnostic =
                    diagnostic.with_text("These definitions need each other:").with_block(names.join("\n"));
            }
            diagnostic = diagnostic.with_hint("Only functions can refer to each other in a circle.");
            let title = diagnostic.title;
            self.diagnostics.push(diagnostic);
            for def in circular {
                let span = self.m.defs[def].span;
                self.m.expr_spans.push(span);
                self.m.defs[def].value = Some(self.m.exprs.push(Expr::Malformed { title }));
            }
        }
        self.m.groups = groups;
    }

    /// What other modules may name; a type module's own type alone.
    fn export(&mut self, items: &Items) {
        let anonymous = self.known.underscore;
        self.m.top_level = items.defs.iter().map(|&def| (self.m.defs[def].name, def)).collect();
        self.m.top_level.retain(|(name, _)| *name != anonymous);
        self.m.top_types = items.types.iter().map(|&decl| (self.m.types[decl].name, decl)).collect();
        let required =
            self.m.types.iter_enumerated().filter(|(_, decl)| decl.kind == crate::ir::TypeKind::Required);
        self.m.top_types.extend(required.map(|(id, decl)| (decl.name, id)).collect::<Vec<_>>());
        let name = self.m.name;
        let main = self.m.top_types.iter().find(|(known, _)| *known == name);
        if let Some(&(_, main)) = main
            && self.ast.header.is_none()
            && self.m.id != ModuleId::BUILTIN
        {
            self.m.kind = ModuleKind::Type { main };
        }
    }
}
