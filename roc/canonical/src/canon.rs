//! The state of canonicalising one module, and the small steps that all parts share: making nodes, reporting, entering
//! and leaving scopes and functions, looking up a name.

use roc_base::{Diagnostic, IndexVec, Interner, Span, Symbol};
use roc_syntax::ast::{self, Ast};
use rustc_hash::FxHashSet;

use crate::Input;
use crate::declare::{Members, Source};
use crate::imports::Imports;
use crate::ir::{
    Anno, AnnoId, DefId, DefRef, Expr, ExprId, LambdaId, Local, LocalId, Module, ModuleId, ModuleKind, Pat,
    PatId, Pooled, Pools, Slice, TyVar, TyVarId, TypeDecl, TypeDeclId, TypeRef, WhereAliasId,
};
use crate::known::{Builtins, Known};
use crate::pattern::Bound;
use crate::scope::{Entry, Table, TypeName, Value};
use crate::suggest;

/// A function around the place that is being read. The first one stands for a definition's value outside of any lambda.
#[derive(Default)]
pub(crate) struct Function {
    /// Absent for the value of a definition or an expect.
    pub(crate) lambda: Option<LambdaId>,
    /// The local that the lambda defines.
    pub(crate) name: Option<LocalId>,
    pub(crate) captures: Vec<LocalId>,
    /// Enclosing loops of this function: whether something leaves them.
    pub(crate) loops: Vec<bool>,
}

/// A block around the place that is being read, to tell later names from unknown ones.
#[derive(Clone, Copy)]
pub(crate) struct OpenBlock {
    pub(crate) statements: ast::List<ast::StmtId>,
    /// The statement that is being read.
    pub(crate) current: usize,
}

pub(crate) struct Canon<'a> {
    pub(crate) ast: &'a Ast,
    pub(crate) text: &'a [u8],
    pub(crate) names: &'a mut Interner,
    pub(crate) modules: &'a IndexVec<ModuleId, Module>,
    pub(crate) imports: &'a Imports,
    pub(crate) known: Known,
    pub(crate) builtins: Builtins,
    /// The result, while it grows.
    pub(crate) m: Module,
    pub(crate) diagnostics: Vec<Diagnostic>,

    pub(crate) values: Table<Value>,
    pub(crate) types: Table<TypeName>,
    pub(crate) ty_vars: Vec<(Symbol, TyVarId)>,
    /// How deep the current scope is nested; 0 is the file.
    pub(crate) depth: u32,

    pub(crate) functions: Vec<Function>,
    /// The first of `functions` whose locals the place can reach: a local type's items reach none outside.
    pub(crate) barrier: usize,
    pub(crate) blocks: Vec<OpenBlock>,
    /// The definition whose value is being read.
    pub(crate) current: Option<DefId>,
    pub(crate) in_expect: bool,
    /// Pairs (from, to) of definitions of this module.
    pub(crate) references: Vec<(DefId, DefId)>,
    /// For each local, the index of its function in `functions`.
    pub(crate) owners: IndexVec<LocalId, u32>,
    pub(crate) used: IndexVec<LocalId, bool>,
    /// Names that were mentioned above their definition: reported, and not unused.
    pub(crate) wanted_early: FxHashSet<Symbol>,

    /// Names bound so far by the pattern that is being read.
    pub(crate) bound: Vec<Bound>,
    /// Locals that later alternatives of a pattern share with the first.
    pub(crate) shared: Vec<Bound>,

    pub(crate) members: IndexVec<TypeDeclId, Members>,
    pub(crate) sources: IndexVec<DefId, Source>,
    pub(crate) alias_sources: IndexVec<WhereAliasId, ast::WhereAliasId>,
    /// How many more misspelt names get suggestions; the search looks at every name in scope.
    pub(crate) suggestions: u32,
    /// Lists under construction; finished ones move to the module's pools.
    pub(crate) stack: Pools,
}

/// The titles under which a broken construct crashes.
pub(crate) type Title = &'static str;

impl<'a> Canon<'a> {
    pub(crate) fn new(input: &Input<'a>, names: &'a mut Interner) -> Self {
        let &Input { id, name, ast, text, imports, modules } = input;
        let known = Known::new(names);
        let name = names.intern(name);
        Canon {
            ast,
            text,
            names,
            modules,
            imports,
            known,
            builtins: Builtins::default(),
            m: empty_module(id, name, ast),
            diagnostics: Vec::new(),
            values: Table::new(),
            types: Table::new(),
            ty_vars: Vec::new(),
            depth: 0,
            functions: vec![Function::default()],
            barrier: 0,
            blocks: Vec::new(),
            current: None,
            in_expect: false,
            references: Vec::new(),
            owners: IndexVec::new(),
            used: IndexVec::new(),
            wanted_early: FxHashSet::default(),
            bound: Vec::new(),
            shared: Vec::new(),
            members: IndexVec::new(),
            sources: IndexVec::new(),
            alias_sources: IndexVec::new(),
            suggestions: 100,
            stack: Pools::default(),
        }
    }

