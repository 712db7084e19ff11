//! Letters, from the draft to the proof that they were received.

mod batch_files;
mod batch_work;
mod batches;
mod circulating;
mod difference;
mod docx;
mod drafting;
mod editing;
mod facts;
mod lookup;
mod moves;
mod numbering;
mod office_edit;
mod offices;
mod packs;
mod pages;
mod redrafting;
mod review;
mod samples;
mod sending;
mod signatories;
mod signed;
mod templates;
mod values;
mod withdrawal;

use sha2::{Digest as _, Sha256};

use super::{ServiceError, Services, barred};
use crate::{
    domain::{
        ids::{EmployerId, LetterId},
        letter::{LetterKind, LetterPage, LetterState},
    },
    letters::{Emblem, letter_pdf, sample_page},
    store::{Letter, LetterFilter},
};

use facts::LetterFacts;
pub(super) use facts::{CaseLetter, EarlierNotice, counts_of, figures_of};
use templates::LetterTexts;

pub use batch_work::BatchReport;
pub use batches::{BATCH_DAYS, BatchView, LetterPick};
pub use circulating::{CircularList, CircularReport, NoCircular};
pub use editing::{LetterChange, LetterView, SavedText};
pub use lookup::{LookedUp, Verified};
pub use numbering::{NumberChoice, Numbering};
pub use office_edit::OfficeEdit;
pub use offices::OfficeView;
pub use redrafting::Redraft;
pub use review::Unfit;
pub use sending::Way;
pub use signed::{MOST_SCANS, ScanFate};
pub use templates::{TemplateChange, TemplateState, TemplateView};

/// How many letters there are of a kind in a state.
pub type LetterCount = (LetterKind, LetterState, u64);

/// A letter as it is printed.
#[derive(Debug, Clone)]
pub struct LetterPaper {
    /// A name for the file.
    pub name: String,
    /// The PDF.
    pub pdf: Vec<u8>,
}

impl Services {
    /// All letters, in the order in which they were drafted.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn letters(&self) -> Result<Vec<Letter>, ServiceError> {
        Ok(self.store.read().await?.letters().await?)
    }

    /// A page of the letters that a filter finds, what was drafted last first; and how many letters
    /// there are of each kind in each state.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn letters_found(
        &self,
        filter: &LetterFilter,
        page: (u32, u32),
    ) -> Result<(Vec<Letter>, Vec<LetterCount>), ServiceError> {
        let tx = self.store.read().await?;
        let found = tx.letters_found(filter, page).await?;
        Ok((found, tx.letter_counts().await?))
    }

    /// The letters about an employer and those merged into it, the newest first.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn letters_about(&self, employer: EmployerId) -> Result<Vec<Letter>, ServiceError> {
        let tx = self.store.read().await?;
        let family = tx.family(employer).await?;
        Ok(tx.letters_about(&family).await?)
    }

    /// How many letters stand somewhere.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn letters_in(&self, state: LetterState) -> Result<u64, ServiceError> {
        Ok(self.store.read().await?.count_letters(state).await?)
    }

    /// One letter.
    ///
    /// # Errors
    /// [`ServiceError::Missing`] when there is none.
    pub async fn letter(&self, id: LetterId) -> Result<Letter, ServiceError> {
        let tx = self.store.read().await?;
        self.known_letter(&tx, id).await
    }

    /// A letter as PDF: its newest version, with its emblem.
    ///
    /// # Errors
    /// When there is no such letter, or it can't be set.
    pub async fn print_letter(&self, id: LetterId) -> Result<LetterPaper, ServiceError> {
        let tx = self.store.read().await?;
        let letter = self.known_letter(&tx, id).await?;
        let emblem = self.emblem_of(&tx, &letter).await?;
        let page = self.page_of(&tx, letter.clone()).await?;
        drop(tx);
        let name = format!("{}.pdf", name_of(&letter, &page));
        let pdf = set_page(page, emblem).await?;
        Ok(LetterPaper { name, pdf })
    }

    /// A made-up letter of a kind as PDF; `None` where there is no such kind.
    ///
    /// # Errors
    /// When it can't be set.
    pub async fn print_sample(kind: &str) -> Result<Option<LetterPaper>, ServiceError> {
        let Some(kind) = LetterKind::from_code(kind) else {
            return Ok(None);
        };
        Ok(Some(LetterPaper {
            name: format!("contoh-{}.pdf", kind.code()),
            pdf: set_page(sample_page(kind), None).await?,
        }))
    }
}

/// A name for a letter's file, without its ending.
fn name_of(letter: &Letter, page: &LetterPage) -> String {
    match &page.case_code {
        Some(code) => format!("{}-{code}", letter.kind.code().replace('_', "-")),
        None => format!("surat-edaran-{:03}", letter.no),
    }
}

/// Setting a page is work for a thread that may be busy for a while.
async fn set_page(page: LetterPage, emblem: Option<Emblem>) -> Result<Vec<u8>, ServiceError> {
    let set = tokio::task::spawn_blocking(move || letter_pdf(&page, emblem.as_ref())).await;
    Ok(set.expect("the press does not panic")?)
}

/// A letter can't be drafted while something that its text asks for is not known.
pub(super) const UNREADY: ServiceError = barred(
    "letter-unready",
    "Surat belum dapat disusun: masih ada isian yang belum diketahui, atau naskah templatnya tidak dapat dipakai.",
);

/// SHA-256 of a content, in hexadecimal digits.
fn print_of(content: &[u8]) -> String {
    format!("{:x}", Sha256::digest(content))
}
