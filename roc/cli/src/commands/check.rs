//! `roc check`

use std::collections::BTreeMap;

use crate::args::{CheckArgs, Format};
use crate::output;
use crate::program::load;
use crate::timings::Timings;

pub fn check(args: &CheckArgs) -> u8 {
    let mut timings = Timings::start();
    let program = load(&args.file, &BTreeMap::new(), &mut timings);
    let summary = output::summary(&program);
    match args.format {
        Format::Json => print!("{}", output::json(&program)),
        Format::Text => {
            let style = output::style(args.common.no_color);
            eprint!("{}", output::text(&program, style));
            eprint!("{}", summary.render(&args.file.to_string_lossy(), style));
        }
    }
    if args.common.timings {
        timings.print();
    }
    summary.exit_code()
}
