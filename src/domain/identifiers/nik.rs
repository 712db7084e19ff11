//! The NIK of a person: looked at, never kept.

use super::{is_damaged_number, is_exponent};
use crate::cell::Cell;

/// Why a text is not a NIK; says what is wrong and what to do, and nothing of the number.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum BadNik {
    /// Not 16 characters.
    #[error("NIK harus tepat 16 angka; periksa pada KTP dan isi ulang")]
    Length,
    /// Sixteen characters, but not all digits.
    #[error("NIK hanya boleh berisi angka; hapus huruf, titik, atau spasi di dalamnya")]
    Characters,
    /// The province is 00.
    #[error("kode wilayah pada NIK (angka ke-1 dan ke-2) tidak mungkin 00; periksa pada KTP")]
    Region,
    /// Digits 7 to 12 are no date of birth.
    #[error(
        "tanggal lahir pada NIK (angka ke-7 sampai ke-12) tidak ada dalam kalender; periksa pada KTP"
    )]
    Date,
    /// The last four digits are 0000.
    #[error("nomor urut pada NIK (empat angka terakhir) tidak mungkin 0000; periksa pada KTP")]
    Serial,
    /// Digits lost in a spreadsheet, which can't be repaired.
    #[error(
        "NIK rusak oleh lembar sebar (angka ke-16 menjadi 0 atau tertulis 6,47E+15); format kolom sebagai Teks lalu isi ulang"
    )]
    Damaged,
}

/// Looks whether a text can be a NIK and gives back its 16 digits.
///
/// The date of birth (day + 40 for women) must be a real day in 19yy or 20yy. There is no check
/// digit, and the region is that of first issue, so any province but 00 will do.
///
/// ```
/// use patuh_domain::identifiers::nik::{BadNik, check};
///
/// assert_eq!(check("6474015708900007"), Ok("6474015708900007"));
/// assert_eq!(check("6474013202900007"), Err(BadNik::Date));
/// ```
///
/// # Errors
/// Says which rule the text breaks.
pub fn check(text: &str) -> Result<&str, BadNik> {
    let Ok(bytes) = <&[u8; 16]>::try_from(text.as_bytes()) else {
        return Err(if is_exponent(text) {
            BadNik::Damaged
        } else {
            BadNik::Length
        });
    };
    if !bytes.iter().all(u8::is_ascii_digit) {
        return Err(if is_exponent(text) {
            BadNik::Damaged
        } else {
            BadNik::Characters
        });
    }
    let pair = |at: usize| (bytes[at] - b'0') * 10 + (bytes[at + 1] - b'0');
    if pair(0) == 0 {
        return Err(BadNik::Region);
    }
    let day = if pair(6) > 40 { pair(6) - 40 } else { pair(6) };
    if !(1..=days_in(pair(8), pair(10))).contains(&day) {
        return Err(BadNik::Date);
    }
    if pair(12) == 0 && pair(14) == 0 {
        return Err(BadNik::Serial);
    }
    Ok(text)
}

/// The days of a month of which only two digits of the year are known; 0 for no month. 00 may be
/// 2000, so every fourth year can be a leap year.
const fn days_in(month: u8, year: u8) -> u8 {
    match month {
        1 | 3 | 5 | 7 | 8 | 10 | 12 => 31,
        4 | 6 | 9 | 11 => 30,
        2 if year.is_multiple_of(4) => 29,
        2 => 28,
        _ => 0,
    }
}

/// [`check`] for a cell of a file: what surrounds the value is dropped, and the digits of a
/// numeric cell that the spreadsheet can't have kept are refused.
///
/// # Errors
/// As [`check`], and [`BadNik::Damaged`] for a numeric cell that ends in 0 or is over 2^53.
///
/// ```
/// use patuh_domain::cell::Cell;
/// use patuh_domain::identifiers::nik::{BadNik, from_cell};
///
/// assert!(from_cell(Cell::text("'6474015708900010 ")).is_ok());
/// assert_eq!(from_cell(Cell::number("6474015708900010")), Err(BadNik::Damaged));
/// ```
pub fn from_cell(cell: Cell<'_>) -> Result<&str, BadNik> {
    let text = cell.clean();
    if cell.number && is_damaged_number(text) {
        return Err(BadNik::Damaged);
    }
    check(text)
}

/// Whether a text holds what may be somebody's NIK: sixteen digits, in one piece or in groups with
/// a sign or a space between them.
///
/// ```
/// use patuh_domain::identifiers::nik::occurs_in;
///
/// assert!(occurs_in("KTP 6474 0157 0890 0007 terlampir"));
/// assert!(!occurs_in("NIB 9120000000001, telepon 081200000001 / 081200000002"));
/// ```
#[must_use]
pub fn occurs_in(text: &str) -> bool {
    let mut groups: Vec<String> = Vec::new();
    let (mut group, mut apart) = (String::new(), false);
    for c in text.chars().chain(['x']) {
        if c.is_ascii_digit() {
            group.push(c);
            apart = false;
            continue;
        }
        if !group.is_empty() {
            groups.push(std::mem::take(&mut group));
        }
        let joins = matches!(c, ' ' | '.' | '-' | '_' | '\u{a0}') && !apart;
        apart = joins;
        if !joins {
            if joined(&groups) {
                return true;
            }
            groups.clear();
        }
    }
    false
}

