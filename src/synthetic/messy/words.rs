//! One fact, many spellings.

use chrono::NaiveDate;

use super::super::{
    dice::Dice,
    rows::{Form, Segment, parts},
};

const MONTHS: [&str; 12] = [
    "Januari",
    "Februari",
    "Maret",
    "April",
    "Mei",
    "Juni",
    "Juli",
    "Agustus",
    "September",
    "Oktober",
    "November",
    "Desember",
];
const SHORT_MONTHS: [&str; 12] = [
    "Jan", "Feb", "Mar", "Apr", "Mei", "Jun", "Jul", "Agu", "Sep", "Okt", "Nov", "Des",
];

fn month_of<'a>(names: &[&'a str; 12], month: u64) -> &'a str {
    names[usize::try_from(month - 1).expect("a month")]
}

/// "17 Agustus 2025".
pub(super) fn day_in_words(day: NaiveDate) -> String {
    let (year, month, date) = parts(day);
    format!("{date} {} {year}", month_of(&MONTHS, month))
}

/// A date as text.
pub(super) fn day(day: NaiveDate, dice: &mut Dice) -> String {
    let (year, month, date) = parts(day);
    match dice.below(100) {
        0..40 => format!("{date:02}/{month:02}/{year}"),
        // Two digits can only be told apart for the hundred years up to 2030.
        40..50 if (1931..=2030).contains(&year) => {
            format!("{date:02}-{month:02}-{:02}", year % 100)
        }
        50..60 if (1931..=2030).contains(&year) => {
            format!(
                "{date}-{}-{:02}",
                month_of(&SHORT_MONTHS, month),
                year % 100
            )
        }
        60..75 => day_in_words(day),
        _ => day.format("%Y-%m-%d").to_string(),
    }
}

/// The month a bill is for.
pub(super) fn month(year: i32, month: u32, dice: &mut Dice) -> String {
    match dice.below(3) {
        0 => format!("{year}-{month:02}"),
        1 => format!("{month:02}/{year}"),
        _ => format!("{} {year}", month_of(&MONTHS, month.into())),
    }
}

/// Rupiah as text.
pub(super) fn money(rupiah: u64, dice: &mut Dice) -> String {
    match dice.below(6) {
        0 => grouped(rupiah, '.'),
        1 => format!("Rp {},00", grouped(rupiah, '.')),
        2 => grouped(rupiah, ','),
        3 => format!("{},-", grouped(rupiah, '.')),
        4 => format!("Rp. {},00", grouped(rupiah, '.')),
        _ => rupiah.to_string(),
    }
}

fn grouped(number: u64, mark: char) -> String {
    let digits = number.to_string();
    let mut text = String::with_capacity(digits.len() + 4);
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            text.push(mark);
        }
        text.push(digit);
    }
    text
}

/// Digits with what spreadsheets and copying leave around them.
pub(super) fn copied(text: &str, dice: &mut Dice) -> String {
    match dice.below(100) {
        0..4 => format!("'{text}"),
        4..7 => format!("{text} "),
        7..9 => format!("\u{a0}{text}"),
        _ => text.to_owned(),
    }
}

/// A cell that holds nothing.
pub(super) fn nothing(dice: &mut Dice) -> &'static str {
    dice.weighted(&[
        (70, ""),
        (15, "-"),
        (5, "nihil"),
        (7, "tidak ada"),
        (3, "NIHIL"),
    ])
}

/// What a spreadsheet shows of a NIK that was typed as a number.
pub(super) fn scientific(nik: u64) -> String {
    let six = (nik + 5_000_000_000) / 10_000_000_000;
    format!("{},{:05}E+15", six / 100_000, six % 100_000)
}

/// A tax number in one of its shapes, all of which mean the same.
pub(super) fn npwp(npwp: u64, dice: &mut Dice) -> String {
    let digits = format!("{npwp:015}");
    match dice.below(100) {
        0..45 => format!(
            "{}.{}.{}.{}-{}.{}",
            &digits[..2],
            &digits[2..5],
            &digits[5..8],
            &digits[8..9],
            &digits[9..12],
            &digits[12..]
        ),
        45..55 => format!("0{digits}"),
        55..57 => format!("0{digits}000000"),
        57..60 if digits.starts_with('0') => digits[1..].to_owned(),
        _ => digits,
    }
}

/// A firm's name with its form before or behind it.
pub(super) fn firm_name(name: &str, dice: &mut Dice) -> String {
    let mut name = match name.split_once(' ') {
        Some((form @ ("PT" | "CV"), rest)) => match dice.below(100) {
            0..25 => format!("{form}. {rest}"),
            25..35 => format!("{rest}, {form}"),
            35..40 => format!("{form}.{rest}"),
            40..44 => format!("{form}  {rest}"),
            44..47 if rest.ends_with("(Persero)") => format!("{form} {rest} Tbk"),
            _ => name.to_owned(),
        },
        _ => name.to_owned(),
    };
    if dice.chance(500) {
        name = name.replace(" dan ", " & ");
    }
    if dice.chance(30) {
        name = misspelt(&name, dice);
    }
    if dice.chance(100) {
        name.to_uppercase()
    } else {
        name
    }
}

