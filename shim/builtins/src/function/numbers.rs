//! Numbers of all types.

use crate::context::{Context, Crash, LowLevelFn};
use crate::float::Float;
use crate::int::Int;
use crate::text::Writer;
use crate::{dec, dec_text, float, float_text, int, int_text};
use roc_shim_abi::RocStr;
use roc_shim_image::lowlevel::{Num, Op};

/// The tuple `(number, byte)`.
#[repr(C)]
struct Checked<T>(T, u8);

impl<T> Checked<T> {
    fn exact((number, exact): (T, bool)) -> Self {
        Self(number, exact.into())
    }

    fn or(found: Option<T>, otherwise: T) -> Self {
        let byte = found.is_some().into();
        Self(found.unwrap_or(otherwise), byte)
    }
}

/// A number's text as a string.
fn ascii(cx: &Context<'_>, bytes: &[u8]) -> Result<RocStr, Crash> {
    let mut writer = Writer::new(cx.ops, bytes.len())?;
    writer.push(bytes);
    // SAFETY: the texts of numbers are ASCII.
    Ok(unsafe { writer.finish(cx.ops) })
}

fn int_to_str<T: Int>(cx: &Context<'_>, number: T) -> Result<RocStr, Crash> {
    ascii(cx, int_text::Digits::of(number.magnitude()).signed(number.is_negative()))
}

/// The functions of an integer type.
macro_rules! int_function {
    ($op:expr, $t:ty) => {
        match $op {
            Op::IntDivBy | Op::DivTruncBy => low_level!(|cx, a: $t, b: $t| -> $t { int::divide(a, b)? }),
            Op::RemBy => low_level!(|cx, a: $t, b: $t| -> $t { int::remainder(a, b)? }),
            Op::Negate => low_level!(|cx, a: $t| -> $t { int::negate(a)? }),
            Op::PlusSaturated => low_level!(|cx, a: $t, b: $t| -> $t { int::plus_saturated(a, b) }),
            Op::MinusSaturated => low_level!(|cx, a: $t, b: $t| -> $t { int::minus_saturated(a, b) }),
            Op::TimesSaturated => low_level!(|cx, a: $t, b: $t| -> $t { int::times_saturated(a, b) }),
            Op::PlusChecked => low_level!(|cx, a: $t, b: $t| -> Checked<$t> { Checked::exact(a.plus(b)) }),
            Op::MinusChecked => low_level!(|cx, a: $t, b: $t| -> Checked<$t> { Checked::exact(a.minus(b)) }),
            Op::TimesChecked => low_level!(|cx, a: $t, b: $t| -> Checked<$t> { Checked::exact(a.times(b)) }),
            Op::PowChecked => low_level!(|cx, a: $t, b: $t| -> Checked<$t> {
                let (power, outcome) = int::pow(a, b);
                Checked(power, outcome as u8)
            }),
            Op::CountLeadingZeroBits => low_level!(|cx, a: $t| -> u8 { int::count_bits(a).0 }),
            Op::CountTrailingZeroBits => low_level!(|cx, a: $t| -> u8 { int::count_bits(a).1 }),
            Op::CountOneBits => low_level!(|cx, a: $t| -> u8 { int::count_bits(a).2 }),
            Op::ToF32 => low_level!(|cx, a: $t| -> f32 { Int::to_f32(a) }),
            Op::ToF64 => low_level!(|cx, a: $t| -> f64 { Int::to_f64(a) }),
            Op::ToStr => low_level!(|cx, a: $t| -> RocStr { int_to_str(cx, a)? }),
            Op::Parse => {
                low_level!(|cx, a: RocStr| -> Checked<$t> { Checked::or(int_text::parse(a.as_str()), 0) })
            }
            _ => None,
        }
    };
}

