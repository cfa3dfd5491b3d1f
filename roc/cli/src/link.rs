//! Linked executables: what they consist of, their keys, and asking `roc-backend` for them.

use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use roc_cache::{Cache, CacheError, FileDigests, Key, KeyBuilder, Kind};
use roc_packages::Packages;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use crate::dist::Dist;
use crate::output::Progress;
use crate::source::{Found, Places, Source};

/// Everything that decides an executable's bytes, but for the contents of its inputs.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct LinkPlan {
    /// The target's name: `x64musl`.
    pub target: String,
    /// The platform's name, for messages.
    pub platform_name: String,
    /// The platform's file, for messages.
    pub platform_file: Source,
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

/// Why there is no executable.
#[derive(Debug, thiserror::Error)]
pub enum LinkError {
    /// A bare executable.
    #[error("this `roc` was built without its runtime parts, so it can check programs but not run them")]
    Bare,
    /// The tool is for other targets.
    #[error("this `roc` can't link for {0}: it was built without that target's runtime")]
    Target(String),
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
    #[error("{title}\n\n{}", message.trim_end())]
    Refused {
        /// Whether the program's inputs are at fault, rather than the place where it is written.
        inputs: bool,
        /// A few words.
        title: String,
        /// Whole sentences.
        message: String,
    },
    /// The inputs are never twice the same.
    #[error("the files of the platform {platform} change while they are linked")]
    Restless {
        /// The platform's file.
        platform: String,
    },
    /// The linker is asked in JSON, which can't say such a path.
    #[error("the path {} is not valid UTF-8", .0.display())]
    Path(PathBuf),
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
            Self::Bare | Self::Target(_) => {
                Some("Build the whole tool with `./bazel build //:dist` or `cargo xtask dist`.")
            }
            Self::Input { .. } => Some(
                "Build the platform's host for this target first; hosts of this project: `./bazel run //hosts:install`.",
            ),
            Self::Backend { .. } => {
                Some("`roc` looks for it beside itself, in ../libexec; ROC_BACKEND names another place.")
            }
            _ => None,
        }
    }

    /// Whether it could go better in another folder.
    pub fn is_of_the_place(&self) -> bool {
        matches!(self, Self::Cache(_) | Self::Prepare(_) | Self::Refused { inputs: false, .. })
    }
}

/// How often a link is tried whose inputs change meanwhile.
const TRIES: usize = 3;

impl LinkPlan {
    /// Whether the cache has the packages that it needs.
    pub fn is_here(&self, packages: &Packages) -> bool {
        self.inputs.iter().all(|input| match input {
            PlanInput::App => true,
            PlanInput::Host(source) | PlanInput::File(source) => source.is_here(packages),
        })
    }

    /// The key of the executable.
    pub fn key(&self, places: &Places<'_>, digests: &FileDigests<'_>) -> Result<Key, LinkError> {
        let mut key = KeyBuilder::new("executable")
            .text(&self.target)
            .text(&self.platform_digest)
            .key(self.part_digest(&self.shim(), places.dist)?);
        for symbols in [&self.entries, &self.hosted] {
            key = symbols.iter().fold(key.number(symbols.len() as u64), |key, symbol| key.text(symbol));
        }
        key = key.number(self.inputs.len() as u64);
        for input in &self.inputs {
            key = match input {
                PlanInput::App => key.text("app"),
                PlanInput::Host(source) => key.text("host").key(self.digest(source, places, digests)?),
                PlanInput::File(source) => key.text("file").key(self.digest(source, places, digests)?),
            };
        }
        // The usual one belongs to the tool, which keeps its cache apart.
        if let Some(path) = places.dist.other_backend() {
            let failed = |source| LinkError::Backend { path: path.clone(), source };
            key = key.text("backend").key(digests.get(&path).map_err(failed)?);
        }
        Ok(key.finish())
    }

    fn shim(&self) -> String {
        format!("targets/{}/roc_shim.o", self.target)
    }

    fn digest(
        &self,
        source: &Source,
        places: &Places<'_>,
        digests: &FileDigests<'_>,
    ) -> Result<Key, LinkError> {
        match source.find(places) {
            Found::Part(name) => self.part_digest(&name, places.dist),
            Found::File(path) => digests.get(&path).map_err(|source| {
                let platform = self.platform_file.shown(places);
                LinkError::Input { platform, path, source }
            }),
        }
    }

