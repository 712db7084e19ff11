//! The texts that letters begin with, as administrators keep them: looking at one, changing it,
//! going back.

use std::collections::BTreeMap;

use sha2::{Digest as _, Sha256};

use super::{
    SavedText, ServiceError, Services,
    difference::{text_changes, tidy},
    facts::LetterFacts,
    pages::set_whole,
    samples,
};
use crate::{
    domain::{
        ids::OfficerId,
        letter::{LetterKind, LetterText, Placeholder, Set, TextFault, TextPart, Values},
    },
    letters::shipped_text,
    services::{barred, wordings::FileChange},
    store::{Actor, TemplateVersion, Tx},
};

/// The text of each kind of letter that is used now.
#[derive(Debug, Clone)]
pub(in crate::services) struct LetterTexts(BTreeMap<LetterKind, LetterText>);

impl LetterTexts {
    /// The text that letters of a kind begin with.
    pub(in crate::services) fn of(&self, kind: LetterKind) -> &LetterText {
        self.0.get(&kind).expect("every kind has a text")
    }
}

/// Where the text of a kind of letter stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TemplateState {
    /// Which letters.
    pub kind: LetterKind,
    /// The newest version; `None` where nobody ever changed it.
    pub newest: Option<TemplateVersion>,
    /// A newer version of the program has another text than the one this was made from.
    pub has_newer_shipped: bool,
    /// The edited text does not fit this version of the program, which uses its own.
    pub is_unfit: bool,
}

impl TemplateState {
    fn of(kind: LetterKind, newest: Option<TemplateVersion>) -> Self {
        let edited = newest.as_ref().and_then(|newest| newest.text.as_ref());
        let shipped_now = print(&shipped_text(kind));
        Self {
            kind,
            has_newer_shipped: edited.is_some()
                && newest
                    .as_ref()
                    .is_some_and(|newest| newest.shipped_print != shipped_now),
            is_unfit: edited.is_some_and(|text| !text.faults(kind).is_empty()),
            newest,
        }
    }

    /// Whether an administrator's text is used.
    #[must_use]
    pub fn is_edited(&self) -> bool {
        let newest = self.newest.as_ref();
        newest.is_some_and(|newest| newest.text.is_some()) && !self.is_unfit
    }
}

/// The text of a kind of letter with everything that is known of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TemplateView {
    /// Where it stands.
    pub state: TemplateState,
    /// The text that is used.
    pub text: LetterText,
    /// Every change, the newest first.
    pub versions: Vec<TemplateVersion>,
}

/// One change, as it is shown.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TemplateChange {
    /// The newest version.
    pub newest: i32,
    /// The change; `None` for the text of the program.
    pub version: Option<TemplateVersion>,
    /// What it changed.
    pub changes: Vec<FileChange>,
    /// What going back to it would change now.
    pub back: Vec<FileChange>,
}

impl Services {
    /// The text of each kind of letter: an administrator's where it fits this version of the
    /// program, else the one that comes with it.
    pub(in crate::services) async fn letter_texts(
        &self,
        tx: &Tx,
    ) -> Result<LetterTexts, ServiceError> {
        let newest = tx.newest_templates().await?;
        let text = |kind| {
            let own = newest.iter().find(|one| one.kind == kind);
            (kind, used(kind, own))
        };
        Ok(LetterTexts(LetterKind::ALL.into_iter().map(text).collect()))
    }

