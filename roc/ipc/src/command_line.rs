//! A Windows command line: words, quoted so that the C runtime's rules give them back. Rust's std does the same but can't
//! pass a list of handles.

use std::ffi::{OsStr, OsString};
use std::iter::once;
use std::os::windows::ffi::OsStrExt;

/// The program's name and its arguments, ended by a zero.
pub(crate) fn command_line(program: &OsStr, arguments: &[OsString]) -> Vec<u16> {
    let mut line = vec![];
    for word in once(program).chain(arguments.iter().map(OsString::as_os_str)) {
        if !line.is_empty() {
            line.push(u16::from(b' '));
        }
        quote(&word.encode_wide().collect::<Vec<_>>(), &mut line);
    }
    line.push(0);
    line
}

fn quote(word: &[u16], line: &mut Vec<u16>) {
    let [quote, backslash] = [b'"', b'\\'].map(u16::from);
    let special = [b' ', b'\t', b'\n', b'"'].map(u16::from);
    if !word.is_empty() && !word.iter().any(|unit| special.contains(unit)) {
        return line.extend(word);
    }
    line.push(quote);
    let mut backslashes = 0;
    for &unit in word {
        if unit == backslash {
            backslashes += 1;
        } else {
            if unit == quote {
                line.extend(std::iter::repeat_n(backslash, backslashes + 1));
            }
            backslashes = 0;
        }
        line.push(unit);
    }
    // Before the closing quote backslashes count double.
    line.extend(std::iter::repeat_n(backslash, backslashes));
    line.push(quote);
}
