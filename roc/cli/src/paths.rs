//! Paths of the files that a program reads, as they are written down for the next run: seen from the root file's
//! folder. `..` is taken away by letters alone, never by looking at disks, just as modules are found.

use std::path::{Component, Path, PathBuf};

/// The folder of a root file.
pub fn folder(file: &Path) -> &Path {
    file.parent().unwrap_or(Path::new(""))
}

/// Where a path leads that was written down for `folder`.
pub fn join(folder: &Path, path: &Path) -> PathBuf {
    let mut joined = PathBuf::new();
    for part in folder.join(path).components() {
        match part {
            Component::CurDir => {}
            Component::ParentDir => match joined.components().next_back() {
                Some(Component::Normal(_)) => {
                    joined.pop();
                }
                Some(Component::RootDir) => {}
                _ => joined.push(".."),
            },
            part => joined.push(part),
        }
    }
    joined
}

/// `path`, which is seen from the current folder like `folder`, as it is to be written down.
pub fn seen_from(folder: &Path, path: &Path) -> String {
    let (folder, path) = (join(Path::new(""), folder), join(Path::new(""), path));
    let shared = folder.components().zip(path.components()).take_while(|(a, b)| a == b).count();
    let mut up = folder.components().skip(shared);
    if folder.is_absolute() != path.is_absolute() || up.any(|part| part == Component::ParentDir) {
        // Nothing leads from one to the other by letters.
        return std::path::absolute(&path).unwrap_or(path).to_string_lossy().into_owned();
    }
    let up = folder.components().skip(shared).map(|_| "..".into());
    let down = path.components().skip(shared).map(|part| part.as_os_str().to_string_lossy());
    up.chain(down).collect::<Vec<_>>().join("/")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_are_seen_from_the_root_folder_and_back() {
        let cases = [
            ("examples/int", "examples/int/../../hosts/x", "../../hosts/x", "hosts/x"),
            ("", "../p/x", "../p/x", "../p/x"),
            ("/a/c", "/a/b/x", "../b/x", "/a/b/x"),
            ("./", "x", "x", "x"),
            ("../app", "../../hosts/x", "../../hosts/x", "../../hosts/x"),
            ("a", "/b/x", "/b/x", "/b/x"),
            ("/a", "/x", "../x", "/x"),
        ];
        for (folder, path, written, found) in cases {
            let (folder, path) = (Path::new(folder), Path::new(path));
            assert_eq!(seen_from(folder, path), written);
            assert_eq!(join(folder, Path::new(written)), Path::new(found));
        }
        assert!(Path::new(&seen_from(Path::new("../app"), Path::new("p/x"))).is_absolute());
        assert_eq!(join(Path::new("/a"), Path::new("../../x")), Path::new("/x"));
    }
}
