//! The text that is being written: indentation, single spaces and line ends. It knows nothing of Roc but that a line
//! of a multiline string takes all that follows on its line.

/// Text under construction.
pub(crate) struct Output {
    text: String,
    /// How many tabs the next line begins with.
    pub(crate) indent: usize,
    /// Whether nothing was written on the current line.
    line_start: bool,
    /// Whether a space is owed to the next text on this line.
    space: bool,
    /// Whether the current line belongs to a multiline string, so that anything else needs a new one.
    string_line: bool,
}

impl Output {
    pub(crate) fn new(capacity: usize) -> Self {
        Output {
            text: String::with_capacity(capacity),
            indent: 0,
            line_start: true,
            space: false,
            string_line: false,
        }
    }

    /// Writes text without line ends.
    pub(crate) fn text(&mut self, text: &str) {
        if self.string_line {
            self.newline();
        }
        if self.line_start {
            self.text.extend(std::iter::repeat_n('\t', self.indent));
        } else if self.space {
            self.text.push(' ');
        }
        self.text.push_str(text);
        self.line_start = false;
        self.space = false;
    }

    /// Puts one space in front of the next text, unless that begins a line.
    pub(crate) fn space(&mut self) {
        self.space = true;
    }

    /// Ends the line, also an empty one.
    pub(crate) fn newline(&mut self) {
        self.text.push('\n');
        self.line_start = true;
        self.space = false;
        self.string_line = false;
    }

    /// Ends the line unless it is empty.
    pub(crate) fn ensure_newline(&mut self) {
        if !self.line_start {
            self.newline();
        }
    }

    /// Whether nothing was written at all.
    pub(crate) fn is_empty(&self) -> bool {
        self.text.is_empty()
    }

    /// Whether nothing was written on the current line.
    pub(crate) fn at_line_start(&self) -> bool {
        self.line_start
    }

    /// Notes that the current line is the last one of a multiline string.
    pub(crate) fn end_string_line(&mut self) {
        self.string_line = true;
    }

    /// Whether the current line is the last one of a multiline string.
    pub(crate) fn in_string_line(&self) -> bool {
        self.string_line
    }

    pub(crate) fn finish(self) -> String {
        self.text
    }
}
