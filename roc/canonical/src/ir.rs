//! Canonical IR: one module with every name resolved and every sugar removed that needs no types.
//!
//! What the checker and the lowering read. Nodes live in index vectors of their [`Module`]; lists of children are
//! [`Slice`]s of pools beside them; source positions stand in parallel arrays. Nothing here knows types of
//! expressions. A construct with an error has become [`Expr::Malformed`] (or its siblings), which crashes when it is
//! evaluated; the diagnostic is already out.

#![expect(
    missing_docs,
    reason = "the fields of these nodes are named after the grammar's parts; the nodes themselves are documented"
)]

use roc_base::{FileId, IndexVec, Span, Symbol, define_id};

define_id!(
    /// A module of the program; `ModuleId::BUILTIN` is the embedded Builtin module.
    pub struct ModuleId;
    /// A top-level or associated value of one module.
    pub struct DefId;
    /// A type declaration of one module: top-level, nested or local to a block.
    pub struct TypeDeclId;
    /// A where alias of one module.
    pub struct WhereAliasId;
    /// An expression of one module.
    pub struct ExprId;
    /// A pattern of one module.
    pub struct PatId;
    /// A node of a written type of one module.
    pub struct AnnoId;
    /// A written type with its `where` clauses.
    pub struct AnnotationId;
    /// A type variable of one annotation scope or of a type declaration's parameters.
    pub struct TyVarId;
    /// A local value: parameter, pattern variable, local definition or `var`.
    pub struct LocalId;
    /// A lambda.
    pub struct LambdaId;
);

impl ModuleId {
    /// The embedded Builtin module.
    pub const BUILTIN: ModuleId = ModuleId::new(0);
}

/// A value definition of some module.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct DefRef {
    pub module: ModuleId,
    pub def: DefId,
}

/// A type declaration of some module.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct TypeRef {
    pub module: ModuleId,
    pub decl: TypeDeclId,
}

/// A where alias of some module.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct WhereAliasRef {
    pub module: ModuleId,
    pub alias: WhereAliasId,
}

/// A list of `T` in the pool of its module; read with [`Module::list`].
pub struct Slice<T> {
    pub start: u32,
    pub len: u32,
    kind: std::marker::PhantomData<fn() -> T>,
}

impl<T> Slice<T> {
    /// `len` items of the pool from `start` on.
    pub const fn new(start: u32, len: u32) -> Self {
        Self { start, len, kind: std::marker::PhantomData }
    }
    /// No items.
    pub const EMPTY: Self = Self::new(0, 0);
    /// Whether there are no items.
    pub const fn is_empty(self) -> bool {
        self.len == 0
    }
}
impl<T> Clone for Slice<T> {
    fn clone(&self) -> Self {
        *self
    }
}
impl<T> Copy for Slice<T> {}
impl<T> std::fmt::Debug for Slice<T> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}+{}", self.start, self.len)
    }
}

/// A number literal, exact: its text without underscores, e.g. `-12`, `0x1f`, `1.5e3`; a character literal is its
/// code point in decimal. Sign included.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Number {
    pub text: Symbol,
}

/// What asked for a method call; decides wording of diagnostics, not meaning.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DispatchOrigin {
    /// `receiver.name(…)`
    Method,
    /// A binary operator, as written: `+`.
    Binary(&'static str),
    /// A prefix operator, as written.
    Unary(&'static str),
    /// `for` asks for `iter`.
    For,
}

/// Which surface form a match came from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MatchOrigin {
    Match,
    /// `e?`
    Question,
    /// `e ? h`
    QuestionMap,
    /// `e ?? d`
    Default,
    /// A destructuring that canonicalisation turned into a match.
    Destructure,
}

