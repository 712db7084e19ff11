//! What firms answered, and what was said about it afterwards.

use chrono::{DateTime, NaiveDate, Utc};
use sea_orm::{QueryResult, Value};
use uuid::Uuid;

use super::{
    StoreError, Tx,
    sql::{self, get},
};
use crate::domain::{
    answer::{AnswerDeed, AnswerState, ReceiptNo, Said},
    ids::{AnswerId, CaseId, EmployerId, OfficerId, ReplyLinkId},
};

/// An answer to keep.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewAnswer {
    /// Fresh id.
    pub id: AnswerId,
    /// The link it came by.
    pub link: ReplyLinkId,
    /// The case that the link is about.
    pub case: CaseId,
    /// Whose answer.
    pub employer: EmployerId,
    /// What it says.
    pub said: Said,
    /// Of the form that brought it; the same form again is the same answer.
    pub form: Uuid,
}

/// An answer on record.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Answer {
    /// Which answer.
    pub id: AnswerId,
    /// Its receipt number.
    pub number: ReceiptNo,
    /// The link it came by.
    pub link: ReplyLinkId,
    /// The case.
    pub case: CaseId,
    /// The case's code, `K-00012`.
    pub case_code: String,
    /// Whose answer; the firm that stands for it where it was merged.
    pub employer: EmployerId,
    /// That firm's name.
    pub employer_name: String,
    /// What it says.
    pub said: Said,
    /// Where it stands.
    pub state: AnswerState,
    /// When it came.
    pub given_at: DateTime<Utc>,
    /// When and by whom it was decided.
    pub decided: Option<(DateTime<Utc>, String)>,
    /// The last day that was granted with it.
    pub until_on: Option<NaiveDate>,
}

/// Something said about an answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AnswerMessage {
    /// Its place, from 1.
    pub no: i32,
    /// What was done with it.
    pub deed: AnswerDeed,
    /// What was said.
    pub words: String,
    /// The officer's name; `None` for the firm.
    pub by: Option<String>,
    /// When.
    pub at: DateTime<Utc>,
}

const SELECT: &str = "SELECT a.id, a.year, a.no, a.link_id, a.case_id, c.no AS case_no, \
    COALESCE(m.id, e.id) AS employer, COALESCE(m.name, e.name) AS employer_name, a.kind, \
    a.content, a.state, a.given_at, a.decided_at, a.until_on, o.name AS decided_name FROM answer a \
    JOIN cases c ON c.id = a.case_id JOIN employer e ON e.id = a.employer_id \
    LEFT JOIN employer m ON m.id = e.merged_into LEFT JOIN officer o ON o.id = a.decided_by";

impl Tx {
    /// Keeps an answer and gives it the next number of the year. `Err` of the inner result is the
    /// answer that the same form brought before.
    ///
    /// Writers take turns here: call [`Tx::alone`] first.
    ///
    /// # Errors
    /// When the database refuses.
    pub async fn add_answer(
        &self,
        new: &NewAnswer,
        (year, now): (i32, DateTime<Utc>),
    ) -> Result<Result<ReceiptNo, AnswerId>, StoreError> {
        let before = "SELECT id FROM answer WHERE link_id = ? AND form = ?";
        let values = vec![sql::id(new.link.uuid()), sql::id(new.form)];
        if let Some(row) = sql::row(&self.tx, before, values).await? {
            return Ok(Err(AnswerId::from_uuid(get(&row, "id")?)));
        }
        let no = sql::next_of_year(&self.tx, "answer", year).await?;
        let content = serde_json::to_string(&new.said).map_err(|_| corrupt("content"))?;
        let text = "INSERT INTO answer (id, year, no, link_id, case_id, employer_id, kind, \
            content, state, form, given_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)";
        let values = vec![
            sql::id(new.id.uuid()),
            year.into(),
            no.into(),
            sql::id(new.link.uuid()),
            sql::id(new.case.uuid()),
            sql::id(new.employer.uuid()),
            new.said.kind().code().into(),
            content.into(),
            AnswerState::Waiting.code().into(),
            sql::id(new.form),
            now.into(),
        ];
        sql::run(&self.tx, text, values).await?;
        let no = no.unsigned_abs();
        Ok(Ok(ReceiptNo { year, no }))
    }

