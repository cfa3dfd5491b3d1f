//! The syntax tree of one file.
//!
//! All nodes lie in tables that the [`Ast`] owns and are named by ids: [`ExprId`], [`PatId`], [`TypeId`], [`StmtId`].
//! Nodes are small `Copy` values; where a node has many children, it holds a [`List`], a slice of one of the tree's
//! pools. Reading looks like this:
//!
//! ```
//! # use roc_syntax::ast::*;
//! fn count_calls(ast: &Ast, expr: ExprId) -> usize {
//!     match ast[expr] {
//!         Expr::Call { callee, args } => {
//!             1 + count_calls(ast, callee) + ast[args].iter().map(|&arg| count_calls(ast, arg)).sum::<usize>()
//!         }
//!         Expr::Parens(inner) => count_calls(ast, inner),
//!         _ => 0,
//!     }
//! }
//! ```
//!
//! The tree is what was written, nothing more. Parentheses, pipes, `?`, punned fields and record builders are nodes of
//! their own, operators are not yet method calls, and a name is not yet bound to anything: all sugar is left to the
//! canonical stage. Where the text made no sense there is a `Malformed` node, and a diagnostic says why.
//!
//! No tree is deeper than [`MAX_DEPTH`](crate::MAX_DEPTH) levels, chains of operators and postfixes included, so
//! stages may walk it by recursion.
//!
//! Comments and blank lines are not in the tree: they lie between the tokens, and [`crate::trivia`] finds them in the
//! text between two nodes' ranges.

mod expr;
mod header;
mod pattern;
mod statement;
mod types;

use std::fmt;
use std::marker::PhantomData;
use std::ops::Index;

use roc_base::{FileId, IndexVec, Interner, Span, Symbol, TextRange, define_id};

pub use expr::{BinaryOp, Branch, Expr, RecordField, StrPart, UnaryOp};
pub use header::{
    ConfigValue, Dependency, DependencyKind, Header, PackageHeader, PlatformHeader, RequiredAlias,
    Requirement, SymbolMapping, Target, TargetField, Targets, Text,
};
pub use pattern::{FieldPattern, Pattern, StrPatternPart};
pub use statement::{
    Exposed, FileImportKind, Import, ImportBase, ImportTarget, Stmt, TypeDecl, TypeDeclKind, WhereAlias,
    WhereClause,
};
pub use types::{TagType, Type, TypeField};

define_id! {
    /// An expression.
    pub struct ExprId;
    /// A pattern.
    pub struct PatId;
    /// A type as it is written.
    pub struct TypeId;
    /// A statement: declaration, import, expression in a block, …
    pub struct StmtId;
    /// A type declaration's details.
    pub struct TypeDeclId;
    /// A where alias's details.
    pub struct WhereAliasId;
    /// An import's details.
    pub struct ImportId;
}

/// A name at a place. The text keeps `$` in front and `!` at the end: `$total`, `echo!`.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Name {
    /// What it says.
    pub symbol: Symbol,
    /// Offset of its first byte. The name's source text is its symbol's text, so the length follows.
    pub start: u32,
}

impl Name {
    /// The bytes of the name, without a dot in front.
    pub fn range(self, names: &Interner) -> TextRange {
        TextRange::new(self.start, self.start + names.resolve(self.symbol).len() as u32)
    }
}

/// Some neighbouring items of one of the tree's pools: `ast[list]` is the slice. Eight bytes.
pub struct List<T> {
    start: u32,
    len: u32,
    item: PhantomData<fn(T)>,
}

impl<T> List<T> {
    /// No items.
    pub const EMPTY: Self = List { start: 0, len: 0, item: PhantomData };

    /// How many items there are.
    pub const fn len(self) -> usize {
        self.len as usize
    }

    /// Whether there are none.
    pub const fn is_empty(self) -> bool {
        self.len == 0
    }
}

impl<T> Clone for List<T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T> Copy for List<T> {}