    fn part_digest(&self, name: &str, dist: &Dist) -> Result<Key, LinkError> {
        dist.find(name).and_then(|part| part.digest()).ok_or_else(|| self.no_part(dist))
    }

    fn no_part(&self, dist: &Dist) -> LinkError {
        if dist.is_packed() { LinkError::Target(self.target.clone()) } else { LinkError::Bare }
    }

    /// The executable in the cache: as it is there, unless wanted `anew`, else linked.
    pub fn executable(&self, anew: bool, places: &Places<'_>, cache: &Cache) -> Result<PathBuf, LinkError> {
        let digests = FileDigests::new(cache);
        let known = |key| if anew { None } else { cache.verified_path(Kind::Executable, key) };
        let mut key = self.key(places, &digests)?;
        if let Some(path) = known(key) {
            return Ok(path);
        }
        let _turn = cache.turn(Kind::Executable);
        for _ in 0..TRIES {
            if let Some(path) = known(key) {
                return Ok(path);
            }
            let workplace = cache.workplace(Kind::Executable)?;
            let output = workplace.path().join("program");
            self.link_to(&output, None, places, workplace.path())?;
            // What was linked is what the key says only if nothing has changed on the way.
            let now = self.key(places, &digests)?;
            if now == key {
                return Ok(cache.adopt(Kind::Executable, key, &output)?);
            }
            key = now;
        }
        Err(LinkError::Restless { platform: self.platform_file.shown(places) })
    }

    /// Links to a file; `scratch` is a folder for what has to be unpacked. `image`: a module image to put into the
    /// executable.
    pub fn link_to(
        &self,
        output: &Path,
        image: Option<&Path>,
        places: &Places<'_>,
        scratch: &Path,
    ) -> Result<(), LinkError> {
        let dist = places.dist;
        let part = |name: &str, index: usize| -> Result<PathBuf, LinkError> {
            let part = dist.find(name).ok_or_else(|| self.no_part(dist))?;
            let file = Path::new(name).file_name().unwrap_or_default();
            let path = scratch.join(format!("{index}-{}", file.to_string_lossy()));
            part.extract(&path).map_err(LinkError::Prepare)?;
            Ok(path)
        };
        let shim = part(&self.shim(), 0)?;
        let mut inputs: Vec<Value> = Vec::with_capacity(self.inputs.len());
        for (index, input) in self.inputs.iter().enumerate() {
            let resolve = |source: &Source| match source.find(places) {
                Found::Part(name) => part(&name, index + 1),
                Found::File(path) => Ok(path),
            };
            inputs.push(match input {
                PlanInput::App => json!("app"),
                PlanInput::Host(source) => json!({ "host": text(&resolve(source)?)? }),
                PlanInput::File(source) => json!({ "file": text(&resolve(source)?)? }),
            });
        }
        let mut adapter = json!({
            "entries": self.entries,
            "hosted": self.hosted,
            "platform_digest": self.platform_digest,
        });
        if let Some(image) = image {
            adapter["image"] = json!(text(image)?);
        }
        let request = json!({
            "version": 1,
            "target": self.target,
            "platform": { "name": self.platform_name, "file": self.platform_file.shown(places) },
            "shim": text(&shim)?,
            "adapter": { "make": adapter },
            "inputs": inputs,
            "output": text(output)?,
        });
        let _progress = Progress::new(format!("Linking the platform {}", self.platform_name));
        ask(&dist.backend(), "link", &request)
    }
}

fn text(path: &Path) -> Result<&str, LinkError> {
    path.to_str().ok_or_else(|| LinkError::Path(path.to_owned()))
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
    let title = text("title").unwrap_or_else(|| "The linker failed".to_owned());
    let message = text("message").unwrap_or_else(|| {
        let detail = String::from_utf8_lossy(&answer.stderr);
        let first = detail.lines().next().unwrap_or("it said nothing").to_owned();
        format!("{} ended with {}: {first}", backend.display(), answer.status)
    });
    // A full disk shows in all three ways: told, as the linker's own trouble, by a signal.
    let inputs = !matches!(text("kind").as_deref(), Some("output" | "linker") | None);
    Err(LinkError::Refused { inputs, title, message })
}

#[cfg(test)]
mod tests {
    use super::*;
    use roc_cache::Location;
    use roc_packages::Limits;
    use std::fs;

