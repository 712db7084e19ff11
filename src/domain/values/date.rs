use std::ops::RangeInclusive;

use chrono::{Days, NaiveDate};

use super::BadValue;

/// Years that a date in a file can have; 9999 stands for "no end" in some registers.
const YEARS: RangeInclusive<u32> = 1900..=9999;
/// Spreadsheet serials that are taken for dates: October 1954 to January 2119.
const SERIALS: RangeInclusive<u32> = 20_000..=80_000;

/// Reads a day: ISO, day/month/year with `/`, `-`, `.` or spaces, Indonesian month names long or
/// short, or a spreadsheet serial (1900 system). A time of day after it is dropped.
///
/// Two-digit years up to 30 are 20yy, later ones 19yy. The day always comes before the month.
///
/// ```
/// use patuh_domain::values::{BadValue, date};
///
/// let day = date("2025-08-17");
/// assert_eq!(day.unwrap().to_string(), "2025-08-17");
/// assert_eq!(date("17 Agustus 2025"), day);
/// assert_eq!(date("17-Ags-25"), day);
/// assert_eq!(date("45886"), day);
/// assert_eq!(date("08/17/2025"), Err(BadValue::ImpossibleDate));
/// ```
///
/// # Errors
/// [`BadValue::Date`] for another form, [`BadValue::ImpossibleDate`] for a day that never was.
pub fn date(text: &str) -> Result<NaiveDate, BadValue> {
    if let Some(found) = plain_iso(text.as_bytes()) {
        return found;
    }
    let text = without_time(text.trim())?;
    if let Some(serial) = serial(text) {
        return serial;
    }
    let (parts, separators) = split(text).ok_or(BadValue::Date)?;
    let [first, month, last] = parts;
    let (year, day) = if first.len() == 4 {
        (first, last)
    } else {
        (last, first)
    };
    let named = month.bytes().any(|b| b.is_ascii_alphabetic());
    if !named && (separators[0] != separators[1] || separators[0].is_empty()) {
        return Err(BadValue::Date);
    }
    let year = year_number(year).ok_or(BadValue::Date)?;
    let month = month_number(month).ok_or(BadValue::Date)?;
    let day = small_number(day).ok_or(BadValue::Date)?;
    day_of(year, month, day)
}

fn plain_iso(text: &[u8]) -> Option<Result<NaiveDate, BadValue>> {
    let &[y1, y2, y3, y4, b'-', m1, m2, b'-', d1, d2] = text else {
        return None;
    };
    let digits = [y1, y2, y3, y4, m1, m2, d1, d2];
    if !digits.iter().all(u8::is_ascii_digit) {
        return None;
    }
    let [y1, y2, y3, y4, m1, m2, d1, d2] = digits.map(|b| u32::from(b - b'0'));
    Some(day_of(
        y1 * 1_000 + y2 * 100 + y3 * 10 + y4,
        m1 * 10 + m2,
        d1 * 10 + d2,
    ))
}

fn day_of(year: u32, month: u32, day: u32) -> Result<NaiveDate, BadValue> {
    if !YEARS.contains(&year) {
        return Err(BadValue::ImpossibleDate);
    }
    i32::try_from(year)
        .ok()
        .and_then(|year| NaiveDate::from_ymd_opt(year, month, day))
        .ok_or(BadValue::ImpossibleDate)
}

/// The text before a time of day, or all of it where there is none. A zone is refused: the day at
/// the seat would be a guess, except at midnight UTC, which is the same day in Indonesia.
fn without_time(text: &str) -> Result<&str, BadValue> {
    let Some(colon) = text.find(':') else {
        return Ok(text);
    };
    let start = text[..colon].rfind([' ', 'T']).ok_or(BadValue::Date)?;
    let (day, time) = (text[..start].trim_end(), &text[start + 1..]);
    let (time, utc) = time
        .strip_suffix('Z')
        .map_or((time, false), |time| (time, true));
    let mut fields = time.splitn(3, ':');
    let hour = fields.next().and_then(small_number);
    let minute = fields.next().and_then(small_number);
    let second = fields.next().unwrap_or("0");
    let (second, fraction) = second.split_once('.').unwrap_or((second, "0"));
    let second = small_number(second);
    let fraction = digits(fraction).then(|| fraction.bytes().any(|b| b != b'0'));
    match (hour, minute, second, fraction) {
        (Some(0), Some(0), Some(0), Some(false)) => Ok(day),
        (Some(0..24), Some(0..60), Some(0..60), Some(_)) if !utc => Ok(day),
        _ => Err(BadValue::Date),
    }
}

