//! The `roc-backend` executable: takes a request as JSON (standard input, `--request FILE`) or as flags, and answers.
//!
//! JSON requests answer with exit code 0 and nothing else, or with 1 and `{"error": {kind, title, message, symbols}}` on
//! standard output. Flags answer errors in prose on standard error. A wrong command line ends with 2.

use clap::{Args, Parser, Subcommand};
use roc_backend::error::{Error, Report};
use roc_backend::request::{
    self, Adapter, AdapterRequest, AdapterSource, Emit, Input, LinkRequest, Platform, parse_digest,
};
use roc_backend::target::Target;
use std::io::{IsTerminal, Read, Write};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

const VERSION: &str = concat!(env!("CARGO_PKG_VERSION"), " (with LLVM and LLD 22)");

const ABOUT: &str = "\
Makes and links the machine code around Roc programs. `roc` and the Bazel rules call it; by hand it shows what they do.";

const EXAMPLES: &str = "\
Examples:
  Show the adapter of a platform with two entry points and one hosted function:
    roc-backend adapter --target x64musl --entry roc__init --entry roc__render --hosted roc_host__print --emit llvm-ir

  Write it as an object file, then link a program with it:
    roc-backend adapter --target x64musl --entry roc__init --entry roc__render --hosted roc_host__print -o adapter.o
    roc-backend link --target x64musl --shim shim.o --adapter adapter.o -o program crt1.o host=libhost.a app libc.a

  The same as a request:
    roc-backend adapter --request adapter.json
    roc-backend link < link.json";

