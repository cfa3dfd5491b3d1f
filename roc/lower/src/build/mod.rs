//! Checked code to LIR: one function body at a time.
//!
//! [`lower`] starts from the platform's entries, from wanted values and from expects, and builds what they reach. Reads canonical IR and checked types;
//! knows nothing of counting, frames and instructions.

mod call;
pub(crate) mod codec;
mod derive;
pub mod expect;
mod expr;
mod hash;
mod lambda;
mod literal;
mod loops;
mod map;
mod pattern;
mod record;
mod shown;

use std::rc::Rc;

use roc_base::{Diagnostic, Span, Symbol};
use roc_canonical::ir::{self, AnnoId, DefRef, Expr, ExprId, LambdaId, LocalId, ModuleId, PatId, TypeKind};
use roc_check::CheckedModule;
use rustc_hash::FxHashMap;

use crate::lir::{
    Bits, BlockId, Entry, FunctionBuilder, FunctionId, Hosted, LayoutId, Layouts, Program, Rhs, Signature,
    Terminator, Var,
};
use crate::mono::{Env, Mono, MonoId, Monos};
use crate::repair::repair;
use crate::specialize::{Instance, Instances, Literal};
use expect::ExpectRef;

/// What the program is wanted for.
#[derive(Clone, Copy, Default)]
pub struct Roots<'a> {
    /// The platform whose header lists entries and hosted functions. Without one, hosted functions crash.
    pub platform: Option<ModuleId>,
    /// The app's definitions in the order of the platform's `requires`.
    pub required: &'a [Option<DefRef>],
    /// Values that are wanted whether or not anything reads them. They are neither functions nor generic.
    pub values: &'a [DefRef],
    /// Literals of types that aren't builtin, which are wanted as well. Their types are not generic.
    pub literals: &'a [(ModuleId, Place)],
    /// Expressions whose values are wanted as well. They mention no locals, and their types are not generic.
    pub constants: &'a [(ModuleId, ExprId)],
    /// Each becomes an entry.
    pub expects: &'a [ExpectRef],
    /// A value whose inspect text the first entry gives. It is neither hosted nor generic.
    pub shown: Option<DefRef>,
}

/// A lowered program.
pub struct Lowered {
    /// The program.
    pub program: Program,
    /// What is wrong with the platform's header.
    pub diagnostics: Vec<Diagnostic>,
    /// The values that definitions and literals stand for, with the functions that compute them, in a fixed order. A
    /// generic definition is there once for each use at other types.
    pub values: Vec<(Origin, FunctionId)>,
    /// For each of [`Roots::expects`] the places in the source whose values it gives: see [`expect`].
    pub mentioned: Vec<Vec<Span>>,
}

/// Where a literal stands in its module.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place {
    /// It is an expression.
    Expr(ExprId),
    /// It is a pattern.
    Pat(PatId),
}

/// Where a value comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Origin {
    /// It is that of a definition.
    Def(DefRef),
    /// It is that of a literal.
    Literal(Literal),
    /// It is that of an expression of a module.
    Expr(ModuleId, ExprId),
}

/// Lowers a program.
///
/// Everything that the roots reach is specialised; places that the checker has marked crash with the title of their
/// diagnostic.
pub fn lower<'a>(monos: Monos<'a>, roots: &Roots<'_>) -> Lowered {
    let mut lowering = Lowering {
        monos,
        program: Program::new(),
        instances: Instances::default(),
        hosted: FxHashMap::default(),
        required: roots.required.to_vec(),
        lifted: FxHashMap::default(),
        environments: 0,
        values: Vec::new(),
        locate_expects: roots.platform.is_none(),
    };
    let diagnostics = roots.platform.map_or_else(Vec::new, |platform| lowering.header(platform));
    for &value in roots.values {
        lowering.def_function(value, Box::new([]));
    }
    for &(module, place) in roots.literals {
        lowering.wanted_literal(module, place);
    }
    for &(module, constant) in roots.constants {
        let function = lowering.default_function(module, constant);
        lowering.values.push((Origin::Expr(module, constant), function));
    }
    roots.shown.into_iter().for_each(|def| lowering.shown(def));
    let mentioned = roots.expects.iter().map(|&expect| lowering.expect(expect)).collect();
    while let Some((id, instance, env)) = lowering.instances.queue.pop() {
        lowering.build(id, instance, env);
    }
    if lowering.monos.has_errors() {
        repair(&mut lowering.program);
    }
    Lowered { program: lowering.program, diagnostics, values: lowering.values, mentioned }
}

