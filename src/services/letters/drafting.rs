//! Letters begin: of an instruction, of a case's step.

use chrono::NaiveDate;
use sha2::{Digest as _, Sha256};

use super::{CircularContent, ServiceError, Services};
use crate::{
    domain::{
        ids::LetterId,
        letter::{LetterCode, LetterKind, LetterState},
    },
    letters::shipped_text,
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
    fn new_letter_code(&self) -> LetterCode {
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
        tx.add_letter_version(letter.id, &first_version(letter))
            .await?;
        Ok(true)
    }

    /// Drafts the circular of a directive, once.
    pub(in crate::services) async fn draft_circular(
        &self,
        tx: &Tx,
        directive: &DirectiveRecord,
        on: NaiveDate,
    ) -> Result<(), ServiceError> {
        let content = CircularContent {
            drafted_on: on,
            legal_basis: directive.says.legal_basis.clone(),
            legal_verified_on: directive.says.legal_verified_on,
        };
        let content = serde_json::to_string(&content).expect("the content is plain data");
        let title = "Kepesertaan Jaminan Kesehatan Nasional bagi Pekerja Penerima Upah";
        let letter = Letter {
            demo: tx.setting(Setting::Demo).await?.is_some(),
            directive: Some(directive.id),
            ..self.new_letter(LetterKind::Circular, title.to_owned(), content)
        };
        self.keep_draft(tx, &letter).await?;
        Ok(())
    }

    /// Gives letters of an older database what they lack: a code and the first version of their
    /// text. Safe to run again at any time.
    ///
    /// # Errors
    /// When the store fails.
    pub(in crate::services) async fn complete_letters(&self) -> Result<(), ServiceError> {
        let lacks = |letter: &Letter| letter.version == 0 || letter.code.is_none();
        let letters = self.store.read().await?.letters().await?;
        if !letters.iter().any(lacks) {
            return Ok(());
        }
        let tx = self.store.begin().await?;
        let mut completed = 0;
        for letter in tx.letters().await?.iter().filter(|letter| lacks(letter)) {
            tx.give_code(letter.id, &self.new_letter_code()).await?;
            if letter.version == 0 {
                tx.add_letter_version(letter.id, &first_version(letter))
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

/// What a letter says before anybody corrects it.
fn first_version(letter: &Letter) -> LetterVersion {
    LetterVersion {
        version: 1,
        text: shipped_text(letter.kind),
        facts: letter.content.clone(),
        origin: TextOrigin::Draft,
        by: None,
        at: letter.drafted_at,
    }
}