    fn plan() -> LinkPlan {
        let names = |names: &[&str]| names.iter().map(|name| name.to_string()).collect();
        let disk = |name: &str| Source::Disk(name.into());
        LinkPlan {
            target: "x64musl".to_owned(),
            platform_name: "p".to_owned(),
            platform_file: disk("platform/main.roc"),
            entries: names(&["roc__a", "roc__b"]),
            hosted: names(&["roc_host__c"]),
            platform_digest: "00".repeat(32),
            inputs: vec![
                PlanInput::File(Source::Either(
                    Box::new(disk("crt1.o")),
                    "targets/x64musl/crt1.o".to_owned(),
                )),
                PlanInput::Host(disk("libhost.a")),
                PlanInput::App,
                PlanInput::File(disk("libc.a")),
            ],
        }
    }

    /// Every input decides the key, and nothing else does.
    #[test]
    fn keys() {
        let folder = tempfile::tempdir().unwrap();
        let base = folder.path();
        for name in ["crt1.o", "libhost.a", "libc.a"] {
            fs::write(base.join(name), name).unwrap();
        }
        let location = Location::at(base.join("cache"));
        let (cache, _) = Cache::open(Some(&location), "1").unwrap();
        let parts = |shim: &str| {
            let parts = ["targets/x64musl/roc_shim.o", "targets/x64win/roc_shim.o", "targets/x64musl/crt1.o"];
            Dist::with_parts(parts.map(|name| (name, if name.contains("shim") { shim } else { "start-up" })))
        };
        let dist = parts("shim");
        let packages = Packages::new(Some(location), Limits::default(), |_| ());
        let try_key = |plan: &LinkPlan, dist: &Dist| {
            plan.key(&Places { base, dist, packages: &packages }, &FileDigests::new(&cache))
        };
        let key = |plan: &LinkPlan, dist: &Dist| try_key(plan, dist).unwrap();
        let first = key(&plan(), &dist);
        let mut seen = vec![first];
        let mut other = |what: &str, key: Key| {
            assert!(!seen.contains(&key), "{what} doesn't change the key");
            seen.push(key);
        };

        type Change = fn(&mut LinkPlan);
        let changes: [(&str, Change); 12] = [
            ("the target", |p| p.target = "x64win".to_owned()),
            ("an entry's name", |p| p.entries[0] = "roc__x".to_owned()),
            ("the entries' order", |p| p.entries.reverse()),
            ("one entry less", |p| p.entries.truncate(1)),
            ("an entry that becomes hosted", |p| p.hosted.insert(0, p.entries.pop().unwrap())),
            ("a hosted name", |p| p.hosted[0] = "roc_host__x".to_owned()),
            ("no hosted name", |p| p.hosted.clear()),
            ("the platform's digest", |p| p.platform_digest = "01".repeat(32)),
            ("the inputs' order", |p| p.inputs.swap(0, 1)),
            ("one input less", |p| p.inputs.truncate(3)),
            ("a host that is a file", |p| p.inputs[1] = PlanInput::File(Source::Disk("libhost.a".into()))),
            ("the app's place", |p| p.inputs.swap(1, 2)),
        ];
        for (what, change) in changes {
            let mut changed = plan();
            change(&mut changed);
            other(what, key(&changed, &dist));
        }
        other("the shim", key(&plan(), &parts("another shim")));
        for name in ["crt1.o", "libhost.a", "libc.a"] {
            fs::write(base.join(name), "other").unwrap();
            other(name, key(&plan(), &dist));
            fs::write(base.join(name), name).unwrap();
        }
        fs::remove_file(base.join("crt1.o")).unwrap();
        other("the tool's start-up object", key(&plan(), &dist));
        fs::write(base.join("crt1.o"), "crt1.o").unwrap();

        let mut renamed = plan();
        renamed.platform_name = "q".to_owned();
        renamed.platform_file = Source::Disk("elsewhere/main.roc".into());
        fs::create_dir(base.join("elsewhere")).unwrap();
        fs::copy(base.join("libhost.a"), base.join("elsewhere/libhost.a")).unwrap();
        renamed.inputs[1] = PlanInput::Host(Source::Disk("elsewhere/libhost.a".into()));
        assert_eq!(key(&renamed, &dist), first);

        fs::remove_file(base.join("libhost.a")).unwrap();
        let gone = try_key(&plan(), &dist).unwrap_err();
        assert!(matches!(&gone, LinkError::Input { path, .. } if path.ends_with("libhost.a")), "{gone}");
    }
}
