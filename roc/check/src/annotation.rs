//! Written types to types.

use roc_canonical::ir::{self, Anno, AnnoId, Ext, TyVarId, TypeDeclId, TypeKind, TypeRef, WhereClause};
use rustc_hash::FxHashMap;

use crate::checker::Checker;
use crate::scheme::Copier;
use crate::types::{Constraint, ConstraintKind, Field, GENERIC, Node, Origin, Scheme, Tag, Ty, Types, Var};

/// How the variables of an annotation are read.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum VarMode {
    /// As rigid variables: the body must work for every type.
    Rigid,
    /// As variables to be solved: what a platform requires.
    Flex,
}

/// The type variables of the annotation scopes around a place.
pub type Scope = FxHashMap<TyVarId, Ty>;

/// Aliases that mention each other are cut off here; canonicalisation has reported them.
const MAX_ALIAS_DEPTH: u32 = 200;

/// What is known of the type behind a declared type of this module.
#[derive(Clone, Debug)]
pub(crate) enum Backing {
    /// Nobody has asked yet.
    Unread,
    /// It has none: a primitive.
    None,
    /// Its only variables are the declaration's parameters.
    Closed(Scheme),
    /// It has open rows, which are other variables at each use.
    Open,
}

impl Checker<'_> {
    /// The type of an annotation of `module`; its variables are added to `scope`.
    pub(crate) fn annotation(
        &mut self,
        module: &ir::Module,
        id: ir::AnnotationId,
        mode: VarMode,
        scope: &mut Scope,
    ) -> Ty {
        let annotation = module.annotations[id];
        for &var in module.list(annotation.vars) {
            let ty = self.variable(module, var, mode);
            scope.insert(var, ty);
        }
        self.wheres(module, annotation.wheres, mode, scope, 0);
        self.written(module, annotation.ty, mode, scope)
    }

    fn variable(&mut self, module: &ir::Module, var: TyVarId, mode: VarMode) -> Ty {
        let kind = Var { level: self.level, constraints: None };
        match mode {
            VarMode::Rigid => self.types.add(Node::Rigid(kind, module.ty_vars[var].name)),
            VarMode::Flex => self.types.add(Node::Flex(kind)),
        }
    }

    fn wheres(
        &mut self,
        module: &ir::Module,
        clauses: ir::Slice<WhereClause>,
        mode: VarMode,
        scope: &mut Scope,
        depth: u32,
    ) {
        for &clause in module.list(clauses) {
            match clause {
                WhereClause::Method { var, name, ty, span } => {
                    let Some(&receiver) = scope.get(&var) else { continue };
                    let mut ty = self.written(module, ty, mode, scope);
                    if !matches!(self.types.node(ty), Node::Function(..)) {
                        let (params, effect) = (self.types.run(&[]), self.types.add(Node::Pure));
                        ty = self.types.add(Node::Function(params, ty, effect));
                    }
                    let kind = ConstraintKind::Method { name, ty, origin: ir::DispatchOrigin::Method };
                    let id = self.types.add_constraint(Constraint { receiver, kind, span, expr: None });
                    let root = self.types.find(receiver);
                    self.types.attach(root, id);
                }
                WhereClause::Alias { var, alias, args, .. } if depth < MAX_ALIAS_DEPTH => {
                    let Some(&receiver) = scope.get(&var) else { continue };
                    let owner = &self.modules[alias.module];
                    let declared = &owner.where_aliases[alias.alias];
                    let mut inner: Scope = FxHashMap::default();
                    inner.insert(declared.receiver, receiver);
                    for (&param, &arg) in declared.params.iter().zip(module.list(args)) {
                        let arg = self.written(module, arg, mode, scope);
                        inner.insert(param, arg);
                    }
                    self.wheres(owner, declared.clauses, mode, &mut inner, depth + 1);
                }
                WhereClause::Alias { .. } => {}
            }
        }
    }

    /// Every declared type must be given as many arguments as it has parameters.
    pub(crate) fn check_arguments_of_types(&mut self) {
        let module = self.module;
        for (id, anno) in module.annos.iter_enumerated() {
            let Anno::Apply { ty, args } = *anno else { continue };
            let decl = &self.modules[ty.module].types[ty.decl];
            let (wanted, given) = (decl.params.len(), args.len as usize);
            if wanted != given {
                self.report_type_arity(module.anno_spans[id], ty, wanted, given);
            }
        }
    }

    /// The type of one written node.
    pub(crate) fn written(
        &mut self,
        module: &ir::Module,
        id: AnnoId,
        mode: VarMode,
        scope: &mut Scope,
    ) -> Ty {
        match module.annos[id] {
            Anno::Var(var) => self.scoped(module, var, mode, scope),
            Anno::Wildcard => self.types.fresh(self.level),
            Anno::Malformed { .. } => self.types.add(Node::Error),
            Anno::Tuple(items) => {
                let items = self.written_list(module, items, mode, scope);
                let run = self.types.run(&items);
                self.types.add(Node::Tuple(run))
            }
            Anno::Function { params, ret, effectful } => {
                let params = self.written_list(module, params, mode, scope);
                let ret = self.written(module, ret, mode, scope);
                let effect = self.types.add(if effectful { Node::Effectful } else { Node::Pure });
                let run = self.types.run(&params);
                self.types.add(Node::Function(run, ret, effect))
            }
            Anno::Record { fields, ext } => {
                let mut items = Vec::new();
                for field in module.list(fields) {
                    let kind = match field.kind {
                        ir::FieldKind::Required => Types::REQUIRED,
                        ir::FieldKind::Optional => Types::OPTIONAL,
                        ir::FieldKind::Default(value) => self.types.add(Node::Default(module.id, value)),
                        ir::FieldKind::Padding => continue,
                    };
                    let ty = self.written(module, field.ty, mode, scope);
                    items.push(Field { name: field.name, ty, kind });
                }
                let ext = self.extension(module, ext, mode, scope);
                let run = self.types.field_run(items);
                self.types.add(Node::Record(run, ext, Origin::Other))
            }
            Anno::Tags { tags, ext } => {
                let mut items = Vec::new();
                for tag in module.list(tags) {
                    let args = self.written_list(module, tag.args, mode, scope);
                    items.push(Tag { name: tag.name, args: self.types.run(&args) });
                }
                let ext = self.extension(module, ext, mode, scope);
                let run = self.types.tag_run(items);
                self.types.add(Node::Tags(run, ext))
            }
            Anno::Apply { ty, args } => {
                let args = self.written_list(module, args, mode, scope);
                self.applied(ty, &args)
            }
        }
    }

    fn written_list(
        &mut self,
        module: &ir::Module,
        list: ir::Slice<AnnoId>,
        mode: VarMode,
        scope: &mut Scope,
    ) -> Vec<Ty> {
        module.list(list).iter().map(|&item| self.written(module, item, mode, scope)).collect()
    }

    fn extension(&mut self, module: &ir::Module, ext: Ext, mode: VarMode, scope: &mut Scope) -> Ty {
        match ext {
            Ext::Closed => self.types.add(Node::Closed),
            Ext::Open => {
                let var = Var { level: self.level, constraints: None };
                match mode {
                    VarMode::Rigid => self.types.add(Node::Rigid(var, self.anonymous)),
                    VarMode::Flex => self.types.add(Node::Flex(var)),
                }
            }
            Ext::Var(var) => self.scoped(module, var, mode, scope),
        }
    }

    /// A mentioned variable: of this annotation, else of one around it.
    fn scoped(&mut self, module: &ir::Module, var: TyVarId, mode: VarMode, scope: &mut Scope) -> Ty {
        if let Some(&ty) = scope.get(&var) {
            return ty;
        }
        if module.id == self.module.id
            && let Some(&ty) = self.scope.get(&var)
        {
            return ty;
        }
        let ty = self.variable(module, var, mode);
        scope.insert(var, ty);
        ty
    }

    /// A declared type with arguments; aliases are expanded.
    pub(crate) fn applied(&mut self, ty: TypeRef, args: &[Ty]) -> Ty {
        let decl = &self.modules[ty.module].types[ty.decl];
        match decl.kind {
            TypeKind::Alias => {
                if self.alias_depth > MAX_ALIAS_DEPTH {
                    return self.types.add(Node::Error);
                }
                self.alias_depth += 1;
                let backing = self.backing_of(ty, args);
                self.alias_depth -= 1;
                backing.unwrap_or_else(|| self.types.add(Node::Error))
            }
            TypeKind::Required => match self.required_types.get(&ty.decl) {
                Some(&app) if ty.module == self.module.id => self.applied(app, args),
                _ => self.types.add(Node::Error),
            },
            TypeKind::Nominal | TypeKind::Opaque | TypeKind::Primitive(_) => {
                let mut args = args.to_vec();
                args.resize_with(decl.params.len(), || self.types.add(Node::Error));
                let run = self.types.run(&args);
                self.types.add(Node::Apply(ty, run))
            }
        }
    }

    /// What stands behind a declared type, with these arguments. Nothing for primitives.
    pub(crate) fn backing_of(&mut self, ty: TypeRef, args: &[Ty]) -> Option<Ty> {
        let checked = self.checked;
        if ty.module != self.module.id {
            let store = checked.get(ty.module)?;
            let scheme = store.backings.get(ty.decl)?.as_ref()?;
            let mut copier = Copier::new(Some(&store.types), self.level);
            for (&var, &arg) in scheme.vars.iter().zip(args) {
                copier.replace(store.types.root(var), arg);
            }
            return Some(copier.copy(&mut self.types, scheme.ty));
        }
        match self.own_backing(ty.decl) {
            Backing::Unread | Backing::None => None,
            Backing::Open => Some(self.read_backing(ty.decl, args)),
            Backing::Closed(scheme) => {
                let mut copier = Copier::new(None, self.level);
                for (&var, &arg) in scheme.vars.iter().zip(args) {
                    copier.replace(var, arg);
                }
                let copy = copier.copy(&mut self.types, scheme.ty);
                if copy != self.types.root(scheme.ty) {
                    return Some(copy);
                }
                // The parts are shared; the whole is the caller's, as unification may link it.
                let node = self.types.node(copy);
                Some(self.types.add(node))
            }
        }
    }

    /// What stands behind a type of this module, looked at once.
    fn own_backing(&mut self, id: TypeDeclId) -> Backing {
        if let Backing::Unread = self.backings[id] {
            let module = self.module;
            let decl = &module.types[id];
            self.backings[id] = if decl.body.is_none() {
                Backing::None
            } else {
                let vars: Vec<Ty> = decl.params.iter().map(|_| self.types.fresh(GENERIC)).collect();
                let level = std::mem::replace(&mut self.level, 1);
                let ty = self.read_backing(id, &vars);
                self.level = 0;
                let open = !self.reachable(&[ty]).is_empty();
                self.level = level;
                if open { Backing::Open } else { Backing::Closed(Scheme { ty, vars }) }
            };
        }
        self.backings[id].clone()
    }

    fn read_backing(&mut self, id: TypeDeclId, args: &[Ty]) -> Ty {
        let module = self.module;
        let decl = &module.types[id];
        let Some(body) = decl.body else { return self.types.add(Node::Error) };
        let mut scope: Scope = decl.params.iter().copied().zip(args.iter().copied()).collect();
        self.written(module, body, VarMode::Flex, &mut scope)
    }

    /// What stands behind a type of this module, as other modules read it.
    pub(crate) fn backing_scheme(&mut self, id: TypeDeclId) -> Option<Scheme> {
        match self.own_backing(id) {
            Backing::Unread | Backing::None => None,
            Backing::Closed(scheme) => Some(scheme),
            Backing::Open => {
                let vars: Vec<Ty> =
                    self.module.types[id].params.iter().map(|_| self.types.fresh(GENERIC)).collect();
                Some(Scheme { ty: self.read_backing(id, &vars), vars })
            }
        }
    }
}
