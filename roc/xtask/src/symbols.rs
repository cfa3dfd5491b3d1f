//! The symbols of the shim and of hosts, by name and as C has them. The lists are exact but for memory functions, so that
//! nothing creeps into programs unseen.

use object::BinaryFormat;

/// What the shim's object defines.
pub const SHIM_DEFINES: &[&str] = &["roc_entrypoint", "roc_shim_constructor"];

/// What it needs everywhere: the adapter's tables.
pub const SHIM_NEEDS: &[&str] = &["roc_adapter", "roc_embedded"];

/// What it needs of a system: on Linux the environment where there is a C library (a weak symbol).
pub fn shim_needs_of(format: BinaryFormat) -> &'static [&'static str] {
    match format {
        BinaryFormat::MachO => {
            &["__error", "close", "fstat", "getenv", "mmap", "mprotect", "munmap", "unsetenv"]
        }
        BinaryFormat::Coff => &[
            "CloseHandle",
            "GetEnvironmentVariableW",
            "GetLastError",
            "MapViewOfFile",
            "SetEnvironmentVariableW",
            "UnmapViewOfFile",
            "VirtualProtect",
            "VirtualQuery",
        ],
        _ => &["environ"],
    }
}

/// What every C library has. Which of these an object needs is the compiler's choice.
pub const MEMORY: &[&str] = &["__bzero", "bcmp", "bzero", "memcmp", "memcpy", "memmove", "memset", "strlen"];

/// What hosts may need of a C library beside those. (`__main` is what compilers for Windows let `main` begin with.)
pub fn host_may_need(format: BinaryFormat) -> &'static [&'static str] {
    match format {
        BinaryFormat::MachO => &["__error", "_exit", "free", "getenv", "malloc", "poll", "realloc", "write"],
        BinaryFormat::Coff => {
            &["__main", "_errno", "_exit", "_setmode", "_write", "free", "getenv", "malloc", "realloc"]
        }
        _ => &["__errno_location", "_exit", "free", "getenv", "malloc", "poll", "realloc", "write"],
    }
}

/// A host of this repository.
pub struct Host {
    pub name: &'static str,
    /// Beside `main`.
    pub hosted: &'static [&'static str],
    pub entries: &'static [&'static str],
}

pub const HOSTS: &[Host] = &[
    Host { name: "echo", hosted: &["roc_host__echo"], entries: &["roc__main"] },
    Host { name: "int", hosted: &[], entries: &["roc__addInts", "roc__multiplyInts"] },
    Host { name: "model", hosted: &[], entries: &["roc__init", "roc__render", "roc__update"] },
    Host { name: "str", hosted: &[], entries: &["roc__process"] },
];
