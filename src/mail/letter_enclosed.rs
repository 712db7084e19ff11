//! The mail that carries a signed letter.

use serde::Serialize;

use super::{
    sender::{Sender, keep},
    template::Typed,
};
use crate::domain::{
    mailing::{Kept, MailKind},
    tongue::Tongue,
};

/// What a mail says that a signed letter comes with.
#[derive(Debug, Clone, Serialize)]
pub struct LetterEnclosed {
    /// Stands after "Yth. Pimpinan".
    pub firm_name: String,
    /// The cases the letter is about, at least one.
    pub case_codes: Vec<String>,
    /// What the letter is: `Teguran I`.
    pub letter_title: String,
    /// Its number, as the office gave it.
    pub letter_number: String,
    /// Its day, `9 Februari 2026`.
    pub letter_on_words: String,
    /// What is asked for, at least one; each as it continues "mohon Saudara:", no full stop.
    pub actions: Vec<String>,
    /// Length of the term in working days, from the receipt.
    pub working_days: u32,
    /// The same in words, `sepuluh`.
    pub working_days_words: String,
    /// Last day of the term, where the day of the receipt is known.
    pub due_on_words: Option<String>,
    /// Close of office hours with its zone, `16.00 WITA`.
    pub due_time_words: String,
    /// Who writes.
    #[serde(flatten)]
    pub sender: Sender,
    /// Made up: the text is marked CONTOH.
    pub sample: bool,
}

impl Typed for LetterEnclosed {
    fn kind(&self) -> MailKind {
        MailKind::Letter
    }

    fn keeps(&self) -> Vec<Kept> {
        let mut kept = self.sender.keeps(&self.firm_name, &self.case_codes, true);
        kept.push(keep("letter_number", &self.letter_number));
        kept.push(keep("letter_on_words", &self.letter_on_words));
        kept.extend(self.actions.iter().map(|action| keep("actions", action)));
        let day = self.due_on_words.as_deref();
        kept.extend(day.map(|day| keep("due_on_words", day)));
        kept.push(keep("due_time_words", &self.due_time_words));
        kept.push(keep("working_days", &self.working_days.to_string()));
        kept
    }

    fn samples(tongue: Tongue) -> Vec<Self> {
        let said = |indonesian: &str, english: &str| tongue.pick(indonesian, english).to_owned();
        let one = Self {
            firm_name: "CV Contoh Sentosa".to_owned(),
            case_codes: vec!["K-00001".to_owned()],
            letter_title: said("Teguran I", "first reminder letter, teguran I"),
            letter_number: "500.15/0001/Disnaker/2026".to_owned(),
            letter_on_words: said("9 Maret 2026", "9 March 2026"),
            actions: vec![said(
                "mendaftarkan perusahaan dan seluruh pekerja melalui kantor BPJS Kesehatan atau \
                 kanal resminya",
                "register your company and all of its workers with BPJS Kesehatan, at its office \
                 or through its official channels",
            )],
            working_days: 10,
            working_days_words: "sepuluh".to_owned(),
            due_on_words: None,
            due_time_words: "16.00 WITA".to_owned(),
            sender: Sender::sample().asking(false),
            sample: false,
        };
        let several = Self {
            firm_name: "PT Misal Jaya & Putra <Persero>".to_owned(),
            case_codes: vec!["K-00002".to_owned(), "K-00003".to_owned()],
            actions: vec![
                said(
                    "mendaftarkan pekerja yang belum terdaftar atau menjelaskan selisih tersebut",
                    "register the workers who are not registered yet, or explain the difference",
                ),
                said(
                    "melunasi atau menyepakati penyelesaian tunggakan dengan BPJS Kesehatan",
                    "pay the arrears, or agree with BPJS Kesehatan on how to settle them",
                ),
            ],
            due_on_words: Some(said("Selasa, 24 Maret 2026", "Tuesday, 24 March 2026")),
            sender: Sender::sample().with_page(),
            sample: true,
            ..one.clone()
        };
        vec![one, several]
    }
}
