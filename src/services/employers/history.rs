//! Everything that happened to an employer, as one line of time.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use chrono::{DateTime, NaiveDate, Utc};

use crate::{
    domain::{
        employer::Field,
        finding::CaseType,
        ids::{EmployerId, MailId},
        verdict::Verdict,
    },
    services::{ServiceError, Services},
    store::{
        Answer, ApprovalMark, Attachment, Brought, CaseMarks, FieldChange, KnownEmployer, MailRow,
        MailState, Merger, PairJudgement, ReachAttempt, ReceiptMark, Remark, ReminderMark,
        ReplyLink, StepMark, Tx,
    },
};

/// What kind of thing happened, for choosing among them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Kind {
    /// Data came in.
    Data,
    /// The verdict became another.
    Verdict,
    /// A case was opened, confirmed, moved or closed.
    Case,
    /// A mail was queued or sent.
    Mail,
    /// Notes and rulings of officers.
    Remark,
    /// Corrections and mergers.
    Edit,
    /// Files.
    File,
}

impl Kind {
    /// All kinds.
    pub const ALL: [Self; 7] = [
        Self::Data,
        Self::Verdict,
        Self::Case,
        Self::Mail,
        Self::Remark,
        Self::Edit,
        Self::File,
    ];

    /// Name in addresses.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Data => "data",
            Self::Verdict => "verdict",
            Self::Case => "case",
            Self::Mail => "mail",
            Self::Remark => "remark",
            Self::Edit => "edit",
            Self::File => "file",
        }
    }

    /// The kind of that name.
    #[must_use]
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.code() == code)
    }
}

/// A field that says something else.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Change {
    /// Which field.
    pub field: Field,
    /// What it said.
    pub was: Option<String>,
    /// What it said then.
    pub is: Option<String>,
}

/// What happened.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Happening {
    /// An import touched it, or brought a list that its verdict rests on.
    Data(Brought, Vec<Change>),
    /// An officer corrected it.
    Corrected(Brought, Vec<Change>),
    /// The verdict became another; `None` before the first.
    Judged(Option<Verdict>, Verdict),
    /// A case was opened.
    CaseOpened(String, CaseType),
    /// Two people confirmed a case.
    CaseConfirmed(String, [String; 2]),
    /// A case moved to a step.
    CaseStep(String, StepMark),
    /// The receipt of a notice was recorded.
    Received(String, ReceiptMark),
    /// That was taken back.
    Unreceived(String, ReceiptMark),
    /// A reminder went out, or was passed over.
    Reminded(String, ReminderMark),
    /// Somebody tried to reach the firm, and reached nobody.
    NotReached(ReachAttempt),
    /// An approver agreed to a step.
    Approved(String, ApprovalMark),
    /// That ended before the step was taken.
    ApprovalEnded(String, ApprovalMark),
    /// A case was closed, for the reason of that code.
    CaseClosed(String, String),
    /// A mail stands at the state of that code.
    Mail(MailId, MailState, String),
    /// Something was put on record.
    Remarked(Remark),
    /// Something on record was ended by a person.
    RemarkEnded(Remark),
    /// A file was added.
    Filed(Attachment),
    /// Another employer was merged into it.
    Merged(Merger),
    /// That was taken back.
    Parted(Merger),
    /// Another employer, of that id, was judged to be another firm, or nobody could tell.
    Distinguished(EmployerId, PairJudgement),
    /// That was taken back.
    Undistinguished(EmployerId, PairJudgement),
    /// Somebody opened the reply page of a link by a press of its button.
    PageOpened(ReplyLink),
    /// A link to a reply page was taken back.
    LinkRevoked(ReplyLink),
    /// An officer decided about an answer.
    AnswerDecided(Answer),
}

impl Happening {
    /// What kind of thing it is.
    #[must_use]
    pub const fn kind(&self) -> Kind {
        match self {
            Self::Data(..) => Kind::Data,
            Self::Judged(..) => Kind::Verdict,
            Self::CaseOpened(..)
            | Self::CaseConfirmed(..)
            | Self::CaseStep(..)
            | Self::Received(..)
            | Self::Unreceived(..)
            | Self::Reminded(..)
            | Self::NotReached(_)
            | Self::Approved(..)
            | Self::ApprovalEnded(..)
            | Self::CaseClosed(..)
            | Self::PageOpened(_)
            | Self::LinkRevoked(_)
            | Self::AnswerDecided(_) => Kind::Case,
            Self::Mail(..) => Kind::Mail,
            Self::Remarked(_) | Self::RemarkEnded(_) => Kind::Remark,
            Self::Corrected(..)
            | Self::Merged(_)
            | Self::Parted(_)
            | Self::Distinguished(..)
            | Self::Undistinguished(..) => Kind::Edit,
            Self::Filed(_) => Kind::File,
        }
    }
}

