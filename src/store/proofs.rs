//! What a proof of delivery is made from, and which ones were made.

use std::collections::HashMap;

use chrono::{DateTime, NaiveDate, Utc};
use sea_orm::{QueryResult, Value};
use uuid::Uuid;

use super::{
    StoreError, Tx,
    mail_states::state_of,
    remarks::{ids, marks},
    sql::{self, get},
};
use crate::domain::{
    ids::{EmployerId, MailId, OfficerId},
    proof::{AttemptProof, MailProof, ReceiptProof, ReportProof},
};

/// Which mails.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ProofMails {
    /// Of one employer, with those merged into it.
    Of(EmployerId),
    /// Those that a firing of this schedule queued when it was due at an instant.
    By(String, DateTime<Utc>),
    /// Those queued from one instant to another, both included.
    Between(DateTime<Utc>, DateTime<Utc>),
}

/// A proof that was made.
#[derive(Debug, Clone)]
pub struct NewProof<'a> {
    /// Fresh id; the document's number is made from it.
    pub id: Uuid,
    /// Of one firm.
    pub employer: Option<EmployerId>,
    /// Of one firing.
    pub firing: Option<(&'a str, DateTime<Utc>)>,
    /// Of one day.
    pub on: Option<NaiveDate>,
    /// How many mails it holds.
    pub mails: usize,
    /// SHA-256 of the file in hexadecimal digits.
    pub sha256: &'a str,
    /// Fingerprint of the key.
    pub fingerprint: &'a str,
    /// Who made it; `None` for the command line.
    pub by: Option<OfficerId>,
}

impl Tx {
    /// The mails of a proof that began to leave, the oldest first, and how many never did.
    ///
    /// # Errors
    /// When the database can't be read or a row makes no sense.
    pub async fn proof_mails(
        &self,
        which: &ProofMails,
    ) -> Result<(Vec<(MailId, MailProof)>, u64), StoreError> {
        let (condition, values) = match which {
            ProofMails::Of(employer) => {
                let family = self.family(*employer).await?;
                let text = format!("o.employer_id IN ({})", marks(&family));
                (text, ids(&family))
            }
            ProofMails::By(schedule, due_at) => {
                let text = "o.schedule = ? AND o.due_at = ?".to_owned();
                (text, vec![schedule.as_str().into(), (*due_at).into()])
            }
            ProofMails::Between(from, until) => {
                let text = "o.queued_at >= ? AND o.queued_at <= ?".to_owned();
                (text, vec![(*from).into(), (*until).into()])
            }
        };
        let text = format!(
            "SELECT o.id, o.recipient, o.subject, o.reference, o.queued_at, o.state, e.name, \
             e.nib, (SELECT COUNT(*) FROM delivery_attempt d WHERE d.mail_id = o.id) AS tries \
             FROM outbox o JOIN employer m ON m.id = o.employer_id \
             JOIN employer e ON e.id = COALESCE(m.merged_into, m.id) \
             WHERE {condition} ORDER BY o.queued_at, o.id"
        );
        let (mut mails, mut left_out) = (Vec::new(), 0);
        for row in sql::rows(&self.tx, &text, values).await? {
            if get::<i64>(&row, "tries")? == 0 {
                left_out += 1;
            } else {
                let id = MailId::from_uuid(get(&row, "id")?);
                mails.push((id, mail(&row, id)?));
            }
        }
        let mut at: HashMap<MailId, usize> = HashMap::with_capacity(mails.len());
        at.extend(mails.iter().enumerate().map(|(n, (id, _))| (*id, n)));
        for part in mails.chunks_mut(sql::PART) {
            let ids: Vec<MailId> = part.iter().map(|(id, _)| *id).collect();
            let mut attempts = self.proof_attempts(&ids).await?;
            let mut receipts = self.proof_receipts(&ids).await?;
            let mut reports = self.proof_reports(&ids).await?;
            for (id, mail) in part {
                mail.attempts = attempts.remove(id).unwrap_or_default();
                mail.receipts = receipts.remove(id).unwrap_or_default();
                mail.reports = reports.remove(id).unwrap_or_default();
            }
        }
        Ok((mails, left_out))
    }

    async fn proof_attempts(
        &self,
        mails: &[MailId],
    ) -> Result<HashMap<MailId, Vec<AttemptProof>>, StoreError> {
        let text = format!(
            "SELECT mail_id, no, at, outcome, relay, answer, message_id, sha256 \
             FROM delivery_attempt WHERE mail_id IN ({}) ORDER BY mail_id, no",
            sql::marks(mails.len())
        );
        let mut found: HashMap<MailId, Vec<AttemptProof>> = HashMap::new();
        for row in sql::rows(&self.tx, &text, uuids(mails)).await? {
            let attempt = AttemptProof {
                no: get(&row, "no")?,
                at: get(&row, "at")?,
                outcome: get(&row, "outcome")?,
                relay: get(&row, "relay")?,
                answer: get(&row, "answer")?,
                message_id: get(&row, "message_id")?,
                sha256: get(&row, "sha256")?,
            };
            let id = MailId::from_uuid(get::<Uuid>(&row, "mail_id")?);
            found.entry(id).or_default().push(attempt);
        }
        Ok(found)
    }

