use std::fmt;

use super::{BadIdentifier, is_exponent};

/// The number under which BPJS Kesehatan knows a firm (`kode BU`): eight digits, shown with its
/// leading zeros.
///
/// ```
/// use patuh_domain::identifiers::{BadIdentifier, BpjsCode};
///
/// let (code, padded) = BpjsCode::parse("1234567", true).unwrap();
/// assert_eq!((code.to_string().as_str(), padded), ("01234567", true));
/// assert_eq!(BpjsCode::parse("1234567", false), Err(BadIdentifier::BpjsCode));
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct BpjsCode(u32);

impl BpjsCode {
    const LARGEST: u32 = 99_999_999;

    /// Reads a code; the flag tells that leading zeros lost in a numeric cell were given back,
    /// which wants a warning.
    ///
    /// # Errors
    /// When the text is not eight digits (up to eight in a numeric cell), is only zeros, or was
    /// damaged by a spreadsheet.
    pub fn parse(text: &str, numeric_cell: bool) -> Result<(BpjsCode, bool), BadIdentifier> {
        let bytes = text.as_bytes();
        let padded = numeric_cell && (1..8).contains(&bytes.len());
        if bytes.len() != 8 && !padded {
            return Err(refusal(text));
        }
        let mut number = 0;
        for byte in bytes {
            if !byte.is_ascii_digit() {
                return Err(refusal(text));
            }
            number = number * 10 + u32::from(byte - b'0');
        }
        match number {
            0 => Err(BadIdentifier::OnlyZeros),
            _ => Ok((BpjsCode(number), padded)),
        }
    }

    /// The code as a number from 1 to 99,999,999.
    #[must_use]
    pub const fn number(self) -> u32 {
        self.0
    }

    /// The code of a stored number; `None` outside 1 to 99,999,999.
    #[must_use]
    pub const fn from_number(number: u32) -> Option<BpjsCode> {
        if number == 0 || number > BpjsCode::LARGEST {
            None
        } else {
            Some(BpjsCode(number))
        }
    }
}

fn refusal(text: &str) -> BadIdentifier {
    if is_exponent(text) {
        BadIdentifier::Damaged
    } else {
        BadIdentifier::BpjsCode
    }
}

impl fmt::Display for BpjsCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:08}", self.0)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn eight_digits_are_a_code_and_numbers_are_padded() {
        assert_eq!(BpjsCode::parse("00000007", false).unwrap().0.number(), 7);
        assert_eq!(BpjsCode::parse("7", true).unwrap(), (BpjsCode(7), true));
        assert_eq!(
            BpjsCode::parse("12345678", true).unwrap(),
            (BpjsCode(12_345_678), false)
        );
        for text in [
            "",
            "1234567",
            "123456789",
            "BU123456",
            "1234 567",
            "+1234567",
            "12,34,56",
        ] {
            assert_eq!(
                BpjsCode::parse(text, false),
                Err(BadIdentifier::BpjsCode),
                "{text}"
            );
        }
        assert_eq!(BpjsCode::parse("", true), Err(BadIdentifier::BpjsCode));
        assert_eq!(BpjsCode::parse("123.5", true), Err(BadIdentifier::BpjsCode));
        assert_eq!(
            BpjsCode::parse("00000000", false),
            Err(BadIdentifier::OnlyZeros)
        );
        assert_eq!(
            BpjsCode::parse("1,23E+07", false),
            Err(BadIdentifier::Damaged)
        );
    }

    proptest! {
        #[test]
        fn codes_round_trip(text in ".*", number in 1u32..=99_999_999) {
            let _ = (BpjsCode::parse(&text, true), BpjsCode::parse(&text, false));
            let code = BpjsCode::from_number(number).unwrap();
            prop_assert_eq!(BpjsCode::parse(&code.to_string(), false), Ok((code, false)));
            prop_assert_eq!(BpjsCode::parse(&number.to_string(), true).unwrap().0, code);
        }
    }
}
