//! Each instruction on numbers, one at a time: b at 16, c at 32, the result at 0.

#[macro_use]
mod support;

use roc_shim_abi::testing::TestHost;
use roc_shim_image::op::{Kind, Op};
use support::{Source, frame, run};

/// Does one instruction; 16 bytes of its result, zero where it doesn't write.
fn one(op: Op, operands: &[i64], b: i128, c: i128) -> Result<i128, String> {
    let mut source = Source::new(0);
    source.function("one", frame(64, 48, 16), |code, _| {
        code.emit(op, operands);
        code!(code: Return16 0;);
    });
    let host = TestHost::new();
    let ops = host.ops();
    source.block().with(&[], |program| run::<[i128; 3], i128>(program, &ops, "one", [0, b, c]))
}

fn crash(text: &str) -> Result<i128, String> {
    Err(text.to_owned())
}

#[test]
fn binary_operations() {
    const ADD: &str = "Integer addition overflowed";
    const SUB: &str = "Integer subtraction overflowed";
    const MUL: &str = "Integer multiplication overflowed";
    let f = |x: f64| i128::from(x.to_bits());
    let f4 = |x: f32| i128::from(x.to_bits());
    let ok = Ok::<i128, &str>;
    let unsigned = |x: u128| x as i128;
    #[rustfmt::skip]
    let cases = [
        (Op::AddU8, 200, 55, ok(255)), (Op::AddU8, 200, 56, Err(ADD)), (Op::AddI8, -100, -28, ok(0x80)),
        (Op::AddI8, -100, -29, Err(ADD)), (Op::AddU16, 65_535, 1, Err(ADD)), (Op::AddI16, 32_767, 1, Err(ADD)),
        (Op::AddU32, 1 << 31, 1 << 31, Err(ADD)), (Op::AddI32, 5, -6, ok(0xffff_ffff)),
        (Op::AddU64, i64::MAX as i128, 1, ok(1 << 63)), (Op::AddI64, i64::MAX as i128, 1, Err(ADD)),
        (Op::AddU128, -1, 1, Err(ADD)), (Op::AddI128, -1, 1, ok(0)), (Op::AddI128, i128::MAX, 1, Err(ADD)),
        (Op::SubU8, 3, 4, Err(SUB)), (Op::SubI8, 3, 4, ok(255)), (Op::SubU16, 0, 1, Err(SUB)),
        (Op::SubI16, -32_768, 1, Err(SUB)), (Op::SubU32, 9, 9, ok(0)), (Op::SubI32, i32::MIN as i128, 1, Err(SUB)),
        (Op::SubU64, 5, 6, Err(SUB)), (Op::SubI64, i64::MIN as i128, 1, Err(SUB)),
        (Op::SubU128, 0, 1, Err(SUB)), (Op::SubI128, i128::MIN, 1, Err(SUB)),
        (Op::MulU8, 16, 16, Err(MUL)), (Op::MulI8, -16, 8, ok(128)), (Op::MulU16, 256, 256, Err(MUL)),
        (Op::MulI16, -181, 181, ok(0x8007)), (Op::MulU32, 65_536, 65_536, Err(MUL)), (Op::MulI32, -2, 3, ok(0xffff_fffa)),
        (Op::MulU64, 1 << 32, 1 << 32, Err(MUL)), (Op::MulI64, -1, i64::MIN as i128, Err(MUL)),
        (Op::MulU128, unsigned(1 << 127), 2, Err(MUL)), (Op::MulU128, -1, 1, ok(-1)),
        (Op::MulU128, 1 << 64, (1 << 64) - 1, ok(unsigned(((1 << 64) - 1) << 64))),
        (Op::MulI128, i128::MIN, -1, Err(MUL)), (Op::MulI128, -(1 << 100), 1 << 27, ok(i128::MIN)),
        (Op::MulI128, 1 << 64, 1 << 63, Err(MUL)), (Op::MulI128, -3, 4, ok(-12)),
        (Op::DivU8, 200, 7, ok(28)), (Op::DivI8, -128, -1, Err("Integer division overflowed")),
        (Op::DivI16, -7, 2, ok(0xfffd)), (Op::DivU16, 7, 0, Err("U16 division by zero")),
        (Op::DivU32, 1 << 31, 2, ok(1 << 30)), (Op::DivI32, 7, 0, Err("I32 division by zero")),
        (Op::DivU64, 1 << 63, 3, ok((1 << 63) / 3)), (Op::DivI64, -9, 2, ok(-4 & 0xffff_ffff_ffff_ffff)),
        (Op::RemU8, 200, 7, ok(4)), (Op::RemI8, -128, -1, ok(0)), (Op::RemU16, 9, 0, Err("U16 remainder by zero")),
        (Op::RemI16, -7, 2, ok(0xffff)), (Op::RemU32, 7, 4, ok(3)), (Op::RemI32, i32::MIN as i128, -1, ok(0)),
        (Op::RemU64, 1 << 63, 10, ok(8)), (Op::RemI64, 5, 0, Err("I64 remainder by zero")),
        (Op::AddWrap1, 255, 2, ok(1)), (Op::AddWrap2, 65_535, 2, ok(1)), (Op::AddWrap4, 0xffff_ffff, 2, ok(1)),
        (Op::AddWrap8, u64::MAX as i128, 2, ok(1)), (Op::AddWrap16, -1, 2, ok(1)),
        (Op::SubWrap1, 0, 1, ok(255)), (Op::SubWrap2, 0, 1, ok(65_535)), (Op::SubWrap4, 0, 1, ok(0xffff_ffff)),
        (Op::SubWrap8, 0, 1, ok(u64::MAX as i128)), (Op::SubWrap16, 0, 1, ok(-1)),
        (Op::MulWrap1, 16, 17, ok(16)), (Op::MulWrap2, 256, 257, ok(256)), (Op::MulWrap4, 65_536, 65_537, ok(65_536)),
        (Op::MulWrap8, 1 << 32, (1 << 32) + 1, ok(1 << 32)), (Op::MulWrap16, 1 << 64, (1 << 64) + 1, ok(1 << 64)),
        (Op::And1, 0xff0f, 0x3c, ok(0x0c)), (Op::And2, 0xf0f0, 0xff, ok(0xf0)), (Op::And4, -1, 7, ok(7)),
        (Op::And8, -1, 7, ok(7)), (Op::And16, -1, 7 << 100, ok(7 << 100)),
        (Op::Or1, 1, 2, ok(3)), (Op::Or2, 1, 256, ok(257)), (Op::Or4, 1, 65_536, ok(65_537)), (Op::Or8, 1, 2, ok(3)),
        (Op::Or16, 1 << 100, 1, ok((1 << 100) | 1)),
        (Op::Xor1, 3, 1, ok(2)), (Op::Xor2, 3, 1, ok(2)), (Op::Xor4, 3, 1, ok(2)), (Op::Xor8, 3, 1, ok(2)),
        (Op::Xor16, -1, 1, ok(-2)),
        (Op::Shl1, 1, 9, ok(2)), (Op::Shl2, 1, 17, ok(2)), (Op::Shl4, 1, 33, ok(2)), (Op::Shl8, 1, 65, ok(2)),
        (Op::Shl16, 1, 129, ok(2)), (Op::Shl16, 1, 100, ok(1 << 100)),
        (Op::ShrU8, 0x80, 7, ok(1)), (Op::ShrU16, 0x8000, 15, ok(1)), (Op::ShrU32, 1 << 31, 31, ok(1)),
        (Op::ShrU64, 1 << 63, 63, ok(1)), (Op::ShrU128, -1, 127, ok(1)),
        (Op::ShrI8, -128, 7, ok(255)), (Op::ShrI16, -4, 1, ok(65_534)), (Op::ShrI32, -4, 1, ok(0xffff_fffe)),
        (Op::ShrI64, 4, 1, ok(2)), (Op::ShrI128, -4, 1, ok(-2)),
        (Op::Eq1, 0x101, 0x201, ok(1)), (Op::Eq2, 1, 2, ok(0)), (Op::Eq4, 1, 1, ok(1)), (Op::Eq8, 1, 2, ok(0)),
        (Op::Eq16, 1 << 100, 1 << 100, ok(1)), (Op::Ne1, 1, 2, ok(1)), (Op::Ne2, 1, 1, ok(0)), (Op::Ne4, 1, 2, ok(1)),
        (Op::Ne8, 1, 2, ok(1)), (Op::Ne16, 1, 1, ok(0)),
        (Op::LtU8, 1, 255, ok(1)), (Op::LtI8, 1, 255, ok(0)), (Op::LtU16, 1, 65_535, ok(1)), (Op::LtI16, 1, 65_535, ok(0)),
        (Op::LtU32, 1, -1, ok(1)), (Op::LtI32, 1, -1, ok(0)), (Op::LtU64, 1, -1, ok(1)), (Op::LtI64, 1, -1, ok(0)),
        (Op::LtU128, 1, -1, ok(1)), (Op::LtI128, 1, -1, ok(0)),
        (Op::LeU8, 255, 255, ok(1)), (Op::LeI8, 1, 255, ok(0)), (Op::LeU16, 2, 1, ok(0)), (Op::LeI16, -1, 0, ok(1)),
        (Op::LeU32, 1, 1, ok(1)), (Op::LeI32, 1, -1, ok(0)), (Op::LeU64, -1, 1, ok(0)), (Op::LeI64, 1, 1, ok(1)),
        (Op::LeU128, -1, 1, ok(0)), (Op::LeI128, -1, 1, ok(1)),
        (Op::AddF64, f(0.1), f(0.2), ok(f(0.1 + 0.2))), (Op::SubF64, f(1.0), f(0.5), ok(f(0.5))),
        (Op::MulF64, f(3.0), f(0.5), ok(f(1.5))), (Op::DivF64, f(1.0), f(0.0), ok(f(f64::INFINITY))),
        (Op::AddF32, f4(0.1), f4(0.2), ok(f4(0.1 + 0.2))), (Op::SubF32, f4(1.0), f4(0.5), ok(f4(0.5))),
        (Op::MulF32, f4(3.0), f4(0.5), ok(f4(1.5))), (Op::DivF32, f4(1.0), f4(4.0), ok(f4(0.25))),
        (Op::EqF64, f(f64::NAN), f(f64::NAN), ok(0)), (Op::EqF64, f(0.0), f(-0.0), ok(1)), (Op::LtF64, f(1.0), f(2.0), ok(1)),
        (Op::LeF64, f(f64::NAN), f(1.0), ok(0)), (Op::EqF32, f4(1.0), f4(1.0), ok(1)), (Op::LtF32, f4(2.0), f4(1.0), ok(0)),
        (Op::LeF32, f4(1.0), f4(1.0), ok(1)),
        (Op::AddDec, 1, 2, ok(3)), (Op::AddDec, i128::MAX, 1, Err("Decimal addition overflowed!")), (Op::SubDec, 1, 2, ok(-1)),
        (Op::SubDec, i128::MIN, 1, Err("Decimal subtraction overflowed!")),
        (Op::MulDec, 1_500_000_000_000_000_000, 2_000_000_000_000_000_000, ok(3_000_000_000_000_000_000)),
        (Op::MulDec, i128::MAX, 2_000_000_000_000_000_000, Err("Decimal multiplication overflowed!")),
        (Op::DivDec, 1_000_000_000_000_000_000, 3_000_000_000_000_000_000, ok(333_333_333_333_333_333)),
        (Op::DivDec, 1, 0, Err("Decimal division by 0!")),
        (Op::HashWord, 1, 2, ok(i128::from(roc_shim_builtins::hash::word(1, 2)))),
    ];
    for (op, b, c, expected) in cases {
        assert_eq!(one(op, &[0, 16, 32], b, c), expected.map_err(str::to_owned), "{op:?} {b} {c}");
    }
    // Every instruction with these operands is in the table above, unless it follows pointers.
    for &op in Op::ALL {
        if let [Kind::Write(_), Kind::Read(_), Kind::Read(_)] = op.info().operands {
            assert!(!op.info().plain || cases.iter().any(|case| case.0 == op), "{op:?} has no case");
        }
    }
}

