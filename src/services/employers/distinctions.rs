//! Two employers that are two firms, however alike they are: judged so by a person, who may take
//! it back. What is judged so is suggested no more, and no longer keeps a verdict open.

use super::{barred, mergers::pair, remarks::words};
use crate::{
    domain::ids::{DistinctionId, EmployerId, OfficerId},
    services::{ServiceError, Services},
    store::{Actor, Entry, StoreError, Tx},
};

impl Services {
    /// Puts on record that two employers are two firms, and how somebody knows.
    ///
    /// # Errors
    /// When one of them is unknown or merged, both are the same, the words are empty, too long or
    /// hold a NIK, or it is on record already.
    pub async fn distinguish(
        &self,
        employers: (EmployerId, EmployerId),
        typed: &str,
        by: OfficerId,
    ) -> Result<(), ServiceError> {
        let words = words(typed)?;
        let tx = self.store.begin().await?;
        pair(&tx, employers.0, employers.1).await?;
        let id = DistinctionId::from_uuid(self.clock.new_id());
        tx.add_distinction((id, employers), &words, (by, self.clock.now()))
            .await
            .map_err(|error| match error {
                StoreError::Twice(_) => barred(
                    "distinct-twice",
                    "Sudah tercatat bahwa keduanya badan usaha yang berbeda.",
                ),
                other => other.into(),
            })?;
        self.judge_both(tx, employers, ("employer.distinguish", by))
            .await
    }

    /// Takes that back.
    ///
    /// # Errors
    /// When it does not stand.
    pub async fn undo_distinction(
        &self,
        employers: (EmployerId, EmployerId),
        by: OfficerId,
    ) -> Result<(), ServiceError> {
        let tx = self.store.begin().await?;
        let undone = tx.undo_distinction(employers, (by, self.clock.now()));
        if !undone.await? {
            return Err(barred(
                "distinct-none",
                "Tidak ada catatan bahwa keduanya badan usaha yang berbeda.",
            ));
        }
        self.judge_both(tx, employers, ("employer.undistinguish", by))
            .await
    }

    async fn judge_both(
        &self,
        tx: Tx,
        (one, other): (EmployerId, EmployerId),
        (action, by): (&'static str, OfficerId),
    ) -> Result<(), ServiceError> {
        for employer in [one, other] {
            tx.mark_changed(employer).await?;
        }
        // The list shows it when both are judged.
        tx.touches([]);
        let entry: Entry = self.entry(Actor::Officer(by), action, format!("{one} {other}"));
        tx.commit(entry).await?;
        self.recheck().await;
        Ok(())
    }
}
