//! Mail that is owed to somebody, written in the same transaction as the fact that made it owed.

use std::collections::HashSet;

use chrono::{DateTime, TimeDelta, Utc};
use sea_orm::{
    ActiveValue::Set,
    ColumnTrait, Condition, EntityTrait, QueryFilter, QueryOrder, QuerySelect, QueryTrait,
    sea_query::{Expr, ExprTrait},
};
use uuid::Uuid;

use super::{
    StoreError, Tx,
    rows::{delivery_attempt, outbox},
    sql::{self, get},
};
use crate::domain::ids::{EmployerId, MailId};

/// Where a mail stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum MailState {
    /// Waits for a sender.
    Queued,
    /// A sender has it; if that sender dies, another takes over when the lease ends.
    Sending,
    /// The server took it.
    Sent,
    /// The server refused it for good.
    Failed,
    /// What it spoke of was settled before it left.
    Cancelled,
}

impl MailState {
    /// All states.
    pub const ALL: [Self; 5] = [
        Self::Queued,
        Self::Sending,
        Self::Sent,
        Self::Failed,
        Self::Cancelled,
    ];

    /// Name in files and columns.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Queued => "queued",
            Self::Sending => "sending",
            Self::Sent => "sent",
            Self::Failed => "failed",
            Self::Cancelled => "cancelled",
        }
    }

    /// The word on screens.
    #[must_use]
    pub const fn words(self) -> &'static str {
        match self {
            Self::Queued => "menunggu",
            Self::Sending => "sedang dikirim",
            Self::Sent => "terkirim",
            Self::Failed => "ditolak",
            Self::Cancelled => "dibatalkan",
        }
    }
}

/// One mail as it was queued.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Queued {
    /// Names the mail for good; the Message-ID is made from it.
    pub id: MailId,
    /// Whom it concerns.
    pub employer: EmployerId,
    /// What kind of mail, such as `appeal`.
    pub kind: &'static str,
    /// Codes of the cases it speaks of.
    pub reference: String,
    /// The recipient's address.
    pub recipient: String,
    /// Where answers go.
    pub reply_to: Option<String>,
    /// A single line.
    pub subject: String,
    /// Plain text.
    pub body_text: String,
    /// The same as HTML.
    pub body_html: String,
    /// Whether it is made up; such a mail never leaves.
    pub demo: bool,
}

/// A mail with its state.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MailRow {
    /// Which mail.
    pub id: MailId,
    /// Whom it concerns.
    pub employer: EmployerId,
    /// Codes of the cases it speaks of.
    pub reference: String,
    /// The recipient's address.
    pub recipient: String,
    /// Where answers go.
    pub reply_to: Option<String>,
    /// A single line.
    pub subject: String,
    /// Plain text.
    pub body_text: String,
    /// The same as HTML.
    pub body_html: String,
    /// Code of the state.
    pub state: String,
    /// Whether it is made up.
    pub demo: bool,
    /// When it was queued.
    pub queued_at: DateTime<Utc>,
    /// How often a sender took it.
    pub attempts: i32,
    /// When the server took it.
    pub sent_at: Option<DateTime<Utc>>,
}

/// What became of one hand-over.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Attempt {
    /// The server took it.
    Taken(String),
    /// The server refused it for good.
    Refused(String),
    /// Not now; try again at that time.
    Later(String, DateTime<Utc>),
}

/// How many mails stand in a state.
pub type StateCount = (MailState, u64);

impl Tx {
    /// Queues a mail.
    ///
    /// # Errors
    /// When the database refuses it.
    pub async fn queue_mail(&self, mail: &Queued, now: DateTime<Utc>) -> Result<(), StoreError> {
        let row = outbox::ActiveModel {
            id: Set(mail.id.uuid()),
            employer_id: Set(mail.employer.uuid()),
            kind: Set(mail.kind.to_owned()),
            reference: Set(mail.reference.clone()),
            recipient: Set(mail.recipient.clone()),
            reply_to: Set(mail.reply_to.clone()),
            subject: Set(mail.subject.clone()),
            body_text: Set(mail.body_text.clone()),
            body_html: Set(mail.body_html.clone()),
            state: Set(MailState::Queued.code().to_owned()),
            demo: Set(mail.demo),
            queued_at: Set(now),
            not_before: Set(now),
            attempts: Set(0),
            lease_id: Set(None),
            leased_until: Set(None),
            sent_at: Set(None),
        };
        outbox::Entity::insert(row)
            .exec_without_returning(&self.tx)
            .await?;
        Ok(())
    }

