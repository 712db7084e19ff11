//! The reminder before and after the end of a term.

use serde::Serialize;

use super::template::Typed;

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
    /// `Kota Bontang`.
    pub city_name: String,
    /// `Dinas Ketenagakerjaan Kota Bontang`.
    pub office_name: String,
    /// Stands in brackets in the subject, `Disnaker Kota Bontang`.
    pub office_short_name: String,
    /// Who answers questions: a desk rather than a person.
    pub contact_name: String,
    /// As it is dialled from the city.
    pub contact_phone: String,
    /// Mailbox for questions.
    pub contact_email: String,
    /// Mailbox for answers.
    pub reply_email: String,
    /// Number published by the city, where the mail's genuineness can be checked.
    pub verify_phone: String,
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
            city_name: "Kota Bontang".to_owned(),
            office_name: "Dinas Ketenagakerjaan Kota Bontang".to_owned(),
            office_short_name: "Disnaker Kota Bontang".to_owned(),
            contact_name: "Bidang Hubungan Industrial".to_owned(),
            contact_phone: "(0548) 000000".to_owned(),
            contact_email: "hubungan.industrial@kota.example".to_owned(),
            reply_email: "jkn.disnaker@kota.example".to_owned(),
            verify_phone: "(0548) 000001".to_owned(),
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
