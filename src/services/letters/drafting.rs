//! Letters begin: of an instruction, of a case's step.

use chrono::NaiveDate;
use sha2::{Digest as _, Sha256};

use super::{
    LetterTexts, ServiceError, Services,
    facts::{CaseLetter, CircularFacts, LetterFacts},
};
use crate::{
    domain::{
        ids::LetterId,
        letter::{LetterCode, LetterKind, LetterState, LetterText, Placeholder},
    },
    store::{Actor, DirectiveRecord, Letter, LetterVersion, Setting, TextOrigin, Tx},
};

impl Services {
    /// A letter that nobody has written yet, with the code by which it will be looked up.
    pub(in crate::services) fn new_letter(
        &self,
        kind: LetterKind,
        title: String,
        content: String,
    ) -> Letter {
        Letter {
            id: LetterId::from_uuid(self.clock.new_id()),
            no: 0,
            kind,
            state: LetterState::Draft,
            title,
            content,
            demo: false,
            drafted_at: self.clock.now(),
            directive: None,
            case: None,
            employer: None,
            letterhead: None,
            signatory: None,
            version: 1,
            submitted_by: None,
            approved: None,
            number: None,
            letter_on: None,
            code: Some(self.new_letter_code()),
            signed: None,
            sent: None,
            mail: None,
            received_on: None,
        }
    }

    /// A code that nobody can guess: the letter's own id stands in addresses, this one nowhere.
    pub(in crate::services) fn new_letter_code(&self) -> LetterCode {
        let chance = Sha256::digest(self.clock.new_id().as_bytes());
        let mut bits = [0; 8];
        bits.copy_from_slice(&chance[..8]);
        LetterCode::from_bits(bits)
    }

    /// Keeps a new letter with the first version of its text; answers whether there was none of
    /// its kind yet.
    pub(in crate::services) async fn keep_draft(
        &self,
        tx: &Tx,
        letter: &Letter,
    ) -> Result<bool, ServiceError> {
        if !tx.draft_letter(letter).await? {
            return Ok(false);
        }
        let texts = self.letter_texts(tx).await?;
        let first = first_version(letter, texts.of(letter.kind));
        tx.add_letter_version(letter.id, &first).await?;
        Ok(true)
    }

    /// Why a letter with these facts can't be drafted; `None` where nothing is missing.
    pub(in crate::services) fn unready(
        &self,
        texts: &LetterTexts,
        kind: LetterKind,
        facts: &CaseLetter,
    ) -> Result<Option<String>, ServiceError> {
        let letter = self.new_letter(kind, String::new(), String::new());
        let facts = LetterFacts::Case(Box::new(facts.clone()));
        let values = self.letter_values(&letter, &facts)?;
        Ok(match texts.of(kind).set(kind, &values) {
            Err(_) => Some("naskah surat ini tidak dapat dipakai; periksa templatnya".to_owned()),
            Ok(set) if set.missing.is_empty() => None,
            Ok(set) => Some(format!(
                "surat belum dapat disusun: {}",
                missing_words(&set.missing)
            )),
        })
    }

    /// Drafts the circular of a directive, once: one that an officer cancelled comes back when an
    /// officer asks for it.
    pub(in crate::services) async fn draft_circular(
        &self,
        tx: &Tx,
        directive: &DirectiveRecord,
        on: NaiveDate,
    ) -> Result<(), ServiceError> {
        if tx.had_letter(directive.id, LetterKind::Circular).await? {
            return Ok(());
        }
        let letter = self.circular(tx, directive, on).await?;
        self.keep_draft(tx, &letter).await?;
        Ok(())
    }

    /// The circular of a directive, as it would be drafted on a day.
    pub(super) async fn circular(
        &self,
        tx: &Tx,
        directive: &DirectiveRecord,
        on: NaiveDate,
    ) -> Result<Letter, ServiceError> {
        let content = CircularFacts {
            drafted_on: on,
            legal_basis: directive.says.legal_basis.clone(),
            legal_verified_on: directive.says.legal_verified_on,
        };
        let content = serde_json::to_string(&content).expect("the content is plain data");
        let title = "Kepesertaan Jaminan Kesehatan Nasional bagi Pekerja Penerima Upah";
        Ok(Letter {
            demo: tx.setting(Setting::Demo).await?.is_some(),
            directive: Some(directive.id),
            ..self.new_letter(LetterKind::Circular, title.to_owned(), content)
        })
    }

    /// Gives letters of an older database what they lack: a code and the first version of their
    /// text. Safe to run again at any time.
    ///
    /// # Errors
    /// When the store fails.
    pub(in crate::services) async fn complete_letters(&self) -> Result<(), ServiceError> {
        let unfinished = self.store.read().await?.unfinished_letters().await?;
        if unfinished.is_empty() {
            return Ok(());
        }
        let tx = self.store.begin().await?;
        let texts = self.letter_texts(&tx).await?;
        let mut completed = 0;
        // Asked again: another node may have finished some meanwhile.
        for letter in &tx.unfinished_letters().await? {
            tx.give_code(letter.id, &self.new_letter_code()).await?;
            if letter.version == 0 {
                tx.add_letter_version(letter.id, &first_version(letter, texts.of(letter.kind)))
                    .await?;
                tx.give_version(letter.id).await?;
            }
            completed += 1;
        }
        tx.touches([]);
        let subject = format!("{completed} letters");
        tx.commit(self.entry(Actor::Command("migrate"), "letter.complete", subject))
            .await?;
        Ok(())
    }
}

/// Values that are not known, with their names in the text.
pub(in crate::services) fn missing_words(missing: &[Placeholder]) -> String {
    let named = |what: &Placeholder| format!("{} ({})", what.words(), what.code());
    let named: Vec<String> = missing.iter().map(named).collect();
    format!("{} belum diketahui", named.join(", "))
}

/// What a letter says before anybody corrects it.
fn first_version(letter: &Letter, text: &LetterText) -> LetterVersion {
    LetterVersion {
        version: 1,
        text: text.clone(),
        facts: letter.content.clone(),
        origin: TextOrigin::Draft,
        by: None,
        at: letter.drafted_at,
    }
}
