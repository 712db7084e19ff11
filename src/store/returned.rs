//! What came back for our mails, and what became of it.

use chrono::{DateTime, NaiveDate, Utc};
use sea_orm::{QueryResult, Value};

use super::{
    CaseRow, MailRow, StoreError, Tx,
    sql::{self, get},
};
use crate::domain::ids::{CaseId, EmployerId, MailId, OfficerId, ReturnedId};

/// A message that came back, to put on record.
#[derive(Debug, Clone)]
pub struct NewReturned {
    /// Fresh id.
    pub id: ReturnedId,
    /// SHA-256 of the message in hexadecimal digits.
    pub hash: String,
    /// Code of the door that it came through.
    pub channel: &'static str,
    /// Code of what it is.
    pub kind: &'static str,
    /// The enhanced status code.
    pub status: Option<String>,
    /// The server's words.
    pub diagnostic: Option<String>,
    /// Those it reports on.
    pub recipients: Vec<String>,
    /// The address it came from.
    pub sender: Option<String>,
    /// Its subject.
    pub subject: String,
    /// What a person or machine wrote.
    pub words: Option<String>,
    /// The mail it is about.
    pub mail: Option<MailId>,
    /// The firm it is about.
    pub employer: Option<EmployerId>,
    /// Code of how that is known.
    pub matched_by: Option<&'static str>,
    /// Code of why it changed nothing.
    pub reason: Option<&'static str>,
    /// An officer has to look at it.
    pub waits: bool,
}

/// A message that came back, on record.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReturnedRow {
    /// Which one.
    pub id: ReturnedId,
    /// When it was read.
    pub at: DateTime<Utc>,
    /// Code of the door that it came through.
    pub channel: String,
    /// Code of what it is.
    pub kind: String,
    /// The enhanced status code.
    pub status: Option<String>,
    /// The server's words.
    pub diagnostic: Option<String>,
    /// Those it reports on.
    pub recipients: Vec<String>,
    /// The address it came from.
    pub sender: Option<String>,
    /// Its subject.
    pub subject: String,
    /// What a person or machine wrote.
    pub words: Option<String>,
    /// The mail it is about.
    pub mail: Option<MailId>,
    /// The firm it is about.
    pub employer: Option<EmployerId>,
    /// That firm's name.
    pub employer_name: Option<String>,
    /// Code of how that is known.
    pub matched_by: Option<String>,
    /// Code of why it changed nothing.
    pub reason: Option<String>,
    /// An officer has to look at it.
    pub waits: bool,
    /// Who looked at it, when, and what was written down.
    pub settled: Option<(String, DateTime<Utc>, Option<String>)>,
    /// What it said went, when its time was over.
    pub is_forgotten: bool,
}

const SELECT: &str = "SELECT r.id, r.at, r.channel, r.kind, r.status, r.diagnostic, r.recipients, \
    r.sender, r.subject, r.words, r.mail_id, r.employer_id, r.matched_by, r.reason, r.waits, \
    r.settled_at, r.settled_words, r.forgotten_at, e.name AS employer_name, o.name AS settled_name \
    FROM returned r LEFT JOIN employer e ON e.id = r.employer_id \
    LEFT JOIN officer o ON o.id = r.settled_by";

impl Tx {
    /// Puts a message that came back on record; `false` when the same one is on record already.
    ///
    /// # Errors
    /// When the database refuses.
    pub async fn add_returned(
        &self,
        new: &NewReturned,
        now: DateTime<Utc>,
    ) -> Result<bool, StoreError> {
        let text = "INSERT INTO returned (id, hash, at, channel, kind, status, diagnostic, \
            recipients, sender, subject, words, mail_id, employer_id, matched_by, reason, waits) \
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (hash) DO NOTHING";
        let values = vec![
            sql::id(new.id.uuid()),
            new.hash.clone().into(),
            now.into(),
            new.channel.into(),
            new.kind.into(),
            Value::String(new.status.clone()),
            Value::String(new.diagnostic.clone()),
            new.recipients.join("\n").into(),
            Value::String(new.sender.clone()),
            new.subject.clone().into(),
            Value::String(new.words.clone()),
            Value::Uuid(new.mail.map(MailId::uuid)),
            Value::Uuid(new.employer.map(EmployerId::uuid)),
            new.matched_by.into(),
            new.reason.into(),
            new.waits.into(),
        ];
        Ok(sql::run(&self.tx, text, values).await? == 1)
    }