    /// One answer.
    ///
    /// # Errors
    /// When the database can't be read or a row makes no sense.
    pub async fn answer(&self, id: AnswerId) -> Result<Option<Answer>, StoreError> {
        let text = format!("{SELECT} WHERE a.id = ?");
        let row = sql::row(&self.tx, &text, vec![sql::id(id.uuid())]).await?;
        row.as_ref().map(answer_of).transpose()
    }

    /// What came by a link, the newest first.
    ///
    /// # Errors
    /// When the database can't be read or a row makes no sense.
    pub async fn answers_by(&self, link: ReplyLinkId) -> Result<Vec<Answer>, StoreError> {
        let text = format!("{SELECT} WHERE a.link_id = ? ORDER BY a.given_at DESC, a.id DESC");
        let rows = sql::rows(&self.tx, &text, vec![sql::id(link.uuid())]).await?;
        rows.iter().map(answer_of).collect()
    }

    /// Everything that a firm answered, the newest first.
    ///
    /// # Errors
    /// When the database can't be read or a row makes no sense.
    pub async fn answers_of(&self, employer: EmployerId) -> Result<Vec<Answer>, StoreError> {
        let text = format!(
            "{SELECT} WHERE e.id = ? OR e.merged_into = ? ORDER BY a.given_at DESC, a.id DESC"
        );
        let values = vec![sql::id(employer.uuid()), sql::id(employer.uuid())];
        let rows = sql::rows(&self.tx, &text, values).await?;
        rows.iter().map(answer_of).collect()
    }

    /// How many answers stand in a state.
    ///
    /// # Errors
    /// When the database can't be read.
    pub async fn count_answers(&self, state: AnswerState) -> Result<u64, StoreError> {
        let text = "SELECT COUNT(*) FROM answer WHERE state = ?";
        let count = sql::number(&self.tx, text, vec![state.code().into()]).await?;
        Ok(count.unsigned_abs())
    }

    /// A page of answers in these states, from the oldest, or from the one decided last where
    /// all were decided; with how many there are.
    ///
    /// # Errors
    /// When the database can't be read or a row makes no sense.
    pub async fn answers_in(
        &self,
        states: &[AnswerState],
        (skip, most): (u64, u64),
    ) -> Result<(Vec<Answer>, u64), StoreError> {
        let marks = sql::marks(states.len());
        let codes = || states.iter().map(|state| Value::from(state.code()));
        let count = format!("SELECT COUNT(*) FROM answer WHERE state IN ({marks})");
        let total = sql::number(&self.tx, &count, codes().collect()).await?;
        let order = if states.iter().any(|state| state.is_open()) {
            "a.given_at, a.id"
        } else {
            "a.decided_at DESC, a.id"
        };
        let text = format!("{SELECT} WHERE a.state IN ({marks}) ORDER BY {order} LIMIT ? OFFSET ?");
        let page = [
            Value::from(i64::try_from(most).unwrap_or(i64::MAX)),
            Value::from(i64::try_from(skip).unwrap_or(i64::MAX)),
        ];
        let rows = sql::rows(&self.tx, &text, codes().chain(page).collect()).await?;
        let answers: Result<Vec<_>, _> = rows.iter().map(answer_of).collect();
        Ok((answers?, total.unsigned_abs()))
    }

    /// How many of a firm's answers nobody has decided.
    ///
    /// # Errors
    /// When the database can't be read.
    pub async fn open_answers(&self, employer: EmployerId) -> Result<u64, StoreError> {
        let text = "SELECT COUNT(*) FROM answer a JOIN employer e ON e.id = a.employer_id \
            WHERE (e.id = ? OR e.merged_into = ?) AND a.state IN ('waiting', 'asked')";
        let values = vec![sql::id(employer.uuid()), sql::id(employer.uuid())];
        Ok(sql::number(&self.tx, text, values).await?.unsigned_abs())
    }

