//! The symbols of the shim and of hosts, by name. The lists are exact but for memory functions, so that
//! nothing creeps into programs unseen.

/// What the shim's object defines.
pub const SHIM_DEFINES: &[&str] = &["roc_entrypoint", "roc_shim_constructor"];

/// What it needs: the adapter's tables, and the environment where there is a C library (a weak symbol).
pub const SHIM_NEEDS: &[&str] = &["environ", "roc_adapter", "roc_embedded"];

/// What every C library has. Which of these an object needs is the compiler's choice.
pub const MEMORY: &[&str] = &["bcmp", "memcmp", "memcpy", "memmove", "memset", "strlen"];

/// What hosts may need of the C library beside those.
pub const HOST_MAY_NEED: &[&str] =
    &["__errno_location", "_exit", "free", "getenv", "malloc", "poll", "realloc", "write"];

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
