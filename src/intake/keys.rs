//! From a NIK to the key that stands for a person everywhere else.

use hmac::{Hmac, Mac};
use sha2::Sha256;

use super::NpwpFact;
use crate::domain::{
    identifiers::{self, ParsedNpwp},
    person::PersonKey,
};

/// What is keyed to tell one secret from another, without saying anything about either.
const FINGERPRINT_TEXT: &[u8] = b"patuh person key fingerprint 1";

/// Turns NIKs into [`PersonKey`]s with a secret that is not in the database.
///
/// Cheap to clone. The secret is absorbed once, so a key costs two rounds of SHA-256.
#[derive(Clone)]
pub struct PersonKeyer {
    keyed: Hmac<Sha256>,
}

impl std::fmt::Debug for PersonKeyer {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("PersonKeyer(secret)")
    }
}

impl PersonKeyer {
    /// Absorbs the secret.
    #[must_use]
    pub fn new(secret: &[u8; 32]) -> Self {
        // HMAC fills a short key up with zeros; a whole block can't be of a wrong length.
        let mut block = [0; 64];
        block[..secret.len()].copy_from_slice(secret);
        Self {
            keyed: Hmac::new(&block.into()),
        }
    }

    /// The key of the person with these 16 digits; the digits are not kept.
    #[must_use]
    pub fn person(&self, nik_digits: &str) -> PersonKey {
        let tag = self.tag(nik_digits.as_bytes());
        let mut key = [0; 16];
        key.copy_from_slice(&tag[..16]);
        PersonKey(key)
    }

    /// What is kept of a tax number: its digits, or of one that is somebody's NIK the mask and
    /// the keyed hash.
    #[must_use]
    pub fn npwp(&self, parsed: &ParsedNpwp<'_>) -> NpwpFact {
        match parsed {
            ParsedNpwp::Firm(npwp) => NpwpFact {
                shown: npwp.as_str().to_owned(),
                match_key: npwp.match_key(),
            },
            ParsedNpwp::Personal(digits) => NpwpFact {
                shown: identifiers::mask(digits),
                match_key: format!("h:{}", self.person(digits).to_hex()),
            },
        }
    }

    /// 16 hex digits by which a program recognises the secret it started a database with.
    #[must_use]
    pub fn fingerprint(&self) -> String {
        let tag = self.tag(FINGERPRINT_TEXT);
        PersonKey::from_bytes(&tag[..16])
            .map(|key| key.to_hex()[..16].to_owned())
            .unwrap_or_default()
    }

    fn tag(&self, message: &[u8]) -> [u8; 32] {
        let mut mac = self.keyed.clone();
        mac.update(message);
        mac.finalize().into_bytes().into()
    }
}
