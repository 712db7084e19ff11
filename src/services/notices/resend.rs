//! A notice that did not arrive, once more.

use chrono::{DateTime, Utc};

use crate::{
    domain::ladder::{Stage, obstacle},
    services::{ServiceError, Services},
    store::{CaseRow, MailRow, Tx},
};

impl Services {
    /// Queues the appeal that a mail brought again, to an address and not before an instant, for
    /// the cases whose present step it still is. A mail is replaced once at most. Reminders are
    /// not repeated: the next one is owed on its own day.
    pub(in crate::services) async fn notify_again(
        &self,
        tx: &Tx,
        mail: &MailRow,
        (address, not_before): (&str, DateTime<Utc>),
    ) -> Result<(), ServiceError> {
        if mail.kind != "appeal" || tx.replacement_of(mail.id).await?.is_some() {
            return Ok(());
        }
        let moment = self.moment(tx).await?;
        let cases = tx.cases_of_mail(mail.id, moment.today).await?;
        let owed = |case: &&CaseRow| {
            let facts = &case.facts;
            let unheard = facts.stage == Stage::Appeal && facts.received_on.is_none();
            unheard && obstacle(facts, moment.today).is_ok()
        };
        let cases: Vec<&CaseRow> = cases.iter().filter(owed).collect();
        let Some(first) = cases.first() else {
            return Ok(());
        };
        let leaves_on = self.local(not_before).date_naive();
        let (days, due_on) = self.appeal_term(&cases, leaves_on, &moment)?;
        let wording = |sender| self.appeal(&cases, (days, due_on), (sender, &moment));
        let notice = self.queue_notice(tx, ("appeal", first, address), &moment, wording);
        let new = notice.await?;
        tx.replace_mail((mail.id, new), not_before).await?;
        for case in &cases {
            tx.extend_term(case.id, due_on).await?;
        }
        Ok(())
    }
}
