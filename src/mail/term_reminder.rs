//! The reminder before and after the end of a term.

use serde::Serialize;

use super::{
    sender::{Sender, keep},
    template::Typed,
};
use crate::domain::{
    mailing::{Kept, MailKind},
    tongue::Tongue,
};

/// A reminder that a firm's term ends soon, or is over; it holds no figures at all.
#[derive(Debug, Clone, Serialize)]
pub struct TermReminder {
    /// The term is over, rather than near its end: another wording.
    #[serde(skip)]
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
    fn kind(&self) -> MailKind {
        if self.is_over {
            MailKind::TermOver
        } else {
            MailKind::TermSoon
        }
    }

    fn keeps(&self) -> Vec<Kept> {
        let mut kept = self.sender.keeps(&self.firm_name, &self.case_codes, true);
        kept.push(keep("due_on_words", &self.due_on_words));
        kept.push(keep("due_time_words", &self.due_time_words));
        kept
    }

    fn samples(tongue: Tongue) -> Vec<Self> {
        let said = |indonesian: &str, english: &str| tongue.pick(indonesian, english).to_owned();
        let plain = Self {
            is_over: false,
            firm_name: "CV Contoh Sentosa".to_owned(),
            case_codes: vec!["K-00001".to_owned()],
            notice: said("Imbauan", "appeal (imbauan)"),
            notice_on_words: Some(said("9 Februari 2026", "9 February 2026")),
            due_on_words: said("Rabu, 25 Februari 2026", "Wednesday, 25 February 2026"),
            due_time_words: "16.00 WITA".to_owned(),
            sender: Sender::sample(),
            sample: false,
        };
        let several = Self {
            firm_name: "PT Misal Jaya & Putra <Persero>".to_owned(),
            case_codes: vec!["K-00002".to_owned(), "K-00003".to_owned()],
            notice: said("Teguran I", "first reminder letter (teguran I)"),
            notice_on_words: None,
            sample: true,
            sender: Sender::sample().with_page(),
            ..plain.clone()
        };
        let over = |sample: &Self| Self {
            is_over: true,
            ..sample.clone()
        };
        vec![over(&plain), over(&several), plain, several]
    }
}
