//! A firm's list of its workers, read in memory and put beside what is known; and what becomes of
//! it when an officer accepts it.
//!
//! Neither the file nor a NIK, a name or a wage out of it is ever written anywhere. What stays is
//! counts, numbers of rows, and keyed hashes until an officer has decided.

use std::{collections::HashMap, sync::Arc};

use chrono::NaiveDate;
use tokio::sync::Semaphore;

use super::list::{Firms, List};
use crate::{
    domain::{
        answer::{RosterCounts, Said},
        ids::{AnswerId, BatchId, EmployerId, OfficerId},
        person::PersonKey,
    },
    intake::Kind,
    services::{NewFile, ServiceError, Services, barred},
    store::{
        Answer, AnswerWorker, Batch, BatchFile, Clustered, EmployedRow, LoadCounts, Setting, Tx,
    },
};

/// Bytes that a list may have.
pub const MOST_ROSTER_BYTES: usize = 5 * 1024 * 1024;

/// A list takes memory while it is read, and strangers send it: one at a time.
static READER: Semaphore = Semaphore::const_new(1);

/// What was found in a firm's list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AnswerRoster {
    /// How many there are, and how they stand.
    pub counts: RosterCounts,
    /// The workers as keyed hashes.
    pub workers: Vec<AnswerWorker>,
    /// The first rows that could not be read.
    pub unread: Vec<UnreadRow>,
}

/// A row that could not be read. What stands in it is not told.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UnreadRow {
    /// Its number, as a spreadsheet counts.
    pub row: u32,
    /// Canonical name of the column at fault.
    pub column: &'static str,
    /// Stable name of what is wrong; the import's pages have words for it.
    pub code: &'static str,
    /// Indonesian: what is wrong and what to do.
    pub problem: String,
}

/// What reading a firm's list came to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum RosterReading {
    /// It could be read.
    Read(Box<AnswerRoster>),
    /// A row names another firm: the list, or a part of it, is not this firm's.
    OtherFirm {
        /// The row.
        row: u32,
        /// The column that names it: `nib`, `npwp` or `kode_bu`.
        column: &'static str,
    },
}

/// What an accepted list did to the firm's roster.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct RosterTaken {
    /// Workers that the firm has by it.
    pub workers: u64,
    /// A newer roster of the firm is known, so that nothing was changed.
    pub is_older: bool,
}

impl Services {
    /// Reads a firm's list of its workers as of a day, and says how they stand with the insurance
    /// by the rules of the check. Nothing is written, neither to the disk nor to the database.
    ///
    /// # Errors
    /// [`ServiceError::Intake`] when the file can't be read; [`ServiceError::Barred`] when it is
    /// too large, or of a day that can't be used.
    ///
    /// # Panics
    /// Never: the reader gives a file up that makes a library panic.
    pub async fn read_answer_roster(
        &self,
        employer: EmployerId,
        file: NewFile,
        as_of: NaiveDate,
    ) -> Result<RosterReading, ServiceError> {
        self.check_roster_day(as_of)?;
        if file.content.len() > MOST_ROSTER_BYTES {
            return Err(barred(
                "roster-too-large",
                "Daftar pekerja lebih dari 5 MB; simpan tanpa gambar, atau kirim sebagai CSV.",
            ));
        }
        let tx = self.store.read().await?;
        let known = tx.newest_participants_at().await?.is_some();
        if !known || self.participants_are_gone(&tx).await? {
            return Err(barred(
                "roster-later",
                "Data kepesertaan sedang diperbarui, sehingga daftar pekerja belum dapat dibandingkan; kirim lagi nanti, atau pilih jawaban lain.",
            ));
        }
        let firms = Firms::new(&tx, employer).await?;
        drop(tx);
        let _turn = READER.acquire().await.expect("nobody closes it");
        let (keyer, grace) = (
            Arc::clone(&self.keyer),
            self.rules.limits.enrolment_grace_days,
        );
        let reading = tokio::task::spawn_blocking(move || {
            let mut list = List::new(firms, (as_of, grace));
            list.read(file, &keyer).map(|()| list)
        });
        let list = reading.await.expect("the reader does not panic")?;
        if let Some((row, column)) = list.other_firm {
            return Ok(RosterReading::OtherFirm { row, column });
        }
        let tx = self.store.read().await?;
        let persons: Vec<PersonKey> = list.people.iter().map(|(person, _)| *person).collect();
        let states = tx.worker_states(employer, &persons).await?;
        Ok(RosterReading::Read(Box::new(list.told(&states))))
    }

