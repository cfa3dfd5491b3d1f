//! Valid images, changed where it hurts: what still passes validation stays in its image and in its frames.
//!
//! Deterministic and small by default; `ROUNDS=N` and `SEED=N` make more of it, and `KEEP=FOLDER` keeps changed images
//! that passed. Those in `tests/corpus` are run each time. By hand, with the nightly toolchain, so that an access outside
//! of what belongs to the program is found even if nothing comes of it:
//!
//! ```text
//! RUSTFLAGS=-Zsanitizer=address ROUNDS=1000000 cargo +nightly test --target x86_64-unknown-linux-gnu -p roc_shim_vm --test fuzz
//! ROUNDS=200 MIRIFLAGS="-Zmiri-disable-isolation -Zmiri-permissive-provenance" cargo +nightly miri test -p roc_shim_vm --test fuzz
//! ```

#[macro_use]
mod support;

use roc_shim_abi::testing::TestHost;
use roc_shim_image::Image;
use roc_shim_image::format::{FunctionRecord, Header, LayoutRecord, MEANING, Section, VERSION};
use roc_shim_image::op::{Flow, Info, Kind, Op};
use roc_shim_image::write::{Assembler, Blob, FunctionId, Layout};
use roc_shim_vm::{Call, Crash, Limits, Platform, Program};
use std::mem::{MaybeUninit, offset_of, size_of};
use std::path::Path;
use support::{Block, DIGEST, Source, frame};

/// A fixed sequence of numbers that look random.
struct Random(u64);

impl Random {
    fn new(seed: u64) -> Self {
        Self(seed.wrapping_mul(0x9e37_79b9_7f4a_7c15) | 1)
    }

    fn next(&mut self) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0
    }

    fn below(&mut self, limit: u64) -> u64 {
        self.next() % limit.max(1)
    }

    fn pick<T: Copy>(&mut self, of: &[T]) -> T {
        of[self.below(of.len() as u64) as usize]
    }
}

fn number(name: &str, otherwise: u64) -> u64 {
    std::env::var(name).ok().and_then(|text| text.parse().ok()).unwrap_or(otherwise)
}

/// Instructions that work on values in the frame and go on to the next one.
fn plain() -> Vec<Op> {
    let simple = |kind: &Kind| {
        matches!(
            kind,
            Kind::Read(_) | Kind::Write(_) | Kind::Imm16 | Kind::Unsigned16 | Kind::Imm32 | Kind::Word
        )
    };
    let fits = |op: &Op| {
        let info = op.info();
        info.plain && info.flow == Flow::Next && info.operands.iter().all(simple)
    };
    Op::ALL.iter().copied().filter(fits).collect()
}

fn operands(op: Op, frame: u32, random: &mut Random) -> Vec<i64> {
    let each = |kind: &Kind| match *kind {
        Kind::Read(bytes) | Kind::Write(bytes) => {
            random.below(u64::from(frame) - u64::from(bytes) + 1) as i64
        }
        Kind::Imm16 => random.pick(&[0, 1, -1, 2, 7, i64::from(i16::MIN), i64::from(i16::MAX)]),
        Kind::Unsigned16 => random.pick(&[0, 1, 2, 255, 65_535]),
        Kind::Imm32 => i64::from(random.next() as i32),
        _ => random.next() as i64,
    };
    op.info().operands.iter().map(each).collect()
}

/// The table says all that an instruction reads and writes.
#[test]
fn instructions_touch_only_their_operands() {
    const SIZE: usize = 256;
    let random = &mut Random::new(number("SEED", 1));
    let host = TestHost::new();
    let ops = host.ops();
    for op in plain() {
        for _ in 0..40 {
            let chosen = operands(op, SIZE as u32, random);
            let mut source = Source::new(0);
            source.function("f", frame(SIZE as u32, SIZE as u32, SIZE as u32), |code, _| {
                code.emit(op, &chosen);
                code!(code: Return;);
            });
            let (mut read, mut written) = ([false; SIZE], [false; SIZE]);
            for (&kind, &at) in op.info().operands.iter().zip(&chosen) {
                match kind {
                    Kind::Read(bytes) => read[at as usize..][..usize::from(bytes)].fill(true),
                    Kind::Write(bytes) => written[at as usize..][..usize::from(bytes)].fill(true),
                    _ => {}
                }
            }
            let first: [u8; SIZE] = std::array::from_fn(|_| random.next() as u8);
            let second: [u8; SIZE] =
                std::array::from_fn(|at| if read[at] { first[at] } else { random.next() as u8 });
            source.block().with(&[], |program| {
                let run = |frame| support::run::<[u8; SIZE], [u8; SIZE]>(program, &ops, "f", frame);
                match (run(first), run(second)) {
                    (Ok(one), Ok(other)) => {
                        for at in 0..SIZE {
                            if written[at] {
                                assert_eq!(one[at], other[at], "{op:?} {chosen:?} reads something else");
                            } else {
                                let kept = one[at] == first[at] && other[at] == second[at];
                                assert!(kept, "{op:?} {chosen:?} writes at {at}");
                            }
                        }
                    }
                    (one, other) => assert_eq!(one.err(), other.err(), "{op:?} {chosen:?}"),
                }
            });
        }
    }
}

