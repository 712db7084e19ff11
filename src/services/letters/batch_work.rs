//! The work on a batch, in the background: a few letters at a time, written down as it goes, so that
//! whoever takes it over after a kill goes on where it was.

use std::{fs, num::NonZero, path::Path, thread};

use chrono::TimeDelta;
use futures_util::{StreamExt as _, TryStreamExt as _, stream};
use sha2::{Digest as _, Sha256};
use uuid::Uuid;

use super::{ServiceError, Services, batch_files::item_path};
use crate::{
    domain::ids::{LetterBatchId, LetterId},
    letters::page_count,
    services::papers::whole,
    store::{Actor, BatchItem, LetterBatch},
};

/// How long a batch is one worker's without a sign of life.
const TERM: TimeDelta = TimeDelta::minutes(3);
/// Letters between two signs of life.
const PART: u32 = 20;

/// What a pass over the batches did.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, serde::Serialize)]
pub struct BatchReport {
    /// Batches that were worked on.
    pub batches: u32,
    /// Letters that were set.
    pub set: u32,
    /// Letters that can't be set.
    pub problems: u32,
}

impl Services {
    /// Begins to work on batches that wait, beside whoever asked; nothing where none waits.
    ///
    /// # Errors
    /// When the store can't be read.
    pub async fn set_batches_to_work(&self) -> Result<(), ServiceError> {
        if !self.batch_waits().await? {
            return Ok(());
        }
        let services = self.clone();
        tokio::spawn(async move {
            if let Err(error) = services.print_batches().await {
                let error = format!("{:#}", anyhow::Error::from(error));
                tracing::error!(job = "letters", error, "a batch of letters stands still");
            }
        });
        Ok(())
    }

    async fn batch_waits(&self) -> Result<bool, ServiceError> {
        let now = self.clock.now();
        Ok(self.store.read().await?.batch_waits(now).await?)
    }

    /// Works on batches until none waits that nobody else has. It may be ended at any moment, and
    /// run by several nodes: each letter is written down once.
    ///
    /// # Errors
    /// When the store fails; the batch goes on when its lease is over.
    pub async fn print_batches(&self) -> Result<BatchReport, ServiceError> {
        let mut report = BatchReport::default();
        while self.batch_waits().await? {
            let mark = self.clock.new_id();
            let tx = self.store.begin().await?;
            let now = self.clock.now();
            let Some(batch) = tx.lease_letter_batch(mark, TERM, now).await? else {
                break;
            };
            self.save_batch(tx, (batch.id, "letter_batch.work")).await?;
            report.batches += 1;
            self.work_on_batch(&batch, mark, &mut report).await?;
        }
        Ok(report)
    }

    async fn save_batch(
        &self,
        tx: crate::store::Tx,
        (id, action): (LetterBatchId, &'static str),
    ) -> Result<(), ServiceError> {
        tx.touches([]);
        tx.commit(self.entry(Actor::Job("letters"), action, id.to_string()))
            .await?;
        Ok(())
    }

    async fn work_on_batch(
        &self,
        batch: &LetterBatch,
        mark: Uuid,
        report: &mut BatchReport,
    ) -> Result<(), ServiceError> {
        let made = match self.set_items(batch, mark, report).await {
            Ok(true) => self.batch_result(batch).await,
            // Somebody stopped it, or has taken it over.
            Ok(false) => return Ok(()),
            Err(error) => Err(error),
        };
        let tx = self.store.begin().await?;
        let now = self.clock.now();
        let ended = match &made {
            Ok(file) => tx.end_letter_batch((batch.id, mark), Ok(file), now).await?,
            Err(error @ ServiceError::Store(_)) => {
                tracing::warn!(error = %error, "a batch of letters is left for later");
                drop(tx);
                return made.map(|_| ());
            }
            Err(error) => {
                let words = error.to_string();
                let end = Err(words.as_str());
                tx.end_letter_batch((batch.id, mark), end, now).await?
            }
        };
        if ended {
            self.save_batch(tx, (batch.id, "letter_batch.end")).await?;
        }
        Ok(())
    }

    /// Sets the letters that are not set yet; `false` where the batch is no longer this worker's.
    async fn set_items(
        &self,
        batch: &LetterBatch,
        mark: Uuid,
        report: &mut BatchReport,
    ) -> Result<bool, ServiceError> {
        let folder = self.batch_folder(batch.id);
        let items = folder.join("items");
        fs::create_dir_all(&items).map_err(|error| ServiceError::Write(items, error))?;
        let mut after = 0;
        loop {
            let tx = self.store.read().await?;
            let mut part = tx.batch_items(batch.id, (after, PART)).await?;
            drop(tx);
            let Some(last) = part.last() else {
                return Ok(true);
            };
            after = last.no;
            if !batch.kind.sets_letters() {
                continue;
            }
            part.retain(|item| item.problem.is_none() && !is_whole(&folder, item));
            let set = stream::iter(part).map(|item| self.set_item(&folder, item));
            let set = set.buffered(at_once()).try_collect();
            let changed: Vec<BatchItem> = set.await?;
            for item in &changed {
                report.set += u32::from(item.problem.is_none());
                report.problems += u32::from(item.problem.is_some());
            }
            if changed.is_empty() {
                continue;
            }
            let tx = self.store.begin().await?;
            let until = self.clock.now() + TERM;
            if !tx
                .save_batch_items((batch.id, mark), &changed, until)
                .await?
            {
                return Ok(false);
            }
            self.save_batch(tx, (batch.id, "letter_batch.set")).await?;
        }
    }

    /// Sets one letter; one that can't be set must not keep the others from being printed.
    async fn set_item(
        &self,
        folder: &Path,
        mut item: BatchItem,
    ) -> Result<BatchItem, ServiceError> {
        match self.letter_file(item.letter).await {
            Ok(pdf) => {
                let Some(pages) = page_count(&pdf) else {
                    item.problem = Some("berkas PDF surat ini tidak terbaca".to_owned());
                    return Ok(item);
                };
                item.pages = Some(pages);
                item.sha256 = Some(hex::encode(Sha256::digest(&pdf)));
                let path = item_path(folder, item.no);
                whole(&path, |part| fs::write(part, &pdf))?;
                Ok(item)
            }
            Err(error @ ServiceError::Store(_)) => Err(error),
            Err(error) => {
                use std::error::Error as _;
                item.problem = Some(match error.source() {
                    Some(cause) => format!("{error}: {cause}"),
                    None => error.to_string(),
                });
                Ok(item)
            }
        }
    }

    /// What is printed of a letter: the signed copy where there is one.
    ///
    /// # Errors
    /// When it can't be set, or the signed copy is gone.
    pub(in crate::services) async fn letter_file(
        &self,
        id: LetterId,
    ) -> Result<Vec<u8>, ServiceError> {
        let letter = self.letter(id).await?;
        match &letter.signed {
            Some(signed) => self.read_content(&signed.sha256),
            None => Ok(self.print_letter(id).await?.pdf),
        }
    }
}

/// How many letters are set at one time: one for each processor.
fn at_once() -> usize {
    thread::available_parallelism().map_or(1, NonZero::get)
}

/// Whether a letter lies there as it was set.
fn is_whole(folder: &Path, item: &BatchItem) -> bool {
    let found = fs::read(item_path(folder, item.no));
    let print = |pdf: Vec<u8>| hex::encode(Sha256::digest(pdf));
    item.sha256.is_some() && found.ok().map(print) == item.sha256
}
