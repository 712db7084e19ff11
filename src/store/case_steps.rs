//! Steps that were taken, what proves that they arrived, and reminders of them.

use std::collections::{BTreeSet, HashMap};

use chrono::{DateTime, NaiveDate, Utc};
use sea_orm::Value;
use uuid::Uuid;

use super::{
    CaseRow, StoreError, Tx,
    ladders::next_of,
    sql::{self, get},
};
use crate::domain::{
    ids::{CaseId, LetterId, MailId, OfficerId},
    ladder::{Ladder, Stage},
    receipt::How,
};

/// The term of a case that a mail speaks of.
#[derive(Debug, Clone)]
pub struct MailTerm {
    /// The mail.
    pub mail: MailId,
    /// The case.
    pub case: CaseId,
    /// Name and version of the ladder that it climbs.
    pub ladder: (String, i32),
    /// Where it stands.
    pub stage: Stage,
    /// When the term ends.
    pub due_on: Option<NaiveDate>,
}

/// A step that a case takes.
#[derive(Debug, Clone)]
pub struct NewStep<'a> {
    /// Which case.
    pub case: &'a CaseRow,
    /// The ladder it climbs.
    pub ladder: &'a Ladder,
    /// Which step.
    pub step: Stage,
    /// The day its term ends; `None` where it begins with a receipt, or there is none.
    pub due_on: Option<NaiveDate>,
    /// The mail that tells the firm.
    pub mail: Option<MailId>,
    /// The letter that tells the firm.
    pub letter: Option<LetterId>,
    /// Who took it, where a person did.
    pub by: Option<OfficerId>,
    /// The day it happened, and in what words, where it is somebody else's and recorded here.
    pub happened: Option<(NaiveDate, &'a str)>,
}

/// Proof that a notice was received.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewReceipt<'a> {
    /// Fresh id.
    pub id: Uuid,
    /// How it is known.
    pub how: How,
    /// The day of the receipt.
    pub received_on: NaiveDate,
    /// What was handed to whom.
    pub words: &'a str,
    /// The day the term ends from now on.
    pub due_on: Option<NaiveDate>,
    /// Who says so; `None` for a report or a mail of the firm.
    pub by: Option<OfficerId>,
}

impl Tx {
    /// Takes a step. `false` when it was taken before, or the case moved on: the key lets one of
    /// two programs win, and the other goes on quietly.
    ///
    /// # Errors
    /// When the database refuses.
    pub async fn take_step(
        &self,
        new: &NewStep<'_>,
        now: DateTime<Utc>,
    ) -> Result<bool, StoreError> {
        let case = new.case;
        let text = "INSERT INTO case_step (case_id, round, step, taken_at, mail_id, letter_id, \
            taken_by, happened_on, words, approval_id) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, \
            (SELECT s.approval_id FROM approval_step s WHERE s.case_id = ? AND s.step = ? \
              AND s.round = ? AND s.ended_at IS NULL)) \
            ON CONFLICT (case_id, round, step) DO NOTHING";
        let values = vec![
            sql::id(case.id.uuid()),
            case.round.into(),
            new.step.code().into(),
            now.into(),
            Value::Uuid(new.mail.map(MailId::uuid)),
            Value::Uuid(new.letter.map(LetterId::uuid)),
            Value::Uuid(new.by.map(OfficerId::uuid)),
            Value::ChronoDate(new.happened.map(|(on, _)| on)),
            new.happened.map(|(_, words)| words).into(),
            sql::id(case.id.uuid()),
            new.step.code().into(),
            case.round.into(),
        ];
        if sql::run(&self.tx, text, values).await? == 0 {
            return Ok(false);
        }
        let (next, notice) = next_of(new.ladder, new.step);
        let text = "UPDATE cases SET stage = ?, due_on = ?, received_on = NULL, next_stage = ?, \
            next_notice = ? WHERE id = ? AND is_open AND round = ? AND stage = ?";
        let values = vec![
            new.step.code().into(),
            Value::ChronoDate(new.due_on),
            next.into(),
            notice.into(),
            sql::id(case.id.uuid()),
            case.round.into(),
            case.facts.stage.code().into(),
        ];
        if sql::run(&self.tx, text, values).await? == 0 {
            return Ok(false);
        }
        let text = "UPDATE approval_step SET ended_at = ?, ended_because = 'taken' \
            WHERE case_id = ? AND step = ? AND ended_at IS NULL";
        let values = vec![now.into(), sql::id(case.id.uuid()), new.step.code().into()];
        sql::run(&self.tx, text, values).await?;
        Ok(true)
    }

