//! The secret in the address of a reply page.

use std::{fmt, str::FromStr};

use uuid::Uuid;

/// Bytes of the signature that are kept; nobody guesses 128 bits.
const TAG: usize = 16;
/// Hexadecimal digits of a token.
const LENGTH: usize = 2 * (16 + TAG);

/// A link's id and its signature: 64 hexadecimal digits. Whoever holds it may answer for one case
/// of one firm, so it is shown to nobody else and stands in no log.
#[derive(Clone, PartialEq, Eq)]
pub struct LinkToken {
    /// Which link it claims to be.
    pub link: Uuid,
    /// What proves it.
    pub tag: [u8; TAG],
}

impl LinkToken {
    /// Of a link and the bytes that its key makes of it.
    #[must_use]
    pub fn new(link: Uuid, signature: &[u8; 32]) -> Self {
        let mut tag = [0; TAG];
        tag.copy_from_slice(&signature[..TAG]);
        Self { link, tag }
    }

    /// Whether the signature is that one. Every byte is compared, so that the time it takes tells
    /// nothing.
    #[must_use]
    pub fn is_signed_by(&self, signature: &[u8; 32]) -> bool {
        let differs = self.tag.iter().zip(signature);
        differs.fold(0, |sum, (a, b)| sum | (a ^ b)) == 0
    }
}

impl fmt::Debug for LinkToken {
    /// Never the signature.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "LinkToken({}, …)", self.link)
    }
}

impl fmt::Display for LinkToken {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let bytes = self.link.as_bytes().iter().chain(&self.tag);
        bytes.copied().try_for_each(|byte| write!(f, "{byte:02x}"))
    }
}

/// The text can be no link's secret.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not a link to a reply page")]
pub struct NoToken;

impl FromStr for LinkToken {
    type Err = NoToken;

    fn from_str(text: &str) -> Result<Self, NoToken> {
        if text.len() != LENGTH || !text.bytes().all(|b| b.is_ascii_hexdigit()) {
            return Err(NoToken);
        }
        let mut bytes = [0; LENGTH / 2];
        for (at, byte) in bytes.iter_mut().enumerate() {
            let digits = &text[2 * at..2 * at + 2];
            *byte = u8::from_str_radix(digits, 16).map_err(|_| NoToken)?;
        }
        let (link, tag) = bytes.split_at(16);
        Ok(Self {
            link: Uuid::from_slice(link).map_err(|_| NoToken)?,
            tag: tag.try_into().map_err(|_| NoToken)?,
        })
    }
}

/// A text without the secrets of links to reply pages. Officers read the mails that hold them, and
/// must be able neither to press the firm's button nor to answer in its place.
///
/// ```
/// use patuh_domain::answer::without_tokens;
///
/// let mail = format!("Jawab di https://patuh.kota.example/r/{}.", "0a".repeat(32));
/// assert_eq!(without_tokens(&mail), "Jawab di https://patuh.kota.example/r/….");
/// ```
#[must_use]
pub fn without_tokens(text: &str) -> String {
    let mut kept = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find(|c: char| c.is_ascii_hexdigit()) {
        kept.push_str(&rest[..at]);
        rest = &rest[at..];
        let end = rest.find(|c: char| !c.is_ascii_hexdigit());
        let (digits, after) = rest.split_at(end.unwrap_or(rest.len()));
        let is_token = digits.len() == LENGTH && kept.ends_with('/');
        kept.push_str(if is_token { "…" } else { digits });
        rest = after;
    }
    kept.push_str(rest);
    kept
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_token_is_written_and_read_and_its_signature_is_what_counts() {
        let token = LinkToken::new(Uuid::from_u128(7), &[9; 32]);
        let text = token.to_string();
        assert_eq!(text.len(), LENGTH);
        let read: LinkToken = text.parse().unwrap();
        assert!(read.is_signed_by(&[9; 32]));
        assert!(!read.is_signed_by(&[8; 32]));
        assert_eq!(text.to_uppercase().parse::<LinkToken>(), Ok(token.clone()));
        assert!(!format!("{token:?}").contains("0909"));
        for wrong in [
            "",
            "0",
            &text[1..],
            &format!("{text}0"),
            &"g".repeat(64),
            &"é".repeat(32),
        ] {
            assert_eq!(wrong.parse::<LinkToken>(), Err(NoToken), "{wrong}");
        }
    }
}
