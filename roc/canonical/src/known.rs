//! Names that the language itself gives a meaning to, interned once a module.

use roc_base::{Interner, Symbol};

use crate::ir::{DefRef, Primitive, TypeRef};

macro_rules! known {
    ($($field:ident = $text:literal,)*) => {
        /// The interned names.
        #[derive(Clone, Copy)]
        pub(crate) struct Known { $(pub(crate) $field: Symbol,)* }

        impl Known {
            pub(crate) fn new(names: &mut Interner) -> Self {
                Known { $($field: names.intern($text),)* }
            }
        }
    };
}

known! {
    ok = "Ok", err = "Err", true_ = "True", false_ = "False", bool_ = "Bool", try_ = "Try", str_ = "Str", list = "List",
    u8_ = "U8", plus = "plus", minus = "minus", times = "times", div_by = "div_by", div_trunc_by = "div_trunc_by",
    rem_by = "rem_by", is_lt = "is_lt", is_lte = "is_lte", is_gt = "is_gt", is_gte = "is_gte", is_eq = "is_eq",
    negate = "negate", not = "not", range_exclusive_to = "range_exclusive_to",
    range_inclusive_to = "range_inclusive_to", map2 = "map2", main_effectful = "main!", to_hash = "to_hash",
    parser_for = "parser_for", encoder_for = "encoder_for", map = "map", map_effectful = "map!", empty = "",
    underscore = "_", hidden_ok = "#ok", hidden_err = "#err", hidden_left = "#left", hidden_right = "#right",
    hidden_value = "#value",
}

impl Known {
    /// Whether `name : _` in an associated block asks the compiler for this method.
    pub(crate) fn is_derivable(&self, name: Symbol) -> bool {
        [self.is_eq, self.to_hash, self.parser_for, self.encoder_for, self.map, self.map_effectful]
            .contains(&name)
    }
}

/// What sugar stands for in the Builtin module. Absent only where that module is broken.
#[derive(Clone, Copy, Default)]
pub(crate) struct Builtins {
    pub(crate) bool_: Option<TypeRef>,
    pub(crate) try_: Option<TypeRef>,
    pub(crate) str_: Option<TypeRef>,
    pub(crate) list: Option<TypeRef>,
    pub(crate) u8_: Option<TypeRef>,
    pub(crate) bool_not: Option<DefRef>,
}

/// The types of the Builtin module that are in scope everywhere.
pub(crate) const AUTO_IMPORTED: &[&str] = &[
    "Str",
    "List",
    "Box",
    "Bool",
    "Try",
    "Dict",
    "Set",
    "Iter",
    "Stream",
    "Range",
    "Hasher",
    "Utf8Problem",
    "Numeral",
    "Json",
    "HttpHeader",
    "Encoding",
    "Crypto",
    "U8",
    "I8",
    "U16",
    "I16",
    "U32",
    "I32",
    "U64",
    "I64",
    "U128",
    "I128",
    "Dec",
    "F32",
    "F64",
    "U8x16",
    "I8x16",
    "U16x8",
    "I16x8",
    "U32x4",
    "I32x4",
    "U64x2",
    "I64x2",
];

/// The primitive of this name.
pub(crate) fn primitive(name: &str) -> Option<Primitive> {
    Some(match name {
        "U8" => Primitive::U8,
        "I8" => Primitive::I8,
        "U16" => Primitive::U16,
        "I16" => Primitive::I16,
        "U32" => Primitive::U32,
        "I32" => Primitive::I32,
        "U64" => Primitive::U64,
        "I64" => Primitive::I64,
        "U128" => Primitive::U128,
        "I128" => Primitive::I128,
        "Dec" => Primitive::Dec,
        "F32" => Primitive::F32,
        "F64" => Primitive::F64,
        "Str" => Primitive::Str,
        "List" => Primitive::List,
        "Box" => Primitive::Box,
        _ => return None,
    })
}
