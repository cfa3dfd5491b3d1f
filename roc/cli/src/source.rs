//! Where the inputs of a link are: written down for the next run without any path of this computer.

use std::path::{Path, PathBuf};

use roc_cache::Key;
use roc_packages::Packages;
use serde::{Deserialize, Serialize};

use crate::dist::Dist;
use crate::paths;

/// Where an input is.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Source {
    /// A file, seen from the folder of the root file.
    Disk(PathBuf),
    /// A file of a package that was downloaded.
    Package {
        /// The digest that the package's address names, in hexadecimal.
        key: String,
        /// Seen from the package's folder.
        path: PathBuf,
    },
    /// A part of the `roc` executable.
    Part(String),
    /// The platform's own file where there is one, else a part.
    Either(Box<Source>, String),
}

/// What sources are looked up in.
#[derive(Clone, Copy)]
pub struct Places<'a> {
    /// The folder of the root file.
    pub base: &'a Path,
    /// The parts of this executable.
    pub dist: &'a Dist,
    /// The packages of the cache.
    pub packages: &'a Packages,
}

/// A source, looked up.
pub enum Found {
    /// A file, which may be there or not.
    File(PathBuf),
    /// A part of this executable.
    Part(String),
}

impl Source {
    /// Looks it up.
    pub fn find(&self, places: &Places<'_>) -> Found {
        match self {
            Self::Disk(_) | Self::Package { .. } => Found::File(self.path(places)),
            Self::Part(name) => Found::Part(name.clone()),
            Self::Either(own, name) => {
                let path = own.path(places);
                // Without either, the file is what's missing.
                if path.exists() || places.dist.find(name).is_none() {
                    Found::File(path)
                } else {
                    Found::Part(name.clone())
                }
            }
        }
    }

    /// For people.
    pub fn shown(&self, places: &Places<'_>) -> String {
        self.path(places).display().to_string()
    }

    /// Whether the cache has the package that it is in, if it is in one.
    pub fn is_here(&self, packages: &Packages) -> bool {
        match self {
            Self::Package { key, .. } => Key::from_hex(key).and_then(|key| packages.find(key)).is_some(),
            Self::Either(own, _) => own.is_here(packages),
            Self::Disk(_) | Self::Part(_) => true,
        }
    }

    fn path(&self, places: &Places<'_>) -> PathBuf {
        match self {
            Self::Disk(path) => paths::join(places.base, path),
            Self::Package { key, path } => match Key::from_hex(key).and_then(|key| places.packages.find(key))
            {
                Some(folder) => paths::join(&folder, path),
                // It has just been cleaned away; this file is as absent.
                None => Path::new(key).join(path),
            },
            Self::Part(name) => name.into(),
            Self::Either(own, _) => own.path(places),
        }
    }
}
