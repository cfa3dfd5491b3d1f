//! Types: inference, static dispatch, effects. Must not know layouts, does no I/O, never panics on a program.
//!
//! A module is checked after those that it imports, into a [`CheckedModule`]: a store of types of its own, and for
//! each expression, pattern, local and definition its type there. Lowering specialises from it: at each use of a
//! generalised value, `uses` says what its variables became.

mod annotation;
mod boundary;
mod branch;
mod call;
mod checker;
mod codec;
mod compact;
mod conditions;
mod containment;
mod derive;
mod dispatch;
mod effects;
mod exhaustive;
mod hygiene;
mod infer;
mod interface;
pub mod literal;
pub mod names;
mod pattern;
mod print;
pub mod ready;
mod record;
mod report;
mod scheme;
mod statement;
pub mod types;
mod unify;

use roc_base::{Diagnostic, IndexVec, Interner, Symbol};
use roc_canonical::ir::{
    self, DefId, DefRef, ExprId, LocalId, ModuleId, PatId, TyVarId, TypeDeclId, TypeRef,
};
use rustc_hash::FxHashMap;

pub use interface::interface;
use names::{Known, Names};
pub use print::Printer;
use types::{Scheme, Ty, Types};

/// What checking a module reads.
#[derive(Clone, Copy)]
pub struct Program<'a> {
    /// All canonical modules; Builtin first.
    pub modules: &'a IndexVec<ModuleId, ir::Module>,
    /// Those that are checked, in the same order; at least all that the module imports.
    pub checked: &'a IndexVec<ModuleId, CheckedModule>,
    /// Text of names.
    pub interner: &'a Interner,
    /// Well-known names.
    pub names: &'a Names,
    /// Well-known types.
    pub known: &'a Known,
    /// The name `_`.
    pub anonymous: Symbol,
}

/// How an app and its platform depend on each other.
#[derive(Clone, Debug, Default)]
pub struct Requirements {
    /// The platform's module.
    pub platform: Option<ModuleId>,
    /// The app's types for the platform's `[State : state]`.
    pub types: Vec<(TypeDeclId, TypeRef)>,
    /// When an app is checked: its definition for each value (by index) that the platform requires.
    pub wanted: Vec<(DefId, usize)>,
    /// When a platform is checked: the app's definitions in the order of `requires`.
    pub values: Vec<Option<DefRef>>,
}

/// A checked module.
#[derive(Clone, Debug)]
pub struct CheckedModule {
    /// Which module it is.
    pub id: ModuleId,
    /// All types below.
    pub types: Types,
    /// The type of each definition. A use in another module copies it.
    pub defs: IndexVec<DefId, Scheme>,
    /// What stands behind each declared type; `vars` are its parameters in order. None for primitives.
    pub backings: IndexVec<TypeDeclId, Option<Scheme>>,
    /// The type of each expression.
    pub expr_types: IndexVec<ExprId, Ty>,
    /// The type of each pattern.
    pub pat_types: IndexVec<PatId, Ty>,
    /// The type of each local; `vars` is empty but for generalised local definitions.
    pub locals: IndexVec<LocalId, Scheme>,
    /// For each mention of a generalised definition or local: what the scheme's variables became, in their order.
    pub uses: FxHashMap<ExprId, Vec<Ty>>,
    /// Expressions that crash with this title when they are evaluated.
    pub bad: FxHashMap<ExprId, &'static str>,
    /// Whether anything was reported, or was wrong before: types may not fit together.
    pub wrong: bool,
    /// For record literals that leave fields out: what stands there instead.
    pub filled: FxHashMap<ExprId, Vec<(Symbol, Filling)>>,
    /// The fields with defaults of records that are parsed by derived code, with what stands where one is missing.
    pub defaults: Vec<(Ty, (Symbol, Filling))>,
    /// For interpolated strings of types of their own: the `from_interpolation` that makes them; its variables are in
    /// `uses`.
    pub interpolations: FxHashMap<ExprId, DefRef>,
    /// The type variables of annotations, for dispatch on a type (`Num.default()`).
    pub ty_vars: FxHashMap<TyVarId, Ty>,
}

/// What a field gets that a record literal leaves out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Filling {
    /// Nothing: the field is missing.
    Missing,
    /// The default of the type's declaration: a literal of that module.
    Default(ModuleId, ExprId),
}

impl CheckedModule {
    /// Stands in for a module that is checked later than its id says: a platform, after its app.
    pub fn pending(id: ModuleId) -> Self {
        Self {
            id,
            types: Types::default(),
            defs: IndexVec::new(),
            backings: IndexVec::new(),
            expr_types: IndexVec::new(),
            pat_types: IndexVec::new(),
            locals: IndexVec::new(),
            uses: FxHashMap::default(),
            bad: FxHashMap::default(),
            wrong: false,
            filled: FxHashMap::default(),
            defaults: Vec::new(),
            interpolations: FxHashMap::default(),
            ty_vars: FxHashMap::default(),
        }
    }
}

/// Checks a module.
///
/// The result is complete whatever errors there are; wrong places are in [`CheckedModule::bad`] or have the type
/// [`types::Node::Error`].
pub fn check_module<'a>(
    program: &Program<'a>,
    module: ModuleId,
    requirements: &'a Requirements,
) -> (CheckedModule, Vec<Diagnostic>) {
    checker::Checker::new(program, &program.modules[module], program.anonymous).run(requirements)
}
