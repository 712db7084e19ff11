//! Names so near each other that two employers may be one firm, which an officer should look at.
//!
//! A likeness is only ever suggested. Firms of different legal forms are different firms, and
//! wherever both have an identifier of one kind, it has told them apart already.

pub(crate) mod parts;
mod search;

use strsim::osa_distance;

use crate::{directory::Ids, names::Form};

pub use search::{Suggestion, suggestions};

/// How two names are near, the nearest first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Nearness {
    /// The same letters, spaces aside.
    Same,
    /// The same words in another order.
    Order,
    /// As a typing error would make it.
    Spelling,
}

/// What likeness is judged by.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Firm {
    /// The name as [`crate::names::match_name`] writes it.
    pub match_name: Box<str>,
    /// Its legal form; `None` where nobody knows, which may be any.
    pub form: Option<Form>,
    /// The kinds of identifiers it has.
    pub held: Held,
}

impl Firm {
    /// Whether form and identifiers leave open that both are one firm.
    ///
    /// Two that share an identifier are left to it: it joins them, or is reported as shared.
    #[must_use]
    pub fn may_be(&self, other: &Self) -> bool {
        let one_form = match (self.form, other.form) {
            (Some(a), Some(b)) => a == b,
            _ => true,
        };
        one_form && !self.held.meets(other.held)
    }
}

/// The kinds of identifiers that an employer has: NIB, tax number, BPJS code.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Held(u8);

impl Held {
    /// How many combinations there are.
    const KINDS: usize = 8;

    /// The kinds among these identifiers.
    #[must_use]
    pub fn of(ids: &Ids) -> Self {
        let bit = |has: bool, bit: u8| if has { bit } else { 0 };
        Self(bit(ids.nib.is_some(), 1) | bit(ids.npwp.is_some(), 2) | bit(ids.code.is_some(), 4))
    }

    /// Whether both have an identifier of one kind.
    #[must_use]
    pub fn meets(self, other: Self) -> bool {
        self.0 & other.0 != 0
    }
}

/// How near two match names are, if they are. `is_word` tells the words that stand in several other
/// names: where one such word is instead of another, that is no typing error.
///
/// Numbers, Roman ones too, must be the same: they tell branches of one group apart. Names of fewer
/// than 6 letters are near only when they are the same.
///
/// ```
/// use patuh_domain::alike::{Nearness, near};
///
/// let rare = |_: &str| false;
/// assert_eq!(near("CONTOH SENTOSA", "CONTOH SENTOSO", rare), Some(Nearness::Spelling));
/// assert_eq!(near("CONTOH SENTOSA", "SENTOSA CONTOH", rare), Some(Nearness::Order));
/// assert_eq!(near("CONTOH SENTOSA 1", "CONTOH SENTOSA 2", rare), None);
/// let common = |word: &str| matches!(word, "JAYA" | "RAYA");
/// assert_eq!(near("CONTOH JAYA", "CONTOH RAYA", common), None);
/// ```
#[must_use]
pub fn near(a: &str, b: &str, is_word: impl Fn(&str) -> bool) -> Option<Nearness> {
    if a.is_empty() || b.is_empty() {
        return None;
    }
    if letters(a).eq(letters(b)) {
        return Some(Nearness::Same);
    }
    let edits = parts::most_edits(letters(a).count().min(letters(b).count()));
    if edits == 0 {
        return None;
    }
    let (mine, others): (Vec<&str>, Vec<&str>) = (a.split(' ').collect(), b.split(' ').collect());
    // Distances take longest, and that of whole names longer than those of words.
    let nearness = if are_misspelt((&mine, &others), is_word)
        && are_within(edits, &squeezed(a), &squeezed(b))
    {
        Nearness::Spelling
    } else if sorted(mine) == sorted(others) {
        Nearness::Order
    } else {
        return None;
    };
    (numbers(a) == numbers(b)).then_some(nearness)
}

/// The letters of a match name, without its spaces.
fn letters(name: &str) -> impl Iterator<Item = char> {
    name.chars().filter(|c| *c != ' ')
}

fn squeezed(name: &str) -> String {
    letters(name).collect()
}

fn sorted(mut words: Vec<&str>) -> Vec<&str> {
    words.sort_unstable();
    words
}

/// The numbers in a name, sorted: runs of digits, and words of I, V and X alone.
fn numbers(name: &str) -> Vec<&str> {
    let digits = name.split(|c: char| !c.is_ascii_digit());
    let roman = name
        .split(' ')
        .filter(|word| word.chars().all(|c| "IVX".contains(c)));
    let mut found: Vec<&str> = digits.chain(roman).filter(|n| !n.is_empty()).collect();
    found.sort_unstable();
    found
}

/// Whether the words in which two names differ may each be meant as the other's.
fn are_misspelt((mine, others): (&[&str], &[&str]), is_word: impl Fn(&str) -> bool) -> bool {
    if mine.len() == others.len() {
        let mut pairs = mine.iter().zip(others).filter(|(x, y)| x != y);
        return pairs.all(|(x, y)| is_misspelt(x, y) && !(is_word(x) && is_word(y)));
    }
    // A space too many or too few, unless one name has just a short word more.
    let adds = |x: &[&str], y: &[&str]| x.iter().any(|word| !y.contains(word));
    adds(mine, others) && adds(others, mine)
}

/// Whether one word may be meant as the other. Up to three letters are initials, not words.
fn is_misspelt(x: &str, y: &str) -> bool {
    let (x_len, y_len) = (x.chars().count(), y.chars().count());
    let edits = if x_len.min(y_len) >= 8 { 2 } else { 1 };
    x_len.max(y_len) >= 4 && x_len.abs_diff(y_len) <= edits && are_within(edits, x, y)
}

