//! Whom a letter to many goes to, and the proof that it arrived.

use chrono::NaiveDate;

use super::{ServiceError, Services, barred};
use crate::{
    domain::{
        ids::{EmployerId, LetterId, OfficerId},
        letter::LetterState,
        receipt::How,
    },
    store::{Actor, Entry, Fitting, Letter, Recipient, RecipientCounts, RecipientFilter, Tx},
};

/// Employers that the audit log names one by one; of more it says how many they were.
const NAMED: usize = 50;

/// A page of a letter's list.
#[derive(Debug, Clone)]
pub struct RecipientPage {
    /// The lines, by name.
    pub lines: Vec<Recipient>,
    /// How many the filter finds.
    pub count: u64,
    /// Behind whom the next page begins; `None` on the last one.
    pub next: Option<EmployerId>,
}

/// What was done with several recipients.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct RecipientReport {
    /// With so many it was done.
    pub done: u64,
    /// The others were not as they have to be.
    pub left: u64,
}

impl RecipientReport {
    fn of(asked: &[EmployerId], done: &[EmployerId]) -> Self {
        Self {
            done: done.len() as u64,
            left: (asked.len().saturating_sub(done.len())) as u64,
        }
    }
}

impl Services {
    /// How many of these employers would be put on a letter's list.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn fit_recipients(
        &self,
        letter: LetterId,
        employers: &[EmployerId],
    ) -> Result<Fitting, ServiceError> {
        let tx = self.store.read().await?;
        Ok(tx.fit_recipients(letter, employers).await?)
    }

    /// Puts employers on the list of a draft. Closed ones and merged ones are left out; the
    /// answer counts them.
    ///
    /// # Errors
    /// [`ServiceError::Missing`] when there is no such letter; [`ServiceError::Barred`] when it
    /// is no draft, or none of them can be put there.
    pub async fn add_recipients(
        &self,
        letter: LetterId,
        employers: &[EmployerId],
        by: OfficerId,
    ) -> Result<Fitting, ServiceError> {
        let tx = self.store.begin().await?;
        self.draft(&tx, letter).await?;
        let fitting = tx.fit_recipients(letter, employers).await?;
        if fitting.fresh == 0 {
            return Err(barred(
                "nobody_to_add",
                "Tidak ada yang ditambahkan: semuanya sudah ada di daftar, sudah tutup, atau sudah digabung.",
            ));
        }
        let now = self.clock.now();
        tx.add_recipients(letter, employers, (by, now)).await?;
        let Fitting { fresh, listed, .. } = fitting;
        let left = fitting.closed + fitting.merged;
        let subject = if employers.len() as u64 == fresh {
            subject(letter, employers)
        } else {
            format!("{letter} {fresh} added, {listed} there before, {left} closed or merged")
        };
        tx.commit(self.entry(Actor::Officer(by), "letter.recipients.add", subject))
            .await?;
        Ok(fitting)
    }

    /// Takes employers off the list of a draft. Who has the letter stays on it.
    ///
    /// # Errors
    /// [`ServiceError::Missing`] when there is no such letter; [`ServiceError::Barred`] when it
    /// is no draft, or none of them can be taken off.
    pub async fn remove_recipients(
        &self,
        letter: LetterId,
        employers: &[EmployerId],
        by: OfficerId,
    ) -> Result<RecipientReport, ServiceError> {
        let tx = self.store.begin().await?;
        self.draft(&tx, letter).await?;
        let now = self.clock.now();
        let done = tx.remove_recipients(letter, employers, (by, now)).await?;
        let nobody = barred(
            "nobody_to_remove",
            "Tidak ada yang dihapus. Yang sudah bertanda terima tetap di daftar; tarik dahulu tanda terimanya.",
        );
        let entry = self.entry(
            Actor::Officer(by),
            "letter.recipients.remove",
            subject(letter, &done),
        );
        saved(tx, entry, (employers, &done), nobody).await
    }

    /// Records the proof that employers have a letter.
    ///
    /// # Errors
    /// [`ServiceError::Missing`] when there is no such letter; [`ServiceError::Barred`] when the
    /// day is before the letter or after today, or none of them waits for a receipt.
    pub async fn record_receipts(
        &self,
        letter: LetterId,
        employers: &[EmployerId],
        (on, how): (NaiveDate, How),
        by: OfficerId,
    ) -> Result<RecipientReport, ServiceError> {
        let tx = self.store.begin().await?;
        let drafted_at = known(&tx, letter).await?.drafted_at;
        if on > self.today() {
            return Err(barred(
                "receipt_ahead",
                "Tanggal terimanya belum tiba; isi hari ini atau sebelumnya.",
            ));
        }
        if on < self.local(drafted_at).date_naive() {
            return Err(barred(
                "receipt_early",
                "Tanggal terimanya sebelum surat ini disusun; periksa tanggalnya.",
            ));
        }
        let now = self.clock.now();
        let proof = (on, how);
        let done = tx
            .record_receipts(letter, employers, proof, (by, now))
            .await?;
        let nobody = barred(
            "nobody_received",
            "Tidak ada yang dicatat: tanda terimanya sudah tercatat, atau badan usahanya tidak di daftar.",
        );
        let subject = format!("{} {on} {}", subject(letter, &done), how.code());
        let entry = self.entry(Actor::Officer(by), "letter.receipt.record", subject);
        saved(tx, entry, (employers, &done), nobody).await
    }

    /// Takes recorded receipts back.
    ///
    /// # Errors
    /// [`ServiceError::Missing`] when there is no such letter; [`ServiceError::Barred`] when none
    /// of them has one.
    pub async fn withdraw_receipts(
        &self,
        letter: LetterId,
        employers: &[EmployerId],
        by: OfficerId,
    ) -> Result<RecipientReport, ServiceError> {
        let tx = self.store.begin().await?;
        known(&tx, letter).await?;
        let done = tx.withdraw_receipts(letter, employers).await?;
        let nobody = barred(
            "nothing_to_withdraw",
            "Tidak ada tanda terima yang ditarik: yang dipilih belum bertanda terima.",
        );
        let entry = self.entry(
            Actor::Officer(by),
            "letter.receipt.withdraw",
            subject(letter, &done),
        );
        saved(tx, entry, (employers, &done), nobody).await
    }

    /// A page of a letter's list.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn recipients(
        &self,
        letter: LetterId,
        filter: &RecipientFilter,
        after: Option<EmployerId>,
        limit: u32,
    ) -> Result<RecipientPage, ServiceError> {
        let tx = self.store.read().await?;
        // One more than is shown tells whether there is another page.
        let mut lines = tx.recipients(letter, filter, after, limit + 1).await?;
        let more = lines.len() > limit as usize;
        lines.truncate(limit as usize);
        Ok(RecipientPage {
            count: tx.count_recipients(letter, filter).await?,
            next: lines.last().filter(|_| more).map(|last| last.employer),
            lines,
        })
    }

    /// How many employers each letter goes to; letters without any are left out.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn recipient_counts(&self) -> Result<Vec<(LetterId, RecipientCounts)>, ServiceError> {
        Ok(self.store.read().await?.recipient_counts().await?)
    }

    /// The letter, which must still be a draft.
    async fn draft(&self, tx: &Tx, id: LetterId) -> Result<Letter, ServiceError> {
        let letter = known(tx, id).await?;
        if letter.state != LetterState::Draft {
            return Err(barred(
                "letter_not_draft",
                "Daftar penerima hanya dapat diubah selama suratnya masih konsep.",
            ));
        }
        Ok(letter)
    }
}

async fn known(tx: &Tx, id: LetterId) -> Result<Letter, ServiceError> {
    let found = tx.letter(id).await?;
    found.ok_or_else(|| ServiceError::Missing(format!("Surat {id}")))
}

/// The letter with the employers, or with how many they are.
fn subject(letter: LetterId, employers: &[EmployerId]) -> String {
    if employers.len() > NAMED {
        return format!("{letter} {} employers", employers.len());
    }
    let mut text = letter.to_string();
    for id in employers {
        text.push(' ');
        text.push_str(&id.to_string());
    }
    text
}

/// Saves what was done with some of the employers, or refuses where it was done with nobody.
async fn saved(
    tx: Tx,
    entry: Entry,
    (asked, done): (&[EmployerId], &[EmployerId]),
    nobody: ServiceError,
) -> Result<RecipientReport, ServiceError> {
    if done.is_empty() {
        return Err(nobody);
    }
    tx.commit(entry).await?;
    Ok(RecipientReport::of(asked, done))
}
