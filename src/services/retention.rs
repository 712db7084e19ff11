//! Letting go of workers' rows when their time is over.

use chrono::{Days, NaiveTime};

use super::{ServiceError, Services};
use crate::store::Tx;

impl Services {
    /// Drops roster and participant rows whose import lies too far back; counts and assessments
    /// stay.
    pub(super) async fn forget_old_rows(&self, tx: &Tx) -> Result<(), ServiceError> {
        // Whole days: on the last day on which a roster may be used, its rows are still there.
        let today = self.today().and_time(NaiveTime::MIN);
        let today = today.and_local_timezone(self.city.zone).earliest();
        let today = today.map_or_else(|| self.clock.now(), |midnight| midnight.to_utc());
        let rosters = today - Days::new(self.rules.keep_roster_days.into());
        let participants = today - Days::new(self.rules.keep_participant_days.into());
        Ok(tx.forget_rows(rosters, participants).await?)
    }
}
