//! The work on a job, in the background.
//!
//! A preview is the import itself with the check after it, in a transaction that is rolled back:
//! what it tells is what the import would do, to the row. It costs what the import costs, and on
//! `SQLite` other writers wait while it stores.

use std::{
    fs::File,
    io::{BufRead, BufReader},
    path::Path,
    sync::Arc,
    thread::Builder,
    time::Duration,
};

use tokio::runtime::Handle;

use super::{
    CHECKING, Effect, Errand, ImportRequest, JobFault, NewImport, Phase, STORING, Watcher,
    desk::Ticket, report::Draft,
};
use crate::{
    domain::ids::{ImportJobId, OfficerId},
    services::{ServiceError, Services},
    store::{Actor, CheckScope, ImportJob, JobEnd, JobState, Tx},
};

/// Time between two signs of life in the database.
const SIGN_OF_LIFE: Duration = Duration::from_secs(1);
/// Rejected rows that are kept for downloading.
const KEPT_ROWS: usize = 100_000;
/// Bytes of rejected rows in one record.
const PART_BYTES: usize = 64 << 10;
/// The rejected rows, beside the files that they come from.
const REJECTED: &str = "rejected.csv";

/// What a job is worked on for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Aim {
    /// To know what it would do.
    Preview,
    /// To do it.
    Import,
    /// To take an earlier import back.
    Undo,
}

impl Aim {
    pub(super) fn state(self) -> JobState {
        match self {
            Self::Preview => JobState::Previewing,
            Self::Import | Self::Undo => JobState::Importing,
        }
    }

    pub(super) fn action(self) -> &'static str {
        match self {
            Self::Preview => "import.preview",
            Self::Import => "import.confirm",
            Self::Undo => "import.undo",
        }
    }
}

impl Services {
    /// Begins to work on a job that is marked so; the work goes on without whoever asked.
    pub(super) fn set_to_work(&self, job: ImportJob, by: OfficerId, aim: Aim) {
        let services = self.clone();
        let ticket = Arc::new(self.desk.begin(job.id));
        let runtime = Handle::current();
        let work = move || {
            runtime.block_on(async {
                let beat = tokio::spawn(services.clone().show_life(job.id));
                let worked = services.work(&job, by, aim, &ticket).await;
                beat.abort();
                if let Err(error) = worked {
                    services.give_up(job.id, error).await;
                }
                drop(ticket);
                if let Err(error) = services.begin_next().await {
                    let error = anyhow::Error::from(error);
                    let error = format!("{error:#}");
                    tracing::warn!(error, "the next import could not be begun");
                }
            });
        };
        // A thread of its own: loading can't be shown to move between threads, and a program
        // that is told to stop doesn't wait for it. The database then forgets what was begun.
        let thread = Builder::new().name("import".to_owned());
        if let Err(error) = thread.spawn(work) {
            tracing::error!(%error, "no thread could be started for an import");
        }
    }

    /// Writes down every second how far a job has come, for other nodes. While it stores, only
    /// this process knows: `SQLite` has one writer at a time.
    async fn show_life(self, id: ImportJobId) {
        loop {
            tokio::time::sleep(SIGN_OF_LIFE).await;
            if let Some((Phase::Reading, rows)) = self.desk.progress(id) {
                let seen = (Phase::Reading.code(), rows);
                // The next second brings another chance.
                let _ = self.store.import_job_seen(id, seen, self.clock.now()).await;
            }
        }
    }