    /// Moves an answer by a deed, where it still is in the state that was seen, and writes down
    /// what was said; `false` when somebody was quicker or the same form came before.
    ///
    /// # Errors
    /// When the database refuses.
    pub async fn move_answer(
        &self,
        answer: &Answer,
        (deed, words): (AnswerDeed, &str),
        (by, form): (Option<OfficerId>, Option<Uuid>),
        now: DateTime<Utc>,
    ) -> Result<bool, StoreError> {
        let Some(after) = answer.state.after(deed) else {
            return Ok(false);
        };
        let decided = !after.is_open();
        let text = "UPDATE answer SET state = ?, decided_by = ?, decided_at = ? \
            WHERE id = ? AND state = ?";
        let values = vec![
            after.code().into(),
            Value::Uuid(by.filter(|_| decided).map(OfficerId::uuid)),
            Value::ChronoDateTimeUtc(decided.then_some(now)),
            sql::id(answer.id.uuid()),
            answer.state.code().into(),
        ];
        if sql::run(&self.tx, text, values).await? == 0 {
            return Ok(false);
        }
        // The row above is locked: nobody else counts now.
        let text = "INSERT INTO answer_message (answer_id, no, deed, words, made_by, made_at, form) \
            SELECT ?, COALESCE(MAX(no), 0) + 1, ?, ?, ?, ?, ? FROM answer_message \
            WHERE answer_id = ? ON CONFLICT (answer_id, form) WHERE form IS NOT NULL DO NOTHING";
        let values = vec![
            sql::id(answer.id.uuid()),
            deed.code().into(),
            words.into(),
            Value::Uuid(by.map(OfficerId::uuid)),
            now.into(),
            Value::Uuid(form),
            sql::id(answer.id.uuid()),
        ];
        Ok(sql::run(&self.tx, text, values).await? == 1)
    }

    /// Writes down the last day that was granted with an answer.
    ///
    /// # Errors
    /// When the database refuses.
    pub async fn grant_answer(
        &self,
        id: AnswerId,
        until_on: Option<NaiveDate>,
    ) -> Result<(), StoreError> {
        let text = "UPDATE answer SET until_on = ? WHERE id = ?";
        let values = vec![Value::ChronoDate(until_on), sql::id(id.uuid())];
        sql::run(&self.tx, text, values).await?;
        Ok(())
    }

    /// What was said about an answer, in order.
    ///
    /// # Errors
    /// When the database can't be read or a row makes no sense.
    pub async fn answer_messages(&self, id: AnswerId) -> Result<Vec<AnswerMessage>, StoreError> {
        let text = "SELECT m.no, m.deed, m.words, m.made_at, o.name FROM answer_message m \
            LEFT JOIN officer o ON o.id = m.made_by WHERE m.answer_id = ? ORDER BY m.no";
        let rows = sql::rows(&self.tx, text, vec![sql::id(id.uuid())]).await?;
        rows.iter().map(message_of).collect()
    }
}

const fn corrupt(column: &'static str) -> StoreError {
    StoreError::Corrupt {
        table: "answer",
        column,
    }
}

fn answer_of(row: &QueryResult) -> Result<Answer, StoreError> {
    let content: String = get(row, "content")?;
    let decided_at: Option<DateTime<Utc>> = get(row, "decided_at")?;
    let decided_name: Option<String> = get(row, "decided_name")?;
    Ok(Answer {
        id: AnswerId::from_uuid(get(row, "id")?),
        number: ReceiptNo {
            year: get(row, "year")?,
            no: sql::count(row, "no")?,
        },
        link: ReplyLinkId::from_uuid(get(row, "link_id")?),
        case: CaseId::from_uuid(get(row, "case_id")?),
        case_code: super::case_marks::code(get(row, "case_no")?),
        employer: EmployerId::from_uuid(get(row, "employer")?),
        employer_name: get(row, "employer_name")?,
        said: serde_json::from_str(&content).map_err(|_| corrupt("content"))?,
        state: AnswerState::from_code(&get::<String>(row, "state")?)
            .ok_or_else(|| corrupt("state"))?,
        given_at: get(row, "given_at")?,
        decided: decided_at.map(|at| (at, decided_name.unwrap_or_default())),
        until_on: get(row, "until_on")?,
    })
}

fn message_of(row: &QueryResult) -> Result<AnswerMessage, StoreError> {
    Ok(AnswerMessage {
        no: get(row, "no")?,
        deed: AnswerDeed::from_code(&get::<String>(row, "deed")?).ok_or(StoreError::Corrupt {
            table: "answer_message",
            column: "deed",
        })?,
        words: get(row, "words")?,
        by: get(row, "name")?,
        at: get(row, "made_at")?,
    })
}
