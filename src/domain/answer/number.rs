//! The number that a firm gets for its answer.

use std::{fmt, str::FromStr};

/// An answer's receipt number, `J-2026-00012`: the year and the place in it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ReceiptNo {
    /// The year in which it was given.
    pub year: i32,
    /// From 1.
    pub no: u32,
}

impl fmt::Display for ReceiptNo {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "J-{}-{:05}", self.year, self.no)
    }
}

/// What was typed is no receipt number.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not a receipt number such as J-2026-00012")]
pub struct NoReceipt;

impl FromStr for ReceiptNo {
    type Err = NoReceipt;

    /// ```
    /// use patuh_domain::answer::ReceiptNo;
    ///
    /// let number: ReceiptNo = " j-2026-00012 ".parse().unwrap();
    /// assert_eq!(number.to_string(), "J-2026-00012");
    /// assert!("2026-12".parse::<ReceiptNo>().is_err());
    /// ```
    fn from_str(typed: &str) -> Result<Self, NoReceipt> {
        let typed = typed.trim().to_ascii_uppercase();
        let (year, no) = typed
            .strip_prefix("J-")
            .and_then(|rest| rest.split_once('-'))
            .ok_or(NoReceipt)?;
        let digits = |text: &str| !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit());
        if !digits(year) || !digits(no) {
            return Err(NoReceipt);
        }
        Ok(Self {
            year: year.parse().map_err(|_| NoReceipt)?,
            no: no.parse().map_err(|_| NoReceipt)?,
        })
    }
}
