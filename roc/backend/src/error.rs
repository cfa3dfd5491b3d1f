//! What can go wrong, and how it is told: a kind for programs, a title and a message for people.

use crate::target::Target;
use serde::Serialize;
use std::path::PathBuf;
use thiserror::Error;

/// Everything that ends a request. `Display` is the title.
#[derive(Debug, Error)]
pub enum Error {
    /// The request itself is wrong: not JSON, unknown fields, contradictory.
    #[error("This request makes no sense")]
    Request(String),
    /// A file can't be read.
    #[error("A file is missing or can't be read")]
    Input {
        /// What the file is for: "host library".
        role: &'static str,
        /// The file as the request names it.
        path: PathBuf,
        /// The system's reason.
        reason: String,
    },
    /// A file can be read but isn't what it should be.
    #[error("A file is damaged or of the wrong kind")]
    Malformed {
        /// What the file is for.
        role: &'static str,
        /// The file as the request names it.
        path: PathBuf,
        /// What is wrong with it.
        reason: String,
    },
    /// An object was made for another machine than the target.
    #[error("A library was built for another machine")]
    WrongMachine {
        /// What the file is for.
        role: &'static str,
        /// The file as the request names it.
        path: PathBuf,
        /// What it was built for: "aarch64 ELF".
        found: String,
        /// What is being linked.
        target: Target,
    },
    /// Host and platform header disagree.
    #[error("The platform and its host don't match")]
    Mismatch(Box<Mismatch>),
    /// LLD found symbols that nothing defines.
    #[error("Something that the host needs is missing")]
    Undefined {
        /// The symbols, each with the place that needs it where known.
        symbols: Vec<SymbolUse>,
    },
    /// LLD found symbols that are defined twice.
    #[error("A symbol is defined twice")]
    Duplicate {
        /// The symbols, each with the places that define it.
        symbols: Vec<SymbolUse>,
    },
    /// Anything else that LLD didn't like.
    #[error("The linker stopped")]
    Linker {
        /// Its first words.
        detail: String,
    },
    /// The result can't be stored.
    #[error("The result can't be written")]
    Output {
        /// Where it should go.
        path: PathBuf,
        /// The system's reason.
        reason: String,
    },
    /// LLVM refused what this program asked of it.
    #[error("LLVM failed")]
    Llvm(String),
}

/// How a host's symbols differ from the platform's header; all that was found.
#[derive(Debug, Default)]
pub struct Mismatch {
    /// The platform's name, for messages; may be empty.
    pub platform: String,
    /// The platform's file, for messages.
    pub file: String,
    /// The files that make up the host.
    pub hosts: Vec<PathBuf>,
    /// Entries of `provides` that the host never calls.
    pub unused_entries: Vec<String>,
    /// Entries of `provides` that the host defines itself.
    pub defined_entries: Vec<String>,
    /// Symbols of `hosted` that the host doesn't define.
    pub missing_hosted: Vec<String>,
    /// `roc__…` symbols that the host calls and `provides` doesn't list.
    pub unprovided: Vec<String>,
}

/// A symbol of a linker error and where it stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SymbolUse {
    /// The symbol.
    pub name: String,
    /// Objects, without folders: `libhost.a(host.o)`.
    pub places: Vec<String>,
}

/// An error as data, for the program that asked.
#[derive(Debug, Serialize)]
pub struct Report {
    /// Stable word for the sort of error.
    pub kind: &'static str,
    /// One line.
    pub title: String,
    /// What happened, where, and what to do; several lines.
    pub message: String,
    /// The symbols concerned, sorted.
    pub symbols: Vec<String>,
}

impl Mismatch {
    /// Whether there is nothing to report.
    pub fn is_empty(&self) -> bool {
        self.lists().iter().all(|list| list.is_empty())
    }

    fn lists(&self) -> [&Vec<String>; 4] {
        [&self.unused_entries, &self.defined_entries, &self.missing_hosted, &self.unprovided]
    }

