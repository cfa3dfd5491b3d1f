//! The operations that Roc code cannot express: what the annotation-only declarations of the Builtin module mean.
//!
//! Each has a name, as Builtin declares it (`Str.concat`, `I64.plus`, `Intrinsic.u8_parse`), and is carried out in one
//! of three [ways](How). This table is the only place that lists them: the compiler looks names up in it, images carry
//! indices into it, `roc_shim_builtins` has a function for each row that is a [`How::Function`].
//!
//! Arguments lie as a C struct in the order of the declaration, each at its natural alignment ([`LowLevel::frame`]).
//! An owned argument is consumed; a borrowed one stays the caller's. The result is owned by the caller.
//!
//! Must not know: how anything is carried out.

mod table;

pub use table::Op;

use Domain::{Numbers, Private};
use Ty::*;
use core::fmt;
use table::ROWS;

/// A number type.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
#[repr(u8)]
#[allow(missing_docs, reason = "named after the types")]
pub enum Num {
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
    F32,
    F64,
    /// A 128-bit count of 10⁻¹⁸.
    Dec,
}

use Num::*;

impl Num {
    /// All types, in the order of their indices.
    pub const ALL: [Num; 13] = [U8, I8, U16, I16, U32, I32, U64, I64, U128, I128, F32, F64, Dec];

    /// The name in Roc.
    pub const fn name(self) -> &'static str {
        self.names().0
    }

    /// The name in method names: `u8` of `to_u8`.
    pub const fn lower_name(self) -> &'static str {
        self.names().1
    }

    const fn names(self) -> (&'static str, &'static str) {
        match self {
            U8 => ("U8", "u8"),
            I8 => ("I8", "i8"),
            U16 => ("U16", "u16"),
            I16 => ("I16", "i16"),
            U32 => ("U32", "u32"),
            I32 => ("I32", "i32"),
            U64 => ("U64", "u64"),
            I64 => ("I64", "i64"),
            U128 => ("U128", "u128"),
            I128 => ("I128", "i128"),
            F32 => ("F32", "f32"),
            F64 => ("F64", "f64"),
            Dec => ("Dec", "dec"),
        }
    }

    /// Bytes of a value, which is also its alignment.
    pub const fn size(self) -> usize {
        match self {
            U8 | I8 => 1,
            U16 | I16 => 2,
            U32 | I32 | F32 => 4,
            U64 | I64 | F64 => 8,
            U128 | I128 | Dec => 16,
        }
    }

    /// Whether values can be negative.
    pub const fn is_signed(self) -> bool {
        !matches!(self, U8 | U16 | U32 | U64 | U128)
    }

    /// Whether it is one of the ten integer types.
    pub const fn is_integer(self) -> bool {
        !matches!(self, F32 | F64 | Dec)
    }

    /// Whether it is `F32` or `F64`.
    pub const fn is_float(self) -> bool {
        matches!(self, F32 | F64)
    }
}

/// How an operation is carried out.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum How {
    /// By the runtime function of the same index.
    Function,
    /// By instructions that the compiler chooses; there is no runtime function.
    Instruction,
    /// By a function that the compiler makes for the type at hand.
    Generated,
}

/// Who releases an argument.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Ownership {
    /// The operation.
    Owned,
    /// The caller, later.
    Borrowed,
}

/// The type of an argument or a result, as far as its layout goes.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Ty {
    /// The number type that the operation belongs to.
    This,
    /// A number type.
    Number(Num),
    /// 0 or 1.
    Bool,
    /// `{}`
    Unit,
    /// A string.
    Str,
    /// A list of elements of the operation's element layout.
    List,
    /// A list of `U8`.
    Bytes,
    /// A list of `U64`.
    Words,
    /// A list of `Str`.
    Strs,
    /// One value of the operation's element layout.
    Element,
    /// The tuple `(This, U8)` or `(This, Bool)`: the byte follows the number directly.
    Checked,
    /// The tuple `(List, Element)`: the element comes first where its alignment is larger than 8.
    ListAndElement,
    /// `Box` of any type.
    Box,
    /// Any type.
    Any,
}

/// An argument of an operation.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Arg {
    /// Its type.
    pub ty: Ty,
    /// Who releases it. Without meaning for what isn't counted.
    pub ownership: Ownership,
}

/// Which type an operation belongs to.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Domain {
    /// One type, by name.
    Type(&'static str),
    /// Several number types, each with one operation of this name.
    Numbers(&'static [Num]),
    /// The same, named `Intrinsic.<type>_<name>`, which programs cannot name.
    Private(&'static [Num]),
}

impl Domain {
    fn is_type(self, name: &str) -> bool {
        matches!(self, Domain::Type(ty) if ty == name)
    }

    const fn len(self) -> usize {
        match self {
            Domain::Type(_) => 1,
            Domain::Numbers(nums) | Domain::Private(nums) => nums.len(),
        }
    }
}

/// Where an operation's element layout comes from.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum ElementOf {
    /// The element of the list that is this argument.
    ArgList(usize),
    /// This argument's own layout.
    Arg(usize),
    /// The element of the list that is the result.
    ResultList,
}

/// An operation without its number type: a row of the table, at the index of its [`Op`].
struct Row {
    op: Op,
    domain: Domain,
    name: &'static str,
    args: &'static [Arg],
    result: Ty,
    how: How,
    crashes: bool,
}

/// Where an operation's arguments and result lie.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Frame {
    /// Offsets of the arguments from the first one; as many as there are arguments.
    pub offsets: [usize; MAX_ARGS],
    /// Bytes of all arguments, not rounded up.
    pub args_size: usize,
    /// Bytes of the result.
    pub result_size: usize,
    /// Alignment that the arguments and the result need.
    pub align: usize,
}

