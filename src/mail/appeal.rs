//! The first notice to a firm.

use serde::Serialize;

use super::{
    sender::{Sender, keep},
    template::Typed,
};
use crate::domain::{
    mailing::{Kept, MailKind},
    tongue::Tongue,
};

/// What the first notice (imbauan) to a firm says; it holds counts only, never a person.
#[derive(Debug, Clone, Serialize)]
pub struct Appeal {
    /// Stands after "Yth. Pimpinan".
    pub firm_name: String,
    /// The cases this notice is about, at least one.
    pub case_codes: Vec<String>,
    /// What our data say and what to do about it, at least one.
    pub findings: Vec<AppealFinding>,
    /// Laws named behind the duty, as checked by the legal office; `None` names none.
    pub legal_basis: Option<String>,
    /// Length of the term in working days.
    pub working_days: u32,
    /// The same in words, `sepuluh`.
    pub working_days_words: String,
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

/// One finding in whole sentences.
#[derive(Debug, Clone, Serialize)]
pub struct AppealFinding {
    /// What our data say: counts, source and date; ends with a full stop.
    pub statement: String,
    /// What is asked for, as it continues "kami mengimbau Saudara untuk:"; no full stop.
    pub action: String,
}

impl Typed for Appeal {
    fn kind(&self) -> MailKind {
        MailKind::Appeal
    }

    fn keeps(&self) -> Vec<Kept> {
        let mut kept = self.sender.keeps(&self.firm_name, &self.case_codes, true);
        for finding in &self.findings {
            kept.push(keep("findings", &finding.statement));
            kept.push(keep("findings", &finding.action));
        }
        kept.push(keep("working_days", &self.working_days.to_string()));
        kept.push(keep("due_on_words", &self.due_on_words));
        kept.push(keep("due_time_words", &self.due_time_words));
        kept
    }

    fn samples(tongue: Tongue) -> Vec<Self> {
        let day = match tongue {
            Tongue::Indonesian => "Rabu, 25 Februari 2026",
            Tongue::English => "Wednesday, 25 February 2026",
        };
        let one = Self {
            firm_name: "CV Contoh Sentosa".to_owned(),
            case_codes: vec!["K-00001".to_owned()],
            findings: vec![unregistered(tongue)],
            legal_basis: Some(
                "Undang-Undang Nomor 24 Tahun 2011 dan Peraturan Presiden Nomor 82 Tahun 2018 \
                 beserta perubahannya"
                    .to_owned(),
            ),
            working_days: 10,
            working_days_words: "sepuluh".to_owned(),
            due_on_words: day.to_owned(),
            due_time_words: "16.00 WITA".to_owned(),
            sender: Sender::sample(),
            sample: false,
        };
        let several = Self {
            firm_name: "PT Misal Jaya & Putra <Persero>".to_owned(),
            case_codes: vec!["K-00002".to_owned(), "K-00003".to_owned()],
            findings: vec![partial_workers(tongue), in_arrears(tongue)],
            legal_basis: None,
            sample: true,
            sender: Sender::sample().with_page().asking(true),
            ..one.clone()
        };
        vec![one, several]
    }
}

fn finding(tongue: Tongue, id: [&str; 2], en: [&str; 2]) -> AppealFinding {
    let [statement, action] = match tongue {
        Tongue::Indonesian => id,
        Tongue::English => en,
    };
    AppealFinding {
        statement: statement.to_owned(),
        action: action.to_owned(),
    }
}

fn unregistered(tongue: Tongue) -> AppealFinding {
    finding(
        tongue,
        [
            "Berdasarkan data Wajib Lapor Ketenagakerjaan per 9 Februari 2026, perusahaan \
             Saudara tercatat mempekerjakan 42 orang, namun belum ditemukan terdaftar sebagai \
             badan usaha peserta JKN.",
            "mendaftarkan perusahaan dan seluruh pekerja melalui kantor BPJS Kesehatan atau \
             kanal resminya",
        ],
        [
            "According to the mandatory manpower report (WLKP) as of 9 February 2026, your \
             company employs 42 workers, but it was not found to be registered with the national \
             health insurance (JKN).",
            "register your company and all of its workers with BPJS Kesehatan, at its office or \
             through its official channels",
        ],
    )
}

fn partial_workers(tongue: Tongue) -> AppealFinding {
    finding(
        tongue,
        [
            "Berdasarkan daftar pekerja per 2 Februari 2026, dari 60 pekerja, 9 (sembilan) \
             pekerja belum ditemukan terdaftar sebagai pekerja penerima upah.",
            "mendaftarkan pekerja yang belum terdaftar atau menjelaskan selisih tersebut",
        ],
        [
            "According to the list of workers as of 2 February 2026, 9 of 60 workers were not \
             found to be registered as wage-earning participants.",
            "register the workers who are not registered yet, or explain the difference",
        ],
    )
}

fn in_arrears(tongue: Tongue) -> AppealFinding {
    finding(
        tongue,
        [
            "Menurut data BPJS Kesehatan per 9 Februari 2026, iuran belum disetor penuh selama 2 \
             (dua) bulan.",
            "melunasi atau menyepakati penyelesaian tunggakan dengan BPJS Kesehatan",
        ],
        [
            "According to the data of BPJS Kesehatan as of 9 February 2026, contributions have \
             not been paid in full for 2 months.",
            "pay the arrears, or agree with BPJS Kesehatan on how to settle them",
        ],
    )
}
