//! The newest catalogue, for everybody who asks.

use std::sync::{Arc, PoisonError, RwLock};

use tokio::sync::Mutex;

use super::{Catalogue, ListDay, Stamp};
use crate::store::{Store, StoreError, Tx, changes::Changes};

/// Up to here a catalogue is made anew while the reader waits: it takes a blink. Beyond, the
/// reader gets the one before and the new one is made meanwhile.
const WAITED_FOR: usize = 20_000;

/// Holds one catalogue at a time.
#[derive(Default)]
pub(in crate::store) struct Shelf {
    newest: RwLock<Option<Arc<Catalogue>>>,
    /// Held by whoever makes the next one.
    making: Arc<Mutex<()>>,
}

impl Shelf {
    fn newest(&self) -> Option<Arc<Catalogue>> {
        let newest = self.newest.read().unwrap_or_else(PoisonError::into_inner);
        newest.clone()
    }

    fn put(&self, catalogue: Catalogue) -> Arc<Catalogue> {
        let catalogue = Arc::new(catalogue);
        let mut newest = self.newest.write().unwrap_or_else(PoisonError::into_inner);
        *newest = Some(Arc::clone(&catalogue));
        catalogue
    }
}

impl Store {
    /// A transaction to read with, and the list as it sees it on a day.
    ///
    /// The list is brought up to date first, unless that would take long and an older one is at
    /// hand, which then stays for the second or two that the new one takes.
    ///
    /// # Errors
    /// When the database can't be read or a row makes no sense.
    pub async fn read_list(&self, day: ListDay) -> Result<(Tx, Arc<Catalogue>), StoreError> {
        let tx = self.read().await?;
        let version = tx.list_version().await?;
        if let Some(newest) = self.shelf.newest()
            && newest.shows(version, day)
        {
            return Ok((tx, newest));
        }
        // Who waits for the next one must not keep a connection from whoever makes it.
        drop(tx);
        let catalogue = self.next_catalogue(day).await?;
        Ok((self.read().await?, catalogue))
    }

    async fn next_catalogue(&self, day: ListDay) -> Result<Arc<Catalogue>, StoreError> {
        if let Some(newest) = self.shelf.newest()
            && newest.len() > WAITED_FOR
            && !self.lacks_little(&newest, day).await?
        {
            if let Ok(making) = Arc::clone(&self.shelf.making).try_lock_owned() {
                let store = self.clone();
                tokio::spawn(async move {
                    let _making = making;
                    if let Err(error) = store.renew(day).await {
                        tracing::error!(
                            error = &error as &dyn std::error::Error,
                            "the list could not be brought up to date; the one before is shown"
                        );
                    }
                });
            }
            return Ok(newest);
        }
        let _making = self.shelf.making.lock().await;
        self.renew(day).await
    }

    /// Whether only a few employers must be looked at again.
    async fn lacks_little(&self, newest: &Catalogue, day: ListDay) -> Result<bool, StoreError> {
        if newest.day() != day {
            return Ok(false);
        }
        let changes = self.read().await?.changes_since(newest.version()).await?;
        Ok(matches!(changes, Changes::Of(..)))
    }

    /// Makes the next one, unless somebody else just did. Called by whoever holds `making`.
    async fn renew(&self, day: ListDay) -> Result<Arc<Catalogue>, StoreError> {
        let tx = self.read().await?;
        let version = tx.list_version().await?;
        if let Some(newest) = self.shelf.newest() {
            if newest.shows(version, day) {
                return Ok(newest);
            }
            if newest.day() == day
                && let Changes::Of(ids) = tx.changes_since(newest.version()).await?
                && let Some(next) = newest.patched(&tx, (&ids, version)).await?
            {
                return Ok(self.shelf.put(next));
            }
        }
        let stamp = Stamp { version, day };
        Ok(self.shelf.put(Catalogue::build(&tx, stamp).await?))
    }
}
