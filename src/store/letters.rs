//! Directives and letter drafts.

use chrono::{DateTime, NaiveDate, Utc};
use sea_orm::{
    ActiveValue::Set, ColumnTrait, EntityTrait, QueryFilter, QueryOrder, sea_query::OnConflict,
};

use super::{
    CaseRow, StoreError, Tx,
    rows::{directive, letter},
    sql,
};
use crate::domain::ids::{DirectiveId, LetterId};

/// The mayor's instruction, as it is configured.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewDirective {
    /// Fresh id; not used where the directive exists.
    pub id: DirectiveId,
    /// Unique short name.
    pub name: String,
    /// Official number, once there is one.
    pub number: Option<String>,
    /// The day it was issued.
    pub issued_on: Option<NaiveDate>,
    /// What it is about.
    pub title: String,
    /// What it says.
    pub body: String,
    /// Name of the ladder.
    pub ladder: String,
    /// Name of the ladder of cases about overdue contributions.
    pub arrears_ladder: String,
    /// The first day on which it opens cases.
    pub valid_from: NaiveDate,
    /// The last day on which it opens cases.
    pub valid_to: Option<NaiveDate>,
}

/// An instruction in force.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Directive {
    /// Which instruction.
    pub id: DirectiveId,
    /// What it is about.
    pub title: String,
    /// Official number, once there is one.
    pub number: Option<String>,
    /// Name of the ladder.
    pub ladder: String,
    /// Name of the ladder of cases about overdue contributions.
    pub arrears_ladder: String,
}

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
    /// Adds a directive unless one of that name exists.
    ///
    /// # Errors
    /// When the database refuses.
    pub async fn seed_directive(&self, new: &NewDirective) -> Result<(), StoreError> {
        let row = directive::ActiveModel {
            id: Set(new.id.uuid()),
            name: Set(new.name.clone()),
            number: Set(new.number.clone()),
            issued_on: Set(new.issued_on),
            title: Set(new.title.clone()),
            body: Set(new.body.clone()),
            ladder: Set(new.ladder.clone()),
            arrears_ladder: Set(new.arrears_ladder.clone()),
            valid_from: Set(new.valid_from),
            valid_to: Set(new.valid_to),
        };
        let keep = OnConflict::column(directive::Column::Name)
            .do_nothing()
            .to_owned();
        directive::Entity::insert(row)
            .on_conflict(keep)
            .exec_without_returning(&self.tx)
            .await?;
        Ok(())
    }

    /// The directive in force on a day: the one that began last.
    ///
    /// # Errors
    /// When the database can't be read.
    pub async fn directive_on(&self, on: NaiveDate) -> Result<Option<Directive>, StoreError> {
        let rows = directive::Entity::find()
            .filter(directive::Column::ValidFrom.lte(on))
            .order_by_desc(directive::Column::ValidFrom)
            .order_by_asc(directive::Column::Id)
            .all(&self.tx)
            .await?;
        Ok(rows
            .into_iter()
            .find(|row| row.valid_to.is_none_or(|to| to >= on))
            .map(|row| Directive {
                id: DirectiveId::from_uuid(row.id),
                title: row.title,
                number: row.number,
                ladder: row.ladder,
                arrears_ladder: row.arrears_ladder,
            }))
    }

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
