//! What linked programs must look like, whatever runs them: formats, machines, imports, protections, signatures, and
//! nothing of the place or the time of the link. Each check answers what is wrong, in words.

mod elf;
mod macho;
mod pe;

use object::Architecture;

/// A target as its programs show it.
#[derive(Clone, Copy, Debug)]
pub struct Target {
    /// Roc's name.
    pub name: &'static str,
    /// The processor.
    pub arch: Architecture,
    /// The rest.
    pub system: System,
}

/// What decides the format.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum System {
    /// Static ELF.
    Musl,
    /// Dynamic ELF.
    Glibc,
    /// Mach-O.
    MacOs,
    /// PE.
    Windows,
}

/// All targets.
pub const TARGETS: [Target; 7] = [
    Target { name: "x64musl", arch: Architecture::X86_64, system: System::Musl },
    Target { name: "arm64musl", arch: Architecture::Aarch64, system: System::Musl },
    Target { name: "x64glibc", arch: Architecture::X86_64, system: System::Glibc },
    Target { name: "arm64glibc", arch: Architecture::Aarch64, system: System::Glibc },
    Target { name: "x64mac", arch: Architecture::X86_64, system: System::MacOs },
    Target { name: "arm64mac", arch: Architecture::Aarch64, system: System::MacOs },
    Target { name: "x64win", arch: Architecture::X86_64, system: System::Windows },
];

/// Faults that are found so far.
#[derive(Debug, Default)]
pub struct Faults(Vec<String>);

impl Faults {
    /// Notes a fault unless the condition holds.
    pub fn unless(&mut self, good: bool, fault: impl Into<String>) {
        if !good {
            self.0.push(fault.into());
        }
    }
}

/// All that is wrong with a program for a target. `places` are texts that no program may hold: where it was made.
pub fn faults(target: Target, program: &[u8], places: &[&str]) -> Vec<String> {
    let mut faults = Faults::default();
    let readable = match target.system {
        System::Musl | System::Glibc => elf::check(target, program, &mut faults),
        System::MacOs => macho::check(target, program, &mut faults),
        System::Windows => pe::check(program, &mut faults),
    };
    if let Err(error) = readable {
        faults.0.push(format!("can't be read: {error}"));
    }
    for place in places {
        let held = program.windows(place.len()).any(|window| window == place.as_bytes());
        faults.unless(!held, format!("holds the text {place}"));
    }
    faults.0
}