/// An expression.
#[derive(Clone, Copy, Debug)]
pub enum Expr {
    /// `5`, `0.5`, `'a'`; with a suffix type `5.U8`.
    Number {
        value: Number,
        suffix: Option<TypeRef>,
    },
    /// A string without interpolation, escapes decoded; with a suffix type `"GET".Method`.
    Str {
        text: Symbol,
        suffix: Option<TypeRef>,
    },
    /// A `List(U8)` out of a file.
    Bytes(Slice<u8>),
    /// `"first${e}text${e}text"`.
    Interpolation {
        first: Symbol,
        parts: Slice<InterpolationPart>,
        suffix: Option<TypeRef>,
    },
    List(Slice<ExprId>),
    /// Two or more elements.
    Tuple(Slice<ExprId>),
    /// `{}` has no fields. In written order.
    Record(Slice<FieldInit>),
    /// `{ ..base, f: e }`
    Update {
        base: ExprId,
        fields: Slice<FieldInit>,
    },
    /// A bare tag; its type is found by inference.
    Tag {
        name: Symbol,
        args: Slice<ExprId>,
    },
    /// `T.Tag(…)`, `T.{…}`, `T.(…)`: `backing` is the tag, record, tuple or value inside.
    Nominal {
        ty: TypeRef,
        backing: ExprId,
    },
    Local(LocalId),
    Def(DefRef),
    /// A value that the platform requires from the app: index into [`PlatformHeader::requires`].
    Required(u32),
    Lambda(LambdaId),
    Call {
        callee: ExprId,
        args: Slice<ExprId>,
    },
    /// Static dispatch on the receiver's type; operators are this too.
    Method {
        receiver: ExprId,
        name: Symbol,
        args: Slice<ExprId>,
        origin: DispatchOrigin,
    },
    /// `Num.default()` where the block declares `Num : num` for a type variable.
    TypeMethod {
        var: TyVarId,
        name: Symbol,
        args: Slice<ExprId>,
    },
    Field {
        record: ExprId,
        name: Symbol,
    },
    /// A chain with at least one `.?`; its value is `Try(_, [MissingField])`.
    OptionalChain {
        record: ExprId,
        path: Slice<ChainStep>,
    },
    TupleItem {
        tuple: ExprId,
        index: u32,
    },
    /// No `otherwise`: the value is `{}`. `and`, `or` are this.
    If {
        cond: ExprId,
        then: ExprId,
        otherwise: Option<ExprId>,
    },
    Match {
        scrutinee: ExprId,
        branches: Slice<Branch>,
        origin: MatchOrigin,
    },
    /// No `result`: the value is `{}`, or the block diverges.
    Block {
        stmts: Slice<Stmt>,
        result: Option<ExprId>,
    },
    /// Leaves the innermost lambda (or, for `?` in an expect, the expect).
    Return(ExprId),
    Break,
    /// The operand is a string.
    Crash(ExprId),
    Dbg(ExprId),
    /// Over `iterable.iter()`; its value is `{}`.
    For {
        pat: PatId,
        iterable: ExprId,
        body: ExprId,
    },
    While {
        cond: ExprId,
        body: ExprId,
    },
    /// `...`
    Ellipsis,
    /// Crashes with the diagnostic's title when evaluated.
    Malformed {
        title: &'static str,
    },
}

/// An interpolated expression and the text after it.
#[derive(Clone, Copy, Debug)]
pub struct InterpolationPart {
    pub value: ExprId,
    pub text: Symbol,
}

/// `name: value` in a record literal or update.
#[derive(Clone, Copy, Debug)]
pub struct FieldInit {
    pub name: Symbol,
    pub span: Span,
    pub value: ExprId,
}

/// A segment of an optional field chain.
#[derive(Clone, Copy, Debug)]
pub struct ChainStep {
    pub name: Symbol,
    pub optional: bool,
}

/// One branch of a match; alternatives are an [`Pat::Or`].
#[derive(Clone, Copy, Debug)]
pub struct Branch {
    pub pat: PatId,
    pub guard: Option<ExprId>,
    pub body: ExprId,
}

/// A statement of a block.
#[derive(Clone, Copy, Debug)]
pub enum Stmt {
    /// `pat = value`. Where the pattern is a name and the value a lambda, the lambda may mention the name, and the
    /// name is generalised.
    Let {
        pat: PatId,
        annotation: Option<AnnotationId>,
        value: ExprId,
    },
    /// `var $x = value`; without a value `$x` is assigned later.
    Var {
        local: LocalId,
        annotation: Option<AnnotationId>,
        value: Option<ExprId>,
    },
    /// `$x = value` for an earlier `var`.
    Assign {
        local: LocalId,
        value: ExprId,
        span: Span,
    },
    /// An expression whose value is dropped; its type must be `{}`.
    Expr(ExprId),
    Expect(ExprId),
}

/// A lambda.
#[derive(Clone, Debug)]
pub struct Lambda {
    /// Irrefutable patterns, one a parameter.
    pub params: Vec<PatId>,
    pub body: ExprId,
    /// Locals of enclosing functions that the body (with its inner lambdas) mentions, in order of first mention,
    /// without `name`. A `var` is captured with the value it has when the lambda is evaluated.
    pub captures: Vec<LocalId>,
    /// The local that this lambda defines, where it may call itself by it.
    pub name: Option<LocalId>,
    /// The lambda around this one.
    pub parent: Option<LambdaId>,
}

