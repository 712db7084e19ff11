//! Senders take mails for a while.

use chrono::{DateTime, TimeDelta, Utc};
use sea_orm::{
    ColumnTrait, ConnectionTrait, DbBackend, EntityTrait, QueryFilter, QueryOrder, Value,
};
use uuid::Uuid;

use super::{
    MailRow, MailState, StoreError, Tx,
    outbox::mail_of,
    rows::outbox,
    sql::{self, get},
};
use crate::domain::ids::MailId;

/// A rate is counted over so long.
const A_MINUTE: TimeDelta = TimeDelta::minutes(1);

/// What a sender asks for.
#[derive(Debug, Clone, Copy)]
pub struct Lease<'a> {
    /// Names the lease.
    pub mark: Uuid,
    /// Mails at most.
    pub limit: u32,
    /// How long the sender has them for itself.
    pub term: TimeDelta,
    /// Just mails to these addresses; `None` for all.
    pub only: Option<&'a [String]>,
    /// Mails that may be taken within a minute, by all senders together; 0: no bound.
    pub per_minute: u32,
    /// The same for each domain of recipients.
    pub per_domain: u32,
}

impl Tx {
    /// Takes mails for this sender alone until the term is over, the most urgent first. A sender
    /// that dies gives them back by doing nothing; whoever takes one over is told that it may
    /// have been handed over ([`MailRow::perhaps_taken`]), and an attempt of unknown outcome is
    /// written down.
    ///
    /// The rows are marked first and read by their mark afterwards. Reading first would let two
    /// PostgreSQL nodes pick the same rows: the second update waits for the first, looks at the
    /// row again, and only a condition on the row itself can then turn it away.
    ///
    /// # Errors
    /// When the database can't be read or written.
    pub async fn lease_mail(
        &self,
        lease: &Lease<'_>,
        now: DateTime<Utc>,
    ) -> Result<Vec<MailRow>, StoreError> {
        self.take_turn().await?;
        let limit = self.room(lease, now).await?;
        if limit == 0 {
            return Ok(Vec::new());
        }
        let (oldest, mut values) = candidates(lease, limit, now);
        let text = format!(
            "UPDATE outbox SET perhaps_taken = (perhaps_taken OR state = 'sending'), \
             state = 'sending', lease_id = ?, leased_until = ?, tried_at = ?, \
             attempts = attempts + 1 WHERE id IN ({oldest}) AND (state = 'queued' \
             OR (state = 'sending' AND leased_until < ?))"
        );
        let mut all = vec![sql::id(lease.mark), (now + lease.term).into(), now.into()];
        all.append(&mut values);
        all.push(now.into());
        if sql::run(&self.tx, &text, all).await? == 0 {
            return Ok(Vec::new());
        }
        self.note_lost_attempts(lease.mark, now).await?;
        let rows = outbox::Entity::find()
            .filter(outbox::Column::LeaseId.eq(lease.mark))
            .filter(outbox::Column::State.eq(MailState::Sending.code()))
            .order_by_asc(outbox::Column::Priority)
            .order_by_asc(outbox::Column::Id)
            .all(&self.tx)
            .await?;
        rows.into_iter().map(mail_of).collect()
    }

    /// Lets one sender take mails at a time, so that what each counts before is true of both.
    async fn take_turn(&self) -> Result<(), StoreError> {
        if self.tx.get_database_backend() == DbBackend::Postgres {
            sql::run(&self.tx, "SELECT pg_advisory_xact_lock(7461747569)", vec![]).await?;
        }
        Ok(())
    }

    /// How many mails may be taken now.
    async fn room(&self, lease: &Lease<'_>, now: DateTime<Utc>) -> Result<u32, StoreError> {
        if lease.per_minute == 0 {
            return Ok(lease.limit);
        }
        let text = "SELECT COUNT(*) FROM outbox WHERE tried_at > ?";
        let taken = sql::number(&self.tx, text, vec![(now - A_MINUTE).into()]).await?;
        let taken = u32::try_from(taken).unwrap_or(u32::MAX);
        Ok(lease.per_minute.saturating_sub(taken).min(lease.limit))
    }

    /// Whoever had these before never said what became of them.
    async fn note_lost_attempts(&self, mark: Uuid, now: DateTime<Utc>) -> Result<(), StoreError> {
        let text = "INSERT INTO delivery_attempt (mail_id, no, at, outcome, answer) \
            SELECT o.id, o.attempts - 1, ?, 'unknown', '' FROM outbox o WHERE o.lease_id = ? \
            AND o.perhaps_taken AND o.attempts > 1 AND NOT EXISTS (SELECT 1 \
              FROM delivery_attempt a WHERE a.mail_id = o.id AND a.no = o.attempts - 1)";
        let now = Value::ChronoDateTimeUtc(Some(now));
        sql::run(&self.tx, text, vec![now, sql::id(mark)]).await?;
        Ok(())
    }

