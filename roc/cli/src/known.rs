//! Modules from earlier compilations: what needn't be parsed and checked again.
//!
//! An entry is found by a module's name and the digest of its file. It holds the end of its imports (what is parsed in any
//! case, so that they can be followed), the interfaces of the modules that it imported then, its own interface, and the
//! ready module. It serves where those interfaces are the same now. Only modules that declare a type and have nothing to
//! report are kept.

use std::cell::RefCell;

use roc_base::{Diagnostic, Id, Interner};
use roc_cache::{Cache, Key, KeyBuilder, Kind, Location};
use roc_canonical::Imported;
use roc_canonical::ir::{self, ModuleId};
use roc_check::{CheckedModule, interface, ready};
use roc_modules::{Digest, FileKind, Graph, LoadedModule, Outline, Outlines, Purpose};
use rustc_hash::FxHashMap;

use crate::dist::Dist;

/// The modules that the cache knows.
pub struct KnownModules {
    cache: Option<Cache>,
    /// Whether none serves, and all are made anew.
    anew: bool,
    /// What was asked for while files were read.
    found: RefCell<FxHashMap<Key, Entry>>,
}

struct Entry {
    imports_end: u32,
    /// Of the modules that it imports, in order.
    imports: Vec<Key>,
    interface: Key,
    /// The modules that the ready module mentions, by their place in [`surroundings`].
    mentioned: Vec<u32>,
    module: Vec<u8>,
}

impl KnownModules {
    /// The interface of a module that has errors, or can't be imported: nothing that imports it is kept.
    pub const NONE: Key = Key::from_bytes([0; 32]);

    /// Opens the cache. A bare executable has none: it would have to be read as a whole to tell its version.
    pub fn open(dist: Option<&Dist>, anew: bool) -> Self {
        let cache = dist.filter(|dist| dist.is_packed()).and_then(|dist| {
            let location = Location::from_environment()?;
            Cache::open(Some(&location), &dist.version().ok()?).ok().map(|(cache, _)| cache)
        });
        // A private folder would be gone before it could serve.
        Self { cache: cache.filter(|cache| !cache.is_temporary()), anew, found: RefCell::default() }
    }

    /// The module from an earlier time, and its interface; `interfaces` are those of the modules before it.
    pub fn take(
        &self,
        graph: &Graph,
        id: ModuleId,
        interfaces: &[Key],
        names: &mut Interner,
    ) -> Option<(ir::Module, CheckedModule, Key)> {
        let loaded = &graph.modules[id];
        let entry = self.found.borrow_mut().remove(&key(loaded)?)?;
        if !loaded.outlined || imported(graph, id, interfaces, names)? != entry.imports {
            return None;
        }
        let around = surroundings(graph, id);
        let modules: Option<Vec<ModuleId>> =
            entry.mentioned.iter().map(|&place| around.get(place as usize).copied()).collect();
        let (module, checked) = ready::read(&entry.module, loaded.file, &modules?, names)?;
        Some((module, checked, entry.interface))
    }

    /// Keeps a module if it has nothing to report, and answers its interface.
    pub fn keep(
        &self,
        graph: &Graph,
        id: ModuleId,
        interfaces: &[Key],
        (module, checked, reports): (&ir::Module, &CheckedModule, &[Diagnostic]),
        names: &Interner,
    ) -> Key {
        let Some(cache) = self.cache.as_ref().filter(|_| !reports.iter().any(Diagnostic::is_error)) else {
            return Self::NONE;
        };
        let around = surroundings(graph, id);
        let Some(imports) = imported(graph, id, interfaces, names) else { return Self::NONE };
        let Some(interface) = interface_key(module, checked, &imports, &around, names) else {
            return Self::NONE;
        };
        if let Some(key) = key(&graph.modules[id]).filter(|_| reports.is_empty())
            && let Some((module, mentioned)) = ready::write(module, checked, names)
            && let Some(mentioned) = places(&mentioned, &around)
        {
            let entry = Entry { imports_end: graph.imports_end(id), imports, interface, mentioned, module };
            // Without it the next compilation takes longer, nothing else.
            let _ = cache.write(Kind::Module, key, &entry.to_bytes());
        }
        interface
    }
}

/// Stands for what others can see of a module, and of all below it.
fn interface_key(
    module: &ir::Module,
    checked: &CheckedModule,
    imports: &[Key],
    around: &[ModuleId],
    names: &Interner,
) -> Option<Key> {
    let (seen, mentioned) = interface(module, checked, names)?;
    let own = KeyBuilder::new("interface").bytes(&seen);
    let own = places(&mentioned, around)?.into_iter().fold(own, |key, place| key.number(place.into()));
    Some(imports.iter().fold(own, |key, &import| key.key(import)).finish())
}

