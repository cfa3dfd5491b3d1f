//! The parser's state and the moves that all grammar rules share: looking ahead, taking tokens, building lists,
//! reporting a mistake and finding the way back from it.
//!
//! One mistake makes one message. The first error in a statement puts the parser into silent mode: every rule returns
//! at once, without reports, until the statement list that the error happened in skips to where its next statement
//! seems to begin and goes on from there.

use roc_base::{Diagnostic, FileId, Interner, Span, TextRange};

use crate::MAX_DEPTH;
use crate::ast::{Ast, Expr, ExprId, Item, List, Name, PatId, Pattern, Pools, Stmt, StmtId, Type, TypeId};
use crate::habits;
use crate::token::{Token, TokenKind, TokenKind::*};

pub(crate) struct Parser<'a> {
    pub(crate) file: FileId,
    text: &'a str,
    tokens: &'a [Token],
    /// Index of the next token; never beyond the last one, which is the end of the file.
    pub(crate) at: usize,
    pub(crate) names: &'a mut Interner,
    pub(crate) ast: Ast,
    pub(crate) diagnostics: Vec<Diagnostic>,
    /// Whether an error was reported that the current statement has not recovered from.
    pub(crate) silent: bool,
    /// The token at which the last error was reported: a second one there would say the same.
    last_error: usize,
    /// Where the last mistake was found, told or not.
    last_mistake: Option<u32>,
    /// How many diagnostics there were when the current statement of the top level began.
    told_before: usize,
    /// Whether a tree that is too deep was reported; once a file is enough.
    too_deep_reported: bool,
    /// Items of lists that are not finished yet.
    pub(crate) stack: Pools,
    /// How many nested rules we are in.
    depth: u32,
    /// The height of the highest tree made so far in the current rule.
    height: u32,
    /// How many braces are open.
    braces: u32,
    /// In the guard of a match branch, where `->` ends the expression.
    pub(crate) in_guard: bool,
    /// The token at which `{ name }` is a record and not a block.
    pub(crate) pun_at: usize,
    /// Text of the string literal that is being put together.
    pub(crate) buffer: String,
}

/// The title of a comma that is missing between two items; nothing else is unknown about such a list.
pub const MISSING_COMMA: &str = "Missing Comma";

/// What a bracketed list calls its mistakes.
pub(crate) struct ListRules {
    /// The closing bracket.
    pub(crate) close: TokenKind,
    /// The title if something else than a separator or the closing bracket follows an item.
    pub(crate) separator: &'static str,
    /// The title if the file ends before the closing bracket.
    pub(crate) unclosed: &'static str,
    /// What the list is, with an article: `a list`.
    pub(crate) what: &'static str,
    /// Whether an item can begin with this token, so that a missing comma is let through.
    pub(crate) starts: fn(TokenKind) -> bool,
}

impl<'a> Parser<'a> {
    pub(crate) fn new(file: FileId, text: &'a str, tokens: &'a [Token], names: &'a mut Interner) -> Self {
        Parser {
            file,
            text,
            tokens,
            at: 0,
            names,
            ast: Ast::new(file, tokens.len()),
            diagnostics: Vec::new(),
            silent: false,
            last_error: usize::MAX,
            last_mistake: None,
            told_before: 0,
            too_deep_reported: false,
            stack: Pools::default(),
            depth: 0,
            height: 0,
            braces: 0,
            in_guard: false,
            pun_at: usize::MAX,
            buffer: String::new(),
        }
    }

    // Looking.

    /// The token `n` places ahead; the end of the file behind the end.
    #[inline]
    pub(crate) fn peek(&self, n: usize) -> Token {
        match self.tokens.get(self.at + n) {
            Some(&token) => token,
            None => self.end_of_file(),
        }
    }

    #[cold]
    fn end_of_file(&self) -> Token {
        let end = self.text.len() as u32;
        self.tokens.last().copied().unwrap_or(Token { start: end, end, kind: Eof, marks: 0 })
    }

