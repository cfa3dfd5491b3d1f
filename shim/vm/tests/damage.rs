//! Damaged images: everything that the validator checks is an error when it is wrong, and what passes it can be run.

#[macro_use]
mod support;

use roc_shim_abi::testing::TestHost;
use roc_shim_image::format::{FunctionRecord, Header, LayoutRecord, MEANING, NONE, VERSION};
use roc_shim_image::lowlevel::{How, LowLevel};
use roc_shim_image::op::{Flow, Kind, Op};
use roc_shim_image::write::{Blob, Frame, Layout};
use roc_shim_image::{Image, ImageError, Problem};
use roc_shim_vm::{Call, Limits, LoadError, Platform, Program};
use std::mem::{MaybeUninit, offset_of};
use support::{Block, DIGEST, Source, frame};

/// A program that has a bit of everything. Function 0 is called, 1 is the code of a closure.
fn everything() -> Source {
    let mut source = Source::new(1);
    let callee = source.function("callee", frame(16, 8, 8), |code, _| code!(code: Return8 0;));
    let captures = Frame { size: 32, args: 8, ret: 8, captures: true };
    let adder = source.function("code of a closure", captures, |code, _| code!(code: Return8 0;));
    let layouts = &mut source.image.layouts;
    let plain = layouts.add(Layout::Plain { size: 8, align: 8 });
    layouts.add(Layout::List(plain));
    let text = layouts.add(Layout::Str);
    let pair = layouts.add(Layout::Struct { size: 32, align: 8, parts: vec![(0, text)] });
    layouts.add(Layout::Union {
        size: 40,
        align: 8,
        discriminant_offset: 32,
        discriminant_size: 1,
        payloads: vec![None, Some(pair)],
    });
    source.image.data.add_closure(adder, None);
    let value = source.image.data.str_value("a text that needs a pointer");
    source.image.data.add(value, 8);
    source.image.data.add(Blob::zeros(64), 8);
    source.image.add_entry(callee);
    source
}

const PLAIN: i64 = 0;
const LIST: i64 = 1;
const STR: u32 = 2;
const STRUCT: u32 = 3;
const UNION: u32 = 4;

fn check(block: &mut Block) -> Result<(), ImageError> {
    Image::read(block.bytes())?.validate()
}

fn put(block: &mut Block, at: usize, value: u32) {
    block.bytes()[at..at + 4].copy_from_slice(&value.to_le_bytes());
}

