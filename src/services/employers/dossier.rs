//! Everything that an employer's page shows, read at one moment.

use chrono::NaiveDate;

use super::{
    contacts::{Contacts, contacts},
    corrections::print,
    history::{Event, Known},
};
use crate::{
    domain::{employer::Field, ids::EmployerId, ladder::Stage},
    services::{Explanation, ServiceError, Services},
    store::{
        Attachment, CaseMarks, KnownEmployer, MailRow, Merger, PairJudgement, Relative, Remark,
        SourceRecord, Tx,
    },
};

/// Mails shown on the page.
const MAILS: u64 = 50;

/// The term of a case's present step, day by day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CaseDays {
    /// The case's short code.
    pub code: String,
    /// The day after which counting began.
    pub from: NaiveDate,
    /// The last day.
    pub due: NaiveDate,
    /// Working days in between.
    pub working: u32,
    /// Days that did not count, and why not.
    pub skipped: Vec<(NaiveDate, String)>,
}

/// Everything that an employer's page shows.
#[derive(Debug)]
pub struct Dossier {
    /// Verdict, inputs, rules, cases.
    pub told: Explanation,
    /// Record, origins, sources.
    pub employer: KnownEmployer,
    /// Tells this state of the record from another.
    pub seen: String,
    /// Notes and rulings, the newest first.
    pub remarks: Vec<Remark>,
    /// Files, the newest first.
    pub files: Vec<Attachment>,
    /// Mails, the newest first.
    pub mails: Vec<MailRow>,
    /// Its addresses; nobody counted who else has them.
    pub contacts: Contacts,
    /// Mergers it was kept in, the newest first.
    pub mergers: Vec<Merger>,
    /// What people said of it and other employers, the newest first; what was taken back too.
    pub judgements: Vec<PairJudgement>,
    /// Terms of open cases.
    pub terms: Vec<CaseDays>,
    /// What happened to its own cases, the newest case first.
    pub marks: Vec<CaseMarks>,
    /// Cases of employers merged into it.
    pub inherited: Vec<CaseMarks>,
    /// The line of time, the newest first.
    pub events: Vec<Event>,
    /// What rows of lists said of it, the last seen first.
    pub sources: Vec<SourceRecord>,
    /// Its head office, if the registry knows it.
    pub head_office: Option<Relative>,
    /// Its branches, and how many there are.
    pub branches: (Vec<Relative>, u64),
}

impl Services {
    /// Everything that an employer's page shows.
    ///
    /// # Errors
    /// [`ServiceError::Missing`] when there is no such employer, or it was never checked.
    pub async fn dossier(&self, id: EmployerId) -> Result<Dossier, ServiceError> {
        let tx = self.store.read().await?;
        let employer = super::own(&tx, id).await?;
        let told = self.explain_one(&tx, &employer).await?;
        let family = tx.family(id).await?;
        let remarks = tx.remarks_of(&family).await?;
        let files = tx.attachments_of(&family).await?;
        let mails = tx.mails(Some(id), MAILS).await?;
        let contacts = contacts(&tx, &employer).await?;
        let mergers = tx.mergers_of(id).await?;
        let judgements = tx.judgements_about(&[id]).await?;
        let cases = tx.case_marks(&family).await?;
        let attempts = tx.attempts_of(&family).await?;
        let known = Known {
            employer: &employer,
            family: &family,
            remarks: &remarks,
            files: &files,
            mails: &mails,
            mergers: &mergers,
            judgements: &judgements,
            cases: &cases,
            attempts: &attempts,
        };
        let events = self.history(&tx, &known).await?;
        let mut sources = tx.source_records_of(id).await?;
        sources.sort_by_key(|record| std::cmp::Reverse((record.last().as_of, record.last().at)));
        let (head_office, branches) = relatives(&tx, &employer).await?;
        let (own, inherited): (Vec<_>, Vec<_>) =
            cases.into_iter().partition(|case| case.employer == id);
        Ok(Dossier {
            seen: print(&employer.record),
            terms: self.terms(&told, &own),
            told,
            employer,
            remarks,
            files,
            mails,
            contacts,
            mergers,
            judgements,
            marks: own,
            inherited,
            events,
            sources,
            head_office,
            branches,
        })
    }

    fn terms(&self, told: &Explanation, marks: &[CaseMarks]) -> Vec<CaseDays> {
        let calendar = self.calendar();
        let mut terms = Vec::new();
        for case in told.cases.iter().filter(|case| case.open) {
            let Some(marks) = marks.iter().find(|marks| marks.code == case.code) else {
                continue;
            };
            let (stage, round) = (case.row.facts.stage, case.row.round);
            let taken = marks
                .steps
                .iter()
                .find(|step| (step.stage, step.round) == (stage, round));
            let from = match (stage, taken) {
                (Stage::Verification, _) | (_, None) => marks.opened_on,
                (_, Some(step)) => {
                    let at = step.sent_at.unwrap_or(step.taken_at);
                    self.local(at).date_naive()
                }
            };
            let Some(due) = case.due_on.filter(|due| *due >= from) else {
                continue;
            };
            let days = from.iter_days().skip(1).take_while(|day| *day <= due);
            let (mut working, mut skipped) = (0, Vec::new());
            for day in days {
                match calendar.reason_off(day) {
                    Some(reason) => skipped.push((day, reason.to_owned())),
                    None => working += 1,
                }
            }
            terms.push(CaseDays {
                code: case.code.clone(),
                from,
                due,
                working,
                skipped,
            });
        }
        terms
    }
}

/// The head office of an employer and its branches, by their codes at BPJS.
async fn relatives(
    tx: &Tx,
    employer: &KnownEmployer,
) -> Result<(Option<Relative>, (Vec<Relative>, u64)), ServiceError> {
    let code = |field| {
        employer
            .record
            .get(field)
            .and_then(|code| code.parse().ok())
    };
    let own: Option<u32> = code(Field::Code);
    let head = match code(Field::HeadCode).filter(|head| Some(*head) != own) {
        Some(head) => tx.head_office(head).await?,
        None => None,
    };
    let codes = employer.further.codes.iter().copied().chain(own);
    let codes: Vec<u32> = codes.collect();
    let head = head.filter(|head| head.id != employer.id);
    Ok((head, tx.branches(employer.id, &codes).await?))
}
