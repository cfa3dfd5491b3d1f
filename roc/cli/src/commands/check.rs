//! `roc check`

use std::path::Path;

use roc_modules::Purpose;

use crate::args::{CheckArgs, Common, Format};
use crate::constants;
use crate::program::{Program, load};
use crate::timings::Timings;
use crate::watch::{self, Reads};
use crate::{output, packages};

pub fn check(args: &CheckArgs) -> u8 {
    if args.watch { watch::repeat(&args.file, || once(args)) } else { once(args).0 }
}

/// A program with all that is to be said of it, the values of its constants included.
pub fn checked(file: &Path, common: &Common, timings: &mut Timings) -> Program {
    let mut program = load(file, Purpose::Run, common, &packages::open(common), timings);
    if !program.broken {
        let mut lowered = program.lower_expects(&[]);
        constants::evaluate(&mut program, &mut lowered);
        timings.stage("constants");
    }
    program
}

fn once(args: &CheckArgs) -> (u8, Reads) {
    let mut timings = Timings::start();
    let program = checked(&args.file, &args.common, &mut timings);
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
    (code, program.reads)
}