/// The state of lowering a program.
pub(crate) struct Lowering<'a> {
    pub monos: Monos<'a>,
    pub program: Program,
    pub instances: Instances,
    /// Index of each hosted function.
    pub hosted: FxHashMap<DefRef, u32>,
    pub required: Vec<Option<DefRef>>,
    /// Local functions by environment, lambda and what their scheme's variables are.
    pub lifted: FxHashMap<(u32, LambdaId, Box<[MonoId]>), FunctionId>,
    /// How many environments there are, to tell them apart.
    pub environments: u32,
    /// See [`Lowered::values`].
    pub values: Vec<(Origin, FunctionId)>,
    /// Whether a failing `expect` statement says where it is, as `module:expression`, rather than that it failed.
    pub locate_expects: bool,
}

impl<'a> Lowering<'a> {
    pub(crate) fn layout(&mut self, ty: MonoId) -> LayoutId {
        self.monos.layout(ty, &mut self.program.layouts)
    }

    /// Parameter and result types of a function type.
    pub(crate) fn function_type(&self, ty: MonoId) -> (Box<[MonoId]>, MonoId) {
        match self.monos.get(ty) {
            Mono::Function(params, ret) => (params.clone(), *ret),
            _ => (Box::new([]), ty),
        }
    }

    /// Whether a definition is a lambda, so that its function takes the lambda's parameters.
    pub(crate) fn is_lambda(&self, def: DefRef) -> bool {
        let module = &self.monos.modules[def.module];
        module.defs[def.def].value.is_some_and(|value| matches!(module.exprs[value], Expr::Lambda(_)))
    }

    /// The function of a definition: of its lambda, or one without parameters that computes its value.
    pub(crate) fn def_function(&mut self, def: DefRef, vars: Box<[MonoId]>) -> FunctionId {
        let mut env = self.monos.def_env(def, &vars);
        let checked = self.monos.checked;
        let ty = self.monos.convert(checked[def.module].defs[def.def].ty, &mut env);
        let (params, ret) = if self.is_lambda(def) {
            let (params, ret) = self.function_type(ty);
            (params.iter().map(|&p| self.layout(p)).collect(), self.layout(ret))
        } else {
            (Vec::new(), self.layout(ty))
        };
        let interner = self.monos.interner;
        let path = self.monos.modules[def.module].defs[def.def].path;
        let name = || interner.resolve(path).to_owned();
        let next = self.program.functions.next_id();
        let instance = Instance::Def(def, vars);
        let id = self.instances.request(instance, env, name, (&params, ret), &mut self.program);
        if id == next && !self.is_lambda(def) {
            self.values.push((Origin::Def(def), id));
        }
        id
    }

    /// A function for a definition without a body, to be used as a value.
    pub(crate) fn bodiless_function(&mut self, def: DefRef, ty: MonoId) -> FunctionId {
        let (params, ret) = self.function_type(ty);
        let params: Vec<LayoutId> = params.iter().map(|&p| self.layout(p)).collect();
        let ret = self.layout(ret);
        let interner = self.monos.interner;
        let path = self.monos.modules[def.module].defs[def.def].path;
        let name = || interner.resolve(path).to_owned();
        let env = Env::new(def.module);
        self.instances.request(Instance::Bodiless(def, ty), env, name, (&params, ret), &mut self.program)
    }

    /// The function that compares two values of a type.
    pub(crate) fn equal_function(&mut self, ty: MonoId) -> FunctionId {
        let layout = self.layout(ty);
        let name = format!("is_eq {}", self.monos.describe(ty));
        let env = Env::new(ModuleId::BUILTIN);
        let signature: (&[LayoutId], LayoutId) = (&[layout, layout], Layouts::BOOL);
        self.instances.request(Instance::Equal(ty), env, || name, signature, &mut self.program)
    }

