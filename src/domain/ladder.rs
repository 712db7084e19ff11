//! The city's ladder: which step a case is on, and what blocks the next one.

use chrono::{Days, NaiveDate};

use crate::{finding::CaseType, verdict::Verdict};

/// A step of the city's ladder.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Stage {
    /// A second officer looks before anybody is written to.
    Verification,
    /// Imbauan.
    Appeal,
    /// Teguran I, in the sense of coaching.
    Reprimand1,
    /// Teguran II, in the sense of coaching.
    Reprimand2,
    /// Handed to BPJS Kesehatan, whose own steps are only recorded.
    Referral,
}

impl Stage {
    /// All steps from the first to the last.
    pub const ALL: [Self; 5] = [
        Self::Verification,
        Self::Appeal,
        Self::Reprimand1,
        Self::Reprimand2,
        Self::Referral,
    ];

    /// Name in files and columns.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Verification => "verification",
            Self::Appeal => "appeal",
            Self::Reprimand1 => "reprimand_1",
            Self::Reprimand2 => "reprimand_2",
            Self::Referral => "referral",
        }
    }

    /// The step of that name.
    #[must_use]
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|stage| stage.code() == code)
    }

    /// The word on screens.
    #[must_use]
    pub const fn words(self) -> &'static str {
        match self {
            Self::Verification => "Verifikasi",
            Self::Appeal => "Imbauan",
            Self::Reprimand1 => "Teguran I",
            Self::Reprimand2 => "Teguran II",
            Self::Referral => "Penyampaian ke BPJS Kesehatan",
        }
    }

    /// Term in working days; `None` where the city sets none.
    #[must_use]
    pub const fn term_days(self) -> Option<u32> {
        match self {
            Self::Verification => Some(5),
            Self::Appeal | Self::Reprimand1 | Self::Reprimand2 => Some(10),
            Self::Referral => None,
        }
    }
}

/// Days after which evidence is too old to write to anybody.
pub const EVIDENCE_DAYS: u64 = 30;

/// What the ladder needs to know of a case before the appeal.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CaseFacts {
    /// The kind of case.
    pub case_type: CaseType,
    /// The step it is on.
    pub stage: Stage,
    /// Two people have confirmed the finding.
    pub confirmed: bool,
    /// The verdict that stands.
    pub verdict: Verdict,
    /// Nothing has changed since the verdict that isn't judged yet.
    pub is_current: bool,
    /// As-of of the participants, or for arrears of the contributions, that were used.
    pub evidence_on: Option<NaiveDate>,
    /// An e-mail address is known.
    pub has_email: bool,
    /// Since when the firm disputes the finding, where nobody has settled it yet.
    pub disputed_on: Option<NaiveDate>,
    /// The last day of an exemption that holds now.
    pub exempt_until: Option<NaiveDate>,
}

impl CaseFacts {
    /// Whether there is evidence, and it is not older than [`EVIDENCE_DAYS`].
    #[must_use]
    pub fn has_fresh_evidence(&self, today: NaiveDate) -> bool {
        self.evidence_on
            .is_some_and(|on| on >= today - Days::new(EVIDENCE_DAYS))
    }
}

/// Why the appeal does not go out now.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Blocked {
    /// The appeal was taken before.
    AlreadyTaken,
    /// Two people have not confirmed it yet.
    NotConfirmed,
    /// Data came in, or a date, since the verdict was made.
    NotRechecked,
    /// The verdict says that nobody may be written to.
    Verdict(Verdict),
    /// No list was ever imported that could carry it.
    NoEvidence,
    /// The evidence is older than [`EVIDENCE_DAYS`].
    OldEvidence(NaiveDate),
    /// The firm disputes the finding.
    Disputed,
    /// An officer exempted the firm until this day.
    Exempt(NaiveDate),
    /// There is no way to reach the firm by e-mail.
    NoEmail,
}

impl Blocked {
    /// Stable name; pages have words for it in the reader's language.
    #[must_use]
    pub const fn code(&self) -> &'static str {
        match self {
            Self::AlreadyTaken => "already_taken",
            Self::NotConfirmed => "not_confirmed",
            Self::NotRechecked => "not_rechecked",
            Self::Verdict(_) => "verdict",
            Self::NoEvidence => "no_evidence",
            Self::OldEvidence(_) => "old_evidence",
            Self::Disputed => "disputed",
            Self::Exempt(_) => "exempt",
            Self::NoEmail => "no_email",
        }
    }

    /// One sentence for an officer.
    #[must_use]
    pub fn words(&self) -> String {
        match self {
            Self::AlreadyTaken => "imbauan sudah pernah disampaikan".to_owned(),
            Self::NotConfirmed => "belum dikonfirmasi dua petugas (case confirm)".to_owned(),
            Self::NotRechecked => {
                "data berubah sejak pemeriksaan terakhir; jalankan `check`".to_owned()
            }
            Self::Verdict(v) => format!("status kini: {}", v.words()),
            Self::NoEvidence => "belum ada data BPJS Kesehatan yang diimpor".to_owned(),
            Self::OldEvidence(on) => {
                format!("bukti per {on} lebih dari {EVIDENCE_DAYS} hari; impor data terbaru")
            }
            Self::Disputed => "menunggu penyelesaian sanggahan".to_owned(),
            Self::Exempt(until) => format!("dikecualikan sampai {until}"),
            Self::NoEmail => "alamat pos-el belum diketahui".to_owned(),
        }
    }
}

