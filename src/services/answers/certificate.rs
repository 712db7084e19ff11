//! The firm fetches its certificate on the reply page.

use super::ReplyError;
use crate::{domain::answer::LinkToken, services::Services};

impl Services {
    /// Gives the firm of a link its certificate of compliance.
    ///
    /// # Errors
    /// As [`Services::give_certificate`]; [`ReplyError::Over`] where the link opens nothing.
    pub async fn reply_certificate(&self, token: &LinkToken) -> Result<(), ReplyError> {
        let tx = self.store.read().await?;
        let employer = self.working_link(&tx, token).await?.employer;
        drop(tx);
        self.give_certificate(employer, None).await?;
        Ok(())
    }

    /// The certificate that the firm of a link holds, as PDF with a name for the file.
    ///
    /// # Errors
    /// As [`Services::certificate_file`]; [`ReplyError::Over`] where the link opens nothing.
    pub async fn reply_certificate_file(
        &self,
        token: &LinkToken,
    ) -> Result<(String, Vec<u8>), ReplyError> {
        let tx = self.store.read().await?;
        let employer = self.working_link(&tx, token).await?.employer;
        drop(tx);
        Ok(self.certificate_file(employer).await?)
    }
}