    /// The function that makes the inspect text of a value of a type.
    pub(crate) fn inspect_function(&mut self, ty: MonoId) -> FunctionId {
        let layout = self.layout(ty);
        let name = format!("inspect {}", self.monos.describe(ty));
        let env = Env::new(ModuleId::BUILTIN);
        let signature: (&[LayoutId], LayoutId) = (&[layout], Layouts::STR);
        self.instances.request(Instance::Inspect(ty), env, || name, signature, &mut self.program)
    }

    /// The function that writes a value of a type to a hasher.
    pub(crate) fn hash_function(&mut self, ty: MonoId, hasher: MonoId) -> FunctionId {
        let layouts = [self.layout(ty), self.layout(hasher)];
        let name = format!("to_hash {}", self.monos.describe(ty));
        let env = Env::new(ModuleId::BUILTIN);
        let instance = Instance::Hash(ty, hasher);
        self.instances.request(instance, env, || name, (&layouts, layouts[1]), &mut self.program)
    }

    /// The function that makes the default of a record field.
    pub(crate) fn default_function(&mut self, module: ModuleId, literal: ir::ExprId) -> FunctionId {
        let mut env = Env::new(module);
        let checked = self.monos.checked;
        let ty = self.monos.convert(checked[module].expr_types[literal], &mut env);
        let layout = self.layout(ty);
        let instance = Instance::Default(module, literal);
        self.instances.request(instance, env, || "default".to_owned(), (&[], layout), &mut self.program)
    }

    fn build(&mut self, id: FunctionId, instance: Instance, env: Env) {
        let name = self.program.functions[id].name.clone();
        let ret = self.program.functions[id].ret;
        let params = self.program.functions[id].param_layouts();
        let mut builder = Builder::new(self, env, name, ret);
        let vars: Vec<Var> = params.iter().map(|&layout| builder.f.param(layout)).collect();
        match instance {
            Instance::Def(def, _) => builder.definition(def, &vars),
            Instance::Bodiless(def, ty) => builder.bodiless(def, ty, &vars),
            Instance::Equal(ty) => builder.equal_body(ty, vars[0], vars[1]),
            Instance::Inspect(ty) => builder.inspect_body(ty, vars[0]),
            Instance::Default(_, literal) => builder.tail(literal),
            Instance::Literal(literal) => builder.literal_body(literal),
            Instance::Encode(codec) => builder.encode_body(codec, vars[0], vars[1], vars[2]),
            Instance::Parse(codec) => builder.parse_body(codec, vars[0], vars[1]),
            Instance::Hash(ty, hasher) => builder.hash_body(ty, vars[0], vars[1], hasher),
        }
        let function = builder.f.finish();
        self.program.define(id, function);
    }

    /// Reads the platform's header: which functions the host calls and provides.
    fn header(&mut self, platform: ModuleId) -> Vec<Diagnostic> {
        let module = &self.monos.modules[platform];
        let ir::ModuleKind::Platform(header) = &module.kind else { return Vec::new() };
        let mut diagnostics = Vec::new();
        for (index, (symbol, span, def)) in header.hosted.iter().enumerate() {
            let name = self.monos.interner.resolve(*symbol).to_owned();
            let signature = match def {
                Some(def) => {
                    self.hosted.insert(*def, index as u32);
                    self.signature(*def, *span, &mut diagnostics)
                }
                None => Signature { params: Vec::new(), ret: Layouts::UNIT },
            };
            self.program.hosted.push(Hosted { name, signature });
        }
        for (symbol, span, def) in &header.provides {
            let name = self.monos.interner.resolve(*symbol).to_owned();
            let (function, signature) = match def {
                Some(def) => {
                    let signature = self.signature(*def, *span, &mut diagnostics);
                    (self.entry_function(*def), signature)
                }
                None => {
                    let function = self.program.declare(name.clone(), &[], Layouts::UNIT);
                    (function, Signature { params: Vec::new(), ret: Layouts::UNIT })
                }
            };
            self.program.entries.push(Entry { name, function, signature });
        }
        diagnostics
    }

