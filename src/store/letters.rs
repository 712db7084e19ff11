//! Letters: what each is about, and where it stands.

use chrono::{DateTime, NaiveDate, Utc};
use sea_orm::{QueryResult, Value};
use uuid::Uuid;

use super::{
    StoreError, Tx,
    sql::{self, get},
};
use crate::domain::{
    ids::{CaseId, DirectiveId, EmployerId, LetterId, MailId, OfficerId, SignatoryId},
    letter::{LetterCode, LetterKind, LetterState},
};

/// A letter.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Letter {
    /// Which letter.
    pub id: LetterId,
    /// Its running number, for people.
    pub no: i32,
    /// What it is.
    pub kind: LetterKind,
    /// Where it stands.
    pub state: LetterState,
    /// What it is about, for lists.
    pub title: String,
    /// JSON: the facts that its values are made of.
    pub content: String,
    /// Whether it is made up.
    pub demo: bool,
    /// When it was drafted.
    pub drafted_at: DateTime<Utc>,
    /// The instruction that it belongs to: of a letter to many.
    pub directive: Option<DirectiveId>,
    /// The case that it is about, and in which round; none of a letter to many.
    pub case: Option<(CaseId, i32)>,
    /// The firm that it is about.
    pub employer: Option<EmployerId>,
    /// Whose paper it is written on; `None`: the one that its kind usually has.
    pub letterhead: Option<String>,
    /// Who signs; `None`: who holds the office on its day.
    pub signatory: Option<SignatoryId>,
    /// The version of its text that holds, from 1; 0 in letters of older databases until the
    /// program has started once.
    pub version: i32,
    /// Who handed it to an approver.
    pub submitted_by: Option<OfficerId>,
    /// Who agreed to this version, and when.
    pub approved: Option<(OfficerId, DateTime<Utc>)>,
    /// Its number; it stays when the letter goes back.
    pub number: Option<LetterNumber>,
    /// Its day.
    pub letter_on: Option<NaiveDate>,
    /// By which anybody looks it up.
    pub code: Option<LetterCode>,
    /// The copy that was signed.
    pub signed: Option<SignedCopy>,
    /// How it left (`mail`, `courier`, `hand`, `post`), and when.
    pub sent: Option<(String, DateTime<Utc>)>,
    /// The mail that carries it.
    pub mail: Option<MailId>,
    /// The day it was received.
    pub received_on: Option<NaiveDate>,
}

/// A letter's number.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LetterNumber {
    /// As printed.
    pub number: String,
    /// The year in which it counts.
    pub year: i32,
    /// Its place in the office's series; `None` where it was typed from the city's own system.
    pub seq: Option<i32>,
}

/// The signed copy of a letter, under `<data>/files/`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SignedCopy {
    /// SHA-256 of the file.
    pub sha256: String,
    /// Its size.
    pub bytes: i64,
    /// JSON: what signatures it holds, as far as the file says.
    pub says: String,
    /// When it was put on record.
    pub at: DateTime<Utc>,
    /// By whom.
    pub by: Option<OfficerId>,
}

pub(super) const SELECT: &str = "SELECT l.id, l.no, l.kind, l.state, l.title, l.content, l.demo, \
    l.drafted_at, l.directive_id, l.case_id, l.round, l.employer_id, l.letterhead, \
    l.signatory_id, l.version, l.submitted_by, l.approved_by, l.approved_at, l.number, \
    l.number_year, l.number_seq, l.letter_on, l.code, l.signed_sha256, l.signed_bytes, \
    l.signed_says, l.signed_at, l.signed_by, l.sent_how, l.sent_at, l.mail_id, l.received_on \
    FROM letter l";

