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
        let name = with_shop(&with_spaces(name), bentuk);
        let mut written = written_out(words_of(&name));
        form_first(&mut written);
        let written = written.join(" ");
        let form = form_of(&written, bentuk);
        let bare = match_name(&written);
        let mut words = with_digits(bare.split(' ').filter(|word| !word.is_empty()));
        drop_own_initials(&mut words);
        Self { form, words }
    }
}

/// An abbreviation's words, and what they stand for.
type Expansion = (Vec<&'static str>, &'static str);

/// A name with a space wherever a capital follows two letters, the last of them a small one:
/// `AndaiKhayal` is two words, `kHayal` is one.
fn with_spaces(name: &str) -> String {
    let mut spaced = String::with_capacity(name.len() + 4);
    let (mut earlier, mut before) = (' ', ' ');
    for letter in name.chars() {
        if earlier.is_alphabetic() && before.is_lowercase() && letter.is_uppercase() {
            spaced.push(' ');
        }
        spaced.push(letter);
        (earlier, before) = (before, letter);
    }
    spaced
}

/// A name with "Tk." written out where it is a shop's: with a point, or where the form says so;
/// else "TK" is a kindergarten.
fn with_shop(name: &str, bentuk: Option<&str>) -> String {
    let upper = name.trim().to_uppercase();
    let is_trader = bentuk.is_some_and(|form| form.to_uppercase().contains("DAGANG"));
    if let Some(rest) = upper.strip_prefix("TK.") {
        return format!("TOKO {rest}");
    }
    if let Some(rest) = upper.strip_prefix("TK ").filter(|_| is_trader) {
        return format!("TOKO {rest}");
    }
    match upper.strip_suffix("TK.") {
        Some(rest) if rest.ends_with([' ', ',', '-']) => format!("TOKO {rest}"),
        _ => name.to_owned(),
    }
}

/// Cooperatives and foundations say so anywhere in their names; it is put first, unless the firm
/// begins with a form.
fn form_first(words: &mut [String]) {
    let says = |word: &String| matches!(word.as_str(), "KOPERASI" | "YAYASAN");
    let begins = words
        .first()
        .is_some_and(|word| matches!(word.as_str(), "PT" | "CV" | "UD"));
    if let Some(place) = words.iter().position(says).filter(|_| !begins) {
        let kind = |word: &String| {
            matches!(
                word.as_str(),
                "KARYAWAN" | "PEGAWAI" | "SIMPAN" | "PINJAM" | "SERBA" | "USAHA"
            )
        };
        if words[place + 1..].iter().all(kind) {
            words.rotate_left(place);
        } else {
            words[..=place].rotate_right(1);
        }
    }
}

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

/// Letters from which on a word that sounds like an abbreviated one is that one.
const AUDIBLE: usize = 6;

/// What single words stand for, by their sound: `BAROCAH` is `BAROKAH`.
static SOUNDS: LazyLock<HashMap<String, &str>> = LazyLock::new(|| {
    let words = WRITTEN_OUT
        .iter()
        .filter(|(short, _)| short.len() >= AUDIBLE && !short.contains(' '));
    words.map(|(short, long)| (sound(short), *long)).collect()
});

/// Words with single letters joined ("R S" is "RS") and abbreviations written out.
fn written_out(words: Vec<String>) -> Vec<String> {
    let words = joined_letters(
        words
            .into_iter()
            .flat_map(|word| without_slips(&word))
            .collect(),
    );
    let mut out = Vec::with_capacity(words.len());
    let mut rest = words.as_slice();
    while let [first, others @ ..] = rest {
        let runs = EXPANSIONS.get(first.as_str()).into_iter().flatten();
        let mut fitting =
            runs.filter(|(run, _)| rest.len() >= run.len() && rest[..run.len()] == run[..]);
        let by_sound = || SOUNDS.get(&sound(first)).filter(|_| first.len() >= AUDIBLE);
        if let Some((run, long)) = fitting.next() {
            out.extend(long.split(' ').map(str::to_owned));
            rest = &rest[run.len()..];
        } else if let Some(long) = by_sound() {
            out.extend(long.split(' ').map(str::to_owned));
            rest = others;
        } else {
            out.push(first.clone());
            rest = others;
        }
    }
    out
}

