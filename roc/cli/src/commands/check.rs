//! `roc check`

use std::collections::BTreeMap;

use roc_modules::Purpose;

use crate::args::{CheckArgs, Format};
use crate::constants;
use crate::output;
use crate::program::load;
use crate::timings::Timings;

pub fn check(args: &CheckArgs) -> u8 {
    let mut timings = Timings::start();
    let mut program = load(&args.file, Purpose::Run, &BTreeMap::new(), &mut timings);
    if !program.broken {
        let mut lowered = program.lower_expects(&[]);
        constants::evaluate(&mut program, &mut lowered);
        timings.stage("constants");
    }
    let summary = output::summary(&program);
    let code = match args.format {
        Format::Json => {
            output::report(&output::dbg(&program));
            output::result(&output::json(&program), summary.exit_code())
        }
        Format::Text => {
            let style = output::style(args.common.no_color);
            output::report(&output::text(&program, style));
            output::report(&summary.render(&args.file.to_string_lossy(), style));
            summary.exit_code()
        }
    };
    if args.common.timings {
        timings.print();
    }
    code
}
