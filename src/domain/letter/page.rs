//! A letter with its values filled in: everything that is printed, and nothing that is read as
//! markup.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use super::LetterKind;

/// What is printed where a value is not known yet.
pub const GAP: &str = ".....................";

/// A sheet's size.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Paper {
    /// 210 × 297 mm.
    A4,
    /// 215 × 330 mm, the usual sheet of Indonesian offices.
    #[default]
    F4,
}

/// The letters of a page.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Typeface {
    /// Like Bookman Old Style: legal papers and many circulars.
    #[default]
    Bookman,
    /// Like Arial: correspondence.
    Arial,
}

/// Whose letterhead it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum HeadKind {
    /// Garuda emblem over "WALI KOTA …".
    Mayor,
    /// The city's emblem left, city, office and address beside it, a double rule below.
    Office,
}

/// The head of the page.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Head {
    /// Whose it is.
    pub kind: HeadKind,
    /// `PEMERINTAH KOTA …`, or the mayor's title.
    pub top: String,
    /// The office in larger letters; empty in the mayor's.
    pub name: String,
    /// Address, telephone, mailbox, site: a line each.
    pub lines: Vec<String>,
    /// An emblem is on record, and is handed to the press beside the page.
    pub has_emblem: bool,
}

/// Words of one weight.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct SetSpan {
    /// As printed.
    pub text: String,
    /// In bold letters.
    pub bold: bool,
}

/// An item with what stands under it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct SetItem {
    /// Its words.
    pub spans: Vec<SetSpan>,
    /// Lettered items under it.
    pub under: Vec<Vec<SetSpan>>,
}

/// A part of the letter's text.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum SetBlock {
    /// A heading.
    Heading {
        /// Its words.
        spans: Vec<SetSpan>,
    },
    /// A paragraph.
    Paragraph {
        /// Its words.
        spans: Vec<SetSpan>,
    },
    /// What the data say, set apart.
    Finding {
        /// Its words.
        spans: Vec<SetSpan>,
    },
    /// A numbered list.
    List {
        /// Its items.
        items: Vec<SetItem>,
    },
}

/// Who signs.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Signature {
    /// `Kepala Dinas …,` or `a.n. Wali Kota …` and `Sekretaris Daerah,`: a line each.
    pub title: Vec<String>,
    /// The person; `None` while nobody is chosen.
    pub name: Option<String>,
    /// Pangkat.
    pub rank: Option<String>,
    /// Number of a civil servant, without `NIP`.
    pub nip: Option<String>,
}

/// One figure of an annex.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct AnnexFigure {
    /// What is counted.
    pub what: String,
    /// The count, as printed.
    pub value: String,
    /// Which source says so.
    pub source: String,
    /// As of which day, in words.
    pub on: String,
}

/// What lies behind the letter, on pages of its own.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Annex {
    /// Whom a letter to many goes to: name and kelurahan.
    Recipients {
        /// None where the list is too long to print.
        lines: Vec<(String, String)>,
        /// How many there are.
        count: u64,
    },
    /// Counts about one employer; never a person, never a wage.
    Figures {
        /// The firm.
        firm: String,
        /// The case's short code.
        code: String,
        /// What identifies it, as "NIB" and the number; kind of non-compliance.
        facts: Vec<(String, String)>,
        /// The counts.
        figures: Vec<AnnexFigure>,
        /// Notices so far, with their numbers, days and receipts.
        history: Vec<(String, String)>,
    },
}

/// Everything that a letter prints.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct LetterPage {
    /// Which letter; circulars have a form of their own.
    pub kind: LetterKind,
    /// The sheet.
    pub paper: Paper,
    /// The letters.
    pub typeface: Typeface,
    /// The head.
    pub head: Head,
    /// Where it is written.
    pub place: String,
    /// Its day, `9 Maret 2026`; `None` prints dots and the year.
    pub date_words: Option<String>,
    /// Its year.
    pub year: i32,
    /// Its number; `None` prints dots.
    pub number: Option<String>,
    /// Sifat.
    pub importance: String,
    /// Lampiran.
    pub enclosure: String,
    /// Hal; in a circular what it is about.
    pub subject: String,
    /// Behind "Yth.", a line each; several addressees of a circular are numbered.
    pub addressee: Vec<String>,
    /// Behind "di".
    pub destination: String,
    /// The text.
    pub body: Vec<SetBlock>,
    /// Who signs.
    pub signature: Signature,
    /// Tembusan, without closing marks.
    pub copies: Vec<String>,
    /// KONSEP on every page.
    pub draft: bool,
    /// CONTOH on every page: made up.
    pub sample: bool,
    /// The code by which anybody can look the letter up, `7K2M-9QXA-4T`.
    pub code: String,
    /// Where: an address for the QR code; `None` where the site has none.
    pub verify_url: Option<String>,
    /// The case's short code, in letters about one.
    pub case_code: Option<String>,
    /// When the legal office verified the laws, in words; stands in drafts only.
    pub legal_checked_on_words: Option<String>,
    /// What has still to be filled in; stands in drafts only.
    pub blanks: Vec<String>,
    /// Pages behind the letter.
    pub annex: Option<Annex>,
    /// Stands in the file as the time of its making.
    pub created_at: DateTime<Utc>,
}

/// The words of spans, without their weight.
#[must_use]
pub fn plain(spans: &[SetSpan]) -> String {
    spans.iter().map(|span| span.text.as_str()).collect()
}
