//! What was decided about an answer.

use serde::Serialize;

use super::{
    sender::{Sender, keep},
    template::Typed,
};
use crate::domain::{
    answer::{AnswerKind, AnswerState},
    mailing::{Kept, MailKind},
    tongue::Tongue,
};

/// An answer was accepted or refused, and what holds now.
#[derive(Debug, Clone, Serialize)]
pub struct AnswerDecided {
    /// Stands after "Yth. Pimpinan".
    pub firm_name: String,
    /// The case that was answered, and no other.
    pub case_codes: Vec<String>,
    /// The answer's number, `J-2026-00012`.
    pub receipt_number: String,
    /// What was answered, in a word.
    pub answer_words: String,
    /// Accepted, or else refused.
    pub accepted: bool,
    /// Why; there always is one where it was refused.
    pub reason: Option<String>,
    /// What holds now, a whole sentence or two.
    pub holds: String,
    /// The last day on which that holds, where it ends by itself.
    pub until_on_words: Option<String>,
    /// The last day of the term, `Rabu, 25 Maret 2026`, where one runs.
    pub due_on_words: Option<String>,
    /// Close of office hours with its zone, `16.00 WITA`.
    pub due_time_words: String,
    /// Who writes.
    #[serde(flatten)]
    pub sender: Sender,
    /// Made up: the text is marked CONTOH.
    pub sample: bool,
}

impl Typed for AnswerDecided {
    fn kind(&self) -> MailKind {
        MailKind::AnswerDecided
    }

    fn keeps(&self) -> Vec<Kept> {
        let mut kept = self.sender.keeps(&self.firm_name, &self.case_codes, true);
        kept.push(keep("receipt_number", &self.receipt_number));
        kept.push(keep("holds", &self.holds));
        kept.extend(self.reason.iter().map(|reason| keep("reason", reason)));
        let until = self.until_on_words.iter();
        kept.extend(until.map(|day| keep("until_on_words", day)));
        if let Some(day) = &self.due_on_words {
            kept.push(keep("due_on_words", day));
            kept.push(keep("due_time_words", &self.due_time_words));
        }
        kept
    }

    fn samples(tongue: Tongue) -> Vec<Self> {
        let said = |indonesian: &str, english: &str| tongue.pick(indonesian, english).to_owned();
        let (promise, head_office) = (AnswerKind::Promise, AnswerKind::HeadOffice);
        let refused = Self {
            firm_name: "CV Contoh Sentosa".to_owned(),
            case_codes: vec!["K-00001".to_owned()],
            receipt_number: "J-2026-00012".to_owned(),
            answer_words: promise.words(tongue).to_owned(),
            accepted: false,
            reason: Some(said(
                "Tanggal yang disampaikan sebelumnya sudah lewat.",
                "The day that was promised before went by.",
            )),
            holds: promise.holds(AnswerState::Refused, tongue).to_owned(),
            until_on_words: None,
            due_on_words: Some(said("Rabu, 25 Maret 2026", "Wednesday, 25 March 2026")),
            due_time_words: "16.00 WITA".to_owned(),
            sender: Sender::sample(),
            sample: false,
        };
        let accepted = Self {
            firm_name: "PT Misal Jaya & Putra <Persero>".to_owned(),
            answer_words: head_office.words(tongue).to_owned(),
            accepted: true,
            reason: None,
            holds: head_office.holds(AnswerState::Accepted, tongue).to_owned(),
            until_on_words: Some(said("9 Maret 2027", "9 March 2027")),
            due_on_words: None,
            sender: Sender::sample().with_page(),
            sample: true,
            ..refused.clone()
        };
        vec![refused, accepted]
    }
}
