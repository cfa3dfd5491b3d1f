//! Checking one module: definitions in dependency order, generalisation, what the platform asks for.

use roc_base::{Diagnostic, IndexVec, Interner, Span, Symbol};
use roc_canonical::ir::{self, DefId, DefRef, ExprId, LocalId, ModuleId, PatId, TypeDeclId, TypeRef};
use roc_canonical::walk::parts_of_type;
use rustc_hash::{FxHashMap, FxHashSet};

use crate::annotation::{Backing, Scope, VarMode};
use crate::names::{Known, Names};
use crate::scheme::Copier;
use crate::types::{ConstraintId, ConstraintKind, GENERIC, Level, Node, Scheme, Ty, Types, Var};
use crate::{CheckedModule, Filling, Program, Requirements};

/// The state of checking one module.
pub(crate) struct Checker<'a> {
    pub modules: &'a IndexVec<ModuleId, ir::Module>,
    pub checked: &'a IndexVec<ModuleId, CheckedModule>,
    pub module: &'a ir::Module,
    pub interner: &'a Interner,
    pub names: &'a Names,
    pub known: &'a Known,
    /// The name of variables that have none.
    pub anonymous: Symbol,
    pub types: Types,
    pub level: Level,
    pub alias_depth: u32,
    /// Type variables of the annotations around the present place.
    pub scope: Scope,
    /// For a platform: the app's types behind those of its `requires`.
    pub required_types: FxHashMap<TypeDeclId, TypeRef>,
    pub required_values: Vec<Ty>,
    pub defs: IndexVec<DefId, DefState>,
    pub group_of: IndexVec<DefId, usize>,
    /// Which groups were begun: some are checked out of turn.
    pub begun: Vec<bool>,
    pub backings: IndexVec<TypeDeclId, Backing>,
    pub expr_types: IndexVec<ExprId, Option<Ty>>,
    pub pat_types: IndexVec<PatId, Option<Ty>>,
    pub locals: IndexVec<LocalId, Option<Scheme>>,
    pub uses: FxHashMap<ExprId, Vec<Ty>>,
    pub bad: FxHashMap<ExprId, &'static str>,
    /// Patterns that a report is about: they count as matching everything.
    pub bad_pats: FxHashSet<PatId>,
    /// Patterns that were reported before types were looked at.
    pub malformed_pats: Vec<PatId>,
    pub filled: FxHashMap<ExprId, Vec<(Symbol, Filling)>>,
    pub defaults: Vec<(Ty, (Symbol, Filling))>,
    pub interpolations: FxHashMap<ExprId, DefRef>,
    pub functions: Vec<FunctionFrame>,
    /// The match whose pattern is being compared.
    pub matching: Option<ExprId>,
    /// Effects of what the value of the definition calls that is being inferred, outside of functions.
    pub value_effects: Vec<Ty>,
    pub pure_places: Vec<PurePlace>,
    /// For an app: the types that the platform requires of its definitions.
    pub wanted: FxHashMap<DefId, Ty>,
    /// How deep the constraint that is being solved stands in methods that others need; and those of constraints that
    /// came from such.
    pub depth: u32,
    pub depths: FxHashMap<ConstraintId, u32>,
    /// Methods of deep constraints by the receiver's text.
    pub circles: FxHashMap<(DefRef, String), Ty>,
    /// Methods that didn't fit, and where.
    pub misfits: FxHashSet<(DefRef, Span)>,
    /// Constraints whose receiver has become known.
    pub woken: Vec<ConstraintId>,
    /// Literals and constraints that are decided at the end of a definition.
    pub undecided: Vec<ConstraintId>,
    /// Unions of matches without a catch-all: closed at the end of a definition.
    pub to_close: Vec<Ty>,
    /// Derived methods that are being looked into, against going round in circles.
    pub deriving: Vec<(TypeRef, Symbol)>,
    pub diagnostics: Vec<Diagnostic>,
}

/// How far a definition is.
#[derive(Clone, Debug)]
pub(crate) enum DefState {
    /// Not looked at.
    Untouched,
    /// Its group is being checked: its type without generalisation.
    Open(Ty),
    /// Annotated or done.
    Known(Scheme),
}

/// The function whose body is being inferred.
pub(crate) struct FunctionFrame {
    pub ret: Ty,
    /// Effects of what it calls.
    pub effects: Vec<Ty>,
    /// An `expect`: what `?` returns there is only shown.
    pub expect: bool,
}

