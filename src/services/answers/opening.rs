//! Somebody presses the button on the reply page: that proves that the notice was read. A
//! scanner that fetches every link in a mail presses nothing.

use super::ReplyError;
use crate::{
    domain::{answer::LinkToken, receipt::How},
    services::{SeenReceipt, ServiceError, Services},
    store::{Actor, CaseRow, MailState, ReplyLink, Tx},
};

impl Services {
    /// Writes down that a person opened the page, and records the receipt of the notice that
    /// brought them. `by_letter`: they came with the code of a letter on paper.
    ///
    /// # Errors
    /// [`ReplyError::Over`] where the link opens nothing any more.
    pub async fn open_reply(&self, token: &LinkToken, by_letter: bool) -> Result<(), ReplyError> {
        let tx = self.store.begin().await?;
        tx.alone().await?;
        let link = self.working_link(&tx, token).await?;
        let how = if by_letter { "code" } else { "link" };
        tx.open_reply_link(link.id, (how, self.clock.now())).await?;
        let words = if by_letter {
            "Halaman jawaban dibuka dengan kode surat dan NIB"
        } else {
            "Halaman jawaban dibuka dari tautan pemberitahuan"
        };
        self.prove_by_page(&tx, &link, (How::Page, words)).await?;
        tx.touches([link.employer]);
        let subject = format!("{} {}", link.employer, link.id);
        tx.commit(self.entry(Actor::Visitor, "reply.open", subject))
            .await?;
        Ok(())
    }

    /// Records the receipt of the present step's notice, for the case of a link and those that
    /// were told of in the same mail. What has not left the house can't have been read.
    pub(super) async fn prove_by_page(
        &self,
        tx: &Tx,
        link: &ReplyLink,
        (how, words): (How, &str),
    ) -> Result<(), ServiceError> {
        let cases = self.unread_cases(tx, link).await?;
        let ladders = tx.ladders().await?;
        for case in &cases {
            let seen = SeenReceipt {
                how,
                on: self.today(),
                words: words.to_owned(),
            };
            self.receive(tx, (case, &ladders), (&seen, words), None)
                .await?;
        }
        Ok(())
    }
    /// The case of a link and those that were told of in the same mail, as far as their present
    /// step's notice has left the house and nobody is known to have read it.
    pub(super) async fn unread_cases(
        &self,
        tx: &Tx,
        link: &ReplyLink,
    ) -> Result<Vec<CaseRow>, ServiceError> {
        let found = tx.cases_by_id(&[link.case], self.today()).await?;
        let own = found
            .into_iter()
            .find(|case| case.is_open && case.round == link.round);
        let Some(own) = own else {
            return Ok(Vec::new());
        };
        let mut cases = match tx.step_notice(&own).await? {
            (Some(mail), _) => match tx.mail(mail).await?.map(|mail| mail.state) {
                Some(MailState::Sent | MailState::Delayed | MailState::Delivered) => {
                    tx.cases_of_mail(mail, self.today()).await?
                }
                _ => Vec::new(),
            },
            (None, true) => vec![own],
            (None, false) => Vec::new(),
        };
        cases.retain(|case| case.facts.received_on.is_none());
        Ok(cases)
    }
}