    /// The message with that hash.
    ///
    /// # Errors
    /// When the database can't be read.
    pub async fn returned_by_hash(&self, hash: &str) -> Result<Option<ReturnedRow>, StoreError> {
        let text = format!("{SELECT} WHERE r.hash = ?");
        let row = sql::row(&self.tx, &text, vec![hash.into()]).await?;
        row.as_ref().map(returned).transpose()
    }

    /// One message.
    ///
    /// # Errors
    /// When the database can't be read.
    pub async fn returned(&self, id: ReturnedId) -> Result<Option<ReturnedRow>, StoreError> {
        let text = format!("{SELECT} WHERE r.id = ?");
        let row = sql::row(&self.tx, &text, vec![sql::id(id.uuid())]).await?;
        row.as_ref().map(returned).transpose()
    }

    /// What came back, those that wait for an officer first, then the newest.
    ///
    /// # Errors
    /// When the database can't be read.
    pub async fn returned_list(&self, limit: u64) -> Result<Vec<ReturnedRow>, StoreError> {
        let text = format!("{SELECT} ORDER BY r.waits DESC, r.at DESC, r.id LIMIT ?");
        let limit = i64::try_from(limit).unwrap_or(i64::MAX);
        let rows = sql::rows(&self.tx, &text, vec![limit.into()]).await?;
        rows.iter().map(returned).collect()
    }

    /// What came back for a mail, the oldest first.
    ///
    /// # Errors
    /// When the database can't be read.
    pub async fn returned_for(&self, mail: MailId) -> Result<Vec<ReturnedRow>, StoreError> {
        let text = format!("{SELECT} WHERE r.mail_id = ? ORDER BY r.at, r.id");
        let rows = sql::rows(&self.tx, &text, vec![sql::id(mail.uuid())]).await?;
        rows.iter().map(returned).collect()
    }

    /// How many wait for an officer, and how many there are.
    ///
    /// # Errors
    /// When the database can't be read.
    pub async fn returned_counts(&self) -> Result<(u64, u64), StoreError> {
        let waiting = "SELECT COUNT(*) FROM returned WHERE waits";
        let all = "SELECT COUNT(*) FROM returned";
        Ok((
            sql::number(&self.tx, waiting, vec![]).await?.unsigned_abs(),
            sql::number(&self.tx, all, vec![]).await?.unsigned_abs(),
        ))
    }

    /// Ends an officer's work with a message, and says which firm it is of; `false` when it was
    /// ended before.
    ///
    /// # Errors
    /// When the database refuses.
    pub async fn settle_returned(
        &self,
        id: ReturnedId,
        (by, now): (OfficerId, DateTime<Utc>),
        (employer, words): (Option<EmployerId>, Option<&str>),
    ) -> Result<bool, StoreError> {
        let text = "UPDATE returned SET waits = ?, settled_by = ?, settled_at = ?, \
            settled_words = ?, employer_id = COALESCE(?, employer_id), \
            matched_by = CASE WHEN ? THEN 'officer' ELSE matched_by END \
            WHERE id = ? AND waits AND settled_at IS NULL";
        let values = vec![
            false.into(),
            sql::id(by.uuid()),
            now.into(),
            words.into(),
            Value::Uuid(employer.map(EmployerId::uuid)),
            employer.is_some().into(),
            sql::id(id.uuid()),
        ];
        Ok(sql::run(&self.tx, text, values).await? == 1)
    }