/// The text with every digit of what may be somebody's NIK made a star.
///
/// ```
/// use patuh_domain::identifiers::nik::mask_in;
///
/// assert_eq!(mask_in("NIK 6474 0157 0890 0007, kode 12"), "NIK **** **** **** ****, kode 12");
/// assert_eq!(mask_in("NIB 9120000000001"), "NIB 9120000000001");
/// ```
#[must_use]
pub fn mask_in(text: &str) -> String {
    let mut masked: Vec<char> = text.chars().collect();
    // Groups of digits that stand together, as `occurs_in` reads them: where each one lies.
    let mut groups: Vec<(usize, usize)> = Vec::new();
    let (mut from, mut apart) = (None, false);
    for at in 0..=masked.len() {
        let c = masked.get(at).copied().unwrap_or('x');
        if c.is_ascii_digit() {
            from = from.or(Some(at));
            apart = false;
            continue;
        }
        if let Some(from) = from.take() {
            groups.push((from, at));
        }
        let joins = matches!(c, ' ' | '.' | '-' | '_' | '\u{a0}') && !apart;
        apart = joins;
        if !joins {
            hide(&mut masked, &groups);
            groups.clear();
        }
    }
    masked.into_iter().collect()
}

/// Hides neighbouring groups that make sixteen digits that may be a NIK.
fn hide(text: &mut [char], groups: &[(usize, usize)]) {
    let shown = text.to_vec();
    for first in 0..groups.len() {
        let mut digits = String::new();
        for last in first..groups.len() {
            let (from, to) = groups[last];
            digits.extend(&shown[from..to]);
            if digits.len() == 16 && check(&digits).is_ok() {
                for (from, to) in &groups[first..=last] {
                    text[*from..*to].fill('*');
                }
            }
            if digits.len() >= 16 {
                break;
            }
        }
    }
}

/// Whether neighbouring groups make sixteen digits that may be a NIK.
fn joined(groups: &[String]) -> bool {
    (0..groups.len()).any(|from| {
        let mut digits = String::new();
        groups[from..].iter().any(|group| {
            digits.push_str(group);
            digits.len() == 16 && check(&digits).is_ok()
        })
    })
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn real_birth_dates_of_men_and_women_pass() {
        for text in [
            "6474011708900007",
            "6474015708900007",
            "6474013112990001",
            "6474017101000001",
            "1101012902000001",
            "9171016902960009",
        ] {
            assert_eq!(check(text), Ok(text));
        }
    }

    #[test]
    fn each_broken_rule_has_its_own_answer() {
        for (text, why) in [
            ("", BadNik::Length),
            ("647401570890007", BadNik::Length),
            ("64740157089000071", BadNik::Length),
            ("6474.0157.0890.0", BadNik::Characters),
            ("647401570890000X", BadNik::Characters),
            ("6474015708９007", BadNik::Characters),
            ("0074011708900007", BadNik::Region),
            ("6474010008900007", BadNik::Date),
            ("6474013208900007", BadNik::Date),
            ("6474014008900007", BadNik::Date),
            ("6474017208900007", BadNik::Date),
            ("6474013002900007", BadNik::Date),
            ("6474012902990007", BadNik::Date),
            ("6474011713900007", BadNik::Date),
            ("6474011700900007", BadNik::Date),
            ("6474013104900007", BadNik::Date),
            ("6474011708900000", BadNik::Serial),
            ("6,47402E+15", BadNik::Damaged),
            ("6.474015708E+015", BadNik::Damaged),
        ] {
            assert_eq!(check(text), Err(why));
        }
    }

    #[test]
    fn a_spreadsheet_number_is_believed_only_where_it_can_be_exact() {
        assert_eq!(
            from_cell(Cell::number("6474015708900010")),
            Err(BadNik::Damaged)
        );
        assert_eq!(
            from_cell(Cell::number("9171011708900001")),
            Err(BadNik::Damaged)
        );
        assert_eq!(
            from_cell(Cell::number("6474015708900011")),
            Ok("6474015708900011")
        );
        assert_eq!(
            from_cell(Cell::number("647401570890001")),
            Err(BadNik::Length)
        );
        assert_eq!(
            from_cell(Cell::text("\u{a0}'6474015708900010")),
            Ok("6474015708900010")
        );
    }

    proptest! {
        #[test]
        fn checking_never_panics_and_gives_back_what_it_got(text in ".*", digits in "[0-9]{16}") {
            let _ = (check(&text), from_cell(Cell::number(&text)), from_cell(Cell::text(&text)));
            if let Ok(same) = check(&digits) {
                prop_assert_eq!(same, digits.as_str());
            }
        }

        #[test]
        fn no_error_tells_the_number(digits in "[0-9]{16}") {
            if let Err(why) = check(&digits) {
                let told = format!("{why} {why:?}");
                prop_assert!(!told.contains(&digits[..4]));
            }
        }

        #[test]
        fn every_real_day_can_be_a_birth_date(offset in 0u64..45_000, woman: bool, serial in 1u16..10_000) {
            let day = chrono::NaiveDate::from_ymd_opt(1901, 1, 1).unwrap() + chrono::Days::new(offset);
            let shown = day.format("%d").to_string().parse::<u32>().unwrap() + if woman { 40 } else { 0 };
            let text = format!("647402{shown:02}{}{serial:04}", day.format("%m%y"));
            prop_assert!(check(&text).is_ok());
        }
    }
}