    /// The function behind an entry. A definition that is no lambda is called with the arguments.
    fn entry_function(&mut self, def: DefRef) -> FunctionId {
        let checked = self.monos.checked;
        let vars: Box<[MonoId]> = {
            let unit = self.monos.unit();
            checked[def.module].defs[def.def].vars.iter().map(|_| unit).collect()
        };
        if self.is_lambda(def) {
            return self.def_function(def, vars);
        }
        let mut env = self.monos.def_env(def, &vars);
        let ty = self.monos.convert(checked[def.module].defs[def.def].ty, &mut env);
        let Mono::Function(params, ret) = self.monos.get(ty).clone() else {
            return self.def_function(def, vars);
        };
        let value = self.def_function(def, vars);
        let ret = self.layout(ret);
        let mut f = FunctionBuilder::new("entry", ret);
        let params: Vec<Var> = params.iter().map(|&p| f.param(self.layout(p))).collect();
        let closure = f.call(Layouts::CLOSURE, value, &[]);
        let result = f.push(ret, Rhs::CallClosure(closure, params.into()));
        f.terminate(Terminator::Return(result));
        self.program.functions.push(f.finish())
    }

    /// A definition's type as the platform alone knows it, from its annotation.
    fn signature(&mut self, def: DefRef, span: Span, diagnostics: &mut Vec<Diagnostic>) -> Signature {
        let module = &self.monos.modules[def.module];
        let Some(annotation) = module.defs[def.def].annotation else {
            diagnostics.push(
                Diagnostic::error(
                    "Missing Annotation",
                    span,
                    "A function that crosses the boundary between program and host needs a type annotation.",
                )
                .with_hint("Write the type above its definition: the host is compiled against it."),
            );
            return Signature { params: Vec::new(), ret: Layouts::UNIT };
        };
        let ty = self.written(module, module.annotations[annotation].ty, &FxHashMap::default());
        let (params, ret) = match self.monos.get(ty).clone() {
            Mono::Function(params, ret) => (params.to_vec(), ret),
            _ => (Vec::new(), ty),
        };
        Signature { params: params.iter().map(|&p| self.layout(p)).collect(), ret: self.layout(ret) }
    }

    /// A written type, with types of the app as [`Mono::App`].
    fn written(
        &mut self,
        module: &'a ir::Module,
        anno: AnnoId,
        scope: &FxHashMap<ir::TyVarId, MonoId>,
    ) -> MonoId {
        match module.annos[anno] {
            ir::Anno::Var(var) => match scope.get(&var) {
                Some(&known) => known,
                None => self.monos.intern(Mono::App),
            },
            ir::Anno::Wildcard | ir::Anno::Malformed { .. } => self.monos.unit(),
            ir::Anno::Tuple(items) => {
                let items =
                    module.list(items).iter().map(|&item| self.written(module, item, scope)).collect();
                self.monos.intern(Mono::Tuple(items))
            }
            ir::Anno::Function { params, ret, .. } => {
                let params = module.list(params).iter().map(|&p| self.written(module, p, scope)).collect();
                let ret = self.written(module, ret, scope);
                self.monos.intern(Mono::Function(params, ret))
            }
            ir::Anno::Record { fields, .. } => {
                let fields: Vec<(Symbol, MonoId)> =
                    module.list(fields).iter().map(|f| (f.name, self.written(module, f.ty, scope))).collect();
                self.monos.record(fields)
            }
            ir::Anno::Tags { tags, .. } => {
                let tags: Vec<(Symbol, Box<[MonoId]>)> = module
                    .list(tags)
                    .iter()
                    .map(|t| {
                        let args =
                            module.list(t.args).iter().map(|&a| self.written(module, a, scope)).collect();
                        (t.name, args)
                    })
                    .collect();
                self.monos.tags(tags)
            }
            ir::Anno::Apply { ty, args } => {
                let args: Vec<MonoId> =
                    module.list(args).iter().map(|&a| self.written(module, a, scope)).collect();
                let owner = &self.monos.modules[ty.module];
                let decl = &owner.types[ty.decl];
                match (decl.kind, args.as_slice()) {
                    (TypeKind::Required, _) => self.monos.intern(Mono::App),
                    (TypeKind::Alias, _) => {
                        let scope = decl.params.iter().copied().zip(args).collect();
                        match decl.body {
                            Some(body) => self.written(owner, body, &scope),
                            None => self.monos.unit(),
                        }
                    }
                    (TypeKind::Primitive(ir::Primitive::Str), _) => self.monos.intern(Mono::Str),
                    (TypeKind::Primitive(ir::Primitive::List), &[item]) => {
                        self.monos.intern(Mono::List(item))
                    }
                    (TypeKind::Primitive(ir::Primitive::Box), &[item]) => self.monos.intern(Mono::Box(item)),
                    (TypeKind::Primitive(number), _) => self.monos.intern(Mono::Number(number)),
                    _ => self.monos.intern(Mono::Nominal(ty, args.into())),
                }
            }
        }
    }
}

