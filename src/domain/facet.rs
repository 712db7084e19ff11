//! What a list of employers can be sieved by: properties that each employer has or hasn't.
//!
//! Every property has a slot, a small number, so that a list can keep one set of employers for
//! each and answer any combination of them.

use chrono::NaiveDate;

use crate::{
    finding::Finding,
    ladder::Stage,
    names::Form,
    regions::{KELURAHAN, Kelurahan},
    remark::{RemarkKind, holds},
    verdict::Verdict,
};

/// How many workers an employer has, in the classes of statistics.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Size {
    /// 1 to 9.
    Micro,
    /// 10 to 49.
    Small,
    /// 50 to 99.
    Medium,
    /// 100 and more.
    Large,
}

impl Size {
    /// From the smallest to the largest.
    pub const ALL: [Self; 4] = [Self::Micro, Self::Small, Self::Medium, Self::Large];

    /// The class of a headcount; none where nobody is known to work there.
    #[must_use]
    pub const fn of(headcount: Option<u32>) -> Option<Self> {
        match headcount {
            None | Some(0) => None,
            Some(1..=9) => Some(Self::Micro),
            Some(10..=49) => Some(Self::Small),
            Some(50..=99) => Some(Self::Medium),
            Some(100..) => Some(Self::Large),
        }
    }

    /// Name in addresses.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Micro => "1-9",
            Self::Small => "10-49",
            Self::Medium => "50-99",
            Self::Large => "100",
        }
    }

    /// The class of that name.
    #[must_use]
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|size| size.code() == code)
    }
}

/// When an employer was last written to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Contact {
    /// Not yet.
    Never,
    /// Within the last [`Contact::RECENT_DAYS`] days.
    Recent,
    /// Before that.
    Earlier,
}

impl Contact {
    /// Every class.
    pub const ALL: [Self; 3] = [Self::Never, Self::Recent, Self::Earlier];
    /// Days that count as lately.
    pub const RECENT_DAYS: u16 = 30;

    /// Name in addresses.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Never => "never",
            Self::Recent => "recent",
            Self::Earlier => "earlier",
        }
    }

    /// The class of that name.
    #[must_use]
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|contact| contact.code() == code)
    }
}

/// What holds every step back.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Hold {
    /// The firm says that the data are wrong, and nobody has settled it yet.
    Disputed,
    /// An officer exempted it until a day that has not passed.
    Exempt,
}

impl Hold {
    /// Every one.
    pub const ALL: [Self; 2] = [Self::Disputed, Self::Exempt];

    /// Name in addresses.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Disputed => "disputed",
            Self::Exempt => "exempt",
        }
    }

    /// The one that a remark nobody has ended stands for on a day, if it stands for one.
    #[must_use]
    pub fn of(
        kind: RemarkKind,
        (from_on, until_on): (NaiveDate, Option<NaiveDate>),
        day: NaiveDate,
    ) -> Option<Self> {
        let hold = match kind {
            RemarkKind::Dispute => Self::Disputed,
            RemarkKind::Exemption => Self::Exempt,
            RemarkKind::Note | RemarkKind::HeadOffice | RemarkKind::Reply => return None,
        };
        holds(from_on, until_on, day).then_some(hold)
    }
}

/// One property. `None` stands for "not known" or "none".
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Facet {
    /// The verdict that stands.
    Verdict(Verdict),
    /// Something that was found.
    Finding(Finding),
    /// Where it is; `None` for places that are no kelurahan of the city.
    Kelurahan(Option<Kelurahan>),
    /// The legal form; `None` for others.
    Form(Option<Form>),
    /// How many workers it has.
    Size(Option<Size>),
    /// The step that the verdict's case is on; `None` without an open case.
    Stage(Option<Stage>),
    /// Whether an e-mail address is known.
    Email(bool),
    /// When it was last written to.
    Contact(Contact),
    /// What holds every step back; an employer may have both.
    Hold(Option<Hold>),
    /// It has workers who must be enrolled and pay for themselves.
    SelfFunded,
}

const FINDINGS: usize = Verdict::ALL.len();
const PLACES: usize = FINDINGS + Finding::ALL.len();
const FORMS: usize = PLACES + KELURAHAN.len() + 1;
const SIZES: usize = FORMS + Form::ALL.len() + 1;
const STAGES: usize = SIZES + Size::ALL.len() + 1;
const EMAIL: usize = STAGES + Stage::ALL.len() + 1;
const CONTACTS: usize = EMAIL + 2;
const HOLDS: usize = CONTACTS + Contact::ALL.len();
const SELF_FUNDED: usize = HOLDS + Hold::ALL.len() + 1;

