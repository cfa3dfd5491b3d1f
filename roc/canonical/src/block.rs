//! Blocks: statements in order, local definitions, reassignment, types local to the block.

use roc_base::{Diagnostic, Span, Symbol};
use roc_syntax::ast::{self, Pattern, Stmt as Written};

use crate::canon::{Canon, OpenBlock, Title};
use crate::ir::{AnnotationId, Expr, ExprId, LocalId, Pat, Stmt};
use crate::scope::{Entry, TypeName, Value};

/// What `name = …` does to a visible name.
enum Target {
    /// Defines a new local.
    New,
    /// Gives a `var` another value.
    Assign(LocalId),
    /// Neither, which is reported.
    Broken(Title),
}

impl Canon<'_> {
    pub(crate) fn block(&mut self, statements: ast::List<ast::StmtId>, span: Span) -> ExprId {
        self.scoped(|this| {
            this.declare_local_types(statements);
            this.blocks.push(OpenBlock { statements, current: 0 });
            let start = this.start::<Stmt>();
            let ast = this.ast;
            let mut result = None;
            for (index, &id) in ast[statements].iter().enumerate() {
                if let Some(block) = this.blocks.last_mut() {
                    block.current = index;
                }
                let last = index + 1 == statements.len();
                match ast[id] {
                    Written::Expr(expr) if last => result = Some(this.body(expr)),
                    _ => this.statement(id, index, &ast[statements]),
                }
            }
            this.blocks.pop();
            let stmts = this.finish(start);
            this.push(Expr::Block { stmts, result }, span)
        })
    }

    fn statement(&mut self, id: ast::StmtId, index: usize, all: &[ast::StmtId]) {
        let ast = self.ast;
        let span = ast.span(id);
        match ast[id] {
            Written::Value { pattern, value } => {
                let annotated = index.checked_sub(1).map(|before| ast[all[before]]);
                self.local_definition(pattern, value, annotated, span);
            }
            Written::Var { name, value } => {
                let annotated = index.checked_sub(1).map(|before| ast[all[before]]);
                self.var(name, value, annotated, span);
            }
            Written::Annotation { name, ty, constraints } => {
                let next = all.get(index + 1).map(|&next| ast[next]);
                let defined = match next {
                    Some(Written::Value { pattern, .. }) => {
                        matches!(ast[pattern], Pattern::Name(next) if next == name.symbol)
                    }
                    Some(Written::Var { name: next, .. }) => next.symbol == name.symbol,
                    _ => false,
                };
                if !defined {
                    let mark = self.ty_vars.len();
                    self.annotation(ty, constraints, span);
                    self.ty_vars.truncate(mark);
                    self.lone_annotation(name);
                }
            }
            Written::VarAnnotation { name, ty } => {
                let next = all.get(index + 1).map(|&next| ast[next]);
                if !matches!(next, Some(Written::Var { name: next, .. }) if next.symbol == name.symbol) {
                    self.var(name, None, Some(Written::VarAnnotation { name, ty }), span);
                }
            }
            // Read before the first statement.
            Written::TypeDecl(_) | Written::WhereAlias(_) => {}
            Written::Expect(body) => {
                let body = self.expr(body);
                self.add(Stmt::Expect(body));
            }
            Written::Expr(expr) => {
                let expr = self.body(expr);
                self.add(Stmt::Expr(expr));
            }
            Written::Import(import) => {
                let title = "Import Must Be Top Level";
                self.broken_statement(title, span);
                if let Some(name) = self.imported_name(import) {
                    let what = TypeName::Broken(title);
                    self.types.bind(name.symbol, Entry { what, span: Some(span), depth: self.depth });
                }
            }
            Written::Malformed => self.broken_statement("Unexpected Statement", span),
        }
    }

    fn broken_statement(&mut self, title: Title, span: Span) {
        let expr = self.malformed(title, span);
        self.add(Stmt::Expr(expr));
    }

    /// The annotation of a name that has no value.
    fn lone_annotation(&mut self, name: ast::Name) {
        let span = self.name_span(name);
        self.declaration_has_no_value(name.symbol, span);
        self.values.bind(name.symbol, Entry { what: Value::Missing, span: Some(span), depth: self.depth });
    }

    pub(crate) fn declaration_has_no_value(&mut self, name: Symbol, span: Span) {
        let text = self.str(name);
        let message = format!("`{text}` has a type here, but no value.");
        let diagnostic = Diagnostic::warning("Declaration Has No Value", span, message)
            .with_hint(format!("Define it directly below: `{text} = …`"));
        self.report(diagnostic);
    }

    /// The annotation directly above a definition, if it is of that name. Its type variables stay in scope.
    fn annotation_above(&mut self, name: Symbol, above: Option<Written>) -> Option<AnnotationId> {
        let (annotated, ty, constraints) = match above? {
            Written::Annotation { name, ty, constraints } => (name, ty, constraints),
            Written::VarAnnotation { name, ty } => (name, ty, ast::List::EMPTY),
            _ => return None,
        };
        if annotated.symbol != name {
            return None;
        }
        let span = self.ast.span(ty);
        Some(self.annotation(ty, constraints, span))
    }

    fn local_definition(
        &mut self,
        pattern: ast::PatId,
        value: ast::ExprId,
        above: Option<Written>,
        span: Span,
    ) {
        let ast = self.ast;
        let at = ast.span(pattern);
        let Pattern::Name(name) = ast[pattern] else {
            return self.destructure(pattern, value, span);
        };
        match self.target(name, at) {
            Target::New => {}
            Target::Assign(local) => {
                let value = self.expr(value);
                return self.add(Stmt::Assign { local, value, span });
            }
            Target::Broken(title) => {
                self.expr(value);
                return self.broken_statement(title, at);
            }
        }
        let mark = self.ty_vars.len();
        let annotation = self.annotation_above(name, above);
        let local = self.new_local(name, at, false);
        let mut lambda = value;
        while let ast::Expr::Parens(inner) = ast[lambda] {
            lambda = inner;
        }
        let value = match ast[lambda] {
            ast::Expr::Lambda { params, body } => {
                self.m.locals[local].function = true;
                self.bind_local(local);
                self.lambda(params, body, ast.span(lambda), Some(local))
            }
            _ => {
                let value = self.expr(value);
                self.bind_local(local);
                value
            }
        };
        self.ty_vars.truncate(mark);
        let pat = self.push_pat(Pat::Bind(local), at);
        self.add(Stmt::Let { pat, annotation, value });
    }

    fn destructure(&mut self, pattern: ast::PatId, value: ast::ExprId, span: Span) {
        let value = self.expr(value);
        let (pat, bound) = self.whole_pattern(pattern);
        let mut assigned = Vec::new();
        for bound in bound {
            match self.str(bound.name).starts_with('$').then(|| self.target(bound.name, bound.span)) {
                Some(Target::Assign(target)) => {
                    self.used[bound.local] = true;
                    assigned.push((target, bound));
                }
                Some(Target::Broken(_)) => self.used[bound.local] = true,
                Some(Target::New) | None => self.bind_local(bound.local),
            }
        }
        self.add(Stmt::Let { pat, annotation: None, value });
        for (local, bound) in assigned {
            let value = self.push(Expr::Local(bound.local), bound.span);
            self.add(Stmt::Assign { local, value, span });
        }
    }

    fn var(&mut self, name: ast::Name, value: Option<ast::ExprId>, above: Option<Written>, statement: Span) {
        let span = self.name_span(name);
        let mark = self.ty_vars.len();
        let annotation = self.annotation_above(name.symbol, above).filter(|&annotation| {
            let general = self.m.annotations[annotation].vars.len > 0;
            if general {
                self.report_polymorphic_var(name.symbol, statement);
            }
            !general
        });
        let value = value.map(|value| self.expr(value));
        self.ty_vars.truncate(mark);
        let local = self.new_local(name.symbol, span, true);
        self.bind_local(local);
        self.add(Stmt::Var { local, annotation, value });
    }

    fn report_polymorphic_var(&mut self, name: Symbol, span: Span) {
        let message =
            format!("`{}` is reassigned, so it has one type, and no type variables.", self.str(name));
        let diagnostic = Diagnostic::error("Polymorphic Var", span, message)
            .with_hint("Write the type that it has, or `_` for the parts that its values tell.");
        self.report(diagnostic);
    }

    /// What a plain `name = …` means where it stands.
    fn target(&mut self, name: Symbol, span: Span) -> Target {
        let marked = self.str(name).starts_with('$');
        let local = match self.values.get(name) {
            Some(Entry { what: Value::Local(local), .. }) if self.m.locals[local].reassignable => Some(local),
            _ => None,
        };
        let here = self.functions.len() - 1;
        match local {
            Some(local) if self.owners[local] as usize == here => Target::Assign(local),
            None if !marked => Target::New,
            Some(_) if !marked => Target::New,
            Some(local) => {
                self.used[local] = true;
                let declared = self.m.locals[local].span;
                let text = self.str(name);
                let message =
                    format!("`{text}` belongs to a function around this one, which alone can reassign it.");
                let diagnostic = Diagnostic::error("Var Reassignment Error", span, message)
                    .with_snippet(declared, "It is declared here:")
                    .with_hint("Return the new value from the inner function, or use a `for` loop.");
                self.report(diagnostic);
                Target::Broken("Var Reassignment Error")
            }
            None => {
                let text = self.str(name);
                let message = format!("There is no `var {text}` here that could get a new value.");
                let diagnostic = Diagnostic::error("Var Reassignment Error", span, message)
                    .with_hint(format!("Declare it before: `var {text} = …`"));
                self.report(diagnostic);
                Target::Broken("Var Reassignment Error")
            }
        }
    }

    // Names that come later.

    /// The report for a name that is not in scope yet: it is defined by the statement that is being read, or by a later
    /// one of an enclosing block.
    pub(crate) fn defined_later(&self, name: Symbol, span: Span) -> Option<Diagnostic> {
        let ast = self.ast;
        let text = self.str(name);
        for block in self.blocks.iter().rev() {
            let statements = &ast[block.statements];
            for (index, &id) in statements.iter().enumerate().skip(block.current) {
                let (at, value) = match ast[id] {
                    Written::Value { pattern, value } => match self.name_in(pattern, name) {
                        Some(at) => (at, Some(value)),
                        None => continue,
                    },
                    Written::Var { name: declared, value } if declared.symbol == name => {
                        (self.name_span(declared), value)
                    }
                    _ => continue,
                };
                if index == block.current {
                    let message = format!("`{text}` is defined in terms of itself, before it has a value.");
                    let diagnostic = Diagnostic::error("Invalid Assignment To Itself", span, message)
                        .with_hint("Only functions can mention themselves.");
                    return Some(diagnostic);
                }
                if let Some(value) = value
                    && self.mutually_recursive(statements[block.current], value)
                {
                    let message = format!("This local function and `{text}` call each other.");
                    let diagnostic = Diagnostic::error("Mutually Recursive Local Definitions", span, message)
                        .with_snippet(at, format!("`{text}` is defined here:"))
                        .with_hint("Move both to the top level of the file, where the order is free.");
                    return Some(diagnostic);
                }
                let message = format!("`{text}` is used here, before the line that defines it.");
                let diagnostic = Diagnostic::error("Used Before Definition", span, message)
                    .with_snippet(at, "It is defined here:")
                    .with_hint("Move its definition above this line.");
                return Some(diagnostic);
            }
        }
        None
    }

    /// Whether the current statement defines a function that the later function `value` mentions.
    fn mutually_recursive(&self, current: ast::StmtId, value: ast::ExprId) -> bool {
        let ast = self.ast;
        let Written::Value { pattern, value: own } = ast[current] else { return false };
        let Pattern::Name(name) = ast[pattern] else { return false };
        let is_lambda = |id| matches!(ast[id], ast::Expr::Lambda { .. });
        is_lambda(own)
            && is_lambda(value)
            && mentions(ast.range(value).of(self.text), self.str(name).as_bytes())
    }

    /// Where a pattern binds this name.
    fn name_in(&self, pattern: ast::PatId, name: Symbol) -> Option<Span> {
        let ast = self.ast;
        let any = |list: ast::List<ast::PatId>| ast[list].iter().find_map(|&item| self.name_in(item, name));
        match ast[pattern] {
            Pattern::Name(bound) => (bound == name).then(|| ast.span(pattern)),
            Pattern::Var(bound) | Pattern::Rest(Some(bound)) => {
                (bound.symbol == name).then(|| self.name_span(bound))
            }
            Pattern::Tag { args, .. } => any(args),
            Pattern::Nominal { backing, .. } | Pattern::Parens(backing) => self.name_in(backing, name),
            Pattern::Tuple(items) | Pattern::List(items) | Pattern::Alternatives(items) => any(items),
            Pattern::Record { fields, rest } => ast[fields]
                .iter()
                .find_map(|field| match field.pattern {
                    Some(pattern) => self.name_in(pattern, name),
                    None => (field.name.symbol == name).then(|| self.name_span(field.name)),
                })
                .or_else(|| rest.and_then(|rest| self.name_in(rest, name))),
            Pattern::As { pattern, name: bound } => {
                if bound.symbol == name {
                    Some(self.name_span(bound))
                } else {
                    self.name_in(pattern, name)
                }
            }
            _ => None,
        }
    }
}

/// Whether a name stands in a text as a word of its own.
fn mentions(text: &[u8], name: &[u8]) -> bool {
    let part = |byte: Option<&u8>| {
        byte.is_some_and(|&byte| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'!' | b'$'))
    };
    (0..text.len()).any(|at| {
        text[at..].starts_with(name)
            && !part(at.checked_sub(1).and_then(|before| text.get(before)))
            && !part(text.get(at + name.len()))
    })
}