/// The most arguments that an operation has.
pub const MAX_ARGS: usize = 4;

/// An operation: an [`Op`] with the number type that it is for, where there are several.
///
/// [`LowLevel::index`] is what images carry; [`DIGEST`] changes whenever the meaning of indices does.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct LowLevel(u16);

/// For each index its operation and number type.
const TABLE: [(Op, Option<Num>); LowLevel::COUNT] = {
    let mut table = [(Op::StrConcat, None); LowLevel::COUNT];
    let (mut index, mut row) = (0, 0);
    while row < ROWS.len() {
        let mut member = 0;
        while member < ROWS[row].domain.len() {
            table[index] = match ROWS[row].domain {
                Domain::Type(_) => (ROWS[row].op, None),
                Numbers(nums) | Private(nums) => (ROWS[row].op, Some(nums[member])),
            };
            index += 1;
            member += 1;
        }
        row += 1;
    }
    table
};

/// A digest over the table: an image made with another one must not be run.
pub const DIGEST: u32 = {
    const fn fold(digest: u32, byte: u8) -> u32 {
        (digest ^ byte as u32).wrapping_mul(0x0100_0193)
    }
    let (mut digest, mut row) = (0x811c_9dc5, 0);
    while row < ROWS.len() {
        let name = ROWS[row].name.as_bytes();
        let mut at = 0;
        while at < name.len() {
            digest = fold(digest, name[at]);
            at += 1;
        }
        digest = fold(digest, ROWS[row].domain.len() as u8);
        digest = fold(digest, ROWS[row].args.len() as u8);
        digest = fold(digest, ROWS[row].how as u8);
        row += 1;
    }
    digest
};

impl LowLevel {
    /// How many there are; indices are below.
    pub const COUNT: usize = {
        let (mut count, mut row) = (0, 0);
        while row < ROWS.len() {
            count += ROWS[row].domain.len();
            row += 1;
        }
        count
    };

    /// All of them, in the order of their indices.
    pub fn all() -> impl Iterator<Item = LowLevel> {
        (0..Self::COUNT as u16).map(LowLevel)
    }

    /// The one with this index, if it is in the table.
    pub const fn from_index(index: u16) -> Option<Self> {
        if (index as usize) < Self::COUNT { Some(Self(index)) } else { None }
    }

    /// Position in the table.
    pub const fn index(self) -> u16 {
        self.0
    }

    /// The operation `op`, for the number type `num` if it belongs to several.
    pub fn new(op: Op, num: Option<Num>) -> Option<Self> {
        TABLE.iter().position(|&row| row == (op, num)).map(|index| Self(index as u16))
    }

    /// The operation that Builtin declares under this dotted name.
    pub fn by_name(name: &str) -> Option<Self> {
        let (ty, item) = name.split_once('.')?;
        if ty == "Intrinsic"
            && let Some((num, item)) = item.split_once('_')
            && let Some(num) = Num::ALL.into_iter().find(|n| n.lower_name() == num)
        {
            return Self::find(|row| matches!(row.domain, Private(_)) && row.name == item, Some(num));
        }
        let Some(num) = Num::ALL.into_iter().find(|n| n.name() == ty) else {
            return Self::find(|row| row.domain.is_type(ty) && row.name == item, None);
        };
        let conversion = if num.is_integer() { item.strip_suffix("_wrap").unwrap_or(item) } else { item };
        Self::find(|row| row.domain.is_type(ty) && row.name == item, None)
            .or_else(|| Self::find(|row| matches!(row.domain, Numbers(_)) && row.name == item, Some(num)))
            .or_else(|| Self::find(|row| row.op.target().is_some() && row.name == conversion, Some(num)))
    }

    fn find(matches: impl Fn(&Row) -> bool, num: Option<Num>) -> Option<Self> {
        ROWS.iter().filter(|row| matches(row)).find_map(|row| Self::new(row.op, num))
    }

