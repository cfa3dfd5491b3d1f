//! Which functions a program consists of: each definition once for each set of types that it is used at.
//!
//! Finds methods for monomorphic receivers and hands out function ids; bodies are built later from the queue. Knows
//! nothing of how bodies are built.

use roc_base::{Span, Symbol};
use roc_canonical::ir::{DefRef, ExprId, ModuleId, TypeKind};
use roc_check::types::{ConstraintKind, Node};
use rustc_hash::FxHashMap;

use crate::build::codec::Codec;
use crate::lir::{FunctionId, LayoutId, Program};
use crate::mono::{Env, Mono, MonoId, Monos};

/// A function whose body is to be built.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Instance {
    /// A definition with what its scheme's variables are. A definition that is no lambda is a function without
    /// parameters that computes the value.
    Def(DefRef, Box<[MonoId]>),
    /// A definition without a body (intrinsic or hosted) as a function of this type.
    Bodiless(DefRef, MonoId),
    /// The default of a record field: a literal of a module, as a function without parameters.
    Default(ModuleId, ExprId),
    /// Equality of two values of a type.
    Equal(MonoId),
    /// The inspect text of a value of a type.
    Inspect(MonoId),
    /// The value of a literal of a type that isn't builtin.
    Literal(Literal),
    /// A hasher (second type) after a value of a type was written to it.
    Hash(MonoId, MonoId),
    /// A state of a format after a value was encoded.
    Encode(Codec),
    /// A value that a format's parser gives.
    Parse(Codec),
}

/// A literal that a type's own method makes a value of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Literal {
    /// Where it is.
    pub span: Span,
    /// What it says.
    pub text: Symbol,
    /// A string, for `from_quote`; else a number, for `from_numeral`.
    pub quoted: bool,
    /// Its type.
    pub ty: MonoId,
}

/// What a method call comes down to.
pub enum Method {
    /// A definition with what its scheme's variables are.
    Def(DefRef, Box<[MonoId]>),
    /// Equality that the compiler derives.
    Equal,
    /// Hashing that the compiler derives.
    Hash,
    /// `map` or `map!` that the compiler derives.
    Map,
    /// `parser_for` or `encoder_for` that the compiler derives.
    Codec {
        /// Which of the two.
        encodes: bool,
    },
    /// There is none, as the checker has reported.
    Missing,
}

/// The functions of a program so far.
#[derive(Default)]
pub struct Instances {
    known: FxHashMap<Instance, FunctionId>,
    /// Those whose bodies are to be built, with their type where it is a definition's.
    pub queue: Vec<(FunctionId, Instance, Env)>,
}

impl Instances {
    /// The function of an instance; its parameters' and result's layouts are given by `signature`.
    pub fn request(
        &mut self,
        instance: Instance,
        env: Env,
        name: impl FnOnce() -> String,
        signature: (&[LayoutId], LayoutId),
        program: &mut Program,
    ) -> FunctionId {
        if let Some(&id) = self.known.get(&instance) {
            return id;
        }
        let id = program.declare(name(), signature.0, signature.1);
        self.known.insert(instance.clone(), id);
        self.queue.push((id, instance, env));
        id
    }
}

