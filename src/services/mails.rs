//! Looking at mails, without the secrets of the reply pages that they lead to.

use super::{ServiceError, Services};
use crate::{
    domain::{
        answer::without_tokens,
        ids::{EmployerId, MailId},
    },
    store::{AttemptRow, MailRow, MailState, StateCount},
};

impl Services {
    /// How many mails stand in each state.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn mail_counts(&self) -> Result<Vec<StateCount>, ServiceError> {
        Ok(self.store.read().await?.mail_counts().await?)
    }

    /// Mails, the newest first; of one employer, or of all.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn mails(
        &self,
        employer: Option<EmployerId>,
        limit: u64,
    ) -> Result<Vec<MailRow>, ServiceError> {
        let mails = self.store.read().await?.mails(employer, limit).await?;
        Ok(mails.into_iter().map(legible).collect())
    }

    /// Mails in one of some states, the newest first.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn mails_in(
        &self,
        states: &[MailState],
        limit: u64,
    ) -> Result<Vec<MailRow>, ServiceError> {
        let mails = self.store.read().await?.mails_in(states, limit).await?;
        Ok(mails.into_iter().map(legible).collect())
    }

    /// One mail.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn mail(&self, id: MailId) -> Result<Option<MailRow>, ServiceError> {
        Ok(self.store.read().await?.mail(id).await?.map(legible))
    }

    /// Every attempt to hand a mail over, the first one first.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn mail_attempts(&self, id: MailId) -> Result<Vec<AttemptRow>, ServiceError> {
        Ok(self.store.read().await?.hand_overs_of(id).await?)
    }

    /// Exactly the bytes that an attempt handed over, where they are kept.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn handed_over(&self, id: MailId, no: i32) -> Result<Option<Vec<u8>>, ServiceError> {
        Ok(self.store.read().await?.handed_over(id, no).await?)
    }
}

/// As officers may read it.
fn legible(mut mail: MailRow) -> MailRow {
    mail.body_text = without_tokens(&mail.body_text);
    mail.body_html = without_tokens(&mail.body_html);
    mail
}
