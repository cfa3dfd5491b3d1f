//! Diagnostics as text for people and as JSON for programs: one file a format. It knows neither how a diagnostic came
//! about nor where the text goes; it writes into strings.

mod excerpt;
pub mod json;
pub mod summary;
pub mod terminal;
mod wrap;

pub use summary::Summary;

/// How terminal text looks.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Style {
    /// Whether to use colours (ANSI escape sequences). The caller knows whether the text goes to a terminal and what
    /// the user asked for.
    pub color: bool,
}

impl Style {
    /// Text only.
    pub const PLAIN: Style = Style { color: false };
    /// With colours.
    pub const COLORED: Style = Style { color: true };

    /// The text in a colour, if colours are on. `code` is an SGR parameter such as `1;31`.
    fn paint(self, code: &str, text: &str) -> String {
        if self.color && !text.is_empty() {
            format!("\u{1b}[{code}m{text}\u{1b}[0m")
        } else {
            text.to_owned()
        }
    }
}