    async fn proof_reports(
        &self,
        mails: &[MailId],
    ) -> Result<HashMap<MailId, Vec<ReportProof>>, StoreError> {
        let text = format!(
            "SELECT mail_id, at, kind, status, diagnostic, hash FROM returned \
             WHERE mail_id IN ({}) ORDER BY mail_id, at, id",
            sql::marks(mails.len())
        );
        let mut found: HashMap<MailId, Vec<ReportProof>> = HashMap::new();
        for row in sql::rows(&self.tx, &text, uuids(mails)).await? {
            let report = ReportProof {
                at: get(&row, "at")?,
                kind: get(&row, "kind")?,
                status: get(&row, "status")?,
                diagnostic: get(&row, "diagnostic")?,
                sha256: get(&row, "hash")?,
            };
            let id = MailId::from_uuid(get::<Uuid>(&row, "mail_id")?);
            found.entry(id).or_default().push(report);
        }
        Ok(found)
    }

    async fn proof_receipts(
        &self,
        mails: &[MailId],
    ) -> Result<HashMap<MailId, Vec<ReceiptProof>>, StoreError> {
        let text = format!(
            "SELECT s.mail_id, c.no, r.how, r.received_on, r.words, r.made_at, o.name \
             FROM case_step s JOIN cases c ON c.id = s.case_id \
             JOIN receipt r ON r.case_id = s.case_id AND r.round = s.round AND r.step = s.step \
             LEFT JOIN officer o ON o.id = r.made_by \
             WHERE s.mail_id IN ({}) AND r.undone_at IS NULL ORDER BY r.made_at, c.no",
            sql::marks(mails.len())
        );
        let mut found: HashMap<MailId, Vec<ReceiptProof>> = HashMap::new();
        for row in sql::rows(&self.tx, &text, uuids(mails)).await? {
            let receipt = ReceiptProof {
                case: format!("K-{:05}", get::<i32>(&row, "no")?),
                how: get(&row, "how")?,
                received_on: get(&row, "received_on")?,
                words: get(&row, "words")?,
                by: get(&row, "name")?,
                at: get(&row, "made_at")?,
            };
            let id = MailId::from_uuid(get::<Uuid>(&row, "mail_id")?);
            found.entry(id).or_default().push(receipt);
        }
        self.circular_receipts(mails, &mut found).await?;
        Ok(found)
    }

    /// Receipts of letters to many that these mails carried.
    async fn circular_receipts(
        &self,
        mails: &[MailId],
        found: &mut HashMap<MailId, Vec<ReceiptProof>>,
    ) -> Result<(), StoreError> {
        let text = format!(
            "SELECT r.mail_id, l.no, r.received_how, r.received_on, r.receipt_words, r.receipt_at, \
             o.name FROM letter_recipient r JOIN letter l ON l.id = r.letter_id \
             LEFT JOIN officer o ON o.id = r.receipt_by \
             WHERE r.mail_id IN ({}) AND r.received_on IS NOT NULL ORDER BY r.receipt_at, l.no",
            sql::marks(mails.len())
        );
        for row in sql::rows(&self.tx, &text, uuids(mails)).await? {
            let receipt = ReceiptProof {
                case: format!("edaran-{:03}", get::<i32>(&row, "no")?),
                how: get(&row, "received_how")?,
                received_on: get(&row, "received_on")?,
                words: get::<Option<String>>(&row, "receipt_words")?.unwrap_or_default(),
                by: get(&row, "name")?,
                at: get(&row, "receipt_at")?,
            };
            let id = MailId::from_uuid(get::<Uuid>(&row, "mail_id")?);
            found.entry(id).or_default().push(receipt);
        }
        Ok(())
    }

    /// Writes down that a proof was made.
    ///
    /// # Errors
    /// When the database refuses.
    pub async fn put_proof(
        &self,
        new: &NewProof<'_>,
        now: DateTime<Utc>,
    ) -> Result<(), StoreError> {
        let text = "INSERT INTO proof (id, employer_id, schedule, due_at, on_day, mails, sha256, \
            fingerprint, made_by, made_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)";
        let values = vec![
            sql::id(new.id),
            Value::Uuid(new.employer.map(EmployerId::uuid)),
            Value::String(new.firing.map(|(name, _)| name.to_owned())),
            Value::ChronoDateTimeUtc(new.firing.map(|(_, at)| at)),
            Value::ChronoDate(new.on),
            i32::try_from(new.mails).unwrap_or(i32::MAX).into(),
            new.sha256.into(),
            new.fingerprint.into(),
            Value::Uuid(new.by.map(OfficerId::uuid)),
            now.into(),
        ];
        sql::run(&self.tx, text, values).await?;
        Ok(())
    }

    /// Whether a schedule fired that was due at an instant.
    ///
    /// # Errors
    /// When the database can't be read.
    pub async fn has_fired(
        &self,
        schedule: &str,
        due_at: DateTime<Utc>,
    ) -> Result<bool, StoreError> {
        let text = "SELECT state FROM schedule_run WHERE schedule = ? AND due_at = ?";
        let row = sql::row(&self.tx, text, vec![schedule.into(), due_at.into()]).await?;
        Ok(row.is_some())
    }
}

fn uuids(mails: &[MailId]) -> Vec<Value> {
    mails.iter().map(|id| sql::id(id.uuid())).collect()
}

fn mail(row: &QueryResult, id: MailId) -> Result<MailProof, StoreError> {
    Ok(MailProof {
        id: id.to_string(),
        firm: get(row, "name")?,
        nib: get(row, "nib")?,
        recipient: get(row, "recipient")?,
        subject: get(row, "subject")?,
        cases: get(row, "reference")?,
        queued_at: get(row, "queued_at")?,
        state: state_of(&get::<String>(row, "state")?)?.words().to_owned(),
        attempts: Vec::new(),
        reports: Vec::new(),
        receipts: Vec::new(),
    })
}