/// A sound program of a few functions that call each other, jump, count and compute.
fn program(random: &mut Random) -> Block {
    let mut source = Source::new(0);
    let data = source.image.data.add(Blob::plain(&[5; 64]), 16);
    let layout = source.image.layouts.add(Layout::Plain { size: 8, align: 8 });
    source.image.layouts.add(Layout::List(layout));
    let count = 2 + random.below(3);
    let sizes: Vec<(u32, u32, u32)> = (0..count)
        .map(|_| {
            let args = random.below(5) as u32 * 8;
            let ret = random.pick(&[0, 1, 2, 4, 8, 16, 24, 40]);
            (48 + random.below(6) as u32 * 16, args, ret)
        })
        .collect();
    let ids: Vec<FunctionId> = (0..count).map(|n| source.image.declare_function(format!("f{n}"))).collect();
    let plain = plain();
    for (&id, &(size, args, ret)) in ids.iter().zip(&sizes) {
        source.define(id, frame(size, args, ret), |code: &mut Assembler| {
            let labels = [code.label(), code.label(), code.label()];
            for label in labels {
                for _ in 0..random.below(6) {
                    let op = random.pick(&plain);
                    code.emit(op, &operands(op, size, random));
                }
                let to = i64::from(random.pick(&labels));
                let at = |bytes: u32, random: &mut Random| random.below(u64::from(size - bytes) + 1) as i64;
                match random.below(9) {
                    0 => code!(code: JumpIf at(1, random), to;),
                    1 => code!(code: JumpLtI64 at(8, random), at(8, random), to;),
                    2 => code!(code: JumpEq8Imm at(8, random), 0, to;),
                    3 => code!(code: Switch1 at(1, random), 2; Jump to; Jump i64::from(labels[2]);),
                    4 => code!(code: MoveN at(40, random), at(40, random), 40;),
                    5 => code!(code: ConstDataN at(32, random), 32, data;),
                    6 => code!(code: ConstData24 at(24, random), data + 16;),
                    _ => {
                        let callee = random.below(count) as usize;
                        let (_, args, ret) = sizes[callee];
                        let area = i64::from(size - args.max(ret)) / 16 * 16;
                        code!(code: Call area, ids[callee];);
                    }
                }
                code.bind(label);
            }
            let from = i64::from(size - ret);
            match ret {
                0 => code!(code: Return;),
                1 => code!(code: Return1 from;),
                2 => code!(code: Return2 from;),
                4 => code!(code: Return4 from;),
                8 => code!(code: Return8 from;),
                16 => code!(code: Return16 from;),
                24 => code!(code: Return24 from;),
                _ => code!(code: ReturnN from, ret;),
            }
        });
        source.image.add_entry(id);
    }
    source.block()
}

/// Where each instruction of a sound image starts, in words of the whole code.
fn starts(image: &Image<'_>) -> Vec<(usize, &'static Info)> {
    let (mut found, mut at) = (Vec::new(), 0);
    while let Some(op) = image.code.get(at).and_then(|&word| Op::from_number(word as u16)) {
        found.push((at, op.info()));
        at += usize::from(op.info().words);
    }
    found
}

