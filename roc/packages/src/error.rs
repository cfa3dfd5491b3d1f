//! Why there is no package.

use std::io;

use roc_cache::CacheError;

use crate::unpack::Refused;

/// Why there is no package. The text says what happened and why; [`Error::hint`] what to do.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// It can't be the address of a package.
    #[error("The address `{url}` can't be that of a package: {reason}.")]
    InvalidUrl {
        /// As it was written.
        url: String,
        /// What is wrong with it.
        reason: &'static str,
    },
    /// The server says that there is nothing.
    #[error("The server `{host}` has no file of this name (it answers {status}).")]
    Absent {
        /// The server.
        host: String,
        /// 404 or 410.
        status: u16,
    },
    /// The server answers something else.
    #[error("The server `{host}` doesn't give the file: it answers {status}.")]
    Status {
        /// The server.
        host: String,
        /// Its answer, as HTTP counts them.
        status: u16,
    },
    /// There is no such server, or no network.
    #[error("The server `{host}` can't be found: there is no such name, or no network.")]
    HostNotFound {
        /// The server.
        host: String,
    },
    /// No connection.
    #[error("There is no connection to the server `{host}`: {reason}.")]
    Connection {
        /// The server.
        host: String,
        /// What the system or the protocol says.
        reason: String,
    },
    /// The server says nothing for too long.
    #[error("The server `{host}` sent nothing for {seconds} seconds.")]
    Silence {
        /// The server.
        host: String,
        /// How long was waited.
        seconds: u64,
    },
    /// The connection ended before the file did.
    #[error("The connection to the server `{host}` ended in the middle of the file: {reason}.")]
    Interrupted {
        /// The server.
        host: String,
        /// What the system or the protocol says.
        reason: String,
    },
    /// The way leads to a place without encryption.
    #[error("The server `{host}` points to another place, which is not encrypted or not this computer.")]
    Redirected {
        /// The server that was asked first.
        host: String,
    },
    /// Encryption needs instructions that this processor lacks.
    #[error("This processor lacks the instructions that encrypted connections need here.")]
    Processor,
    /// The root certificates can't be read.
    #[error("The file of certificates {file} can't be used: {reason}.")]
    Certificates {
        /// Its path.
        file: String,
        /// What is wrong with it.
        reason: String,
    },
    /// The file is too large.
    #[error("The file is larger than {} MB, the most that a package may have.", .limit / 1_000_000)]
    TooLarge {
        /// In bytes.
        limit: u64,
    },
    /// All packages together are too large.
    #[error("With this one, the program's packages are larger than {} MB all together.", .limit / 1_000_000)]
    AllTooLarge {
        /// In bytes.
        limit: u64,
    },
    /// It is not what the address promises.
    #[error("The file is not the one that its address names: its content has another hash.")]
    WrongHash {
        /// As the address says.
        expected: String,
        /// Of what came.
        actual: String,
    },
    /// It has the right hash, and yet can't be unpacked.
    #[error("{0}")]
    Bundle(#[from] Refused),
    /// Nothing can be kept.
    #[error("The package can't be kept: {0}.")]
    Cache(#[from] CacheError),
    /// A file can't be written.
    #[error("The package can't be written: {0}.")]
    Write(#[source] io::Error),
}

impl Error {
    /// A few words for the head of a report.
    pub fn title(&self) -> &'static str {
        match self {
            Self::InvalidUrl { .. } => "Invalid URL",
            Self::Bundle(Refused::Write(_)) | Self::Cache(_) | Self::Write(_) => "Package Cache Error",
            Self::Bundle(_) => "Invalid Bundle",
            _ => "Download Failed",
        }
    }

    /// Details that are set off from the text.
    pub fn block(&self) -> Option<String> {
        match self {
            Self::WrongHash { expected, actual } => Some(format!("expected  {expected}\nactual    {actual}")),
            _ => None,
        }
    }

    /// What to do next.
    pub fn hint(&self) -> Option<&'static str> {
        Some(match self {
            Self::InvalidUrl { .. } => {
                "Packages have addresses such as `https://example.com/<hash>.tar.zst`."
            }
            Self::Absent { .. } => "Look for a newer address where the package is described.",
            Self::HostNotFound { .. } | Self::Connection { .. } | Self::Interrupted { .. } => {
                "Try again when there is a connection; a package that was downloaded once needs none."
            }
            Self::Silence { .. } | Self::Status { .. } => "Try again later.",
            Self::WrongHash { .. } => {
                "Nothing of it was unpacked or kept. Compare the address with the one where the package is described."
            }
            Self::TooLarge { .. } | Self::Bundle(Refused::TooLarge { .. }) => {
                "`--max-package-mb=NUMBER` allows larger packages."
            }
            Self::AllTooLarge { .. } => "`--max-transitive-mb=NUMBER` allows more.",
            Self::Bundle(Refused::Write(_)) | Self::Cache(_) | Self::Write(_) => {
                "ROC_CACHE_DIR can name a folder that can be written and has room."
            }
            Self::Bundle(_) => "Tell the package's author; nothing of it was kept.",
            Self::Processor => "Download the file by other means, unpack it, and name its main file by path.",
            Self::Certificates { .. } => {
                "SSL_CERT_FILE names it; without that, built-in certificates are used."
            }
            Self::Redirected { .. } => return None,
        })
    }
}
