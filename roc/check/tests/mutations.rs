//! Damaged programs: whatever is taken out of a program, doubled or swapped, it is read, resolved and checked to the
//! end, in time, with some message if its syntax broke.
//!
//! The ordinary run takes a few; `MUTATIONS=N cargo test -p roc_check --test mutations` N of each program.

use std::fs;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use roc_base::{Diagnostic, FileId, Id, IndexVec, Interner};
use roc_canonical::ir::{Module, ModuleId};
use roc_canonical::{BUILTIN_SOURCE, Imports, Input, Purpose};
use roc_check::names::{Known, Names};
use roc_check::{CheckedModule, Program, Requirements, check_module};

/// Far above what any of the programs takes, far below what a person would wait.
const TIME: Duration = Duration::from_secs(10);

/// The Builtin module, ready for programs to be checked behind it.
struct Compiler {
    interner: Interner,
    names: Names,
    known: Known,
    modules: IndexVec<ModuleId, Module>,
    checked: IndexVec<ModuleId, CheckedModule>,
}

impl Compiler {
    fn new() -> Self {
        let mut interner = Interner::new();
        let names = Names::new(&mut interner);
        let mut modules = IndexVec::new();
        canonical("Builtin", BUILTIN_SOURCE.as_bytes(), &mut interner, &mut modules);
        let known = Known::new(&modules[ModuleId::BUILTIN], &interner);
        let mut compiler = Self { interner, names, known, modules, checked: IndexVec::new() };
        compiler.check(ModuleId::BUILTIN);
        compiler
    }

    fn check(&mut self, id: ModuleId) -> Vec<Diagnostic> {
        let program = Program {
            modules: &self.modules,
            checked: &self.checked,
            interner: &self.interner,
            names: &self.names,
            known: &self.known,
            anonymous: self.interner.find("_").expect("Builtin mentions it"),
        };
        let (checked, diagnostics) = check_module(&program, id, &Requirements::default());
        self.checked.push(checked);
        diagnostics
    }

    /// All that is said of a program.
    fn diagnostics(&mut self, text: &[u8]) -> Vec<Diagnostic> {
        let mut found = canonical("case", text, &mut self.interner, &mut self.modules);
        found.extend(self.check(ModuleId::new(1)));
        self.modules.pop();
        self.checked.pop();
        found
    }
}

fn canonical(
    name: &str,
    text: &[u8],
    interner: &mut Interner,
    modules: &mut IndexVec<ModuleId, Module>,
) -> Vec<Diagnostic> {
    let id = modules.next_id();
    let (ast, mut diagnostics) = roc_syntax::parse(FileId::new(id.index() as u32), text, interner);
    let imports = Imports { purpose: Purpose::Inspect, ..Imports::default() };
    let input = Input { id, name, ast: &ast, text, imports: &imports, modules };
    let (module, more) = roc_canonical::canonicalize(&input, interner);
    diagnostics.extend(more);
    modules.push(module);
    diagnostics
}

/// A small generator of reproducible numbers.
struct Random(u64);

impl Random {
    fn below(&mut self, bound: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 % bound.max(1) as u64) as usize
    }
}

/// One or more pieces of a program taken out, doubled, put elsewhere or replaced by pieces of another.
fn mutated(text: &[u8], other: &[u8], random: &mut Random) -> Vec<u8> {
    let mut text = text.to_vec();
    for _ in 0..=random.below(3) {
        let (from, to) = piece(&text, random);
        let taken = text[from..to].to_vec();
        match random.below(6) {
            0 => drop(text.drain(from..to)),
            1 => drop(text.splice(to..to, taken)),
            2 => {
                text.drain(from..to);
                let (place, _) = piece(&text, random);
                text.splice(place..place, taken);
            }
            3 => {
                let (first, last) = piece(other, random);
                text.splice(from..to, other[first..last].iter().copied());
            }
            4 => {
                let (first, last) = piece(&text, random);
                let moved = text[first..last].to_vec();
                text.splice(from..to, moved);
            }
            _ => {
                let byte = b"(){}[]|,.:=+-*/?!\"\\\n\t #$_aA019"[random.below(30)];
                text.splice(from..from, [byte]);
            }
        }
    }
    text
}

/// A word, a line or a bracketed part.
fn piece(text: &[u8], random: &mut Random) -> (usize, usize) {
    let at = random.below(text.len());
    let word = |byte: &u8| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'!' | b'$');
    let (stop, least): (&dyn Fn(&u8) -> bool, usize) = match random.below(3) {
        0 => (&|byte| !word(byte), 1),
        1 => (&|byte| *byte == b'\n', 0),
        _ => (&|byte| b"(){}[],".contains(byte), 1),
    };
    let from = text[..at].iter().rposition(stop).map_or(0, |found| found + 1);
    let to = text[at..]
        .iter()
        .position(stop)
        .map_or(text.len(), |found| at + found)
        .max((from + least).min(text.len()));
    (from, to)
}

fn programs(folder: &Path, found: &mut Vec<PathBuf>) {
    for path in fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()) {
        if path.is_dir() {
            programs(&path, found);
        } else if path.extension().is_some_and(|extension| extension == "roc") {
            found.push(path);
        }
    }
}

#[test]
fn damaged_programs_are_checked_to_the_end() {
    let count = std::env::var("MUTATIONS").map_or(1, |count| count.parse().unwrap());
    let seed = std::env::var("SEED").map_or(1, |seed| seed.parse().unwrap());
    let mut paths = Vec::new();
    let folder = Path::new(env!("CARGO_MANIFEST_DIR"));
    programs(&folder.join("../../tests/conformance"), &mut paths);
    programs(&folder.join("tests/cases"), &mut paths);
    paths.sort();
    assert!(paths.len() > 100);
    let texts: Vec<Vec<u8>> = paths.iter().map(|path| fs::read(path).unwrap()).collect();
    let mut compiler = Compiler::new();
    let mut random = Random(0x9e37_79b9_7f4a_7c15 ^ seed);
    for (path, text) in paths.iter().zip(&texts) {
        for _ in 0..count {
            let other = &texts[random.below(texts.len())];
            let text = mutated(text, other, &mut random);
            let note = std::env::temp_dir().join(format!("roc-mutation-{}.roc", std::process::id()));
            fs::write(&note, &text).unwrap();
            let start = Instant::now();
            let found = compiler.diagnostics(&text);
            assert!(start.elapsed() < TIME, "{}: too slow: {}", path.display(), note.display());
            let spans = found.iter().all(|found| found.span.end as usize <= text.len() + 1);
            assert!(spans, "{}: a place outside of the file: {}", path.display(), note.display());
            fs::remove_file(&note).unwrap();
        }
    }
}
