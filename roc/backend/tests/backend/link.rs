//! Links of small hosts: that they run, that they are the same everywhere, that failures are clear and leave nothing.

use crate::programs::{Folder, adapter, assemble};
use object::{Architecture, BinaryFormat, Object, ObjectKind};
use roc_backend::adapter::make;
use roc_backend::error::Error;
use roc_backend::link::link;
use roc_backend::request::{AdapterSource, Emit, Input};
use roc_backend::target::{Arch, Flavor, Target};
use std::fs;
use std::process::Command;

/// Tests that run what they link.
const NATIVE: Target = if cfg!(target_arch = "aarch64") { Target::Arm64Musl } else { Target::X64Musl };

const STUB_LIBRARY: &str = "--- !tapi-tbd
tbd-version: 4
targets: [ x86_64-macos, arm64-macos ]
install-name: '/usr/lib/libSystem.B.dylib'
exports:
  - targets: [ x86_64-macos, arm64-macos ]
    symbols: [ dyld_stub_binder ]
...
";

#[cfg(target_os = "linux")]
#[test]
fn a_program_calls_both_ways() {
    let folder = Folder::new(NATIVE);
    link(&folder.link_request()).unwrap();
    assert_eq!(Command::new(folder.path("program")).status().unwrap().code(), Some(41));
    assert_eq!(folder.names(), ["libhost.a", "program", "shim.o"]);
}

#[cfg(target_os = "linux")]
#[test]
fn a_program_holds_its_image() {
    let folder = Folder::new(NATIVE);
    let image = folder.write("image", &[8, 0, 0, 0, 0, 0, 0, 0, 12, 0, 0, 0, 0, 0, 0, 0]);
    let mut request = folder.link_request();
    request.adapter =
        AdapterSource::Make(roc_backend::request::Adapter { image: Some(image.clone()), ..adapter() });
    link(&request).unwrap();
    assert_eq!(Command::new(folder.path("program")).status().unwrap().code(), Some(42));

    fs::write(&image, [9, 0, 0, 0, 0, 0, 0, 0, 12]).unwrap();
    let error = link(&request).unwrap_err();
    assert!(matches!(error, Error::Malformed { role: "module image", .. }), "{error:?}");
}

/// One target in two folders and under two names gives the same bytes; also with a ready adapter.
#[test]
fn every_target_links_reproducibly() {
    for target in Target::ALL {
        let programs = ["a", "longer-name"].map(|name| {
            let folder = Folder::new(target);
            let mut request = folder.link_request();
            request.output = folder.path(name);
            if target.flavor() == Flavor::MacOs {
                request.inputs.push(Input::File(folder.write("libSystem.tbd", STUB_LIBRARY.as_bytes())));
            }
            if name != "a" {
                let object = make(target, &adapter(), None, Emit::Object).unwrap();
                request.adapter = AdapterSource::File(folder.write("adapter.o", &object));
            }
            link(&request).unwrap_or_else(|e| panic!("{target}: {}", e.message()));
            fs::read(folder.path(name)).unwrap()
        });
        assert!(programs[0] == programs[1], "{target}: differs");
        let file = object::File::parse(&*programs[0]).unwrap();
        let format = match target.flavor() {
            Flavor::Musl | Flavor::Glibc => BinaryFormat::Elf,
            Flavor::MacOs => BinaryFormat::MachO,
            Flavor::Windows => BinaryFormat::Pe,
        };
        let machine = match target.arch() {
            Arch::X64 => Architecture::X86_64,
            Arch::Arm64 => Architecture::Aarch64,
        };
        assert_eq!((file.format(), file.architecture()), (format, machine), "{target}");
        let kind =
            if target.flavor() == Flavor::Glibc { ObjectKind::Dynamic } else { ObjectKind::Executable };
        assert_eq!(file.kind(), kind, "{target}");
    }
}

#[test]
fn links_of_many_threads_wait_for_each_other() {
    std::thread::scope(|scope| {
        for _ in 0..6 {
            scope.spawn(|| {
                let folder = Folder::new(NATIVE);
                link(&folder.link_request()).unwrap();
            });
        }
    });
}

#[test]
fn undefined_symbols_are_named_with_their_place() {
    for target in [Target::X64Musl, Target::Arm64Mac, Target::X64Win] {
        let ir = Folder::host_ir(target).replace("ret i32 %sum", "call void @nowhere() ret i32 %sum");
        let folder = Folder::with_host(target, &format!("{ir}\ndeclare void @nowhere()"));
        let mut request = folder.link_request();
        if target.flavor() == Flavor::MacOs {
            request.inputs.push(Input::File(folder.write("libSystem.tbd", STUB_LIBRARY.as_bytes())));
        }
        let before = folder.names();
        let error = link(&request).unwrap_err();
        assert_eq!(error.kind(), "undefined", "{target}: {error:?}");
        assert_eq!(error.report().symbols, ["nowhere"], "{target}");
        assert!(
            error.message().contains("nowhere    needed by libhost.a(host.o)"),
            "{target}: {}",
            error.message()
        );
        assert_eq!(folder.names(), before, "{target}");
    }
}

#[test]
fn duplicate_symbols_are_named_with_their_places() {
    let folder = Folder::new(NATIVE);
    let mut request = folder.link_request();
    let other = folder.write("other.o", &assemble(NATIVE, "define i32 @run() { ret i32 1 }"));
    request.inputs.push(Input::File(other));
    let error = link(&request).unwrap_err();
    assert_eq!((error.kind(), error.report().symbols), ("duplicate", vec!["run".to_owned()]));
    for place in ["libhost.a(host.o)", "other.o"] {
        assert!(error.message().contains(place), "{}", error.message());
    }
}

#[test]
fn other_failures_are_short_and_leave_nothing() {
    let folder = Folder::new(NATIVE);
    let mut request = folder.link_request();
    request.inputs.push(Input::File(folder.write("notes.txt", b"This is not a linker script.\n")));
    let before = folder.names();
    let error = link(&request).unwrap_err();
    assert_eq!(error.kind(), "linker");
    assert!(
        error.message().contains("notes.txt") && error.message().lines().count() < 10,
        "{}",
        error.message()
    );
    assert!(!error.message().contains(".roc-backend-"), "{}", error.message());

    request.inputs.pop();
    request.inputs.push(Input::File(folder.path("missing.a")));
    assert_eq!(link(&request).unwrap_err().kind(), "input");
    assert_eq!(folder.names(), before);
}

#[test]
fn a_result_that_cannot_be_stored_is_an_output_error() {
    let folder = Folder::new(NATIVE);
    let mut request = folder.link_request();
    request.output = folder.path("no/such/folder/program");
    assert_eq!(link(&request).unwrap_err().kind(), "output");
    fs::create_dir_all(folder.path("taken/inner")).unwrap();
    request.output = folder.path("taken");
    assert_eq!(link(&request).unwrap_err().kind(), "output");
}

#[test]
fn the_inputs_have_one_app_and_a_host() {
    let folder = Folder::new(NATIVE);
    for inputs in [
        vec![Input::Host(folder.path("libhost.a"))],
        vec![Input::Host(folder.path("libhost.a")), Input::App, Input::App],
        vec![Input::File(folder.path("libhost.a")), Input::App],
    ] {
        let mut request = folder.link_request();
        request.inputs = inputs;
        assert_eq!(link(&request).unwrap_err().kind(), "request");
    }
}
