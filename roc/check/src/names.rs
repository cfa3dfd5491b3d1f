//! What the checker knows by name: methods behind operators and literals, and the types of the Builtin module.

use roc_base::{Interner, Symbol};
use roc_canonical::ir::{Module, ModuleId, Primitive, TypeKind, TypeRef};

macro_rules! names {
    ($($field:ident = $text:literal),* $(,)?) => {
        /// Interned names of well-known methods and tags.
        #[derive(Clone, Copy, Debug)]
        #[expect(missing_docs, reason = "each is the name that it holds")]
        pub struct Names { $(pub $field: Symbol),* }

        impl Names {
            /// Interns them; once for a program.
            pub fn new(interner: &mut Interner) -> Self {
                Self { $($field: interner.intern($text)),* }
            }
        }
    };
}

names! {
    plus = "plus", minus = "minus", times = "times", div_by = "div_by", div_trunc_by = "div_trunc_by",
    rem_by = "rem_by", is_lt = "is_lt", is_lte = "is_lte", is_gt = "is_gt", is_gte = "is_gte", is_eq = "is_eq",
    to_hash = "to_hash", to_inspect = "to_inspect", negate = "negate", not = "not", iter = "iter", next = "next",
    map = "map", map_effectful = "map!", from_numeral = "from_numeral", from_quote = "from_quote",
    from_interpolation = "from_interpolation", range_exclusive_to = "range_exclusive_to",
    range_inclusive_to = "range_inclusive_to", ok = "Ok", err = "Err", r#true = "True", r#false = "False",
    missing_field = "MissingField", parser_for = "parser_for", encoder_for = "encoder_for", value = "value",
    rest = "rest", found = "found", name = "name", read = "read", write = "write",
    missing_required_field = "MissingRequiredField",
}

/// The functions of the Builtin module that derived codecs call.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[expect(missing_docs, reason = "each is the function that `name` says")]
pub enum CodecFunction {
    EncodeFields,
    EncodeItems,
    EncodePayloads,
    ParseFields,
    ParseItems,
    ParseTags,
    ParsePayloads,
    ParseTag,
    MissingField,
}

impl CodecFunction {
    /// Its name.
    pub fn name(self) -> &'static str {
        match self {
            Self::EncodeFields => "encode_fields",
            Self::EncodeItems => "encode_items",
            Self::EncodePayloads => "encode_payloads",
            Self::ParseFields => "parse_fields",
            Self::ParseItems => "parse_items",
            Self::ParseTags => "parse_tags",
            Self::ParsePayloads => "parse_payloads",
            Self::ParseTag => "parse_tag",
            Self::MissingField => "missing_field",
        }
    }
}

/// Whether formats have methods of this name, which codecs call: their errors become some of the codec's.
pub fn is_of_formats(method: &str) -> bool {
    method.starts_with("parse_") || method.starts_with("encode_") || method == "skip_record_field"
}

/// The types of the Builtin module that the compiler itself mentions.
#[derive(Clone, Debug)]
pub struct Known {
    /// `Bool`
    pub bool: Option<TypeRef>,
    /// `Try`
    pub r#try: Option<TypeRef>,
    /// `Iter`
    pub iter: Option<TypeRef>,
    /// `Range`
    pub range: Option<TypeRef>,
    primitives: Vec<(Primitive, TypeRef)>,
}

impl Known {
    /// Nothing is known, as there is no program.
    pub fn none() -> Self {
        Self { bool: None, r#try: None, iter: None, range: None, primitives: Vec::new() }
    }

    /// Finds them in the canonical Builtin module.
    pub fn new(builtin: &Module, interner: &Interner) -> Self {
        let mut known = Self::none();
        for &(name, decl) in &builtin.top_types {
            let ty = TypeRef { module: ModuleId::BUILTIN, decl };
            match interner.resolve(name) {
                "Bool" => known.bool = Some(ty),
                "Try" => known.r#try = Some(ty),
                "Iter" => known.iter = Some(ty),
                "Range" => known.range = Some(ty),
                _ => {}
            }
            if let TypeKind::Primitive(primitive) = builtin.types[decl].kind {
                known.primitives.push((primitive, ty));
            }
        }
        known
    }

    /// The declaration of a primitive type.
    pub fn primitive(&self, primitive: Primitive) -> Option<TypeRef> {
        self.primitives.iter().find(|(p, _)| *p == primitive).map(|(_, ty)| *ty)
    }

    /// Which primitive a declaration is.
    pub fn as_primitive(&self, ty: TypeRef) -> Option<Primitive> {
        if ty.module != ModuleId::BUILTIN {
            return None;
        }
        self.primitives.iter().find(|(_, t)| *t == ty).map(|(p, _)| *p)
    }
}

/// Whether number literals can have this type.
pub fn is_number(primitive: Primitive) -> bool {
    !matches!(primitive, Primitive::Str | Primitive::List | Primitive::Box)
}
