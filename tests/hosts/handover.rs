//! The child's side of the hand-over: the shim between the echo host and an adapter in C, with right and wrong images
//! handed over in right and wrong ways.
#![cfg(all(target_os = "linux", target_arch = "x86_64"))]

mod common;

use common::link;
use nix::fcntl::{FcntlArg, SealFlag, fcntl};
use nix::libc;
use nix::sys::memfd::{MFdFlags, memfd_create};
use roc_shim_image::op::Op;
use roc_shim_image::write::{Assembler, Frame, ImageBuilder, Layout};
use std::fs::{self, File};
use std::io::Write;
use std::os::fd::{AsRawFd, OwnedFd};
use std::os::unix::process::CommandExt;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use std::sync::OnceLock;

const DESCRIPTOR: i32 = 200;
/// adapter.c has the same.
const DIGEST: [u8; 32] = {
    let mut digest = [0; 32];
    digest[0] = 0xab;
    digest[1] = 1;
    digest
};

/// A program that writes a text and ends with code 3.
fn image(digest: [u8; 32], hosted: u32) -> Vec<u8> {
    let mut image = ImageBuilder::new(digest, hosted);
    let text = image.data.str_value("this is a text from an image\n");
    let text = image.data.add(text, 8);
    let element = image.layouts.add(Layout::Str);
    let list = image.layouts.add(Layout::List(element));
    let main = image.declare_function("main!");
    let mut code = Assembler::new();
    code.emit(Op::Release, &[0, list.into()]);
    code.emit(Op::ConstData24, &[32, text.into()]);
    if hosted > 0 {
        code.emit(Op::CallHosted, &[64, 32, 0, 24, 0]);
    }
    code.emit(Op::Const4, &[0, 3]);
    code.emit(Op::Return, &[]);
    let frame = Frame { size: 80, args: 24, ret: 4, captures: false };
    image.define_function(main, code.finish(frame).unwrap());
    image.add_entry(main);
    image.finish().unwrap()
}

fn program() -> &'static Path {
    static PROGRAM: OnceLock<PathBuf> = OnceLock::new();
    PROGRAM
        .get_or_init(|| link("handover", &["tests/hosts/fake/adapter.c"], &["roc_shim.o", "echo/libhost.a"]))
}

fn all_seals() -> SealFlag {
    SealFlag::F_SEAL_SEAL | SealFlag::F_SEAL_SHRINK | SealFlag::F_SEAL_GROW | SealFlag::F_SEAL_WRITE
}

fn memory(bytes: &[u8], seals: SealFlag) -> OwnedFd {
    let flags = MFdFlags::MFD_CLOEXEC | MFdFlags::MFD_ALLOW_SEALING;
    let mut file = File::from(memfd_create(c"roc-image", flags).unwrap());
    file.write_all(bytes).unwrap();
    fcntl(&file, FcntlArg::F_ADD_SEALS(seals)).unwrap();
    file.into()
}

fn run(program: &Path, descriptor: Option<&OwnedFd>, value: Option<&str>) -> Output {
    let mut command = Command::new(program);
    command.env_remove("ROC_MODULE_IMAGE").env("ROC_HOST_CHECK_LEAKS", "1");
    if let Some(value) = value {
        command.env("ROC_MODULE_IMAGE", value);
    }
    if let Some(descriptor) = descriptor {
        let descriptor = descriptor.as_raw_fd();
        // SAFETY: one system call between fork and exec.
        unsafe {
            command.pre_exec(move || {
                if libc::dup2(descriptor, DESCRIPTOR) < 0 {
                    return Err(std::io::Error::last_os_error());
                }
                Ok(())
            });
        }
    }
    command.output().unwrap()
}

#[track_caller]
fn check_good(output: Output) {
    assert_eq!(String::from_utf8_lossy(&output.stderr), "");
    assert_eq!(String::from_utf8_lossy(&output.stdout), "this is a text from an image\n");
    assert_eq!(output.status.code(), Some(3));
}

#[track_caller]
fn check_bad(descriptor: Option<OwnedFd>, value: Option<&str>, message: &str) {
    let output = run(program(), descriptor.as_ref(), value);
    let expected = format!("Roc application crashed with this message:\n\n\t{message}\n\n");
    assert_eq!(String::from_utf8_lossy(&output.stderr), expected);
    assert_eq!((output.stdout.as_slice(), output.status.code()), (&b""[..], Some(1)));
}

