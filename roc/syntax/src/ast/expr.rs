//! Expressions as they are written.

use roc_base::Symbol;

use super::{ExprId, List, Name, PatId, StmtId};

/// An expression. Its range is in [`Ast::range`](super::Ast::range).
#[derive(Clone, Copy, Debug)]
pub enum Expr {
    /// `5`, `-1_000`, `0xFF`, `1.5e3`, with a type: `5.U8`, `1.5.Dec`.
    ///
    /// `text` is the source text without the suffix: with a minus directly in front, base prefix and underscores; see
    /// [`Number::parse`](crate::Number::parse). The glued suffix of `12u64` arrives here as `U64`.
    Number {
        /// Source text of the number alone.
        text: Symbol,
        /// The type after the dot.
        suffix: Option<Name>,
    },
    /// `"text"`, `"sum: ${a + b}"`, `"x".Path`, and lines of `\\text`, which are joined by `\n`.
    ///
    /// Escapes are decoded. An empty string has no parts; neighbouring texts are one part.
    Str {
        /// Texts and interpolated expressions in order.
        parts: List<StrPart>,
        /// The type after the dot.
        suffix: Option<Name>,
    },
    /// `'x'`, `'\n'`: a number literal whose value is the code point.
    Char(char),
    /// `name`, `_name`, `$name`, `name!`. Not qualified.
    Name(Symbol),
    /// `Str.trim`, `Mod.Type.item`: upper names, then one lower name; at least two names.
    ///
    /// The first lower name after an upper path always belongs to the path, even on the next line, so `Str.trim(x)`
    /// is a call of this and never a method call on a tag; `(Tag).m()` is one.
    Qualified(List<Name>),
    /// `Ok`, `Color.Red`, `Mod.Color.Red`: upper names only. `Ok(1)` is a call of this. Whether the names before the
    /// last are types or modules is for the canonical stage to find out.
    Tag(List<Name>),
    /// `[a, b]`.
    List(List<ExprId>),
    /// `(a, b)`. Never one item, that is [`Expr::Parens`]; `()` has none and must be reported as
    /// *Empty Tuple Not Allowed*.
    Tuple(List<ExprId>),
    /// `(a)`. Kept since it ends chains of `.?` and tells `(r.f)(x)` from `r.f(x)`.
    Parens(ExprId),
    /// `{}`, `{ x: 1, y }`, `{ ..r, x: 1 }`. `{ x }` alone is a block, except as a record field's value and as a
    /// statement.
    Record {
        /// The fields in source order; duplicates are still in.
        fields: List<RecordField>,
        /// The record after `..`.
        base: Option<ExprId>,
    },
    /// `{ a: p, b: q }.Type`: to be combined with `Type.map2`.
    Builder {
        /// The fields in source order.
        fields: List<RecordField>,
        /// The type's path.
        path: List<Name>,
    },
    /// `Type.{ x: 1 }`, `Type.(v)`, `Type.(v, w)`.
    Nominal {
        /// The type's path.
        path: List<Name>,
        /// [`Expr::Record`], [`Expr::Parens`] or [`Expr::Tuple`], as it is written behind the dot.
        backing: ExprId,
    },
    /// `{ a = 1 …; a }`: the value is that of the last statement if it is an expression.
    Block(List<StmtId>),
    /// `|a, b| body`.
    Lambda {
        /// The parameters.
        params: List<PatId>,
        /// The body.
        body: ExprId,
    },
    /// `if c a else b`.
    If {
        /// The condition.
        condition: ExprId,
        /// What follows the condition.
        then: ExprId,
        /// What follows `else`.
        otherwise: Option<ExprId>,
    },
    /// `match subject { branches }`.
    Match {
        /// The value to look at.
        subject: ExprId,
        /// The branches in order; none was reported as *Empty Match*.
        branches: List<Branch>,
    },
    /// `-a`, `!a`. A minus in front of a literal's digits belongs to the [`Expr::Number`].
    Unary {
        /// Which.
        op: UnaryOp,
        /// The operand with its postfixes.
        operand: ExprId,
    },
    /// `a + b` and all other binary operators, also `and`, `or`, `??`, `?` and ranges.
    Binary {
        /// Which.
        op: BinaryOp,
        /// The left operand.
        left: ExprId,
        /// The right operand.
        right: ExprId,
    },
    /// `f(a, b)`, `Ok(a)`, `(r.f)(a)`.
    Call {
        /// What is called; never a [`Expr::Field`], since `r.f(a)` is a method call.
        callee: ExprId,
        /// The arguments.
        args: List<ExprId>,
    },
    /// `a.name(b)`: always a method call, whatever the types are.
    MethodCall {
        /// What stands before the dot.
        receiver: ExprId,
        /// The method.
        name: Name,
        /// The arguments in parentheses.
        args: List<ExprId>,
    },
    /// `r.name`.
    Field {
        /// The record.
        record: ExprId,
        /// The field.
        name: Name,
    },
    /// `r.?name`: a chain of fields with at least one of these gives one flat `Try`.
    OptionalField {
        /// The record.
        record: ExprId,
        /// The field.
        name: Name,
    },
    /// `t.0`.
    TupleElement {
        /// The tuple.
        tuple: ExprId,
        /// The index; one that does not fit is `u32::MAX`.
        index: u32,
    },
    /// `a?` without a space: early return of an `Err`.
    Try(ExprId),
    /// `x |> f(a)`, `x->f(a)`: means `f(x, a)`.
    ///
    /// The target is taken apart already: `x |> f` and `x |> f()` have callee `f` and no arguments; `x |> f(a).g()` has
    /// callee `f(a).g()`; `x |> f(a) .g()` is a method call on the pipe `x |> f(a)`.
    Pipe {
        /// The first argument.
        argument: ExprId,
        /// The function.
        callee: ExprId,
        /// The other arguments.
        args: List<ExprId>,
    },
    /// `dbg a`.
    Dbg(ExprId),
    /// `crash "…"`. That the operand is a string is for the canonical stage to check.
    Crash(ExprId),
    /// `return a`.
    Return(ExprId),
    /// `break`.
    Break,
    /// `for pattern in items body`.
    For {
        /// Binds each item.
        pattern: PatId,
        /// The collection.
        items: ExprId,
        /// The body, normally a block.
        body: ExprId,
    },
    /// `while condition body`; only ever the expression of a statement.
    While {
        /// The condition.
        condition: ExprId,
        /// The body, normally a block.
        body: ExprId,
    },
    /// `...`: not written yet, crashes when reached.
    Ellipsis,
    /// Text that makes no expression; reported.
    Malformed,
}

