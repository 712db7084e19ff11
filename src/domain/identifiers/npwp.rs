use std::borrow::Cow;
use std::fmt;

use super::{BadIdentifier, is_damaged_number, is_exponent, nik, only_zeros};

/// The tax number of a firm: 15 digits, 16 digits, or a NITKU of 22 (16 and the branch).
#[derive(Clone, PartialEq, Eq, Hash)]
pub struct Npwp {
    digits: String,
    check_failed: bool,
    restored: bool,
}

/// What a tax number turned out to be.
pub enum ParsedNpwp<'a> {
    /// The number of a firm, which may be kept and shown.
    Firm(Npwp),
    /// A citizen's tax number, which is their NIK: 16 digits to hash and to
    /// [`mask`](super::mask), not to keep. Borrowed wherever the text had no separators inside.
    Personal(Cow<'a, str>),
}

impl fmt::Debug for ParsedNpwp<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            ParsedNpwp::Firm(npwp) => f.debug_tuple("Firm").field(npwp).finish(),
            ParsedNpwp::Personal(_) => f.write_str("Personal(…)"),
        }
    }
}

impl Npwp {
    /// Reads a tax number; points, hyphens and spaces in it are dropped.
    ///
    /// Twelve digits are a number whose branch 000 was left out. Fourteen are 15 that lost their
    /// leading zero, if the check digit then holds. Sixteen (or the first of 22) that don't begin
    /// with 0 and read as a NIK belong to a person.
    ///
    /// ```
    /// use patuh_domain::identifiers::{Npwp, ParsedNpwp};
    ///
    /// let Ok(ParsedNpwp::Firm(npwp)) = Npwp::parse("01.312.166.0-091.000", false) else {
    ///     panic!("a firm's number");
    /// };
    /// assert_eq!(npwp.as_str(), "013121660091000");
    /// assert_eq!(npwp.match_key(), "0013121660091000");
    /// assert!(!npwp.check_failed());
    /// assert!(matches!(Npwp::parse("6474015708900007", false), Ok(ParsedNpwp::Personal(_))));
    /// ```
    ///
    /// # Errors
    /// Says which rule the text breaks; a failed check digit alone is no error.
    pub fn parse(text: &str, numeric_cell: bool) -> Result<ParsedNpwp<'_>, BadIdentifier> {
        if is_exponent(text) {
            return Err(BadIdentifier::Damaged);
        }
        let digits = without_separators(text);
        if !digits.bytes().all(|b| b.is_ascii_digit()) {
            return Err(BadIdentifier::NpwpCharacters);
        }
        if numeric_cell && is_damaged_number(&digits) {
            return Err(BadIdentifier::Damaged);
        }
        if !matches!(digits.len(), 12 | 14 | 15 | 16 | 22) {
            return Err(BadIdentifier::NpwpLength);
        }
        if only_zeros(&digits) {
            return Err(BadIdentifier::OnlyZeros);
        }
        match digits.len() {
            16 | 22 if reads_as_person(&digits[..16]) => Ok(ParsedNpwp::Personal(first_16(digits))),
            12 => Ok(firm(format!("{digits}000"), false)),
            14 => {
                let restored = format!("0{digits}");
                if !luhn_holds(&restored[..9]) {
                    return Err(BadIdentifier::NpwpZeroLost);
                }
                Ok(firm(restored, true))
            }
            _ => Ok(firm(digits.into_owned(), false)),
        }
    }

    /// The digits without separators; a lost zero or an omitted branch 000 is in them.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.digits
    }

    /// The form in which two numbers of one taxpayer are equal: 16 digits, or 22 for a branch
    /// that has its own NITKU.
    #[must_use]
    pub fn match_key(&self) -> String {
        match self.digits.len() {
            15 => format!("0{}", self.digits),
            22 if self.digits.ends_with("000000") => self.digits[..16].to_owned(),
            _ => self.digits.clone(),
        }
    }

    /// The check digit doesn't hold, which wants a warning; such numbers do exist.
    #[must_use]
    pub const fn check_failed(&self) -> bool {
        self.check_failed
    }

    /// A leading zero was given back, which wants a warning.
    #[must_use]
    pub const fn restored(&self) -> bool {
        self.restored
    }
}

impl fmt::Display for Npwp {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.digits)
    }
}

impl fmt::Debug for Npwp {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Npwp({self})")
    }
}

fn firm(digits: String, restored: bool) -> ParsedNpwp<'static> {
    let checked = match digits.len() {
        15 => &digits[..9],
        _ if digits.starts_with('0') => &digits[1..10],
        // Numbers given out since 2024 are not built from an older one and have no check digit.
        _ => "",
    };
    let check_failed = !luhn_holds(checked);
    ParsedNpwp::Firm(Npwp {
        digits,
        check_failed,
        restored,
    })
}

fn reads_as_person(digits: &str) -> bool {
    !digits.starts_with('0') && nik::check(digits).is_ok()
}

