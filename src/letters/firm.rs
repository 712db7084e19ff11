//! Letters of the office about one firm: appeal, reprimands, referral, report of arrears.
//!
//! The city coaches: its letters never threaten with a fine or a warning under PP 86/2013, which
//! are BPJS Kesehatan's to impose.

mod words;

use chrono::{DateTime, Utc};
use serde::Serialize;
use typst_layout::PagedDocument;

use super::{
    Paper,
    press::{Imprint, LetterError, print, typeset},
};

const TEMPLATE: &str = include_str!("../../config/letters/firm.typ");

/// What such a letter is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum FirmLetterKind {
    /// Imbauan, where it goes on paper.
    Appeal,
    /// Teguran I.
    Reprimand1,
    /// Teguran II.
    Reprimand2,
    /// To BPJS Kesehatan, about workers who are not enrolled.
    Referral,
    /// To BPJS Kesehatan, about overdue contributions.
    ArrearsReport,
}

/// Who writes, and who may be asked.
#[derive(Debug, Clone)]
pub struct Sender {
    /// Without "Kota": `Bontang`.
    pub city: String,
    /// `Dinas Ketenagakerjaan Kota Bontang`.
    pub office: String,
    /// A desk rather than a person.
    pub contact_name: String,
    /// As it is dialled from the city.
    pub contact_phone: String,
    /// Mailbox for questions.
    pub contact_email: String,
    /// Mailbox for answers.
    pub reply_email: String,
}

/// What the letter is about.
#[derive(Debug, Clone)]
pub struct FirmLetter {
    /// Which letter.
    pub kind: FirmLetterKind,
    /// Who writes.
    pub sender: Sender,
    /// The firm.
    pub firm_name: String,
    /// Its address, where it is known.
    pub address: Option<String>,
    /// The case's short code.
    pub code: String,
    /// What the data say, with source and date; a whole sentence.
    pub statement: String,
    /// What is asked for, as it continues "… Saudara untuk:".
    pub action: String,
    /// The notice before and its day, `Imbauan`, `9 Februari 2026`.
    pub before: Option<(String, String)>,
    /// The term, `10 (sepuluh)`.
    pub days_words: Option<String>,
    /// Laws it rests on.
    pub legal_basis: String,
    /// When the legal office verified them, in words; stands in drafts only.
    pub legal_checked_on_words: Option<String>,
    /// Year of the open date.
    pub year: i32,
    /// Made up: CONTOH on every page.
    pub sample: bool,
    /// Stands in the PDF as the time of its making.
    pub created_at: DateTime<Utc>,
}

/// The template's values.
#[derive(Serialize)]
struct Page<'a> {
    paper: Paper,
    draft: bool,
    sample: bool,
    city: &'a str,
    place: &'a str,
    office: &'a str,
    /// Without the city's name, which stands above it.
    office_short_head: String,
    contact_phone: &'a str,
    contact_email: &'a str,
    number: Option<&'a str>,
    importance: &'static str,
    enclosure: &'static str,
    subject: &'static str,
    date_words: Option<&'a str>,
    year: i32,
    addressee: Vec<String>,
    destination: String,
    opening: Vec<String>,
    statements: Vec<&'a str>,
    ask: String,
    asked: Vec<String>,
    closing: Vec<String>,
    farewell: &'static str,
    signatory_title: String,
    signatory_name: Option<&'a str>,
    copies: Vec<String>,
    code: &'a str,
    legal_checked_on_words: Option<&'a str>,
    blanks: Vec<&'static str>,
}

/// Prints a letter as tagged PDF/A-2b; the same letter makes the same bytes.
///
/// # Errors
/// When a value holds a character the font lacks, or the template doesn't fit the letter.
pub fn firm_letter(letter: &FirmLetter) -> Result<Vec<u8>, LetterError> {
    let imprint = Imprint {
        name: "firm-letter",
        created_at: letter.created_at,
    };
    print(&pages(letter)?, &imprint)
}

