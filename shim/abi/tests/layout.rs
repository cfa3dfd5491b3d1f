//! The header for hosts in C and this crate say the same. `layout.c` prints what the header says: it is compiled here
//! with the C compiler (`CC`, else `cc`), or built beforehand and named by `ROC_LAYOUT_PROGRAM`.

use roc_shim_abi::layout::LAYOUT;
use std::env;
use std::path::{Path, PathBuf};
use std::process::Command;

fn program() -> PathBuf {
    if let Some(program) = env::var_os("ROC_LAYOUT_PROGRAM") {
        return program.into();
    }
    let folder = Path::new(env!("CARGO_MANIFEST_DIR"));
    let program = Path::new(env!("CARGO_TARGET_TMPDIR")).join("layout");
    let compiler = env::var_os("CC").unwrap_or_else(|| "cc".into());
    let status = Command::new(&compiler)
        .args(["-std=c11", "-Wall", "-Wextra", "-Werror", "-O1", "-o"])
        .arg(&program)
        .arg("-I")
        .arg(folder.join("../../hosts/include"))
        .arg(folder.join("tests/layout.c"))
        .status()
        .unwrap_or_else(|e| panic!("this test needs a C compiler; cannot start {}: {e}", compiler.display()));
    assert!(status.success(), "layout.c does not compile");
    program
}

#[test]
fn the_header_says_the_same() {
    let output = Command::new(program()).output().expect("the compiled program starts");
    let text = String::from_utf8(output.stdout).expect("layout.c prints ASCII");
    let expected: Vec<String> = LAYOUT.iter().map(|(name, a, b)| format!("{name}: {a} {b}")).collect();
    assert_eq!(text.lines().collect::<Vec<_>>(), expected);
    assert!(output.status.success());
}