    fn row(self) -> &'static Row {
        &ROWS[self.op() as usize]
    }

    /// The operation.
    pub const fn op(self) -> Op {
        TABLE[self.0 as usize].0
    }

    /// The number type that it is for, where the operation belongs to several.
    pub const fn num(self) -> Option<Num> {
        TABLE[self.0 as usize].1
    }

    /// How it is carried out.
    pub fn how(self) -> How {
        self.row().how
    }

    /// The arguments, in order.
    pub fn args(self) -> &'static [Arg] {
        self.row().args
    }

    /// The result.
    pub fn result(self) -> Ty {
        self.row().result
    }

    /// Whether it can end in a crash, be it for want of memory.
    pub fn can_crash(self) -> bool {
        let quiet = self.num().is_some_and(Num::is_float) && self.result() == This && self.op() != Op::Sqrt;
        self.row().crashes && !quiet
    }

    /// For the conversions between integer types: from which type to which.
    pub fn conversion(self) -> Option<(Num, Num)> {
        self.num().zip(self.op().target())
    }

    /// Where the element layout comes from that the operation needs; `None` where it needs none.
    pub fn element(self) -> Option<ElementOf> {
        let at = |ty| self.args().iter().position(|arg| arg.ty == ty);
        let result = (self.result() == List).then_some(ElementOf::ResultList);
        at(List).map(ElementOf::ArgList).or(at(Element).map(ElementOf::Arg)).or(result)
    }

    /// Where arguments and result lie, for elements of this size and alignment (0 and 1 where there are none).
    /// `None` for operations whose arguments can be of any layout.
    pub fn frame(self, element_size: usize, element_align: usize) -> Option<Frame> {
        let shape = |ty| self.shape(ty, element_size, element_align);
        let mut frame = Frame { offsets: [0; MAX_ARGS], args_size: 0, result_size: 0, align: 1 };
        for (arg, offset) in self.args().iter().zip(&mut frame.offsets) {
            let (size, align) = shape(arg.ty)?;
            *offset = frame.args_size.next_multiple_of(align);
            frame.args_size = *offset + size;
            frame.align = frame.align.max(align);
        }
        let (size, align) = shape(self.result())?;
        frame.result_size = size;
        frame.align = frame.align.max(align);
        Some(frame)
    }

    /// Size and alignment.
    fn shape(self, ty: Ty, element_size: usize, element_align: usize) -> Option<(usize, usize)> {
        let number = |num: Num| (num.size(), num.size());
        Some(match ty {
            This => number(self.num()?),
            Number(num) => number(num),
            Bool => (1, 1),
            Unit => (0, 1),
            Str | List | Bytes | Words | Strs => (24, 8),
            Element => (element_size, element_align),
            Checked => (2 * self.num()?.size(), self.num()?.size()),
            ListAndElement => {
                let align = element_align.max(8);
                ((24 + element_size).next_multiple_of(align), align)
            }
            Ty::Box => (8, 8),
            Any => return None,
        })
    }
}

impl Op {
    /// The type that an integer conversion leads to.
    fn target(self) -> Option<Num> {
        Some(match self {
            Op::ToU8 => U8,
            Op::ToI8 => I8,
            Op::ToU16 => U16,
            Op::ToI16 => I16,
            Op::ToU32 => U32,
            Op::ToI32 => I32,
            Op::ToU64 => U64,
            Op::ToI64 => I64,
            Op::ToU128 => U128,
            Op::ToI128 => I128,
            _ => return None,
        })
    }
}

/// The name, as Builtin declares it.
impl fmt::Display for LowLevel {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let name = self.row().name;
        match (self.row().domain, self.num()) {
            (Private(_), Some(num)) => write!(f, "Intrinsic.{}_{name}", num.lower_name()),
            (_, Some(num)) => write!(f, "{}.{name}", num.name()),
            (Domain::Type(ty), None) => write!(f, "{ty}.{name}"),
            (_, None) => f.write_str(name),
        }
    }
}

impl fmt::Debug for LowLevel {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

#[cfg(test)]
mod tests {
    extern crate std;

    use super::*;
    use std::string::ToString;

    #[test]
    fn names_find_their_operations() {
        for low_level in LowLevel::all() {
            assert_eq!(LowLevel::by_name(&low_level.to_string()), Some(low_level), "{low_level}");
            assert_eq!(LowLevel::from_index(low_level.index()), Some(low_level));
            assert!(low_level.args().len() <= MAX_ARGS, "{low_level}");
        }
        let conversion = |name| LowLevel::by_name(name).and_then(LowLevel::conversion);
        assert_eq!(conversion("I64.to_u8_wrap"), Some((I64, U8)));
        assert_eq!(conversion("U8.to_i128"), Some((U8, I128)));
        for wrong in [
            "Str",
            "Str.nothing",
            "U8.negate",
            "F64.plus_wrap",
            "F64.to_u8_wrap",
            "Intrinsic.plus",
            "U8.parse",
        ] {
            assert_eq!(LowLevel::by_name(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn frames_are_c_structs() {
        let frame = |name, size, align| LowLevel::by_name(name).unwrap().frame(size, align).unwrap();
        let swap = frame("Intrinsic.list_set_unchecked", 16, 16);
        assert_eq!(
            (swap.offsets, swap.args_size, swap.result_size, swap.align),
            ([0, 24, 32, 0], 48, 24, 16)
        );
        let repeat = frame("List.repeat", 3, 1);
        assert_eq!((repeat.offsets, repeat.args_size), ([0, 8, 0, 0], 16));
        assert_eq!(frame("Intrinsic.u16_parse", 0, 1).result_size, 4);
        assert_eq!(frame("Intrinsic.list_take_unchecked", 4, 4).result_size, 32);
    }
}
