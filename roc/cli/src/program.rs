//! The compiler's stages in order: from a root file to checked modules, and on to LIR.

use std::collections::BTreeMap;
use std::path::Path;

use roc_base::{Diagnostic, FileId, IndexVec, Interner, SourceMap, Span, Symbol};
use roc_canonical::ir::{self, DefId, DefRef, Expr, ExprId, ModuleId, ModuleKind, Pat, TypeKind, TypeRef};
use roc_canonical::walk::children;
use roc_check::names::{Known, Names};
use roc_check::types::{Node, Ty};
use roc_check::{CheckedModule, Printer, Requirements, check_module};
use roc_lower::build::expect::ExpectRef;
use roc_lower::build::{Lowered, Place, Roots, lower};
use roc_lower::mono::Monos;
use roc_modules::{DefaultPlatform, FileSystem, Graph, Options, OsFileSystem, Platform, Purpose};
use roc_packages::Packages;

use crate::args::Common;
use crate::arithmetic;
use crate::builtin;
use crate::dist::Dist;
use crate::known::KnownModules;
use crate::packages::ByAddress;
use crate::timings::Timings;

/// The platform of files without a header. An ordinary platform, whose sources are in this executable.
pub const ECHO: DefaultPlatform<'static> = DefaultPlatform {
    name: "echo",
    files: &[
        ("main.roc", include_str!("../../../hosts/echo/platform/main.roc")),
        ("Echo.roc", include_str!("../../../hosts/echo/platform/Echo.roc")),
    ],
    ambient: &[("echo!", "Echo", "Echo.echo!")],
};

/// A program whose modules are all checked.
pub struct Program {
    /// Text of all files.
    pub sources: SourceMap,
    /// In source order within a stage, stage by stage within a module, dependencies first.
    pub diagnostics: Vec<Diagnostic>,
    /// Every file that was looked for, relative to the root file's folder.
    pub reads: BTreeMap<String, Option<[u8; 32]>>,
    /// Whether a download failed, so that the next time may be otherwise.
    pub lacks_packages: bool,
    /// The platform, where there is one.
    pub platform: Option<Platform>,
    /// The root file's module.
    pub root: ModuleId,
    /// Whether the root file is the platform's, not an app's.
    pub is_platform: bool,
    /// Whether nothing of it can run.
    pub broken: bool,
    /// All modules; Builtin first, dependencies before what imports them.
    pub modules: IndexVec<ModuleId, ir::Module>,
    /// Text of names.
    pub interner: Interner,
    /// Modules with errors of syntax.
    pub unparsed: Vec<ModuleId>,
    checked: IndexVec<ModuleId, CheckedModule>,
    names: Names,
    known: Known,
    /// The app's definitions for what its platform requires.
    required: Vec<Option<DefRef>>,
    /// What `dbg` showed while values were computed, with the place of the value.
    pub dbg: Vec<(Span, String)>,
}

/// Reads and checks everything that a root file reaches.
///
/// A root file that can't be read is a program with one diagnostic.
pub fn load(
    root: &Path,
    purpose: Purpose,
    common: &Common,
    packages: &Packages,
    timings: &mut Timings,
) -> Program {
    load_from(&OsFileSystem, root, purpose, common, packages, timings)
}