    /// Every kind of letter, and where its text stands.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn letter_templates(&self) -> Result<Vec<TemplateState>, ServiceError> {
        let newest = self.store.read().await?.newest_templates().await?;
        let state = |kind| {
            let own = newest.iter().find(|one| one.kind == kind);
            TemplateState::of(kind, own.cloned())
        };
        Ok(LetterKind::ALL.into_iter().map(state).collect())
    }

    /// The text of one kind of letter.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn letter_template(&self, kind: LetterKind) -> Result<TemplateView, ServiceError> {
        let versions = self.store.read().await?.template_versions(kind).await?;
        Ok(TemplateView {
            state: TemplateState::of(kind, versions.first().cloned()),
            text: used(kind, versions.first()),
            versions,
        })
    }

    /// What letters of this kind would say with a text, about a made-up firm.
    ///
    /// # Errors
    /// Everything that speaks against it.
    pub fn try_template(
        &self,
        kind: LetterKind,
        text: &LetterText,
    ) -> Result<Set, Vec<(TextPart, TextFault)>> {
        set_whole(kind, &tidy(text.clone()), &self.sample_values(kind))
    }

    /// The values of a made-up letter, in the order of the dictionary.
    #[must_use]
    pub fn template_values(&self, kind: LetterKind) -> Vec<(Placeholder, String)> {
        let values = self.sample_values(kind);
        let value = |what| Some((what, values.get(what)?.to_owned()));
        Placeholder::all().filter_map(value).collect()
    }

    /// Keeps a text; `seen` is the version that the form was made from, 0 before any. Letters that
    /// are drafted already stay as they are.
    ///
    /// # Errors
    /// [`ServiceError::Barred`] when somebody else saved first.
    pub async fn save_template(
        &self,
        (kind, seen): (LetterKind, i32),
        text: LetterText,
        by: OfficerId,
    ) -> Result<SavedText, ServiceError> {
        let text = tidy(text);
        if let Err(faults) = self.try_template(kind, &text) {
            return Ok(SavedText::Bad(faults));
        }
        let tx = self.store.begin().await?;
        let versions = tx.template_versions(kind).await?;
        if used(kind, versions.first()) == text {
            return Ok(SavedText::Same);
        }
        let shipped = tidy(shipped_text(kind));
        let version = TemplateVersion {
            kind,
            version: seen + 1,
            // The program's own text, typed again, is the program's.
            text: (text != shipped).then_some(text),
            shipped_print: print(&shipped_text(kind)),
            by: (by, String::new()),
            at: self.clock.now(),
        };
        let stale = versions.first().map_or(0, |newest| newest.version) != seen;
        if stale || !tx.add_template(&version).await? {
            return Err(barred(
                "wording-stale",
                "Naskah ini baru saja diubah orang lain; muat ulang halaman lalu ulangi.",
            ));
        }
        tx.touches([]);
        let subject = format!("{}: {seen} -> {}", kind.code(), version.version);
        let entry = self.entry(Actor::Officer(by), "letter_template.change", subject);
        tx.commit(entry).await?;
        Ok(SavedText::Saved(version.version))
    }

    /// Goes back to an earlier version, or with 0 to the text of the program: as a version of its
    /// own, so that the history stays.
    ///
    /// # Errors
    /// [`ServiceError::Missing`] when there is no such version, [`ServiceError::Barred`] when
    /// somebody else saved first.
    pub async fn revert_template(
        &self,
        (kind, seen): (LetterKind, i32),
        to: i32,
        by: OfficerId,
    ) -> Result<SavedText, ServiceError> {
        let text = if to == 0 {
            shipped_text(kind)
        } else {
            let versions = self.store.read().await?.template_versions(kind).await?;
            let version = versions.into_iter().find(|one| one.version == to);
            let version = version.ok_or_else(|| ServiceError::Missing(format!("Versi {to}")))?;
            version.text.unwrap_or_else(|| shipped_text(kind))
        };
        self.save_template((kind, seen), text, by).await
    }

    /// What one change did, and what going back to it would do; 0 is the text of the program.
    ///
    /// # Errors
    /// [`ServiceError::Missing`] when there is no such version.
    pub async fn template_change(
        &self,
        kind: LetterKind,
        version: i32,
    ) -> Result<TemplateChange, ServiceError> {
        let view = self.letter_template(kind).await?;
        let own = |no| view.versions.iter().find(|one| one.version == no);
        let text = |no| {
            let text = own(no).and_then(|one| one.text.clone());
            text.unwrap_or_else(|| shipped_text(kind))
        };
        if version != 0 && own(version).is_none() {
            return Err(ServiceError::Missing(format!("Versi {version}")));
        }
        let changes = if version == 0 {
            Vec::new()
        } else {
            text_changes(&text(version - 1), &text(version))
        };
        Ok(TemplateChange {
            newest: view.versions.first().map_or(0, |newest| newest.version),
            version: own(version).cloned(),
            changes,
            back: text_changes(&view.text, &text(version)),
        })
    }

    fn sample_values(&self, kind: LetterKind) -> Values {
        let letter = self.new_letter(kind, String::new(), String::new());
        let facts: LetterFacts = samples::facts(kind, self.today());
        // There are rates for today, or the program would not judge anybody.
        self.letter_values(&letter, &facts).unwrap_or_default()
    }
}

/// The text that is used where this is the newest version.
fn used(kind: LetterKind, newest: Option<&TemplateVersion>) -> LetterText {
    let edited = newest.and_then(|newest| newest.text.clone());
    let edited = edited.filter(|text| text.faults(kind).is_empty());
    edited.unwrap_or_else(|| tidy(shipped_text(kind)))
}

/// Tells one text from another.
fn print(text: &LetterText) -> String {
    let text = serde_json::to_vec(text).expect("a text is plain data");
    hex::encode(Sha256::digest(text))
}
