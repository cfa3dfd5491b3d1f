//! Where the cache is. The only place of this crate that reads the environment.

use std::fmt;
use std::path::{Path, PathBuf};

/// The cache's root folder.
#[derive(Clone, Debug)]
pub struct Location(PathBuf);

impl Location {
    /// `$ROC_CACHE_DIR`, else `$XDG_CACHE_HOME/roc`, else the system's cache folder of this user; nothing where there
    /// is no home.
    pub fn from_environment() -> Option<Self> {
        let set = |name| std::env::var_os(name).filter(|v| !v.is_empty()).map(PathBuf::from);
        if let Some(folder) = set("ROC_CACHE_DIR") {
            return Some(Self(folder));
        }
        if let Some(folder) = set("XDG_CACHE_HOME").filter(|f| f.is_absolute()) {
            return Some(Self(folder.join("roc")));
        }
        #[cfg(windows)]
        let home = set("LOCALAPPDATA").map(|f| f.join("roc").join("cache"));
        #[cfg(target_os = "macos")]
        let home = set("HOME").map(|f| f.join("Library/Caches/roc"));
        #[cfg(not(any(windows, target_os = "macos")))]
        let home = set("HOME").map(|f| f.join(".cache/roc"));
        home.map(Self)
    }

    /// This folder.
    pub fn at(folder: impl Into<PathBuf>) -> Self {
        Self(folder.into())
    }

    /// The folder.
    pub fn root(&self) -> &Path {
        &self.0
    }
}

/// Why the usual place isn't used.
#[derive(Clone, Debug)]
pub struct LocationWarning {
    /// What is wrong with it.
    pub reason: String,
}

impl fmt::Display for LocationWarning {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "{}; nothing is kept for the next run. Set ROC_CACHE_DIR to a folder that can be written.",
            self.reason
        )
    }
}
