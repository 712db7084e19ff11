//! Dropping rows about persons when their time is over.

use chrono::{DateTime, Utc};

use super::{StoreError, Tx, sql};

impl Tx {
    /// Drops roster rows whose import was before `rosters`, and participant and contribution rows
    /// whose import was before `participants`. A row that a later import confirmed counts from
    /// that import. Answers how many rows went.
    ///
    /// # Errors
    /// When the database refuses.
    pub async fn forget_rows(
        &self,
        rosters: DateTime<Utc>,
        participants: DateTime<Utc>,
    ) -> Result<u64, StoreError> {
        let old = "SELECT no FROM batch WHERE imported_at < ?";
        // Nearly always there is nothing old, and then nothing is read.
        let mut dropped = 0;
        let oldest = "SELECT COUNT(*) FROM batch WHERE imported_at < ?";
        if sql::number(&self.tx, oldest, vec![rosters.into()]).await? > 0 {
            let texts = [
                format!(
                    "DELETE FROM employment_past WHERE batch_no IN ({old} AND kind = 'roster')"
                ),
                format!(
                    "DELETE FROM employment WHERE employer_id IN \
                     (SELECT employer_id FROM roster WHERE batch_no IN ({old}))"
                ),
            ];
            for text in texts {
                dropped += sql::run(&self.tx, &text, vec![rosters.into()]).await?;
            }
        }
        if sql::number(&self.tx, oldest, vec![participants.into()]).await? > 0 {
            let scope = "SELECT code FROM participation_scope WHERE batch_no IN";
            let texts = [
                format!("DELETE FROM participation_past WHERE batch_no IN ({old})"),
                format!(
                    "DELETE FROM participation WHERE code > 0 AND code IN ({scope} ({old}) AND code > 0)"
                ),
                format!(
                    "DELETE FROM participation WHERE code = 0 AND segment IN (SELECT segment \
                     FROM participation_scope WHERE code = 0 AND batch_no IN ({old}))"
                ),
            ];
            for text in texts {
                dropped += sql::run(&self.tx, &text, vec![participants.into()]).await?;
            }
        }
        Ok(dropped)
    }
}
