//! Hosts that don't fit their platform, and host files that are none.

use crate::programs::{Folder, archive, assemble};
use roc_backend::error::Error;
use roc_backend::link::link;
use roc_backend::request::AdapterSource;
use roc_backend::target::Target;
use std::fs;

const ALL_FORMATS: [Target; 3] = [Target::X64Musl, Target::Arm64Mac, Target::X64Win];

#[test]
fn every_difference_is_reported_at_once() {
    for target in ALL_FORMATS {
        let ir = Folder::host_ir(target).replace("@roc__render", "@roc__draw");
        let folder = Folder::with_host(target, &format!("{ir}\ndefine void @roc__old() {{ ret void }}"));
        let mut request = folder.link_request();
        if let AdapterSource::Make(adapter) = &mut request.adapter {
            adapter.hosted.push("roc_host__log".to_owned());
            adapter.entries.push("roc__old".to_owned());
        }
        let before = folder.names();
        let error = link(&request).unwrap_err();
        let Error::Mismatch(mismatch) = &error else { panic!("{target}: {error:?}") };
        assert_eq!(mismatch.unused_entries, ["roc__render"], "{target}");
        assert_eq!(mismatch.defined_entries, ["roc__old"], "{target}");
        assert_eq!(mismatch.missing_hosted, ["roc_host__log"], "{target}");
        assert_eq!(mismatch.unprovided, ["roc__draw"], "{target}");
        assert_eq!(error.report().symbols, ["roc__draw", "roc__old", "roc__render", "roc_host__log"]);
        assert!(error.message().contains("demo/main.roc"), "{}", error.message());
        assert_eq!(folder.names(), before, "{target}");
    }
}

#[test]
fn a_host_may_be_several_files() {
    let target = Target::X64Musl;
    let folder = Folder::new(target);
    let more = "declare void @roc__draw() define void @more() { call void @roc__draw() ret void }";
    let more = folder.write("more.o", &assemble(target, more));
    let mut request = folder.link_request();
    request.inputs.push(roc_backend::request::Input::Host(more));
    let error = link(&request).unwrap_err();
    assert_eq!(error.report().symbols, ["roc__draw"]);
    if let AdapterSource::Make(adapter) = &mut request.adapter {
        adapter.entries.push("roc__draw".to_owned());
    }
    link(&request).unwrap();
}

#[test]
fn a_host_of_another_machine_is_recognised() {
    for (built, wanted) in [
        (Target::Arm64Musl, Target::X64Musl),
        (Target::X64Win, Target::X64Musl),
        (Target::X64Musl, Target::X64Mac),
        (Target::Arm64Mac, Target::X64Mac),
    ] {
        let folder = Folder::new(built);
        let mut request = folder.link_request();
        request.target = wanted;
        let error = link(&request).unwrap_err();
        assert_eq!(error.kind(), "wrong_machine", "{error:?}");
        assert!(error.message().contains(wanted.description()), "{}", error.message());
    }
}

#[test]
fn other_members_of_an_archive_do_not_matter() {
    let target = Target::X64Musl;
    let folder = Folder::new(target);
    let host = assemble(target, &Folder::host_ir(target));
    folder.write(
        "libhost.a",
        &archive(&[("lib.rmeta", b"metadata"), ("host.o", &host), ("notes", b"not code")]),
    );
    link(&folder.link_request()).unwrap();
}

/// Each damage of a host file and the words that must be in the message.
#[test]
fn damaged_hosts_are_recognised() {
    let target = Target::X64Musl;
    let folder = Folder::new(target);
    let request = folder.link_request();
    let whole = fs::read(folder.path("libhost.a")).unwrap();
    let cases: [(&str, &[u8], &str); 9] = [
        ("cut in a member", &whole[..whole.len() / 2], "cut short or damaged"),
        ("cut in a header", &whole[..40], "cut short or damaged"),
        ("empty", b"", "neither an archive nor an object file"),
        ("text", b"int main(void) { return 0; }", "neither an archive nor an object file"),
        ("thin", b"!<thin>\n", "thin archive"),
        ("bitcode", b"BC\xC0\xDE....", "bitcode"),
        ("bitcode in an archive", &archive(&[("a.o", b"BC\xC0\xDE....")]), "bitcode"),
        ("universal", b"\xca\xfe\xba\xbe\0\0\0\0................", "lipo"),
        ("damaged object", &[&b"\x7fELF\x02\x01\x01"[..], &[0xff; 80]].concat(), "damaged"),
    ];
    for (name, content, words) in cases {
        folder.write("libhost.a", content);
        let error = link(&request).unwrap_err();
        assert_eq!(error.kind(), "malformed", "{name}: {error:?}");
        assert!(error.message().contains(words), "{name}: {}", error.message());
        assert!(error.message().contains("libhost.a"), "{name}: {}", error.message());
    }
    let mut windows = folder.link_request();
    windows.target = Target::X64Win;
    folder.write("libhost.a", b"!<arch>\n");
    assert!(link(&windows).unwrap_err().message().contains("ranlib"));
    fs::remove_file(folder.path("libhost.a")).unwrap();
    assert_eq!(link(&request).unwrap_err().kind(), "input");
    fs::create_dir(folder.path("libhost.a")).unwrap();
    assert_eq!(link(&request).unwrap_err().kind(), "malformed");
}

/// No host, however damaged, ends this process.
#[test]
fn cut_hosts_never_panic() {
    let target = Target::X64Musl;
    let folder = Folder::new(target);
    let request = folder.link_request();
    let whole = fs::read(folder.path("libhost.a")).unwrap();
    for length in (0..whole.len()).step_by(37) {
        folder.write("libhost.a", &whole[..length]);
        assert!(link(&request).is_err(), "{length}");
    }
}