/// Changes one thing.
fn damage(block: &mut Block, random: &mut Random) {
    let whole = block.clone().bytes().to_vec();
    let Ok(image) = Image::read(block.bytes()) else { return };
    let header = *image.header;
    let starts = starts(&image);
    let functions = image.functions.len() as u64;
    let layouts = image.layouts.len() as u64;
    let code = header.code.offset as usize;
    let (at, bytes, value) = match random.below(10) {
        // An operand.
        0..=4 => {
            let (start, info) = random.pick(&starts);
            if info.operands.is_empty() {
                return;
            }
            let index = random.below(info.operands.len() as u64) as usize;
            let (kind, place) = (info.operands[index], info.places[index]);
            let at = code + 8 * (start + usize::from(place.word)) + usize::from(place.shift / 8);
            let bytes = kind.bits() as usize / 8;
            let mut old = [0; 8];
            old[..bytes].copy_from_slice(&whole[at..at + bytes]);
            let old = u64::from_le_bytes(old);
            let near = [old.wrapping_add(1), old.wrapping_sub(1), old.wrapping_add(16), old.wrapping_sub(16)];
            let edge = [0, 1, 40, 48, 64, 96, 112, 120, 127, 128, 0x7fff, 0x8000, 0xffff, u64::MAX];
            (at, bytes, if random.below(2) == 0 { random.pick(&near) } else { random.pick(&edge) })
        }
        // Another instruction.
        5 | 6 => {
            let (start, info) = random.pick(&starts);
            let like = |op: &&Op| op.info().words == info.words;
            let others: Vec<Op> = Op::ALL.iter().filter(like).copied().collect();
            (code + 8 * start, 2, u64::from(random.pick(&others) as u16))
        }
        // A field of a function.
        7 => {
            let record = header.functions.offset as usize
                + random.below(functions) as usize * size_of::<FunctionRecord>();
            let field = random.pick(&[
                offset_of!(FunctionRecord, code_start),
                offset_of!(FunctionRecord, code_len),
                offset_of!(FunctionRecord, frame_size),
                offset_of!(FunctionRecord, args_size),
                offset_of!(FunctionRecord, ret_size),
                offset_of!(FunctionRecord, captures_at),
            ]);
            let value = random.pick(&[0, 1, 8, 16, 24, 32, 48, 64, 128, 65_520, 65_536, 0xffff_ffff]);
            (record + field, 4, value)
        }
        // A field of a layout, or of a section.
        8 => {
            let record =
                header.layouts.offset as usize + random.below(layouts) as usize * size_of::<LayoutRecord>();
            let field = random.below(size_of::<LayoutRecord>() as u64 / 4) as usize * 4;
            (record + field, 4, random.pick(&[0, 1, 2, 3, 5, 8, 24, 64, 0xffff_ffff]))
        }
        _ => {
            let sections = offset_of!(Header, entries);
            let field = random.below(9) as usize * size_of::<Section>() + random.below(2) as usize * 4;
            let old = u32::from_le_bytes(whole[sections + field..][..4].try_into().expect("four bytes"));
            let near = [old.wrapping_add(16), old.wrapping_sub(16), old.wrapping_add(1), old.wrapping_sub(1)];
            (sections + field, 4, u64::from(random.pick(&near)))
        }
    };
    block.bytes()[at..at + bytes].copy_from_slice(&value.to_le_bytes()[..bytes]);
}

/// What the operands of an image that passed say, looked at once more in another way than the validator's.
fn look_again(image: &Image<'_>) {
    for function in image.functions {
        let end = (function.code_start + function.code_len) as usize;
        let inside = starts(image);
        let inside: Vec<_> =
            inside.into_iter().filter(|s| s.0 >= function.code_start as usize && s.0 < end).collect();
        for &(start, info) in &inside {
            let value = |index: usize| {
                let (kind, place) = (info.operands[index], info.places[index]);
                let word = image.code[start + usize::from(place.word)] >> place.shift;
                word & (u64::MAX >> (64 - kind.bits()))
            };
            let all = || info.operands.iter().enumerate().map(|(index, &kind)| (kind, value(index)));
            let find = |wanted: Kind| all().find(|&(kind, _)| kind == wanted).map(|found| found.1);
            let layout = find(Kind::Layout).map(|id| u64::from(image.layouts[id as usize].size));
            let sized = layout.or(find(Kind::Size16)).unwrap_or(0);
            let callee = find(Kind::Function).map(|id| &image.functions[id as usize]);
            for (kind, value) in all() {
                let bytes = match kind {
                    Kind::Read(bytes) | Kind::Write(bytes) => u64::from(bytes),
                    Kind::ReadSized | Kind::WriteSized => sized,
                    Kind::Area => callee.map_or(0, |callee| callee.args_end().max(callee.ret_size).into()),
                    Kind::DataSized => {
                        assert!(value + sized <= image.data.len() as u64, "{info:?}");
                        continue;
                    }
                    Kind::Data(bytes) => {
                        assert!(value + u64::from(bytes) <= image.data.len() as u64, "{info:?}");
                        continue;
                    }
                    Kind::Jump16 | Kind::Jump32 => {
                        let by = if kind == Kind::Jump16 { value as i16 as i64 } else { value as i32 as i64 };
                        let target = start as i64 + by;
                        assert!(inside.iter().any(|start| start.0 as i64 == target), "{info:?}");
                        continue;
                    }
                    _ => continue,
                };
                assert!(value + bytes <= u64::from(function.frame_size), "{info:?}");
            }
        }
    }
}

