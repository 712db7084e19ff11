//! Signing what is handed over (DKIM: RFC 6376, RFC 8463).
//!
//! A message gets one signature for each key. They hold no time of signing, so the same mail is
//! always the same bytes. Headers are listed once more often than they are there: then nobody can
//! add another one on the way without breaking the signature.

use base64::{Engine as _, engine::general_purpose::STANDARD};
use ring::{
    rand::SystemRandom,
    signature::{Ed25519KeyPair, RSA_PKCS1_SHA256, RsaKeyPair},
};
use sha2::{Digest as _, Sha256};

use super::error::SettingsError;

/// Headers that must be as we made them, and no more of them.
const SIGNED: [&str; 14] = [
    "from",
    "to",
    "subject",
    "date",
    "message-id",
    "reply-to",
    "mime-version",
    "content-type",
    "auto-submitted",
    "list-id",
    "list-help",
    "feedback-id",
    "x-patuh-reference",
    "x-patuh-repeat",
];

/// Base64 digits on a line.
const LINE: usize = 72;

/// A private key, and the name under which the public one stands in the DNS.
pub struct DkimKey {
    selector: String,
    key: Key,
}

enum Key {
    Rsa(Box<RsaKeyPair>),
    Ed25519(Ed25519KeyPair),
}

impl DkimKey {
    /// Reads a key as `openssl genrsa` or `openssl genpkey` writes it.
    ///
    /// # Errors
    /// When the selector is no name in the DNS, or the text holds no RSA key of 2048 to 4096 bits
    /// and no Ed25519 key.
    pub fn parse(selector: &str, pem: &str) -> Result<Self, SettingsError> {
        let plain = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '.');
        if selector.is_empty() || !selector.chars().all(plain) {
            return Err(SettingsError::Selector);
        }
        let digits: String = pem.lines().filter(|l| !l.starts_with("-----")).collect();
        let der = STANDARD
            .decode(digits.split_whitespace().collect::<String>())
            .map_err(|_| SettingsError::DkimKey)?;
        let rsa = || RsaKeyPair::from_pkcs8(&der).or_else(|_| RsaKeyPair::from_der(&der));
        let key = match Ed25519KeyPair::from_pkcs8_maybe_unchecked(&der) {
            Ok(pair) => Key::Ed25519(pair),
            Err(_) => Key::Rsa(Box::new(rsa().map_err(|_| SettingsError::DkimKey)?)),
        };
        let selector = selector.to_owned();
        Ok(Self { selector, key })
    }

    const fn algorithm(&self) -> &'static str {
        match self.key {
            Key::Rsa(_) => "rsa-sha256",
            Key::Ed25519(_) => "ed25519-sha256",
        }
    }

    fn sign(&self, text: &[u8]) -> Vec<u8> {
        match &self.key {
            Key::Rsa(pair) => {
                let mut signature = vec![0; pair.public().modulus_len()];
                pair.sign(
                    &RSA_PKCS1_SHA256,
                    &SystemRandom::new(),
                    text,
                    &mut signature,
                )
                .expect("the signature has the length of the key");
                signature
            }
            // RFC 8463 signs the hash, where RSA hashes by itself.
            Key::Ed25519(pair) => pair.sign(&Sha256::digest(text)).as_ref().to_vec(),
        }
    }
}

/// The message with a signature in front for each key.
pub(super) fn sign(message: &[u8], domain: &str, keys: &[DkimKey]) -> Vec<u8> {
    let split = message.windows(4).position(|at| at == b"\r\n\r\n");
    let (head, body) = match split {
        Some(at) if !keys.is_empty() => (&message[..at + 2], &message[at + 4..]),
        _ => return message.to_vec(),
    };
    let head = String::from_utf8_lossy(head);
    let headers = relaxed_headers(&head);
    let hash = STANDARD.encode(Sha256::digest(relaxed_body(body)));
    let (names, covered) = cover(&headers);
    let mut signed = Vec::with_capacity(message.len() + keys.len() * 1_000);
    for key in keys {
        let unsigned = format!(
            "v=1; a={}; c=relaxed/relaxed; d={domain}; s={};\r\n h={names};\r\n bh={hash};\r\n b=",
            key.algorithm(),
            key.selector,
        );
        let own = format!("dkim-signature:{}", relaxed(&unsigned));
        let signature = STANDARD.encode(key.sign(format!("{covered}{own}").as_bytes()));
        signed.extend_from_slice(b"DKIM-Signature: ");
        signed.extend_from_slice(unsigned.as_bytes());
        for (nth, line) in signature.as_bytes().chunks(LINE).enumerate() {
            if nth > 0 {
                signed.extend_from_slice(b"\r\n  ");
            }
            signed.extend_from_slice(line);
        }
        signed.extend_from_slice(b"\r\n");
    }
    signed.extend_from_slice(message);
    signed
}