/// As [`load`], from any files.
pub fn load_from(
    files: &dyn FileSystem,
    root: &Path,
    purpose: Purpose,
    common: &Common,
    packages: &Packages,
    timings: &mut Timings,
) -> Program {
    let mut interner = Interner::new();
    let names = Names::new(&mut interner);
    let anonymous = interner.intern("_");
    let dist = Dist::open().ok();
    let (mut modules, mut checked) = builtin::load(dist.as_ref(), &mut interner);
    let known_modules = KnownModules::open(dist.as_ref(), common.no_cache);
    timings.stage("builtin");
    let options = Options {
        root,
        builtin_is_ready: true,
        outlines: &known_modules,
        purpose,
        default_platform: ECHO,
        package_map: &common.package_map(),
        remote: &ByAddress(packages),
    };
    let mut graph = match Graph::load(&options, files, &mut interner) {
        Ok(graph) => graph,
        Err(failure) => {
            return Program {
                sources: failure.sources,
                diagnostics: vec![failure.diagnostic],
                reads: failure.reads,
                lacks_packages: false,
                platform: None,
                root: ModuleId::BUILTIN,
                is_platform: false,
                broken: true,
                modules: IndexVec::new(),
                checked: IndexVec::new(),
                interner,
                unparsed: Vec::new(),
                names,
                known: Known::none(),
                required: Vec::new(),
                dbg: Vec::new(),
            };
        }
    };
    timings.stage("parse");
    let mut reports: IndexVec<ModuleId, Vec<Diagnostic>> = IndexVec::from_vec(vec![Vec::new()]);
    let known = Known::new(&modules[ModuleId::BUILTIN], &interner);
    let platform = graph.platform.as_ref().map(|p| p.module);
    let none = Requirements::default();
    let mut unparsed = Vec::new();
    // Of the modules before; a module that nothing may import has none.
    let mut interfaces = vec![KnownModules::NONE; modules.len()];
    for id in graph.modules.ids().iter().skip(modules.len()) {
        if let Some((module, types, interface)) = known_modules.take(&graph, id, &interfaces, &mut interner) {
            modules.push(module);
            checked.push(types);
            reports.push(std::mem::take(&mut graph.modules[id].diagnostics));
            interfaces.push(interface);
            continue;
        }
        if graph.modules[id].outlined {
            graph.parse(id, &mut interner);
        }
        if graph.modules[id].syntax.iter().any(Diagnostic::is_error) {
            unparsed.push(id);
        }
        let (module, diagnostics) = graph.canonicalize(id, &modules, &mut interner);
        modules.push(module);
        let loaded = &mut graph.modules[id];
        let mut all = std::mem::take(&mut loaded.syntax);
        all.append(&mut loaded.diagnostics);
        all.extend(diagnostics);
        // An app and its platform are checked together, after all others.
        if id == graph.root || Some(id) == platform {
            checked.push(CheckedModule::pending(id));
            interfaces.push(KnownModules::NONE);
        } else {
            let program = roc_check::Program {
                modules: &modules,
                checked: &checked,
                interner: &interner,
                names: &names,
                known: &known,
                anonymous,
            };
            let (types, diagnostics) = check_module(&program, id, &none);
            all.extend(diagnostics);
            interfaces.push(known_modules.keep(
                &graph,
                id,
                &interfaces,
                (&modules[id], &types, &all),
                &interner,
            ));
            checked.push(types);
        }
        reports.push(all);
    }
    timings.stage("canonical");

    let joint = Joint::new(graph.root, platform, &modules, &interner);
    reports[graph.root].extend(joint.missing.iter().cloned());
    // The platform's own module comes last: it is checked against what the app gives it.
    for id in [Some(graph.root), platform.filter(|&p| p != graph.root)].into_iter().flatten() {
        let program = roc_check::Program {
            modules: &modules,
            checked: &checked,
            interner: &interner,
            names: &names,
            known: &known,
            anonymous,
        };
        let (module, diagnostics) = check_module(&program, id, &joint.requirements);
        checked[id] = module;
        // What doesn't fit between app and platform has been said of the app.
        let app_is_wrong = !joint.missing.is_empty() || reports[graph.root].iter().any(Diagnostic::is_error);
        if id == graph.root || !app_is_wrong {
            reports[id].extend(diagnostics);
        }
    }
    timings.stage("check");
    // Nothing of a root file with errors of syntax can run.
    let broken = unparsed.contains(&graph.root);
    Program {
        unparsed,
        diagnostics: reports.iter().flatten().cloned().collect(),
        sources: graph.sources,
        reads: graph.reads,
        lacks_packages: graph.lacks_packages,
        root: graph.root,
        is_platform: platform == Some(graph.root),
        platform: graph.platform,
        broken,
        modules,
        checked,
        interner,
        names,
        known,
        required: joint.requirements.values,
        dbg: Vec::new(),
    }
}

