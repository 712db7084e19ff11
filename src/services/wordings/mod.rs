//! The wording of mails as administrators keep it: looking at it, changing it, going back.

mod difference;
mod edits;
mod trial;

use chrono::{DateTime, Utc};
use sha2::{Digest as _, Sha256};

use super::{ServiceError, Services};
use crate::{
    domain::{mailing::MailKind, tongue::Tongue},
    mail::{Sheet, Templates, Wording, wordings},
    store::{StoreError, Tx, WordingVersion},
};

pub use crate::mail::{
    BadWording, Rendered as RenderedMail, Sheet as MailSheet, Wrong as WrongWording,
};
pub(super) use difference::text_change;
pub use difference::{FileChange, Line, LineKind};
pub use edits::SavedWording;
pub use trial::SampleMail;

/// Where one wording stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WordingState {
    /// Which mail.
    pub kind: MailKind,
    /// In which language.
    pub tongue: Tongue,
    /// The newest version; `None` where nobody ever changed it.
    pub newest: Option<WordingVersion>,
    /// A newer version of the program has another wording than the one this was made from.
    pub has_newer_shipped: bool,
    /// The edited wording does not fit this version of the program, which uses its own.
    pub is_unfit: bool,
}

impl WordingState {
    fn of((kind, tongue): Wording, newest: Option<WordingVersion>) -> Self {
        let edited = newest.as_ref().and_then(sheet_of);
        let shipped = Sheet::shipped(kind, tongue);
        Self {
            kind,
            tongue,
            has_newer_shipped: edited.is_some()
                && newest
                    .as_ref()
                    .is_some_and(|newest| newest.shipped_print != print(&shipped)),
            is_unfit: edited
                .as_ref()
                .is_some_and(|sheet| !Templates::fits((kind, tongue), sheet)),
            newest,
        }
    }

    /// Whether an administrator's wording is used.
    #[must_use]
    pub fn is_edited(&self) -> bool {
        let newest = self.newest.as_ref();
        newest.is_some_and(|newest| newest.files.is_some()) && !self.is_unfit
    }
}

/// One wording with everything that is known of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WordingView {
    /// Where it stands.
    pub state: WordingState,
    /// The files that are used.
    pub sheet: Sheet,
    /// Every change, the newest first.
    pub versions: Vec<WordingVersion>,
}

/// One change, as it is shown.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WordingChange {
    /// The newest version of this wording.
    pub newest: i32,
    /// Who made the change, and when; `None` of the program's own wording.
    pub by: Option<(String, DateTime<Utc>)>,
    /// What it changed.
    pub changes: Vec<FileChange>,
    /// What going back to it would change now.
    pub back: Vec<FileChange>,
}

/// The files of a version; `None` of one that went back to the program's.
fn sheet_of(version: &WordingVersion) -> Option<Sheet> {
    let [subject, text, markup] = version.files.clone()?;
    Some(Sheet {
        subject,
        text,
        markup,
    })
}

/// Tells one wording from another.
fn print(sheet: &Sheet) -> String {
    hex::encode(Sha256::digest(sheet.whole()))
}

impl Services {
    /// Every mail in every language, and where its wording stands.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn wordings(&self) -> Result<Vec<WordingState>, ServiceError> {
        let newest = self.store.read().await?.newest_wordings().await?;
        let state = |wording: Wording| {
            let own = newest.iter().find(|v| (v.kind, v.tongue) == wording);
            WordingState::of(wording, own.cloned())
        };
        Ok(wordings().map(state).collect())
    }

    /// One wording.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn wording(
        &self,
        kind: MailKind,
        tongue: Tongue,
    ) -> Result<WordingView, ServiceError> {
        let tx = self.store.read().await?;
        let versions = tx.wording_versions(kind, tongue).await?;
        let state = WordingState::of((kind, tongue), versions.first().cloned());
        let edited = versions.first().and_then(sheet_of);
        let edited = edited.filter(|_| state.is_edited());
        Ok(WordingView {
            sheet: edited.unwrap_or_else(|| Sheet::shipped(kind, tongue)),
            state,
            versions,
        })
    }

    /// What one change did, and what going back to it would do; `None` where there is no such
    /// version. 0 is the wording of the program.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn wording_change(
        &self,
        (kind, tongue): Wording,
        version: i32,
    ) -> Result<Option<WordingChange>, ServiceError> {
        let view = self.wording(kind, tongue).await?;
        let shipped = Sheet::shipped(kind, tongue);
        let own = |no: i32| view.versions.iter().find(|one| one.version == no);
        let sheet = |no: i32| own(no).and_then(sheet_of);
        let (by, changes) = match own(version) {
            Some(one) => {
                let before = sheet(version - 1).unwrap_or_else(|| shipped.clone());
                let after = sheet(version).unwrap_or_else(|| shipped.clone());
                let by = (one.by.1.clone(), one.at);
                (Some(by), FileChange::between(&before, &after))
            }
            None if version == 0 => (None, Vec::new()),
            None => return Ok(None),
        };
        let target = sheet(version).unwrap_or(shipped);
        Ok(Some(WordingChange {
            newest: view.versions.first().map_or(0, |newest| newest.version),
            by,
            changes,
            back: FileChange::between(&view.sheet, &target),
        }))
    }

    /// The variables of a kind of mail, with what they say in one of its samples.
    #[must_use]
    pub fn wording_variables(wording: Wording, sample: usize) -> Vec<(String, String)> {
        Templates::variables(wording, sample)
    }

    /// Takes the wordings anew if another node, or a person, has changed one.
    pub(super) async fn follow_wordings_within(
        &self,
        tx: &Tx,
        version: String,
    ) -> Result<(), StoreError> {
        if self.templates.holds(&version) {
            return Ok(());
        }
        let newest = tx.newest_wordings().await?;
        let edited: Vec<(Wording, Sheet)> = newest
            .iter()
            .filter_map(|own| Some(((own.kind, own.tongue), sheet_of(own)?)))
            .collect();
        for (kind, tongue) in self.templates.hold(version, &edited) {
            tracing::warn!(
                mail.kind = kind.code(),
                language = tongue.code(),
                "the edited wording of a mail does not fit this version of the program, which \
                 uses its own: mend it at /settings/mails"
            );
        }
        Ok(())
    }
}