    /// Takes up to `limit` mails for this sender alone until `lease` is over. A sender that dies
    /// gives them back by doing nothing. With `only`, just mails to these addresses.
    ///
    /// The rows are marked first and read by their mark afterwards. Reading first would let two
    /// PostgreSQL nodes pick the same rows: the second update waits for the first, looks at the
    /// row again, and only a condition on the row itself can then turn it away.
    ///
    /// # Errors
    /// When the database can't be read or written.
    pub async fn lease_mail(
        &self,
        (mark, limit): (Uuid, u64),
        lease: TimeDelta,
        only: Option<&[String]>,
        now: DateTime<Utc>,
    ) -> Result<Vec<MailRow>, StoreError> {
        let mut free = Condition::all()
            .add(outbox::Column::NotBefore.lte(now))
            .add(outbox::Column::State.is_in([MailState::Queued.code(), MailState::Sending.code()]))
            .add(
                Condition::any()
                    .add(outbox::Column::LeasedUntil.is_null())
                    .add(outbox::Column::LeasedUntil.lt(now)),
            );
        if let Some(addresses) = only {
            free = free.add(outbox::Column::Recipient.is_in(addresses.to_vec()));
        }
        let oldest = outbox::Entity::find()
            .select_only()
            .column(outbox::Column::Id)
            .filter(free.clone())
            .order_by_asc(outbox::Column::Id)
            .limit(limit)
            .into_query();
        outbox::Entity::update_many()
            .col_expr(
                outbox::Column::State,
                Expr::value(MailState::Sending.code()),
            )
            .col_expr(outbox::Column::LeasedUntil, Expr::value(now + lease))
            .col_expr(outbox::Column::LeaseId, Expr::value(mark))
            .col_expr(
                outbox::Column::Attempts,
                Expr::col(outbox::Column::Attempts).add(1),
            )
            .filter(outbox::Column::Id.in_subquery(oldest))
            .filter(free)
            .exec(&self.tx)
            .await?;
        let rows = outbox::Entity::find()
            .filter(outbox::Column::LeaseId.eq(mark))
            .filter(outbox::Column::State.eq(MailState::Sending.code()))
            .order_by_asc(outbox::Column::Id)
            .all(&self.tx)
            .await?;
        Ok(rows.into_iter().map(mail_of).collect())
    }

    /// Gives back the mails that a sender took and did not try; answers how many.
    ///
    /// # Errors
    /// When the database refuses.
    pub async fn unlease_mail(&self, mark: Uuid) -> Result<u64, StoreError> {
        let text = "UPDATE outbox SET state = 'queued', lease_id = NULL, leased_until = NULL, \
            attempts = attempts - 1 WHERE lease_id = ? AND state = 'sending'";
        sql::run(&self.tx, text, vec![sql::id(mark)]).await
    }

    /// Writes down what became of a hand-over, if this sender still has the mail.
    ///
    /// # Errors
    /// When the database refuses.
    pub async fn settle_mail(
        &self,
        (id, mark): (MailId, Uuid),
        attempt: &Attempt,
        now: DateTime<Utc>,
    ) -> Result<(), StoreError> {
        let (state, outcome, answer, not_before, sent_at) = match attempt {
            Attempt::Taken(answer) => (MailState::Sent, "taken", answer, now, Some(now)),
            Attempt::Refused(answer) => (MailState::Failed, "refused", answer, now, None),
            Attempt::Later(answer, again) => (MailState::Queued, "later", answer, *again, None),
        };
        outbox::Entity::update_many()
            .col_expr(outbox::Column::State, Expr::value(state.code()))
            .col_expr(outbox::Column::NotBefore, Expr::value(not_before))
            .col_expr(outbox::Column::SentAt, Expr::value(sent_at))
            .col_expr(outbox::Column::LeaseId, Expr::value(None::<Uuid>))
            .col_expr(
                outbox::Column::LeasedUntil,
                Expr::value(None::<DateTime<Utc>>),
            )
            .filter(outbox::Column::Id.eq(id.uuid()))
            .filter(outbox::Column::LeaseId.eq(mark))
            .exec(&self.tx)
            .await?;
        let text = "SELECT COUNT(*) FROM delivery_attempt WHERE mail_id = ?";
        let before = sql::number(&self.tx, text, vec![sql::id(id.uuid())]).await?;
        let row = delivery_attempt::ActiveModel {
            mail_id: Set(id.uuid()),
            no: Set(i32::try_from(before).unwrap_or(i32::MAX).saturating_add(1)),
            at: Set(now),
            outcome: Set(outcome.to_owned()),
            answer: Set(answer.clone()),
        };
        delivery_attempt::Entity::insert(row)
            .exec_without_returning(&self.tx)
            .await?;
        Ok(())
    }

