//! Lists that officers want to find again.

use chrono::{DateTime, Utc};
use sea_orm::{
    ActiveValue::Set, ColumnTrait, EntityTrait, PaginatorTrait, QueryFilter, QueryOrder,
    sea_query::OnConflict,
};

use super::{StoreError, Tx, rows::saved_view};
use crate::domain::ids::{OfficerId, ViewId};

/// Views that one officer may keep: more would be a list to search in.
pub const MOST_VIEWS: u64 = 30;

/// A list under a name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SavedView {
    /// Which view.
    pub id: ViewId,
    /// What its officer calls it.
    pub name: String,
    /// The query of the list's address.
    pub query: String,
}

impl Tx {
    /// An officer's views by name.
    ///
    /// # Errors
    /// When the database can't be read.
    pub async fn views_of(&self, officer: OfficerId) -> Result<Vec<SavedView>, StoreError> {
        let rows = saved_view::Entity::find()
            .filter(saved_view::Column::OfficerId.eq(officer.uuid()))
            .order_by_asc(saved_view::Column::Name)
            .order_by_asc(saved_view::Column::Id)
            .all(&self.tx)
            .await?;
        let view = |row: saved_view::Model| SavedView {
            id: ViewId::from_uuid(row.id),
            name: row.name,
            query: row.query,
        };
        Ok(rows.into_iter().map(view).collect())
    }

    /// Keeps a view; one of the same name shows the new list from now on. `false` when the
    /// officer has [`MOST_VIEWS`] others.
    ///
    /// # Errors
    /// When the database refuses.
    pub async fn put_view(
        &self,
        officer: OfficerId,
        view: &SavedView,
        now: DateTime<Utc>,
    ) -> Result<bool, StoreError> {
        let others = saved_view::Entity::find()
            .filter(saved_view::Column::OfficerId.eq(officer.uuid()))
            .filter(saved_view::Column::Name.ne(view.name.as_str()))
            .count(&self.tx)
            .await?;
        if others >= MOST_VIEWS {
            return Ok(false);
        }
        let row = saved_view::ActiveModel {
            id: Set(view.id.uuid()),
            officer_id: Set(officer.uuid()),
            name: Set(view.name.clone()),
            query: Set(view.query.clone()),
            created_at: Set(now),
        };
        let same = [saved_view::Column::OfficerId, saved_view::Column::Name];
        let replace = OnConflict::columns(same)
            .update_column(saved_view::Column::Query)
            .to_owned();
        saved_view::Entity::insert(row)
            .on_conflict(replace)
            .exec_without_returning(&self.tx)
            .await?;
        Ok(true)
    }

    /// Drops a view of an officer; `false` when that officer has no such view.
    ///
    /// # Errors
    /// When the database refuses.
    pub async fn drop_view(&self, officer: OfficerId, view: ViewId) -> Result<bool, StoreError> {
        let dropped = saved_view::Entity::delete_many()
            .filter(saved_view::Column::Id.eq(view.uuid()))
            .filter(saved_view::Column::OfficerId.eq(officer.uuid()))
            .exec(&self.tx)
            .await?;
        Ok(dropped.rows_affected == 1)
    }
}
