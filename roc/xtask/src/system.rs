//! What links get of a target's system, beside shim and host. The sources are in toolchains/link.
//!
//! | target | files |
//! | --- | --- |
//! | musl | crt1.o crti.o crtn.o libc.a libunwind.a, from the Rust target's standard library |
//! | glibc | Scrt1.o, and stubs with names and versions: libc.so libdl.so libgcc_s.so libm.so libpthread.so librt.so |
//! | mac | libSystem.tbd, a stub in text |
//! | win | crt2.o, unwind.o, and import libraries: libkernel32.a libmsvcrt.a … |

use crate::archive::without_debug_info;
use crate::build::{self, Target};
use crate::import_library;
use crate::stub_library::{self, Arch};
use crate::{Result, on, root, write};
use std::fs;
use std::path::Path;

const MUSL: [&str; 5] = ["crt1.o", "crti.o", "crtn.o", "libc.a", "libunwind.a"];
const GLIBC: [&str; 6] = ["libc", "libdl", "libgcc_s", "libm", "libpthread", "librt"];

/// Makes all files of a target.
pub fn make(target: Target, folder: &Path) -> Result<()> {
    fs::create_dir_all(folder).map_err(on(folder))?;
    let sources = root().join("toolchains/link");
    let arch = if target.name.starts_with("arm64") { "arm64" } else { "x64" };
    if target.name.ends_with("musl") {
        let files = target.library_folder()?.join("self-contained");
        return MUSL.iter().try_for_each(|file| pick_libc(&files.join(file), &folder.join(file)));
    }
    if target.name.ends_with("glibc") {
        build::object(&sources.join("glibc/start.rs"), target, &folder.join("Scrt1.o"))?;
        return GLIBC.iter().try_for_each(|name| {
            let list = sources.join("glibc").join(name).with_extension("txt");
            stub_library(arch, &list, &folder.join(name).with_extension("so"))
        });
    }
    if target.name.ends_with("mac") {
        let stub = sources.join("macos/libSystem.tbd");
        return write(&folder.join("libSystem.tbd"), &fs::read(&stub).map_err(on(&stub))?);
    }
    for (source, object) in [("start.rs", "crt2.o"), ("unwind.rs", "unwind.o")] {
        build::object(&sources.join("windows").join(source), target, &folder.join(object))?;
    }
    let list = sources.join("windows/imports.txt");
    let text = fs::read_to_string(&list).map_err(on(&list))?;
    text.lines().filter(|line| line.ends_with(".dll")).try_for_each(|dll| {
        let name = dll.trim_end_matches(".dll");
        import_library(dll, &list, &folder.join(format!("lib{name}.a")))
    })
}

/// Takes a file of the C library, without what a library has for debuggers.
pub fn pick_libc(file: &Path, to: &Path) -> Result<()> {
    let bytes = fs::read(file).map_err(on(file))?;
    let is_library = file.extension().is_some_and(|extension| extension == "a");
    write(to, &if is_library { without_debug_info(&bytes)? } else { bytes })
}

/// Writes a stub of a shared library of Linux.
pub fn stub_library(arch: &str, list: &Path, to: &Path) -> Result<()> {
    let arch = match arch {
        "x64" => Arch::X64,
        "arm64" => Arch::Arm64,
        _ => return Err(format!("there is no architecture {arch}")),
    };
    let text = fs::read_to_string(list).map_err(on(list))?;
    write(to, &stub_library::make(&text, arch).map_err(|e| format!("{}: {e}", list.display()))?)
}

/// Writes an import library of Windows.
pub fn import_library(dll: &str, list: &Path, to: &Path) -> Result<()> {
    let text = fs::read_to_string(list).map_err(on(list))?;
    write(to, &import_library::make(&text, dll).map_err(|e| format!("{}: {e}", list.display()))?)
}
