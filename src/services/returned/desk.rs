//! What officers do about messages that came back and could not be placed.

use super::effects::attached;
use crate::{
    domain::ids::{EmployerId, MailId, OfficerId, ReturnedId},
    services::{ServiceError, Services, barred, employers::own, written::written},
    store::{Actor, ReturnedRow},
};

/// Characters of what an officer writes down.
const MAX_WORDS: usize = 1_000;
/// Messages that a page shows.
const SHOWN: u64 = 200;

/// What came back, for a page.
#[derive(Debug, Clone)]
pub struct ReturnedDesk {
    /// Those that wait first, then the newest.
    pub lines: Vec<ReturnedRow>,
    /// How many wait for an officer.
    pub waiting: u64,
    /// How many there are.
    pub total: u64,
}

impl Services {
    /// What came back, what waits for an officer first.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn returned_desk(&self) -> Result<ReturnedDesk, ServiceError> {
        let tx = self.store.read().await?;
        let (waiting, total) = tx.returned_counts().await?;
        let lines = tx.returned_list(SHOWN).await?;
        Ok(ReturnedDesk {
            lines,
            waiting,
            total,
        })
    }

    /// How many messages wait for an officer.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn returned_waiting(&self) -> Result<u64, ServiceError> {
        Ok(self.store.read().await?.returned_counts().await?.0)
    }

    /// One message that came back.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn returned(&self, id: ReturnedId) -> Result<Option<ReturnedRow>, ServiceError> {
        Ok(self.store.read().await?.returned(id).await?)
    }

    /// What came back for a mail, and the mails that it replaces or that replace it.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn returned_for(
        &self,
        mail: MailId,
    ) -> Result<(Vec<ReturnedRow>, Option<MailId>, Option<MailId>), ServiceError> {
        let tx = self.store.read().await?;
        Ok((
            tx.returned_for(mail).await?,
            tx.replaced_by(mail).await?,
            tx.replacement_of(mail).await?,
        ))
    }

    /// Says that a message is an answer of a firm; it is attached there and stops its clock, as
    /// an answer that came with a trace does.
    ///
    /// # Errors
    /// When the firm is unknown or merged, an answer stands there already, or somebody was
    /// quicker.
    pub async fn assign_returned(
        &self,
        id: ReturnedId,
        employer: EmployerId,
        by: OfficerId,
    ) -> Result<(), ServiceError> {
        let tx = self.store.begin().await?;
        let row = tx.returned(id).await?;
        let row = row.ok_or_else(|| ServiceError::Missing("Pesan itu".to_owned()))?;
        if row.kind != "reply" && row.kind != "unknown" {
            return Err(barred(
                "not-an-answer",
                "Hanya jawaban yang dapat dikaitkan dengan badan usaha; simpan laporan ini dengan alasan.",
            ));
        }
        own(&tx, employer).await?;
        let now = self.clock.now();
        if !tx
            .settle_returned(id, (by, now), (Some(employer), None))
            .await?
        {
            return Err(settled());
        }
        let words = attached(row.sender.as_deref(), &row.subject, row.words.as_deref());
        self.attach_answer(&tx, employer, (words, Some(by))).await?;
        let subject = format!("{id} {employer}");
        tx.commit(self.entry(Actor::Officer(by), "returned.assign", subject))
            .await?;
        self.recheck().await;
        Ok(())
    }

    /// Puts a message away that needs nothing more.
    ///
    /// # Errors
    /// When no reason is given, or somebody was quicker.
    pub async fn put_returned_away(
        &self,
        id: ReturnedId,
        typed: &str,
        by: OfficerId,
    ) -> Result<(), ServiceError> {
        let refusal = (
            "returned-words",
            "Tulis alasannya, paling banyak 1.000 huruf.",
        );
        let words = written(typed, MAX_WORDS, refusal)?;
        let tx = self.store.begin().await?;
        let row = tx.returned(id).await?;
        row.ok_or_else(|| ServiceError::Missing("Pesan itu".to_owned()))?;
        let now = self.clock.now();
        if !tx
            .settle_returned(id, (by, now), (None, Some(&words)))
            .await?
        {
            return Err(settled());
        }
        tx.touches([]);
        tx.commit(self.entry(Actor::Officer(by), "returned.put_away", id.to_string()))
            .await?;
        Ok(())
    }
}

const fn settled() -> ServiceError {
    barred(
        "returned-settled",
        "Pesan ini sudah diselesaikan; muat ulang halamannya.",
    )
}