impl Facet {
    /// How many slots there are.
    pub const SLOTS: usize = SELF_FUNDED + 1;

    /// The property's own number, below [`Facet::SLOTS`].
    #[must_use]
    pub fn slot(self) -> usize {
        match self {
            Self::Verdict(one) => place(&Verdict::ALL, Some(&one)),
            Self::Finding(one) => FINDINGS + place(&Finding::ALL, Some(&one)),
            Self::Kelurahan(one) => PLACES + place(&KELURAHAN, one.as_ref()),
            Self::Form(one) => FORMS + place(&Form::ALL, one.as_ref()),
            Self::Size(one) => SIZES + place(&Size::ALL, one.as_ref()),
            Self::Stage(one) => STAGES + place(&Stage::ALL, one.as_ref()),
            Self::Email(known) => EMAIL + usize::from(known),
            Self::Contact(one) => CONTACTS + place(&Contact::ALL, Some(&one)),
            Self::Hold(one) => HOLDS + place(&Hold::ALL, one.as_ref()),
            Self::SelfFunded => SELF_FUNDED,
        }
    }
}

/// Where one stands among all; behind them where there is none.
fn place<T: PartialEq>(all: &[T], one: Option<&T>) -> usize {
    all.iter()
        .position(|other| Some(other) == one)
        .unwrap_or(all.len())
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    fn with_none<T: Copy>(all: &[T]) -> impl Iterator<Item = Option<T>> {
        all.iter().copied().map(Some).chain([None])
    }

    #[test]
    fn every_property_has_a_slot_of_its_own_and_no_slot_is_left_over() {
        let mut all: Vec<Facet> = Verdict::ALL.map(Facet::Verdict).to_vec();
        all.extend(Finding::ALL.map(Facet::Finding));
        all.extend(with_none(&KELURAHAN).map(Facet::Kelurahan));
        all.extend(with_none(&Form::ALL).map(Facet::Form));
        all.extend(with_none(&Size::ALL).map(Facet::Size));
        all.extend(with_none(&Stage::ALL).map(Facet::Stage));
        all.extend([false, true].map(Facet::Email));
        all.extend(Contact::ALL.map(Facet::Contact));
        all.extend(with_none(&Hold::ALL).map(Facet::Hold));
        all.push(Facet::SelfFunded);
        let slots: BTreeSet<usize> = all.iter().map(|facet| facet.slot()).collect();
        assert_eq!(slots.len(), all.len());
        assert!(slots.into_iter().eq(0..Facet::SLOTS));
    }

    #[test]
    fn a_class_of_size_ends_where_the_next_begins() {
        let sizes = [0, 1, 9, 10, 49, 50, 99, 100, 9_000].map(|n| Size::of(Some(n)));
        let codes = sizes.map(|size| size.map_or("", Size::code));
        assert_eq!(
            codes,
            [
                "", "1-9", "1-9", "10-49", "10-49", "50-99", "50-99", "100", "100"
            ]
        );
        assert_eq!(Size::of(None), None);
        for size in Size::ALL {
            assert_eq!(Size::from_code(size.code()), Some(size));
        }
        for contact in Contact::ALL {
            assert_eq!(Contact::from_code(contact.code()), Some(contact));
        }
    }

    #[test]
    fn only_what_holds_steps_back_is_a_hold_and_only_while_it_runs() {
        let day = |d| NaiveDate::from_ymd_opt(2026, 3, d).expect("a real day");
        let on = |kind, until, d| Hold::of(kind, (day(5), until), day(d));
        assert_eq!(on(RemarkKind::Dispute, None, 28), Some(Hold::Disputed));
        assert_eq!(
            on(RemarkKind::Exemption, Some(day(9)), 9),
            Some(Hold::Exempt)
        );
        assert_eq!(on(RemarkKind::Exemption, Some(day(9)), 10), None);
        assert_eq!(on(RemarkKind::Note, None, 6), None);
        assert_eq!(on(RemarkKind::HeadOffice, Some(day(9)), 6), None);
    }
}
