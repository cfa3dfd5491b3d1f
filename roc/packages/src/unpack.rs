//! From a `.tar.zst` to files in a folder that nobody else uses. Only files and folders below it are ever made.

use std::fs::{self, File};
use std::io::{self, BufRead, Read, Write};
use std::path::{Path, PathBuf};

use ruzstd::decoding::errors::FrameDecoderError;
use ruzstd::decoding::errors::ReadFrameHeaderError::SkipFrame;
use ruzstd::decoding::{BlockDecodingStrategy, FrameDecoder};
use tar::{Archive, EntryType};

use crate::Limits;

/// Why an archive isn't unpacked.
#[derive(Debug, thiserror::Error)]
pub enum Refused {
    /// It is something else.
    #[error("The file is no Zstandard archive: {reason}.")]
    NotCompressed {
        /// As the decoder says it.
        reason: String,
    },
    /// It ends too early, or contradicts itself.
    #[error("The archive is damaged: {reason}.")]
    Damaged {
        /// As the decoder says it.
        reason: String,
    },
    /// It leads out of its folder.
    #[error("The archive holds a file `{path}`, which {reason}.")]
    Path {
        /// As the archive has it.
        path: String,
        /// What is wrong with it.
        reason: &'static str,
    },
    /// It is neither a file nor a folder.
    #[error("The archive holds `{path}`, which is {what}; packages may only hold files and folders.")]
    Kind {
        /// As the archive has it.
        path: String,
        /// What it is.
        what: &'static str,
    },
    /// It is too large.
    #[error("The archive is larger than {} MB when unpacked, the most that a package may have.", .limit / 1_000_000)]
    TooLarge {
        /// In bytes.
        limit: u64,
    },
    /// It has too many entries.
    #[error("The archive holds more than {limit} files.")]
    TooMany {
        /// How many are allowed.
        limit: u64,
    },
    /// It holds nothing.
    #[error("The archive holds no file.")]
    Empty,
    /// A file can't be written.
    #[error("The package can't be unpacked: {0}.")]
    Write(#[source] io::Error),
}

/// Unpacks an archive into an empty folder. After an error, what is there is good for nothing.
pub fn unpack(archive: impl Read, to: &Path, limits: &Limits) -> Result<(), Refused> {
    let frames = Frames::new(io::BufReader::new(archive))?;
    let mut archive = Archive::new(Limited { inner: frames, left: limits.package, exceeded: false });
    let result = unpack_entries(&mut archive, to, limits);
    let mut limited = archive.into_inner();
    // What comes behind the last entry belongs to the archive too.
    let rest = result.and_then(|()| io::copy(&mut limited, &mut io::sink()).map_err(damaged).map(drop));
    if limited.exceeded { Err(Refused::TooLarge { limit: limits.package }) } else { rest }
}

fn unpack_entries(archive: &mut Archive<impl Read>, to: &Path, limits: &Limits) -> Result<(), Refused> {
    let mut buffer = vec![0; 64 << 10];
    let (mut count, mut files) = (0, 0);
    for entry in archive.entries().map_err(damaged)? {
        let mut entry = entry.map_err(damaged)?;
        count += 1;
        if count > limits.entries {
            return Err(Refused::TooMany { limit: limits.entries });
        }
        let bytes = entry.path_bytes().into_owned();
        let shown = || String::from_utf8_lossy(&bytes).escape_default().to_string();
        let kind = entry.header().entry_type();
        let what = match kind {
            EntryType::Regular | EntryType::Directory => "",
            // Words for the whole archive, which `git archive` adds.
            EntryType::XGlobalHeader => continue,
            EntryType::Symlink => "a symbolic link",
            EntryType::Link => "a hard link",
            EntryType::Char | EntryType::Block => "a device",
            EntryType::Fifo => "a pipe",
            _ => "of an unknown kind",
        };
        if !what.is_empty() {
            return Err(Refused::Kind { path: shown(), what });
        }
        let path = relative(&bytes).map_err(|reason| Refused::Path { path: shown(), reason })?;
        let path = to.join(path);
        if kind == EntryType::Directory {
            fs::create_dir_all(&path).map_err(collision(&shown))?;
            continue;
        }
        if path == to {
            return Err(Refused::Path { path: shown(), reason: "has no name" });
        }
        let folder = path.parent().unwrap_or(to);
        fs::create_dir_all(folder).map_err(collision(&shown))?;
        let mut file = File::create_new(&path).map_err(collision(&shown))?;
        let mut left = entry.size();
        while left > 0 {
            let length = entry.read(&mut buffer).map_err(damaged)?;
            if length == 0 {
                return Err(Refused::Damaged { reason: format!("`{}` is cut off", shown()) });
            }
            file.write_all(&buffer[..length]).map_err(Refused::Write)?;
            left = left.saturating_sub(length as u64);
        }
        make_read_only(&file);
        files += 1;
    }
    if files == 0 { Err(Refused::Empty) } else { Ok(()) }
}

/// Where an entry goes, below the folder.
fn relative(bytes: &[u8]) -> Result<PathBuf, &'static str> {
    let text = std::str::from_utf8(bytes).map_err(|_| "is not valid UTF-8")?;
    if text.starts_with('/') {
        return Err("is an absolute path");
    }
    if text.len() > 1000 || text.split('/').any(|part| part.len() > 255) {
        return Err("has too long a name");
    }
    if text.contains(['\\', ':']) || text.chars().any(char::is_control) {
        return Err("has characters that not every system allows in names");
    }
    let mut path = PathBuf::new();
    for part in text.split('/') {
        match part {
            "" | "." => {}
            ".." => return Err("leads out of the package's folder"),
            part => path.push(part),
        }
    }
    Ok(path)
}

