//! Takes one object out of a static library and checks its symbols, so that it can be linked beside
//! any host without a clash: it defines what it should and nothing else, and needs no more than the
//! link provides.
//!
//! single_object --archive LIB.a --output OBJECT.o --defines SYMBOL... --needs SYMBOL...
//! (`--defines` and `--needs` as often as there are symbols.)

use object::read::archive::ArchiveFile;
use object::{BinaryFormat, Object, ObjectSymbol};
use std::collections::BTreeSet;
use std::{env, fs, process};

type Names = BTreeSet<String>;

#[derive(Default)]
struct Arguments {
    archive: String,
    output: String,
    defines: Names,
    needs: Names,
}

/// The global symbols of one member, without the underscore that Mach-O puts before names.
struct Globals {
    defined: Names,
    undefined: Names,
}

fn main() {
    if let Err(message) = arguments().and_then(|arguments| run(&arguments)) {
        eprintln!("single_object: {message}");
        process::exit(1);
    }
}

fn arguments() -> Result<Arguments, String> {
    let mut arguments = Arguments::default();
    let mut words = env::args().skip(1);
    while let Some(flag) = words.next() {
        let value = words.next().ok_or_else(|| format!("{flag} needs a value"))?;
        match flag.as_str() {
            "--archive" => arguments.archive = value,
            "--output" => arguments.output = value,
            "--defines" => _ = arguments.defines.insert(value),
            "--needs" => _ = arguments.needs.insert(value),
            _ => return Err(format!("unknown flag {flag}")),
        }
    }
    Ok(arguments)
}

fn run(arguments: &Arguments) -> Result<(), String> {
    let path = &arguments.archive;
    let in_archive = |error: &dyn std::fmt::Display| format!("{path}: {error}");
    let bytes = fs::read(path).map_err(|e| in_archive(&e))?;
    let archive = ArchiveFile::parse(&*bytes).map_err(|e| in_archive(&e))?;

    let mut found = Vec::new();
    for member in archive.members() {
        let member = member.map_err(|e| in_archive(&e))?;
        let data = member.data(&*bytes).map_err(|e| in_archive(&e))?;
        // Rust's own archives also have members that are no objects.
        let Ok(object) = object::File::parse(data) else { continue };
        let globals = globals(&object);
        if !globals.defined.is_disjoint(&arguments.defines) {
            found.push((data, globals));
        }
    }

    let [(data, globals)] = &found[..] else {
        return Err(format!("{path}: {} objects define {:?}, expected one", found.len(), arguments.defines));
    };
    if globals.defined != arguments.defines {
        return Err(format!("{path} defines {:?}, expected exactly {:?}", globals.defined, arguments.defines));
    }
    let unknown: Vec<&String> = globals.undefined.difference(&arguments.needs).collect();
    if !unknown.is_empty() {
        return Err(format!("{path} needs {unknown:?}, which the link does not provide"));
    }
    fs::write(&arguments.output, data).map_err(|e| format!("{}: {e}", arguments.output))
}

fn globals(object: &object::File) -> Globals {
    let mut globals = Globals { defined: Names::new(), undefined: Names::new() };
    for symbol in object.symbols().filter(|symbol| symbol.is_global()) {
        let name = symbol.name().unwrap_or("?");
        let name = match object.format() {
            BinaryFormat::MachO => name.strip_prefix('_').unwrap_or(name),
            // windows-gnu reaches data of other objects through COMDAT pointers, one in a program.
            BinaryFormat::Coff if name.starts_with(".refptr.") => continue,
            _ => name,
        };
        if name.is_empty() {
            continue;
        }
        let set = if symbol.is_undefined() { &mut globals.undefined } else { &mut globals.defined };
        set.insert(name.to_owned());
    }
    globals
}