    /// Firms that got an appeal since, by mail or by hand.
    ///
    /// # Errors
    /// When the database can't be read.
    pub async fn appealed_since(&self, since: DateTime<Utc>) -> Result<u64, StoreError> {
        let text = "SELECT COUNT(DISTINCT c.employer_id) FROM case_step s \
            JOIN cases c ON c.id = s.case_id WHERE s.step = ? AND s.taken_at >= ?";
        let values = vec![Stage::Appeal.code().into(), since.into()];
        Ok(sql::number(&self.tx, text, values).await?.unsigned_abs())
    }

    /// The running terms of the cases that some mails brought to their present step, by mail.
    ///
    /// # Errors
    /// When the database can't be read or a row makes no sense.
    pub async fn terms_of_mails(&self, mails: &[MailId]) -> Result<Vec<MailTerm>, StoreError> {
        if mails.is_empty() {
            return Ok(Vec::new());
        }
        let text = format!(
            "SELECT s.mail_id, c.id, c.ladder, c.ladder_version, c.stage, c.due_on \
             FROM case_step s JOIN cases c ON c.id = s.case_id AND c.stage = s.step \
             AND c.round = s.round AND c.is_open WHERE s.mail_id IN ({}) \
             ORDER BY s.mail_id, c.id",
            sql::marks(mails.len())
        );
        let values = mails.iter().map(|id| sql::id(id.uuid())).collect();
        let rows = sql::rows(&self.tx, &text, values).await?;
        rows.iter()
            .map(|row| {
                let stage: String = get(row, "stage")?;
                Ok(MailTerm {
                    mail: MailId::from_uuid(get(row, "mail_id")?),
                    case: CaseId::from_uuid(get(row, "id")?),
                    ladder: (get(row, "ladder")?, get(row, "ladder_version")?),
                    stage: Stage::from_code(&stage).ok_or(StoreError::Corrupt {
                        table: "cases",
                        column: "stage",
                    })?,
                    due_on: get(row, "due_on")?,
                })
            })
            .collect()
    }

    /// Moves the end of a case's term to a later day.
    ///
    /// # Errors
    /// When the database refuses.
    pub async fn extend_term(&self, case: CaseId, due_on: NaiveDate) -> Result<(), StoreError> {
        let text = "UPDATE cases SET due_on = ? WHERE id = ? AND is_open AND due_on < ?";
        let values = vec![due_on.into(), sql::id(case.uuid()), due_on.into()];
        sql::run(&self.tx, text, values).await?;
        Ok(())
    }

    /// Records that the notice of a case's present step was received; `false` when that was
    /// recorded before.
    ///
    /// # Errors
    /// When the database refuses.
    pub async fn put_receipt(
        &self,
        case: &CaseRow,
        new: &NewReceipt<'_>,
        now: DateTime<Utc>,
    ) -> Result<bool, StoreError> {
        let text = "UPDATE cases SET received_on = ?, due_on = ? WHERE id = ? AND is_open \
            AND round = ? AND stage = ? AND received_on IS NULL";
        let values = vec![
            new.received_on.into(),
            Value::ChronoDate(new.due_on),
            sql::id(case.id.uuid()),
            case.round.into(),
            case.facts.stage.code().into(),
        ];
        if sql::run(&self.tx, text, values).await? == 0 {
            return Ok(false);
        }
        let text = "INSERT INTO receipt (id, case_id, round, step, how, received_on, words, \
            due_before, made_by, made_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)";
        let values = vec![
            sql::id(new.id),
            sql::id(case.id.uuid()),
            case.round.into(),
            case.facts.stage.code().into(),
            new.how.code().into(),
            new.received_on.into(),
            new.words.into(),
            Value::ChronoDate(case.facts.due_on),
            Value::Uuid(new.by.map(OfficerId::uuid)),
            now.into(),
        ];
        sql::run(&self.tx, text, values).await?;
        Ok(true)
    }

