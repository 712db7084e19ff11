//! What the program can do for somebody, one file per subject.
//!
//! A service opens the transaction, asks the domain, writes the outcome and commits. It is the
//! same call whether a person, a page or a schedule asks.

mod accounts;
mod almanac;
mod answers;
mod approvals;
mod brakes;
mod capacity;
mod cases;
mod certificates;
mod checks;
mod city;
mod confirmations;
mod demo;
mod digests;
mod directives;
mod employers;
mod explain;
mod flips;
mod imports;
mod installation;
mod ladders;
mod letters;
mod linking;
mod listing;
mod mails;
mod matching;
mod months;
mod notices;
mod papers;
mod plans;
mod plays;
mod proofs;
mod reach;
mod receipts;
mod recipients;
mod retention;
mod returned;
mod schedules;
mod secret;
mod sending;
mod views;
mod waiting;
mod wordings;
mod worklist;
mod written;

use std::{path::PathBuf, sync::Arc};

use chrono::{DateTime, NaiveDate, NaiveTime, Utc};
use chrono_tz::Tz;

use crate::{
    clock::SharedClock,
    domain::{ladder::Ladder, rates::RateTable, verdict::Limits},
    intake::{IntakeError, PersonKeyer},
    letters::LetterError,
    mail::{self, Domains, InboxError, TemplateError, Templates, Transport},
    store::{Actor, Entry, NewDirective, Schedule, Store, StoreError},
};

pub use crate::letters::{
    LetterFlaw, PdfSignature, ProofCheck, ProofFault, PublicKey, SealKey, check_proof,
};
pub use accounts::{
    BadSite, DemoAccount, Enrolment, Errand, Invitation, NewOfficer, OfficerView, Opened,
    SessionKey, SessionView, SignInError, SignInRules, SignedIn, Site, Step, Visitor,
};
pub use almanac::{Almanac, DaysFile, RefusedRow, YearList};
pub use answers::{
    ANSWERS_A_PAGE, AnswerLine, AnswerOnDesk, AnswerQueue, AnswerRoster, AnswerThread,
    AskedAddress, AskedReader, Enclosed, Given, MOST_ANSWER_BYTES, MOST_ANSWER_FILES,
    MOST_ROSTER_BYTES, NewReply, Question, ReaderSays, ReplyError, ReplyView, RosterReading,
    RosterTaken, SealedFile, SeenAnswer, UnreadRow, offered_day,
};
pub use approvals::{Odd, Plan, Planned};
pub use brakes::{Brake, Pressed, Reception};
pub use cases::ConfirmReport;
pub use certificates::{CertificateSeen, CertificateState};
pub use checks::CheckReport;
pub use city::{CityState, MonthState};
pub use confirmations::{MOST, NextStep, Sighting, WorkReport};
pub use demo::{DEMO_OFFICERS, DemoReport};
pub use digests::DigestReport;
pub use directives::{
    Saved as SavedDirective, Seen as SeenDirective, Standing as DirectiveStanding, Sure,
    View as DirectiveView,
};
pub use employers::{
    CaseDays, Change, ContactChange, ContactDeed, ContactLine, Contacts, Corrected, Correction,
    Dossier, EDITABLE, Event, EventKind, FieldFault, Forms, Happening, MergePreview, NewFile,
    NewRuling, Past, PastField, PastSource, Side, Status,
};
pub use explain::{CaseView, Explanation, Input, InputFact, MatchTold, Rule, Wanted};
pub use imports::{
    AlikeLine, Alikes, ColumnNames, Effect, Flip, FlipCount, ImportDesk, ImportKind, ImportReport,
    ImportRequest, JobFault, JobView, NamedColumn, NewImport, Outline, Phase, Reason, RejectedRow,
    Remark, SheetOutline, UNDO_DAYS, Undoing, Upload, UploadError, Watcher, may_import,
};
pub use ladders::Saved as SavedLadder;
pub use letters::{
    BATCH_DAYS, BatchReport, BatchView, CircularList, CircularReport, LetterChange, LetterPaper,
    LetterPick, LetterView, LookedUp, MOST_SCANS, NoCircular, NumberChoice, Numbering, OfficeEdit,
    OfficeView, Redraft, SavedText, ScanFate, TemplateChange, TemplateState, TemplateView, Unfit,
    Verified, Way as SendWay,
};
pub use linking::{LINK_COLUMNS, LinkedLists, link_files};
pub use listing::{CitySummary, Found, List, ListLine, Standing};
pub use matching::{
    Contradicted, FoundReport, KeptMatcher, NewSaying, PAIRS_A_PAGE, PairList, PairRecord, PairView,
};
pub use months::{FirmChange, MonthDifference};
pub use notices::{
    AdvanceReport, Decision, Outcome, Reach, Rehearsal, RemindReport, WithdrawnStep,
};
pub use plans::Unlisted;
pub use plays::{MOST_MONTHS, PlayLine, PlayView};
pub use proofs::{ProofPaper, ProofScope};
pub use reach::{Missed, PROOF_DAYS, ReachLine, ReachWhy};
pub use receipts::Seen as SeenReceipt;
pub use recipients::{RecipientPage, RecipientReport};
pub use returned::{Channel, ReturnDoors, ReturnedDesk, ReturnedReport, Shown};
pub use schedules::{
    Coming, Did, Draft, Fault, Pulse, Saved, ScheduleDetail, ScheduleView, Turn, Weighed, Zones,
};
pub use secret::Secret;
pub use sending::{Pace, SendReport};
pub use waiting::{Stuck, Vitals, WaitGroup, Waiting};
pub use wordings::{
    BadWording, FileChange, Line as ChangedLine, LineKind, MailSheet, RenderedMail, SampleMail,
    SavedWording, WordingChange, WordingState, WordingView, WrongWording,
};
pub use worklist::WorkPage;

