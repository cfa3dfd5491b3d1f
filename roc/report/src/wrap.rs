//! Paragraphs broken into lines.

use unicode_width::UnicodeWidthStr;

/// How wide text may get, in columns.
pub(crate) const WIDTH: usize = 80;

/// Breaks text into lines of at most [`WIDTH`] columns, each with `indent` spaces in front. Breaks only at spaces, and
/// keeps what is in backquotes together; a longer word gets a line of its own. Line ends in the text stay.
pub(crate) fn wrap(text: &str, indent: usize) -> String {
    let mut out = String::new();
    for line in text.lines() {
        let mut column = 0;
        for word in words(line) {
            let width = word.width();
            if column > 0 && indent + column + 1 + width > WIDTH {
                out.push('\n');
                column = 0;
            }
            if column > 0 {
                out.push(' ');
                column += 1;
            } else {
                out.extend(std::iter::repeat_n(' ', indent));
            }
            out.push_str(word);
            column += width;
        }
        out.push('\n');
    }
    out
}

/// The words of a line; spaces in backquotes don't part words, if what is in them is short.
fn words(line: &str) -> Vec<&str> {
    let mut words = Vec::new();
    let mut rest = line.trim_start();
    while !rest.is_empty() {
        let mut quoted = false;
        let end = rest.char_indices().find(|&(_, c)| {
            quoted ^= c == '`';
            c == ' ' && !quoted
        });
        let mut end = end.map_or(rest.len(), |(at, _)| at);
        if rest[..end].width() > WIDTH / 2 || (quoted && end == rest.len()) {
            end = rest.find(' ').unwrap_or(rest.len());
        }
        words.push(&rest[..end]);
        rest = rest[end..].trim_start();
    }
    words
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn breaks_at_spaces_outside_of_backquotes() {
        let text =
            "This sentence is long enough that the line has to break before `a quoted part`, not in it.";
        let expected =
            "This sentence is long enough that the line has to break before `a quoted part`,\nnot in it.\n";
        assert_eq!(wrap(text, 0), expected);
        let long = "x".repeat(100);
        assert_eq!(wrap(&format!("a {long} b"), 2), format!("  a\n  {long}\n  b\n"));
        assert_eq!(wrap("`unclosed and\n\n more", 0), "`unclosed and\n\nmore\n");
    }
}
