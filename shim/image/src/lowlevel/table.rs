//! The table's rows: one a line, with the arguments (`own` is consumed, `use` is borrowed) and the result.

use super::Domain::{Numbers, Private};
use super::Num::*;
use super::Ty::*;
use super::{Arg, Domain, How, Num, Ownership, Row, Ty};

const INTS: &[Num] = &[U8, I8, U16, I16, U32, I32, U64, I64, U128, I128];
const SIGNED: &[Num] = &[I8, I16, I32, I64, I128, Dec];
const FLOATS: &[Num] = &[F32, F64];
const DEC_FLOATS: &[Num] = &[F32, F64, Dec];
const INTS_DEC: &[Num] = &[U8, I8, U16, I16, U32, I32, U64, I64, U128, I128, Dec];
const ALL: &[Num] = &Num::ALL;
const NOT_F64: &[Num] = &[U8, I8, U16, I16, U32, I32, U64, I64, U128, I128, F32, Dec];

macro_rules! operations {
    ($($op:ident: $domain:expr, $name:literal, ($($own:ident $ty:expr),*) -> $result:expr, $how:ident $($crash:ident)?;)*) => {
        /// An operation without its number type.
        #[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
        #[repr(u8)]
        #[allow(missing_docs, reason = "described by the table and by the declarations in Builtin")]
        pub enum Op { $($op),* }

        pub(super) const ROWS: &[Row] = &[$(Row {
            op: Op::$op,
            domain: $domain,
            name: $name,
            args: &[$(Arg { ty: $ty, ownership: operations!(@$own) }),*],
            result: $result,
            how: How::$how,
            crashes: false $(|| operations!(@$crash))?,
        }),*];
    };
    (@own) => { Ownership::Owned };
    (@use) => { Ownership::Borrowed };
    (@crash) => { true };
}

const STR: Domain = Domain::Type("Str");
const LIST: Domain = Domain::Type("List");
const INTRINSIC: Domain = Domain::Type("Intrinsic");
const U64_: Ty = Ty::Number(U64);
const BYTE: Ty = Ty::Number(U8);

