//! Written types: annotations, the bodies of type declarations, `where` clauses, and which type variables they mean.

use roc_base::{Diagnostic, Span, Symbol};
use roc_syntax::ast::{self, Type};
use rustc_hash::FxHashMap;

use crate::canon::Canon;
use crate::ir::{
    Anno, AnnoField, AnnoId, AnnoTag, Annotation, AnnotationId, Expr, Ext, FieldKind, Slice, TyVarId,
    TypeDeclId, TypeKind, WhereAliasId, WhereClause,
};
use crate::scope::TypeName;

/// Where a written type stands.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Place {
    /// A value's annotation: new type variables may appear, `_` and `..` too.
    Annotation,
    /// The body of an alias: only its parameters.
    Alias,
    /// The body of a nominal type, at its outermost level: padding fields are allowed.
    Backing,
    /// Further inside the body of a nominal type.
    InBacking,
    /// A clause of a where alias.
    WhereAlias,
}

impl Place {
    fn inner(self) -> Self {
        if self == Place::Backing { Place::InBacking } else { self }
    }
}

impl Canon<'_> {
    /// A value's annotation. The type variables that it introduces are in scope until the caller forgets them.
    pub(crate) fn annotation(
        &mut self,
        ty: ast::TypeId,
        constraints: ast::List<ast::WhereClause>,
        span: Span,
    ) -> AnnotationId {
        let first = self.ty_vars.len();
        let ty = self.anno(ty, Place::Annotation);
        let wheres = self.wheres(constraints, Place::Annotation);
        let vars: Vec<TyVarId> = self.ty_vars[first..].iter().map(|(_, var)| *var).collect();
        let vars = self.m.pools.add(&vars);
        self.m.annotations.push(Annotation { ty, wheres, vars, span })
    }

    /// A written type.
    pub(crate) fn anno(&mut self, id: ast::TypeId, place: Place) -> AnnoId {
        let span = self.ast.span(id);
        let ast = self.ast;
        let anno = match ast[id] {
            Type::Variable(name) => self.type_variable(name, span, place),
            Type::Infer => self.infer(span, place),
            Type::Apply { path, args } => self.apply(path, args, place),
            Type::Function { params, result, effectful } => {
                let params = self.annos(params, place.inner());
                let ret = self.anno(result, place.inner());
                Anno::Function { params, ret, effectful }
            }
            Type::Parens(inner) => return self.anno(inner, place),
            Type::Tuple(items) if items.is_empty() => Anno::Malformed { title: "Unexpected Type Syntax" },
            Type::Tuple(items) => Anno::Tuple(self.annos(items, place.inner())),
            Type::Record { fields, extension } => self.record_type(fields, extension, place),
            Type::TagUnion { tags, extension } => self.tag_union(tags, extension, place),
            Type::Open => Anno::Malformed { title: "Unexpected Type Syntax" },
            Type::Malformed => Anno::Malformed { title: "Unexpected Type Syntax" },
        };
        self.push_anno(anno, span)
    }

    fn annos(&mut self, types: ast::List<ast::TypeId>, place: Place) -> Slice<AnnoId> {
        let start = self.start::<AnnoId>();
        let ast = self.ast;
        for &ty in &ast[types] {
            let anno = self.anno(ty, place);
            self.add(anno);
        }
        self.finish(start)
    }

    fn type_variable(&mut self, name: Symbol, span: Span, place: Place) -> Anno {
        match self.find_ty_var(name) {
            Some(var) => Anno::Var(var),
            None if place == Place::Annotation => {
                let var = self.push_ty_var(name, span);
                self.ty_vars.push((name, var));
                Anno::Var(var)
            }
            None => {
                let text = self.str(name);
                let message = format!("The type variable `{text}` is not a parameter of this declaration.");
                let hint = format!("Add it to the parameters, as in `Name({text})`.");
                self.report(Diagnostic::error("Undeclared Type Variable", span, message).with_hint(hint));
                Anno::Malformed { title: "Undeclared Type Variable" }
            }
        }
    }

    pub(crate) fn find_ty_var(&self, name: Symbol) -> Option<TyVarId> {
        self.ty_vars.iter().rev().find(|(known, _)| *known == name).map(|(_, var)| *var)
    }

    fn infer(&mut self, span: Span, place: Place) -> Anno {
        let title = match place {
            Place::Annotation => return Anno::Wildcard,
            Place::Alias => "Underscore In Type Alias",
            _ => "Malformed Type",
        };
        let message = "A declaration must say each of its types, so `_` has no meaning here.";
        let hint = "Write the type, or give the declaration a parameter for it.";
        self.report(Diagnostic::error(title, span, message).with_hint(hint));
        Anno::Malformed { title }
    }

    fn apply(&mut self, path: ast::List<ast::Name>, args: ast::List<ast::TypeId>, place: Place) -> Anno {
        let ast = self.ast;
        let found = self.type_path(&ast[path]);
        let args_anno = self.annos(args, place.inner());
        let title = match found {
            TypeName::Type(ty) => return Anno::Apply { ty, args: args_anno },
            TypeName::Variable(var) if args.is_empty() => return Anno::Var(var),
            TypeName::Broken(title) => return Anno::Malformed { title },
            TypeName::WhereAlias(_) => "Where Alias Used as a Type",
            TypeName::Module(_) | TypeName::Variable(_) => "Malformed Type",
        };
        let (text, span) = (self.path_text(&ast[path]), self.path_span(path));
        let diagnostic = match title {
            "Malformed Type" => {
                Diagnostic::error(title, span, format!("`{text}` is no type that can be used here."))
            }
            _ => Diagnostic::error(title, span, format!("`{text}` is a where alias, not a type."))
                .with_hint(format!("Use it to constrain a type variable: `where [a.{text}]`")),
        };
        self.report(diagnostic);
        Anno::Malformed { title }
    }

    fn extension(&mut self, extension: Option<ast::TypeId>, place: Place) -> Ext {
        let Some(id) = extension else { return Ext::Closed };
        let span = self.ast.span(id);
        match self.ast[id] {
            Type::Variable(name) => match self.type_variable(name, span, place) {
                Anno::Var(var) => Ext::Var(var),
                _ => Ext::Closed,
            },
            Type::Open if place == Place::Annotation => Ext::Open,
            Type::Open => {
                let message = "A declared type cannot be open without a name for what else there may be.";
                let hint =
                    "Give the declaration a parameter and use it: `Options(r) : { verbose : Bool, ..r }`";
                let diagnostic = Diagnostic::error("Open Ext Not Allowed In Type Declaration", span, message);
                self.report(diagnostic.with_hint(hint));
                Ext::Closed
            }
            _ => Ext::Closed,
        }
    }

    fn record_type(
        &mut self,
        fields: ast::List<ast::TypeField>,
        extension: Option<ast::TypeId>,
        place: Place,
    ) -> Anno {
        let start = self.start::<AnnoField>();
        let mut seen = FxHashMap::default();
        let ast = self.ast;
        for field in &ast[fields] {
            let ty = self.anno(field.ty, place.inner());
            let (name, span) = (field.name.symbol, self.name_span(field.name));
            let padding = self.str(name).starts_with('_');
            let kind = match (padding, field.optional, field.default) {
                (true, _, Some(default)) => {
                    let message = "A padding field has no name, so nothing can give it a default.";
                    let at = ast.span(default);
                    self.report(Diagnostic::error("Unnamed Field Cannot Have A Default", at, message));
                    FieldKind::Padding
                }
                (true, ..) => FieldKind::Padding,
                (false, true, Some(default)) => {
                    let text = self.str(name);
                    let message = format!("The field `{text}` is optional, so it cannot have a default too.");
                    let hint = format!("Write either `{text} ?: T` or `{text} : T ?? value`.");
                    let at = ast.span(default);
                    let diagnostic = Diagnostic::error("Optional Field Cannot Have A Default", at, message);
                    self.report(diagnostic.with_hint(hint));
                    FieldKind::Optional
                }
                (false, true, None) => FieldKind::Optional,
                (false, false, Some(default)) => self.default_value(default),
                (false, false, None) => FieldKind::Required,
            };
            if matches!(kind, FieldKind::Padding) && place != Place::Backing {
                let message =
                    "Only the record of a type that is declared with `:=` or `::` can have padding fields.";
                let title = "Unnamed Field Not Allowed In Structural Record";
                self.report(Diagnostic::error(title, span, message));
                continue;
            }
            if !padding && let Some(&earlier) = seen.get(&name) {
                self.duplicate_field(name, span, earlier);
                continue;
            }
            seen.insert(name, span);
            self.add(AnnoField { name, span, ty, kind });
        }
        let fields = self.finish(start);
        let ext = self.extension(extension, place);
        Anno::Record { fields, ext }
    }

    pub(crate) fn duplicate_field(&mut self, name: Symbol, span: Span, earlier: Span) {
        let text = self.str(name);
        let diagnostic = Diagnostic::error(
            "Duplicate Record Field",
            span,
            format!("The field `{text}` stands in this record already."),
        )
        .with_snippet(earlier, "The first one is here:")
        .with_hint("Remove one of the two, or rename it.");
        self.report(diagnostic);
    }

    fn default_value(&mut self, default: ast::ExprId) -> FieldKind {
        if self.is_literal(default) {
            let functions = std::mem::take(&mut self.functions);
            self.functions.push(Default::default());
            let value = self.expr(default);
            self.functions = functions;
            return FieldKind::Default(value);
        }
        let span = self.ast.span(default);
        let message = "The default of a field must be a literal.";
        let diagnostic = Diagnostic::error("Default Value Must Be A Literal", span, message).with_hint(
            "Numbers, strings without `${…}`, tags, and lists, tuples and records of those are literals.",
        );
        let value = self.broken(diagnostic);
        FieldKind::Default(value)
    }

    fn is_literal(&self, id: ast::ExprId) -> bool {
        let ast = self.ast;
        let all = |list: ast::List<ast::ExprId>| ast[list].iter().all(|&item| self.is_literal(item));
        match ast[id] {
            ast::Expr::Number { .. } | ast::Expr::Char(_) | ast::Expr::Tag(_) => true,
            ast::Expr::Str { parts, .. } => {
                ast[parts].iter().all(|part| matches!(part, ast::StrPart::Text(_)))
            }
            ast::Expr::Unary { op: ast::UnaryOp::Negate, operand } => {
                matches!(ast[operand], ast::Expr::Number { .. })
            }
            ast::Expr::Call { callee, args } => matches!(ast[callee], ast::Expr::Tag(_)) && all(args),
            ast::Expr::List(items) | ast::Expr::Tuple(items) => all(items),
            ast::Expr::Parens(inner) => self.is_literal(inner),
            ast::Expr::Record { fields, base: None } => {
                ast[fields].iter().all(|field| field.value.is_some_and(|value| self.is_literal(value)))
            }
            _ => false,
        }
    }

    fn tag_union(
        &mut self,
        tags: ast::List<ast::TagType>,
        extension: Option<ast::TypeId>,
        place: Place,
    ) -> Anno {
        let start = self.start::<AnnoTag>();
        let mut seen = FxHashMap::default();
        let ast = self.ast;
        for tag in &ast[tags] {
            let args = self.annos(tag.args, place.inner());
            let (name, span) = (tag.name.symbol, self.name_span(tag.name));
            if let Some(earlier) = seen.insert(name, span) {
                let message = format!("The tag `{}` stands in this union already.", self.str(name));
                let diagnostic = Diagnostic::error("Duplicate Tag", span, message)
                    .with_snippet(earlier, "The first one is here:")
                    .with_hint("Remove one of the two, or rename it.");
                self.report(diagnostic);
                continue;
            }
            self.add(AnnoTag { name, span, args });
        }
        let tags = self.finish(start);
        let ext = self.extension(extension, place);
        Anno::Tags { tags, ext }
    }

    // Constraints.

    pub(crate) fn wheres(&mut self, list: ast::List<ast::WhereClause>, place: Place) -> Slice<WhereClause> {
        let start = self.start::<WhereClause>();
        let ast = self.ast;
        for &clause in &ast[list] {
            if let Some(clause) = self.where_clause(clause, place) {
                self.add(clause);
            }
        }
        self.finish(start)
    }

    fn where_clause(&mut self, clause: ast::WhereClause, place: Place) -> Option<WhereClause> {
        let ast = self.ast;
        match clause {
            ast::WhereClause::Method { receiver, method, ty } => {
                let var = self.receiver(receiver)?;
                let span = self.name_span(receiver).to(ast.span(ty));
                let ty = self.anno(ty, place);
                Some(WhereClause::Method { var, name: method.symbol, ty, span })
            }
            ast::WhereClause::Alias { receiver, path, args } => {
                let var = self.receiver(receiver)?;
                let span = self.name_span(receiver).to(self.path_span(path));
                match self.type_path(&ast[path]) {
                    TypeName::WhereAlias(alias) => {
                        let args = self.annos(args, place);
                        Some(WhereClause::Alias { var, alias, args, span })
                    }
                    TypeName::Broken(_) => None,
                    _ => {
                        let text = self.path_text(&ast[path]);
                        let message = format!("`{text}` is a type, not a where alias.");
                        let diagnostic =
                            Diagnostic::error("Not a Where Alias", self.path_span(path), message).with_hint(
                                format!("A where alias is declared with `a.{text} : where [ … ]`."),
                            );
                        self.report(diagnostic);
                        None
                    }
                }
            }
        }
    }

    fn receiver(&mut self, name: ast::Name) -> Option<TyVarId> {
        let found = self.find_ty_var(name.symbol);
        if found.is_none() {
            let (text, span) = (self.str(name.symbol), self.name_span(name));
            let message = format!("The type variable `{text}` does not appear in the type before `where`.");
            let diagnostic = Diagnostic::error("Unbound Where Receiver", span, message)
                .with_hint("Only the type variables of the type itself can be constrained.");
            self.report(diagnostic);
        }
        found
    }

    // Declarations.

    /// New type variables for the parameters of a declaration, in scope until the caller forgets them.
    pub(crate) fn params(&mut self, params: ast::List<ast::Name>) -> Vec<TyVarId> {
        let ast = self.ast;
        let first = self.ty_vars.len();
        let mut vars = Vec::with_capacity(params.len());
        for &param in &ast[params] {
            let span = self.name_span(param);
            let name = param.symbol;
            let var = self.push_ty_var(name, span);
            vars.push(var);
            if name == self.known.underscore {
                continue;
            }
            let clash = self.ty_vars[first..].iter().find(|(known, _)| *known == name);
            if let Some(&(_, earlier)) = clash {
                let earlier = self.m.ty_vars[earlier].span;
                let message = format!("The type parameter `{}` is listed two times.", self.str(name));
                let diagnostic = Diagnostic::error("Type Parameter Conflict", span, message)
                    .with_snippet(earlier, "The first one is here:")
                    .with_hint("Give each parameter a name of its own.");
                self.report(diagnostic);
            } else {
                self.ty_vars.push((name, var));
            }
        }
        vars
    }

    /// What a type declaration declares: parameters, body, constraints.
    pub(crate) fn type_body(&mut self, decl: TypeDeclId) {
        let Some(source) = self.members[decl].ast else { return };
        let ast::TypeDecl { params, kind, body, constraints, .. } = self.ast[source];
        let outer = std::mem::take(&mut self.ty_vars);
        let params = self.params(params);
        if let Some(clause) = self.ast[constraints].first() {
            let receiver = match *clause {
                ast::WhereClause::Method { receiver, .. } | ast::WhereClause::Alias { receiver, .. } => {
                    receiver
                }
            };
            let message = "A type declaration cannot have a `where` clause.";
            let title = "Where Clause Not Allowed In Type Declaration";
            let diagnostic = Diagnostic::error(title, self.name_span(receiver), message)
                .with_hint("Constrain the functions that need it.");
            self.report(diagnostic);
        }
        let place = if kind == ast::TypeDeclKind::Alias { Place::Alias } else { Place::Backing };
        let primitive = matches!(self.m.types[decl].kind, TypeKind::Primitive(_));
        let body = (!primitive).then(|| self.anno(body, place));
        self.ty_vars = outer;
        let decl = &mut self.m.types[decl];
        decl.params = params;
        decl.body = body;
    }

    /// What a where alias stands for.
    pub(crate) fn where_alias_body(&mut self, alias: WhereAliasId) {
        let ast::WhereAlias { receiver, params, constraints, .. } = self.ast[self.alias_sources[alias]];
        let outer = std::mem::take(&mut self.ty_vars);
        let span = self.name_span(receiver);
        let var = self.push_ty_var(receiver.symbol, span);
        self.ty_vars.push((receiver.symbol, var));
        let params = self.params(params);
        let start = self.start::<WhereClause>();
        let ast = self.ast;
        for &clause in &ast[constraints] {
            let (ast::WhereClause::Method { receiver: constrained, .. }
            | ast::WhereClause::Alias { receiver: constrained, .. }) = clause;
            if constrained.symbol != receiver.symbol {
                let (mine, other) = (self.str(receiver.symbol), self.str(constrained.symbol));
                let message =
                    format!("This where alias is about `{mine}`, so it cannot constrain `{other}`.");
                let at = self.name_span(constrained);
                let diagnostic = Diagnostic::error("Where Alias Constrains Another Type", at, message)
                    .with_hint(format!("Make another where alias for `{other}`."));
                self.report(diagnostic);
                continue;
            }
            if let Some(clause) = self.where_clause(clause, Place::WhereAlias) {
                self.add(clause);
            }
        }
        let clauses = self.finish(start);
        self.ty_vars = outer;
        let alias = &mut self.m.where_aliases[alias];
        alias.receiver = var;
        alias.params = params;
        alias.clauses = clauses;
    }

    /// The annotation `T` of a builtin type without arguments, or `List(T)`.
    pub(crate) fn builtin_annotation(
        &mut self,
        path: &[crate::ir::TypeRef],
        span: Span,
    ) -> Option<AnnotationId> {
        let mut anno = None;
        for &ty in path.iter().rev() {
            let args = anno.map_or(Slice::EMPTY, |inner| self.m.pools.add(&[inner]));
            anno = Some(self.push_anno(Anno::Apply { ty, args }, span));
        }
        let ty = anno?;
        Some(self.m.annotations.push(Annotation { ty, wheres: Slice::EMPTY, vars: Slice::EMPTY, span }))
    }

    /// A value that crashes with this title, without a report.
    pub(crate) fn malformed(&mut self, title: &'static str, span: Span) -> crate::ir::ExprId {
        self.push(Expr::Malformed { title }, span)
    }
}
