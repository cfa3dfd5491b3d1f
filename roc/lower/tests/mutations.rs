//! Broken programs: those of `tests/conformance` with a token lost, doubled, exchanged or replaced go through parsing,
//! canonicalisation, checking, lowering and the writing of an image. Nothing panics, hangs, or gives LIR that doesn't
//! verify. Deterministic; `MUTANTS=N` makes N of each program instead of one, `SEED=N` others, and `KEEP=FOLDER` keeps
//! those that fail.

use std::path::{Path, PathBuf};
use std::time::Instant;

use roc_base::{Diagnostic, IndexVec, Interner, SourceMap};
use roc_canonical::ir::{DefRef, Module, ModuleId};
use roc_canonical::{Ambient, BUILTIN_SOURCE, Imported, Imports, Input, Purpose};
use roc_check::names::{Known, Names};
use roc_check::{CheckedModule, Program, Requirements, check_module};
use roc_lower::build::{Roots, lower};
use roc_lower::image::write_image;
use roc_lower::lir::verify::verify;
use roc_lower::mono::Monos;

const ECHO: &str = "Echo := [].{ echo! : Str => {} }\n";
const PLATFORM: &str = "platform \"echo\"
	requires { main! : List(Str) => Try(_, [Exit(I8), ..]) }
	exposes [Echo]
	packages {}
	provides { \"roc__main\": main_for_host! }
	hosted { \"roc_host__echo\": Echo.echo! }
import Echo exposing [echo!]
main_for_host! : List(Str) => I32
main_for_host! = |args| match main!(args) {
	Ok(_) => 0
	Err(Exit(code)) => code.to_i32()
	Err(_) => 1
}
";

/// Longer than any program here takes in the slowest build on a busy machine.
const TOO_LONG: u128 = 20_000;

struct Compiler {
    sources: SourceMap,
    interner: Interner,
    names: Names,
    modules: IndexVec<ModuleId, Module>,
    checked: IndexVec<ModuleId, CheckedModule>,
    known: Known,
}

impl Compiler {
    fn new() -> Self {
        let mut interner = Interner::new();
        let names = Names::new(&mut interner);
        let mut compiler = Self {
            sources: SourceMap::new(),
            interner,
            names,
            modules: IndexVec::new(),
            checked: IndexVec::new(),
            known: Known::none(),
        };
        compiler.canonical("Builtin", BUILTIN_SOURCE, Imports::default());
        compiler.known = Known::new(&compiler.modules[ModuleId::BUILTIN], &compiler.interner);
        compiler.check(ModuleId::BUILTIN, &Requirements::default());
        let hosted = vec![compiler.interner.intern("Echo.echo!")];
        compiler.canonical("Echo", ECHO, Imports { hosted, ..Imports::default() });
        compiler.check(ModuleId::new(1), &Requirements::default());
        compiler
    }

    fn canonical(&mut self, name: &str, text: &str, imports: Imports) -> bool {
        let file = self.sources.add(format!("{name}.roc"), text.as_bytes().to_vec());
        let (ast, syntax) = roc_syntax::parse(file, text.as_bytes(), &mut self.interner);
        let id = self.modules.next_id();
        let modules = &self.modules;
        let input = Input { id, name, ast: &ast, text: text.as_bytes(), imports: &imports, modules };
        let (module, more) = roc_canonical::canonicalize(&input, &mut self.interner);
        self.modules.push(module);
        syntax.iter().chain(&more).any(Diagnostic::is_error)
    }

    fn check(&mut self, id: ModuleId, requirements: &Requirements) {
        let anonymous = self.interner.intern("_");
        let program = Program {
            modules: &self.modules,
            checked: &self.checked,
            interner: &self.interner,
            names: &self.names,
            known: &self.known,
            anonymous,
        };
        let (module, _) = check_module(&program, id, requirements);
        self.checked.push(module);
    }

    /// Compiles an app; everything of it is forgotten afterwards.
    fn app(&mut self, text: &str) {
        let (app, platform) = (ModuleId::new(2), ModuleId::new(3));
        let echo = self.interner.intern("echo!");
        let path = self.interner.intern("Echo.echo!");
        let ambient = vec![Ambient { name: echo, module: ModuleId::new(1), path }];
        self.canonical("main", text, Imports { ambient, purpose: Purpose::Run, ..Imports::default() });
        let target = Imported::Module { module: ModuleId::new(1), inside: Vec::new() };
        let targets = std::iter::once(target).collect();
        self.canonical("platform", PLATFORM, Imports { targets, ..Imports::default() });
        let main = self.interner.intern("main!");
        let found = self.modules[app].top_level.iter().find(|(name, _)| *name == main).map(|&(_, def)| def);
        let required = vec![found.map(|def| DefRef { module: app, def })];
        let requirements = Requirements {
            platform: Some(platform),
            wanted: found.into_iter().map(|def| (def, 0)).collect(),
            values: required.clone(),
            ..Requirements::default()
        };
        self.check(app, &requirements);
        self.check(platform, &requirements);
        let monos = Monos::new(&self.modules, &self.checked, &self.interner, &self.names, &self.known);
        let lowered =
            lower(monos, &Roots { platform: Some(platform), required: &required, ..Roots::default() });
        assert_eq!(verify(&lowered.program), []);
        let _ = write_image(lowered.program);
        for id in [platform, app] {
            assert_eq!(self.modules.pop().map(|module| module.id), Some(id));
            self.checked.pop();
        }
    }
}

/// Another program: one token of this one is lost, doubled, exchanged with the next or replaced by another.
fn mutant(text: &str, random: &mut impl FnMut(usize) -> usize) -> String {
    let file = roc_base::FileId::new(0);
    let tokens = roc_syntax::tokenize(file, text, &mut Vec::new());
    let range = |index: usize| tokens[index].range().start as usize..tokens[index].range().end as usize;
    let at = random(tokens.len());
    let (here, other) = (range(at), range(random(tokens.len())));
    let next = range((at + 1).min(tokens.len() - 1));
    let (before, after) = (&text[..here.start], &text[here.end..]);
    match random(4) {
        0 => format!("{before}{after}"),
        1 => format!("{before}{0} {0}{after}", &text[here]),
        2 if next.start >= here.end => {
            let between = &text[here.end..next.start];
            format!("{before}{}{between}{}{}", &text[next.clone()], &text[here], &text[next.end..])
        }
        _ => format!("{before}{}{after}", &text[other]),
    }
}

fn programs(folder: &Path, out: &mut Vec<PathBuf>) {
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            programs(&path, out);
        } else if path.extension().is_some_and(|extension| extension == "roc") {
            out.push(path);
        }
    }
}