impl<T> fmt::Debug for List<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "[{}; {}]", self.start, self.len)
    }
}

/// The syntax tree of one file.
#[derive(Debug)]
pub struct Ast {
    /// The file that it is of.
    pub file: FileId,
    /// `app …`, `platform …`, … if the file begins with one.
    pub header: Option<Header>,
    /// The top level, in source order.
    pub statements: List<StmtId>,
    /// The items of the top level that have errors of syntax, each up to the next item, in source order. What else is
    /// wrong there may follow from them.
    pub broken: Vec<TextRange>,
    /// Whether tokens were skipped behind a mistake, so that they are nowhere in the tree.
    pub skipped: bool,
    pub(crate) exprs: IndexVec<ExprId, Expr>,
    pub(crate) expr_ranges: IndexVec<ExprId, TextRange>,
    pub(crate) patterns: IndexVec<PatId, Pattern>,
    pub(crate) pattern_ranges: IndexVec<PatId, TextRange>,
    pub(crate) types: IndexVec<TypeId, Type>,
    pub(crate) type_ranges: IndexVec<TypeId, TextRange>,
    pub(crate) stmts: IndexVec<StmtId, Stmt>,
    pub(crate) stmt_ranges: IndexVec<StmtId, TextRange>,
    pub(crate) type_decls: IndexVec<TypeDeclId, TypeDecl>,
    pub(crate) where_aliases: IndexVec<WhereAliasId, WhereAlias>,
    pub(crate) imports: IndexVec<ImportId, Import>,
    pub(crate) pools: Pools,
}

impl Ast {
    /// An empty tree with room for what a file of so many tokens usually needs.
    pub(crate) fn new(file: FileId, tokens: usize) -> Self {
        let exprs = tokens * 2 / 5;
        Ast {
            file,
            header: None,
            statements: List::EMPTY,
            broken: Vec::new(),
            skipped: false,
            exprs: IndexVec::with_capacity(exprs),
            expr_ranges: IndexVec::with_capacity(exprs),
            patterns: IndexVec::with_capacity(tokens / 10),
            pattern_ranges: IndexVec::with_capacity(tokens / 10),
            types: IndexVec::with_capacity(tokens / 16),
            type_ranges: IndexVec::with_capacity(tokens / 16),
            stmts: IndexVec::with_capacity(tokens / 14),
            stmt_ranges: IndexVec::with_capacity(tokens / 14),
            type_decls: IndexVec::new(),
            where_aliases: IndexVec::new(),
            imports: IndexVec::new(),
            pools: Pools::with_capacity(tokens),
        }
    }

    /// The bytes of a node, from its first to its last token.
    pub fn range(&self, node: impl Node) -> TextRange {
        node.range_in(self)
    }

    /// The place of a node.
    pub fn span(&self, node: impl Node) -> Span {
        node.range_in(self).in_file(self.file)
    }

    /// The place of a name.
    pub fn name_span(&self, name: Name, names: &Interner) -> Span {
        name.range(names).in_file(self.file)
    }

    /// From the first to the last name of a path such as `Mod.Type.tag`.
    pub fn path_span(&self, path: List<Name>, names: &Interner) -> Span {
        match self[path] {
            [] => TextRange::default().in_file(self.file),
            [first, .., last] => first.range(names).to(last.range(names)).in_file(self.file),
            [only] => only.range(names).in_file(self.file),
        }
    }

    /// How many expressions there are: ids count from zero to this.
    pub fn expr_count(&self) -> usize {
        self.exprs.len()
    }

    /// How many patterns there are: ids count from zero to this.
    pub fn pattern_count(&self) -> usize {
        self.patterns.len()
    }

    /// How many types there are: ids count from zero to this.
    pub fn type_count(&self) -> usize {
        self.types.len()
    }

    /// How many statements there are, at all levels: ids count from zero to this.
    pub fn stmt_count(&self) -> usize {
        self.stmts.len()
    }
}

