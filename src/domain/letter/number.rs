//! Numbers of letters: `500.15.14.1/{urut}/Disnaker/{tahun}`.

use chrono::{Datelike, NaiveDate};

/// How an office numbers its letters.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NumberPattern(String);

/// Why a pattern can't be used.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum BadPattern {
    /// It has to say `{urut}` exactly once, or two letters could get one number.
    Sequence,
    /// Something else stands between braces.
    Unknown,
    /// Nothing, more than 80 characters, or a line break.
    Shape,
}

/// Characters of the longest pattern or number.
pub const MOST_NUMBER: usize = 80;

const ROMAN: [&str; 12] = [
    "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII",
];

impl NumberPattern {
    /// Reads a pattern: `{urut}` the running number, `{urut:3}` with leading zeros, `{tahun}` the
    /// year, `{bulan}` the month in Roman figures.
    ///
    /// ```
    /// use chrono::NaiveDate;
    /// use patuh_domain::letter::NumberPattern;
    ///
    /// let pattern = NumberPattern::parse("500.15.14.1/{urut:3}/Disnaker/{bulan}/{tahun}").unwrap();
    /// let on = NaiveDate::from_ymd_opt(2026, 3, 9).unwrap();
    /// assert_eq!(pattern.number(7, on), "500.15.14.1/007/Disnaker/III/2026");
    /// ```
    ///
    /// # Errors
    /// When two letters could get one number, or a word between braces is not known.
    pub fn parse(typed: &str) -> Result<Self, BadPattern> {
        let typed = typed.trim();
        if typed.is_empty()
            || typed.chars().count() > MOST_NUMBER
            || typed.chars().any(char::is_control)
        {
            return Err(BadPattern::Shape);
        }
        let mut sequences = 0;
        let mut rest = typed;
        while let Some((before, behind)) = rest.split_once('{') {
            let (word, after) = behind.split_once('}').ok_or(BadPattern::Unknown)?;
            match word {
                "tahun" | "bulan" => {}
                "urut" | "urut:2" | "urut:3" | "urut:4" | "urut:5" | "urut:6" => sequences += 1,
                _ => return Err(BadPattern::Unknown),
            }
            if before.contains('}') {
                return Err(BadPattern::Unknown);
            }
            rest = after;
        }
        if rest.contains('}') {
            return Err(BadPattern::Unknown);
        }
        if sequences == 1 {
            Ok(Self(typed.to_owned()))
        } else {
            Err(BadPattern::Sequence)
        }
    }

    /// As typed.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The number of the `sequence`-th letter of the year, dated `on`.
    #[must_use]
    pub fn number(&self, sequence: u32, on: NaiveDate) -> String {
        let mut number = self.0.replace("{tahun}", &on.year().to_string());
        number = number.replace("{bulan}", ROMAN[on.month0() as usize]);
        number = number.replace("{urut}", &sequence.to_string());
        for width in 2..=6 {
            let word = format!("{{urut:{width}}}");
            number = number.replace(&word, &format!("{sequence:0width$}"));
        }
        number
    }
}

/// A number typed from the city's own system: one line, trimmed; `None` where it is none.
#[must_use]
pub fn typed_number(typed: &str) -> Option<String> {
    let number = typed.trim();
    let fits = !number.is_empty()
        && number.chars().count() <= MOST_NUMBER
        && !number.chars().any(char::is_control);
    fits.then(|| number.to_owned())
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn a_pattern_that_could_number_two_letters_alike_is_refused() {
        for (typed, why) in [
            ("500/Disnaker", BadPattern::Sequence),
            ("{urut}/{urut}", BadPattern::Sequence),
            ("{urut}/{kota}", BadPattern::Unknown),
            ("{urut", BadPattern::Unknown),
            ("urut}/{urut}", BadPattern::Unknown),
            (" ", BadPattern::Shape),
        ] {
            assert_eq!(NumberPattern::parse(typed), Err(why), "{typed}");
        }
    }

    proptest! {
        #[test]
        fn two_letters_of_a_year_never_share_a_number(a in 1_u32..100_000, b in 1_u32..100_000) {
            prop_assume!(a != b);
            let pattern = NumberPattern::parse("500.15/{urut:4}/Unit/{tahun}").unwrap();
            let on = NaiveDate::from_ymd_opt(2026, 3, 9).unwrap();
            prop_assert_ne!(pattern.number(a, on), pattern.number(b, on));
        }
    }
}
