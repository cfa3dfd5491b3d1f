//! `roc`: the command line of the tool chain. No LLVM in it; that is `roc-backend`, which it starts for links.

mod args;
mod arithmetic;
mod builtin;
mod commands;
mod compile;
mod constants;
mod dist;
mod files;
mod junit;
mod known;
mod link;
mod manifest;
mod output;
mod packages;
mod paths;
mod program;
mod repl;
mod source;
mod stack;
mod system_inputs;
mod tests;
mod timings;
mod watch;

use std::process::ExitCode;

use clap::Parser;

fn main() -> ExitCode {
    let cli = match args::Cli::try_parse() {
        Ok(cli) => cli,
        Err(error) => {
            // Help and version are no errors; a wrong command line is, with the code that shells expect.
            let code = if error.use_stderr() { 64 } else { 0 };
            let _ = error.print();
            return ExitCode::from(code);
        }
    };
    ExitCode::from(commands::dispatch(cli))
}
