//! Cases: one per employer and kind, opened and closed by checks, moved by people and schedules.

use chrono::NaiveDate;
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, sea_query::Expr};

use super::{
    CaseRow, StoreError, Tx,
    case_rows::{SELECT, case_of, case_type},
    rows::case,
    sql,
};
use crate::domain::{
    finding::CaseType,
    ids::{CaseId, DirectiveId, EmployerId},
    ladder::{Notice, Stage},
};

/// A case that a check wants open.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct NewCase<'a> {
    /// Fresh id; not used where the case exists.
    pub id: CaseId,
    /// Whose case.
    pub employer: EmployerId,
    /// Of which kind.
    pub case_type: CaseType,
    /// Under which instruction.
    pub directive: DirectiveId,
    /// The day it opens.
    pub opened_on: NaiveDate,
    /// The day the first step's term ends.
    pub due_on: Option<NaiveDate>,
    /// The ladder it climbs.
    pub ladder: &'a str,
    /// That ladder's version.
    pub ladder_version: i32,
    /// The step after the first one, and how it reaches the firm.
    pub next: Option<(Stage, Notice)>,
}

/// An open case as a check sees it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct OpenCase {
    /// Which case.
    pub id: CaseId,
    /// Whose case.
    pub employer: EmployerId,
    /// Of which kind.
    pub case_type: CaseType,
}

impl Tx {
    /// The open cases of these employers.
    ///
    /// # Errors
    /// When the database can't be read or a row makes no sense.
    pub async fn open_cases_of(
        &self,
        employers: &[EmployerId],
    ) -> Result<Vec<OpenCase>, StoreError> {
        let mut found = Vec::new();
        for part in employers.chunks(sql::PART) {
            let ids = part.iter().map(|id| id.uuid());
            let rows = case::Entity::find()
                .filter(case::Column::EmployerId.is_in(ids))
                .filter(case::Column::IsOpen.eq(true))
                .all(&self.tx)
                .await?;
            for row in rows {
                found.push(OpenCase {
                    id: CaseId::from_uuid(row.id),
                    employer: EmployerId::from_uuid(row.employer_id),
                    case_type: case_type(&row.case_type)?,
                });
            }
        }
        Ok(found)
    }

    /// Closes a case.
    ///
    /// # Errors
    /// When the database refuses.
    pub async fn close_case(
        &self,
        id: CaseId,
        on: NaiveDate,
        because: &'static str,
    ) -> Result<(), StoreError> {
        case::Entity::update_many()
            .col_expr(case::Column::IsOpen, Expr::value(false))
            .col_expr(case::Column::ClosedOn, Expr::value(on))
            .col_expr(case::Column::ClosedBecause, Expr::value(because))
            .filter(case::Column::Id.eq(id.uuid()))
            .exec(&self.tx)
            .await?;
        self.cancel_mail_of(id).await
    }

    /// A mail that still waits is taken back when all the cases it speaks of are closed.
    async fn cancel_mail_of(&self, id: CaseId) -> Result<(), StoreError> {
        let text = "UPDATE outbox SET state = 'cancelled' WHERE state = 'queued' \
            AND (id IN (SELECT mail_id FROM case_step WHERE case_id = ?) \
              OR id IN (SELECT mail_id FROM case_reminder WHERE case_id = ?)) \
            AND NOT EXISTS (SELECT 1 FROM case_step s JOIN cases c ON c.id = s.case_id \
              WHERE s.mail_id = outbox.id AND c.is_open) \
            AND NOT EXISTS (SELECT 1 FROM case_reminder s JOIN cases c ON c.id = s.case_id \
              WHERE s.mail_id = outbox.id AND c.is_open)";
        let values = vec![sql::id(id.uuid()), sql::id(id.uuid())];
        sql::run(&self.tx, text, values).await?;
        Ok(())
    }

    /// All open cases, soonest due first, with what stands in their way on a day.
    ///
    /// # Errors
    /// When the database can't be read or a row makes no sense.
    pub async fn open_cases(&self, today: NaiveDate) -> Result<Vec<CaseRow>, StoreError> {
        let text = format!("{SELECT} WHERE c.is_open ORDER BY c.due_on, c.no");
        let rows = sql::rows(&self.tx, &text, vec![]).await?;
        rows.iter().map(|row| case_of(row, today)).collect()
    }

    /// All cases of one employer, the newest first.
    ///
    /// # Errors
    /// When the database can't be read or a row makes no sense.
    pub async fn cases_of(
        &self,
        employer: EmployerId,
        today: NaiveDate,
    ) -> Result<Vec<CaseRow>, StoreError> {
        let text = format!("{SELECT} WHERE c.employer_id = ? ORDER BY c.is_open DESC, c.no DESC");
        let rows = sql::rows(&self.tx, &text, vec![sql::id(employer.uuid())]).await?;
        rows.iter().map(|row| case_of(row, today)).collect()
    }
}
