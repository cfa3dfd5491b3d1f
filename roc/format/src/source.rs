//! The text with its tokens, and quick answers about what lies between two places: line ends, comments, brackets.

use roc_base::{FileId, TextRange};
use roc_syntax::trivia::{self, Trivia};
use roc_syntax::{Token, TokenKind, tokenize};

/// A text that parses without errors, cut into tokens.
pub(crate) struct Source<'a> {
    /// The text.
    pub(crate) text: &'a str,
    /// Its tokens; the last one is the end of the file.
    pub(crate) tokens: Vec<Token>,
    /// Offsets of all line ends.
    newlines: Vec<u32>,
    /// Offsets of all comments' first bytes.
    comments: Vec<u32>,
    /// For the token of each index, if it opens a bracket, the index of the closing one.
    closers: Vec<u32>,
}

impl<'a> Source<'a> {
    pub(crate) fn new(file: FileId, text: &'a str) -> Self {
        let tokens = tokenize(file, text, &mut Vec::new());
        let mut source = Source {
            text,
            newlines: Vec::new(),
            comments: Vec::new(),
            closers: vec![0; tokens.len()],
            tokens,
        };
        let mut gap_start = 0;
        let mut open = Vec::new();
        for (index, token) in source.tokens.iter().enumerate() {
            for trivia in trivia::between(text.as_bytes(), TextRange::new(gap_start, token.start)) {
                match trivia {
                    Trivia::Comment(range) => source.comments.push(range.start),
                    Trivia::Newline(offset) => source.newlines.push(offset),
                }
            }
            gap_start = token.end;
            match token.kind {
                TokenKind::OpenRound
                | TokenKind::OpenSquare
                | TokenKind::OpenCurly
                | TokenKind::InterpolationOpen => open.push(index),
                TokenKind::CloseRound
                | TokenKind::CloseSquare
                | TokenKind::CloseCurly
                | TokenKind::InterpolationClose => {
                    if let Some(opener) = open.pop() {
                        source.closers[opener] = index as u32;
                    }
                }
                _ => {}
            }
        }
        source
    }

    /// Index of the first token that begins at this offset or behind it.
    pub(crate) fn token_at(&self, offset: u32) -> usize {
        self.tokens.partition_point(|token| token.start < offset)
    }

    /// The closing bracket of the opening one of this index.
    pub(crate) fn closer(&self, opener: usize) -> usize {
        self.closers[opener] as usize
    }

    /// Whether there is a line end in this stretch.
    pub(crate) fn spans_lines(&self, range: TextRange) -> bool {
        any_within(&self.newlines, range)
    }

    /// Whether a comment begins in this stretch.
    pub(crate) fn has_comment(&self, range: TextRange) -> bool {
        any_within(&self.comments, range)
    }

    /// Whether a comma stands in front of the closing bracket that ends at this offset: the writer's wish for one item
    /// a line.
    pub(crate) fn trailing_comma(&self, end: u32) -> bool {
        let behind = self.token_at(end);
        behind >= 2 && self.tokens[behind - 2].kind == TokenKind::Comma
    }

    /// From the start of one token to the end of another.
    pub(crate) fn range(&self, first: usize, last: usize) -> TextRange {
        TextRange::new(self.tokens[first].start, self.tokens[last].end)
    }
}

fn any_within(sorted: &[u32], range: TextRange) -> bool {
    let first = sorted.partition_point(|&offset| offset < range.start);
    sorted.get(first).is_some_and(|&offset| offset < range.end)
}
