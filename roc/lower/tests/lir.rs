//! Hand-written LIR, run.
//!
//! A case is a file of `lir/`. Beside it lies what the counting pass makes of it (`UPDATE=1` renews that). Its lines
//! that begin with `#!` say what its functions without arguments do:
//!
//! ```text
//! #! name = value
//! #! name = value with 2 allocations
//! #! name = value with 2 allocations where calls are replaced
//! #! name crashes "text"
//! #! name takes 7 instructions
//! ```
//!
//! Each function is made shorter by itself first. Where calls are replaced by what they do, outcomes must be the same.
//! After each run all memory must have been given back.

mod run;

use std::path::Path;

use roc_lower::image::{count, finish, shorten_all};
use roc_lower::lir::text::{parse, print};
use roc_lower::lir::verify::verify;
use run::Loaded;

#[test]
fn cases() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/lir");
    let mut cases: Vec<_> = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    cases.retain(|path| path.extension().is_some_and(|extension| extension == "lir"));
    cases.sort();
    let wrong: Vec<String> = cases.iter().flat_map(|path| case(path)).collect();
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
    assert!(cases.len() > 5);
}

/// What is wrong with a case.
fn case(path: &Path) -> Vec<String> {
    let name = path.file_name().unwrap().to_string_lossy().into_owned();
    let text = std::fs::read_to_string(path).unwrap();
    let mut program = match parse(&text) {
        Ok(program) => program,
        Err(error) => return vec![format!("{name}: {error}")],
    };
    let mut wrong: Vec<String> =
        verify(&program).iter().map(|error| format!("{name}: before counting: {error}")).collect();
    if !wrong.is_empty() {
        return wrong;
    }
    let mut inlined = program.clone();
    finish(&mut inlined);
    shorten_all(&mut program);
    count(&mut program);
    wrong.extend(verify(&program).iter().map(|error| format!("{name}: after counting: {error}")));
    let counted = print(&program);
    let beside = path.with_extension("counted");
    if std::env::var_os("UPDATE").is_some() {
        std::fs::write(&beside, &counted).unwrap();
    } else if std::fs::read_to_string(&beside).unwrap_or_default() != counted {
        wrong.push(format!("{name}: the counted text is other than in {}:\n{counted}", beside.display()));
    }
    let (loaded, inlined) = match (Loaded::new(program), Loaded::new(inlined)) {
        (Ok(loaded), Ok(inlined)) => (loaded, inlined),
        (Err(error), _) | (_, Err(error)) => {
            wrong.push(format!("{name}: {error}"));
            return wrong;
        }
    };
    let mut expectations = 0;
    for line in text.lines().filter_map(|line| line.strip_prefix("#! ")) {
        expectations += 1;
        let function = line.split(' ').next().unwrap();
        let found = if line.contains(" takes ") {
            format!("{function} takes {} instructions", loaded.instructions(function))
        } else {
            let ran = loaded.run(function);
            let other = inlined.run(function).outcome;
            if other != ran.outcome {
                wrong.push(format!("{name}: {function} {other} with calls replaced"));
            }
            let replaced = " where calls are replaced";
            if line.ends_with(" allocations") {
                format!("{function} {} with {} allocations", ran.outcome, ran.allocations)
            } else if line.ends_with(replaced) {
                let allocations = inlined.run(function).allocations;
                format!("{function} {} with {allocations} allocations{replaced}", ran.outcome)
            } else {
                format!("{function} {}", ran.outcome)
            }
        };
        if found != line {
            wrong.push(format!("{name}: {found}\n    where {line} is expected"));
        }
    }
    if expectations == 0 {
        wrong.push(format!("{name}: it says nothing with `#!`"));
    }
    wrong
}
