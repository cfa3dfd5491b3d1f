//! A piece of source text as it is shown in a report: dedented, tabs as spaces, with carets under a region that lies
//! within one line.

use roc_base::{SourceFile, Span, TextRange};
use unicode_width::UnicodeWidthChar;

use crate::Style;

/// Columns of a tab.
const TAB: usize = 4;
/// A line that is wider than this is cut around the region.
const WIDEST: usize = 120;
/// How many lines of a region are shown at its start and at its end, if it is longer than both together.
const SHOWN_LINES: u32 = 6;

/// The lines of a region, each with its line end.
pub(crate) fn excerpt(file: &SourceFile, span: Span, caret_color: &str, style: Style) -> String {
    let lines = file.lines();
    let (mut first, mut last) = (lines.line_column(span.start).line, lines.line_column(span.end).line);
    // A region that ends at the start of a line does not show that line.
    if last > first && lines.line_range(last, file.text()).start == span.end {
        last -= 1;
    }
    let mut region = span.range();
    if first == last && is_blank(file, first) {
        // The end of the file, usually: point behind the last thing that was written.
        while first > 1 && is_blank(file, first) {
            first -= 1;
        }
        last = first;
        let end = lines.line_range(first, file.text()).end;
        region = TextRange::new(end, end);
    }
    if first == last {
        return one_line(file, first, region, caret_color, style);
    }
    many_lines(file, first, last)
}

fn is_blank(file: &SourceFile, line: u32) -> bool {
    file.lines().line_range(line, file.text()).of(file.text()).trim_ascii().is_empty()
}

fn one_line(file: &SourceFile, line: u32, region: TextRange, caret_color: &str, style: Style) -> String {
    let range = file.lines().line_range(line, file.text());
    let mut cells = cells(range.of(file.text()));
    let indent = cells.iter().take_while(|cell| cell.shown == " ").count();
    let offset_in_line = |offset: u32| offset.clamp(range.start, range.end) - range.start;
    let (start, end) = (offset_in_line(region.start), offset_in_line(region.end));
    let start_cell = cells.iter().position(|cell| cell.offset >= start).unwrap_or(cells.len());
    let end_cell = cells.iter().position(|cell| cell.offset >= end).unwrap_or(cells.len()).max(start_cell);
    let from = indent.min(start_cell);
    let (from, to) = window(&cells, from, start_cell, end_cell);
    let width = |cells: &[Cell]| cells.iter().map(|cell| cell.width).sum::<usize>();
    let (before, after) = (if from > indent { "…" } else { "" }, if to < cells.len() { "…" } else { "" });
    let carets_at = width(&cells[from..start_cell]) + before.chars().count();
    let carets = width(&cells[start_cell..end_cell.min(to)]).max(1);
    let shown: String = cells.drain(..).take(to).skip(from).map(|cell| cell.shown).collect();
    let shown = format!("{before}{shown}{after}");
    let marks = style.paint(caret_color, &"^".repeat(carets));
    format!("{}\n{}{marks}\n", shown.trim_end(), " ".repeat(carets_at))
}

/// The cells to show of a long line, around those from `start` to `end`.
fn window(cells: &[Cell], from: usize, start: usize, end: usize) -> (usize, usize) {
    if cells.len() - from <= WIDEST {
        return (from, cells.len());
    }
    let context = WIDEST.saturating_sub(end - start) / 2;
    let from = from.max(start.saturating_sub(context));
    (from, cells.len().min(from + WIDEST))
}

fn many_lines(file: &SourceFile, first: u32, last: u32) -> String {
    let shown = |line: &u32| {
        last - first < 2 * SHOWN_LINES || *line < first + SHOWN_LINES || *line > last - SHOWN_LINES
    };
    let lines: Vec<(u32, Vec<Cell>)> = (first..=last)
        .filter(shown)
        .map(|line| (line, cells(file.lines().line_range(line, file.text()).of(file.text()))))
        .collect();
    let indent_of = |cells: &[Cell]| cells.iter().take_while(|cell| cell.shown == " ").count();
    let filled = lines.iter().filter(|(_, cells)| indent_of(cells) < cells.len());
    let indent = filled.map(|(_, cells)| indent_of(cells)).min().unwrap_or(0);
    let mut out = String::new();
    let mut expected = first;
    for (line, cells) in lines {
        if line != expected {
            out.push_str("…\n");
        }
        expected = line + 1;
        let cut = cells.len() > indent + WIDEST;
        let text: String = cells.into_iter().skip(indent).take(WIDEST).map(|cell| cell.shown).collect();
        out.push_str(text.trim_end());
        out.push_str(if cut { "…\n" } else { "\n" });
    }
    out
}

/// One character as it is shown, or one column of a tab.
struct Cell {
    /// Offset in the line of the byte that it begins at.
    offset: u32,
    /// What is shown, with the characters that combine with it.
    shown: String,
    /// Columns that it takes.
    width: usize,
}

/// The cells of a line. Control characters and bytes that are not UTF-8 are shown as `�`, so that no text can move the
/// cursor or switch colours.
fn cells(line: &[u8]) -> Vec<Cell> {
    let mut cells: Vec<Cell> = Vec::with_capacity(line.len());
    let mut column = 0;
    let mut offset = 0;
    for chunk in line.utf8_chunks() {
        for c in chunk.valid().chars() {
            let at = offset;
            offset += c.len_utf8() as u32;
            if c == '\t' {
                let width = TAB - column % TAB;
                cells.extend((0..width).map(|_| Cell { offset: at, shown: " ".to_owned(), width: 1 }));
                column += width;
                continue;
            }
            let (c, width) = match c.width() {
                Some(width) if !is_bidi_control(c) => (c, width),
                _ => (char::REPLACEMENT_CHARACTER, 1),
            };
            column += width;
            match cells.last_mut() {
                Some(previous) if width == 0 => previous.shown.push(c),
                _ => cells.push(Cell { offset: at, shown: c.to_string(), width }),
            }
        }
        if !chunk.invalid().is_empty() {
            cells.push(Cell { offset, shown: char::REPLACEMENT_CHARACTER.to_string(), width: 1 });
            offset += chunk.invalid().len() as u32;
            column += 1;
        }
    }
    cells
}

/// Whether a character changes the direction of the text around it, so that the excerpt would not show what is there.
fn is_bidi_control(c: char) -> bool {
    matches!(c, '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}
