//! Adapters for every target, checked with an object reader that is not LLVM's.

use crate::programs::adapter;
use object::{Architecture, BinaryFormat, Object, ObjectSection, ObjectSymbol, SectionFlags};
use roc_backend::adapter::make;
use roc_backend::error::Error;
use roc_backend::request::{Adapter, Emit};
use roc_backend::target::{Arch, Flavor, Target};

fn symbols(object: &[u8], defined: bool) -> Vec<String> {
    let file = object::File::parse(object).unwrap();
    let named = |s: object::Symbol| s.name().unwrap().to_owned();
    let mut names: Vec<_> =
        file.symbols().filter(|s| s.is_global() && s.is_undefined() != defined).map(named).collect();
    names.sort();
    names
}

#[test]
fn every_target_has_its_format_and_symbols() {
    for target in Target::ALL {
        let object = make(target, &adapter(), None, Emit::Object).unwrap();
        let file = object::File::parse(&*object).unwrap();
        let format = match target.flavor() {
            Flavor::Musl | Flavor::Glibc => BinaryFormat::Elf,
            Flavor::MacOs => BinaryFormat::MachO,
            Flavor::Windows => BinaryFormat::Coff,
        };
        let machine = match target.arch() {
            Arch::X64 => Architecture::X86_64,
            Arch::Arm64 => Architecture::Aarch64,
        };
        assert_eq!((file.format(), file.architecture()), (format, machine), "{target}");
        let underscore = if target.flavor() == Flavor::MacOs { "_" } else { "" };
        let names = |names: &[&str]| names.iter().map(|n| format!("{underscore}{n}")).collect::<Vec<_>>();
        assert_eq!(
            symbols(&object, true),
            names(&["roc__init", "roc__render", "roc_adapter", "roc_embedded"]),
            "{target}"
        );
        assert_eq!(symbols(&object, false), names(&["roc_entrypoint", "roc_host__give"]), "{target}");
        assert_eq!(
            object,
            make(target, &adapter(), None, Emit::Object).unwrap(),
            "{target}: not deterministic"
        );
    }
}

/// `RocAdapter` as the host ABI lays it out, in memory that is not written after loading.
#[test]
fn the_table_is_laid_out_as_the_abi_says() {
    for target in Target::ALL {
        let object = make(target, &adapter(), None, Emit::Object).unwrap();
        let file = object::File::parse(&*object).unwrap();
        let name = |s: &object::Symbol<'_, '_>| s.name().unwrap().trim_start_matches('_').to_owned();
        let symbol = file.symbols().find(|s| s.is_global() && name(s) == "roc_adapter").unwrap();
        let section = file.section_by_index(symbol.section_index().unwrap()).unwrap();
        let offset = (symbol.address() - section.address()) as usize;
        let data = section.data().unwrap();
        let mut head = Vec::new();
        for number in [1u32, 2, 1, 0] {
            head.extend(number.to_le_bytes());
        }
        head.extend([7; 32]);
        assert_eq!(data[offset..offset + 48], head, "{target}");
        let relocations: Vec<_> = section.relocations().map(|(place, _)| place as usize).collect();
        assert!(relocations.contains(&(offset + 48)), "{target}: {relocations:?}");
        assert_eq!(offset % 8, 0, "{target}");
        let expected = match section.flags() {
            SectionFlags::Elf { .. } => ".data.rel.ro",
            SectionFlags::MachO { .. } => "__const",
            _ => ".rdata",
        };
        assert_eq!(section.name().unwrap(), expected, "{target}");
    }
}

#[test]
fn an_adapter_may_be_empty() {
    let empty = Adapter { entries: Vec::new(), hosted: Vec::new(), platform_digest: [0; 32], image: None };
    for target in Target::ALL {
        let object = make(target, &empty, None, Emit::Object).unwrap();
        assert_eq!(symbols(&object, false), Vec::<String>::new(), "{target}");
        assert_eq!(symbols(&object, true).len(), 2, "{target}");
    }
}

#[test]
fn an_image_is_embedded_aligned() {
    let image: Vec<u8> = [16u64.to_le_bytes(), *b"sixteen ", *b"bytes..."].concat();
    for target in Target::ALL {
        let object = make(target, &adapter(), Some(&image), Emit::Object).unwrap();
        let file = object::File::parse(&*object).unwrap();
        let section = file
            .sections()
            .find(|s| s.data().unwrap_or_default().windows(image.len()).any(|w| w == image))
            .unwrap_or_else(|| panic!("{target}: no image"));
        assert!(section.align() >= 16, "{target}");
        assert_eq!(section.data().unwrap().windows(image.len()).position(|w| w == image).unwrap() % 16, 0);
    }
}

#[test]
fn llvm_ir_shows_what_is_made() {
    let ir = String::from_utf8(make(Target::Arm64Glibc, &adapter(), None, Emit::LlvmIr).unwrap()).unwrap();
    for line in [
        "target triple = \"aarch64-unknown-linux-gnu\"",
        "define void @roc__render(ptr %0, ptr %1, ptr %2) {",
        "  tail call void @roc_entrypoint(i32 1, ptr %0, ptr %1, ptr %2)",
        "@roc_embedded = hidden constant { ptr, i64 } zeroinitializer, align 8",
    ] {
        assert!(ir.lines().any(|l| l == line), "no `{line}` in\n{ir}");
    }
    assert!(make(Target::X64Musl, &adapter(), None, Emit::Bitcode).unwrap().starts_with(b"BC\xC0\xDE"));
}

#[test]
fn a_hosted_symbol_may_stand_twice_and_an_entry_may_not() {
    let mut twice = adapter();
    twice.hosted.push("roc_host__give".to_owned());
    assert!(make(Target::X64Musl, &twice, None, Emit::Object).is_ok());
    twice.entries.push("roc__init".to_owned());
    assert!(make(Target::X64Musl, &twice, None, Emit::Object).is_err());
}

#[test]
fn impossible_names_are_refused() {
    for name in [
        "",
        "1st",
        "a b",
        "a\0b",
        "a@V1",
        "llvm.trap",
        "roc_entrypoint",
        "roc_adapter",
        "roc_host__give",
        "é",
    ] {
        let mut bad = adapter();
        bad.entries.push(name.to_owned());
        let error = make(Target::X64Musl, &bad, None, Emit::Object).unwrap_err();
        assert!(matches!(error, Error::Request(_)), "{name}: {error:?}");
    }
}
