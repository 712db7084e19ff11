//! The mail that carries a signed circular, to each on its list.

use serde::Serialize;

use super::{
    sender::{Sender, keep},
    template::Typed,
};
use crate::domain::{
    mailing::{Kept, MailKind},
    tongue::Tongue,
};

/// What a mail says that a circular comes with. It goes to many and speaks of no case.
#[derive(Debug, Clone, Serialize)]
pub struct CircularEnclosed {
    /// Stands after "Yth. Pimpinan".
    pub firm_name: String,
    /// What the letter is: `Surat Edaran`.
    pub letter_title: String,
    /// What it is about, as it is titled.
    pub letter_subject: String,
    /// Its number and year, as the office gave it.
    pub letter_number: String,
    /// Its day, `9 Februari 2026`.
    pub letter_on_words: String,
    /// Who writes.
    #[serde(flatten)]
    pub sender: Sender,
    /// Made up: the text is marked CONTOH.
    pub sample: bool,
}

impl Typed for CircularEnclosed {
    fn kind(&self) -> MailKind {
        MailKind::Circular
    }

    fn keeps(&self) -> Vec<Kept> {
        let mut kept = self.sender.keeps(&self.firm_name, &[], false);
        kept.push(keep("letter_number", &self.letter_number));
        kept.push(keep("letter_on_words", &self.letter_on_words));
        kept
    }

    fn samples(tongue: Tongue) -> Vec<Self> {
        let said = |indonesian: &str, english: &str| tongue.pick(indonesian, english).to_owned();
        let one = Self {
            firm_name: "CV Contoh Sentosa".to_owned(),
            letter_title: "Surat Edaran".to_owned(),
            letter_subject: "Kepesertaan Jaminan Kesehatan Nasional bagi Pekerja Penerima Upah"
                .to_owned(),
            letter_number: "500.15/0001 Tahun 2026".to_owned(),
            letter_on_words: said("9 Maret 2026", "9 March 2026"),
            sender: Sender::sample(),
            sample: false,
        };
        let other = Self {
            firm_name: "PT Misal Jaya & Putra <Persero>".to_owned(),
            sender: Sender::sample().asking(true),
            sample: true,
            ..one.clone()
        };
        vec![one, other]
    }
}
