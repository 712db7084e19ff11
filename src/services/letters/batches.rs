//! Letters printed together: chosen, put in postal order, stopped, told to go on, fetched.

use std::{
    collections::HashMap,
    fs, io,
    path::{Path, PathBuf},
};

use chrono::{NaiveDate, TimeDelta};

use super::{ServiceError, Services};
use crate::{
    domain::{
        ids::{EmployerId, LetterBatchId, LetterId, OfficerId},
        letter::{LetterKind, LetterState, PostalAddress, postal_order},
    },
    services::barred,
    store::{Actor, BatchKind, BatchState, Letter, LetterBatch, Tx},
};

/// Letters of one batch: more are a day's work for a printer.
const MOST: usize = 5_000;
/// Days for which the files of a batch are kept: whoever needs them again prints them again.
pub const BATCH_DAYS: i64 = 30;
/// Batches on the list.
const SHOWN: u32 = 50;
/// Problems of a batch that are listed.
const MOST_PROBLEMS: u32 = 200;

/// Which letters.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct LetterPick {
    /// Just these; empty for all that the rest finds.
    pub letters: Vec<LetterId>,
    /// Of a kind.
    pub kind: Option<LetterKind>,
    /// In a state; cancelled ones are never printed.
    pub state: Option<LetterState>,
    /// Dated on a day.
    pub on: Option<NaiveDate>,
}

impl LetterPick {
    fn takes(&self, letter: &Letter) -> bool {
        letter.state != LetterState::Cancelled
            && (self.letters.is_empty() || self.letters.contains(&letter.id))
            && self.kind.is_none_or(|kind| letter.kind == kind)
            && self.state.is_none_or(|state| letter.state == state)
            && self.on.is_none_or(|on| letter.letter_on == Some(on))
    }
}

/// A batch with what can't be printed of it.
#[derive(Debug, Clone)]
pub struct BatchView {
    /// The batch.
    pub batch: LetterBatch,
    /// Letters that can't be set: which, its title, and why.
    pub problems: Vec<(LetterId, String, String)>,
}

