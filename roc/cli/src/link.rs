//! Linked executables: what they consist of, their keys, and asking `roc-backend` for them.

use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use roc_cache::{Cache, CacheError, FileDigests, Key, KeyBuilder, Kind};
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use crate::dist::Dist;

/// Everything that decides an executable's bytes, but for the contents of its inputs.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct LinkPlan {
    /// The target's name: `x64musl`.
    pub target: String,
    /// The platform's name, for messages.
    pub platform_name: String,
    /// The platform's file, for messages.
    pub platform_file: String,
    /// The symbols that the host calls, in the header's order.
    pub entries: Vec<String>,
    /// The symbols that the host provides, in the header's order.
    pub hosted: Vec<String>,
    /// 64 hexadecimal digits.
    pub platform_digest: String,
    /// In the order of the platform's `targets:`.
    pub inputs: Vec<PlanInput>,
}

/// One input of a link.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum PlanInput {
    /// The app's place: adapter and shim.
    App,
    /// The host's archive or object.
    Host(Source),
    /// Start-up objects and system libraries.
    File(Source),
}

/// Where an input is.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Source {
    /// A file, relative to the folder of the root file.
    Disk(String),
    /// A part of the `roc` executable.
    Part(String),
}

/// Why there is no executable.
#[derive(Debug, thiserror::Error)]
pub enum LinkError {
    /// A bare executable.
    #[error("this `roc` was built without its runtime parts, so it can check programs but not run them.")]
    Bare,
    /// A file that the platform asks for isn't there.
    #[error("the platform {platform} needs the file {}, which can't be read: {source}", path.display())]
    Input {
        /// The platform's file.
        platform: String,
        /// The missing file.
        path: PathBuf,
        /// What the system said.
        source: io::Error,
    },
    /// The linker program can't be started.
    #[error("cannot start the linker {}: {source}", path.display())]
    Backend {
        /// Where it should be.
        path: PathBuf,
        /// What the system said.
        source: io::Error,
    },
    /// The linker program says what is wrong.
    #[error("{message}")]
    Refused {
        /// A few words.
        title: String,
        /// Whole sentences.
        message: String,
    },
    /// Nothing can be written.
    #[error(transparent)]
    Cache(#[from] CacheError),
    /// A file on the way can't be written.
    #[error("cannot prepare the link: {0}")]
    Prepare(#[source] io::Error),
}

impl LinkError {
    /// What to do next.
    pub fn hint(&self) -> Option<&'static str> {
        match self {
            Self::Bare => Some("Build the whole tool with `./bazel build //:dist` or `cargo xtask dist`."),
            Self::Input { .. } => Some("Build the platform's host for this target first; hosts of this project: `./bazel run //hosts:install`."),
            Self::Backend { .. } => Some("`roc` looks for it beside itself, in ../libexec; ROC_BACKEND names another place."),
            _ => None,
        }
    }
}

impl LinkPlan {
    /// The key of the executable; relative inputs are looked up in `base`.
    pub fn key(&self, base: &Path, dist: &Dist, digests: &FileDigests<'_>) -> Result<Key, LinkError> {
        let shim = dist.digest(&self.shim()).ok_or(LinkError::Bare)?;
        let mut key = KeyBuilder::new("executable")
            .text(&self.target)
            .text(&self.platform_digest)
            .key(shim)
            .number(self.entries.len() as u64);
        for symbol in self.entries.iter().chain(&self.hosted) {
            key = key.text(symbol);
        }
        for input in &self.inputs {
            key = match input {
                PlanInput::App => key.text("app"),
                PlanInput::Host(source) => key.text("host").key(self.digest(source, base, dist, digests)?),
                PlanInput::File(source) => key.text("file").key(self.digest(source, base, dist, digests)?),
            };
        }
        Ok(key.finish())
    }

    fn shim(&self) -> String {
        format!("targets/{}/roc_shim.o", self.target)
    }

