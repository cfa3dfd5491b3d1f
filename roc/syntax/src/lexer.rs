//! Text to tokens, in one pass over the bytes.
//!
//! White space and comments make no tokens; they leave marks on the token after them. The lexer finds where literals
//! begin and end and cuts strings at interpolations; what escapes and digits mean is found when the parser takes the
//! literal. The only memory besides the tokens is a stack of open brackets, which tells the `}` of an interpolation
//! from other braces and marks brackets that open a destructuring or a block.

use roc_base::{Diagnostic, FileId, TextRange};

use crate::token::{Token, TokenKind, TokenKind::*};

/// Cuts the text into tokens. The last one is always [`Eof`](TokenKind::Eof). Reports go to `diagnostics`.
pub fn tokenize(file: FileId, text: &str, diagnostics: &mut Vec<Diagnostic>) -> Vec<Token> {
    let mut lexer = Lexer {
        file,
        text: text.as_bytes(),
        at: 0,
        marks: Token::SPACED | Token::NEWLINE,
        tokens: Vec::with_capacity(text.len() / 3 + 16),
        open: Vec::new(),
        last_closed: None,
        diagnostics,
    };
    if text.starts_with('\u{feff}') {
        lexer.at = '\u{feff}'.len_utf8();
    }
    lexer.run();
    lexer.tokens
}

struct Lexer<'a> {
    file: FileId,
    text: &'a [u8],
    at: usize,
    /// Marks of the next token.
    marks: u8,
    tokens: Vec<Token>,
    /// Indices of the tokens that opened a bracket or an interpolation.
    open: Vec<u32>,
    /// The opening token of the bracket that was closed last.
    last_closed: Option<u32>,
    diagnostics: &'a mut Vec<Diagnostic>,
}

/// Bytes that a name can go on with, but for `$`.
const NAME: u8 = 1;
/// Decimal digits and `_`.
const DIGIT: u8 = 2;
/// Hexadecimal digits and `_`.
const HEX: u8 = 4;
/// Bytes at which the text of a string needs a closer look: quote, backslash, dollar, line end.
const STRING_STOP: u8 = 8;
/// Bytes at which a comment needs a closer look: control characters but tab.
const COMMENT_STOP: u8 = 16;

static CLASS: [u8; 256] = {
    let mut class = [0; 256];
    let mut byte = 0;
    while byte < 256 {
        let b = byte as u8;
        if b.is_ascii_alphanumeric() || b == b'_' || b == b'!' {
            class[byte] |= NAME;
        }
        if b.is_ascii_digit() || b == b'_' {
            class[byte] |= DIGIT;
        }
        if b.is_ascii_hexdigit() || b == b'_' {
            class[byte] |= HEX;
        }
        if matches!(b, b'"' | b'\\' | b'$' | b'\n') {
            class[byte] |= STRING_STOP;
        }
        if b < 0x20 && b != b'\t' {
            class[byte] |= COMMENT_STOP;
        }
        byte += 1;
    }
    class
};

const SUFFIXES: [&[u8]; 13] =
    [b"u8", b"i8", b"u16", b"i16", b"u32", b"i32", b"u64", b"i64", b"u128", b"i128", b"f32", b"f64", b"dec"];

/// How long the old glued type suffix of a number is: `u64` of `12u64`.
pub(crate) fn glued_suffix_len(number: &[u8]) -> usize {
    SUFFIXES.iter().filter(|suffix| number.ends_with(suffix)).map(|suffix| suffix.len()).max().unwrap_or(0)
}