impl Tx {
    /// Drafts a letter. `false` where the instruction, or the round of the case, has one of that
    /// kind that was not cancelled.
    ///
    /// # Errors
    /// When the database refuses.
    pub async fn draft_letter(&self, letter: &Letter) -> Result<bool, StoreError> {
        let text = "INSERT INTO letter (id, no, kind, state, title, content, demo, drafted_at, \
            directive_id, case_id, round, employer_id, letterhead, signatory_id, version, code) \
            SELECT ?, (SELECT COALESCE(MAX(no), 0) + 1 FROM letter), ?, ?, ?, ?, ?, ?, ?, ?, ?, \
            ?, ?, ?, ?, ? WHERE NOT EXISTS (SELECT 1 FROM letter t WHERE t.kind = ? \
             AND t.state <> 'cancelled' \
             AND (t.directive_id = ? OR (t.case_id = ? AND t.round = ?)))";
        let directive = Value::Uuid(letter.directive.map(DirectiveId::uuid));
        let case = Value::Uuid(letter.case.map(|(case, _)| case.uuid()));
        let round = Value::Int(letter.case.map(|(_, round)| round));
        let values = vec![
            sql::id(letter.id.uuid()),
            letter.kind.code().into(),
            letter.state.code().into(),
            letter.title.clone().into(),
            letter.content.clone().into(),
            letter.demo.into(),
            letter.drafted_at.into(),
            directive.clone(),
            case.clone(),
            round.clone(),
            Value::Uuid(letter.employer.map(EmployerId::uuid)),
            letter.letterhead.clone().into(),
            Value::Uuid(letter.signatory.map(SignatoryId::uuid)),
            letter.version.into(),
            letter.code.as_ref().map(LetterCode::as_str).into(),
            letter.kind.code().into(),
            directive,
            case,
            round,
        ];
        Ok(sql::run(&self.tx, text, values).await? == 1)
    }

    /// Whether an instruction ever had a letter of that kind, cancelled ones too.
    ///
    /// # Errors
    /// When the database can't be read.
    pub async fn had_letter(
        &self,
        directive: DirectiveId,
        kind: LetterKind,
    ) -> Result<bool, StoreError> {
        let text = "SELECT 1 AS one FROM letter WHERE directive_id = ? AND kind = ? LIMIT 1";
        let values = vec![sql::id(directive.uuid()), kind.code().into()];
        Ok(sql::row(&self.tx, text, values).await?.is_some())
    }

    /// All letters, in the order in which they were drafted.
    ///
    /// # Errors
    /// When the database can't be read.
    pub async fn letters(&self) -> Result<Vec<Letter>, StoreError> {
        let text = format!("{SELECT} ORDER BY l.no");
        let rows = sql::rows(&self.tx, &text, vec![]).await?;
        rows.iter().map(letter_of).collect()
    }

    /// How many letters stand somewhere.
    ///
    /// # Errors
    /// When the database can't be read.
    pub async fn count_letters(&self, state: LetterState) -> Result<u64, StoreError> {
        let text = "SELECT COUNT(*) FROM letter WHERE state = ?";
        let count = sql::number(&self.tx, text, vec![state.code().into()]).await?;
        Ok(count.unsigned_abs())
    }

    /// Letters of an older database that lack their first version or their code.
    ///
    /// # Errors
    /// When the database can't be read.
    pub async fn unfinished_letters(&self) -> Result<Vec<Letter>, StoreError> {
        let text = format!("{SELECT} WHERE l.version = 0 OR l.code IS NULL ORDER BY l.no");
        let rows = sql::rows(&self.tx, &text, vec![]).await?;
        rows.iter().map(letter_of).collect()
    }

    /// One letter.
    ///
    /// # Errors
    /// When the database can't be read.
    pub async fn letter(&self, id: LetterId) -> Result<Option<Letter>, StoreError> {
        let text = format!("{SELECT} WHERE l.id = ?");
        let row = sql::row(&self.tx, &text, vec![sql::id(id.uuid())]).await?;
        row.as_ref().map(letter_of).transpose()
    }

    /// The letter of a code.
    ///
    /// # Errors
    /// When the database can't be read.
    pub async fn letter_of_code(&self, code: &LetterCode) -> Result<Option<Letter>, StoreError> {
        let text = format!("{SELECT} WHERE l.code = ?");
        let row = sql::row(&self.tx, &text, vec![code.as_str().into()]).await?;
        row.as_ref().map(letter_of).transpose()
    }

    /// The letters about a case, in all its rounds, in the order in which they were drafted.
    ///
    /// # Errors
    /// When the database can't be read.
    pub async fn letters_of_case(&self, case: CaseId) -> Result<Vec<Letter>, StoreError> {
        let text = format!("{SELECT} WHERE l.case_id = ? ORDER BY l.no");
        let rows = sql::rows(&self.tx, &text, vec![sql::id(case.uuid())]).await?;
        rows.iter().map(letter_of).collect()
    }

    /// A firm's number in the register of businesses.
    ///
    /// # Errors
    /// When the database can't be read.
    pub async fn nib_of(&self, employer: EmployerId) -> Result<Option<String>, StoreError> {
        let text = "SELECT nib FROM employer WHERE id = ?";
        let row = sql::row(&self.tx, text, vec![sql::id(employer.uuid())]).await?;
        Ok(row.map(|row| get(&row, "nib")).transpose()?.flatten())
    }