pub(super) fn pages(letter: &FirmLetter) -> Result<PagedDocument, LetterError> {
    let sender = &letter.sender;
    let to_bpjs = matches!(
        letter.kind,
        FirmLetterKind::Referral | FirmLetterKind::ArrearsReport
    );
    let words = letter.words();
    let suffix = format!(" Kota {}", sender.city);
    let page = Page {
        paper: Paper::default(),
        draft: true,
        sample: letter.sample,
        city: &sender.city,
        place: &sender.city,
        office: &sender.office,
        office_short_head: sender.office.trim_end_matches(&suffix).to_owned(),
        contact_phone: &sender.contact_phone,
        contact_email: &sender.contact_email,
        number: None,
        importance: words.importance,
        enclosure: "-",
        subject: words.subject,
        date_words: None,
        year: letter.year,
        addressee: if to_bpjs {
            vec!["Kepala BPJS Kesehatan Kantor setempat".to_owned()]
        } else {
            let mut lines = vec![format!("Pimpinan {}", letter.firm_name)];
            lines.extend(letter.address.clone());
            lines
        },
        destination: sender.city.clone(),
        opening: words.opening,
        statements: vec![&letter.statement],
        ask: words.ask,
        asked: words.asked,
        closing: words.closing,
        farewell: words.farewell,
        signatory_title: format!("Kepala {}", sender.office),
        signatory_name: None,
        copies: words.copies,
        code: &letter.code,
        legal_checked_on_words: letter.legal_checked_on_words.as_deref(),
        blanks: vec!["tanggal surat", "nomor surat", "nama penanda tangan"],
    };
    typeset(TEMPLATE, &page)
}

impl FirmLetterKind {
    /// Every kind.
    pub const ALL: [Self; 5] = [
        Self::Appeal,
        Self::Reprimand1,
        Self::Reprimand2,
        Self::Referral,
        Self::ArrearsReport,
    ];
}

impl FirmLetter {
    /// A made-up letter, marked CONTOH.
    #[must_use]
    pub fn sample(kind: FirmLetterKind) -> Self {
        let is_bill = kind == FirmLetterKind::ArrearsReport;
        Self {
            kind,
            sender: Sender {
                city: "Bontang".to_owned(),
                office: "Dinas Ketenagakerjaan Kota Bontang".to_owned(),
                contact_name: "Bidang Hubungan Industrial".to_owned(),
                contact_phone: "(0548) 000000".to_owned(),
                contact_email: "hubungan.industrial@kota.example".to_owned(),
                reply_email: "jkn@kota.example".to_owned(),
            },
            firm_name: "CV Contoh Sentosa".to_owned(),
            address: Some("Jalan Misal Nomor 7, Lok Tuan".to_owned()),
            code: "K-00007".to_owned(),
            statement: if is_bill {
                "Menurut data BPJS Kesehatan per 9 Februari 2026, iuran belum disetor selama 2 \
                 (dua) bulan."
            } else {
                "Berdasarkan data Wajib Lapor Ketenagakerjaan per 9 Februari 2026, perusahaan \
                 Saudara tercatat mempekerjakan 42 orang, namun dalam data BPJS Kesehatan per 16 \
                 Maret 2026 belum ditemukan terdaftar sebagai badan usaha peserta JKN."
            }
            .to_owned(),
            action: "mendaftarkan perusahaan dan seluruh pekerja melalui kantor BPJS Kesehatan \
                     atau kanal resminya"
                .to_owned(),
            before: match kind {
                FirmLetterKind::Appeal => None,
                FirmLetterKind::Referral => {
                    Some(("Teguran II".to_owned(), "27 April 2026".to_owned()))
                }
                FirmLetterKind::Reprimand2 => {
                    Some(("Teguran I".to_owned(), "9 April 2026".to_owned()))
                }
                FirmLetterKind::Reprimand1 | FirmLetterKind::ArrearsReport => {
                    Some(("Imbauan".to_owned(), "16 Maret 2026".to_owned()))
                }
            },
            days_words: Some("10 (sepuluh)".to_owned()),
            legal_basis: "Undang-Undang Nomor 24 Tahun 2011 dan Peraturan Presiden Nomor 82 Tahun \
                          2018 beserta perubahannya"
                .to_owned(),
            legal_checked_on_words: None,
            year: 2026,
            sample: true,
            created_at: DateTime::from_timestamp_nanos(1_772_409_600_000_000_000),
        }
    }
}
