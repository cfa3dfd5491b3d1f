//! Checked types to monomorphic ones, and the way back: reading off what the variables of a scheme are.

use roc_base::Symbol;
use roc_canonical::ir::{ModuleId, Primitive, TypeKind};
use roc_check::types::{ConstraintKind, Node, Ty, Types, Var};
use rustc_hash::FxHashMap;

use super::{Mono, MonoId, Monos};

/// What the type variables of a module's store are in one specialisation.
#[derive(Clone, Debug)]
pub struct Env {
    /// The module whose store it is about.
    pub module: ModuleId,
    vars: FxHashMap<Ty, MonoId>,
    cache: FxHashMap<Ty, MonoId>,
}

impl Env {
    /// Nothing is known.
    pub fn new(module: ModuleId) -> Self {
        Self { module, vars: FxHashMap::default(), cache: FxHashMap::default() }
    }

    /// Sets a variable.
    pub fn set(&mut self, types: &Types, var: Ty, mono: MonoId) {
        self.vars.insert(types.root(var), mono);
        self.cache.clear();
    }

    /// Sets a variable that isn't set yet.
    fn set_once(&mut self, types: &Types, var: Ty, mono: MonoId) {
        if self.get(types, var).is_none() {
            self.set(types, var, mono);
        }
    }

    /// What a variable is.
    pub fn get(&self, types: &Types, var: Ty) -> Option<MonoId> {
        self.vars.get(&types.root(var)).copied()
    }

    /// The same variables and more to come: for a generalised definition inside another.
    pub fn nested(&self) -> Self {
        Self { module: self.module, vars: self.vars.clone(), cache: FxHashMap::default() }
    }
}