/// A word with the digits that stand for letters as letters, and without a form that is glued to
/// it: `K0PERASI` is a cooperative, `PTCONTOH` a company.
fn without_slips(word: &str) -> Vec<String> {
    let word = repaired(word);
    // No other word begins so.
    for form in ["PT", "CV"] {
        if let Some(rest) = word.strip_prefix(form).filter(|rest| rest.len() >= 4) {
            return vec![form.to_owned(), rest.to_owned()];
        }
    }
    vec![word]
}

/// A word with the digits that stand for letters as letters.
pub(super) fn repaired(word: &str) -> String {
    let letters: Vec<char> = word.chars().collect();
    let is_letter = |at: Option<usize>| {
        at.and_then(|at| letters.get(at))
            .is_some_and(|c| c.is_alphabetic())
    };
    let long = letters.iter().filter(|c| c.is_alphabetic()).count() >= 3;
    let letter = |(at, letter): (usize, &char)| {
        let within = is_letter(at.checked_sub(1)) && is_letter(Some(at + 1));
        let last_zero = *letter == '0' && long && at + 1 == letters.len();
        if !within && !last_zero {
            return *letter;
        }
        match letter {
            '0' => 'O',
            '1' => 'I',
            '4' => 'A',
            '5' => 'S',
            '6' | '9' => 'G',
            '8' => 'B',
            other => *other,
        }
    };
    letters.iter().enumerate().map(letter).collect()
}

/// Initials of a name that stand beside it say nothing more: `CONTOH KARYA TEKNIK CKT`.
fn drop_own_initials(words: &mut Vec<String>) {
    let found = words.iter().position(|one| {
        let others = words.iter().filter(|other| *other != one);
        let initials: String = others.filter_map(|other| other.chars().next()).collect();
        one.len() >= 3 && *one == initials
    });
    if let Some(place) = found {
        words.remove(place);
    }
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
    let words: Vec<String> = joined_digits(words);
    let last = words.len().saturating_sub(1);
    let mut out = Vec::with_capacity(words.len());
    for (place, word) in words.iter().enumerate() {
        if let Some(number) = number_of(word, place > 0 && place == last) {
            out.push(number.to_string());
            continue;
        }
        let mut rest = word.as_str();
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

/// Digits in a row are one number, however it is pointed: `64 753 01` is 6475301.
fn joined_digits<'a>(words: impl Iterator<Item = &'a str>) -> Vec<String> {
    let is_number = |word: &str| word.bytes().all(|b| b.is_ascii_digit());
    let mut joined: Vec<String> = Vec::new();
    for word in words {
        match joined
            .last_mut()
            .filter(|last| is_number(last) && is_number(word))
        {
            Some(last) => last.push_str(word),
            None => joined.push(word.to_owned()),
        }
    }
    joined
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
        ("RN", "M"),
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
        ("C", "K"),
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

/// A word as a machine sees it that reads paper: letters that look alike are one.
pub(super) fn shape(word: &str) -> String {
    let seen = word.replace("RN", "M").replace("CL", "D");
    seen.chars()
        .map(|letter| match letter {
            '0' => 'O',
            '1' | 'L' => 'I',
            '5' => 'S',
            '8' | 'H' => 'B',
            '6' | '9' => 'G',
            '2' => 'Z',
            'M' | 'U' | 'V' => 'N',
            'C' | 'F' => 'E',
            'K' => 'R',
            other => other,
        })
        .collect()
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
            (
                "SPBU 64.753.01",
                "Stasiun Pengisian Bahan Bakar Umum 6475301",
            ),
            ("PT Contoh Karya Teknik (CKT)", "PT CONTOH KARYA TEKNIK"),
            ("K0PERASI C0NTOH", "Koperasi Contoh"),
            ("PTCONTOH", "PT Contoh"),
            ("CONTOH KHAYAL, KOPKAR", "Koperasi Karyawan Contoh Khayal"),
            ("ContohKhayal Co. Ltd", "PT CONTOH KHAYAL CO"),
            ("SMKS Contoh I", "SMK Swasta Contoh 1"),
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