/// A local value.
#[derive(Clone, Copy, Debug)]
pub struct Local {
    /// As written: `$total`, `_unused`.
    pub name: Symbol,
    pub span: Span,
    /// Declared with `var`.
    pub reassignable: bool,
    /// Defined by `name = lambda`: generalised, may mention itself.
    pub function: bool,
}

/// A pattern.
#[derive(Clone, Copy, Debug)]
pub enum Pat {
    Wildcard,
    Bind(LocalId),
    As {
        pat: PatId,
        local: LocalId,
    },
    Number {
        value: Number,
        suffix: Option<TypeRef>,
    },
    Str(Symbol),
    /// `"pre${a}mid${_}post"`: captures are `None` for `${_}`.
    StrParts {
        first: Symbol,
        parts: Slice<StrPatPart>,
    },
    Tag {
        name: Symbol,
        args: Slice<PatId>,
    },
    /// `T.Tag(…)`, `T.{…}`, `T.(…)`.
    Nominal {
        ty: TypeRef,
        backing: PatId,
    },
    Tuple(Slice<PatId>),
    /// `before`, then (with `rest`) any number of elements, then `after`.
    List {
        before: Slice<PatId>,
        rest: ListRest,
        after: Slice<PatId>,
    },
    Record {
        fields: Slice<FieldPat>,
        rest: RecordRest,
    },
    /// `a | b`; every alternative binds the same locals.
    Or(Slice<PatId>),
    Malformed {
        title: &'static str,
    },
}

/// The `..` of a list pattern.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ListRest {
    /// No `..`: the length is exact.
    None,
    /// `..`
    Ignored,
    /// `.. as name`
    Bind(LocalId),
}

/// The `..` of a record pattern.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RecordRest {
    /// No `..`: exactly these fields.
    None,
    Ignored,
    /// `..name`: the other fields as a record.
    Bind(LocalId),
}

/// `name: pattern`, punned `name` binds the local of that name.
#[derive(Clone, Copy, Debug)]
pub struct FieldPat {
    pub name: Symbol,
    pub span: Span,
    pub pat: PatId,
}

/// A capture of a string pattern and the text after it.
#[derive(Clone, Copy, Debug)]
pub struct StrPatPart {
    pub local: Option<LocalId>,
    pub text: Symbol,
}

/// A node of a written type.
#[derive(Clone, Copy, Debug)]
pub enum Anno {
    Var(TyVarId),
    /// `_`
    Wildcard,
    /// A declared type; `List(Str)`, `Foo`. Aliases too.
    Apply {
        ty: TypeRef,
        args: Slice<AnnoId>,
    },
    Record {
        fields: Slice<AnnoField>,
        ext: Ext,
    },
    Tags {
        tags: Slice<AnnoTag>,
        ext: Ext,
    },
    Tuple(Slice<AnnoId>),
    Function {
        params: Slice<AnnoId>,
        ret: AnnoId,
        effectful: bool,
    },
    Malformed {
        title: &'static str,
    },
}

/// What follows the fields or tags of a written row.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ext {
    Closed,
    /// `..`
    Open,
    /// `..name`
    Var(TyVarId),
}

/// A field of a written record type.
#[derive(Clone, Copy, Debug)]
pub struct AnnoField {
    pub name: Symbol,
    pub span: Span,
    pub ty: AnnoId,
    pub kind: FieldKind,
}

/// How a field of a record type may be given.
#[derive(Clone, Copy, Debug)]
pub enum FieldKind {
    Required,
    /// `name ?: T`
    Optional,
    /// `name : T ?? literal`
    Default(ExprId),
    /// `_ : T`, in nominal records only.
    Padding,
}

/// A tag of a written union type.
#[derive(Clone, Copy, Debug)]
pub struct AnnoTag {
    pub name: Symbol,
    pub span: Span,
    pub args: Slice<AnnoId>,
}

/// A type variable; the same name in one annotation (and the annotations nested in its body) is the same variable.
#[derive(Clone, Copy, Debug)]
pub struct TyVar {
    pub name: Symbol,
    pub span: Span,
}

/// A written type with its constraints.
#[derive(Clone, Copy, Debug)]
pub struct Annotation {
    pub ty: AnnoId,
    pub wheres: Slice<WhereClause>,
    /// The variables that this annotation introduces (not those of an enclosing one).
    pub vars: Slice<TyVarId>,
    pub span: Span,
}

