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

/// What went wrong, and what to do next.
type Failure = (String, Option<&'static str>);

/// Runs the command of a command line.
pub fn dispatch(cli: Cli) -> u8 {
    match cli.command {
        None => run::run(&cli.run),
        Some(Command::Run(args)) => run::run(&args),
        Some(Command::Check(args)) => check::check(&args),
        Some(Command::Test(args)) => test::test(&args),
        Some(Command::Repl(args)) => repl::repl(&args),
        Some(Command::Build(args)) => build::build(&args),
        Some(Command::Fmt(args)) => fmt::fmt(&args),
        Some(Command::Bundle(args)) => bundle::bundle(&args),
        Some(Command::Unbundle(args)) => bundle::unbundle(&args),
        Some(Command::Cache { command }) => cache::cache(&command),
        Some(Command::Version) => output::result(concat!("roc ", env!("CARGO_PKG_VERSION"), "\n"), 0),
        Some(Command::Internal { command }) => internal::internal(command),
    }
}
