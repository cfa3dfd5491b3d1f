//! What the REPL knows and answers: definitions that accumulate, and inputs that are checked and run among them.
//!
//! Every input is checked in one module with all definitions so far, itself first, so that places in it are counted
//! from its own start. Knows nothing of terminals.

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::Arc;

use roc_base::{Diagnostic, FileId, Interner, Part, SourceMap, Span};
use roc_canonical::ir::{DefId, DefRef};
use roc_eval::run::run;
use roc_eval::{Event, Executable, Stop};
use roc_lower::build::expect::ExpectRef;
use roc_lower::build::{Lowered, Origin};
use roc_lower::lir::Value;
use roc_modules::{FileSystem, OsFileSystem, Purpose, ReadError};
use roc_packages::Packages;
use roc_report::{Style, terminal};
use roc_syntax::ast::{Ast, PatId, Pattern, Stmt, StmtId};

use crate::args::Common;
use crate::program::{Program, load_from};
use crate::timings::Timings;
use crate::{constants, packages, tests};

/// The name of the module.
const MODULE: &str = "repl";
/// The name of the value that an expression becomes, and what makes it that.
const RESULT: &str = "repl_result";
const RESULT_IS: &str = "repl_result =\n";

/// The state of a REPL.
pub struct Session {
    style: Style,
    common: Common,
    packages: Packages,
    /// In the order in which their names were first defined.
    definitions: Vec<Definition>,
    /// Annotations that wait for their definition, by name.
    annotations: BTreeMap<String, String>,
}

struct Definition {
    names: Vec<String>,
    /// With its annotation.
    text: String,
}

/// What the REPL says to an input.
#[derive(Debug, Default)]
pub struct Answer {
    /// To be shown; may be empty.
    pub text: String,
    /// Whether something was wrong.
    pub failed: bool,
}

/// What a statement is to the REPL.
enum Input {
    Expression,
    Expect,
    Annotation(String),
    /// The names that it defines, and which of them are shown.
    Definition(Vec<String>),
}

/// Whether more lines have to come before an input is one: a bracket is open, or something is missing at its end.
pub fn is_unfinished(input: &str) -> bool {
    let end = input.trim_end().len() as u32;
    match understand(input) {
        Ok(_) => false,
        Err(reports) => {
            brackets(input) > 0 || reports.iter().any(|report| report.is_error() && report.span.start >= end)
        }
    }
}

/// The statements of an input, or what is wrong with its syntax.
fn understand(input: &str) -> Result<Vec<(String, Input)>, Vec<Diagnostic>> {
    let mut names = Interner::new();
    let as_written = parse(input, &mut names);
    if !as_written.1.iter().any(Diagnostic::is_error) {
        let ast = as_written.0;
        let text = |stmt| String::from_utf8_lossy(ast.range(stmt).of(input.as_bytes())).into_owned();
        return Ok(ast[ast.statements].iter().map(|&stmt| (text(stmt), kind(&ast, stmt, &names))).collect());
    }
    // At the top level of a file there are no expressions.
    let (ast, mut reports) = parse(&format!("{RESULT_IS}{input}"), &mut names);
    if !reports.iter().any(Diagnostic::is_error) && ast[ast.statements].len() == 1 {
        return Ok(vec![(input.to_owned(), Input::Expression)]);
    }
    let before = RESULT_IS.len() as u32;
    reports.iter_mut().for_each(|report| shift(report, FileId::new(0), before));
    // What was understood further is what was meant.
    let first = |reports: &[Diagnostic]| reports.iter().find(|d| d.is_error()).map_or(0, |d| d.span.start);
    Err(if first(&reports) >= first(&as_written.1) { reports } else { as_written.1 })
}

/// How many brackets are open at the end.
fn brackets(input: &str) -> i32 {
    use roc_syntax::TokenKind::{
        CloseCurly, CloseRound, CloseSquare, InterpolationClose, InterpolationOpen, OpenCurly, OpenRound,
        OpenSquare,
    };
    let tokens = roc_syntax::tokenize(FileId::new(0), input, &mut Vec::new());
    let depth = |kind| match kind {
        OpenCurly | OpenRound | OpenSquare | InterpolationOpen => 1,
        CloseCurly | CloseRound | CloseSquare | InterpolationClose => -1,
        _ => 0,
    };
    tokens.iter().map(|token| depth(token.kind)).sum()
}