#[test]
fn each_wrong_field_is_found() {
    let whole = everything().block();
    assert_eq!(check(&mut whole.clone()), Ok(()));
    let header = *Image::read(whole.clone().bytes()).expect("an image").header;
    let function = |index: u32, field| (header.functions.offset + index * 32) as usize + field;
    let layout =
        |id: u32, field| (header.layouts.offset + id * size_of::<LayoutRecord>() as u32) as usize + field;
    let record = |id: u32| {
        let mut block = whole.clone();
        Image::read(block.bytes()).expect("an image").layouts[id as usize]
    };
    let item = |id: u32, index: u32| (header.items.offset + (record(id).first + index) * 4) as usize;
    let section = |field: usize| field + offset_of!(roc_shim_image::format::Section, offset);
    let length = whole.clone().bytes().len() as u64 - 8;
    #[rustfmt::skip]
    let cases = [
        ("length", 0, 1, ImageError::Length { stated: 1, real: length }),
        ("magic", offset_of!(Header, magic), 1, ImageError::Magic),
        ("version", offset_of!(Header, version), VERSION + 1, ImageError::Version(VERSION + 1)),
        ("meaning", offset_of!(Header, meaning), MEANING + 1, ImageError::Meaning(MEANING + 1)),
        ("section's place", section(offset_of!(Header, code)), u32::MAX - 15, ImageError::Section("code")),
        ("section's alignment", section(offset_of!(Header, data)), header.data.offset + 4, ImageError::Section("data")),
        ("sections overlap", section(offset_of!(Header, data)), header.code.offset, ImageError::Section("data")),
        ("section's length", section(offset_of!(Header, names)) + 4, u32::MAX, ImageError::Section("names")),
        ("starts", section(offset_of!(Header, starts)) + 4, 0, ImageError::Section("starts")),
        ("entry", header.entries.offset as usize, 2, ImageError::Entry(0)),
        ("code of a function", function(0, offset_of!(FunctionRecord, code_start)), 1, ImageError::Function(0)),
        ("no code", function(1, offset_of!(FunctionRecord, code_len)), 0, ImageError::Function(1)),
        ("frame", function(0, offset_of!(FunctionRecord, frame_size)), 1 << 17, ImageError::Function(0)),
        ("frame's alignment", function(0, offset_of!(FunctionRecord, frame_size)), 24, ImageError::Function(0)),
        ("arguments", function(0, offset_of!(FunctionRecord, args_size)), 17, ImageError::Function(0)),
        ("result", function(0, offset_of!(FunctionRecord, ret_size)), 17, ImageError::Function(0)),
        ("captures", function(1, offset_of!(FunctionRecord, captures_at)), 16, ImageError::Function(1)),
        ("layout's size", layout(STR, offset_of!(LayoutRecord, size)), 16, ImageError::Layout(STR)),
        ("layout's alignment", layout(STRUCT, offset_of!(LayoutRecord, align)), 3, ImageError::Layout(STRUCT)),
        ("layout's kind", layout(STR, offset_of!(LayoutRecord, kind)), 7, ImageError::Layout(STR)),
        ("layout's depth", layout(STRUCT, offset_of!(LayoutRecord, align)), 8, ImageError::Layout(STRUCT)),
        ("layout's items", layout(STRUCT, offset_of!(LayoutRecord, first)), 100, ImageError::Layout(STRUCT)),
        ("element", layout(1, offset_of!(LayoutRecord, first)), 5, ImageError::Layout(1)),
        ("part's place", item(STRUCT, 0), 16, ImageError::Layout(STRUCT)),
        ("part", item(STRUCT, 1), STRUCT, ImageError::Layout(STRUCT)),
        ("discriminant's place", item(UNION, 0), 40, ImageError::Layout(UNION)),
        ("discriminant's size", item(UNION, 1), 3, ImageError::Layout(UNION)),
        ("payload", item(UNION, 3), UNION, ImageError::Layout(UNION)),
        ("relocation", header.relocations.offset as usize, header.data.count, ImageError::Relocation(0)),
        ("relocation's alignment", header.relocations.offset as usize, 4, ImageError::Relocation(0)),
        ("overlapping relocations", header.relocations.offset as usize + 8, 32, ImageError::Relocation(1)),
        ("relocation's target", header.relocations.offset as usize + 12, header.data.count + 1, ImageError::Relocation(1)),
        ("closure's code", header.data.offset as usize + 32, 0, ImageError::Relocation(0)),
        ("closure's captures", header.data.offset as usize + 36, 9, ImageError::Relocation(0)),
    ];
    for (name, at, value, expected) in cases {
        let mut block = whole.clone();
        put(&mut block, at, value);
        assert_eq!(check(&mut block), Err(expected), "{name}");
    }
    assert_eq!(Image::read(&whole.clone().bytes()[..100]).err(), Some(ImageError::Block));
    let mut slot = MaybeUninit::uninit();
    let mut block = whole.clone();
    let platform = Platform { digest: [0; 32], hosted: &[] };
    // SAFETY: nothing is run.
    let found = unsafe { Program::load(&mut slot, block.bytes(), platform) };
    assert_eq!(found.err(), Some(LoadError::Platform { image: DIGEST, executable: [0; 32] }));
}

/// Operands that are right in the frame of `instructions_are_checked`.
fn good(op: Op, kind: Kind) -> i64 {
    match kind {
        Kind::Write(_) | Kind::Read(_) | Kind::WriteSized | Kind::ReadSized | Kind::Result => 8,
        Kind::Area | Kind::Arguments => 64,
        Kind::Size16 | Kind::ArgumentsSize | Kind::ResultSize => 8,
        Kind::LowLevel => {
            let fits =
                |low_level: &LowLevel| Op::calling(*low_level) == op && low_level.how() == How::Function;
            LowLevel::all().find(fits).expect("an operation").index().into()
        }
        Kind::OptionalLayout => {
            if op == Op::LowLevelCall {
                NONE.into()
            } else {
                PLAIN
            }
        }
        Kind::Cases | Kind::ClosureFunction => 1,
        Kind::Layout => PLAIN,
        Kind::ListLayout => LIST,
        _ => 0,
    }
}