fn first_16(digits: Cow<'_, str>) -> Cow<'_, str> {
    match digits {
        Cow::Borrowed(digits) => Cow::Borrowed(&digits[..16]),
        Cow::Owned(mut digits) => {
            digits.truncate(16);
            Cow::Owned(digits)
        }
    }
}

fn without_separators(text: &str) -> Cow<'_, str> {
    let is_separator = |c: char| matches!(c, '.' | '-') || c.is_whitespace();
    if text.contains(is_separator) {
        Cow::Owned(text.chars().filter(|c| !is_separator(*c)).collect())
    } else {
        Cow::Borrowed(text)
    }
}

/// Whether the last of the digits is the check digit of those before it (Luhn).
pub(super) fn luhn_holds(digits: &str) -> bool {
    let sum: u32 = digits
        .bytes()
        .rev()
        .enumerate()
        .map(|(place, byte)| {
            let digit = u32::from(byte - b'0');
            match (place % 2, digit) {
                (0, digit) => digit,
                (_, digit @ 0..=4) => digit * 2,
                (_, digit) => digit * 2 - 9,
            }
        })
        .sum();
    sum.is_multiple_of(10)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn firm_of(text: &str) -> Npwp {
        match Npwp::parse(text, false) {
            Ok(ParsedNpwp::Firm(npwp)) => npwp,
            other => panic!("{other:?}"),
        }
    }

    #[test]
    fn the_check_digit_of_published_numbers_holds() {
        for text in [
            "013121660091000",
            "016090524017000",
            "013000666091000",
            "021832415000000",
        ] {
            assert!(!firm_of(text).check_failed(), "{text}");
        }
        assert!(firm_of("216090524017001").check_failed());
        for nine in ["012345674", "317458214", "845123678", "700000011"] {
            assert!(luhn_holds(nine), "{nine}");
        }
    }

    #[test]
    fn the_forms_of_one_number_have_one_key() {
        let key = "0013121660091000";
        for text in [
            "01.312.166.0-091.000",
            "013121660091000",
            "013121660091",
            "13121660091000",
            "0013121660091000",
            "0013121660091000000000",
            "0013 1216 6009 1000",
        ] {
            assert_eq!(firm_of(text).match_key(), key, "{text}");
        }
        assert_eq!(
            firm_of("0013121660091000000001").match_key(),
            "0013121660091000000001"
        );
        assert_eq!(firm_of("1000000000000123").match_key(), "1000000000000123");
    }

    #[test]
    fn a_lost_zero_comes_back_only_with_its_check_digit() {
        let npwp = firm_of("13121660091000");
        assert_eq!((npwp.as_str(), npwp.restored()), ("013121660091000", true));
        assert_eq!(
            Npwp::parse("13121661091000", true).unwrap_err(),
            BadIdentifier::NpwpZeroLost
        );
        assert!(!firm_of("013121660091000").restored());
    }

    #[test]
    fn a_citizens_number_is_only_lent() {
        for text in [
            "6474015708900007",
            "6474.0157.0890.0007",
            "6474015708900007000000",
        ] {
            match Npwp::parse(text, false) {
                Ok(ParsedNpwp::Personal(digits)) => assert_eq!(digits, "6474015708900007"),
                other => panic!("{other:?}"),
            }
        }
        let shown = format!("{:?}", Npwp::parse("6474015708900007", false).unwrap());
        assert_eq!(shown, "Personal(…)");
        assert_eq!(firm_of("6474013208900007").as_str(), "6474013208900007");
    }

    #[test]
    fn damage_and_disorder_are_told_apart() {
        for (text, numeric, why) in [
            ("6,47402E+15", false, BadIdentifier::Damaged),
            ("6474015708900010", true, BadIdentifier::Damaged),
            ("1000000000000120", true, BadIdentifier::Damaged),
            ("1013121660091000000000", true, BadIdentifier::Damaged),
            ("", false, BadIdentifier::NpwpLength),
            ("0131216600910", false, BadIdentifier::NpwpLength),
            ("01312166009100000", false, BadIdentifier::NpwpLength),
            ("01.312.166.O-091.000", false, BadIdentifier::NpwpCharacters),
            ("NPWP", false, BadIdentifier::NpwpCharacters),
            ("00.000.000.0-000.000", false, BadIdentifier::OnlyZeros),
        ] {
            assert_eq!(Npwp::parse(text, numeric).unwrap_err(), why, "{text}");
        }
        assert!(Npwp::parse("6474015708900010", false).is_ok());
        assert!(Npwp::parse("13121660091000", true).is_ok());
    }

    proptest! {
        #[test]
        fn reading_never_panics(text in ".*", digits in "[0-9. -]{10,26}") {
            for text in [text, digits] {
                let _ = (Npwp::parse(&text, true), Npwp::parse(&text, false));
            }
        }

        #[test]
        fn a_key_has_the_length_of_its_kind(digits in "0[0-9]{14}") {
            prop_assume!(digits != "000000000000000");
            let npwp = firm_of(&digits);
            prop_assert_eq!(npwp.match_key().len(), 16);
            let again = firm_of(&npwp.match_key());
            prop_assert_eq!(again.match_key(), npwp.match_key());
            prop_assert_eq!(again.check_failed(), npwp.check_failed());
        }
    }
}
