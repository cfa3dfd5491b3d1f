//! PE.

use crate::Faults;
use object::pe::{self, ImageNtHeaders64};
use object::read::pe::{ImageNtHeaders, ImageOptionalHeader, PeFile64};
use object::{LittleEndian, Object};

/// Every Windows has these.
const LIBRARIES: [&str; 2] = ["kernel32.dll", "msvcrt.dll"];

pub fn check(program: &[u8], faults: &mut Faults) -> object::Result<()> {
    let end = LittleEndian;
    let file = PeFile64::parse(program)?;
    let headers: &ImageNtHeaders64 = file.nt_headers();
    let header = headers.file_header();
    let optional = headers.optional_header();
    faults.unless(header.machine.get(end) == pe::IMAGE_FILE_MACHINE_AMD64, "is for another processor");
    faults.unless(header.time_date_stamp.get(end) == 0, "holds a time");
    faults.unless(optional.subsystem() == pe::IMAGE_SUBSYSTEM_WINDOWS_CUI, "is no console program");
    let wanted = pe::IMAGE_DLLCHARACTERISTICS_DYNAMIC_BASE | pe::IMAGE_DLLCHARACTERISTICS_NX_COMPAT;
    faults.unless(optional.dll_characteristics() & wanted == wanted, "can't be moved, or runs its data");
    let entry = optional.address_of_entry_point();
    let both = pe::IMAGE_SCN_MEM_WRITE | pe::IMAGE_SCN_MEM_EXECUTE;
    let sections = file.section_table();
    for section in sections.iter() {
        faults.unless(section.characteristics.get(end) & both != both, "has memory that is written and run");
    }
    let start = sections.iter().find(|section| {
        let first = section.virtual_address.get(end);
        (first..first + section.virtual_size.get(end)).contains(&entry)
    });
    let is_code =
        |section: &pe::ImageSectionHeader| section.characteristics.get(end) & pe::IMAGE_SCN_MEM_EXECUTE != 0;
    faults.unless(start.is_some_and(is_code), "doesn't start in code");
    for import in file.imports()? {
        let library = String::from_utf8_lossy(import.library()).to_lowercase();
        faults.unless(LIBRARIES.contains(&&*library), format!("needs {library}"));
    }
    let debug = file.data_directory(pe::IMAGE_DIRECTORY_ENTRY_DEBUG);
    faults.unless(debug.is_none_or(|debug| debug.size.get(end) == 0), "has notes for debuggers");
    faults.unless(file.symbols().next().is_none(), "has symbols");
    Ok(())
}
