//! `roc fmt`

use std::io::{self, Read};
use std::path::Path;

use roc_base::SourceMap;
use roc_base::source::MAX_SOURCE_BYTES;
use roc_report::{Style, terminal};

use crate::args::FmtArgs;
use crate::{files, output};

/// What became of a text.
enum Outcome {
    /// It has its layout already.
    Same,
    /// Its layout.
    Changed(String),
    /// It has mistakes, which were shown.
    Refused,
}

pub fn fmt(args: &FmtArgs) -> u8 {
    let style = output::style(args.no_color);
    if args.stdin {
        return standard_input(args.check, style);
    }
    let found = files::roc_files(&args.paths);
    for failure in &found.failures {
        output::error(failure, None);
    }
    let mut failed = !found.failures.is_empty();
    let mut to_change = String::new();
    for path in &found.files {
        match file(path, args.check, style) {
            Ok(Outcome::Same) => {}
            Ok(Outcome::Changed(_)) if args.check => to_change.push_str(&format!("{}\n", path.display())),
            Ok(Outcome::Changed(_)) => output::report(&format!("formatted {}\n", path.display())),
            Ok(Outcome::Refused) => failed = true,
            Err(failure) => {
                output::error(format!("{}: {failure}", path.display()), None);
                failed = true;
            }
        }
    }
    output::result(&to_change, u8::from(failed || !to_change.is_empty()))
}

/// Formats a file and, unless this is only a check, writes it.
fn file(path: &Path, check: bool, style: Style) -> io::Result<Outcome> {
    let text = std::fs::read(path)?;
    let outcome = format(&path.to_string_lossy(), text, "it was left as it is", style);
    if let (Outcome::Changed(formatted), false) = (&outcome, check) {
        files::replace(path, formatted.as_bytes())?;
    }
    Ok(outcome)
}

fn standard_input(check: bool, style: Style) -> u8 {
    let mut text = Vec::new();
    // One byte more than allowed is enough to be told so.
    let limit = MAX_SOURCE_BYTES as u64 + 1;
    if let Err(failure) = io::stdin().lock().take(limit).read_to_end(&mut text) {
        output::error(format!("cannot read standard input: {failure}"), None);
        return 1;
    }
    let same = if check { String::new() } else { String::from_utf8_lossy(&text).into_owned() };
    match format("standard input", text, "nothing was written", style) {
        Outcome::Same => output::result(&same, 0),
        Outcome::Changed(_) if check => 1,
        Outcome::Changed(formatted) => output::result(&formatted, 0),
        Outcome::Refused => 1,
    }
}

/// The layout of a text. Mistakes are shown, with what they mean for the file.
fn format(name: &str, text: Vec<u8>, consequence: &str, style: Style) -> Outcome {
    let mut sources = SourceMap::new();
    let file = sources.add(name, text);
    match roc_format::format(file, sources.text(file)) {
        Ok(formatted) if formatted.as_bytes() == sources.text(file) => Outcome::Same,
        Ok(formatted) => Outcome::Changed(formatted),
        Err(diagnostics) => {
            for diagnostic in &diagnostics {
                output::report(&format!("{}\n", terminal::render(diagnostic, &sources, style)));
            }
            output::error(
                format!("{name} can't be formatted, since its syntax is wrong; {consequence}"),
                None,
            );
            Outcome::Refused
        }
    }
}
