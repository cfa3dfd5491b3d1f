//! A link, from request to program: adapter, symbol check, LLD's command line, one step into place.

mod elf;
mod lld;
mod macho;
mod mingw;
mod text;

use crate::adapter;
use crate::error::Error;
use crate::files::{self, Staging};
use crate::request::{AdapterSource, Emit, Input, LinkRequest};
use crate::symbols::{self, AdapterSymbols};
use crate::target::{Flavor, Target};
use std::path::{Path, PathBuf};

/// The name under which everything is linked: it would otherwise get into some outputs.
const PROGRAM: &str = "program";

/// What the command line of a format is made from. All files in the order in which the linker gets them.
struct Job<'a> {
    target: Target,
    files: Vec<&'a Path>,
    output: PathBuf,
}

/// Does what the request says. Nothing is left behind unless it succeeds.
pub fn link(request: &LinkRequest) -> Result<(), Error> {
    let hosts = hosts(request)?;
    let staging = Staging::beside(&request.output)?;
    let made;
    let (adapter_path, adapter_bytes) = match &request.adapter {
        AdapterSource::File(path) => (path, files::read("adapter", path)?),
        AdapterSource::Make(adapter) => {
            let image = adapter.image.as_deref().map(files::read_image).transpose()?;
            let object = adapter::make(request.target, adapter, image.as_deref(), Emit::Object)?;
            made = staging.write("adapter.o", &object)?;
            (&made, object)
        }
    };
    let adapter_symbols = AdapterSymbols::of(request.target, &adapter_bytes, adapter_path)?;
    symbols::check(request.target, &request.platform, &hosts, &adapter_symbols)?;

    let job = Job {
        target: request.target,
        files: files_in_order(request, adapter_path)?,
        output: staging.path(PROGRAM),
    };
    let command = command(&job)?;
    let outcome = lld::run(&command);
    if !outcome.success {
        // LLD maps its output, so a disk that fills up looks like a crash. No program is larger than its inputs.
        let size = |path: &&Path| std::fs::metadata(path).map_or(0, |file| file.len());
        staging.has_room_for(job.files.iter().map(size).sum())?;
        return Err(text::explain(request.target, &outcome.text, &job.output));
    }
    staging.commit(PROGRAM)
}

/// The linker as such, for builds that know its command line: `ld.lld` or `ld64.lld` and its words. What it says goes to
/// standard error.
pub fn as_linker(command: &[String]) -> bool {
    let outcome = lld::run(command);
    eprint!("{}", outcome.text);
    outcome.success
}

/// The host's files, after a look at the list as a whole.
fn hosts(request: &LinkRequest) -> Result<Vec<&Path>, Error> {
    let apps = request.inputs.iter().filter(|input| matches!(input, Input::App)).count();
    if apps != 1 {
        return Err(Error::Request(format!(
            "The inputs hold the app's place {apps} times; it must be there once."
        )));
    }
    let host = |input: &'_ Input| matches!(input, Input::Host(_));
    let hosts: Vec<&Path> =
        request.inputs.iter().filter(|input| host(input)).filter_map(Input::path).collect();
    if hosts.is_empty() {
        return Err(Error::Request("None of the inputs is the host's library.".to_owned()));
    }
    Ok(hosts)
}

/// The shim first, so that its initialiser runs before the host's also where link order decides; the adapter in the
/// app's place.
fn files_in_order<'a>(request: &'a LinkRequest, adapter: &'a Path) -> Result<Vec<&'a Path>, Error> {
    let mut files = vec![request.shim.as_path()];
    files.extend(request.inputs.iter().map(|input| input.path().unwrap_or(adapter)));
    for path in &files {
        // Before the linker says the same in its own words.
        let role = if *path == request.shim { "shim" } else { "link input" };
        std::fs::File::open(path).map_err(|e| Error::input(role, *path, &e))?;
    }
    Ok(files)
}

/// The command line of the target's format.
fn command(job: &Job) -> Result<Vec<String>, Error> {
    match job.target.flavor() {
        Flavor::Musl | Flavor::Glibc => elf::command(job),
        Flavor::MacOs => macho::command(job),
        Flavor::Windows => mingw::command(job),
    }
}

impl Job<'_> {
    fn file_arguments(&self) -> Result<Vec<String>, Error> {
        self.files.iter().map(|path| argument(path)).collect()
    }
}

/// A path as a word of a command line, never to be taken for an option or a response file.
fn argument(path: &Path) -> Result<String, Error> {
    let Some(text) = path.to_str() else {
        return Err(Error::Request(format!("The file name {} is not valid UTF-8.", path.display())));
    };
    Ok(if text.starts_with(['-', '@']) { format!("./{text}") } else { text.to_owned() })
}

impl Input {
    fn path(&self) -> Option<&Path> {
        match self {
            Self::App => None,
            Self::Host(path) | Self::File(path) => Some(path),
        }
    }
}
