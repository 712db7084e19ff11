//! Tokens, and the one key that seals and signs.

use chacha20poly1305::{
    KeyInit, XChaCha20Poly1305, XNonce,
    aead::{Aead, Payload},
};
use hmac::{Hmac, Mac};
use sha2::{Digest, Sha256};

/// Bytes of a nonce.
const NONCE: usize = 24;

/// The key behind forms, second factors and short-lived cookies. Each use has a key of its own
/// made from it.
pub struct SessionKey([u8; 32]);

impl SessionKey {
    /// Wraps 32 secret bytes.
    #[must_use]
    pub const fn new(secret: [u8; 32]) -> Self {
        Self(secret)
    }

    /// 32 bytes that nobody without the key can tell from random ones; the same for the same
    /// purpose and data.
    pub(in crate::services) fn derive(&self, purpose: &str, data: &[u8]) -> [u8; 32] {
        let mut mac: Hmac<Sha256> =
            Mac::new_from_slice(&self.0).expect("HMAC takes keys of any length");
        mac.update(purpose.as_bytes());
        mac.update(&[0]);
        mac.update(data);
        mac.finalize().into_bytes().into()
    }

    /// What a form of that session must carry.
    pub(super) fn form_token(&self, session: &str) -> String {
        hex::encode(self.derive("form", session.as_bytes()))
    }

    /// Makes a text unreadable and unchangeable for whoever lacks the key. `purpose` and `owner`
    /// must be the same when it is opened, so that one person's can't stand in for another's.
    pub(in crate::services) fn seal(&self, purpose: &str, owner: &str, plain: &[u8]) -> String {
        hex::encode(self.seal_bytes(purpose, owner, plain))
    }

    /// What was sealed; `None` when it was changed, or sealed for something else or with another
    /// key.
    pub(in crate::services) fn open(
        &self,
        purpose: &str,
        owner: &str,
        sealed: &str,
    ) -> Option<Vec<u8>> {
        self.open_bytes(purpose, owner, &hex::decode(sealed).ok()?)
    }

    /// [`SessionKey::seal`] for a whole file: bytes, not digits.
    ///
    /// # Panics
    /// Never for what fits into memory.
    pub(in crate::services) fn seal_bytes(
        &self,
        purpose: &str,
        owner: &str,
        plain: &[u8],
    ) -> Vec<u8> {
        let nonce: [u8; NONCE] = random();
        let sealed = self
            .cipher(purpose)
            .encrypt(XNonce::from_slice(&nonce), payload(plain, owner))
            .expect("what fits into memory can be sealed");
        [nonce.as_slice(), &sealed].concat()
    }

    /// What [`SessionKey::seal_bytes`] sealed for that purpose and owner.
    pub(in crate::services) fn open_bytes(
        &self,
        purpose: &str,
        owner: &str,
        sealed: &[u8],
    ) -> Option<Vec<u8>> {
        let (nonce, sealed) = sealed.split_at_checked(NONCE)?;
        self.cipher(purpose)
            .decrypt(XNonce::from_slice(nonce), payload(sealed, owner))
            .ok()
    }

    fn cipher(&self, purpose: &str) -> XChaCha20Poly1305 {
        XChaCha20Poly1305::new(&self.derive("seal", purpose.as_bytes()).into())
    }
}

fn payload<'a>(msg: &'a [u8], owner: &'a str) -> Payload<'a, 'a> {
    Payload {
        msg,
        aad: owner.as_bytes(),
    }
}

/// Bytes nobody can guess.
pub(super) fn random<const N: usize>() -> [u8; N] {
    let mut bytes = [0; N];
    getrandom::fill(&mut bytes).expect("the machine has a source of randomness");
    bytes
}

/// A fresh token: 64 hexadecimal digits.
pub(super) fn token() -> String {
    hex::encode(random::<32>())
}

/// What the store keeps of a token; `None` for what can't be one.
pub(super) fn token_hash(token: &str) -> Option<String> {
    let sound = token.len() == 64 && token.bytes().all(|b| b.is_ascii_hexdigit());
    sound.then(|| digest(token))
}

/// SHA-256 in hexadecimal digits.
pub(super) fn digest(text: &str) -> String {
    hex::encode(Sha256::digest(text.as_bytes()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_sealed_opens_for_the_same_purpose_and_owner_only() {
        let key = SessionKey::new([9; 32]);
        let sealed = key.seal("totp", "of_1", b"rahasia");
        assert_eq!(key.open("totp", "of_1", &sealed), Some(b"rahasia".to_vec()));
        assert_eq!(key.open("totp", "of_2", &sealed), None);
        assert_eq!(key.open("oidc", "of_1", &sealed), None);
        assert_eq!(SessionKey::new([8; 32]).open("totp", "of_1", &sealed), None);
        for broken in ["", "0", "zz", &sealed[2..], &sealed[..40]] {
            assert_eq!(key.open("totp", "of_1", broken), None, "{broken}");
        }
        assert_ne!(sealed, key.seal("totp", "of_1", b"rahasia"));
    }

    #[test]
    fn only_a_token_has_a_hash() {
        assert!(token_hash(&token()).is_some());
        assert_eq!(token_hash("abc"), None);
        assert_eq!(token_hash(&"g".repeat(64)), None);
    }
}
