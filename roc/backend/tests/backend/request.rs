//! The JSON of requests, as others write it.

use roc_backend::request::{AdapterRequest, AdapterSource, Emit, Input, LinkRequest, parse, parse_digest};
use roc_backend::target::Target;
use std::path::Path;

const ADAPTER: &str = r#"{
  "version": 1, "target": "arm64musl", "output": "adapter.o",
  "adapter": {
    "entries": ["roc__init"], "hosted": ["roc_host__print"],
    "platform_digest": "00112233445566778899aabbccddeeff00112233445566778899AABBCCDDEEFF"
  }
}"#;

const LINK: &str = r#"{
  "version": 1, "target": "x64mac", "platform": { "name": "demo", "file": "main.roc" }, "shim": "shim.o",
  "adapter": { "file": "adapter.o" }, "output": "program",
  "inputs": [{ "file": "crt1.o" }, { "host": "libhost.a" }, "app"]
}"#;

#[test]
fn requests_are_read() {
    let request: AdapterRequest = parse(ADAPTER.as_bytes()).unwrap();
    assert_eq!((request.target, request.emit), (Target::Arm64Musl, Emit::Object));
    assert_eq!(request.adapter.platform_digest[1], 0x11);
    assert_eq!(request.adapter.platform_digest[31], 0xff);

    let request: LinkRequest = parse(LINK.as_bytes()).unwrap();
    assert!(matches!(&request.adapter, AdapterSource::File(path) if path == Path::new("adapter.o")));
    assert!(matches!(&request.inputs[..], [Input::File(_), Input::Host(_), Input::App]));
    let made = LINK.replace(r#"{ "file": "adapter.o" }"#, &{
        let start = ADAPTER
            .find(
                r#"{
    "entries"#,
            )
            .unwrap();
        format!(r#"{{ "make": {} }}"#, &ADAPTER[start..ADAPTER.len() - 2])
    });
    let request: LinkRequest = parse(made.as_bytes()).unwrap();
    assert!(matches!(request.adapter, AdapterSource::Make(_)));
}

#[test]
fn wrong_requests_are_refused() {
    let refused = |json: &str, words: &str| {
        let error = parse::<AdapterRequest>(json.as_bytes()).unwrap_err();
        assert_eq!(error.kind(), "request");
        assert!(error.message().contains(words), "{}", error.message());
    };
    refused("", "EOF");
    refused("[]", "version");
    refused(&ADAPTER.replace(r#""version": 1"#, r#""version": 2, "news": 1"#), "version 2");
    refused(&ADAPTER.replace(r#""output""#, r#""outptu": "x", "output""#), "outptu");
    refused(&ADAPTER.replace(r#""entries""#, r#""more": 1, "entries""#), "more");
    refused(&ADAPTER.replace("arm64musl", "riscv"), "riscv");
    refused(&ADAPTER.replace("00112233", ""), "64 hex digits");
}

#[test]
fn digests_are_hex() {
    assert_eq!(parse_digest(&"0a".repeat(32)), Ok([10; 32]));
    for bad in ["", "0a", &"0g".repeat(32), &"é".repeat(32), &"+a".repeat(32)] {
        assert!(parse_digest(bad).is_err(), "{bad}");
    }
}