    fn message(&self) -> String {
        let hosts: Vec<_> = self.hosts.iter().map(|path| path.display().to_string()).collect();
        let platform = match self.platform.as_str() {
            "" => self.file.clone(),
            name => format!("{name} ({})", self.file),
        };
        let mut text = format!("The platform {platform} and its host ({}) disagree:\n", hosts.join(", "));
        let mut section = |names: &[String], head: &str, hint: &str| {
            if !names.is_empty() {
                text.push_str(&format!("\n{head}\n\n"));
                names.iter().for_each(|name| text.push_str(&format!("    {name}\n")));
                text.push_str(&format!("\n{hint}\n"));
            }
        };
        section(
            &self.missing_hosted,
            "`hosted` lists functions that the host doesn't define:",
            "Define and export them in the host, or take them out of `hosted`.",
        );
        section(
            &self.unused_entries,
            "`provides` lists entry points that the host never calls:",
            "Call them in the host, or take them out of `provides`. A host library that is older than the header \
             shows this too: build it again.",
        );
        section(
            &self.unprovided,
            "The host calls entry points that `provides` doesn't list:",
            "Add them to `provides`, or take the calls out of the host.",
        );
        section(
            &self.defined_entries,
            "The host defines entry points that are Roc's to define:",
            "Only declare them in the host.",
        );
        text
    }
}

impl Error {
    /// Stable word for the sort of error, as in [`Report::kind`].
    pub fn kind(&self) -> &'static str {
        match self {
            Self::Request(_) => "request",
            Self::Input { .. } => "input",
            Self::Malformed { .. } => "malformed",
            Self::WrongMachine { .. } => "wrong_machine",
            Self::Mismatch(_) => "mismatch",
            Self::Undefined { .. } => "undefined",
            Self::Duplicate { .. } => "duplicate",
            Self::Linker { .. } => "linker",
            Self::Output { .. } => "output",
            Self::Llvm(_) => "llvm",
        }
    }

    /// What happened, where, and what to do next.
    pub fn message(&self) -> String {
        match self {
            Self::Request(reason) | Self::Llvm(reason) => format!("{reason}\n"),
            Self::Input { role, path, reason } => {
                format!("The {role} {} can't be read: {reason}.\n", path.display())
            }
            Self::Malformed { role, path, reason } => {
                format!("The {role} {} {reason}.\n", path.display())
            }
            Self::WrongMachine { role, path, found, target } => format!(
                "The {role} {} holds code for {found}, but the target {target} is {}. \
                 Build it for {}, or choose another target.\n",
                path.display(),
                target.description(),
                target.triple(),
            ),
            Self::Mismatch(mismatch) => mismatch.message(),
            Self::Undefined { symbols } => {
                let list = uses(symbols, "needed by");
                format!(
                    "Nothing that is linked defines:\n\n{list}\nAdd the library that defines them to the \
                     platform's `targets:` inputs, or build the host without needing them.\n"
                )
            }
            Self::Duplicate { symbols } => {
                let list = uses(symbols, "defined in");
                format!("More than one input defines:\n\n{list}\nKeep one of the definitions.\n")
            }
            Self::Linker { detail } => {
                let quoted: String = detail.lines().map(|line| format!("    {line}\n")).collect();
                format!(
                    "It says:\n\n{quoted}\nThe platform's `targets:` inputs or its host may be damaged.\n"
                )
            }
            Self::Output { path, reason } => format!("{} can't be written: {reason}.\n", path.display()),
        }
    }

    /// The error as data.
    pub fn report(&self) -> Report {
        let mut symbols: Vec<String> = match self {
            Self::Mismatch(mismatch) => mismatch.lists().into_iter().flatten().cloned().collect(),
            Self::Undefined { symbols } | Self::Duplicate { symbols } => {
                symbols.iter().map(|symbol| symbol.name.clone()).collect()
            }
            _ => Vec::new(),
        };
        symbols.sort();
        Report { kind: self.kind(), title: self.to_string(), message: self.message(), symbols }
    }

    /// An unreadable file.
    pub(crate) fn input(role: &'static str, path: impl Into<PathBuf>, reason: &std::io::Error) -> Self {
        Self::Input { role, path: path.into(), reason: reason_of(reason) }
    }

    /// A result that can't be stored.
    pub(crate) fn output(path: impl Into<PathBuf>, reason: &std::io::Error) -> Self {
        Self::Output { path: path.into(), reason: reason_of(reason) }
    }
}

/// The system's words without their number: "No such file or directory".
fn reason_of(error: &std::io::Error) -> String {
    let text = error.to_string();
    text.split(" (os error").next().unwrap_or_default().to_owned()
}

fn uses(symbols: &[SymbolUse], verb: &str) -> String {
    let line = |symbol: &SymbolUse| match symbol.places.as_slice() {
        [] => format!("    {}\n", symbol.name),
        places => format!("    {}    {verb} {}\n", symbol.name, places.join(", ")),
    };
    symbols.iter().map(line).collect()
}