impl Services {
    /// The letters of a choice, in the order in which they were drafted.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn picked_letters(&self, pick: &LetterPick) -> Result<Vec<Letter>, ServiceError> {
        let mut letters = self.store.read().await?.letters().await?;
        letters.retain(|letter| pick.takes(letter));
        Ok(letters)
    }

    /// The letters of a day that wait for their signature, in the order of their numbers.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn folder_letters(&self, on: NaiveDate) -> Result<Vec<Letter>, ServiceError> {
        let pick = LetterPick {
            state: Some(LetterState::Numbered),
            on: Some(on),
            ..LetterPick::default()
        };
        let mut letters = self.picked_letters(&pick).await?;
        letters.sort_by_key(|letter| {
            let number = letter.number.as_ref();
            (
                letter.letterhead.clone(),
                number.and_then(|number| number.seq).unwrap_or(i32::MAX),
                number.map(|number| number.number.clone()),
                letter.no,
            )
        });
        Ok(letters)
    }

    /// Asks for letters to be printed together, in postal order. Labels and envelopes of a letter
    /// to many are for everybody on its list.
    ///
    /// # Errors
    /// [`ServiceError::Barred`] when nothing was chosen, or too much.
    pub async fn begin_batch(
        &self,
        kind: BatchKind,
        pick: &LetterPick,
        by: OfficerId,
    ) -> Result<LetterBatchId, ServiceError> {
        let letters = self.picked_letters(pick).await?;
        let items = {
            let tx = self.store.read().await?;
            self.in_postal_order(&tx, kind, &letters).await?
        };
        self.add_batch((kind, None), &items, by).await
    }

    /// Asks for the signing folder of a day.
    ///
    /// # Errors
    /// [`ServiceError::Barred`] when no letter of that day waits for its signature.
    pub async fn begin_folder(
        &self,
        on: NaiveDate,
        by: OfficerId,
    ) -> Result<LetterBatchId, ServiceError> {
        let letters = self.folder_letters(on).await?;
        let items: Vec<_> = letters.iter().map(|letter| (letter.id, None)).collect();
        self.add_batch((BatchKind::Folder, Some(on)), &items, by)
            .await
    }

    async fn add_batch(
        &self,
        (kind, on): (BatchKind, Option<NaiveDate>),
        items: &[(LetterId, Option<EmployerId>)],
        by: OfficerId,
    ) -> Result<LetterBatchId, ServiceError> {
        if items.is_empty() {
            return Err(barred(
                "batch_empty",
                "Belum ada surat yang dapat dicetak dalam pilihan ini.",
            ));
        }
        if items.len() > MOST {
            return Err(barred(
                "batch_many",
                "Lebih dari 5.000 surat tidak dicetak sekaligus; persempit pilihannya.",
            ));
        }
        let id = LetterBatchId::from_uuid(self.clock.new_id());
        let tx = self.store.begin().await?;
        tx.add_letter_batch((id, kind, on), items, (by, self.clock.now()))
            .await?;
        tx.touches([]);
        let subject = format!("{id} {} {}", kind.code(), items.len());
        tx.commit(self.entry(Actor::Officer(by), "letter_batch.make", subject))
            .await?;
        Ok(id)
    }

    async fn in_postal_order(
        &self,
        tx: &Tx,
        kind: BatchKind,
        letters: &[Letter],
    ) -> Result<Vec<(LetterId, Option<EmployerId>)>, ServiceError> {
        let firms: Vec<EmployerId> = letters
            .iter()
            .filter_map(|letter| letter.employer)
            .collect();
        let firms: HashMap<_, _> = tx.postal_addresses(&firms).await?.into_iter().collect();
        let mut items = Vec::new();
        for letter in letters {
            if letter.kind == LetterKind::Circular && !kind.sets_letters() {
                let everybody = tx.recipient_addresses(letter.id).await?;
                items.extend(
                    everybody
                        .into_iter()
                        .map(|(firm, to)| (letter, Some(firm), to)),
                );
            } else {
                items.push((letter, None, self.address_of(letter, &firms)));
            }
        }
        items.sort_by(|(one, _, to), (other, _, also)| {
            postal_order(to, also).then(one.no.cmp(&other.no))
        });
        Ok(items
            .into_iter()
            .map(|(letter, firm, _)| (letter.id, firm))
            .collect())
    }

    /// Where a letter is carried; letters to offices and to many have no street.
    pub(super) fn address_of(
        &self,
        letter: &Letter,
        firms: &HashMap<EmployerId, PostalAddress>,
    ) -> PostalAddress {
        let named = |name: String| PostalAddress {
            name,
            ..PostalAddress::default()
        };
        match letter.kind {
            LetterKind::Referral | LetterKind::ArrearsReport => {
                named(format!("BPJS Kesehatan, Kota {}", self.city.name))
            }
            LetterKind::Circular => named(format!(
                "Pimpinan perusahaan/pemberi kerja di Kota {}",
                self.city.name
            )),
            _ => {
                let firm = letter.employer.and_then(|firm| firms.get(&firm)).cloned();
                firm.unwrap_or_else(|| named(letter.title.clone()))
            }
        }
    }

    /// The newest batches.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn letter_batches(&self) -> Result<Vec<LetterBatch>, ServiceError> {
        Ok(self.store.read().await?.letter_batches(SHOWN).await?)
    }

    /// One batch, with what can't be printed of it.
    ///
    /// # Errors
    /// [`ServiceError::Missing`] when there is none.
    pub async fn letter_batch(&self, id: LetterBatchId) -> Result<BatchView, ServiceError> {
        let tx = self.store.read().await?;
        let batch = known(tx.letter_batch(id).await?)?;
        let problems = tx.batch_problems(id, MOST_PROBLEMS).await?;
        Ok(BatchView { batch, problems })
    }

    /// Stops a batch after the letters that are being set; what was set stays.
    ///
    /// # Errors
    /// [`ServiceError::Barred`] when it came to an end already.
    pub async fn stop_batch(&self, id: LetterBatchId, by: OfficerId) -> Result<(), ServiceError> {
        let tx = self.store.begin().await?;
        known(tx.letter_batch(id).await?)?;
        if !tx.stop_letter_batch(id, self.clock.now()).await? {
            return Err(batch_moved());
        }
        tx.touches([]);
        tx.commit(self.entry(Actor::Officer(by), "letter_batch.stop", id.to_string()))
            .await?;
        Ok(())
    }

    /// Lets a batch go on where it was.
    ///
    /// # Errors
    /// [`ServiceError::Barred`] when it neither was stopped nor failed.
    pub async fn go_on_with_batch(
        &self,
        id: LetterBatchId,
        by: OfficerId,
    ) -> Result<(), ServiceError> {
        let tx = self.store.begin().await?;
        known(tx.letter_batch(id).await?)?;
        if !tx.go_on_with_batch(id).await? {
            return Err(batch_moved());
        }
        tx.touches([]);
        tx.commit(self.entry(Actor::Officer(by), "letter_batch.go_on", id.to_string()))
            .await?;
        Ok(())
    }

    /// The file of a batch: where it lies, its name and its size.
    ///
    /// # Errors
    /// [`ServiceError::Missing`] when it has none, or no longer.
    pub async fn batch_file(
        &self,
        id: LetterBatchId,
    ) -> Result<(PathBuf, String, u64), ServiceError> {
        let batch = known(self.store.read().await?.letter_batch(id).await?)?;
        let gone = || ServiceError::Missing("Berkas cetakan itu".to_owned());
        let file = batch.file.filter(|_| batch.state == BatchState::Done);
        let (name, bytes) = file
            .and_then(|file| Some((file.name?, file.bytes)))
            .ok_or_else(gone)?;
        let path = self.batch_folder(id).join(&name);
        if !path.is_file() {
            return Err(gone());
        }
        Ok((path, name, bytes))
    }

    pub(super) fn batch_folder(&self, id: LetterBatchId) -> PathBuf {
        let folder = self.data.join("letters").join("batches");
        folder.join(id.uuid().to_string())
    }

    /// Removes the files of batches that are older than [`BATCH_DAYS`]; answers of how many.
    ///
    /// # Errors
    /// When the store or the disk fails.
    pub async fn tidy_batches(&self) -> Result<usize, ServiceError> {
        let before = self.clock.now() - TimeDelta::days(BATCH_DAYS);
        let old = self.store.read().await?.old_letter_batches(before).await?;
        for id in &old {
            remove(&self.batch_folder(*id))?;
            let tx = self.store.begin().await?;
            tx.forget_batch_files(*id).await?;
            tx.touches([]);
            let entry = self.entry(Actor::Job("letters"), "letter_batch.forget", id.to_string());
            tx.commit(entry).await?;
        }
        Ok(old.len())
    }
}

fn known(batch: Option<LetterBatch>) -> Result<LetterBatch, ServiceError> {
    batch.ok_or_else(|| ServiceError::Missing("Cetakan itu".to_owned()))
}

const fn batch_moved() -> ServiceError {
    barred(
        "batch_moved",
        "Cetakan ini baru saja selesai atau diubah orang lain; muat ulang halamannya.",
    )
}

fn remove(folder: &Path) -> Result<(), ServiceError> {
    match fs::remove_dir_all(folder) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => {
            Err(ServiceError::Write(folder.to_owned(), error))
        }
        _ => Ok(()),
    }
}