    /// The open cases that took their present step with a mail.
    ///
    /// # Errors
    /// When the database can't be read or a row makes no sense.
    pub async fn cases_of_mail(
        &self,
        mail: MailId,
        today: NaiveDate,
    ) -> Result<Vec<CaseRow>, StoreError> {
        let text = "SELECT s.case_id FROM case_step s JOIN cases c ON c.id = s.case_id \
            AND c.stage = s.step AND c.round = s.round AND c.is_open WHERE s.mail_id = ? \
            ORDER BY s.case_id";
        let rows = sql::rows(&self.tx, text, vec![sql::id(mail.uuid())]).await?;
        let ids = rows
            .iter()
            .map(|row| Ok(CaseId::from_uuid(get(row, "case_id")?)))
            .collect::<Result<Vec<_>, StoreError>>()?;
        self.cases_by_id(&ids, today).await
    }

    /// The mail that spoke of a case last and left the house, by the case's number.
    ///
    /// # Errors
    /// When the database can't be read.
    pub async fn last_mail_of_case(&self, no: i32) -> Result<Option<MailRow>, StoreError> {
        let text = "SELECT o.id FROM outbox o JOIN employer e ON e.id = o.employer_id \
            JOIN cases c ON c.employer_id = COALESCE(e.merged_into, e.id) WHERE c.no = ? \
            AND o.attempts > 0 AND o.state <> 'cancelled' ORDER BY o.queued_at DESC, o.id LIMIT 1";
        match sql::row(&self.tx, text, vec![no.into()]).await? {
            Some(row) => self.mail(MailId::from_uuid(get(&row, "id")?)).await,
            None => Ok(None),
        }
    }

    /// On how many days since an instant a mail to this address of an employer was given up.
    ///
    /// # Errors
    /// When the database can't be read.
    pub async fn given_up_days(
        &self,
        employer: EmployerId,
        recipient: &str,
        since: DateTime<Utc>,
    ) -> Result<Vec<DateTime<Utc>>, StoreError> {
        let text = "SELECT r.at FROM returned r JOIN outbox o ON o.id = r.mail_id \
            WHERE r.kind = 'soft' AND r.reason IS NULL AND o.employer_id = ? \
            AND LOWER(o.recipient) = ? AND r.at >= ? ORDER BY r.at, r.id";
        let values = vec![
            sql::id(employer.uuid()),
            recipient.to_lowercase().into(),
            since.into(),
        ];
        let rows = sql::rows(&self.tx, text, values).await?;
        rows.iter().map(|row| Ok(get(row, "at")?)).collect()
    }

    /// Says that a queued mail goes in place of another one, not before an instant; the steps
    /// that went with the other one go with it from now on. `false` when the other one was
    /// replaced before.
    ///
    /// # Errors
    /// When the database refuses.
    pub async fn replace_mail(
        &self,
        (old, new): (MailId, MailId),
        not_before: DateTime<Utc>,
    ) -> Result<(), StoreError> {
        let text = "UPDATE outbox SET replaces = ?, not_before = ? WHERE id = ?";
        let values = vec![sql::id(old.uuid()), not_before.into(), sql::id(new.uuid())];
        sql::run(&self.tx, text, values).await?;
        let text = "UPDATE case_step SET mail_id = ? WHERE mail_id = ?";
        let values = vec![sql::id(new.uuid()), sql::id(old.uuid())];
        sql::run(&self.tx, text, values).await?;
        Ok(())
    }

    /// The mail that went in place of another one.
    ///
    /// # Errors
    /// When the database can't be read.
    pub async fn replacement_of(&self, mail: MailId) -> Result<Option<MailId>, StoreError> {
        let text = "SELECT id FROM outbox WHERE replaces = ?";
        let row = sql::row(&self.tx, text, vec![sql::id(mail.uuid())]).await?;
        row.map(|row| Ok(MailId::from_uuid(get(&row, "id")?)))
            .transpose()
    }