fn serial(text: &str) -> Option<Result<NaiveDate, BadValue>> {
    let (whole, fraction) = text.split_once('.').unwrap_or((text, "0"));
    if whole.len() != 5 || !digits(whole) || !digits(fraction) {
        return None;
    }
    let serial: u32 = whole.parse().ok()?;
    if !SERIALS.contains(&serial) {
        return Some(Err(BadValue::Date));
    }
    // The 1900 system counts a 29 February 1900 that never was, so day 0 is one day earlier.
    let day_zero = NaiveDate::from_ymd_opt(1899, 12, 30)?;
    Some(
        day_zero
            .checked_add_days(Days::new(u64::from(serial)))
            .ok_or(BadValue::Date),
    )
}

/// Cuts a text into exactly `N` runs of letters or digits and tells what stood between them, spaces
/// aside; `None` where that is more than one of `/ - .`, or something stands outside.
pub(super) fn split<const N: usize>(text: &str) -> Option<([&str; N], [&str; N])> {
    let (mut parts, mut separators) = ([""; N], [""; N]);
    let mut rest = text;
    for place in 0..N {
        let end = rest
            .find(|c: char| !c.is_ascii_alphanumeric())
            .unwrap_or(rest.len());
        if end == 0 {
            return None;
        }
        parts[place] = &rest[..end];
        rest = &rest[end..];
        let next = rest
            .find(|c: char| c.is_ascii_alphanumeric())
            .unwrap_or(rest.len());
        let between = &rest[..next];
        separators[place] = between.trim();
        let last = place + 1 == N;
        if last != between.is_empty() || !matches!(separators[place], "" | "/" | "-" | ".") {
            return None;
        }
        rest = &rest[next..];
    }
    Some((parts, separators))
}

fn digits(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit())
}

/// One or two digits.
pub(super) fn small_number(text: &str) -> Option<u32> {
    (text.len() <= 2 && digits(text))
        .then(|| text.parse().ok())
        .flatten()
}

/// Four digits, or two that mean a year of this century up to 30.
pub(super) fn year_number(text: &str) -> Option<u32> {
    if !digits(text) {
        return None;
    }
    let year: u32 = text.parse().ok()?;
    match text.len() {
        4 => Some(year),
        2 if year <= 30 => Some(2_000 + year),
        2 => Some(1_900 + year),
        _ => None,
    }
}

/// A month by its number or by its Indonesian name, long or short. English names are read where
/// they can mean nothing else, because spreadsheets set to English write them.
pub(super) fn month_number(text: &str) -> Option<u32> {
    if let Some(number) = small_number(text) {
        return Some(number);
    }
    let number = MONTH_NAMES
        .iter()
        .position(|names| names.iter().any(|name| text.eq_ignore_ascii_case(name)))?;
    u32::try_from(number + 1).ok()
}

