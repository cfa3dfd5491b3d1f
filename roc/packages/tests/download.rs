//! Downloads from servers of all kinds: a package is whole and kept, or nothing of it is left.

mod server;

use std::fs;
use std::io::Read;
use std::net::TcpListener;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::{Duration, Instant};

use roc_cache::Location;
use roc_packages::{Error, Limits, Packages, file_name};
use ruzstd::encoding::{CompressionLevel, compress_to_vec};
use server::{Behaviour, Server, answer};
use tar::{EntryType, Header};

const LIMITS: Limits =
    Limits { package: 1_000_000, all: 1_500_000, entries: 100, silence: Duration::from_millis(1000) };

fn packages(root: &Path) -> Packages {
    Packages::new(Some(Location::at(root)), LIMITS, |_| ())
}

/// One entry of an archive, whose path is written as it is.
fn entry(kind: EntryType, path: &str, contents: &[u8]) -> Vec<u8> {
    let mut header = Header::new_gnu();
    header.as_mut_bytes()[..path.len()].copy_from_slice(path.as_bytes());
    header.set_entry_type(kind);
    header.set_mode(0o7777);
    header.set_size(contents.len() as u64);
    if matches!(kind, EntryType::Symlink | EntryType::Link) {
        header.set_link_name("/etc").unwrap();
    }
    header.set_cksum();
    let mut bytes = [header.as_bytes(), contents].concat();
    bytes.resize(bytes.len().next_multiple_of(512), 0);
    bytes
}

fn file(path: &str) -> Vec<u8> {
    entry(EntryType::Regular, path, b"content")
}

fn compressed(entries: &[Vec<u8>]) -> Vec<u8> {
    let tar = [entries.concat(), vec![0; 1024]].concat();
    compress_to_vec(&tar[..], CompressionLevel::Fastest)
}

fn good() -> Vec<u8> {
    compressed(&[
        entry(EntryType::Directory, "./", b""),
        file("./main.roc"),
        file("a/b/c.txt"),
        file("a/d.txt"),
    ])
}

fn name_of(archive: &[u8]) -> String {
    file_name(blake3::hash(archive).as_bytes())
}

/// All files below a folder.
fn files(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
        match entry.file_type().unwrap().is_dir() {
            true => found.extend(files(&entry.path())),
            false => found.push(entry.path()),
        }
    }
    found.sort();
    found
}

#[test]
fn a_package_is_downloaded_once() {
    let root = tempfile::tempdir().unwrap();
    for (behaviour, kind) in [(Behaviour::File as fn(_) -> _, 0), (Behaviour::Unmeasured, 1)] {
        let archive = compressed(&[file("main.roc"), file(&format!("a/b/{kind}.txt"))]);
        let server = Server::start(behaviour(archive.clone()));
        let url = server.url(&name_of(&archive));
        let first = packages(root.path()).get(&url).unwrap();
        assert_eq!(packages(root.path()).get(&url).unwrap(), first);
        assert_eq!(server.count(), 1);
        assert_eq!(fs::read_to_string(first.folder.join(format!("a/b/{kind}.txt"))).unwrap(), "content");
        // Whatever its address: the hash is what counts.
        let elsewhere = format!("https://nowhere.invalid/{}", name_of(&archive));
        assert_eq!(packages(root.path()).get(&elsewhere).unwrap(), first);
        fs::write(root.path().join("note.txt"), "keep").unwrap();
    }
    assert!(roc_cache::clean(root.path()).unwrap().files > 0);
    assert_eq!(files(root.path()), [root.path().join("note.txt")]);
}

#[test]
fn several_at_once_share_a_download() {
    let root = tempfile::tempdir().unwrap();
    let archive = good();
    let server = Server::start(Behaviour::File(archive.clone()));
    let url = server.url(&name_of(&archive));
    let folders: Vec<PathBuf> = std::thread::scope(|scope| {
        let get = || packages(root.path()).get(&url).unwrap().folder;
        let threads: Vec<_> = (0..8).map(|_| scope.spawn(get)).collect();
        threads.into_iter().map(|thread| thread.join().unwrap()).collect()
    });
    assert!(folders.iter().all(|folder| *folder == folders[0]));
    assert_eq!(server.count(), 1);
    assert_eq!(files(root.path()).len(), 4, "three files and the index");
}

