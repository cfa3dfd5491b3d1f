//! Packages on the network: downloaded once, verified before anything is unpacked, kept in the cache. Must not know
//! what is in a package, nor who asks for it.
//!
//! An address ends in `<hash>.tar.zst`: the BLAKE3 digest, in base58, of the file's bytes. So it doesn't matter who
//! serves a package, and what is in the cache never has to be asked for again.

mod address;
mod bundle;
mod error;
mod fetch;
mod unpack;

pub use address::{Address, file_name};
pub use bundle::{BundleError, bundle};
pub use error::Error;
pub use unpack::{Refused, unpack};

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::fs::{self, File};
use std::path::PathBuf;
use std::time::Duration;

use roc_cache::{Begun, Filling, Folders, Key, Location, LocationWarning, Stored};

/// What is allowed.
#[derive(Clone, Debug)]
pub struct Limits {
    /// Bytes of a package, as it is downloaded and as it is unpacked.
    pub package: u64,
    /// Bytes of all packages that are asked for, unpacked.
    pub all: u64,
    /// Files and folders of a package.
    pub entries: u64,
    /// How long a server may send nothing.
    pub silence: Duration,
}

impl Default for Limits {
    fn default() -> Self {
        Self { package: 500_000_000, all: 2_000_000_000, entries: 50_000, silence: Duration::from_secs(10) }
    }
}

/// What happens meanwhile.
#[derive(Debug)]
pub enum Event<'a> {
    /// So many bytes have come, of so many where the server says it.
    Received(&'a Address, u64, Option<u64>),
    /// The download has ended, well or not.
    Ended,
    /// Packages are not kept for the next run.
    NotKept(LocationWarning),
}

/// A package in the cache.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Package {
    /// The digest that its address names.
    pub key: Key,
    /// Where its files are.
    pub folder: PathBuf,
}

/// The packages of the cache, and the way to those that aren't there.
pub struct Packages {
    folders: Folders,
    limits: Limits,
    /// A file of root certificates (PEM) in place of the built-in ones.
    certificates: Option<PathBuf>,
    events: Box<dyn Fn(Event<'_>) + Send>,
    /// The sizes of those that were asked for.
    used: RefCell<BTreeMap<Key, u64>>,
}

impl Packages {
    /// Those of a cache; nothing is looked at yet. `events` hears what happens.
    pub fn new(
        location: Option<Location>,
        limits: Limits,
        events: impl Fn(Event<'_>) + Send + 'static,
    ) -> Self {
        Self {
            folders: Folders::new(location),
            limits,
            certificates: None,
            events: Box::new(events),
            used: RefCell::default(),
        }
    }

    /// Trusts the certificates of this file (PEM) instead of the built-in ones.
    pub fn trusting(mut self, certificates: Option<PathBuf>) -> Self {
        self.certificates = certificates;
        self
    }

    /// The package of an address: from the cache, else from the network.
    pub fn get(&self, url: &str) -> Result<Package, Error> {
        let address = Address::parse(url)?;
        let key = Key::from_bytes(address.digest);
        let stored = match self.folders.find(key) {
            Some(stored) => stored,
            None => self.make(&address, key)?,
        };
        self.used.borrow_mut().insert(key, stored.bytes);
        if self.used.borrow().values().sum::<u64>() > self.limits.all {
            return Err(Error::AllTooLarge { limit: self.limits.all });
        }
        Ok(Package { key, folder: stored.files })
    }

    /// A package's folder, if the cache has it.
    pub fn find(&self, key: Key) -> Option<PathBuf> {
        self.folders.find(key).map(|stored| stored.files)
    }

    /// Whether packages go away with this process.
    pub fn is_temporary(&self) -> bool {
        self.folders.is_temporary()
    }

    /// Removes temporary packages before their time.
    pub fn discard(&mut self) {
        self.folders.discard();
    }

    fn make(&self, address: &Address, key: Key) -> Result<Stored, Error> {
        let (begun, warning) = self.folders.begin(key)?;
        if let Some(warning) = warning {
            (self.events)(Event::NotKept(warning));
        }
        let filling = match begun {
            Begun::Found(stored) => return Ok(stored),
            Begun::Filling(filling) => filling,
        };
        let fetched = self.download(address, &filling);
        (self.events)(Event::Ended);
        let archive = fetched?;
        let file = File::open(&archive).map_err(Error::Write)?;
        unpack(file, &filling.files(), &self.limits)?;
        fs::remove_file(&archive).map_err(Error::Write)?;
        Ok(self.folders.store(key, filling)?)
    }

    /// The archive, verified.
    fn download(&self, address: &Address, filling: &Filling) -> Result<PathBuf, Error> {
        let archive = filling.scratch().join("archive");
        let request =
            fetch::Request { address, limits: &self.limits, certificates: self.certificates.as_deref() };
        let actual = fetch::fetch(&request, &archive, &self.events)?;
        if actual != address.digest {
            return Err(Error::WrongHash {
                expected: address.hash().to_owned(),
                actual: address::base58(&actual),
            });
        }
        Ok(archive)
    }
}
