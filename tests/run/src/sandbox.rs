//! A test's own world: a folder for its files, a home, a cache, a folder for temporary files. At its end it looks for
//! what was left behind.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use tempfile::TempDir;

use crate::tools::Tools;
use crate::{Run, root, skip};

/// A kind of cache entry, by the name of its folder.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// What is known of earlier runs.
    Manifests,
    /// Checked source modules.
    Modules,
    /// Module images.
    Images,
    /// Linked executables.
    Executables,
}

/// The world of a test.
#[derive(Debug)]
pub struct Sandbox {
    folder: TempDir,
    tools: Tools,
    /// What this test leaves on purpose.
    untidy: bool,
}

impl Sandbox {
    /// An empty one; nothing where there is nothing to test.
    pub fn new() -> Option<Self> {
        let tools = Tools::find()?;
        let folder = tempfile::Builder::new().prefix("run-test-").tempdir().unwrap();
        for name in ["home", "cache", "temporary", "work"] {
            fs::create_dir(folder.path().join(name)).unwrap();
        }
        Some(Self { folder, tools, untidy: false })
    }

    /// With the platform of `tests/run/lab`, and an app on it whose `main!` has this body.
    pub fn with_lab(body: &str) -> Option<Self> {
        let sandbox = Self::new()?;
        sandbox.platform_in_c("tests/run/lab", "lab");
        sandbox.lab("app.roc", body);
        Some(sandbox)
    }

    /// An app on the lab platform: gets the number of its arguments as `count`, gives its exit code.
    pub fn lab(&self, name: &str, body: &str) {
        let header = "app [main!] { pf: platform \"lab/main.roc\" }\n\nimport pf.Lab\n\n";
        self.write(name, &format!("{header}main! : I64 => I64\nmain! = |count| {{\n{body}\n}}\n"));
    }

    /// With all examples and their platforms, ready to run.
    pub fn with_examples() -> Option<Self> {
        let sandbox = Self::new()?;
        for (example, platform) in crate::EXAMPLES {
            let file = format!("examples/{example}/main.roc");
            sandbox.write(&file, &fs::read_to_string(root().join(&file)).unwrap());
            if let Some(platform) = platform {
                sandbox.platform(platform, &format!("hosts/{platform}/platform"));
            }
        }
        Some(sandbox)
    }

    /// Puts a platform of this repository into a folder of the sandbox, with its host.
    pub fn platform(&self, name: &str, to: &str) {
        self.copy_sources(&root().join("hosts").join(name).join("platform"), to);
        let host = self.path(&format!("{to}/targets/x64musl/libhost.a"));
        fs::create_dir_all(host.parent().unwrap()).unwrap();
        fs::write(&host, fs::read(self.part(&format!("{name}/libhost.a"))).unwrap()).unwrap();
    }

    fn copy_sources(&self, from: &Path, to: &str) {
        for entry in fs::read_dir(from).unwrap() {
            let path = entry.unwrap().path();
            if path.extension().is_some_and(|e| e == "roc") {
                let name = path.file_name().unwrap().to_str().unwrap();
                self.write(&format!("{to}/{name}"), &fs::read_to_string(&path).unwrap());
            }
        }
    }

    /// Puts a platform whose host is in C into a folder of the sandbox: `folder` of this repository has `host.c` and
    /// `platform/`.
    pub fn platform_in_c(&self, folder: &str, to: &str) {
        let folder = root().join(folder);
        self.copy_sources(&folder.join("platform"), to);
        let targets = self.path(&format!("{to}/targets/x64musl"));
        fs::create_dir_all(&targets).unwrap();
        self.compile(&folder.join("host.c"), &targets.join("libhost.a"));
    }

    /// Compiles a C source for static programs to an archive of one object.
    pub fn compile(&self, source: &Path, archive: &Path) {
        let object = self.path("host.o");
        let mut compiler = Command::new(std::env::var_os("CC").unwrap_or_else(|| "cc".into()));
        compiler.args(["-std=c11", "-D_GNU_SOURCE", "-Wall", "-Wextra", "-Werror", "-O1", "-c"]);
        compiler.args(["-U_FORTIFY_SOURCE", "-fno-stack-protector", "-fno-pie", "-I"]);
        compiler.arg(root().join("hosts/include")).arg(source).arg("-o").arg(&object);
        let mut archiver = Command::new("ar");
        archiver.arg("rcsD").arg(archive).arg(&object);
        for command in [&mut compiler, &mut archiver] {
            let status = command.status();
            assert!(status.is_ok_and(|s| s.success()), "this test needs a C compiler and ar: {command:?}");
        }
        fs::remove_file(&object).unwrap();
    }

