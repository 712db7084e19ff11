//! Letters for offices that finish in Word.

use super::{
    super::{ServiceError, Services, barred},
    name_of,
};
use crate::{
    domain::{
        ids::LetterId,
        letter::{LetterKind, LetterText},
    },
    letters::{DocxNote, letter_docx, read_docx, sample_page},
};

/// A letter's text as an office corrected it in Word.
#[derive(Debug, Clone)]
pub struct CorrectedLetter {
    /// The text; what the file doesn't show is that of the newest version.
    pub text: LetterText,
    /// What was left out, or is not as it was in the file.
    pub notes: Vec<DocxNote>,
}

impl Services {
    /// A letter's newest version as DOCX, with a name for the file.
    ///
    /// # Errors
    /// When there is no such letter, or it can't be written.
    ///
    /// # Panics
    /// Never: writing does not panic.
    pub async fn letter_as_docx(&self, id: LetterId) -> Result<(String, Vec<u8>), ServiceError> {
        let tx = self.store.read().await?;
        let letter = self.known_letter(&tx, id).await?;
        let emblem = self.emblem_of(&tx, &letter).await?;
        let page = self.page_of(&tx, letter.clone()).await?;
        drop(tx);
        let name = format!("{}.docx", name_of(&letter, &page));
        let written = tokio::task::spawn_blocking(move || letter_docx(&page, emblem.as_ref()));
        Ok((name, written.await.expect("writing does not panic")?))
    }

    /// Reads a letter's text from a DOCX that an office corrected; keeps nothing of it.
    ///
    /// # Errors
    /// [`ServiceError::Barred`] when the file is none, or is another letter's.
    ///
    /// # Panics
    /// Never: reading does not panic.
    pub async fn read_corrected(
        &self,
        id: LetterId,
        content: Vec<u8>,
    ) -> Result<CorrectedLetter, ServiceError> {
        let tx = self.store.read().await?;
        let letter = self.known_letter(&tx, id).await?;
        let parts = self.letter_parts(&tx, letter).await?;
        drop(tx);
        let read = tokio::task::spawn_blocking(move || read_docx(&content)).await;
        let read = read
            .expect("reading does not panic")
            .map_err(|fault| barred(fault.code(), fault.words()))?;
        let own = parts.letter.code.as_ref().map(ToString::to_string);
        if read.code.is_some() && own.is_some() && read.code != own {
            return Err(barred(
                "docx_other_letter",
                "Berkas ini adalah surat lain; kodenya bukan kode surat ini.",
            ));
        }
        let notes = read.notes.clone();
        Ok(CorrectedLetter {
            text: read.over(&parts.version.text),
            notes,
        })
    }

    /// A made-up letter of a kind as DOCX; `None` where there is no such kind.
    ///
    /// # Errors
    /// When the letter can't be written.
    ///
    /// # Panics
    /// Never: writing does not panic.
    pub async fn sample_docx(kind: &str) -> Result<Option<Vec<u8>>, ServiceError> {
        let Some(kind) = LetterKind::from_code(kind) else {
            return Ok(None);
        };
        let written = tokio::task::spawn_blocking(move || letter_docx(&sample_page(kind), None));
        Ok(Some(written.await.expect("writing does not panic")?))
    }
}
