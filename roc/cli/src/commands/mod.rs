//! One file a command. Each returns the process's exit code.

mod build;
mod bundle;
mod cache;
mod check;
mod fmt;
mod internal;
mod platform;
mod repl;
mod run;
mod test;

use crate::args::{Cli, Command};
use crate::output;
use crate::stack::with_large_stack;

/// What went wrong, and what to do next.
type Failure = (String, Option<&'static str>);

/// Runs the command of a command line.
pub fn dispatch(cli: Cli) -> u8 {
    match cli.command.unwrap_or(Command::Run(cli.run)) {
        // Becomes the program in the end, and therefore has no other thread then.
        command @ Command::Run(_) => run(command),
        command => with_large_stack(|| run(command)),
    }
}

fn run(command: Command) -> u8 {
    match command {
        Command::Run(args) => run::run(&args),
        Command::Check(args) => check::check(&args),
        Command::Test(args) => test::test(&args),
        Command::Repl(args) => repl::repl(&args),
        Command::Build(args) => build::build(&args),
        Command::Fmt(args) => fmt::fmt(&args),
        Command::Bundle(args) => bundle::bundle(&args),
        Command::Unbundle(args) => bundle::unbundle(&args),
        Command::Cache { command } => cache::cache(&command),
        Command::Version => output::result(concat!("roc ", env!("CARGO_PKG_VERSION"), "\n"), 0),
        Command::Internal { command } => internal::internal(command),
    }
}
