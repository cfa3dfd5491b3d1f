//! A server that behaves as a test wants it to.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;
use std::time::Duration;

/// What it does with a request.
#[derive(Clone)]
pub enum Behaviour {
    /// Sends a file.
    File(Vec<u8>),
    /// Sends a file without saying how long it is.
    Unmeasured(Vec<u8>),
    /// Says that the file is longer than it is, and closes the connection.
    CutOff(Vec<u8>),
    /// Sends part of a file, and then nothing more.
    Stalls(Vec<u8>),
    /// Promises a very long file.
    Huge,
    /// Answers with this status, and this line in the head.
    Status(u16, &'static str),
    /// Takes the request and never answers.
    Silent,
    /// Answers what is no HTTP.
    Nonsense,
    /// Closes the connection at once.
    Hangup,
}

/// It runs until the process ends.
pub struct Server {
    pub address: SocketAddr,
    /// How many requests came.
    pub requests: Arc<AtomicUsize>,
}

impl Server {
    pub fn start(behaviour: Behaviour) -> Self {
        Self::with(move |stream| answer(stream, &behaviour))
    }

    /// Each connection in a thread of its own.
    pub fn with(serve: impl Fn(TcpStream) + Send + Sync + 'static) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let address = listener.local_addr().unwrap();
        let requests = Arc::new(AtomicUsize::new(0));
        let (counter, serve) = (requests.clone(), Arc::new(serve));
        thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                counter.fetch_add(1, Ordering::SeqCst);
                let serve = serve.clone();
                thread::spawn(move || serve(stream));
            }
        });
        Self { address, requests }
    }

    pub fn url(&self, file: &str) -> String {
        format!("http://{}/some/where/{file}", self.address)
    }

    pub fn count(&self) -> usize {
        self.requests.load(Ordering::SeqCst)
    }
}

/// Reads a request and answers it. What goes wrong is the client's business.
pub fn answer(mut stream: impl Read + Write, behaviour: &Behaviour) {
    if matches!(behaviour, Behaviour::Hangup) {
        return;
    }
    let mut lines = BufReader::new(&mut stream).lines();
    while lines.next().is_some_and(|line| line.is_ok_and(|line| !line.is_empty())) {}
    drop(lines);
    let head =
        |length: usize| format!("HTTP/1.1 200 OK\r\nContent-Length: {length}\r\nConnection: close\r\n\r\n");
    let bytes = match behaviour {
        Behaviour::File(file) => [head(file.len()).as_bytes(), file].concat(),
        Behaviour::Unmeasured(file) => [b"HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n", &file[..]].concat(),
        Behaviour::CutOff(file) | Behaviour::Stalls(file) => {
            [head(file.len() + 10).as_bytes(), file].concat()
        }
        Behaviour::Huge => head(1 << 50).into_bytes(),
        Behaviour::Status(status, line) => {
            format!("HTTP/1.1 {status} Some Reason\r\n{line}Content-Length: 0\r\n\r\n").into_bytes()
        }
        Behaviour::Silent | Behaviour::Hangup => Vec::new(),
        Behaviour::Nonsense => b"\x16\x03\x01 what?\r\n\r\n".to_vec(),
    };
    let _ = stream.write_all(&bytes).and_then(|()| stream.flush());
    if matches!(behaviour, Behaviour::Silent | Behaviour::Stalls(_)) {
        thread::sleep(Duration::from_secs(60));
    }
}
