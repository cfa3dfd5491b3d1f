//! Copies: a nominal type is known by its module's name and content, so that modules which several packages bring
//! along are one.

use roc_base::Id;
use roc_canonical::{FileKind, Imported};
use rustc_hash::FxHashMap;

use crate::graph::Digest;
use crate::load::Loader;
use crate::location;

impl Loader<'_> {
    /// For each row the first one with the same content, itself if there is none before. `order` has dependencies
    /// first.
    pub(crate) fn copies(&self, order: &[usize], root: usize) -> Vec<usize> {
        let mut stands_for: Vec<usize> = (0..self.rows.len()).collect();
        let mut known: FxHashMap<Digest, usize> = FxHashMap::default();
        for &row in order.iter().filter(|&&row| row != root) {
            if let Some(content) = self.content(row, &stands_for) {
                stands_for[row] = *known.entry(content).or_insert(row);
            }
        }
        stands_for
    }

    /// A digest of all that a type module consists of; nothing for other files, and where something is missing.
    fn content(&self, row: usize, stands_for: &[usize]) -> Option<Digest> {
        let row = &self.rows[row];
        let of_the_host = !row.imports.hosted.is_empty();
        if row.kind != FileKind::Type || of_the_host || !row.diagnostics.is_empty() {
            return None;
        }
        let mut hasher = blake3::Hasher::new();
        let mut add = |bytes: &[u8]| {
            hasher.update(&(bytes.len() as u64).to_le_bytes());
            hasher.update(bytes);
        };
        add(location::stem(&row.path).as_bytes());
        add(self.sources.text(row.file));
        for target in row.imports.targets.iter() {
            match target {
                Imported::Module { module, inside } => {
                    add(&(stands_for[module.index()] as u64).to_le_bytes());
                    inside.iter().for_each(|&name| add(self.names.resolve(name).as_bytes()));
                    add(b".");
                }
                Imported::Text(text) => add(self.names.resolve(*text).as_bytes()),
                Imported::Bytes(bytes) => add(bytes),
                Imported::Failed => return None,
            }
        }
        Some(*hasher.finalize().as_bytes())
    }
}
