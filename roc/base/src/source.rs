//! Source text and places in it.
//!
//! Text is bytes: a file may hold invalid UTF-8, which is diagnosed and otherwise lives on. Offsets are byte offsets;
//! lines and columns count from one, columns in bytes. This file reads nothing from disk.

use std::borrow::Cow;
use std::sync::OnceLock;

use crate::index::IndexVec;

crate::define_id! {
    /// A source file of a [`SourceMap`].
    pub struct FileId;
}

/// The largest source file that the compiler takes, in bytes. It keeps every offset and every id within `u32`.
pub const MAX_SOURCE_BYTES: usize = 1 << 28;

/// A range of bytes in some file: `start` up to but not including `end`. Eight bytes.
#[derive(Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct TextRange {
    /// Offset of the first byte.
    pub start: u32,
    /// Offset behind the last byte, never before `start`.
    pub end: u32,
}

impl TextRange {
    /// The bytes from `start` up to `end`.
    #[inline]
    pub const fn new(start: u32, end: u32) -> Self {
        TextRange { start, end: if end < start { start } else { end } }
    }

    /// From this range's start to the other's end.
    #[inline]
    pub const fn to(self, last: TextRange) -> Self {
        TextRange::new(self.start, last.end)
    }

    /// How many bytes.
    #[inline]
    pub const fn len(self) -> usize {
        (self.end - self.start) as usize
    }

    /// Whether it holds no bytes.
    #[inline]
    pub const fn is_empty(self) -> bool {
        self.start == self.end
    }

    /// The same range as a span of a file.
    #[inline]
    pub const fn in_file(self, file: FileId) -> Span {
        Span { file, start: self.start, end: self.end }
    }

    /// These bytes of the text; empty if the range does not lie in it.
    #[inline]
    pub fn of(self, text: &[u8]) -> &[u8] {
        text.get(self.start as usize..self.end as usize).unwrap_or_default()
    }
}

impl std::fmt::Debug for TextRange {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}..{}", self.start, self.end)
    }
}

/// A place: a file and a range of bytes in it. Twelve bytes.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct Span {
    /// The file.
    pub file: FileId,
    /// Offset of the first byte.
    pub start: u32,
    /// Offset behind the last byte, never before `start`.
    pub end: u32,
}

impl Span {
    /// The place without its file.
    #[inline]
    pub const fn range(self) -> TextRange {
        TextRange::new(self.start, self.end)
    }

    /// Whether another place lies in this one.
    pub fn contains(self, inner: Span) -> bool {
        self.file == inner.file && self.start <= inner.start && inner.end <= self.end
    }

    /// From this place's start to the other's end; both must be in one file.
    #[inline]
    pub const fn to(self, last: Span) -> Span {
        self.range().to(last.range()).in_file(self.file)
    }
}

/// A line and a column, both counted from one, the column in bytes.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct LineColumn {
    /// The line, from one.
    pub line: u32,
    /// The column in bytes, from one.
    pub column: u32,
}

/// Where each line of a text begins.
#[derive(Clone, Debug)]
pub struct LineIndex {
    starts: Vec<u32>,
}

impl LineIndex {
    /// Finds the lines of a text. A line ends behind its `\n`.
    pub fn new(text: &[u8]) -> Self {
        let mut starts = vec![0];
        starts
            .extend(text.iter().enumerate().filter(|(_, byte)| **byte == b'\n').map(|(at, _)| at as u32 + 1));
        LineIndex { starts }
    }

    /// How many lines there are; a text that ends with `\n` has an empty last line.
    pub fn line_count(&self) -> u32 {
        self.starts.len() as u32
    }

    /// The line and column of a byte offset.
    pub fn line_column(&self, offset: u32) -> LineColumn {
        let line = self.starts.partition_point(|&start| start <= offset).max(1);
        let start = self.starts.get(line - 1).copied().unwrap_or(0);
        LineColumn { line: line as u32, column: offset - start + 1 }
    }

    /// The bytes of a line (counted from one) without its line end; empty if there is no such line.
    pub fn line_range(&self, line: u32, text: &[u8]) -> TextRange {
        let Some(&start) = self.starts.get((line as usize).wrapping_sub(1)) else {
            return TextRange::default();
        };
        let mut end =
            self.starts.get(line as usize).map_or(text.len() as u32, |&next| next.saturating_sub(1));
        if TextRange::new(start, end).of(text).last() == Some(&b'\r') {
            end -= 1;
        }
        TextRange::new(start, end)
    }
}

/// A source file in memory.
#[derive(Debug)]
pub struct SourceFile {
    path: String,
    text: Cow<'static, [u8]>,
    lines: OnceLock<LineIndex>,
}

impl SourceFile {
    /// The path as it is shown to people: relative, with `/` between its parts.
    pub fn path(&self) -> &str {
        &self.path
    }

    /// The bytes of the file.
    pub fn text(&self) -> &[u8] {
        &self.text
    }

    /// The lines, found at the first call.
    pub fn lines(&self) -> &LineIndex {
        self.lines.get_or_init(|| LineIndex::new(&self.text))
    }
}

/// All source files of a run. Owns their text.
#[derive(Default, Debug)]
pub struct SourceMap {
    files: IndexVec<FileId, SourceFile>,
}

impl SourceMap {
    /// No files.
    pub fn new() -> Self {
        SourceMap::default()
    }

    /// Adds a file. `path` is the path for people. The caller has made sure that the text is not larger than
    /// [`MAX_SOURCE_BYTES`].
    pub fn add(&mut self, path: impl Into<String>, text: impl Into<Cow<'static, [u8]>>) -> FileId {
        self.files.push(SourceFile { path: path.into(), text: text.into(), lines: OnceLock::new() })
    }

    /// The file of this id, if it is one of these.
    pub fn get(&self, file: FileId) -> Option<&SourceFile> {
        self.files.get(file)
    }

    /// The text of a file; empty if it is none of these.
    pub fn text(&self, file: FileId) -> &[u8] {
        self.get(file).map_or(&[], SourceFile::text)
    }

    /// The path of a file; empty if it is none of these.
    pub fn path(&self, file: FileId) -> &str {
        self.get(file).map_or("", SourceFile::path)
    }

    /// Where a span begins and ends. The end is the place just behind the last byte.
    pub fn locate(&self, span: Span) -> (LineColumn, LineColumn) {
        match self.get(span.file) {
            Some(file) => (file.lines().line_column(span.start), file.lines().line_column(span.end)),
            None => (LineColumn { line: 1, column: 1 }, LineColumn { line: 1, column: 1 }),
        }
    }

    /// All files with their ids, in the order in which they were added.
    pub fn iter(&self) -> impl Iterator<Item = (FileId, &SourceFile)> {
        self.files.iter_enumerated()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn offsets_become_lines_and_byte_columns() {
        let mut sources = SourceMap::new();
        let file = sources.add("a.roc", "aé\r\nbc\n".as_bytes());
        let at = |start, end| {
            let (from, to) = sources.locate(Span { file, start, end });
            (from.line, from.column, to.line, to.column)
        };
        assert_eq!(at(0, 3), (1, 1, 1, 4));
        assert_eq!(at(5, 7), (2, 1, 2, 3));
        assert_eq!(at(8, 8), (3, 1, 3, 1));
        let lines = LineIndex::new(sources.text(file));
        assert_eq!(lines.line_count(), 3);
        let line =
            |n| std::str::from_utf8(lines.line_range(n, sources.text(file)).of(sources.text(file))).unwrap();
        assert_eq!([line(0), line(1), line(2), line(3), line(4)], ["", "aé", "bc", "", ""]);
    }
}
