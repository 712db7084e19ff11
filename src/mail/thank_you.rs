//! The thank-you to a firm that has done what it was asked for.

use serde::Serialize;

use super::{
    sender::{Sender, keep},
    template::Typed,
};
use crate::domain::{
    mailing::{Kept, MailKind},
    tongue::Tongue,
};

/// Thanks after a check found the duty met; it holds no figures at all.
#[derive(Debug, Clone, Serialize)]
pub struct ThankYou {
    /// Stands after "Yth. Pimpinan".
    pub firm_name: String,
    /// The cases that were closed, at least one.
    pub case_codes: Vec<String>,
    /// The last notice that had been sent: `Imbauan`, `Teguran I`.
    pub notice: String,
    /// The day of that notice, `9 Februari 2026`, where it is known.
    pub notice_on_words: Option<String>,
    /// The day of the check that closed the case.
    pub closed_on_words: String,
    /// The certificate of compliance that the firm holds.
    pub certificate: Option<ThankedCertificate>,
    /// Who writes.
    #[serde(flatten)]
    pub sender: Sender,
    /// Made up: the text is marked CONTOH.
    pub sample: bool,
}

/// A certificate, as the thank-you names it.
#[derive(Debug, Clone, Serialize)]
pub struct ThankedCertificate {
    /// Its number, `2026/00012`.
    pub number: String,
    /// By which anybody looks it up.
    pub code: String,
    /// Its last day, `2 Maret 2027`.
    pub until_words: String,
}

impl Typed for ThankYou {
    fn kind(&self) -> MailKind {
        MailKind::ThankYou
    }

    fn keeps(&self) -> Vec<Kept> {
        let mut kept = self.sender.keeps(&self.firm_name, &self.case_codes, false);
        kept.push(keep("closed_on_words", &self.closed_on_words));
        kept
    }

    fn samples(tongue: Tongue) -> Vec<Self> {
        let said = |indonesian: &str, english: &str| tongue.pick(indonesian, english).to_owned();
        let one = Self {
            firm_name: "CV Contoh Sentosa".to_owned(),
            case_codes: vec!["K-00001".to_owned()],
            notice: said("Imbauan", "appeal (imbauan)"),
            notice_on_words: Some(said("9 Februari 2026", "9 February 2026")),
            closed_on_words: said("2 Maret 2026", "2 March 2026"),
            certificate: Some(ThankedCertificate {
                number: "2026/00012".to_owned(),
                code: "7KQ2M-XW9TD".to_owned(),
                until_words: said("31 Agustus 2026", "31 August 2026"),
            }),
            sender: Sender::sample(),
            sample: false,
        };
        let several = Self {
            firm_name: "PT Misal Jaya & Putra <Persero>".to_owned(),
            case_codes: vec!["K-00002".to_owned(), "K-00003".to_owned()],
            notice: said("Teguran I", "first reminder letter (teguran I)"),
            notice_on_words: None,
            certificate: None,
            sample: true,
            ..one.clone()
        };
        vec![one, several]
    }
}