impl Program {
    /// The program as LIR; nothing where it has no platform, so that nothing calls it. Reports what is wrong with the
    /// platform's header.
    pub fn lower(&self) -> Option<Lowered> {
        let platform = Some(self.platform.as_ref()?.module);
        Some(self.lower_wanted(&Roots { platform, ..Roots::default() }))
    }

    /// The program's values as LIR, and some of its expects, which are its entries.
    pub fn lower_expects(&self, expects: &[ExpectRef]) -> Lowered {
        self.lower_wanted(&Roots { expects, ..Roots::default() })
    }

    /// A value of the root module as LIR: the one entry gives its inspect text.
    pub fn lower_shown(&self, def: DefId) -> Lowered {
        let shown = Some(DefRef { module: self.root, def });
        self.lower_roots(&Roots { shown, ..Roots::default() })
    }

    /// The text of the type of a value of the root module.
    pub fn type_of(&self, def: DefId) -> String {
        let checked = &self.checked[self.root];
        Printer::new(&checked.types, &self.modules, &self.interner).print_whole(checked.defs[def].ty)
    }

    /// These roots, and what has to be computed anyway.
    fn lower_wanted(&self, roots: &Roots<'_>) -> Lowered {
        let (values, literals) = (self.values_to_compute(), self.literals_to_compute());
        let constants = arithmetic::find(&self.modules, &self.checked);
        self.lower_roots(&Roots { values: &values, literals: &literals, constants: &constants, ..*roots })
    }

    fn lower_roots(&self, roots: &Roots<'_>) -> Lowered {
        let monos = Monos::new(&self.modules, &self.checked, &self.interner, &self.names, &self.known);
        lower(monos, &Roots { required: &self.required, ..*roots })
    }

    /// The literals that methods of the program's types make values of: those may refuse them.
    fn literals_to_compute(&self) -> Vec<(ModuleId, Place)> {
        let mut literals = Vec::new();
        for (id, module) in self.modules.iter_enumerated().filter(|(id, _)| *id != ModuleId::BUILTIN) {
            let checked = &self.checked[id];
            let own = |ty: Ty| match checked.types.node(ty) {
                Node::Apply(name, args) => {
                    let kind = self.modules[name.module].types[name.decl].kind;
                    checked.types.tys(args).is_empty() && !matches!(kind, TypeKind::Primitive(_))
                }
                _ => false,
            };
            for (expr, &ty) in checked.expr_types.iter_enumerated() {
                let literal = matches!(module.exprs[expr], Expr::Number { .. } | Expr::Str { .. });
                if literal && own(ty) && !checked.bad.contains_key(&expr) {
                    literals.push((id, Place::Expr(expr)));
                }
            }
            for (pat, &ty) in checked.pat_types.iter_enumerated() {
                if matches!(module.pats[pat], Pat::Number { .. } | Pat::Str(_)) && own(ty) {
                    literals.push((id, Place::Pat(pat)));
                }
            }
        }
        literals
    }

    /// The values of the program whose computing may tell something: not functions, not literals, nothing generic,
    /// nothing with an error in it.
    fn values_to_compute(&self) -> Vec<DefRef> {
        let errors: Vec<Span> =
            self.diagnostics.iter().filter(|d| d.is_error()).map(|diagnostic| diagnostic.span).collect();
        let mut values = Vec::new();
        for (id, module) in self.modules.iter_enumerated().filter(|(id, _)| *id != ModuleId::BUILTIN) {
            for (def, value) in module.defs.iter_enumerated().filter_map(|(id, def)| Some((id, def.value?))) {
                let span = module.expr_spans[value];
                let generic = self.checked[id].defs.get(def).is_none_or(|scheme| !scheme.vars.is_empty());
                let wrong = errors.iter().any(|error| span.contains(*error));
                if !generic && !wrong && !is_literal(module, value) {
                    values.push(DefRef { module: id, def });
                }
            }
        }
        values
    }

