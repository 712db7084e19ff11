//! The facts that a letter's values are made of: kept with the letter when it is drafted, so that
//! firm, figures and days always belong together.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::ServiceError;
use crate::{
    domain::{
        appeal::basis_words,
        finding::CaseType,
        ladder::Stage,
        letter::{AnnexFigure, LetterKind},
        receipt::How,
        verdict::Basis,
        words::{count_words, date_words, group_thousands},
    },
    store::{CaseRow, Letter},
};

/// The facts of a letter.
#[derive(Debug, Clone)]
pub(in crate::services) enum LetterFacts {
    /// Of a letter to many.
    Circular(CircularFacts),
    /// Of a letter about one case.
    Case(Box<CaseLetter>),
}

impl LetterFacts {
    /// Reads what is kept with a letter.
    ///
    /// # Errors
    /// When it can't be read.
    pub(in crate::services) fn of(letter: &Letter) -> Result<Self, ServiceError> {
        let content = &letter.content;
        let read = if letter.kind == LetterKind::Circular {
            serde_json::from_str(content).map(Self::Circular)
        } else {
            serde_json::from_str(content).map(|case| Self::Case(Box::new(case)))
        };
        read.map_err(|_| ServiceError::Missing(format!("Isi surat {}", letter.id)))
    }

    /// As it is kept.
    ///
    /// # Panics
    /// Never: facts are plain data.
    pub(in crate::services) fn content(&self) -> String {
        let written = match self {
            Self::Circular(circular) => serde_json::to_string(circular),
            Self::Case(case) => serde_json::to_string(case),
        };
        written.expect("facts are plain data")
    }
}

/// What is kept of a circular: everything else follows from it and the settings.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(in crate::services) struct CircularFacts {
    /// The day it was drafted.
    pub drafted_on: NaiveDate,
    /// The laws that its instruction names; empty for the usual ones.
    #[serde(default)]
    pub legal_basis: Vec<String>,
    /// When Bagian Hukum verified them.
    #[serde(default)]
    pub legal_verified_on: Option<NaiveDate>,
}

/// What is kept of a letter to one firm; everything else follows from it and the settings.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub(in crate::services) struct CaseLetter {
    /// The firm, as it is addressed.
    pub firm_name: String,
    /// Its address, where it is known.
    pub address: Option<String>,
    /// Its number in the register of businesses.
    #[serde(default)]
    pub nib: Option<String>,
    /// The case's short code.
    pub code: String,
    /// What kind of case it is, in the official words.
    #[serde(default)]
    pub case_type: Option<String>,
    /// What the data say, with source and date; empty where the duty is met.
    pub statement: String,
    /// What is asked for; empty where nothing is.
    pub action: String,
    /// Where the headcount comes from.
    #[serde(default)]
    pub source: Option<String>,
    /// The day that the data speak of.
    #[serde(default)]
    pub data_on: Option<NaiveDate>,
    /// Counts that the case's words speak of.
    #[serde(default)]
    pub counts: Counts,
    /// What an annex shows, with sources and days.
    #[serde(default)]
    pub figures: Vec<AnnexFigure>,
    /// The notice before, and its day.
    pub before: Option<(Stage, NaiveDate)>,
    /// The last day of the term before.
    #[serde(default)]
    pub before_due_on: Option<NaiveDate>,
    /// Every notice so far, the oldest first.
    #[serde(default)]
    pub earlier: Vec<EarlierNotice>,
    /// The day the firm received the notice before.
    pub received_on: Option<NaiveDate>,
    /// The term in working days from receipt.
    pub term_days: Option<u32>,
    /// The day it was drafted.
    pub drafted_on: NaiveDate,
    /// The laws it rests on; `None` in letters from before instructions named them.
    #[serde(default)]
    pub legal_basis: Option<String>,
    /// When Bagian Hukum verified them.
    #[serde(default)]
    pub legal_verified_on: Option<NaiveDate>,
}

