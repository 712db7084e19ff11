//! The first notice to a firm.

use serde::Serialize;

use super::{sender::Sender, template::Typed};

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
    const FOLDER: &'static str = "appeal";

    fn samples() -> Vec<Self> {
        let one = Self {
            firm_name: "CV Contoh Sentosa".to_owned(),
            case_codes: vec!["PTH-2026-0001".to_owned()],
            findings: vec![unregistered()],
            legal_basis: Some(
                "Undang-Undang Nomor 24 Tahun 2011 dan Peraturan Presiden Nomor 82 Tahun 2018 \
                 beserta perubahannya"
                    .to_owned(),
            ),
            working_days: 10,
            working_days_words: "sepuluh".to_owned(),
            due_on_words: "Rabu, 25 Februari 2026".to_owned(),
            due_time_words: "16.00 WITA".to_owned(),
            sender: Sender::sample(),
            sample: false,
        };
        let several = Self {
            firm_name: "PT Misal Jaya & Putra <Persero>".to_owned(),
            case_codes: vec!["PTH-2026-0002".to_owned(), "PTH-2026-0003".to_owned()],
            findings: vec![partial_workers(), in_arrears()],
            legal_basis: None,
            sample: true,
            ..one.clone()
        };
        vec![one, several]
    }
}

fn unregistered() -> AppealFinding {
    AppealFinding {
        statement: "Berdasarkan data Wajib Lapor Ketenagakerjaan per 9 Februari 2026, perusahaan \
                    Saudara tercatat mempekerjakan 42 orang, namun belum ditemukan terdaftar \
                    sebagai badan usaha peserta JKN."
            .to_owned(),
        action: "mendaftarkan perusahaan dan seluruh pekerja melalui kantor BPJS Kesehatan atau \
                 kanal resminya"
            .to_owned(),
    }
}

fn partial_workers() -> AppealFinding {
    AppealFinding {
        statement: "Berdasarkan daftar pekerja per 2 Februari 2026, dari 60 pekerja, 9 (sembilan) \
                    pekerja belum ditemukan terdaftar sebagai pekerja penerima upah."
            .to_owned(),
        action: "mendaftarkan pekerja yang belum terdaftar atau menjelaskan selisih tersebut"
            .to_owned(),
    }
}

fn in_arrears() -> AppealFinding {
    AppealFinding {
        statement: "Menurut data BPJS Kesehatan per 9 Februari 2026, iuran belum disetor selama \
                    2 bulan."
            .to_owned(),
        action: "melunasi atau menyepakati penyelesaian tunggakan dengan BPJS Kesehatan".to_owned(),
    }
}
