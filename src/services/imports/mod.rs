//! Taking in the files that officers really have.
//!
//! One command is one batch and one transaction. The files are read first, on a thread of their
//! own and without touching the database; what can't be used is reported row by row; only then
//! does one transaction put everything in its place.

mod alike;
mod clashes;
mod desk;
mod effect;
mod employers;
mod facts;
mod faults;
mod jobs;
mod look;
mod reading;
mod records;
mod registry;
mod report;
mod run;
mod tidy;
mod told;
mod undo;
mod uploads;

pub(super) use facts::ids_of;
pub(super) use told::{derived, leave_out_numbers};

use std::{path::PathBuf, sync::Arc};

use chrono::NaiveDate;
use serde::Serialize;

use super::{ServiceError, Services};
use crate::{
    domain::ids::{BatchId, OfficerId},
    intake::{FileSummary, Kind, Mapping},
    store::{Actor, Batch, LoadCounts, Setting, Source, Tx},
};
use employers::Named;
use facts::Facts;
use reading::{Reading, Seen, Stop, file_name};
use report::Draft;

pub use crate::intake::{
    Kind as ImportKind, Mapping as ColumnNames, NamedColumn, Outline, SheetOutline,
};
pub use alike::{AlikeLine, Alikes};
pub use clashes::Clashes;
pub use desk::{ImportDesk, Phase};
pub use effect::{Effect, Flip, FlipCount, Reason, RejectedRow, Remark};
pub use faults::JobFault;
pub use jobs::{NewImport, may_import};
pub use look::JobView;
pub use undo::{UNDO_DAYS, Undoing};
pub(super) use uploads::UPLOADS;
pub use uploads::{Upload, UploadError};

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

/// A request with what only an officer at the site can say.
struct Errand {
    request: ImportRequest,
    /// What columns are called.
    mapping: Mapping,
    /// Who imports.
    by: Option<OfficerId>,
}

/// What the files gave.
enum Taken {
    Employers(Box<Named>),
    Facts(Facts),
}

/// Names of the parts of the work, as [`Watcher::phase`] gets them.
const READING: &str = "membaca berkas";
const STORING: &str = "menyimpan";
const CHECKING: &str = "memeriksa kepatuhan";

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
        let errand = Errand {
            request,
            mapping: Mapping::default(),
            by: None,
        };
        let reading = self.read(&errand, Arc::clone(&watcher)).await?;
        watcher.phase(STORING);
        let tx = self.store.begin().await?;
        tx.alone().await?;
        let (batch, counts, rest) = self.load(&tx, &errand, reading).await?;
        self.finish_import(tx, &errand.request, (batch, counts), rest)
            .await
    }

    /// Reads the files; nothing is changed.
    async fn read(
        &self,
        errand: &Errand,
        watcher: Arc<dyn Watcher>,
    ) -> Result<Reading<Taken>, ServiceError> {
        Ok(match errand.request.kind {
            Kind::Employers => {
                let reading = self.read_employers(errand, watcher).await?;
                reading.map(|named| Taken::Employers(Box::new(named)))
            }
            Kind::Roster => self.read_roster(errand, watcher).await?.map(Taken::Facts),
            Kind::Participants => {
                let reading = self.read_participants(errand, watcher).await?;
                reading.map(Taken::Facts)
            }
            Kind::Contributions => {
                let reading = self.read_contributions(errand, watcher).await?;
                reading.map(Taken::Facts)
            }
        })
    }

    /// Puts in its place what was read, as a batch that is still to be written down.
    async fn load(
        &self,
        tx: &Tx,
        errand: &Errand,
        reading: Reading<Taken>,
    ) -> Result<(Batch, LoadCounts, Reading<()>), ServiceError> {
        let (mut rest, taken) = reading.split();
        let source = match &taken {
            Taken::Employers(_) => Some(
                errand
                    .request
                    .source
                    .unwrap_or_else(|| employers::source_of(&rest.summaries)),
            ),
            Taken::Facts(_) => None,
        };
        let batch = self.new_batch(tx, errand, source).await?;
        let counts = match taken {
            Taken::Employers(named) => {
                let files = &rest.files;
                let (counts, newcomers, clashing) =
                    self.keep_employers(tx, &batch, *named, files).await?;
                let changed = newcomers.changed.as_slice();
                rest.clashes = clashing.found(tx, files).await?;
                let looked = self.find_within(tx, Some(changed), Some(batch.no)).await?;
                rest.alike = newcomers.told(tx, files, &looked.found).await?;
                counts
            }
            Taken::Facts(facts) => facts.load(tx, &batch).await?,
        };
        Ok((batch, counts, rest))
    }

    /// The batch that a request makes, numbered within its transaction.
    async fn new_batch(
        &self,
        tx: &Tx,
        errand: &Errand,
        source: Option<Source>,
    ) -> Result<Batch, ServiceError> {
        let request = &errand.request;
        Ok(Batch {
            id: BatchId::from_uuid(self.clock.new_id()),
            no: tx.next_batch_no().await?,
            kind: request.kind.code(),
            source,
            as_of: request.as_of.unwrap_or_else(|| self.today()),
            at: self.clock.now(),
            demo: tx.setting(Setting::Demo).await?.is_some(),
            by: errand.by,
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
        warnings.extend(reading.clashes.lines());
        warnings.extend(reading.alike.lines());
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
            if request.kind != Kind::Employers {
                // Facts of workers show when they are judged.
                tx.touches([]);
            }
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
}
