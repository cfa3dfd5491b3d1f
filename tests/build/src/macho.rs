//! Mach-O. On Apple silicon every page is signed; the kernel ends a program at the first page whose hash is another.

use crate::{Faults, Target};
use graviola::hashing::{Hash, Sha256};
use object::macho::{self, MachHeader64};
use object::read::macho::{LoadCommandVariant, MachHeader, Segment};
use object::{Architecture, LittleEndian};

pub fn check(target: Target, program: &[u8], faults: &mut Faults) -> object::Result<()> {
    let end = LittleEndian;
    let header = MachHeader64::<LittleEndian>::parse(program, 0)?;
    let is_arm = target.arch == Architecture::Aarch64;
    let processor = if is_arm { macho::CPU_TYPE_ARM64 } else { macho::CPU_TYPE_X86_64 };
    faults.unless(header.cputype(end) == processor, "is for another processor");
    faults.unless(header.filetype(end) == macho::MH_EXECUTE, "is no executable");
    let flags = macho::MH_PIE | macho::MH_NOUNDEFS | macho::MH_DYLDLINK;
    faults.unless(header.flags(end) & flags == flags, "lacks flags of ordinary programs");

    let (mut code, mut entry, mut signature) = (0..0, None, None);
    let mut commands = header.load_commands(end, program, 0)?;
    while let Some(command) = commands.next()? {
        match command.variant()? {
            LoadCommandVariant::Segment64(segment, _) => {
                let both = macho::VM_PROT_WRITE | macho::VM_PROT_EXECUTE;
                faults.unless(segment.initprot(end) & both != both, "has memory that is written and run");
                let (offset, size) = segment.file_range(end);
                faults.unless(offset + size <= program.len() as u64, "has a segment that is cut short");
                if segment.name() == b"__TEXT" {
                    code = offset..offset + size;
                }
            }
            LoadCommandVariant::EntryPoint(main) => entry = Some(main.entryoff.get(end)),
            LoadCommandVariant::Dylib(library) => {
                let name = String::from_utf8_lossy(command.string(end, library.dylib.name)?).into_owned();
                faults.unless(name == "/usr/lib/libSystem.B.dylib", format!("needs {name}"));
                faults.unless(library.dylib.timestamp.get(end) <= 2, "holds a time");
            }
            LoadCommandVariant::BuildVersion(version) => {
                faults.unless(version.platform.get(end) == macho::PLATFORM_MACOS, "is for another system");
                faults.unless(version.minos.get(end) == 11 << 16, "needs another macOS than 11.0");
            }
            LoadCommandVariant::LinkeditData(data) if command.cmd() == macho::LC_CODE_SIGNATURE => {
                signature = Some((data.dataoff.get(end) as usize, data.datasize.get(end) as usize));
            }
            LoadCommandVariant::Rpath(_) => {
                faults.unless(false, "looks for libraries in a folder of its own")
            }
            LoadCommandVariant::Symtab(table) => {
                use object::read::macho::Nlist;
                for symbol in table.symbols::<MachHeader64<LittleEndian>, _>(end, program)?.iter() {
                    // Notes for debuggers: paths of objects and sources.
                    faults.unless(!symbol.is_stab(), "has notes for debuggers");
                }
            }
            _ => {}
        }
    }
    faults.unless(entry.is_some_and(|entry| code.contains(&entry)), "doesn't start in code");
    match signature {
        Some((at, size)) => match program.get(at..at + size) {
            Some(signature) => check_signature(program, at, signature, faults),
            None => faults.unless(false, "has a signature that is cut short"),
        },
        None => faults.unless(!is_arm, "is not signed"),
    }
    Ok(())
}

/// The signature: a table of blobs, of which one lists the hashes of all pages before it. Numbers are big endian.
fn check_signature(program: &[u8], limit: usize, signature: &[u8], faults: &mut Faults) {
    const TABLE: u32 = 0xfade_0cc0;
    const DIRECTORY: u32 = 0xfade_0c02;
    const AD_HOC: u32 = 2;
    const SHA256: u8 = 2;
    let word = |bytes: &[u8], at: usize| {
        bytes.get(at..at + 4).and_then(|b| b.try_into().ok()).map_or(0, u32::from_be_bytes)
    };
    let directory = (word(signature, 0) == TABLE)
        .then(|| (0..word(signature, 8) as usize).map(|i| word(signature, 12 + 8 * i + 4) as usize))
        .and_then(|mut places| places.find(|&at| word(signature, at) == DIRECTORY))
        .and_then(|at| signature.get(at..));
    let Some(directory) = directory else {
        return faults.unless(false, "has a signature without a directory");
    };
    faults.unless(word(directory, 12) & AD_HOC != 0, "is not signed ad hoc");
    let (hashes, identifier) = (word(directory, 16) as usize, word(directory, 20) as usize);
    let (count, signed) = (word(directory, 28) as usize, word(directory, 32) as usize);
    let (size, kind, page) = (directory.get(36), directory.get(37), directory.get(39));
    faults.unless(
        (size, kind, page) == (Some(&32), Some(&SHA256), Some(&12)),
        "has a signature of another kind",
    );
    faults.unless(signed == limit, "is not signed as a whole");
    let name = directory.get(identifier..).and_then(|text| text.split(|&b| b == 0).next());
    faults.unless(name == Some(b"program"), "is signed with the name of its place");
    let pages = program.get(..signed).unwrap_or_default().chunks(1 << 12);
    faults.unless(pages.len() == count, "is signed for another size");
    for (index, page) in pages.enumerate() {
        let at = hashes + 32 * index;
        let good = directory.get(at..at + 32) == Some(Sha256::hash(page).as_ref());
        faults.unless(good, format!("has a page, {index}, whose signature is of another one"));
    }
}
