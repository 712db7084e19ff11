//! Letters that are printed together: which, in which order, how far it has come.

use chrono::{DateTime, NaiveDate, TimeDelta, Utc};
use sea_orm::{QueryResult, Value};
use uuid::Uuid;

use super::{
    BatchKind, BatchState, StoreError, Tx,
    sql::{self, get},
};
use crate::domain::ids::{EmployerId, LetterBatchId, LetterId, OfficerId};

/// The file of a batch.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PrintedFile {
    /// Its name; `None` once the file was removed.
    pub name: Option<String>,
    /// SHA-256 in hexadecimal digits.
    pub sha256: String,
    /// Its size.
    pub bytes: u64,
}

/// Letters printed together.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LetterBatch {
    /// Which.
    pub id: LetterBatchId,
    /// Its running number, for people.
    pub no: i32,
    /// What is made of them.
    pub kind: BatchKind,
    /// The day of a signing folder.
    pub on: Option<NaiveDate>,
    /// How far it has come.
    pub state: BatchState,
    /// Letters in it.
    pub total: u32,
    /// Those that were set, or can't be.
    pub done: u32,
    /// Why it failed.
    pub problem: Option<String>,
    /// The name of who asked for it.
    pub made_by: String,
    /// When.
    pub made_at: DateTime<Utc>,
    /// When it was done, failed or stopped.
    pub finished_at: Option<DateTime<Utc>>,
    /// Its file.
    pub file: Option<PrintedFile>,
}

/// One letter, or one envelope, of a batch.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BatchItem {
    /// Its place, from 1.
    pub no: i32,
    /// Which letter.
    pub letter: LetterId,
    /// The addressee, where a letter to many is put into envelopes.
    pub employer: Option<EmployerId>,
    /// Its pages, once it is set.
    pub pages: Option<u32>,
    /// SHA-256 of its PDF.
    pub sha256: Option<String>,
    /// Why it can't be set.
    pub problem: Option<String>,
}

const SELECT: &str = "SELECT b.id, b.no, b.kind, b.on_day, b.state, b.total, b.done, b.problem, \
    b.made_at, b.finished_at, b.file_name, b.sha256, b.bytes, o.name AS by_name \
    FROM letter_batch b JOIN officer o ON o.id = b.made_by";

/// Items written by one statement.
const PART: usize = 200;

impl Tx {
    /// Puts a batch on record with its letters in their order; answers its running number.
    ///
    /// # Errors
    /// When the database refuses.
    pub async fn add_letter_batch(
        &self,
        (id, kind, on): (LetterBatchId, BatchKind, Option<NaiveDate>),
        items: &[(LetterId, Option<EmployerId>)],
        (by, now): (OfficerId, DateTime<Utc>),
    ) -> Result<(), StoreError> {
        let text = "INSERT INTO letter_batch (id, no, kind, on_day, state, total, done, made_by, \
            made_at) SELECT ?, (SELECT COALESCE(MAX(no), 0) + 1 FROM letter_batch), ?, ?, \
            'waiting', ?, 0, ?, ?";
        let total = i32::try_from(items.len()).unwrap_or(i32::MAX);
        let values = vec![
            sql::id(id.uuid()),
            kind.code().into(),
            Value::ChronoDate(on),
            total.into(),
            sql::id(by.uuid()),
            now.into(),
        ];
        sql::run(&self.tx, text, values).await?;
        let mut no = 0_i32;
        for part in items.chunks(PART) {
            let rows = sql::groups(part.len(), "(?, ?, ?, ?)");
            let text = format!(
                "INSERT INTO letter_batch_item (batch_id, no, letter_id, employer_id) VALUES {rows}"
            );
            let mut values = Vec::with_capacity(part.len() * 4);
            for (letter, employer) in part {
                no += 1;
                values.extend([
                    sql::id(id.uuid()),
                    no.into(),
                    sql::id(letter.uuid()),
                    Value::Uuid(employer.map(EmployerId::uuid)),
                ]);
            }
            sql::run(&self.tx, &text, values).await?;
        }
        Ok(())
    }

