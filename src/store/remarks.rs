//! What officers put on record about an employer.

use chrono::{DateTime, NaiveDate, Utc};
use sea_orm::{QueryResult, Value};
use uuid::Uuid;

use super::{
    StoreError, Tx,
    sql::{self, get},
};
use crate::domain::{
    ids::{AttachmentId, EmployerId, OfficerId, RemarkId},
    remark::{Outcome, RemarkKind, holds},
};

/// A remark to put on record.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewRemark {
    /// Fresh id.
    pub id: RemarkId,
    /// About whom.
    pub employer: EmployerId,
    /// Of which kind.
    pub kind: RemarkKind,
    /// The note, the proof, the reason, or what the firm says.
    pub words: String,
    /// The first day on which it holds.
    pub from_on: NaiveDate,
    /// The last day; `None` until somebody ends it.
    pub until_on: Option<NaiveDate>,
    /// A file that proves it.
    pub attachment: Option<AttachmentId>,
    /// Who says so; `None` for a mail of the firm.
    pub by: Option<OfficerId>,
}

/// A remark on record.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Remark {
    /// Which remark.
    pub id: RemarkId,
    /// About whom.
    pub employer: EmployerId,
    /// Of which kind.
    pub kind: RemarkKind,
    /// The note, the proof, the reason, or what the firm says.
    pub words: String,
    /// The first day on which it holds.
    pub from_on: NaiveDate,
    /// The last day; `None` until somebody ends it.
    pub until_on: Option<NaiveDate>,
    /// A file that proves it.
    pub attachment: Option<AttachmentId>,
    /// Who says so; `None` for a mail of the firm.
    pub by: Option<OfficerId>,
    /// That person's name.
    pub by_name: String,
    /// When.
    pub at: DateTime<Utc>,
    /// How it ended, if a person ended it.
    pub end: Option<RemarkEnd>,
}

impl Remark {
    /// Whether it holds on a day.
    #[must_use]
    pub fn holds_on(&self, day: NaiveDate) -> bool {
        self.end.is_none() && holds(self.from_on, self.until_on, day)
    }
}

/// How a remark ended.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RemarkEnd {
    /// The name of who ended it.
    pub by_name: String,
    /// When.
    pub at: DateTime<Utc>,
    /// Why, if something was written.
    pub words: Option<String>,
    /// How a dispute was settled.
    pub outcome: Option<Outcome>,
}

/// Whom lists name where a mail of the firm said it.
const BY_MAIL: &str = "pos-el badan usaha";

const SELECT: &str = "SELECT r.id, r.employer_id, r.kind, r.words, r.from_on, r.until_on, \
    r.attachment_id, r.made_by, r.made_at, r.ended_at, r.ended_words, r.outcome, \
    o.name AS by_name, e.name AS ended_name FROM remark r LEFT JOIN officer o ON o.id = r.made_by \
    LEFT JOIN officer e ON e.id = r.ended_by";

impl Tx {
    /// An employer with those that were merged into it, itself first.
    ///
    /// # Errors
    /// When the database can't be read.
    pub async fn family(&self, employer: EmployerId) -> Result<Vec<EmployerId>, StoreError> {
        let mut ids = vec![employer];
        let text = "SELECT id FROM employer WHERE merged_into = ? ORDER BY id";
        for row in sql::rows(&self.tx, text, vec![sql::id(employer.uuid())]).await? {
            ids.push(EmployerId::from_uuid(get(&row, "id")?));
        }
        Ok(ids)
    }

    /// Puts a remark on record.
    ///
    /// # Errors
    /// When the database refuses; also when one of its kind, other than a note, stands.
    pub async fn add_remark(&self, new: &NewRemark, now: DateTime<Utc>) -> Result<(), StoreError> {
        let text = "INSERT INTO remark (id, employer_id, kind, words, from_on, until_on, \
            attachment_id, made_by, made_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)";
        let values = vec![
            sql::id(new.id.uuid()),
            sql::id(new.employer.uuid()),
            new.kind.code().into(),
            new.words.clone().into(),
            new.from_on.into(),
            Value::ChronoDate(new.until_on),
            Value::Uuid(new.attachment.map(AttachmentId::uuid)),
            Value::Uuid(new.by.map(OfficerId::uuid)),
            now.into(),
        ];
        sql::run(&self.tx, text, values).await?;
        Ok(())
    }

    /// Ends a remark; `false` when it was ended before.
    ///
    /// # Errors
    /// When the database refuses.
    pub async fn end_remark(
        &self,
        id: RemarkId,
        (by, now): (OfficerId, DateTime<Utc>),
        words: Option<&str>,
        outcome: Option<Outcome>,
    ) -> Result<bool, StoreError> {
        let text = "UPDATE remark SET ended_by = ?, ended_at = ?, ended_words = ?, outcome = ? \
                    WHERE id = ? AND ended_at IS NULL";
        let values = vec![
            sql::id(by.uuid()),
            now.into(),
            Value::String(words.map(str::to_owned)),
            Value::String(outcome.map(|o| o.code().to_owned())),
            sql::id(id.uuid()),
        ];
        Ok(sql::run(&self.tx, text, values).await? == 1)
    }

    /// The remark of a kind, other than a note, that nobody has ended; its date may be over.
    ///
    /// # Errors
    /// When the database can't be read or a row makes no sense.
    pub async fn standing_remark(
        &self,
        employer: EmployerId,
        kind: RemarkKind,
    ) -> Result<Option<Remark>, StoreError> {
        let text =
            format!("{SELECT} WHERE r.employer_id = ? AND r.kind = ? AND r.ended_at IS NULL");
        let values = vec![sql::id(employer.uuid()), kind.code().into()];
        let row = sql::row(&self.tx, &text, values).await?;
        row.as_ref().map(remark_of).transpose()
    }

