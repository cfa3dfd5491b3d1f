//! The text form: what is printed is parsed again to the same, and mistakes are reported with their lines.

use roc_lower::lir::text::{parse, print};
use roc_lower::lir::verify::verify;

const EVERYTHING: &str = r##"
# Every kind of line once.
type Model = { I64, List(Str) }
type Tree = [(), (I64, Box(Tree), Box(Tree))]
hosted "roc_host__put" (Str) -> {}
entry "roc__init" (I64) -> Box(Opaque) = init
entry "roc__sum" (Box(Opaque)) -> I64 = "the sum"

fn init(count: I64) -> Box(Model) {
start:
    log: List(Str) = const ["a", "a string that is longer than twenty-three bytes \"\n\u{1}"]
    model: Model = struct count, log
    boxed: Box(Model) = box model
    return boxed
}

fn "the sum"(tree: Box(Tree)) -> I64 {
start:
    which: U8 = discriminant tree
    switch which, 0 => leaf, else => node
leaf:
    zero: I64 = 0
    return zero
node:
    value: I64 = payload tree, 1, 0
    left: Box(Tree) = payload tree, 1, 1
    right: Box(Tree) = payload tree, 1, 2
    a: I64 = call "the sum"(left)
    b: I64 = call "the sum"(right)
    ab: I64 = add a, b
    sum: I64 = add ab, value
    return sum
}

fn scale(x: F64) captures { F64, Str } -> F64 {
start:
    factor: F64 = capture 0
    product: F64 = multiply x, factor
    return product
}

fn rest(flag: Bool, list: List({ U8@8, I64@0 }), index: U64, text: Str) -> Str {
start:
    branch flag, one, two
one:
    pair: { U8@8, I64@0 } = element list, index
    length: U64 = length list
    byte: U8 = field pair, 0
    wide: I64 = convert byte
    factor: F64 = -1.5e300
    nan: F64 = 0x7ff8000000000000
    big: U128 = 340282366920938463463374607431768211455
    f: Closure = closure scale(factor, text)
    scaled: F64 = call_closure f(nan)
    equal: Bool = less_or_equal scaled, factor
    unit: {} = call_hosted "roc_host__put"(text)
    tree: Tree = tag 0
    constant: Tree = const tag 1 (5, box tag 0 (), box tag 0 ())
    bytes: List(U8) = const bytes "00ff7f"
    record: { Str, F32 } = const { "x", 1.5 }
    empty: {} = const {}
    g: Closure = const fn init
    same: Closure = copy g
    longer: Str = low_level Str.concat(text, text)
    return longer
two:
    flag = not flag
    branch flag, one, three
three:
    crash "no"
four:
    crash text
five:
    jump four
six:
    unreachable
}
"##;

#[test]
fn printing_and_parsing_are_inverse() {
    let program = parse(EVERYTHING).unwrap();
    assert_eq!(verify(&program), []);
    let printed = print(&program);
    let again = parse(&printed).unwrap_or_else(|error| panic!("{error}\n{printed}"));
    assert_eq!(print(&again), printed);
    assert_eq!(program.platform_digest(), again.platform_digest());
    for word in ["T0", "low_level Str.concat", "@8", "-1.5e300", "box tag 0 ()", "\\u{1}", "else => b"] {
        assert!(printed.contains(word), "{word} is missing in\n{printed}");
    }
}

#[test]
fn mistakes_have_lines() {
    let body = |line: &str| format!("fn f(x: I64) -> I64 {{\nb:\n    {line}\n    return x\n}}\n");
    for (line, text, expected) in [
        (1, "fn f(x: I65) -> I64 {".to_owned(), "unknown type `I65`"),
        (1, "what".to_owned(), "expected type, hosted, entry or fn"),
        (1, "entry \"e\" () -> {} = f".to_owned(), "unknown function `f`"),
        (1, "fn f() -> {} {\n".to_owned(), "no closing brace"),
        (3, body("y = add x, x"), "unknown variable or statement `y`"),
        (3, body("x = add x, y"), "unknown variable `y`"),
        (3, body("x = plus x, x"), "unknown operation `plus`"),
        (3, body("x = 5 5"), "expected the end of the line, found `5`"),
        (3, body("x = 0.5"), "expected a number, found `0.5`"),
        (3, body("s: Str = const \"open"), "without its closing quote"),
        (3, body("s: Str = low_level Str.nothing(x)"), "unknown low-level operation `Str.nothing`"),
        (4, body("jump nowhere"), "expected the name of the next block"),
        (3, "fn f() -> {} {\nb:\n    jump nowhere\n}\n".to_owned(), "there is no block `nowhere`"),
    ] {
        let error = parse(&text).unwrap_err();
        assert!(error.message.contains(expected), "{text}\n{error}");
        if !expected.contains("no closing") && !expected.contains("no block") {
            assert_eq!(error.line, line, "{text}\n{error}");
        }
    }
}

#[test]
fn the_verifier_finds_mistakes() {
    let checks = [
        ("y: I64 = not flag\n    return y", "Not is not for these layouts"),
        ("y: U8 = 1\n    z: I64 = add x, y\n    return z", "the second operand v2"),
        ("branch x, b, b", "the condition v0"),
        ("return flag", "the returned value v1"),
        ("y: I64 = copy z\n    z: I64 = 1\n    return y", "v3 may have no value"),
        ("y: I64 = call f(x)\n    return y", "1 values where 2 are expected"),
        ("s: Str = const \"\"\n    y: I64 = length s\n    return y", "the length of what is no list"),
        ("y: List(I64) = list x, flag\n    return x", "element v1"),
        ("y: Str = low_level Str.trim(x)\n    return x", "argument 0 of Str.trim is not a Str"),
        ("y: I64 = discriminant x\n    return y", "a discriminant of what is no union"),
    ];
    for (body, expected) in checks {
        let text = format!("fn f(x: I64, flag: Bool) -> I64 {{\nb:\n    {body}\n}}\n");
        let errors = verify(&parse(&text).unwrap_or_else(|error| panic!("{error}\n{text}")));
        assert!(errors.iter().any(|error| error.message.contains(expected)), "{text}\n{errors:?}");
    }
    let text = "fn f(flag: Bool) -> I64 {\na:\n    branch flag, b, c\nb:\n    x: I64 = 1\n    jump c\nc:\n    return x\n}\n";
    assert_eq!(verify(&parse(text).unwrap())[0].message, "v1 may have no value");
}
