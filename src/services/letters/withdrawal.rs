//! Letters that will never leave, because the case that they are about is over.

use chrono::NaiveDate;

use super::{ServiceError, Services};
use crate::{
    domain::{
        ids::CaseId,
        letter::{LetterKind, LetterState},
    },
    store::{LetterDeed, Tx},
};

impl Services {
    /// Closes a case, and withdraws its letters that nobody has signed yet.
    ///
    /// # Errors
    /// When the store fails.
    pub(in crate::services) async fn close_case(
        &self,
        tx: &Tx,
        (case, on): (CaseId, NaiveDate),
        because: &'static str,
    ) -> Result<(), ServiceError> {
        tx.close_case(case, on, because).await?;
        let words = match because {
            "complied" => "Kasusnya ditutup: menurut pemeriksaan terbaru kewajibannya terpenuhi.",
            "employer_closed" => "Kasusnya ditutup: badan usahanya sudah tutup.",
            "merged" => "Kasusnya ditutup: badan usahanya digabung dengan catatan lain.",
            _ => "Kasusnya ditutup.",
        };
        for letter in tx.letters_of_case(case).await? {
            let waits = letter.state.is_draft() && letter.state != LetterState::Cancelled;
            if waits && letter.kind != LetterKind::Thanks {
                self.make_move(tx, &letter, &LetterDeed::Cancel, (None, words))
                    .await?;
            }
        }
        Ok(())
    }
}
