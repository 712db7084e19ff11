//! The workers of rosters that firms sent: keyed hashes and the rows they stood in, until an
//! officer has decided.

use std::collections::HashMap;

use chrono::{DateTime, NaiveDate, Utc};
use uuid::Uuid;

use super::{
    EmployedRow, StoreError, Tx,
    bulk::Inserter,
    sql::{self, get},
};
use crate::domain::{
    ids::{AnswerId, EmployerId},
    membership::WorkerState,
    money::Sen,
    person::PersonKey,
};

/// How a worker stood on the roster's day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stood {
    /// Due, and in this state.
    Due(WorkerState),
    /// Employed so lately that nobody need have registered the worker yet.
    InGrace,
}

impl Stood {
    const IN_GRACE: &'static str = "in_grace";

    /// Name in columns: a state's, or `in_grace`.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Due(state) => state.code(),
            Self::InGrace => Self::IN_GRACE,
        }
    }
}

/// A worker of a roster that a firm sent; each person once.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct AnswerWorker {
    /// The person.
    pub person: PersonKey,
    /// The row, as the firm counts them.
    pub row_no: u32,
    /// How the worker stood.
    pub stood: Stood,
}

/// Of which answers the workers go: one parameter, an instant.
const UNNEEDED: &str = "answer_id IN (SELECT id FROM answer \
    WHERE given_at < ? OR state NOT IN ('waiting', 'asked'))";

/// What the city's own roster says of a worker, in the words that a firm's answer leaves out.
struct KnownWork {
    started_on: Option<NaiveDate>,
    wage: Option<Sen>,
}

impl Tx {
    /// Keeps the workers of an answer.
    ///
    /// # Errors
    /// When the database refuses.
    pub async fn put_answer_workers(
        &self,
        answer: AnswerId,
        workers: &[AnswerWorker],
    ) -> Result<(), StoreError> {
        let columns = ["answer_id", "row_no", "person_key", "state"];
        let mut inserter = Inserter::new(&self.tx, "answer_worker", &columns, "");
        for worker in workers {
            inserter
                .push([
                    sql::id(answer.uuid()),
                    sql::int(worker.row_no).into(),
                    sql::id(Uuid::from_bytes(worker.person.0)),
                    worker.stood.code().into(),
                ])
                .await?;
        }
        inserter.finish().await
    }

    /// The workers of an answer as rows of the firm's roster. What the standing roster says of a
    /// worker's start and wage is said again, because a firm's answer keeps neither; who was in
    /// grace, and isn't known, counts as having started on the roster's day.
    ///
    /// # Errors
    /// When the database can't be read.
    pub async fn answer_roster(
        &self,
        (answer, employer): (AnswerId, EmployerId),
        as_of: NaiveDate,
    ) -> Result<Vec<EmployedRow>, StoreError> {
        let known = self.known_work(employer).await?;
        let text = "SELECT row_no, person_key, state FROM answer_worker WHERE answer_id = ? \
                    ORDER BY row_no";
        let rows = sql::rows(&self.tx, text, vec![sql::id(answer.uuid())]).await?;
        rows.iter()
            .map(|row| {
                let person = PersonKey(*get::<Uuid>(row, "person_key")?.as_bytes());
                let lately = get::<String>(row, "state")? == Stood::IN_GRACE;
                let (started, wage) = match known.get(&person) {
                    Some(work) => (work.started_on, work.wage),
                    None => (lately.then_some(as_of), None),
                };
                let row_no = sql::count(row, "row_no")?;
                Ok(EmployedRow::new(
                    (person, employer),
                    (started, None),
                    wage,
                    row_no,
                ))
            })
            .collect()
    }

    async fn known_work(
        &self,
        employer: EmployerId,
    ) -> Result<HashMap<PersonKey, KnownWork>, StoreError> {
        let text = "SELECT person_key, MIN(started_on) AS started_on, MIN(wage) AS wage \
                    FROM employment WHERE employer_id = ? GROUP BY person_key";
        let rows = sql::rows(&self.tx, text, vec![sql::id(employer.uuid())]).await?;
        let mut known = HashMap::new();
        for row in &rows {
            let person = PersonKey(*get::<Uuid>(row, "person_key")?.as_bytes());
            let wage: Option<i64> = get(row, "wage")?;
            let work = KnownWork {
                started_on: get(row, "started_on")?,
                wage: wage.map(Sen),
            };
            known.insert(person, work);
        }
        Ok(known)
    }

    /// Lets go of an answer's workers; answers how many there were.
    ///
    /// # Errors
    /// When the database refuses.
    pub async fn drop_answer_workers(&self, answer: AnswerId) -> Result<u64, StoreError> {
        let text = "DELETE FROM answer_worker WHERE answer_id = ?";
        sql::run(&self.tx, text, vec![sql::id(answer.uuid())]).await
    }

    /// Lets go of the workers of answers that were given before an instant, and of those that are
    /// decided; answers how many.
    ///
    /// # Errors
    /// When the database refuses.
    pub async fn forget_answer_workers(&self, before: DateTime<Utc>) -> Result<u64, StoreError> {
        let text = format!("DELETE FROM answer_worker WHERE {UNNEEDED}");
        sql::run(&self.tx, &text, vec![before.into()]).await
    }

    /// Whether there are files that came before one instant, or workers that nobody needs and
    /// whose answers were given before another one.
    ///
    /// # Errors
    /// When the database can't be read.
    pub async fn answers_owe(
        &self,
        files: DateTime<Utc>,
        workers: DateTime<Utc>,
    ) -> Result<bool, StoreError> {
        let text = format!(
            "SELECT (SELECT COUNT(*) FROM answer_file WHERE removed_at IS NULL AND added_at < ?) \
             + (SELECT COUNT(*) FROM answer_worker WHERE {UNNEEDED})"
        );
        let values = vec![files.into(), workers.into()];
        Ok(sql::number(&self.tx, &text, values).await? > 0)
    }
}
