//! Habits from other languages, recognised at the place of a syntax error, and how the thing is written in Roc.

/// A hint for a syntax error at the token `found`, between the tokens `before` and `after`.
pub(crate) fn hint(before: &str, found: &str, after: &str) -> Option<String> {
    let habit = match (before, found, after) {
        ("&", _, _) | (_, "&", _) => {
            "Write `and` for a logical and; bits are combined with `.bitwise_and(…)`."
        }
        (_, "|", "|") | ("|", "|", _) | ("|", _, _) => "Write `or` for a logical or.",
        ("+" | "-" | "*" | "/", "=", _) | ("+", "+", _) => "Write `$name = $name + 1`.",
        ("==", "=", _) => "Write `==`.",
        (_, "=", _) => {
            "To compare, write `==`. A definition is `name = value`, where the name begins with a small letter."
        }
        (_, ";", _) => "Statements end with their line; leave out the semicolon.",
        (_, "null" | "nil" | "None" | "undefined", _) => {
            "There is no null; use a tag such as `Missing`, or a `Try`."
        }
        ("let" | "const" | "val" | "mut", _, _) => {
            "A definition is only `name = value`; a name that changes is `var $name = value`."
        }
        ("fn" | "func" | "function" | "def" | "fun" | "lambda", _, _) => {
            "A function is a value: `name = |a, b| a + b`."
        }
        ("switch" | "case" | "when", _, _) => "Write `match value { Pattern => result }`.",
        ("elif" | "elseif" | "elsif", _, _) => "Write `else if`.",
        ("struct" | "enum" | "class" | "type" | "data" | "interface", _, _) => {
            "A type is declared as `Name := …`."
        }
        (_, "\\", _) => "A function is written `|a, b| a + b`.",
        (_, "<-", _) => "Write `name = value?` to go on with the value of an `Ok`.",
        ("^", _, _) | (_, "^", _) => "Powers are `.pow_int(…)`, exclusive or is `.bitwise_xor(…)`.",
        (_, "try", _) | ("try", _, _) => "Put `?` behind the expression to hand an `Err` on.",
        (_, "@", _) => "Opaque types are declared with `::` and need no `@`.",
        _ => return None,
    };
    Some(habit.to_owned())
}
