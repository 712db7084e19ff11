//! Correcting a letter: every change is a version of its own, and nothing is forgotten.

use super::{
    ServiceError, Services,
    difference::{text_changes, tidy},
    facts::LetterFacts,
    pages::LetterParts,
};
use crate::{
    domain::{
        ids::{LetterId, OfficerId},
        letter::{LetterState, LetterText, Placeholder, Set, TextFault, TextPart, Values},
    },
    services::{barred, wordings::FileChange},
    store::{Letter, LetterDeed, LetterEvent, LetterVersion, TextOrigin, Tx},
};

/// What became of a correction.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum SavedText {
    /// It holds from now on, as this version.
    Saved(i32),
    /// It says what was said already.
    Same,
    /// It can't be used; what held before still holds.
    Bad(Vec<(TextPart, TextFault)>),
}

/// A letter with everything that its page tells.
#[derive(Debug, Clone)]
pub struct LetterView {
    /// The letter.
    pub letter: Letter,
    /// What its newest version says.
    pub text: LetterText,
    /// Every version, the newest first.
    pub versions: Vec<LetterVersion>,
    /// What happened to it and was said about it, the oldest first.
    pub events: Vec<LetterEvent>,
    /// Its values, with what each is called and is, in the order of the dictionary.
    pub values: Vec<(Placeholder, String)>,
    /// Values that its text asks for and that are not known.
    pub missing: Vec<Placeholder>,
    /// What speaks against its text by today's rules.
    pub faults: Vec<(TextPart, TextFault)>,
    /// What today's facts of the case would change, value by value: before and after.
    pub newer: Vec<(Placeholder, Option<String>, Option<String>)>,
}

/// One version, as it is shown.
#[derive(Debug, Clone)]
pub struct LetterChange {
    /// The letter.
    pub letter: Letter,
    /// The version.
    pub version: LetterVersion,
    /// What it is compared with: another version, the one before where nobody chose.
    pub with: Option<i32>,
    /// Every other version, the newest first.
    pub others: Vec<i32>,
    /// What differs from that.
    pub changes: Vec<FileChange>,
    /// What going back to it would change now.
    pub back: Vec<FileChange>,
}

impl Services {
    /// A letter with everything that is known of it.
    ///
    /// # Errors
    /// [`ServiceError::Missing`] when there is none.
    pub async fn letter_view(&self, id: LetterId) -> Result<LetterView, ServiceError> {
        let tx = self.store.read().await?;
        let letter = self.known_letter(&tx, id).await?;
        let versions = tx.letter_versions(id).await?;
        let events = tx.letter_events(id).await?;
        let parts = self.letter_parts(&tx, letter).await?;
        let newer = match self.newer_facts(&tx, &parts).await? {
            Some(facts) => {
                let newer = self.letter_values(&parts.letter, &facts)?;
                changed(&parts.values, &newer)
            }
            None => Vec::new(),
        };
        let (missing, faults) = match parts.set(&parts.version.text) {
            Ok(set) => (set.missing, Vec::new()),
            Err(faults) => (Vec::new(), faults),
        };
        let value = |what| Some((what, parts.values.get(what)?.to_owned()));
        Ok(LetterView {
            values: Placeholder::all().filter_map(value).collect(),
            text: parts.version.text.clone(),
            letter: parts.letter,
            versions,
            events,
            missing,
            faults,
            newer,
        })
    }

    /// What a text of this letter would say.
    ///
    /// # Errors
    /// [`ServiceError::Missing`] when there is no such letter; what speaks against the text is the
    /// answer.
    pub async fn try_letter_text(
        &self,
        id: LetterId,
        text: &LetterText,
    ) -> Result<Result<Set, Vec<(TextPart, TextFault)>>, ServiceError> {
        let tx = self.store.read().await?;
        let letter = self.known_letter(&tx, id).await?;
        let parts = self.letter_parts(&tx, letter).await?;
        Ok(parts.set(&tidy(text.clone())))
    }

    /// Keeps a corrected text; `seen` is the version that it was made from. A text that can't be
    /// used, or that claims what its signatory can't do, changes nothing.
    ///
    /// # Errors
    /// [`ServiceError::Barred`] when somebody else saved first, or the letter is no draft.
    pub async fn save_letter_text(
        &self,
        (id, seen): (LetterId, i32),
        (text, origin): (LetterText, TextOrigin),
        by: OfficerId,
    ) -> Result<SavedText, ServiceError> {
        let text = tidy(text);
        let tx = self.store.begin().await?;
        let letter = self.seen_letter(&tx, (id, seen)).await?;
        let parts = self.letter_parts(&tx, letter).await?;
        if let Err(faults) = parts.set(&text) {
            return Ok(SavedText::Bad(faults));
        }
        if parts.version.text == text {
            return Ok(SavedText::Same);
        }
        let facts = parts.version.facts.clone();
        self.next_version(tx, &parts.letter, (text, facts, origin), by)
            .await
    }

