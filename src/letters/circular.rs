//! The mayor's circular (surat edaran) to all employers of the city.

use std::sync::LazyLock;

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use typst_layout::PagedDocument;

use crate::domain::words::group_thousands;

use super::press::{Imprint, LetterError, legible, print, typeset};

const TEMPLATE: &str = include_str!("../../config/letters/circular.typ");
static USUAL: LazyLock<Usual> = LazyLock::new(|| {
    serde_json::from_str(include_str!("../../config/letters/circular.json"))
        .expect("the tests read config/letters/circular.json")
});

/// The size of the sheet.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Paper {
    /// 215 x 330 mm, usual in Indonesian offices.
    #[default]
    F4,
    /// 210 x 297 mm.
    A4,
}

/// What the circular says; `None` prints as a dotted blank for the city to fill.
#[derive(Debug, Clone, Serialize)]
pub struct Circular {
    /// The size of the sheet.
    pub paper: Paper,
    /// Not signed yet: KONSEP behind the text, frames for emblem and signature, notes.
    pub draft: bool,
    /// Made up: CONTOH on every page.
    pub sample: bool,
    /// Stands in the PDF as the time of its making, not on the page.
    #[serde(skip)]
    pub created_at: DateTime<Utc>,
    /// Without "Kota": `Bontang`.
    pub city: String,
    /// Where it is signed.
    pub place: String,
    /// The part between NOMOR and TAHUN.
    pub number: Option<String>,
    /// Year of the number and, while the date is open, of the date.
    pub year: i32,
    /// Date of the letter, `2 Maret 2026`.
    pub date_words: Option<String>,
    /// Whom it addresses; each with its own closing mark.
    pub addressees: Vec<String>,
    /// Target share of active participants, in percent, as written.
    pub target_percent: Option<String>,
    /// Laws it rests on, in order, without closing marks.
    pub legal_basis: Vec<String>,
    /// When the legal office checked the legal basis, in words; stands in drafts only.
    pub legal_checked_on_words: Option<String>,
    /// Number of the agreement with BPJS Kesehatan; `None` leaves the agreement out.
    pub mou_number: Option<String>,
    /// Date of the agreement in words; used with its number only.
    pub mou_on_words: String,
    /// Rates in force when it is signed.
    pub rates: CircularRates,
    /// Where firms report, an address to type.
    pub report_link: Option<String>,
    /// Last day of the first report, in words.
    pub report_until_words: Option<String>,
    /// How often they report then, as it continues "setiap": `6 (enam) bulan`.
    pub report_every_words: Option<String>,
    /// Office that signs, in capitals; also the head of the letter.
    pub signatory_title: String,
    /// Who signs.
    pub signatory_name: Option<String>,
    /// Who gets a copy, without closing marks.
    pub copies: Vec<String>,
    /// The employers it goes to; `None` where none was named.
    pub annex: Option<Annex>,
}

/// The list of those whom a letter goes to: names and places, never a figure.
#[derive(Debug, Clone, Serialize)]
pub struct Annex {
    /// How many there are, as written: `1.204`.
    count: String,
    /// Name and kelurahan of each; empty where there are more than a paper can hold.
    lines: Vec<(String, String)>,
}

impl Annex {
    /// More names than these are not printed: they would be some thirty sheets.
    pub const MOST: usize = 1_000;

    /// The annex of so many employers, with name and kelurahan of each, in order.
    #[must_use]
    pub fn of(count: u64, lines: impl IntoIterator<Item = (String, Option<String>)>) -> Self {
        let fits = usize::try_from(count).is_ok_and(|count| count <= Self::MOST);
        let place = |place: Option<String>| place.unwrap_or_else(|| "–".to_owned());
        let lines = lines
            .into_iter()
            .filter(|_| fits)
            .map(|(name, kelurahan)| (legible(&name), legible(&place(kelurahan))));
        Self {
            count: group_thousands(count),
            lines: lines.collect(),
        }
    }
}

/// The numbers of the contribution as a letter writes them.
#[derive(Debug, Clone, Serialize)]
pub struct CircularRates {
    /// `5 (lima)`.
    pub total_percent: String,
    /// `4 (empat)`.
    pub employer_percent: String,
    /// `1 (satu)`.
    pub worker_percent: String,
    /// Day of the month, `10 (sepuluh)`.
    pub due_day: String,
    /// `Rp12.000.000,00 (dua belas juta rupiah)`.
    pub ceiling: String,
}

