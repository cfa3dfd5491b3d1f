//! Packages on the network as the compiler sees them: an address leads to a folder, or to the reason why not.

use std::path::PathBuf;

use roc_base::{Diagnostic, Span};

use crate::Digest;

/// Where packages with an address come from.
pub trait Remote {
    /// The package of an address (`https://…`), verified and unpacked.
    fn package(&self, url: &str) -> Result<RemotePackage, RemoteFailure>;
}

/// A package that lies unpacked in a folder of its own, which holds no links and never changes.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct RemotePackage {
    /// Its folder.
    pub folder: PathBuf,
    /// What its address says of its content.
    pub digest: Digest,
}

/// Why there is no package.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct RemoteFailure {
    /// A few words for the head of the report.
    pub title: &'static str,
    /// What happened and why, in whole sentences.
    pub message: String,
    /// Details that are set off from the text.
    pub block: Option<String>,
    /// What to do next.
    pub hint: Option<String>,
}

impl RemoteFailure {
    pub(crate) fn diagnostic(&self, span: Span) -> Diagnostic {
        let mut diagnostic = Diagnostic::error(self.title, span, self.message.clone());
        if let Some(block) = &self.block {
            diagnostic = diagnostic.with_block(block.clone());
        }
        if let Some(hint) = &self.hint {
            diagnostic = diagnostic.with_hint(hint.clone());
        }
        diagnostic
    }
}

/// No network: packages come from the package map and from disk only.
#[derive(Clone, Copy, Debug)]
pub struct NoRemote;

impl Remote for NoRemote {
    fn package(&self, url: &str) -> Result<RemotePackage, RemoteFailure> {
        Err(RemoteFailure {
            title: "Download Failed",
            message: format!("The package `{url}` is on the network, which is not used here."),
            block: None,
            hint: Some("Name its folder in the package map, or write the path of its main file.".to_owned()),
        })
    }
}