    /// Keeps newer facts of a letter.
    ///
    /// # Errors
    /// When the database refuses.
    pub async fn set_letter_content(&self, id: LetterId, facts: &str) -> Result<(), StoreError> {
        let text = "UPDATE letter SET content = ? WHERE id = ?";
        sql::run(&self.tx, text, vec![facts.into(), sql::id(id.uuid())]).await?;
        Ok(())
    }

    /// Gives a letter of an older database, which has no versions, the number of its first one.
    ///
    /// # Errors
    /// When the database refuses.
    pub async fn give_version(&self, id: LetterId) -> Result<(), StoreError> {
        let text = "UPDATE letter SET version = 1 WHERE id = ? AND version = 0";
        sql::run(&self.tx, text, vec![sql::id(id.uuid())]).await?;
        Ok(())
    }

    /// Gives a letter of an older database its code.
    ///
    /// # Errors
    /// When the database refuses.
    pub async fn give_code(&self, id: LetterId, code: &LetterCode) -> Result<(), StoreError> {
        let text = "UPDATE letter SET code = ? WHERE id = ? AND code IS NULL";
        let values = vec![code.as_str().into(), sql::id(id.uuid())];
        sql::run(&self.tx, text, values).await?;
        Ok(())
    }
}

pub(super) fn letter_of(row: &QueryResult) -> Result<Letter, StoreError> {
    let corrupt = |column| StoreError::Corrupt {
        table: "letter",
        column,
    };
    let (kind, state): (String, String) = (get(row, "kind")?, get(row, "state")?);
    let id = |column| get::<Option<Uuid>>(row, column);
    let round: Option<i32> = get(row, "round")?;
    let code: Option<String> = get(row, "code")?;
    let code = code.map(|code| code.parse().map_err(|_| corrupt("code")));
    let sent: Option<String> = get(row, "sent_how")?;
    Ok(Letter {
        id: LetterId::from_uuid(get(row, "id")?),
        no: get(row, "no")?,
        kind: LetterKind::from_code(&kind).ok_or(corrupt("kind"))?,
        state: LetterState::from_code(&state).ok_or(corrupt("state"))?,
        title: get(row, "title")?,
        content: get(row, "content")?,
        demo: get(row, "demo")?,
        drafted_at: get(row, "drafted_at")?,
        directive: id("directive_id")?.map(DirectiveId::from_uuid),
        case: id("case_id")?.map(CaseId::from_uuid).zip(round),
        employer: id("employer_id")?.map(EmployerId::from_uuid),
        letterhead: get(row, "letterhead")?,
        signatory: id("signatory_id")?.map(SignatoryId::from_uuid),
        version: get(row, "version")?,
        submitted_by: id("submitted_by")?.map(OfficerId::from_uuid),
        approved: id("approved_by")?
            .map(OfficerId::from_uuid)
            .zip(get(row, "approved_at")?),
        number: number_of(row)?,
        letter_on: get(row, "letter_on")?,
        code: code.transpose()?,
        signed: signed_of(row)?,
        sent: sent.zip(get(row, "sent_at")?),
        mail: id("mail_id")?.map(MailId::from_uuid),
        received_on: get(row, "received_on")?,
    })
}

fn number_of(row: &QueryResult) -> Result<Option<LetterNumber>, StoreError> {
    let number: Option<String> = get(row, "number")?;
    let year: Option<i32> = get(row, "number_year")?;
    let seq = get(row, "number_seq")?;
    let number = number.zip(year);
    Ok(number.map(|(number, year)| LetterNumber { number, year, seq }))
}

fn signed_of(row: &QueryResult) -> Result<Option<SignedCopy>, StoreError> {
    let sha256: Option<String> = get(row, "signed_sha256")?;
    let at: Option<DateTime<Utc>> = get(row, "signed_at")?;
    let (Some(sha256), Some(at)) = (sha256, at) else {
        return Ok(None);
    };
    Ok(Some(SignedCopy {
        sha256,
        bytes: get::<Option<i64>>(row, "signed_bytes")?.unwrap_or_default(),
        says: get::<Option<String>>(row, "signed_says")?.unwrap_or_default(),
        at,
        by: get::<Option<Uuid>>(row, "signed_by")?.map(OfficerId::from_uuid),
    }))
}