/// A place that must not have effects. Whether it does is known when everything is decided.
pub(crate) struct PurePlace {
    pub expr: ExprId,
    /// Effects of what it calls.
    pub effects: Vec<Ty>,
    /// The value that it initialises; none for an `expect`.
    pub value: Option<DefId>,
}

impl<'a> Checker<'a> {
    pub(crate) fn new(program: &Program<'a>, module: &'a ir::Module, anonymous: Symbol) -> Self {
        Self {
            modules: program.modules,
            checked: program.checked,
            module,
            interner: program.interner,
            names: program.names,
            known: program.known,
            anonymous,
            types: Types::default(),
            level: 0,
            alias_depth: 0,
            scope: Scope::default(),
            required_types: FxHashMap::default(),
            required_values: Vec::new(),
            defs: IndexVec::filled(DefState::Untouched, module.defs.len()),
            group_of: IndexVec::filled(usize::MAX, module.defs.len()),
            begun: vec![false; module.groups.len()],
            backings: IndexVec::filled(Backing::Unread, module.types.len()),
            expr_types: IndexVec::filled(None, module.exprs.len()),
            pat_types: IndexVec::filled(None, module.pats.len()),
            locals: IndexVec::filled(None, module.locals.len()),
            uses: FxHashMap::default(),
            bad: FxHashMap::default(),
            bad_pats: FxHashSet::default(),
            malformed_pats: module
                .pats
                .iter_enumerated()
                .filter(|(_, pat)| matches!(pat, ir::Pat::Malformed { .. }))
                .map(|(id, _)| id)
                .collect(),
            filled: FxHashMap::default(),
            defaults: Vec::new(),
            interpolations: FxHashMap::default(),
            functions: Vec::new(),
            matching: None,
            value_effects: Vec::new(),
            pure_places: Vec::new(),
            wanted: FxHashMap::default(),
            depth: 0,
            depths: FxHashMap::default(),
            circles: FxHashMap::default(),
            misfits: FxHashSet::default(),
            woken: Vec::new(),
            undecided: Vec::new(),
            to_close: Vec::new(),
            deriving: Vec::new(),
            diagnostics: Vec::new(),
        }
    }

    /// Checks everything.
    pub(crate) fn run(mut self, requirements: &'a Requirements) -> (CheckedModule, Vec<Diagnostic>) {
        let module = self.module;
        self.read_requirements(requirements);
        for (index, group) in module.groups.iter().enumerate() {
            for &def in group {
                self.group_of[def] = index;
            }
        }
        self.check_sizes_of_types();
        self.read_annotations();
        self.check_arguments_of_types();
        self.check_defaults();
        self.read_wanted(requirements);
        for index in 0..module.groups.len() {
            self.group(index);
        }
        for expect in &module.expects {
            self.expect_statement(expect.body);
        }
        self.decide(0, &[], true);
        for &(def, _) in &requirements.wanted {
            self.meets_requirement(def);
        }
        self.decide(0, &[], true);
        self.check_values_are_concrete();
        self.check_exposed_fields();
        self.check_host_boundary();
        self.check_derived_methods();
        self.check_purity();
        self.check_coverage();
        self.check_conditions();
        self.check_names();
        self.finish()
    }

    /// Reads every annotation, so that annotated definitions can be used before they are checked. What has errors of
    /// syntax may be of any type.
    fn read_annotations(&mut self) {
        let module = self.module;
        for (id, def) in module.defs.iter_enumerated() {
            if module.is_broken(def.span) {
                let ty = self.error();
                self.defs[id] = DefState::Known(Scheme { ty, vars: Vec::new() });
                continue;
            }
            let Some(annotation) = def.annotation else { continue };
            if contains_wildcard(module, module.annotations[annotation].ty) {
                continue;
            }
            self.level = 1;
            let ty = self.own_annotation(annotation);
            self.level = 0;
            let scheme = self.generalize(ty);
            self.defs[id] = DefState::Known(scheme);
        }
    }

    /// The type of an annotation of this module; its variables can be mentioned by the annotations inside.
    pub(crate) fn own_annotation(&mut self, annotation: ir::AnnotationId) -> Ty {
        let mut scope = Scope::default();
        let ty = self.annotation(self.module, annotation, VarMode::Rigid, &mut scope);
        self.scope.extend(scope);
        ty
    }

