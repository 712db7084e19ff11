//! What a judgement rests on: each input with its files, its day and its age.

use chrono::NaiveDate;
use serde::Serialize;

use crate::{
    domain::{employer::Field, verdict::Basis, words::group_thousands},
    services::{ServiceError, Services},
    store::{Inputs, KnownEmployer, ListRow, Tx},
};

/// One input of a judgement.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Input {
    /// What it is, for pages to word.
    #[serde(skip)]
    pub fact: InputFact,
    /// The files it came in, with their rows.
    #[serde(skip)]
    pub file_rows: Vec<(String, u64)>,
    /// What it is.
    pub what: String,
    /// What it says.
    pub says: String,
    /// The files it came in.
    pub files: Vec<String>,
    /// The import it came with.
    pub batch: Option<i32>,
    /// The day it speaks of.
    pub as_of: Option<NaiveDate>,
    /// Its age in days on the day of the check.
    pub age_days: Option<i64>,
}

/// What an input is, in codes and numbers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum InputFact {
    /// The registry's record.
    Registry {
        /// Codes of the sources that name the employer.
        sources: Vec<String>,
    },
    /// The firm's list of workers.
    Roster {
        /// Rows of this employer.
        rows: u32,
        /// Rows among them that could not be read.
        unreadable: u32,
        /// The verdict rests on it.
        used: bool,
    },
    /// A declared number of workers.
    Declared {
        /// Where it was declared.
        by: Basis,
        /// The number.
        workers: String,
        /// The verdict rests on it.
        used: bool,
    },
    /// Participants under its own code.
    Own {
        /// Rows in the list.
        rows: u32,
    },
    /// Participants under the head office's code.
    HeadOffice {
        /// Rows in the list.
        rows: u32,
    },
    /// Bills and payments.
    Contributions {
        /// Rows in the list.
        rows: u32,
    },
}

impl InputFact {
    fn what(&self) -> &'static str {
        match self {
            Self::Registry { .. } => "Registri badan usaha",
            Self::Roster { .. } => "Daftar pekerja",
            Self::Declared {
                by: Basis::Wlkp, ..
            } => "Jumlah pekerja WLKP",
            Self::Declared { .. } => "Jumlah pekerja BPJS Ketenagakerjaan",
            Self::Own { .. } => "Peserta JKN di bawah kode BU sendiri",
            Self::HeadOffice { .. } => "Peserta JKN di bawah kode BU kantor pusat",
            Self::Contributions { .. } => "Tagihan dan pembayaran iuran",
        }
    }

    fn says(&self, row: u32) -> String {
        let used = |used: bool| {
            if used {
                "dasar hitungan"
            } else {
                "tidak dipakai"
            }
        };
        match self {
            Self::Registry { sources } => format!("sumber {}, baris {row}", sources.join(", ")),
            Self::Roster {
                rows,
                unreadable,
                used: of,
            } => format!(
                "{rows} baris pekerja, {unreadable} tidak terbaca ({})",
                used(*of)
            ),
            Self::Declared {
                workers, used: of, ..
            } => format!("{workers} pekerja ({})", used(*of)),
            Self::Own { rows } | Self::HeadOffice { rows } => format!("{rows} baris peserta"),
            Self::Contributions { rows } => format!("{rows} baris iuran"),
        }
    }
}

type From = (Option<i32>, Option<NaiveDate>);

impl Services {
    pub(super) async fn inputs(
        &self,
        tx: &Tx,
        employer: &KnownEmployer,
        row: &ListRow,
        as_of: Option<NaiveDate>,
    ) -> Result<Vec<Input>, ServiceError> {
        let used = tx.standing(employer.id).await?.inputs;
        let name = employer.origins.of(Field::Name);
        let registry = InputFact::Registry {
            sources: employer.sources.clone(),
        };
        let mut facts = vec![(registry, (name.map(|o| o.batch), name.map(|o| o.as_of)))];
        facts.extend(headcounts(employer, &used, row));
        let lists = [
            used.own.map(|s| (InputFact::Own { rows: s.rows }, s)),
            used.head_office
                .map(|s| (InputFact::HeadOffice { rows: s.rows }, s)),
            used.contributions
                .map(|s| (InputFact::Contributions { rows: s.rows }, s)),
        ];
        facts.extend(
            lists
                .into_iter()
                .flatten()
                .map(|(fact, s)| (fact, (Some(s.batch), Some(s.as_of)))),
        );
        let mut inputs = Vec::with_capacity(facts.len());
        for (fact, (batch, on)) in facts {
            let file_rows = match batch {
                Some(batch) => tx.batch_files(batch).await?,
                None => Vec::new(),
            };
            inputs.push(Input {
                what: fact.what().to_owned(),
                says: fact.says(name.map_or(0, |o| o.row)),
                files: file_rows
                    .iter()
                    .map(|(name, rows)| format!("{name} ({} baris)", group_thousands(*rows)))
                    .collect(),
                file_rows,
                batch,
                as_of: on,
                age_days: on.zip(as_of).map(|(on, day)| (day - on).num_days()),
                fact,
            });
        }
        Ok(inputs)
    }
}

/// The headcounts that are known, and which of them the verdict rests on.
fn headcounts(employer: &KnownEmployer, used: &Inputs, row: &ListRow) -> Vec<(InputFact, From)> {
    let basis = Basis::from_code(&row.basis).unwrap_or(Basis::None);
    let mut facts = Vec::new();
    if let Some(roster) = &used.roster {
        let fact = InputFact::Roster {
            rows: roster.rows,
            unreadable: roster.unreadable,
            used: basis == Basis::Roster,
        };
        facts.push((fact, (Some(roster.batch), Some(roster.as_of))));
    }
    for (count, on, by) in [
        (Field::Wlkp, Field::WlkpOn, Basis::Wlkp),
        (Field::BpjsTk, Field::BpjsTkOn, Basis::BpjsTk),
    ] {
        let Some(workers) = employer.record.get(count) else {
            continue;
        };
        let on = employer.record.get(on).and_then(|d| d.parse().ok());
        let batch = employer.origins.of(count).map(|o| o.batch);
        let fact = InputFact::Declared {
            by,
            workers: workers.to_owned(),
            used: basis == by,
        };
        facts.push((fact, (batch, on)));
    }
    facts
}
