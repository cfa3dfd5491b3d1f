//! What is too large is an error, what is merely large works.

mod run;

use roc_lower::emit::{EmitError, emit};
use roc_lower::image::{count, finish};
use roc_lower::lir::text::parse;
use roc_lower::lir::{Binary, Bits, FunctionBuilder, Layouts, Program, Rhs, Terminator};
use run::Loaded;

/// A type of `8 * 10 ^ levels` bytes, as text.
fn nested(levels: u32) -> String {
    let mut text = "type T0 = { I64 }\n".to_owned();
    for level in 1..=levels {
        let part = format!("T{}", level - 1);
        text.push_str(&format!("type T{level} = {{ {} }}\n", vec![part; 10].join(", ")));
    }
    text
}

#[test]
fn a_frame_too_large_names_its_function() {
    for (levels, fits) in [(3, true), (4, false), (9, false)] {
        let text = nested(levels)
            + &format!(
                "fn large(x: T{levels}) -> T{levels} {{\nb:\n    y: T{levels} = copy x\n    return y\n}}\n"
            );
        // As it is: its copy would be left out otherwise.
        let mut program = parse(&text).unwrap();
        count(&mut program);
        match emit(&program) {
            Ok(_) => assert!(fits),
            Err(EmitError::Frame { function, bytes }) => {
                assert!(!fits && function == "large" && bytes > 65_000, "{function} {bytes}");
            }
            Err(other) => panic!("{other}"),
        }
    }
}

/// A function of so many additions, each behind a branch.
fn long(length: i128) -> Program {
    let mut program = Program::new();
    let mut builder = FunctionBuilder::new("main", Layouts::I64);
    let sum = builder.int(Layouts::I64, 0);
    for number in 0..length {
        let (then, after) = (builder.block(), builder.block());
        let value = builder.int(Layouts::I64, number);
        let condition = builder.push(Layouts::BOOL, Rhs::Binary(Binary::LessOrEqual, sum, value));
        builder.terminate(Terminator::Branch { condition, then, otherwise: after });
        builder.switch_to(then);
        builder.assign(sum, Rhs::Binary(Binary::Add, sum, value));
        builder.terminate(Terminator::Jump(after));
        builder.switch_to(after);
    }
    builder.terminate(Terminator::Return(sum));
    program.functions.push(builder.finish());
    program
}

#[test]
fn long_functions_work() {
    let mut program = long(3_000);
    finish(&mut program);
    let expected = (0..3_000i64).fold(0, |sum, number| if sum <= number { sum + number } else { sum });
    assert_eq!(Loaded::new(program).unwrap().run("main").outcome, format!("= {expected}"));
}

#[test]
fn many_values_at_once_work() {
    let mut program = Program::new();
    let list = program.layouts.list(Layouts::I64);
    let mut builder = FunctionBuilder::new("main", list);
    let mut elements = vec![builder.int(Layouts::I64, 1)];
    for _ in 1..1_000 {
        let last = elements[elements.len() - 1];
        let one = builder.push(Layouts::I64, Rhs::Number(Bits::int(1)));
        elements.push(builder.push(Layouts::I64, Rhs::Binary(Binary::Add, last, one)));
    }
    let result = builder.push(list, Rhs::List(elements.into()));
    builder.terminate(Terminator::Return(result));
    program.functions.push(builder.finish());
    finish(&mut program);
    let expected: Vec<String> = (1..=1_000).map(|number| number.to_string()).collect();
    assert_eq!(Loaded::new(program).unwrap().run("main").outcome, format!("= [{}]", expected.join(", ")));
}