    /// The newest batches.
    ///
    /// # Errors
    /// When the database can't be read.
    pub async fn letter_batches(&self, most: u32) -> Result<Vec<LetterBatch>, StoreError> {
        let text = format!("{SELECT} ORDER BY b.no DESC LIMIT ?");
        let values = vec![i64::from(most).into()];
        let rows = sql::rows(&self.tx, &text, values).await?;
        rows.iter().map(batch_of).collect()
    }

    /// One batch.
    ///
    /// # Errors
    /// When the database can't be read.
    pub async fn letter_batch(&self, id: LetterBatchId) -> Result<Option<LetterBatch>, StoreError> {
        let text = format!("{SELECT} WHERE b.id = ?");
        let row = sql::row(&self.tx, &text, vec![sql::id(id.uuid())]).await?;
        row.as_ref().map(batch_of).transpose()
    }

    /// Items of a batch behind a place, in order.
    ///
    /// # Errors
    /// When the database can't be read.
    pub async fn batch_items(
        &self,
        id: LetterBatchId,
        (after, most): (i32, u32),
    ) -> Result<Vec<BatchItem>, StoreError> {
        let text = "SELECT no, letter_id, employer_id, pages, sha256, problem \
            FROM letter_batch_item WHERE batch_id = ? AND no > ? ORDER BY no LIMIT ?";
        let values = vec![sql::id(id.uuid()), after.into(), i64::from(most).into()];
        let rows = sql::rows(&self.tx, text, values).await?;
        rows.iter().map(item_of).collect()
    }

    /// Letters that can't be set, in the order of the batch: which, its title, and why.
    ///
    /// # Errors
    /// When the database can't be read.
    pub async fn batch_problems(
        &self,
        id: LetterBatchId,
        most: u32,
    ) -> Result<Vec<(LetterId, String, String)>, StoreError> {
        let text = "SELECT i.letter_id, l.title, i.problem FROM letter_batch_item i \
            JOIN letter l ON l.id = i.letter_id \
            WHERE i.batch_id = ? AND i.problem IS NOT NULL ORDER BY i.no LIMIT ?";
        let values = vec![sql::id(id.uuid()), i64::from(most).into()];
        let rows = sql::rows(&self.tx, text, values).await?;
        let problem = |row| {
            let letter = LetterId::from_uuid(get(row, "letter_id")?);
            Ok((letter, get(row, "title")?, get(row, "problem")?))
        };
        rows.iter().map(problem).collect()
    }

    /// Whether a batch waits for somebody, or lost whoever worked on it.
    ///
    /// # Errors
    /// When the database can't be read.
    pub async fn batch_waits(&self, now: DateTime<Utc>) -> Result<bool, StoreError> {
        let text = "SELECT COUNT(*) FROM letter_batch WHERE state = 'waiting' \
            OR (state = 'running' AND leased_until < ?)";
        Ok(sql::number(&self.tx, text, vec![now.into()]).await? > 0)
    }

    /// Takes the oldest batch that waits, or that lost whoever worked on it. Marked first and
    /// read by the mark afterwards, so that of two nodes one gets it.
    ///
    /// # Errors
    /// When the database can't be read or written.
    pub async fn lease_letter_batch(
        &self,
        mark: Uuid,
        term: TimeDelta,
        now: DateTime<Utc>,
    ) -> Result<Option<LetterBatch>, StoreError> {
        let text = "UPDATE letter_batch SET state = 'running', lease_id = ?, leased_until = ? \
            WHERE id IN (SELECT id FROM (SELECT id FROM letter_batch WHERE state = 'waiting' \
              OR (state = 'running' AND leased_until < ?) ORDER BY no LIMIT 1) p) \
            AND (state = 'waiting' OR (state = 'running' AND leased_until < ?))";
        let values = vec![sql::id(mark), (now + term).into(), now.into(), now.into()];
        if sql::run(&self.tx, text, values).await? == 0 {
            return Ok(None);
        }
        let text = format!("{SELECT} WHERE b.lease_id = ?");
        let row = sql::row(&self.tx, &text, vec![sql::id(mark)]).await?;
        row.as_ref().map(batch_of).transpose()
    }