    /// Checks a group of definitions that mention each other, if that isn't done yet.
    fn group(&mut self, index: usize) {
        if std::mem::replace(&mut self.begun[index], true) {
            return;
        }
        let module = self.module;
        let group = &module.groups[index];
        let open: Vec<DefId> =
            group.iter().copied().filter(|&d| matches!(self.defs[d], DefState::Untouched)).collect();
        let generalizes = open.iter().all(|&d| self.is_function(module.defs[d].value));
        self.level = u32::from(generalizes);
        let mark = self.undecided.len();
        for &def in &open {
            let ty = self.types.fresh(self.level);
            self.defs[def] = DefState::Open(ty);
        }
        let mut roots = Vec::new();
        for &def in &open {
            let DefState::Open(ty) = self.defs[def] else { continue };
            self.definition(def, ty, None);
            roots.push(ty);
        }
        self.level = 0;
        if generalizes {
            self.decide(mark, &roots, false);
        }
        // All are collected before any is quantified: the members of a group share variables.
        let vars: Vec<Vec<Ty>> =
            roots.iter().map(|&ty| if generalizes { self.reachable(&[ty]) } else { Vec::new() }).collect();
        for ((&def, &ty), vars) in open.iter().zip(&roots).zip(vars) {
            self.quantify(&vars);
            self.defs[def] = DefState::Known(Scheme { ty, vars });
        }
        for &def in group {
            if !open.contains(&def)
                && let DefState::Known(scheme) = self.defs[def].clone()
            {
                let mark = self.undecided.len();
                self.level = 1;
                self.definition(def, scheme.ty, Some(&scheme));
                self.level = 0;
                self.decide(mark, &[scheme.ty], false);
            }
        }
    }

    /// Checks a definition whose group may have to be checked out of turn, for a method that dispatch has found.
    pub(crate) fn demand(&mut self, def: DefId) {
        let group = self.group_of[def];
        if !matches!(self.defs[def], DefState::Untouched) || group == usize::MAX {
            return;
        }
        let level = std::mem::take(&mut self.level);
        let functions = std::mem::take(&mut self.functions);
        let undecided = std::mem::take(&mut self.undecided);
        let to_close = std::mem::take(&mut self.to_close);
        let woken = std::mem::take(&mut self.woken);
        self.group(group);
        self.level = level;
        self.functions = functions;
        self.undecided.splice(0..0, undecided);
        self.to_close.splice(0..0, to_close);
        self.woken.splice(0..0, woken);
    }

    fn definition(&mut self, def: DefId, ty: Ty, annotated: Option<&Scheme>) {
        let module = self.module;
        let Some(value) = module.defs[def].value else {
            if annotated.is_none()
                && let Some(annotation) = module.defs[def].annotation
            {
                let written = self.own_annotation(annotation);
                let _ = self.unify(written, ty);
            }
            return;
        };
        if annotated.is_none()
            && let Some(annotation) = module.defs[def].annotation
        {
            let written = self.own_annotation(annotation);
            let _ = self.unify(written, ty);
        }
        let wanted = self.wanted.get(&def).copied();
        let hint = module.defs[def].annotation.map(|_| ty).or(wanted);
        let around = std::mem::take(&mut self.value_effects);
        let actual = self.infer(value, hint);
        let effects = std::mem::replace(&mut self.value_effects, around);
        self.pure_places.push(PurePlace { expr: value, effects, value: Some(def) });
        self.expect_annotated(value, actual, ty, module.defs[def].name, module.defs[def].annotation);
    }

    /// Effects where there must be none.
    fn check_purity(&mut self) {
        for place in std::mem::take(&mut self.pure_places) {
            if place.effects.iter().any(|&effect| self.types.node(effect) == Node::Effectful) {
                self.report_effect(place.expr, place.value);
            }
        }
    }

    pub(crate) fn is_function(&self, value: Option<ExprId>) -> bool {
        matches!(value.map(|v| self.module.exprs[v]), None | Some(ir::Expr::Lambda(_)))
            || matches!(value.map(|v| self.module.exprs[v]), Some(ir::Expr::Def(_)))
    }

