//! Link inputs that come with the tool, by name: a platform's header may list them without bringing them. What a target
//! has of them is packed (toolchains/link makes them); a file of the platform's own takes their place.

/// By system: musl, glibc, macOS, Windows.
const NAMES: [&[&str]; 4] = [
    &["crt1.o", "crti.o", "crtn.o", "libc.a", "libunwind.a"],
    &["Scrt1.o", "libc.so", "libdl.so", "libgcc_s.so", "libm.so", "libpthread.so", "librt.so"],
    &["libSystem.tbd"],
    &[
        "crt2.o",
        "libadvapi32.a",
        "libkernel32.a",
        "libmsvcrt.a",
        "libntdll.a",
        "libole32.a",
        "libshell32.a",
        "libuser32.a",
        "libuserenv.a",
        "libws2_32.a",
        "unwind.o",
    ],
];

/// Whether an input comes with the tool.
pub fn contain(name: &str) -> bool {
    NAMES.iter().any(|names| names.contains(&name))
}

/// Whether an input can be (part of) the host; stubs of shared libraries can't.
pub fn is_host(name: &str) -> bool {
    !contain(name) && !name.ends_with(".so") && !name.ends_with(".tbd")
}