    fn check_roster_day(&self, as_of: NaiveDate) -> Result<(), ServiceError> {
        let age = (self.today() - as_of).num_days();
        if age < 0 {
            return Err(barred(
                "date-future",
                "Tanggalnya belum tiba; isi hari ini atau sebelumnya.",
            ));
        }
        if age > i64::from(self.rules.limits.roster_days) {
            return Err(barred(
                "roster-old",
                "Daftar pekerja ini terlalu lama untuk dipakai; kirim daftar yang terbaru.",
            ));
        }
        Ok(())
    }

    /// Makes an accepted list the firm's roster as of its day, as an import of its own that bears
    /// the answer's number and the officer's name; a check judges afterwards. The keyed hashes of
    /// the answer go.
    ///
    /// What the standing roster says of a worker's first day and wage is said again, because a
    /// firm's answer keeps neither. The caller is alone, commits, and checks.
    ///
    /// # Errors
    /// [`ServiceError::Barred`] when the answer holds no list, or no longer.
    pub async fn import_answer_roster(
        &self,
        tx: &Tx,
        answer: &Answer,
        officer: OfficerId,
    ) -> Result<RosterTaken, ServiceError> {
        let Said::Roster { as_of, counts, .. } = &answer.said else {
            return Err(gone());
        };
        let employer = answer.employer;
        let rows = tx.answer_roster((answer.id, employer), *as_of).await?;
        if rows.is_empty() {
            return Err(gone());
        }
        let workers = rows.len() as u64;
        let told = u32::try_from(rows.len()).unwrap_or(u32::MAX) + counts.unreadable;
        let mut sorted: Clustered<EmployedRow> = Clustered::new(&self.scratch());
        for row in rows {
            sorted.push(row)?;
        }
        let batch = Batch {
            id: BatchId::from_uuid(self.clock.new_id()),
            no: tx.next_batch_no().await?,
            kind: Kind::Roster.code(),
            source: None,
            as_of: *as_of,
            at: self.clock.now(),
            demo: tx.setting(Setting::Demo).await?.is_some(),
            by: Some(officer),
        };
        let seen = HashMap::from([(employer, (told, counts.unreadable))]);
        let LoadCounts { older, .. } = tx.load_roster(&batch, sorted, &seen).await?;
        let file = BatchFile {
            name: format!("Jawaban {}", answer.number),
            rows: u64::from(told),
        };
        let taken = (workers, u64::from(counts.unreadable));
        tx.add_batch(&batch, &[file], taken).await?;
        tx.drop_answer_workers(answer.id).await?;
        // Facts of workers show when they are judged.
        tx.touches([]);
        Ok(RosterTaken {
            workers,
            is_older: older > 0,
        })
    }

    /// Lets go of the keyed hashes of an answer that an officer refused.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn forget_answer_roster(
        &self,
        tx: &Tx,
        answer: AnswerId,
    ) -> Result<(), ServiceError> {
        tx.drop_answer_workers(answer).await?;
        Ok(())
    }
}

const fn gone() -> ServiceError {
    barred(
        "answer-roster-gone",
        "Daftar pekerja jawaban ini sudah dihapus menurut masa simpannya; minta badan usaha mengirimnya lagi.",
    )
}
