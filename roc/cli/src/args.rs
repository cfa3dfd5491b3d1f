//! The command line.

use std::collections::BTreeMap;
use std::ffi::OsString;
use std::num::NonZeroUsize;
use std::path::PathBuf;

use clap::{Args, Parser, Subcommand, ValueEnum};

/// The Roc tool chain: runs, checks and builds Roc programs.
#[derive(Debug, Parser)]
#[command(
    name = "roc",
    version,
    about,
    args_conflicts_with_subcommands = true,
    disable_help_subcommand = false,
    after_help = "\
Examples:
  roc                       run main.roc of this folder
  roc app.roc -- one two    run a program with two arguments
  roc check app.roc         only look for mistakes
  roc test app.roc          run the program's expects
  roc build app.roc         make an executable
  roc fmt                   bring all Roc files below this folder into their layout

Exit codes: 1 after errors, 2 after warnings, else the program's own."
)]
pub struct Cli {
    #[command(subcommand)]
    pub command: Option<Command>,
    #[command(flatten)]
    pub run: RunArgs,
}

#[derive(Debug, Subcommand)]
pub enum Command {
    /// Check a program and run it (the default).
    Run(RunArgs),
    /// Check a program without running it.
    Check(CheckArgs),
    /// Run the top-level expects of a module and of all that it imports.
    #[command(after_help = "\
An expect is a condition at the top level of a module, or in the block of a type:

  expect double(4) == 8

  ## Two digits are enough.
  expect {
      text = 42.U64.to_str()
      text.count_utf8_bytes() == 2
  }

It fails if the condition is False, if something in it crashes, if `?` meets an Err, or if an
`expect` statement fails in a function that it calls. A failing expect is shown with the values
of what it mentions; one that runs for long is named meanwhile. Expects can't have effects: nothing
of a platform is there in tests.

Examples:
  roc test                         the expects of main.roc and of its modules
  roc test Parser.roc              those of one module, and of what it imports
  roc test --filter Parser.roc     those in files of this name
  roc test --filter Parser.roc:12  the one that begins on this line
  roc test --filter digits         those whose text or doc comment has this word

Exit codes: 1 after a failed expect or an error in the program, 2 after warnings, else 0.")]
    Test(TestArgs),
    /// Type expressions and definitions, and see what comes of them.
    #[command(after_help = "\
With a terminal there is a prompt, with editing and history; input from a pipe is answered line by
line. `:help` inside tells the rest.")]
    Repl(ReplArgs),
    /// Make an executable that runs without this tool.
    Build(BuildArgs),
    /// Bring source files into their layout.
    #[command(after_help = FMT_HELP)]
    Fmt(FmtArgs),
    /// Pack a package or platform into a file that others can name by its address.
    Bundle(BundleArgs),
    /// Unpack such a file.
    Unbundle(UnbundleArgs),
    /// Show or empty the folder where results are kept for the next run.
    Cache {
        #[command(subcommand)]
        command: CacheCommand,
    },
    /// Show the version.
    Version,
    /// For build systems; not a stable interface.
    #[command(hide = true)]
    Internal {
        #[command(subcommand)]
        command: InternalCommand,
    },
}

#[derive(Debug, Args)]
pub struct RunArgs {
    /// The program's main file.
    #[arg(default_value = "main.roc")]
    pub file: PathBuf,
    /// Arguments for the program, after `--`.
    #[arg(last = true, value_name = "ARGUMENTS")]
    pub arguments: Vec<OsString>,
    #[command(flatten)]
    pub common: Common,
}

#[derive(Debug, Args)]
pub struct CheckArgs {
    /// The program's main file, or a module.
    #[arg(default_value = "main.roc")]
    pub file: PathBuf,
    /// How diagnostics are written: `json` is one object a line on standard output.
    #[arg(long, value_enum, default_value_t = Format::Text)]
    pub format: Format,
    /// Stay, and do it again whenever a file of the program changes.
    #[arg(long)]
    pub watch: bool,
    #[command(flatten)]
    pub common: Common,
}

#[derive(Debug, Args)]
pub struct TestArgs {
    /// The file whose expects, and whose modules' expects, are run.
    #[arg(default_value = "main.roc")]
    pub file: PathBuf,
    /// Only expects with this in their place (`path:line`), their text or their doc comment.
    #[arg(long, value_name = "TEXT")]
    pub filter: Option<String>,
    /// How results are written: `json` is one object a line on standard output.
    #[arg(long, value_enum, default_value_t = Format::Text)]
    pub format: Format,
    /// Write results to a file as well, in the XML that continuous integration reads.
    #[arg(long, value_name = "FILE")]
    pub junit: Option<PathBuf>,
    /// Only every COUNT-th expect, beginning with number INDEX, so that several machines can share them.
    #[arg(long, value_name = "INDEX/COUNT")]
    pub shard: Option<Shard>,
    /// How many expects are run at the same time; by default as many as the machine has processors.
    #[arg(long, short, value_name = "N")]
    pub jobs: Option<NonZeroUsize>,
    /// Stay, and do it again whenever a file of the program changes.
    #[arg(long)]
    pub watch: bool,
    #[command(flatten)]
    pub common: Common,
}

