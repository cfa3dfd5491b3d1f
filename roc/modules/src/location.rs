//! Paths as text with `/` between their parts: joined and simplified by their letters alone, never by looking at disks.

/// `path` seen from `folder`, without `.` and `..` where they can be taken away: `a/b` and `../c.roc` is `a/c.roc`. An
/// absolute `path` stays what it is.
pub(crate) fn join(folder: &str, path: &str) -> String {
    let absolute = path.starts_with('/') || folder.starts_with('/') && !is_absolute(path);
    let folder = if is_absolute(path) { "" } else { folder };
    let mut parts: Vec<&str> = Vec::new();
    for part in folder.split('/').chain(path.split('/')) {
        match part {
            "" | "." => {}
            ".." if parts.last().is_some_and(|last| *last != "..") => {
                parts.pop();
            }
            ".." if absolute => {}
            _ => parts.push(part),
        }
    }
    let joined = parts.join("/");
    if absolute { format!("/{joined}") } else { joined }
}

/// Whether a path does not depend on a folder, on any system.
pub(crate) fn is_absolute(path: &str) -> bool {
    let drive = path.as_bytes();
    let has_drive = drive.len() >= 2 && drive[0].is_ascii_alphabetic() && drive[1] == b':';
    path.starts_with(['/', '\\']) || has_drive
}

/// The folder that a file is in; empty for a file without one.
pub(crate) fn folder(path: &str) -> &str {
    match path.rfind('/') {
        Some(0) => "/",
        Some(at) => &path[..at],
        None => "",
    }
}

/// The last part of a path.
pub(crate) fn file_name(path: &str) -> &str {
    path.rsplit('/').next().unwrap_or(path)
}

/// A file's name without `.roc`.
pub(crate) fn stem(path: &str) -> &str {
    let name = file_name(path);
    name.strip_suffix(".roc").unwrap_or(name)
}

/// Whether a relative path leads out of the folder that it starts from.
pub(crate) fn leads_out(path: &str) -> bool {
    path == ".." || path.starts_with("../")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_are_joined_by_their_text() {
        let cases = [
            ("", "main.roc", "main.roc"),
            ("a/b", "../c.roc", "a/c.roc"),
            ("a", "../../c.roc", "../c.roc"),
            ("..", "../x", "../../x"),
            ("/a", "../../x", "/x"),
            ("a", "/x/./y", "/x/y"),
            ("./a//b", "c", "a/b/c"),
        ];
        for (folder, path, expected) in cases {
            assert_eq!(join(folder, path), expected, "{folder} {path}");
        }
        assert!(is_absolute("C:/x") && is_absolute("\\x") && !is_absolute("x/C:"));
        assert_eq!((folder("a/b.roc"), folder("b.roc"), folder("/b.roc")), ("a", "", "/"));
        assert_eq!((stem("a/Foo.roc"), file_name("Foo.roc")), ("Foo", "Foo.roc"));
    }
}
