//! Money, exact to the sen.

use std::fmt;
use std::iter::Sum;
use std::ops::{Add, AddAssign, Sub};

use serde::{Deserialize, Serialize};

use crate::words::group_thousands;

/// An amount of money in sen (1/100 rupiah).
///
/// ```
/// use patuh_domain::money::Sen;
///
/// assert_eq!(Sen::from_rupiah(4_250_000).to_string(), "Rp4.250.000");
/// assert_eq!(Sen(425_000_050).to_string(), "Rp4.250.000,50");
/// assert_eq!(Sen(425_000_050).rupiah(), 4_250_001);
/// ```
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize,
)]
pub struct Sen(pub i64);

impl Sen {
    /// No money.
    pub const ZERO: Sen = Sen(0);

    /// A whole number of rupiah; what an `i64` can't hold stays at its limit.
    #[must_use]
    pub const fn from_rupiah(r: i64) -> Sen {
        Sen(r.saturating_mul(100))
    }

    /// The amount in rupiah, rounded half up.
    #[must_use]
    pub fn rupiah(self) -> i64 {
        self.0.saturating_add(50).div_euclid(100)
    }

    /// The amount, but not under `low` and not over `high`; where the two cross, `high` wins.
    #[must_use]
    pub fn clamp(self, low: Sen, high: Sen) -> Sen {
        self.max(low).min(high)
    }

    /// A share of the amount in basis points (1/100 of a percent), rounded half up to the sen.
    ///
    /// ```
    /// use patuh_domain::money::Sen;
    ///
    /// assert_eq!(Sen(378_001_266).share(400), Sen(15_120_051));
    /// ```
    #[must_use]
    pub fn share(self, basis_points: u32) -> Sen {
        let exact = i128::from(self.0) * i128::from(basis_points);
        let rounded = (exact + 5_000).div_euclid(10_000);
        Sen(i64::try_from(rounded).unwrap_or(i64::MAX))
    }

    /// The amount so many times; what an `i64` can't hold stays at its limit.
    #[must_use]
    pub fn times(self, factor: u32) -> Sen {
        Sen(self.0.saturating_mul(i64::from(factor)))
    }

    /// Reads the exact decimal form of configuration files, `"3780012.66"` or `"37800"`; `None`
    /// for anything else, a sign and more than two decimals included.
    #[must_use]
    pub fn from_decimal(text: &str) -> Option<Sen> {
        let (whole, fraction) = text.split_once('.').unwrap_or((text, "00"));
        let digits = |part: &str| !part.is_empty() && part.bytes().all(|b| b.is_ascii_digit());
        if !digits(whole) || !digits(fraction) || fraction.len() > 2 {
            return None;
        }
        let rupiah: i64 = whole.parse().ok()?;
        let sen: i64 = fraction.parse().ok()?;
        let sen = if fraction.len() == 1 { sen * 10 } else { sen };
        rupiah.checked_mul(100)?.checked_add(sen).map(Sen)
    }
}

impl fmt::Display for Sen {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let sign = if self.0 < 0 { "-" } else { "" };
        let size = self.0.unsigned_abs();
        write!(f, "{sign}Rp{}", group_thousands(size / 100))?;
        match size % 100 {
            0 => Ok(()),
            sen => write!(f, ",{sen:02}"),
        }
    }
}

impl Add for Sen {
    type Output = Sen;

    fn add(self, other: Sen) -> Sen {
        Sen(self.0.saturating_add(other.0))
    }
}

impl AddAssign for Sen {
    fn add_assign(&mut self, other: Sen) {
        *self = *self + other;
    }
}

impl Sub for Sen {
    type Output = Sen;

    fn sub(self, other: Sen) -> Sen {
        Sen(self.0.saturating_sub(other.0))
    }
}

impl Sum for Sen {
    fn sum<I: Iterator<Item = Sen>>(amounts: I) -> Sen {
        amounts.fold(Sen::ZERO, Add::add)
    }
}

/// Money as exact decimal text in configuration: `"3780012.66"`. For `#[serde(with = …)]`.
pub mod decimal_text {
    use serde::{Deserialize, Deserializer, de::Error};

    use super::Sen;

    /// Reads the text form.
    ///
    /// # Errors
    /// When the text is not plain digits with at most two decimals after a point.
    pub fn deserialize<'de, D: Deserializer<'de>>(source: D) -> Result<Sen, D::Error> {
        let text = String::deserialize(source)?;
        Sen::from_decimal(&text).ok_or_else(|| {
            D::Error::custom(
                "jumlah uang harus ditulis seperti \"3780012.66\" (rupiah, titik, sen)",
            )
        })
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn rupiah_are_rounded_half_up() {
        assert_eq!(Sen(49).rupiah(), 0);
        assert_eq!(Sen(50).rupiah(), 1);
        assert_eq!(Sen(149).rupiah(), 1);
        assert_eq!(Sen(-50).rupiah(), 0);
        assert_eq!(Sen(-51).rupiah(), -1);
    }

    #[test]
    fn an_amount_is_shown_the_indonesian_way() {
        assert_eq!(Sen(0).to_string(), "Rp0");
        assert_eq!(Sen(5).to_string(), "Rp0,05");
        assert_eq!(Sen::from_rupiah(999).to_string(), "Rp999");
        assert_eq!(Sen::from_rupiah(1_000).to_string(), "Rp1.000");
        assert_eq!(Sen(-425_000_050).to_string(), "-Rp4.250.000,50");
        assert_eq!(
            Sen::from_rupiah(24_494_400_000).to_string(),
            "Rp24.494.400.000"
        );
    }

    #[test]
    fn clamping_stays_between_the_bounds() {
        assert_eq!(Sen(1).clamp(Sen(5), Sen(9)), Sen(5));
        assert_eq!(Sen(7).clamp(Sen(5), Sen(9)), Sen(7));
        assert_eq!(Sen(12).clamp(Sen(5), Sen(9)), Sen(9));
    }

    #[test]
    fn decimal_text_is_exact() {
        assert_eq!(Sen::from_decimal("3780012.66"), Some(Sen(378_001_266)));
        assert_eq!(Sen::from_decimal("37800"), Some(Sen(3_780_000)));
        assert_eq!(Sen::from_decimal("0.5"), Some(Sen(50)));
        for bad in [
            "",
            ".",
            "1.",
            ".5",
            "1.234",
            "-1",
            "1,5",
            "1e3",
            "99999999999999999999",
        ] {
            assert_eq!(Sen::from_decimal(bad), None, "{bad}");
        }
    }

    proptest! {
        #[test]
        fn arithmetic_never_panics(a: i64, b: i64, n: u32) {
            let _ = (Sen(a) + Sen(b), Sen(a) - Sen(b), Sen(a).times(n), Sen(a).share(n));
            let _ = (Sen(a).rupiah(), Sen(a).to_string(), Sen::from_rupiah(a));
        }

        #[test]
        fn a_share_is_within_half_a_sen(a in 0i64..10_000_000_000_000, bp in 0u32..=10_000) {
            let doubled_error = (i128::from(Sen(a).share(bp).0) * 10_000
                - i128::from(a) * i128::from(bp)).abs() * 2;
            prop_assert!(doubled_error <= 10_000);
        }
    }
}
