//! Two pairs of eyes: one officer proposes, another one confirms, before anybody is written to.
//!
//! A proposal holds for what its author saw. It is void as soon as the finding says something
//! else, or the evidence has grown too old; then a case waits for a first officer again.

use chrono::{DateTime, NaiveDate, Utc};

use crate::{
    appeal::AppealFacts,
    finding::CaseType,
    ids::OfficerId,
    ladder::{Blocked, CaseFacts, Stage, obstacle},
    verdict::Verdict,
};

/// What a case rests on: the verdict, and the numbers that belong to its kind.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Seen {
    /// The verdict.
    pub verdict: Verdict,
    /// Workers employed or declared; 0 where contributions are overdue.
    pub headcount: u32,
    /// Registered workers; 0 where contributions are overdue.
    pub registered: u32,
    /// Workers who should be enrolled and are not; 0 where contributions are overdue.
    pub shortfall: u32,
    /// Overdue months; 0 in cases of any other kind.
    pub arrears_months: u32,
}

impl Seen {
    /// What there is to see in a case of that kind.
    #[must_use]
    pub const fn of(kind: CaseType, verdict: Verdict, said: &AppealFacts) -> Self {
        match kind {
            CaseType::ContributionPayment => Self {
                verdict,
                headcount: 0,
                registered: 0,
                shortfall: 0,
                arrears_months: said.arrears_months,
            },
            CaseType::Registration | CaseType::DataSubmission => Self {
                verdict,
                headcount: said.headcount,
                registered: said.registered,
                shortfall: said.shortfall,
                arrears_months: 0,
            },
        }
    }

    /// As it is kept and as it travels through a form: `unregistered 42 0 42 0`.
    #[must_use]
    pub fn text(&self) -> String {
        format!(
            "{} {} {} {} {}",
            self.verdict.code(),
            self.headcount,
            self.registered,
            self.shortfall,
            self.arrears_months
        )
    }

    /// Reads [`Self::text`].
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let (verdict, numbers) = text.split_once(' ')?;
        let numbers: Vec<u32> = numbers
            .split(' ')
            .map(str::parse)
            .collect::<Result<_, _>>()
            .ok()?;
        let [headcount, registered, shortfall, arrears_months] = numbers.try_into().ok()?;
        Some(Self {
            verdict: Verdict::from_code(verdict)?,
            headcount,
            registered,
            shortfall,
            arrears_months,
        })
    }
}

/// What the first officer put forward.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Proposal {
    /// Who.
    pub by: OfficerId,
    /// When.
    pub at: DateTime<Utc>,
    /// The day the evidence spoke of.
    pub evidence_on: NaiveDate,
    /// What it said.
    pub seen: Seen,
}

/// Why a proposal counts no longer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Void {
    /// The evidence has grown too old.
    OldEvidence,
    /// The verdict or its numbers are others than those that were proposed.
    Changed,
}

impl Void {
    /// Name in messages.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::OldEvidence => "old_evidence",
            Self::Changed => "changed",
        }
    }
}

/// Whom a case waits for before anything can go out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Confirmation {
    /// The first officer.
    First,
    /// The first officer again: what was proposed holds no longer.
    Void(Void),
    /// A second officer.
    Second,
    /// Nobody: two officers confirmed it.
    Done,
}

impl Confirmation {
    /// All names, in the order in which a case passes through them.
    pub const CODES: [&'static str; 4] = ["first", "void", "second", "done"];

    /// Name in filters and messages.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::First => "first",
            Self::Void(_) => "void",
            Self::Second => "second",
            Self::Done => "done",
        }
    }

    /// How a case stands on a day.
    #[must_use]
    pub fn of(
        case: &CaseFacts,
        seen: &Seen,
        proposal: Option<&Proposal>,
        today: NaiveDate,
    ) -> Self {
        let Some(proposal) = proposal.filter(|_| !case.confirmed) else {
            return if case.confirmed {
                Self::Done
            } else {
                Self::First
            };
        };
        if !case.has_fresh_evidence(today) {
            Self::Void(Void::OldEvidence)
        } else if proposal.seen != *seen {
            Self::Void(Void::Changed)
        } else {
            Self::Second
        }
    }
}

