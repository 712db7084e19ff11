//! Proof that a form was made for the session that sends it.
//!
//! A token is `<salt>.<HMAC of the salt>`, keyed with the session's own secret: it is another one
//! on every page, so that its compressed length tells nothing about it.

use hmac::{Hmac, Mac};
use sha2::Sha256;

const SALT: usize = 16;

/// A new token for a session's secret.
pub(super) fn fresh(secret: &str) -> String {
    let mut salt = [0_u8; SALT];
    if getrandom::fill(&mut salt).is_err() {
        // Without random bytes no form can be trusted; an empty token never is.
        return String::new();
    }
    let salt = hex::encode(salt);
    let proof = hex::encode(mac(secret, &salt).finalize().into_bytes());
    format!("{salt}.{proof}")
}

/// Whether a token was made for that session.
pub(super) fn holds(secret: &str, token: &str) -> bool {
    let Some((salt, proof)) = token.split_once('.') else {
        return false;
    };
    let Ok(proof) = hex::decode(proof) else {
        return false;
    };
    salt.len() == 2 * SALT && mac(secret, salt).verify_slice(&proof).is_ok()
}

fn mac(secret: &str, salt: &str) -> Hmac<Sha256> {
    let mut mac =
        Hmac::<Sha256>::new_from_slice(secret.as_bytes()).expect("HMAC takes keys of any length");
    mac.update(b"form:");
    mac.update(salt.as_bytes());
    mac
}

#[cfg(test)]
mod tests {
    use super::{fresh, holds};

    #[test]
    fn a_token_holds_for_its_own_session_only() {
        let (one, two) = (fresh("satu"), fresh("satu"));
        assert_ne!(one, two);
        assert!(holds("satu", &one) && holds("satu", &two));
        assert!(!holds("dua", &one));
        for broken in [
            "",
            ".",
            "x",
            "zz.zz",
            &one[..one.len() - 1],
            &one.replace('.', ""),
        ] {
            assert!(!holds("satu", broken), "{broken}");
        }
    }
}
