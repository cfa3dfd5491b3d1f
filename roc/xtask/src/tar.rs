//! Archives to hand on: compressed tar files that are the same for the same inputs, whoever makes them and where.

use crate::{Result, on};
use flate2::{Compression, GzBuilder};
use std::fs::{self, File};
use std::io::{BufWriter, Write};
use std::path::Path;

/// Writes an archive of the files, each given as `NAME=FILE`, in this order. All are executables without an owner or a
/// time.
pub fn make(archive: &Path, files: &[&str]) -> Result<()> {
    let compressed = BufWriter::new(File::create(archive).map_err(on(archive))?);
    let mut tar = tar::Builder::new(GzBuilder::new().write(compressed, Compression::default()));
    for pair in files {
        let (name, file) = pair.split_once('=').ok_or_else(|| format!("`{pair}` is not NAME=FILE"))?;
        let file = Path::new(file);
        let contents = fs::read(file).map_err(on(file))?;
        let mut header = tar::Header::new_ustar();
        header.set_size(contents.len() as u64);
        header.set_mode(0o755);
        header.set_mtime(0);
        tar.append_data(&mut header, name, contents.as_slice()).map_err(on(archive))?;
    }
    let compressed = tar.into_inner().and_then(|gzip| gzip.finish()).map_err(on(archive))?;
    compressed.into_inner().map_err(|e| on(archive)(e.into_error()))?.flush().map_err(on(archive))
}
