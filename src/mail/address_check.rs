//! Whether a new address is the firm's.

use serde::Serialize;

use super::{
    sender::{Sender, keep},
    template::Typed,
};
use crate::domain::{
    mailing::{Kept, MailKind},
    tongue::Tongue,
};

/// A button for whoever reads the mail at a new address. It may be a stranger: nothing is said of
/// what the office writes about.
#[derive(Debug, Clone, Serialize)]
pub struct AddressCheck {
    /// Whose address it is said to be.
    pub firm_name: String,
    /// The case by which the office finds it, and no other.
    pub case_codes: Vec<String>,
    /// The page with the button; it opens nothing else.
    pub confirm_url: String,
    /// The last day on which it works.
    pub confirm_until_words: String,
    /// Who writes.
    #[serde(flatten)]
    pub sender: Sender,
    /// Made up: the text is marked CONTOH.
    pub sample: bool,
}

impl Typed for AddressCheck {
    fn kind(&self) -> MailKind {
        MailKind::AddressCheck
    }

    fn keeps(&self) -> Vec<Kept> {
        let mut kept = self.sender.keeps(&self.firm_name, &self.case_codes, false);
        kept.push(keep("confirm_url", &self.confirm_url));
        kept.push(keep("confirm_until_words", &self.confirm_until_words));
        kept
    }

    fn samples(tongue: Tongue) -> Vec<Self> {
        let one = Self {
            firm_name: "CV Contoh Sentosa".to_owned(),
            case_codes: vec!["K-00001".to_owned()],
            confirm_url: "https://patuh.kota.example/r/address/0123456789abcdef".to_owned(),
            confirm_until_words: tongue.pick("16 Maret 2026", "16 March 2026").to_owned(),
            sender: Sender::sample(),
            sample: false,
        };
        let made_up = Self {
            firm_name: "PT Misal Jaya & Putra <Persero>".to_owned(),
            sample: true,
            ..one.clone()
        };
        vec![one, made_up]
    }
}