    /// The folder under test.
    pub fn dist(&self) -> &Path {
        &self.tools.dist
    }

    /// What hosts and programs are linked from.
    pub fn part(&self, name: &str) -> PathBuf {
        self.tools.parts.join(name)
    }

    /// A path in the folder for this test's files.
    pub fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join("work").join(name)
    }

    /// `ROC_CACHE_DIR` of the runs.
    pub fn cache(&self) -> PathBuf {
        self.folder.path().join("cache")
    }

    /// `TMPDIR` of the runs.
    pub fn temporary(&self) -> PathBuf {
        self.folder.path().join("temporary")
    }

    /// Writes a file, with its folders.
    pub fn write(&self, name: &str, text: &str) -> PathBuf {
        let path = self.path(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(&path, text).unwrap();
        path
    }

    /// `roc` with these words, in the folder for this test's files.
    pub fn roc(&self, words: &[&str]) -> Run {
        self.program(&self.dist().join("bin/roc")).args(words)
    }

    /// Any program, in the same surroundings.
    pub fn program(&self, path: &Path) -> Run {
        let mut command = Command::new(path);
        command.current_dir(self.path("")).env_clear();
        command.env("PATH", std::env::var_os("PATH").unwrap_or_default());
        command.env("HOME", self.folder.path().join("home"));
        command.env("ROC_CACHE_DIR", self.cache()).env("TMPDIR", self.temporary());
        command.env("ROC_HOST_CHECK_LEAKS", "1");
        Run::new(command)
    }

    /// A shell script as root of a user and mount namespace of its own, so that it can mount what it likes; what it
    /// mounts goes away with it. Nothing, and a word about it, where the system doesn't allow that.
    pub fn script_that_mounts(&self, script: &str) -> Option<Run> {
        for flags in ["-rm", "-m"] {
            let trial = format!("mount -t tmpfs none '{}'", self.temporary().display());
            let allowed = Command::new("unshare").args([flags, "/bin/sh", "-c", &trial]).output();
            if allowed.is_ok_and(|output| output.status.success()) {
                let run = self.program(Path::new("unshare")).args(&[flags, "/bin/sh", "-ec", script]);
                return Some(run.env("ROC", self.dist().join("bin/roc")));
            }
        }
        skip("nothing can be mounted here");
        None
    }

    /// The entries of a kind, over all versions.
    pub fn entries(&self, kind: Kind) -> Vec<PathBuf> {
        let folder = match kind {
            Kind::Manifests => "manifests",
            Kind::Modules => "modules",
            Kind::Images => "images",
            Kind::Executables => "executables",
        };
        let wanted = |path: &PathBuf| path.parent().is_some_and(|parent| parent.ends_with(folder));
        files_below(&self.cache()).into_iter().filter(wanted).filter(|path| !is_unfinished(path)).collect()
    }

    /// What is neither an entry nor this test's own: it should not be there.
    pub fn leftovers(&self) -> Vec<PathBuf> {
        let mut all = files_and_folders_below(&self.temporary());
        all.extend(files_and_folders_below(&self.cache()).into_iter().filter(|path| is_unfinished(path)));
        all.extend(files_and_folders_below(&self.path("")).into_iter().filter(|path| is_unfinished(path)));
        all
    }

    /// The test leaves something itself.
    pub fn may_be_untidy(&mut self) {
        self.untidy = true;
    }
}

impl Drop for Sandbox {
    fn drop(&mut self) {
        if !std::thread::panicking() && !self.untidy {
            assert_eq!(self.leftovers(), Vec::<PathBuf>::new(), "something was left behind");
        }
    }
}

fn is_unfinished(path: &Path) -> bool {
    path.components().any(|part| {
        let name = part.as_os_str().to_string_lossy();
        name.starts_with(".unfinished") || name.starts_with(".roc")
    })
}

fn files_below(folder: &Path) -> Vec<PathBuf> {
    files_and_folders_below(folder).into_iter().filter(|path| path.is_file()).collect()
}

fn files_and_folders_below(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
        let path = entry.path();
        if entry.file_type().is_ok_and(|kind| kind.is_dir()) {
            found.extend(files_and_folders_below(&path));
        }
        found.push(path);
    }
    found.sort();
    found
}
