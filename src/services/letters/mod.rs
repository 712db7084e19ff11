//! Letters, from the draft to the proof that they were received.

mod docx;
mod drafting;
mod lookup;
mod moves;
mod numbering;

mod office_edit;
mod offices;
mod sending;
mod signatories;
mod signed;

use chrono::{Datelike, NaiveDate};
use serde::{Deserialize, Serialize};
use sha2::{Digest as _, Sha256};

use super::{
    ServiceError, Services,
    notices::{CaseLetter, LEGAL_BASIS},
};
use crate::{
    domain::{
        ids::LetterId,
        letter::LetterKind,
        money::Sen,
        rates::Rates,
        words::{count_words, date_words, rupiah_full},
    },
    letters::{
        Circular, CircularRates, FirmLetter, FirmLetterKind, Sender, circular, firm_letter,
        letter_pdf, sample_page,
    },
    store::Letter,
};

pub use lookup::LookedUp;
pub use numbering::{NumberChoice, Numbering};
pub use office_edit::OfficeEdit;
pub use offices::OfficeView;
pub use sending::Way;
pub use signed::{MOST_SCANS, ScanFate};

/// A letter as it is printed.
#[derive(Debug, Clone)]
pub struct LetterPaper {
    /// A name for the file.
    pub name: String,
    /// The PDF.
    pub pdf: Vec<u8>,
}

/// What is kept of a circular: everything else follows from it and the settings.
#[derive(Debug, Serialize, Deserialize)]
struct CircularContent {
    drafted_on: NaiveDate,
    /// The laws that its instruction names; empty for the usual ones.
    #[serde(default)]
    legal_basis: Vec<String>,
    /// When Bagian Hukum verified them.
    #[serde(default)]
    legal_verified_on: Option<NaiveDate>,
}

impl Services {
    /// All letters, in the order in which they were drafted.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn letters(&self) -> Result<Vec<Letter>, ServiceError> {
        Ok(self.store.read().await?.letters().await?)
    }

    /// One letter.
    ///
    /// # Errors
    /// [`ServiceError::Missing`] when there is none.
    pub async fn letter(&self, id: LetterId) -> Result<Letter, ServiceError> {
        let found = self.store.read().await?.letter(id).await?;
        found.ok_or_else(|| ServiceError::Missing(format!("Surat {id}")))
    }

    /// A letter as PDF.
    ///
    /// # Errors
    /// When there is no such letter, or it can't be set.
    pub async fn print_letter(&self, id: LetterId) -> Result<LetterPaper, ServiceError> {
        let letter = self.letter(id).await?;
        if letter.kind != LetterKind::Circular {
            return self.print_case_letter(&letter).await;
        }
        let content: CircularContent = serde_json::from_str(&letter.content)
            .map_err(|_| ServiceError::Missing(format!("Isi surat {id}")))?;
        let rates = self.rates_on(content.drafted_on)?;
        let mut page = self.circular_draft(&rates, content.drafted_on, letter.drafted_at);
        page.sample = letter.demo;
        if !content.legal_basis.is_empty() {
            page.legal_basis = content.legal_basis;
            page.legal_checked_on_words = content.legal_verified_on.map(date_words);
        }
        page.annex = self.annex(id).await?;
        let pdf = print(page).await?;
        Ok(LetterPaper {
            name: format!("surat-edaran-{:03}.pdf", letter.no),
            pdf,
        })
    }

    async fn print_case_letter(&self, letter: &Letter) -> Result<LetterPaper, ServiceError> {
        let broken = || ServiceError::Missing(format!("Isi surat {}", letter.id));
        let content: CaseLetter = serde_json::from_str(&letter.content).map_err(|_| broken())?;
        let kind = letter_kind(letter.kind).ok_or_else(broken)?;
        let city = &self.city;
        let page = FirmLetter {
            kind,
            sender: Sender {
                city: city.name.clone(),
                office: city.office.clone(),
                contact_name: city.contact_name.clone(),
                contact_phone: city.contact_phone.clone(),
                contact_email: city.contact_email.clone(),
                reply_email: city.reply_email.clone(),
            },
            firm_name: content.firm_name,
            address: content.address,
            code: content.code.clone(),
            statement: content.statement,
            action: content.action,
            before: content
                .before
                .map(|(stage, on)| (stage.words().to_owned(), date_words(on))),
            days_words: content.term_days.map(|days| count_words(days.into())),
            legal_basis: content
                .legal_basis
                .unwrap_or_else(|| LEGAL_BASIS.to_owned()),
            legal_checked_on_words: content.legal_verified_on.map(date_words),
            year: content.drafted_on.year(),
            sample: letter.demo,
            created_at: letter.drafted_at,
        };
        Ok(LetterPaper {
            name: format!(
                "{}-{}.pdf",
                letter.kind.code().replace('_', "-"),
                content.code
            ),
            pdf: print_firm_letter(page).await?,
        })
    }

    /// A made-up letter of a kind as PDF; `None` where there is no such kind.
    ///
    /// # Errors
    /// When it can't be set.
    ///
    /// # Panics
    /// Never: the press does not panic.
    pub async fn print_sample(kind: &str) -> Result<Option<LetterPaper>, ServiceError> {
        let Some(kind) = LetterKind::from_code(kind) else {
            return Ok(None);
        };
        let set = tokio::task::spawn_blocking(move || letter_pdf(&sample_page(kind), None)).await;
        Ok(Some(LetterPaper {
            name: format!("contoh-{}.pdf", kind.code()),
            pdf: set.expect("the press does not panic")?,
        }))
    }

    fn circular_draft(
        &self,
        rates: &Rates,
        on: NaiveDate,
        at: chrono::DateTime<chrono::Utc>,
    ) -> Circular {
        let percent = |bp: u32| count_words(u64::from(bp / 100));
        let words = CircularRates {
            total_percent: percent(rates.employer_share_bp + rates.worker_share_bp),
            employer_percent: percent(rates.employer_share_bp),
            worker_percent: percent(rates.worker_share_bp),
            due_day: count_words(10),
            ceiling: rupiah_full(Sen(rates.wage_ceiling.0)),
        };
        let mut page = Circular::draft(&self.city.name, words, on.year(), at);
        page.target_percent = Some(self.city.target_percent.clone());
        page
    }
}

/// How the press calls a letter to one firm.
const fn letter_kind(kind: LetterKind) -> Option<FirmLetterKind> {
    match kind {
        LetterKind::Appeal => Some(FirmLetterKind::Appeal),
        LetterKind::Reprimand1 => Some(FirmLetterKind::Reprimand1),
        LetterKind::Reprimand2 => Some(FirmLetterKind::Reprimand2),
        LetterKind::Referral => Some(FirmLetterKind::Referral),
        LetterKind::ArrearsReport => Some(FirmLetterKind::ArrearsReport),
        LetterKind::Circular | LetterKind::Thanks => None,
    }
}

async fn print_firm_letter(page: FirmLetter) -> Result<Vec<u8>, ServiceError> {
    let printed = tokio::task::spawn_blocking(move || firm_letter(&page)).await;
    Ok(printed.expect("the press does not panic")?)
}

/// Setting a page is work for a thread that may be busy for a while.
async fn print(page: Circular) -> Result<Vec<u8>, ServiceError> {
    let printed = tokio::task::spawn_blocking(move || circular(&page)).await;
    Ok(printed.expect("the press does not panic")?)
}

/// SHA-256 of a content, in hexadecimal digits.
fn print_of(content: &[u8]) -> String {
    format!("{:x}", Sha256::digest(content))
}
