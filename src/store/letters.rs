//! Letter drafts.

use chrono::{DateTime, Utc};
use sea_orm::{ActiveValue::Set, EntityTrait, QueryOrder, sea_query::OnConflict};

use super::{CaseRow, StoreError, Tx, rows::letter, sql};
use crate::domain::ids::{DirectiveId, LetterId};

/// A letter.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Letter {
    /// Which letter.
    pub id: LetterId,
    /// Its running number, for people.
    pub no: i32,
    /// Kind, such as `circular`.
    pub kind: String,
    /// `draft`.
    pub state: String,
    /// What it is about.
    pub title: String,
    /// JSON: the values of the letter.
    pub content: String,
    /// Whether it is made up.
    pub demo: bool,
    /// When it was drafted.
    pub drafted_at: DateTime<Utc>,
}

impl Tx {
    /// Drafts a letter unless the directive has one of that kind; answers whether it did.
    ///
    /// # Errors
    /// When the database refuses.
    pub async fn draft_letter(
        &self,
        letter: &Letter,
        directive: DirectiveId,
    ) -> Result<bool, StoreError> {
        let last = sql::row(&self.tx, "SELECT MAX(no) AS no FROM letter", vec![]).await?;
        let last: Option<i32> = last.and_then(|row| sql::get(&row, "no").ok()).flatten();
        let row = letter::ActiveModel {
            id: Set(letter.id.uuid()),
            no: Set(last.unwrap_or(0) + 1),
            kind: Set(letter.kind.clone()),
            directive_id: Set(Some(directive.uuid())),
            state: Set(letter.state.clone()),
            title: Set(letter.title.clone()),
            content: Set(letter.content.clone()),
            demo: Set(letter.demo),
            drafted_at: Set(letter.drafted_at),
        };
        let key = [letter::Column::Kind, letter::Column::DirectiveId];
        let added = letter::Entity::insert(row)
            .on_conflict(OnConflict::columns(key).do_nothing().to_owned())
            .exec_without_returning(&self.tx)
            .await?;
        Ok(added == 1)
    }

    /// Drafts a letter to the firm of one case.
    ///
    /// # Errors
    /// [`StoreError::Twice`] when the case has one of that kind in its round.
    pub async fn draft_case_letter(
        &self,
        letter: &Letter,
        case: &CaseRow,
    ) -> Result<(), StoreError> {
        let text = "INSERT INTO letter (id, no, kind, state, title, content, demo, drafted_at, \
            case_id, round) \
            SELECT ?, COALESCE(MAX(no), 0) + 1, ?, ?, ?, ?, ?, ?, ?, ? FROM letter";
        let values = vec![
            sql::id(letter.id.uuid()),
            letter.kind.clone().into(),
            letter.state.clone().into(),
            letter.title.clone().into(),
            letter.content.clone().into(),
            letter.demo.into(),
            letter.drafted_at.into(),
            sql::id(case.id.uuid()),
            case.round.into(),
        ];
        sql::run(&self.tx, text, values).await?;
        Ok(())
    }

    /// All letters, in the order in which they were drafted.
    ///
    /// # Errors
    /// When the database can't be read.
    pub async fn letters(&self) -> Result<Vec<Letter>, StoreError> {
        let rows = letter::Entity::find()
            .order_by_asc(letter::Column::No)
            .all(&self.tx)
            .await?;
        Ok(rows.into_iter().map(letter_of).collect())
    }

    /// One letter.
    ///
    /// # Errors
    /// When the database can't be read.
    pub async fn letter(&self, id: LetterId) -> Result<Option<Letter>, StoreError> {
        let row = letter::Entity::find_by_id(id.uuid()).one(&self.tx).await?;
        Ok(row.map(letter_of))
    }
}

fn letter_of(row: letter::Model) -> Letter {
    Letter {
        id: LetterId::from_uuid(row.id),
        no: row.no,
        kind: row.kind,
        state: row.state,
        title: row.title,
        content: row.content,
        demo: row.demo,
        drafted_at: row.drafted_at,
    }
}