    /// Goes back to what an earlier version said, as a version of its own; the facts stay today's.
    ///
    /// # Errors
    /// [`ServiceError::Missing`] when there is no such version; as
    /// [`Services::save_letter_text`] otherwise.
    pub async fn revert_letter(
        &self,
        (id, seen): (LetterId, i32),
        to: i32,
        by: OfficerId,
    ) -> Result<SavedText, ServiceError> {
        let found = self.store.read().await?.letter_version(id, to).await?;
        let version = found.ok_or_else(|| ServiceError::Missing(format!("Versi {to}")))?;
        let text = (version.text, TextOrigin::Revert);
        self.save_letter_text((id, seen), text, by).await
    }

    /// Takes today's facts of the case into a draft; its text stays.
    ///
    /// # Errors
    /// [`ServiceError::Barred`] when nothing changed, the case is over, somebody else saved
    /// first, or the letter is no draft.
    pub async fn refresh_letter(
        &self,
        (id, seen): (LetterId, i32),
        by: OfficerId,
    ) -> Result<SavedText, ServiceError> {
        let tx = self.store.begin().await?;
        let letter = self.seen_letter(&tx, (id, seen)).await?;
        let mut parts = self.letter_parts(&tx, letter).await?;
        let Some(facts) = self.newer_facts(&tx, &parts).await? else {
            return Err(barred(
                "letter_fresh",
                "Tidak ada yang baru: isi surat ini sesuai dengan data hari ini.",
            ));
        };
        parts.values = self.letter_values(&parts.letter, &facts)?;
        let text = parts.version.text.clone();
        if let Err(faults) = parts.set(&text) {
            return Ok(SavedText::Bad(faults));
        }
        let facts = facts.content();
        tx.set_letter_content(id, &facts).await?;
        self.next_version(tx, &parts.letter, (text, facts, TextOrigin::Refresh), by)
            .await
    }

    /// What differs between one version and another, the one before where none is named; and what
    /// going back to it would change.
    ///
    /// # Errors
    /// [`ServiceError::Missing`] when there is no such letter or version.
    pub async fn letter_change(
        &self,
        id: LetterId,
        (version, with): (i32, Option<i32>),
    ) -> Result<LetterChange, ServiceError> {
        let tx = self.store.read().await?;
        let letter = self.known_letter(&tx, id).await?;
        let versions = tx.letter_versions(id).await?;
        let one = |no| versions.iter().find(|one| one.version == no);
        let missing = |no| ServiceError::Missing(format!("Versi {no}"));
        let this = one(version).ok_or_else(|| missing(version))?;
        let other = one(with.unwrap_or(version - 1));
        if let Some(with) = with.filter(|_| other.is_none()) {
            return Err(missing(with));
        }
        let newest = one(letter.version).unwrap_or(this);
        Ok(LetterChange {
            with: other.map(|other| other.version),
            others: versions
                .iter()
                .map(|one| one.version)
                .filter(|no| *no != version)
                .collect(),
            changes: other.map_or_else(Vec::new, |other| text_changes(&other.text, &this.text)),
            back: text_changes(&newest.text, &this.text),
            version: this.clone(),
            letter,
        })
    }

    /// Today's facts of a draft's case where they differ from those it was made of.
    async fn newer_facts(
        &self,
        tx: &Tx,
        parts: &LetterParts,
    ) -> Result<Option<LetterFacts>, ServiceError> {
        let letter = &parts.letter;
        let (LetterFacts::Case(old), Some((case, round))) = (&parts.facts, letter.case) else {
            return Ok(None);
        };
        let cases = tx.cases_by_id(&[case], self.today()).await?;
        let open = cases
            .iter()
            .find(|case| case.is_open && case.round == round);
        let Some(case) = open.filter(|_| letter.state == LetterState::Draft) else {
            return Ok(None);
        };
        let mut facts = self.facts_today(tx, (case, letter.kind)).await?;
        // The letter's own step began when it was drafted; its term and day are not newer facts.
        facts.before_due_on = old.before_due_on;
        facts.drafted_on = old.drafted_on;
        let facts = LetterFacts::Case(Box::new(facts));
        let same = facts.content() == parts.facts.content();
        Ok((!same).then_some(facts))
    }

    /// Keeps the next version of a draft.
    async fn next_version(
        &self,
        tx: Tx,
        letter: &Letter,
        (text, facts, origin): (LetterText, String, TextOrigin),
        by: OfficerId,
    ) -> Result<SavedText, ServiceError> {
        self.make_move(&tx, letter, &LetterDeed::Edit, (Some(by), origin.code()))
            .await?;
        let version = LetterVersion {
            version: letter.version + 1,
            text,
            facts,
            origin,
            by: Some((by, String::new())),
            at: self.clock.now(),
        };
        tx.add_letter_version(letter.id, &version).await?;
        self.save_move(tx, (letter, "letter.edit"), by).await?;
        Ok(SavedText::Saved(version.version))
    }
}

/// The values that differ.
fn changed(before: &Values, after: &Values) -> Vec<(Placeholder, Option<String>, Option<String>)> {
    let own = |values: &Values, what| values.get(what).map(str::to_owned);
    Placeholder::all()
        .map(|what| (what, own(before, what), own(after, what)))
        .filter(|(_, before, after)| before != after)
        .collect()
}
