//! Who complies, and why not: from counts and facts to a verdict (ruleset `2026.1`).

mod facts;

use chrono::{Days, NaiveDate};
use serde::{Deserialize, Serialize};

use crate::{finding::Finding, membership::WorkerState, money::Sen};

pub use facts::{Arrears, Declared, Facts, Limits, Registered, RosterFacts};

/// The answer about one employer, in the order in which the rules are asked.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Verdict {
    /// The firm no longer exists.
    Closed,
    /// The data can't carry a judgement; a person has to look.
    Unknown,
    /// Nobody is registered although somebody should be.
    Unregistered,
    /// Some workers are not registered.
    PartialWorkers,
    /// Contributions are overdue.
    InArrears,
    /// Wages are reported too low.
    PartialWages,
    /// Nothing is amiss.
    Compliant,
}

impl Verdict {
    /// All verdicts, in the order in which the rules are asked.
    pub const ALL: [Self; 7] = [
        Self::Closed,
        Self::Unknown,
        Self::Unregistered,
        Self::PartialWorkers,
        Self::InArrears,
        Self::PartialWages,
        Self::Compliant,
    ];

    /// Name in files and columns.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Closed => "closed",
            Self::Unknown => "unknown",
            Self::Unregistered => "unregistered",
            Self::PartialWorkers => "partial_workers",
            Self::InArrears => "in_arrears",
            Self::PartialWages => "partial_wages",
            Self::Compliant => "compliant",
        }
    }

    /// The verdict of that name.
    #[must_use]
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|verdict| verdict.code() == code)
    }

    /// The word on screens.
    #[must_use]
    pub const fn words(self) -> &'static str {
        match self {
            Self::Closed => "Tutup",
            Self::Unknown => "Perlu verifikasi",
            Self::Unregistered => "Belum terdaftar",
            Self::PartialWorkers => "Sebagian (tenaga kerja)",
            Self::InArrears => "Menunggak",
            Self::PartialWages => "Sebagian (upah)",
            Self::Compliant => "Patuh",
        }
    }
}

/// Where the headcount comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Basis {
    /// The firm's list of workers.
    Roster,
    /// The number in the annual manpower report (WLKP).
    Wlkp,
    /// The number of participants of BPJS Ketenagakerjaan.
    BpjsTk,
    /// Nothing usable.
    None,
}

impl Basis {
    /// Name in files and columns.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Roster => "roster",
            Self::Wlkp => "wlkp",
            Self::BpjsTk => "bpjs_tk",
            Self::None => "none",
        }
    }

    /// The basis of that name.
    #[must_use]
    pub fn from_code(code: &str) -> Option<Self> {
        [Self::Roster, Self::Wlkp, Self::BpjsTk, Self::None]
            .into_iter()
            .find(|basis| basis.code() == code)
    }

    /// The words on screens.
    #[must_use]
    pub const fn words(self) -> &'static str {
        match self {
            Self::Roster => "daftar pekerja",
            Self::Wlkp => "WLKP",
            Self::BpjsTk => "BPJS Ketenagakerjaan",
            Self::None => "tidak ada",
        }
    }
}

/// The judgement on one employer on one day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Judgement {
    /// The first verdict that applies.
    pub verdict: Verdict,
    /// Everything that applies, in the fixed order.
    pub findings: Vec<Finding>,
    /// Where the headcount comes from.
    pub basis: Basis,
    /// Workers employed, or declared; `None` without a basis.
    pub headcount: Option<u32>,
    /// Workers who should be enrolled and are not.
    pub shortfall: u32,
    /// Share of workers enrolled, in 1/10,000; `None` where nobody is due.
    pub coverage: Option<u32>,
    /// Estimate of what is missing a month.
    pub missing_contribution: Sen,
}

/// Judges one employer.
///
/// `minimum_share` is 5 % of the minimum wage of the day's year, in sen: the estimate for a
/// worker whose wage isn't known.
///
/// # Panics
/// Never: a roster basis always has its roster.
#[must_use]
pub fn judge(facts: &Facts, day: NaiveDate, limits: Limits, minimum_share: Sen) -> Judgement {
    let fresh = facts
        .roster
        .filter(|r| r.as_of >= day - Days::new(limits.roster_days.into()));
    let tests = Tests::of(facts, fresh, day);
    let (headcount, shortfall, coverage, missing) = match tests.basis {
        Basis::Roster => {
            let r = fresh.expect("a roster basis has a fresh roster");
            let enrolled = r.states[WorkerState::Enrolled.rank()];
            let coverage = (r.due > 0).then(|| ratio(enrolled, r.due));
            (
                Some(r.employed),
                r.missing(),
                coverage,
                r.missing_contribution,
            )
        }
        Basis::Wlkp | Basis::BpjsTk => {
            let short = tests.declared.saturating_sub(facts.registered.all);
            let coverage = ratio(facts.registered.all, tests.declared).min(10_000);
            (
                Some(tests.declared),
                short,
                Some(coverage),
                Sen(minimum_share.0 * i64::from(short)),
            )
        }
        Basis::None => (None, 0, None, Sen(0)),
    };
    let findings = if facts.closed {
        Vec::new()
    } else {
        tests.findings(facts, fresh, day)
    };
    Judgement {
        verdict: tests.verdict(facts, fresh, limits),
        findings,
        basis: tests.basis,
        headcount,
        shortfall,
        coverage,
        missing_contribution: missing,
    }
}