/// Something that happened, and when.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Event {
    /// When; where only the day is known, when the check of that day was.
    pub at: DateTime<Utc>,
    /// The day, where nothing more is known.
    pub on: Option<NaiveDate>,
    /// What.
    pub what: Happening,
}

impl Event {
    pub(super) const fn at(at: DateTime<Utc>, what: Happening) -> Self {
        Self { at, on: None, what }
    }
}

/// What a time line is made of, read elsewhere already.
pub(super) struct Known<'a> {
    pub(super) employer: &'a KnownEmployer,
    pub(super) family: &'a [EmployerId],
    pub(super) remarks: &'a [Remark],
    pub(super) files: &'a [Attachment],
    pub(super) mails: &'a [MailRow],
    pub(super) mergers: &'a [Merger],
    pub(super) judgements: &'a [PairJudgement],
    pub(super) cases: &'a [CaseMarks],
    pub(super) attempts: &'a [ReachAttempt],
}

impl Services {
    /// The line of time, the newest first.
    pub(super) async fn history(
        &self,
        tx: &Tx,
        known: &Known<'_>,
    ) -> Result<Vec<Event>, ServiceError> {
        let mut events = self.brought(tx, known).await?;
        let judged = tx.judged(known.employer.id).await?;
        events.extend(verdicts(&judged));
        for case in known.cases {
            self.tell_case(case, &judged, &mut events);
        }
        for attempt in known.attempts {
            let what = Happening::NotReached(attempt.clone());
            events.push(Event::at(attempt.at, what));
        }
        for mail in known.mails {
            let what = Happening::Mail(mail.id, mail.state, mail.subject.clone());
            let at = mail.sent_at.unwrap_or(mail.queued_at);
            events.push(Event::at(at, what));
        }
        for remark in known.remarks {
            let what = Happening::Remarked(remark.clone());
            events.push(Event::at(remark.at, what));
            if let Some(end) = &remark.end {
                let what = Happening::RemarkEnded(remark.clone());
                events.push(Event::at(end.at, what));
            }
        }
        let filed = |file: &Attachment| Event::at(file.at, Happening::Filed(file.clone()));
        events.extend(known.files.iter().map(filed));
        for merger in known.mergers {
            let what = Happening::Merged(merger.clone());
            events.push(Event::at(merger.at, what));
            if let Some((_, at)) = &merger.undone {
                let what = Happening::Parted(merger.clone());
                events.push(Event::at(*at, what));
            }
        }
        // Mergers tell of the judgements that made them.
        let told = known.judgements.iter().filter(|j| j.merger.is_none());
        for judged in told {
            let (other, _) = judged.other(known.employer.id);
            let what = Happening::Distinguished(other, judged.clone());
            events.push(Event::at(judged.at, what));
            if let Some((_, at)) = &judged.undone {
                let what = Happening::Undistinguished(other, judged.clone());
                events.push(Event::at(*at, what));
            }
        }
        events.extend(self.replied(tx, known.employer.id).await?);
        events.sort_by_key(|event| std::cmp::Reverse(event.at));
        Ok(events)
    }

    /// Imports and corrections, with what they changed.
    async fn brought(&self, tx: &Tx, known: &Known<'_>) -> Result<Vec<Event>, ServiceError> {
        let employer = known.employer;
        let changes = tx.field_changes(employer.id).await?;
        let codes: Vec<u32> = [Field::Code, Field::HeadCode]
            .into_iter()
            .filter_map(|field| employer.record.get(field)?.parse().ok())
            .chain(employer.further.codes.iter().copied())
            .collect();
        let mut batches: BTreeSet<i32> = tx
            .batches_behind(known.family, &codes)
            .await?
            .into_iter()
            .collect();
        batches.extend(employer.origins.0.iter().map(|origin| origin.batch));
        batches.extend(changes.iter().map(|change| change.batch_no));
        let batches: Vec<i32> = batches.into_iter().collect();
        let mut by_batch = by_batch(&changes, employer);
        let brought = tx.brought(&batches).await?.into_iter();
        Ok(brought
            .filter(|batch| !matches!(batch.kind.as_str(), "merger" | "unmerge"))
            .map(|batch| {
                let changes = by_batch.remove(&batch.batch_no).unwrap_or_default();
                let at = batch.at;
                let what = match batch.kind.as_str() {
                    "correction" => Happening::Corrected(batch, changes),
                    _ => Happening::Data(batch, changes),
                };
                Event::at(at, what)
            })
            .collect())
    }