/// The functions of a float type.
macro_rules! float_function {
    ($op:expr, $t:ty) => {
        match $op {
            Op::DivTruncBy => low_level!(|cx, a: $t, b: $t| -> $t { Float::trunc(a / b) }),
            Op::RemBy => low_level!(|cx, a: $t, b: $t| -> $t { Float::rem(a, b) }),
            Op::Pow => low_level!(|cx, a: $t, b: $t| -> $t { Float::pow(a, b) }),
            Op::Sqrt => low_level!(|cx, a: $t| -> $t { float::sqrt(a)? }),
            Op::Sin => low_level!(|cx, a: $t| -> $t { Float::sin(a) }),
            Op::Cos => low_level!(|cx, a: $t| -> $t { Float::cos(a) }),
            Op::Tan => low_level!(|cx, a: $t| -> $t { Float::tan(a) }),
            Op::Asin => low_level!(|cx, a: $t| -> $t { Float::asin(a) }),
            Op::Acos => low_level!(|cx, a: $t| -> $t { Float::acos(a) }),
            Op::Atan => low_level!(|cx, a: $t| -> $t { Float::atan(a) }),
            Op::Round => low_level!(|cx, a: $t| -> $t { Float::round(a) }),
            Op::Floor => low_level!(|cx, a: $t| -> $t { Float::floor(a) }),
            Op::Ceiling => low_level!(|cx, a: $t| -> $t { Float::ceil(a) }),
            Op::Truncate => low_level!(|cx, a: $t| -> $t { Float::trunc(a) }),
            Op::FloatToU128Wrap => low_level!(|cx, a: $t| -> u128 { float::to_u128_wrap(a) }),
            Op::ToF32Wrap => low_level!(|cx, a: $t| -> f32 { a as f32 }),
            Op::ToF64 => low_level!(|cx, a: $t| -> f64 { a as f64 }),
            Op::ToStr => low_level!(|cx, a: $t| -> RocStr { ascii(cx, float_text::to_text(a).bytes())? }),
            Op::Parse => {
                low_level!(|cx, a: RocStr| -> Checked<$t> { Checked::or(float_text::parse(a.as_str()), 0.0) })
            }
            _ => None,
        }
    };
}

const fn dec_function(op: Op) -> Option<LowLevelFn> {
    match op {
        Op::DivTruncBy => low_level!(|cx, a: i128, b: i128| -> i128 { dec::div_trunc_by(a, b)? }),
        Op::RemBy => low_level!(|cx, a: i128, b: i128| -> i128 { dec::rem_by(a, b)? }),
        Op::Negate => low_level!(|cx, a: i128| -> i128 { dec::negate(a)? }),
        Op::PlusSaturated => low_level!(|cx, a: i128, b: i128| -> i128 { int::plus_saturated(a, b) }),
        Op::MinusSaturated => low_level!(|cx, a: i128, b: i128| -> i128 { int::minus_saturated(a, b) }),
        Op::TimesSaturated => low_level!(|cx, a: i128, b: i128| -> i128 { dec::times_saturated(a, b) }),
        Op::PlusChecked => {
            low_level!(|cx, a: i128, b: i128| -> Checked<i128> { Checked::or(dec::plus(a, b).ok(), 0) })
        }
        Op::MinusChecked => {
            low_level!(|cx, a: i128, b: i128| -> Checked<i128> { Checked::or(dec::minus(a, b).ok(), 0) })
        }
        Op::TimesChecked => {
            low_level!(|cx, a: i128, b: i128| -> Checked<i128> { Checked::or(dec::times(a, b).ok(), 0) })
        }
        Op::Pow => low_level!(|cx, a: i128, b: i128| -> i128 { dec::pow(a, b)? }),
        Op::Sqrt => low_level!(|cx, a: i128| -> i128 { dec::sqrt(a)? }),
        Op::Sin => low_level!(|cx, a: i128| -> i128 { dec::by_f64(a, Float::sin)? }),
        Op::Cos => low_level!(|cx, a: i128| -> i128 { dec::by_f64(a, Float::cos)? }),
        Op::Tan => low_level!(|cx, a: i128| -> i128 { dec::by_f64(a, Float::tan)? }),
        Op::Asin => low_level!(|cx, a: i128| -> i128 { dec::asin(a)? }),
        Op::Acos => low_level!(|cx, a: i128| -> i128 { dec::acos(a)? }),
        Op::Atan => low_level!(|cx, a: i128| -> i128 { dec::by_f64(a, Float::atan)? }),
        Op::ToF32Wrap => low_level!(|cx, a: i128| -> f32 { dec::to_f32(a) }),
        Op::ToF64 => low_level!(|cx, a: i128| -> f64 { dec::to_f64(a) }),
        Op::ToStr => low_level!(|cx, a: i128| -> RocStr { ascii(cx, dec_text::to_text(a).bytes())? }),
        Op::Parse => {
            low_level!(|cx, a: RocStr| -> Checked<i128> { Checked::or(dec_text::parse(a.as_str()), 0) })
        }
        _ => None,
    }
}

pub(super) const fn choose(op: Op, num: Num) -> Option<LowLevelFn> {
    match num {
        Num::U8 => int_function!(op, u8),
        Num::I8 => int_function!(op, i8),
        Num::U16 => int_function!(op, u16),
        Num::I16 => int_function!(op, i16),
        Num::U32 => int_function!(op, u32),
        Num::I32 => int_function!(op, i32),
        Num::U64 => int_function!(op, u64),
        Num::I64 => int_function!(op, i64),
        Num::U128 => int_function!(op, u128),
        Num::I128 => int_function!(op, i128),
        Num::F32 => float_function!(op, f32),
        Num::F64 => float_function!(op, f64),
        Num::Dec => dec_function(op),
    }
}
