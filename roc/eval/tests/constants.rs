//! Every `cases/NAME.lir`: what is left of the program when its values, the functions whose names begin with `value`,
//! have been computed, and what was found meanwhile, is what `NAME.out` says. `UPDATE=1` renews the latter.

use std::fmt::Write;
use std::path::Path;

use roc_eval::Limits;
use roc_eval::constants::{LIMITS, evaluate};
use roc_lower::lir::FunctionId;
use roc_lower::lir::text::{parse, print};
use roc_lower::lir::verify::verify;
use roc_lower::subset::prune;

fn computed(text: &str, threads: usize) -> String {
    let mut program = parse(text).unwrap_or_else(|error| panic!("{error:?}"));
    assert_eq!(verify(&program), []);
    let is_value = |id: &FunctionId| program.functions[*id].name.starts_with("value");
    let values: Vec<FunctionId> = program.functions.ids().iter().filter(is_value).collect();
    let names: Vec<String> = values.iter().map(|&id| program.functions[id].name.clone()).collect();
    let findings = evaluate(&mut program, &values, Limits { steps: 100_000, ..LIMITS }, threads).unwrap();
    prune(&mut program);
    assert_eq!(verify(&program), []);
    let mut out = print(&program);
    for finding in findings {
        writeln!(out, "# {}: {:?} {:?}", names[finding.value], finding.stop, finding.events).unwrap();
    }
    out
}

#[test]
fn values_are_computed_once() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases");
    let mut cases: Vec<_> = std::fs::read_dir(&folder).unwrap().map(|e| e.unwrap().path()).collect();
    cases.retain(|path| path.extension().is_some_and(|e| e == "lir"));
    cases.sort();
    assert!(!cases.is_empty());
    let mut wrong = Vec::new();
    for path in cases {
        let text = std::fs::read_to_string(&path).unwrap();
        let actual = computed(&text, 1);
        assert_eq!(actual, computed(&text, 4), "the number of threads matters");
        let expected = path.with_extension("out");
        if std::env::var_os("UPDATE").is_some() {
            std::fs::write(&expected, &actual).unwrap();
        } else if std::fs::read_to_string(&expected).unwrap_or_default() != actual {
            println!("{}:\n{actual}", path.display());
            wrong.push(path);
        }
    }
    assert!(wrong.is_empty(), "other programs: {wrong:?}");
}
