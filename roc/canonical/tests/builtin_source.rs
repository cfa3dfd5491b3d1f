//! `builtin/Builtin.roc` is put together from `builtin/parts`; this test keeps it up to date (`UPDATE=1` renews it)
//! and compares its annotation-only declarations with the table of low-level operations.

use roc_base::{FileId, Interner};
use roc_shim_image::lowlevel::{How, LowLevel, Num, Ty};
use std::collections::BTreeMap;
use std::fmt::Write;
use std::fs;
use std::path::{Path, PathBuf};

const INTS: [Num; 10] =
    [Num::U8, Num::I8, Num::U16, Num::I16, Num::U32, Num::I32, Num::U64, Num::I64, Num::U128, Num::I128];

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("builtin")
}

fn part(name: &str) -> String {
    fs::read_to_string(folder().join("parts").join(name)).unwrap()
}

/// Replaces each `@KEY@`.
fn fill(template: &str, values: &[(&str, &str)]) -> String {
    values.iter().fold(template.to_owned(), |text, (key, value)| text.replace(&format!("@{key}@"), value))
}

fn bits(num: Num) -> u32 {
    num.size() as u32 * 8
}

/// The limits of an integer type, as decimal text.
fn limits(num: Num) -> (String, String) {
    let unsigned_max = u128::MAX >> (128 - bits(num));
    if num.is_signed() {
        let max = unsigned_max >> 1;
        (format!("-{}", max + 1), max.to_string())
    } else {
        ("0".to_owned(), unsigned_max.to_string())
    }
}

fn unsigned(num: Num) -> Num {
    if num.is_signed() { INTS[num as usize - 1] } else { num }
}

/// Whether every value of `from` is one of `to`.
fn fits(from: Num, to: Num) -> bool {
    match (from.is_signed(), to.is_signed()) {
        (false, true) => from.size() < to.size(),
        (true, false) => false,
        _ => from.size() <= to.size(),
    }
}

/// An item of an associated block; without a body it is an intrinsic.
fn item(text: &mut String, name: &str, ty: &str, body: &str) {
    write!(text, "\n\t{name} : {ty}\n").unwrap();
    if !body.is_empty() {
        writeln!(text, "\t{name} = {body}").unwrap();
    }
}