#[derive(Debug, Args)]
pub struct ReplArgs {
    /// No colours (also with NO_COLOR set, and when not on a terminal).
    #[arg(long)]
    pub no_color: bool,
}

#[derive(Debug, Args)]
pub struct BuildArgs {
    /// The program's main file.
    #[arg(default_value = "main.roc")]
    pub file: PathBuf,
    /// Where the executable goes; by default the file's name without `.roc`, in this folder.
    #[arg(long, short)]
    pub output: Option<PathBuf>,
    /// How the program is compiled.
    #[arg(long, value_enum, default_value_t = Opt::Interpreter)]
    pub opt: Opt,
    /// What to write: an executable, or an inner form of the program to look at.
    #[arg(long, value_enum, default_value_t = Emit::Exe)]
    pub emit: Emit,
    #[command(flatten)]
    pub common: Common,
}

const FMT_HELP: &str = "\
There is one layout and nothing to configure. What you decide is kept: a comma behind the last item of a list puts one
item on each line, line breaks in chains of methods, operators and pipes stay, and so does a blank line between
statements. No line is broken because it is long.

In folders, hidden ones left out, all files that end in .roc are formatted. Links to files are followed, links to
folders inside of other folders are not. A file with mistakes in its syntax is shown and left as it is.

Examples:
  roc fmt                     all Roc files below this folder
  roc fmt app.roc lib         a file, and all below a folder
  roc fmt --check             for continuous integration: list what would change, and change nothing
  roc fmt --stdin < app.roc   for editors: from standard input to standard output

Exit codes: 1 after a mistake, or if --check found something to change; else 0.";

#[derive(Debug, Args)]
pub struct FmtArgs {
    /// Files, and folders with files that end in .roc.
    #[arg(default_value = ".")]
    pub paths: Vec<PathBuf>,
    /// Write nothing; list the files that would change on standard output.
    #[arg(long)]
    pub check: bool,
    /// Format standard input; the result goes to standard output.
    #[arg(long, conflicts_with = "paths")]
    pub stdin: bool,
    /// No colours (also with NO_COLOR set, and when not on a terminal).
    #[arg(long)]
    pub no_color: bool,
}

#[derive(Debug, Args)]
pub struct BundleArgs {
    /// The package's main file; all that it needs in its folder is packed too.
    #[arg(default_value = "main.roc")]
    pub file: PathBuf,
    /// More files of its folder: a licence, documentation.
    pub files: Vec<PathBuf>,
    /// Where the file goes; its name is its hash.
    #[arg(long, default_value = ".")]
    pub output_dir: PathBuf,
    #[command(flatten)]
    pub common: Common,
}

#[derive(Debug, Args)]
pub struct UnbundleArgs {
    /// A file that `roc bundle` made.
    pub file: PathBuf,
    /// Where the folder goes; its name is the hash.
    #[arg(long, default_value = ".")]
    pub output_dir: PathBuf,
}

/// What every compiling command takes.
#[derive(Clone, Debug, Default, Args)]
pub struct Common {
    /// The target, such as x64musl; by default the platform's first one that runs here.
    #[arg(long)]
    pub target: Option<String>,
    /// Do everything anew, whatever is known from earlier runs.
    #[arg(long)]
    pub no_cache: bool,
    /// Show on standard error how long each stage took.
    #[arg(long)]
    pub timings: bool,
    /// No colours (also with NO_COLOR set, and when not on a terminal).
    #[arg(long)]
    pub no_color: bool,
    /// Where a package reference (as it is written in a header) is to be found, as REFERENCE=FOLDER.
    #[arg(long, value_name = "REFERENCE=FOLDER", hide = true)]
    pub package_map: Vec<NamedPath>,
    /// The largest package that is downloaded, in megabytes, packed or unpacked; 500 by default.
    #[arg(long, value_name = "NUMBER")]
    pub max_package_mb: Option<u64>,
    /// How large all packages of a program may be together, in megabytes; 2000 by default.
    #[arg(long, value_name = "NUMBER")]
    pub max_transitive_mb: Option<u64>,
}

