//! Signing a proof of delivery so that anybody can check it without asking us, and checking one.
//!
//! Two signatures of one Ed25519 key. The first is of a statement that names the evidence by its
//! SHA-256, and each part of it; both lie in the file as attachments. The second is of the whole
//! file, read with noughts in the signature's own place in the document's keywords. So what a
//! person sees can't differ from what was signed, and where it does, the parts tell which one.

use std::fmt;

use ring::signature::{ED25519, Ed25519KeyPair, KeyPair, UnparsedPublicKey};
use serde::{Deserialize, Serialize};
use serde_json::Value;
use sha2::{Digest, Sha256};

use crate::domain::proof::{Evidence, FORMAT};

/// Stands before the signature in the document's keywords.
const MARK: &[u8] = b"patuh-proof-signature:";
/// Hexadecimal digits of a signature.
const DIGITS: usize = 128;
/// What is signed begins with this, so that no other signature of the key can pass for one.
const STATEMENT: &str = "patuh-proof-statement-1\n";
const FILE: &str = "patuh-proof-file-1\n";

/// The key that proofs are signed with.
pub struct SealKey {
    pair: Ed25519KeyPair,
}

impl fmt::Debug for SealKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "SealKey({})", self.public())
    }
}

/// A public key, written as 64 hexadecimal digits.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PublicKey(String);

impl fmt::Display for PublicKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl PublicKey {
    /// Reads a key as it is written; `None` where the text is none.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let text = text.trim().to_ascii_lowercase();
        hex::decode(&text)
            .is_ok_and(|key| key.len() == 32)
            .then_some(Self(text))
    }

    /// What people compare: the beginning of the key's SHA-256 in groups of four digits.
    #[must_use]
    pub fn fingerprint(&self) -> String {
        let digest = hex::encode_upper(Sha256::digest(&self.0));
        let groups: Vec<&str> = (0..10)
            .filter_map(|n| digest.get(n * 4..n * 4 + 4))
            .collect();
        groups.join(" ")
    }

    fn verifies(&self, message: &[u8], signature: &str) -> bool {
        let (Ok(key), Ok(signature)) = (hex::decode(&self.0), hex::decode(signature)) else {
            return false;
        };
        let key = UnparsedPublicKey::new(&ED25519, key);
        key.verify(message, &signature).is_ok()
    }
}

impl SealKey {
    /// The key of a secret.
    ///
    /// # Panics
    /// Never: every 32 bytes are the secret of a key.
    #[must_use]
    pub fn of(secret: &[u8; 32]) -> Self {
        let pair = Ed25519KeyPair::from_seed_unchecked(secret);
        Self {
            pair: pair.expect("every 32 bytes are a secret"),
        }
    }

    /// What others check with.
    #[must_use]
    pub fn public(&self) -> PublicKey {
        PublicKey(hex::encode(self.pair.public_key()))
    }

    fn sign(&self, message: &[u8]) -> String {
        hex::encode(self.pair.sign(message))
    }

    /// The statement about some evidence with its signature, as the attachment holds it.
    pub(super) fn state(&self, evidence: &str) -> String {
        let statement = Statement {
            format: FORMAT.to_owned(),
            public_key: self.public().0,
            evidence_sha256: print(evidence.as_bytes()),
            parts: parts(evidence).unwrap_or_default(),
        };
        let statement = serde_json::to_string(&statement).expect("texts are plain data");
        let signature = self.sign(format!("{STATEMENT}{statement}").as_bytes());
        let signed = Signed {
            statement,
            signature,
        };
        serde_json::to_string_pretty(&signed).expect("texts are plain data")
    }

    /// Puts the signature of the whole file into its place.
    pub(super) fn seal(&self, mut file: Vec<u8>) -> Option<Vec<u8>> {
        let places = places(&file);
        if places.is_empty() || !places.iter().all(|at| file[*at..*at + DIGITS] == NOUGHTS) {
            return None;
        }
        let signature = self.sign(format!("{FILE}{}", print(&file)).as_bytes());
        for at in places {
            file[at..at + DIGITS].copy_from_slice(signature.as_bytes());
        }
        Some(file)
    }
}

const NOUGHTS: [u8; DIGITS] = [b'0'; DIGITS];

/// The keyword that the signature's place is in.
pub(super) fn keyword() -> String {
    let noughts = "0".repeat(DIGITS);
    format!("{}{noughts}", String::from_utf8_lossy(MARK))
}

/// Where signatures stand in a file.
fn places(file: &[u8]) -> Vec<usize> {
    let marks = file.windows(MARK.len()).enumerate();
    marks
        .filter(|(_, window)| *window == MARK)
        .map(|(at, _)| at + MARK.len())
        .filter(|at| at + DIGITS <= file.len())
        .collect()
}

fn print(bytes: &[u8]) -> String {
    hex::encode(Sha256::digest(bytes))
}

