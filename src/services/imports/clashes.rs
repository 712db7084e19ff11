//! Identifiers that two firms of quite different names use: told to the officer, row by row.
//!
//! The row is taken all the same, as identifiers decide who is meant. A list in which everybody
//! typed the same number is another matter: it would make one firm of many, and is refused.

use std::collections::HashSet;

use serde::{Deserialize, Serialize};

use crate::{
    domain::{
        employer::{Field, Record},
        ids::EmployerId,
        joined::Joined,
        names::match_name,
        strangers::are_strangers,
    },
    intake::{IntakeError, Spot},
    services::ServiceError,
    store::{BatchFile, KnownEmployer, Tx},
};

/// Clashes printed; the others are only counted.
const PRINTED: usize = 20;
/// Names under one number from which on a list in which it is the only one is refused.
const NAMES: usize = 5;

/// Who uses the identifier too.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Other {
    /// File and row that named it first.
    Row(u32, u32),
    /// An employer of the registry.
    Known(EmployerId),
}

/// What became of the row.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Became {
    /// It was taken to speak of the other one.
    Joined,
    /// Its NIB says that it is another firm.
    Apart,
}

/// A row whose identifier is also that of a firm with quite another name.
struct Clash {
    place: (u32, u32),
    name: String,
    other: (Other, String),
    column: &'static str,
    value: String,
    became: Became,
}

/// The clashes of an import, in the order of its rows.
#[derive(Default)]
pub(super) struct Clashing {
    total: u64,
    first: Vec<Clash>,
    names: HashSet<String>,
}

fn name(record: &Record) -> &str {
    record.get(Field::Name).unwrap_or_default()
}

fn apart(a: &Record, b: &Record) -> bool {
    are_strangers((name(a), a.get(Field::Form)), (name(b), b.get(Field::Form)))
}

/// The column of a kind of identifier, and the number as it is shown.
fn number(by: Joined, of: &Record) -> Option<(&'static str, String)> {
    let (column, field) = match by {
        Joined::Nib => ("nib", Field::Nib),
        Joined::Npwp => ("npwp", Field::Npwp),
        Joined::Code => ("kode_bu", Field::Code),
        _ => return None,
    };
    let value = of.get(field)?;
    let code = field == Field::Code;
    Some((
        column,
        if code {
            format!("{value:0>8}")
        } else {
            value.to_owned()
        },
    ))
}

impl Clashing {
    /// A row shares an identifier with another firm; noted where their names are far apart.
    pub(super) fn meet(
        &mut self,
        (place, row): ((u32, u32), &Record),
        (other, known): (Other, &Record),
        (by, became): (Option<Joined>, Became),
    ) {
        let Some((column, value)) = by.and_then(|by| number(by, row)) else {
            return;
        };
        if !apart(row, known) {
            return;
        }
        self.total += 1;
        if self.names.len() < NAMES {
            self.names.insert(match_name(name(row)));
        }
        if self.first.len() < PRINTED {
            self.first.push(Clash {
                place,
                name: name(row).to_owned(),
                other: (other, name(known).to_owned()),
                column,
                value,
                became,
            });
        }
    }

    /// Refuses a list all of whose rows are about one employer, under many names.
    pub(super) fn refuse_one(
        &self,
        employers: usize,
        files: &[BatchFile],
    ) -> Result<(), ServiceError> {
        let joined = |clash: &&Clash| clash.became == Became::Joined;
        // The first one bears another name than these.
        let Some(first) = self.first.iter().find(joined) else {
            return Ok(());
        };
        if employers != 1 || self.names.len() + 1 < NAMES {
            return Ok(());
        }
        let rows = self.first.iter().map(|clash| {
            let Clash {
                place: (_, row),
                name,
                ..
            } = clash;
            format!("{row} ({name})")
        });
        let mut rows: Vec<String> = rows.take(NAMES).collect();
        if self.total > NAMES as u64 {
            rows.push("…".to_owned());
        }
        Err(ServiceError::Intake(IntakeError::OneEmployer {
            at: Spot {
                file: files
                    .get(first.place.0 as usize)
                    .map_or_else(String::new, |file| file.name.clone()),
                sheet: None,
                row: Some(first.place.1),
            },
            column: first.column,
            value: first.value.clone(),
            rows: rows.join(", "),
        }))
    }

    /// What the officer should look at.
    pub(super) async fn found(self, tx: &Tx, files: &[BatchFile]) -> Result<Clashes, ServiceError> {
        let known = self.first.iter().filter_map(|clash| match clash.other.0 {
            Other::Known(id) => Some(id),
            Other::Row(..) => None,
        });
        let known: Vec<EmployerId> = known.collect();
        let known: Vec<KnownEmployer> = tx.employers(&known).await?;
        let file = |number: u32| {
            let file = files.get(number as usize);
            file.map_or_else(String::new, |file| file.name.clone())
        };
        let line = |clash: Clash| {
            let (other_id, other_row) = match clash.other.0 {
                Other::Known(id) => (known.iter().find(|e| e.id == id).map(|e| e.id), None),
                Other::Row(number, row) => (None, Some((file(number), row))),
            };
            ClashLine {
                file: file(clash.place.0),
                row: clash.place.1,
                name: clash.name,
                other: clash.other.1,
                other_id,
                other_row,
                column: clash.column.to_owned(),
                value: clash.value,
                became: clash.became,
            }
        };
        Ok(Clashes {
            total: self.total,
            first: self.first.into_iter().map(line).collect(),
        })
    }
}

/// Identifiers of an import that firms of quite different names use.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Clashes {
    /// How many rows.
    pub total: u64,
    /// The first of them.
    pub first: Vec<ClashLine>,
}

/// A row whose identifier is also that of a firm with quite another name.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ClashLine {
    /// The file.
    pub file: String,
    /// The row.
    pub row: u32,
    /// The name there.
    pub name: String,
    /// The other firm's name.
    pub other: String,
    /// The other firm, if the registry knows it already.
    pub other_id: Option<EmployerId>,
    /// File and row that named it first, if this import did.
    pub other_row: Option<(String, u32)>,
    /// The column of the identifier: `nib`, `npwp`, `kode_bu`.
    pub column: String,
    /// The identifier, masked where it is a person's.
    pub value: String,
    /// What became of the row.
    pub became: Became,
}

impl Clashes {
    /// The same, line by line, for a terminal; nothing where nothing clashes.
    pub(super) fn lines(&self) -> Vec<String> {
        if self.total == 0 {
            return Vec::new();
        }
        let mut lines = vec![format!(
            "{} baris memakai nomor yang juga dipakai badan usaha dengan nama yang jauh berbeda. \
             Periksa nomornya; bila salah, perbaiki lalu impor ulang.",
            self.total
        )];
        for one in &self.first {
            let place = match (&one.other_id, &one.other_row) {
                (_, Some((file, row))) => format!("{file} baris {row}"),
                (Some(id), None) => id.to_string(),
                (None, None) => "registri".to_owned(),
            };
            let effect = match one.became {
                Became::Joined => "barisnya dicatat pada badan usaha itu",
                Became::Apart => "NIB-nya berbeda, jadi keduanya tetap terpisah",
            };
            lines.push(format!(
                "{} baris {}: {} memakai {} {} seperti {} ({place}); {effect}",
                one.file, one.row, one.name, one.column, one.value, one.other
            ));
        }
        let left = self.total - self.first.len() as u64;
        if left > 0 {
            lines.push(format!("… dan {left} lainnya."));
        }
        lines
    }
}
