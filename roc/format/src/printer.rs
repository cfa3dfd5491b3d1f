//! The hand that writes: it walks over the tokens in source order, so that none is lost, and carries over what lies
//! between them.
//!
//! Each rule of the layout takes the tokens of its construct one after the other with [`take`](Printer::take). In front
//! of a token it may ask for the source's line breaks and comments to be kept ([`keep_gap`](Printer::keep_gap)); where
//! it doesn't, line breaks vanish, and comments are written all the same when the token is taken.

use roc_base::TextRange;
use roc_syntax::TokenKind;
use roc_syntax::ast::{Ast, Item, List};
use roc_syntax::trivia::{self, Trivia};

use crate::layout::Layout;
use crate::output::Output;
use crate::source::Source;

/// The state of a run over a file.
pub(crate) struct Printer<'a> {
    pub(crate) ast: &'a Ast,
    pub(crate) source: &'a Source<'a>,
    pub(crate) layout: Layout<'a>,
    pub(crate) out: Output,
    /// Index of the next token.
    pub(crate) at: usize,
    /// Where the text begins that lies in front of the next token and was not looked at yet.
    gap_start: u32,
}

impl<'a> Printer<'a> {
    pub(crate) fn new(ast: &'a Ast, source: &'a Source<'a>) -> Self {
        let out = Output::new(source.text.len() + source.text.len() / 8);
        Printer { ast, source, layout: Layout::new(ast, source), out, at: 0, gap_start: 0 }
    }

    // Tokens.

    /// The kind of the next token.
    pub(crate) fn kind(&self) -> TokenKind {
        self.source.tokens[self.at].kind
    }

    /// Whether the next token is of this kind.
    pub(crate) fn is(&self, kind: TokenKind) -> bool {
        self.kind() == kind
    }

    /// The bytes of the next token.
    pub(crate) fn token_range(&self) -> TextRange {
        self.source.tokens[self.at].range()
    }

    /// Writes the next token as it stands in the source.
    pub(crate) fn take(&mut self) {
        if self.comment_ahead() {
            self.keep_gap();
        }
        let token = self.source.tokens[self.at];
        self.out.text(&self.source.text[token.start as usize..token.end as usize]);
        self.gap_start = token.end;
        self.at += 1;
    }

    /// Writes so many tokens without spaces between them.
    pub(crate) fn take_all(&mut self, count: usize) {
        for _ in 0..count {
            self.take();
        }
    }

    /// Leaves the next token out. Comments around it stay.
    pub(crate) fn skip(&mut self) {
        self.at += 1;
    }

    /// Leaves the next token out if it is of this kind.
    pub(crate) fn skip_if(&mut self, kind: TokenKind) {
        if self.is(kind) {
            self.skip();
        }
    }

    /// Goes on at another token, to write tokens in another order. Nothing is kept of what lies in front of it.
    pub(crate) fn jump(&mut self, token: usize) {
        self.at = token;
        self.gap_start = self.source.tokens[token].start;
    }

    // Gaps.

    fn gap(&self) -> TextRange {
        TextRange::new(self.gap_start, self.source.tokens[self.at].start)
    }

    /// Whether a comment stands in front of the next token.
    pub(crate) fn comment_ahead(&self) -> bool {
        let gap = self.gap();
        self.source.text.as_bytes()[gap.start as usize..gap.end as usize].contains(&b'#')
    }

    /// Writes the line breaks and comments in front of the next token, of several blank lines one. Answers whether
    /// there was a line break.
    pub(crate) fn keep_gap(&mut self) -> bool {
        self.keep_gap_with_blank(false)
    }

    /// As [`keep_gap`](Self::keep_gap); with `blank`, a blank line is put between what comes before and the comments
    /// of what comes next, even if there is none in the source.
    pub(crate) fn keep_gap_with_blank(&mut self, blank: bool) -> bool {
        let gap = self.gap();
        self.gap_start = gap.end;
        let mut breaks = 0;
        let mut owes_blank = blank;
        let mut after_comment = false;
        let mut line_start = gap.start;
        // A break that the layout made stands for the first one of the source.
        let mut made = self.out.at_line_start();
        let mut trivia = trivia::between(self.source.text.as_bytes(), gap).peekable();
        while let Some(next) = trivia.next() {
            match next {
                Trivia::Comment(range) => {
                    let on_own_line = breaks > 0 || self.out.at_line_start();
                    let wanted = if owes_blank && on_own_line {
                        owes_blank = false;
                        2
                    } else if self.is_doc(range) && breaks == 1 && !after_comment {
                        2
                    } else {
                        0
                    };
                    while breaks < wanted {
                        self.out.newline();
                        breaks += 1;
                    }
                    self.comment(range);
                    self.out.newline();
                    trivia.next_if(|next| matches!(next, Trivia::Newline(_)));
                    line_start = range.end + 1;
                    made = false;
                    breaks = 1;
                    after_comment = true;
                }
                // Blank lines at the top of the file.
                Trivia::Newline(_) if self.out.is_empty() => {}
                Trivia::Newline(offset) => {
                    let line = self.source.text.get(line_start as usize..offset as usize);
                    line_start = offset + 1;
                    // A line with nothing but a comma that was left out is no blank line.
                    if breaks > 0 && line.is_some_and(|line| !line.trim_ascii().is_empty()) {
                        continue;
                    }
                    if breaks < 2 && !std::mem::take(&mut made) {
                        self.out.newline();
                    }
                    breaks += 1;
                    if owes_blank && !after_comment && breaks == 1 {
                        self.out.newline();
                        breaks = 2;
                        owes_blank = false;
                    }
                }
            }
        }
        while owes_blank && breaks < 2 {
            self.out.newline();
            breaks += 1;
        }
        breaks > 0
    }

