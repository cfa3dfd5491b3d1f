//! `--watch`: does something again whenever a file changes that it read.
//!
//! The files are looked at ten times a second, which costs some microseconds each. That is the same on all systems and
//! file systems (network ones too), sees files that were missing, and misses nothing when an editor replaces a file.

use std::collections::BTreeMap;
use std::fs::File;
use std::io::{self, IsTerminal};
use std::path::{Path, PathBuf};
use std::thread;
use std::time::{Duration, SystemTime};

use roc_base::source::MAX_SOURCE_BYTES;
use roc_cache::Key;

use crate::{output, paths};

/// Every file that was looked for, relative to the root file's folder, with the digest of what was read.
pub type Reads = BTreeMap<String, Option<[u8; 32]>>;

const PAUSE: Duration = Duration::from_millis(100);

/// Editors and version control write several files, or one in several steps.
const SETTLE: Duration = Duration::from_millis(30);

/// A file that changes twice within its file system's notion of a moment looks the same.
const MOMENT: Duration = Duration::from_secs(2);

/// What a reader that has gone away makes of an exit code.
const NOBODY_READS: u8 = 128 + 13;

/// Acts, and acts again after each change, until the process is ended or nobody reads the results. `act` answers the exit
/// code, and what it read.
pub fn repeat(root: &Path, mut act: impl FnMut() -> (u8, Reads)) -> u8 {
    loop {
        let (code, reads) = act();
        if code == NOBODY_READS {
            return code;
        }
        let mut watched = Watched::new(paths::folder(root), &reads);
        let count = match watched.files.len() {
            1 => "1 file".to_owned(),
            count => format!("{count} files"),
        };
        let status = Status::show(&format!("Watching {count} for changes; Ctrl-C ends it."));
        let changed = watched.wait();
        drop(status);
        output::report(&format!("\n{} has changed.\n\n", changed.display()));
    }
}

/// A line that is there while nothing happens: on a terminal it is taken away afterwards.
struct Status;

impl Status {
    fn show(line: &str) -> Self {
        let end = if io::stderr().is_terminal() { "" } else { "\n" };
        output::report(&format!("{line}{end}"));
        Self
    }
}

impl Drop for Status {
    fn drop(&mut self) {
        if io::stderr().is_terminal() {
            output::clear_line();
        }
    }
}

/// What can be seen of a file without reading it; nothing if it isn't there.
type Stamp = Option<(u64, SystemTime)>;

struct Watched {
    files: Vec<(PathBuf, Stamp)>,
    /// One that changed between being read and being looked at.
    changed: Option<PathBuf>,
}

impl Watched {
    fn new(folder: &Path, reads: &Reads) -> Self {
        let mut watched = Self { files: Vec::new(), changed: None };
        for (path, digest) in reads {
            let path = paths::join(folder, Path::new(path));
            let stamp = stamp(&path);
            let recent = stamp.is_some_and(|(_, time)| time.elapsed().map_or(true, |age| age < MOMENT));
            let other = match (stamp, digest) {
                (None, digest) => digest.is_some(),
                (Some(_), Some(digest)) => recent && !holds(&path, *digest),
                // What is there and yet couldn't be read stays so.
                (Some((size, _)), None) => recent && size <= MAX_SOURCE_BYTES as u64 && is_readable(&path),
            };
            if other {
                watched.changed.get_or_insert_with(|| path.clone());
            }
            watched.files.push((path, stamp));
        }
        watched
    }

    /// Waits for a change; answers the first file that it finds changed.
    fn wait(&mut self) -> PathBuf {
        loop {
            if let Some(changed) = self.changed.take() {
                thread::sleep(SETTLE);
                return changed;
            }
            thread::sleep(PAUSE);
            self.changed =
                self.files.iter().find(|(path, known)| stamp(path) != *known).map(|(path, _)| path.clone());
        }
    }
}

fn stamp(path: &Path) -> Stamp {
    let metadata = std::fs::metadata(path).ok()?;
    Some((metadata.len(), metadata.modified().ok()?))
}

fn is_readable(path: &Path) -> bool {
    path.is_file() && File::open(path).is_ok()
}

fn holds(path: &Path, digest: [u8; 32]) -> bool {
    std::fs::read(path).is_ok_and(|bytes| *Key::of(&bytes).bytes() == digest)
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::fs;

    #[test]
    fn changes_are_seen() {
        let folder = tempfile::tempdir().unwrap();
        let main = folder.path().join("main.roc");
        let other = folder.path().join("Other.roc");
        fs::write(&main, "one").unwrap();
        let reads = |main: &str, other: Option<&str>| {
            let digest = |text: &str| *Key::of(text.as_bytes()).bytes();
            let reads = [("main.roc", Some(digest(main))), ("Other.roc", other.map(digest))];
            reads.map(|(path, digest)| (path.to_owned(), digest)).into_iter().collect::<Reads>()
        };
        let watch = |reads: &Reads| Watched::new(folder.path(), reads);
        assert!(watch(&reads("one", None)).changed.is_none());
        assert_eq!(watch(&reads("two", None)).wait(), main, "changed meanwhile, to the same size");

        let mut watched = watch(&reads("one", None));
        fs::write(&other, "new").unwrap();
        assert_eq!(watched.wait(), other, "a file that was missing");
        assert_eq!(watch(&reads("one", None)).wait(), other, "the same, meanwhile");

        let mut watched = watch(&reads("one", Some("new")));
        fs::remove_file(&other).unwrap();
        assert_eq!(watched.wait(), other, "a file that goes away");
    }
}