/// Why an officer can't do what was asked with a case.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Objection {
    /// It was confirmed before, or is past its verification.
    NotWaiting,
    /// Somebody proposed it, and that holds: a second officer is needed.
    AlreadyProposed,
    /// Nobody proposed it.
    NotProposed,
    /// The same person proposed it.
    SamePerson,
    /// What was proposed holds no longer.
    Void(Void),
    /// It says something else than on the page that the officer looked at.
    SeenOtherwise,
    /// It can't be put forward as it stands.
    Blocked(Blocked),
}

impl Objection {
    /// Name in messages.
    #[must_use]
    pub const fn code(&self) -> &'static str {
        match self {
            Self::NotWaiting => "not_waiting",
            Self::AlreadyProposed => "already_proposed",
            Self::NotProposed => "not_proposed",
            Self::SamePerson => "same_person",
            Self::Void(Void::OldEvidence) => "void_old_evidence",
            Self::Void(Void::Changed) => "void_changed",
            Self::SeenOtherwise => "seen_otherwise",
            Self::Blocked(blocked) => blocked.code(),
        }
    }

    /// One sentence for an officer: what stands in the way and what to do.
    #[must_use]
    pub const fn words(&self) -> &'static str {
        match self {
            Self::NotWaiting => "Kasus ini tidak menunggu konfirmasi.",
            Self::AlreadyProposed => {
                "Kasus ini sudah diusulkan; sekarang menunggu konfirmasi petugas kedua."
            }
            Self::NotProposed => "Kasus ini belum diusulkan petugas pertama.",
            Self::SamePerson => {
                "Konfirmasi memerlukan dua orang yang berbeda; usulan ini dari Anda sendiri."
            }
            Self::Void(Void::OldEvidence) => {
                "Usulan gugur: buktinya lebih dari 30 hari. Impor data terbaru, periksa, lalu \
                 usulkan lagi."
            }
            Self::Void(Void::Changed) => {
                "Usulan gugur: status atau jumlahnya berubah sejak diusulkan. Lihat data \
                 terbaru, lalu usulkan lagi."
            }
            Self::SeenOtherwise => {
                "Status atau jumlahnya berubah sejak halaman ini dibuka. Lihat data terbaru \
                 dahulu."
            }
            Self::Blocked(_) => {
                "Kasus ini belum dapat diusulkan; lihat penghalangnya di daftar kasus."
            }
        }
    }
}

/// Whether an officer may put a case forward.
///
/// A firm without an e-mail address may be: letters reach it too.
///
/// # Errors
/// The first thing that stands in the way.
pub fn propose(
    case: &CaseFacts,
    seen: &Seen,
    proposal: Option<&Proposal>,
    today: NaiveDate,
) -> Result<(), Objection> {
    if case.stage != Stage::Verification {
        return Err(Objection::NotWaiting);
    }
    match Confirmation::of(case, seen, proposal, today) {
        Confirmation::Done => return Err(Objection::NotWaiting),
        Confirmation::Second => return Err(Objection::AlreadyProposed),
        Confirmation::First | Confirmation::Void(_) => {}
    }
    match obstacle(case, today) {
        Ok(()) | Err(Blocked::NoEmail) => Ok(()),
        Err(blocked) => Err(Objection::Blocked(blocked)),
    }
}

/// Whether a second officer may confirm what the first one put forward.
///
/// # Errors
/// The first thing that stands in the way.
pub fn confirm(
    case: &CaseFacts,
    seen: &Seen,
    proposal: Option<&Proposal>,
    (second, today): (OfficerId, NaiveDate),
) -> Result<(), Objection> {
    if case.stage != Stage::Verification || case.confirmed {
        return Err(Objection::NotWaiting);
    }
    let Some(proposed) = proposal else {
        return Err(Objection::NotProposed);
    };
    if proposed.by == second {
        return Err(Objection::SamePerson);
    }
    match Confirmation::of(case, seen, proposal, today) {
        Confirmation::Void(void) => return Err(Objection::Void(void)),
        Confirmation::First | Confirmation::Done => return Err(Objection::NotWaiting),
        Confirmation::Second => {}
    }
    match obstacle(case, today) {
        Ok(()) | Err(Blocked::NoEmail) => Ok(()),
        Err(blocked) => Err(Objection::Blocked(blocked)),
    }
}

#[cfg(test)]
mod tests;