/// Whether the appeal may go out on `today`.
///
/// # Errors
/// The first thing that stands in its way.
pub fn appeal(case: &CaseFacts, today: NaiveDate) -> Result<(), Blocked> {
    if case.stage != Stage::Verification {
        return Err(Blocked::AlreadyTaken);
    }
    held(case, today)?;
    if !case.confirmed {
        return Err(Blocked::NotConfirmed);
    }
    obstacle(case, today)
}

/// Whether a firm's dispute or an exemption holds every step back.
fn held(case: &CaseFacts, today: NaiveDate) -> Result<(), Blocked> {
    if case.disputed_on.is_some() {
        return Err(Blocked::Disputed);
    }
    match case.exempt_until.filter(|until| *until >= today) {
        Some(until) => Err(Blocked::Exempt(until)),
        None => Ok(()),
    }
}

/// What stands in the way of the appeal on `today` besides the confirmation. A dispute and an
/// exemption come first: they stand in the way of every later step, too.
///
/// # Errors
/// The first of these things.
pub fn obstacle(case: &CaseFacts, today: NaiveDate) -> Result<(), Blocked> {
    held(case, today)?;
    if !case.is_current {
        return Err(Blocked::NotRechecked);
    }
    if matches!(
        case.verdict,
        Verdict::Unknown | Verdict::Closed | Verdict::Compliant
    ) {
        return Err(Blocked::Verdict(case.verdict));
    }
    match case.evidence_on {
        None => return Err(Blocked::NoEvidence),
        Some(on) if !case.has_fresh_evidence(today) => return Err(Blocked::OldEvidence(on)),
        Some(_) => {}
    }
    if case.has_email {
        Ok(())
    } else {
        Err(Blocked::NoEmail)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(d: u32) -> NaiveDate {
        NaiveDate::from_ymd_opt(2026, 3, d).expect("a real day")
    }

    fn ready() -> CaseFacts {
        CaseFacts {
            case_type: CaseType::Registration,
            stage: Stage::Verification,
            confirmed: true,
            verdict: Verdict::Unregistered,
            is_current: true,
            evidence_on: Some(day(1)),
            has_email: true,
            disputed_on: None,
            exempt_until: None,
        }
    }

    #[test]
    fn the_appeal_goes_out_when_two_people_confirmed_fresh_evidence() {
        assert_eq!(appeal(&ready(), day(31)), Ok(()));
    }

    #[test]
    fn each_guard_stops_it_and_says_so() {
        let stopped = |change: fn(&mut CaseFacts)| {
            let mut case = ready();
            change(&mut case);
            appeal(&case, day(31)).expect_err("it is stopped")
        };
        assert_eq!(stopped(|c| c.stage = Stage::Appeal), Blocked::AlreadyTaken);
        assert_eq!(stopped(|c| c.confirmed = false), Blocked::NotConfirmed);
        assert_eq!(
            stopped(|c| c.verdict = Verdict::Unknown),
            Blocked::Verdict(Verdict::Unknown)
        );
        assert_eq!(stopped(|c| c.is_current = false), Blocked::NotRechecked);
        assert_eq!(stopped(|c| c.evidence_on = None), Blocked::NoEvidence);
        assert_eq!(
            stopped(|c| c.evidence_on = NaiveDate::from_ymd_opt(2026, 2, 28)),
            Blocked::OldEvidence(NaiveDate::from_ymd_opt(2026, 2, 28).expect("a real day"))
        );
        assert_eq!(stopped(|c| c.has_email = false), Blocked::NoEmail);
        assert_eq!(stopped(|c| c.disputed_on = Some(day(2))), Blocked::Disputed);
        assert_eq!(
            stopped(|c| c.exempt_until = Some(day(31))),
            Blocked::Exempt(day(31))
        );
    }

    #[test]
    fn an_exemption_ends_by_itself() {
        let case = CaseFacts {
            exempt_until: Some(day(30)),
            ..ready()
        };
        assert_eq!(appeal(&case, day(31)), Ok(()));
    }
}
