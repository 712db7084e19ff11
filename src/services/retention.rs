//! Letting go of workers' rows when their time is over.

use chrono::Days;

use super::{ServiceError, Services};
use crate::store::Tx;

impl Services {
    /// Drops roster and participant rows whose import lies too far back; counts and assessments
    /// stay.
    pub(super) async fn forget_old_rows(&self, tx: &Tx) -> Result<(), ServiceError> {
        let now = self.clock.now();
        let rosters = now - Days::new(self.rules.keep_roster_days.into());
        let participants = now - Days::new(self.rules.keep_participant_days.into());
        Ok(tx.forget_rows(rosters, participants).await?)
    }
}
