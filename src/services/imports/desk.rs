//! What runs in this process, and how far it has come.

use std::{
    collections::HashMap,
    sync::{Arc, Mutex, PoisonError},
};

use super::{CHECKING, STORING, Watcher};
use crate::domain::ids::ImportJobId;

/// Bytes of one upload where no setting says otherwise.
const USUAL_LIMIT: u64 = 200 << 20;

/// A part of the work.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Phase {
    /// The files are being read.
    #[default]
    Reading,
    /// Rows are being put in their place.
    Storing,
    /// Employers are being judged.
    Checking,
}

impl Phase {
    /// The word in the database and in messages.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Reading => "reading",
            Self::Storing => "storing",
            Self::Checking => "checking",
        }
    }
}

/// The imports that run in this process, and how much may be sent at once.
pub struct ImportDesk {
    limit: u64,
    running: Mutex<HashMap<ImportJobId, (Phase, u64)>>,
}

impl Default for ImportDesk {
    fn default() -> Self {
        Self::taking(USUAL_LIMIT)
    }
}

impl ImportDesk {
    /// A desk that takes so many bytes in one upload.
    #[must_use]
    pub fn taking(limit: u64) -> Self {
        Self {
            limit,
            running: Mutex::default(),
        }
    }

    /// Bytes that one upload may have.
    #[must_use]
    pub fn limit(&self) -> u64 {
        self.limit
    }

    /// How far a job has come that runs here: the phase and the rows read.
    #[must_use]
    pub fn progress(&self, id: ImportJobId) -> Option<(Phase, u64)> {
        self.with(|running| running.get(&id).copied())
    }

    /// Takes a job on, until the ticket goes.
    pub(super) fn begin(self: &Arc<Self>, id: ImportJobId) -> Ticket {
        self.with(|running| running.insert(id, (Phase::Reading, 0)));
        Ticket {
            desk: Arc::clone(self),
            id,
        }
    }

    fn with<T>(&self, act: impl FnOnce(&mut HashMap<ImportJobId, (Phase, u64)>) -> T) -> T {
        // Plain numbers can't be left half-written by a panic.
        act(&mut self.running.lock().unwrap_or_else(PoisonError::into_inner))
    }
}

/// A job that runs here.
pub(super) struct Ticket {
    desk: Arc<ImportDesk>,
    id: ImportJobId,
}

impl Ticket {
    fn change(&self, act: impl FnOnce(&mut (Phase, u64))) {
        self.desk.with(|running| running.get_mut(&self.id).map(act));
    }
}

impl Watcher for Ticket {
    fn rows(&self, read: u64) {
        self.change(|(_, rows)| *rows = read);
    }

    fn phase(&self, name: &str) {
        let now = match name {
            STORING => Phase::Storing,
            CHECKING => Phase::Checking,
            _ => Phase::Reading,
        };
        self.change(|(phase, _)| *phase = now);
    }
}

impl Drop for Ticket {
    fn drop(&mut self) {
        self.desk.with(|running| running.remove(&self.id));
    }
}