/// One letter too many, in the last word but never in a short one.
fn misspelt(name: &str, dice: &mut Dice) -> String {
    let end = u32::try_from(name.len()).expect("a name is short");
    let at = (end - dice.between(1, 3.min(end))) as usize;
    match name.get(at..=at) {
        Some(letter) if letter.chars().all(char::is_alphabetic) => {
            format!("{}{letter}{}", &name[..at], &name[at..])
        }
        _ => name.to_owned(),
    }
}

/// The legal form in the words of one office or another.
pub(super) fn form(form: Form, dice: &mut Dice) -> &'static str {
    let long = match form {
        Form::Pt => "Perseroan Terbatas (PT)",
        Form::Cv => "Persekutuan Komanditer (CV)",
        Form::Ud => "Usaha Dagang",
        Form::Perorangan => "Orang Perseorangan",
        Form::Koperasi | Form::Yayasan | Form::Bumn | Form::Bumd => form.word(),
    };
    if dice.chance(500) { long } else { form.word() }
}

/// A kelurahan as people spell it.
pub(super) fn kelurahan(name: &'static str, dice: &mut Dice) -> String {
    let spelt = match name {
        "Lok Tuan" => dice.pick(&["Lok Tuan", "Loktuan", "Lhok Tuan", "LOKTUAN"]),
        "Berbas Tengah" => dice.pick(&["Berbas Tengah", "Berebas Tengah"]),
        "Berbas Pantai" => dice.pick(&["Berbas Pantai", "Berebas Pantai"]),
        "Gunung Elai" => dice.pick(&["Gunung Elai", "Gn. Elai"]),
        "Api-api" => dice.pick(&["Api-api", "Api-Api", "Api Api"]),
        "Tanjung Laut" => dice.pick(&["Tanjung Laut", "Tj. Laut"]),
        "Tanjung Laut Indah" => dice.pick(&["Tanjung Laut Indah", "Tj. Laut Indah"]),
        _ => name,
    };
    if dice.chance(150) {
        format!("Kel. {spelt}")
    } else {
        spelt.to_owned()
    }
}

/// A segment as exports print it.
pub(super) fn segment(segment: Segment, dice: &mut Dice) -> &'static str {
    match segment {
        Segment::PpuBu => dice.pick(&["PPU BU", "PPU BU", "PPU-BU", "Ppu Bu"]),
        Segment::PpuPn => dice.pick(&["PPU PN", "PPU-PN"]),
        Segment::Mandiri => dice.pick(&["PBPU (Mandiri)", "PBPU", "PBPU Mandiri"]),
        Segment::Pemda => dice.pick(&["PBPU Pemda", "PBPU PEMDA", "PBPU-Pemda"]),
        Segment::Bp => "BP",
        Segment::PbiJk => dice.pick(&["PBI JK (APBN)", "PBI JK", "PBI-JK"]),
    }
}

/// Whether a membership runs, with or without why not.
pub(super) fn status(active: bool, dice: &mut Dice) -> &'static str {
    if active {
        dice.pick(&["AKTIF", "AKTIF", "Aktif"])
    } else {
        dice.pick(&[
            "NON AKTIF",
            "NONAKTIF",
            "TIDAK AKTIF",
            "Non Aktif",
            "NON AKTIF - TIDAK BAYAR PREMI",
            "NON AKTIF (PHK)",
        ])
    }
}

/// The place in the family.
pub(super) fn kinship(pisa: u8, dice: &mut Dice) -> &'static str {
    let (word, digit) = match pisa {
        1 => ("Peserta", "1"),
        2 => ("Istri", "2"),
        3 => ("Suami", "3"),
        _ => ("Anak", "4"),
    };
    if dice.chance(300) { word } else { digit }
}

/// An address, or two in one cell.
pub(super) fn emails(email: &str, firm: u32, dice: &mut Dice) -> String {
    if dice.chance(60) {
        let between = dice.pick(&[" / ", "; ", ", ", " dan ", " atau "]);
        format!("{email}{between}kantor{firm}@surel.example")
    } else {
        email.to_owned()
    }
}

/// A telephone number with the marks people put in.
pub(super) fn phone(phone: &str, dice: &mut Dice) -> String {
    match dice.below(4) {
        0 if phone.len() > 8 => {
            format!("{}-{}-{}", &phone[..4], &phone[4..8], &phone[8..])
        }
        1 => format!("({}) {}", &phone[..4], &phone[4..]),
        _ => phone.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_nik_typed_as_a_number_shows_six_digits() {
        assert_eq!(scientific(6_474_021_505_900_017), "6,47402E+15");
        assert_eq!(scientific(6_474_029_905_900_017), "6,47403E+15");
        assert_eq!(scientific(1_200_001_505_900_017), "1,20000E+15");
    }

    #[test]
    fn thousands_are_marked() {
        assert_eq!(grouped(4_250_000, '.'), "4.250.000");
        assert_eq!(grouped(950, ','), "950");
        assert_eq!(grouped(0, '.'), "0");
    }

    #[test]
    fn a_misspelt_name_has_one_letter_more() {
        let mut dice = Dice::new(2, 2);
        let name = "CV Contoh Baranika";
        assert_eq!(misspelt(name, &mut dice).len(), name.len() + 1);
    }
}
