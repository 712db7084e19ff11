use chrono::NaiveDate;

use super::date::{month_number, small_number, split, year_number};
use super::{BadValue, date};
use crate::month::Month;

/// Reads a month: `2026-02`, `02/2026`, `Februari 2026`, `Feb-26`, `202602`, or any day in it.
///
/// ```
/// use patuh_domain::values::month;
///
/// assert_eq!(month("2026-02").unwrap().words(), "Februari 2026");
/// assert_eq!(month("02/2026"), month("Februari 2026"));
/// ```
///
/// # Errors
/// [`BadValue::Month`] for anything else.
pub fn month(text: &str) -> Result<Month, BadValue> {
    if let Ok(month) = text.parse() {
        return Ok(month);
    }
    let text = text.trim();
    if text.len() == 6 && text.bytes().all(|b| b.is_ascii_digit()) {
        return month_of(&text[..4], &text[4..]);
    }
    if let Some(([first, second], separators)) = split::<2>(text) {
        let named = [first, second]
            .iter()
            .any(|part| small_number(part).is_none() && !year(part));
        if separators[0].is_empty() && !named {
            return Err(BadValue::Month);
        }
        let (year, month) = if year(first) {
            (first, second)
        } else {
            (second, first)
        };
        return month_of(year, month);
    }
    date(text)
        .map(|day: NaiveDate| Month::from_date(day))
        .map_err(|_| BadValue::Month)
}

fn year(text: &str) -> bool {
    text.len() == 4 && text.bytes().all(|b| b.is_ascii_digit())
}

fn month_of(year: &str, month: &str) -> Result<Month, BadValue> {
    let year = year_number(year).and_then(|year| i32::try_from(year).ok());
    let month = month_number(month).and_then(|month| u8::try_from(month).ok());
    year.zip(month)
        .and_then(|(year, month)| Month::new(year, month))
        .ok_or(BadValue::Month)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn every_listed_form_is_read() {
        let february = Month::new(2026, 2).unwrap();
        for text in [
            "2026-02",
            "02/2026",
            "2/2026",
            "02-2026",
            "2.2026",
            "2026/02",
            "2026/2",
            "Februari 2026",
            "FEBRUARI 2026",
            "Feb 2026",
            "Feb-26",
            "feb/2026",
            "Peb. 2026",
            "02/26",
            "202602",
            "2026-02-01",
            "01/02/2026",
            "46054",
            "1 Februari 2026",
            " 2026-02 ",
        ] {
            assert_eq!(month(text), Ok(february), "{text}");
        }
        assert_eq!(month("Agustus 2025"), Ok(Month::new(2025, 8).unwrap()));
        assert_eq!(month("Des 2025"), Ok(Month::new(2025, 12).unwrap()));
    }

    #[test]
    fn other_texts_are_refused() {
        for text in [
            "",
            "-",
            "2",
            "2026",
            "13/2026",
            "2026-13",
            "00/2026",
            "02 2026",
            "Feb",
            "Bulan 2026",
            "2026-02-30",
            "026-02",
            "202613",
            "Feb-2026-1x",
            "26-02-",
            "2/2026/",
        ] {
            assert_eq!(month(text), Err(BadValue::Month), "{text}");
        }
    }

    proptest! {
        #[test]
        fn reading_never_panics(text in ".*", near in "[0-9/. -]{0,10}") {
            let _ = (month(&text), month(&near));
        }

        #[test]
        fn written_months_are_read_back(year in 1900i32..=9999, number in 1u8..=12) {
            let written = Month::new(year, number).unwrap();
            prop_assert_eq!(month(&written.to_string()), Ok(written));
            prop_assert_eq!(month(&written.words()), Ok(written));
            prop_assert_eq!(month(&format!("{number:02}/{year}")), Ok(written));
        }
    }
}
