//! Downloads: from an address to a file and the digest of what is in it.

use std::fs::File;
use std::io::{self, Read, Write};
use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

use ureq::tls::{Certificate, PemItem, RootCerts, TlsConfig, TlsProvider, parse_pem};
use ureq::{Agent, Body, http};

use crate::{Address, Error, Event, Limits};

/// For the whole of a download, however much comes meanwhile.
const LONGEST: Duration = Duration::from_secs(30 * 60);

/// What to get, and how.
pub(crate) struct Request<'a> {
    pub(crate) address: &'a Address,
    pub(crate) limits: &'a Limits,
    pub(crate) certificates: Option<&'a Path>,
}

/// Writes the file of an address to disk; answers its BLAKE3 digest.
pub(crate) fn fetch(request: &Request<'_>, to: &Path, events: &dyn Fn(Event<'_>)) -> Result<[u8; 32], Error> {
    let address = request.address;
    let failed = |error: ureq::Error| request.failure(error);
    let response = request.agent()?.get(&address.url).call().map_err(failed)?;
    let host = || address.host.clone();
    match response.status().as_u16() {
        200 => {}
        status @ (404 | 410) => return Err(Error::Absent { host: host(), status }),
        300..400 => return Err(Error::Redirected { host: host() }),
        status => return Err(Error::Status { host: host(), status }),
    }
    let length = content_length(&response);
    if length.is_some_and(|length| length > request.limits.package) {
        return Err(Error::TooLarge { limit: request.limits.package });
    }
    let mut body = response.into_body().into_reader();
    let mut file = File::create_new(to).map_err(Error::Write)?;
    let mut hasher = blake3::Hasher::new();
    let mut buffer = vec![0; 64 << 10];
    let mut received = 0;
    loop {
        events(Event::Received(address, received, length));
        let count = body.read(&mut buffer).map_err(|error| request.interrupted(error))?;
        if count == 0 {
            file.flush().map_err(Error::Write)?;
            return Ok(*hasher.finalize().as_bytes());
        }
        received += count as u64;
        if received > request.limits.package {
            return Err(Error::TooLarge { limit: request.limits.package });
        }
        hasher.update(&buffer[..count]);
        file.write_all(&buffer[..count]).map_err(Error::Write)?;
    }
}

fn content_length(response: &http::Response<Body>) -> Option<u64> {
    response.headers().get(http::header::CONTENT_LENGTH)?.to_str().ok()?.parse().ok()
}

impl Request<'_> {
    fn agent(&self) -> Result<Agent, Error> {
        let silence = Some(self.limits.silence);
        let config = Agent::config_builder()
            .user_agent(concat!("roc/", env!("CARGO_PKG_VERSION")))
            .http_status_as_error(false)
            .timeout_resolve(silence)
            .timeout_connect(silence)
            .timeout_per_read(silence)
            .timeout_per_write(silence)
            .timeout_recv_response(silence)
            .timeout_global(Some(LONGEST));
        let config = if self.address.is_local {
            // Never through a proxy, and never from here to another place.
            config.proxy(None).max_redirects(0).max_redirects_will_error(false)
        } else {
            config.https_only(true).tls_config(self.tls()?)
        };
        Ok(config.build().into())
    }

    fn tls(&self) -> Result<TlsConfig, Error> {
        if !processor_can_encrypt() {
            return Err(Error::Processor);
        }
        let roots = match self.certificates {
            Some(file) => certificates(file)?,
            None => RootCerts::WebPki,
        };
        Ok(TlsConfig::builder()
            .provider(TlsProvider::Rustls)
            .root_certs(roots)
            .unversioned_rustls_crypto_provider(Arc::new(rustls_graviola::default_provider()))
            .build())
    }

    fn failure(&self, error: ureq::Error) -> Error {
        let host = self.address.host.clone();
        match error {
            ureq::Error::Timeout(_) => self.silence(),
            ureq::Error::HostNotFound => Error::HostNotFound { host },
            ureq::Error::RequireHttpsOnly(_) | ureq::Error::TooManyRedirects => Error::Redirected { host },
            ureq::Error::Io(error) if is_timeout(&error) => self.silence(),
            // The standard library has no kind for it.
            ureq::Error::Io(error) if error.to_string().contains("lookup address") => {
                Error::HostNotFound { host }
            }
            ureq::Error::Io(error) => Error::Connection { host, reason: reason(&error) },
            error => Error::Connection { host, reason: error.to_string() },
        }
    }

    fn interrupted(&self, error: io::Error) -> Error {
        if is_timeout(&error) {
            return self.silence();
        }
        Error::Interrupted { host: self.address.host.clone(), reason: reason(&error) }
    }

    fn silence(&self) -> Error {
        Error::Silence { host: self.address.host.clone(), seconds: self.limits.silence.as_secs() }
    }
}

fn is_timeout(error: &io::Error) -> bool {
    let inner = error.get_ref().and_then(|inner| inner.downcast_ref::<ureq::Error>());
    matches!(inner, Some(ureq::Error::Timeout(_)))
        || matches!(error.kind(), io::ErrorKind::TimedOut | io::ErrorKind::WouldBlock)
}

/// The innermost reason, without the system's number.
fn reason(error: &io::Error) -> String {
    let inner = error.get_ref().and_then(|inner| inner.source());
    let text = inner.map_or_else(|| error.to_string(), ToString::to_string);
    text.split(" (os error").next().unwrap_or(&text).trim_end_matches('.').to_owned()
}

fn certificates(file: &Path) -> Result<RootCerts, Error> {
    let unusable = |reason: String| Error::Certificates { file: file.display().to_string(), reason };
    let pem = std::fs::read(file).map_err(|error| unusable(error.to_string()))?;
    let items: Vec<Certificate<'static>> = parse_pem(&pem)
        .filter_map(|item| match item {
            Ok(PemItem::Certificate(certificate)) => Some(certificate),
            _ => None,
        })
        .collect();
    if items.is_empty() {
        return Err(unusable("it holds no certificate".to_owned()));
    }
    Ok(RootCerts::from(items))
}

/// What the cryptography asks for, which ends the process where it is missing.
fn processor_can_encrypt() -> bool {
    #[cfg(target_arch = "x86_64")]
    {
        use std::arch::is_x86_feature_detected as has;
        has!("aes") && has!("pclmulqdq") && has!("bmi1") && has!("adx") && has!("avx") && has!("avx2")
    }
    #[cfg(target_arch = "aarch64")]
    {
        use std::arch::is_aarch64_feature_detected as has;
        has!("neon") && has!("aes") && has!("pmull") && has!("sha2")
    }
    #[cfg(not(any(target_arch = "x86_64", target_arch = "aarch64")))]
    {
        false
    }
}
