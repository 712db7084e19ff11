//! Who may sign, and in what capacity. Signatories change often: they stand in the database with
//! the days between which they hold their office, never in code or templates.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::Signature;

/// In what capacity somebody signs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Capacity {
    /// Holds the office.
    Holder,
    /// a.n.: in the name of somebody above.
    OnBehalf,
    /// Plt.: carries out the tasks of an office that is vacant.
    Acting,
    /// Plh.: carries out the daily tasks while the holder is away.
    Daily,
}

impl Capacity {
    /// Every one.
    pub const ALL: [Self; 4] = [Self::Holder, Self::OnBehalf, Self::Acting, Self::Daily];

    /// Name in columns.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Holder => "holder",
            Self::OnBehalf => "on_behalf",
            Self::Acting => "acting",
            Self::Daily => "daily",
        }
    }

    /// The one of that name.
    #[must_use]
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|one| one.code() == code)
    }
}

/// Somebody who may sign.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Signatory {
    /// The person, with titles.
    pub name: String,
    /// Pangkat; a mayor has none.
    pub rank: Option<String>,
    /// Number of a civil servant; a mayor has none.
    pub nip: Option<String>,
    /// The office that is signed for: `Kepala Dinas …`, `Wali Kota …`.
    pub title: String,
    /// The person's own office where it is another: `Sekretaris Daerah`, with a.n.
    pub own_title: Option<String>,
    /// In what capacity.
    pub capacity: Capacity,
    /// The first day.
    pub from: NaiveDate,
    /// The last day; `None` while it goes on.
    pub to: Option<NaiveDate>,
}

impl Signatory {
    /// Whether a letter of that day may be signed by this person.
    #[must_use]
    pub fn is_in_office(&self, on: NaiveDate) -> bool {
        self.from <= on && self.to.is_none_or(|last| on <= last)
    }

    /// What stands above and under the signature.
    #[must_use]
    pub fn signature(&self) -> Signature {
        let title = match self.capacity {
            Capacity::Holder => vec![format!("{},", self.title)],
            Capacity::Acting => vec![format!("Plt. {},", self.title)],
            Capacity::Daily => vec![format!("Plh. {},", self.title)],
            Capacity::OnBehalf => {
                let own = self.own_title.as_deref().unwrap_or_default();
                vec![format!("a.n. {}", self.title), format!("{own},")]
            }
        };
        Signature {
            title,
            name: Some(self.name.clone()),
            rank: self.rank.clone(),
            nip: self.nip.clone(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn someone(capacity: Capacity) -> Signatory {
        let day = |d| NaiveDate::from_ymd_opt(2026, 3, d).unwrap();
        Signatory {
            name: "NAMA CONTOH".to_owned(),
            rank: Some("Pembina Utama Muda".to_owned()),
            nip: Some("000000000000000000".to_owned()),
            title: "Wali Kota Contoh".to_owned(),
            own_title: Some("Sekretaris Daerah".to_owned()),
            capacity,
            from: day(2),
            to: Some(day(20)),
        }
    }

    #[test]
    fn the_capacity_stands_before_the_office() {
        let title = |capacity| someone(capacity).signature().title;
        assert_eq!(title(Capacity::Holder), ["Wali Kota Contoh,"]);
        assert_eq!(title(Capacity::Acting), ["Plt. Wali Kota Contoh,"]);
        assert_eq!(title(Capacity::Daily), ["Plh. Wali Kota Contoh,"]);
        assert_eq!(
            title(Capacity::OnBehalf),
            ["a.n. Wali Kota Contoh", "Sekretaris Daerah,"]
        );
    }

    #[test]
    fn nobody_signs_before_or_after_holding_the_office() {
        let day = |d| NaiveDate::from_ymd_opt(2026, 3, d).unwrap();
        let one = someone(Capacity::Holder);
        let days: Vec<bool> = [1, 2, 20, 21].map(|d| one.is_in_office(day(d))).into();
        assert_eq!(days, [false, true, true, false]);
    }
}