/// `part / whole` in 1/10,000, rounded half up.
fn ratio(part: u32, whole: u32) -> u32 {
    let (part, whole) = (u64::from(part), u64::from(whole));
    u32::try_from((part * 20_000 + whole) / (2 * whole)).unwrap_or(u32::MAX)
}

/// The tests that both the verdict and the findings rest on.
#[expect(clippy::struct_excessive_bools, reason = "each is a test of its own")]
struct Tests {
    basis: Basis,
    declared: u32,
    unregistered: bool,
    partial_workers: bool,
    in_arrears: bool,
    partial_wages: bool,
    head_office_only: bool,
}

impl Tests {
    fn of(facts: &Facts, fresh: Option<RosterFacts>, day: NaiveDate) -> Self {
        let usable = |d: Option<Declared>| d.filter(|d| d.is_usable(day)).map(|d| d.workers);
        let (basis, declared) = match (fresh, usable(facts.wlkp), usable(facts.bpjs_tk)) {
            (Some(r), ..) if r.employed > 0 => (Basis::Roster, 0),
            (_, Some(n), _) => (Basis::Wlkp, n),
            (_, None, Some(n)) => (Basis::BpjsTk, n),
            _ => (Basis::None, 0),
        };
        let registered = facts.registered;
        let roster = fresh.filter(|_| basis == Basis::Roster);
        let on_headcount = matches!(basis, Basis::Wlkp | Basis::BpjsTk);
        let counted = if facts.head_office_confirmed {
            registered.all
        } else {
            registered.own
        };
        let somebody_due = roster.map_or(on_headcount, |r| r.due > 0);
        Self {
            basis,
            declared,
            unregistered: registered.all == 0 && somebody_due,
            partial_workers: roster.map_or(on_headcount && counted < declared, |r| r.missing() > 0),
            in_arrears: facts.arrears.is_some_and(|a| a.months > 0),
            partial_wages: roster.is_some_and(|r| r.underreported > 0),
            head_office_only: on_headcount
                && registered.own == 0
                && registered.head_office > 0
                && !facts.head_office_confirmed,
        }
    }

    fn verdict(&self, facts: &Facts, fresh: Option<RosterFacts>, limits: Limits) -> Verdict {
        let damaged = fresh.is_some_and(|r| {
            u64::from(r.unreadable) * 10_000
                > u64::from(limits.unreadable_share) * u64::from(r.rows)
        });
        let unknown = self.basis == Basis::None || facts.probable_match || self.head_office_only;
        match () {
            () if facts.closed => Verdict::Closed,
            () if unknown => Verdict::Unknown,
            () if self.unregistered => Verdict::Unregistered,
            () if self.partial_workers => Verdict::PartialWorkers,
            () if self.in_arrears => Verdict::InArrears,
            () if self.partial_wages => Verdict::PartialWages,
            () if damaged => Verdict::Unknown,
            () => Verdict::Compliant,
        }
    }

    fn findings(&self, facts: &Facts, fresh: Option<RosterFacts>, day: NaiveDate) -> Vec<Finding> {
        let roster = fresh.filter(|_| self.basis == Basis::Roster);
        let in_state = |s: WorkerState| roster.is_some_and(|r| r.states[s.rank()] > 0);
        let declared = [facts.wlkp, facts.bpjs_tk].into_iter().flatten();
        let stale = facts.roster.is_some_and(|_| fresh.is_none())
            || declared.clone().any(|d| d.workers >= 1 && d.is_stale(day));
        let larger = roster.is_some_and(|r| {
            declared
                .clone()
                .any(|d| d.is_usable(day) && d.workers > r.employed)
        });
        [
            (Finding::Unregistered, self.unregistered),
            (
                Finding::PartialWorkers,
                self.partial_workers && !self.unregistered,
            ),
            (Finding::InArrears, self.in_arrears),
            (Finding::PartialWages, self.partial_wages),
            (Finding::InactiveMembers, in_state(WorkerState::Inactive)),
            (Finding::Elsewhere, in_state(WorkerState::Elsewhere)),
            (Finding::CityFunded, in_state(WorkerState::CityFunded)),
            (Finding::StateFunded, in_state(WorkerState::StateFunded)),
            (
                Finding::WageBelowMinimum,
                facts.registered.below_minimum > 0,
            ),
            (Finding::ViaHeadOffice, facts.registered.head_office > 0),
            (Finding::RosterSmallerThanDeclared, larger),
            (Finding::StaleHeadcount, self.basis == Basis::None && stale),
            (
                Finding::RosterDamaged,
                fresh.is_some_and(|r| r.unreadable > 0),
            ),
            (Finding::ProbableMatch, facts.probable_match),
            (Finding::NoEmail, !facts.has_email),
        ]
        .into_iter()
        .filter_map(|(finding, holds)| holds.then_some(finding))
        .collect()
    }
}