    /// One remark.
    ///
    /// # Errors
    /// When the database can't be read or a row makes no sense.
    pub async fn remark(&self, id: RemarkId) -> Result<Option<Remark>, StoreError> {
        let text = format!("{SELECT} WHERE r.id = ?");
        let row = sql::row(&self.tx, &text, vec![sql::id(id.uuid())]).await?;
        row.as_ref().map(remark_of).transpose()
    }

    /// Everything on record about these employers, the newest first.
    ///
    /// # Errors
    /// When the database can't be read or a row makes no sense.
    pub async fn remarks_of(&self, employers: &[EmployerId]) -> Result<Vec<Remark>, StoreError> {
        let text = format!(
            "{SELECT} WHERE r.employer_id IN ({}) ORDER BY r.made_at DESC, r.id",
            marks(employers)
        );
        let rows = sql::rows(&self.tx, &text, ids(employers)).await?;
        rows.iter().map(remark_of).collect()
    }

    /// Says whether a person confirmed that the head office's registrations count.
    ///
    /// # Errors
    /// When the database refuses.
    pub async fn set_head_office(
        &self,
        employer: EmployerId,
        confirmed: bool,
    ) -> Result<(), StoreError> {
        let text = "UPDATE employer SET head_office_confirmed = ? WHERE id = ?";
        sql::run(
            &self.tx,
            text,
            vec![confirmed.into(), sql::id(employer.uuid())],
        )
        .await?;
        Ok(())
    }

    /// Marks an employer for the next check.
    ///
    /// # Errors
    /// When the database refuses.
    pub async fn mark_changed(&self, employer: EmployerId) -> Result<(), StoreError> {
        let text = "UPDATE employer SET changed = TRUE WHERE id = ?";
        sql::run(&self.tx, text, vec![sql::id(employer.uuid())]).await?;
        Ok(())
    }

    /// Takes back what still waits to leave for an employer: the mail is cancelled, and a step
    /// that nobody has heard of was not taken. Verification has until `due_on` again.
    ///
    /// # Errors
    /// When the database refuses.
    pub async fn take_back_waiting(
        &self,
        employer: EmployerId,
        due_on: NaiveDate,
    ) -> Result<(), StoreError> {
        let waiting = "SELECT id FROM outbox WHERE employer_id = ? AND state = 'queued' \
            AND kind <> 'answer'";
        let step = format!(
            "UPDATE cases SET next_stage = stage, next_notice = 'mail', received_on = NULL, \
             stage = 'verification', due_on = ? WHERE is_open AND id IN \
             (SELECT s.case_id FROM case_step s WHERE s.round = cases.round \
              AND s.step = cases.stage AND s.mail_id IN ({waiting}))"
        );
        let employer = sql::id(employer.uuid());
        sql::run(&self.tx, &step, vec![due_on.into(), employer.clone()]).await?;
        let untaken = format!("DELETE FROM case_step WHERE mail_id IN ({waiting})");
        sql::run(&self.tx, &untaken, vec![employer.clone()]).await?;
        let unsaid = format!("DELETE FROM case_reminder WHERE mail_id IN ({waiting})");
        sql::run(&self.tx, &unsaid, vec![employer.clone()]).await?;
        let cancel = "UPDATE outbox SET state = 'cancelled' WHERE employer_id = ? \
            AND state = 'queued' AND kind <> 'answer'";
        sql::run(&self.tx, cancel, vec![employer]).await?;
        Ok(())
    }
}

/// As many marks as there are employers.
pub(super) fn marks(employers: &[EmployerId]) -> String {
    sql::marks(employers.len())
}

/// Their ids as parameters.
pub(super) fn ids(employers: &[EmployerId]) -> Vec<Value> {
    employers.iter().map(|id| sql::id(id.uuid())).collect()
}

fn remark_of(row: &QueryResult) -> Result<Remark, StoreError> {
    let corrupt = |column| StoreError::Corrupt {
        table: "remark",
        column,
    };
    let outcome: Option<String> = get(row, "outcome")?;
    let outcome = outcome
        .map(|code| Outcome::from_code(&code).ok_or_else(|| corrupt("outcome")))
        .transpose()?;
    let ended_at: Option<DateTime<Utc>> = get(row, "ended_at")?;
    let end = match ended_at {
        None => None,
        Some(at) => Some(RemarkEnd {
            by_name: get::<Option<String>>(row, "ended_name")?.unwrap_or_default(),
            at,
            words: get(row, "ended_words")?,
            outcome,
        }),
    };
    let attachment: Option<Uuid> = get(row, "attachment_id")?;
    Ok(Remark {
        id: RemarkId::from_uuid(get(row, "id")?),
        employer: EmployerId::from_uuid(get(row, "employer_id")?),
        kind: RemarkKind::from_code(&get::<String>(row, "kind")?).ok_or_else(|| corrupt("kind"))?,
        words: get(row, "words")?,
        from_on: get(row, "from_on")?,
        until_on: get(row, "until_on")?,
        attachment: attachment.map(AttachmentId::from_uuid),
        by: get::<Option<Uuid>>(row, "made_by")?.map(OfficerId::from_uuid),
        by_name: get::<Option<String>>(row, "by_name")?.unwrap_or_else(|| BY_MAIL.to_owned()),
        at: get(row, "made_at")?,
        end,
    })
}