fn integer(num: Num) -> String {
    let (name, lower) = (num.name(), num.lower_name());
    let mut rest = part(if num.is_signed() { "72_signed.roc" } else { "71_unsigned.roc" });
    for to in INTS {
        let (n, target) = (to.lower_name(), to.name());
        if fits(num, to) {
            item(&mut rest, &format!("to_{n}"), &format!("{name} -> {target}"), "");
        }
        if !fits(num, to) || num == to {
            item(&mut rest, &format!("to_{n}_wrap"), &format!("{name} -> {target}"), "");
            let (from_limits, to_limits) = (limits(num), limits(to));
            let mut wrong = Vec::new();
            if num.is_signed() && (!to.is_signed() || to.size() < num.size()) {
                wrong.push(format!("number < {}", to_limits.0));
            }
            if from_limits.1.parse::<u128>().unwrap() > to_limits.1.parse().unwrap() {
                wrong.push(format!("number > {}", to_limits.1));
            }
            let body = if wrong.is_empty() {
                "|number| Ok(number)".to_owned()
            } else {
                format!(
                    "|number| if {} {{\n\t\tErr(OutOfRange)\n\t}} else {{\n\t\tOk(number.to_{n}_wrap())\n\t}}",
                    wrong.join(" or ")
                )
            };
            item(
                &mut rest,
                &format!("to_{n}_try"),
                &format!("{name} -> Try({target}, [OutOfRange, ..])"),
                &body,
            );
        }
    }
    item(&mut rest, "to_f32", &format!("{name} -> F32"), "");
    item(&mut rest, "to_f64", &format!("{name} -> F64"), "");
    if num.size() < 16 {
        let attos = "|number| Dec.from_attos(number.to_i128().times_wrap(1_000_000_000_000_000_000))";
        item(&mut rest, "to_dec", &format!("{name} -> Dec"), attos);
    } else {
        let whole = "170_141_183_460_469_231_731";
        let below = if num.is_signed() { format!(" or number < -{whole}") } else { String::new() };
        let wide = if num.is_signed() { "number" } else { "number.to_i128_wrap()" };
        let body = format!(
            "|number| if number > {whole}{below} {{\n\t\tErr(OutOfRange)\n\t}} else {{\n\t\t\
             Ok(Dec.from_attos({wide}.times_wrap(1_000_000_000_000_000_000)))\n\t}}"
        );
        item(&mut rest, "to_dec_try", &format!("{name} -> Try(Dec, [OutOfRange, ..])"), &body);
    }
    if num.size() > 1 {
        rest.push_str(&from_le_bytes(num));
    }
    if num == Num::U64 {
        rest.push_str(APPEND_LE_BYTES);
    }
    let (lowest, highest) = limits(num);
    let u = unsigned(num);
    rest.push('\n');
    rest.push_str(&part("75_number_codec.roc"));
    let mut text = part("70_integer.roc").replace("@REST@", &rest);
    if num.size() < 16 {
        let word = if num == Num::U64 { "number" } else { "number.to_u64_wrap()" };
        let word = if matches!(num, Num::U8 | Num::U16 | Num::U32) { "number.to_u64()" } else { word };
        let body = format!("{{ state: Intrinsic.hash_word(hasher.state, {word}) }}");
        text = text.replace("hasher.write_@t@(number)", &body);
    }
    if !num.is_signed() {
        // A type that is its own unsigned counterpart needs no conversion to it.
        text = text.replace(".to_@u@_wrap()", "").replace(".to_@t@_wrap()", "");
    }
    fill(
        &text,
        &[
            ("T", name),
            ("t", lower),
            ("U", u.name()),
            ("u", u.lower_name()),
            ("LOWEST", &lowest),
            ("HIGHEST", &highest),
        ],
    )
}

fn from_le_bytes(num: Num) -> String {
    let (size, lower) = (num.size(), num.lower_name());
    format!(
        "
	from_le_bytes : List(U8), U64 -> Try(@T@, [OutOfBounds, ..])
	from_le_bytes = |bytes, start| {{
		if bytes.len() < {size} or start > bytes.len() - {size} {{
			return Err(OutOfBounds)
		}}
		var $number = 0
		var $index = start + {size}
		while $index > start {{
			$index = $index - 1
			$number = $number.shl_wrap(8).bitwise_or(Intrinsic.list_get_unchecked(bytes, $index).to_{lower}())
		}}
		Ok($number)
	}}
"
    )
}

const APPEND_LE_BYTES: &str = "
	append_le_bytes_to : U64, List(U8), U64 -> Try(List(U8), [OutOfBounds, ..])
	append_le_bytes_to = |number, bytes, count| {
		if count > 8 {
			return Err(OutOfBounds)
		}
		var $bytes = bytes
		var $number = number
		var $left = count
		while $left > 0 {
			$bytes = $bytes.append($number.to_u8_wrap())
			$number = $number.shr_wrap(8)
			$left = $left - 1
		}
		Ok($bytes)
	}
";

/// Roundings to integers, from a number to the rounded number of the same type or (Dec) to I128.
fn roundings(rest: &mut String, num: Num, rounded: impl Fn(&str) -> String) {
    let name = num.name();
    for rounding in ["round", "floor", "ceiling"] {
        for to in INTS {
            if (num, to) == (Num::Dec, Num::I128) {
                continue;
            }
            let n = to.lower_name();
            item(
                rest,
                &format!("{rounding}_to_{n}_try"),
                &format!("{name} -> Try({}, [OutOfRange, ..])", to.name()),
                &format!("|number| {}.to_{n}_try()", rounded(rounding)),
            );
        }
    }
}

