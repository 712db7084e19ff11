//! Searching by the beginnings of words and numbers.

use std::iter;

/// The longest number that is told apart: an NPWP has 16 digits, a NITKU 22 of which the last six
/// are a branch.
const DIGITS: usize = 18;

/// One part of a search, every one of which must be found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Term {
    /// The beginning of a word, in capitals.
    Word(String),
    /// Digits that were grouped by points or dashes.
    Number(String),
    /// Bare digits: a number, or a word of a name such as "Toko 88".
    Either(String),
}

/// The parts of a search.
#[must_use]
pub fn terms_of(search: &str) -> Vec<Term> {
    if !search.chars().any(char::is_alphabetic) {
        // A number may be typed in groups: `31.234.567.8-901.000`, `9120 0000 00001`.
        let digits: String = search.chars().filter(char::is_ascii_digit).collect();
        return match search.trim().chars().all(|c| c.is_ascii_digit()) {
            _ if digits.is_empty() => Vec::new(),
            true => vec![Term::Either(digits)],
            false => vec![Term::Number(digits)],
        };
    }
    let mut terms = Vec::new();
    for part in search.split_whitespace() {
        if part.chars().all(is_digit_or_point) && part.chars().any(|c| c.is_ascii_digit()) {
            let digits: String = part.chars().filter(char::is_ascii_digit).collect();
            let bare = digits.len() == part.len();
            terms.push(if bare {
                Term::Either(digits)
            } else {
                Term::Number(digits)
            });
        } else {
            terms.extend(words_of(part).map(Term::Word));
        }
    }
    terms
}

/// Whether a sign may stand in a number that is written in groups.
#[must_use]
pub const fn is_digit_or_point(c: char) -> bool {
    c.is_ascii_digit() || matches!(c, '.' | '-' | '/')
}

/// The words of a text, in capitals.
fn words_of(text: &str) -> impl Iterator<Item = String> {
    parts_of(text).map(str::to_uppercase)
}

/// The words of a text as written.
pub fn parts_of(text: &str) -> impl Iterator<Item = &str> {
    text.split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty())
}

/// The digits of a number up to the first sign that hides some.
fn shown_digits(number: &str) -> String {
    let shown = number.split(|c: char| !is_digit_or_point(c)).next();
    let digits = shown.unwrap_or_default().chars();
    digits.filter(char::is_ascii_digit).take(DIGITS).collect()
}

/// Whether every part of a search begins a word of the name or a number.
///
/// ```
/// use patuh_domain::search::{finds, terms_of};
///
/// let finds = |search| finds(&terms_of(search), "PT Misal Jaya", &["9120000000001", "00000012"]);
/// assert!(finds("mis ja") && finds("9120 0000") && finds("12") && finds(""));
/// assert!(!finds("isal") && !finds("misal 8120"));
/// ```
#[must_use]
pub fn finds(terms: &[Term], name: &str, numbers: &[&str]) -> bool {
    let word = |typed: &str| words_of(name).any(|word| word.starts_with(typed));
    let number = |typed: &str| {
        let typed = &typed[..typed.len().min(DIGITS)];
        numbers.iter().any(|number| {
            let digits = shown_digits(number);
            let bare = digits.trim_start_matches('0');
            iter::once(digits.as_str())
                .chain((!bare.is_empty()).then_some(bare))
                .any(|digits| digits.starts_with(typed))
        })
    };
    terms.iter().all(|term| match term {
        Term::Word(typed) => word(typed),
        Term::Number(digits) => number(digits),
        Term::Either(digits) => word(digits) || number(digits),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_firm_is_found_as_the_list_finds_it() {
        let firm = |search| {
            let numbers = ["31.234.567.8-901.000", "647401******0007", "00000120"];
            finds(&terms_of(search), "Toko Misal-Misal 88", &numbers)
        };
        for search in [
            "misal-misal",
            "TOKO mi",
            "88",
            "31.234",
            "312345678901000",
            "647401",
            "120",
        ] {
            assert!(firm(search), "{search}");
        }
        for search in ["isal", "0007", "toko jaya", "3123456789010001"] {
            assert!(!firm(search), "{search}");
        }
    }
}
