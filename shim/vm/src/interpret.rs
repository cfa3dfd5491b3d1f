//! The loop: fetches an instruction, does it, goes on.
//!
//! The registers (`pc` the next instruction, `fp` the frame, `csp` the newest return address) are locals, so they are
//! in machine registers; what is rare is in functions that get and give them by value. Nothing is checked here that
//! validation has checked. `LIMITED` counts steps.

use crate::closure::{self, Closure};
use crate::crash::{self, Crash};
use crate::memory::{self, Bytes};
use crate::run::Run;
use crate::stack::{Control, Registers, Stack};
use core::ptr::{self, NonNull};
use roc_shim_abi::{RawList, RocStr, counted};
use roc_shim_builtins::{dec, dict, hash, int128};
use roc_shim_image::format::{ClosureRecord, FunctionRecord};
use roc_shim_image::op::Op;

/// Runs from these registers on until the return address `LeaveRun`. Where the first frame is, with its result.
///
/// # Safety
/// The registers are inside a validated image and a stack that has room for the frame; the frame holds the function's
/// arguments.
pub(crate) unsafe fn interpret<'p, const LIMITED: bool>(
    run: &mut Run<'p, '_>,
    start: Registers,
) -> Result<*const u8, Crash<'p>> {
    let program = run.program;
    let code = program.image.code.as_ptr();
    let functions = program.image.functions.as_ptr();
    let Registers { mut pc, mut fp, mut csp } = start;

    // SAFETY: validation: `pc` is always at an instruction, its operands are inside the frame, ids are in their tables,
    // and the frame is inside its chunk, as calls check. Values in frames are what instructions take them for, as the
    // compiler vouches.
    unsafe {
        loop {
            let word = *pc;
            pc = pc.add(1);
            if LIMITED {
                if run.steps == 0 {
                    return Err(Crash::Steps);
                }
                run.steps -= 1;
            }
            let op = core::mem::transmute::<u16, Op>(word as u16);
            let a = (word >> 16) as u16 as usize;
            let b = (word >> 32) as u16 as usize;
            let c = (word >> 48) as usize;
            // The operand that takes the places of b and c.
            let wide = (word >> 32) as u32;

            macro_rules! get {
                ($type:ty, $at:expr) => {
                    fp.add($at).cast::<$type>().read_unaligned()
                };
            }
            macro_rules! put {
                ($type:ty, $value:expr) => {{
                    let value: $type = $value;
                    fp.add(a).cast::<$type>().write_unaligned(value)
                }};
            }
            macro_rules! extension {
                () => {{
                    let word = *pc;
                    pc = pc.add(1);
                    word
                }};
            }
            macro_rules! unary {
                ($from:ty, $to:ty, $f:expr) => {{
                    let x = get!($from, b);
                    #[allow(clippy::redundant_closure_call)]
                    {
                        put!($to, $f(x))
                    }
                }};
            }
            macro_rules! binary {
                ($from:ty, $to:ty, $f:expr) => {{
                    let (x, y) = (get!($from, b), get!($from, c));
                    #[allow(clippy::redundant_closure_call)]
                    {
                        put!($to, $f(x, y))
                    }
                }};
            }
            macro_rules! checked {
                ($type:ty, $f:ident, $text:expr) => {
                    checked!($type, $f, get!($type, c), $text)
                };
                ($type:ty, $f:ident, $y:expr, $text:expr) => {{
                    match get!($type, b).$f($y) {
                        Some(value) => put!($type, value),
                        None => return crash::stop($text),
                    }
                }};
            }
            macro_rules! divide {
                ($type:ty, $text:literal) => {{
                    let y = get!($type, c);
                    if y == 0 {
                        return crash::stop($text);
                    }
                    checked!($type, checked_div, y, crash::DIV)
                }};
            }
            macro_rules! remainder {
                ($type:ty, $text:literal) => {{
                    let y = get!($type, c);
                    if y == 0 {
                        return crash::stop($text);
                    }
                    put!($type, get!($type, b).wrapping_rem(y))
                }};
            }
            macro_rules! shift {
                ($type:ty, $f:ident) => {
                    put!($type, get!($type, b).$f(u32::from(get!(u8, c))))
                };
            }
            macro_rules! dec {
                ($f:ident) => {
                    match dec::$f(get!(i128, b), get!(i128, c)) {
                        Ok(value) => put!(i128, value),
                        Err(crash) => return crash::stop(crash.0),
                    }
                };
            }
            // Jumps count from the instruction's start.
            macro_rules! jump {
                ($displacement:expr) => {
                    pc = pc.offset($displacement as isize - 1)
                };
            }
            macro_rules! jump_if {
                ($condition:expr) => {
                    if $condition {
                        jump!(c as u16 as i16)
                    }
                };
            }
            macro_rules! switch {
                ($type:ty) => {{
                    let case = (get!($type, a) as u64).min(u64::from(wide) - 1);
                    pc = pc.add(case as usize);
                    let word = *pc;
                    pc = pc.offset((word >> 32) as i32 as isize);
                }};
            }
            macro_rules! enter {
                ($id:expr, $area:expr, $captures:expr) => {{
                    let id: u32 = $id;
                    let area: *mut u8 = $area;
                    let record: *const FunctionRecord = functions.add(id as usize);
                    if Stack::fits(area, csp, (*record).frame_size as usize) {
                        csp = csp.sub(1);
                        csp.write(Control { pc, fp });
                        fp = area;
                        pc = code.add((*record).code_start as usize);
                    } else {
                        Registers { pc, fp, csp } = run.call_across(id, Registers { pc, fp, csp }, area)?;
                    }
                    let captures: Option<*mut u8> = $captures;
                    if let Some(captures) = captures {
                        fp.add((*record).captures_at as usize).cast::<*mut u8>().write_unaligned(captures);
                    }
                }};
            }
            macro_rules! leave {
                () => {{
                    let control = *csp;
                    csp = csp.add(1);
                    pc = control.pc;
                    fp = control.fp;
                }};
            }
            // The callee's frame is where the caller's area is.
            macro_rules! give {
                ($type:ty) => {{
                    let value = get!($type, a);
                    fp.cast::<$type>().write_unaligned(value);
                    leave!()
                }};
            }
            macro_rules! pointer {
                ($at:expr) => {
                    get!(*mut u8, $at)
                };
            }
            macro_rules! load {
                ($type:ty) => {
                    put!($type, pointer!(b).add(c).cast::<$type>().read_unaligned())
                };
            }
            macro_rules! store {
                ($type:ty) => {
                    pointer!(a).add(c).cast::<$type>().write_unaligned(get!($type, b))
                };
            }
            macro_rules! list_load {
                ($type:ty) => {{
                    let index = get!(usize, c);
                    put!($type, pointer!(b).cast::<$type>().add(index).read_unaligned())
                }};
            }

            match op {
                Op::Move1 => put!(Bytes<u8>, get!(Bytes<u8>, b)),
                Op::Move2 => put!(Bytes<u16>, get!(Bytes<u16>, b)),
                Op::Move4 => put!(Bytes<u32>, get!(Bytes<u32>, b)),
                Op::Move8 => put!(Bytes<u64>, get!(Bytes<u64>, b)),
                Op::Move16 => put!(Bytes<u128>, get!(Bytes<u128>, b)),
                Op::Move24 => put!(Bytes<[u64; 3]>, get!(Bytes<[u64; 3]>, b)),
                Op::MoveN => fp.add(a).copy_from(fp.add(b), c),
                Op::Const1 => put!(u8, b as u8),
                Op::Const2 => put!(u16, b as u16),
                Op::Const4 => put!(u32, wide),
                Op::Const8 => put!(i64, i64::from(wide as i32)),
                Op::Const16 => put!(i128, i128::from(wide as i32)),
                Op::Const8Wide => put!(u64, extension!()),
                Op::Const16Wide => {
                    let low = extension!();
                    put!([u64; 2], [low, extension!()])
                }
                Op::ConstData24 => {
                    let data = program.image.data.as_ptr().add(wide as usize);
                    put!(Bytes<[u64; 3]>, data.cast::<Bytes<[u64; 3]>>().read_unaligned())
                }
                Op::ConstDataN => {
                    let offset = extension!() as u32 as usize;
                    fp.add(a).copy_from_nonoverlapping(program.image.data.as_ptr().add(offset), b)
                }
                Op::DataAddress => {
                    put!(*const u8, program.image.data.as_ptr().add(wide as usize))
                }

                // Checked integers.
                Op::AddU8 => checked!(u8, checked_add, crash::ADD),
                Op::AddI8 => checked!(i8, checked_add, crash::ADD),
                Op::AddU16 => checked!(u16, checked_add, crash::ADD),
                Op::AddI16 => checked!(i16, checked_add, crash::ADD),
                Op::AddU32 => checked!(u32, checked_add, crash::ADD),
                Op::AddI32 => checked!(i32, checked_add, crash::ADD),
                Op::AddU64 => checked!(u64, checked_add, crash::ADD),
                Op::AddI64 => checked!(i64, checked_add, crash::ADD),
                Op::AddU128 => checked!(u128, checked_add, crash::ADD),
                Op::AddI128 => checked!(i128, checked_add, crash::ADD),
                Op::SubU8 => checked!(u8, checked_sub, crash::SUB),
                Op::SubI8 => checked!(i8, checked_sub, crash::SUB),
                Op::SubU16 => checked!(u16, checked_sub, crash::SUB),
                Op::SubI16 => checked!(i16, checked_sub, crash::SUB),
                Op::SubU32 => checked!(u32, checked_sub, crash::SUB),
                Op::SubI32 => checked!(i32, checked_sub, crash::SUB),
                Op::SubU64 => checked!(u64, checked_sub, crash::SUB),
                Op::SubI64 => checked!(i64, checked_sub, crash::SUB),
                Op::SubU128 => checked!(u128, checked_sub, crash::SUB),
                Op::SubI128 => checked!(i128, checked_sub, crash::SUB),
                Op::MulU8 => checked!(u8, checked_mul, crash::MUL),
                Op::MulI8 => checked!(i8, checked_mul, crash::MUL),
                Op::MulU16 => checked!(u16, checked_mul, crash::MUL),
                Op::MulI16 => checked!(i16, checked_mul, crash::MUL),
                Op::MulU32 => checked!(u32, checked_mul, crash::MUL),
                Op::MulI32 => checked!(i32, checked_mul, crash::MUL),
                Op::MulU64 => checked!(u64, checked_mul, crash::MUL),
                Op::MulI64 => checked!(i64, checked_mul, crash::MUL),
                Op::MulU128 => match int128::checked_multiply(get!(u128, b), get!(u128, c)) {
                    Some(product) => put!(u128, product),
                    None => return crash::stop(crash::MUL),
                },
                Op::MulI128 => match int128::checked_multiply_signed(get!(i128, b), get!(i128, c)) {
                    Some(product) => put!(i128, product),
                    None => return crash::stop(crash::MUL),
                },
                Op::AddI64Imm => checked!(i64, checked_add, i64::from(c as u16 as i16), crash::ADD),
                Op::AddU64Imm => checked!(u64, checked_add, c as u64, crash::ADD),
                Op::SubI64Imm => checked!(i64, checked_sub, i64::from(c as u16 as i16), crash::SUB),
                Op::SubU64Imm => checked!(u64, checked_sub, c as u64, crash::SUB),
                Op::MulI64Imm => checked!(i64, checked_mul, i64::from(c as u16 as i16), crash::MUL),
                Op::MulU64Imm => checked!(u64, checked_mul, c as u64, crash::MUL),
                Op::NegI8 => match get!(i8, b).checked_neg() {
                    Some(value) => put!(i8, value),
                    None => return crash::stop(crash::NEG),
                },
                Op::NegI16 => match get!(i16, b).checked_neg() {
                    Some(value) => put!(i16, value),
                    None => return crash::stop(crash::NEG),
                },
                Op::NegI32 => match get!(i32, b).checked_neg() {
                    Some(value) => put!(i32, value),
                    None => return crash::stop(crash::NEG),
                },
                Op::NegI64 => match get!(i64, b).checked_neg() {
                    Some(value) => put!(i64, value),
                    None => return crash::stop(crash::NEG),
                },
                Op::NegI128 => match get!(i128, b).checked_neg() {
                    Some(value) => put!(i128, value),
                    None => return crash::stop(crash::NEG),
                },
                Op::DivU8 => divide!(u8, "U8 division by zero"),
                Op::DivI8 => divide!(i8, "I8 division by zero"),
                Op::DivU16 => divide!(u16, "U16 division by zero"),
                Op::DivI16 => divide!(i16, "I16 division by zero"),
                Op::DivU32 => divide!(u32, "U32 division by zero"),
                Op::DivI32 => divide!(i32, "I32 division by zero"),
                Op::DivU64 => divide!(u64, "U64 division by zero"),
                Op::DivI64 => divide!(i64, "I64 division by zero"),
                Op::RemU8 => remainder!(u8, "U8 remainder by zero"),
                Op::RemI8 => remainder!(i8, "I8 remainder by zero"),
                Op::RemU16 => remainder!(u16, "U16 remainder by zero"),
                Op::RemI16 => remainder!(i16, "I16 remainder by zero"),
                Op::RemU32 => remainder!(u32, "U32 remainder by zero"),
                Op::RemI32 => remainder!(i32, "I32 remainder by zero"),
                Op::RemU64 => remainder!(u64, "U64 remainder by zero"),
                Op::RemI64 => remainder!(i64, "I64 remainder by zero"),

                // Wrapping integers and bits.
                Op::AddWrap1 => binary!(u8, u8, u8::wrapping_add),
                Op::AddWrap2 => binary!(u16, u16, u16::wrapping_add),
                Op::AddWrap4 => binary!(u32, u32, u32::wrapping_add),
                Op::AddWrap8 => binary!(u64, u64, u64::wrapping_add),
                Op::AddWrap16 => binary!(u128, u128, u128::wrapping_add),
                Op::SubWrap1 => binary!(u8, u8, u8::wrapping_sub),
                Op::SubWrap2 => binary!(u16, u16, u16::wrapping_sub),
                Op::SubWrap4 => binary!(u32, u32, u32::wrapping_sub),
                Op::SubWrap8 => binary!(u64, u64, u64::wrapping_sub),
                Op::SubWrap16 => binary!(u128, u128, u128::wrapping_sub),
                Op::MulWrap1 => binary!(u8, u8, u8::wrapping_mul),
                Op::MulWrap2 => binary!(u16, u16, u16::wrapping_mul),
                Op::MulWrap4 => binary!(u32, u32, u32::wrapping_mul),
                Op::MulWrap8 => binary!(u64, u64, u64::wrapping_mul),
                Op::MulWrap16 => binary!(u128, u128, u128::wrapping_mul),
                Op::AddWrap8Imm => put!(i64, get!(i64, b).wrapping_add(i64::from(c as u16 as i16))),
                Op::And1 => binary!(u8, u8, |x, y| x & y),
                Op::And2 => binary!(u16, u16, |x, y| x & y),
                Op::And4 => binary!(u32, u32, |x, y| x & y),
                Op::And8 => binary!(u64, u64, |x, y| x & y),
                Op::And16 => binary!(u128, u128, |x, y| x & y),
                Op::Or1 => binary!(u8, u8, |x, y| x | y),
                Op::Or2 => binary!(u16, u16, |x, y| x | y),
                Op::Or4 => binary!(u32, u32, |x, y| x | y),
                Op::Or8 => binary!(u64, u64, |x, y| x | y),
                Op::Or16 => binary!(u128, u128, |x, y| x | y),
                Op::Xor1 => binary!(u8, u8, |x, y| x ^ y),
                Op::Xor2 => binary!(u16, u16, |x, y| x ^ y),
                Op::Xor4 => binary!(u32, u32, |x, y| x ^ y),
                Op::Xor8 => binary!(u64, u64, |x, y| x ^ y),
                Op::Xor16 => binary!(u128, u128, |x, y| x ^ y),
                Op::Not1 => unary!(u8, u8, |x: u8| !x),
                Op::Not2 => unary!(u16, u16, |x: u16| !x),
                Op::Not4 => unary!(u32, u32, |x: u32| !x),
                Op::Not8 => unary!(u64, u64, |x: u64| !x),
                Op::Not16 => unary!(u128, u128, |x: u128| !x),
                Op::NotBool => unary!(u8, u8, |x| u8::from(x == 0)),
                Op::Shl1 => shift!(u8, wrapping_shl),
                Op::Shl2 => shift!(u16, wrapping_shl),
                Op::Shl4 => shift!(u32, wrapping_shl),
                Op::Shl8 => shift!(u64, wrapping_shl),
                Op::Shl16 => shift!(u128, wrapping_shl),
                Op::ShrU8 => shift!(u8, wrapping_shr),
                Op::ShrU16 => shift!(u16, wrapping_shr),
                Op::ShrU32 => shift!(u32, wrapping_shr),
                Op::ShrU64 => shift!(u64, wrapping_shr),
                Op::ShrU128 => shift!(u128, wrapping_shr),
                Op::ShrI8 => shift!(i8, wrapping_shr),
                Op::ShrI16 => shift!(i16, wrapping_shr),
                Op::ShrI32 => shift!(i32, wrapping_shr),
                Op::ShrI64 => shift!(i64, wrapping_shr),
                Op::ShrI128 => shift!(i128, wrapping_shr),
                Op::Zero1To2 => unary!(u8, u16, u16::from),
                Op::Zero1To4 => unary!(u8, u32, u32::from),
                Op::Zero1To8 => unary!(u8, u64, u64::from),
                Op::Zero1To16 => unary!(u8, u128, u128::from),
                Op::Zero2To4 => unary!(u16, u32, u32::from),
                Op::Zero2To8 => unary!(u16, u64, u64::from),
                Op::Zero2To16 => unary!(u16, u128, u128::from),
                Op::Zero4To8 => unary!(u32, u64, u64::from),
                Op::Zero4To16 => unary!(u32, u128, u128::from),
                Op::Zero8To16 => unary!(u64, u128, u128::from),
                Op::Sign1To2 => unary!(i8, i16, i16::from),
                Op::Sign1To4 => unary!(i8, i32, i32::from),
                Op::Sign1To8 => unary!(i8, i64, i64::from),
                Op::Sign1To16 => unary!(i8, i128, i128::from),
                Op::Sign2To4 => unary!(i16, i32, i32::from),
                Op::Sign2To8 => unary!(i16, i64, i64::from),
                Op::Sign2To16 => unary!(i16, i128, i128::from),
                Op::Sign4To8 => unary!(i32, i64, i64::from),
                Op::Sign4To16 => unary!(i32, i128, i128::from),
                Op::Sign8To16 => unary!(i64, i128, i128::from),

                // Comparisons.
                Op::Eq1 => binary!(u8, bool, |x, y| x == y),
                Op::Eq2 => binary!(u16, bool, |x, y| x == y),
                Op::Eq4 => binary!(u32, bool, |x, y| x == y),
                Op::Eq8 => binary!(u64, bool, |x, y| x == y),
                Op::Eq16 => binary!(u128, bool, |x, y| x == y),
                Op::Ne1 => binary!(u8, bool, |x, y| x != y),
                Op::Ne2 => binary!(u16, bool, |x, y| x != y),
                Op::Ne4 => binary!(u32, bool, |x, y| x != y),
                Op::Ne8 => binary!(u64, bool, |x, y| x != y),
                Op::Ne16 => binary!(u128, bool, |x, y| x != y),
                Op::LtU8 => binary!(u8, bool, |x, y| x < y),
                Op::LtI8 => binary!(i8, bool, |x, y| x < y),
                Op::LtU16 => binary!(u16, bool, |x, y| x < y),
                Op::LtI16 => binary!(i16, bool, |x, y| x < y),
                Op::LtU32 => binary!(u32, bool, |x, y| x < y),
                Op::LtI32 => binary!(i32, bool, |x, y| x < y),
                Op::LtU64 => binary!(u64, bool, |x, y| x < y),
                Op::LtI64 => binary!(i64, bool, |x, y| x < y),
                Op::LtU128 => binary!(u128, bool, |x, y| x < y),
                Op::LtI128 => binary!(i128, bool, |x, y| x < y),
                Op::LeU8 => binary!(u8, bool, |x, y| x <= y),
                Op::LeI8 => binary!(i8, bool, |x, y| x <= y),
                Op::LeU16 => binary!(u16, bool, |x, y| x <= y),
                Op::LeI16 => binary!(i16, bool, |x, y| x <= y),
                Op::LeU32 => binary!(u32, bool, |x, y| x <= y),
                Op::LeI32 => binary!(i32, bool, |x, y| x <= y),
                Op::LeU64 => binary!(u64, bool, |x, y| x <= y),
                Op::LeI64 => binary!(i64, bool, |x, y| x <= y),
                Op::LeU128 => binary!(u128, bool, |x, y| x <= y),
                Op::LeI128 => binary!(i128, bool, |x, y| x <= y),
                Op::EqF32 => binary!(f32, bool, |x, y| x == y),
                Op::EqF64 => binary!(f64, bool, |x, y| x == y),
                Op::LtF32 => binary!(f32, bool, |x, y| x < y),
                Op::LtF64 => binary!(f64, bool, |x, y| x < y),
                Op::LeF32 => binary!(f32, bool, |x, y| x <= y),
                Op::LeF64 => binary!(f64, bool, |x, y| x <= y),

                // Floats and Dec.
                Op::AddF32 => binary!(f32, f32, |x, y| x + y),
                Op::AddF64 => binary!(f64, f64, |x, y| x + y),
                Op::SubF32 => binary!(f32, f32, |x, y| x - y),
                Op::SubF64 => binary!(f64, f64, |x, y| x - y),
                Op::MulF32 => binary!(f32, f32, |x, y| x * y),
                Op::MulF64 => binary!(f64, f64, |x, y| x * y),
                Op::DivF32 => binary!(f32, f32, |x, y| x / y),
                Op::DivF64 => binary!(f64, f64, |x, y| x / y),
                Op::NegF32 => unary!(f32, f32, |x: f32| -x),
                Op::NegF64 => unary!(f64, f64, |x: f64| -x),
                Op::AddDec => dec!(plus),
                Op::SubDec => dec!(minus),
                Op::MulDec => dec!(times),
                Op::DivDec => dec!(div_by),

                // Hashing.
                Op::HashWord => binary!(u64, u64, hash::word),
                Op::DictFirst => put!(u64, dict::find(&get!(RawList, b), get!(u64, c), dict::NONE)),

                // Jumps.
                Op::Jump => jump!(wide as i32),
                Op::JumpIf => {
                    if get!(u8, a) != 0 {
                        jump!(wide as i32)
                    }
                }
                Op::JumpIfNot => {
                    if get!(u8, a) == 0 {
                        jump!(wide as i32)
                    }
                }
                Op::JumpEq1Imm => jump_if!(usize::from(get!(u8, a)) == b),
                Op::JumpNe1Imm => jump_if!(usize::from(get!(u8, a)) != b),
                Op::JumpEq8 => jump_if!(get!(u64, a) == get!(u64, b)),
                Op::JumpNe8 => jump_if!(get!(u64, a) != get!(u64, b)),
                Op::JumpLtI64 => jump_if!(get!(i64, a) < get!(i64, b)),
                Op::JumpLeI64 => jump_if!(get!(i64, a) <= get!(i64, b)),
                Op::JumpLtU64 => jump_if!(get!(u64, a) < get!(u64, b)),
                Op::JumpLeU64 => jump_if!(get!(u64, a) <= get!(u64, b)),
                Op::JumpEq8Imm => jump_if!(get!(i64, a) == i64::from(b as u16 as i16)),
                Op::JumpNe8Imm => jump_if!(get!(i64, a) != i64::from(b as u16 as i16)),
                Op::JumpLtI64Imm => jump_if!(get!(i64, a) < i64::from(b as u16 as i16)),
                Op::JumpLeI64Imm => jump_if!(get!(i64, a) <= i64::from(b as u16 as i16)),
                Op::JumpGtI64Imm => jump_if!(get!(i64, a) > i64::from(b as u16 as i16)),
                Op::JumpGeI64Imm => jump_if!(get!(i64, a) >= i64::from(b as u16 as i16)),
                Op::JumpLtU64Imm => jump_if!(get!(u64, a) < b as u64),
                Op::JumpLeU64Imm => jump_if!(get!(u64, a) <= b as u64),
                Op::JumpGtU64Imm => jump_if!(get!(u64, a) > b as u64),
                Op::JumpGeU64Imm => jump_if!(get!(u64, a) >= b as u64),
                Op::Switch1 => switch!(u8),
                Op::Switch2 => switch!(u16),
                Op::Switch4 => switch!(u32),
                Op::Switch8 => switch!(u64),

                // Calls.
                Op::Call => enter!(wide, fp.add(a), None),
                Op::TailCall => {
                    let record = functions.add(wide as usize);
                    fp.copy_from(fp.add(a), (*record).args_end() as usize);
                    if Stack::fits(fp, csp, (*record).frame_size as usize) {
                        pc = code.add((*record).code_start as usize);
                    } else {
                        Registers { pc, fp, csp } = run.tail_call_across(wide, Registers { pc, fp, csp })?;
                    }
                }
                Op::CallClosure => {
                    let sizes = extension!();
                    let closure = pointer!(a).cast::<Closure>();
                    if program.owns(closure) {
                        let captures = closure.cast::<u8>().add(ClosureRecord::HEAD);
                        enter!((*closure).function, fp.add(b), Some(captures));
                    } else {
                        run.call_foreign(closure, fp.add(b), (sizes >> 32) as usize);
                    }
                }
                Op::CallHosted => {
                    // The sizes are for the validator.
                    pc = pc.add(1);
                    let hosted = *program.hosted.as_ptr().add(c);
                    hosted(ptr::from_ref(run.ops).cast_mut(), fp.add(a).cast(), fp.add(b).cast());
                }
                Op::LowLevelCall => {
                    let layout = extension!() as u32;
                    memory::low_level(run, c as u16, fp.add(a), fp.add(b), layout)?;
                }
                Op::ListAppend => {
                    let layout = extension!() as u32;
                    if !memory::append(run, fp.add(a), fp.add(b), layout) {
                        memory::low_level(run, c as u16, fp.add(a), fp.add(b), layout)?;
                    }
                }
                Op::ListSet => {
                    let layout = extension!() as u32;
                    if !memory::set(run, fp.add(a), fp.add(b), layout) {
                        memory::low_level(run, c as u16, fp.add(a), fp.add(b), layout)?;
                    }
                }
                Op::Return => leave!(),
                Op::Return1 => give!(Bytes<u8>),
                Op::Return2 => give!(Bytes<u16>),
                Op::Return4 => give!(Bytes<u32>),
                Op::Return8 => give!(Bytes<u64>),
                Op::Return16 => give!(Bytes<u128>),
                Op::Return24 => give!(Bytes<[u64; 3]>),
                Op::ReturnN => {
                    fp.copy_from(fp.add(a), b);
                    leave!()
                }
                Op::Crash => return Err(Crash::Message(get!(RocStr, a))),
                Op::CrashData => {
                    return Err(Crash::Constant(core::slice::from_raw_parts(
                        program.image.data.as_ptr().add(wide as usize),
                        a,
                    )));
                }
                Op::Unreachable => return crash::stop(crash::UNREACHABLE),

                // Memory.
                Op::MakeBox => {
                    let layout = extension!() as u32;
                    let data = memory::make_box(run, layout, fp.add(b));
                    put!(*const u8, data)
                }
                Op::TakeBox => memory::take_box(run, extension!() as u32, fp.add(a), pointer!(b)),
                Op::Load1 => load!(Bytes<u8>),
                Op::Load2 => load!(Bytes<u16>),
                Op::Load4 => load!(Bytes<u32>),
                Op::Load8 => load!(Bytes<u64>),
                Op::Load16 => load!(Bytes<u128>),
                Op::Load24 => load!(Bytes<[u64; 3]>),
                Op::LoadN => {
                    let offset = extension!() as u32 as i32 as isize;
                    fp.add(a).copy_from_nonoverlapping(pointer!(b).offset(offset), c)
                }
                Op::Store1 => store!(Bytes<u8>),
                Op::Store2 => store!(Bytes<u16>),
                Op::Store4 => store!(Bytes<u32>),
                Op::Store8 => store!(Bytes<u64>),
                Op::Store16 => store!(Bytes<u128>),
                Op::Store24 => store!(Bytes<[u64; 3]>),
                Op::StoreN => {
                    let offset = extension!() as u32 as i32 as isize;
                    pointer!(a).offset(offset).copy_from_nonoverlapping(fp.add(b), c)
                }
                Op::MakeList => {
                    let count = extension!() as u32;
                    put!(RawList, memory::make_list(run, wide, count as usize))
                }
                Op::ListLoad1 => list_load!(Bytes<u8>),
                Op::ListLoad2 => list_load!(Bytes<u16>),
                Op::ListLoad4 => list_load!(Bytes<u32>),
                Op::ListLoad8 => list_load!(Bytes<u64>),
                Op::ListLoad16 => list_load!(Bytes<u128>),
                Op::ListLoad24 => list_load!(Bytes<[u64; 3]>),
                Op::ListLoadN => {
                    let size =
                        program.image.layouts.get_unchecked(extension!() as u32 as usize).size as usize;
                    let element = pointer!(b).add(get!(usize, c) * size);
                    fp.add(a).copy_from_nonoverlapping(element, size)
                }
                Op::MakeClosure => {
                    let ids = extension!();
                    let closure = closure::make(program, run.ops, ids as u32, (ids >> 32) as u32, fp.add(b));
                    put!(*const u8, closure.as_ptr())
                }
                Op::RetainStr => {
                    if let Some(data) = get!(RocStr, a).allocation() {
                        counted::retain_ptr(data, 1)
                    }
                }
                Op::RetainList => {
                    if let Some(data) = get!(RawList, a).allocation() {
                        counted::retain_ptr(data, 1)
                    }
                }
                Op::RetainPointer => {
                    if let Some(data) = NonNull::new(pointer!(a)) {
                        counted::retain_ptr(data, 1)
                    }
                }
                Op::Retain => memory::retain(run, wide, fp.add(a)),
                Op::ReleaseStr => memory::release_str(run, fp.add(a)),
                Op::Release => memory::release(run, wide, fp.add(a)),

                // Return addresses.
                Op::LeaveRun => return Ok(fp),
                Op::LeaveChunk => Registers { pc, fp, csp } = run.stack.leave(fp),
            }
        }
    }
}