#[test]
fn unary_operations() {
    let ok = Ok::<i128, &str>;
    const NEG: &str = "Integer negation overflowed";
    let f = |x: f64| i128::from(x.to_bits());
    #[rustfmt::skip]
    let cases = [
        (Op::Move1, 0x1234, ok(0x34)), (Op::Move2, 0x12345, ok(0x2345)), (Op::Move4, -1, ok(0xffff_ffff)),
        (Op::Move8, -1, ok(u64::MAX as i128)), (Op::Move16, -1, ok(-1)), (Op::Move24, 7, ok(7)),
        (Op::NegI8, -128, Err(NEG)), (Op::NegI8, 1, ok(255)), (Op::NegI16, 1, ok(65_535)), (Op::NegI32, 1, ok(0xffff_ffff)),
        (Op::NegI64, i64::MIN as i128, Err(NEG)), (Op::NegI128, i128::MIN, Err(NEG)), (Op::NegI128, 5, ok(-5)),
        (Op::Not1, 1, ok(254)), (Op::Not2, 1, ok(65_534)), (Op::Not4, 1, ok(0xffff_fffe)),
        (Op::Not8, 0, ok(u64::MAX as i128)), (Op::Not16, 0, ok(-1)), (Op::NotBool, 1, ok(0)), (Op::NotBool, 0, ok(1)),
        (Op::NegF64, f(1.5), ok(f(-1.5))), (Op::NegF32, i128::from(1.5f32.to_bits()), ok(i128::from((-1.5f32).to_bits()))),
        (Op::Zero1To2, -1, ok(255)), (Op::Zero1To4, -1, ok(255)), (Op::Zero1To8, -1, ok(255)), (Op::Zero1To16, -1, ok(255)),
        (Op::Zero2To4, -1, ok(65_535)), (Op::Zero2To8, -1, ok(65_535)), (Op::Zero2To16, -1, ok(65_535)),
        (Op::Zero4To8, -1, ok(0xffff_ffff)), (Op::Zero4To16, -1, ok(0xffff_ffff)), (Op::Zero8To16, -1, ok(u64::MAX as i128)),
        (Op::Sign1To2, 128, ok(0xff80)), (Op::Sign1To4, 128, ok(0xffff_ff80)), (Op::Sign1To8, 127, ok(127)),
        (Op::Sign1To16, 128, ok(-128)), (Op::Sign2To4, 65_535, ok(0xffff_ffff)), (Op::Sign2To8, 1, ok(1)),
        (Op::Sign2To16, 65_535, ok(-1)), (Op::Sign4To8, 0xffff_ffff, ok(u64::MAX as i128)),
        (Op::Sign4To16, 0xffff_ffff, ok(-1)), (Op::Sign8To16, u64::MAX as i128, ok(-1)),
    ];
    for (op, b, expected) in cases {
        assert_eq!(one(op, &[0, 16], b, 0), expected.map_err(str::to_owned), "{op:?} {b}");
    }
    for &op in Op::ALL {
        if let [Kind::Write(_), Kind::Read(_)] = op.info().operands {
            assert!(cases.iter().any(|case| case.0 == op), "{op:?} has no case");
        }
    }
}

