//! Statements: definitions, annotations, type declarations, imports, and blocks of them.

use roc_syntax::TokenKind;
use roc_syntax::ast::*;

use crate::layout::Layout;
use crate::printer::Printer;

impl Printer<'_> {
    /// A statement, from the start of its line on.
    pub(crate) fn statement(&mut self, id: StmtId) {
        let indent = self.out.indent;
        match self.ast[id] {
            Stmt::Value { pattern, value } => {
                self.pattern(pattern);
                self.break_or_space();
                self.take();
                self.break_or_space();
                self.expr(value);
            }
            Stmt::Annotation { name, ty, constraints } => {
                self.annotation(ty);
                self.constraints(id, name, ty, constraints);
            }
            Stmt::VarAnnotation { ty, .. } => {
                self.take();
                self.out.space();
                self.annotation(ty);
            }
            Stmt::Var { value, .. } => {
                self.take();
                self.break_or_space();
                self.take();
                if let Some(value) = value {
                    self.break_or_space();
                    self.take();
                    self.break_or_space();
                    self.expr(value);
                }
            }
            Stmt::TypeDecl(decl) => self.type_decl(id, self.ast[decl]),
            Stmt::WhereAlias(alias) => self.where_alias(id, self.ast[alias]),
            Stmt::Expect(condition) => {
                self.take();
                self.break_or_space();
                self.expr(condition);
            }
            Stmt::Import(import) => self.import(self.ast[import]),
            Stmt::Expr(expr) => self.expr(expr),
            Stmt::Malformed => {}
        }
        self.out.indent = indent;
    }

    /// `name : type`
    fn annotation(&mut self, ty: TypeId) {
        self.take();
        self.break_or_space();
        self.take();
        self.break_or_space();
        self.ty(ty);
    }

    /// `where [ … ]` if it is there: behind the type, or on a line of its own if the statement takes several.
    fn constraints(&mut self, statement: StmtId, name: Name, ty: TypeId, constraints: List<WhereClause>) {
        if !self.is(TokenKind::Where) {
            return;
        }
        let several_lines = self.source.spans_lines(self.ast.range(statement))
            || self.layout.args_of(name)
            || self.layout.ty(ty)
            || self.layout.list(self.at + 1, constraints, Layout::clause);
        self.where_list(several_lines, constraints);
    }

    fn where_list(&mut self, own_line: bool, constraints: List<WhereClause>) {
        if own_line {
            self.own_line();
            self.out.indent += 1;
        } else {
            self.out.space();
        }
        self.take();
        self.out.space();
        self.list(constraints, Layout::clause, Self::clause);
    }

    /// `a.method : type`, `a.Alias(b)`
    fn clause(&mut self, clause: WhereClause) {
        let indent = self.out.indent;
        match clause {
            WhereClause::Method { ty, .. } => {
                let several_lines = self.layout.clause(clause);
                self.take_all(2);
                self.out.space();
                self.take();
                self.break_or_space();
                self.type_over_lines(ty, several_lines);
            }
            WhereClause::Alias { path, args, .. } => {
                self.take_all(1 + path.len());
                if self.is(TokenKind::OpenRound) {
                    self.list(args, Layout::ty, Self::ty);
                }
            }
        }
        self.out.indent = indent;
    }

    /// `Name(params) := type where [ … ].{ items }`
    fn type_decl(&mut self, id: StmtId, decl: TypeDecl) {
        self.take();
        self.type_params(decl.params);
        self.break_or_space();
        self.take();
        self.break_or_space();
        self.ty(decl.body);
        self.constraints(id, decl.name, decl.body, decl.constraints);
        if self.is(TokenKind::Dot) {
            self.take();
            self.braces(decl.items);
        }
    }

    fn type_params(&mut self, params: List<Name>) {
        if self.is(TokenKind::OpenRound) {
            self.list(params, |_, _| false, |printer, _| printer.take());
        }
    }

    /// `receiver.Name(params) : where [ … ]`
    fn where_alias(&mut self, id: StmtId, alias: WhereAlias) {
        self.take_all(2);
        self.type_params(alias.params);
        self.out.space();
        self.take();
        let several_lines = self.source.spans_lines(self.ast.range(id))
            || self.layout.args_of(alias.name)
            || self.layout.list(self.at + 1, alias.constraints, Layout::clause);
        self.where_list(several_lines, alias.constraints);
    }

    /// Statements in braces, one a line.
    pub(crate) fn braces(&mut self, statements: List<StmtId>) {
        let indent = self.out.indent;
        self.take();
        self.out.indent += 1;
        for &statement in &self.ast[statements] {
            self.own_line();
            self.statement(statement);
        }
        if !statements.is_empty() || self.comment_ahead() {
            self.own_line();
        }
        self.out.indent = indent;
        self.take();
    }

    /// `import target as Name exposing [ … ]`
    fn import(&mut self, import: Import) {
        self.take();
        self.break_or_space();
        if let ImportTarget::File { kind, .. } = import.target {
            return self.file_import(kind);
        }
        let next_is_slash = |printer: &Self| printer.source.tokens[printer.at + 1].kind == TokenKind::Slash;
        let names = match import.target {
            ImportTarget::Package { path, .. } => 1 + path.len(),
            ImportTarget::Local { path, .. } => path.len(),
            _ => 0,
        };
        if let ImportTarget::Local { .. } = import.target {
            while next_is_slash(self) || matches!(self.kind(), TokenKind::Slash) {
                self.take();
            }
        }
        self.take_all(names);
        if import.alias.is_some() {
            self.break_or_space();
            self.take();
            self.out.space();
            self.take();
        }
        if self.is(TokenKind::Exposing) {
            if import.exposing.is_empty() {
                return (0..3).for_each(|_| self.skip());
            }
            self.break_or_space();
            self.take();
            self.out.space();
            self.exposed_list(import.exposing);
        }
    }

    /// `"path" as name : Str`, `… : List(U8)`
    fn file_import(&mut self, kind: FileImportKind) {
        self.take();
        for _ in 0..3 {
            self.out.space();
            self.take();
        }
        self.out.space();
        self.take_all(if kind == FileImportKind::Str { 1 } else { 4 });
    }

    /// `[a, B as C, D.*]`
    pub(crate) fn exposed_list(&mut self, exposed: List<Exposed>) {
        self.list(exposed, Layout::exposed, |printer, entry| {
            printer.take_all(entry.path.len() + usize::from(entry.all));
            if entry.alias.is_some() {
                printer.out.space();
                printer.take();
                printer.out.space();
                printer.take();
            }
        });
    }
}
