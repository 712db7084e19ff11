//! Taking the last import of a kind back: what it put aside returns to its place.

use chrono::{DateTime, Utc};
use sea_orm::Value;
use uuid::Uuid;

use super::{
    StoreError, Tx,
    origins::Origins,
    sql::{self, get},
};
use crate::domain::{
    employer::Field,
    ids::{EmployerId, OfficerId},
};

/// A table of rows with its scopes.
struct Table {
    rows: &'static str,
    columns: &'static str,
    scope: &'static str,
    scope_past: &'static str,
    scope_columns: &'static str,
}

fn table_of(kind: &str) -> Option<Table> {
    Some(match kind {
        "roster" => Table {
            rows: "employment",
            columns: "person_key, employer_id, seq, started_on, ended_on, wage",
            scope: "roster",
            scope_past: "roster_past",
            scope_columns: "employer_id, as_of, batch_no, rows, unreadable",
        },
        "participants" => Table {
            rows: "participation",
            columns: "person_key, code, segment, main, seq, active, wage",
            scope: "participation_scope",
            scope_past: "participation_scope_past",
            scope_columns: "code, segment, as_of, batch_no, rows",
        },
        "contributions" => Table {
            rows: "contribution",
            columns: "code, month, seq, billed, paid, paid_on",
            scope: "contribution_scope",
            scope_past: "contribution_scope_past",
            scope_columns: "code, month, as_of, batch_no, rows",
        },
        _ => return None,
    })
}

/// What taking a batch back did to rows.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct TakenBack {
    /// Rows of the batch that went.
    pub gone: u64,
    /// Rows that came back to their place.
    pub back: u64,
}

/// What was known of an employer before a batch.
#[derive(Debug, Clone)]
pub struct EmployerBefore {
    /// Which employer.
    pub id: EmployerId,
    /// Where its fields and it itself came from; `None` if the batch made it.
    pub known: Option<(Origins, Vec<String>)>,
}

impl Tx {
    /// Puts rows and scopes of a roster, participants or contributions back as they were before
    /// a batch, which must be the last of its kind.
    ///
    /// # Errors
    /// When the database refuses.
    pub async fn take_back_rows(&self, kind: &str, batch_no: i32) -> Result<TakenBack, StoreError> {
        let Some(table) = table_of(kind) else {
            return Ok(TakenBack::default());
        };
        let Table {
            rows,
            columns,
            scope,
            scope_past,
            scope_columns,
        } = table;
        let batch = || vec![Value::from(batch_no)];
        let text = format!("DELETE FROM {rows} WHERE batch_no = ?");
        let gone = sql::run(&self.tx, &text, batch()).await?;
        let text = format!(
            "INSERT INTO {rows} ({columns}, batch_no, row_no) \
             SELECT {columns}, batch_no, row_no FROM {rows}_past WHERE superseded_by = ? \
             ORDER BY {columns}"
        );
        let back = sql::run(&self.tx, &text, batch()).await?;
        for text in [
            format!("DELETE FROM {rows}_past WHERE superseded_by = ?"),
            format!("DELETE FROM {scope} WHERE batch_no = ?"),
            format!(
                "INSERT INTO {scope} ({scope_columns}) SELECT {scope_columns} \
                 FROM {scope_past} WHERE superseded_by = ?"
            ),
            format!("DELETE FROM {scope_past} WHERE superseded_by = ?"),
        ] {
            sql::run(&self.tx, &text, batch()).await?;
        }
        Ok(TakenBack { gone, back })
    }

    /// The employers that a batch made or changed, a page in the order of their ids.
    ///
    /// # Errors
    /// When the database can't be read or a row makes no sense.
    pub async fn employers_before(
        &self,
        batch_no: i32,
        after: Option<EmployerId>,
    ) -> Result<Vec<EmployerBefore>, StoreError> {
        let after = after.map_or(Uuid::nil(), EmployerId::uuid);
        let text = "SELECT employer_id, origins, sources FROM employer_past \
                    WHERE superseded_by = ? AND employer_id > ? ORDER BY employer_id LIMIT 1000";
        let rows = sql::rows(&self.tx, text, vec![batch_no.into(), after.into()]).await?;
        rows.iter()
            .map(|row| {
                let origins: Option<String> = get(row, "origins")?;
                let sources: Option<String> = get(row, "sources")?;
                let known = origins
                    .map(|json| serde_json::from_str(&json))
                    .transpose()
                    .map_err(|_| StoreError::Corrupt {
                        table: "employer_past",
                        column: "origins",
                    })?;
                let sources = sources.unwrap_or_default();
                let sources = sources.split(',').filter(|s| !s.is_empty());
                Ok(EmployerBefore {
                    id: EmployerId::from_uuid(get(row, "employer_id")?),
                    known: known.map(|known| (known, sources.map(str::to_owned).collect())),
                })
            })
            .collect()
    }

    /// What fields said before a batch changed them, of one page of employers.
    ///
    /// # Errors
    /// When the database can't be read or a row makes no sense.
    pub async fn changes_of_batch(
        &self,
        batch_no: i32,
        (first, last): (EmployerId, EmployerId),
    ) -> Result<Vec<(EmployerId, Field, Option<String>)>, StoreError> {
        let text = "SELECT employer_id, field, was FROM employer_change WHERE batch_no = ? \
                    AND employer_id >= ? AND employer_id <= ? ORDER BY employer_id, field";
        let values = vec![batch_no.into(), first.uuid().into(), last.uuid().into()];
        let rows = sql::rows(&self.tx, text, values).await?;
        rows.iter()
            .map(|row| {
                let code: String = get(row, "field")?;
                let field = Field::ALL.into_iter().find(|f| f.code() == code);
                let corrupt = StoreError::Corrupt {
                    table: "employer_change",
                    column: "field",
                };
                let id = EmployerId::from_uuid(get(row, "employer_id")?);
                Ok((id, field.ok_or(corrupt)?, get(row, "was")?))
            })
            .collect()
    }