#[test]
fn failures_leave_nothing() {
    let good = good();
    let big = vec![7; 2_000_000];
    let bomb = compressed(&[entry(EntryType::Regular, "main.roc", &big)]);
    let many: Vec<Vec<u8>> = (0..200).map(|at| file(&at.to_string())).collect();
    let of = |entries: &[Vec<u8>]| Behaviour::File(compressed(entries));
    let one = |kind, path| of(&[file("main.roc"), entry(kind, path, b"")]);
    let half = Behaviour::File(good[..good.len() / 2].to_vec());
    let cut = good[..good.len() / 2].to_vec();
    let cases = [
        (
            "not there",
            Behaviour::Status(404, ""),
            "Download Failed",
            "has no file of this name (it answers 404)",
        ),
        ("broken server", Behaviour::Status(503, ""), "Download Failed", "it answers 503"),
        (
            "elsewhere",
            Behaviour::Status(302, "Location: http://192.0.2.1/\r\n"),
            "Download Failed",
            "not encrypted",
        ),
        ("silent", Behaviour::Silent, "Download Failed", "sent nothing for 1 seconds"),
        ("stalls", Behaviour::Stalls(cut.clone()), "Download Failed", "sent nothing for 1 seconds"),
        ("cut off", Behaviour::CutOff(cut.clone()), "Download Failed", "in the middle of the file"),
        ("hangs up", Behaviour::Hangup, "Download Failed", "no connection"),
        ("no HTTP", Behaviour::Nonsense, "Download Failed", "no connection"),
        ("promises too much", Behaviour::Huge, "Download Failed", "larger than 1 MB"),
        ("sends too much", Behaviour::Unmeasured(big.clone()), "Download Failed", "larger than 1 MB"),
        ("other content", Behaviour::Unmeasured(good.clone()), "Download Failed", "another hash"),
        ("bomb", Behaviour::File(bomb), "Invalid Bundle", "larger than 1 MB when unpacked"),
        ("many files", of(&many), "Invalid Bundle", "more than 100 files"),
        (
            "no archive",
            Behaviour::File(b"PK\x03\x04 is no such archive".to_vec()),
            "Invalid Bundle",
            "no Zstandard archive",
        ),
        ("nothing", Behaviour::File(Vec::new()), "Invalid Bundle", "no Zstandard archive"),
        ("half an archive", half, "Invalid Bundle", "damaged"),
        (
            "no tar",
            Behaviour::File(compress_to_vec(&[1; 2000][..], CompressionLevel::Fastest)),
            "Invalid Bundle",
            "damaged",
        ),
        (
            "half a tar",
            Behaviour::File(compress_to_vec(&file("a")[..515], CompressionLevel::Fastest)),
            "Invalid Bundle",
            "damaged",
        ),
        ("more behind", Behaviour::File([&good[..], b"more"].concat()), "Invalid Bundle", "damaged"),
        ("empty", of(&[]), "Invalid Bundle", "holds no file"),
        (
            "parent",
            one(EntryType::Regular, "a/../../../b"),
            "Invalid Bundle",
            "`a/../../../b`, which leads out",
        ),
        ("parent folder", one(EntryType::Directory, "../b/"), "Invalid Bundle", "leads out"),
        ("absolute", one(EntryType::Regular, "/tmp/b"), "Invalid Bundle", "is an absolute path"),
        ("backslashes", one(EntryType::Regular, "..\\b"), "Invalid Bundle", "characters"),
        ("drive", one(EntryType::Regular, "C:b"), "Invalid Bundle", "characters"),
        ("symbolic link", one(EntryType::Symlink, "l"), "Invalid Bundle", "a symbolic link"),
        ("hard link", one(EntryType::Link, "l"), "Invalid Bundle", "a hard link"),
        ("device", one(EntryType::Char, "d"), "Invalid Bundle", "a device"),
        ("pipe", one(EntryType::Fifo, "d"), "Invalid Bundle", "a pipe"),
        ("twice", of(&[file("a"), file("a")]), "Invalid Bundle", "twice"),
        ("file and folder", of(&[file("a"), file("a/b")]), "Invalid Bundle", "twice"),
    ];
    let mut wrong = Vec::new();
    for (what, behaviour, title, text) in cases {
        let root = tempfile::tempdir().unwrap();
        let name = match &behaviour {
            Behaviour::File(archive) => name_of(archive),
            _ => name_of(b"something else"),
        };
        let server = Server::start(behaviour);
        let begun = Instant::now();
        let error = match packages(root.path()).get(&server.url(&name)) {
            Ok(package) => {
                wrong.push(format!("{what}: {package:?}"));
                continue;
            }
            Err(error) => error,
        };
        if error.title() != title || !error.to_string().contains(text) {
            wrong.push(format!("{what}: {}: {error}", error.title()));
        }
        if begun.elapsed() > Duration::from_secs(5) {
            wrong.push(format!("{what}: {:?}", begun.elapsed()));
        }
        if let Some(left) = files(root.path()).first() {
            wrong.push(format!("{what}: {} is left", left.display()));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn a_wrong_hash_is_shown_with_the_right_one() {
    let root = tempfile::tempdir().unwrap();
    let archive = good();
    let server = Server::start(Behaviour::File(archive.clone()));
    let wanted = name_of(b"another");
    let error = packages(root.path()).get(&server.url(&wanted)).unwrap_err();
    let (expected, actual) = (wanted.replace(".tar.zst", ""), name_of(&archive).replace(".tar.zst", ""));
    assert_eq!(error.block().unwrap(), format!("expected  {expected}\nactual    {actual}"));
}

#[test]
fn servers_that_are_not_there() {
    let root = tempfile::tempdir().unwrap();
    let name = name_of(b"x");
    // A port that was free a moment ago.
    let port = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port();
    let get = |url: String| packages(root.path()).get(&url).unwrap_err().to_string();
    let refused = get(format!("http://127.0.0.1:{port}/{name}"));
    assert!(refused.contains("no connection to the server `127.0.0.1`"), "{refused}");
    let unknown = get(format!("https://nowhere.invalid/{name}"));
    // A proxy may say it in its own words.
    assert!(unknown.contains("server `nowhere.invalid`"), "{unknown}");
}

#[test]
fn all_together_have_a_limit() {
    let root = tempfile::tempdir().unwrap();
    let packages = packages(root.path());
    let urls = [b'a', b'b'].map(|byte| {
        let archive = compressed(&[entry(EntryType::Regular, "main.roc", &vec![byte; 800_000])]);
        Server::start(Behaviour::File(archive.clone())).url(&name_of(&archive))
    });
    packages.get(&urls[0]).unwrap();
    packages.get(&urls[0]).unwrap();
    assert!(matches!(packages.get(&urls[1]), Err(Error::AllTooLarge { .. })));
}

#[test]
fn a_bundle_can_be_got_back() {
    let folder = tempfile::tempdir().unwrap();
    let names = ["main.roc".to_owned(), format!("{}/b.roc", "long".repeat(40))];
    let files: Vec<(PathBuf, String)> = names
        .iter()
        .enumerate()
        .map(|(at, name)| {
            let path = folder.path().join(at.to_string());
            fs::write(&path, name.repeat(10_000)).unwrap();
            (path, name.clone())
        })
        .collect();
    let mut archive = Vec::new();
    let digest = roc_packages::bundle(&files, &mut archive).unwrap();
    assert_eq!(digest, *blake3::hash(&archive).as_bytes());
    let mut again = Vec::new();
    fs::File::open(&files[0].0).unwrap().set_modified(std::time::SystemTime::UNIX_EPOCH).unwrap();
    roc_packages::bundle(&files, &mut again).unwrap();
    assert_eq!(archive, again);
    let server = Server::start(Behaviour::File(archive));
    let root = tempfile::tempdir().unwrap();
    let limits = Limits { package: 3_000_000, all: 3_000_000, ..LIMITS };
    let packages = Packages::new(Some(Location::at(root.path())), limits, |_| ());
    let package = packages.get(&server.url(&file_name(&digest))).unwrap();
    for name in names {
        assert_eq!(fs::read_to_string(package.folder.join(&name)).unwrap(), name.repeat(10_000));
    }
}

/// Encryption works, and its certificates are checked.
#[test]
fn encrypted_connections() {
    use rustls::pki_types::pem::PemObject;
    use rustls::pki_types::{CertificateDer, PrivateKeyDer};
    let certificates = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/certificates");
    let chain = vec![CertificateDer::from_pem_file(certificates.join("server.pem")).unwrap()];
    let key = PrivateKeyDer::from_pem_file(certificates.join("server.key")).unwrap();
    let config = rustls::ServerConfig::builder_with_provider(Arc::new(rustls_graviola::default_provider()))
        .with_safe_default_protocol_versions()
        .unwrap()
        .with_no_client_auth()
        .with_single_cert(chain, key)
        .unwrap();
    let config = Arc::new(config);
    let archive = good();
    let behaviour = Behaviour::File(archive.clone());
    let server = Server::with(move |stream| {
        let connection = rustls::ServerConnection::new(config.clone()).unwrap();
        let mut stream = rustls::StreamOwned::new(connection, stream);
        answer(&mut stream, &behaviour);
        stream.conn.send_close_notify();
        let _ = stream.flush_and_wait();
    });
    let url = format!("https://localhost:{}/{}", server.address.port(), name_of(&archive));
    let root = tempfile::tempdir().unwrap();
    let error = packages(root.path()).get(&url).unwrap_err();
    assert!(error.to_string().contains("certificate"), "{error}");
    let error = packages(root.path()).trusting(Some("/dev/null".into())).get(&url).unwrap_err();
    assert!(error.to_string().contains("holds no certificate"), "{error}");
    assert!(files(root.path()).is_empty());
    let package = packages(root.path()).trusting(Some(certificates.join("authority.pem"))).get(&url).unwrap();
    assert_eq!(files(&package.folder).len(), 3);
}

/// Sends what is left, and waits until the client has closed its side.
trait FlushAndWait {
    fn flush_and_wait(&mut self) -> std::io::Result<()>;
}

impl<T: std::io::Read + std::io::Write> FlushAndWait for rustls::StreamOwned<rustls::ServerConnection, T> {
    fn flush_and_wait(&mut self) -> std::io::Result<()> {
        std::io::Write::flush(self)?;
        self.read_to_end(&mut Vec::new()).map(drop)
    }
}
