//! `machorun PROGRAM [ARGUMENT…]`: runs a program for macOS on Linux of the same processor, for tests.
//!
//! It does what dyld does for a program that needs libSystem alone: maps the segments where they want to be, binds the
//! imports to functions of its own in [`library`], runs initialisers, calls `main`. Descriptors, memory and environment
//! are this process's.
//!
//! It is no macOS: no code signatures are checked, no other libraries are loaded, no Objective-C, no signals; imports that
//! it lacks end the program with 125 and their name when they are called.
#![cfg_attr(not(target_os = "linux"), allow(unused))]

#[cfg(target_os = "linux")]
mod bind;
#[cfg(target_os = "linux")]
mod image;
#[cfg(target_os = "linux")]
mod library;
#[cfg(target_os = "linux")]
mod memory;
#[cfg(target_os = "linux")]
mod thunk;

use std::process::ExitCode;

#[cfg(not(target_os = "linux"))]
fn main() -> ExitCode {
    eprintln!("machorun: programs for macOS run here without it, or not at all");
    ExitCode::FAILURE
}

#[cfg(target_os = "linux")]
fn main() -> ExitCode {
    use std::ffi::CString;
    use std::os::unix::ffi::OsStringExt;

    let words: Vec<CString> =
        std::env::args_os().skip(1).filter_map(|word| CString::new(word.into_vec()).ok()).collect();
    let Some(program) = words.first() else {
        eprintln!("usage: machorun PROGRAM [ARGUMENT...]");
        return ExitCode::FAILURE;
    };
    let path = program.to_string_lossy().into_owned();
    let failed = |message: String| {
        eprintln!("machorun: {path}: {message}");
        ExitCode::from(126)
    };
    let bytes = match std::fs::read(&path) {
        Ok(bytes) => bytes,
        Err(e) => return failed(e.to_string()),
    };
    match image::Image::read(&bytes).and_then(|image| memory::load(&image, &bytes)) {
        Ok(loaded) => ExitCode::from(loaded.run(&words)),
        Err(message) => failed(message),
    }
}