#[test]
fn constants_and_numbers_in_instructions() {
    let all = u64::MAX as i128;
    #[rustfmt::skip]
    let cases = [
        (Op::Const1, &[0, -1][..], Ok(255)), (Op::Const2, &[0, -1], Ok(65_535)), (Op::Const4, &[0, -1], Ok(0xffff_ffff)),
        (Op::Const8, &[0, -1], Ok(all)), (Op::Const16, &[0, -1], Ok(-1)), (Op::Const8Wide, &[0, i64::MIN], Ok(1 << 63)),
        (Op::Const16Wide, &[0, 5, 1], Ok((1 << 64) | 5)),
        (Op::AddI64Imm, &[0, 16, -5], Ok(95)), (Op::SubI64Imm, &[0, 16, -5], Ok(105)), (Op::MulI64Imm, &[0, 16, -2], Ok(-200 & all)),
        (Op::AddU64Imm, &[0, 16, 65_535], Ok(65_635)), (Op::SubU64Imm, &[0, 16, 101], crash("Integer subtraction overflowed")),
        (Op::MulU64Imm, &[0, 16, 3], Ok(300)), (Op::AddWrap8Imm, &[0, 16, -101], Ok(all)),
        (Op::MoveN, &[1, 16, 2], Ok(100 << 8)),
    ];
    for (op, operands, expected) in cases {
        assert_eq!(one(op, operands, 100, 0), expected, "{op:?}");
    }
}