    /// Writes what lies between the last token and the end of the file, without blank lines at the end.
    pub(crate) fn keep_end(&mut self) {
        let gap = TextRange::new(self.gap_start, self.source.text.len() as u32);
        let mut breaks = 0;
        for next in trivia::between(self.source.text.as_bytes(), gap) {
            match next {
                Trivia::Comment(range) => {
                    let wanted = if self.out.is_empty() { 0 } else { breaks.min(2) };
                    for _ in 0..wanted {
                        self.out.newline();
                    }
                    self.comment(range);
                    breaks = 0;
                }
                Trivia::Newline(_) => breaks += 1,
            }
        }
        self.out.ensure_newline();
    }

    /// Writes a comment with a space behind its sign; the first line of a script stays as it is.
    fn comment(&mut self, range: TextRange) {
        let text = self.source.text[range.start as usize..range.end as usize].trim_end();
        let inside = &text[1..];
        let script = range.start == 0 && inside.starts_with('!');
        if !self.out.at_line_start() {
            self.out.space();
        }
        if script || inside.is_empty() || inside.starts_with([' ', '#']) {
            return self.out.text(text);
        }
        self.out.text("# ");
        self.out.text(inside);
    }

    fn is_doc(&self, comment: TextRange) -> bool {
        self.source.text[comment.start as usize..].starts_with("##")
    }

    /// Keeps the line break in front of the next token and indents what follows one level more, or writes a space.
    pub(crate) fn break_or_space(&mut self) -> bool {
        let broken = self.keep_gap();
        if broken {
            self.out.indent += 1;
        } else {
            self.out.space();
        }
        broken
    }

    /// [`break_or_space`](Self::break_or_space) if `keep`, else a space.
    pub(crate) fn break_if_or_space(&mut self, keep: bool) {
        if keep {
            self.break_or_space();
        } else {
            self.out.space();
        }
    }

    /// Keeps comments in front of the next token and puts it on a line of its own.
    pub(crate) fn own_line(&mut self) {
        self.keep_gap();
        self.out.ensure_newline();
    }

    // Lists.

    /// A bracketed list from its opening to its closing token. Lists that take several lines have one item on each,
    /// with commas behind all of them.
    pub(crate) fn list<T: Item>(
        &mut self,
        items: List<T>,
        takes_lines: impl FnMut(&mut Layout<'a>, T) -> bool,
        mut item: impl FnMut(&mut Self, T),
    ) {
        let several_lines = self.layout.list(self.at, items, takes_lines);
        let ast = self.ast;
        let mut rest = ast[items].iter();
        self.items(several_lines, items.len(), |printer| {
            if let Some(&next) = rest.next() {
                item(printer, next);
            }
        });
    }

    /// As [`list`](Self::list), where the items are `count` calls of `item`.
    pub(crate) fn items(&mut self, several_lines: bool, count: usize, mut item: impl FnMut(&mut Self)) {
        let indent = self.out.indent;
        let padded = self.is(TokenKind::OpenCurly);
        self.take();
        if count == 0 {
            if self.comment_ahead() {
                self.out.indent += 1;
                self.own_line();
                self.out.indent = indent;
            }
            return self.take();
        }
        if several_lines {
            self.out.indent += 1;
        } else if padded {
            self.out.space();
        }
        for index in 0..count {
            if several_lines {
                self.own_line();
            }
            item(self);
            self.skip_if(TokenKind::Comma);
            if several_lines {
                self.out.text(",");
            } else if index + 1 < count {
                self.out.text(",");
                self.out.space();
            }
        }
        if several_lines {
            self.own_line();
        } else if padded {
            self.out.space();
        }
        self.out.indent = indent;
        self.take();
    }
}
