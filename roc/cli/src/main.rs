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
    ExitCode::from(on_large_stack(move || commands::dispatch(cli)))
}

/// Values that are computed while compiling may be deep, and are walked through recursively.
const STACK: usize = 256 << 20;

/// Runs this with a stack of that size; with the usual one where the system has none. Only what is used takes memory.
fn on_large_stack(run: impl FnOnce() -> u8 + Send) -> u8 {
    let run = std::sync::Mutex::new(Some(run));
    let take = || run.lock().ok().and_then(|mut run| run.take()).map(|run| run());
    std::thread::scope(|scope| {
        let thread = std::thread::Builder::new().stack_size(STACK).spawn_scoped(scope, take);
        match thread.map(|thread| thread.join()) {
            Ok(Ok(code)) => code,
            Ok(Err(panic)) => std::panic::resume_unwind(panic),
            Err(_) => take(),
        }
    })
    .unwrap_or(1)
}