/// Two entries in one place are the archive's fault; all else is the disk's.
fn collision(shown: impl Fn() -> String) -> impl FnOnce(io::Error) -> Refused {
    move |error| match error.kind() {
        io::ErrorKind::AlreadyExists | io::ErrorKind::NotADirectory => {
            Refused::Path { path: shown(), reason: "is there twice" }
        }
        _ => Refused::Write(error),
    }
}

/// So that nobody edits them by mistake.
fn make_read_only(file: &File) {
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        let _ = file.set_permissions(fs::Permissions::from_mode(0o444));
    }
    // Elsewhere such files couldn't be removed.
    #[cfg(not(unix))]
    let _ = file;
}

fn damaged(error: io::Error) -> Refused {
    let text = error.to_string();
    Refused::Damaged { reason: text.trim_end_matches('.').to_owned() }
}

/// No more than so many bytes.
struct Limited<R> {
    inner: R,
    left: u64,
    exceeded: bool,
}

impl<R: Read> Read for Limited<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let count = self.inner.read(buffer)?;
        match self.left.checked_sub(count as u64) {
            Some(left) => self.left = left,
            None => {
                self.exceeded = true;
                return Err(io::ErrorKind::FileTooLarge.into());
            }
        }
        Ok(count)
    }
}

/// One Zstandard frame after another, as if they were one.
struct Frames<R> {
    source: R,
    decoder: FrameDecoder,
}

impl<R: BufRead> Frames<R> {
    fn new(source: R) -> Result<Self, Refused> {
        let mut frames = Self { source, decoder: FrameDecoder::new() };
        match frames.begin() {
            Ok(true) => Ok(frames),
            Ok(false) => Err(Refused::NotCompressed { reason: "it is empty".to_owned() }),
            Err(error) => Err(Refused::NotCompressed { reason: error.to_string() }),
        }
    }

    /// Begins the next frame, if there is one.
    fn begin(&mut self) -> io::Result<bool> {
        while !self.source.fill_buf()?.is_empty() {
            match self.decoder.init(&mut self.source) {
                Ok(()) => return Ok(true),
                Err(FrameDecoderError::ReadFrameHeaderError(SkipFrame { length, .. })) => {
                    io::copy(&mut self.source.by_ref().take(length.into()), &mut io::sink())?;
                }
                Err(error) => return Err(io::Error::other(error)),
            }
        }
        Ok(false)
    }
}

impl<R: BufRead> Read for Frames<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        loop {
            if self.decoder.can_collect() > 0 {
                return self.decoder.read(buffer);
            }
            if !self.decoder.is_finished() {
                let step = BlockDecodingStrategy::UptoBlocks(1);
                self.decoder.decode_blocks(&mut self.source, step).map_err(io::Error::other)?;
            } else if !self.begin()? {
                return Ok(0);
            }
        }
    }
}
