//! ELF.

use crate::{Faults, System, Target};
use object::elf::{self, FileHeader64};
use object::read::elf::{Dyn, FileHeader, ProgramHeader};
use object::{Architecture, LittleEndian};

/// The oldest glibc that programs run with.
const OLDEST_GLIBC: [u32; 2] = [2, 17];

pub fn check(target: Target, program: &[u8], faults: &mut Faults) -> object::Result<()> {
    let end = LittleEndian;
    let header = FileHeader64::<LittleEndian>::parse(program)?;
    let machine = match target.arch {
        Architecture::Aarch64 => elf::EM_AARCH64,
        _ => elf::EM_X86_64,
    };
    faults.unless(header.e_machine(end) == machine, "is for another processor");
    let segments = header.program_headers(end, program)?;
    let entry = header.e_entry(end);
    let holds_entry = |s: &&elf::ProgramHeader64<_>| {
        s.p_type(end) == elf::PT_LOAD && (s.p_vaddr(end)..s.p_vaddr(end) + s.p_memsz(end)).contains(&entry)
    };
    let start = segments.iter().find(holds_entry);
    faults.unless(start.is_some_and(|s| s.p_flags(end) & elf::PF_X != 0), "doesn't start in code");
    let both = elf::PF_W | elf::PF_X;
    faults
        .unless(segments.iter().all(|s| s.p_flags(end) & both != both), "has memory that is written and run");
    let stack = segments.iter().find(|s| s.p_type(end) == elf::PT_GNU_STACK);
    faults.unless(stack.is_some_and(|s| s.p_flags(end) & elf::PF_X == 0), "has a stack that is run");

    let sections = header.sections(end, program)?;
    for section in sections.iter() {
        let name = String::from_utf8_lossy(sections.section_name(end, section)?);
        let unwanted = [".symtab", ".note.gnu.build-id"].contains(&&*name) || name.starts_with(".debug");
        faults.unless(!unwanted, format!("has a section {name}"));
    }
    let interpreter = segments.iter().find_map(|s| s.interpreter(end, program).transpose()).transpose()?;
    let dynamic = sections.dynamic(end, program)?;
    if target.system == System::Musl {
        faults.unless(header.e_type(end) == elf::ET_EXEC, "is not a static executable");
        faults.unless(interpreter.is_none() && dynamic.is_none(), "needs a loader");
        return Ok(());
    }

    faults.unless(header.e_type(end) == elf::ET_DYN, "is not position independent");
    let loader: &[u8] = match target.arch {
        Architecture::Aarch64 => b"/lib/ld-linux-aarch64.so.1",
        _ => b"/lib64/ld-linux-x86-64.so.2",
    };
    faults.unless(interpreter == Some(loader), "names another loader");
    let Some((entries, strings)) = dynamic else {
        faults.unless(false, "has no dynamic section");
        return Ok(());
    };
    let strings = sections.strings(end, program, strings)?;
    for entry in entries {
        match entry.tag32(end) {
            Some(elf::DT_NEEDED) => {
                let name = String::from_utf8_lossy(entry.string(end, strings)?);
                faults.unless(name == "libc.so.6", format!("needs {name}"));
            }
            Some(elf::DT_RPATH | elf::DT_RUNPATH) => {
                faults.unless(false, "looks for libraries in a folder of its own")
            }
            _ => {}
        }
    }
    let Some((mut libraries, link)) = sections.gnu_verneed(end, program)? else {
        faults.unless(false, "asks for no versions of the C library");
        return Ok(());
    };
    let strings = sections.strings(end, program, link)?;
    while let Some((_, mut versions)) = libraries.next()? {
        while let Some(version) = versions.next()? {
            let name = String::from_utf8_lossy(version.name(end, strings)?).into_owned();
            let number = name.strip_prefix("GLIBC_").unwrap_or("999");
            let number: Vec<u32> = number.split('.').map(|part| part.parse().unwrap_or(999)).collect();
            faults.unless(
                number.as_slice() <= &OLDEST_GLIBC[..] || number.starts_with(&OLDEST_GLIBC),
                format!("needs {name}"),
            );
        }
    }
    Ok(())
}