/// An operand that is wrong there, if there is one.
fn bad(kind: Kind) -> Option<u64> {
    Some(match kind {
        Kind::Write(_) | Kind::Read(_) | Kind::WriteSized | Kind::ReadSized | Kind::Result => 128,
        Kind::Area | Kind::Arguments => 72,
        Kind::Jump16 | Kind::Jump32 => 1000,
        Kind::Hosted => 1,
        Kind::LowLevel => LowLevel::COUNT as u64,
        Kind::Cases => 0,
        Kind::Function => 3,
        Kind::ClosureFunction => 0,
        Kind::Layout | Kind::OptionalLayout => 5,
        Kind::ListLayout => 0,
        Kind::Data(_) | Kind::DataSized => 10_000,
        Kind::Size16 | Kind::ArgumentsSize | Kind::ResultSize => 1000,
        Kind::Imm16 | Kind::Unsigned16 | Kind::Offset | Kind::Imm32 | Kind::Count32 | Kind::Word => {
            return None;
        }
    })
}

#[test]
fn instructions_are_checked() {
    for &op in Op::ALL {
        let info = op.info();
        let ret = match (info.flow, info.operands) {
            (Flow::Internal, _) => continue,
            (Flow::End, [Kind::Read(bytes)]) if op != Op::Crash => u32::from(*bytes),
            _ => 8,
        };
        let mut source = everything();
        source.function("one", frame(128, 8, ret), |code, _| {
            let there = code.label();
            let operands: Vec<i64> =
                (info.operands.iter())
                    .map(|&kind| {
                        if matches!(kind, Kind::Jump16 | Kind::Jump32) {
                            there.into()
                        } else {
                            good(op, kind)
                        }
                    })
                    .collect();
            code.emit(op, &operands);
            if info.flow == Flow::Switch {
                code!(code: Jump there;);
            }
            code.bind(there);
            code!(code: Const8 0, 0; Return;);
        });
        let mut whole = source.block();
        assert_eq!(check(&mut whole), Ok(()), "{op:?}");
        let code = (Image::read(whole.bytes()).expect("an image").header.code.offset) as usize + 8 * 2;
        for (index, (&kind, place)) in info.operands.iter().zip(info.places).enumerate() {
            let Some(bad) = bad(kind) else { continue };
            let mut block = whole.clone();
            let at = code + 8 * usize::from(place.word) + usize::from(place.shift / 8);
            let bytes = kind.bits() as usize / 8;
            block.bytes()[at..at + bytes].copy_from_slice(&bad.to_le_bytes()[..bytes]);
            let Err(ImageError::Instruction { function: 2, word: 0, problem }) = check(&mut block) else {
                panic!("{op:?}: operand {index} may be {bad}");
            };
            // A wrong size is found where it is used.
            let own = Problem::Operand(op, index as u8);
            assert!(
                problem == own || matches!(problem, Problem::Operand(wrong, _) if wrong == op),
                "{problem:?}"
            );
        }
    }
}

#[test]
fn code_has_an_end_and_whole_instructions() {
    let mut source = Source::new(0);
    source.function("f", frame(64, 0, 0), |code, _| {
        let there = code.label();
        code!(code: Switch1 0, 2; Jump there; Jump there;);
        code.bind(there);
        code!(code: Const8Wide 0, 7; Return;);
    });
    let mut whole = source.block();
    let header = *Image::read(whole.bytes()).expect("an image").header;
    let code = header.code.offset as usize;
    let wrong = |word, problem| Err(ImageError::Instruction { function: 0, word, problem });
    let set = |word: usize, op: u32| {
        let mut block = whole.clone();
        put(&mut block, code + 8 * word, op);
        check(&mut block)
    };
    assert_eq!(set(5, Op::Const8 as u32), wrong(6, Problem::NoEnd(Op::Const8)));
    assert_eq!(set(5, Op::Const8Wide as u32), wrong(5, Problem::CutOff(Op::Const8Wide)));
    assert_eq!(set(5, Op::LeaveRun as u32), wrong(5, Problem::Unknown(Op::LeaveRun as u16)));
    assert_eq!(set(5, 0xffff), wrong(5, Problem::Unknown(0xffff)));
    assert_eq!(set(2, Op::Return as u32), wrong(2, Problem::Table(Op::Return)));
    // The instruction's second word as the start of one, or a jump to there.
    assert_eq!(set(3, Op::Const8 as u32), wrong(4, Problem::Starts));
    let mut block = whole.clone();
    put(&mut block, code + 8 * 2 + 4, 2);
    assert_eq!(check(&mut block), wrong(2, Problem::Operand(Op::Jump, 0)));
    let mut block = whole.clone();
    put(&mut block, header.starts.offset as usize, 0x7f);
    assert_eq!(check(&mut block), wrong(3, Problem::Starts));
    put(&mut block, header.starts.offset as usize, 0xef);
    assert_eq!(check(&mut block), Err(ImageError::Section("code")));
}