    pub(crate) fn str(&self, name: Symbol) -> &str {
        self.names.resolve(name)
    }

    pub(crate) fn name_span(&self, name: ast::Name) -> Span {
        self.ast.name_span(name, self.names)
    }

    pub(crate) fn path_span(&self, path: ast::List<ast::Name>) -> Span {
        self.ast.path_span(path, self.names)
    }

    /// `A.B.c`, as written.
    pub(crate) fn path_text(&self, path: &[ast::Name]) -> String {
        path.iter().map(|name| self.str(name.symbol)).collect::<Vec<_>>().join(".")
    }

    pub(crate) fn report(&mut self, diagnostic: Diagnostic) {
        self.diagnostics.push(diagnostic);
    }

    // Nodes.

    pub(crate) fn push(&mut self, expr: Expr, span: Span) -> ExprId {
        self.m.expr_spans.push(span);
        self.m.exprs.push(expr)
    }

    pub(crate) fn push_pat(&mut self, pat: Pat, span: Span) -> PatId {
        self.m.pat_spans.push(span);
        self.m.pats.push(pat)
    }

    pub(crate) fn push_anno(&mut self, anno: Anno, span: Span) -> AnnoId {
        self.m.anno_spans.push(span);
        self.m.annos.push(anno)
    }

    pub(crate) fn push_ty_var(&mut self, name: Symbol, span: Span) -> TyVarId {
        self.m.ty_vars.push(TyVar { name, span })
    }

    /// Reports an error; the result is the expression that crashes with it.
    pub(crate) fn broken(&mut self, diagnostic: Diagnostic) -> ExprId {
        let (title, span) = (diagnostic.title, diagnostic.span);
        self.report(diagnostic);
        self.push(Expr::Malformed { title }, span)
    }

    /// To be given to [`Canon::finish`].
    pub(crate) fn start<T: Pooled>(&self) -> usize {
        T::pool(&self.stack).len()
    }

    pub(crate) fn add<T: Pooled>(&mut self, item: T) {
        T::pool_mut(&mut self.stack).push(item);
    }

    /// Moves the items added since `start` to the module's pool.
    pub(crate) fn finish<T: Pooled>(&mut self, start: usize) -> Slice<T> {
        let items = T::pool_mut(&mut self.stack);
        let list = self.m.pools.add(items.get(start..).unwrap_or_default());
        items.truncate(start);
        list
    }

    // Locals.

    pub(crate) fn new_local(&mut self, name: Symbol, span: Span, reassignable: bool) -> LocalId {
        self.owners.push(self.functions.len().saturating_sub(1) as u32);
        self.used.push(false);
        self.m.locals.push(Local { name, span, reassignable, function: false })
    }

    /// A local that no source line names.
    pub(crate) fn hidden_local(&mut self, name: Symbol, span: Span) -> LocalId {
        let local = self.new_local(name, span, false);
        self.used[local] = true;
        local
    }

    /// Brings a lower name of this file into scope, warning if it hides another one.
    pub(crate) fn bind_local(&mut self, local: LocalId) {
        let Local { name, span, .. } = self.m.locals[local];
        // Hiding a top-level name that comes later in the file surprises nobody.
        if let Some(Entry { span: Some(earlier), .. }) = self.values.get(name)
            && earlier.start < span.start
        {
            self.duplicate_definition(name, span, earlier);
        }
        self.values.bind(name, Entry { what: Value::Local(local), span: Some(span), depth: self.depth });
    }

    pub(crate) fn duplicate_definition(&mut self, name: Symbol, span: Span, earlier: Span) {
        let name = self.str(name);
        let diagnostic = Diagnostic::warning(
            "Duplicate Definition",
            span,
            format!("The name `{name}` is defined here again while an earlier `{name}` is still in scope."),
        )
        .with_snippet(earlier, "The earlier definition is here:")
        .with_text("From here on the name means the new value.")
        .with_hint("Give one of the two another name.");
        self.report(diagnostic);
    }

    /// Notes that the place mentions a local, for captures, and that it is used.
    pub(crate) fn mention(&mut self, local: LocalId) {
        self.used[local] = true;
        let owner = self.owners[local] as usize;
        for function in self.functions.iter_mut().skip(owner + 1).rev() {
            if function.lambda.is_none() || function.name == Some(local) {
                continue;
            }
            if function.captures.contains(&local) {
                break;
            }
            function.captures.push(local);
        }
    }

    // Scopes.

    /// Runs `body` in a scope of its own.
    pub(crate) fn scoped<R>(&mut self, body: impl FnOnce(&mut Self) -> R) -> R {
        let (values, types) = (self.values.enter(), self.types.enter());
        self.depth += 1;
        let result = body(self);
        self.depth -= 1;
        self.values.leave(values);
        self.types.leave(types);
        result
    }