impl Lexer<'_> {
    /// The byte `n` places ahead; zero behind the end.
    #[inline]
    fn peek(&self, n: usize) -> u8 {
        self.text.get(self.at + n).copied().unwrap_or(0)
    }

    #[inline]
    fn skip(&mut self, class: u8) {
        while let Some(&byte) = self.text.get(self.at)
            && CLASS[byte as usize] & class != 0
        {
            self.at += 1;
        }
    }

    #[inline]
    fn skip_until(&mut self, class: u8) {
        while let Some(&byte) = self.text.get(self.at)
            && CLASS[byte as usize] & class == 0
        {
            self.at += 1;
        }
    }

    #[inline]
    fn push(&mut self, kind: TokenKind, start: usize) {
        let token = Token { start: start as u32, end: self.at as u32, kind, marks: self.marks };
        self.tokens.push(token);
        self.marks = 0;
    }

    /// A token of `len` bytes.
    #[inline]
    fn punct(&mut self, kind: TokenKind, len: usize) {
        let start = self.at;
        self.at += len;
        self.push(kind, start);
    }

    fn previous(&self) -> TokenKind {
        self.tokens.last().map_or(Eof, |token| token.kind)
    }

    fn error(&mut self, title: &'static str, start: usize, message: &str, hint: &str) {
        let span = TextRange::new(start as u32, self.at as u32).in_file(self.file);
        self.diagnostics.push(Diagnostic::error(title, span, message).with_hint(hint));
    }

    fn run(&mut self) {
        while let Some(&byte) = self.text.get(self.at) {
            match byte {
                b' ' | b'\t' => {
                    self.at += 1;
                    self.marks |= Token::SPACED;
                }
                b'\n' => {
                    self.at += 1;
                    while self.peek(0) == b'\t' {
                        self.at += 1;
                    }
                    self.marks |= Token::SPACED | Token::NEWLINE;
                }
                b'a'..=b'z' => self.lower(),
                b'A'..=b'Z' => {
                    let start = self.at;
                    let kind = self.name(Upper);
                    self.push(kind, start);
                }
                b'#' => self.comment(),
                b'.' => self.dot(),
                b',' => self.punct(Comma, 1),
                b'(' => self.open(OpenRound, 1),
                b')' => self.close(CloseRound, OpenRound),
                b'"' => self.string(),
                b'{' => self.open(OpenCurly, 1),
                b'}' => self.close_curly(),
                b'=' => self.equals(),
                b':' => match self.peek(1) {
                    b'=' => self.punct(ColonEquals, 2),
                    b':' => self.punct(DoubleColon, 2),
                    _ => self.punct(Colon, 1),
                },
                b'0'..=b'9' => self.number(),
                b'[' => self.open(OpenSquare, 1),
                b']' => self.close(CloseSquare, OpenSquare),
                b'|' if self.peek(1) == b'>' => self.punct(Pipe, 2),
                b'|' => self.punct(Bar, 1),
                b'-' => self.minus(),
                b'+' => self.punct(Plus, 1),
                b'*' => self.punct(Star, 1),
                b'/' if self.peek(1) == b'/' => self.punct(DoubleSlash, 2),
                b'/' => self.punct(Slash, 1),
                b'%' => self.punct(Percent, 1),
                b'!' if self.peek(1) == b'=' => self.punct(NotEquals, 2),
                b'!' => self.punct(Bang, 1),
                b'<' => match self.peek(1) {
                    b'=' => self.punct(LessEquals, 2),
                    b'-' => self.punct(BackArrow, 2),
                    _ => self.punct(Less, 1),
                },
                b'>' if self.peek(1) == b'=' => self.punct(GreaterEquals, 2),
                b'>' => self.punct(Greater, 1),
                b'?' if self.peek(1) == b'?' => self.punct(DoubleQuestion, 2),
                b'?' => self.punct(Question, 1),
                b'_' => {
                    let start = self.at;
                    let kind = match self.name(NamedUnderscore) {
                        NamedUnderscore if self.at == start + 1 => Underscore,
                        kind => kind,
                    };
                    self.push(kind, start);
                }
                b'$' => self.dollar(),
                b'\'' => self.char(),
                b'\\' if self.peek(1) == b'\\' => self.multiline(),
                b'\\' => self.punct(Backslash, 1),
                b'&' => self.punct(Ampersand, 1),
                b'^' => self.punct(Caret, 1),
                b'@' => {
                    let start = self.at;
                    self.at += 1;
                    self.skip(NAME);
                    self.push(OpaqueName, start);
                }
                b'\r' if self.peek(1) == b'\n' => self.at += 1,
                b'\r' => self.carriage_return(),
                0..=0x1f => self.control(),
                0x80.. => {
                    let start = self.at;
                    self.name(MalformedName);
                    self.push(MalformedName, start);
                }
                b';' | b'`' | b'~' | 0x7f => self.punct(Unknown, 1),
            }
        }
        self.push(Eof, self.at);
    }

    fn carriage_return(&mut self) {
        self.marks |= Token::SPACED;
        let start = self.at;
        self.at += 1;
        let message = "This carriage return is not followed by a line feed.";
        self.error("Misplaced Carriage Return", start, message, "End lines with `\\n` or `\\r\\n`.");
    }

    fn control(&mut self) {
        self.marks |= Token::SPACED;
        let start = self.at;
        let is_control = |byte: u8| byte < 0x20 && !matches!(byte, b'\t' | b'\n' | b'\r');
        self.at += self.text[start..].iter().take_while(|&&byte| is_control(byte)).count();
        let message = "Control characters have no meaning in source text; they are skipped.";
        self.error(
            "ASCII Control Character",
            start,
            message,
            "Remove them, or write `\\u(…)` inside a string.",
        );
    }

    fn comment(&mut self) {
        self.marks |= Token::SPACED;
        loop {
            self.skip_until(COMMENT_STOP);
            match self.text.get(self.at) {
                None | Some(b'\n') => return,
                Some(b'\r') if self.peek(1) == b'\n' => self.at += 1,
                Some(b'\r') => self.carriage_return(),
                Some(_) => self.control(),
            }
        }
    }

    /// Takes the rest of a name. Returns `kind`, or the kind of a broken name.
    #[inline]
    fn name(&mut self, kind: TokenKind) -> TokenKind {
        let start = self.at;
        self.at += 1;
        self.skip(NAME);
        match self.text.get(self.at) {
            Some(b'$' | 0x80..) => self.broken_name(kind, start),
            _ if kind == MalformedName => self.broken_name(kind, start),
            _ => kind,
        }
    }

    #[cold]
    fn broken_name(&mut self, mut kind: TokenKind, start: usize) -> TokenKind {
        let mut dollar = None;
        while let Some(&byte) = self.text.get(self.at) {
            match byte {
                b'$' => dollar = dollar.or(Some(self.at)),
                0x80.. => kind = MalformedName,
                _ if CLASS[byte as usize] & NAME == 0 => break,
                _ => {}
            }
            self.at += 1;
        }
        if let Some(dollar) = dollar
            && kind != MalformedName
        {
            let end = std::mem::replace(&mut self.at, dollar + 1);
            let message = "A dollar sign can only be the first character of a name.";
            let hint = "`$` in front marks a name declared with `var`; leave it out elsewhere.";
            self.error("Stray Dollar Sign", dollar, message, hint);
            self.at = end;
        }
        debug_assert!(self.at > start);
        kind
    }

    #[inline]
    fn lower(&mut self) {
        let start = self.at;
        let mut kind = self.name(Lower);
        if kind == Lower
            && let Some(keyword) = TokenKind::keyword(&self.text[start..self.at])
        {
            kind = keyword;
        }
        self.push(kind, start);
    }

    fn dollar(&mut self) {
        let start = self.at;
        if self.peek(1).is_ascii_lowercase() {
            self.at += 1;
            let kind = self.name(Lower);
            return self.push(kind, start);
        }
        self.at += 1;
        let message = "A dollar sign must be directly followed by a lower-case name.";
        self.error("Stray Dollar Sign", start, message, "Names declared with `var` look like `$total`.");
        self.marks |= Token::SPACED;
    }

    fn dot(&mut self) {
        let start = self.at;
        match self.peek(1) {
            b'a'..=b'z' => self.dotted_name(DotLower, 1),
            b'A'..=b'Z' => self.dotted_name(DotUpper, 1),
            b'$' if self.peek(2).is_ascii_lowercase() => self.dotted_name(DotLower, 2),
            b'0'..=b'9' => {
                self.at += 1;
                self.skip(DIGIT);
                self.push(DotInt, start);
            }
            b'?' if self.peek(2).is_ascii_lowercase() => self.dotted_name(DotQuestionLower, 2),
            b'.' => match self.peek(2) {
                b'<' => self.punct(RangeExclusive, 3),
                b'=' => self.punct(RangeInclusive, 3),
                b'.' => self.punct(Ellipsis, 3),
                _ => self.punct(DotDot, 2),
            },
            b'*' => self.punct(DotStar, 2),
            _ => self.punct(Dot, 1),
        }
    }

    #[inline]
    fn dotted_name(&mut self, kind: TokenKind, prefix: usize) {
        let start = self.at;
        self.at += prefix;
        let kind = self.name(kind);
        self.push(kind, start);
    }

    #[inline]
    fn open(&mut self, kind: TokenKind, len: usize) {
        self.open.push(self.tokens.len() as u32);
        self.punct(kind, len);
    }

    /// `)` or `]`.
    #[inline]
    fn close(&mut self, kind: TokenKind, opener: TokenKind) {
        self.last_closed = self.open.pop_if(|index| self.tokens[*index as usize].kind == opener);
        if self.last_closed.is_none() {
            self.mismatch(opener);
        }
        self.punct(kind, 1);
    }

    /// A bracket closes that is not the innermost open one: either the innermost one was forgotten, or this is the
    /// wrong bracket for it. The parser reports it; here it only matters which braces get marks.
    #[cold]
    fn mismatch(&mut self, opener: TokenKind) {
        let kind_at = |depth: usize| {
            let index = self.open.len().checked_sub(depth)?;
            Some(self.tokens[*self.open.get(index)? as usize].kind)
        };
        match (kind_at(1), kind_at(2)) {
            (Some(OpenRound | OpenSquare), second) => {
                self.open.truncate(self.open.len() - if second == Some(opener) { 2 } else { 1 });
            }
            (Some(OpenCurly), _) => self.mark(self.open.last().copied(), BROKEN),
            _ => {}
        }
    }

    /// `}` closes the nearest brace or interpolation, whatever other brackets are still open.
    #[inline]
    fn close_curly(&mut self) {
        let is_brace =
            |&index: &u32| matches!(self.tokens[index as usize].kind, OpenCurly | InterpolationOpen);
        self.last_closed = None;
        let Some(depth) = self.open.iter().rposition(is_brace) else { return self.punct(CloseCurly, 1) };
        let opener = self.open[depth];
        self.open.truncate(depth);
        if self.tokens[opener as usize].kind == OpenCurly {
            self.last_closed = Some(opener);
            return self.punct(CloseCurly, 1);
        }
        self.punct(InterpolationClose, 1);
        // An interpolation's opening token is marked when it lies in a line of a multiline string.
        self.string_rest(self.tokens[opener as usize].has(MULTILINE));
    }

    fn equals(&mut self) {
        match self.peek(1) {
            b'=' => return self.punct(DoubleEquals, 2),
            b'>' => return self.punct(FatArrow, 2),
            _ => {}
        }
        match self.previous() {
            CloseRound | CloseCurly | CloseSquare => self.mark(self.last_closed, Token::DEFINES),
            Lower => self.mark(self.open.last().copied(), Token::ASSIGNS),
            _ => {}
        }
        self.punct(Equals, 1);
    }

    fn mark(&mut self, token: Option<u32>, mark: u8) {
        if let Some(token) = token.and_then(|index| self.tokens.get_mut(index as usize))
            && !token.has(BROKEN)
        {
            token.marks |= mark;
        }
    }

    fn minus(&mut self) {
        let after_operand = self.previous().ends_expr();
        let glued = self.marks & Token::SPACED == 0;
        match self.peek(1) {
            b'>' => self.punct(ThinArrow, 2),
            b'0'..=b'9' if glued && after_operand => self.punct(Minus, 1),
            b'0'..=b'9' => self.number(),
            b'a'..=b'z' | b'A'..=b'Z' | b'_' | b'(' | 0x80.. => self.punct(UnaryMinus, 1),
            b'$' if !after_operand => self.punct(UnaryMinus, 1),
            _ => self.punct(Minus, 1),
        }
    }

    /// At a digit, or at a minus in front of one.
    fn number(&mut self) {
        let start = self.at;
        self.at += usize::from(self.peek(0) == b'-');
        let base = match (self.peek(0), self.peek(1)) {
            (b'0', b'x' | b'X') => 16,
            (b'0', b'o' | b'O') => 8,
            (b'0', b'b' | b'B') => 2,
            _ => 10,
        };
        let mut well_formed = true;
        if base == 10 {
            self.skip(DIGIT);
            let exponent_at =
                |lexer: &Self, n: usize| match (lexer.peek(n), lexer.peek(n + 1), lexer.peek(n + 2)) {
                    (b'e' | b'E', b'0'..=b'9', _) => Some(n + 2),
                    (b'e' | b'E', b'+' | b'-', b'0'..=b'9') => Some(n + 3),
                    _ => None,
                };
            if self.peek(0) == b'.' && self.peek(1).is_ascii_digit() {
                self.at += 1;
                self.skip(DIGIT);
            } else if self.peek(0) == b'.' && exponent_at(self, 1).is_some() {
                self.at += 1;
            }
            if let Some(len) = exponent_at(self, 0) {
                self.at += len;
                self.skip(DIGIT);
            }
        } else {
            self.at += 2;
            let digits = self.at;
            self.skip(if base == 16 { HEX } else { DIGIT });
            let mut digits = self.text[digits..self.at].iter().filter(|byte| **byte != b'_').peekable();
            well_formed = digits.peek().is_some() && digits.all(|&byte| char::from(byte).is_digit(base));
        }
        let end = self.at;
        if !matches!(self.text.get(self.at), Some(&byte) if CLASS[byte as usize] & NAME != 0 || byte >= 0x80)
        {
            return self.push(if well_formed { Number } else { MalformedNumber }, start);
        }
        self.name(Lower);
        let is_suffix = SUFFIXES.contains(&&self.text[end..self.at]);
        self.push(if well_formed && is_suffix { NumberWithSuffix } else { MalformedNumber }, start);
    }

    fn char(&mut self) {
        let start = self.at;
        self.at += 1;
        loop {
            match self.text.get(self.at) {
                None | Some(b'\n') => {
                    self.at -= usize::from(self.text[self.at - 1] == b'\r');
                    return self.push(UnclosedChar, start);
                }
                Some(b'\'') => {
                    self.at += 1;
                    return self.push(Char, start);
                }
                Some(b'\\') if !matches!(self.text.get(self.at + 1), None | Some(b'\n' | b'\r')) => {
                    self.at += 2
                }
                Some(_) => self.at += 1,
            }
        }
    }

    /// At the opening quote of a string. One without interpolation becomes a single token.
    fn string(&mut self) {
        let start = self.at;
        self.at += 1;
        loop {
            self.skip_until(STRING_STOP);
            match self.text.get(self.at) {
                Some(b'"') => {
                    self.at += 1;
                    return self.push(Str, start);
                }
                Some(b'\\') if !matches!(self.text.get(self.at + 1), None | Some(b'\n' | b'\r')) => {
                    self.at += 2
                }
                Some(b'$') if self.peek(1) == b'{' => break,
                None | Some(b'\n') => break,
                Some(_) => self.at += 1,
            }
        }
        self.at = start;
        self.punct(StrStart, 1);
        self.string_rest(false);
    }

    fn multiline(&mut self) {
        self.punct(MultilineStart, 2);
        self.string_rest(true);
    }

    /// The text of a string up to the next interpolation, the closing quote or the end of the line.
    fn string_rest(&mut self, multiline: bool) {
        let start = self.at;
        loop {
            self.skip_until(STRING_STOP);
            match self.text.get(self.at) {
                Some(b'"') if !multiline => {
                    self.string_part(start);
                    return self.punct(StrEnd, 1);
                }
                Some(b'\\') if !matches!(self.text.get(self.at + 1), None | Some(b'\n' | b'\r')) => {
                    self.at += 2
                }
                Some(b'$') if self.peek(1) == b'{' => {
                    self.string_part(start);
                    self.marks |= if multiline { MULTILINE } else { 0 };
                    return self.open(InterpolationOpen, 2);
                }
                None | Some(b'\n') => {
                    self.at -= usize::from(self.at > start && self.text[self.at - 1] == b'\r');
                    self.string_part(start);
                    if !multiline {
                        self.push(StrEnd, self.at);
                    }
                    return;
                }
                Some(_) => self.at += 1,
            }
        }
    }

    fn string_part(&mut self, start: usize) {
        if self.at > start {
            self.push(StrPart, start);
        }
    }
}