/// Whether nothing of the program follows pointers that damage could have changed.
fn is_plain(image: &Image<'_>) -> bool {
    let mut at = 0;
    while let Some(op) = image.code.get(at).and_then(|&word| Op::from_number(word as u16)) {
        if !op.info().plain {
            return false;
        }
        at += usize::from(op.info().words);
    }
    true
}

#[test]
fn random_damage_does_no_harm() {
    let mut source = Source::new(0);
    let data = source.image.data.add(Blob::zeros(32), 8);
    support::fib(&mut source);
    support::sum(&mut source);
    source.function("mixed", frame(96, 16, 16), |code, mixed| {
        let cases = [code.label(), code.label(), code.label()];
        code!(code: Switch8 0, 3;);
        cases.iter().for_each(|&case| code!(code: Jump case;));
        code.bind(cases[0]);
        code!(code: CrashData 8, data;);
        code.bind(cases[1]);
        code!(code: ConstData24 32, data; MulI128 16, 0, 32; SubI64Imm 48, 0, 1; TailCall 48, mixed;);
        code.bind(cases[2]);
        code!(code: SubI64Imm 48, 0, 1; MoveN 56, 8, 8; Call 48, mixed; Const16Wide 0, 5, 6; AddWrap16 0, 0, 48; Return;);
    });
    for name in [0, 1, 2] {
        source.image.add_entry(roc_shim_image::write::FunctionId(name));
    }
    let mut whole = source.block();
    assert!(is_plain(&Image::read(whole.bytes()).expect("an image")));
    let host = TestHost::new();
    let ops = host.ops();
    // A fixed sequence of numbers that look random.
    let mut state = 0x9e37_79b9_7f4a_7c15u64;
    let mut random = |below: usize| {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        (state % below as u64) as usize
    };
    let (mut refused, mut ran) = (0, 0);
    for _ in 0..10_000 {
        let mut block = whole.clone();
        for _ in 0..=random(3) {
            let at = random(block.bytes().len());
            block.bytes()[at] ^= 1 << random(8);
        }
        let mut slot = MaybeUninit::uninit();
        let platform = Platform { digest: DIGEST, hosted: &[] };
        if !Image::read(block.bytes()).is_ok_and(|image| image.validate().is_ok() && is_plain(&image)) {
            refused += 1;
            continue;
        }
        // SAFETY: the program is plain: it stays in its stack and its data.
        let Ok(program) = (unsafe { Program::load(&mut slot, block.bytes(), platform) }) else { continue };
        ran += 1;
        for index in 0..program.entry_count() as u32 {
            let Some(function) = program.entry(index) else { continue };
            let (mut ret, args) = ([0u64; 1 << 13], [3u64; 1 << 13]);
            let call = Call {
                function,
                ret: ret.as_mut_ptr().cast(),
                args: args.as_ptr().cast(),
                captures: std::ptr::null_mut(),
            };
            let limits = Limits { stack: 1 << 20, steps: 2000 };
            // SAFETY: arguments and result have room for the largest frame.
            let _ = unsafe { program.run(&ops, &call, limits) };
        }
    }
    assert!(refused > 500 && ran > 500, "{refused} refused, {ran} run");
    host.assert_all_freed();
}