/// Texts that an administrator may change without touching the wording.
#[derive(Clone, Deserialize)]
#[serde(deny_unknown_fields)]
struct Usual {
    addressees: Vec<String>,
    legal_basis: Vec<String>,
    copies: Vec<String>,
}

#[derive(Serialize)]
struct Filled<'a> {
    #[serde(flatten)]
    letter: &'a Circular,
    blanks: Vec<&'static str>,
}

impl Circular {
    /// A draft with the usual texts, in which everything the city decides is still open.
    #[must_use]
    pub fn draft(city: &str, rates: CircularRates, year: i32, created_at: DateTime<Utc>) -> Self {
        let usual = USUAL.clone();
        Self {
            paper: Paper::default(),
            draft: true,
            sample: false,
            created_at,
            city: city.to_owned(),
            place: city.to_owned(),
            number: None,
            year,
            date_words: None,
            addressees: usual.addressees,
            target_percent: None,
            legal_basis: usual.legal_basis,
            legal_checked_on_words: None,
            mou_number: None,
            mou_on_words: "28 November 2025".to_owned(),
            rates,
            report_link: None,
            report_until_words: None,
            report_every_words: None,
            signatory_title: format!("WALI KOTA {}", city.to_uppercase()),
            signatory_name: None,
            copies: usual.copies,
            annex: None,
        }
    }

    /// A made-up circular with everything filled but its number and date, marked CONTOH.
    #[must_use]
    pub fn sample() -> Self {
        let filled = |text: &str| Some(text.to_owned());
        let rates = CircularRates {
            total_percent: "5 (lima)".to_owned(),
            employer_percent: "4 (empat)".to_owned(),
            worker_percent: "1 (satu)".to_owned(),
            due_day: "10 (sepuluh)".to_owned(),
            ceiling: "Rp12.000.000,00 (dua belas juta rupiah)".to_owned(),
        };
        let made = DateTime::from_timestamp_nanos(1_772_409_600_000_000_000);
        Self {
            sample: true,
            target_percent: filled("95"),
            mou_number: filled("000/CONTOH/2025"),
            report_link: filled("https://patuh.kota.example/lapor"),
            report_until_words: filled("31 Maret 2026"),
            report_every_words: filled("6 (enam) bulan"),
            signatory_name: filled("NAMA CONTOH"),
            ..Self::draft("Bontang", rates, 2026, made)
        }
    }

    /// What the city has still to fill, in its words and in the order of the page.
    #[must_use]
    pub fn blanks(&self) -> Vec<&'static str> {
        [
            (self.date_words.is_none(), "tanggal surat"),
            (self.number.is_none(), "nomor surat"),
            (self.target_percent.is_none(), "sasaran keaktifan"),
            (self.report_link.is_none(), "tautan pelaporan"),
            (self.report_until_words.is_none(), "batas waktu pelaporan"),
            (self.report_every_words.is_none(), "periode pelaporan"),
            (self.has_unfinished_basis(), "judul lengkap dasar hukum"),
            (self.signatory_name.is_none(), "nama penanda tangan"),
        ]
        .into_iter()
        .filter_map(|(open, name)| open.then_some(name))
        .collect()
    }

    fn has_unfinished_basis(&self) -> bool {
        let note = "disesuaikan)";
        self.legal_basis.iter().any(|law| law.ends_with(note))
    }
}

/// Prints the circular as tagged PDF/A-2b; the same letter makes the same bytes.
///
/// # Errors
/// When a value holds a character the font lacks, or the template doesn't fit the letter.
pub fn circular(letter: &Circular) -> Result<Vec<u8>, LetterError> {
    let imprint = Imprint {
        name: "circular",
        created_at: letter.created_at,
    };
    print(&pages(letter)?, &imprint)
}

pub(super) fn pages(letter: &Circular) -> Result<PagedDocument, LetterError> {
    let filled = Filled {
        letter,
        blanks: letter.blanks(),
    };
    typeset(TEMPLATE, &filled)
}