    fn tell_case(&self, case: &CaseMarks, judged: &[Judged], events: &mut Vec<Event>) {
        let code = || case.code.clone();
        // Checks open and close cases, and write down the day alone.
        let mut on_day = |on: NaiveDate, what| {
            let check = judged.iter().find(|(as_of, ..)| *as_of == on);
            let at = check.map_or_else(|| self.start_of(on), |(_, at, _)| *at);
            let on = Some(on);
            events.push(Event { at, on, what });
        };
        on_day(
            case.opened_on,
            Happening::CaseOpened(code(), case.case_type),
        );
        if let Some((on, because)) = &case.closed {
            on_day(*on, Happening::CaseClosed(code(), because.clone()));
        }
        if let Some((at, first, second)) = &case.confirmed {
            let names = [first.clone(), second.clone()];
            events.push(Event::at(*at, Happening::CaseConfirmed(code(), names)));
        }
        for step in &case.steps {
            let what = Happening::CaseStep(code(), step.clone());
            events.push(Event::at(step.taken_at, what));
        }
        tell_proofs(case, events);
    }
}

/// Receipts, reminders and approvals of a case.
fn tell_proofs(case: &CaseMarks, events: &mut Vec<Event>) {
    let code = || case.code.clone();
    for receipt in &case.receipts {
        let what = Happening::Received(code(), receipt.clone());
        events.push(Event::at(receipt.at, what));
        if let Some((_, at)) = &receipt.undone {
            let what = Happening::Unreceived(code(), receipt.clone());
            events.push(Event::at(*at, what));
        }
    }
    for reminder in &case.reminders {
        let what = Happening::Reminded(code(), reminder.clone());
        events.push(Event::at(reminder.at, what));
    }
    for approval in &case.approvals {
        let what = Happening::Approved(code(), approval.clone());
        events.push(Event::at(approval.at, what));
        // A step that was taken speaks for itself, and one agreed to anew says so.
        let ended = approval.ended.as_ref();
        if let Some((at, _)) = ended.filter(|(_, why)| !matches!(&**why, "taken" | "replaced")) {
            let what = Happening::ApprovalEnded(code(), approval.clone());
            events.push(Event::at(*at, what));
        }
    }
}

/// The changes of each batch; what a field said then is what the next change found.
fn by_batch(changes: &[FieldChange], employer: &KnownEmployer) -> HashMap<i32, Vec<Change>> {
    let mut later: BTreeMap<Field, Option<String>> = BTreeMap::new();
    let mut found: HashMap<i32, Vec<Change>> = HashMap::new();
    for change in changes.iter().rev() {
        let now = || employer.record.get(change.field).map(str::to_owned);
        let is = later
            .insert(change.field, change.was.clone())
            .unwrap_or_else(now);
        // Only its shown form tells people anything.
        if change.field != Field::NpwpKey {
            found.entry(change.batch_no).or_default().push(Change {
                field: change.field,
                was: change.was.clone(),
                is,
            });
        }
    }
    for changes in found.values_mut() {
        changes.sort_by_key(|change| change.field);
    }
    found
}

/// A judgement: its day, when it was recorded, its verdict.
type Judged = (NaiveDate, DateTime<Utc>, String);

fn verdicts(judged: &[Judged]) -> Vec<Event> {
    let mut events = Vec::new();
    for (at, (_, recorded_at, code)) in judged.iter().enumerate() {
        let before = judged
            .get(at + 1)
            .and_then(|(_, _, code)| Verdict::from_code(code));
        let Some(verdict) = Verdict::from_code(code) else {
            continue;
        };
        // A judgement with other numbers and the same verdict is no news on a time line.
        if before != Some(verdict) {
            let what = Happening::Judged(before, verdict);
            events.push(Event::at(*recorded_at, what));
        }
    }
    events
}