impl Monos<'_> {
    /// The environment of a definition's body, given what its scheme's variables are.
    pub fn def_env(&self, def: DefRef, vars: &[MonoId]) -> Env {
        let checked = &self.checked[def.module];
        let mut env = Env::new(def.module);
        for (&var, &mono) in checked.defs[def.def].vars.iter().zip(vars) {
            env.set(&checked.types, var, mono);
        }
        env
    }

    /// What the scheme's variables of a definition are where it is used at this type.
    pub fn solve_vars(&mut self, def: DefRef, ty: MonoId) -> Box<[MonoId]> {
        let checked = self.checked;
        let store = &checked[def.module];
        let scheme = &store.defs[def.def];
        let mut env = Env::new(def.module);
        self.bind(scheme.ty, ty, &mut env);
        self.solve_constraints(def, &mut env);
        scheme.vars.iter().map(|&var| self.convert(var, &mut env)).collect()
    }

    /// Variables that only constraints mention follow from the methods of those that are known.
    fn solve_constraints(&mut self, def: DefRef, env: &mut Env) {
        let checked = self.checked;
        let store = &checked[def.module];
        let scheme = &store.defs[def.def];
        let unsolved =
            |env: &Env| scheme.vars.iter().filter(|&&var| env.get(&store.types, var).is_none()).count();
        let mut left = unsolved(env);
        while left > 0 {
            for &var in &scheme.vars {
                let Some(receiver) = env.get(&store.types, var) else { continue };
                let (Node::Flex(v) | Node::Rigid(v, _)) = store.types.node(var) else { continue };
                for &id in store.types.constraints(v) {
                    let ConstraintKind::Method { name, ty, .. } = store.types.constraint(id).kind else {
                        continue;
                    };
                    let Some(method) = self.find_method(receiver, name) else { continue };
                    let Some(actual) = self.method_type(method, receiver, ty, env) else { continue };
                    self.bind(ty, actual, env);
                }
            }
            let now = unsolved(env);
            if now == left {
                return;
            }
            left = now;
        }
    }

    /// The type of a method for this receiver, as far as receiver and known arguments tell.
    fn method_type(
        &mut self,
        method: DefRef,
        receiver: MonoId,
        wanted: roc_check::types::Ty,
        wanted_env: &mut Env,
    ) -> Option<MonoId> {
        let checked = self.checked;
        let store = &checked[method.module];
        let wanted_store = &checked[wanted_env.module];
        let scheme = &store.defs[method.def];
        let mut env = Env::new(method.module);
        let Node::Function(params, ..) = store.types.node(scheme.ty) else { return None };
        if let Some(&first) = store.types.tys(params).first() {
            self.bind(first, receiver, &mut env);
        }
        if let Node::Function(given, ..) = wanted_store.types.node(wanted) {
            for (&param, &arg) in store.types.tys(params).iter().zip(wanted_store.types.tys(given)).skip(1) {
                let known = match wanted_store.types.node(arg) {
                    Node::Flex(_) | Node::Rigid(..) => wanted_env.get(&wanted_store.types, arg),
                    _ => None,
                };
                if let Some(known) = known {
                    self.bind(param, known, &mut env);
                }
            }
        }
        Some(self.convert(scheme.ty, &mut env))
    }

    /// The associated value of this name of a type's declaration.
    pub fn find_method(&self, receiver: MonoId, name: Symbol) -> Option<DefRef> {
        let decl = match *self.get(receiver) {
            Mono::Number(p) => self.known.primitive(p)?,
            Mono::Str => self.known.primitive(roc_canonical::ir::Primitive::Str)?,
            Mono::List(_) => self.known.primitive(roc_canonical::ir::Primitive::List)?,
            Mono::Box(_) => self.known.primitive(roc_canonical::ir::Primitive::Box)?,
            Mono::Nominal(ty, _) => ty,
            _ => return None,
        };
        let items = &self.modules[decl.module].types[decl.decl].items;
        let &(_, def) = items.iter().rev().find(|(item, _)| *item == name)?;
        Some(DefRef { module: decl.module, def })
    }

    /// What calling a method of this name and type (receiver included) on a receiver comes down to.
    pub fn method(&mut self, receiver: MonoId, name: Symbol, ty: MonoId) -> Method {
        match self.find_method(receiver, name) {
            Some(def) => Method::Def(def, self.solve_vars(def, ty)),
            None if name == self.names.is_eq => Method::Equal,
            None if name == self.names.to_hash => Method::Hash,
            None if name == self.names.map || name == self.names.map_effectful => Method::Map,
            None if name == self.names.parser_for => Method::Codec { encodes: false },
            None if name == self.names.encoder_for => Method::Codec { encodes: true },
            None => Method::Missing,
        }
    }

    /// Whether the inside of a nominal type is hidden from inspection.
    pub fn is_opaque(&self, id: MonoId) -> bool {
        match self.get(id) {
            Mono::Nominal(ty, _) => self.modules[ty.module].types[ty.decl].kind == TypeKind::Opaque,
            _ => false,
        }
    }
}