    /// Gives back mails that a sender took under a mark and did not begin; answers how many.
    ///
    /// # Errors
    /// When the database refuses.
    pub async fn unlease_mails(&self, mark: Uuid, mails: &[MailId]) -> Result<u64, StoreError> {
        let text = "UPDATE outbox SET state = 'queued', lease_id = NULL, leased_until = NULL, \
            tried_at = NULL, attempts = attempts - 1 WHERE id = ? AND lease_id = ?";
        let mut given = 0;
        for mail in mails {
            given += sql::run(&self.tx, text, vec![sql::id(mail.uuid()), sql::id(mark)]).await?;
        }
        Ok(given)
    }

    /// Puts off those mails of a lease whose employer was written to since `day`, or is being
    /// written to, so that nobody gets two in a day; answers which. Answers to people are not
    /// counted and not put off.
    ///
    /// # Errors
    /// When the database can't be read or written.
    pub async fn put_off_second_mails(
        &self,
        mark: Uuid,
        (day, again): (DateTime<Utc>, DateTime<Utc>),
    ) -> Result<Vec<MailId>, StoreError> {
        let text = "SELECT m.id FROM outbox m JOIN employer me ON me.id = m.employer_id \
            WHERE m.lease_id = ? AND m.priority > 0 AND EXISTS (SELECT 1 FROM employer f \
              JOIN outbox o ON o.employer_id = f.id \
              WHERE (f.id = COALESCE(me.merged_into, me.id) \
                OR f.merged_into = COALESCE(me.merged_into, me.id)) \
              AND o.id <> m.id AND o.priority > 0 AND (o.sent_at >= ? OR (o.state = 'sending' \
                AND (o.lease_id <> m.lease_id OR o.id < m.id)))) ORDER BY m.id";
        let values = vec![sql::id(mark), day.into()];
        let mut put_off = Vec::new();
        for row in sql::rows(&self.tx, text, values).await? {
            put_off.push(MailId::from_uuid(get(&row, "id")?));
        }
        for mail in &put_off {
            let text = "UPDATE outbox SET not_before = ? WHERE id = ?";
            let values = vec![again.into(), sql::id(mail.uuid())];
            sql::run(&self.tx, text, values).await?;
        }
        self.unlease_mails(mark, &put_off).await?;
        Ok(put_off)
    }
}

/// The query for the mails to take, and its values.
///
/// Those that wait and those that somebody lost are asked for apart: each is a walk along the
/// index that ends with the last one needed.
fn candidates(lease: &Lease<'_>, limit: u32, now: DateTime<Utc>) -> (String, Vec<Value>) {
    let mut only = String::new();
    let mut addresses: Vec<Value> = Vec::new();
    if let Some(list) = lease.only {
        // An empty list is nobody, and no list that PostgreSQL reads.
        let marks = match list.len() {
            0 => "NULL".to_owned(),
            several => sql::marks(several),
        };
        only = format!(" AND recipient IN ({marks})");
        addresses.extend(list.iter().map(|address| Value::from(address.clone())));
    }
    let limit = Value::from(i64::from(limit));
    if lease.per_domain > 0 {
        let mut values: Vec<Value> = vec![now.into(), now.into()];
        values.extend(addresses);
        let per_domain = Value::from(i64::from(lease.per_domain));
        values.extend([(now - A_MINUTE).into(), per_domain, limit]);
        let text = format!(
            "SELECT f.id FROM (SELECT id, priority, domain, ROW_NUMBER() OVER \
               (PARTITION BY domain ORDER BY priority, id) AS nth FROM outbox \
               WHERE state IN ('queued', 'sending') AND not_before <= ? \
               AND (leased_until IS NULL OR leased_until < ?){only}) f \
             LEFT JOIN (SELECT domain, COUNT(*) AS n FROM outbox WHERE tried_at > ? \
               GROUP BY domain) t ON t.domain = f.domain \
             WHERE f.nth + COALESCE(t.n, 0) <= ? ORDER BY f.priority, f.id LIMIT ?"
        );
        return (text, values);
    }
    let part = |condition: &str| {
        format!(
            "SELECT * FROM (SELECT id, priority FROM outbox WHERE {condition}{only} \
             ORDER BY priority, id LIMIT ?) p"
        )
    };
    let text = format!(
        "SELECT a.id FROM ({} UNION ALL {}) a ORDER BY a.priority, a.id LIMIT ?",
        part("state = 'queued' AND not_before <= ?"),
        part("state = 'sending' AND leased_until < ?")
    );
    let mut values: Vec<Value> = Vec::new();
    for _ in 0..2 {
        values.push(now.into());
        values.extend(addresses.clone());
        values.push(limit.clone());
    }
    values.push(limit);
    (text, values)
}