/// The mark of a brace that holds the wrong closing bracket: it gets no other marks.
const BROKEN: u8 = 64;
/// The mark of an interpolation's opening token in a multiline string.
const MULTILINE: u8 = 128;

#[cfg(test)]
mod tests {
    use super::*;

    fn kinds(text: &str) -> String {
        let tokens = tokenize(FileId::new(0), text, &mut Vec::new());
        let show = |token: &Token| {
            let space = if token.has(Token::NEWLINE) {
                "\n"
            } else if token.has(Token::SPACED) {
                " "
            } else {
                ""
            };
            format!("{space}{:?}", token.kind)
        };
        let shown: Vec<_> = tokens.iter().map(show).collect();
        shown.join("·").trim_start().replace("·Eof", "").replace("· Eof", "")
    }

    #[test]
    fn spacing_decides() {
        assert_eq!(kinds("f(x)"), "Lower·OpenRound·Lower·CloseRound");
        assert_eq!(kinds("x-1"), "Lower·Minus·Number");
        assert_eq!(kinds("x -1"), "Lower· Number");
        assert_eq!(kinds("x - 1"), "Lower· Minus· Number");
        assert_eq!(kinds("a-b"), "Lower·UnaryMinus·Lower");
        assert_eq!(kinds("f(-$x)"), "Lower·OpenRound·UnaryMinus·Lower·CloseRound");
        assert_eq!(kinds("a->b"), "Lower·ThinArrow·Lower");
    }

