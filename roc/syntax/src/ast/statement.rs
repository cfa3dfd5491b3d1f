//! Statements: declarations, imports and what stands in a block.

use super::header::Text;
use super::{ExprId, ImportId, List, Name, PatId, StmtId, TypeDeclId, TypeId, WhereAliasId};

/// A statement at the top level, in an associated block or in a body. Its range is in
/// [`Ast::range`](super::Ast::range).
///
/// The parser reports statements where they may not be (`var` or a bare expression outside of a body, `import` in a
/// body) and still builds them.
#[derive(Clone, Copy, Debug)]
pub enum Stmt {
    /// `name = expr`, `(a, b) = expr`, `_ = expr`, and the assignment `$name = expr`.
    Value {
        /// What is defined; for a plain definition a [`Pattern::Name`](super::Pattern::Name).
        pattern: PatId,
        /// The value.
        value: ExprId,
    },
    /// `name : type where […]`. It belongs to the definition of the same name directly after it, if there is one.
    Annotation {
        /// What is annotated.
        name: Name,
        /// The type.
        ty: TypeId,
        /// The constraints.
        constraints: List<WhereClause>,
    },
    /// `var $name = expr`, `var $name`.
    Var {
        /// The reassignable name; usually, but not always, with a `$`.
        name: Name,
        /// The first value.
        value: Option<ExprId>,
    },
    /// `var $name : type`; belongs to the `var` directly after it.
    VarAnnotation {
        /// The reassignable name.
        name: Name,
        /// The type.
        ty: TypeId,
    },
    /// `Name(a) : type`, `Name := type.{ … }`, `Name :: type.{ … }`.
    TypeDecl(TypeDeclId),
    /// `a.Name : where […]`
    WhereAlias(WhereAliasId),
    /// `expect expr`
    Expect(ExprId),
    /// `import …`
    Import(ImportId),
    /// An expression, also `for`, `while`, `return`, `crash`, `dbg`, `break`.
    Expr(ExprId),
    /// Text that makes no statement; reported.
    Malformed,
}

/// What the sign of a type declaration makes of it.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum TypeDeclKind {
    /// `:` gives a type another name.
    Alias,
    /// `:=` makes a new type.
    Nominal,
    /// `::` makes a new type whose inside only its own module sees.
    Opaque,
}

/// `Name(params) := body where […].{ items }`.
#[derive(Clone, Copy, Debug)]
pub struct TypeDecl {
    /// The declared name.
    pub name: Name,
    /// Lower names, `_name` or `_`.
    pub params: List<Name>,
    /// Alias, nominal or opaque.
    pub kind: TypeDeclKind,
    /// The aliased or backing type.
    pub body: TypeId,
    /// Constraints, which are not allowed in most declarations: *Where Clause Not Allowed In Type Declaration*.
    pub constraints: List<WhereClause>,
    /// What stands in `.{ … }`.
    pub items: List<StmtId>,
}

/// `receiver.Name(params) : where […]`.
#[derive(Clone, Copy, Debug)]
pub struct WhereAlias {
    /// The type variable that is constrained.
    pub receiver: Name,
    /// The declared name.
    pub name: Name,
    /// Lower names, `_name` or `_`.
    pub params: List<Name>,
    /// The constraints.
    pub constraints: List<WhereClause>,
}

/// One constraint of a `where` list.
#[derive(Clone, Copy, Debug)]
pub enum WhereClause {
    /// `a.method : type`
    Method {
        /// The type variable.
        receiver: Name,
        /// The method.
        method: Name,
        /// The method's type.
        ty: TypeId,
    },
    /// `a.Ordered`, `a.WriteTo(out)`
    Alias {
        /// The type variable.
        receiver: Name,
        /// The where alias: upper names.
        path: List<Name>,
        /// Its arguments.
        args: List<TypeId>,
    },
}

/// `import target as alias exposing [exposed]`.
#[derive(Clone, Copy, Debug)]
pub struct Import {
    /// What is imported.
    pub target: ImportTarget,
    /// The upper name after `as`.
    pub alias: Option<Name>,
    /// What stands after `exposing`.
    pub exposing: List<Exposed>,
}

/// What an import names.
#[derive(Clone, Copy, Debug)]
pub enum ImportTarget {
    /// `pf.Stdout`, `json.Doc.Node`
    Package {
        /// The package's name in the header.
        package: Name,
        /// A module and types nested in it: one or more upper names.
        path: List<Name>,
    },
    /// `Shape`, `./Geo/Shape`, `../Common/Id`, `/Api/V1`, `Shape.Corner`
    Local {
        /// Where the path starts.
        base: ImportBase,
        /// The folders.
        folders: List<Name>,
        /// A module and types nested in it: one or more upper names.
        path: List<Name>,
    },
    /// `import "data.txt" as text : Str`
    File {
        /// The path as written, decoded.
        path: Text,
        /// The value that the content is bound to.
        name: Name,
        /// What the content becomes.
        kind: FileImportKind,
    },
    /// No sense could be made of it; reported.
    Malformed,
}

/// Where a local import's path starts.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum ImportBase {
    /// The importing file's folder.
    Here,
    /// The package's root: `/`.
    Root,
    /// So many folders up: `../` is one.
    Up(u32),
}

/// What a file import gives.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum FileImportKind {
    /// `Str`
    Str,
    /// `List(U8)`
    Bytes,
}

/// An entry of an exposing or header list: `parse`, `Node as N2`, `Sub.*`, `Type.item as it`.
#[derive(Clone, Copy, Debug)]
pub struct Exposed {
    /// One or more names; only the last may be a lower one.
    pub path: List<Name>,
    /// Whether `.*` follows.
    pub all: bool,
    /// The name after `as`.
    pub alias: Option<Name>,
}

const _: () = assert!(size_of::<Stmt>() <= 24);
