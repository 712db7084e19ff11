//! Senders take mails for a while, and write down what became of them.

use chrono::{DateTime, TimeDelta, Utc};
use sea_orm::{
    ActiveValue::Set,
    ColumnTrait, Condition, EntityTrait, QueryFilter, QueryOrder, QuerySelect, QueryTrait,
    sea_query::{Expr, ExprTrait},
};
use uuid::Uuid;

use super::{
    MailRow, MailState, StoreError, Tx,
    outbox::mail_of,
    rows::{delivery_attempt, outbox},
    sql,
};
use crate::domain::ids::MailId;

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

impl Tx {
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
            .order_by_asc(outbox::Column::Priority)
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
            .order_by_asc(outbox::Column::Priority)
            .order_by_asc(outbox::Column::Id)
            .all(&self.tx)
            .await?;
        rows.into_iter().map(mail_of).collect()
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
            code: Set(None),
            relay: Set(None),
            message_id: Set(None),
            sha256: Set(None),
            content: Set(None),
            repeated: Set(false),
        };
        delivery_attempt::Entity::insert(row)
            .exec_without_returning(&self.tx)
            .await?;
        Ok(())
    }
}