    #[test]
    fn numbers_stop_at_names() {
        assert_eq!(kinds("5.foo 5.U8 1.5e3 5.e3 5.even 1..<2"), {
            "Number·DotLower· Number·DotUpper· Number· Number· Number·DotLower· Number·RangeExclusive·Number"
        });
        assert_eq!(kinds("t.0.1 0x 0xF 0b12 12u64 12abc 0o17i8"), {
            "Lower·DotInt·DotInt· MalformedNumber· Number· MalformedNumber· NumberWithSuffix· MalformedNumber· NumberWithSuffix"
        });
    }

    #[test]
    fn strings_are_cut_at_interpolations() {
        assert_eq!(kinds(r#""a\"$b" "#), "Str");
        assert_eq!(
            kinds(r#""a${ { x } }b${"${y}"}""#),
            "StrStart·StrPart·InterpolationOpen· OpenCurly· Lower· CloseCurly· InterpolationClose·StrPart·\
             InterpolationOpen·StrStart·InterpolationOpen·Lower·InterpolationClose·StrEnd·InterpolationClose·StrEnd"
        );
        assert_eq!(
            kinds("\\\\a \"${x}\r\n\\\\\nb"),
            "MultilineStart·StrPart·InterpolationOpen·Lower·InterpolationClose·\nMultilineStart·\nLower"
        );
        assert_eq!(kinds("\"open\r\nx"), "StrStart·StrPart·StrEnd·\nLower");
        assert_eq!(kinds("\"open\\"), "StrStart·StrPart·StrEnd");
    }

    #[test]
    fn every_byte_makes_some_token() {
        for byte in 0..=255u8 {
            for context in ["", "a", "\"", "'", "0x", "\\\\", "#", ".", "$", "\"${"] {
                let text = format!("{context}{}{context}", char::from(byte));
                let tokens = tokenize(FileId::new(0), &text, &mut Vec::new());
                assert!(tokens.windows(2).all(|pair| pair[0].end <= pair[1].start), "{text:?}");
                assert_eq!(
                    tokens.last().map(|token| (token.kind, token.end as usize)),
                    Some((Eof, text.len()))
                );
            }
        }
    }
}