    /// Writes down what became of letters, as long as the batch is still this worker's; `false`
    /// where somebody stopped it or took it over: then nothing is written.
    ///
    /// # Errors
    /// When the database refuses.
    pub async fn save_batch_items(
        &self,
        (id, mark): (LetterBatchId, Uuid),
        items: &[BatchItem],
        leased_until: DateTime<Utc>,
    ) -> Result<bool, StoreError> {
        // The row of the batch is taken first, so that two workers can't both be right.
        let text = "UPDATE letter_batch SET leased_until = ? \
            WHERE id = ? AND lease_id = ? AND state = 'running'";
        let held = vec![leased_until.into(), sql::id(id.uuid()), sql::id(mark)];
        if sql::run(&self.tx, text, held).await? == 0 {
            return Ok(false);
        }
        for item in items {
            let text = "UPDATE letter_batch_item SET pages = ?, sha256 = ?, problem = ? \
                WHERE batch_id = ? AND no = ?";
            let values = vec![
                item.pages.map(sql::int).into(),
                item.sha256.clone().into(),
                item.problem.clone().into(),
                sql::id(id.uuid()),
                item.no.into(),
            ];
            sql::run(&self.tx, text, values).await?;
        }
        let text = "UPDATE letter_batch SET done = (SELECT COUNT(*) FROM letter_batch_item i \
            WHERE i.batch_id = letter_batch.id \
            AND (i.sha256 IS NOT NULL OR i.problem IS NOT NULL)) WHERE id = ?";
        sql::run(&self.tx, text, vec![sql::id(id.uuid())]).await?;
        Ok(true)
    }

    /// Ends a batch with its file, or with what went wrong; `false` where it is no longer this
    /// worker's.
    ///
    /// # Errors
    /// When the database refuses.
    pub async fn end_letter_batch(
        &self,
        (id, mark): (LetterBatchId, Uuid),
        end: Result<&PrintedFile, &str>,
        now: DateTime<Utc>,
    ) -> Result<bool, StoreError> {
        let (state, file, problem) = match end {
            Ok(file) => (BatchState::Done, Some(file), None),
            Err(problem) => (BatchState::Failed, None, Some(problem)),
        };
        let text = "UPDATE letter_batch SET state = ?, problem = ?, finished_at = ?, \
            file_name = ?, sha256 = ?, bytes = ?, done = CASE WHEN ? = 'done' THEN total \
            ELSE done END, lease_id = NULL, leased_until = NULL \
            WHERE id = ? AND lease_id = ? AND state = 'running'";
        let bytes = file.map(|file| i64::try_from(file.bytes).unwrap_or(i64::MAX));
        let values = vec![
            state.code().into(),
            problem.into(),
            now.into(),
            file.and_then(|file| file.name.clone()).into(),
            file.map(|file| file.sha256.clone()).into(),
            bytes.into(),
            state.code().into(),
            sql::id(id.uuid()),
            sql::id(mark),
        ];
        Ok(sql::run(&self.tx, text, values).await? == 1)
    }

    /// Stops a batch that waits or runs; `false` where it does neither.
    ///
    /// # Errors
    /// When the database refuses.
    pub async fn stop_letter_batch(
        &self,
        id: LetterBatchId,
        now: DateTime<Utc>,
    ) -> Result<bool, StoreError> {
        let text = "UPDATE letter_batch SET state = 'stopped', finished_at = ?, lease_id = NULL, \
            leased_until = NULL WHERE id = ? AND state IN ('waiting', 'running')";
        let values = vec![now.into(), sql::id(id.uuid())];
        Ok(sql::run(&self.tx, text, values).await? == 1)
    }

