//! One spelling for all the ways in which a firm's name is written.

use std::{collections::HashMap, sync::LazyLock};

use super::vocabulary::{NUMBERS, WRITTEN_OUT};
use crate::names::{Form, form_of, match_name, words_of};

/// A firm's legal form, and the words of its name that remain.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Spelt {
    /// `None` where nobody knows.
    pub(super) form: Option<Form>,
    /// In upper case, abbreviations written out, numbers as digits, in their order.
    pub(super) words: Vec<String>,
}

impl Spelt {
    /// Reads a name, and what a register's own column says of the form.
    pub(super) fn of(name: &str, bentuk: Option<&str>) -> Self {
        let written = written_out(words_of(name)).join(" ");
        let form = form_of(&written, bentuk);
        let bare = match_name(&written);
        Self {
            form,
            words: with_digits(bare.split(' ').filter(|word| !word.is_empty())),
        }
    }
}

/// An abbreviation's words, and what they stand for.
type Expansion = (Vec<&'static str>, &'static str);

/// What abbreviations stand for, by their first word; longer runs first.
static EXPANSIONS: LazyLock<HashMap<&str, Vec<Expansion>>> = LazyLock::new(|| {
    let mut by_first: HashMap<&str, Vec<Expansion>> = HashMap::new();
    for (short, long) in WRITTEN_OUT {
        let run: Vec<&str> = short.split(' ').collect();
        by_first.entry(run[0]).or_default().push((run, long));
    }
    for runs in by_first.values_mut() {
        runs.sort_by_key(|(run, _)| std::cmp::Reverse(run.len()));
    }
    by_first
});

/// Words with single letters joined ("R S" is "RS") and abbreviations written out.
fn written_out(words: Vec<String>) -> Vec<String> {
    let words = joined_letters(words);
    let mut out = Vec::with_capacity(words.len());
    let mut rest = words.as_slice();
    while let [first, others @ ..] = rest {
        let runs = EXPANSIONS.get(first.as_str()).into_iter().flatten();
        let mut fitting =
            runs.filter(|(run, _)| rest.len() >= run.len() && rest[..run.len()] == run[..]);
        if let Some((run, long)) = fitting.next() {
            out.extend(long.split(' ').map(str::to_owned));
            rest = &rest[run.len()..];
        } else {
            out.push(first.clone());
            rest = others;
        }
    }
    out
}

/// Two and more single letters in a row are one word: initials, however they are spaced.
fn joined_letters(words: Vec<String>) -> Vec<String> {
    let is_letter = |word: &String| word.len() == 1 && word.as_bytes()[0].is_ascii_alphabetic();
    let mut out: Vec<String> = Vec::with_capacity(words.len());
    let mut letters = 0;
    for word in words {
        if is_letter(&word) && letters > 0 {
            out.last_mut()
                .expect("a letter went before")
                .push_str(&word);
            letters += 1;
        } else {
            letters = usize::from(is_letter(&word));
            out.push(word);
        }
    }
    out
}

/// Words with numbers as digits: "II" and "DUA" are 2, "02" too, and "JAYA2" is two words.
fn with_digits<'a>(words: impl Iterator<Item = &'a str>) -> Vec<String> {
    let words: Vec<&str> = words.collect();
    let last = words.len().saturating_sub(1);
    let mut out = Vec::with_capacity(words.len());
    for (place, word) in words.iter().enumerate() {
        if let Some(number) = number_of(word, place > 0 && place == last) {
            out.push(number.to_string());
            continue;
        }
        let mut rest = *word;
        while let Some(first) = rest.chars().next() {
            let digit = first.is_ascii_digit();
            let end = rest
                .find(|c: char| c.is_ascii_digit() != digit)
                .unwrap_or(rest.len());
            let part = &rest[..end];
            let bare = part.trim_start_matches('0');
            out.push(
                if digit && !bare.is_empty() {
                    bare
                } else {
                    part
                }
                .to_owned(),
            );
            rest = &rest[end..];
        }
    }
    out
}

