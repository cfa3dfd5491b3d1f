//! Tokens: their kinds and what the lexer notes beside each.

use roc_base::TextRange;

/// A token: its bytes, its kind, and marks that save the parser from looking around. Twelve bytes.
#[derive(Clone, Copy, Debug)]
pub struct Token {
    /// Offset of the first byte.
    pub start: u32,
    /// Offset behind the last byte.
    pub end: u32,
    /// What it is.
    pub kind: TokenKind,
    /// Any of [`SPACED`](Token::SPACED), [`NEWLINE`](Token::NEWLINE), [`DEFINES`](Token::DEFINES),
    /// [`ASSIGNS`](Token::ASSIGNS).
    pub marks: u8,
}

impl Token {
    /// White space, a comment or the start of the file stands directly in front.
    pub const SPACED: u8 = 1;
    /// The token is the first of its line.
    pub const NEWLINE: u8 = 2;
    /// On an opening bracket: its closing bracket is directly followed by `=`.
    pub const DEFINES: u8 = 4;
    /// On an opening brace: directly inside of it a lower name is followed by `=`.
    pub const ASSIGNS: u8 = 8;

    /// Whether the token has this mark.
    #[inline]
    pub const fn has(self, mark: u8) -> bool {
        self.marks & mark != 0
    }

    /// The bytes of the token.
    #[inline]
    pub const fn range(self) -> TextRange {
        TextRange::new(self.start, self.end)
    }
}