impl Monos<'_> {
    /// The monomorphic type of a checked type of the environment's module.
    pub fn convert(&mut self, ty: Ty, env: &mut Env) -> MonoId {
        let checked = self.checked;
        let types = &checked[env.module].types;
        let ty = types.root(ty);
        if let Some(&known) = env.vars.get(&ty).or_else(|| env.cache.get(&ty)) {
            return known;
        }
        let mono = match types.node(ty) {
            Node::Flex(var) => return self.unpinned(types, var),
            Node::Rigid(var, _) => return self.unpinned(types, var),
            Node::Apply(name, args) => {
                let args: Box<[MonoId]> = types.tys(args).iter().map(|&arg| self.convert(arg, env)).collect();
                match (self.modules[name.module].types[name.decl].kind, &*args) {
                    (TypeKind::Primitive(Primitive::Str), _) => self.intern(Mono::Str),
                    (TypeKind::Primitive(Primitive::List), &[item]) => self.intern(Mono::List(item)),
                    (TypeKind::Primitive(Primitive::Box), &[item]) => self.intern(Mono::Box(item)),
                    (TypeKind::Primitive(number), _) => self.intern(Mono::Number(number)),
                    _ => self.intern(Mono::Nominal(name, args)),
                }
            }
            Node::Record(fields, ext, _) => {
                let (fields, end) = types.gather_fields(fields, ext);
                let mut all = Vec::with_capacity(fields.len());
                for field in &fields {
                    let mut ty = self.convert(field.ty, env);
                    if types.node(field.kind) == Node::Optional {
                        ty = self.intern(Mono::Optional(ty));
                    }
                    all.push((field.name, ty));
                }
                if let Some(rest) = env.get(types, end)
                    && let Mono::Record(more) = self.get(rest)
                {
                    all.extend_from_slice(more);
                }
                self.record(all)
            }
            Node::Tags(tags, ext) => {
                let (tags, end) = types.gather_tags(tags, ext);
                let mut all: Vec<(Symbol, Box<[MonoId]>)> = tags
                    .iter()
                    .map(|t| (t.name, types.tys(t.args).iter().map(|&a| self.convert(a, env)).collect()))
                    .collect();
                if let Some(rest) = env.get(types, end)
                    && let Mono::Tags(more) = self.get(rest)
                {
                    all.extend_from_slice(more);
                }
                self.tags(all)
            }
            Node::Tuple(items) => {
                let items = types.tys(items).iter().map(|&item| self.convert(item, env)).collect();
                self.intern(Mono::Tuple(items))
            }
            Node::Function(params, ret, _) => {
                let params = types.tys(params).iter().map(|&param| self.convert(param, env)).collect();
                let ret = self.convert(ret, env);
                self.intern(Mono::Function(params, ret))
            }
            Node::Link(_)
            | Node::Closed
            | Node::Sealed
            | Node::Pure
            | Node::Effectful
            | Node::Required
            | Node::Optional
            | Node::Default(..)
            | Node::Error => self.unit(),
        };
        env.cache.insert(ty, mono);
        mono
    }

    /// A variable that nothing pins, or that only literals and arithmetic pin.
    fn unpinned(&mut self, types: &Types, var: Var) -> MonoId {
        let names = self.names;
        let arithmetic = [names.plus, names.minus, names.times, names.div_by, names.negate];
        for &id in types.constraints(var) {
            match types.constraint(id).kind {
                ConstraintKind::Numeral(_) => return self.intern(Mono::Number(Primitive::Dec)),
                ConstraintKind::Quote => return self.intern(Mono::Str),
                ConstraintKind::Method { name, ty, .. } if arithmetic.contains(&name) => {
                    // Builtin numbers only combine with their own kind.
                    let other = match types.node(ty) {
                        Node::Function(params, ..) => {
                            types.tys(params).get(1).map(|&other| types.node(other))
                        }
                        _ => None,
                    };
                    let number = match other {
                        Some(Node::Apply(name, _)) => self.known.as_primitive(name),
                        _ => None,
                    };
                    return self.intern(Mono::Number(number.unwrap_or(Primitive::Dec)));
                }
                ConstraintKind::Method { .. } => {}
            }
        }
        self.unit()
    }

    /// Reads off what the variables of `pattern` are, given the monomorphic type that it became. Variables that are
    /// set already stay.
    pub fn bind(&mut self, pattern: Ty, mono: MonoId, env: &mut Env) {
        let checked = self.checked;
        let types = &checked[env.module].types;
        let pattern = types.root(pattern);
        match (types.node(pattern), self.get(mono).clone()) {
            (Node::Flex(_) | Node::Rigid(..), _) => env.set_once(types, pattern, mono),
            (Node::Apply(_, args), Mono::List(item) | Mono::Box(item)) => {
                for &arg in types.tys(args) {
                    self.bind(arg, item, env);
                }
            }
            (Node::Apply(name, args), Mono::Nominal(other, items)) if name == other => {
                for (&arg, &item) in types.tys(args).iter().zip(items.iter()) {
                    self.bind(arg, item, env);
                }
            }
            (Node::Tuple(args), Mono::Tuple(items)) => {
                for (&arg, &item) in types.tys(args).iter().zip(items.iter()) {
                    self.bind(arg, item, env);
                }
            }
            (Node::Function(params, ret, _), Mono::Function(args, result)) => {
                for (&param, &arg) in types.tys(params).iter().zip(args.iter()) {
                    self.bind(param, arg, env);
                }
                self.bind(ret, result, env);
            }
            (Node::Record(fields, ext, _), Mono::Record(items)) => {
                let (fields, end) = types.gather_fields(fields, ext);
                let mut rest = Vec::new();
                for &(name, item) in items.iter() {
                    match fields.iter().find(|f| f.name == name) {
                        Some(field) => {
                            let inner =
                                if let Mono::Optional(inner) = *self.get(item) { inner } else { item };
                            self.bind(field.ty, inner, env);
                        }
                        None => rest.push((name, item)),
                    }
                }
                let rest = self.record(rest);
                self.bind_row(end, rest, env);
            }
            (Node::Tags(tags, ext), Mono::Tags(items)) => {
                let (tags, end) = types.gather_tags(tags, ext);
                let mut rest = Vec::new();
                for (name, payloads) in items.iter() {
                    match tags.iter().find(|t| t.name == *name) {
                        Some(tag) => {
                            for (&arg, &item) in types.tys(tag.args).iter().zip(payloads.iter()) {
                                self.bind(arg, item, env);
                            }
                        }
                        None => rest.push((*name, payloads.clone())),
                    }
                }
                let rest = self.tags(rest);
                self.bind_row(end, rest, env);
            }
            // A structural type that was lifted: the nominal's backing has its shape.
            (Node::Record(..) | Node::Tags(..), Mono::Nominal(..)) => {
                let inner = self.structure(mono);
                if inner != mono {
                    self.bind(pattern, inner, env);
                }
            }
            _ => {}
        }
    }

    fn bind_row(&mut self, end: Ty, rest: MonoId, env: &mut Env) {
        let checked = self.checked;
        let types = &checked[env.module].types;
        if matches!(types.node(end), Node::Flex(_) | Node::Rigid(..)) {
            env.set_once(types, end, rest);
        }
    }
}
