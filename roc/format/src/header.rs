//! File headers.

use roc_syntax::TokenKind;
use roc_syntax::ast::{Exposed, Header, List, PlatformHeader};

use crate::layout::Layout;
use crate::printer::Printer;

impl Printer<'_> {
    /// The header, from its keyword on.
    pub(crate) fn header(&mut self, header: &Header) {
        match header {
            Header::App(app) => self.app_header(app.exposes),
            Header::Package(package) => self.package_header(package.exposes),
            Header::Platform(platform) => self.platform_header(platform),
            Header::Module(exposed) | Header::Hosted(exposed) => {
                let several_lines = self.layout.list(self.at + 1, *exposed, Layout::exposed);
                self.take();
                self.break_if_or_space(several_lines);
                self.exposed_list(*exposed);
            }
        }
        self.out.indent = 0;
    }

    /// Whether an app's or a package's header, up to its last bracket, takes several lines.
    fn takes_lines(&mut self, exposes: List<Exposed>) -> bool {
        let exposes_open = self.at + 1;
        let mut last = self.source.closer(exposes_open);
        let mut several_lines = self.layout.list(exposes_open, exposes, Layout::exposed);
        if self.source.tokens[last + 1].kind == TokenKind::OpenCurly {
            several_lines |= self.entries_take_lines(last + 1);
            last = self.source.closer(last + 1);
        }
        several_lines || self.source.has_comment(self.source.range(self.at, last))
    }

    /// `app [main!] { pf: platform "…" }`
    fn app_header(&mut self, exposes: List<Exposed>) {
        let several_lines = self.takes_lines(exposes);
        self.take();
        self.break_if_or_space(several_lines);
        self.exposed_list(exposes);
        if several_lines && self.keep_gap() {
            self.out.indent = 1;
        } else {
            self.out.space();
        }
        self.packages();
    }

    /// `package [A, B] { dep: "…" }`; with items on lines of their own, each part begins a line.
    fn package_header(&mut self, exposes: List<Exposed>) {
        let several_lines = self.takes_lines(exposes);
        self.take();
        if several_lines {
            self.own_line();
            self.out.indent += 1;
        } else {
            self.out.space();
        }
        self.exposed_list(exposes);
        if several_lines {
            self.own_line();
        } else {
            self.out.space();
        }
        if self.is(TokenKind::OpenCurly) {
            self.packages();
        } else {
            self.out.text("{}");
        }
    }

    /// `{ name: "…", pf: platform "…" }`, the platform first.
    fn packages(&mut self) {
        let open = self.at;
        let mut entries = self.entries(open);
        let is_platform = |&entry: &usize| self.source.tokens[entry + 2].kind == TokenKind::Platform;
        let close = self.source.closer(open);
        let several_lines = self.entries_take_lines(open);
        let platform = entries.iter().position(is_platform).unwrap_or(0);
        if platform == 0 || self.source.has_comment(self.source.range(open, close)) {
            return self.items(several_lines, entries.len(), Self::entry);
        }
        entries[..=platform].rotate_right(1);
        let mut order = entries.iter();
        let mut left = entries.len();
        self.items(several_lines, entries.len(), |printer| {
            if let Some(&entry) = order.next() {
                printer.jump(entry);
                printer.entry();
            }
            left -= 1;
            if left == 0 {
                printer.jump(close);
            }
        });
    }

    /// The first tokens of the entries in the braces at this index.
    fn entries(&self, open: usize) -> Vec<usize> {
        let close = self.source.closer(open);
        let mut entries = Vec::new();
        let mut depth = 0;
        for index in open + 1..close {
            let begins = index == open + 1 || self.source.tokens[index - 1].kind == TokenKind::Comma;
            if begins && depth == 0 {
                entries.push(index);
            }
            match self.source.tokens[index].kind {
                TokenKind::OpenCurly | TokenKind::OpenSquare | TokenKind::OpenRound => depth += 1,
                TokenKind::CloseCurly | TokenKind::CloseSquare | TokenKind::CloseRound => depth -= 1,
                _ => {}
            }
        }
        entries
    }

    fn entries_take_lines(&self, open: usize) -> bool {
        let close = self.source.closer(open);
        let range = self.source.range(open, close);
        self.source.trailing_comma(range.end) || self.source.has_comment(range)
    }

    /// `name: "…"`, `name: platform "…"`, `"symbol": Type.function!`
    fn entry(&mut self) {
        self.take_all(2);
        self.out.space();
        if self.is(TokenKind::Platform) {
            self.take();
            self.out.space();
        }
        self.take();
        while matches!(self.kind(), TokenKind::DotUpper | TokenKind::DotLower) {
            self.take();
        }
    }

    /// `{ entry, entry }`
    fn entry_list(&mut self) {
        let count = self.entries(self.at).len();
        self.items(self.entries_take_lines(self.at), count, Self::entry);
    }

    /// A platform's header: one section a line.
    fn platform_header(&mut self, header: &PlatformHeader) {
        self.take();
        self.break_or_space();
        self.take();
        self.section();
        self.take();
        self.out.space();
        self.requires(header);
        self.section();
        self.take();
        self.break_or_space();
        self.exposed_list(header.exposes);
        self.section();
        self.take();
        self.break_or_space();
        self.entry_list();
        self.section();
        self.take();
        self.out.space();
        self.entry_list();
        if self.is(TokenKind::Hosted) {
            if header.hosted.is_empty() && !self.entries_take_lines(self.at + 1) {
                (0..3).for_each(|_| self.skip());
            } else {
                self.section();
                self.take();
                self.out.space();
                self.entry_list();
            }
        }
        if header.targets.is_some() {
            self.section();
            self.take_all(2);
            self.out.space();
            self.targets();
        }
    }

    /// The next section of a platform's header.
    fn section(&mut self) {
        self.out.indent = 1;
        self.own_line();
    }

    /// `{ [State : state] for name : type, … }`, one entry a line, without a comma behind the last.
    fn requires(&mut self, header: &PlatformHeader) {
        if self.source.tokens[self.at + 2].kind == TokenKind::OpenCurly {
            // An older spelling has empty braces first.
            self.skip();
            self.skip();
        }
        if header.requires.is_empty() {
            return self.items(false, 0, |_| {});
        }
        self.take();
        for (index, requirement) in header.requires.iter().enumerate() {
            self.out.indent = 2;
            self.own_line();
            if self.is(TokenKind::OpenSquare) {
                self.aliases(requirement.aliases.len());
            }
            self.take();
            self.out.space();
            self.take();
            self.out.space();
            self.ty(requirement.ty);
            self.skip_if(TokenKind::Comma);
            if index + 1 < header.requires.len() {
                self.out.text(",");
            }
        }
        self.out.indent = 2;
        self.own_line();
        self.out.indent = 1;
        self.take();
    }

    /// `[State : state, …] for `
    fn aliases(&mut self, count: usize) {
        if count == 0 {
            return (0..3).for_each(|_| self.skip());
        }
        self.items(false, count, |printer| {
            printer.take();
            printer.out.space();
            printer.take();
            printer.out.space();
            printer.take();
        });
        self.out.space();
        self.take();
        self.out.space();
    }

    /// `{ inputs_dir: "…", x64musl: { … } }`, one entry a line.
    fn targets(&mut self) {
        let count = self.entries(self.at).len();
        self.items(count > 0, count, |printer| {
            printer.take_all(2);
            printer.out.space();
            if printer.is(TokenKind::OpenCurly) {
                printer.target();
            } else {
                printer.take();
            }
        });
    }

    /// A target's settings: a single one stays on the line.
    fn target(&mut self) {
        let count = self.entries(self.at).len();
        let close = self.source.closer(self.at);
        let several_lines = count != 1 || self.source.has_comment(self.source.range(self.at, close));
        self.items(several_lines, count, |printer| {
            printer.take();
            if printer.is(TokenKind::Colon) {
                printer.take();
                printer.out.space();
                printer.setting();
            }
        });
    }

    /// `Exe`, `"text"`, `[a, b]`
    fn setting(&mut self) {
        if !self.is(TokenKind::OpenSquare) {
            return self.take();
        }
        let count = self.entries(self.at).len();
        let close = self.source.closer(self.at);
        let several_lines = self.source.has_comment(self.source.range(self.at, close));
        self.items(several_lines, count, Self::setting);
    }
}