    /// The root file.
    pub fn root_file(&self) -> FileId {
        self.modules.get(self.root).map_or(FileId::new(0), |module| module.file)
    }

    /// The platform's file, else the root file.
    pub fn platform_source(&self) -> roc_base::FileId {
        self.platform.as_ref().map_or(self.root_file(), |p| self.modules[p.module].file)
    }

    /// The platform's name as its header says it.
    pub fn platform_name(&self) -> String {
        self.platform.as_ref().map(|p| self.interner.resolve(p.name).to_owned()).unwrap_or_default()
    }

    /// The path of the platform's file, as shown to people.
    pub fn platform_file(&self) -> String {
        self.platform
            .as_ref()
            .map(|p| self.sources.path(self.modules[p.module].file).to_owned())
            .unwrap_or_default()
    }
}

/// Whether an expression only puts literals together, so that nothing can happen when it is computed.
fn is_literal(module: &ir::Module, value: ExprId) -> bool {
    match module.exprs[value] {
        Expr::Lambda(_) => true,
        Expr::Number { .. }
        | Expr::Str { .. }
        | Expr::Bytes(_)
        | Expr::List(_)
        | Expr::Tuple(_)
        | Expr::Record(_)
        | Expr::Tag { .. }
        | Expr::Nominal { .. } => {
            let mut literal = true;
            children(module, value, &mut |child| literal &= is_literal(module, child));
            literal
        }
        _ => false,
    }
}

/// What an app and its platform owe each other.
struct Joint {
    requirements: Requirements,
    /// Reports about what the app lacks.
    missing: Vec<Diagnostic>,
}

impl Joint {
    fn new(
        root: ModuleId,
        platform: Option<ModuleId>,
        modules: &IndexVec<ModuleId, ir::Module>,
        interner: &Interner,
    ) -> Self {
        let mut joint = Self { requirements: Requirements::default(), missing: Vec::new() };
        let Some(platform) = platform.filter(|&p| p != root) else { return joint };
        let ModuleKind::Platform(header) = &modules[platform].kind else { return joint };
        let app = &modules[root];
        joint.requirements.platform = Some(platform);
        let header_span = roc_base::Span { file: app.file, start: 0, end: 0 };
        let text = |name: Symbol| interner.resolve(name);
        for (index, required) in header.requires.iter().enumerate() {
            for &(decl, _) in &required.types {
                let name = modules[platform].types[decl].name;
                match app.top_types.iter().find(|&&(n, _)| n == name) {
                    Some(&(_, own)) => {
                        joint.requirements.types.push((decl, TypeRef { module: root, decl: own }));
                    }
                    None => joint.missing.push(
                        Diagnostic::error(
                            "Missing Platform Required Type",
                            header_span,
                            format!(
                                "The platform requires a type `{}`, which this app doesn't declare.",
                                text(name)
                            ),
                        )
                        .with_snippet(required.span, "It is required here."),
                    ),
                }
            }
            let own = app.top_level.iter().rev().find(|&&(n, _)| n == required.name).map(|&(_, def)| def);
            joint.requirements.values.push(own.map(|def| DefRef { module: root, def }));
            match own {
                Some(def) => joint.requirements.wanted.push((def, index)),
                None => joint.missing.push(
                    Diagnostic::error(
                        "Missing Platform Required Definition",
                        header_span,
                        format!(
                            "The platform requires `{}`, which this app doesn't define.",
                            text(required.name)
                        ),
                    )
                    .with_snippet(required.span, "It is required here."),
                ),
            }
        }
        joint
    }
}