    /// How many mails stand in each state.
    ///
    /// # Errors
    /// When the database can't be read.
    pub async fn mail_counts(&self) -> Result<Vec<StateCount>, StoreError> {
        let text = "SELECT state, COUNT(*) AS n FROM outbox GROUP BY state";
        let mut counts: Vec<StateCount> = MailState::ALL.into_iter().map(|s| (s, 0)).collect();
        for row in sql::rows(&self.tx, text, vec![]).await? {
            let code: String = get(&row, "state")?;
            let n = get::<i64>(&row, "n")?.unsigned_abs();
            let place =
                counts
                    .iter_mut()
                    .find(|(s, _)| s.code() == code)
                    .ok_or(StoreError::Corrupt {
                        table: "outbox",
                        column: "state",
                    })?;
            place.1 = n;
        }
        Ok(counts)
    }

    /// Mails, the newest first; of one employer with those merged into it, or of all.
    ///
    /// # Errors
    /// When the database can't be read.
    pub async fn mails(
        &self,
        employer: Option<EmployerId>,
        limit: u64,
    ) -> Result<Vec<MailRow>, StoreError> {
        let mut query = outbox::Entity::find()
            .order_by_desc(outbox::Column::QueuedAt)
            .order_by_asc(outbox::Column::Id)
            .limit(limit);
        if let Some(employer) = employer {
            let family = self.family(employer).await?;
            let ids = family.into_iter().map(EmployerId::uuid);
            query = query.filter(outbox::Column::EmployerId.is_in(ids));
        }
        Ok(query
            .all(&self.tx)
            .await?
            .into_iter()
            .map(mail_of)
            .collect())
    }

    /// Mails in one state, the newest first.
    ///
    /// # Errors
    /// When the database can't be read.
    pub async fn mails_in(&self, state: MailState, limit: u64) -> Result<Vec<MailRow>, StoreError> {
        let found = outbox::Entity::find()
            .filter(outbox::Column::State.eq(state.code()))
            .order_by_desc(outbox::Column::QueuedAt)
            .order_by_asc(outbox::Column::Id)
            .limit(limit)
            .all(&self.tx)
            .await?;
        Ok(found.into_iter().map(mail_of).collect())
    }

    /// The employers that a mail was queued for at or after an instant.
    ///
    /// # Errors
    /// When the database can't be read.
    pub async fn mailed_since(
        &self,
        since: DateTime<Utc>,
    ) -> Result<HashSet<EmployerId>, StoreError> {
        let text = "SELECT DISTINCT COALESCE(e.merged_into, e.id) AS employer_id FROM outbox o \
                    JOIN employer e ON e.id = o.employer_id WHERE o.queued_at >= ?";
        let rows = sql::rows(&self.tx, text, vec![since.into()]).await?;
        rows.iter()
            .map(|row| Ok(EmployerId::from_uuid(get(row, "employer_id")?)))
            .collect()
    }

    /// One mail.
    ///
    /// # Errors
    /// When the database can't be read.
    pub async fn mail(&self, id: MailId) -> Result<Option<MailRow>, StoreError> {
        let row = outbox::Entity::find_by_id(id.uuid()).one(&self.tx).await?;
        Ok(row.map(mail_of))
    }
}

fn mail_of(row: outbox::Model) -> MailRow {
    MailRow {
        id: MailId::from_uuid(row.id),
        employer: EmployerId::from_uuid(row.employer_id),
        reference: row.reference,
        recipient: row.recipient,
        reply_to: row.reply_to,
        subject: row.subject,
        body_text: row.body_text,
        body_html: row.body_html,
        state: row.state,
        demo: row.demo,
        queued_at: row.queued_at,
        attempts: row.attempts,
        sent_at: row.sent_at,
    }
}
