//! Packages by address for the compiler: where they are kept, what is said meanwhile, how failures read.

use std::cell::Cell;
use std::io::{self, IsTerminal};
use std::time::{Duration, Instant};

use roc_cache::Location;
use roc_modules::{Remote, RemoteFailure, RemotePackage};
use roc_packages::{Event, Limits, Packages};

use crate::args::Common;
use crate::output;

/// What a command line allows.
pub fn open(common: &Common) -> Packages {
    let usual = Limits::default();
    let megabytes = |number: Option<u64>, usual| number.map_or(usual, |mb| mb.saturating_mul(1_000_000));
    let limits = Limits {
        package: megabytes(common.max_package_mb, usual.package),
        all: megabytes(common.max_transitive_mb, usual.all),
        ..usual
    };
    let certificates = std::env::var_os("SSL_CERT_FILE").filter(|file| !file.is_empty()).map(Into::into);
    let progress = Progress::default();
    Packages::new(Location::from_environment(), limits, move |event| progress.show(&event))
        .trusting(certificates)
}

/// [`Packages`] as the compiler asks for them.
pub struct ByAddress<'a>(pub &'a Packages);

impl Remote for ByAddress<'_> {
    fn package(&self, url: &str) -> Result<RemotePackage, RemoteFailure> {
        match self.0.get(url) {
            Ok(package) => Ok(RemotePackage { folder: package.folder, digest: *package.key.bytes() }),
            Err(error) => Err(RemoteFailure {
                title: error.title(),
                message: error.to_string(),
                block: error.block(),
                hint: error.hint().map(str::to_owned),
            }),
        }
    }
}

/// A line on the terminal while something is downloaded, if that takes long enough to wonder about.
#[derive(Default)]
struct Progress {
    /// When the download began, and whether the line is there.
    begun: Cell<Option<Instant>>,
    shown: Cell<Option<Instant>>,
}

const AGAIN: Duration = Duration::from_millis(100);

impl Progress {
    fn show(&self, event: &Event<'_>) {
        match event {
            Event::NotKept(warning) => output::warning(warning),
            Event::Received(address, bytes, of) if io::stderr().is_terminal() => {
                let begun = self.begun.get().unwrap_or_else(Instant::now);
                self.begun.set(Some(begun));
                if begun.elapsed() < output::WONDER
                    || self.shown.get().is_some_and(|last| last.elapsed() < AGAIN)
                {
                    return;
                }
                self.shown.set(Some(Instant::now()));
                let of = of.map(|of| format!(" of {}", megabytes(of))).unwrap_or_default();
                let name: String = address.hash().chars().take(12).collect();
                let line = format!("Downloading {name}… from {}: {}{of} MB", address.host, megabytes(*bytes));
                output::report(&format!("\r{line}\x1b[K"));
            }
            Event::Received(..) => {}
            Event::Ended => {
                self.begun.set(None);
                if self.shown.take().is_some() {
                    output::clear_line();
                }
            }
        }
    }
}

fn megabytes(bytes: u64) -> String {
    format!("{:.1}", bytes as f64 / 1e6)
}