const ADAPTER_HELP: &str = "\
Without --target, a request is read as JSON from standard input or --request:
  { \"version\": 1, \"target\": \"x64musl\", \"emit\": \"object\", \"output\": \"adapter.o\",
    \"adapter\": { \"entries\": [\"roc__init\"], \"hosted\": [\"roc_host__print\"], \"platform_digest\": \"<64 hex digits>\" } }
\"emit\" is object (when left out), llvm-ir or bitcode; \"image\" in \"adapter\" names a module image to embed.";

const LINK_HELP: &str = "\
Without --target, a request is read as JSON from standard input or --request:
  { \"version\": 1, \"target\": \"x64musl\", \"platform\": { \"name\": \"model\", \"file\": \"platform/main.roc\" },
    \"shim\": \"shim.o\", \"adapter\": { \"file\": \"adapter.o\" }, \"output\": \"program\",
    \"inputs\": [{ \"file\": \"crt1.o\" }, { \"host\": \"libhost.a\" }, \"app\", { \"file\": \"libc.a\" }] }
Instead of { \"file\": … }, the adapter may be made in passing: { \"make\": { \"entries\": …, \"hosted\": …, … } }.";

#[derive(Parser)]
#[command(name = "roc-backend", version = VERSION, about = ABOUT, after_help = EXAMPLES, arg_required_else_help = true)]
struct Cli {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Make the object that ties a host's symbols to the runtime
    #[command(after_help = ADAPTER_HELP)]
    Adapter(AdapterArgs),
    /// Link host, runtime and adapter to a program
    #[command(after_help = LINK_HELP)]
    Link(LinkArgs),
}

#[derive(Args)]
struct AdapterArgs {
    /// A file with the request as JSON, instead of standard input
    #[arg(long, value_name = "FILE", conflicts_with = "target")]
    request: Option<PathBuf>,
    /// What to make it for: x64musl, arm64musl, x64glibc, arm64glibc, x64mac, arm64mac, x64win
    #[arg(long)]
    target: Option<Target>,
    #[command(flatten)]
    adapter: AdapterFlags,
    /// The form of the result
    #[arg(long, value_name = "FORM", default_value = "object", value_parser = emit, requires = "target")]
    emit: Emit,
    /// The file to write; textual forms go to standard output without it
    #[arg(short, long, value_name = "FILE", requires = "target")]
    output: Option<PathBuf>,
}

#[derive(Args)]
struct AdapterFlags {
    /// An entry symbol of the platform's `provides`; repeat, in its order
    #[arg(long = "entry", value_name = "SYMBOL", requires = "target")]
    entries: Vec<String>,
    /// A symbol of the platform's `hosted`; repeat, in its order
    #[arg(long, value_name = "SYMBOL", requires = "target")]
    hosted: Vec<String>,
    /// The platform's digest, 64 hex digits; zeros without it, which fit no image
    #[arg(long, value_name = "HEX", value_parser = parse_digest, requires = "target")]
    digest: Option<Digest>,
    /// A module image to put into the program
    #[arg(long, value_name = "FILE", requires = "target")]
    image: Option<PathBuf>,
}

type Digest = [u8; 32];

#[derive(Args)]
struct LinkArgs {
    /// A file with the request as JSON, instead of standard input
    #[arg(long, value_name = "FILE", conflicts_with = "target")]
    request: Option<PathBuf>,
    /// What to link for: x64musl, arm64musl, x64glibc, arm64glibc, x64mac, arm64mac, x64win
    #[arg(long, requires = "shim", requires = "output")]
    target: Option<Target>,
    /// The platform's file, for messages
    #[arg(long, value_name = "FILE", default_value = "main.roc", requires = "target")]
    platform: String,
    /// The shim's object
    #[arg(long, value_name = "FILE", requires = "target")]
    shim: Option<PathBuf>,
    /// The adapter's object; or say --entry and --hosted to have it made in passing
    #[arg(long = "adapter", value_name = "FILE", requires = "target", conflicts_with_all = ["entries", "hosted", "digest", "image"])]
    file: Option<PathBuf>,
    #[command(flatten)]
    adapter: AdapterFlags,
    /// The program to write
    #[arg(short, long, value_name = "FILE", requires = "target")]
    output: Option<PathBuf>,
    /// In order: `host=FILE` for the host's library, `app` for the app's place, other files
    #[arg(value_name = "INPUT", value_parser = input, requires = "target")]
    inputs: Vec<InputArgument>,
}

/// clap wants values that can be copied; [`Input`] has no reason to be.
#[derive(Clone)]
enum InputArgument {
    App,
    Host(PathBuf),
    File(PathBuf),
}

fn main() -> ExitCode {
    if let Some(command) = linker_command() {
        return if roc_backend::link::as_linker(&command) { ExitCode::SUCCESS } else { ExitCode::FAILURE };
    }
    match Cli::parse().command {
        Command::Adapter(args) => match args.target {
            Some(target) => in_prose(adapter(target, args)),
            None => answer::<AdapterRequest>(args.request.as_deref(), roc_backend::write_adapter),
        },
        Command::Link(args) => match args.target {
            Some(target) => in_prose(link(target, args)),
            None => answer::<LinkRequest>(args.request.as_deref(), roc_backend::link::link),
        },
    }
}

/// The command line of a linker, where this is called by a linker's name. That is how this repository's own build links
/// programs for other systems.
fn linker_command() -> Option<Vec<String>> {
    let words: Vec<String> =
        std::env::args_os().map(|word| word.into_string()).collect::<Result<_, _>>().ok()?;
    let name = Path::new(words.first()?).file_name()?.to_str()?.to_owned();
    let rest = words.into_iter().skip(1);
    ["ld.lld", "ld64.lld"].contains(&name.as_str()).then(|| std::iter::once(name).chain(rest).collect())
}

/// Serves a JSON request; errors go out as JSON.
fn answer<Request: serde::de::DeserializeOwned>(
    file: Option<&Path>,
    serve: impl FnOnce(&Request) -> Result<(), Error>,
) -> ExitCode {
    #[derive(serde::Serialize)]
    struct Answer {
        error: Report,
    }
    match read_request(file).and_then(|json| serve(&request::parse(&json)?)) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            let json = serde_json::to_string(&Answer { error: error.report() }).unwrap_or_default();
            // Whoever doesn't read the answer still gets the exit code.
            let _ = writeln!(std::io::stdout(), "{json}");
            ExitCode::FAILURE
        }
    }
}

fn read_request(file: Option<&Path>) -> Result<Vec<u8>, Error> {
    let mut json = Vec::new();
    let done = match file {
        Some(path) => std::fs::read(path).map(|content| json = content),
        None if std::io::stdin().is_terminal() => {
            let hint = "A request is read from standard input, which is a terminal here. \
                        Use --request FILE, or flags: see --help.";
            return Err(Error::Request(hint.to_owned()));
        }
        None => std::io::stdin().read_to_end(&mut json).map(|_| ()),
    };
    let name = file.map_or("standard input".to_owned(), |path| path.display().to_string());
    done.map_err(|e| Error::Request(format!("{name} can't be read: {e}.")))?;
    Ok(json)
}

/// Ends a run with flags; errors go out as prose.
fn in_prose(result: Result<(), Error>) -> ExitCode {
    let Err(error) = result else { return ExitCode::SUCCESS };
    let _ = write!(std::io::stderr(), "error: {error}\n\n{}", error.message());
    ExitCode::FAILURE
}

fn adapter(target: Target, args: AdapterArgs) -> Result<(), Error> {
    let to_stdout = args.output.is_none();
    if to_stdout && args.emit != Emit::LlvmIr {
        return Err(Error::Request("Say with --output where to write this form to.".to_owned()));
    }
    let request = AdapterRequest {
        version: request::VERSION,
        target,
        adapter: args.adapter.into_adapter(),
        emit: args.emit,
        output: args.output.unwrap_or_default(),
    };
    if !to_stdout {
        return roc_backend::write_adapter(&request);
    }
    let text = roc_backend::adapter_bytes(&request)?;
    // A reader that has seen enough is no error.
    let _ = std::io::stdout().write_all(&text);
    Ok(())
}

fn link(target: Target, args: LinkArgs) -> Result<(), Error> {
    let adapter = match args.file {
        Some(path) => AdapterSource::File(path),
        None => AdapterSource::Make(args.adapter.into_adapter()),
    };
    let inputs = args.inputs.into_iter().map(|input| match input {
        InputArgument::App => Input::App,
        InputArgument::Host(path) => Input::Host(path),
        InputArgument::File(path) => Input::File(path),
    });
    roc_backend::link::link(&LinkRequest {
        version: request::VERSION,
        target,
        platform: Platform { name: String::new(), file: args.platform },
        shim: args.shim.unwrap_or_default(),
        adapter,
        inputs: inputs.collect(),
        output: args.output.unwrap_or_default(),
    })
}

impl AdapterFlags {
    fn into_adapter(self) -> Adapter {
        Adapter {
            entries: self.entries,
            hosted: self.hosted,
            platform_digest: self.digest.unwrap_or([0; 32]),
            image: self.image,
        }
    }
}

fn emit(text: &str) -> Result<Emit, String> {
    match text {
        "object" => Ok(Emit::Object),
        "llvm-ir" => Ok(Emit::LlvmIr),
        "bitcode" => Ok(Emit::Bitcode),
        _ => Err("the forms are object, llvm-ir and bitcode".to_owned()),
    }
}

fn input(text: &str) -> Result<InputArgument, String> {
    Ok(match text.strip_prefix("host=") {
        Some(path) => InputArgument::Host(path.into()),
        None if text == "app" => InputArgument::App,
        None => InputArgument::File(text.into()),
    })
}
