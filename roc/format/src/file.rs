//! A whole file: header, definitions with blank lines between them, comments at the end.

use roc_base::Symbol;
use roc_syntax::ast::{Pattern, Stmt, StmtId};

use crate::printer::Printer;

/// What counts for the blank line between two statements at the top level.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Definition {
    Annotation(Symbol),
    Value(Option<Symbol>),
    Type,
}

impl Printer<'_> {
    /// Writes the file.
    pub(crate) fn file(&mut self) {
        if let Some(header) = &self.ast.header {
            self.keep_gap();
            self.header(header);
        }
        let mut previous = None;
        for &statement in &self.ast[self.ast.statements] {
            let definition = self.definition(statement);
            self.keep_gap_with_blank(match (previous, definition) {
                (Some(Definition::Annotation(name)), Some(Definition::Value(Some(value)))) => name != value,
                (previous, definition) => previous.is_some() && definition.is_some(),
            });
            self.out.ensure_newline();
            self.statement(statement);
            previous = definition;
        }
        self.keep_end();
    }

    /// What a statement defines. Imports and expectations may sit together.
    fn definition(&self, statement: StmtId) -> Option<Definition> {
        Some(match self.ast[statement] {
            Stmt::Annotation { name, .. } => Definition::Annotation(name.symbol),
            Stmt::Value { pattern, .. } => match self.ast[pattern] {
                Pattern::Name(name) => Definition::Value(Some(name)),
                _ => Definition::Value(None),
            },
            Stmt::TypeDecl(_) | Stmt::WhereAlias(_) => Definition::Type,
            _ => return None,
        })
    }
}