#[test]
fn broken_programs_compile_to_something() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/conformance");
    let mut paths = Vec::new();
    programs(&root, &mut paths);
    paths.sort();
    let number = |name: &str| std::env::var(name).ok().and_then(|text| text.parse::<usize>().ok());
    let count = number("MUTANTS").unwrap_or(1);
    let mut seed = number("SEED").unwrap_or(1) as u64 | 1;
    let mut compiler = Compiler::new();
    let mut slow = Vec::new();
    let mut wrong = 0;
    for path in paths {
        let text = std::fs::read_to_string(&path).unwrap();
        for index in 0..count {
            let mut random = |below: usize| {
                seed ^= seed << 13;
                seed ^= seed >> 7;
                seed ^= seed << 17;
                (seed % below.max(1) as u64) as usize
            };
            let source = mutant(&text, &mut random);
            let start = Instant::now();
            let done = std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| compiler.app(&source)));
            if done.is_err() {
                println!("{} mutant {index}", path.display());
                if let Ok(folder) = std::env::var("KEEP") {
                    let name = path.file_stem().unwrap_or_default().to_string_lossy();
                    std::fs::write(format!("{folder}/{name}_{index}.roc"), &source).unwrap();
                }
                compiler = Compiler::new();
                wrong += 1;
            }
            if start.elapsed().as_millis() > TOO_LONG {
                slow.push((path.clone(), source));
            }
        }
    }
    assert_eq!(wrong, 0, "programs that don't compile to something; KEEP=FOLDER keeps them");
    assert!(slow.is_empty(), "these take too long: {slow:?}");
}