fn parse(input: &str, names: &mut Interner) -> (Ast, Vec<Diagnostic>) {
    roc_syntax::parse(FileId::new(0), input.as_bytes(), names)
}

impl Session {
    /// Nothing is defined.
    pub fn new(style: Style) -> Self {
        let common = Common::default();
        let packages = packages::open(&common);
        Self { style, common, packages, definitions: Vec::new(), annotations: BTreeMap::new() }
    }

    /// Takes an input: expressions, definitions, or several of them. Where something is wrong the definitions stay as they
    /// were.
    pub fn input(&mut self, input: &str) -> Answer {
        self.each_statement(input, Self::statement)
    }

    /// The type of an expression.
    pub fn type_of(&mut self, input: &str) -> Answer {
        self.each_statement(input, |this, text, kind| match kind {
            Input::Expression => this.typed(text),
            _ => Answer { text: "`:type` takes an expression.\n".to_owned(), failed: true },
        })
    }

    fn each_statement(
        &mut self,
        input: &str,
        mut take: impl FnMut(&mut Self, &str, Input) -> Answer,
    ) -> Answer {
        let mut all = Answer::default();
        match understand(input) {
            Ok(statements) => {
                for (text, kind) in statements {
                    all.add(take(self, &text, kind));
                    if all.failed {
                        break;
                    }
                }
            }
            Err(reports) => {
                let mut sources = SourceMap::new();
                sources.add(MODULE, input.as_bytes().to_vec());
                for report in &reports {
                    all.text += &terminal::render(report, &sources, self.style);
                }
                all.failed = true;
            }
        }
        all
    }

    fn statement(&mut self, text: &str, kind: Input) -> Answer {
        match kind {
            Input::Expression => self.expression(text),
            Input::Expect => self.expect(text),
            Input::Annotation(name) => self.annotation(text, name),
            Input::Definition(names) => self.definition(text, names),
        }
    }

    fn expression(&self, text: &str) -> Answer {
        let mut module = self.module(RESULT_IS, text, &[]);
        let mut answer = module.report(self.style);
        let Some(result) = module.result().filter(|_| !answer.failed) else { return answer };
        let mut lowered = module.program.lower_shown(result);
        // The expression itself is run once, below, where its crash isn't one of a definition.
        let own = Origin::Def(DefRef { module: module.program.root, def: result });
        lowered.values.retain(|&(origin, _)| origin != own);
        constants::evaluate(&mut module.program, &mut lowered);
        answer.add(shown(lowered));
        answer
    }

    fn typed(&self, text: &str) -> Answer {
        let module = self.module(RESULT_IS, text, &[]);
        let mut answer = module.report(self.style);
        if let (false, Some(result)) = (answer.failed, module.result()) {
            answer.text += &format!("{}\n", module.program.type_of(result));
        }
        answer
    }

    fn expect(&self, text: &str) -> Answer {
        let mut module = self.module("", text, &[]);
        let mut answer = module.report(self.style);
        if answer.failed {
            return answer;
        }
        let expects = [ExpectRef { module: module.program.root, index: 0 }];
        let mut lowered = module.program.lower_expects(&expects);
        constants::evaluate(&mut module.program, &mut lowered);
        match tests::run_expects(&module.program, lowered, &expects, 1, &mut |_| {}) {
            Ok(outcomes) => {
                for outcome in &outcomes {
                    answer.text += &dbg(&outcome.dbg);
                    match tests::report(outcome) {
                        Some(report) => answer.add(module.one(&report, self.style)),
                        None => answer.text += "passed\n",
                    }
                }
            }
            Err(report) => answer.add(module.one(&report, self.style)),
        }
        answer
    }

    fn annotation(&mut self, text: &str, name: String) -> Answer {
        let mut module = self.module("", text, std::slice::from_ref(&name));
        module.program.diagnostics.retain(|d| d.title != "Declaration Has No Value");
        let answer = module.report(self.style);
        if !answer.failed {
            self.annotations.insert(name, text.to_owned());
        }
        answer
    }

