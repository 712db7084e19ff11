//! What a ladder needs to know of a case, and what may stand in its way.

use chrono::{Days, NaiveDate};

use super::Stage;
use crate::{finding::CaseType, verdict::Verdict};

/// Days after which evidence is too old to write to anybody.
pub const EVIDENCE_DAYS: u64 = 30;

/// What the ladder needs to know of a case.
#[expect(
    clippy::struct_excessive_bools,
    reason = "each is a fact of its own that some step asks for"
)]
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CaseFacts {
    /// The kind of case.
    pub case_type: CaseType,
    /// The step it is on.
    pub stage: Stage,
    /// The day the step's term ends; `None` where it has none, or begins with a receipt that is
    /// not known yet.
    pub due_on: Option<NaiveDate>,
    /// The day the step's notice was received, where that is proved.
    pub received_on: Option<NaiveDate>,
    /// Two people have confirmed the finding.
    pub confirmed: bool,
    /// An approver agreed to the next step, for now.
    pub approved: bool,
    /// The later day from which on an approver agreed to the next step, where it is not yet.
    pub planned_from: Option<NaiveDate>,
    /// The last day of the approved plan that mails keep to, where there is one.
    pub bound_until: Option<NaiveDate>,
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
    /// Since when an answer of the firm waits for an officer.
    pub replied_on: Option<NaiveDate>,
    /// The last day of an exemption that holds now.
    pub exempt_until: Option<NaiveDate>,
    /// The last day for which an officer holds back the firm, its sector or the city.
    pub held_until: Option<NaiveDate>,
}

impl CaseFacts {
    /// Whether there is evidence, and it is not older than [`EVIDENCE_DAYS`].
    #[must_use]
    pub fn has_fresh_evidence(&self, today: NaiveDate) -> bool {
        self.evidence_on
            .is_some_and(|on| on >= today - Days::new(EVIDENCE_DAYS))
    }
}

/// Why a step is not taken now.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Blocked {
    /// The ladder has no further step.
    LadderEnds,
    /// The next step is another office's: it is recorded when it has happened.
    Recorded(Stage),
    /// The firm disputes the finding.
    Disputed,
    /// An answer of the firm waits for an officer since this day.
    Replied(NaiveDate),
    /// An officer exempted the firm until this day.
    Exempt(NaiveDate),
    /// An officer holds the firm, its sector or the city back until this day.
    OnHold(NaiveDate),
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
    /// Nothing proves that the notice before arrived.
    NotDelivered,
    /// The term runs up to and with this day.
    TermRuns(NaiveDate),
    /// No approver has agreed yet.
    NotApproved,
    /// An approver agreed to it from this day on.
    PlannedFor(NaiveDate),
    /// Up to this day mails keep to a plan that an approver agreed to, and this one is not in it.
    NotInPlan(NaiveDate),
    /// There is no way to reach the firm by e-mail.
    NoEmail,
}

impl Blocked {
    /// Stable name; pages have words for it in the reader's language.
    #[must_use]
    pub const fn code(&self) -> &'static str {
        match self {
            Self::LadderEnds => "ladder_ends",
            Self::Recorded(_) => "recorded",
            Self::Disputed => "disputed",
            Self::Replied(_) => "replied",
            Self::Exempt(_) => "exempt",
            Self::OnHold(_) => "on_hold",
            Self::NotConfirmed => "not_confirmed",
            Self::NotRechecked => "not_rechecked",
            Self::Verdict(_) => "verdict",
            Self::NoEvidence => "no_evidence",
            Self::OldEvidence(_) => "old_evidence",
            Self::NotDelivered => "not_delivered",
            Self::TermRuns(_) => "term_runs",
            Self::NotApproved => "not_approved",
            Self::PlannedFor(_) => "planned_for",
            Self::NotInPlan(_) => "not_in_plan",
            Self::NoEmail => "no_email",
        }
    }

    /// The day it speaks of, where there is one.
    #[must_use]
    pub const fn day(&self) -> Option<NaiveDate> {
        match self {
            Self::Replied(on)
            | Self::Exempt(on)
            | Self::OnHold(on)
            | Self::OldEvidence(on)
            | Self::PlannedFor(on)
            | Self::NotInPlan(on)
            | Self::TermRuns(on) => Some(*on),
            _ => None,
        }
    }

    /// One sentence for an officer.
    #[must_use]
    pub fn words(&self) -> String {
        match self {
            Self::LadderEnds => "jenjang selesai; tidak ada langkah berikutnya".to_owned(),
            Self::Recorded(stage) => {
                format!("menunggu {}; catat bila sudah terjadi", stage.words())
            }
            Self::Disputed => "menunggu penyelesaian sanggahan".to_owned(),
            Self::Replied(on) => format!("jawaban sejak {on} menunggu petugas"),
            Self::Exempt(until) => format!("dikecualikan sampai {until}"),
            Self::OnHold(until) => format!("ditahan petugas sampai {until}"),
            Self::NotConfirmed => "belum dikonfirmasi dua petugas (case confirm)".to_owned(),
            Self::NotRechecked => {
                "data berubah sejak pemeriksaan terakhir; jalankan `check`".to_owned()
            }
            Self::Verdict(v) => format!("status kini: {}", v.words()),
            Self::NoEvidence => "belum ada data BPJS Kesehatan yang diimpor".to_owned(),
            Self::OldEvidence(on) => {
                format!("bukti per {on} lebih dari {EVIDENCE_DAYS} hari; impor data terbaru")
            }
            Self::NotDelivered => {
                "belum ada bukti bahwa pemberitahuan sebelumnya diterima; catat penerimaannya"
                    .to_owned()
            }
            Self::TermRuns(until) => {
                format!("tenggat berjalan sampai {until}, akhir jam kantor")
            }
            Self::NotApproved => "belum disetujui pejabat yang berwenang".to_owned(),
            Self::PlannedFor(from) => format!("menurut rencana yang disetujui mulai {from}"),
            Self::NotInPlan(until) => {
                format!("di luar rencana yang disetujui, yang berlaku sampai {until}")
            }
            Self::NoEmail => "tidak ada alamat pos-el yang dapat dipakai".to_owned(),
        }
    }
}