/// Counts of a case; `None` where its words don't speak of it.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(in crate::services) struct Counts {
    /// Workers employed or declared.
    pub headcount: Option<u32>,
    /// Distinct registered workers.
    pub registered: Option<u32>,
    /// Workers who should be enrolled and are not.
    pub shortfall: Option<u32>,
    /// Overdue months.
    pub arrears_months: Option<u32>,
}

/// A notice of the case that went before.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(in crate::services) struct EarlierNotice {
    /// Which step it was.
    pub step: Stage,
    /// The number of its letter, where it had one.
    pub number: Option<String>,
    /// Its day.
    pub on: NaiveDate,
    /// When it was received and how that is known.
    pub received: Option<(NaiveDate, String)>,
}

impl EarlierNotice {
    /// A line of an annex: what it was, and its days.
    pub fn line(&self) -> (String, String) {
        let number = self.number.as_ref();
        let what = number.map_or_else(
            || self.step.words().to_owned(),
            |number| format!("{} Nomor {number}", self.step.words()),
        );
        let sent = date_words(self.on);
        let days = self.received.as_ref().map_or_else(
            || format!("{sent}; tanda terima belum tercatat"),
            |(on, how)| format!("{sent}; diterima {} ({how})", date_words(*on)),
        );
        (what, days)
    }

    /// How a receipt is known, in an annex.
    pub const fn how(how: How) -> &'static str {
        match how {
            How::Hand => "diserahkan langsung",
            How::Post => "pos atau kurir",
            How::Visit => "kunjungan",
            How::Call => "telepon",
            How::Messenger => "pesan singkat",
            How::Answer => "jawaban badan usaha",
            How::Other => "cara lain",
            How::Report => "laporan penerimaan",
            How::Page => "halaman jawaban dibuka",
        }
    }
}

/// The counts that a case's words speak of.
pub(in crate::services) fn counts_of(case: &CaseRow) -> Counts {
    let said = &case.said;
    let people = |count: u32| (said.basis != Basis::None).then_some(count);
    match case.facts.case_type {
        CaseType::ContributionPayment => Counts {
            arrears_months: Some(said.arrears_months),
            ..Counts::default()
        },
        CaseType::Registration | CaseType::DataSubmission => Counts {
            headcount: people(said.headcount),
            registered: Some(said.registered),
            shortfall: said.workers_missing.then_some(said.shortfall),
            arrears_months: None,
        },
    }
}

/// What an annex shows of a case: counts only, with their sources and days.
pub(in crate::services) fn figures_of(case: &CaseRow) -> Vec<AnnexFigure> {
    let said = &case.said;
    let figure = |what: &str, value: String, (source, on): (&str, Option<NaiveDate>)| AnnexFigure {
        what: what.to_owned(),
        value,
        source: source.to_owned(),
        on: on.map(date_words).unwrap_or_default(),
    };
    let bpjs = "data BPJS Kesehatan";
    let own = (basis_words(said.basis), said.basis_on);
    let counts = counts_of(case);
    let people = |count: u32| format!("{} orang", group_thousands(count.into()));
    let mut figures = Vec::new();
    if let Some(count) = counts.headcount {
        figures.push(figure("Pekerja", people(count), own));
    }
    if let Some(count) = counts.registered {
        let source = (bpjs, said.participants_on);
        figures.push(figure(
            "Pekerja terdaftar sebagai pekerja penerima upah",
            people(count),
            source,
        ));
    }
    if let Some(count) = counts.shortfall {
        let both = format!("{} dan {bpjs}", own.0);
        let source = (both.as_str(), said.participants_on);
        figures.push(figure(
            "Pekerja yang belum ditemukan terdaftar",
            people(count),
            source,
        ));
    }
    if let Some(count) = counts.arrears_months {
        let months = format!("{} bulan", count_words(count.into()));
        figures.push(figure(
            "Iuran yang belum disetor penuh",
            months,
            (bpjs, said.contributions_on),
        ));
    }
    figures
}
