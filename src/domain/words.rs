//! Numbers, money and days in formal Indonesian words, as letters print them.

use chrono::{Datelike, NaiveDate, Weekday};

use crate::money::Sen;

/// The months of the year, January first.
pub const MONTHS: [&str; 12] = [
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

const DIGITS: [&str; 12] = [
    "nol", "satu", "dua", "tiga", "empat", "lima", "enam", "tujuh", "delapan", "sembilan",
    "sepuluh", "sebelas",
];

const SCALES: [(u64, &str); 6] = [
    (1_000_000_000_000_000_000, "kuintiliun"),
    (1_000_000_000_000_000, "kuadriliun"),
    (1_000_000_000_000, "triliun"),
    (1_000_000_000, "miliar"),
    (1_000_000, "juta"),
    (1_000, "ribu"),
];

/// A number in words (*terbilang*).
///
/// ```
/// use patuh_domain::words::terbilang;
///
/// assert_eq!(terbilang(11), "sebelas");
/// assert_eq!(terbilang(1_100), "seribu seratus");
/// ```
#[must_use]
pub fn terbilang(number: u64) -> String {
    if number == 0 {
        return DIGITS[0].to_owned();
    }
    let mut words = Vec::new();
    let mut rest = number;
    for (scale, name) in SCALES {
        match rest / scale {
            0 => {}
            1 if scale == 1_000 => words.push("seribu"),
            groups => {
                below_thousand(groups, &mut words);
                words.push(name);
            }
        }
        rest %= scale;
    }
    below_thousand(rest, &mut words);
    words.join(" ")
}

fn below_thousand(number: u64, words: &mut Vec<&'static str>) {
    match number / 100 {
        0 => {}
        1 => words.push("seratus"),
        hundreds => words.extend([digit(hundreds), "ratus"]),
    }
    match number % 100 {
        0 => {}
        rest @ 1..=11 => words.push(digit(rest)),
        rest @ 12..=19 => words.extend([digit(rest - 10), "belas"]),
        rest => {
            words.extend([digit(rest / 10), "puluh"]);
            if rest % 10 > 0 {
                words.push(digit(rest % 10));
            }
        }
    }
}

fn digit(number: u64) -> &'static str {
    usize::try_from(number)
        .ok()
        .and_then(|at| DIGITS.get(at))
        .copied()
        .unwrap_or_default()
}

/// A number in figures and words: `10 (sepuluh)`.
#[must_use]
pub fn count_words(number: u64) -> String {
    format!("{} ({})", group_thousands(number), terbilang(number))
}

/// A number in figures with its thousands parted by points: `3.799.480`.
#[must_use]
pub fn group_thousands(number: u64) -> String {
    let digits = number.to_string();
    let mut grouped = String::with_capacity(digits.len() * 4 / 3 + 1);
    for (place, digit) in digits.chars().enumerate() {
        if place > 0 && (digits.len() - place).is_multiple_of(3) {
            grouped.push('.');
        }
        grouped.push(digit);
    }
    grouped
}

/// An amount in words: `dua puluh empat miliar rupiah`, with its sen where it has some.
#[must_use]
pub fn rupiah_words(amount: Sen) -> String {
    let size = amount.0.unsigned_abs();
    let sign = if amount.0 < 0 { "minus " } else { "" };
    let rupiah = terbilang(size / 100);
    match size % 100 {
        0 => format!("{sign}{rupiah} rupiah"),
        sen => format!("{sign}{rupiah} rupiah {} sen", terbilang(sen)),
    }
}

/// An amount as letters print it, in figures with sen and in words.
///
/// ```
/// use patuh_domain::money::Sen;
/// use patuh_domain::words::rupiah_full;
///
/// assert_eq!(
///     rupiah_full(Sen::from_rupiah(24_000_000_000)),
///     "Rp24.000.000.000,00 (dua puluh empat miliar rupiah)",
/// );
/// ```
#[must_use]
pub fn rupiah_full(amount: Sen) -> String {
    let decimals = if amount.0 % 100 == 0 { ",00" } else { "" };
    format!("{amount}{decimals} ({})", rupiah_words(amount))
}

/// A day in words: `28 November 2025`.
#[must_use]
pub fn date_words(date: NaiveDate) -> String {
    format!("{} {} {}", date.day(), month_name(date), date.year())
}

/// A day in words with its weekday: `Rabu, 25 Februari 2026`.
#[must_use]
pub fn day_words(date: NaiveDate) -> String {
    format!("{}, {}", weekday_name(date), date_words(date))
}

/// The name of a day's weekday: `Rabu`.
#[must_use]
pub fn weekday_name(date: NaiveDate) -> &'static str {
    match date.weekday() {
        Weekday::Mon => "Senin",
        Weekday::Tue => "Selasa",
        Weekday::Wed => "Rabu",
        Weekday::Thu => "Kamis",
        Weekday::Fri => "Jumat",
        Weekday::Sat => "Sabtu",
        Weekday::Sun => "Minggu",
    }
}

fn month_name(date: NaiveDate) -> &'static str {
    usize::try_from(date.month0())
        .ok()
        .and_then(|at| MONTHS.get(at))
        .copied()
        .expect("chrono counts months from 0 to 11")
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn numbers_are_spelled_out() {
        for (number, words) in [
            (0, "nol"),
            (1, "satu"),
            (10, "sepuluh"),
            (11, "sebelas"),
            (14, "empat belas"),
            (20, "dua puluh"),
            (21, "dua puluh satu"),
            (99, "sembilan puluh sembilan"),
            (100, "seratus"),
            (111, "seratus sebelas"),
            (1_000, "seribu"),
            (1_100, "seribu seratus"),
            (2_000, "dua ribu"),
            (11_000, "sebelas ribu"),
            (100_000, "seratus ribu"),
            (101_000, "seratus satu ribu"),
            (1_000_000, "satu juta"),
            (1_001_001, "satu juta seribu satu"),
            (24_000_000_000, "dua puluh empat miliar"),
            (1_000_000_000_000, "satu triliun"),
        ] {
            assert_eq!(terbilang(number), words);
        }
        assert_eq!(
            terbilang(3_799_480),
            "tiga juta tujuh ratus sembilan puluh sembilan ribu empat ratus delapan puluh"
        );
        assert_eq!(count_words(10), "10 (sepuluh)");
    }

    #[test]
    fn money_is_spelled_out() {
        assert_eq!(rupiah_words(Sen(150)), "satu rupiah lima puluh sen");
        assert_eq!(rupiah_words(Sen(-100)), "minus satu rupiah");
        assert_eq!(
            rupiah_full(Sen(378_001_266)).split(' ').next(),
            Some("Rp3.780.012,66")
        );
    }

    #[test]
    fn days_are_spelled_out() {
        let day = |y, m, d| NaiveDate::from_ymd_opt(y, m, d).unwrap();
        assert_eq!(date_words(day(2025, 11, 28)), "28 November 2025");
        assert_eq!(day_words(day(2026, 2, 25)), "Rabu, 25 Februari 2026");
        assert_eq!(day_words(day(2026, 8, 2)), "Minggu, 2 Agustus 2026");
    }

    proptest! {
        #[test]
        fn words_never_fail_and_have_single_spaces(number: u64) {
            let words = terbilang(number);
            prop_assert!(!words.is_empty() && !words.contains("  ") && words.trim() == words);
        }

        #[test]
        fn grouping_keeps_the_digits(number: u64) {
            prop_assert_eq!(group_thousands(number).replace('.', ""), number.to_string());
        }
    }
}
