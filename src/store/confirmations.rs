//! Who works on a case, and how two officers come to agree on it.

use chrono::{DateTime, NaiveDate, Utc};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryResult, sea_query::Expr};
use uuid::Uuid;

use super::{
    CaseRow, StoreError, Tx,
    case_rows::{SELECT, case_of},
    rows::case,
    sql::{self, get},
};
use crate::domain::{
    confirmation::{Proposal, Seen},
    ids::{CaseId, OfficerId},
    ladder::Stage,
};

/// Who works on a case, and how far its confirmation is.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Handling {
    /// Whom it was given to: id and name.
    pub assigned: Option<(OfficerId, String)>,
    /// What the first officer put forward, whether or not it still holds.
    pub proposal: Option<Proposal>,
    /// That officer's name.
    pub proposer: Option<String>,
    /// How the last proposal was given back, until the next one.
    pub returned: Option<Returned>,
}

/// A proposal that was given back.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Returned {
    /// The name of who did so.
    pub by: String,
    /// When.
    pub at: DateTime<Utc>,
    /// Why, in that person's words.
    pub because: String,
}

pub(super) fn handling_of(row: &QueryResult) -> Result<Handling, StoreError> {
    let assigned: Option<Uuid> = get(row, "assigned_to")?;
    let assigned_name: Option<String> = get(row, "assigned_name")?;
    let returned: (Option<String>, Option<DateTime<Utc>>, Option<String>) = (
        get(row, "returned_name")?,
        get(row, "returned_at")?,
        get(row, "returned_because")?,
    );
    Ok(Handling {
        assigned: assigned.map(OfficerId::from_uuid).zip(assigned_name),
        proposal: proposal_of(row)?,
        proposer: get(row, "proposed_name")?,
        returned: match returned {
            (Some(by), Some(at), Some(because)) => Some(Returned { by, at, because }),
            _ => None,
        },
    })
}

fn proposal_of(row: &QueryResult) -> Result<Option<Proposal>, StoreError> {
    let Some(by) = get::<Option<Uuid>>(row, "proposed_by")? else {
        return Ok(None);
    };
    let seen: String = get(row, "proposed_seen")?;
    Ok(Some(Proposal {
        by: OfficerId::from_uuid(by),
        at: get(row, "proposed_at")?,
        evidence_on: get(row, "proposed_evidence_on")?,
        seen: Seen::parse(&seen).ok_or(StoreError::Corrupt {
            table: "cases",
            column: "proposed_seen",
        })?,
    }))
}

impl Tx {
    /// Those of these cases that there are, open or closed, soonest due first.
    ///
    /// # Errors
    /// When the database can't be read or a row makes no sense.
    pub async fn cases_by_id(
        &self,
        ids: &[CaseId],
        today: NaiveDate,
    ) -> Result<Vec<CaseRow>, StoreError> {
        if ids.is_empty() {
            return Ok(Vec::new());
        }
        let marks = sql::marks(ids.len());
        let text = format!(
            "{SELECT} WHERE c.id IN ({marks}) ORDER BY COALESCE(c.due_on, '9999-12-31'), c.no"
        );
        let values = ids.iter().map(|id| sql::id(id.uuid())).collect();
        let rows = sql::rows(&self.tx, &text, values).await?;
        rows.iter().map(|row| case_of(row, today)).collect()
    }

    /// Keeps what an officer puts forward. `false` when somebody was quicker: `before` is when the
    /// proposal was made that this one replaces.
    ///
    /// # Errors
    /// When the database refuses.
    pub async fn put_proposal(
        &self,
        id: CaseId,
        proposal: &Proposal,
        before: Option<DateTime<Utc>>,
    ) -> Result<bool, StoreError> {
        let text = "UPDATE cases SET proposed_by = ?, proposed_at = ?, proposed_evidence_on = ?, \
            proposed_seen = ?, returned_by = NULL, returned_at = NULL, returned_because = NULL \
            WHERE id = ? AND is_open AND stage = ? AND confirmed_at IS NULL \
            AND proposed_at IS NOT DISTINCT FROM ?";
        let values = vec![
            sql::id(proposal.by.uuid()),
            proposal.at.into(),
            proposal.evidence_on.into(),
            proposal.seen.text().into(),
            sql::id(id.uuid()),
            Stage::Verification.code().into(),
            before.into(),
        ];
        Ok(sql::run(&self.tx, text, values).await? == 1)
    }

    /// Takes a proposal away, and keeps who gave it back and why.
    ///
    /// # Errors
    /// When the database refuses.
    pub async fn return_proposal(
        &self,
        id: CaseId,
        by: OfficerId,
        because: &str,
        now: DateTime<Utc>,
    ) -> Result<(), StoreError> {
        let text = "UPDATE cases SET proposed_by = NULL, proposed_at = NULL, \
            proposed_evidence_on = NULL, proposed_seen = NULL, returned_by = ?, returned_at = ?, \
            returned_because = ? WHERE id = ?";
        let values = vec![
            sql::id(by.uuid()),
            now.into(),
            because.into(),
            sql::id(id.uuid()),
        ];
        sql::run(&self.tx, text, values).await?;
        Ok(())
    }

    /// Gives an open case to an officer, or to nobody; `false` when it is closed.
    ///
    /// # Errors
    /// When the database refuses.
    pub async fn assign_case(&self, id: CaseId, to: Option<OfficerId>) -> Result<bool, StoreError> {
        let text = "UPDATE cases SET assigned_to = ? WHERE id = ? AND is_open";
        let to = sea_orm::Value::Uuid(to.map(OfficerId::uuid));
        Ok(sql::run(&self.tx, text, vec![to, sql::id(id.uuid())]).await? == 1)
    }

    /// Records that two people confirmed a case; `false` when it was confirmed before or isn't
    /// waiting for it.
    ///
    /// # Errors
    /// When the database refuses.
    pub async fn confirm_case(
        &self,
        id: CaseId,
        (by, second): (OfficerId, OfficerId),
        now: DateTime<Utc>,
    ) -> Result<bool, StoreError> {
        let done = case::Entity::update_many()
            .col_expr(case::Column::ConfirmedBy, Expr::value(by.uuid()))
            .col_expr(case::Column::SecondedBy, Expr::value(second.uuid()))
            .col_expr(case::Column::ConfirmedAt, Expr::value(now))
            .filter(case::Column::Id.eq(id.uuid()))
            .filter(case::Column::IsOpen.eq(true))
            .filter(case::Column::Stage.eq(Stage::Verification.code()))
            .filter(case::Column::ConfirmedAt.is_null())
            .exec(&self.tx)
            .await?;
        Ok(done.rows_affected == 1)
    }
}
