//! In which state a worker is, judged by the person's memberships in JKN.

use chrono::{Days, NaiveDate};

use crate::segment::Segment;

/// The days of somebody's work, as far as a roster states them.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Tenure {
    /// The first day; unknown counts as long ago.
    pub started_on: Option<NaiveDate>,
    /// The day on which it ended.
    pub ended_on: Option<NaiveDate>,
}

impl Tenure {
    /// Whether the person works on that day.
    #[must_use]
    pub fn is_employed_on(self, day: NaiveDate) -> bool {
        self.started_on.is_none_or(|start| start <= day)
            && self.ended_on.is_none_or(|end| end > day)
    }

    /// Whether the person works on that day and started more than `grace_days` before it.
    ///
    /// ```
    /// use chrono::NaiveDate;
    /// use patuh_domain::membership::Tenure;
    ///
    /// let day = |d| NaiveDate::from_ymd_opt(2026, 3, d).unwrap();
    /// let started = |d| Tenure { started_on: Some(day(d)), ended_on: None };
    /// assert!(!started(1).is_due_on(day(31), 30));
    /// assert!(started(1).is_due_on(day(31), 29));
    /// assert!(Tenure::default().is_due_on(day(31), 30));
    /// ```
    #[must_use]
    pub fn is_due_on(self, day: NaiveDate, grace_days: u16) -> bool {
        let last = day - Days::new(grace_days.into());
        self.is_employed_on(day) && self.started_on.is_none_or(|start| start < last)
    }
}

/// One membership of a person, seen from one employer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Membership {
    /// The segment it belongs to.
    pub segment: Segment,
    /// Whether care is guaranteed now.
    pub active: bool,
    /// PISA 1: the person is the participant, not somebody's dependant.
    pub main: bool,
    /// It stands under one of the employer's own codes (its own or its head office's).
    pub own: bool,
}

/// What a membership must look like to put a worker in a state. `None` means any.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Condition {
    /// The segments that count; empty means any.
    pub segments: &'static [Segment],
    /// Whether the membership must be active.
    pub active: bool,
    /// Whether the person must be the participant, or must be a dependant.
    pub main: Option<bool>,
    /// Whether it must stand under the employer's codes.
    pub own: Option<bool>,
}

impl Condition {
    /// Whether one membership meets the condition.
    #[must_use]
    pub fn holds(&self, membership: Membership) -> bool {
        (self.segments.is_empty() || self.segments.contains(&membership.segment))
            && self.active == membership.active
            && self.main.is_none_or(|main| main == membership.main)
            && self.own.is_none_or(|own| own == membership.own)
    }
}

/// The state of one due worker. Declared in the order of precedence: a worker is in the first
/// state that any of the person's memberships meets.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum WorkerState {
    /// Active wage worker under the employer's codes.
    Enrolled,
    /// Wage worker under the employer's codes, not active.
    Inactive,
    /// Active as a wage worker or non-worker under anybody else.
    Elsewhere,
    /// Paid by the city (PBPU Pemda).
    CityFunded,
    /// Paid by the state (PBI JK).
    StateFunded,
    /// Pays alone (PBPU).
    SelfFunded,
    /// Active as another's dependant.
    Dependant,
    /// Some membership, none of them active.
    Lapsed,
    /// No membership at all.
    NotFound,
}

impl WorkerState {
    /// All states, in the order of precedence.
    pub const ALL: [Self; 9] = [
        Self::Enrolled,
        Self::Inactive,
        Self::Elsewhere,
        Self::CityFunded,
        Self::StateFunded,
        Self::SelfFunded,
        Self::Dependant,
        Self::Lapsed,
        Self::NotFound,
    ];

    /// Place in the order of precedence, from 0.
    #[must_use]
    pub const fn rank(self) -> usize {
        self as usize
    }

