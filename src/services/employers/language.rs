//! The language that a firm is written to in.

use super::super::{ServiceError, Services};
use crate::{
    domain::{
        ids::{EmployerId, OfficerId},
        tongue::Tongue,
    },
    store::Actor,
};

impl Services {
    /// The language that a firm is written to in: Indonesian, unless an officer chose otherwise.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn mail_language(&self, employer: EmployerId) -> Result<Tongue, ServiceError> {
        Ok(self.store.read().await?.mail_language(employer).await?)
    }

    /// Chooses the language that a firm is written to in. A mail that waits stays as it is.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn set_mail_language(
        &self,
        employer: EmployerId,
        tongue: Tongue,
        by: OfficerId,
    ) -> Result<(), ServiceError> {
        let tx = self.store.begin().await?;
        let was = tx.mail_language(employer).await?;
        if was == tongue {
            return Ok(());
        }
        tx.set_mail_language(employer, tongue).await?;
        tx.touches([employer]);
        let subject = format!("{employer}: {} -> {}", was.code(), tongue.code());
        tx.commit(self.entry(Actor::Officer(by), "employer.mail_language", subject))
            .await?;
        Ok(())
    }
}
