//! Patterns as they are written.

use roc_base::Symbol;

use super::{List, Name, PatId};

/// A pattern. Its range is in [`Ast::range`](super::Ast::range).
#[derive(Clone, Copy, Debug)]
pub enum Pattern {
    /// `_`
    Wildcard,
    /// `name`, `_name`, `$name`. At the left of `=`, `$name` assigns to a `var` instead of binding.
    Name(Symbol),
    /// `var $name`: binds a reassignable name.
    Var(Name),
    /// As [`Expr::Number`](super::Expr::Number).
    Number {
        /// Source text of the number alone.
        text: Symbol,
        /// The type after the dot.
        suffix: Option<Name>,
    },
    /// `"text"`, `"key=${value}"`.
    Str(List<StrPatternPart>),
    /// `'x'`
    Char(char),
    /// `Tag`, `Tag(p, q)`, `Type.Tag(p)`.
    Tag {
        /// Upper names only.
        path: List<Name>,
        /// The patterns in parentheses.
        args: List<PatId>,
    },
    /// `Type.(p)`, `Type.(p, q)`, `Type.{ f, g: p }`.
    Nominal {
        /// The type's path.
        path: List<Name>,
        /// [`Pattern::Parens`], [`Pattern::Tuple`] or [`Pattern::Record`], as it is written behind the dot.
        backing: PatId,
    },
    /// `(p)`
    Parens(PatId),
    /// `(p, q)`; never one item. None is to be reported as *Empty Tuple Not Allowed*.
    Tuple(List<PatId>),
    /// `[p, .. as rest, q]`: an item may be a [`Pattern::Rest`]. That there is at most one is for the canonical stage
    /// to check.
    List(List<PatId>),
    /// `{ a, b: p, ..rest }`
    Record {
        /// The fields in source order.
        fields: List<FieldPattern>,
        /// A [`Pattern::Rest`] if there is a `..`.
        rest: Option<PatId>,
    },
    /// `..`, `.. as name` inside a list; `..`, `..name` inside a record. Nowhere else.
    Rest(Option<Name>),
    /// `p | q | r`: two or more.
    Alternatives(List<PatId>),
    /// `p as name`
    As {
        /// The pattern.
        pattern: PatId,
        /// What the whole value is bound to.
        name: Name,
    },
    /// Text that makes no pattern; reported.
    Malformed,
}

/// A piece of a string pattern.
#[derive(Clone, Copy, Debug)]
pub enum StrPatternPart {
    /// Decoded text, not empty.
    Text(Symbol),
    /// `${name}`: a [`Pattern::Name`] or [`Pattern::Wildcard`].
    Capture(PatId),
}

/// `name: pattern`, or `name` alone, which binds the name.
#[derive(Clone, Copy, Debug)]
pub struct FieldPattern {
    /// The field.
    pub name: Name,
    /// The pattern, if one is written.
    pub pattern: Option<PatId>,
}

const _: () = assert!(size_of::<Pattern>() <= 24);
