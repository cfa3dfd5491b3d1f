//! The targets: one table of names, triples and formats. Knows nothing of LLVM or of linking.

use serde::Deserialize;
use std::fmt;
use std::str::FromStr;

/// A target by its Roc name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Target {
    /// x86_64 Linux with musl, statically linked.
    X64Musl,
    /// aarch64 Linux with musl, statically linked.
    Arm64Musl,
    /// x86_64 Linux with glibc.
    X64Glibc,
    /// aarch64 Linux with glibc.
    Arm64Glibc,
    /// x86_64 macOS.
    X64Mac,
    /// Apple silicon macOS.
    Arm64Mac,
    /// x86_64 Windows, GNU flavour.
    X64Win,
}

/// A processor architecture.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Arch {
    /// x86_64.
    X64,
    /// aarch64.
    Arm64,
}

/// What a target's programs are, which decides how they are linked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Flavor {
    /// ELF, static, musl.
    Musl,
    /// ELF, dynamic, glibc.
    Glibc,
    /// Mach-O.
    MacOs,
    /// COFF and PE.
    Windows,
}

impl Target {
    /// All targets, in the order in which help and errors list them.
    pub const ALL: [Self; 7] = [
        Self::X64Musl,
        Self::Arm64Musl,
        Self::X64Glibc,
        Self::Arm64Glibc,
        Self::X64Mac,
        Self::Arm64Mac,
        Self::X64Win,
    ];

    /// The name in a platform's `targets:`, LLVM's triple, architecture, flavour.
    const fn row(self) -> (&'static str, &'static str, Arch, Flavor) {
        match self {
            Self::X64Musl => ("x64musl", "x86_64-unknown-linux-musl", Arch::X64, Flavor::Musl),
            Self::Arm64Musl => ("arm64musl", "aarch64-unknown-linux-musl", Arch::Arm64, Flavor::Musl),
            Self::X64Glibc => ("x64glibc", "x86_64-unknown-linux-gnu", Arch::X64, Flavor::Glibc),
            Self::Arm64Glibc => ("arm64glibc", "aarch64-unknown-linux-gnu", Arch::Arm64, Flavor::Glibc),
            Self::X64Mac => ("x64mac", "x86_64-apple-macosx11.0.0", Arch::X64, Flavor::MacOs),
            Self::Arm64Mac => ("arm64mac", "arm64-apple-macosx11.0.0", Arch::Arm64, Flavor::MacOs),
            Self::X64Win => ("x64win", "x86_64-pc-windows-gnu", Arch::X64, Flavor::Windows),
        }
    }

    /// The name in a platform's `targets:` section.
    pub const fn name(self) -> &'static str {
        self.row().0
    }

    /// LLVM's target triple.
    pub const fn triple(self) -> &'static str {
        self.row().1
    }

    /// The processor architecture.
    pub const fn arch(self) -> Arch {
        self.row().2
    }

    /// What its programs are.
    pub const fn flavor(self) -> Flavor {
        self.row().3
    }

    /// The processor that code is made for: the least of its architecture, never the building machine's.
    pub const fn cpu(self) -> &'static str {
        match self.arch() {
            Arch::X64 => "x86-64",
            Arch::Arm64 => "generic",
        }
    }

    /// How a machine is called in a message: `x86_64 Linux`.
    pub const fn description(self) -> &'static str {
        match (self.arch(), self.flavor()) {
            (Arch::X64, Flavor::Musl | Flavor::Glibc) => "x86_64 Linux",
            (Arch::Arm64, Flavor::Musl | Flavor::Glibc) => "aarch64 Linux",
            (Arch::X64, Flavor::MacOs) => "x86_64 macOS",
            (Arch::Arm64, Flavor::MacOs) => "aarch64 macOS",
            (Arch::X64, Flavor::Windows) => "x86_64 Windows",
            (Arch::Arm64, Flavor::Windows) => "aarch64 Windows",
        }
    }

    /// All names, for messages: `x64musl, arm64musl, …`.
    pub fn names() -> String {
        Self::ALL.map(Self::name).join(", ")
    }
}

impl fmt::Display for Target {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

impl FromStr for Target {
    type Err = String;

    fn from_str(name: &str) -> Result<Self, String> {
        let known = Self::ALL.into_iter().find(|target| target.name() == name);
        known.ok_or_else(|| format!("there is no target “{name}”; the targets are {}", Self::names()))
    }
}