/// Whether nothing of the program follows pointers that damage could have changed.
fn is_plain(image: &Image<'_>) -> bool {
    starts(image).iter().all(|(_, info)| info.plain)
}

/// Looks at an image, and runs it where that can be done. Whether it passed.
fn try_out(mut block: Block) -> bool {
    let sound = |bytes: &mut [u8]| {
        let Ok(image) = Image::read(bytes) else { return None };
        image.validate().ok()?;
        look_again(&image);
        Some(is_plain(&image))
    };
    let Some(is_plain) = sound(block.bytes()) else { return false };
    if !is_plain {
        return true;
    }
    let host = TestHost::new();
    let ops = host.ops();
    let mut slot = MaybeUninit::uninit();
    let platform = Platform { digest: DIGEST, hosted: &[] };
    // SAFETY: the program is plain: it stays in its stack and its data.
    let Ok(program) = (unsafe { Program::load(&mut slot, block.bytes(), platform) }) else { return true };
    for index in 0..program.entry_count() as u32 {
        let Some(function) = program.entry(index) else { continue };
        let (mut ret, args) = (vec![0u128; 1 << 12], vec![3u128; 1 << 12]);
        let call = Call {
            function,
            ret: ret.as_mut_ptr().cast(),
            args: args.as_ptr().cast(),
            captures: std::ptr::null_mut(),
        };
        let limits = Limits { stack: 1 << 20, steps: 500 };
        // SAFETY: arguments and result have room for the largest frame.
        if let Err(crash) = unsafe { program.run(&ops, &call, limits) } {
            // SAFETY: the same host.
            unsafe { Crash::release(crash, &ops) };
        }
    }
    host.assert_all_freed();
    true
}

#[test]
fn what_passes_stays_inside() {
    let (first, rounds) = (number("SEED", 1), number("ROUNDS", 4_000));
    let keep = std::env::var_os("KEEP");
    let (mut passed, mut refused) = (0, 0);
    for seed in first..first + rounds {
        let random = &mut Random::new(seed);
        let mut block = program(random);
        assert!(try_out(block.clone()), "seed {seed}: a sound program is refused");
        for change in 0..4 {
            damage(&mut block, random);
            let before = block.clone();
            if try_out(block.clone()) {
                passed += 1;
                if let Some(folder) = &keep {
                    let file = Path::new(folder).join(format!("{seed}-{change}.image"));
                    std::fs::write(file, before.clone().bytes()).expect("a folder to keep images in");
                    let names: String = Op::ALL.iter().map(|op| format!("{}\n", op.info().name)).collect();
                    std::fs::write(Path::new(folder).join("instructions.txt"), names).expect("that folder");
                }
            } else {
                refused += 1;
                break;
            }
        }
    }
    assert!(passed > rounds / 4 && refused > rounds / 4, "{passed} passed, {refused} were refused");
}

/// Kept images, with the instructions of today: `instructions.txt` has the names by the numbers that they had.
#[test]
fn the_corpus_stays_inside() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/corpus");
    let names = std::fs::read_to_string(folder.join("instructions.txt")).expect("names");
    let now = |name: &str| Op::ALL.iter().copied().find(|op| op.info().name == name);
    let ops: Vec<Option<Op>> = names.lines().map(now).collect();
    let (mut count, mut passed) = (0, 0);
    for entry in std::fs::read_dir(folder).expect("the corpus").flatten() {
        if entry.path().extension().is_some_and(|extension| extension == "image") {
            let mut block = Block::new(&std::fs::read(entry.path()).expect("an image"));
            renew(block.bytes(), &ops);
            passed += usize::from(try_out(block));
            count += 1;
        }
    }
    assert!(count > 10 && passed > count / 2, "{passed} of {count} passed");
}

fn renew(bytes: &mut [u8], ops: &[Option<Op>]) {
    bytes[offset_of!(Header, meaning)..][..4].copy_from_slice(&MEANING.to_le_bytes());
    bytes[offset_of!(Header, version)..][..4].copy_from_slice(&VERSION.to_le_bytes());
    let Ok(image) = Image::read(bytes) else { return };
    let (code, mut at, mut changes) = (image.header.code.offset as usize, 0, Vec::new());
    while let Some(&word) = image.code.get(at)
        && let Some(&Some(op)) = ops.get(usize::from(word as u16))
    {
        changes.push((code + 8 * at, op));
        at += usize::from(op.info().words);
    }
    for (at, op) in changes {
        bytes[at..at + 2].copy_from_slice(&(op as u16).to_le_bytes());
    }
}
