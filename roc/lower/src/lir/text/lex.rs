//! Tokens of the text form, with their lines.

/// A token. Text is borrowed from the source where it needs no decoding.
#[derive(Clone, PartialEq, Debug)]
pub enum Token<'a> {
    /// A name or keyword: letters, digits, `_`, `.`, `!`, `#`.
    Word(&'a str),
    /// A number with its sign, undecoded.
    Number(&'a str),
    /// A string, decoded.
    Text(String),
    /// `(`, `)`, `{`, `}`, `[`, `]`, `,`, `:`, `=`, `@`, `&`, `->`, `=>`.
    Mark(&'static str),
    /// The end of a line that had tokens.
    LineEnd,
}

const MARKS: [&str; 13] = ["->", "=>", "&", "(", ")", "{", "}", "[", "]", ",", ":", "=", "@"];

/// All tokens with their lines, counted from one; or what is wrong in which line.
pub fn tokens(text: &str) -> Result<Vec<(Token<'_>, u32)>, (u32, String)> {
    let mut tokens = Vec::new();
    for (line, text) in (1..).zip(text.lines()) {
        let before = tokens.len();
        let mut rest = text.trim_start();
        while let Some(first) = rest.chars().next() {
            if first == '#' {
                break;
            }
            let (token, length) = token(rest, first).map_err(|message| (line, message))?;
            tokens.push((token, line));
            rest = rest[length..].trim_start();
        }
        if tokens.len() > before {
            tokens.push((Token::LineEnd, line));
        }
    }
    Ok(tokens)
}

fn token(rest: &str, first: char) -> Result<(Token<'_>, usize), String> {
    if let Some(mark) = MARKS.iter().find(|mark| rest.starts_with(**mark)) {
        return Ok((Token::Mark(mark), mark.len()));
    }
    let word_length = |from: usize| {
        let end = rest[from..].find(|c: char| !(c.is_alphanumeric() || "_.!#".contains(c)));
        end.map_or(rest.len(), |end| from + end)
    };
    match first {
        '"' => string(rest),
        '-' | '+' | '0'..='9' => {
            let mut end = word_length(1);
            if rest[..end].ends_with(['e', 'E']) && rest[end..].starts_with(['-', '+']) {
                end = word_length(end + 1);
            }
            Ok((Token::Number(&rest[..end]), end))
        }
        '_' => Ok((Token::Word(&rest[..word_length(0)]), word_length(0))),
        c if c.is_alphabetic() => Ok((Token::Word(&rest[..word_length(0)]), word_length(0))),
        other => Err(format!("unexpected character {other:?}")),
    }
}

fn string(rest: &str) -> Result<(Token<'_>, usize), String> {
    let mut text = String::new();
    let mut chars = rest.char_indices().skip(1);
    while let Some((at, c)) = chars.next() {
        match c {
            '"' => return Ok((Token::Text(text), at + 1)),
            '\\' => match chars.next().map(|(_, c)| c) {
                Some('n') => text.push('\n'),
                Some('r') => text.push('\r'),
                Some('t') => text.push('\t'),
                Some('0') => text.push('\0'),
                Some(c @ ('"' | '\\' | '\'')) => text.push(c),
                Some('u') => {
                    let digits: String =
                        chars.by_ref().map(|(_, c)| c).skip(1).take_while(|c| *c != '}').collect();
                    let c = u32::from_str_radix(&digits, 16).ok().and_then(char::from_u32);
                    text.push(c.ok_or_else(|| format!("\\u{{{digits}}} is no character"))?);
                }
                _ => return Err("unknown escape in a string".to_owned()),
            },
            c => text.push(c),
        }
    }
    Err("a string without its closing quote".to_owned())
}