    /// Takes the receipt of a case's present step back; `false` when there is none.
    ///
    /// # Errors
    /// When the database refuses.
    pub async fn undo_receipt(
        &self,
        (case, at_least): (&CaseRow, Option<NaiveDate>),
        by: Option<OfficerId>,
        now: DateTime<Utc>,
    ) -> Result<bool, StoreError> {
        let key = || {
            vec![
                sql::id(case.id.uuid()),
                case.round.into(),
                case.facts.stage.code().into(),
            ]
        };
        let standing = "case_id = ? AND round = ? AND step = ? AND undone_at IS NULL";
        let text = format!("SELECT due_before FROM receipt WHERE {standing}");
        let Some(row) = sql::row(&self.tx, &text, key()).await? else {
            return Ok(false);
        };
        let due_before: Option<NaiveDate> = get(&row, "due_before")?;
        let due_before = due_before.map(|due| at_least.map_or(due, |least| due.max(least)));
        let text = format!("UPDATE receipt SET undone_by = ?, undone_at = ? WHERE {standing}");
        let mut values = vec![Value::Uuid(by.map(OfficerId::uuid)), now.into()];
        values.extend(key());
        sql::run(&self.tx, &text, values).await?;
        let text = "UPDATE cases SET received_on = NULL, due_on = ? WHERE id = ?";
        let values = vec![Value::ChronoDate(due_before), sql::id(case.id.uuid())];
        sql::run(&self.tx, text, values).await?;
        Ok(true)
    }

    /// The reminders of their present steps that open cases had or passed over.
    ///
    /// # Errors
    /// When the database can't be read.
    pub async fn settled_reminders(&self) -> Result<HashMap<CaseId, BTreeSet<i16>>, StoreError> {
        let text = "SELECT r.case_id, r.days FROM case_reminder r JOIN cases c \
            ON c.id = r.case_id AND c.round = r.round AND c.stage = r.step AND c.is_open \
            ORDER BY r.case_id, r.days";
        let mut settled: HashMap<CaseId, BTreeSet<i16>> = HashMap::new();
        for row in sql::rows(&self.tx, text, vec![]).await? {
            let case = CaseId::from_uuid(get(&row, "case_id")?);
            settled.entry(case).or_default().insert(get(&row, "days")?);
        }
        Ok(settled)
    }

    /// Writes down that a reminder goes out with a mail, or is passed over; `false` when that was
    /// settled before.
    ///
    /// # Errors
    /// When the database refuses.
    pub async fn settle_reminder(
        &self,
        case: &CaseRow,
        days: i16,
        mail: Option<MailId>,
        now: DateTime<Utc>,
    ) -> Result<bool, StoreError> {
        let text = "INSERT INTO case_reminder (case_id, round, step, days, state, mail_id, at) \
            VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT (case_id, round, step, days) DO NOTHING";
        let values = vec![
            sql::id(case.id.uuid()),
            case.round.into(),
            case.facts.stage.code().into(),
            days.into(),
            if mail.is_some() { "sent" } else { "skipped" }.into(),
            Value::Uuid(mail.map(MailId::uuid)),
            now.into(),
        ];
        Ok(sql::run(&self.tx, text, values).await? == 1)
    }
}
