//! Source files that a command changes: finding them, and replacing one as a whole.

use std::collections::BTreeSet;
use std::fs::{self, OpenOptions};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

/// What was found.
#[derive(Default)]
pub struct Found {
    /// Files in order, each once, with the names by which they were found.
    pub files: Vec<PathBuf>,
    /// What could not be looked at.
    pub failures: Vec<String>,
    known: BTreeSet<PathBuf>,
}

/// These files, and the files ending in `.roc` in these folders: in order of their names, without hidden files and
/// folders, and without folders that are links.
pub fn roc_files(paths: &[PathBuf]) -> Found {
    let mut found = Found::default();
    for path in paths {
        found.path(path);
    }
    found
}

impl Found {
    /// A path that the user gave.
    fn path(&mut self, path: &Path) {
        match fs::metadata(path) {
            Ok(metadata) if metadata.is_dir() => self.folder(path),
            Ok(metadata) if metadata.is_file() => self.file(path),
            Ok(_) => self.failures.push(format!("{} is neither a file nor a folder", path.display())),
            Err(failure) => self.failures.push(format!("{}: {failure}", path.display())),
        }
    }

    fn file(&mut self, path: &Path) {
        match path.canonicalize() {
            Ok(real) => {
                if self.known.insert(real) {
                    self.files.push(path.to_owned());
                }
            }
            Err(failure) => self.failures.push(format!("{}: {failure}", path.display())),
        }
    }

    /// Everything below a folder. The stack is explicit, so depth doesn't matter.
    fn folder(&mut self, folder: &Path) {
        let mut left = vec![(folder.to_owned(), true)];
        while let Some((path, is_folder)) = left.pop() {
            if !is_folder {
                self.file(&path);
                continue;
            }
            match entries(&path) {
                Ok(entries) => left.extend(entries.into_iter().rev()),
                Err(failure) => self.failures.push(format!("{}: {failure}", path.display())),
            }
        }
    }
}

/// The Roc files and folders in a folder, by name, with whether they are folders.
fn entries(folder: &Path) -> io::Result<Vec<(PathBuf, bool)>> {
    let mut entries = Vec::new();
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        let (name, kind) = (entry.file_name(), entry.file_type()?);
        if name.as_encoded_bytes().starts_with(b".") {
            continue;
        }
        // The current folder needs no name in front.
        let path = if folder == Path::new(".") { PathBuf::from(&name) } else { entry.path() };
        let is_roc = path.extension().is_some_and(|extension| extension == "roc");
        let is_file =
            kind.is_file() || kind.is_symlink() && path.metadata().is_ok_and(|linked| linked.is_file());
        if kind.is_dir() || is_roc && is_file {
            entries.push((name, path, kind.is_dir()));
        }
    }
    entries.sort();
    Ok(entries.into_iter().map(|(_, path, is_folder)| (path, is_folder)).collect())
}

/// Gives a file new contents: either all of them or, if something fails, none. Links are followed and stay; so do the
/// permission bits.
pub fn replace(path: &Path, contents: &[u8]) -> io::Result<()> {
    let path = path.canonicalize()?;
    // Renaming would not ask whether the file itself may be written.
    let permissions = OpenOptions::new().write(true).open(&path)?.metadata()?.permissions();
    let folder = path.parent().unwrap_or(Path::new("/"));
    let mut beside = tempfile::Builder::new().prefix(".roc-fmt-").tempfile_in(folder)?;
    beside.write_all(contents)?;
    beside.as_file().set_permissions(permissions)?;
    beside.as_file().sync_all()?;
    beside.persist(&path).map_err(|failed| failed.error)?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn files_are_found_in_order_and_once() {
        let folder = tempfile::tempdir().unwrap();
        let at = |name: &str| folder.path().join(name);
        for name in ["b", ".hidden", "a.d"] {
            fs::create_dir(at(name)).unwrap();
        }
        for name in ["b/two.roc", "b/one.roc", "a.roc", ".hidden/x.roc", "note.txt", ".y.roc", "a.d/z.roc"] {
            fs::write(at(name), "").unwrap();
        }
        let found =
            roc_files(&[at("b/two.roc"), folder.path().to_owned(), at("note.txt"), at("missing.roc")]);
        let names: Vec<_> = found
            .files
            .iter()
            .map(|path| path.strip_prefix(folder.path()).unwrap().to_str().unwrap().to_owned())
            .collect();
        assert_eq!(names, ["b/two.roc", "a.d/z.roc", "a.roc", "b/one.roc", "note.txt"]);
        assert_eq!(found.failures.len(), 1);
    }

    #[cfg(unix)]
    #[test]
    fn links_and_permissions_stay() {
        use std::os::unix::fs::{PermissionsExt, symlink};
        let folder = tempfile::tempdir().unwrap();
        let (file, link) = (folder.path().join("file.roc"), folder.path().join("link.roc"));
        fs::write(&file, "old").unwrap();
        fs::set_permissions(&file, fs::Permissions::from_mode(0o751)).unwrap();
        symlink("file.roc", &link).unwrap();
        symlink(".", folder.path().join("loop")).unwrap();
        symlink("nowhere", folder.path().join("dangling.roc")).unwrap();
        let found = roc_files(&[folder.path().to_owned()]);
        assert_eq!(found.files, std::slice::from_ref(&file));
        replace(&link, b"new").unwrap();
        assert!(fs::symlink_metadata(&link).unwrap().is_symlink());
        assert_eq!(fs::read(&file).unwrap(), b"new");
        assert_eq!(fs::metadata(&file).unwrap().permissions().mode() & 0o777, 0o751);
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 4, "nothing is left beside");
    }
}