fn float(num: Num) -> String {
    let (name, lower) = (num.name(), num.lower_name());
    let mut rest = String::new();
    for to in INTS {
        let (n, target) = (to.lower_name(), to.name());
        let wrap = match to {
            Num::U128 => String::new(),
            _ => format!("|number| number.to_u128_wrap().to_{n}_wrap()"),
        };
        item(&mut rest, &format!("to_{n}_wrap"), &format!("{name} -> {target}"), &wrap);
        let low = limits(to).0;
        let exponent = bits(to) - u32::from(to.is_signed());
        let high = match (num, exponent) {
            (Num::F32, 128) => "F32.infinity".to_owned(),
            (_, 128) => "340282366920938463463374607431768211456".to_owned(),
            _ => (1u128 << exponent).to_string(),
        };
        item(
            &mut rest,
            &format!("to_{n}_try"),
            &format!("{name} -> Try({target}, [OutOfRange, ..])"),
            &format!(
                "|number| {{\n\t\twhole = Intrinsic.{lower}_truncate(number)\n\t\t\
                 if whole >= {low} and whole < {high} {{\n\t\t\tOk(whole.to_{n}_wrap())\n\t\t}} else {{\n\t\t\t\
                 Err(OutOfRange)\n\t\t}}\n\t}}"
            ),
        );
    }
    roundings(&mut rest, num, |rounding| format!("Intrinsic.{lower}_{rounding}(number)"));
    if num == Num::F32 {
        item(&mut rest, "to_f32", "F32 -> F32", "|number| number");
        item(&mut rest, "to_f64", "F32 -> F64", "");
    } else {
        item(&mut rest, "to_f64", "F64 -> F64", "|number| number");
        item(&mut rest, "to_f32_wrap", "F64 -> F32", "");
        item(
            &mut rest,
            "to_f32_try",
            "F64 -> Try(F32, [OutOfRange, ..])",
            "|number| {\n\t\tnarrow = number.to_f32_wrap()\n\t\tif narrow.is_infinite() and number.is_finite() \
             {\n\t\t\tErr(OutOfRange)\n\t\t} else {\n\t\t\tOk(narrow)\n\t\t}\n\t}",
        );
    }
    let (bits, highest, nan, infinity, abs) = match num {
        Num::F32 => ("U32", "3.4028234663852886e38", "0x7fc00000", "0x7f800000", "0x7fffffff"),
        _ => (
            "U64",
            "1.7976931348623157e308",
            "0x7ff8000000000000",
            "0x7ff0000000000000",
            "0x7fffffffffffffff",
        ),
    };
    rest.push('\n');
    rest.push_str(&part("75_number_codec.roc"));
    fill(
        &part("80_float.roc").replace("@REST@", &rest),
        &[
            ("T", name),
            ("t", lower),
            ("BITS", bits),
            ("HIGHEST", highest),
            ("NAN", nan),
            ("INFINITY", infinity),
            ("ABS", abs),
        ],
    )
}

fn dec() -> String {
    let mut rest = String::new();
    for to in INTS {
        let (n, target) = (to.lower_name(), to.name());
        if to == Num::I128 {
            continue;
        }
        item(
            &mut rest,
            &format!("to_{n}_wrap"),
            &format!("Dec -> {target}"),
            &format!("|number| number.to_i128().to_{n}_wrap()"),
        );
        item(
            &mut rest,
            &format!("to_{n}_try"),
            &format!("Dec -> Try({target}, [OutOfRange, ..])"),
            &format!("|number| number.to_i128().to_{n}_try()"),
        );
    }
    roundings(&mut rest, Num::Dec, |rounding| format!("number.{rounding}_to_i128()"));
    rest.push('\n');
    rest.push_str(&fill(&part("75_number_codec.roc"), &[("T", "Dec"), ("t", "dec")]));
    part("90_dec.roc").replace("@REST@", &rest)
}

/// The intrinsics that exist once for each number type.
fn intrinsics() -> String {
    let mut rest = String::new();
    for low_level in LowLevel::all() {
        let path = low_level.to_string();
        if let (Some(num), Some(name)) = (low_level.num(), path.strip_prefix("Intrinsic.")) {
            let args: Vec<_> = low_level.args().iter().map(|arg| written(arg.ty, num, name)).collect();
            let result = written(low_level.result(), num, name);
            item(&mut rest, name, &format!("{} -> {result}", args.join(", ")), "");
        }
    }
    part("99_intrinsic.roc").replace("@REST@", &rest)
}

