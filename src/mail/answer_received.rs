//! The receipt for an answer.

use serde::Serialize;

use super::{
    sender::{Sender, keep},
    template::Typed,
};
use crate::domain::{
    answer::AnswerKind,
    mailing::{Kept, MailKind},
    tongue::Tongue,
};

/// A firm's answer came, and what happens next.
#[derive(Debug, Clone, Serialize)]
pub struct AnswerReceived {
    /// Stands after "Yth. Pimpinan".
    pub firm_name: String,
    /// The case that was answered, and no other.
    pub case_codes: Vec<String>,
    /// The answer's number, `J-2026-00012`.
    pub receipt_number: String,
    /// What was answered, in a word.
    pub answer_words: String,
    /// The day on which it came, `9 Maret 2026`.
    pub given_on_words: String,
    /// Who writes.
    #[serde(flatten)]
    pub sender: Sender,
    /// Made up: the text is marked CONTOH.
    pub sample: bool,
}

impl Typed for AnswerReceived {
    fn kind(&self) -> MailKind {
        MailKind::AnswerReceived
    }

    fn keeps(&self) -> Vec<Kept> {
        let mut kept = self.sender.keeps(&self.firm_name, &self.case_codes, true);
        kept.push(keep("receipt_number", &self.receipt_number));
        kept.push(keep("answer_words", &self.answer_words));
        kept.push(keep("given_on_words", &self.given_on_words));
        kept
    }

    fn samples(tongue: Tongue) -> Vec<Self> {
        let said = |indonesian: &str, english: &str| tongue.pick(indonesian, english).to_owned();
        let one = Self {
            firm_name: "CV Contoh Sentosa".to_owned(),
            case_codes: vec!["K-00001".to_owned()],
            receipt_number: "J-2026-00012".to_owned(),
            answer_words: AnswerKind::Registered.words(tongue).to_owned(),
            given_on_words: said("9 Maret 2026", "9 March 2026"),
            sender: Sender::sample(),
            sample: false,
        };
        let with_page = Self {
            firm_name: "PT Misal Jaya & Putra <Persero>".to_owned(),
            answer_words: AnswerKind::Roster.words(tongue).to_owned(),
            sender: Sender::sample().with_page(),
            sample: true,
            ..one.clone()
        };
        vec![one, with_page]
    }
}