operations! {
    // Str
    StrConcat: STR, "concat", (own Str, use Str) -> Str, Function crash;
    StrIsEq: STR, "is_eq", (use Str, use Str) -> Bool, Function;
    StrIsEmpty: STR, "is_empty", (use Str) -> Bool, Function;
    StrCountUtf8Bytes: STR, "count_utf8_bytes", (use Str) -> U64_, Function;
    StrContains: STR, "contains", (use Str, use Str) -> Bool, Function;
    StrStartsWith: STR, "starts_with", (use Str, use Str) -> Bool, Function;
    StrEndsWith: STR, "ends_with", (use Str, use Str) -> Bool, Function;
    StrCaselessAsciiEquals: STR, "caseless_ascii_equals", (use Str, use Str) -> Bool, Function;
    StrTrim: STR, "trim", (own Str) -> Str, Function;
    StrTrimStart: STR, "trim_start", (own Str) -> Str, Function;
    StrTrimEnd: STR, "trim_end", (own Str) -> Str, Function;
    StrWithAsciiLowercased: STR, "with_ascii_lowercased", (own Str) -> Str, Function crash;
    StrWithAsciiUppercased: STR, "with_ascii_uppercased", (own Str) -> Str, Function crash;
    StrRepeat: STR, "repeat", (use Str, use U64_) -> Str, Function crash;
    StrDropPrefix: STR, "drop_prefix", (own Str, use Str) -> Str, Function;
    StrDropSuffix: STR, "drop_suffix", (own Str, use Str) -> Str, Function;
    StrReplaceEach: STR, "replace_each", (own Str, use Str, use Str) -> Str, Function crash;
    StrReplaceFirst: STR, "replace_first", (own Str, use Str, use Str) -> Str, Function crash;
    StrReplaceLast: STR, "replace_last", (own Str, use Str, use Str) -> Str, Function crash;
    StrWithCapacity: STR, "with_capacity", (use U64_) -> Str, Function crash;
    StrReserve: STR, "reserve", (own Str, use U64_) -> Str, Function crash;
    StrReleaseExcessCapacity: STR, "release_excess_capacity", (own Str) -> Str, Function crash;
    StrToUtf8: STR, "to_utf8", (own Str) -> Bytes, Function crash;
    StrFromUtf8Lossy: STR, "from_utf8_lossy", (own Bytes) -> Str, Function crash;
    StrSplitOn: STR, "split_on", (own Str, use Str) -> Strs, Function crash;
    StrJoinWith: STR, "join_with", (use Strs, use Str) -> Str, Function crash;
    StrInspect: STR, "inspect", (own Any) -> Str, Generated crash;
    // Index of the first or last occurrence, or `U64.highest`.
    StrFindFirst: INTRINSIC, "str_find_first", (use Str, use Str) -> U64_, Function;
    StrFindLast: INTRINSIC, "str_find_last", (use Str, use Str) -> U64_, Function;
    // Start and count of bytes, both on boundaries of code points and inside the string.
    StrSlice: INTRINSIC, "str_slice", (own Str, use U64_, use U64_) -> Str, Function;
    StrIsBoundary: INTRINSIC, "str_is_boundary", (use Str, use U64_) -> Bool, Function;
    StrByteUnchecked: INTRINSIC, "str_byte_unchecked", (use Str, use U64_) -> BYTE, Function;
    // The text of a string inside an inspected value.
    StrQuote: INTRINSIC, "str_quote", (use Str) -> Str, Function crash;
    // `U64.highest` for valid UTF-8, else eight times the index of the problem plus its kind.
    Utf8Problem: INTRINSIC, "utf8_problem", (use Bytes) -> U64_, Function;
    StrFromUtf8Unchecked: INTRINSIC, "str_from_utf8_unchecked", (own Bytes) -> Str, Function crash;
    Dbg: INTRINSIC, "debug", (use Str) -> Unit, Function;
    ExpectFailed: INTRINSIC, "expect_failed", (use Str) -> Unit, Function;

    // List; all indices are inside the list, all ranges too, unless said otherwise.
    ListLen: LIST, "len", (use List) -> U64_, Instruction;
    ListGetUnchecked: INTRINSIC, "list_get_unchecked", (use List, use U64_) -> Element, Instruction;
    ListWithCapacity: LIST, "with_capacity", (use U64_) -> List, Function crash;
    ListReserve: LIST, "reserve", (own List, use U64_) -> List, Function crash;
    ListReleaseExcessCapacity: LIST, "release_excess_capacity", (own List) -> List, Function crash;
    ListAppend: LIST, "append", (own List, own Element) -> List, Function crash;
    ListPrepend: LIST, "prepend", (own List, own Element) -> List, Function crash;
    ListConcat: LIST, "concat", (own List, own List) -> List, Function crash;
    ListRepeat: LIST, "repeat", (own Element, use U64_) -> List, Function crash;
    ListRev: LIST, "rev", (own List) -> List, Function crash;
    ListClear: LIST, "clear", (own List) -> List, Function;
    ListSetUnchecked: INTRINSIC, "list_set_unchecked", (own List, use U64_, own Element) -> List, Function crash;
    // Moves an element out and leaves a hole, which the next operation on the list fills (`list_put_unchecked`) or
    // closes with the last element (`list_close_unchecked`). Until then only the length and other elements are read.
    ListTakeUnchecked: INTRINSIC, "list_take_unchecked", (own List, use U64_) -> ListAndElement, Function crash;
    ListPutUnchecked: INTRINSIC, "list_put_unchecked", (own List, use U64_, own Element) -> List, Function;
    ListCloseUnchecked: INTRINSIC, "list_close_unchecked", (own List, use U64_) -> List, Function;
    ListSwapUnchecked: INTRINSIC, "list_swap_unchecked", (own List, use U64_, use U64_) -> List, Function crash;
    ListInsertUnchecked: INTRINSIC, "list_insert_unchecked", (own List, use U64_, own Element) -> List, Function crash;
    ListDropAtUnchecked: INTRINSIC, "list_drop_at_unchecked", (own List, use U64_) -> List, Function crash;
    // Start and count, clamped to the list.
    ListSublist: INTRINSIC, "list_sublist", (own List, use U64_, use U64_) -> List, Function;
    // Destination, source, count.
    ListCopyWithin: INTRINSIC, "list_copy_within", (own List, use U64_, use U64_, use U64_) -> List, Function crash;
    // Start and count; the copy may run into what it appends.
    ListAppendWithin: INTRINSIC, "list_append_within", (own List, use U64_, use U64_) -> List, Function crash;

    // Bool
    BoolNot: Domain::Type("Bool"), "not", (use Bool) -> Bool, Instruction;

    // Box
    BoxBox: Domain::Type("Box"), "box", (own Any) -> Ty::Box, Instruction crash;
    BoxUnbox: Domain::Type("Box"), "unbox", (use Ty::Box) -> Any, Instruction;

    // Hashing: state in, state out.
    HashWord: INTRINSIC, "hash_word", (use U64_, use U64_) -> U64_, Function;
    HashBytes: INTRINSIC, "hash_bytes", (use U64_, use Bytes) -> U64_, Function;
    HashStr: INTRINSIC, "hash_str", (use U64_, use Str) -> U64_, Function;

    // The hash index of a dict: see `dict.rs` of the runtime.
    DictFirst: INTRINSIC, "dict_first", (use Words, use U64_) -> U64_, Function;
    DictFind: INTRINSIC, "dict_find", (use Words, use U64_, use U64_) -> U64_, Function;
    DictAdd: INTRINSIC, "dict_add", (own Words, use U64_, use U64_) -> Words, Function crash;
    DictMove: INTRINSIC, "dict_move", (own Words, use U64_, use U64_, use U64_) -> Words, Function crash;
    DictRemove: INTRINSIC, "dict_remove", (own Words, use U64_) -> Words, Function crash;
    DictReserve: INTRINSIC, "dict_reserve", (own Words, use U64_) -> Words, Function crash;

    // Numbers: arithmetic
    Plus: Numbers(ALL), "plus", (use This, use This) -> This, Instruction crash;
    Minus: Numbers(ALL), "minus", (use This, use This) -> This, Instruction crash;
    Times: Numbers(ALL), "times", (use This, use This) -> This, Instruction crash;
    DecFloatDivBy: Numbers(DEC_FLOATS), "div_by", (use This, use This) -> This, Instruction crash;
    FloatNegate: Numbers(FLOATS), "negate", (use This) -> This, Instruction;
    Negate: Numbers(SIGNED), "negate", (use This) -> This, Function crash;
    IntDivBy: Numbers(INTS), "div_by", (use This, use This) -> This, Function crash;
    DivTruncBy: Numbers(ALL), "div_trunc_by", (use This, use This) -> This, Function crash;
    RemBy: Numbers(ALL), "rem_by", (use This, use This) -> This, Function crash;
    PlusWrap: Numbers(INTS), "plus_wrap", (use This, use This) -> This, Instruction;
    MinusWrap: Numbers(INTS), "minus_wrap", (use This, use This) -> This, Instruction;
    TimesWrap: Numbers(INTS), "times_wrap", (use This, use This) -> This, Instruction;
    PlusSaturated: Numbers(INTS_DEC), "plus_saturated", (use This, use This) -> This, Function;
    MinusSaturated: Numbers(INTS_DEC), "minus_saturated", (use This, use This) -> This, Function;
    TimesSaturated: Numbers(INTS_DEC), "times_saturated", (use This, use This) -> This, Function;
    // The byte is 1 where the result is exact.
    PlusChecked: Private(INTS_DEC), "plus_checked", (use This, use This) -> Checked, Function;
    MinusChecked: Private(INTS_DEC), "minus_checked", (use This, use This) -> Checked, Function;
    TimesChecked: Private(INTS_DEC), "times_checked", (use This, use This) -> Checked, Function;
    // The byte is 0 for an exact result, 1 where it is too large, 2 where it is between -1 and 1.
    PowChecked: Private(INTS), "pow_checked", (use This, use This) -> Checked, Function;
    Pow: Numbers(DEC_FLOATS), "pow", (use This, use This) -> This, Function crash;

    // Numbers: comparisons
    IsEq: Numbers(INTS_DEC), "is_eq", (use This, use This) -> Bool, Instruction;
    IsFloatEq: Numbers(FLOATS), "is_float_eq", (use This, use This) -> Bool, Instruction;
    IsLt: Numbers(ALL), "is_lt", (use This, use This) -> Bool, Instruction;
    IsLte: Numbers(ALL), "is_lte", (use This, use This) -> Bool, Instruction;
    IsGt: Numbers(ALL), "is_gt", (use This, use This) -> Bool, Instruction;
    IsGte: Numbers(ALL), "is_gte", (use This, use This) -> Bool, Instruction;

    // Numbers: bits
    BitwiseAnd: Numbers(INTS), "bitwise_and", (use This, use This) -> This, Instruction;
    BitwiseOr: Numbers(INTS), "bitwise_or", (use This, use This) -> This, Instruction;
    BitwiseXor: Numbers(INTS), "bitwise_xor", (use This, use This) -> This, Instruction;
    BitwiseNot: Numbers(INTS), "bitwise_not", (use This) -> This, Instruction;
    ShlWrap: Numbers(INTS), "shl_wrap", (use This, use BYTE) -> This, Instruction;
    ShrWrap: Numbers(INTS), "shr_wrap", (use This, use BYTE) -> This, Instruction;
    ShrZfWrap: Numbers(INTS), "shr_zf_wrap", (use This, use BYTE) -> This, Instruction;
    CountLeadingZeroBits: Numbers(INTS), "count_leading_zero_bits", (use This) -> BYTE, Function;
    CountTrailingZeroBits: Numbers(INTS), "count_trailing_zero_bits", (use This) -> BYTE, Function;
    CountOneBits: Numbers(INTS), "count_one_bits", (use This) -> BYTE, Function;

    // Numbers: conversions. `to_<n>` of an integer type is also spelled `to_<n>_wrap`: extended or cut off.
    ToU8: Numbers(INTS), "to_u8", (use This) -> Number(U8), Instruction;
    ToI8: Numbers(INTS), "to_i8", (use This) -> Number(I8), Instruction;
    ToU16: Numbers(INTS), "to_u16", (use This) -> Number(U16), Instruction;
    ToI16: Numbers(INTS), "to_i16", (use This) -> Number(I16), Instruction;
    ToU32: Numbers(INTS), "to_u32", (use This) -> Number(U32), Instruction;
    ToI32: Numbers(INTS), "to_i32", (use This) -> Number(I32), Instruction;
    ToU64: Numbers(INTS), "to_u64", (use This) -> Number(U64), Instruction;
    ToI64: Numbers(INTS), "to_i64", (use This) -> Number(I64), Instruction;
    ToU128: Numbers(INTS), "to_u128", (use This) -> Number(U128), Instruction;
    ToI128: Numbers(INTS), "to_i128", (use This) -> Number(I128), Instruction;
    ToF32: Numbers(INTS), "to_f32", (use This) -> Number(F32), Function;
    ToF64: Numbers(NOT_F64), "to_f64", (use This) -> Number(F64), Function;
    ToF32Wrap: Numbers(&[F64, Dec]), "to_f32_wrap", (use This) -> Number(F32), Function;
    FloatToU128Wrap: Numbers(FLOATS), "to_u128_wrap", (use This) -> Number(U128), Function;
    DecToAttos: Domain::Type("Dec"), "to_attos", (use Number(Dec)) -> Number(I128), Instruction;
    DecFromAttos: Domain::Type("Dec"), "from_attos", (use Number(I128)) -> Number(Dec), Instruction;
    F32ToBits: Domain::Type("F32"), "to_bits", (use Number(F32)) -> Number(U32), Function;
    F64ToBits: Domain::Type("F64"), "to_bits", (use Number(F64)) -> Number(U64), Function;
    F32FromBits: Domain::Type("F32"), "from_bits", (use Number(U32)) -> Number(F32), Function;
    F64FromBits: Domain::Type("F64"), "from_bits", (use Number(U64)) -> Number(F64), Function;

    // Numbers: text. The byte is 1 where the text is a number of the type.
    ToStr: Numbers(ALL), "to_str", (use This) -> Str, Function crash;
    Parse: Private(ALL), "parse", (use Str) -> Checked, Function;

    // Numbers: functions of real numbers
    Sqrt: Numbers(DEC_FLOATS), "sqrt", (use This) -> This, Function crash;
    Sin: Numbers(DEC_FLOATS), "sin", (use This) -> This, Function crash;
    Cos: Numbers(DEC_FLOATS), "cos", (use This) -> This, Function crash;
    Tan: Numbers(DEC_FLOATS), "tan", (use This) -> This, Function crash;
    Asin: Numbers(DEC_FLOATS), "asin", (use This) -> This, Function crash;
    Acos: Numbers(DEC_FLOATS), "acos", (use This) -> This, Function crash;
    Atan: Numbers(DEC_FLOATS), "atan", (use This) -> This, Function crash;
    Round: Private(FLOATS), "round", (use This) -> This, Function;
    Floor: Private(FLOATS), "floor", (use This) -> This, Function;
    Ceiling: Private(FLOATS), "ceiling", (use This) -> This, Function;
    Truncate: Private(FLOATS), "truncate", (use This) -> This, Function;
}