    fn definition(&mut self, text: &str, names: Vec<String>) -> Answer {
        let annotation = names.first().and_then(|name| self.annotations.get(name)).cloned();
        let annotation = annotation.map(|annotation| annotation + "\n").unwrap_or_default();
        let mut module = self.module(&annotation, text, &names);
        let mut answer = module.report(self.style);
        if answer.failed {
            return answer;
        }
        // Computed now, so that a crash is reported here; `dbg` of other definitions was shown before.
        let known = module.program.diagnostics.len();
        let mut lowered = module.program.lower_expects(&[]);
        constants::evaluate(&mut module.program, &mut lowered);
        let shown: Vec<String> = module
            .program
            .dbg
            .iter()
            .filter(|(span, _)| module.is_input(*span))
            .map(|(_, text)| text.clone())
            .collect();
        answer.text += &dbg(&shown);
        module.program.diagnostics.drain(..known);
        answer.add(module.report(self.style));
        if answer.failed {
            return answer;
        }
        if let Some(name) = names.first() {
            self.annotations.remove(name);
        }
        let list: Vec<String> = names.iter().map(|name| format!("`{name}`")).collect();
        if !list.is_empty() {
            answer.text += &format!("assigned {}\n", list.join(", "));
        }
        self.keep(Definition { text: annotation + text, names });
        answer
    }

    /// Adds a definition, in the place of the one that it replaces.
    fn keep(&mut self, new: Definition) {
        let replaced = |old: &Definition| old.names.iter().any(|name| new.names.contains(name));
        let place = self.definitions.iter().position(replaced);
        self.definitions.retain(|old| !replaced(old));
        let place = place.unwrap_or(self.definitions.len()).min(self.definitions.len());
        self.definitions.insert(place, new);
    }

    /// Checks an input together with the definitions but those that it replaces. `before` is what has to stand in front of
    /// it.
    fn module(&self, before: &str, input: &str, replaced: &[String]) -> Module {
        let mut text = format!("{before}{input}\n");
        for definition in &self.definitions {
            if !definition.names.iter().any(|name| replaced.contains(name)) {
                text += &definition.text;
                text.push('\n');
            }
        }
        let files = Files { text: text.as_bytes().to_vec() };
        let mut timings = Timings::start();
        let program = load_from(
            &files,
            Path::new(MODULE),
            Purpose::Inspect,
            &self.common,
            &self.packages,
            &mut timings,
        );
        Module { program, text, before: before.len() as u32, end: (before.len() + input.len()) as u32 }
    }
}

impl Answer {
    fn add(&mut self, other: Answer) {
        self.text += &other.text;
        self.failed |= other.failed;
    }
}

fn dbg(texts: &[String]) -> String {
    texts.iter().map(|text| format!("[dbg] {text}\n")).collect()
}

fn kind(ast: &Ast, stmt: StmtId, names: &Interner) -> Input {
    let text = |symbol| names.resolve(symbol).to_owned();
    match &ast[stmt] {
        Stmt::Expr(_) => Input::Expression,
        Stmt::Expect(_) => Input::Expect,
        Stmt::Annotation { name, .. } => Input::Annotation(text(name.symbol)),
        Stmt::Value { pattern, .. } => {
            let mut bound = Vec::new();
            names_in(ast, *pattern, names, &mut bound);
            Input::Definition(bound)
        }
        &Stmt::TypeDecl(decl) => Input::Definition(vec![text(ast[decl].name.symbol)]),
        &Stmt::WhereAlias(alias) => Input::Definition(vec![text(ast[alias].name.symbol)]),
        _ => Input::Definition(Vec::new()),
    }
}

/// The names that a pattern binds.
fn names_in(ast: &Ast, pattern: PatId, names: &Interner, bound: &mut Vec<String>) {
    let mut name = |symbol| bound.push(names.resolve(symbol).to_owned());
    match &ast[pattern] {
        Pattern::Name(symbol) => name(*symbol),
        Pattern::Var(own) | Pattern::Rest(Some(own)) => name(own.symbol),
        Pattern::As { pattern, name: own } => {
            name(own.symbol);
            names_in(ast, *pattern, names, bound);
        }
        Pattern::Parens(inner) | Pattern::Nominal { backing: inner, .. } => {
            names_in(ast, *inner, names, bound)
        }
        Pattern::Tag { args: parts, .. }
        | Pattern::Tuple(parts)
        | Pattern::List(parts)
        | Pattern::Alternatives(parts) => {
            ast[*parts].iter().for_each(|&part| names_in(ast, part, names, bound));
        }
        Pattern::Record { fields, rest } => {
            for field in &ast[*fields] {
                match field.pattern {
                    Some(pattern) => names_in(ast, pattern, names, bound),
                    None => bound.push(names.resolve(field.name.symbol).to_owned()),
                }
            }
            rest.iter().for_each(|&rest| names_in(ast, rest, names, bound));
        }
        _ => {}
    }
}