fn number_of(word: &str, at_the_end: bool) -> Option<usize> {
    let found = NUMBERS.iter().position(|names| names.contains(&word))?;
    (word.len() > 1 || at_the_end).then_some(found + 1)
}

/// A word as it sounds: old and new spelling, doubled letters and foreign ones are one.
///
/// `SOERYADJAJA` and `SURYAJAYA`, `FIRMANSJAH` and `FIRMANSYAH` are equal.
pub(super) fn sound(word: &str) -> String {
    let mut text = word.to_owned();
    for (old, new) in [
        ("OE", "U"),
        ("DJ", "J"),
        ("TJ", "C"),
        ("SJ", "SY"),
        ("NJ", "NY"),
        ("CH", "H"),
        ("KH", "H"),
        ("DH", "D"),
        ("TH", "T"),
        ("BH", "B"),
        ("PH", "F"),
        ("SH", "SY"),
        ("AU", "O"),
        ("Q", "K"),
        ("V", "F"),
        ("Z", "S"),
        ("X", "KS"),
        ("CK", "K"),
        ("SY", "S"),
        ("UW", "W"),
        ("IY", "I"),
        ("Y", "I"),
        ("IE", "I"),
        ("J", "I"),
    ] {
        if text.contains(old) {
            text = text.replace(old, new);
        }
    }
    let mut out = String::with_capacity(text.len());
    for letter in text.chars() {
        if !out.ends_with(letter) {
            out.push(letter);
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn spelt(name: &str) -> String {
        let spelt = Spelt::of(name, None);
        let form = spelt.form.map_or("?", Form::code);
        format!("{form} {}", spelt.words.join(" "))
    }

    #[test]
    fn one_firm_is_spelt_in_one_way() {
        for (name, other) in [
            ("KOPKAR MAJU", "Koperasi Karyawan Maju"),
            ("KSP Maju", "Kop. Simpan Pinjam MAJU"),
            ("RS Contoh", "R.S. CONTOH"),
            ("RS Contoh", "Rumah Sakit Contoh"),
            ("TB Contoh", "Toko Bangunan Contoh"),
            ("PDAM Contoh", "Perusahaan Daerah Air Minum Contoh"),
            ("PT Contoh II", "Contoh 2, PT"),
            ("CV Dua Putra", "CV. 2 Putra"),
            ("CV Contoh Kaltim", "CV CONTOH KALIMANTAN TIMUR"),
            ("PT Contoh Intl", "PT Contoh International (Persero) Tbk."),
            ("CV A.B.C", "CV A B C"),
            ("CV ABC", "CV A.B.C."),
            ("Ponpes Contoh", "Pondok Pesantren Contoh"),
            ("Apotik Contoh", "APOTEK CONTOH"),
        ] {
            assert_eq!(spelt(name), spelt(other), "{name} / {other}");
        }
        assert_eq!(spelt("PT Contoh 02"), "PT CONTOH 2");
        assert_eq!(spelt("PT I Contoh"), "PT I CONTOH");
        assert_eq!(spelt("PT Contoh X"), "PT CONTOH 10");
        assert_eq!(spelt("CONTOH88"), "? CONTOH 88");
    }

    #[test]
    fn old_and_new_spelling_sound_alike() {
        for (old, new) in [
            ("SOERYADJAJA", "SURYAJAYA"),
            ("FIRMANSJAH", "FIRMANSYAH"),
            ("TJIPTA", "CIPTA"),
            ("ACHMAD", "AHMAD"),
            ("SYARIF", "SJARIEF"),
            ("NOVA", "NOFA"),
            ("SENTAUSA", "SENTOSA"),
            ("BAROKKAH", "BAROKAH"),
            ("DHARMA", "DARMA"),
        ] {
            assert_eq!(sound(old), sound(new), "{old} / {new}");
        }
        assert_ne!(sound("JAYA"), sound("RAYA"));
        assert_ne!(sound("BINA"), sound("DINA"));
        assert_ne!(sound("RAHMAT"), sound("RAHMAH"));
    }
}