impl Common {
    /// The folders of packages by reference.
    pub fn package_map(&self) -> BTreeMap<String, PathBuf> {
        self.package_map.iter().map(|entry| (entry.name.clone(), entry.path.clone())).collect()
    }
}

/// INDEX/COUNT
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Shard {
    /// Of this one, from 1.
    pub index: usize,
    /// Of all.
    pub count: usize,
}

impl std::str::FromStr for Shard {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let number = |digits: &str| digits.parse().ok().filter(|&number: &usize| number > 0);
        text.split_once('/')
            .and_then(|(index, count)| Some(Self { index: number(index)?, count: number(count)? }))
            .filter(|shard| shard.index <= shard.count)
            .ok_or_else(|| "not of the form 2/3: the second of three".to_owned())
    }
}

/// NAME=PATH
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NamedPath {
    /// What stands before the first `=`.
    pub name: String,
    /// What stands behind it.
    pub path: PathBuf,
}

impl std::fmt::Display for NamedPath {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}={}", self.name, self.path.display())
    }
}

impl std::str::FromStr for NamedPath {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        match text.split_once('=') {
            Some((name, path)) if !name.is_empty() && !path.is_empty() => {
                Ok(Self { name: name.to_owned(), path: path.into() })
            }
            _ => Err("a name, `=` and a path are expected".to_owned()),
        }
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Format {
    Text,
    Json,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Opt {
    /// The program's image inside the executable, interpreted.
    Interpreter,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Emit {
    /// An executable.
    Exe,
    /// The module image.
    Image,
    /// LIR as text, before reference counting.
    Lir,
    /// The module image's instructions as text.
    Disassembly,
}

#[derive(Debug, Subcommand)]
pub enum CacheCommand {
    /// Print the cache folder.
    Dir,
    /// Print how much it holds.
    Size,
    /// Remove everything in it.
    Clean,
}

#[derive(Debug, Subcommand)]
pub enum InternalCommand {
    /// Compile a program to an image, without any cache.
    Image {
        /// The program's main file.
        file: PathBuf,
        /// Where the image goes.
        #[arg(long)]
        output: PathBuf,
        #[command(flatten)]
        common: Common,
    },
    /// Write what `roc-backend` is to be asked for a platform: its adapter, and its linked program.
    Platform(PlatformArgs),
    /// Write an empty file if sources are as they should be. Warnings are no reason to fail.
    Valid {
        #[command(subcommand)]
        what: ValidCommand,
    },
    /// Unpack what this `roc` brings along for targets, as TARGET/FILE and TARGET/PLATFORM/FILE.
    Parts {
        /// The folder, which must be there.
        #[arg(long)]
        output: PathBuf,
    },
    /// Append the parts of targets and platforms to a bare `roc`.
    Pack {
        /// The bare executable.
        #[arg(long)]
        roc: PathBuf,
        /// Its `roc-backend`.
        #[arg(long)]
        backend: PathBuf,
        /// Where the result goes.
        #[arg(long)]
        output: PathBuf,
        /// Parts, as NAME=FILE.
        parts: Vec<NamedPath>,
    },
    /// Pack the parts of other targets than this executable's.
    PackTargets {
        /// Where the result goes.
        #[arg(long)]
        output: PathBuf,
        /// Parts, as NAME=FILE.
        parts: Vec<NamedPath>,
    },
}

/// What a file can be asked for.
#[derive(Debug, Subcommand)]
pub enum ValidCommand {
    /// No errors, in a main file and all that it imports.
    Check {
        file: PathBuf,
        /// The empty file.
        #[arg(long)]
        output: PathBuf,
        #[command(flatten)]
        common: Common,
    },
    /// The layout of `roc fmt`.
    Format {
        files: Vec<PathBuf>,
        /// The empty file.
        #[arg(long)]
        output: PathBuf,
    },
}

/// All paths are written into the requests as they are given.
#[derive(Debug, Args)]
pub struct PlatformArgs {
    /// The platform's main file.
    pub file: PathBuf,
    /// Where the request for the adapter goes.
    #[arg(long)]
    pub adapter_request: PathBuf,
    /// Where the request for the link goes.
    #[arg(long)]
    pub link_request: PathBuf,
    /// The adapter's object.
    #[arg(long)]
    pub adapter: PathBuf,
    /// The target's shim.
    #[arg(long)]
    pub shim: PathBuf,
    /// The linked program.
    #[arg(long)]
    pub program: PathBuf,
    /// A file that the header's `targets:` section may name, as NAME=PATH. A name may stand for several.
    #[arg(long = "input", value_name = "NAME=PATH")]
    pub inputs: Vec<NamedPath>,
    #[command(flatten)]
    pub common: Common,
}