const MONTH_NAMES: [&[&str]; 12] = [
    &["Januari", "Jan", "January"],
    &["Februari", "Feb", "Pebruari", "Peb", "February"],
    &["Maret", "Mar", "Mrt", "March"],
    &["April", "Apr"],
    &["Mei", "May"],
    &["Juni", "Jun", "June"],
    &["Juli", "Jul", "July"],
    &["Agustus", "Agu", "Ags", "Agt", "Agust", "August", "Aug"],
    &["September", "Sep", "Sept"],
    &["Oktober", "Okt", "October", "Oct"],
    &["November", "Nov", "Nopember", "Nop"],
    &["Desember", "Des", "December", "Dec"],
];

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::words::date_words;

    fn day(year: i32, month: u32, day: u32) -> NaiveDate {
        NaiveDate::from_ymd_opt(year, month, day).unwrap()
    }

    #[test]
    fn every_listed_form_is_read() {
        for (text, expected) in [
            ("2026-05-01", day(2026, 5, 1)),
            ("2026-05-01 00:00:00", day(2026, 5, 1)),
            ("2026-05-01T00:00:00", day(2026, 5, 1)),
            ("2026-05-01T00:00:00.000Z", day(2026, 5, 1)),
            ("2026-05-01 16:45", day(2026, 5, 1)),
            ("01/05/2026 00:00", day(2026, 5, 1)),
            ("2026/5/1", day(2026, 5, 1)),
            ("01/05/2026", day(2026, 5, 1)),
            ("1/5/2026", day(2026, 5, 1)),
            ("01-05-26", day(2026, 5, 1)),
            ("1.5.2026", day(2026, 5, 1)),
            ("1 - 5 - 2026", day(2026, 5, 1)),
            ("46143", day(2026, 5, 1)),
            ("46143.75", day(2026, 5, 1)),
            ("1-Mei-26", day(2026, 5, 1)),
            ("1 MEI 2026", day(2026, 5, 1)),
            ("17 Agustus 2025", day(2025, 8, 17)),
            ("17-agu-25", day(2025, 8, 17)),
            ("17 Ags. 2025", day(2025, 8, 17)),
            ("17-Aug-2025", day(2025, 8, 17)),
            ("10 Nopember 2025", day(2025, 11, 10)),
            ("5 Okt 2025", day(2025, 10, 5)),
            ("31/12/30", day(2030, 12, 31)),
            ("31/12/31", day(1931, 12, 31)),
            ("29-02-2024", day(2024, 2, 29)),
            ("9999-12-31", day(9999, 12, 31)),
        ] {
            assert_eq!(date(text), Ok(expected), "{text}");
        }
    }

    #[test]
    fn days_that_never_were_are_told_from_texts_that_are_no_dates() {
        for text in [
            "2026-02-30",
            "30/02/2026",
            "29 Februari 2025",
            "13/13/2025",
            "08/17/2025",
            "2026-00-10",
            "00/05/2026",
            "0205-01-01",
            "1899-12-30",
        ] {
            assert_eq!(date(text), Err(BadValue::ImpossibleDate), "{text}");
        }
        for text in [
            "",
            "-",
            "0",
            "2026",
            "19999",
            "80001",
            "20260501",
            "1/5",
            "1/5-2026",
            "1 5 2026",
            "-1-5-2026",
            "1//5/2026",
            "1/5/2026/",
            "1/5/206",
            "1/5/02026",
            "17 Agus 2025",
            "Mei 2026",
            "2026-05-01 25:00:00",
            "2026-05-01T17:00:00Z",
            "10:20",
            "1–5–2026",
            "Agustus 17 2025",
            "６/５/2026",
            "+1/5/2026",
            "2026-05-01 00:00:00+08:00",
        ] {
            assert_eq!(date(text), Err(BadValue::Date), "{text}");
        }
    }

    #[test]
    fn every_month_name_leads_to_its_month() {
        for (place, names) in (1..).zip(MONTH_NAMES) {
            for name in names {
                assert_eq!(
                    date(&format!("2 {name} 2025")),
                    Ok(day(2025, place, 2)),
                    "{name}"
                );
            }
        }
    }

    proptest! {
        #[test]
        fn reading_never_panics(text in ".*", near in "[0-9./: TZ-]{0,20}") {
            let _ = (date(&text), date(&near));
        }

        #[test]
        fn written_days_are_read_back(offset in 0u64..100_000) {
            let day = day(1900, 1, 1) + Days::new(offset);
            prop_assert_eq!(date(&day.to_string()), Ok(day));
            prop_assert_eq!(date(&day.format("%d/%m/%Y").to_string()), Ok(day));
            prop_assert_eq!(date(&day.format("%-d.%-m.%Y").to_string()), Ok(day));
            prop_assert_eq!(date(&date_words(day)), Ok(day));
        }

        #[test]
        fn serials_are_days_after_each_other(serial in 20_000u32..80_000) {
            let (one, two) = (date(&serial.to_string()), date(&(serial + 1).to_string()));
            prop_assert_eq!(one.unwrap().succ_opt(), two.ok());
        }
    }
}
