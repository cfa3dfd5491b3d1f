//! One pointer in the section whose functions the start-up code calls before main. The object that holds it also defines
//! `roc_entrypoint`, so it is always linked, and kept when unused sections are dropped.

/// The answer matters on Windows only: anything but zero would stop the start there.
extern "C" fn run() -> i32 {
    crate::take::early();
    0
}

/// ELF: lowest priority number, so before the constructors of a C++ host and of Rust's std (00099).
/// Mach-O: the linker keeps the order of its inputs, so this object is linked first.
/// Windows: among C's initialisers, which come before the environment's copy in the universal C runtime and before C++
/// constructors.
#[used]
#[unsafe(export_name = "roc_shim_constructor")]
#[cfg_attr(target_os = "linux", unsafe(link_section = ".init_array.00000"))]
#[cfg_attr(target_os = "macos", unsafe(link_section = "__DATA,__mod_init_func"))]
#[cfg_attr(windows, unsafe(link_section = ".CRT$XIB"))]
static CONSTRUCTOR: extern "C" fn() -> i32 = run;
