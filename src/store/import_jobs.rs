//! Imports through the site: what waits, what runs, and what became of it.

use chrono::{DateTime, NaiveDate, Utc};
use sea_orm::{ConnectionTrait, QueryResult};

use super::{
    Store, StoreError, Tx,
    sql::{self, get},
};
use crate::domain::ids::{ImportJobId, OfficerId};

/// How far an import has come.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum JobState {
    /// The files are here.
    Uploaded,
    /// Its effect is being worked out.
    Previewing,
    /// Its effect is known.
    Previewed,
    /// It is being imported, or taken back.
    Importing,
    /// It counts.
    Done,
    /// It could not be done.
    Failed,
    /// Nobody wanted it.
    Discarded,
}

impl JobState {
    const ALL: [Self; 7] = [
        Self::Uploaded,
        Self::Previewing,
        Self::Previewed,
        Self::Importing,
        Self::Done,
        Self::Failed,
        Self::Discarded,
    ];

    /// The word in the database and in addresses.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Uploaded => "uploaded",
            Self::Previewing => "previewing",
            Self::Previewed => "previewed",
            Self::Importing => "importing",
            Self::Done => "done",
            Self::Failed => "failed",
            Self::Discarded => "discarded",
        }
    }

    /// Whether its files are still here.
    #[must_use]
    pub const fn has_files(self) -> bool {
        !matches!(self, Self::Done | Self::Discarded)
    }
}

/// One file that was sent.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct JobFile {
    /// Name without folders.
    pub name: String,
    /// How large.
    pub bytes: u64,
    /// SHA-256 in hex.
    pub sha256: String,
}

/// What an officer says about the files.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct JobSettings {
    /// What they hold; `None` while that isn't known.
    pub kind: Option<String>,
    /// Where a list of employers comes from; told from its columns where `None`.
    pub source: Option<String>,
    /// The day they speak of.
    pub as_of: NaiveDate,
    /// JSON of the columns that were chosen.
    pub mapping: String,
}

/// One import through the site.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ImportJob {
    /// Which.
    pub id: ImportJobId,
    /// Who sent the files.
    pub officer: OfficerId,
    /// The name of that officer.
    pub made_by: String,
    /// When.
    pub made_at: DateTime<Utc>,
    /// How far it has come.
    pub state: JobState,
    /// Whether a program works on it.
    pub running: bool,
    /// What is said about the files.
    pub settings: JobSettings,
    /// The batch that it takes back.
    pub undoes: Option<i32>,
    /// The batch that it made.
    pub batch_no: Option<i32>,
    /// What it was last seen doing.
    pub phase: String,
    /// Rows it had read then.
    pub rows_read: u64,
    /// When that was.
    pub seen_at: DateTime<Utc>,
    /// JSON of what it did or would do.
    pub report: Option<String>,
    /// JSON of why it failed.
    pub fault: Option<String>,
    /// What was sent.
    pub files: Vec<JobFile>,
}

/// What a job came to.
#[derive(Debug, Clone)]
pub struct JobEnd {
    /// Where it stands now.
    pub state: JobState,
    /// The batch that it made.
    pub batch_no: Option<i32>,
    /// JSON of what it did or would do; `None` keeps what is known.
    pub report: Option<String>,
    /// JSON of why it failed.
    pub fault: Option<String>,
}

const JOBS: &str = "SELECT j.*, o.name AS by_name FROM import_job j \
    JOIN officer o ON o.id = j.made_by";

fn job_of(row: &QueryResult) -> Result<ImportJob, StoreError> {
    let state: String = get(row, "state")?;
    let known = JobState::ALL.into_iter().find(|s| s.code() == state);
    Ok(ImportJob {
        id: ImportJobId::from_uuid(get(row, "id")?),
        officer: OfficerId::from_uuid(get(row, "made_by")?),
        made_by: get(row, "by_name")?,
        made_at: get(row, "made_at")?,
        state: known.ok_or(StoreError::Corrupt {
            table: "import_job",
            column: "state",
        })?,
        running: get(row, "running")?,
        settings: JobSettings {
            kind: get(row, "kind")?,
            source: get(row, "source")?,
            as_of: get(row, "as_of")?,
            mapping: get(row, "mapping")?,
        },
        undoes: get(row, "undoes")?,
        batch_no: get(row, "batch_no")?,
        phase: get(row, "phase")?,
        rows_read: get::<i64>(row, "rows_read")?.unsigned_abs(),
        seen_at: get(row, "seen_at")?,
        report: get(row, "report")?,
        fault: get(row, "fault")?,
        files: Vec::new(),
    })
}

