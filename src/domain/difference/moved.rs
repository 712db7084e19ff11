//! When two addresses are two places, and when they are one place written twice.

use crate::regions;

/// Where a firm is.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Place {
    /// Street and number, as written.
    pub address: Option<String>,
    /// Kelurahan, as written.
    pub kelurahan: Option<String>,
}

/// Words of an address that say nothing about which one it is.
const FILLERS: [&str; 13] = [
    "jl",
    "jln",
    "jalan",
    "no",
    "nomor",
    "rt",
    "rw",
    "kel",
    "kelurahan",
    "kec",
    "kecamatan",
    "bontang",
    "kota",
];
/// Letters of a word that a typing error may change.
const TYPING_ERRORS: usize = 2;
/// Letters that a word has at least to have been mistyped.
const LONG: usize = 5;

/// Whether a firm is somewhere else: in another kelurahan, or at an address that is no other
/// spelling of the same. What was not known before, or is not known now, is no move.
///
/// ```
/// use patuh_domain::difference::{Place, has_moved};
///
/// let at = |address: &str| Place { address: Some(address.to_owned()), kelurahan: None };
/// assert!(!has_moved(&at("Jl. Melati No. 5"), &at("JALAN MELATI 5, RT 3")));
/// assert!(has_moved(&at("Jl. Melati No. 5"), &at("Jl. Melati No. 8")));
/// ```
#[must_use]
pub fn has_moved(from: &Place, to: &Place) -> bool {
    let known = |one: &Option<String>, other: &Option<String>| {
        let words = |text: &Option<String>| text.clone().filter(|text| !text.trim().is_empty());
        words(one).zip(words(other))
    };
    let elsewhere = known(&from.kelurahan, &to.kelurahan)
        .is_some_and(|(one, other)| kelurahan(&one) != kelurahan(&other));
    let address = known(&from.address, &to.address);
    elsewhere || address.is_some_and(|(one, other)| !is_same(&one, &other))
}

/// What kelurahan are compared by.
fn kelurahan(written: &str) -> String {
    regions::kelurahan(written)
        .map_or_else(|| pieces(written).concat(), |known| known.code.to_owned())
}

/// The words and numbers of an address, without those that say nothing.
fn pieces(written: &str) -> Vec<String> {
    let small = written.to_lowercase();
    let all = small.split(|c: char| !c.is_alphanumeric());
    all.filter(|piece| !piece.is_empty() && !FILLERS.contains(piece))
        .map(|piece| match piece.trim_start_matches('0') {
            "" => "0".to_owned(),
            rest => rest.to_owned(),
        })
        .collect()
}

/// Whether one of two addresses says nothing that the other doesn't, but for typing errors in long
/// words.
fn is_same(one: &str, other: &str) -> bool {
    let (one, other) = (pieces(one), pieces(other));
    is_within(&one, &other) || is_within(&other, &one)
}

fn is_within(short: &[String], full: &[String]) -> bool {
    let is_number = |piece: &str| piece.chars().any(|c| c.is_ascii_digit());
    let like = |one: &str, other: &str| {
        let long = one.chars().count() >= LONG && !is_number(one) && !is_number(other);
        one == other || long && strsim::levenshtein(one, other) <= TYPING_ERRORS
    };
    let mut all = short.iter();
    all.all(|piece| full.iter().any(|other| like(piece, other)))
}
