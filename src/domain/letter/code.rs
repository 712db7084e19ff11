//! The short code by which anybody can look a letter up.

use std::{fmt, str::FromStr};

/// Figures and letters that are not taken for one another.
const ALPHABET: &[u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";

/// Letters and figures of a code.
const LENGTH: usize = 10;

/// A letter's code, `7K2M9-QXA4T`: 50 bits that nobody can guess.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct LetterCode(String);

impl LetterCode {
    /// Made from the first 50 of these bits, which must come from a secret or from chance.
    ///
    /// ```
    /// use patuh_domain::letter::LetterCode;
    ///
    /// let code = LetterCode::from_bits([0, 1, 2, 3, 4, 5, 6, 255]);
    /// assert_eq!(code.to_string().len(), 11);
    /// assert_eq!(code.to_string().to_lowercase().parse(), Ok(code));
    /// ```
    #[must_use]
    pub fn from_bits(bits: [u8; 8]) -> Self {
        let mut rest = u64::from_be_bytes(bits);
        let mut code = String::with_capacity(LENGTH);
        for _ in 0..LENGTH {
            let at = usize::try_from(rest & 31).unwrap_or_default();
            code.push(char::from(ALPHABET[at]));
            rest >>= 5;
        }
        Self(code)
    }

    /// Without the dash, as it is stored.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for LetterCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}-{}", &self.0[..LENGTH / 2], &self.0[LENGTH / 2..])
    }
}

/// What was typed is no letter's code.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not a letter's code")]
pub struct NoCode;

impl FromStr for LetterCode {
    type Err = NoCode;

    /// As somebody types it from paper: in any case, with blanks and dashes, O for 0, I or L
    /// for 1.
    fn from_str(typed: &str) -> Result<Self, NoCode> {
        let mut code = String::with_capacity(LENGTH);
        for character in typed.chars() {
            let character = match character.to_ascii_uppercase() {
                ' ' | '-' => continue,
                'O' => '0',
                'I' | 'L' => '1',
                other => other,
            };
            let known = u8::try_from(character).is_ok_and(|byte| ALPHABET.contains(&byte));
            if !known || code.len() == LENGTH {
                return Err(NoCode);
            }
            code.push(character);
        }
        if code.len() == LENGTH {
            Ok(Self(code))
        } else {
            Err(NoCode)
        }
    }
}
