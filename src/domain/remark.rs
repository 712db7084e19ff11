//! What officers put on record about an employer, and on which days it holds.

use chrono::NaiveDate;

/// What kind of thing was put on record.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum RemarkKind {
    /// Something to know; changes nothing.
    Note,
    /// A person confirmed that the workers are registered through the head office.
    HeadOffice,
    /// No case is opened and nobody is written to for a while.
    Exemption,
    /// The firm says that the data are wrong; no step is taken until it is settled.
    Dispute,
    /// The firm answered; no step is taken until an officer has decided about it.
    Reply,
}

impl RemarkKind {
    /// All kinds.
    pub const ALL: [Self; 5] = [
        Self::Note,
        Self::HeadOffice,
        Self::Exemption,
        Self::Dispute,
        Self::Reply,
    ];

    /// Name in columns.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Note => "note",
            Self::HeadOffice => "head_office",
            Self::Exemption => "exemption",
            Self::Dispute => "dispute",
            Self::Reply => "reply",
        }
    }

    /// The kind of that name.
    #[must_use]
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.code() == code)
    }

    /// Whether it stops every clock until an officer settles it, rather than ends on a day.
    #[must_use]
    pub const fn is_settled(self) -> bool {
        matches!(self, Self::Dispute | Self::Reply)
    }
}

/// How a dispute was settled.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Outcome {
    /// The firm was right; its data are corrected.
    FirmRight,
    /// The data stand.
    DataStand,
    /// Both in part.
    InPart,
    /// The firm took it back.
    TakenBack,
}

impl Outcome {
    /// All outcomes.
    pub const ALL: [Self; 4] = [
        Self::FirmRight,
        Self::DataStand,
        Self::InPart,
        Self::TakenBack,
    ];

    /// Name in columns.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::FirmRight => "firm_right",
            Self::DataStand => "data_stand",
            Self::InPart => "in_part",
            Self::TakenBack => "taken_back",
        }
    }

    /// The outcome of that name.
    #[must_use]
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|one| one.code() == code)
    }
}

/// Whether what nobody ended holds on a day; both ends belong to it, and no end means until
/// somebody ends it.
#[must_use]
pub fn holds(from_on: NaiveDate, until_on: Option<NaiveDate>, day: NaiveDate) -> bool {
    from_on <= day && until_on.is_none_or(|until| day <= until)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_last_day_still_counts_and_the_day_after_no_longer() {
        let day = |d| NaiveDate::from_ymd_opt(2026, 3, d).expect("a real day");
        assert!(!holds(day(5), Some(day(9)), day(4)));
        assert!(holds(day(5), Some(day(9)), day(5)));
        assert!(holds(day(5), Some(day(9)), day(9)));
        assert!(!holds(day(5), Some(day(9)), day(10)));
        assert!(holds(day(5), None, day(28)));
    }
}
