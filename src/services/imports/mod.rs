//! Taking in the files that officers really have.
//!
//! One command is one batch and one transaction. The files are read first, on a thread of their
//! own and without touching the database; what can't be used is reported row by row; only then
//! does one transaction put everything in its place.

mod alike;
mod employers;
mod facts;
mod report;
mod told;

pub(super) use told::derived;

use std::{
    collections::HashMap,
    ops::ControlFlow,
    path::{Path, PathBuf},
    sync::Arc,
};

use chrono::NaiveDate;
use serde::Serialize;

use super::{ServiceError, Services};
use crate::{
    domain::ids::BatchId,
    intake::{self, FileSummary, Kind, PersonKeyer, Place, Record, Rejection, Warnings},
    store::{Actor, Batch, BatchFile, LoadCounts, Setting, Source, Tx},
};
use report::{Draft, Reporter};

/// What to import.
#[derive(Debug, Clone)]
pub struct ImportRequest {
    /// What the files hold.
    pub kind: Kind,
    /// The files, in order.
    pub files: Vec<PathBuf>,
    /// The day they speak of; today where nobody says.
    pub as_of: Option<NaiveDate>,
    /// Where a list of employers comes from; told from its columns where nobody says.
    pub source: Option<Source>,
    /// Says what would happen and keeps nothing.
    pub dry_run: bool,
    /// Where the rejected rows go.
    pub report: Option<PathBuf>,
    /// Made up, by the demonstration.
    pub demo: bool,
}

/// What an import did.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ImportReport {
    /// What the files hold.
    pub kind: &'static str,
    /// Files read.
    pub files: u64,
    /// Data rows in them.
    pub rows: u64,
    /// Rows that were taken.
    pub accepted: u64,
    /// Rows that were not.
    pub rejected: u64,
    /// Records that were not known.
    pub created: u64,
    /// Records that said something else before.
    pub updated: u64,
    /// Records that said the same before.
    pub unchanged: u64,
    /// What an officer should look at, each with how often it came up.
    pub warnings: Vec<String>,
    /// The batch; none for a dry run.
    pub batch: Option<String>,
}

/// Somebody who watches a long import.
pub trait Watcher: Send + Sync {
    /// So many rows have been read.
    fn rows(&self, read: u64);
    /// The next part of the work begins.
    fn phase(&self, name: &str);
}

/// Nobody watches.
impl Watcher for () {
    fn rows(&self, _: u64) {}
    fn phase(&self, _: &str) {}
}

/// Rows between two words to the watcher.
const WORD_EVERY: u64 = 10_000;

/// What reading the files gave, whatever their kind.
struct Reading<T> {
    taken: T,
    rows: u64,
    rejected: u64,
    warnings: Warnings,
    files: Vec<BatchFile>,
    summaries: Vec<FileSummary>,
    /// Warnings that came up when the rows were put beside what is known.
    remarks: Vec<String>,
    report: Option<Draft>,
}

impl<T> Reading<T> {
    /// What was taken, apart from everything that is said of it.
    fn split(self) -> (Reading<()>, T) {
        let rest = Reading {
            taken: (),
            rows: self.rows,
            rejected: self.rejected,
            warnings: self.warnings,
            files: self.files,
            summaries: self.summaries,
            remarks: self.remarks,
            report: self.report,
        };
        (rest, self.taken)
    }
}

impl Services {
    /// Imports files.
    ///
    /// # Errors
    /// When a file can't be read at all, or the store fails; nothing was kept then.
    pub async fn import(
        &self,
        request: ImportRequest,
        watcher: Arc<dyn Watcher>,
    ) -> Result<ImportReport, ServiceError> {
        if request.files.is_empty() {
            return Err(ServiceError::Refused(
                "Sebutkan sedikitnya satu berkas.".to_owned(),
            ));
        }
        if self.is_demo().await? && !request.demo {
            return Err(ServiceError::Refused(
                "Basis data ini berisi kota contoh (demo); impor data sungguhan ke folder lain \
                 dengan `--data`."
                    .to_owned(),
            ));
        }
        match request.kind {
            Kind::Employers => self.import_employers(request, watcher).await,
            Kind::Roster => self.import_roster(request, watcher).await,
            Kind::Participants => self.import_participants(request, watcher).await,
            Kind::Contributions => self.import_contributions(request, watcher).await,
        }
    }

    /// The batch that a request makes, numbered within its transaction.
    async fn new_batch(
        &self,
        tx: &Tx,
        request: &ImportRequest,
        source: Option<Source>,
    ) -> Result<Batch, ServiceError> {
        Ok(Batch {
            id: BatchId::from_uuid(self.clock.new_id()),
            no: tx.next_batch_no().await?,
            kind: request.kind.code(),
            source,
            as_of: request.as_of.unwrap_or_else(|| self.today()),
            at: self.clock.now(),
            demo: tx.setting(Setting::Demo).await?.is_some(),
        })
    }

