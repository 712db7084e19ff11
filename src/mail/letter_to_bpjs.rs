//! The mail that carries a signed letter to BPJS Kesehatan.

use serde::Serialize;

use super::{
    sender::{Sender, keep},
    template::Typed,
};
use crate::domain::{
    mailing::{Kept, MailKind},
    tongue::Tongue,
};

/// What a mail says that a letter to BPJS Kesehatan comes with.
#[derive(Debug, Clone, Serialize)]
pub struct LetterToBpjs {
    /// Stands after "Yth. Pimpinan": BPJS Kesehatan.
    pub firm_name: String,
    /// The firm that the letter is about.
    pub about_firm: String,
    /// The cases the letter is about, at least one.
    pub case_codes: Vec<String>,
    /// What the letter is: `Penyampaian ke BPJS Kesehatan`.
    pub letter_title: String,
    /// Its number, as the office gave it.
    pub letter_number: String,
    /// Its day, `9 Februari 2026`.
    pub letter_on_words: String,
    /// Who writes.
    #[serde(flatten)]
    pub sender: Sender,
    /// Made up: the text is marked CONTOH.
    pub sample: bool,
}

impl LetterToBpjs {
    /// Whom it is addressed to.
    pub const ADDRESSEE: &str = "BPJS Kesehatan";
}

impl Typed for LetterToBpjs {
    fn kind(&self) -> MailKind {
        MailKind::LetterToBpjs
    }

    fn keeps(&self) -> Vec<Kept> {
        let mut kept = self.sender.keeps(&self.firm_name, &self.case_codes, false);
        kept.push(keep("about_firm", &self.about_firm));
        kept.push(keep("letter_number", &self.letter_number));
        kept.push(keep("letter_on_words", &self.letter_on_words));
        kept
    }

    fn samples(tongue: Tongue) -> Vec<Self> {
        let said = |indonesian: &str, english: &str| tongue.pick(indonesian, english).to_owned();
        let one = Self {
            firm_name: Self::ADDRESSEE.to_owned(),
            about_firm: "CV Contoh Sentosa".to_owned(),
            case_codes: vec!["K-00001".to_owned()],
            letter_title: said("Penyampaian ke BPJS Kesehatan", "referral"),
            letter_number: "500.15/0009/Disnaker/2026".to_owned(),
            letter_on_words: said("9 April 2026", "9 April 2026"),
            sender: Sender::sample(),
            sample: false,
        };
        let other = Self {
            about_firm: "PT Misal Jaya & Putra <Persero>".to_owned(),
            case_codes: vec!["K-00002".to_owned()],
            letter_title: said("Pelaporan tunggakan ke BPJS Kesehatan", "report of arrears"),
            sample: true,
            ..one.clone()
        };
        vec![one, other]
    }
}
