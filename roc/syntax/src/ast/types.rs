//! Types as they are written.

use roc_base::Symbol;

use super::{ExprId, List, Name, TypeId};

/// A type. Its range is in [`Ast::range`](super::Ast::range).
#[derive(Clone, Copy, Debug)]
pub enum Type {
    /// `a`, `_a`: a type variable.
    Variable(Symbol),
    /// `_`: to be inferred.
    Infer,
    /// `Name`, `Mod.Name`, `pkg.Mod.Name`, `List(a)`, `Dict(k, v)`.
    Apply {
        /// Upper names, perhaps with one lower name (a package) in front.
        path: List<Name>,
        /// The types in parentheses.
        args: List<TypeId>,
    },
    /// `a, b -> c`, `() => c`.
    Function {
        /// The arguments; `()` means none.
        params: List<TypeId>,
        /// The result.
        result: TypeId,
        /// Whether the arrow is `=>`.
        effectful: bool,
    },
    /// `(a)`
    Parens(TypeId),
    /// `(a, b)`; never one item. None, `()` without an arrow, was reported.
    Tuple(List<TypeId>),
    /// `{ x : U8, y ?: U8, ..rest }`
    Record {
        /// The fields in source order.
        fields: List<TypeField>,
        /// [`Type::Open`] or [`Type::Variable`] if there is a `..`.
        extension: Option<TypeId>,
    },
    /// `[A, B(U8), ..rest]`
    TagUnion {
        /// The tags in source order.
        tags: List<TagType>,
        /// [`Type::Open`] or [`Type::Variable`] if there is a `..`.
        extension: Option<TypeId>,
    },
    /// `..` without a name, only as an extension.
    Open,
    /// Text that makes no type; reported.
    Malformed,
}

/// `name : type`, `name ?: type`, `name : type ?? default`; also `_ : type` and `_name : type`, padding in nominal
/// records.
#[derive(Clone, Copy, Debug)]
pub struct TypeField {
    /// The field; `_` and `_name` are padding.
    pub name: Name,
    /// The type.
    pub ty: TypeId,
    /// Whether it is written with `?:`.
    pub optional: bool,
    /// What follows `??`.
    pub default: Option<ExprId>,
}

/// `Tag`, `Tag(a, b)`.
#[derive(Clone, Copy, Debug)]
pub struct TagType {
    /// The tag.
    pub name: Name,
    /// The payload.
    pub args: List<TypeId>,
}

const _: () = assert!(size_of::<Type>() <= 20);