/// The one file of the REPL, and those of the folder, which it may import.
struct Files {
    text: Vec<u8>,
}

impl FileSystem for Files {
    fn read(&self, path: &Path) -> Result<Vec<u8>, ReadError> {
        if path == Path::new(MODULE) { Ok(self.text.clone()) } else { OsFileSystem.read(path) }
    }

    fn names(&self, folder: &Path) -> Vec<String> {
        OsFileSystem.names(folder)
    }

    fn ignores_case(&self) -> bool {
        OsFileSystem.ignores_case()
    }
}

/// An input that was checked among the definitions.
struct Module {
    program: Program,
    text: String,
    /// Where the input begins.
    before: u32,
    /// Where it ends.
    end: u32,
}

impl Module {
    fn result(&self) -> Option<DefId> {
        let module = &self.program.modules[self.program.root];
        module
            .defs
            .iter_enumerated()
            .find(|(_, def)| self.program.interner.resolve(def.path) == RESULT)
            .map(|(id, _)| id)
    }

    fn is_input(&self, span: Span) -> bool {
        span.file == self.program.root_file() && (self.before..=self.end).contains(&span.start)
    }

    /// What is wrong with the input, and what it makes wrong elsewhere.
    fn report(&self, style: Style) -> Answer {
        let mut answer = Answer::default();
        for diagnostic in &self.program.diagnostics {
            if diagnostic.is_error() || self.is_input(diagnostic.span) {
                answer.text += &self.one(diagnostic, style).text;
                answer.failed |= diagnostic.is_error();
            }
        }
        answer
    }

    /// A report, with places counted from the input's start.
    fn one(&self, diagnostic: &Diagnostic, style: Style) -> Answer {
        let mut diagnostic = diagnostic.clone();
        shift(&mut diagnostic, self.program.root_file(), self.before);
        let mut sources = SourceMap::new();
        for (file, source) in self.program.sources.iter() {
            let own = file == self.program.root_file();
            let text = if own { &self.text.as_bytes()[self.before as usize..] } else { source.text() };
            sources.add(source.path(), text.to_vec());
        }
        Answer { text: terminal::render(&diagnostic, &sources, style), failed: diagnostic.is_error() }
    }
}

/// Counts the places of a file from `before` on.
fn shift(diagnostic: &mut Diagnostic, file: FileId, before: u32) {
    let snippets = diagnostic.body.iter_mut().filter_map(|part| match part {
        Part::Snippet { span, .. } => Some(span),
        _ => None,
    });
    for span in snippets.chain([&mut diagnostic.span]).filter(|span| span.file == file) {
        span.start = span.start.saturating_sub(before);
        span.end = span.end.saturating_sub(before);
    }
}

/// Runs the one entry, which gives a text.
fn shown(lowered: Lowered) -> Answer {
    let failed = |text: String| Answer { text, failed: true };
    let executable = match Executable::new(lowered.program) {
        Ok(executable) => Arc::new(executable),
        Err(error) => return failed(format!("This is too large in one place: {error}.\n")),
    };
    let mut answer = Answer::default();
    for run in run(&executable, &[0], tests::LIMITS, 1) {
        for event in run.events {
            answer.text += &match event {
                Event::Dbg(text) => format!("[dbg] {text}\n"),
                Event::ExpectFailed(_) => "An `expect` failed.\n".to_owned(),
            };
        }
        match run.result {
            Ok(Value::Str(text)) => answer.text += &format!("{text}\n"),
            Ok(_) | Err(Stop::Unreadable) => {
                answer.add(failed("The result is too large to be shown.\n".to_owned()))
            }
            Err(Stop::Crash(message)) => answer.add(failed(format!("Crash: {message}\n"))),
            Err(Stop::Steps) => answer.add(failed("This took too many steps.\n".to_owned())),
        }
    }
    answer
}
