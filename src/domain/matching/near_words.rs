//! Whether two words may be meant as one, and what that says.

use std::ops::Range;

use strsim::osa_distance;

use super::{
    lexicon::{Lexicon, WordId},
    party::hash,
    spelling::shape,
};

/// What it says at most that words are near each other.
const NEAR: f64 = 5.5;
/// The same where neither word is known.
const NEAR_UNKNOWN: f64 = 3.5;
/// What each letter says that a garbled word has kept, and what they say at most.
const KEPT: f64 = 0.6;
const GARBLED: f64 = 3.5;
/// Letters from which on a word may hold two typing errors.
const LONG: usize = 8;

pub(super) fn information_of_both(lexicon: &Lexicon, x: WordId, y: WordId) -> f64 {
    lexicon.information(x).min(lexicon.information(y))
}

/// Words in a row that are one word of the other name.
pub(super) struct Joint {
    /// Where they stand, and where it stands.
    pub(super) parts: Range<usize>,
    pub(super) whole: usize,
    /// What it says that they are the same.
    pub(super) says: f64,
    /// Whether no letter is another one.
    pub(super) is_exact: bool,
}

/// Words in a row that are one word of the other name, perhaps with an error.
pub(super) fn joins(lexicon: &Lexicon, split: &[WordId], whole: &[WordId]) -> Option<Joint> {
    for (j, one) in whole.iter().enumerate() {
        let text = lexicon.text(*one);
        for i in 0..split.len() {
            let (mut joined, mut says) = (String::new(), 0.0);
            for (place, id) in split[i..].iter().enumerate() {
                joined.push_str(lexicon.text(*id));
                says += lexicon.information(*id);
                if joined.len() > text.len() + 1 {
                    break;
                }
                let long = joined.len() >= LONG;
                let is_near = || {
                    joined == text
                        || long && osa_distance(&joined, text) == 1
                        || joined.len().abs_diff(text.len()) <= 1
                            && hash(Some(&shape(&joined))) == lexicon.shape_key(*one)
                };
                if place > 0 && is_near() {
                    return Some(Joint {
                        parts: i..i + place + 1,
                        whole: j,
                        says: says.min(lexicon.information(*one)) - 0.5,
                        is_exact: joined == text,
                    });
                }
            }
        }
    }
    None
}

/// What it says that one word is a typing error for the other, where it may be one.
pub(super) fn typed(lexicon: &Lexicon, x: WordId, y: WordId) -> Option<f64> {
    let (a, b) = (lexicon.text(x), lexicon.text(y));
    let (shorter, longer) = (a.len().min(b.len()), a.len().max(b.len()));
    if longer >= 4 && lexicon.shape_key(x) == lexicon.shape_key(y) && !lexicon.are_two_words(x, y) {
        return Some(information_of_both(lexicon, x, y).min(NEAR));
    }
    let edits = if shorter >= LONG { 2 } else { 1 };
    if longer < 4 || longer - shorter > edits || lexicon.are_two_words(x, y) {
        return None;
    }
    let both_unknown = !lexicon.is_known(x) && !lexicon.is_known(y);
    // Short words that nobody knows are near too many others.
    if shorter < 3 || both_unknown && longer < 5 {
        return None;
    }
    let apart = osa_distance(a, b);
    if apart > edits || both_unknown && apart > 1 {
        return None;
    }
    let known =
        information_of_both(lexicon, x, y).min(if both_unknown { NEAR_UNKNOWN } else { NEAR });
    let first = a.chars().next() != b.chars().next();
    // HENDRA and HENDRO, RAHMAT and RAHMAH are two persons more often than one.
    let last = both_unknown && shorter == longer && a.chars().next_back() != b.chars().next_back();
    let doubts = [first, last, apart > 1].map(f64::from);
    Some(known - doubts.iter().sum::<f64>())
}

/// What it says that one word may be the other after several errors.
pub(super) fn garbled(lexicon: &Lexicon, x: WordId, y: WordId) -> Option<f64> {
    let (a, b) = (lexicon.text(x), lexicon.text(y));
    let shorter = a.len().min(b.len());
    if lexicon.is_known(x) && lexicon.is_known(y) || shorter < 3 {
        return None;
    }
    let edits = (shorter / 3).max(1);
    let is_long = a.len().abs_diff(b.len()) > edits;
    let apart = if is_long {
        usize::MAX
    } else {
        osa_distance(a, b)
    };
    let near = apart <= edits;
    let cut = shorter >= 4 && (a.starts_with(b) || b.starts_with(a));
    let kept = f64::from(u8::try_from(shorter.saturating_sub(apart)).unwrap_or(u8::MAX));
    let says = if near {
        (kept * KEPT).min(GARBLED)
    } else {
        1.0
    };
    (near || cut).then(|| says.min(information_of_both(lexicon, x, y)))
}

/// The same for the usual way of shortening a word that many names have: `LOG` for LOGISTIK, which
/// is no name that was cut off.
pub(super) fn abbreviated(lexicon: &Lexicon, x: WordId, y: WordId) -> Option<f64> {
    let (short, long, whole) = by_length(lexicon, x, y);
    let is_usual = (3..=5).contains(&short.len())
        && !short.ends_with(is_vowel)
        && long.starts_with(short)
        && lexicon.is_known(whole);
    is_usual.then(|| shortened(lexicon, x, y)).flatten()
}

/// What it says that one word is short for the other: its beginning, or its consonants.
pub(super) fn shortened(lexicon: &Lexicon, x: WordId, y: WordId) -> Option<f64> {
    let (short, long, whole) = by_length(lexicon, x, y);
    if short.len() < 2 || long.len() < short.len() + 2 {
        return None;
    }
    // An abbreviation is cut before a vowel, and is short.
    let is_cut = short.len() <= 5 && !short.ends_with(is_vowel);
    let is_beginning =
        short.len() >= 3 && long.starts_with(short) && (is_cut || !lexicon.are_two_words(x, y));
    let bones: Vec<char> = long.chars().filter(|c| !is_vowel(*c)).collect();
    let mut rest = bones.iter();
    let is_bones = short.len() >= 3
        && !short.chars().any(is_vowel)
        && short.chars().next() == long.chars().next()
        && short.chars().next_back() == bones.last().copied()
        && short.chars().all(|c| rest.any(|bone| *bone == c));
    (is_beginning || is_bones).then(|| lexicon.information(whole).min(NEAR) - 1.0)
}

/// The shorter of two words, the longer one, and that one's number.
fn by_length(lexicon: &Lexicon, x: WordId, y: WordId) -> (&str, &str, WordId) {
    let (a, b) = (lexicon.text(x), lexicon.text(y));
    if a.len() < b.len() {
        (a, b, y)
    } else {
        (b, a, x)
    }
}

fn is_vowel(letter: char) -> bool {
    "AIUEO".contains(letter)
}