#[test]
fn jumps() {
    // Whether the jump is taken, for a at 16 and b at 32 or a number.
    let taken = |op: Op, operands: &[i64], a: i128, b: i128| {
        let mut source = Source::new(0);
        source.function("one", frame(64, 48, 16), |code, _| {
            let there = code.label();
            let mut all = operands.to_vec();
            all.push(there.into());
            code.emit(op, &all);
            code!(code: Const16 0, 1; Return16 0;);
            code.bind(there);
            code!(code: Const16 0, 2; Return16 0;);
        });
        let host = TestHost::new();
        let ops = host.ops();
        let result = source.block().with(&[], |p| run::<[i128; 3], i128>(p, &ops, "one", [0, a, b]));
        result == Ok(2)
    };
    #[rustfmt::skip]
    let two = [
        (Op::JumpEq8, [false, true, false, false]), (Op::JumpNe8, [true, false, true, true]),
        (Op::JumpLtI64, [true, false, false, true]), (Op::JumpLeI64, [true, true, false, true]),
        (Op::JumpLtU64, [true, false, false, false]), (Op::JumpLeU64, [true, true, false, false]),
    ];
    for (op, expected) in two {
        let found = [(1, 2), (2, 2), (3, 2), (-1, 2)].map(|(a, b)| taken(op, &[16, 32], a, b));
        assert_eq!(found, expected, "{op:?}");
    }
    #[rustfmt::skip]
    let number = [
        (Op::JumpEq8Imm, [false, true, false, false]), (Op::JumpNe8Imm, [true, false, true, true]),
        (Op::JumpLtI64Imm, [true, false, false, true]), (Op::JumpLeI64Imm, [true, true, false, true]),
        (Op::JumpGtI64Imm, [false, false, true, false]), (Op::JumpGeI64Imm, [false, true, true, false]),
        (Op::JumpLtU64Imm, [true, false, false, false]), (Op::JumpLeU64Imm, [true, true, false, false]),
        (Op::JumpGtU64Imm, [false, false, true, true]), (Op::JumpGeU64Imm, [false, true, true, true]),
        (Op::JumpEq1Imm, [false, true, false, false]), (Op::JumpNe1Imm, [true, false, true, true]),
    ];
    for (op, expected) in number {
        let found = [1, 2, 3, -1].map(|a| taken(op, &[16, 2], a, 0));
        assert_eq!(found, expected, "{op:?}");
    }
    assert!(taken(Op::JumpIf, &[16], 1, 0) && !taken(Op::JumpIf, &[16], 256, 0));
    assert!(!taken(Op::JumpIfNot, &[16], 1, 0) && taken(Op::JumpIfNot, &[16], 256, 0));
    assert!(taken(Op::Jump, &[], 0, 0));
}

#[test]
fn switches() {
    for (op, all) in [(Op::Switch1, 255), (Op::Switch2, 65_535), (Op::Switch4, 1 << 31), (Op::Switch8, -1)] {
        let mut source = Source::new(0);
        source.function("pick", frame(32, 16, 16), |code, _| {
            let cases = [code.label(), code.label(), code.label()];
            code.emit(op, &[0, 3]);
            cases.iter().for_each(|&case| code.emit(Op::Jump, &[case.into()]));
            for (number, case) in (10..).zip(cases) {
                code.bind(case);
                code!(code: Const16 0, number; Return16 0;);
            }
        });
        let host = TestHost::new();
        let ops = host.ops();
        source.block().with(&[], |program| {
            for (value, expected) in [(0, 10), (1, 11), (2, 12), (3, 12), (all, 12)] {
                assert_eq!(run::<i128, i128>(program, &ops, "pick", value), Ok(expected), "{op:?} {value}");
            }
        });
    }
}