/// The ids that name nodes with a range: [`ExprId`], [`PatId`], [`TypeId`], [`StmtId`].
pub trait Node: Copy {
    /// The bytes of the node.
    fn range_in(self, ast: &Ast) -> TextRange;
}

/// What a [`List`] can hold; each kind has a pool of its own.
pub trait Item: Copy + Sized + 'static {
    #[doc(hidden)]
    fn pool(pools: &Pools) -> &Vec<Self>;
    #[doc(hidden)]
    fn pool_mut(pools: &mut Pools) -> &mut Vec<Self>;
}

macro_rules! nodes {
    ($($id:ident => $node:ident in $table:ident, $ranges:ident;)*) => {$(
        impl Node for $id {
            #[inline]
            fn range_in(self, ast: &Ast) -> TextRange {
                ast.$ranges[self]
            }
        }
        rows! { $id => $node in $table; }
    )*};
}

macro_rules! rows {
    ($($id:ident => $row:ident in $table:ident;)*) => {$(
        impl Index<$id> for Ast {
            type Output = $row;
            #[inline]
            fn index(&self, id: $id) -> &$row {
                &self.$table[id]
            }
        }
    )*};
}

macro_rules! pools {
    ($($item:ident in $pool:ident;)*) => {
        /// One pool for each kind of list item.
        #[doc(hidden)]
        #[derive(Default, Debug)]
        pub struct Pools {
            $($pool: Vec<$item>,)*
        }
        $(impl Item for $item {
            #[inline]
            fn pool(pools: &Pools) -> &Vec<Self> {
                &pools.$pool
            }
            #[inline]
            fn pool_mut(pools: &mut Pools) -> &mut Vec<Self> {
                &mut pools.$pool
            }
        })*
    };
}

nodes! {
    ExprId => Expr in exprs, expr_ranges;
    PatId => Pattern in patterns, pattern_ranges;
    TypeId => Type in types, type_ranges;
    StmtId => Stmt in stmts, stmt_ranges;
}

rows! {
    TypeDeclId => TypeDecl in type_decls;
    WhereAliasId => WhereAlias in where_aliases;
    ImportId => Import in imports;
}

pools! {
    ExprId in exprs;
    PatId in patterns;
    TypeId in types;
    StmtId in stmts;
    Name in names;
    RecordField in fields;
    Branch in branches;
    StrPart in str_parts;
    FieldPattern in field_patterns;
    StrPatternPart in str_pattern_parts;
    TypeField in type_fields;
    TagType in tags;
    WhereClause in where_clauses;
    Exposed in exposed;
}

impl<T: Item> Index<List<T>> for Ast {
    type Output = [T];
    #[inline]
    fn index(&self, list: List<T>) -> &[T] {
        &T::pool(&self.pools)[list.start as usize..][..list.len as usize]
    }
}

impl Pools {
    /// Empty pools with room for what a file of so many tokens usually needs.
    fn with_capacity(tokens: usize) -> Self {
        Pools {
            exprs: Vec::with_capacity(tokens / 8),
            patterns: Vec::with_capacity(tokens / 20),
            types: Vec::with_capacity(tokens / 30),
            stmts: Vec::with_capacity(tokens / 14),
            names: Vec::with_capacity(tokens / 10),
            str_parts: Vec::with_capacity(tokens / 16),
            ..Pools::default()
        }
    }

    /// Moves the items of `stack` from `from` on into their pool.
    #[inline]
    pub(crate) fn take<T: Item>(&mut self, stack: &mut Vec<T>, from: usize) -> List<T> {
        let items = stack.get(from..).unwrap_or_default();
        let pool = T::pool_mut(self);
        let list = List { start: pool.len() as u32, len: items.len() as u32, item: PhantomData };
        pool.extend_from_slice(items);
        stack.truncate(from);
        list
    }
}
