//! Imports and exposing lists.

use crate::ast::{Exposed, FileImportKind, Import, ImportBase, ImportTarget, List, Name, Stmt, StmtId, Text};
use crate::parser::{ListRules, Parser};
use crate::token::{Token, TokenKind::*};

impl Parser<'_> {
    /// `import target as alias exposing [ … ]`
    pub(crate) fn import(&mut self, start: u32) -> StmtId {
        self.bump();
        let import = if matches!(self.kind(), Str | StrStart) {
            let target = self.file_import();
            Import { target, alias: None, exposing: List::EMPTY }
        } else {
            let target = self.import_target();
            let alias = (!self.silent && self.eat(As)).then(|| {
                self.expect_name(Upper, "Expected Uppercase Alias", "a capitalised name after `as`")
            });
            let exposing = if !self.silent && self.eat(Exposing) { self.exposed_list() } else { List::EMPTY };
            Import { target, alias, exposing }
        };
        let import = self.ast.imports.push(import);
        self.add_stmt(start, Stmt::Import(import))
    }

    fn import_target(&mut self) -> ImportTarget {
        if self.is(Lower) && self.peek(1).kind == DotUpper && !self.peek(1).has(Token::SPACED) {
            let package = self.take_name();
            let path = self.dotted_path();
            return ImportTarget::Package { package, path };
        }
        let base = self.import_base();
        let list = self.list_start::<Name>();
        while self.peek(1).kind == Slash && (matches!(self.kind(), Lower | Upper) || self.kind().is_keyword())
        {
            let folder = self.take_name();
            self.list_push(folder);
            self.bump();
        }
        let folders = self.list_end(list);
        if !self.is(Upper) {
            self.error("Incomplete Import", "the capitalised name of a module");
            return ImportTarget::Malformed;
        }
        let path = self.upper_path();
        ImportTarget::Local { base, folders, path }
    }

    /// `/`, `./`, `../../`
    fn import_base(&mut self) -> ImportBase {
        match (self.kind(), self.peek(1).kind) {
            (Slash, _) => {
                self.bump();
                ImportBase::Root
            }
            (Dot, Slash) => {
                self.bump();
                self.bump();
                ImportBase::Here
            }
            _ => {
                let mut up = 0;
                while self.is(DotDot) && self.peek(1).kind == Slash {
                    self.bump();
                    self.bump();
                    up += 1;
                }
                if up == 0 { ImportBase::Here } else { ImportBase::Up(up) }
            }
        }
    }

    /// `.Upper.Upper…`
    pub(crate) fn dotted_path(&mut self) -> List<Name> {
        let list = self.list_start::<Name>();
        while self.is_glued(DotUpper) {
            let token = self.bump();
            let name = self.name_in(token, 1);
            self.list_push(name);
        }
        self.list_end(list)
    }

    /// `"data.txt" as text : Str`
    fn file_import(&mut self) -> ImportTarget {
        let Some(path) = self.plain_string() else { return ImportTarget::Malformed };
        self.expect(As, "Expected File Import Binding", "`as` and a name for the file's content");
        let name = self.expect_name(Lower, "Expected File Import Name", "a name for the file's content");
        self.expect(Colon, "Expected File Import Type", "`: Str` or `: List(U8)`");
        let types: Vec<&str> = (0..4).map(|n| self.source(self.peek(n).range())).collect();
        let (kind, len) = match types[..] {
            ["Str", ..] => (FileImportKind::Str, 1),
            ["List", "(", "U8", ")"] => (FileImportKind::Bytes, 4),
            _ => {
                self.error("Invalid File Import Type", "`Str` or `List(U8)`");
                return ImportTarget::Malformed;
            }
        };
        for _ in 0..len {
            self.bump();
        }
        ImportTarget::File { path, name, kind }
    }

    /// Takes a string without interpolation.
    pub(crate) fn plain_string(&mut self) -> Option<Text> {
        let token = self.token();
        if self.silent || token.kind != Str {
            let (title, wanted) =
                ("Unexpected String Syntax", "a string without interpolation, closed on its line");
            self.error(title, wanted);
            return None;
        }
        self.bump();
        let mut text = std::mem::take(&mut self.buffer);
        text.clear();
        self.decode(roc_base::TextRange::new(token.start + 1, token.end - 1), &mut text);
        let symbol = self.names.intern(&text);
        self.buffer = text;
        Some(Text { text: symbol, range: token.range() })
    }

    /// `[ … ]` of exposed names.
    pub(crate) fn exposed_list(&mut self) -> List<Exposed> {
        let open = self.token();
        if !self.expect(OpenSquare, "Expected Exposing List", "`[` and the exposed names") {
            return List::EMPTY;
        }
        self.items(open, &EXPOSED, |parser| parser.exposed())
    }

    /// `name`, `Upper.Path`, `Upper.*`, `Upper.name`, perhaps with `as`.
    fn exposed(&mut self) -> Exposed {
        let list = self.list_start::<Name>();
        if !matches!(self.kind(), Lower | Upper) {
            self.error("Expected Exposed Name", "a name to expose");
            return Exposed { path: List::EMPTY, all: false, alias: None };
        }
        let mut lower = self.is(Lower);
        let first = self.take_name();
        self.list_push(first);
        while !lower && (self.is_glued(DotUpper) || self.is_glued(DotLower)) {
            let token = self.bump();
            lower = token.kind == DotLower;
            let name = self.name_in(token, 1);
            self.list_push(name);
        }
        let path = self.list_end::<Name>(list);
        let all = !lower && self.is_glued(DotStar);
        if all {
            self.bump();
        }
        let alias = (!all && self.eat(As)).then(|| match self.kind() {
            Lower | Upper if lower && path.len() > 1 => self.take_name(),
            _ if lower => self.expect_name(Lower, "Expected Lowercase Alias", "a small name after `as`"),
            _ => self.expect_name(Upper, "Expected Uppercase Alias", "a capitalised name after `as`"),
        });
        Exposed { path, all, alias }
    }
}

const EXPOSED: ListRules = ListRules {
    close: CloseSquare,
    separator: "Expected Comma",
    unclosed: "Expected Closing Bracket",
    what: "the exposed names",
    starts: |kind| matches!(kind, Lower | Upper),
};
