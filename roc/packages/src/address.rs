//! Addresses of packages: checked before anything is asked for.

use std::net::{Ipv4Addr, Ipv6Addr};

use crate::Error;

const ENDING: &str = ".tar.zst";

/// An address of a package.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Address {
    /// As it was written.
    pub url: String,
    /// The server's name or number, without a port.
    pub host: String,
    /// Whether it is this computer, without encryption.
    pub is_local: bool,
    /// The BLAKE3 digest of the file.
    pub digest: [u8; 32],
}

impl Address {
    /// `https://…/<hash>.tar.zst`; `http://` only for this computer.
    pub fn parse(url: &str) -> Result<Self, Error> {
        let invalid = |reason| Error::InvalidUrl { url: url.to_owned(), reason };
        let (secure, rest) = match (url.strip_prefix("https://"), url.strip_prefix("http://")) {
            (Some(rest), _) => (true, rest),
            (_, Some(rest)) => (false, rest),
            _ => return Err(invalid("it does not begin with `https://`")),
        };
        if !url.bytes().all(|byte| byte.is_ascii_graphic()) {
            return Err(invalid("it has characters that addresses can't have"));
        }
        if url.contains(['?', '#', '\\']) {
            return Err(invalid("nothing may follow the file's name"));
        }
        let (authority, path) = rest.split_once('/').ok_or_else(|| invalid("it names no file"))?;
        if authority.contains('@') {
            return Err(invalid("it holds a user's name, which all who read the program would see"));
        }
        let host = host(authority).ok_or_else(|| invalid("it names no server"))?;
        let is_local = !secure;
        if is_local && !is_loopback(host) {
            return Err(invalid("`http://` is only for this computer (localhost); use `https://`"));
        }
        let file = path.rsplit('/').next().unwrap_or(path);
        let Some(hash) = file.strip_suffix(ENDING) else {
            return Err(invalid("its file is no `<hash>.tar.zst`"));
        };
        let mut digest = [0; 32];
        if bs58::decode(hash).onto(&mut digest) != Ok(32) || base58(&digest) != hash {
            return Err(invalid("the name of its file is not the BLAKE3 hash of a package in base58"));
        }
        Ok(Self { url: url.to_owned(), host: host.to_owned(), is_local, digest })
    }

    /// The digest as it is written in the address.
    pub fn hash(&self) -> &str {
        let file = self.url.rsplit('/').next().unwrap_or_default();
        file.strip_suffix(ENDING).unwrap_or(file)
    }
}

/// The name of a package's file by its digest.
pub fn file_name(digest: &[u8; 32]) -> String {
    base58(digest) + ENDING
}

pub(crate) fn base58(digest: &[u8; 32]) -> String {
    bs58::encode(digest).into_string()
}

/// Without the port.
fn host(authority: &str) -> Option<&str> {
    let (host, port) = match authority.strip_prefix('[') {
        Some(rest) => {
            let (host, port) = rest.split_once(']')?;
            host.parse::<Ipv6Addr>().ok()?;
            (host, if port.is_empty() { None } else { Some(port.strip_prefix(':')?) })
        }
        None => match authority.split_once(':') {
            Some((host, port)) => (host, Some(port)),
            None => (authority, None),
        },
    };
    let is_port = |port: &str| port.parse::<u16>().is_ok_and(|port| port != 0);
    (!host.is_empty() && port.is_none_or(is_port)).then_some(host)
}

fn is_loopback(host: &str) -> bool {
    host.eq_ignore_ascii_case("localhost")
        || host.parse::<Ipv4Addr>().is_ok_and(|host| host.is_loopback())
        || host.parse::<Ipv6Addr>().is_ok_and(|host| host.is_loopback())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_addresses_with_a_hash_are_taken() {
        let name = file_name(&[7; 32]);
        for base in [
            "https://a.example/x/",
            "http://localhost:1/",
            "http://127.0.0.2/",
            "http://[::1]:80/",
            "https://[2001:db8::1]/",
        ] {
            let address = Address::parse(&format!("{base}{name}")).unwrap();
            assert_eq!((address.digest, address.is_local), ([7; 32], base.starts_with("http:")), "{base}");
            assert_eq!(format!("{}{ENDING}", address.hash()), name);
        }
        let wrong = [
            format!("http://a.example/{name}"),
            format!("http://127.0.0.1.example/{name}"),
            format!("http://localhost@a.example/{name}"),
            format!("https://u:p@a.example/{name}"),
            format!("https:///{name}"),
            format!("https://a:0/{name}"),
            format!("https://a:99999/{name}"),
            format!("https://[::1/{name}"),
            format!("https://{name}"),
            format!("https://a.example/{name}?x"),
            format!("https://a.example/{name}#x"),
            format!("https://a.example/ä/{name}"),
            format!("https://a.example/ {name}"),
            format!("https://a.example/1{name}"),
            format!("https://a.example/{}", name.replace(".tar.zst", ".tar.br")),
            "https://a.example/l0O.tar.zst".to_owned(),
            "https://a.example/abc.tar.zst".to_owned(),
            "https://a.example/.tar.zst".to_owned(),
            format!("ftp://a.example/{name}"),
        ];
        for url in wrong {
            assert!(matches!(Address::parse(&url), Err(Error::InvalidUrl { .. })), "{url}");
        }
    }
}
