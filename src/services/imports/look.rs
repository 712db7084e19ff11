//! Looking at imports: those that wait or run, and those that are done.

use chrono::{DateTime, Utc};

use super::{Effect, JobFault, NewImport, Phase};
use crate::{
    domain::ids::ImportJobId,
    intake::{self, IntakeError, Kind, Mapping, Outline},
    services::{ServiceError, Services},
    store::{BatchLine, ImportJob, JobFile, JobState, StoreError},
};

/// One import through the site, as officers see it.
#[derive(Debug, Clone)]
pub struct JobView {
    /// Which.
    pub id: ImportJobId,
    /// How far it has come.
    pub state: JobState,
    /// Who sent the files, and when.
    pub made_by: String,
    /// When.
    pub made_at: DateTime<Utc>,
    /// What was said about the files.
    pub said: NewImport,
    /// The files.
    pub files: Vec<JobFile>,
    /// The batch that it takes back, or the one that it made.
    pub undoes: Option<i32>,
    /// The batch that it made.
    pub batch_no: Option<i32>,
    /// How far it has come: the phase and the rows read.
    pub progress: (Phase, u64),
    /// What it did or would do.
    pub effect: Option<Effect>,
    /// Why it failed.
    pub fault: Option<JobFault>,
}

impl Services {
    /// What the first rows of each file say about its columns, in the order of the files.
    ///
    /// # Panics
    /// Never: the reader does not panic.
    pub async fn outlines(
        &self,
        id: ImportJobId,
        files: &[JobFile],
        kind: Option<Kind>,
        mapping: &Mapping,
    ) -> Vec<Result<Outline, IntakeError>> {
        let paths = files.iter().enumerate();
        let paths: Vec<_> = paths
            .map(|(n, file)| self.upload_path(id, n, file))
            .collect();
        let (keyer, mapping) = (self.keyer.clone(), mapping.clone());
        let read = move || {
            let look = |(file_no, path): (usize, &std::path::PathBuf)| {
                let source = intake::Source {
                    path,
                    file_no,
                    kind: kind.unwrap_or(Kind::Employers),
                    mapping: &mapping,
                };
                intake::outline(source, kind, &keyer)
            };
            paths.iter().enumerate().map(look).collect()
        };
        let read = tokio::task::spawn_blocking(read).await;
        read.expect("the reader does not panic")
    }

    /// One import.
    ///
    /// # Errors
    /// [`ServiceError::Missing`] when there is none of that id.
    pub async fn import_job(&self, id: ImportJobId) -> Result<JobView, ServiceError> {
        let job = self.store.read().await?.import_job(id).await?;
        let job = job.ok_or_else(|| ServiceError::Missing(format!("Impor {id}")))?;
        self.view(job)
    }

    /// The imports that wait for somebody or run, the oldest first; without their files.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn open_imports(&self) -> Result<Vec<JobView>, ServiceError> {
        let jobs = self.store.read().await?.open_import_jobs().await?;
        jobs.into_iter().map(|job| self.view(job)).collect()
    }

    fn view(&self, job: ImportJob) -> Result<JobView, ServiceError> {
        let corrupt = |column| StoreError::Corrupt {
            table: "import_job",
            column,
        };
        let parse = |json: Option<String>| json.map(|json| serde_json::from_str(&json)).transpose();
        let effect = job
            .report
            .map(|json| serde_json::from_str(&json))
            .transpose();
        let phases = [Phase::Reading, Phase::Storing, Phase::Checking];
        let phase = phases.into_iter().find(|phase| phase.code() == job.phase);
        let seen = (phase.unwrap_or_default(), job.rows_read);
        Ok(JobView {
            id: job.id,
            state: job.state,
            made_by: job.made_by,
            made_at: job.made_at,
            said: NewImport::of(&job.settings)?,
            files: job.files,
            undoes: job.undoes,
            batch_no: job.batch_no,
            progress: self.desk.progress(job.id).unwrap_or(seen),
            effect: effect.map_err(|_| corrupt("report"))?,
            fault: parse(job.fault).map_err(|_| corrupt("fault"))?,
        })
    }

    /// A part of the rejected rows of a job, as CSV, counted from 0.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn rejected_rows(
        &self,
        id: ImportJobId,
        part: i32,
    ) -> Result<Option<String>, ServiceError> {
        Ok(self.store.read().await?.rejected_part(id, part).await?)
    }

    /// Imports so far before a number, the newest first.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn past_imports(
        &self,
        before: Option<i32>,
        limit: u32,
    ) -> Result<(u64, Vec<BatchLine>), ServiceError> {
        let tx = self.store.read().await?;
        Ok((tx.batch_count().await?, tx.batches(before, limit).await?))
    }

    /// The newest import of each kind that stands.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn last_imports(&self) -> Result<Vec<(Kind, Option<BatchLine>)>, ServiceError> {
        let tx = self.store.read().await?;
        let mut last = Vec::new();
        for kind in Kind::ALL {
            last.push((kind, tx.last_batch(kind.code()).await?));
        }
        Ok(last)
    }
}