    /// Whether the place is inside a lambda of the current definition.
    pub(crate) fn in_lambda(&self) -> bool {
        self.functions.last().is_some_and(|function| function.lambda.is_some())
    }

    /// Notes that control leaves all loops of the current function here.
    pub(crate) fn leaves_loops(&mut self) {
        if let Some(function) = self.functions.last_mut() {
            function.loops.iter_mut().for_each(|leaves| *leaves = true);
        }
    }

    // Declarations of any module.

    pub(crate) fn module(&self, id: ModuleId) -> Option<&Module> {
        if id == self.m.id { Some(&self.m) } else { self.modules.get(id) }
    }

    pub(crate) fn decl(&self, ty: TypeRef) -> Option<&TypeDecl> {
        self.module(ty.module)?.types.get(ty.decl)
    }

    /// The nominal type that an alias stands for; any other type itself.
    pub(crate) fn follow_alias(&self, mut ty: TypeRef) -> TypeRef {
        for _ in 0..64 {
            let Some(module) = self.module(ty.module) else { break };
            let Some(decl) = module.types.get(ty.decl) else { break };
            match (decl.kind, decl.body.and_then(|body| module.annos.get(body))) {
                (crate::ir::TypeKind::Alias, Some(&Anno::Apply { ty: next, .. })) => ty = next,
                _ => break,
            }
        }
        ty
    }

    /// Finds what sugar stands for in the Builtin module, which may be the one that is being read.
    pub(crate) fn find_builtins(&mut self) {
        let Some(builtin) = self.module(ModuleId::BUILTIN) else { return };
        let ty = |name| {
            let (_, decl) = *builtin.top_types.iter().find(|(known, _)| *known == name)?;
            Some(TypeRef { module: ModuleId::BUILTIN, decl })
        };
        let known = &self.known;
        let (bool_, try_) = (ty(known.bool_), ty(known.try_));
        let (str_, list, u8_) = (ty(known.str_), ty(known.list), ty(known.u8_));
        let bool_not = bool_.and_then(|bool_| self.item(bool_, known.not));
        self.builtins = Builtins { bool_, try_, str_, list, u8_, bool_not };
    }

    /// A definition in the associated block of a type.
    pub(crate) fn item(&self, ty: TypeRef, name: Symbol) -> Option<DefRef> {
        let items = &self.decl(ty)?.items;
        let (_, def) = *items.iter().rev().find(|(known, _)| *known == name)?;
        Some(DefRef { module: ty.module, def })
    }

    /// Notes that the definition being read refers to another one.
    pub(crate) fn refer(&mut self, to: DefRef) {
        if let Some(from) = self.current
            && to.module == self.m.id
        {
            self.references.push((from, to.def));
        }
    }

    /// The hint with names that look like this one, from the values in scope.
    pub(crate) fn near_values(&mut self, name: Symbol) -> Option<String> {
        self.suggestions = self.suggestions.checked_sub(1)?;
        let candidates = self.values.names().map(|candidate| self.str(candidate));
        suggest::hint(&suggest::near(self.str(name), candidates))
    }

    /// The hint with names that look like this one, from the types in scope.
    pub(crate) fn near_types(&mut self, name: Symbol) -> Option<String> {
        self.suggestions = self.suggestions.checked_sub(1)?;
        let candidates = self.types.names().map(|candidate| self.str(candidate));
        suggest::hint(&suggest::near(self.str(name), candidates))
    }
}

fn empty_module(id: ModuleId, name: Symbol, ast: &Ast) -> Module {
    // Sugar takes more nodes than it is written with: an eighth more is seldom too little.
    let exprs = ast.expr_count() + ast.expr_count() / 8;
    Module {
        id,
        file: ast.file,
        name,
        kind: ModuleKind::Plain,
        defs: IndexVec::new(),
        types: IndexVec::new(),
        where_aliases: IndexVec::new(),
        exprs: IndexVec::with_capacity(exprs),
        expr_spans: IndexVec::with_capacity(exprs),
        pats: IndexVec::with_capacity(ast.pattern_count()),
        pat_spans: IndexVec::with_capacity(ast.pattern_count()),
        annos: IndexVec::with_capacity(ast.type_count()),
        anno_spans: IndexVec::with_capacity(ast.type_count()),
        annotations: IndexVec::new(),
        ty_vars: IndexVec::new(),
        locals: IndexVec::new(),
        lambdas: IndexVec::new(),
        expects: Vec::new(),
        groups: Vec::new(),
        top_level: Vec::new(),
        top_types: Vec::new(),
        broken: ast.broken.iter().map(|item| item.in_file(ast.file)).collect(),
        pools: Pools::default(),
    }
}

/// Adds a hint if there is one.
pub(crate) fn with_hint(diagnostic: Diagnostic, hint: Option<String>) -> Diagnostic {
    match hint {
        Some(hint) => diagnostic.with_hint(hint),
        None => diagnostic,
    }
}