    /// The type of a definition at a use, and what its variables became.
    pub(crate) fn instantiate(&mut self, def: DefRef, span: Span) -> (Ty, Vec<Ty>) {
        if def.module != self.module.id {
            let checked = self.checked;
            let Some(store) = checked.get(def.module) else {
                return (self.types.add(Node::Error), Vec::new());
            };
            let mut copier = Copier::new(Some(&store.types), self.level);
            return copier.instantiate(&mut self.types, &store.defs[def.def], span);
        }
        self.demand(def.def);
        match &self.defs[def.def] {
            DefState::Known(scheme) => {
                Copier::new(None, self.level).instantiate(&mut self.types, scheme, span)
            }
            DefState::Open(ty) => (*ty, Vec::new()),
            DefState::Untouched => (self.types.add(Node::Error), Vec::new()),
        }
    }

    /// A pure function may be used where an effectful one is wanted: its own arrow, and those of functions that it
    /// returns, become undecided at a use.
    pub(crate) fn relax(&mut self, ty: Ty) -> Ty {
        match self.types.node(ty) {
            Node::Function(params, ret, effect) => {
                let new_ret = self.relax(ret);
                let pure = self.types.node(effect) == Node::Pure;
                if !pure && new_ret == ret {
                    return ty;
                }
                let effect = if pure { self.types.fresh(self.level) } else { effect };
                self.types.add(Node::Function(params, new_ret, effect))
            }
            _ => ty,
        }
    }

    /// The backing of a nominal type where this module may see it.
    pub(crate) fn visible_backing(&mut self, ty: TypeRef, args: &[Ty]) -> Option<Ty> {
        match self.modules[ty.module].types[ty.decl].kind {
            ir::TypeKind::Nominal => self.backing_of(ty, args),
            ir::TypeKind::Opaque if ty.module == self.module.id => self.backing_of(ty, args),
            _ => None,
        }
    }

    /// Quantifies the variables of a type that are deeper than the present level.
    pub(crate) fn generalize(&mut self, ty: Ty) -> Scheme {
        let vars = self.reachable(&[ty]);
        self.quantify(&vars);
        Scheme { ty, vars }
    }

    fn quantify(&mut self, vars: &[Ty]) {
        for &var in vars {
            match self.types.node(var) {
                Node::Flex(v) => self.types.set(var, Node::Flex(Var { level: GENERIC, ..v })),
                Node::Rigid(v, name) => self.types.set(var, Node::Rigid(Var { level: GENERIC, ..v }, name)),
                _ => {}
            }
        }
    }

    /// The variables deeper than the present level that can be reached from these types, also through constraints, in
    /// order of first occurrence.
    pub(crate) fn reachable(&mut self, roots: &[Ty]) -> Vec<Ty> {
        let mut found = Vec::new();
        let mut seen = FxHashSet::default();
        let mut stack: Vec<Ty> = roots.iter().rev().copied().collect();
        while let Some(ty) = stack.pop() {
            let ty = self.types.find(ty);
            if !seen.insert(ty) {
                continue;
            }
            match self.types.node(ty) {
                Node::Flex(var) | Node::Rigid(var, _) => {
                    if var.level <= self.level || var.level == GENERIC {
                        continue;
                    }
                    found.push(ty);
                    for &id in self.types.constraints(var).iter().rev() {
                        if let ConstraintKind::Method { ty, .. } = self.types.constraint(id).kind {
                            stack.push(ty);
                        }
                    }
                }
                Node::Record(fields, ..) => {
                    for i in 0..fields.len() {
                        let field = self.types.fields(fields)[i];
                        self.settle_kind(field.kind);
                    }
                    self.types.parts(ty, &mut stack);
                }
                _ => self.types.parts(ty, &mut stack),
            }
        }
        found
    }

    /// A field whose kind is still open where its definition ends is always there.
    fn settle_kind(&mut self, kind: Ty) {
        let kind = self.types.find(kind);
        if let Node::Flex(var) = self.types.node(kind)
            && var.level > self.level
        {
            self.types.link(kind, Types::REQUIRED);
        }
    }