/// The parts of some evidence by name, each with its SHA-256.
fn parts(evidence: &str) -> Option<Vec<(String, String)>> {
    let mut head: Value = serde_json::from_str(evidence).ok()?;
    let mails = head.get_mut("mails")?.take();
    let mut parts = vec![(
        "kepala dokumen".to_owned(),
        print(head.to_string().as_bytes()),
    )];
    for (n, mail) in (1..).zip(mails.as_array()?) {
        let id = mail.get("id").and_then(Value::as_str).unwrap_or_default();
        parts.push((
            format!("pos-el {n} ({id})"),
            print(mail.to_string().as_bytes()),
        ));
    }
    Some(parts)
}

#[derive(Debug, Serialize, Deserialize)]
struct Statement {
    format: String,
    public_key: String,
    evidence_sha256: String,
    parts: Vec<(String, String)>,
}

#[derive(Debug, Serialize, Deserialize)]
struct Signed {
    statement: String,
    signature: String,
}

/// What is wrong with a proof.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ProofFault {
    /// The signed statement itself was altered.
    Statement,
    /// These parts of the evidence were altered, added or taken away.
    Evidence(Vec<String>),
    /// Pages or other bytes of the file were altered; the evidence in it is as it was signed.
    Pages,
}

/// What a check of a proof found.
#[derive(Debug, Clone)]
pub struct ProofCheck {
    /// The key that the file names as its signer's.
    pub key: PublicKey,
    /// What the file says; `None` where that can't be read.
    pub evidence: Option<Evidence>,
    /// Everything wrong; nothing for a file that is as it was signed.
    pub faults: Vec<ProofFault>,
}

/// Checks a file; `None` where it is no proof of delivery at all.
#[must_use]
pub fn check_proof(file: &[u8]) -> Option<ProofCheck> {
    let places = places(file);
    let attached = super::attached::attachments(file);
    let find = |name: &str| {
        let found = attached.iter().find(|(known, _)| known == name);
        found.map(|(_, bytes)| String::from_utf8_lossy(bytes).into_owned())
    };
    let signed = find(super::proof::SIGNATURE);
    let signed = signed.and_then(|text| serde_json::from_str::<Signed>(&text).ok());
    let statement = signed
        .as_ref()
        .and_then(|signed| serde_json::from_str::<Statement>(&signed.statement).ok());
    let key = statement
        .as_ref()
        .and_then(|s| PublicKey::parse(&s.public_key));
    let (Some(signed), Some(statement), Some(key)) = (signed, statement, key) else {
        // Something of a proof is there, but not enough to name its signer.
        return (!places.is_empty()).then(|| ProofCheck {
            key: PublicKey(String::new()),
            evidence: None,
            faults: vec![ProofFault::Statement],
        });
    };
    let mut faults = Vec::new();
    if !key.verifies(
        format!("{STATEMENT}{}", signed.statement).as_bytes(),
        &signed.signature,
    ) {
        faults.push(ProofFault::Statement);
    }
    let evidence = find(super::proof::EVIDENCE);
    let text = evidence.unwrap_or_default();
    if print(text.as_bytes()) != statement.evidence_sha256 {
        faults.push(ProofFault::Evidence(differing(&statement.parts, &text)));
    }
    if faults.is_empty() && !is_sealed(file, &places, &key) {
        faults.push(ProofFault::Pages);
    }
    Some(ProofCheck {
        key,
        evidence: serde_json::from_str(&text).ok(),
        faults,
    })
}

/// Whether the signature of the whole file is right.
fn is_sealed(file: &[u8], places: &[usize], key: &PublicKey) -> bool {
    let Some(first) = places.first() else {
        return false;
    };
    let signature = &file[*first..*first + DIGITS];
    let mut blank = file.to_vec();
    for at in places {
        if file[*at..*at + DIGITS] != *signature {
            return false;
        }
        blank[*at..*at + DIGITS].copy_from_slice(&NOUGHTS);
    }
    let signature = String::from_utf8_lossy(signature);
    key.verifies(format!("{FILE}{}", print(&blank)).as_bytes(), &signature)
}

/// The names of parts that are not as they were signed.
fn differing(signed: &[(String, String)], evidence: &str) -> Vec<String> {
    let Some(found) = parts(evidence) else {
        return vec!["seluruh lampiran bukti (tidak terbaca)".to_owned()];
    };
    let lacks = |part: &&(String, String), others: &[(String, String)]| !others.contains(part);
    let gone = signed.iter().filter(|part| lacks(part, &found));
    let new = found.iter().filter(|part| lacks(part, signed));
    let mut names: Vec<String> = gone.chain(new).map(|(name, _)| name.clone()).collect();
    names.sort();
    names.dedup();
    if names.is_empty() {
        names.push("susunan lampiran bukti".to_owned());
    }
    names
}

/// What a check names when one evidence was signed and another one is attached.
#[cfg(test)]
pub(super) fn differing_between(signed: &str, attached: &str) -> Vec<String> {
    differing(&parts(signed).unwrap_or_default(), attached)
}