/// Where modules stand among those around. Nothing if one isn't there.
fn places(modules: &[ModuleId], around: &[ModuleId]) -> Option<Vec<u32>> {
    modules.iter().map(|module| around.iter().position(|m| m == module).map(|at| at as u32)).collect()
}

impl Outlines for KnownModules {
    fn outline(&self, name: &str, digest: &Digest) -> Option<Outline> {
        let key = key_of(name, digest);
        let entry = Entry::from_bytes(&self.cache.as_ref().filter(|_| !self.anew)?.read(Kind::Module, key)?)?;
        let imports_end = entry.imports_end;
        self.found.borrow_mut().insert(key, entry);
        Some(Outline { imports_end })
    }
}

/// The key of a module that may be kept: a file on disk that declares a type, and is imported.
fn key(loaded: &LoadedModule) -> Option<Key> {
    let plain = loaded.kind == FileKind::Type && loaded.imports.purpose == Purpose::Import;
    Some(key_of(&loaded.name, loaded.digest.as_ref().filter(|_| plain)?))
}

fn key_of(name: &str, digest: &Digest) -> Key {
    KeyBuilder::new("module").text(name).bytes(digest).finish()
}

/// What a module finds around it: what the host provides of it, and the interfaces of the modules that it imports.
/// Nothing if it imports a file, or a module without an interface.
fn imported(graph: &Graph, id: ModuleId, interfaces: &[Key], names: &Interner) -> Option<Vec<Key>> {
    let imports = &graph.modules[id].imports;
    if !imports.ambient.is_empty() {
        return None;
    }
    let hosted = imports.hosted.iter();
    let mut found =
        vec![hosted.fold(KeyBuilder::new("hosted"), |key, &name| key.text(names.resolve(name))).finish()];
    for target in &imports.targets {
        let Imported::Module { module, inside } = target else { return None };
        let interface = *interfaces.get(module.index())?;
        if interface == KnownModules::NONE {
            return None;
        }
        let inside = inside.iter();
        let path =
            inside.fold(KeyBuilder::new("import").key(interface), |key, &name| key.text(names.resolve(name)));
        found.push(path.finish());
    }
    Some(found)
}

/// A module, Builtin, and all that the module reaches by imports: the same in each program where its imports have the
/// same interfaces.
fn surroundings(graph: &Graph, id: ModuleId) -> Vec<ModuleId> {
    let mut found = vec![id, ModuleId::BUILTIN];
    let mut next = 0;
    while let Some(&module) = found.get(next) {
        for target in &graph.modules[module].imports.targets {
            if let Imported::Module { module, .. } = target
                && !found.contains(module)
            {
                found.push(*module);
            }
        }
        next += 1;
    }
    found
}

impl Entry {
    fn to_bytes(&self) -> Vec<u8> {
        let mut bytes = Vec::with_capacity(self.module.len() + 256);
        bytes.extend(self.imports_end.to_le_bytes());
        bytes.extend(self.interface.bytes());
        bytes.extend((self.imports.len() as u32).to_le_bytes());
        self.imports.iter().for_each(|key| bytes.extend(key.bytes()));
        bytes.extend((self.mentioned.len() as u32).to_le_bytes());
        self.mentioned.iter().for_each(|place| bytes.extend(place.to_le_bytes()));
        bytes.extend(&self.module);
        bytes
    }

    fn from_bytes(mut bytes: &[u8]) -> Option<Self> {
        fn number(bytes: &mut &[u8]) -> Option<u32> {
            let (head, rest) = bytes.split_first_chunk()?;
            *bytes = rest;
            Some(u32::from_le_bytes(*head))
        }
        fn key(bytes: &mut &[u8]) -> Option<Key> {
            let (head, rest) = bytes.split_first_chunk()?;
            *bytes = rest;
            Some(Key::from_bytes(*head))
        }
        let imports_end = number(&mut bytes)?;
        let interface = key(&mut bytes)?;
        let imports = (0..number(&mut bytes)?).map(|_| key(&mut bytes)).collect::<Option<_>>()?;
        let mentioned = (0..number(&mut bytes)?).map(|_| number(&mut bytes)).collect::<Option<_>>()?;
        Some(Self { imports_end, imports, interface, mentioned, module: bytes.to_vec() })
    }
}
