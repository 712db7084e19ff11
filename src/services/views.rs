//! Lists that officers want to find again.

use super::{ServiceError, Services, barred};
use crate::{
    domain::ids::{OfficerId, ViewId},
    store::{Actor, SavedView},
};

impl Services {
    /// An officer's views by name.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn views_of(&self, officer: OfficerId) -> Result<Vec<SavedView>, ServiceError> {
        Ok(self.store.read().await?.views_of(officer).await?)
    }

    /// Keeps a list under a name; an older one of that name gives way.
    ///
    /// # Errors
    /// [`ServiceError::Barred`] when the officer has as many as can be kept.
    pub async fn save_view(
        &self,
        officer: OfficerId,
        name: &str,
        query: &str,
    ) -> Result<(), ServiceError> {
        let view = SavedView {
            id: ViewId::from_uuid(self.clock.new_id()),
            name: name.trim().to_owned(),
            query: query.to_owned(),
        };
        let tx = self.store.begin().await?;
        if !tx.put_view(officer, &view, self.clock.now()).await? {
            return Err(barred(
                "views_full",
                "Tampilan tersimpan sudah 30; hapus salah satu dahulu.",
            ));
        }
        let entry = self.entry(Actor::Officer(officer), "view.save", view.id.to_string());
        Ok(tx.commit(entry).await?)
    }

    /// Drops a view of an officer.
    ///
    /// # Errors
    /// [`ServiceError::Missing`] when that officer has no such view.
    pub async fn drop_view(&self, officer: OfficerId, view: ViewId) -> Result<(), ServiceError> {
        let tx = self.store.begin().await?;
        if !tx.drop_view(officer, view).await? {
            return Err(ServiceError::Missing(format!("Tampilan {view}")));
        }
        let entry = self.entry(Actor::Officer(officer), "view.drop", view.to_string());
        Ok(tx.commit(entry).await?)
    }
}