/// The names that a signature lists, and the text of those headers.
fn cover(headers: &[(String, String)]) -> (String, String) {
    let (mut names, mut text) = (Vec::new(), String::new());
    for name in SIGNED {
        for (_, value) in headers.iter().rev().filter(|(own, _)| own == name) {
            names.push(name);
            for part in [name, ":", value, "\r\n"] {
                text.push_str(part);
            }
        }
        names.push(name);
    }
    // White space may stand around a colon.
    let lines: Vec<String> = names.chunks(5).map(|part| part.join(":")).collect();
    (lines.join(":\r\n  "), text)
}

/// Name and value of each header in their plainest shape, in order.
fn relaxed_headers(head: &str) -> Vec<(String, String)> {
    let unfolded = head.replace("\r\n ", " ").replace("\r\n\t", " ");
    let lines = unfolded.split("\r\n").filter_map(|l| l.split_once(':'));
    lines
        .map(|(name, value)| (name.trim().to_ascii_lowercase(), relaxed(value)))
        .collect()
}

/// One space for each run of white space and line ends, none at the ends.
fn relaxed(value: &str) -> String {
    let words = value
        .split([' ', '\t', '\r', '\n'])
        .filter(|w| !w.is_empty());
    words.collect::<Vec<_>>().join(" ")
}

/// Without white space at the ends of lines and without empty lines at the end.
fn relaxed_body(body: &[u8]) -> Vec<u8> {
    let mut out = Vec::with_capacity(body.len());
    for line in body.split(|byte| *byte == b'\n') {
        let mut gap = false;
        for byte in line.strip_suffix(b"\r").unwrap_or(line) {
            if matches!(byte, b' ' | b'\t') {
                gap = true;
                continue;
            }
            if gap {
                out.push(b' ');
                gap = false;
            }
            out.push(*byte);
        }
        out.extend_from_slice(b"\r\n");
    }
    while out.ends_with(b"\r\n\r\n") {
        out.truncate(out.len() - 2);
    }
    if out == b"\r\n" {
        out.clear();
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_body_is_made_plain_as_the_standard_says() {
        // RFC 6376, 3.4.5.
        assert_eq!(relaxed_body(b" C \r\nD \t E\r\n\r\n\r\n"), b" C\r\nD E\r\n");
        assert_eq!(relaxed_body(b""), b"");
        assert_eq!(relaxed_body(b"\r\n\r\n"), b"");
        assert_eq!(relaxed_body(b"a"), b"a\r\n");
    }

    #[test]
    fn headers_are_made_plain_as_the_standard_says() {
        // RFC 6376, 3.4.5.
        let headers = relaxed_headers("A: X\r\nB : Y\t\r\n\tZ  \r\n");
        let pair = |a: &str, b: &str| (a.to_owned(), b.to_owned());
        assert_eq!(headers, [pair("a", "X"), pair("b", "Y Z")]);
    }

    #[test]
    fn what_is_no_key_is_refused() {
        let pem = "-----BEGIN PRIVATE KEY-----\nTm9ib2R5\n-----END PRIVATE KEY-----\n";
        assert!(matches!(
            DkimKey::parse("patuh", pem),
            Err(SettingsError::DkimKey)
        ));
        assert!(matches!(
            DkimKey::parse("a b", pem),
            Err(SettingsError::Selector)
        ));
        assert!(matches!(
            DkimKey::parse("patuh", "%%"),
            Err(SettingsError::DkimKey)
        ));
    }
}
