//! Letting go of workers' rows when their time is over.

use chrono::{DateTime, Days, NaiveTime, Utc};

use super::{ServiceError, Services, UNDO_DAYS};
use crate::store::Tx;

impl Services {
    /// Drops roster and participant rows whose import lies too far back; counts and assessments
    /// stay. What firms and servers wrote goes too, and
    /// the bytes of mails that left. Answers how many workers' rows went.
    pub(super) async fn forget_old_rows(&self, tx: &Tx) -> Result<u64, ServiceError> {
        let rosters = self.days_ago(self.rules.keep_roster_days);
        let participants = self.days_ago(self.rules.keep_participant_days);
        let dropped = tx.forget_rows(rosters, participants).await?;
        tx.forget_undo(self.days_ago(UNDO_DAYS)).await?;
        tx.forget_rejected_before(rosters).await?;
        let returned = self.days_ago(self.rules.keep_returned_days);
        tx.forget_returned(returned, self.clock.now()).await?;
        tx.forget_handed_over(self.days_ago(self.rules.keep_sent_days))
            .await?;
        Ok(dropped)
    }

    /// Whether all participants that were ever known have been dropped. Judged without them,
    /// every firm would stand accused of having registered nobody.
    pub(super) async fn participants_are_gone(&self, tx: &Tx) -> Result<bool, ServiceError> {
        let newest = tx.newest_participants_at().await?;
        Ok(newest.is_some_and(|at| at < self.days_ago(self.rules.keep_participant_days)))
    }

    /// Whole days: on the last day on which rows may be used, they are still there.
    pub(super) fn days_ago(&self, days: u16) -> DateTime<Utc> {
        let today = self.today().and_time(NaiveTime::MIN);
        let today = today.and_local_timezone(self.city.zone).earliest();
        let today = today.map_or_else(|| self.clock.now(), |midnight| midnight.to_utc());
        today - Days::new(days.into())
    }
}