/// A constraint on a type variable.
#[derive(Clone, Copy, Debug)]
pub enum WhereClause {
    /// `a.name : type`; a type that is no function is a method without arguments.
    Method { var: TyVarId, name: Symbol, ty: AnnoId, span: Span },
    /// `a.Ordered(args)`
    Alias { var: TyVarId, alias: WhereAliasRef, args: Slice<AnnoId>, span: Span },
}

/// `a.Name(params) : where [ … ]`
#[derive(Clone, Debug)]
pub struct WhereAlias {
    pub name: Symbol,
    pub receiver: TyVarId,
    pub params: Vec<TyVarId>,
    pub clauses: Slice<WhereClause>,
    pub span: Span,
}

/// What a type declaration declares.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TypeKind {
    /// `:`
    Alias,
    /// `:=`
    Nominal,
    /// `::`
    Opaque,
    /// An opaque type of the Builtin module whose representation the compiler knows.
    Primitive(Primitive),
    /// `State` of `requires { [State : state] … }`: the app's type of that name.
    Required,
}

/// Types whose representation the compiler knows; declared in the Builtin module by name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Primitive {
    U8,
    I8,
    U16,
    I16,
    U32,
    I32,
    U64,
    I64,
    U128,
    I128,
    Dec,
    F32,
    F64,
    Str,
    List,
    Box,
}

/// A type declaration.
#[derive(Clone, Debug)]
pub struct TypeDecl {
    pub name: Symbol,
    /// Dotted path inside its module, for printing and debugging: `Stack.Problem`.
    pub path: Symbol,
    pub span: Span,
    pub kind: TypeKind,
    pub params: Vec<TyVarId>,
    /// The backing type, or what the alias stands for; absent for primitives and required types.
    pub body: Option<AnnoId>,
    pub wheres: Slice<WhereClause>,
    /// The declaration in whose associated block this one stands.
    pub parent: Option<TypeDeclId>,
    /// Associated values by name, in source order.
    pub items: Vec<(Symbol, DefId)>,
    /// Associated types by name.
    pub types: Vec<(Symbol, TypeDeclId)>,
    /// Associated where aliases by name.
    pub where_aliases: Vec<(Symbol, WhereAliasId)>,
    /// Methods asked of the compiler by `name : _` without a body.
    pub derived: Vec<(Symbol, Span)>,
}

/// A top-level or associated value.
#[derive(Clone, Debug)]
pub struct Def {
    pub name: Symbol,
    /// Dotted path inside its module: `List.map`, `main!`. Intrinsics of Builtin are found by it.
    pub path: Symbol,
    pub span: Span,
    pub annotation: Option<AnnotationId>,
    /// Absent: an annotation without a body (hosted function of a platform, intrinsic of Builtin, or an error).
    pub value: Option<ExprId>,
    /// The type in whose associated block it stands.
    pub owner: Option<TypeDeclId>,
}

/// A top-level or associated `expect`.
#[derive(Clone, Debug)]
pub struct Expect {
    pub body: ExprId,
    pub span: Span,
    /// The doc comment above, without `##`.
    pub doc: Option<Symbol>,
}

/// What kind of file a module is.
#[derive(Clone, Debug)]
pub enum ModuleKind {
    /// A file that declares the type of its own name.
    Type {
        main: TypeDeclId,
    },
    /// No header, `main!` at top level: an app of the default platform; `echo!` is in scope.
    DefaultApp,
    App(AppHeader),
    Platform(PlatformHeader),
    Package,
    /// None of these: REPL and recovered files.
    Plain,
}

/// An app's header.
#[derive(Clone, Debug)]
pub struct AppHeader {
    /// The values that the app gives to its platform.
    pub exposes: Vec<(Symbol, Span)>,
}

/// A platform's header.
#[derive(Clone, Debug)]
pub struct PlatformHeader {
    pub requires: Vec<Required>,
    /// Linker symbol and the definition behind it, in the header's order; the order is the entry index.
    pub provides: Vec<(Symbol, Span, Option<DefRef>)>,
    /// Linker symbol and the hosted declaration, in the header's order; the order is the hosted index.
    pub hosted: Vec<(Symbol, Span, Option<DefRef>)>,
}

/// One value that a platform requires of its app.
#[derive(Clone, Debug)]
pub struct Required {
    pub name: Symbol,
    pub span: Span,
    pub annotation: AnnotationId,
    /// `[State : state] for`: the declaration (kind [`TypeKind::Required`]) and the variable of the annotation that
    /// stands for it.
    pub types: Vec<(TypeDeclId, TyVarId)>,
}

