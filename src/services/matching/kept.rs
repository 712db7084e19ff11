//! The registry as the matcher knows it, kept in memory between two looks.
//!
//! Making it takes seconds in a large city; a correction changes one firm. So the firms that the
//! database says something new of since the last look are read again, and only those. A look is
//! part of a transaction and sees what that one wrote; whether it will be saved nobody knows, so
//! the firms that it wrote are read again at the next look too. Employers that were deleted leave
//! no row to tell of it: everything is made anew then.

use std::{
    collections::{BTreeSet, HashMap},
    sync::Arc,
};

use tokio::sync::{Mutex, OwnedMutexGuard};

use crate::{
    domain::{
        ids::EmployerId,
        matching::{Listed, Matcher},
    },
    store::{RegistryState, StoreError, Tx},
};

/// Larger registries are not kept: this many firms take some 100 MB.
const MOST: usize = 250_000;
/// In a registry that is no larger, what changes is always read by itself.
const FEW: usize = 1_000;

/// Keeps the registry for looks to come; empty until the first one.
#[derive(Debug, Default)]
pub struct KeptMatcher {
    kept: Arc<Mutex<Option<Known>>>,
}

/// The registry at some moment.
#[derive(Debug)]
pub(super) struct Known {
    pub(super) matcher: Matcher,
    /// By their number in the matcher; of those too that were taken out.
    pub(super) ids: Vec<EmployerId>,
    numbers: HashMap<EmployerId, u32>,
    /// The last change of the registry that was saved when it was read.
    saved: i64,
    /// Firms that were read as a transaction wrote them that was not saved yet.
    unsaved: Vec<EmployerId>,
    /// Firms that were read again since it was made.
    renewed: usize,
}

/// The registry as a transaction sees it, for one look.
pub(super) struct Borrowed {
    pub(super) known: Known,
    place: OwnedMutexGuard<Option<Known>>,
    is_kept: bool,
}

impl Borrowed {
    /// Puts it back for the next look. Who is interrupted before leaves nothing behind.
    pub(super) fn give_back(self) {
        let Self {
            known,
            mut place,
            is_kept,
        } = self;
        if is_kept && known.matcher.len() <= MOST {
            *place = Some(known);
        }
    }
}

impl KeptMatcher {
    /// The registry as this transaction sees it.
    pub(super) async fn borrow(&self, tx: &Tx) -> Result<Borrowed, StoreError> {
        let mut place = Arc::clone(&self.kept).lock_owned().await;
        let state = tx.registry_state().await?;
        let known = match place.take().filter(|known| known.may_follow(&state)) {
            Some(known) => known.followed(tx, state).await?,
            None => None,
        };
        let known = match known {
            Some(known) => known,
            None => Known::read(tx, state).await?,
        };
        Ok(Borrowed {
            known,
            place,
            // What this transaction deletes is there again if it is not saved.
            is_kept: state.deleted <= state.saved,
        })
    }
}

impl Known {
    async fn read(tx: &Tx, state: RegistryState) -> Result<Self, StoreError> {
        let (ids, listed): (Vec<EmployerId>, Vec<Listed>) = tx.listed().await?.into_iter().unzip();
        let unsaved = tx.told_since(state.saved).await?;
        Ok(in_background(move || Self {
            matcher: Matcher::new(listed),
            numbers: (0..).zip(&ids).map(|(number, id)| (*id, number)).collect(),
            ids,
            saved: state.saved,
            unsaved,
            renewed: 0,
        })
        .await)
    }

    /// Whether reading some firms again would bring it to a state.
    const fn may_follow(&self, state: &RegistryState) -> bool {
        self.saved >= state.deleted && self.saved <= state.saved
    }

    /// The same brought to a state; `None` where making it anew is less work.
    async fn followed(mut self, tx: &Tx, state: RegistryState) -> Result<Option<Self>, StoreError> {
        let mut again: BTreeSet<EmployerId> = self.unsaved.drain(..).collect();
        again.extend(tx.told_since(self.saved).await?);
        self.renewed += again.len();
        // One that is read again costs as much as some that are read anew; and words that no name
        // has any more stay in it.
        let most = self.matcher.len().max(FEW);
        if again.len() > most / 4 || self.renewed > most {
            return Ok(None);
        }
        self.unsaved = if state.saved == self.saved {
            // What was told since is all this transaction's own.
            again.iter().copied().collect()
        } else {
            tx.told_since(state.saved).await?
        };
        self.saved = state.saved;
        if again.is_empty() {
            return Ok(Some(self));
        }
        let again: Vec<EmployerId> = again.into_iter().collect();
        let listed: HashMap<EmployerId, Listed> =
            tx.listed_among(&again).await?.into_iter().collect();
        Ok(Some(
            in_background(move || {
                for id in again {
                    self.put(id, listed.get(&id));
                }
                self
            })
            .await,
        ))
    }

    /// Puts down what the registry says of a firm now; `None` where it doesn't stand for itself.
    fn put(&mut self, id: EmployerId, listed: Option<&Listed>) {
        match (self.numbers.get(&id), listed) {
            (Some(number), Some(listed)) => self.matcher.replace(*number as usize, listed),
            (Some(number), None) => self.matcher.remove(*number as usize),
            (None, Some(listed)) => {
                let number = self.matcher.add(listed);
                let number = u32::try_from(number).expect("the matcher counts so far");
                self.numbers.insert(id, number);
                self.ids.push(id);
            }
            (None, None) => {}
        }
    }

    /// The number of a firm that stands for itself.
    pub(super) fn number(&self, id: EmployerId) -> Option<usize> {
        let number = *self.numbers.get(&id)? as usize;
        self.matcher.has_nib(number).map(|_| number)
    }
}

/// Works on a thread of its own, so that others are served meanwhile.
pub(super) async fn in_background<T: Send + 'static>(
    work: impl FnOnce() -> T + Send + 'static,
) -> T {
    let done = tokio::task::spawn_blocking(work).await;
    done.expect("looking for like records never panics")
}
