//! Letters for offices that finish in Word.

use super::super::{ServiceError, Services};
use crate::{
    domain::letter::LetterKind,
    letters::{letter_docx, sample_page},
};

impl Services {
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