    /// The mail in whose place another one went.
    ///
    /// # Errors
    /// When the database can't be read.
    pub async fn replaced_by(&self, mail: MailId) -> Result<Option<MailId>, StoreError> {
        let text = "SELECT replaces FROM outbox WHERE id = ? AND replaces IS NOT NULL";
        let row = sql::row(&self.tx, text, vec![sql::id(mail.uuid())]).await?;
        row.map(|row| Ok(MailId::from_uuid(get(&row, "replaces")?)))
            .transpose()
    }

    /// The employer that a record stands for: itself, or the one it was merged into.
    ///
    /// # Errors
    /// When the database can't be read.
    pub async fn owner_of(&self, employer: EmployerId) -> Result<EmployerId, StoreError> {
        let text = "SELECT COALESCE(merged_into, id) AS id FROM employer WHERE id = ?";
        let row = sql::row(&self.tx, text, vec![sql::id(employer.uuid())]).await?;
        row.map_or(Ok(employer), |row| {
            Ok(EmployerId::from_uuid(get(&row, "id")?))
        })
    }

    /// Whether nothing but a report proves that the notice of a case's present step arrived.
    ///
    /// # Errors
    /// When the database can't be read.
    pub async fn is_proved_by_report(&self, case: &CaseRow) -> Result<bool, StoreError> {
        let text = "SELECT COUNT(*) FROM receipt WHERE case_id = ? AND round = ? AND step = ? \
            AND undone_at IS NULL AND how = 'report'";
        let values = vec![
            sql::id(case.id.uuid()),
            case.round.into(),
            case.facts.stage.code().into(),
        ];
        Ok(sql::number(&self.tx, text, values).await? > 0)
    }

    /// Drops what messages said that came back before an instant; that they came is kept.
    ///
    /// # Errors
    /// When the database refuses.
    pub async fn forget_returned(
        &self,
        before: DateTime<Utc>,
        now: DateTime<Utc>,
    ) -> Result<u64, StoreError> {
        let text = "UPDATE returned SET words = NULL, sender = NULL, subject = '', \
            diagnostic = NULL, recipients = '', waits = ?, forgotten_at = ? \
            WHERE at < ? AND forgotten_at IS NULL";
        sql::run(
            &self.tx,
            text,
            vec![false.into(), now.into(), before.into()],
        )
        .await
    }
}

fn returned(row: &QueryResult) -> Result<ReturnedRow, StoreError> {
    let lines: String = get(row, "recipients")?;
    let settled_at: Option<DateTime<Utc>> = get(row, "settled_at")?;
    let settled_words: Option<String> = get(row, "settled_words")?;
    let settled_name: Option<String> = get(row, "settled_name")?;
    let mail: Option<uuid::Uuid> = get(row, "mail_id")?;
    let employer: Option<uuid::Uuid> = get(row, "employer_id")?;
    Ok(ReturnedRow {
        id: ReturnedId::from_uuid(get(row, "id")?),
        at: get(row, "at")?,
        channel: get(row, "channel")?,
        kind: get(row, "kind")?,
        status: get(row, "status")?,
        diagnostic: get(row, "diagnostic")?,
        recipients: lines.lines().map(str::to_owned).collect(),
        sender: get(row, "sender")?,
        subject: get(row, "subject")?,
        words: get(row, "words")?,
        mail: mail.map(MailId::from_uuid),
        employer: employer.map(EmployerId::from_uuid),
        employer_name: get(row, "employer_name")?,
        matched_by: get(row, "matched_by")?,
        reason: get(row, "reason")?,
        waits: get(row, "waits")?,
        settled: settled_at.map(|at| (settled_name.unwrap_or_default(), at, settled_words)),
        is_forgotten: get::<Option<DateTime<Utc>>>(row, "forgotten_at")?.is_some(),
    })
}
