//! What came back.

use super::DocxNote;
use crate::domain::letter::LetterText;

/// A letter's text as an office corrected it. Everything typed is text: none of it is read as
/// markup or as a value's place.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct CorrectedText {
    /// Sifat; `None` where the paper doesn't show it, as a circular.
    pub importance: Option<String>,
    /// Lampiran; the same.
    pub enclosure: Option<String>,
    /// Hal.
    pub subject: Option<String>,
    /// Behind "Yth.".
    pub addressee: Option<Vec<String>>,
    /// Behind "di".
    pub destination: Option<String>,
    /// The text, in the letters' markup.
    pub body: String,
    /// Tembusan.
    pub copies: Vec<String>,
    /// The code of the letter that the file was made of, where the file still says it.
    pub code: Option<String>,
    /// What to tell whoever handed it in, in a fixed order.
    pub notes: Vec<DocxNote>,
}

impl CorrectedText {
    /// The new version of a text: what the file doesn't show stays as it was.
    #[must_use]
    pub fn over(self, before: &LetterText) -> LetterText {
        let kept = |new: Option<String>, old: &String| new.unwrap_or_else(|| old.clone());
        LetterText {
            importance: kept(self.importance, &before.importance),
            enclosure: kept(self.enclosure, &before.enclosure),
            subject: kept(self.subject, &before.subject),
            addressee: self.addressee.unwrap_or_else(|| before.addressee.clone()),
            destination: kept(self.destination, &before.destination),
            body: self.body,
            copies: self.copies,
        }
    }
}
