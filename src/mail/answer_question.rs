//! A question about an answer.

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

/// An officer asks something before deciding about an answer.
#[derive(Debug, Clone, Serialize)]
pub struct AnswerQuestion {
    /// Stands after "Yth. Pimpinan".
    pub firm_name: String,
    /// The case that was answered, and no other.
    pub case_codes: Vec<String>,
    /// The answer's number, `J-2026-00012`.
    pub receipt_number: String,
    /// What was answered, in a word.
    pub answer_words: String,
    /// What the officer asks.
    pub question: String,
    /// Who writes.
    #[serde(flatten)]
    pub sender: Sender,
    /// Made up: the text is marked CONTOH.
    pub sample: bool,
}

impl Typed for AnswerQuestion {
    fn kind(&self) -> MailKind {
        MailKind::AnswerQuestion
    }

    fn keeps(&self) -> Vec<Kept> {
        let mut kept = self.sender.keeps(&self.firm_name, &self.case_codes, true);
        kept.push(keep("receipt_number", &self.receipt_number));
        kept.push(keep("question", &self.question));
        kept
    }

    fn samples(tongue: Tongue) -> Vec<Self> {
        let said = |indonesian: &str, english: &str| tongue.pick(indonesian, english).to_owned();
        let one = Self {
            firm_name: "CV Contoh Sentosa".to_owned(),
            case_codes: vec!["K-00001".to_owned()],
            receipt_number: "J-2026-00012".to_owned(),
            answer_words: AnswerKind::Registered.words(tongue).to_owned(),
            question: said(
                "Mohon kirimkan cetakan e-Dabu atau bukti pembayaran iuran bulan terakhir.",
                "Please send the print of e-Dabu, or the proof of the last contribution paid.",
            ),
            sender: Sender::sample(),
            sample: false,
        };
        let with_page = Self {
            firm_name: "PT Misal Jaya & Putra <Persero>".to_owned(),
            answer_words: AnswerKind::HeadOffice.words(tongue).to_owned(),
            question: said(
                "Apakah kantor pusat di <Balikpapan> & Samarinda mendaftarkan semuanya?",
                "Does the head office in <Balikpapan> & Samarinda register all of them?",
            ),
            sender: Sender::sample().with_page(),
            sample: true,
            ..one.clone()
        };
        vec![one, with_page]
    }
}