macro_rules! token_kinds {
    ({ $($(#[$attribute:meta])* $kind:ident $text:literal,)* } keywords { $($keyword:ident $word:literal,)* }) => {
        /// The kinds of tokens.
        #[derive(Clone, Copy, PartialEq, Eq, Debug)]
        #[repr(u8)]
        pub enum TokenKind {
            $($(#[$attribute])* $kind,)*
            $(#[doc = concat!("`", $word, "`")] $keyword,)*
        }

        impl TokenKind {
            /// How the kind is called in a message: its text, or what it is.
            pub const fn describe(self) -> &'static str {
                match self {
                    $(TokenKind::$kind => $text,)*
                    $(TokenKind::$keyword => concat!("the keyword `", $word, "`"),)*
                }
            }

            /// Whether it is a reserved word.
            pub const fn is_keyword(self) -> bool {
                matches!(self, $(TokenKind::$keyword)|*)
            }
        }

        /// All keywords, in alphabetical order.
        static KEYWORDS: &[(&str, TokenKind)] = &[$(($word, TokenKind::$keyword)),*];
    };
}

token_kinds! {{
    /// The end of the file; the last token is always this.
    Eof "the end of the file",
    /// A character that no token begins with.
    Unknown "this character",
    /// A name with bytes outside of ASCII.
    MalformedName "a name with letters other than a to z",
    /// `@name`, which has no meaning any more.
    OpaqueName "a name with `@`",
    /// `name`, `name!`, `$name`
    Lower "a name",
    /// `Name`
    Upper "a capitalised name",
    /// `_`
    Underscore "`_`",
    /// `_name`
    NamedUnderscore "a name",
    /// A number, perhaps with its minus.
    Number "a number",
    /// `12u64`: a number with an old glued suffix.
    NumberWithSuffix "a number",
    /// `0x`, `12abc`: digits that make no number.
    MalformedNumber "a malformed number",
    /// `'x'` with both quotes, whatever is between them.
    Char "a character",
    /// `'` without the second quote, to the end of the line.
    UnclosedChar "an unclosed character",
    /// A whole string without interpolation, with both quotes.
    Str "a string",
    /// `"` of a string that is cut into parts.
    StrStart "a string",
    /// Text inside a string, or a line's text behind `\\`; not empty.
    StrPart "text",
    /// The closing `"` of a string that is cut into parts; empty if the string is not closed.
    StrEnd "the end of a string",
    /// `\\`: the start of a line of a multiline string.
    MultilineStart "a string",
    /// `${` inside a string.
    InterpolationOpen "`${`",
    /// The `}` that goes with `${`.
    InterpolationClose "`}`",
    /// `.name`
    DotLower "a field or method",
    /// `.Name`
    DotUpper "a capitalised name after a dot",
    /// `.0`
    DotInt "a tuple index",
    /// `.?name`
    DotQuestionLower "an optional field",
    /// `.` in front of anything else.
    Dot "`.`",
    /// `.*`
    DotStar "`.*`",
    /// `..`
    DotDot "`..`",
    /// `...`
    Ellipsis "`...`",
    /// `..<`
    RangeExclusive "`..<`",
    /// `..=`
    RangeInclusive "`..=`",
    /// `(`
    OpenRound "`(`",
    /// `)`
    CloseRound "`)`",
    /// `[`
    OpenSquare "`[`",
    /// `]`
    CloseSquare "`]`",
    /// `{`
    OpenCurly "`{`",
    /// `}`
    CloseCurly "`}`",
    /// `,`
    Comma "`,`",
    /// `:`
    Colon "`:`",
    /// `:=`
    ColonEquals "`:=`",
    /// `::`
    DoubleColon "`::`",
    /// `=`
    Equals "`=`",
    /// `->`
    ThinArrow "`->`",
    /// `=>`
    FatArrow "`=>`",
    /// `<-`
    BackArrow "`<-`",
    /// `|>`
    Pipe "`|>`",
    /// `|`
    Bar "`|`",
    /// `&`
    Ampersand "`&`",
    /// `^`
    Caret "`^`",
    /// `\`
    Backslash "`\\`",
    /// `?`
    Question "`?`",
    /// `??`
    DoubleQuestion "`??`",
    /// `!`
    Bang "`!`",
    /// `+`
    Plus "`+`",
    /// `-` between two operands.
    Minus "`-`",
    /// `-` in front of its operand.
    UnaryMinus "`-`",
    /// `*`
    Star "`*`",
    /// `/`
    Slash "`/`",
    /// `//`
    DoubleSlash "`//`",
    /// `%`
    Percent "`%`",
    /// `==`
    DoubleEquals "`==`",
    /// `!=`
    NotEquals "`!=`",
    /// `<`
    Less "`<`",
    /// `<=`
    LessEquals "`<=`",
    /// `>`
    Greater "`>`",
    /// `>=`
    GreaterEquals "`>=`",
} keywords {
    And "and",
    App "app",
    As "as",
    Break "break",
    Crash "crash",
    Dbg "dbg",
    Else "else",
    Expect "expect",
    Exposes "exposes",
    Exposing "exposing",
    For "for",
    Generates "generates",
    Has "has",
    Hosted "hosted",
    If "if",
    Implements "implements",
    Import "import",
    Imports "imports",
    In "in",
    Interface "interface",
    Match "match",
    Module "module",
    Or "or",
    Package "package",
    Packages "packages",
    Platform "platform",
    Provides "provides",
    Requires "requires",
    Return "return",
    Targets "targets",
    Var "var",
    Where "where",
    While "while",
    With "with",
}}

/// For each letter, where the keywords that begin with it start; one more for the end.
static KEYWORDS_BY_LETTER: [u8; 27] = {
    let mut starts = [0; 27];
    let mut letter = 0;
    let mut index = 0;
    while letter < 27 {
        while index < KEYWORDS.len() && KEYWORDS[index].0.as_bytes()[0] < b'a' + letter {
            index += 1;
        }
        starts[letter as usize] = index as u8;
        letter += 1;
    }
    starts
};

/// For each letter, one bit for each length of the keywords that begin with it.
static KEYWORD_LENGTHS: [u16; 26] = {
    let mut lengths = [0; 26];
    let mut index = 0;
    while index < KEYWORDS.len() {
        let word = KEYWORDS[index].0.as_bytes();
        lengths[(word[0] - b'a') as usize] |= 1 << word.len();
        index += 1;
    }
    lengths
};

impl TokenKind {
    /// The keyword that a name is, if it is one.
    #[inline]
    pub(crate) fn keyword(name: &[u8]) -> Option<TokenKind> {
        let letter = name.first()?.wrapping_sub(b'a') as usize;
        if name.len() > 15 || KEYWORD_LENGTHS.get(letter)? & (1 << name.len()) == 0 {
            return None;
        }
        let (start, end) = (*KEYWORDS_BY_LETTER.get(letter)?, *KEYWORDS_BY_LETTER.get(letter + 1)?);
        let candidates = KEYWORDS.get(start as usize..end as usize)?;
        candidates.iter().find(|(word, _)| word.as_bytes() == name).map(|&(_, kind)| kind)
    }

    /// Whether an expression can end with it, so that a minus glued to it is a subtraction.
    pub(crate) const fn ends_expr(self) -> bool {
        use TokenKind::*;
        matches!(
            self,
            Lower
                | Upper
                | Underscore
                | NamedUnderscore
                | MalformedName
                | Number
                | NumberWithSuffix
                | MalformedNumber
                | Char
                | Str
                | StrPart
                | StrEnd
                | DotLower
                | DotUpper
                | DotInt
                | DotQuestionLower
                | Ellipsis
                | CloseRound
                | CloseSquare
                | CloseCurly
                | Question
                | Break
        )
    }

    /// Whether it can go on with the expression before it: a postfix or an operator, right or mistaken.
    #[inline]
    pub(crate) const fn continues_expr(self) -> bool {
        use TokenKind::*;
        matches!(
            self,
            OpenRound
                | DotLower
                | DotUpper
                | DotInt
                | DotQuestionLower
                | Dot
                | DotStar
                | DotDot
                | RangeExclusive
                | RangeInclusive
                | Pipe
                | ThinArrow
                | Question
                | DoubleQuestion
                | Plus
                | Minus
                | Star
                | Slash
                | DoubleSlash
                | Percent
                | DoubleEquals
                | NotEquals
                | Less
                | LessEquals
                | Greater
                | GreaterEquals
                | And
                | Or
        )
    }

    /// Whether an expression can begin with it.
    pub(crate) const fn starts_expr(self) -> bool {
        use TokenKind::*;
        matches!(
            self,
            Lower
                | Upper
                | NamedUnderscore
                | Number
                | NumberWithSuffix
                | Char
                | UnclosedChar
                | Str
                | StrStart
                | MultilineStart
                | OpenRound
                | OpenSquare
                | OpenCurly
                | Bar
                | UnaryMinus
                | Bang
                | If
                | Match
                | Dbg
                | Crash
                | Return
                | Break
                | For
                | Ellipsis
        )
    }

    /// Whether a pattern can begin with it.
    pub(crate) const fn starts_pattern(self) -> bool {
        use TokenKind::*;
        matches!(
            self,
            Lower
                | Upper
                | Underscore
                | NamedUnderscore
                | Var
                | Number
                | NumberWithSuffix
                | Char
                | UnclosedChar
                | Str
                | StrStart
                | MultilineStart
                | OpenRound
                | OpenSquare
                | OpenCurly
        )
    }

    /// Whether a type can begin with it.
    pub(crate) const fn starts_type(self) -> bool {
        use TokenKind::*;
        matches!(self, Lower | Upper | Underscore | NamedUnderscore | OpenRound | OpenSquare | OpenCurly)
    }

    /// Whether it closes a bracket.
    pub(crate) const fn is_closer(self) -> bool {
        use TokenKind::*;
        matches!(self, CloseRound | CloseSquare | CloseCurly | InterpolationClose)
    }
}

const _: () = assert!(size_of::<Token>() == 12);