/// What a local is in the function that is being built.
#[derive(Clone)]
pub(crate) enum Binding {
    /// A variable.
    Var(Var),
    /// A local function with the values that it captured when it was defined.
    Function(Rc<LocalFunction>, Rc<[Var]>),
}

/// A definition `name = lambda` inside a function.
pub(crate) struct LocalFunction {
    pub local: LocalId,
    pub lambda: LambdaId,
    /// The environment around it.
    pub env: Env,
    pub env_id: u32,
    /// How each captured local is given.
    pub captured: Vec<(LocalId, Shape)>,
    /// The types of the values that are passed for the captures.
    pub layouts: Vec<LayoutId>,
}

/// How many of the values passed for captures make up a captured local.
#[derive(Clone)]
pub(crate) enum Shape {
    Var,
    Function(Rc<LocalFunction>, usize),
}

/// The function that is being built.
pub(crate) struct Builder<'l, 'a> {
    pub l: &'l mut Lowering<'a>,
    pub f: FunctionBuilder,
    pub env: Env,
    pub env_id: u32,
    pub module: &'a ir::Module,
    pub checked: &'a CheckedModule,
    pub locals: FxHashMap<LocalId, Binding>,
    /// Where `break` goes.
    pub loops: Vec<BlockId>,
    /// Whether it is an expect's: `?` ends it otherwise than a function.
    pub in_expect: bool,
}

impl<'l, 'a> Builder<'l, 'a> {
    pub(crate) fn new(l: &'l mut Lowering<'a>, env: Env, name: String, ret: LayoutId) -> Self {
        let (modules, checked) = (l.monos.modules, l.monos.checked);
        l.environments += 1;
        Self {
            env_id: l.environments,
            module: &modules[env.module],
            checked: &checked[env.module],
            f: FunctionBuilder::new(name, ret),
            env,
            locals: FxHashMap::default(),
            loops: Vec::new(),
            in_expect: false,
            l,
        }
    }

    /// The monomorphic type of a checked type of this function's module.
    pub(crate) fn mono(&mut self, ty: roc_check::types::Ty) -> MonoId {
        self.l.monos.convert(ty, &mut self.env)
    }

    pub(crate) fn expr_type(&mut self, expr: ir::ExprId) -> MonoId {
        self.mono(self.checked.expr_types[expr])
    }

    pub(crate) fn pat_type(&mut self, pat: ir::PatId) -> MonoId {
        self.mono(self.checked.pat_types[pat])
    }

    pub(crate) fn layout(&mut self, ty: MonoId) -> LayoutId {
        self.l.layout(ty)
    }

    pub(crate) fn text(&self, symbol: Symbol) -> &'a str {
        self.l.monos.interner.resolve(symbol)
    }

    /// A constant string.
    pub(crate) fn string(&mut self, text: &str) -> Var {
        let constant = self.l.program.string(text);
        self.f.push(Layouts::STR, Rhs::Constant(constant))
    }

    pub(crate) fn bool(&mut self, value: bool) -> Var {
        self.f.push(Layouts::BOOL, Rhs::Number(Bits::int(i128::from(value))))
    }

    /// Ends the path with a crash. The variable stands for a value that never is.
    pub(crate) fn crash(&mut self, text: &str, layout: LayoutId) -> Var {
        let constant = self.l.program.string(text);
        self.f.terminate(Terminator::CrashConstant(constant));
        self.never(layout)
    }

    /// A variable for the value of something that never gives one.
    pub(crate) fn never(&mut self, layout: LayoutId) -> Var {
        self.f.var(layout)
    }

    /// A definition's body.
    fn definition(&mut self, def: DefRef, params: &[Var]) {
        let Some(value) = self.module.defs[def.def].value else {
            let ret = self.f.ret();
            self.crash("Declaration Has No Value", ret);
            return;
        };
        match self.module.exprs[value] {
            Expr::Lambda(lambda) if !self.checked.bad.contains_key(&value) => {
                self.lambda_body(lambda, params);
            }
            _ => self.tail(value),
        }
    }
}
