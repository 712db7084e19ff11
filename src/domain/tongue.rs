//! The two languages in which the program writes to people.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::words;

/// A language of mails.
#[derive(
    Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize,
)]
pub enum Tongue {
    /// Whatever nobody chose otherwise.
    #[default]
    #[serde(rename = "id")]
    Indonesian,
    /// Where an officer chose it for a firm, or for themselves.
    #[serde(rename = "en")]
    English,
}

impl Tongue {
    /// Both.
    pub const ALL: [Self; 2] = [Self::Indonesian, Self::English];

    /// Name in files, columns and addresses.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Indonesian => "id",
            Self::English => "en",
        }
    }

    /// The language of that name.
    #[must_use]
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|tongue| tongue.code() == code)
    }

    /// Those of two wordings that are in this language.
    #[must_use]
    pub const fn pick<'a>(self, indonesian: &'a str, english: &'a str) -> &'a str {
        match self {
            Self::Indonesian => indonesian,
            Self::English => english,
        }
    }

    /// A day in words: `28 November 2025`.
    #[must_use]
    pub fn date(self, date: NaiveDate) -> String {
        match self {
            Self::Indonesian => words::date_words(date),
            Self::English => date.format("%-d %B %Y").to_string(),
        }
    }

    /// A day with its weekday: `Rabu, 25 Februari 2026`, `Wednesday, 25 February 2026`.
    #[must_use]
    pub fn day(self, date: NaiveDate) -> String {
        match self {
            Self::Indonesian => words::day_words(date),
            Self::English => date.format("%A, %-d %B %Y").to_string(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_day_is_said_in_both_languages() {
        let day = NaiveDate::from_ymd_opt(2026, 2, 5).unwrap();
        assert_eq!(Tongue::Indonesian.day(day), "Kamis, 5 Februari 2026");
        assert_eq!(Tongue::English.day(day), "Thursday, 5 February 2026");
        assert_eq!(Tongue::English.date(day), "5 February 2026");
    }
}
