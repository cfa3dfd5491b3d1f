//! Each case is a source file and diagnostics about it; `cases/NAME.txt` holds its terminal text, `cases/NAME.json` its
//! JSON. `UPDATE=1` renews them.

use std::fs;
use std::path::PathBuf;

use roc_base::{Diagnostic, FileId, SourceMap, Span};
use roc_report::{Style, Summary, json, terminal};

fn cases() -> PathBuf {
    [env!("CARGO_MANIFEST_DIR"), "tests", "cases"].iter().collect()
}

/// The place of some text in a file; of its start only, if it ends in `|`.
fn find(sources: &SourceMap, file: FileId, needle: &str) -> Span {
    let text = sources.text(file);
    let bytes = needle.trim_end_matches('|').as_bytes();
    let start = text.windows(bytes.len()).position(|window| window == bytes).unwrap();
    let end = if needle.ends_with('|') { start } else { start + bytes.len() };
    Span { file, start: start as u32, end: end as u32 }
}

fn compare(name: &str, shown: &str, wrong: &mut Vec<String>) {
    let path = cases().join(name);
    if std::env::var_os("UPDATE").is_some() {
        fs::write(&path, shown).unwrap();
    } else if fs::read_to_string(&path).unwrap_or_default() != shown {
        wrong.push(format!("{name}:\n{shown}"));
    }
}

#[test]
fn diagnostics_look_like_their_snapshots() {
    let long_line =
        format!("\tnumbers = [{}wrong, {}1]\n", "1_000_000, ".repeat(30), "2_000_000, ".repeat(30));
    let many = format!("\tvalue = match x {{\n{}\t}}\n", "\t\tA => 1\n".repeat(20));
    let sources_of: [(&str, &[u8]); 10] = [
        ("simple", b"total = 1 + \"x\"\n"),
        ("warning", b"main! = |args| {\n\tcount = args.len()\n\tOk({})\n}\n"),
        ("tabs", b"f = |x| {\n\t\tif a\tthen b\n}\n"),
        ("wide", "greet = \"größe 日本語 e\u{301} 😀\" + wrong\n".as_bytes()),
        ("control", b"a = \"\x1b[31m\xff\xfe\" + wrong\n"),
        ("end_of_file", b"f = {\n\tOk({})\n\n"),
        ("region", b"\tvalue =\n\t\tif a {\n\n\t\t\tb\n\t\t} else {\n\t\t\tc\n\t\t}\n"),
        ("long_line", long_line.as_bytes()),
        ("many_lines", many.as_bytes()),
        (
            "a/very/long/path/that/leaves/no/room/for/the/title/of/the/report/in/eighty/columns/Main",
            b"x = y\r\nz = 1\r\n",
        ),
    ];
    let mut wrong = Vec::new();
    for (name, text) in sources_of {
        let mut sources = SourceMap::new();
        let file = sources.add(format!("{name}.roc"), text.to_vec());
        let other = sources.add("Other.roc", &b"f : Str -> U64\nf = |s| s.len()\n"[..]);
        let at = |needle: &str| find(&sources, file, needle);
        let diagnostic = match name {
            "simple" => Diagnostic::error("Type Mismatch", at("\"x\""), "The right side of `+` is not a number.")
                .with_text("It has this type:")
                .with_block("Str")
                .with_text(
                    "But `+` calls the method `plus` of the left side's type, and for numbers that takes a second number \
                     of the same type:",
                )
                .with_block("Dec,\nDec -> Dec")
                .with_snippet(find(&sources, other, "Str -> U64"), "The function is annotated so:")
                .with_hint("To join texts, write `Str.concat(a, b)` or `\"${a}${b}\"`.")
                .with_hint("A second hint."),
            "warning" => {
                let defined = at("count");
                Diagnostic::warning("Unused Variable", defined, "The value of `count` is never used.")
                    .with_hint("If that is on purpose, call it `_count`.")
            }
            "end_of_file" => {
                let end = text.len() as u32;
                Diagnostic::error("Expected Closing Brace", Span { file, start: end, end }, "Expected `}`.")
                    .with_snippet(at("{"), "It was opened here:")
            }
            "region" => Diagnostic::error("Invalid If Branch", at("if a {\n\n\t\t\tb\n\t\t} else {\n\t\t\tc\n\t\t}"), "Both."),
            "many_lines" => {
                let all = Span { file, start: 0, end: text.len() as u32 };
                Diagnostic::error("Non Exhaustive Match", all, "Some cases are missing.")
            }
            "tabs" => Diagnostic::error("Unexpected Expression Syntax", at("then"), "Found `then`."),
            "long_line" | "wide" | "control" => Diagnostic::error("Name Not In Scope", at("wrong"), "Nothing is called so."),
            _ => Diagnostic::error("Name Not In Scope", at("y|"), "Nothing is called `y`."),
        };
        let short = name.rsplit('/').next().unwrap();
        compare(&format!("{short}.txt"), &terminal::render(&diagnostic, &sources, Style::PLAIN), &mut wrong);
        let line = json::render(&diagnostic, &sources);
        assert_eq!(line.matches('\n').count(), 1);
        if matches!(short, "simple" | "wide" | "region") {
            compare(&format!("{short}.json"), &line, &mut wrong);
        }
        if short == "simple" {
            compare("colored.txt", &terminal::render(&diagnostic, &sources, Style::COLORED), &mut wrong);
        }
    }
    assert!(wrong.is_empty(), "these differ; UPDATE=1 renews them\n{}", wrong.join("\n"));
}

#[test]
fn summaries_count_and_give_the_exit_code() {
    let show = |errors, warnings| Summary { errors, warnings }.render("main.roc", Style::PLAIN);
    assert_eq!(show(0, 0), "No errors found in main.roc.\n");
    let line = show(2, 1);
    assert!(line.starts_with("── 2 errors and 1 warning ───") && line.ends_with("─── main.roc\n"), "{line}");
    assert_eq!(line.trim_end().chars().count(), 80);
    let codes =
        [(0, 0), (1, 0), (0, 3), (2, 1)].map(|(errors, warnings)| Summary { errors, warnings }.exit_code());
    assert_eq!(codes, [0, 1, 2, 1]);
}