fn written(ty: Ty, num: Num, name: &str) -> String {
    match ty {
        Ty::Str => "Str".to_owned(),
        Ty::Checked if name.ends_with("pow_checked") => format!("({}, U8)", num.name()),
        Ty::Checked => format!("({}, Bool)", num.name()),
        _ => num.name().to_owned(),
    }
}

fn source() -> String {
    let plain = |name: &str| part(name);
    let mut parts: Vec<String> =
        ["00_head.roc", "10_bool_try_box.roc", "20_str.roc", "30_list.roc", "40_iter.roc", "50_dict_set.roc"]
            .iter()
            .map(|name| plain(name))
            .collect();
    parts.push(plain("60_numeral.roc"));
    parts.extend(INTS.map(integer));
    parts.extend([
        float(Num::F32),
        float(Num::F64),
        dec(),
        plain("95_encoding.roc"),
        plain("96_crypto.roc"),
        intrinsics(),
    ]);
    parts.join("\n")
}

#[test]
fn builtin_is_up_to_date() {
    let (path, source) = (folder().join("Builtin.roc"), source());
    if std::env::var_os("UPDATE").is_some() {
        fs::write(&path, &source).unwrap();
    }
    let stored = fs::read_to_string(&path).unwrap_or_default();
    assert!(stored == source, "{} is stale: run the test with UPDATE=1", path.display());
}

#[test]
fn builtin_parses() {
    let source = source();
    let file = FileId::new(0);
    let (_, diagnostics) = roc_syntax::parse(file, source.as_bytes(), &mut Interner::default());
    let told: Vec<_> = diagnostics
        .iter()
        .map(|diagnostic| {
            let start = diagnostic.span.start as usize;
            let line = source[..start].matches('\n').count() + 1;
            format!("{line}: {diagnostic:?}")
        })
        .collect();
    assert!(told.is_empty(), "{}", told.join("\n"));
}

/// Dotted names of annotations without a body, with how many arguments they have.
fn intrinsic_declarations(source: &str) -> BTreeMap<String, usize> {
    let mut found = BTreeMap::new();
    let (mut owner, lines) = ("", source.lines().collect::<Vec<_>>());
    for (at, line) in lines.iter().enumerate() {
        if !line.starts_with(['\t', '#', '}']) && (line.contains(" :: ") || line.contains(" := ")) {
            owner = &line[..line.find(['(', ' ']).unwrap()];
        }
        if *line == "}" {
            owner = "";
        }
        let Some((name, ty)) = line.strip_prefix('\t').and_then(|line| line.split_once(" : ")) else {
            continue;
        };
        let field = owner.is_empty() || name.contains(['\t', '#', ' ', ':']) || line.ends_with(',');
        let defined = lines.get(at + 1).is_some_and(|next| next.starts_with(&format!("\t{name} = ")));
        if field || defined || ty == "_" {
            continue;
        }
        let depths = ty.chars().scan(0i32, |depth, c| {
            *depth += i32::from("([{".contains(c)) - i32::from(")]}".contains(c));
            Some((*depth, c))
        });
        let commas =
            depths.clone().take_while(|&(_, c)| c != '>').filter(|&(depth, c)| depth == 0 && c == ',');
        found.insert(format!("{owner}.{name}"), commas.count() + 1);
    }
    found
}

#[test]
fn declarations_and_the_table_agree() {
    let declared = intrinsic_declarations(&source());
    for (name, args) in &declared {
        let low_level = LowLevel::by_name(name).unwrap_or_else(|| panic!("{name} is not in the table"));
        assert_eq!(low_level.args().len(), *args, "{name}");
    }
    for low_level in LowLevel::all() {
        let name = low_level.to_string();
        let wrap = low_level.conversion().map(|_| format!("{name}_wrap"));
        let there = declared.contains_key(&name) || wrap.is_some_and(|wrap| declared.contains_key(&wrap));
        assert!(there, "{name} ({:?}) is not declared", low_level.how());
    }
    assert!(LowLevel::all().any(|low_level| low_level.how() == How::Generated));
}
