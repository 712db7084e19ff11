//! A person, known only by a keyed hash.

use std::fmt;

/// The first 128 bits of the keyed hash of a NIK (HMAC-SHA-256 with a secret that is not in the
/// database).
///
/// Whoever holds the secret could find a person by it, so even the hash is not shown in full by
/// `Debug`.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct PersonKey(pub [u8; 16]);

impl PersonKey {
    /// The key from stored bytes; `None` when they are not exactly sixteen.
    #[must_use]
    pub fn from_bytes(bytes: &[u8]) -> Option<PersonKey> {
        bytes.try_into().ok().map(PersonKey)
    }

    /// The sixteen bytes.
    #[must_use]
    pub const fn as_bytes(&self) -> &[u8; 16] {
        &self.0
    }

    /// The key as 32 lower-case hexadecimal digits.
    #[must_use]
    pub fn to_hex(&self) -> String {
        let digit = |nibble: u8| char::from_digit(u32::from(nibble), 16).unwrap_or('0');
        self.0
            .iter()
            .flat_map(|byte| [digit(byte >> 4), digit(byte & 15)])
            .collect()
    }
}

impl fmt::Debug for PersonKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "PersonKey({:02x}{:02x}…)", self.0[0], self.0[1])
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bytes_and_digits_agree() {
        let key = PersonKey::from_bytes(&[0xab; 16]).unwrap();
        assert_eq!(key.to_hex(), "ab".repeat(16));
        assert_eq!(PersonKey::from_bytes(key.as_bytes()), Some(key));
        assert_eq!(PersonKey::from_bytes(&[0; 15]), None);
    }

    #[test]
    fn debug_shows_only_the_beginning() {
        assert_eq!(format!("{:?}", PersonKey([0x5c; 16])), "PersonKey(5c5c…)");
    }
}
