//! What is known of a program's last runs: which files it read, and what came of them.
//!
//! Keyed by the root file's bytes and the options that change the meaning; holds one variant for each set of other
//! files, newest first. Paths are relative to the root file's folder, so that copies of a program elsewhere share it.

use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use roc_cache::{Cache, CacheError, Key, KeyBuilder, Kind};
use roc_packages::Packages;
use serde::{Deserialize, Serialize};

use crate::link::LinkPlan;
use crate::paths;

/// More variants of one root file than this are not kept.
const MAX_VARIANTS: usize = 8;

/// A file that compiling looked at.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FileRead {
    /// Relative to the root file's folder.
    pub path: String,
    /// The digest of what was read; absent where nothing was there.
    pub digest: Option<String>,
}

/// The outcome of compiling one state of a program.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Variant {
    /// All files but the root.
    pub files: Vec<FileRead>,
    /// The image, as a key of the cache.
    pub image: String,
    /// How its executable is linked.
    pub plan: LinkPlan,
    /// Diagnostics as text, without and with colour, to be shown again.
    pub diagnostics: [String; 2],
    /// The root file's folder as it was given: diagnostics show it. Unset where there are none.
    pub shown_from: Option<PathBuf>,
    /// How many of them are errors.
    pub errors: usize,
    /// How many are warnings.
    pub warnings: usize,
}

/// The key of a root file's manifest.
pub fn key(root: &[u8], options: &[&str]) -> Key {
    options.iter().fold(KeyBuilder::new("manifest").bytes(root), |key, option| key.text(option)).finish()
}

fn load(cache: &Cache, key: Key) -> Vec<Variant> {
    let bytes = cache.read(Kind::Manifest, key).unwrap_or_default();
    serde_json::from_slice(&bytes).unwrap_or_default()
}

/// The variant whose files are all as they were, and whose diagnostics read as they would now, with the image's
/// bytes. Nothing if a package that it is linked with is not there any more.
pub fn find(cache: &Cache, packages: &Packages, key: Key, folder: &Path) -> Option<(Variant, Vec<u8>)> {
    let shown_the_same = |v: &Variant| v.shown_from.as_deref().is_none_or(|shown| shown == folder);
    let variant = load(cache, key)
        .into_iter()
        .find(|v| shown_the_same(v) && v.files.iter().all(|file| unchanged(folder, file)))
        .filter(|v| v.plan.is_here(packages))?;
    let image = cache.read(Kind::Image, Key::from_hex(&variant.image)?)?;
    Some((variant, image))
}

fn unchanged(folder: &Path, file: &FileRead) -> bool {
    match (std::fs::read(paths::join(folder, Path::new(&file.path))), &file.digest) {
        (Ok(bytes), Some(digest)) => Key::of(&bytes).hex() == *digest,
        // What can't be read for another reason is looked at again.
        (Err(error), None) => matches!(error.kind(), ErrorKind::NotFound | ErrorKind::NotADirectory),
        _ => false,
    }
}

/// Remembers an outcome.
pub fn store(cache: &Cache, key: Key, variant: Variant) -> Result<(), CacheError> {
    let mut variants = load(cache, key);
    variants.retain(|v| v.files != variant.files || v.shown_from != variant.shown_from);
    variants.insert(0, variant);
    variants.truncate(MAX_VARIANTS);
    // What JSON can't say (a folder's name that isn't UTF-8) is not remembered.
    match serde_json::to_vec(&variants) {
        Ok(json) => cache.write(Kind::Manifest, key, &json).map(drop),
        Err(_) => Ok(()),
    }
}