impl Store {
    /// Writes down how far a running job has come. A sign of life is no change, so nobody is
    /// named for it.
    ///
    /// # Errors
    /// When the database refuses.
    pub async fn import_job_seen(
        &self,
        id: ImportJobId,
        (phase, rows): (&str, u64),
        now: DateTime<Utc>,
    ) -> Result<(), StoreError> {
        let text = "UPDATE import_job SET phase = ?, rows_read = ?, seen_at = ? \
                    WHERE id = ? AND running";
        let rows = i64::try_from(rows).unwrap_or(i64::MAX);
        let values = vec![phase.into(), rows.into(), now.into(), id.uuid().into()];
        let statement = sql::statement(self.write.get_database_backend(), text, values);
        self.write.execute_raw(statement).await?;
        Ok(())
    }
}

impl Tx {
    /// Adds a job.
    ///
    /// # Errors
    /// When the database refuses.
    pub async fn add_import_job(
        &self,
        (id, by): (ImportJobId, OfficerId),
        settings: &JobSettings,
        undoes: Option<i32>,
        files: &[JobFile],
        now: DateTime<Utc>,
    ) -> Result<(), StoreError> {
        let text = "INSERT INTO import_job (id, made_by, made_at, state, running, kind, source, \
            as_of, mapping, undoes, phase, rows_read, seen_at) \
            VALUES (?, ?, ?, 'uploaded', FALSE, ?, ?, ?, ?, ?, '', 0, ?)";
        let values = vec![
            id.uuid().into(),
            by.uuid().into(),
            now.into(),
            settings.kind.clone().into(),
            settings.source.clone().into(),
            settings.as_of.into(),
            settings.mapping.clone().into(),
            undoes.into(),
            now.into(),
        ];
        sql::run(&self.tx, text, values).await?;
        for (no, file) in (0_i32..).zip(files) {
            let text = "INSERT INTO import_job_file (job_id, file_no, name, bytes, sha256) \
                        VALUES (?, ?, ?, ?, ?)";
            let values = vec![
                id.uuid().into(),
                no.into(),
                file.name.clone().into(),
                i64::try_from(file.bytes).unwrap_or(i64::MAX).into(),
                file.sha256.clone().into(),
            ];
            sql::run(&self.tx, text, values).await?;
        }
        Ok(())
    }

    /// One job.
    ///
    /// # Errors
    /// When the database can't be read or a row makes no sense.
    pub async fn import_job(&self, id: ImportJobId) -> Result<Option<ImportJob>, StoreError> {
        let text = format!("{JOBS} WHERE j.id = ?");
        let row = sql::row(&self.tx, &text, vec![id.uuid().into()]).await?;
        let Some(mut job) = row.as_ref().map(job_of).transpose()? else {
            return Ok(None);
        };
        let text = "SELECT name, bytes, sha256 FROM import_job_file WHERE job_id = ? \
                    ORDER BY file_no";
        for row in sql::rows(&self.tx, text, vec![id.uuid().into()]).await? {
            job.files.push(JobFile {
                name: get(&row, "name")?,
                bytes: get::<i64>(&row, "bytes")?.unsigned_abs(),
                sha256: get(&row, "sha256")?,
            });
        }
        Ok(Some(job))
    }

    /// The jobs that wait or run, the oldest first, without their files' names.
    ///
    /// # Errors
    /// When the database can't be read or a row makes no sense.
    pub async fn open_import_jobs(&self) -> Result<Vec<ImportJob>, StoreError> {
        let text = format!(
            "{JOBS} WHERE j.state IN ('uploaded', 'previewing', 'previewed', 'importing', \
             'failed') ORDER BY j.made_at, j.id"
        );
        let rows = sql::rows(&self.tx, &text, vec![]).await?;
        rows.iter().map(job_of).collect()
    }