#[test]
fn the_image_runs() {
    let block = image(DIGEST, 1);
    let value = format!("1:{DESCRIPTOR}:{}", block.len());
    check_good(run(program(), Some(&memory(&block, all_seals())), Some(&value)));
}

#[test]
fn an_embedded_image_runs_and_asks_for_nothing() {
    let numbers = Path::new(env!("CARGO_TARGET_TMPDIR")).join("image.inc");
    let numbers = std::path::absolute(&numbers).unwrap();
    let text: String = image(DIGEST, 1).iter().map(|byte| format!("{byte},\n")).collect();
    fs::write(&numbers, text).unwrap();
    let define = format!("-DEMBEDDED=\"{}\"", numbers.display());
    let program =
        link("embedded", &[&define, "tests/hosts/fake/adapter.c"], &["roc_shim.o", "echo/libhost.a"]);
    check_good(run(&program, None, None));
    check_good(run(&program, None, Some("something else")));
}

#[test]
fn wrong_values() {
    let block = image(DIGEST, 1);
    let n = block.len();
    let sealed = || Some(memory(&block, all_seals()));
    let absent =
        "this program holds no Roc app by itself: start it with `roc`, which hands it a module image";
    check_bad(sealed(), None, absent);
    let form = "the variable ROC_MODULE_IMAGE has a form that this program does not know: it was linked by another \
                version of `roc`, or set by hand";
    for value in
        ["", "hello", "1:-1:800", "1:99999999999:800", &format!("2:{DESCRIPTOR}:{n}"), &"1".repeat(5000)]
    {
        check_bad(sealed(), Some(value), form);
    }
    let right = format!("1:{DESCRIPTOR}:{n}");
    let closed = "the module image should be at descriptor 200, but nothing that can be mapped is open there \
                  (system error 9)";
    check_bad(None, Some(&right), closed);
    for other in [n + 1, n - 1] {
        let message = format!("the module image should have {other} bytes, but has {n}");
        check_bad(sealed(), Some(&format!("1:{DESCRIPTOR}:{other}")), &message);
    }
}

#[test]
fn wrong_objects() {
    let block = image(DIGEST, 1);
    let right = format!("1:{DESCRIPTOR}:{}", block.len());
    let unsealed = "descriptor 200 is not a sealed module image: its contents could still change";
    let file = Path::new(env!("CARGO_TARGET_TMPDIR")).join("plain.image");
    fs::write(&file, &block).unwrap();
    for object in [
        memory(&block, SealFlag::empty()),
        memory(&block, all_seals() - SealFlag::F_SEAL_WRITE),
        memory(&block, all_seals() - SealFlag::F_SEAL_SHRINK),
        File::open(&file).unwrap().into(),
        File::open("/").unwrap().into(),
        File::open("/dev/null").unwrap().into(),
    ] {
        check_bad(Some(object), Some(&right), unsealed);
    }
}

#[test]
fn wrong_images() {
    let check = |block: &[u8], message: &str| {
        let value = format!("1:{DESCRIPTOR}:{}", block.len());
        check_bad(Some(memory(block, all_seals())), Some(&value), message);
    };
    let good = image(DIGEST, 1);
    let mut longer = good.clone();
    longer[0] = longer[0].wrapping_add(1);
    let real = good.len() - 8;
    check(&longer, &format!("the module image says that it holds {} bytes, but holds {real}", real + 1));
    check(&8u64.to_le_bytes(), "the module image says that it holds 8 bytes, but holds 0");
    check(&[16u64.to_le_bytes(); 3].concat(), "the module image is too short or not aligned");
    let mut magic = good.clone();
    magic[8] = b'r';
    check(&magic, "the module image is something else");
    let contains = |block: &[u8], parts: &[&str]| {
        let value = format!("1:{DESCRIPTOR}:{}", block.len());
        let output = run(program(), Some(&memory(block, all_seals())), Some(&value));
        let text = String::from_utf8_lossy(&output.stderr);
        assert!(parts.iter().all(|part| text.contains(part)), "{text}");
        assert_eq!((output.stdout.as_slice(), output.status.code()), (&b""[..], Some(1)));
    };
    let mut code = good.clone();
    code[300..].fill(0xff);
    contains(&code, &["the module image is damaged: "]);
    let mut other = [0; 32];
    other[0] = 0xcd;
    contains(&image(other, 1), &["the platform cd000000", "the platform ab010000"]);
    contains(&image(DIGEST, 0), &["0 hosted functions", " has 1"]);
}
