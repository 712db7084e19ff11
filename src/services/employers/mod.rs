//! What officers do about one employer: notes, rulings, corrections, files, mergers, and the
//! page that shows all of it.

mod contact_deeds;
mod contacts;
mod corrections;
mod dossier;
mod files;
mod history;
mod joining;
mod language;
mod mergers;
mod parting;
mod past;
mod remarks;
mod replies;

use chrono::NaiveDate;
use sha2::{Digest, Sha256};

use super::{ServiceError, Services, barred};
use crate::{
    domain::ids::EmployerId,
    store::{CheckScope, KnownEmployer, Tx},
};

pub(super) use contact_deeds::own_address;
pub use contact_deeds::{ContactChange, ContactDeed};
pub use contacts::{ContactLine, Contacts};
pub use corrections::{Corrected, Correction, EDITABLE, FieldFault, Status};
pub use dossier::{CaseDays, Dossier};
pub use files::NewFile;
pub(super) use files::refused as files_refused;
pub use history::{Change, Event, Happening, Kind as EventKind};
pub(super) use mergers::pair;
pub use mergers::{Forms, MergePreview, Side};
pub use past::{Past, PastField, PastSource};
pub use remarks::NewRuling;

/// Years ahead that an end date may lie; what is further is a slip of the keyboard.
const MAX_YEARS: i32 = 5;
/// Working days for looking again at a case whose notice was taken back before it left.
const LOOK_AGAIN_DAYS: u32 = 5;

impl Services {
    /// The employer that stands for another one: itself, unless it was merged.
    ///
    /// # Errors
    /// [`ServiceError::Missing`] when there is no such employer.
    pub async fn standing_for(&self, id: EmployerId) -> Result<EmployerId, ServiceError> {
        let tx = self.store.read().await?;
        let employer = any(&tx, id).await?;
        Ok(employer.merged_into.unwrap_or(id))
    }

    /// Judges what an action made due, so that the page shows it at once. The action is saved by
    /// then: a check that fails is a matter for the log and for the next check.
    pub(super) async fn recheck(&self) {
        if let Err(error) = self.check(None, CheckScope::Owed).await {
            tracing::error!(
                error = &error as &dyn std::error::Error,
                "the check after an officer's action failed; the next one makes up for it"
            );
        }
    }

    /// The day by which a case that returns to verification is to be looked at.
    pub(super) fn verification_due(&self) -> NaiveDate {
        self.calendar().term(self.today(), LOOK_AGAIN_DAYS).due
    }
}

/// The employer, merged or not.
async fn any(tx: &Tx, id: EmployerId) -> Result<KnownEmployer, ServiceError> {
    let found = tx.employers(&[id]).await?.into_iter().next();
    found.ok_or_else(|| ServiceError::Missing("Badan usaha itu".to_owned()))
}

/// The employer, which must stand for itself.
pub(super) async fn own(tx: &Tx, id: EmployerId) -> Result<KnownEmployer, ServiceError> {
    let employer = any(tx, id).await?;
    if employer.merged_into.is_some() {
        return Err(barred(
            "merged",
            "Badan usaha ini sudah digabung; buka badan usaha yang mewakilinya.",
        ));
    }
    Ok(employer)
}

/// What tells one state of a form from another: half of a hash.
fn short_print(hasher: Sha256) -> String {
    hex::encode(&hasher.finalize()[..8])
}