    #[inline]
    pub(crate) fn token(&self) -> Token {
        self.peek(0)
    }

    #[inline]
    pub(crate) fn kind(&self) -> TokenKind {
        self.peek(0).kind
    }

    #[inline]
    pub(crate) fn is(&self, kind: TokenKind) -> bool {
        self.kind() == kind
    }

    /// Whether the next token is this kind, with nothing between it and the token before.
    #[inline]
    pub(crate) fn is_glued(&self, kind: TokenKind) -> bool {
        let token = self.token();
        token.kind == kind && !token.has(Token::SPACED)
    }

    /// Offset of the next token.
    #[inline]
    pub(crate) fn start(&self) -> u32 {
        self.token().start
    }

    /// From `start` to the end of the last token taken.
    #[inline]
    pub(crate) fn since(&self, start: u32) -> TextRange {
        let end =
            self.at.checked_sub(1).and_then(|last| self.tokens.get(last)).map_or(start, |token| token.end);
        TextRange::new(start, end)
    }

    pub(crate) fn source(&self, range: TextRange) -> &'a str {
        self.text.get(range.start as usize..range.end as usize).unwrap_or_default()
    }

    pub(crate) fn span(&self, range: TextRange) -> Span {
        range.in_file(self.file)
    }

    // Taking.

    /// Takes the next token.
    #[inline]
    pub(crate) fn bump(&mut self) -> Token {
        let token = self.token();
        match token.kind {
            OpenCurly => self.braces += 1,
            CloseCurly => self.braces = self.braces.saturating_sub(1),
            Eof => return token,
            _ => {}
        }
        self.at += 1;
        token
    }

    /// Takes the next token if it is of this kind.
    #[inline]
    pub(crate) fn eat(&mut self, kind: TokenKind) -> bool {
        let found = self.is(kind);
        if found {
            self.bump();
        }
        found
    }

    /// Takes the next token if it is of this kind, else reports.
    pub(crate) fn expect(&mut self, kind: TokenKind, title: &'static str, wanted: &str) -> bool {
        let found = !self.silent && self.eat(kind);
        if !found {
            self.error(title, wanted);
        }
        found
    }

    /// The name in a token of which the first `prefix` bytes are dots.
    #[inline]
    pub(crate) fn name_in(&mut self, token: Token, prefix: u32) -> Name {
        let start = token.start + prefix;
        let text = self.source(TextRange::new(start, token.end));
        Name { symbol: self.names.intern(text), start }
    }

    /// Takes the next token as a name.
    #[inline]
    pub(crate) fn take_name(&mut self) -> Name {
        let token = self.bump();
        self.name_in(token, 0)
    }

    /// Takes a name of this kind, else reports.
    pub(crate) fn expect_name(&mut self, kind: TokenKind, title: &'static str, wanted: &str) -> Name {
        if !self.silent && self.is(kind) {
            return self.take_name();
        }
        self.error(title, wanted);
        self.missing_name()
    }

    /// What stands for a name that is not there.
    pub(crate) fn missing_name(&mut self) -> Name {
        let start = self.start();
        Name { symbol: self.names.intern(""), start }
    }

    // Building.

    #[inline]
    pub(crate) fn add_expr(&mut self, start: u32, expr: Expr) -> ExprId {
        let range = self.since(start);
        self.ast.expr_ranges.push(range);
        self.ast.exprs.push(expr)
    }

    #[inline]
    pub(crate) fn add_pattern(&mut self, start: u32, pattern: Pattern) -> PatId {
        let range = self.since(start);
        self.ast.pattern_ranges.push(range);
        self.ast.patterns.push(pattern)
    }

    #[inline]
    pub(crate) fn add_type(&mut self, start: u32, ty: Type) -> TypeId {
        let range = self.since(start);
        self.ast.type_ranges.push(range);
        self.ast.types.push(ty)
    }

    #[inline]
    pub(crate) fn add_stmt(&mut self, start: u32, stmt: Stmt) -> StmtId {
        let range = self.since(start);
        self.ast.stmt_ranges.push(range);
        self.ast.stmts.push(stmt)
    }

    /// Where the items of a list that is begun now will start on the stack.
    #[inline]
    pub(crate) fn list_start<T: Item>(&mut self) -> usize {
        T::pool_mut(&mut self.stack).len()
    }

    #[inline]
    pub(crate) fn list_push<T: Item>(&mut self, item: T) {
        T::pool_mut(&mut self.stack).push(item);
    }

    /// Makes a list of all items since `start`.
    #[inline]
    pub(crate) fn list_end<T: Item>(&mut self, start: usize) -> List<T> {
        self.ast.pools.take(T::pool_mut(&mut self.stack), start)
    }

    pub(crate) fn list_of<T: Item>(&mut self, items: &[T]) -> List<T> {
        let start = self.list_start::<T>();
        T::pool_mut(&mut self.stack).extend_from_slice(items);
        self.list_end(start)
    }

    /// Takes the items of a list up to its closing bracket; `open` is the bracket, taken already. Commas between items
    /// may be missing at the ends of lines where the next item can be told anyway.
    pub(crate) fn items<T: Item>(
        &mut self,
        open: Token,
        rules: &ListRules,
        mut item: impl FnMut(&mut Self) -> T,
    ) -> List<T> {
        let in_guard = std::mem::replace(&mut self.in_guard, false);
        let start = self.list_start::<T>();
        while !self.silent && !self.eat(rules.close) {
            if self.is(Eof) {
                self.unclosed(open, rules.unclosed, rules.close, rules.what);
                break;
            }
            let item = item(self);
            self.list_push(item);
            self.separator(open, rules);
        }
        self.in_guard = in_guard;
        self.list_end(start)
    }

    /// Between two items of a list.
    pub(crate) fn separator(&mut self, open: Token, rules: &ListRules) {
        if self.silent || self.eat(Comma) || self.is(rules.close) {
            return;
        }
        if (rules.starts)(self.kind()) {
            return self.missing_comma(rules);
        }
        if self.is(Eof) {
            return self.unclosed(open, rules.unclosed, rules.close, rules.what);
        }
        let wanted = format!("a comma or {} after this item of {}", rules.close.describe(), rules.what);
        let opened = self.span(open.range());
        if let Some(diagnostic) = self.error(rules.separator, &wanted) {
            diagnostic.body.push(opened_here(opened));
        }
    }

    /// Between two items stands nothing: at the end of a line that says enough, within a line it is a mistake.
    fn missing_comma(&mut self, rules: &ListRules) {
        let token = self.token();
        if token.has(Token::NEWLINE) || self.follows(token.start) {
            return;
        }
        let message = format!("Between the items of {} stands a comma.", rules.what);
        let diagnostic = Diagnostic::error(MISSING_COMMA, self.span(token.range()), message);
        let hint = match token.kind {
            UnaryMinus => "To subtract, put a space behind the `-`; else write `,` in front of it.",
            _ => "Write `,` in front of this.",
        };
        self.diagnostics.push(diagnostic.with_hint(hint));
    }

    /// Reports that the file ends before a bracket is closed.
    pub(crate) fn unclosed(&mut self, open: Token, title: &'static str, close: TokenKind, what: &str) {
        let opened = self.span(open.range());
        // After another mistake, the bracket may well be there, but taken for the end of something else.
        if self.told_here().is_some() {
            self.silent = true;
            return;
        }
        if let Some(diagnostic) = self.error(title, &format!("{} at the end of {what}", close.describe())) {
            diagnostic.body.push(opened_here(opened));
        }
    }

    // Depth.

    /// Goes one level down, unless the tree would become too deep. Returns what [`leave`](Self::leave) wants.
    #[inline]
    pub(crate) fn enter(&mut self) -> Option<u32> {
        if self.depth >= MAX_DEPTH || self.silent {
            self.too_deep();
            return None;
        }
        self.depth += 1;
        Some(std::mem::replace(&mut self.height, 0))
    }

    /// Comes back from one level down.
    #[inline]
    pub(crate) fn leave(&mut self, height: u32) {
        self.depth -= 1;
        self.height = height.max(self.height + 1);
    }

    /// Notes that what was parsed in this rule so far becomes the child of a new node: chains grow upwards. False if
    /// the tree becomes too deep.
    #[inline]
    pub(crate) fn grow(&mut self) -> bool {
        self.height += 1;
        let fits = self.depth + self.height <= MAX_DEPTH;
        if !fits {
            self.too_deep();
        }
        fits
    }

    #[cold]
    fn too_deep(&mut self) {
        let silent = std::mem::replace(&mut self.silent, true);
        if !silent && !std::mem::replace(&mut self.too_deep_reported, true) {
            let message = format!("Code can't be nested deeper than {MAX_DEPTH} levels.");
            let hint = "Give names to parts of it; of a long chain of operators, too.";
            self.report("Too Deeply Nested", self.span(self.token().range()), message, hint);
        }
    }

    // Mistakes.

    /// Reports that something else was wanted than the next token, and becomes silent. The report can be added to,
    /// unless the parser was silent before.
    #[cold]
    pub(crate) fn error(&mut self, title: &'static str, wanted: &str) -> Option<&mut Diagnostic> {
        let token = self.token();
        let found = self.describe(token);
        let message = format!("Expected {wanted}, but found {found}.");
        // Behind a mistake, brackets close what was not taken for open; and where the start of a `match` or a list got
        // lost, all of its lines say the same.
        if let Some(told) = self.told_here() {
            let repeats = matches!(token.kind, FatArrow | Comma) && told.message == message;
            self.silent |= repeats || token.kind.is_closer();
        }
        self.error_at(title, token.range(), message)
    }

    /// Reports a mistake at a place, and becomes silent. A mistake on the line of the one before follows from that, and
    /// isn't told.
    #[cold]
    pub(crate) fn error_at(
        &mut self,
        title: &'static str,
        range: TextRange,
        message: String,
    ) -> Option<&mut Diagnostic> {
        let repeated = std::mem::replace(&mut self.last_error, self.at) == self.at;
        let follows = self.follows(range.start);
        // What looked like two items without a comma was something else.
        let mistaken = follows && self.diagnostics.pop_if(|last| last.title == MISSING_COMMA).is_some();
        if std::mem::replace(&mut self.silent, true) || repeated || (follows && !mistaken) {
            return None;
        }
        let mut diagnostic = Diagnostic::error(title, self.span(range), message);
        diagnostic.hints.extend(self.habit(self.at));
        self.diagnostics.push(diagnostic);
        self.diagnostics.last_mut()
    }

    /// What was told last in the current statement of the top level, if anything was.
    pub(crate) fn told_here(&self) -> Option<&Diagnostic> {
        self.diagnostics.get(self.told_before..)?.last()
    }

    /// Notes a mistake at this offset. Whether it is on the line of the mistake before.
    pub(crate) fn follows(&mut self, offset: u32) -> bool {
        let last = self.last_mistake.replace(offset);
        last.is_some_and(|last| {
            let (from, to) = (last.min(offset) as usize, last.max(offset) as usize);
            !self.text.as_bytes()[from..to].contains(&b'\n')
        })
    }

    /// A hint if the token of this index and its neighbours look like another language.
    pub(crate) fn habit(&self, index: usize) -> Option<String> {
        let text = |index: usize| self.tokens.get(index).map_or("", |token| self.source(token.range()));
        habits::hint(text(index.wrapping_sub(1)), text(index), text(index + 1))
    }

    /// A token as messages call it.
    pub(crate) fn describe(&self, token: Token) -> String {
        let text = self.source(token.range());
        match token.kind {
            Eof | Str | StrStart | StrPart | StrEnd | MultilineStart => token.kind.describe().to_owned(),
            Lower | Upper | NamedUnderscore if text.len() <= 40 => format!("the name `{text}`"),
            kind if kind.is_keyword() => kind.describe().to_owned(),
            kind if text.len() > 40 => kind.describe().to_owned(),
            _ => format!("`{text}`"),
        }
    }

    /// Statements up to the end of the file or a closing brace; each recovers from its own mistakes.
    pub(crate) fn statements(
        &mut self,
        until_brace: bool,
        mut statement: impl FnMut(&mut Self) -> StmtId,
    ) -> List<StmtId> {
        let start = self.list_start::<StmtId>();
        let mut astray = false;
        loop {
            match self.kind() {
                Eof => break,
                CloseCurly if until_brace => break,
                _ => {}
            }
            let (first, braces) = (self.at, self.braces);
            // Behind a mistake at the top level, what is indented or closed belongs to a body that was not found.
            let told = self.diagnostics.len();
            let follows = astray && (self.kind().is_closer() || !self.begins_line());
            if !until_brace {
                self.told_before = told;
            }
            let id = statement(self);
            self.list_push(id);
            if follows {
                self.diagnostics.truncate(told);
            } else {
                astray = !until_brace && self.diagnostics.len() > told;
            }
            if self.silent {
                self.recover(first, braces, until_brace);
            } else if self.at == first {
                self.bump();
            }
        }
        self.list_end(start)
    }

    /// Whether the next token stands at the very start of its line.
    fn begins_line(&self) -> bool {
        let start = self.token().start as usize;
        start == 0 || self.text.as_bytes()[start - 1] == b'\n'
    }

    /// Skips the rest of a broken statement, which began at token `first` with so many braces open: up to the brace
    /// that closes the block around it, or up to a line that is not indented more than the statement's first line.
    pub(crate) fn recover(&mut self, first: usize, braces: u32, until_brace: bool) {
        self.silent = false;
        self.ast.skipped = true;
        self.in_guard = false;
        let indent = self.tokens.get(first).map_or(0, |token| self.indent_of_line(token.start as usize));
        if self.at == first && !(until_brace && self.is(CloseCurly)) {
            self.bump();
        }
        loop {
            let token = self.token();
            if token.kind == Eof || (until_brace && token.kind == CloseCurly && self.braces <= braces) {
                break;
            }
            if token.has(Token::NEWLINE) {
                let column = token.start as usize - self.line_start(token.start);
                let outside = column < indent || (column == indent && !token.kind.is_closer());
                if outside && (until_brace || !token.kind.is_closer()) {
                    break;
                }
            }
            self.bump();
        }
        self.braces = braces;
    }

    /// How many bytes the line of this offset is indented by. Looks back only so far, so that many mistakes on a long
    /// line take no longer than on many lines; a longer line counts as not indented.
    fn indent_of_line(&self, offset: usize) -> usize {
        const FAR: usize = 1000;
        let window = &self.text.as_bytes()[offset.saturating_sub(FAR)..offset];
        let line = match window.iter().rposition(|&byte| byte == b'\n') {
            Some(newline) => &window[newline + 1..],
            None if window.len() < FAR => window,
            None => return 0,
        };
        line.iter().take_while(|byte| matches!(byte, b' ' | b'\t')).count()
    }

    /// Where the line of a token that is the first of its line begins.
    fn line_start(&self, offset: u32) -> usize {
        let before = &self.text.as_bytes()[..offset as usize];
        before.len() - before.iter().rev().take_while(|byte| matches!(byte, b' ' | b'\t')).count()
    }
}

fn opened_here(span: Span) -> roc_base::Part {
    roc_base::Part::Snippet { span, caption: "It was opened here:".to_owned() }
}
