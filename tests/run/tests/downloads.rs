//! Platforms and packages by address, from a server in this process.
#![cfg(all(target_os = "linux", target_arch = "x86_64"))]

use std::fs;
use std::io::{BufRead, BufReader, Write};
use std::net::{SocketAddr, TcpListener};
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

use roc_tests_run::Sandbox;

/// Serves the files of a folder until the process ends, and counts the requests.
fn serve(folder: PathBuf) -> (SocketAddr, Arc<AtomicUsize>) {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = listener.local_addr().unwrap();
    let count = Arc::new(AtomicUsize::new(0));
    let counter = count.clone();
    thread::spawn(move || {
        for mut stream in listener.incoming().flatten() {
            counter.fetch_add(1, Ordering::SeqCst);
            let mut lines = BufReader::new(&mut stream).lines().map_while(Result::ok);
            let request = lines.next().unwrap_or_default();
            while lines.next().is_some_and(|line| !line.is_empty()) {}
            drop(lines);
            let path = request.split(' ').nth(1).unwrap_or_default().trim_start_matches('/');
            let (status, body) = match fs::read(folder.join(path)) {
                Ok(body) => ("200 OK", body),
                Err(_) => ("404 Not Found", Vec::new()),
            };
            let head =
                format!("HTTP/1.1 {status}\r\nContent-Length: {}\r\nConnection: close\r\n\r\n", body.len());
            let _ = stream.write_all(&[head.as_bytes(), &body].concat());
        }
    });
    (address, count)
}

/// Packs what a main file needs; answers the name of the result.
fn bundle(sandbox: &Sandbox, main: &str) -> String {
    let outcome = sandbox.roc(&["bundle", main, "--output-dir", "www"]).run();
    outcome.stdout.trim().strip_prefix("www/").expect("a path").to_owned()
}

/// An app on a platform by address, with a package by address that names another package by address.
struct Served {
    sandbox: Sandbox,
    requests: Arc<AtomicUsize>,
    /// The host of the platform, in the cache.
    platform: PathBuf,
}

fn served() -> Option<Served> {
    let sandbox = Sandbox::new()?;
    sandbox.platform("str", "platform");
    let platform = bundle(&sandbox, "platform/main.roc");
    let (address, requests) = serve(sandbox.path("www"));
    sandbox.write("inner/main.roc", "package [Inner] {}\n");
    sandbox.write("inner/Inner.roc", "Inner := [].{\n\tmark : Str\n\tmark = \"!\"\n}\n");
    let inner = bundle(&sandbox, "inner/main.roc");
    sandbox.write("util/main.roc", &format!("package [Util] {{ inner: \"http://{address}/{inner}\" }}\n"));
    let util = "import inner.Inner\n\nUtil := [].{\n\tloud : Str -> Str\n\tloud = |text| \"${text}${Inner.mark}\"\n}\n";
    sandbox.write("util/Util.roc", util);
    let util = bundle(&sandbox, "util/main.roc");
    let dependencies = format!(
        "pf: platform \"http://{address}/{platform}\", util: \"http://{address}/{util}\", \
         again: \"http://{address}/{util}\""
    );
    let app = "import util.Util\nimport again.Util as Again\n\nprocess : Str -> Str\nprocess = |text| \
               Util.loud(Again.loud(text))\n";
    sandbox.write("app/main.roc", &format!("app [process] {{ {dependencies} }}\n\n{app}"));
    for folder in ["platform", "util", "inner"] {
        fs::remove_dir_all(sandbox.path(folder)).unwrap();
    }
    sandbox.roc(&["cache", "clean"]).run();
    requests.store(0, Ordering::SeqCst);
    Some(Served { platform: sandbox.cache().join("packages"), sandbox, requests })
}

const WORDS: [&str; 3] = ["app/main.roc", "--", "hi"];

#[test]
fn downloaded_once_and_then_offline() {
    let Some(Served { sandbox, requests, platform }) = served() else { return };
    sandbox.roc(&WORDS).run().clean("hi!!\n", 0);
    assert_eq!(requests.load(Ordering::SeqCst), 3, "platform, package, its package");
    fs::remove_dir_all(sandbox.path("www")).unwrap();
    sandbox.roc(&WORDS).run().clean("hi!!\n", 0);
    sandbox.roc(&["--no-cache", "app/main.roc", "--", "hi"]).run().clean("hi!!\n", 0);
    // Another app finds them too, and a program that is built needs none of them.
    fs::create_dir(sandbox.path("other")).unwrap();
    fs::copy(sandbox.path("app/main.roc"), sandbox.path("other/main.roc")).unwrap();
    sandbox.roc(&["build", "other/main.roc", "--output", "program"]).run().clean("", 0);
    assert_eq!(requests.load(Ordering::SeqCst), 3);
    sandbox.roc(&["cache", "clean"]).run();
    assert!(!platform.exists());
    sandbox.program(&sandbox.path("program")).args(&["hi"]).run().clean("hi!!\n", 0);
    let gone = ["download failed", "has no file of this name (it answers 404)", "app/main.roc:1:"];
    sandbox.roc(&WORDS).run().says("", 1, &gone);
    assert_eq!(requests.load(Ordering::SeqCst), 5, "platform and package");
}

#[test]
fn starts_at_once_share_downloads() {
    let Some(Served { sandbox, requests, .. }) = served() else { return };
    let runs: Vec<_> = (0..4).map(|_| sandbox.roc(&WORDS).spawn()).collect();
    for run in runs {
        let output = run.wait_with_output().unwrap();
        assert_eq!(String::from_utf8_lossy(&output.stdout), "hi!!\n");
    }
    assert_eq!(requests.load(Ordering::SeqCst), 3);
}

#[test]
fn damaged_packages_are_downloaded_again() {
    let Some(Served { sandbox, requests, platform }) = served() else { return };
    sandbox.roc(&WORDS).run().clean("hi!!\n", 0);
    for package in fs::read_dir(platform).unwrap() {
        let file = package.unwrap().path().join("files/main.roc");
        fs::remove_file(&file).unwrap();
        fs::write(&file, "damaged").unwrap();
    }
    sandbox.roc(&["--no-cache", "app/main.roc", "--", "hi"]).run().clean("hi!!\n", 0);
    assert_eq!(requests.load(Ordering::SeqCst), 6);
}