    /// Lets a stopped or failed batch go on where it was; letters that could not be set are tried
    /// again. `false` where it stands elsewhere.
    ///
    /// # Errors
    /// When the database refuses.
    pub async fn go_on_with_batch(&self, id: LetterBatchId) -> Result<bool, StoreError> {
        let text = "UPDATE letter_batch SET state = 'waiting', finished_at = NULL, problem = NULL \
            WHERE id = ? AND state IN ('stopped', 'failed')";
        if sql::run(&self.tx, text, vec![sql::id(id.uuid())]).await? == 0 {
            return Ok(false);
        }
        let text = "UPDATE letter_batch_item SET problem = NULL \
            WHERE batch_id = ? AND problem IS NOT NULL";
        sql::run(&self.tx, text, vec![sql::id(id.uuid())]).await?;
        Ok(true)
    }

    /// Batches made before an instant whose files are still on record and nobody works on.
    ///
    /// # Errors
    /// When the database can't be read.
    pub async fn old_letter_batches(
        &self,
        before: DateTime<Utc>,
    ) -> Result<Vec<LetterBatchId>, StoreError> {
        let text = "SELECT id FROM letter_batch WHERE made_at < ? \
            AND (file_name IS NOT NULL OR state IN ('failed', 'stopped')) ORDER BY no";
        let rows = sql::rows(&self.tx, text, vec![before.into()]).await?;
        rows.iter()
            .map(|row| Ok(LetterBatchId::from_uuid(get(row, "id")?)))
            .collect()
    }

    /// Writes down that the files of a batch are gone; one that never came to an end is done with.
    ///
    /// # Errors
    /// When the database refuses.
    pub async fn forget_batch_files(&self, id: LetterBatchId) -> Result<(), StoreError> {
        let text = "UPDATE letter_batch SET file_name = NULL, state = 'done' WHERE id = ?";
        sql::run(&self.tx, text, vec![sql::id(id.uuid())]).await?;
        Ok(())
    }
}

fn batch_of(row: &QueryResult) -> Result<LetterBatch, StoreError> {
    let corrupt = |column| StoreError::Corrupt {
        table: "letter_batch",
        column,
    };
    let (kind, state): (String, String) = (get(row, "kind")?, get(row, "state")?);
    let state = BatchState::ALL.into_iter().find(|s| s.code() == state);
    let sha256: Option<String> = get(row, "sha256")?;
    let bytes: Option<i64> = get(row, "bytes")?;
    let name = get(row, "file_name")?;
    let file = sha256.zip(bytes).map(|(sha256, bytes)| PrintedFile {
        name,
        sha256,
        bytes: bytes.unsigned_abs(),
    });
    Ok(LetterBatch {
        id: LetterBatchId::from_uuid(get(row, "id")?),
        no: get(row, "no")?,
        kind: BatchKind::from_code(&kind).ok_or(corrupt("kind"))?,
        on: get(row, "on_day")?,
        state: state.ok_or(corrupt("state"))?,
        total: sql::count(row, "total")?,
        done: sql::count(row, "done")?,
        problem: get(row, "problem")?,
        made_by: get(row, "by_name")?,
        made_at: get(row, "made_at")?,
        finished_at: get(row, "finished_at")?,
        file,
    })
}

fn item_of(row: &QueryResult) -> Result<BatchItem, StoreError> {
    Ok(BatchItem {
        no: get(row, "no")?,
        letter: LetterId::from_uuid(get(row, "letter_id")?),
        employer: get::<Option<Uuid>>(row, "employer_id")?.map(EmployerId::from_uuid),
        pages: sql::count_or_none(row, "pages")?,
        sha256: get(row, "sha256")?,
        problem: get(row, "problem")?,
    })
}