    /// Name in files and columns.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Enrolled => "enrolled",
            Self::Inactive => "inactive",
            Self::Elsewhere => "elsewhere",
            Self::CityFunded => "city_funded",
            Self::StateFunded => "state_funded",
            Self::SelfFunded => "self_funded",
            Self::Dependant => "dependant",
            Self::Lapsed => "lapsed",
            Self::NotFound => "not_found",
        }
    }

    /// The everyday Indonesian words.
    #[must_use]
    pub const fn words(self) -> &'static str {
        match self {
            Self::Enrolled => "terdaftar aktif",
            Self::Inactive => "terdaftar, nonaktif",
            Self::Elsewhere => "aktif di tempat lain",
            Self::CityFunded => "dibiayai kota (PBPU Pemda)",
            Self::StateFunded => "dibiayai negara (PBI JK)",
            Self::SelfFunded => "mandiri (PBPU)",
            Self::Dependant => "ikut anggota keluarga",
            Self::Lapsed => "pernah terdaftar, kini nonaktif",
            Self::NotFound => "tidak ditemukan",
        }
    }

    /// Whether a due worker in this state should be enrolled by the employer and is not.
    #[must_use]
    pub const fn is_missing(self) -> bool {
        !matches!(self, Self::Enrolled | Self::Inactive | Self::Elsewhere)
    }

    /// What a membership must look like; `None` for the state of having none.
    #[must_use]
    pub const fn condition(self) -> Option<Condition> {
        const ANY: Condition = Condition {
            segments: &[],
            active: true,
            main: None,
            own: None,
        };
        Some(match self {
            Self::Enrolled => Condition {
                segments: &[Segment::PpuBu],
                main: Some(true),
                own: Some(true),
                ..ANY
            },
            Self::Inactive => Condition {
                segments: &[Segment::PpuBu],
                active: false,
                main: Some(true),
                own: Some(true),
            },
            Self::Elsewhere => Condition {
                segments: &[Segment::PpuBu, Segment::PpuPn, Segment::Bp],
                main: Some(true),
                ..ANY
            },
            Self::CityFunded => Condition {
                segments: &[Segment::PbpuPemda],
                ..ANY
            },
            Self::StateFunded => Condition {
                segments: &[Segment::PbiJk],
                ..ANY
            },
            Self::SelfFunded => Condition {
                segments: &[Segment::Pbpu],
                ..ANY
            },
            Self::Dependant => Condition {
                main: Some(false),
                ..ANY
            },
            Self::Lapsed => Condition {
                active: false,
                ..ANY
            },
            Self::NotFound => return None,
        })
    }

    /// The state of a worker with these memberships.
    #[must_use]
    pub fn of<'a>(memberships: impl IntoIterator<Item = &'a Membership>) -> Self {
        memberships
            .into_iter()
            .copied()
            .map(Self::of_one)
            .min()
            .unwrap_or(Self::NotFound)
    }

    fn of_one(membership: Membership) -> Self {
        Self::ALL
            .into_iter()
            .find(|state| state.condition().is_some_and(|c| c.holds(membership)))
            .unwrap_or(Self::NotFound)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn member(segment: Segment, active: bool, main: bool, own: bool) -> Membership {
        Membership {
            segment,
            active,
            main,
            own,
        }
    }

    #[test]
    fn every_membership_puts_a_worker_in_some_state() {
        for segment in Segment::ALL {
            for bits in 0..8u8 {
                let m = member(segment, bits & 1 > 0, bits & 2 > 0, bits & 4 > 0);
                assert_ne!(WorkerState::of([&m]), WorkerState::NotFound, "{m:?}");
            }
        }
    }

    #[test]
    fn the_employers_own_enrolment_comes_before_everything_else() {
        let own = member(Segment::PpuBu, true, true, true);
        let city = member(Segment::PbpuPemda, true, true, false);
        assert_eq!(WorkerState::of([&city, &own]), WorkerState::Enrolled);
        let stopped = member(Segment::PpuBu, false, true, true);
        assert_eq!(WorkerState::of([&city, &stopped]), WorkerState::Inactive);
        assert_eq!(WorkerState::of([&city]), WorkerState::CityFunded);
    }

    #[test]
    fn a_dependant_under_the_employers_code_is_not_enrolled() {
        let spouse = member(Segment::PpuBu, true, false, true);
        assert_eq!(WorkerState::of([&spouse]), WorkerState::Dependant);
        let former = member(Segment::PpuBu, false, false, true);
        assert_eq!(WorkerState::of([&former]), WorkerState::Lapsed);
    }

    #[test]
    fn a_civil_servant_is_covered_elsewhere_and_a_child_of_one_is_a_dependant() {
        assert_eq!(
            WorkerState::of([&member(Segment::PpuPn, true, true, false)]),
            WorkerState::Elsewhere
        );
        assert_eq!(
            WorkerState::of([&member(Segment::PpuPn, true, false, false)]),
            WorkerState::Dependant
        );
        assert_eq!(WorkerState::of([]), WorkerState::NotFound);
    }
}
