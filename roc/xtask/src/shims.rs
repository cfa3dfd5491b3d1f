//! `cargo xtask shims`: what programs of a target are linked from.
//!
//! | file in target/shims/TARGET | what |
//! | --- | --- |
//! | roc_shim.o | the interpreter, one object |
//! | HOST/libhost.a | a host of this repository |
//! | all others | what links get of the target's system: `system.rs` |

use crate::archive::{object_with, with_one_object, without_file_name};
use crate::build::{Target, static_libraries, target_folder};
use crate::symbols::{HOSTS, Host, MEMORY, SHIM_DEFINES, SHIM_NEEDS, host_may_need, shim_needs_of};
use crate::{Result, on, root, system, write};
use object::BinaryFormat;
use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

/// Makes the files and answers their folder.
pub fn make(target: &str) -> Result<PathBuf> {
    let target = Target::named(target)?;
    let folder = target_folder().join("shims").join(target.name);
    system::make(target, &folder)?;
    let shim = static_libraries("shim/entry", target)?.join("libroc_shim_entry.a");
    pick_shim(&shim, &folder.join("roc_shim.o"))?;
    let libraries = static_libraries("hosts", target)?;
    for host in HOSTS {
        let library = libraries.join(format!("libroc_host_{}.a", host.name));
        pick_host(host.name, &library, &folder.join(host.name).join("libhost.a"))?;
    }
    Ok(folder)
}

/// Makes the files and puts the hosts into their platforms' folders, for use with a plain `roc`.
pub fn install(target: &str) -> Result<()> {
    let folder = make(target)?;
    for host in HOSTS {
        let to = root().join("hosts").join(host.name).join("platform/targets").join(target);
        copy(&folder.join(host.name).join("libhost.a"), &to.join("libhost.a"))?;
        for file in ["crt1.o", "libc.a"].map(|file| folder.join(file)) {
            if let Some(name) = file.file_name().filter(|_| file.exists()) {
                copy(&file, &to.join(name))?;
            }
        }
    }
    Ok(())
}

/// Takes the shim's object out of its static library, once its symbols are as listed.
pub fn pick_shim(library: &Path, to: &Path) -> Result<()> {
    let library = read(library)?;
    let wrong = |e| format!("shim: {e}");
    let (object, symbols) = object_with(&library, SHIM_DEFINES[0]).map_err(wrong)?;
    exactly("defines", &symbols.defined, SHIM_DEFINES).map_err(wrong)?;
    let needs = [SHIM_NEEDS, shim_needs_of(format_of(object))].concat();
    exactly("needs", &without_memory(symbols.undefined), &needs).map_err(wrong)?;
    write(to, &without_file_name(object)?)
}

/// The same for the host of this name, as an archive.
pub fn pick_host(name: &str, library: &Path, to: &Path) -> Result<()> {
    let host = HOSTS.iter().find(|host| host.name == name);
    let host = host.ok_or_else(|| format!("there is no host {name} in symbols.rs"))?;
    let archive = host_archive(host, &read(library)?).map_err(|e| format!("host {name}: {e}"))?;
    write(to, &archive)
}

fn host_archive(host: &Host, library: &[u8]) -> Result<Vec<u8>> {
    let (object, symbols) = object_with(library, "main")?;
    exactly("defines", &symbols.defined, &[&["main"], host.hosted].concat())?;
    let (entries, others): (BTreeSet<_>, BTreeSet<_>) =
        without_memory(symbols.undefined.clone()).into_iter().partition(|name| name.starts_with("roc__"));
    exactly("calls", &entries, host.entries)?;
    let allowed = host_may_need(format_of(object));
    if let Some(name) = others.iter().find(|name| !allowed.contains(&name.as_str())) {
        return Err(format!("needs {name}, which is not in the list of symbols.rs"));
    }
    Ok(with_one_object("host.o", without_file_name(object)?, &symbols))
}

fn format_of(object: &[u8]) -> BinaryFormat {
    object::File::parse(object).map_or(BinaryFormat::Elf, |file| file.format())
}

fn without_memory(names: BTreeSet<String>) -> BTreeSet<String> {
    names.into_iter().filter(|name| !MEMORY.contains(&name.as_str())).collect()
}

fn exactly(what: &str, real: &BTreeSet<String>, expected: &[&str]) -> Result<()> {
    let expected: BTreeSet<String> = expected.iter().map(|name| name.to_string()).collect();
    if *real == expected {
        return Ok(());
    }
    let list = |names: Vec<&String>| names.into_iter().map(String::as_str).collect::<Vec<_>>().join(" ");
    Err(format!(
        "{what} other symbols than symbols.rs lists; more: [{}], less: [{}]",
        list(real.difference(&expected).collect()),
        list(expected.difference(real).collect()),
    ))
}

fn read(path: &Path) -> Result<Vec<u8>> {
    fs::read(path).map_err(on(path))
}

fn copy(from: &Path, to: &Path) -> Result<()> {
    write(to, &read(from)?)
}