    fn digest(&self, source: &Source, base: &Path, dist: &Dist, digests: &FileDigests<'_>) -> Result<Key, LinkError> {
        match source {
            Source::Part(name) => dist.digest(name).ok_or(LinkError::Bare),
            Source::Disk(path) => {
                let path = base.join(path);
                let platform = self.platform_file.clone();
                digests.get(&path).map_err(|source| LinkError::Input { platform, path, source })
            }
        }
    }

    /// Links into the cache. `image`: a module image to put into the executable.
    pub fn link(&self, key: Key, base: &Path, dist: &Dist, cache: &Cache) -> Result<PathBuf, LinkError> {
        let workplace = cache.workplace(Kind::Executable)?;
        let output = workplace.path().join("program");
        self.link_to(&output, None, base, dist, workplace.path())?;
        Ok(cache.adopt(Kind::Executable, key, &output)?)
    }

    /// Links to a file; `scratch` is an empty folder for what has to be unpacked.
    pub fn link_to(
        &self,
        output: &Path,
        image: Option<&Path>,
        base: &Path,
        dist: &Dist,
        scratch: &Path,
    ) -> Result<(), LinkError> {
        let part = |name: &str, index: usize| -> Result<PathBuf, LinkError> {
            let part = dist.find(name).ok_or(LinkError::Bare)?;
            let file = Path::new(name).file_name().unwrap_or_default();
            let path = scratch.join(format!("{index}-{}", file.to_string_lossy()));
            dist.extract(part, &path).map_err(LinkError::Prepare)?;
            Ok(path)
        };
        let shim = part(&self.shim(), 0)?;
        let mut inputs: Vec<Value> = Vec::with_capacity(self.inputs.len());
        for (index, input) in self.inputs.iter().enumerate() {
            let resolve = |source: &Source| match source {
                Source::Part(name) => part(name, index + 1),
                Source::Disk(path) => Ok(base.join(path)),
            };
            inputs.push(match input {
                PlanInput::App => json!("app"),
                PlanInput::Host(source) => json!({ "host": resolve(source)? }),
                PlanInput::File(source) => json!({ "file": resolve(source)? }),
            });
        }
        let mut adapter = json!({
            "entries": self.entries,
            "hosted": self.hosted,
            "platform_digest": self.platform_digest,
        });
        if let Some(image) = image {
            adapter["image"] = json!(image);
        }
        let request = json!({
            "version": 1,
            "target": self.target,
            "platform": { "name": self.platform_name, "file": self.platform_file },
            "shim": shim,
            "adapter": { "make": adapter },
            "inputs": inputs,
            "output": output,
        });
        ask(&dist.backend(), "link", &request)
    }
}

/// Runs `roc-backend` with a request on its standard input.
fn ask(backend: &Path, command: &str, request: &Value) -> Result<(), LinkError> {
    let failed = |source| LinkError::Backend { path: backend.to_owned(), source };
    let mut child = Command::new(backend)
        .arg(command)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .map_err(failed)?;
    if let Some(mut stdin) = child.stdin.take() {
        // A backend that doesn't read says why in its answer.
        let _ = stdin.write_all(request.to_string().as_bytes());
    }
    let answer = child.wait_with_output().map_err(failed)?;
    if answer.status.success() {
        return Ok(());
    }
    let error = serde_json::from_slice::<Value>(&answer.stdout).unwrap_or(Value::Null);
    let text = |field: &str| error["error"][field].as_str().map(str::to_owned);
    let title = text("title").unwrap_or_else(|| "Linker Failed".to_owned());
    let message = text("message").unwrap_or_else(|| {
        let detail = String::from_utf8_lossy(&answer.stderr);
        let first = detail.lines().next().unwrap_or("it said nothing").to_owned();
        format!("roc-backend ended with {}: {first}", answer.status)
    });
    Err(LinkError::Refused { title, message })
}