/// Why a service didn't do what was asked.
#[derive(Debug, thiserror::Error)]
pub enum ServiceError {
    /// There is no such record.
    #[error("{0} tidak ditemukan")]
    Missing(String),
    /// What was asked for can't be done; says what to do instead.
    #[error("{0}")]
    Refused(String),
    /// A rule stands in the way of what was asked.
    #[error("{}", .0.words)]
    Barred(Refusal),
    /// What people judged before says something else.
    #[error("{0}")]
    Contradicted(Box<Contradicted>),
    /// The installation does not fit: keys, settings, rates.
    #[error("{0}")]
    Installation(String),
    /// The store failed; nothing was changed.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// A file could not be read; nothing was changed.
    #[error(transparent)]
    Intake(#[from] IntakeError),
    /// A file that was kept could not be read.
    #[error("berkas {0} tidak dapat dibaca")]
    Read(PathBuf, #[source] std::io::Error),
    /// A file could not be written.
    #[error("berkas {0} tidak dapat ditulis")]
    Write(PathBuf, #[source] std::io::Error),
    /// The mailbox that is polled could not be read.
    #[error("kotak surat masuk tidak dapat dibaca")]
    Inbox(#[from] InboxError),
    /// The wording failed; nothing was changed.
    #[error("naskah pos-el tidak dapat disusun")]
    Template(#[from] TemplateError),
    /// The letter could not be set.
    #[error("surat tidak dapat disusun")]
    Letter(#[from] LetterError),
}

/// A rule that stands in the way, and what to do about it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Refusal {
    /// Stable name; pages find the words in the reader's language under `refusal-<code>`.
    pub code: &'static str,
    /// The words in Indonesian.
    pub words: &'static str,
}

/// The refusal of what a rule stands in the way of.
const fn barred(code: &'static str, words: &'static str) -> ServiceError {
    ServiceError::Barred(Refusal { code, words })
}

/// The rules with their settings, as they hold in this installation.
#[derive(Debug, Clone)]
pub struct Rulebook {
    /// Settings that are not money.
    pub limits: Limits,
    /// Dated rates.
    pub rates: RateTable,
    /// Days that roster rows are kept after their import.
    pub keep_roster_days: u16,
    /// Days that participant rows are kept after their import.
    pub keep_participant_days: u16,
    /// Days that the text of a message that came back is kept.
    pub keep_returned_days: u16,
    /// Days for which the files that came with answers are kept.
    pub keep_answer_file_days: u16,
    /// Days for which the bytes of mails that left are kept.
    pub keep_sent_days: u16,
    /// Days for which a certificate of compliance holds; 0 where the city gives none.
    pub certificate_days: u16,
}

/// The city and the office that writes.
#[derive(Debug, Clone)]
pub struct City {
    /// Without "Kota": `Bontang`.
    pub name: String,
    /// Time zone of its offices.
    pub zone: Tz,
    /// The zone's usual short name, `WITA`.
    pub zone_name: String,
    /// When its offices open; mail leaves from then on.
    pub opens: NaiveTime,
    /// When they close; terms end then.
    pub closes: NaiveTime,
    /// The office that writes to firms.
    pub office: String,
    /// Its short name, for subjects.
    pub office_short: String,
    /// Who answers questions: a desk rather than a person.
    pub contact_name: String,
    /// As it is dialled from the city.
    pub contact_phone: String,
    /// Mailbox for questions.
    pub contact_email: String,
    /// Mailbox for answers.
    pub reply_email: String,
    /// Answers come to an address of their case.
    pub reply_by_case: bool,
    /// Where letters to BPJS Kesehatan are mailed; `None`: they leave on paper only.
    pub bpjs_email: Option<String>,
    /// Number published by the city, where a mail's genuineness can be checked.
    pub verify_phone: String,
    /// The city's aim of active members, in percent as written.
    pub target_percent: String,
}

impl City {
    /// Where answers to a mail about a case go.
    #[must_use]
    pub fn reply_to(&self, case: &str) -> String {
        let own = if self.reply_by_case {
            mail::marked(&self.reply_email, case)
        } else {
            None
        };
        own.unwrap_or_else(|| self.reply_email.clone())
    }
}

/// How mail may leave.
#[derive(Debug, Clone)]
pub struct MailRules {
    /// Only these addresses receive anything; `None` where everybody may.
    pub trial: Option<Vec<String>>,
    /// An approver may end the trial on the site.
    pub may_go_live: bool,
    /// Mail leaves only in office hours on working days.
    pub window: bool,
    /// How fast it may leave.
    pub pace: Pace,
}

/// Everything the services work with; cheap to clone.
#[derive(Clone)]
pub struct Services {
    /// The records.
    pub store: Store,
    /// Time and ids.
    pub clock: SharedClock,
    /// Folder for everything the program writes.
    pub data: PathBuf,
    /// The rules.
    pub rules: Arc<Rulebook>,
    /// The days off; ask [`Services::calendar`].
    pub almanac: Arc<Almanac>,
    /// The city.
    pub city: Arc<City>,
    /// The mail templates.
    pub templates: Arc<Templates>,
    /// Where mail goes.
    pub transport: Transport,
    /// Where mail of a made-up city goes: files, whatever is configured.
    pub capture: Transport,
    /// How mail may leave.
    pub mail_rules: Arc<MailRules>,
    /// Makes person keys.
    pub keyer: Arc<PersonKeyer>,
    /// How people sign in.
    pub sign_in: Arc<SignInRules>,
    /// Signs proofs of delivery.
    pub seal: Arc<SealKey>,
    /// The imports that run here.
    pub desk: Arc<ImportDesk>,
    /// The directive and the schedules that a new database begins with.
    pub seeds: Arc<Seeds>,
    /// The doors that what comes back comes through.
    pub doors: Arc<ReturnDoors>,
    /// Tells which domains take no mail.
    pub domains: Domains,
    /// The registry as looks for like records left it.
    pub matcher: Arc<KeptMatcher>,
}

/// What a new database begins with.
#[derive(Debug, Clone)]
pub struct Seeds {
    /// The mayor's instruction.
    pub directive: NewDirective,
    /// The ladders that cases climb.
    pub ladders: Vec<Ladder>,
    /// What happens regularly.
    pub schedules: Vec<Schedule>,
}

impl Services {
    /// The calendar day in the city.
    #[must_use]
    pub fn today(&self) -> NaiveDate {
        self.local(self.clock.now()).date_naive()
    }

    /// An instant on the city's clocks.
    #[must_use]
    pub fn local(&self, at: DateTime<Utc>) -> DateTime<Tz> {
        at.with_timezone(&self.city.zone)
    }

    /// When a term ends on its last day: `16.00 WITA`.
    #[must_use]
    pub fn closing_time(&self) -> String {
        let city = &self.city;
        format!("{} {}", city.closes.format("%H.%M"), city.zone_name)
    }

    fn entry(&self, actor: Actor, action: &'static str, subject: impl Into<String>) -> Entry {
        Entry {
            id: self.clock.new_id(),
            actor,
            action,
            subject: subject.into(),
            at: self.clock.now(),
        }
    }

    /// Folder for what is only needed while something runs.
    fn scratch(&self) -> PathBuf {
        self.data.join("tmp")
    }
}