/// One canonical module.
#[derive(Clone, Debug)]
pub struct Module {
    pub id: ModuleId,
    pub file: FileId,
    /// `Stack`, `main`; as imports name it.
    pub name: Symbol,
    pub kind: ModuleKind,
    pub defs: IndexVec<DefId, Def>,
    pub types: IndexVec<TypeDeclId, TypeDecl>,
    pub where_aliases: IndexVec<WhereAliasId, WhereAlias>,
    pub exprs: IndexVec<ExprId, Expr>,
    pub expr_spans: IndexVec<ExprId, Span>,
    pub pats: IndexVec<PatId, Pat>,
    pub pat_spans: IndexVec<PatId, Span>,
    pub annos: IndexVec<AnnoId, Anno>,
    pub anno_spans: IndexVec<AnnoId, Span>,
    pub annotations: IndexVec<AnnotationId, Annotation>,
    pub ty_vars: IndexVec<TyVarId, TyVar>,
    pub locals: IndexVec<LocalId, Local>,
    pub lambdas: IndexVec<LambdaId, Lambda>,
    pub expects: Vec<Expect>,
    /// Strongly connected components of the definitions' references within this module, dependencies first.
    pub groups: Vec<Vec<DefId>>,
    /// The top-level values and types that other modules (or the platform) may name.
    pub top_level: Vec<(Symbol, DefId)>,
    pub top_types: Vec<(Symbol, TypeDeclId)>,
    /// Items of the top level with errors of syntax, in source order: what is wrong there follows from those.
    pub broken: Vec<Span>,
    pub pools: Pools,
}

/// The children lists of a module.
#[derive(Clone, Debug, Default)]
pub struct Pools {
    pub exprs: Vec<ExprId>,
    pub parts: Vec<InterpolationPart>,
    pub fields: Vec<FieldInit>,
    pub chain: Vec<ChainStep>,
    pub branches: Vec<Branch>,
    pub stmts: Vec<Stmt>,
    pub pats: Vec<PatId>,
    pub field_pats: Vec<FieldPat>,
    pub str_parts: Vec<StrPatPart>,
    pub annos: Vec<AnnoId>,
    pub anno_fields: Vec<AnnoField>,
    pub anno_tags: Vec<AnnoTag>,
    pub wheres: Vec<WhereClause>,
    pub ty_vars: Vec<TyVarId>,
    pub bytes: Vec<u8>,
}

/// A type that has a pool.
pub trait Pooled: Copy + Sized {
    /// Its pool.
    fn pool(pools: &Pools) -> &Vec<Self>;
    /// Its pool, to add to.
    fn pool_mut(pools: &mut Pools) -> &mut Vec<Self>;
}

macro_rules! pooled {
    ($($ty:ty => $field:ident),* $(,)?) => {$(
        impl Pooled for $ty {
            fn pool(pools: &Pools) -> &Vec<Self> {
                &pools.$field
            }
            fn pool_mut(pools: &mut Pools) -> &mut Vec<Self> {
                &mut pools.$field
            }
        }
    )*};
}

pooled! {
    ExprId => exprs, InterpolationPart => parts, FieldInit => fields, ChainStep => chain, Branch => branches,
    Stmt => stmts, PatId => pats, FieldPat => field_pats, StrPatPart => str_parts, AnnoId => annos,
    AnnoField => anno_fields, AnnoTag => anno_tags, WhereClause => wheres, TyVarId => ty_vars, u8 => bytes,
}

impl Pools {
    /// Adds a list; the children must be complete, as lists don't nest inside each other's ranges.
    pub fn add<T: Pooled>(&mut self, items: &[T]) -> Slice<T> {
        let pool = T::pool_mut(self);
        let start = pool.len() as u32;
        pool.extend_from_slice(items);
        Slice::new(start, items.len() as u32)
    }
}

impl Module {
    /// Whether a place is in an item that has errors of syntax, so that nothing else needs to be said of it.
    pub fn is_broken(&self, span: Span) -> bool {
        let after = self.broken.partition_point(|item| item.start <= span.start);
        span.file == self.file
            && after.checked_sub(1).is_some_and(|index| span.start < self.broken[index].end)
    }

    /// The items of a list.
    pub fn list<T: Pooled>(&self, slice: Slice<T>) -> &[T] {
        &T::pool(&self.pools)[slice.start as usize..(slice.start + slice.len) as usize]
    }
}