    /// Writes the batch down and commits, or lets go of everything for a dry run.
    async fn finish_import<T>(
        &self,
        tx: Tx,
        request: &ImportRequest,
        (batch, mut counts): (Batch, LoadCounts),
        reading: Reading<T>,
    ) -> Result<ImportReport, ServiceError> {
        let accepted = reading.rows - reading.rejected;
        let mut warnings: Vec<String> = reading.warnings.iter().map(report::line).collect();
        warnings.extend(reading.remarks);
        if counts.older > 0 {
            warnings.push(format!(
                "{} baris tidak dipakai karena data yang lebih baru sudah ada untuk lingkupnya.",
                counts.older
            ));
            counts.unchanged += counts.older;
        }
        let batch_id = batch.id.to_string();
        if request.dry_run {
            drop(tx);
        } else {
            tx.add_batch(&batch, &reading.files, (accepted, reading.rejected))
                .await?;
            let entry = self.entry(Actor::Command("import"), "batch.import", batch_id.clone());
            tx.commit(entry).await?;
            self.store.analyse().await?;
        }
        reading.report.map_or(Ok(()), Draft::publish)?;
        Ok(ImportReport {
            kind: request.kind.code(),
            files: reading.files.len() as u64,
            rows: reading.rows,
            accepted,
            rejected: reading.rejected,
            created: counts.created,
            updated: counts.updated,
            unchanged: counts.unchanged,
            warnings,
            batch: (!request.dry_run).then_some(batch_id),
        })
    }

    /// Reads all files of a request on a thread of their own. `each` gets every sound row with
    /// its number within the batch, or every rejected one, and may reject a sound one itself.
    async fn read_files<T: Send + 'static>(
        &self,
        request: &ImportRequest,
        watcher: Arc<dyn Watcher>,
        taken: T,
        mut each: impl Each<T>,
    ) -> Result<Reading<T>, ServiceError> {
        let (kind, files, report) = (request.kind, request.files.clone(), request.report.clone());
        let keyer = Arc::clone(&self.keyer);
        let reading = tokio::task::spawn_blocking(move || {
            watcher.phase("membaca berkas");
            let mut reporter = Reporter::open(report, &files)?;
            let mut reading = Reading::new(taken);
            for (file_no, path) in files.iter().enumerate() {
                let source = intake::Source {
                    path,
                    file_no,
                    kind,
                };
                let desk = (&*keyer, &*watcher, &mut reporter);
                reading.take_file(source, desk, &mut each)?;
            }
            watcher.rows(reading.rows);
            reading.report = reporter.finish()?;
            Ok(reading)
        });
        reading.await.expect("the reader does not panic")
    }
}

/// What is done with each row: see [`Services::read_files`].
trait Each<T>:
    FnMut(&mut T, (Place<'_>, u32), Result<Record, &Rejection>) -> Result<(), Stop> + Send + 'static
{
}

impl<T, F> Each<T> for F where
    F: FnMut(&mut T, (Place<'_>, u32), Result<Record, &Rejection>) -> Result<(), Stop>
        + Send
        + 'static
{
}

impl<T> Reading<T> {
    fn new(taken: T) -> Self {
        Self {
            taken,
            rows: 0,
            rejected: 0,
            warnings: Warnings::new(),
            files: Vec::new(),
            summaries: Vec::new(),
            remarks: Vec::new(),
            report: None,
        }
    }

    fn take_file(
        &mut self,
        source: intake::Source<'_>,
        (keyer, watcher, reporter): (&PersonKeyer, &dyn Watcher, &mut Reporter),
        each: &mut impl Each<T>,
    ) -> Result<(), ServiceError> {
        let before = self.rows;
        let (taken, rows, rejected) = (&mut self.taken, &mut self.rows, &mut self.rejected);
        let mut stopped: Option<ServiceError> = None;
        let mut sink = |place: Place<'_>, row: Result<Record, Box<Rejection>>| {
            *rows += 1;
            if rows.is_multiple_of(WORD_EVERY) {
                watcher.rows(*rows);
            }
            let row_no = u32::try_from(*rows).unwrap_or(u32::MAX);
            let outcome = match row {
                Ok(record) => each(taken, (place, row_no), Ok(record)),
                Err(rejection) => {
                    each(taken, (place, row_no), Err(&rejection)).and(Err(Stop::Reject(rejection)))
                }
            };
            stopped = match outcome {
                Ok(()) => None,
                Err(Stop::Reject(rejection)) => {
                    *rejected += 1;
                    reporter.put(place, &rejection).err()
                }
                Err(Stop::Fail(error)) => Some(error),
            };
            if stopped.is_some() {
                ControlFlow::Break(())
            } else {
                ControlFlow::Continue(())
            }
        };
        let summary = intake::read(source, keyer, &mut self.warnings, &mut sink)?;
        if let Some(error) = stopped {
            return Err(error);
        }
        self.files.push(BatchFile {
            name: file_name(source.path),
            rows: self.rows - before,
        });
        self.summaries.push(summary);
        Ok(())
    }
}

/// Why a row, or the whole reading, ends here.
enum Stop {
    /// This row can't be used.
    Reject(Box<Rejection>),
    /// Nothing more can be read.
    Fail(ServiceError),
}

impl<E: Into<ServiceError>> From<E> for Stop {
    fn from(error: E) -> Self {
        Self::Fail(error.into())
    }
}

/// A file's name without its folders.
fn file_name(path: &Path) -> String {
    path.file_name()
        .map_or_else(String::new, |name| name.to_string_lossy().into_owned())
}

/// Counts of rows by employer: all, and unreadable ones.
type Seen = HashMap<crate::domain::ids::EmployerId, (u32, u32)>;
