//! What is inside literals: escapes of strings and characters, spelling of numbers. Tells what is wrong with them.

use roc_base::{Diagnostic, Span, TextRange};

use crate::lexer::glued_suffix_len;
use crate::parser::Parser;

const ESCAPES: &str = "The escapes are `\\n`, `\\r`, `\\t`, `\\\\`, `\\\"`, `\\'`, `\\$` and `\\u(1F600)`.";

impl Parser<'_> {
    /// Appends the text of a string part to `decoded`, its escapes replaced by what they stand for.
    pub(crate) fn decode(&mut self, part: TextRange, decoded: &mut String) {
        let text = self.source(part);
        if text.bytes().all(|byte| (0x20..0x7f).contains(&byte) && byte != b'\\') {
            return decoded.push_str(text);
        }
        let mut at = part.start;
        while at < part.end {
            let (value, len) = self.decode_char(TextRange::new(at, part.end));
            decoded.extend(value);
            at += len;
        }
    }

    /// The character or escape at the start of a literal's text, and how many bytes it takes. Nothing for a bad escape,
    /// which is reported.
    fn decode_char(&mut self, rest: TextRange) -> (Option<char>, u32) {
        let text = self.source(rest);
        let mut chars = text.chars();
        let Some(first) = chars.next() else { return (None, 1) };
        let len = first.len_utf8() as u32;
        if first != '\\' {
            let unprintable =
                first != '\t' && (first.is_control() || matches!(first, '\u{fffe}' | '\u{ffff}'));
            if unprintable {
                let message =
                    format!("This literal contains the unprintable character U+{:04X}.", first as u32);
                self.literal_error(
                    "Nonprintable Unicode in String Literal",
                    rest.start,
                    len,
                    message,
                    ESCAPES,
                );
            }
            return (Some(first), len);
        }
        let escaped = chars.next();
        let value = match escaped {
            Some('n') => '\n',
            Some('r') => '\r',
            Some('t') => '\t',
            Some(same @ ('\\' | '"' | '\'' | '$')) => same,
            Some('u') => return self.decode_unicode(rest.start, text),
            _ => {
                let len = 1 + escaped.map_or(0, char::len_utf8) as u32;
                let shown = &text[..len as usize];
                let message = format!("`{shown}` is not an escape sequence.");
                let hint = format!("To write a backslash, double it: `\\\\`. {ESCAPES}");
                self.literal_error("Invalid Escape Sequence", rest.start, len, message, &hint);
                return (None, len);
            }
        };
        (Some(value), 2)
    }

    /// `\u(HEX)` at the start of `text`, which begins at `start` in the file.
    fn decode_unicode(&mut self, start: u32, text: &str) -> (Option<char>, u32) {
        let hex = text.get(3..).unwrap_or_default();
        let digits = hex.bytes().take_while(u8::is_ascii_hexdigit).count();
        let closed = text.as_bytes().get(2) == Some(&b'(') && hex.as_bytes().get(digits) == Some(&b')');
        let significant = hex[..digits].trim_start_matches('0');
        let code = if digits > 0 && significant.len() <= 6 {
            u32::from_str_radix(&hex[..digits], 16).ok().or(u32::from_str_radix(significant, 16).ok())
        } else {
            None
        };
        if let (true, Some(value)) = (closed, code.and_then(char::from_u32)) {
            return (Some(value), digits as u32 + 4);
        }
        let (len, message) = if closed {
            (digits + 4, "This is not the number of a Unicode character.")
        } else {
            (2, "This escape needs a hexadecimal number in parentheses.")
        };
        let hint =
            "Write it like `\\u(1F600)`, with a number up to 10FFFF that is not between D800 and DFFF.";
        self.literal_error("Invalid Unicode Escape Sequence", start, len as u32, message.to_owned(), hint);
        (None, len as u32)
    }

    /// The value of a character literal with its quotes; a space where it makes no sense, which is reported.
    pub(crate) fn decode_char_literal(&mut self, literal: TextRange, closed: bool) -> char {
        let inner = TextRange::new(literal.start + 1, literal.end - u32::from(closed));
        if !closed {
            let message = "This character literal has no closing quote.";
            let hint = "A character looks like `'x'`; text stands in double quotes.";
            if !self.follows(literal.start) {
                self.report("Unclosed Single Quote", self.span(literal), message, hint);
            }
            return ' ';
        }
        if inner.is_empty() {
            let message = "There is no character between these quotes.";
            let hint = "A character looks like `'x'`; an empty string is `\"\"`.";
            self.report("Single Quote Empty", self.span(literal), message, hint);
            return ' ';
        }
        let (value, len) = self.decode_char(inner);
        if value.is_some() && inner.start + len < inner.end {
            let message = "There is more than one character between these quotes.";
            self.report(
                "Single Quote Too Long",
                self.span(literal),
                message,
                "Text stands in double quotes.",
            );
        }
        value.unwrap_or(' ')
    }

    /// Reports odd spellings of a number. Returns the number without a glued suffix, and that suffix.
    pub(crate) fn check_number(&mut self, literal: TextRange, glued: bool) -> (TextRange, Option<TextRange>) {
        let text = self.source(literal).as_bytes();
        let unsigned = text.strip_prefix(b"-").unwrap_or(text);
        match unsigned {
            [b'0', base @ (b'X' | b'O' | b'B'), ..] => {
                let lower = char::from(base.to_ascii_lowercase());
                let hint = format!("Write `0{lower}`.");
                let message = "The base of a number is written with a small letter.";
                self.report("Uppercase Base", self.span(literal), message, &hint);
            }
            [b'0', b'0'..=b'9', ..] => {
                let message = "A number can't begin with a zero that is followed by other digits.";
                let hint = "Leave out the zero; octal numbers are written `0o17`.";
                self.report("Leading Zero", self.span(literal), message, hint);
            }
            _ => {}
        }
        if !glued {
            return (literal, None);
        }
        let split = literal.end - glued_suffix_len(text) as u32;
        let (number, suffix) = (TextRange::new(literal.start, split), TextRange::new(split, literal.end));
        let hint = format!("Write `{}.{}`.", self.source(number), capitalised(self.source(suffix)));
        let message = "A number's type is written after a dot.";
        self.report("Deprecated Number Suffix", self.span(literal), message, &hint);
        (number, Some(suffix))
    }

    /// Reports a problem whatever else was reported.
    pub(crate) fn report(&mut self, title: &'static str, span: Span, message: impl Into<String>, hint: &str) {
        let diagnostic = Diagnostic::error(title, span, message);
        self.diagnostics.push(if hint.is_empty() { diagnostic } else { diagnostic.with_hint(hint) });
    }

    #[cold]
    fn literal_error(&mut self, title: &'static str, start: u32, len: u32, message: String, hint: &str) {
        let span = self.span(TextRange::new(start, start + len));
        self.report(title, span, message, hint);
    }
}

/// `u64` as a type's name: `U64`.
pub(crate) fn capitalised(suffix: &str) -> String {
    let mut chars = suffix.chars();
    chars.next().map_or_else(String::new, |first| first.to_ascii_uppercase().to_string() + chars.as_str())
}
