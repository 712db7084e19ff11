//! A month of a year, the unit of contribution bills.

use std::fmt;
use std::str::FromStr;

use chrono::{Datelike, NaiveDate};
use serde::{Deserialize, Serialize};

use crate::words::MONTHS;

/// A month of a year from 1900 to 9999, ordered by time; its text form is `2026-02`.
///
/// ```
/// use patuh_domain::month::Month;
///
/// let month = Month::new(2026, 2).unwrap();
/// assert_eq!(month.to_string(), "2026-02");
/// assert_eq!(month.words(), "Februari 2026");
/// assert_eq!("2026-02".parse(), Ok(month));
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(into = "String", try_from = "String")]
pub struct Month {
    year: i32,
    month: u8,
}

/// Why a text is not a [`Month`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("bulan harus ditulis seperti 2026-02")]
pub struct BadMonth;

impl Month {
    /// A month by its year and its number from 1; `None` outside 1900-01 to 9999-12.
    #[must_use]
    pub fn new(year: i32, month: u8) -> Option<Month> {
        let known = (1900..=9999).contains(&year) && (1..=12).contains(&month);
        known.then_some(Month { year, month })
    }

    /// The month in which a day lies; a day outside the years 1900 to 9999 counts as the nearest.
    #[must_use]
    pub fn from_date(date: NaiveDate) -> Month {
        let month = month_number(date);
        match date.year() {
            ..1900 => Month {
                year: 1900,
                month: 1,
            },
            year @ 1900..=9999 => Month { year, month },
            _ => Month {
                year: 9999,
                month: 12,
            },
        }
    }

    /// The year.
    #[must_use]
    pub const fn year(self) -> i32 {
        self.year
    }

    /// The number of the month in its year, from 1.
    #[must_use]
    pub const fn number(self) -> u8 {
        self.month
    }

    /// The day so numbered in this month, or its last day where it has fewer.
    #[must_use]
    pub fn day(self, number: u32) -> NaiveDate {
        day_or_last(self, number.clamp(1, 31))
    }

    /// The first day of the month.
    #[must_use]
    pub fn first_day(self) -> NaiveDate {
        self.day(1)
    }

    /// The last day of the month.
    #[must_use]
    pub fn last_day(self) -> NaiveDate {
        self.day(31)
    }

    /// The month after this one; the last month there is has itself.
    #[must_use]
    pub fn next(self) -> Month {
        match (self.year, self.month) {
            (9999, 12) => self,
            (year, 12) => Month {
                year: year + 1,
                month: 1,
            },
            (year, month) => Month {
                year,
                month: month + 1,
            },
        }
    }

    /// The month before this one; the first month there is has itself.
    #[must_use]
    pub fn previous(self) -> Month {
        match (self.year, self.month) {
            (1900, 1) => self,
            (year, 1) => Month {
                year: year - 1,
                month: 12,
            },
            (year, month) => Month {
                year,
                month: month - 1,
            },
        }
    }

    /// The month in Indonesian words: `Februari 2026`.
    #[must_use]
    pub fn words(self) -> String {
        format!("{} {}", MONTHS[usize::from(self.month) - 1], self.year)
    }
}

fn month_number(date: NaiveDate) -> u8 {
    u8::try_from(date.month()).expect("chrono counts months from 1 to 12")
}

fn day_or_last(month: Month, number: u32) -> NaiveDate {
    (1..=number)
        .rev()
        .find_map(|day| NaiveDate::from_ymd_opt(month.year, u32::from(month.month), day))
        .expect("every month from 1900 to 9999 has a first day")
}

impl fmt::Display for Month {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}-{:02}", self.year, self.month)
    }
}

impl FromStr for Month {
    type Err = BadMonth;

    fn from_str(text: &str) -> Result<Month, BadMonth> {
        let digits = |part: &str| part.bytes().all(|b| b.is_ascii_digit());
        match text.split_once('-') {
            Some((year, month))
                if year.len() == 4 && month.len() == 2 && digits(year) && digits(month) =>
            {
                let year = year.parse().map_err(|_| BadMonth)?;
                Month::new(year, month.parse().map_err(|_| BadMonth)?).ok_or(BadMonth)
            }
            _ => Err(BadMonth),
        }
    }
}

impl From<Month> for String {
    fn from(month: Month) -> String {
        month.to_string()
    }
}

impl TryFrom<String> for Month {
    type Error = BadMonth;

    fn try_from(text: String) -> Result<Month, BadMonth> {
        text.parse()
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn years_roll_over() {
        let december = Month::new(2025, 12).unwrap();
        assert_eq!(december.next(), Month::new(2026, 1).unwrap());
        assert_eq!(december.next().previous(), december);
        assert_eq!(
            december.last_day(),
            NaiveDate::from_ymd_opt(2025, 12, 31).unwrap()
        );
    }

    #[test]
    fn february_ends_when_it_ends() {
        assert_eq!(
            Month::new(2028, 2).unwrap().last_day().to_string(),
            "2028-02-29"
        );
        assert_eq!(
            Month::new(2026, 2).unwrap().day(30).to_string(),
            "2026-02-28"
        );
    }

    #[test]
    fn only_real_months_exist() {
        for (year, month) in [(2026, 0), (2026, 13), (1899, 12), (10_000, 1)] {
            assert_eq!(Month::new(year, month), None);
        }
        for text in [
            "",
            "2026",
            "2026-2",
            "2026-13",
            "02-2026",
            "+202-01",
            "2026-02-01",
        ] {
            assert_eq!(text.parse::<Month>(), Err(BadMonth), "{text}");
        }
    }

    proptest! {
        #[test]
        fn text_round_trips(year in 1900i32..=9999, number in 1u8..=12) {
            let month = Month::new(year, number).unwrap();
            prop_assert_eq!(month.to_string().parse(), Ok(month));
            prop_assert_eq!(Month::from_date(month.first_day()), month);
            prop_assert_eq!(Month::from_date(month.last_day()), month);
        }

        #[test]
        fn parsing_never_panics(text in ".*") {
            let _ = text.parse::<Month>();
        }
    }
}