    async fn work(
        &self,
        job: &ImportJob,
        by: OfficerId,
        aim: Aim,
        ticket: &Arc<Ticket>,
    ) -> Result<(), ServiceError> {
        if aim == Aim::Undo {
            return self.work_undo(job, by, ticket).await;
        }
        let errand = self.errand(job, by)?;
        let reading = self
            .read(&errand, Arc::clone(ticket) as Arc<dyn Watcher>)
            .await?;
        ticket.phase(STORING);
        let tx = self.store.begin().await?;
        tx.alone().await?;
        // What is owed for other reasons is not this import's effect.
        self.check_within(&tx, None, CheckScope::Owed).await?;
        let (batch, counts, mut rest) = self.load(&tx, &errand, reading).await?;
        tx.analyse().await?;
        ticket.phase(CHECKING);
        let (check, flips) = self.check_within(&tx, None, CheckScope::Owed).await?;
        let effect = Effect::of(&batch, counts, &rest);
        let effect = effect.turning(&tx, check.assessed, flips).await?;
        rest.report.take().map_or(Ok(()), Draft::publish)?;
        let tx = match aim {
            Aim::Import => {
                let taken = (effect.accepted, effect.rejected);
                tx.add_batch(&batch, &rest.files, taken).await?;
                tx.also(self.check_entry(&check)).await?;
                tx
            }
            Aim::Preview | Aim::Undo => {
                tx.roll_back().await?;
                self.store.begin().await?
            }
        };
        self.keep_rejected(&tx, job.id, errand.request.report.as_deref())
            .await?;
        let (state, batch_no) = match aim {
            Aim::Import => (JobState::Done, Some(batch.no)),
            Aim::Preview | Aim::Undo => (JobState::Previewed, None),
        };
        let end = JobEnd {
            state,
            batch_no,
            report: serde_json::to_string(&effect).ok(),
            fault: None,
        };
        tx.end_import_job(job.id, &end, self.clock.now()).await?;
        let (action, subject) = match aim {
            Aim::Import => ("batch.import", batch.id.to_string()),
            Aim::Preview | Aim::Undo => ("import.previewed", job.id.to_string()),
        };
        tx.commit(self.entry(Actor::Officer(by), action, subject))
            .await?;
        if aim == Aim::Import {
            self.remove_upload(job.id)?;
        }
        Ok(())
    }

    fn errand(&self, job: &ImportJob, by: OfficerId) -> Result<Errand, ServiceError> {
        let said = NewImport::of(&job.settings)?;
        let kind = said
            .kind
            .ok_or_else(|| ServiceError::Missing("Jenis berkas".to_owned()))?;
        let files = job.files.iter().enumerate();
        Ok(Errand {
            request: ImportRequest {
                kind,
                files: files
                    .map(|(number, file)| self.upload_path(job.id, number, file))
                    .collect(),
                as_of: Some(said.as_of),
                source: said.source,
                dry_run: false,
                report: Some(self.upload_folder(job.id).join(REJECTED)),
                demo: false,
            },
            mapping: said.mapping,
            by: Some(by),
        })
    }

    /// Keeps the rejected rows in the database, and forgets those of an earlier preview.
    async fn keep_rejected(
        &self,
        tx: &Tx,
        id: ImportJobId,
        path: Option<&Path>,
    ) -> Result<(), ServiceError> {
        tx.forget_rejected(id).await?;
        let Some(path) = path else {
            return Ok(());
        };
        let failed = |error| ServiceError::Write(path.to_owned(), error);
        let lines = BufReader::new(File::open(path).map_err(failed)?).lines();
        let (mut part, mut text) = (0, String::new());
        // One more for the header.
        for line in lines.take(KEPT_ROWS + 1) {
            text.push_str(&line.map_err(failed)?);
            text.push('\n');
            if text.len() >= PART_BYTES {
                tx.keep_rejected(id, part, &text).await?;
                part += 1;
                text.clear();
            }
        }
        if !text.is_empty() {
            tx.keep_rejected(id, part, &text).await?;
        }
        Ok(())
    }

    /// Writes down why a job failed; its files stay, so that it can be tried otherwise.
    async fn give_up(&self, id: ImportJobId, error: ServiceError) {
        let fault = JobFault::of(&error).unwrap_or_else(|| {
            let reference = id.to_string();
            let error = anyhow::Error::from(error);
            tracing::error!(
                import.id = reference,
                error = format!("{error:#}"),
                "import {reference} failed"
            );
            JobFault {
                code: "internal".to_owned(),
                facts: [("reference".to_owned(), reference)].into(),
                ..JobFault::default()
            }
        });
        if let Err(error) = self.fail_job(id, &fault).await {
            let error = anyhow::Error::from(error);
            tracing::error!(
                import.id = %id,
                error = format!("{error:#}"),
                "import {id} failed, and that could not be written down"
            );
        }
    }
}
