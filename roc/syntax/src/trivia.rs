//! What lies between tokens: comments and line ends. Nothing here depends on meaning; the formatter and doc comments do.

use roc_base::TextRange;

/// A comment or a line end.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Trivia {
    /// From `#` to the last byte before the line end (without trailing `\r`).
    Comment(TextRange),
    /// A `\n`, at this offset.
    Newline(u32),
}

/// The comments and line ends of a stretch of text that lies between two tokens.
pub fn between(text: &[u8], gap: TextRange) -> impl Iterator<Item = Trivia> + '_ {
    let mut at = gap.start as usize;
    let end = (gap.end as usize).min(text.len());
    std::iter::from_fn(move || {
        while at < end {
            let start = at;
            at += 1;
            match text[start] {
                b'\n' => return Some(Trivia::Newline(start as u32)),
                b'#' => {
                    at += text[at..end].iter().position(|&byte| byte == b'\n').unwrap_or(end - at);
                    let stop = if text[at - 1] == b'\r' { at - 1 } else { at };
                    return Some(Trivia::Comment(TextRange::new(start as u32, stop as u32)));
                }
                _ => {}
            }
        }
        None
    })
}

/// The doc comment of what begins at `start`: the `## ` lines directly above it, from the first to the last, if there
/// are any.
pub fn doc_comment(text: &[u8], start: u32) -> Option<TextRange> {
    let mut line_start = line_start(text, start as usize);
    let mut found: Option<TextRange> = None;
    while line_start > 0 {
        let previous = self::line_start(text, line_start - 1);
        let line = &text[previous..line_start];
        let indent = line.iter().take_while(|byte| matches!(byte, b' ' | b'\t')).count();
        let content = line[indent..].trim_ascii_end();
        if !(content.starts_with(b"## ") || content == b"##") {
            break;
        }
        let first = (previous + indent) as u32;
        let last = found.map_or(first + content.len() as u32, |range| range.end);
        found = Some(TextRange::new(first, last));
        line_start = previous;
    }
    found
}

fn line_start(text: &[u8], at: usize) -> usize {
    text[..at.min(text.len())].iter().rposition(|&byte| byte == b'\n').map_or(0, |newline| newline + 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn trivia_and_doc_comments() {
        let text = b"a # one\r\n\n## d\n  ## e\n  b";
        let found: Vec<_> = between(text, TextRange::new(1, 10)).collect();
        let comment = Trivia::Comment(TextRange::new(2, 7));
        assert_eq!(found, [comment, Trivia::Newline(8), Trivia::Newline(9)]);
        let start = text.len() as u32 - 1;
        assert_eq!(doc_comment(text, start).map(|range| range.of(text)), Some(&b"## d\n  ## e"[..]));
        assert_eq!(doc_comment(text, 0), None);
    }
}
