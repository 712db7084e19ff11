//! Hashing passwords, away from the threads that answer requests.

use argon2::{
    Algorithm, Argon2, Params, PasswordHash, PasswordHasher, PasswordVerifier, Version,
    password_hash::SaltString,
};
use tokio::{sync::Semaphore, task::spawn_blocking};

use super::keys;

/// Each takes 19 MiB for a moment; a crowd at the door must not take all memory.
static TURNS: Semaphore = Semaphore::const_new(4);

/// What an unknown person's password is compared with, so that it takes as long as anybody's.
/// Nothing hashes to it.
const NOBODY: &str = "$argon2id$v=19$m=19456,t=2,p=1$bm9ib2R5IGhhcyBvbmUu$\
    c2FtZSBjb3N0IGZvciBldmVyeWJvZHkgd2hvIHRyaWU";

/// argon2id by the usual minimum for a server: 19 MiB, two passes, one lane.
fn argon2() -> Argon2<'static> {
    let params = Params::new(19_456, 2, 1, None).expect("these are allowed");
    Argon2::new(Algorithm::Argon2id, Version::V0x13, params)
}

/// The hash of a password with a fresh salt, in PHC form.
pub(super) async fn hash(password: &str) -> String {
    let password = password.to_owned();
    turn(move || {
        let salt = SaltString::encode_b64(&keys::random::<16>()).expect("16 bytes make a salt");
        let hash = argon2().hash_password(password.as_bytes(), &salt);
        hash.expect("a password of sound length can be hashed")
            .to_string()
    })
    .await
}

/// Whether a password is the one of that hash; without a hash it takes as long and is not.
pub(super) async fn verify(hash: Option<&str>, password: &str) -> bool {
    let known = hash.is_some();
    let (hash, password) = (hash.unwrap_or(NOBODY).to_owned(), password.to_owned());
    let right = turn(move || {
        let hash = PasswordHash::new(&hash).ok()?;
        argon2().verify_password(password.as_bytes(), &hash).ok()
    });
    right.await.is_some() && known
}

async fn turn<T: Send + 'static>(work: impl FnOnce() -> T + Send + 'static) -> T {
    let _turn = TURNS
        .acquire()
        .await
        .expect("nobody closes this static semaphore");
    spawn_blocking(work).await.expect("hashing does not panic")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn a_password_is_known_by_its_hash_alone() {
        let hash = hash("perahu lumut kaca senja").await;
        assert!(hash.starts_with("$argon2id$v=19$m=19456,t=2,p=1$"));
        assert!(verify(Some(&hash), "perahu lumut kaca senja").await);
        assert!(!verify(Some(&hash), "perahu lumut kaca senjA").await);
        assert!(!verify(None, "perahu lumut kaca senja").await);
    }

    #[test]
    fn nobody_costs_as_much_as_anybody() {
        let nobody = PasswordHash::new(NOBODY).expect("it is in PHC form");
        assert_eq!(nobody.hash.map(|hash| hash.len()), Some(32));
        let params = Params::try_from(&nobody).expect("they are complete");
        assert_eq!(
            (params.m_cost(), params.t_cost(), params.p_cost()),
            (19_456, 2, 1)
        );
    }
}
