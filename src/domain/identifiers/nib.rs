use std::fmt;

use super::{BadIdentifier, all_digits, is_exponent, only_zeros};

/// The business registration number (Nomor Induk Berusaha): 13 digits without inner structure.
///
/// ```
/// use patuh_domain::identifiers::{BadIdentifier, Nib};
///
/// assert_eq!(Nib::parse("0220001234567").unwrap().as_str(), "0220001234567");
/// assert_eq!(Nib::parse("220001234567"), Err(BadIdentifier::Nib));
/// ```
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Nib([u8; 13]);

impl Nib {
    /// Reads a NIB; a zero that a spreadsheet took away is not given back.
    ///
    /// # Errors
    /// When the text is not 13 digits, is only zeros, or was damaged by a spreadsheet.
    pub fn parse(text: &str) -> Result<Nib, BadIdentifier> {
        match <[u8; 13]>::try_from(text.as_bytes()) {
            Ok(_) if all_digits(text) && only_zeros(text) => Err(BadIdentifier::OnlyZeros),
            Ok(digits) if all_digits(text) => Ok(Nib(digits)),
            _ if is_exponent(text) => Err(BadIdentifier::Damaged),
            _ => Err(BadIdentifier::Nib),
        }
    }

    /// The 13 digits.
    #[must_use]
    pub fn as_str(&self) -> &str {
        ascii(&self.0)
    }
}

fn ascii(digits: &[u8; 13]) -> &str {
    std::str::from_utf8(digits).expect("digits are valid UTF-8")
}

impl fmt::Display for Nib {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl fmt::Debug for Nib {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Nib({self})")
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn only_thirteen_digits_are_a_nib() {
        assert!(Nib::parse("9120001234567").is_ok());
        for text in [
            "",
            "912000123456",
            "91200012345678",
            "912000123456a",
            "9120 00123456",
            "１1200012345",
        ] {
            assert_eq!(Nib::parse(text), Err(BadIdentifier::Nib), "{text}");
        }
        assert_eq!(Nib::parse("9,12E+12"), Err(BadIdentifier::Damaged));
        assert_eq!(Nib::parse("0000000000000"), Err(BadIdentifier::OnlyZeros));
    }

    proptest! {
        #[test]
        fn reading_never_panics_and_keeps_the_digits(text in ".*", digits in "[1-9][0-9]{12}") {
            let _ = Nib::parse(&text);
            let nib = Nib::parse(&digits).unwrap();
            prop_assert_eq!(nib.as_str(), digits.as_str());
        }
    }
}
