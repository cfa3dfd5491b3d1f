//! For cargo only: compiles the wrapper of LLD and says where LLVM's and LLD's static archives are.
//! Bazel declares both itself and doesn't run this.

use std::env;
use std::path::{Path, PathBuf};
use std::process::Command;

const PREFIX: &str = "LLVM_SYS_221_PREFIX";
const HINT: &str = "LLVM and LLD 22 are needed with their static archives and headers. \
    On Debian: apt-get install llvm-22-dev liblld-22-dev zlib1g-dev libzstd-dev libffi-dev g++. \
    Elsewhere set LLVM_SYS_221_PREFIX to the folder that has bin/llvm-config";

/// Dependents before dependencies.
const LLD: [&str; 5] = ["lldMinGW", "lldCOFF", "lldELF", "lldMachO", "lldCommon"];

fn main() {
    println!("cargo:rerun-if-changed=cpp");
    println!("cargo:rerun-if-env-changed={PREFIX}");
    let config = match env::var_os(PREFIX) {
        Some(prefix) => Path::new(&prefix).join("bin/llvm-config"),
        None => PathBuf::from("llvm-config-22"),
    };
    let ask = |args: &[&str]| run(Command::new(&config).args(args));
    let version = ask(&["--version"]);
    assert!(version.starts_with("22."), "{} is LLVM {version}. {HINT}", config.display());

    cc::Build::new()
        .cpp(true)
        .std("c++17")
        .flags(["-fno-exceptions", "-fno-rtti"])
        .flag(format!("-isystem{}", ask(&["--includedir"])))
        .cpp_link_stdlib(None)
        .file("cpp/lld_wrapper.cpp")
        .compile("lld_wrapper");

    // All at the very end of the command: after the crates that need them, whatever the linker.
    let lib = PathBuf::from(ask(&["--libdir"]));
    let mut link = vec!["-Wl,--start-group".to_owned()];
    for name in LLD {
        link.push(existing(lib.join(format!("lib{name}.a"))));
    }
    for name in ask(&["--link-static", "--libnames", "all"]).split_whitespace() {
        // Polly is stubbed in cpp/target_stubs.inc.
        if !name.starts_with("libPolly") {
            link.push(existing(lib.join(name)));
        }
    }
    for name in ["libz.a", "libzstd.a", "libffi_pic.a", "libstdc++.a"] {
        link.push(system_archive(name));
    }
    link.push("-Wl,--end-group".to_owned());
    if env::var("CARGO_CFG_TARGET_FEATURE").is_ok_and(|f| f.split(',').any(|f| f == "crt-static")) {
        // rustc names libc before the archives of LLVM; single-pass linkers need it after them.
        link.extend(["-Wl,-Bstatic".to_owned(), "-lm".to_owned(), "-lc".to_owned()]);
    } else {
        // Not position independent: thousands of relocations less at each start.
        link.push("-no-pie".to_owned());
    }
    // The quickest linker for archives of this size is at hand when LLD's own tools are installed.
    let tools = PathBuf::from(ask(&["--bindir"]));
    if tools.join("ld.lld").exists() {
        link.extend([format!("-B{}", tools.display()), "-fuse-ld=lld".to_owned()]);
    }
    for argument in link {
        println!("cargo:rustc-link-arg={argument}");
    }
}

fn run(command: &mut Command) -> String {
    let name = command.get_program().to_string_lossy().into_owned();
    let done = command.output().unwrap_or_else(|e| panic!("{name} does not start ({e}). {HINT}"));
    assert!(done.status.success(), "{name} failed: {}", String::from_utf8_lossy(&done.stderr));
    String::from_utf8_lossy(&done.stdout).trim().to_owned()
}

fn existing(archive: PathBuf) -> String {
    assert!(archive.exists(), "{} is missing. {HINT}", archive.display());
    archive.display().to_string()
}

/// A static library beside the C++ compiler's own; the compiler prints the name unchanged if there is none.
fn system_archive(name: &str) -> String {
    let compiler = cc::Build::new().cpp(true).get_compiler();
    let path = run(compiler.to_command().arg(format!("-print-file-name={name}")));
    assert!(path != name, "there is no {name} beside the C++ compiler. {HINT}");
    path
}