/// Whether so many edits, one at least, make one text the other. Most texts that are asked about
/// differ all over, and what they share at both ends tells that without a table of distances.
fn are_within(edits: usize, x: &str, y: &str) -> bool {
    let shared = |pairs: &mut dyn Iterator<Item = (char, char)>| -> usize {
        let same = pairs.take_while(|(a, b)| a == b);
        same.map(|(a, _)| a.len_utf8()).sum()
    };
    let first = shared(&mut x.chars().zip(y.chars()));
    let (x, y) = (&x[first..], &y[first..]);
    let last = shared(&mut x.chars().rev().zip(y.chars().rev()));
    let (x, y) = (&x[..x.len() - last], &y[..y.len() - last]);
    let longer = x.chars().count().max(y.chars().count());
    // One edit leaves a letter, or two that are swapped.
    longer <= edits || (edits > 1 || longer == 2) && osa_distance(x, y) <= edits
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn rare(_: &str) -> bool {
        false
    }

    #[test]
    fn a_typing_error_is_near_and_another_word_is_not() {
        for (a, b, nearness) in [
            ("CONTOH", "CONTOH", Some(Nearness::Same)),
            ("ABC", "A B C", Some(Nearness::Same)),
            ("SUMBER JAYA", "SUMBERJAYA", Some(Nearness::Same)),
            (
                "ANDAI BERSAMA JAYA",
                "JAYA ANDAI BERSAMA",
                Some(Nearness::Order),
            ),
            (
                "CONTOH SENTOSA",
                "CONTOH SENTOSAA",
                Some(Nearness::Spelling),
            ),
            ("CONTOH SENTOSA", "CONTOH SETNOSA", Some(Nearness::Spelling)),
            ("CONTOH SENTOSA", "COTOH SENTOSA", Some(Nearness::Spelling)),
            ("SUMBER REKAAN", "SUMBEREKAAN", Some(Nearness::Spelling)),
            (
                "REKAAN SENTOSA II",
                "REKAN SENTOSA II",
                Some(Nearness::Spelling),
            ),
            // Two errors are one too many for a short name or word.
            ("KARYA REKAAN", "KARIA REKAN", None),
            (
                "KARYA REKAAN MANDIRI",
                "KARIA REKAN MANDIRI",
                Some(Nearness::Spelling),
            ),
            ("KHAYAL SURYA ABADI", "KHAYAL SATYA ABADI", None),
            (
                "UMPAMA RAYA PERMATASARI",
                "UMPAMA RAYA PERMTASRI",
                Some(Nearness::Spelling),
            ),
            // Branches, initials, a word more.
            ("CONTOH SENTOSA II", "CONTOH SENTOSA III", None),
            ("CONTOH SENTOSA VII", "CONTOH SENTOSA VIII", None),
            ("CONTOH SENTOSA", "CONTOH SENTOSA 2", None),
            ("CONTOH SENTOSA 2024", "CONTOH SENTOSA 2025", None),
            ("CONTOH SENTOSA2", "CONTOH SENTOSA3", None),
            ("CONTOH SENTOSA A", "CONTOH SENTOSA B", None),
            ("CONTOH SBM", "CONTOH SMB", None),
            ("CONTOH AB JAYA", "CONTOH JAYA", None),
            // Too short to tell.
            ("ANDA", "ANDI", None),
            ("AB CD", "CD AB", None),
            ("", "", None),
            ("CONTOH", "MISAL", None),
        ] {
            assert_eq!(near(a, b, rare), nearness, "{a} / {b}");
        }
    }

    #[test]
    fn a_common_word_instead_of_another_is_no_typing_error() {
        let common = |word: &str| matches!(word, "JAYA" | "RAYA" | "CONTOH");
        assert_eq!(near("CONTOH JAYA", "CONTOH RAYA", common), None);
        assert_eq!(
            near("CONTOH JAYA", "CONTOH JAYO", common),
            Some(Nearness::Spelling)
        );
    }

    #[test]
    fn form_and_identifiers_tell_firms_apart() {
        let firm = |form, held| Firm {
            match_name: "CONTOH".into(),
            form,
            held: Held(held),
        };
        let pt = firm(Some(Form::Pt), 0b001);
        assert!(pt.may_be(&firm(Some(Form::Pt), 0b110)));
        assert!(pt.may_be(&firm(None, 0)));
        assert!(!pt.may_be(&firm(Some(Form::Cv), 0)));
        assert!(!pt.may_be(&firm(None, 0b011)));
    }

    proptest! {
        #[test]
        fn nearness_goes_both_ways(a in "[ABIX1]{1,5}( [ABIX1]{1,9}){0,3}", b in "[ABIX1]{1,5}( [ABIX1]{1,9}){0,3}") {
            let is_word = |word: &str| word.len().is_multiple_of(2);
            prop_assert_eq!(near(&a, &b, is_word), near(&b, &a, is_word));
        }

        #[test]
        fn what_texts_share_at_their_ends_makes_no_difference(a in "[ABCÉ]{0,7}", b in "[ABCÉ]{0,7}") {
            for edits in 1..=2 {
                prop_assert_eq!(are_within(edits, &a, &b), osa_distance(&a, &b) <= edits);
            }
        }

        #[test]
        fn a_name_is_near_itself(name in "[\\p{Lu}0-9]{1,9}( [\\p{Lu}0-9]{1,9}){0,5}") {
            prop_assert_eq!(near(&name, &name, |_| true), Some(Nearness::Same));
        }
    }
}