    /// Changes what is said about a job's files, unless it runs.
    ///
    /// # Errors
    /// When the database refuses.
    pub async fn set_import_job(
        &self,
        id: ImportJobId,
        settings: &JobSettings,
    ) -> Result<(), StoreError> {
        let text = "UPDATE import_job SET kind = ?, source = ?, as_of = ?, mapping = ? \
                    WHERE id = ? AND NOT running";
        let values = vec![
            settings.kind.clone().into(),
            settings.source.clone().into(),
            settings.as_of.into(),
            settings.mapping.clone().into(),
            id.uuid().into(),
        ];
        sql::run(&self.tx, text, values).await?;
        Ok(())
    }

    /// Begins work on a job; `false` when another one runs, or this one has moved on.
    ///
    /// # Errors
    /// When the database refuses.
    pub async fn start_import_job(
        &self,
        id: ImportJobId,
        state: JobState,
        now: DateTime<Utc>,
    ) -> Result<bool, StoreError> {
        let text = "UPDATE import_job SET state = ?, running = TRUE, phase = 'reading', \
            rows_read = 0, seen_at = ?, fault = NULL WHERE id = ? AND NOT running \
            AND state IN ('uploaded', 'previewed', 'failed') \
            AND NOT EXISTS (SELECT 1 FROM import_job r WHERE r.running)";
        let values = vec![state.code().into(), now.into(), id.uuid().into()];
        match sql::run(&self.tx, text, values).await {
            Ok(rows) => Ok(rows == 1),
            // Two began at the same moment; the key let only one of them.
            Err(StoreError::Twice(_)) => Ok(false),
            Err(error) => Err(error),
        }
    }

    /// Ends work on a job, or puts one away that nobody works on.
    ///
    /// # Errors
    /// When the database refuses.
    pub async fn end_import_job(
        &self,
        id: ImportJobId,
        end: &JobEnd,
        now: DateTime<Utc>,
    ) -> Result<(), StoreError> {
        let text = "UPDATE import_job SET state = ?, running = FALSE, batch_no = ?, \
            report = COALESCE(?, report), fault = ?, seen_at = ? WHERE id = ?";
        let values = vec![
            end.state.code().into(),
            end.batch_no.into(),
            end.report.clone().into(),
            end.fault.clone().into(),
            now.into(),
            id.uuid().into(),
        ];
        sql::run(&self.tx, text, values).await?;
        Ok(())
    }

    /// Keeps the rejected rows of a job, instead of those of an earlier preview.
    ///
    /// # Errors
    /// When the database refuses.
    pub async fn forget_rejected(&self, id: ImportJobId) -> Result<(), StoreError> {
        let text = "DELETE FROM import_job_rejected WHERE job_id = ?";
        sql::run(&self.tx, text, vec![id.uuid().into()]).await?;
        Ok(())
    }

    /// Lets go of the rejected rows of jobs that were made before an instant.
    ///
    /// # Errors
    /// When the database refuses.
    pub async fn forget_rejected_before(&self, before: DateTime<Utc>) -> Result<(), StoreError> {
        let text = "DELETE FROM import_job_rejected WHERE job_id IN \
                    (SELECT id FROM import_job WHERE made_at < ?)";
        sql::run(&self.tx, text, vec![before.into()]).await?;
        Ok(())
    }

    /// Keeps a part of the rejected rows of a job: whole lines of CSV.
    ///
    /// # Errors
    /// When the database refuses.
    pub async fn keep_rejected(
        &self,
        id: ImportJobId,
        part: i32,
        lines: &str,
    ) -> Result<(), StoreError> {
        let text = "INSERT INTO import_job_rejected (job_id, part, lines) VALUES (?, ?, ?)";
        let values = vec![id.uuid().into(), part.into(), lines.into()];
        sql::run(&self.tx, text, values).await?;
        Ok(())
    }

    /// A part of the rejected rows of a job, counted from 0.
    ///
    /// # Errors
    /// When the database can't be read.
    pub async fn rejected_part(
        &self,
        id: ImportJobId,
        part: i32,
    ) -> Result<Option<String>, StoreError> {
        let text = "SELECT lines FROM import_job_rejected WHERE job_id = ? AND part = ?";
        let row = sql::row(&self.tx, text, vec![id.uuid().into(), part.into()]).await?;
        Ok(row.map(|row| get(&row, "lines")).transpose()?)
    }
}
