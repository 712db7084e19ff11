//! The reminder before and after the end of a term.

use serde::Serialize;

use super::{sender::Sender, template::Typed};

/// A reminder that a firm's term ends soon, or is over; it holds no figures at all.
#[derive(Debug, Clone, Serialize)]
pub struct TermReminder {
    /// The term is over, rather than near its end.
    pub is_over: bool,
    /// Stands after "Yth. Pimpinan".
    pub firm_name: String,
    /// The cases this reminder is about, at least one.
    pub case_codes: Vec<String>,
    /// The notice it reminds of: `Imbauan`, `Teguran I`.
    pub notice: String,
    /// The day of that notice, `9 Februari 2026`, where it is known.
    pub notice_on_words: Option<String>,
    /// Last day of the term, `Rabu, 25 Februari 2026`.
    pub due_on_words: String,
    /// Close of office hours with its zone, `16.00 WITA`.
    pub due_time_words: String,
    /// Who writes.
    #[serde(flatten)]
    pub sender: Sender,
    /// Made up: the text is marked CONTOH.
    pub sample: bool,
}

impl Typed for TermReminder {
    const FOLDER: &'static str = "term_reminder";

    fn samples() -> Vec<Self> {
        let before = Self {
            is_over: false,
            firm_name: "CV Contoh Sentosa".to_owned(),
            case_codes: vec!["K-00001".to_owned()],
            notice: "Imbauan".to_owned(),
            notice_on_words: Some("9 Februari 2026".to_owned()),
            due_on_words: "Rabu, 25 Februari 2026".to_owned(),
            due_time_words: "16.00 WITA".to_owned(),
            sender: Sender::sample(),
            sample: false,
        };
        let after = Self {
            is_over: true,
            firm_name: "PT Misal Jaya & Putra <Persero>".to_owned(),
            case_codes: vec!["K-00002".to_owned(), "K-00003".to_owned()],
            notice: "Teguran I".to_owned(),
            notice_on_words: None,
            sample: true,
            ..before.clone()
        };
        vec![before, after]
    }
}