    /// Whether somebody has merged employers of a batch since, which moved what it brought.
    ///
    /// # Errors
    /// When the database can't be read.
    pub async fn merged_since(&self, kind: &str, batch_no: i32) -> Result<bool, StoreError> {
        let concerned = match kind {
            "employers" => "SELECT employer_id FROM employer_past WHERE superseded_by = ?",
            "roster" => {
                "SELECT employer_id FROM roster WHERE batch_no = ? \
                 UNION SELECT employer_id FROM roster_past WHERE superseded_by = ? \
                 UNION SELECT employer_id FROM employment_past WHERE batch_no = ?"
            }
            _ => return Ok(false),
        };
        let text = format!(
            "SELECT COUNT(*) FROM merger m WHERE m.batch_no > ? AND m.undone_at IS NULL \
             AND (m.kept_id IN ({concerned}) OR m.merged_id IN ({concerned}))"
        );
        let values = text.matches('?').map(|_| batch_no.into()).collect();
        Ok(sql::number(&self.tx, &text, values).await? > 0)
    }

    /// How many employers that a batch made have a roster, a mail, a letter, a case that somebody
    /// has worked on, or something that an officer put on record.
    ///
    /// # Errors
    /// When the database can't be read.
    pub async fn made_and_used(&self, batch_no: i32) -> Result<u64, StoreError> {
        let text = "SELECT COUNT(*) FROM employer_past p \
            WHERE p.superseded_by = ? AND p.origins IS NULL AND \
            (EXISTS (SELECT 1 FROM roster r WHERE r.employer_id = p.employer_id) \
             OR EXISTS (SELECT 1 FROM correction c WHERE c.employer_id = p.employer_id) \
             OR EXISTS (SELECT 1 FROM remark r WHERE r.employer_id = p.employer_id) \
             OR EXISTS (SELECT 1 FROM contact k WHERE k.employer_id = p.employer_id) \
             OR EXISTS (SELECT 1 FROM contact_event v WHERE v.employer_id = p.employer_id) \
             OR EXISTS (SELECT 1 FROM attachment a WHERE a.employer_id = p.employer_id) \
             OR EXISTS (SELECT 1 FROM letter_recipient l WHERE l.employer_id = p.employer_id) \
             OR EXISTS (SELECT 1 FROM outbox o WHERE o.employer_id = p.employer_id) \
             OR EXISTS (SELECT 1 FROM cases c WHERE c.employer_id = p.employer_id \
               AND (c.confirmed_by IS NOT NULL OR c.stage <> 'verification')) \
             OR EXISTS (SELECT 1 FROM case_step s JOIN cases c ON c.id = s.case_id \
               WHERE c.employer_id = p.employer_id))";
        let n = sql::number(&self.tx, text, vec![batch_no.into()]).await?;
        Ok(n.unsigned_abs())
    }

    /// Removes the source records of a batch and the employers that it made, with what was judged
    /// of them, and lets go of what was kept for taking the batch back.
    ///
    /// # Errors
    /// [`StoreError::InUse`] when something else speaks of one of them.
    pub async fn forget_made(&self, batch_no: i32) -> Result<u64, StoreError> {
        self.forget_source_records(batch_no).await?;
        let made = "(SELECT employer_id FROM employer_past \
                    WHERE superseded_by = ? AND origins IS NULL)";
        for table in [
            "cases",
            "assessment_history",
            "assessment",
            "employer_change",
        ] {
            let text = format!("DELETE FROM {table} WHERE employer_id IN {made}");
            sql::run(&self.tx, &text, vec![batch_no.into()]).await?;
        }
        // What was said of a record goes with the record, and so does whom it is like.
        for table in ["judgement", "found_pair"] {
            let text = format!("DELETE FROM {table} WHERE one_id IN {made} OR other_id IN {made}");
            sql::run(&self.tx, &text, vec![batch_no.into(); 2]).await?;
        }
        let text = format!("DELETE FROM employer WHERE id IN {made}");
        let gone = sql::run(&self.tx, &text, vec![batch_no.into()]).await?;
        self.tell_deleted().await?;
        for text in [
            "DELETE FROM employer_change WHERE batch_no = ?",
            "DELETE FROM employer_past WHERE superseded_by = ?",
        ] {
            sql::run(&self.tx, text, vec![batch_no.into()]).await?;
        }
        Ok(gone)
    }

    /// Notes that a batch was taken back.
    ///
    /// # Errors
    /// When the database refuses.
    pub async fn mark_undone(
        &self,
        batch_no: i32,
        by: OfficerId,
        at: DateTime<Utc>,
    ) -> Result<(), StoreError> {
        let text = "UPDATE batch SET undone_at = ?, undone_by = ? WHERE no = ?";
        let values = vec![at.into(), by.uuid().into(), batch_no.into()];
        sql::run(&self.tx, text, values).await?;
        Ok(())
    }
}