    /// Turns what the platform asks of this module into types.
    fn read_requirements(&mut self, requirements: &Requirements) {
        let ir::ModuleKind::Platform(header) = &self.module.kind else { return };
        let module = self.module;
        for &(decl, app) in &requirements.types {
            self.required_types.insert(decl, app);
        }
        for (index, required) in header.requires.iter().enumerate() {
            let wanted = self.required_annotation(module, required);
            let ty = match requirements.values.get(index) {
                Some(&Some(def)) => {
                    let (actual, _) = self.instantiate(def, required.span);
                    let actual = self.relax(actual);
                    // The app was checked against it; here it only fills the blanks.
                    let _ = self.unify(actual, wanted);
                    actual
                }
                // A platform by itself: any app that fits.
                _ => wanted,
            };
            self.required_values.push(ty);
        }
        self.solve_woken();
    }

    /// The type that a platform requires of a value; its variables stand for the app's types.
    fn required_annotation(&mut self, platform: &ir::Module, required: &ir::Required) -> Ty {
        let mut scope = Scope::default();
        for &(decl, var) in &required.types {
            if let Some(&app) = self.required_types.get(&decl) {
                let ty = self.applied(app, &[]);
                scope.insert(var, ty);
            }
        }
        let annotation = platform.annotations[required.annotation];
        self.written(platform, annotation.ty, VarMode::Flex, &mut scope)
    }

    /// What the platform wants of this app's definitions: known before their bodies are looked at.
    fn read_wanted(&mut self, requirements: &Requirements) {
        let Some(platform) = requirements.platform.filter(|&p| p != self.module.id) else { return };
        let platform = &self.modules[platform];
        let ir::ModuleKind::Platform(header) = &platform.kind else { return };
        for &(decl, app) in &requirements.types {
            self.required_types.insert(decl, app);
        }
        for &(def, index) in &requirements.wanted {
            if let Some(required) = header.requires.get(index) {
                let wanted = self.required_annotation(platform, required);
                self.wanted.insert(def, wanted);
            }
        }
    }

    /// The app's value must be what the platform requires.
    fn meets_requirement(&mut self, def: DefId) {
        let Some(&wanted) = self.wanted.get(&def) else { return };
        let def_ref = DefRef { module: self.module.id, def };
        let span = self.module.defs[def].span;
        let (actual, _) = self.instantiate(def_ref, span);
        let actual = self.relax(actual);
        self.expect_required(def, actual, wanted);
    }

    fn finish(mut self) -> (CheckedModule, Vec<Diagnostic>) {
        let module = self.module;
        let mut backings = IndexVec::with_capacity(module.types.len());
        for id in module.types.ids() {
            backings.push(self.backing_scheme(id));
        }
        let error = self.types.add(Node::Error);
        let defs = self.defs.iter().map(|state| match state {
            DefState::Known(scheme) => scheme.clone(),
            DefState::Open(ty) => Scheme { ty: *ty, vars: Vec::new() },
            DefState::Untouched => Scheme { ty: error, vars: Vec::new() },
        });
        let wrong = self.diagnostics.iter().any(Diagnostic::is_error)
            || self.types.has_errors()
            || module.exprs.iter().any(|expr| matches!(expr, ir::Expr::Malformed { .. }))
            || module.pats.iter().any(|pat| matches!(pat, ir::Pat::Malformed { .. }));
        let checked = CheckedModule {
            id: module.id,
            wrong,
            defs: defs.collect(),
            backings,
            expr_types: self.expr_types.iter().map(|ty| ty.unwrap_or(error)).collect(),
            pat_types: self.pat_types.iter().map(|ty| ty.unwrap_or(error)).collect(),
            locals: self
                .locals
                .iter()
                .map(|s| s.clone().unwrap_or(Scheme { ty: error, vars: Vec::new() }))
                .collect(),
            uses: std::mem::take(&mut self.uses),
            bad: std::mem::take(&mut self.bad),
            filled: std::mem::take(&mut self.filled),
            defaults: std::mem::take(&mut self.defaults),
            interpolations: std::mem::take(&mut self.interpolations),
            ty_vars: std::mem::take(&mut self.scope),
            types: self.types,
        };
        self.diagnostics.retain(|diagnostic| !module.is_broken(diagnostic.span));
        (checked, self.diagnostics)
    }
}

/// Whether an annotation leaves a part to inference.
pub(crate) fn contains_wildcard(module: &ir::Module, root: ir::AnnoId) -> bool {
    let mut stack = vec![root];
    while let Some(id) = stack.pop() {
        if matches!(module.annos[id], ir::Anno::Wildcard) {
            return true;
        }
        parts_of_type(module, id, &mut stack);
    }
    false
}