/// A piece of a string literal.
#[derive(Clone, Copy, Debug)]
pub enum StrPart {
    /// Decoded text, not empty.
    Text(Symbol),
    /// `${expr}`.
    Interpolation(ExprId),
}

/// `name: value`, or `name` alone, which means `name: name`.
#[derive(Clone, Copy, Debug)]
pub struct RecordField {
    /// The field.
    pub name: Name,
    /// The value, if one is written.
    pub value: Option<ExprId>,
}

/// `pattern if guard => body`.
#[derive(Clone, Copy, Debug)]
pub struct Branch {
    /// The pattern; alternatives are one [`Pattern::Alternatives`](super::Pattern::Alternatives).
    pub pattern: PatId,
    /// The condition after `if`.
    pub guard: Option<ExprId>,
    /// The result.
    pub body: ExprId,
}

/// A prefix operator.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum UnaryOp {
    /// `-`
    Negate,
    /// `!`
    Not,
}

/// A binary operator.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum BinaryOp {
    /// `*`
    Multiply,
    /// `/`
    Divide,
    /// `//`
    DivideTrunc,
    /// `%`
    Remainder,
    /// `+`
    Add,
    /// `-`
    Subtract,
    /// `??`: the value of an `Ok`, else the right operand.
    Default,
    /// `a ? h` with a space before: early return of an `Err` whose value is first mapped by `h`.
    MapError,
    /// `==`
    Equal,
    /// `!=`
    NotEqual,
    /// `<`
    Less,
    /// `>`
    Greater,
    /// `<=`
    LessEqual,
    /// `>=`
    GreaterEqual,
    /// `and`
    And,
    /// `or`
    Or,
    /// `..<`. A range as operand of a range, without parentheses, is to be reported as *Chained Range*.
    RangeExclusive,
    /// `..=`, likewise.
    RangeInclusive,
}

impl BinaryOp {
    /// How it is written.
    pub const fn as_str(self) -> &'static str {
        match self {
            BinaryOp::Multiply => "*",
            BinaryOp::Divide => "/",
            BinaryOp::DivideTrunc => "//",
            BinaryOp::Remainder => "%",
            BinaryOp::Add => "+",
            BinaryOp::Subtract => "-",
            BinaryOp::Default => "??",
            BinaryOp::MapError => "?",
            BinaryOp::Equal => "==",
            BinaryOp::NotEqual => "!=",
            BinaryOp::Less => "<",
            BinaryOp::Greater => ">",
            BinaryOp::LessEqual => "<=",
            BinaryOp::GreaterEqual => ">=",
            BinaryOp::And => "and",
            BinaryOp::Or => "or",
            BinaryOp::RangeExclusive => "..<",
            BinaryOp::RangeInclusive => "..=",
        }
    }

    /// Whether it makes a range.
    pub const fn is_range(self) -> bool {
        matches!(self, BinaryOp::RangeExclusive | BinaryOp::RangeInclusive)
    }
}

const _: () = assert!(size_of::<Expr>() <= 24);
