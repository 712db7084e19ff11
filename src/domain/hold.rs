//! Whom an officer may hold back, so that nobody writes to them for a while.

use crate::ids::EmployerId;

/// Who is held back.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Scope {
    /// One firm.
    Employer(EmployerId),
    /// All firms whose KBLI code begins with these digits.
    Sector(String),
    /// Everybody.
    City,
}

impl Scope {
    /// Name in columns.
    #[must_use]
    pub const fn code(&self) -> &'static str {
        match self {
            Self::Employer(_) => "employer",
            Self::Sector(_) => "sector",
            Self::City => "city",
        }
    }

    /// A sector by the first two to five digits of its KBLI code.
    #[must_use]
    pub fn sector(typed: &str) -> Option<Self> {
        let digits = typed.trim();
        let fits = (2..=5).contains(&digits.len()) && digits.bytes().all(|b| b.is_ascii_digit());
        fits.then(|| Self::Sector(digits.to_owned()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sector_is_named_by_the_beginning_of_its_code() {
        assert_eq!(Scope::sector(" 41 "), Some(Scope::Sector("41".to_owned())));
        assert_eq!(Scope::sector("5"), None);
        assert_eq!(Scope::sector("41%"), None);
        assert_eq!(Scope::sector("123456"), None);
    }
}
