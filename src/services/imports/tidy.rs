//! Jobs that nobody decides about, and those that were running when the program stopped.

use chrono::TimeDelta;

use super::JobFault;
use crate::{
    domain::ids::ImportJobId,
    services::{ServiceError, Services},
    store::{Actor, ImportJob, JobEnd, JobState},
};

/// Hours that an upload may wait for somebody to decide.
const WAITING_HOURS: i64 = 24;
/// Hours without a sign of life after which nobody works on a job any more.
const SILENT_HOURS: i64 = 6;
/// Seconds after which files that never became a job are nobody's.
const STRAY_S: u64 = 3_600;

impl Services {
    /// Puts away what nobody decided about for a day, and marks as failed what was running when
    /// the program stopped.
    ///
    /// # Errors
    /// When the store or the disk fails.
    pub async fn tidy_imports(&self) -> Result<(), ServiceError> {
        let now = self.clock.now();
        let jobs = self.store.read().await?.open_import_jobs().await?;
        for job in &jobs {
            let here = self.upload_folder(job.id).exists();
            let silent = job.seen_at < now - TimeDelta::hours(SILENT_HOURS);
            if job.running {
                if self.desk.progress(job.id).is_none() && (here || silent) {
                    let fault = JobFault {
                        code: "stopped".to_owned(),
                        ..JobFault::default()
                    };
                    self.fail_job(job.id, &fault).await?;
                }
            } else if job.made_at < now - TimeDelta::hours(WAITING_HOURS) {
                self.put_away(job.id, Actor::Job("imports")).await?;
            }
        }
        self.remove_strays(&jobs);
        self.begin_next().await
    }

    /// Removes uploads that never became a job, or whose job is over.
    fn remove_strays(&self, open: &[ImportJob]) {
        let folders = std::fs::read_dir(self.uploads()).into_iter().flatten();
        for folder in folders.flatten() {
            let name = folder.file_name().to_string_lossy().into_owned();
            let known = open.iter().any(|job| job.id.to_string() == name);
            let modified = folder.metadata().and_then(|m| m.modified()).ok();
            let age = modified.and_then(|at| at.elapsed().ok());
            // One that is arriving has no job yet.
            if !known && age.is_some_and(|age| age.as_secs() > STRAY_S) {
                let _ = std::fs::remove_dir_all(folder.path());
            }
        }
    }

    pub(super) async fn fail_job(
        &self,
        id: ImportJobId,
        fault: &JobFault,
    ) -> Result<(), ServiceError> {
        let end = JobEnd {
            state: JobState::Failed,
            batch_no: None,
            report: None,
            fault: serde_json::to_string(fault).ok(),
        };
        let tx = self.store.begin().await?;
        tx.end_import_job(id, &end, self.clock.now()).await?;
        let entry = self.entry(Actor::Job("imports"), "import.fail", id.to_string());
        Ok(tx.commit(entry).await?)
    }
}
